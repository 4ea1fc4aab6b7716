"""`rushes verify`: what a person is told of a file, and when it ends with 0."""

import json
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rushes.cli import mouth
from rushes.coverage.model import LinedScript
from rushes.credentials import (
    Answer,
    Consent,
    Label,
    anchors,
    authority,
    bring,
    manifest_of,
    read_credentials,
    sign,
    verify,
)
from rushes.credentials.model import Judged
from rushes.credentials.reading import judge
from rushes.credentials.verifying import Verified
from rushes.credentials.words import as_value, told
from rushes.errors import Refusal
from rushes.screenplay.model import Screenplay
from rushes.turnover import hand_over
from tests.credentials.making import cut_of, flipped, papers, preview_of, rush, signed

PAGE = Screenplay((("Title", "The Grid"),), ())


def asked(*words: object) -> Result:
    """Ask `rushes verify` as from a terminal."""
    return CliRunner().invoke(mouth, ["verify", *map(str, words)])


def told_of(manifest: object, state: str) -> dict[str, object]:
    """Return what C2PA's library would tell of a file."""
    return {"active_manifest": "a", "manifests": {"a": manifest}, "validation_state": state}


@pytest.fixture
def turnover(folder: Path, tmp_path: Path) -> Path:
    """Hand over a small cut and return the folder."""
    cut = cut_of(rush(tmp_path / "rushes" / "1A-1.mov"), rush(tmp_path / "rushes" / "1B-1.mov", number=1))
    hand_over(cut, LinedScript(cut.clips, (), ()), PAGE, (), tmp_path / "out")
    assert folder.is_dir()
    return tmp_path / "out"


def test_a_preview_says_what_it_is_and_holds(turnover: Path) -> None:
    said = asked(turnover / "preview.mp4")
    assert said.exit_code == 0
    for words in (
        "preview.mp4: holds",
        "the certificate of this computer",
        "several captures of real life",
        "No picture and no sound was generated",
        "Made from 2 rushes: 1A-1.mov (0.8 s), 1B-1.mov (0.8 s).",
        "People decided nothing in it yet.",
        "Proposed by the machine, locked by nobody.",
        "training of any AI",
        "What it cannot prove",
    ):
        assert words in " ".join(said.output.split()), words


@pytest.mark.parametrize("name", ["first-cut.otio", "first-cut.xml", "first-cut.edl", "cut.json"])
def test_a_timeline_is_known_by_the_preview_beside_it(turnover: Path, name: str) -> None:
    said = asked(turnover / name)
    assert said.exit_code == 0
    assert f"{name}: holds" in said.output
    assert "carries no label itself" in said.output
    (turnover / name).write_bytes((turnover / name).read_bytes() + b"\n")
    said = asked(turnover / name)
    assert said.exit_code == 1
    assert "changed since" in " ".join(said.output.split())


def test_a_timeline_under_another_name_is_known_by_its_content(turnover: Path) -> None:
    moved = (turnover / "first-cut.otio").rename(turnover / "my film.otio")
    found = verify(moved, anchors())
    assert (found.noted, found.name, found.holds) == ("as noted", "first-cut.otio", True)


def test_a_timeline_elsewhere_needs_its_preview_to_be_named(turnover: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    moved = (turnover / "first-cut.edl").rename(away / "first-cut.edl")
    alone = asked(moved)
    assert alone.exit_code == 1
    assert "cannot carry a label" in alone.output
    assert asked(moved, "--film", turnover / "preview.mp4").exit_code == 0


def test_a_timeline_beside_a_changed_preview_does_not_hold(turnover: Path) -> None:
    preview = turnover / "preview.mp4"
    flipped(preview, preview.stat().st_size - 500)
    found = verify(turnover / "first-cut.otio", anchors())
    assert (found.noted, found.judged.state, found.holds) == ("as noted", "changed", False)
    assert "does not hold" in told(found)


def test_the_report_is_not_listed_and_that_is_said(turnover: Path) -> None:
    said = asked(turnover / "report.html")
    assert said.exit_code == 1
    assert "preview.mp4 does not list it" in said.output


def test_one_that_does_not_hold_is_enough_to_end_with_one(turnover: Path, tmp_path: Path) -> None:
    plain = preview_of(cut_of(rush(tmp_path / "a.mov")), tmp_path / "plain.mp4")
    said = asked(turnover / "preview.mp4", plain)
    assert said.exit_code == 1
    assert "plain.mp4: no label" in said.output
    assert "most uploads do" in " ".join(said.output.split())


def test_a_changed_film_says_what_was_changed_and_proves_nothing(turnover: Path) -> None:
    preview = turnover / "preview.mp4"
    said = asked(flipped(preview, preview.stat().st_size - 500))
    assert said.exit_code == 1
    assert "picture, sound or index were changed" in said.output
    assert "claims, and nothing proves" in said.output


def test_a_stranger_is_named_as_one(folder: Path, tmp_path: Path) -> None:
    film = signed(tmp_path / "film.mp4", by=authority(tmp_path / "somebody"))
    authority(folder)
    said = " ".join(asked(film).output.split())
    assert "does not hold" in said
    assert "nobody here knows who signed it" in said
    assert "rushes credentials --trust FILE" in said


def test_a_certificate_whose_time_is_over(folder: Path, tmp_path: Path) -> None:
    """Signed in time; but no clock vouches for that, so it is not said to hold."""
    theirs = papers(tmp_path / "theirs", ends=timedelta(seconds=4))
    bring(theirs.certificate, theirs.key)
    film = signed(tmp_path / "film.mp4")
    assert folder.is_dir()
    assert read_credentials(film, anchors()).state == "holds"
    time.sleep(5)
    found = read_credentials(film, anchors())
    assert (found.state, found.unchanged, found.holds) == ("expired", True, False)
    assert "time is over" in told(Verified(film, found))


BROKEN: Sequence[tuple[str, bytes]] = (
    ("empty.mp4", b""),
    ("noise.mp4", bytes(range(256)) * 8),
    ("text.mov", b"this is a letter"),
    ("cut.otio", b"{}"),
    ("half.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isom\0\0\0\0\0\0\xff\xffuuid"),
    ("endless.mp4", b"\0\0\0\x08ftyp" + b"\0\0\0\0free"),
    ("huge.mp4", b"\0\0\0\x01ftyp\xff\xff\xff\xff\xff\xff\xff\xff"),
    ("wave.wav", b"RIFF\xff\xff\xff\xffWAVEC2PA\xff\xff\xff\xff"),
    ("picture.jpg", b"\xff\xd8\xff\xeb\x00\x10JP"),
)


@pytest.mark.parametrize(("name", "data"), BROKEN, ids=[name for name, _ in BROKEN])
def test_broken_and_foreign_files_are_answered_in_words(name: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    said = asked(file)
    assert said.exit_code == 1
    assert said.exception is None or isinstance(said.exception, SystemExit)
    assert said.output.startswith(f"{name}: ")
    assert "Traceback" not in said.output


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    said = asked(tmp_path / "none.mp4")
    assert isinstance(said.exception, Refusal)
    assert "none.mp4 cannot be read" in str(said.exception)


def test_json_says_the_same_in_values(turnover: Path) -> None:
    said = asked("--json", turnover / "preview.mp4", turnover / "first-cut.otio")
    value = json.loads(said.output)
    assert value["schema"] == "rushes.verify/1"
    preview, timeline = value["files"]
    assert (preview["holds"], preview["state"], preview["certificate"]) == (True, "holds", "house")
    assert preview["label"]["assertions"]
    assert (timeline["noted"], Path(timeline["film"]).name) == ("as noted", "preview.mp4")


def test_words_of_a_stranger_cannot_command_the_terminal() -> None:
    manifest = {"title": "film\x1b[2J\x07\u202e", "claim_generator_info": [{"name": "x\r\n", "version": "1"}]}
    found = told(Verified(Path("film.mp4"), Judged("unknown signer", "who\x1b]0;", "unknown", (), manifest)))
    assert not [sign for sign in found if not sign.isprintable() and sign != "\n"]


def test_a_label_of_any_shape_is_told_without_a_fall() -> None:
    """A label is anybody's words: whatever stands where something else should is left out."""
    odd: tuple[object, ...] = (
        None,
        1,
        "text",
        [],
        {},
        [None, 1],
        {"a": None},
        {"entries": [1]},
        {"actions": {}},
    )
    for data in odd:
        labels = ("c2pa.actions.v2", "org.rushes.rushes", "org.rushes.standing", "org.rushes.consent")
        others = ("org.rushes.turnover", "cawg.training-mining", "c2pa.hash.bmff.v3")
        asserted = [{"label": label, "data": data} for label in (*labels, *others)]
        manifest = {"assertions": asserted, "ingredients": odd, "claim_generator_info": odd}
        found = judge(told_of(manifest, "Valid"), "house")
        verified = Verified(Path("film.mp4"), found)
        assert told(verified)
        assert json.dumps(as_value(verified))


def test_generated_material_is_named_as_such() -> None:
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    created = {"action": "c2pa.created", "digitalSourceType": source}
    manifest = {"title": "x", "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}]}
    assert "in part generated by AI" in told(Verified(Path("x.mp4"), Judged("holds", manifest=manifest)))


@pytest.mark.parametrize(
    ("said", "state"),
    [("Trusted", "holds"), ("Valid", "unknown signer"), ("Invalid", "broken"), ("", "broken")],
)
def test_only_what_the_library_trusts_holds(said: str, state: str) -> None:
    """Where it names no fault and yet does not trust, nothing is said to hold."""
    told = {"active_manifest": "a", "manifests": {"a": {"title": "a.mp4"}}, "validation_state": said}
    assert judge(told, "house").state == state


def test_parts_that_a_signer_left_out_are_named() -> None:
    data = {"exclusions": [{"xpath": "/uuid"}, {"xpath": "/mdat"}]}
    manifest = {"assertions": [{"label": "c2pa.hash.bmff.v3", "data": data}]}
    found = judge(told_of(manifest, "Trusted"), "house")
    assert found.uncovered == ("/mdat",)
    assert "/mdat" in told(Verified(Path("x.mp4"), found))


def test_consent_is_told_in_numbers(tmp_path: Path) -> None:
    answers = (Answer("p-0001", "faces", allowed=True), Answer("p-0002", "faces", allowed=False))
    film = signed(tmp_path / "film.mp4", Label(consent=Consent("ab" * 32, answers)))
    said = " ".join(asked(film).output.split())
    assert (
        "answered 2 questions about 2 people, who go by numbers here: yes 1 time, no 1 time, and that was"
        in said
    )


def test_a_film_of_one_rush_and_a_locked_one_read_well(tmp_path: Path) -> None:
    cut = cut_of(rush(tmp_path / "1A-1.mov"))
    film = preview_of(cut, tmp_path / "film.mp4")
    sign(film, manifest_of(cut, Label(people={"swap": 2}, at="2026-11-02T10:15:00+00:00")), authority())
    said = " ".join(asked(film).output.split())
    assert "Made from 1 rush: 1A-1.mov" in said
    assert "on 2026-11-02 10:15 by its own clock" in said
    assert "People decided: 2 takes exchanged." in said
