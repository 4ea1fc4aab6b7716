"""Handing over: every file of the turnover, each saying the same cut, or none at all."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from rushes.coverage.model import LinedScript
from rushes.credentials import without_label
from rushes.cut.model import Alternate, Cut
from rushes.errors import Finding
from rushes.footage.model import Behind
from rushes.screenplay.model import Screenplay
from rushes.timecode import Span
from rushes.turnover import (
    FIRST_CUT,
    BrokenCut,
    NobodyCountsSo,
    OutOccupied,
    TurnoverDiffers,
    hand_over,
    read_cut,
    verify,
)
from rushes.turnover.dialects import Dialect
from rushes.turnover.dialects.model import sole
from tests.turnover.filming import film, record
from tests.turnover.making import double, event, grid_cut, retimed, spoken

FILES = {
    "cut.json",
    "disclosure.html",
    "disclosure.json",
    "findings.json",
    "first-cut.edl",
    "first-cut.otio",
    "first-cut.xml",
    "lined-script.html",
    "lined-script.json",
    "lined-script.pdf",
    "preview.mp4",
    "report.html",
}
PAGE = Screenplay((("Title", "The Grid"),), ())


def filmed(folder: Path) -> Cut:
    """Film three takes under odd names and cut them with a split edit and a missing line."""
    wide = film(folder / "day 1" / "1-1 “wide”.mov", number=1, channels=2)
    close = film(folder / "日 2" / "1A-2 🎬's.mov", number=2)
    rate = Fraction(25)
    events = (
        event("V1", "1.1", wide, (10, 40), (0, 30)),
        event("V1", "1.2", close, (20, 60), (30, 70), needs_look=True),
        event("A1", "1.1", wide, (10, 36), (0, 26)),
        event("A1", "1.2", close, (16, 60), (26, 70)),
    )
    return Cut("The Grid", rate, "classic", events, grid_cut().missing, (wide, close))


def recorded(folder: Path) -> Cut:
    """Film two takes with a recorder of two microphones, and cut from one to the other."""
    pieces = []
    for number in (1, 2):
        camera = film(folder / "A001" / f"1A-{number}.mov", number=number)
        sounds = [
            record(folder / "Töne" / f"1A-{number}_{name}.wav", {0: 48000 * number}, tracks=(name,))
            for name in ("Boom", "Will")
        ]
        behind = tuple(Behind(sound, -0.5, 25.0, "clap", 4.0, ("The sticks.",)) for sound in sounds)
        pieces.append((f"1.{number}", replace(camera, behind=behind), 10, 40))
    return double(pieces)


def handed(cut: Cut, out: Path, findings: tuple[Finding, ...] = ()) -> tuple[Path, ...]:
    return hand_over(cut, LinedScript(cut.clips, (), ()), PAGE, findings, out)


def test_every_promised_file_is_there_and_says_the_cut(tmp_path: Path) -> None:
    cut = filmed(tmp_path / "rushes")
    files = handed(cut, tmp_path / "out", (Finding("ambiguous slate", "x.mov", "It may be 1A or 14."),))
    assert {file.name for file in files} == FILES
    assert all(file.is_file() for file in files)
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, {dialect.ending: (tmp_path / "out" / f"first-cut{dialect.ending}").read_bytes()})
    assert read_cut((tmp_path / "out" / "cut.json").read_bytes()).clips == cut.clips
    told = json.loads((tmp_path / "out" / "findings.json").read_text())
    assert [finding["kind"] for finding in told["findings"]] == ["ambiguous slate"]
    with av.open(str(tmp_path / "out" / "preview.mp4")) as preview:
        assert preview.streams.video[0].frames == 70
    assert "The Grid" in (tmp_path / "out" / "report.html").read_text()


def test_so_does_a_cut_whose_sound_is_a_recorders(tmp_path: Path) -> None:
    cut = recorded(tmp_path / "rushes")
    lined = LinedScript(tuple(clip for clip in cut.clips if not clip.is_sound), (), ())
    files = hand_over(cut, lined, PAGE, (), tmp_path / "out")
    assert {file.name for file in files} == FILES
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, {dialect.ending: (tmp_path / "out" / f"first-cut{dialect.ending}").read_bytes()})
    assert read_cut((tmp_path / "out" / "cut.json").read_bytes()) == cut
    told = json.loads((tmp_path / "out" / "lined-script.json").read_text())
    assert (len(told["clips"]), len(told["sounds"])) == (2, 4)
    assert "by the clap" in (tmp_path / "out" / "report.html").read_text()
    assert json.loads((tmp_path / "out" / "findings.json").read_text())["findings"] == []


def test_a_recorders_file_that_was_not_taken_is_known_to_the_timeline(tmp_path: Path) -> None:
    cut = recorded(tmp_path / "rushes")
    sound = cut.track("A1")[0]
    other = Alternate(cut.clips[1].behind[0].sound.file, sound.source, 1.0, ())
    spoken_for = tuple(one for one in cut.events if one.line == "1.1" and one.track != "V1")
    alone = replace(cut, events=(replace(spoken_for[0], alternates=(other,)),), clips=(cut.clips[2],))
    lined = LinedScript(tuple(clip for clip in cut.clips if not clip.is_sound), (), ())
    hand_over(alone, lined, PAGE, (), tmp_path / "out")
    assert "or: 1A-2 at 10:00:0" in (tmp_path / "out" / "first-cut.xml").read_text()


def test_the_clips_of_choices_not_taken_are_reached_from_the_timeline(tmp_path: Path) -> None:
    """The cut knows only what it plays; the lined script knows every take."""
    cut = filmed(tmp_path / "rushes")
    other = film(tmp_path / "rushes" / "1B-1.mov", number=3)
    alternate = Alternate(other.file, Span(5, 45, Fraction(25)), 1.5, ())
    cut = replace(cut, events=(replace(cut.events[0], alternates=(alternate,)), *cut.events[1:]))
    hand_over(cut, LinedScript((*cut.clips, other), (), ()), PAGE, (), tmp_path / "out")
    timeline = (tmp_path / "out" / "first-cut.otio").read_text()
    assert "1.1 alternate 1" in timeline
    assert str(other.path) in timeline
    assert "or: 1A-2 at 00:00:00:05" in (tmp_path / "out" / "first-cut.xml").read_text()


def test_a_second_run_writes_the_same_bytes_over_the_first(tmp_path: Path) -> None:
    """But for the label in the preview: a signature is made with chance, and tells the time."""
    cut = filmed(tmp_path / "rushes")
    first = {file.name: without_label(file.read_bytes()) for file in handed(cut, tmp_path / "out")}
    again = {file.name: without_label(file.read_bytes()) for file in handed(cut, tmp_path / "out")}
    assert again == first
    assert len(again["preview.mp4"]) < (tmp_path / "out" / "preview.mp4").stat().st_size


def test_originals_are_not_touched(tmp_path: Path) -> None:
    cut = filmed(tmp_path / "rushes")
    before = {clip.path: (clip.path.read_bytes(), clip.path.stat().st_mtime_ns) for clip in cut.clips}
    handed(cut, tmp_path / "out")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_an_empty_cut_is_handed_over_without_a_preview_and_says_so(tmp_path: Path) -> None:
    told: list[Finding] = []
    empty = Cut("Nothing", Fraction(25), "classic", (), grid_cut().missing, ())
    files = hand_over(empty, LinedScript((), (), ()), PAGE, (), tmp_path / "out", tell=told.append)
    assert {file.name for file in files} == FILES - {"preview.mp4"}
    assert [finding.kind for finding in told] == ["no preview"]
    assert "no preview" in (tmp_path / "out" / "findings.json").read_text()


def test_what_the_preview_cannot_show_is_a_finding_and_the_rest_is_there(tmp_path: Path) -> None:
    cut = filmed(tmp_path / "rushes")
    cut.clips[1].path.unlink()
    told: list[Finding] = []
    hand_over(cut, LinedScript(cut.clips, (), ()), PAGE, (), tmp_path / "out", tell=told.append)
    assert {finding.subject for finding in told} == {"1A-2 🎬's.mov"}
    assert "not in the preview" in (tmp_path / "out" / "findings.json").read_text()


@pytest.mark.parametrize(
    ("cut", "refused"),
    [
        (retimed(grid_cut()), BrokenCut),
        (replace(grid_cut(), rate=Fraction(87169000, 2905633)), NobodyCountsSo),
    ],
)
def test_what_is_no_timeline_is_refused_with_nothing_written(
    cut: Cut, refused: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(refused):
        handed(cut, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_reads_differently_is_not_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer with a fault of one frame: nothing at all is written, and the event is named."""
    good = FIRST_CUT["edl"]
    late = Dialect(
        good.name,
        good.ending,
        lambda cut, _: {".edl": sole(good.write(cut)).replace(b"10:00:", b"10:01:")},
        good.read,
        good.checks,
    )
    monkeypatch.setitem(FIRST_CUT, "edl", late)
    with pytest.raises(TurnoverDiffers, match=r"first-cut\.edl was not handed over.*source_in of 1-1 on V"):
        handed(grid_cut(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_a_person_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "my cut.prproj").write_text("mine")
    with pytest.raises(OutOccupied, match="my cut"):
        handed(spoken([]), tmp_path / "out")
