"""Rushes that bring labels: kept where they hold, named where broken, and their makers' no is kept."""

import json
import struct
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import c2pa
import pytest

from rushes import assemble
from rushes.assembly import Assembly
from rushes.credentials import (
    Judged,
    anchors,
    authority,
    carries_label,
    read_carried,
    read_credentials,
)
from rushes.credentials.carried import for_models, no_models, reserved
from rushes.credentials.terms import MINING, RUSHES
from rushes.engine import Progress
from rushes.footage.model import Behind, Carried
from rushes.turnover import read_cut
from tests.conftest import Shoot
from tests.credentials.making import flipped, rush
from tests.turnover.making import clip

CAPTURED = {
    "action": "c2pa.created",
    "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
}
"""What a camera says of its own file."""


def camera_signs(path: Path, uses: Mapping[str, str] | None = None, label: str = MINING) -> None:
    """Write a camera's label into a rush: a capture, and for which uses its maker allows it."""
    by = authority(path.parent.parent / "a camera's certificates")
    asserted: list[dict[str, Any]] = [{"label": "c2pa.actions", "data": {"actions": [CAPTURED]}}]
    if uses:
        asserted.append(
            {"label": label, "data": {"entries": {use: {"use": may} for use, may in uses.items()}}}
        )
    told = {"claim_generator_info": [{"name": "a camera"}], "title": path.name, "assertions": asserted}
    signed = path.with_name(f"signed {path.name}")
    info = c2pa.C2paSignerInfo(by.algorithm.encode(), by.chain, by.key, None)
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder(json.dumps(told)) as builder:
        builder.sign_file(str(path), str(signed), signer)
    signed.replace(path)


def camera_label(path: Path, uses: Mapping[str, str]) -> bytes:
    """Return a camera's label as a file of its own."""
    by = authority(path.parent.parent / "a camera's certificates")
    entries = {use: {"use": may} for use, may in uses.items()}
    told = {
        "claim_generator_info": [{"name": "a camera"}],
        "title": path.name,
        "assertions": [
            {"label": "c2pa.actions", "data": {"actions": [CAPTURED]}},
            {"label": MINING, "data": {"entries": entries}},
        ],
    }
    info = c2pa.C2paSignerInfo(by.algorithm.encode(), by.chain, by.key, None)
    with c2pa.Signer.from_info(info) as signer, c2pa.Builder(json.dumps(told)) as builder:
        builder.set_no_embed()
        return bytes(builder.sign_file(str(path), str(path.with_name("unused.mov")), signer))


def test_a_plain_rush_carries_nothing_and_is_not_read_any_further(tmp_path: Path) -> None:
    made = rush(tmp_path / "card" / "a.mov")
    assert not carries_label(made.path)
    assert not carries_label(tmp_path / "none.mov")
    assert read_carried(made.path) == ()


def test_a_signed_rush_is_known_by_its_box(tmp_path: Path) -> None:
    made = rush(tmp_path / "card" / "a.mov")
    camera_signs(made.path)
    assert carries_label(made.path)
    (found,) = read_carried(made.path)
    assert found.holds
    assert found.by.startswith("House ")
    assert not found.no_models


def test_a_wave_file_with_a_label_is_known_by_its_chunk(tmp_path: Path) -> None:
    sound = tmp_path / "T01.wav"
    body = b"WAVE" + b"fmt " + struct.pack("<I", 3) + b"abc\0" + b"C2PA" + struct.pack("<I", 4) + b"jumb"
    sound.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert carries_label(sound)
    sound.write_bytes(sound.read_bytes().replace(b"C2PA", b"LIST"))
    assert not carries_label(sound)


NO = {"cawg.ai_inference": "notAllowed"}


@pytest.mark.parametrize(
    ("uses", "label", "kept_from_models"),
    [
        (NO, "cawg.training-mining", True),
        ({"cawg.ai_inference": "constrained"}, "cawg.training-mining", True),
        ({"c2pa.ai_inference": "notAllowed"}, "c2pa.training-mining", True),
        ({"cawg.ai_inference": "allowed"}, "cawg.training-mining", False),
        ({"cawg.ai_training": "notAllowed", "cawg.data_mining": "notAllowed"}, "cawg.training-mining", False),
    ],
)
def test_a_makers_no_to_models_is_read(
    uses: Mapping[str, str], label: str, *, kept_from_models: bool, tmp_path: Path
) -> None:
    """Training and mining Rushes does with nobody's rushes; analysis is what it asks about."""
    made = rush(tmp_path / "card" / "a.mov")
    camera_signs(made.path, uses, label)
    (found,) = read_carried(made.path)
    assert found == Carried(holds=True, by=found.by, no_models=kept_from_models)


def test_a_no_counts_even_in_a_label_that_does_not_hold(tmp_path: Path) -> None:
    made = rush(tmp_path / "card" / "a.mov")
    camera_signs(made.path, NO)
    flipped(made.path, made.path.stat().st_size - 300)
    (found,) = read_carried(made.path)
    assert (found.holds, found.no_models) == (False, True)


def test_a_no_of_any_odd_shape_is_a_no() -> None:
    odd: tuple[object, ...] = (None, "allowed", [], {}, {"use": None}, {"use": "perhaps"})
    for entry in odd:
        told = {"label": "cawg.training-mining", "data": {"entries": {"cawg.ai_inference": entry, "x": {}}}}
        assert no_models(Judged("holds", manifest={"assertions": [told]})) is (entry is not None)


def test_a_no_of_the_sound_behind_a_picture_counts_for_the_picture() -> None:
    picture = clip("1-1.mov")
    sound = clip("T01.wav", is_sound=True, carried=Carried(holds=True, no_models=True))
    assert for_models(picture)
    assert not for_models(replace(picture, behind=(Behind(sound, 0.0),)))


PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
CODE = "http://ns.useplus.org/ldf/vocab/"


def packet(inside: str = "", attributes: str = "") -> bytes:
    """Return an XMP packet with a property written as an element, or as an attribute."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:plus="{PLUS}" xmlns:tdm="http://www.w3.org/ns/tdmrep/" '
        f'{attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


@pytest.mark.parametrize(
    ("told", "forbids"),
    [
        (packet(f'<plus:DataMining rdf:resource="{CODE}DMI-PROHIBITED"/>'), True),
        (packet(f"<plus:DataMining>{CODE}DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING</plus:DataMining>"), True),
        (packet(attributes=f'plus:DataMining="{CODE}DMI-PROHIBITED-SEECONSTRAINT"'), True),
        (packet(attributes='plus:DataMining="something that nobody knows"'), True),
        (packet("<tdm:reservation>1</tdm:reservation>"), True),
        (packet(attributes=f'plus:DataMining="{CODE}DMI-PROHIBITED')[:-20], True),
        (packet("<tdm:reservation>0</tdm:reservation>"), False),
        (packet(f'<plus:DataMining rdf:resource="{CODE}DMI-ALLOWED"/>'), False),
        (packet(f'<plus:DataMining rdf:resource="{CODE}DMI-PROHIBITED-AIMLTRAINING"/>'), False),
        (packet("<plus:Other>DMI-PROHIBITED</plus:Other>"), False),
        (b"no packet at all", False),
    ],
)
@pytest.mark.parametrize("where", ["a.xmp", "a.mov.xmp"])
def test_a_reservation_that_lies_beside_a_rush_is_kept(
    told: bytes, where: str, *, forbids: bool, tmp_path: Path
) -> None:
    """Data mining that is prohibited, or only under terms, is a no to models; a packet that is torn, too."""
    made = rush(tmp_path / "a.mov")
    (tmp_path / where).write_bytes(told)
    assert reserved(made) == (Carried(holds=True, no_models=True, unlabelled=True) if forbids else None)


def test_a_reservation_within_a_rush_is_kept(tmp_path: Path) -> None:
    """As Adobe's programs and ExifTool write it: a box of its own in MP4 and MOV, a chunk in WAV."""
    told = packet(f'<plus:DataMining rdf:resource="{CODE}DMI-PROHIBITED"/>')
    made = rush(tmp_path / "a.mov")
    box = (
        struct.pack(">I", len(told) + 24) + b"uuid" + bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + told
    )
    made.path.write_bytes(made.path.read_bytes() + box)
    found = reserved(made)
    assert found
    assert found.no_models
    sound = clip("T01.wav", is_sound=True, path=tmp_path / "T01.wav")
    body = b"WAVE" + b"_PMX" + struct.pack("<I", len(told)) + told + b"\0" * (len(told) % 2)
    sound.path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    assert reserved(sound)
    assert reserved(sound, Carried(holds=False, by="a camera")) == Carried(
        holds=False, by="a camera", no_models=True
    )


def test_a_label_that_lies_beside_a_rush_is_read_for_what_it_forbids(tmp_path: Path) -> None:
    """One that cannot be read forbids, as nobody can tell what it says."""
    made = rush(tmp_path / "card" / "a.mov")
    for uses, forbids in ((NO, True), ({"cawg.ai_inference": "allowed"}, False)):
        made.path.with_suffix(".c2pa").write_bytes(camera_label(made.path, uses))
        assert bool(reserved(made)) is forbids
    made.path.with_suffix(".c2pa").write_bytes(b"nothing")
    assert reserved(made)


def assembled(shoot: Shoot, out: Path, steps: list[Progress] | None = None) -> Assembly:
    watch = steps.append if steps is not None else None
    return assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache, watch=watch)


def takes(shoot: Shoot) -> list[Path]:
    return sorted(shoot.rushes.glob("*.mov"))


@pytest.mark.slow
def test_a_broken_label_is_found_told_and_not_taken_over(shoot: Shoot, tmp_path: Path) -> None:
    """The cut is made all the same: the rush is used like any other, and its film says so."""
    for take in takes(shoot):
        camera_signs(take)
    bad = takes(shoot)[0]
    flipped(bad, bad.stat().st_size - 40)
    made = assembled(shoot, tmp_path / "cut")
    assert [one.subject for one in made.findings if one.kind == "credentials broken"] == [bad.name]
    assert {clip.file: clip.carried.holds for clip in made.lined.clips if clip.carried} == {
        take.name: take != bad for take in takes(shoot)
    }
    found = read_credentials(tmp_path / "cut" / "preview.mp4", anchors())
    assert found.holds
    told = {one["name"]: one["credentials"] for one in found.assertion(RUSHES)["rushes"]}
    assert told == {
        take.name: "broken" if take == bad else "kept" for take in takes(shoot) if take.name in told
    }
    assert "credentials broken" in (tmp_path / "cut" / "findings.json").read_text()
    assert "that do not hold" in (tmp_path / "cut" / "report.html").read_text()
    kept = read_cut((tmp_path / "cut" / "cut.json").read_bytes())
    assert [one.carried for one in kept.clips] == [one.carried for one in made.cut.clips]


@pytest.mark.slow
def test_a_clip_whose_maker_forbids_models_is_lined_by_its_slate(shoot: Shoot, tmp_path: Path) -> None:
    """Nothing hears it: no job is even made; the other take is heard as ever."""
    reserved, other = takes(shoot)
    camera_signs(reserved, NO)
    steps = list[Progress]()
    made = assembled(shoot, tmp_path / "cut", steps)
    assert {step.subject for step in steps if step.name == "listen" and step.subject} == {other.name}
    assert set(made.lined.heard) == {other.name}
    assert {clip.file for clip in made.lined.clips} == {reserved.name, other.name}
    kinds = {one.kind for one in made.findings if one.subject == reserved.name}
    assert {"not for models", "not heard"} <= kinds
    assert "1 of 2 clips heard, 1 not heard" in made.evidence


@pytest.mark.slow
def test_a_clip_with_a_reservation_beside_it_is_kept_from_models_too(shoot: Shoot, tmp_path: Path) -> None:
    """It counts from the run on that finds it there; the film's label says of no label that it was kept."""
    one, other = takes(shoot)
    one.with_suffix(".xmp").write_bytes(packet("<tdm:reservation>1</tdm:reservation>"))
    made = assembled(shoot, tmp_path / "cut")
    assert set(made.lined.heard) == {other.name}
    (told,) = [finding for finding in made.findings if finding.kind == "not for models"]
    assert told.subject == one.name
    assert "(in its metadata or in a file beside it)" in told.fact
    kept = {clip.file: clip.carried for clip in made.lined.clips}
    assert kept[one.name] == Carried(holds=True, no_models=True, unlabelled=True)
    told_of = read_credentials(tmp_path / "cut" / "preview.mp4", anchors()).assertion(RUSHES)["rushes"]
    assert {rushes["credentials"] for rushes in told_of} == {"none"}
    again = read_cut((tmp_path / "cut" / "cut.json").read_bytes())
    assert [clip.carried for clip in again.clips] == [clip.carried for clip in made.cut.clips]


@pytest.mark.slow
def test_a_second_run_reads_no_label_again(shoot: Shoot, tmp_path: Path) -> None:
    camera_signs(takes(shoot)[0])
    assembled(shoot, tmp_path / "cut")
    written = {file: file.stat().st_mtime_ns for file in (tmp_path / "cut").iterdir()}
    steps = list[Progress]()
    assembled(shoot, tmp_path / "cut", steps)
    assert [step.remembered for step in steps if step.name == "label" and step.subject] == [True]
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "cut").iterdir()} == written


@pytest.mark.slow
def test_another_certificate_signs_the_film_anew(
    shoot: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film that could not be signed is signed by the next run that can."""
    place = tmp_path / "certificates"
    place.write_text("in the way")
    monkeypatch.setenv("RUSHES_CREDENTIALS", str(place))
    first = assembled(shoot, tmp_path / "cut")
    assert [one.kind for one in first.findings if one.kind == "unsigned"] == ["unsigned"]
    assert read_credentials(tmp_path / "cut" / "preview.mp4", anchors()).state == "none"
    place.unlink()
    second = assembled(shoot, tmp_path / "cut")
    assert not [one for one in second.findings if one.kind == "unsigned"]
    assert read_credentials(tmp_path / "cut" / "preview.mp4", anchors()).holds
