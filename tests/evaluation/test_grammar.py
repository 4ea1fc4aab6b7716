"""What breaks the grammar is marked where it stands, and nothing else is.

Words last 0.2 s with 0.05 s between: a line of four that begins at 2.0 ends at 2.95.
"""

from dataclasses import replace

from evaluation.grammar import (
    avoidable_crossings,
    jump_cuts,
    line_crossings,
    noisy_sounds,
    picture_first,
    seen_split_words,
    shots_of_unseen_speakers,
    soft_pictures,
    split_edits,
    split_words,
    unseen_speakers,
    untold_crossings,
)
from evaluation.marks import Marks
from evaluation.playing import Playing
from evaluation.truth import Person, Ran, TrueTake, Truth

from rushes.errors import Finding
from tests.evaluation.filming import filmed, playing, says

BOTH = filmed("ANNA BEN", says("ANNA", "1.1", "1-1", 2.0), says("BEN", "1.2", "1-1", 5.0), size="wide")
ANNA = filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0), says("BEN", "1.2", "1A-1", 5.0), backs="BEN")
BEN = filmed("BEN", says("ANNA", "1.1", "1B-1", 2.0), says("BEN", "1.2", "1B-1", 5.0), backs="ANNA")
DAY = (BOTH, ANNA, BEN)


def lines(marks: Marks) -> list[str]:
    return [mark.line for mark in marks.found]


def test_the_face_of_who_speaks_is_seen_and_a_back_is_not() -> None:
    """Anna on Anna, Ben on Anna with Ben's back: one picture of two shows nobody who speaks."""
    cut = playing(DAY, [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1A-1", 4.5, 6.5)])
    assert (unseen_speakers(cut).judged, lines(unseen_speakers(cut))) == (2, ["1.2"])
    assert "BEN speaks, ANNA is seen" in unseen_speakers(cut).found[0].what


def test_a_shot_is_as_good_as_its_worst_picture() -> None:
    """A take that runs on over both lines is one shot, and shows Ben's line on Anna."""
    cut = playing(DAY, [("1.1", "1A-1", 1.5, 4.0), ("1.2", "1A-1", 4.0, 6.5)])
    assert shots_of_unseen_speakers(cut) == Marks(1, unseen_speakers(cut).found)


def test_a_reaction_that_is_meant_is_no_fault() -> None:
    """Ben's second half is heard over Anna; an empty picture that calls itself a reaction is none."""
    sound = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 6.5)]
    pieces = [sound[0], ("1.2", "1B-1", 4.5, 5.4), ("1.2", "1A-1", 5.4, 6.5)]
    assert not unseen_speakers(playing(DAY, pieces, sound, _3="reaction")).found
    assert lines(unseen_speakers(playing(DAY, pieces, sound))) == ["1.2"]
    empty = (replace(ANNA, seen=()), BEN)
    assert lines(unseen_speakers(playing(empty, pieces, sound, _3="reaction"))) == ["1.1", "1.2"]


def test_a_whole_line_over_the_listener_must_have_a_reason() -> None:
    """Ben speaks, Anna is seen: he could be, until both takes that show him are noisy or said wrong."""
    pieces = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1A-1", 4.5, 6.5)]
    assert lines(unseen_speakers(playing(DAY, pieces, _2="reaction"))) == ["1.2"]
    wrong = filmed("BEN", says("BEN", "1.2", "1B-1", 5.0, slip="swapped"))
    left = (replace(BOTH, noise="hum"), ANNA, wrong)
    assert not unseen_speakers(playing(left, pieces, _2="reaction")).found
    assert lines(unseen_speakers(playing(left, pieces))) == ["1.2"]


def test_a_short_line_may_be_played_on_the_listener() -> None:
    """Three words last 0.7 s; the shot of Anna stays."""
    brief = [
        filmed(one, says("BEN", "1.2", take, 5.0, "one two three"))
        for one, take in (("ANNA", "1A-1"), ("BEN", "1B-1"))
    ]
    assert not unseen_speakers(playing(brief, [("1.2", "1A-1", 4.5, 6.5)], _1="reaction")).found


def test_a_picture_that_leads_is_a_reaction_until_its_own_sound() -> None:
    """Ben listens to most of Anna's line before his short answer; who does not answer then does not lead."""
    sound = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 5.2)]
    cut = playing(DAY, [("1.1", "1A-1", 1.5, 2.0), ("1.2", "1B-1", 3.0, 5.2)], sound)
    led = replace(cut.cut.events[1], leads=38)
    assert lines(unseen_speakers(cut)) == ["1.2"]
    led_cut = replace(cut.cut, events=(cut.cut.events[0], led, *cut.cut.events[2:]))
    assert lines(unseen_speakers(replace(cut, cut=led_cut))) == []
    elsewhere = replace(BEN, seen=(Person("HELEN", "face", "left"),))
    assert lines(unseen_speakers(Playing(Truth((BOTH, ANNA, elsewhere)), led_cut))) == ["1.2"]


def test_where_nobody_speaks_nobody_must_be_seen() -> None:
    """A picture over silence is not judged."""
    assert unseen_speakers(playing(DAY, [("1.1", "1B-1", 10.0, 12.0)])) == Marks(0, ())


def test_who_is_heard_longest_is_the_speaker() -> None:
    """The picture cuts to Ben over Anna's last word: it is Ben's picture all the same."""
    cut = playing(
        DAY,
        [("1.1", "1A-1", 1.5, 2.7), ("1.2", "1B-1", 4.0, 6.3)],
        [("1.1", "1A-1", 1.5, 3.2), ("1.2", "1B-1", 4.5, 6.3)],
    )
    assert not unseen_speakers(cut).found


def test_a_setup_cut_to_itself_jumps() -> None:
    """Another take of the setup, or a piece left out of one; a take that runs on is no cut."""
    again = filmed("ANNA", says("BEN", "1.2", "1A-2", 5.0), setup="1A")
    other = playing((*DAY, again), [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1A-2", 4.5, 6.5)])
    assert lines(jump_cuts(other)) == ["1.2"]
    left_out = playing(DAY, [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1A-1", 4.5, 6.5)])
    assert lines(jump_cuts(left_out)) == ["1.2"]
    assert jump_cuts(playing(DAY, [("1.1", "1A-1", 1.5, 4.0), ("1.2", "1A-1", 4.0, 6.5)])) == Marks(0, ())


def test_the_same_face_at_the_same_size_jumps_from_any_setup() -> None:
    """The thirty-degree rule: two close pictures of Anna; at another size it is a cut in, and good."""
    close = filmed("ANNA", says("BEN", "1.2", "1C-1", 5.0))
    pieces = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1C-1", 4.5, 6.5)]
    assert lines(jump_cuts(playing((*DAY, close), pieces))) == ["1.2"]
    assert not jump_cuts(playing((*DAY, replace(close, size="medium")), pieces)).found


def test_from_scene_to_scene_nothing_jumps() -> None:
    """Another place and time, whatever it looks like."""
    other = filmed("ANNA", says("ANNA", "2.1", "2-1", 5.0), setup="1A")
    assert (
        jump_cuts(playing((*DAY, other), [("1.1", "1A-1", 1.5, 3.5), ("2.1", "2-1", 4.5, 6.5)])).judged == 0
    )


JUMPING = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1A-1", 4.5, 6.5)]


def test_a_jump_could_be_avoided_when_another_setup_has_the_line() -> None:
    """Ben's line is as written on Ben; said wrong, noisy or soft there, it is no way out."""
    own = filmed(
        "ANNA",
        says("ANNA", "1.1", "1A-1", 2.0),
        says("ANNA", "1.9", "1A-1", 3.1),
        says("BEN", "1.2", "1A-1", 5.0),
    )
    assert lines(jump_cuts(playing((own, BEN), JUMPING), avoidable=True)) == ["1.2"]
    wrong = filmed("BEN", says("BEN", "1.2", "1B-1", 5.0, slip="changed"))
    for useless in (wrong, replace(BEN, noise="hum"), replace(BEN, soft=((0.0, 60.0),))):
        assert not jump_cuts(playing((own, useless), JUMPING), avoidable=True).found


def test_a_way_out_must_not_jump_itself() -> None:
    """The only other reading of Ben's line is on another close of Anna, or before the same close of Ben."""
    own = filmed(
        "ANNA BEN",
        says("ANNA", "1.1", "1-1", 2.0),
        says("ANNA", "1.9", "1-1", 3.1),
        says("BEN", "1.2", "1-1", 5.0),
    )
    pieces = [("1.1", "1-1", 1.5, 3.5), ("1.2", "1-1", 4.5, 6.5)]
    alike = filmed("ANNA BEN", says("BEN", "1.2", "1C-1", 5.0))
    assert not jump_cuts(playing((own, alike), pieces), avoidable=True).found
    then = filmed("BEN", says("BEN", "1.3", "1D-1", 5.0))
    ben = filmed("BEN", says("BEN", "1.2", "1B-1", 5.0))
    assert lines(jump_cuts(playing((own, ben, then), pieces), avoidable=True)) == ["1.2"]
    longer = [*pieces, ("1.3", "1D-1", 4.5, 6.5)]
    assert not jump_cuts(playing((own, ben, then), longer), avoidable=True).found


def test_a_take_that_could_have_gone_on_is_a_way_out() -> None:
    """The first take has the next line right after, clean, with its speaker in the picture."""
    again = filmed("ANNA BEN", says("BEN", "1.2", "1-2", 5.0), size="wide", setup="1")
    cut = playing((BOTH, again), [("1.1", "1-1", 1.5, 3.5), ("1.2", "1-2", 4.5, 6.5)])
    assert "1-1 goes on" in jump_cuts(cut, avoidable=True).found[0].what
    flubbed = filmed(
        "ANNA BEN",
        says("ANNA", "1.1", "1-1", 2.0),
        says("BEN", "1.2", "1-1", 5.0, slip="missing"),
        size="wide",
    )
    cut = playing((flubbed, again), [("1.1", "1-1", 1.5, 3.5), ("1.2", "1-2", 4.5, 6.5)])
    assert not jump_cuts(cut, avoidable=True).found


def test_a_face_on_the_other_side_crosses_the_line() -> None:
    """Ben stands right in the master and left in a setup from beyond the line; told, it is not silent."""
    beyond = filmed("BEN", says("BEN", "1.2", "1B-1", 5.0), sides={"BEN": "left"})
    cut = playing((BOTH, beyond), [("1.1", "1-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 6.5)])
    assert lines(line_crossings(cut)) == lines(untold_crossings(cut, ())) == ["1.2"]
    for told in (
        Finding("crosses the line", "1.2", "Ben changes sides."),
        Finding("sides not known", "1A, 1B", "Who looks where is not known of 1A, 1B."),
    ):
        assert not untold_crossings(cut, [told]).found
    for other in (Finding("crosses the line", "1.1", ""), Finding("sides not known", "1C", "")):
        assert lines(untold_crossings(cut, [other])) == ["1.2"]


def test_a_crossing_could_be_avoided_where_the_log_knows_it() -> None:
    """The master has Ben's line as clean as the setup from beyond, once both are known by the log."""
    beyond = filmed("BEN", says("BEN", "1.2", "1B-1", 5.0), sides={"BEN": "left"})
    pieces = [("1.1", "1-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 6.5)]
    assert not avoidable_crossings(playing((BOTH, beyond), pieces)).found
    noted = [replace(take, looks="looks L-R") for take in (BOTH, beyond)]
    (mark,) = avoidable_crossings(playing(noted, pieces)).found
    assert mark.what == "1-1 to 1B-1 crosses the line; 1-1 goes on"
    assert not avoidable_crossings(playing([replace(noted[0], noise="hum"), noted[1]], pieces)).found


def test_a_picture_of_nobody_lets_the_line_be_crossed() -> None:
    """An insert stands between the master and the setup from beyond."""
    beyond = filmed("BEN", says("BEN", "1.2", "1B-1", 5.0), sides={"BEN": "left"})
    insert = replace(filmed("", says("BEN", "1.2", "1C-1", 5.0)), seen=())
    pieces = [("1.1", "1-1", 1.5, 3.5), ("1.2", "1C-1", 4.5, 5.4), ("1.2", "1B-1", 5.4, 6.5)]
    assert not line_crossings(playing((BOTH, beyond, insert), pieces)).found


def test_whoever_stays_on_their_side_crosses_nothing() -> None:
    """Wide, Anna, Ben: all as in the master."""
    cut = playing(DAY, [("1.1", "1-1", 1.5, 3.5), ("1.1", "1A-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 6.5)])
    assert line_crossings(cut) == Marks(2, ())


def test_a_soft_picture_is_marked_only_where_it_need_not_be() -> None:
    """Half a second of it is soft; 0.2 s at its edge are the stage's own margin."""
    soft = replace(ANNA, soft=((2.0, 2.5),))
    pieces = [("1.1", "1A-1", 1.5, 3.5)]
    assert lines(soft_pictures(playing((soft, BEN), pieces))) == ["1.1"]
    assert not soft_pictures(playing((soft,), pieces)).found
    assert not soft_pictures(playing((replace(ANNA, soft=((3.4, 5.0),)), BEN), pieces)).found


def test_a_noisy_line_is_marked_only_where_it_need_not_be() -> None:
    """A clean reading exists in the other take; and a recording is as noisy as its take."""
    noisy = replace(ANNA, noise="hum")
    pieces = [("1.1", "1A-1", 1.5, 3.5)]
    assert lines(noisy_sounds(playing((noisy, BEN), pieces))) == ["1.1"]
    assert not noisy_sounds(playing((noisy,), pieces)).found
    recorded = replace(noisy, ran=(Ran(("sound/T1.WAV",), 0.0, 0.0),))
    cut = playing((recorded, BEN), pieces)
    sound = replace(cut.cut.events[1], file="T1.WAV")
    heard = replace(cut, cut=replace(cut.cut, events=(cut.cut.events[0], sound)))
    assert lines(noisy_sounds(heard)) == ["1.1"]


SOUNDS = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 6.5)]


def split_by(seconds: float) -> Marks:
    """Let the picture be cut so much after the sound."""
    pictures = [("1.1", "1A-1", 1.6, 3.6 + seconds), ("1.2", "1B-1", 4.4 + seconds, 6.4)]
    sounds = [("1.1", "1A-1", 1.6, 3.6), ("1.2", "1B-1", 4.4, 6.4)]
    return split_edits(playing(DAY, pictures, sounds))


def test_a_picture_cut_apart_from_its_sound_is_a_split_edit() -> None:
    """Before it or after it, by two frames or more; one frame is no edit."""
    assert "sound first by 10 frames" in split_by(0.4).found[0].what
    assert "picture first by 10 frames" in split_by(-0.4).found[0].what
    assert [len(split_by(seconds).found) for seconds in (0.0, 0.04, -0.04, 0.08)] == [0, 0, 0, 1]


def test_of_split_edits_those_with_the_picture_first_are_told() -> None:
    sounds = [("1.1", "1A-1", 1.6, 3.6), ("1.2", "1B-1", 4.4, 6.4)]
    first = playing(DAY, [("1.1", "1A-1", 1.6, 3.2), ("1.2", "1B-1", 4.0, 6.4)], sounds)
    after = playing(DAY, [("1.1", "1A-1", 1.6, 4.0), ("1.2", "1B-1", 4.8, 6.4)], sounds)
    assert (picture_first(first).judged, len(picture_first(first).found)) == (1, 1)
    assert picture_first(after) == Marks(1, ())


def test_only_a_change_of_speaker_can_be_split() -> None:
    """The same voice on both sides is not counted, nor is a change of scene."""
    more = filmed("ANNA", says("ANNA", "1.3", "1C-1", 2.0), says("BEN", "2.1", "1C-1", 5.0))
    cut = playing(
        (*DAY, more), [("1.1", "1A-1", 1.5, 3.5), ("1.3", "1C-1", 1.5, 3.5), ("2.1", "1C-1", 4.5, 6.0)]
    )
    assert split_edits(cut).judged == 0


def test_where_the_picture_is_not_cut_nothing_is_split() -> None:
    """The wide shot runs on over the change: it counts among the changes, not among the cuts."""
    cut = playing(DAY, [("1.1", "1-1", 1.5, 4.0), ("1.2", "1-1", 4.0, 6.5)])
    assert split_edits(cut) == Marks(1, ())
    assert split_edits(cut, of_cut=True) == Marks(0, ())


def test_a_cut_in_the_quiet_of_a_running_sound_is_not_split() -> None:
    """Two cameras on one take: the voices stand 2.05 s apart, and a cut between them parts nothing."""
    ours = (BOTH, replace(BEN, file="1B-1.mov"))
    sounds = [("1.1", "1-1", 1.5, 4.0), ("1.2", "1-1", 4.0, 6.5)]
    quiet = playing(ours, [("1.1", "1-1", 1.5, 3.4), ("1.2", "1B-1", 3.4, 6.5)], sounds)
    assert split_edits(quiet) == Marks(1, ())
    over = playing(ours, [("1.1", "1-1", 1.5, 2.5), ("1.2", "1B-1", 2.5, 6.5)], sounds)
    assert "picture first" in split_edits(over).found[0].what


def test_a_reaction_within_a_line_is_no_split_edit() -> None:
    """The picture changes twice within Ben's line, and at the change of speaker it is cut with the sound."""
    pictures = [("1.1", "1A-1", 1.5, 3.5), ("1.2", "1B-1", 4.5, 5.2), ("1.2", "1A-1", 5.2, 6.5)]
    assert not split_edits(playing(DAY, pictures, SOUNDS)).found


def test_cuts_in_words_are_told_for_picture_and_sound_apart() -> None:
    """The picture begins in Anna's second word, her face in it; in Ben's picture it is a voice off camera."""
    cut = playing(DAY, [("1.1", "1A-1", 2.35, 3.5)], [("1.1", "1A-1", 1.5, 3.5)])
    assert (split_words(cut, "V").judged, lines(split_words(cut, "V"))) == (2, ["1.1"])
    assert lines(seen_split_words(cut)) == ["1.1"]
    assert split_words(cut, "A") == Marks(2, ())
    off = playing(DAY, [("1.1", "1B-1", 2.35, 3.5)], [("1.1", "1A-1", 1.5, 3.5)])
    assert (lines(split_words(off, "V")), lines(seen_split_words(off))) == (["1.1"], [])


def test_a_recordings_words_are_where_its_clock_has_them() -> None:
    """It rolled 3 s before the camera: a cut at 5.35 s of it is in the word at 2.35 s of the picture."""
    recorded: TrueTake = replace(ANNA, ran=(Ran(("sound/T1.WAV",), -3.0, 0.0),))
    cut = playing((recorded,), [("1.1", "1A-1", 5.35, 6.5)])
    sound = replace(cut.cut.events[1], file="T1.WAV")
    assert lines(split_words(replace(cut, cut=replace(cut.cut, events=(sound,))), "A")) == ["1.1"]
