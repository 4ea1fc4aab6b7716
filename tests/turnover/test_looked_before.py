"""What leaves is looked at in the media first: a wrong take, a wrong clock, a file that changed stay here."""

import json
import os
import struct
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from rushes.coverage.model import LinedScript
from rushes.cut.model import Alternate, Cut
from rushes.engine import Progress
from rushes.footage.model import Behind, Clip
from rushes.screening.commands import turnover
from rushes.screenplay import Screenplay
from rushes.timecode import Span
from rushes.turnover import cut_json
from rushes.turnover.leaving_as import Leaves, leave_as, wanted
from rushes.turnover.turnover_sheet import TurnoverSheet
from rushes.turnover.turnover_sheet.files import sheet_page
from rushes.turnover.verified import looking, verify_timeline
from rushes.turnover.verified.decoding import prints_of
from rushes.turnover.verified.leaving import ShowsAnother
from rushes.turnover.verified.prints import FramePrint
from tests.cut.shooting import a_reading, a_script, lined
from tests.turnover.filming import film
from tests.turnover.making import double, spoken
from tests.turnover.test_fingerprints import recorded
from tests.turnover.verifying import proxy, taken

TIMELINES = "otio,otio-resolve,fcp7,fcpxml,aaf,edl,edl-long"


@pytest.fixture
def takes(tmp_path: Path) -> list[Clip]:
    """Film three takes whose frames show their number."""
    names = ("1A-1_A001C001.mov", "1A-2_A001C002.mov", "1A-3_A001C003.mov")
    return [taken(film(tmp_path / "rushes" / name, number=at).path) for at, name in enumerate(names)]


@pytest.fixture
def cut(takes: list[Clip]) -> Cut:
    """Cut four pieces of two takes; a third is the choice not taken of the first."""
    pieces = [("1.1", takes[0], 3, 28), ("1.2", takes[1], 40, 71), ("1.3", takes[0], 60, 61)]
    made = spoken([*pieces, ("1.4", takes[1], 80, 100)])
    first = replace(
        made.events[0], alternates=(Alternate(takes[2].file, Span(5, 30, Fraction(25)), -1.0, ()),)
    )
    return replace(made, events=(first, *made.events[1:]), clips=tuple(takes))


def left(cut: Cut, out: Path, to: str = TIMELINES, **asked: object) -> TurnoverSheet:
    leaves = Leaves(cut, LinedScript(cut.clips, (), ()), Screenplay((), ()))
    return leave_as(leaves, out, wanted(to, **asked))[1]  # type: ignore[arg-type]


def test_every_event_is_looked_at_once_for_all_dialects(
    cut: Cut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four pictures, one of a single frame, and a choice not taken: thirteen frames of three files."""
    asked: list[tuple[str, int]] = []

    def counted(clip: Clip, numbers: Iterable[int]) -> Mapping[int, FramePrint]:
        found = tuple(numbers)
        asked.extend((clip.file, number) for number in found)
        return prints_of(clip, found)

    monkeypatch.setattr(looking, "prints_of", counted)
    sheet = left(cut, tmp_path / "out")
    seen = sheet.looked
    assert seen is not None
    assert len(asked) == len(set(asked)) == 13
    assert (seen.frames, seen.exact, seen.sounds, seen.by_content) == (13, 13, 4, 4)
    assert (seen.events, seen.files, seen.itself) == (9, 3, 3)
    assert seen.dialects == tuple(TIMELINES.split(","))
    assert (seen.could_not, seen.anew) == ((), ())
    page = sheet_page(sheet).decode()
    assert "9 events in 3 files, 13 frames" in page
    assert "7 dialects agree" in page
    assert "the very files that the cut was made from" in page
    told = json.loads((tmp_path / "out" / "turnover.json").read_bytes())
    assert (told["looked"]["frames"], told["looked"]["dialects"]) == (13, TIMELINES.split(","))


def test_two_takes_that_were_renamed_into_each_other_are_not_handed_over(cut: Cut, tmp_path: Path) -> None:
    one, other = (clip.path for clip in cut.clips[:2])
    one.rename(tmp_path / "spare")
    other.rename(one)
    (tmp_path / "spare").rename(other)
    with pytest.raises(ShowsAnother, match=r"The Grid was not handed over") as refused:
        left(cut, tmp_path / "out")
    assert (
        "V1 at 01:00:00:00: 1A-1_A001C001.mov is 1A-2_A001C002.mov, byte for byte; the cut has "
        "1A-1_A001C001.mov there." in str(refused.value)
    )
    assert not (tmp_path / "out").exists()
    sheet = left(cut, tmp_path / "out", look=False)
    assert sheet.looked is None
    assert "Nobody looked at what they play" in sheet_page(sheet).decode()


@pytest.mark.parametrize("media", ["relative", "map"])
def test_media_named_otherwise_are_looked_at_where_they_lie(cut: Cut, tmp_path: Path, media: str) -> None:
    (tmp_path / "map.csv").write_text(f"{tmp_path / 'rushes'},D:\\Rushes\\card 2\n")
    asked = str(tmp_path / "map.csv") if media == "map" else media
    seen = left(cut, tmp_path / "out", media=asked).looked
    assert seen is not None
    assert (seen.frames, seen.exact, seen.itself, seen.could_not) == (13, 13, 3, ())


def test_what_cannot_be_looked_at_is_told_and_by_which_reason(cut: Cut, tmp_path: Path) -> None:
    """One file is gone, one was encoded anew with nothing left of its source, one is no film any more."""
    gone, anew, closed = cut.clips
    gone.path.unlink()
    spare = anew.path.rename(tmp_path / "spare.mov")
    proxy(spare, anew.path)
    spare.unlink()
    closed.path.write_bytes(b"no film")
    digest = taken(closed.path).sha256
    known = replace(cut, clips=(gone, anew, replace(closed, sha256=digest)))
    sheet = left(known, tmp_path / "out", "fcp7")
    assert sheet.looked is not None
    assert (sheet.looked.frames, sheet.looked.events) == (0, 0)
    assert sheet.looked.could_not == (
        "4 events of 1A-1_A001C001.mov: its file is not there.",
        "4 events of 1A-2_A001C002.mov: its file is not what it was when it was cut.",
        "1 event of 1A-3_A001C003.mov: nothing in its file can be opened here.",
    )
    assert "Not looked at: 4 events of 1A-1_A001C001.mov" in sheet_page(sheet).decode()


def test_a_cut_that_counts_a_file_from_another_timecode_stays_here(cut: Cut, tmp_path: Path) -> None:
    """The cut counts from a frame later than the file says: a system would show the frame before."""
    first = replace(cut.clips[0], start=1, has_timecode=True)
    wrong = replace(cut, clips=(first, *cut.clips[1:]))
    with pytest.raises(ShowsAnother, match=r"begins at 00:00:00:00, .* the cut counts it from 00:00:00:01"):
        left(wrong, tmp_path / "out", "otio")


def test_a_cut_that_plays_more_than_a_file_has_stays_here(cut: Cut, tmp_path: Path) -> None:
    clip = cut.clips[1]
    longer = spoken([("1.1", replace(clip, frames=200), 80, 130)])
    with pytest.raises(ShowsAnother, match=r"it plays 3\.20 s to 5\.20 s of .*, which lasts 4\.00 s"):
        left(longer, tmp_path / "out", "otio")


def test_a_file_that_changes_while_it_is_handed_over_is_noticed(cut: Cut, tmp_path: Path) -> None:
    """Somebody copies another card over the first while the media are read."""
    leaves = Leaves(cut, LinedScript(cut.clips, (), ()), Screenplay((), ()))

    def copies(step: Progress) -> None:
        if (step.name, step.done) == ("media", 3):
            os.utime(cut.clips[0].path, ns=(1, 1))

    with pytest.raises(ShowsAnother, match=r"1A-1_A001C001\.mov was changed while it was looked at"):
        leave_as(leaves, tmp_path / "out", wanted("edl"), copies)


def test_files_that_are_trusted_are_not_read_again_and_looked_at_all_the_same(
    cut: Cut, tmp_path: Path
) -> None:
    sheet = left(cut, tmp_path / "out", "aaf", trust=True)
    assert {one.state for one in sheet.media} == {"not read again"}
    assert sheet.looked is not None
    assert sheet.looked.frames == 10


def test_a_stringout_is_looked_at_and_says_of_which_film_it_speaks(cut: Cut, tmp_path: Path) -> None:
    lined = LinedScript(cut.clips, (), ())
    sheet = leave_as(Leaves(cut, lined, Screenplay((), ())), tmp_path / "out", wanted("stringout,fcpxml"))[1]
    assert sheet.looked is not None
    assert sheet.looked.frames == 10 + 9
    one, other = (clip.path for clip in cut.clips[:2])
    one.rename(tmp_path / "spare")
    other.rename(one)
    (tmp_path / "spare").rename(other)
    with pytest.raises(ShowsAnother, match=r"The Grid \(and 1 more\) was not .* The Grid, V1 at"):
        leave_as(Leaves(cut, lined, Screenplay((), ())), tmp_path / "o", wanted("stringout,fcpxml"))


@pytest.mark.parametrize("start", [0, 1739553491, 1739553491 + 999])
def test_the_sound_of_a_recorder_is_looked_at_too(tmp_path: Path, start: int) -> None:
    """It began between two frames, which Final Cut Pro 7 XML, AAF and lists can only round, and twice."""
    rows = np.random.default_rng(4).normal(0, 3000, (2, 48000 * 6))
    heard = taken(recorded(tmp_path / "sound" / "A.WAV", rows))
    with_clock(heard.path, start)
    sound = taken(heard.path)
    assert sound.start == start
    picture = taken(film(tmp_path / "1A-2_A001C006.mov", channels=0).path)
    picture = replace(picture, behind=(Behind(sound, -0.51575, 8.0),))
    cut = double([("1.1", picture, 10, 80), ("1.2", picture, 30, 55)])
    seen = left(cut, tmp_path / "out").looked
    assert seen is not None
    assert (seen.frames, seen.exact, seen.could_not) == (6, 6, ())
    assert seen.sounds == seen.by_content > 0
    assert (seen.files, seen.itself) == (2, 2)


def with_clock(wav: Path, samples: int) -> None:
    """Say in a recorder's file how many samples after midnight it began (a ``bext`` chunk)."""
    told = struct.pack("<256s32s32s10s8sQH", b"", b"", b"", b"2026-01-01", b"10:00:00", samples, 1)
    chunk = told + bytes(602 - len(told))
    data = wav.read_bytes()
    whole = data[:12] + b"bext" + struct.pack("<I", len(chunk)) + chunk + data[12:]
    wav.write_bytes(whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:])


def test_the_command_says_what_was_looked_at_and_leaves_it_out_when_asked(cut: Cut, tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_bytes(cut_json(cut))
    ran = CliRunner().invoke(
        turnover, [str(tmp_path / "cut.json"), "--to", "otio,edl", "-o", str(tmp_path / "a")]
    )
    assert ran.exit_code == 0, ran.output
    assert "What they play was looked at: 8 events in 2 files" in ran.stdout
    assert "pictures and sounds looked at: 4 of 4" in ran.output
    words = [str(tmp_path / "cut.json"), "--to", "otio", "--no-look", "-o", str(tmp_path / "b")]
    assert "left out as asked (--no-look)" in CliRunner().invoke(turnover, words).stdout
    words[2:4] = ["srt"]
    assert "looked at" not in CliRunner().invoke(turnover, [words[0], "--to", "csv"]).stdout


def test_stringouts_and_selects_are_verified_against_their_own_cuts(
    takes: list[Clip], tmp_path: Path
) -> None:
    """Twelve lines are read, so that 1.1 and 1.10 lie in one folder; each is compared with its own."""
    script = a_script("ANNA One two" + " / ANNA One two" * 11)
    readings = [a_reading(line.id, "1A-1", 0.3 * at, words="one two") for at, line in enumerate(script.lines)]
    day = lined(script, *readings, clips=takes)
    readings = [replace(one, file=takes[0].file) for one in day.readings]
    day = replace(day, clips=tuple(takes), readings=tuple(readings))
    leaves = Leaves(spoken([("1.1", takes[0], 3, 28)]), day, script)
    leave_as(leaves, tmp_path / "out", wanted("stringout,selects,otio,otio-resolve,fcp7,edl"))
    for name in ("1.1", "1.10", "1.12"):
        for ending in (".otio", "-resolve.otio", ".xml", "-V1.edl", "-A1.edl"):
            reel = tmp_path / "out" / "selects" / f"The Grid selects {name}{ending}"
            found = verify_timeline(reel)
            assert found.cut == reel.with_name(f"The Grid selects {name}.cut.json")
            assert (found.differences, found.could_not, found.holds) == ((), (), True), reel
    strung = list((tmp_path / "out" / "stringout").glob("*.xml"))
    assert [verify_timeline(one).holds for one in strung] == [True] * len(strung)
    assert verify_timeline(tmp_path / "out" / "The Grid.xml").holds
    swapped = tmp_path / "out" / "selects" / "The Grid selects 1.1.otio"
    swapped.write_bytes((tmp_path / "out" / "selects" / "The Grid selects 1.2.otio").read_bytes())
    assert not verify_timeline(swapped).holds
