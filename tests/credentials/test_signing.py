"""Signing is the last step: the film plays as before, and the label holds when anybody reads it."""

from dataclasses import replace
from pathlib import Path

import av
import pytest

from rushes.credentials import (
    Label,
    NotSigned,
    anchors,
    authority,
    manifest_of,
    read_credentials,
    sign,
    sign_cut,
    without_label,
)
from rushes.credentials.boxes import boxes
from rushes.credentials.opening import context
from rushes.credentials.terms import RUSHES
from rushes.footage.model import Carried
from rushes.turnover.preview import check_preview
from tests.credentials.making import cut_of, flipped, preview_of, rush, signed


def test_a_signed_film_plays_frame_for_frame_as_before(tmp_path: Path) -> None:
    cut = cut_of(rush(tmp_path / "a.mov"), rush(tmp_path / "b.mov", number=1))
    film = preview_of(cut, tmp_path / "preview.mp4")
    before = pictures(film)
    sign(film, manifest_of(cut), authority())
    check_preview(film, cut)
    assert pictures(film) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.mov", "b.mov", "preview.mp4"]


def pictures(film: Path) -> list[bytes]:
    with av.open(str(film)) as opened:
        return [frame.to_ndarray().tobytes() for frame in opened.decode(opened.streams.video[0])]


def test_the_index_still_comes_first_so_that_it_plays_while_it_loads(tmp_path: Path) -> None:
    film = signed(tmp_path / "preview.mp4")
    with film.open("rb") as file:
        assert [box.kind for box in boxes(file)][:3] == [b"ftyp", b"uuid", b"moov"]


def test_two_signatures_differ_in_the_label_alone(tmp_path: Path) -> None:
    """A signature is made with chance; the film under it is the same to the byte."""
    one, two = (signed(tmp_path / name / "preview.mp4") for name in ("one", "two"))
    assert one.read_bytes() != two.read_bytes()
    assert without_label(one.read_bytes()) == without_label(two.read_bytes())


def test_what_is_no_film_cannot_be_signed_and_stays_as_it_is(tmp_path: Path) -> None:
    cut = cut_of(rush(tmp_path / "a.mov"))
    film = tmp_path / "preview.mp4"
    film.write_bytes(b"no film at all")
    with pytest.raises(NotSigned, match=r"preview\.mp4 could not be signed"):
        sign(film, manifest_of(cut), authority())
    assert film.read_bytes() == b"no film at all"
    (finding,) = sign_cut(film, cut, Label())
    assert (finding.kind, finding.subject) == ("unsigned", "preview.mp4")
    assert "nothing vouches for it" in finding.advice


def test_the_label_of_a_rush_goes_with_the_film(tmp_path: Path) -> None:
    """A rush that somebody signed is an ingredient, with its own label inside the film's."""
    clip = rush(tmp_path / "a.mov")
    sign(clip.path, manifest_of(cut_of(clip), title="a.mov"), authority(tmp_path / "a camera"))
    clip = replace(clip, carried=Carried(holds=True, by="a camera"))
    cut = cut_of(clip, rush(tmp_path / "b.mov", number=1))
    film = preview_of(cut, tmp_path / "preview.mp4")
    assert sign_cut(film, cut, Label()) == ()
    found = read_credentials(film, anchors())
    assert found.holds
    first, second = found.manifest["ingredients"]
    assert first["title"] == "b.mov" or second["title"] == "b.mov"
    kept = first if first["title"] == "a.mov" else second
    assert kept["active_manifest"]
    assert [one["credentials"] for one in found.assertion(RUSHES)["rushes"]] == ["kept", "none"]


def test_a_rush_that_was_changed_since_it_was_read_does_not_pass_as_unbroken(tmp_path: Path) -> None:
    """C2PA's library would call such a film trusted; here it is not signed at all."""
    clip = rush(tmp_path / "a.mov")
    sign(clip.path, manifest_of(cut_of(clip), title="a.mov"), authority())
    cut = cut_of(replace(clip, carried=Carried(holds=True)))
    film = preview_of(cut, tmp_path / "preview.mp4")
    flipped(clip.path, clip.path.stat().st_size - 200)
    (finding,) = sign_cut(film, cut, Label())
    assert finding.kind == "unsigned"
    assert read_credentials(film, anchors()).state == "none"


def test_many_rushes_are_signed_in_reasonable_time_and_hold(tmp_path: Path) -> None:
    one = rush(tmp_path / "a.mov")
    clips = [replace(one, file=f"{number}.mov", sha256=f"{number:064x}") for number in range(900)]
    film = preview_of(cut_of(one), tmp_path / "preview.mp4")
    assert sign_cut(film, cut_of(*clips), Label()) == ()
    found = read_credentials(film, anchors())
    assert found.holds
    assert len(found.assertion(RUSHES)["rushes"]) == 900


def test_nothing_asks_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the library is told: nothing from elsewhere, no questions about certificates, no time stamps."""
    told: list[str] = []
    import c2pa  # noqa: PLC0415 -- only here is it looked over the shoulder

    real = c2pa.Context.from_json

    def spy(settings: str, signer: object = None) -> object:
        told.append(settings)
        return real(settings, signer)

    monkeypatch.setattr(c2pa.Context, "from_json", spy)
    context([])
    assert '"remote_manifest_fetch": false' in told[0]
    assert '"ocsp_fetch": false' in told[0]
    stamps: list[object] = []
    info = c2pa.C2paSignerInfo

    def noted(*facts: object) -> object:
        stamps.append(facts[-1])
        return info(*facts)

    monkeypatch.setattr(c2pa, "C2paSignerInfo", noted)
    signed(tmp_path / "preview.mp4")
    assert stamps == [None]
