"""What an editor did is told as they would tell it, to the frame."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.conforming import reel_as_cut
from evaluation.edit_lists import REELS

from rushes.cut.model import Cut
from rushes.footage.model import Clip, Slate
from rushes.turnover.brought import read_timeline
from rushes.turnover.conform import Change, Conformed, NothingPlaced, OtherFilm, conform
from rushes.turnover.conform.model import Kind
from rushes.turnover.conform.report.wording import distance_said, place, said, told
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.model import Timeline
from tests.turnover.conform.coming_back import (
    MARY,
    RATE,
    TAKES,
    WIDE,
    WILL,
    WILL_AGAIN,
    Take,
    back,
    kinds,
    laid,
    placed,
    scene,
    sent,
    split,
    stock,
    with_alternate,
)
from tests.turnover.making import clip, double, double_clip, event


def changed(takes: dict[int, Take | None], *, first: Cut | None = None) -> Conformed:
    """Return what is different when some takes are others, or are left out."""
    theirs = [takes.get(number, take) for number, take in enumerate(TAKES)]
    return back(first or scene(), scene([take for take in theirs if take]))


def only(found: Conformed, kind: Kind) -> Change:
    """Return the one change there is, which is of that kind."""
    assert kinds(found) == [kind]
    return found.changes[0]


@pytest.mark.parametrize(("head", "tail"), [(-6, 0), (0, 9), (-1, 0), (0, -1), (4, -7)])
def test_a_trim_is_told_by_its_ends(head: int, tail: int) -> None:
    """A line begins earlier or ends later; all that follows moves along and is not changed."""
    line, used, start, end = TAKES[1]
    change = only(changed({1: (line, used, start - head, end + tail)}), "trimmed")
    assert (change.lines, change.sides, change.head, change.tail) == (
        ("1.2",),
        ("picture", "sound"),
        head,
        tail,
    )


def test_a_slip_is_no_trim() -> None:
    """Other frames of the take in the same length."""
    line, used, start, end = TAKES[2]
    change = only(changed({2: (line, used, start + 5, end + 5)}), "slipped")
    assert (change.head, said(change)) == (5, "1B-1: 5 frames later in the take")


def test_a_line_from_another_take_is_told_with_both() -> None:
    """The take is known from the rushes by name and timecode, and the line from what is said in it."""
    first = with_alternate(scene(), "1.2", WILL_AGAIN, (40, 140))
    change = only(changed({1: ("1.2", WILL_AGAIN, 45, 140)}, first=first), "take swapped")
    assert (change.lines, said(change), change.sides) == (("1.2",), "1A-2 → 1A-3", ("picture", "sound"))


def test_a_line_from_another_reading_in_the_same_take_is_another_take() -> None:
    """A take may hold a line twice; the second time is far from the first."""
    first = with_alternate(scene(), "1.2", WILL, (700, 790))
    change = only(changed({1: ("1.2", WILL, 700, 790)}, first=first), "take swapped")
    assert said(change) == "1A-2 → 1A-2 (another reading in the same take)"


def test_a_picture_alone_may_be_another() -> None:
    """What is heard stays: a listener in place of the speaker."""
    first = scene()
    theirs = replace(
        first,
        events=tuple(
            event("V1", "1.3", WIDE, (600, 700), (180, 280))
            if (one.track, one.line) == ("V1", "1.3")
            else one
            for one in first.events
        ),
    )
    change = only(back(first, theirs), "take swapped")
    assert (change.sides, change.lines, said(change)) == (("picture",), ("1.3",), "1B-1 → 1-1")


def test_a_split_edit_that_was_moved_is_no_trim() -> None:
    """The picture is cut eight frames later, and its sound is not."""
    first = scene()
    change = only(back(first, split(first, 1, 8)), "split moved")
    assert (change.lines, change.was, change.now) == (("1.3",), "straight", "sound first, 8 frames")
    assert back(split(first, 1, 8), first).changes[0].now == "straight"


def test_order_is_told_once() -> None:
    """The second line after the fourth: one shot was moved, not three."""
    order = [TAKES[0], TAKES[2], TAKES[3], TAKES[1], TAKES[4]]
    change = only(back(scene(), scene(order)), "moved")
    assert change.lines in (("1.2",), ("1.4",))


def test_a_line_that_is_gone_is_dropped_with_its_shot() -> None:
    """Both are told: the shot and the line."""
    found = changed({1: None})
    assert kinds(found) == ["removed", "line dropped"]
    assert found.changes[0].before is not None
    assert (place(found.changes[0].before, found.before), found.changes[1].lines) == ("01:00:04:00", ("1.2",))


def test_what_is_put_in_is_known_from_the_rushes_or_is_none_of_them() -> None:
    """A shot from another moment of a clip, and one from a library."""
    found = back(scene(), scene([*TAKES[:2], ("1.9", MARY, 900, 960), *TAKES[2:]]))
    change = found.changes[0]
    assert (change.kind, said(change)) == ("added", "1B-1, 60 frames, from 1B-1_A001C009.mov")
    theirs = laid(sent(scene()), stock("V2", (20, 60), "skyline.mov"))
    added = next(one for one in back(scene(), theirs).changes if one.kind == "added")
    assert (added.sides, said(added)) == (("picture",), "skyline.mov, 40 frames, no clip of this film")


def test_a_shot_laid_over_another_leaves_that_one_in_two() -> None:
    """What it hides was not cut out: it was covered."""
    found = back(scene(), laid(sent(scene()), stock("V2", (20, 60), "skyline.mov")))
    assert kinds(found) == ["added"]
    assert found.picture is not None
    assert found.picture.states["cut in two"] == 1


def test_the_middle_of_a_shot_may_be_cut_out() -> None:
    """Twelve frames less, and a jump."""
    theirs = scene([("1.1", WIDE, 100, 140), ("1.1", WIDE, 152, 200), *TAKES[1:]])
    change = only(back(scene(), theirs), "cut out")
    assert said(change) == "12 frames out of 1-1"
    assert kinds(back(theirs, scene())) == ["joined over"]


def test_music_on_a_track_of_its_own_takes_nothing_away() -> None:
    """It is told, and it is not counted."""
    found = back(scene(), laid(sent(scene()), stock("A7", (0, 300)), stock("A7", (300, 460), "wind.wav")))
    assert [said(one) for one in found.changes] == ["A7: 2 pieces, music.wav, wind.wav"]
    assert (found.changes[0].kind, found.distance) == ("track added", 0)


def test_speed_effects_and_switches_are_told() -> None:
    """Half speed, a dissolve, a sound that nobody hears."""
    slow = placed(sent(scene()), "V1", 2, speed=Fraction(1, 2))
    assert "retimed" in kinds(back(scene(), slow))
    dissolve = placed(sent(scene()), "V1", 1, effects=("dissolve, 12 frames",))
    assert [said(one) for one in back(scene(), dissolve).changes] == ["1A-2: dissolve, 12 frames"]
    quiet = placed(sent(scene()), "A1", 3, off=True)
    found = back(scene(), quiet)
    assert [one.kind for one in found.changes] == ["switched off", "line dropped"]


def test_a_microphone_less_is_told() -> None:
    """Of two files of a recorder one is gone."""
    cut = double([("1.1", double_clip(), 100, 200), ("1.2", double_clip(), 400, 460)])
    theirs = replace(cut, events=tuple(one for one in cut.events if (one.track, one.line) != ("A2", "1.1")))
    found = back(cut, theirs)
    assert kinds(found) == ["microphones"]
    assert found.changes[0].now == "DAY1/1A-2_1.WAV"


def test_a_sound_that_fell_out_of_sync_is_asked_about() -> None:
    """Three frames late, beside the picture it was recorded with."""
    theirs = sent(scene())
    sound = next(one for one in theirs.placed if one.track == "A1" and one.record_in == 180)
    late = replace(sound, source_in=sound.source_in - 3, source_out=sound.source_out - 3)
    found = back(
        scene(), replace(theirs, placed=tuple(late if one is sound else one for one in theirs.placed))
    )
    assert [(one.kind, one.subject) for one in found.findings] == [("out of sync", "1B-1")]
    assert "3 frames late" in found.findings[0].fact


def test_sound_between_two_frames_is_trimmed_by_whole_ones() -> None:
    """A recorder's sound begins where no frame does; the trim is told exactly, in every direction."""
    picture = double_clip()
    pieces = [("1.1", picture, 100, 200), ("1.2", picture, 400, 460)]
    for head, tail in ((3, 0), (0, -4), (-2, 0), (0, 1)):
        theirs = double([("1.1", picture, 100 - head, 200 + tail), pieces[1]])
        for timeline in (theirs, sent(theirs)):
            change = only(back(double(pieces), timeline), "trimmed")
            assert (change.sides, change.head, change.tail) == (("picture", "sound"), head, tail)


def test_a_clip_of_twice_the_rate_is_told_in_frames_of_the_film() -> None:
    """Fifty in the clip, twenty-five in the film."""
    fast = clip("1C-1.mov", rate=RATE * 2, slate=Slate("1", "1C", 1, "A"))
    first = scene([("1.1", fast, 100, 300), TAKES[1]])
    change = only(back(first, scene([("1.1", fast, 100, 288), TAKES[1]])), "trimmed")
    assert (change.head, change.tail) == (0, -6)


@pytest.mark.parametrize("name", ["otio", "fcp7", "fcpxml", "aaf", "edl"])
def test_a_take_that_ran_past_midnight_is_the_same_take_after_it(name: str, tmp_path: Path) -> None:
    """Lists count timecode, which begins again at zero: one shot runs over midnight, one begins after it."""
    night = clip("1A-4.mov", slate=Slate("1", "1A", 4, "A"), start=86400 * 25 - 50)
    cut = scene([("1.1", night, 10, 90), ("1.2", night, 100, 150), TAKES[2]])
    files = DIALECTS[name].write(cut)
    ending = next(one for one in files if "A1" not in one)
    (tmp_path / f"night{ending}").write_bytes(files[ending])
    assert conform(cut, read_timeline(tmp_path / f"night{ending}", RATE)[0]).changes == ()


def test_a_leader_before_the_film_moves_all_and_changes_nothing() -> None:
    """Eight seconds of leader."""
    late = sent(scene())
    moved = tuple(
        replace(one, record_in=one.record_in + 200, record_out=one.record_out + 200) for one in late.placed
    )
    found = back(scene(), laid(replace(late, placed=moved), stock("V1", (0, 200), "leader.mov")))
    assert kinds(found) == ["added"]
    assert found.picture is not None
    assert found.picture.stands == 5


def test_pictures_alone_say_nothing_about_sound() -> None:
    """No line is said to be dropped."""
    whole = sent(scene())
    found = back(scene(), replace(whole, placed=tuple(one for one in whole.placed if one.track == "V1")))
    assert (found.changes, found.sound, [one.kind for one in found.findings]) == ((), None, ["no sound"])


def test_the_head_of_the_report_is_a_sentence() -> None:
    """Counts first; then how much is the same."""
    line, used, start, end = TAKES[1]
    found = changed({1: (line, used, start, end - 6), 3: None})
    assert next(told(found)) == (
        "Of 5 shots 3 stand, 1 trimmed, 1 removed. Ends were trimmed by 6 frames (median). "
        "Of 18.4 s of picture, 15.8 s in theirs, 92.3 % are the same frames."
    )
    assert distance_said(found) == "0.167"


def test_another_films_timeline_is_refused() -> None:
    """One clip in ten must be of this film."""
    other = Timeline(
        "Else",
        RATE,
        90000,
        drop=False,
        placed=tuple(stock("V1", (n * 50, n * 50 + 50), f"{n}.mov") for n in range(11)),
    )
    with pytest.raises(OtherFilm, match="Of its 11 pieces none is"):
        back(scene(), other)
    with pytest.raises(NothingPlaced, match="no clip"):
        back(scene(), replace(other, placed=()))


def test_a_clip_that_may_be_two_is_not_guessed() -> None:
    """Two cards hold a file of that name and reel, and both have the timecode."""
    twin = replace(
        WILL, path=WILL.path.parent / "card 2" / WILL.file, file=f"card 2/{WILL.file}", sha256="1" * 64
    )
    first = scene([*TAKES, ("1.6", twin, 900, 960)])
    theirs = placed(sent(first), "V1", 1, file=f"/elsewhere/{WILL.file}")
    found = back(first, theirs)
    ambiguous = [one for one in found.findings if one.kind == "ambiguous clip"]
    assert [one.subject for one in ambiguous] == ["1A-2"]
    assert f"{WILL.file} or card 2/{WILL.file}" in ambiguous[0].fact


def found_as(used: Clip, **other: object) -> Conformed:
    """Return what is made of a scene of which one clip is named otherwise."""
    return back(
        scene([TAKES[0], ("1.2", used, 50, 130)]),
        placed(sent(scene([TAKES[0], ("1.2", used, 50, 130)])), "V1", 1, **other),
    )


@pytest.mark.parametrize(
    "named",
    [
        {"file": "/Volumes/Raid/day 1/1A-2_A001C006.mov"},
        {"file": r"D:\Rushes\1a-2_a001c006.MOV"},
        {"file": "/proxies/1A-2_A001C006.mp4", "name": "take two"},
        {"file": "", "reel": "A001C006_240101_R1AB"},
        {"file": "", "name": "1A-2_A001C006.mov"},
        {"file": "1A-2_A001C006"},
    ],
    ids=str,
)
def test_a_clip_is_known_wherever_it_lies(named: dict[str, str]) -> None:
    """By the end of its path, by its name, by reel and timecode."""
    assert found_as(replace(WILL, reel="A001C006_240101_R1AB"), **named).changes == ()


@pytest.mark.material
@pytest.mark.parametrize("reel", REELS.values())
def test_a_locked_reel_beside_a_cut_of_its_shots(reel: str, material: Path) -> None:
    """Real lists: leaders, logos, speeds and freezes are told as such, and all else stands."""
    path = material / "timelines" / "edl" / reel
    cut = reel_as_cut(path, reel)
    found = conform(cut, read_timeline(path, cut.rate)[0])
    assert found.picture is not None
    assert found.picture.stands > 0.95 * found.picture.before
    assert found.picture.share_same > 0.96
    assert found.distance < 0.025
    assert {"retimed", "added"} <= set(kinds(found))
