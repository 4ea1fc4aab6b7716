"""What people decided, as it follows from the journal, and what the cut must keep for it."""

import pytest

from rushes.cut.pins import Named
from rushes.screening.acts import (
    AnyAct,
    BringBack,
    Comment,
    Forbid,
    Free,
    Held,
    Keep,
    Lock,
    NotAnAct,
    React,
    Recut,
    Redo,
    Resolve,
    SaveVersion,
    Show,
    Split,
    Star,
    Swap,
    Trim,
    Undo,
    Unlock,
    act_from,
    told,
)
from rushes.screening.decide import (
    NameTaken,
    NobodyNamed,
    NoSuchComment,
    NoSuchVersion,
    NothingToUndo,
    NotLocked,
    PictureLocked,
    after,
    check,
    wishes_of,
)
from rushes.screening.model import FIRST, Decisions, Entry, Wishes

TAKES = {"1.1": [("27-1", 1), ("27-2", 1), ("27-2", 2), ("27A-1", 1)]}


def done(*acts: AnyAct, who: str = "the director") -> Decisions:
    """Return what is decided after these acts."""
    return after(Entry(n, "2026-11-22", who, act, "", f"hash {n}") for n, act in enumerate(acts, 1))


def wishes(*acts: AnyAct) -> Wishes:
    """Return what these acts ask of the cut."""
    return wishes_of(done(*acts), TAKES)


def test_a_swap_pins_sound_and_picture_and_names_who() -> None:
    """The pin says whose decision it is, and where it is written."""
    (pin,) = wishes(Swap("1.1", "27-2", 2)).pins.pins
    assert pin.sound == pin.picture == Named("27-2", 2)
    assert (pin.by, pin.where) == ("the director", "entry 1 of the journal")


def test_the_last_word_about_a_matter_holds() -> None:
    """Two swaps, two trims: the later ones; what they do not touch stays."""
    pins = wishes(
        Swap("1.1", "27-1"),
        Trim("1.1", head=4),
        React("1.1", wanted=False),
        Swap("1.1", "27A-1"),
        Trim("1.1", tail=-2),
    ).pins
    assert [pin.sound for pin in pins.pins if pin.sound] == [Named("27A-1", 1)]
    assert pins.trim_of("1.1") == (0, -2)
    assert pins.reaction_of("1.1") is False


def test_another_picture_leaves_the_sound_that_somebody_chose() -> None:
    """Kept from one take, shown from another."""
    pins = wishes(Keep("1.1", "27-1"), Show("1.1", "27A-1")).pins.pins
    assert [(pin.sound, pin.picture) for pin in pins] == [(Named("27-1", 1), None), (None, Named("27A-1"))]


def test_not_this_and_then_this_after_all() -> None:
    """Who takes what was forbidden has changed their mind, and the other way round."""
    forbidden = wishes(Swap("1.1", "27-2"), Forbid("1.1", "27-2")).pins.pins
    assert [(pin.sound, pin.not_sound, pin.not_picture) for pin in forbidden] == [
        (None, Named("27-2"), Named("27-2"))
    ]
    taken = wishes(Forbid("1.1", "27-2", side="sound"), Swap("1.1", "27-2")).pins.pins
    assert [(pin.sound, pin.not_sound) for pin in taken] == [(Named("27-2", 1), None)]


def test_not_its_sound_and_not_its_picture_are_two_things() -> None:
    """A take may be seen that may not be heard, and vice versa; what is wanted on the other side stays."""
    shown = wishes(Show("1.1", "27-2"), Forbid("1.1", "27-2", side="sound")).pins.pins
    assert [(pin.picture, pin.not_sound) for pin in shown] == [(Named("27-2"), None), (None, Named("27-2"))]
    heard = wishes(Swap("1.1", "27-2"), Forbid("1.1", "27-2", side="picture")).pins.pins
    assert [(pin.sound, pin.picture, pin.not_picture) for pin in heard] == [
        (Named("27-2", 1), None, None),
        (None, None, Named("27-2")),
    ]
    gone = wishes(Swap("1.1", "27-2"), Forbid("1.1", "27-2", side="sound")).pins.pins
    assert [(pin.sound, pin.picture, pin.not_sound) for pin in gone] == [(None, None, Named("27-2"))]
    seen = wishes(Forbid("1.1", "27-2"), Show("1.1", "27-2")).pins.pins
    assert [(pin.picture, pin.not_sound, pin.not_picture) for pin in seen] == [
        (None, Named("27-2"), None),
        (Named("27-2"), None, None),
    ]


def test_a_listener_is_chosen_and_the_choice_is_left_open_again() -> None:
    """In a clip, in any, in none; who may not be seen is not asked for any more, a listener still is."""
    assert wishes(React("1.1", wanted=True, file="27A-1")).pins.listener_of("1.1") == Named("27A-1")
    assert wishes(React("1.1", wanted=False, file="27A-1")).pins.listener_of("1.1") is None
    left = wishes(React("1.1", wanted=True, file="27A-1"), Forbid("1.1", "27A-1", side="picture")).pins
    assert (left.listener_of("1.1"), left.reaction_of("1.1")) == (None, True)


def test_a_version_that_is_brought_back_is_what_holds_and_can_be_undone() -> None:
    """What was decided since stands no more, comes back by undo, and what is decided next is on top of it."""
    one, two, three = Swap("1.1", "27-1"), Recut("restless"), Star("1.1", "27-2", 2)
    then = (one, SaveVersion("a"), two, three)
    back = done(*then, BringBack("a"))
    assert [entry.act for entry in back.holding] == [one]
    assert wishes_of(back, TAKES) == wishes(one, SaveVersion("a"))
    assert wishes(*then, BringBack("a"), Undo()) == wishes(*then)
    assert wishes(*then, BringBack("a"), Undo(), Redo()) == wishes(one)
    assert [entry.act for entry in done(*then, BringBack("a"), three).holding] == [one, three]
    assert not wishes(*then, BringBack(FIRST)).pins
    again = done(*then, BringBack(FIRST), SaveVersion("b"), BringBack("a"), BringBack("b"))
    assert again.holding == ()


def test_what_nothing_new_was_said_of_is_not_thought_through_again() -> None:
    """The wishes after one more act are those of all acts at once, and the other lines are the very same."""
    acts = (Swap("1.1", "27-1", held=(Held("1.2", "27-2"),)), Star("1.3", "27-1"), Trim("1.2", head=2))
    before = wishes(*acts)
    for more in (Free("1.2"), Undo(), SaveVersion("a"), BringBack(FIRST)):
        now = done(*acts, more)
        assert wishes_of(now, TAKES, before) == wishes_of(now, TAKES)
    after_one = wishes_of(done(*acts, Trim("1.1", tail=1)), TAKES, before)
    assert after_one.lines["1.3"] is before.lines["1.3"]


def test_a_line_can_be_left_to_the_machine_again() -> None:
    """All that was decided about it is free; a star stays, since it is a fact and no order."""
    left = wishes(Swap("1.1", "27-1"), Split("1.1", -8), Star("1.1", "27A-1"), Free("1.1"))
    assert not any(pin.sound or pin.split for pin in left.pins.pins)
    assert [one.file for one in left.liked] == ["27A-1"]


def test_a_star_leaves_the_line_to_what_is_starred() -> None:
    """Two starred readings: all others are out; with the star gone, everything is free."""
    both = wishes(Star("1.1", "27-1"), Star("1.1", "27-2", 2)).pins.pins
    assert {pin.not_sound for pin in both} == {Named("27-2", 1), Named("27A-1", 1)}
    assert not wishes(Star("1.1", "27-1"), Star("1.1", "27-1", on=False)).pins


def test_a_chosen_take_goes_before_a_star_and_a_forbidden_star_counts_for_nothing() -> None:
    """An order is stronger than a liking."""
    chosen = wishes(Star("1.1", "27-1"), Swap("1.1", "27A-1")).pins.pins
    assert [pin.sound for pin in chosen] == [Named("27A-1", 1)]
    forbidden = wishes(Star("1.1", "27-1"), Forbid("1.1", "27-1")).pins.pins
    assert [pin.not_sound for pin in forbidden] == [Named("27-1")]


def test_undo_and_redo_go_back_and_forth_and_a_new_act_ends_what_was_undone() -> None:
    """Comments are not undone: they are no decision about the cut."""
    one, two = Swap("1.1", "27-1"), Trim("1.1", head=3)
    assert [entry.act for entry in done(one, two, Undo()).cutting] == [one]
    assert [entry.act for entry in done(one, two, Undo(), Undo(), Redo(), Redo()).cutting] == [one, two]
    branched = done(one, Comment(3, "hm"), two, Undo(), Split("1.1", 0))
    assert [entry.act for entry in branched.cutting] == [one, Split("1.1", 0)]
    assert branched.undone == ()
    assert [remark.text for remark in branched.remarks] == ["hm"]


def test_a_comment_is_done_and_open_again() -> None:
    """By the number of its entry."""
    assert [one.done for one in done(Comment(3, "hm"), Resolve(1)).remarks] == [True]
    assert [one.done for one in done(Comment(3, "hm"), Resolve(1), Resolve(1, done=False)).remarks] == [False]


def test_a_taste_is_undone_like_any_decision() -> None:
    """The last taste holds; without any it is the film's own."""
    assert wishes(Recut("intimate"), Recut("restless")).taste == "restless"
    assert wishes(Recut("intimate"), Undo()).taste is None


@pytest.mark.parametrize(
    ("before", "act", "refusal"),
    [
        ((), Undo(), NothingToUndo),
        ((Swap("1.1", "27-1"),), Redo(), NothingToUndo),
        ((), Unlock("the ending"), NotLocked),
        ((), Resolve(3), NoSuchComment),
        ((SaveVersion("short"),), SaveVersion("short"), NameTaken),
        ((), BringBack("short"), NoSuchVersion),
        ((SaveVersion("short"), Lock()), BringBack("short"), PictureLocked),
        ((Lock(),), Swap("1.1", "27-1"), PictureLocked),
        ((Lock(),), Undo(), PictureLocked),
        ((Lock(),), Lock(), PictureLocked),
    ],
)
def test_what_cannot_be_done_now_is_refused(
    before: tuple[AnyAct, ...], act: AnyAct, refusal: type[Exception]
) -> None:
    """Each by a refusal of its own, with a sentence."""
    with pytest.raises(refusal):
        check(done(*before), act, "the director")


def test_after_a_lock_people_may_still_talk_and_unlock() -> None:
    """A comment, a look and a reasoned unlock; after it everything is as before."""
    locked = done(Swap("1.1", "27-1"), Lock())
    for act in (Comment(3, "at last"), Unlock("the ending is too long")):
        check(locked, act, "the director")
    check(done(Lock(), Unlock("the ending")), Swap("1.1", "27-1"), "the director")


def test_nobody_decides_without_a_name() -> None:
    """An empty name, or one of blanks."""
    with pytest.raises(NobodyNamed):
        check(Decisions(), Lock(), "  ")


def test_acts_are_told_and_understood_again() -> None:
    """The journal keeps plain JSON, in the words of the table."""
    act = Forbid("1.1", "27-2", 2, side="sound")
    assert told(act) == {"act": "forbid", "line": "1.1", "file": "27-2", "pass": 2, "side": "sound"}
    assert act_from(told(act)) == act


@pytest.mark.parametrize(
    "words",
    [
        None,
        [],
        {"act": "dance"},
        {"act": "swap", "line": "1.1"},
        {"act": "swap", "line": "1.1", "file": "27-1", "colour": "red"},
        {"act": "trim", "line": "1.1", "head": 1.5},
        {"act": "trim", "line": "1.1", "head": 10**9},
        {"act": "comment", "frame": -1, "text": "hm"},
        {"act": "comment", "frame": 1, "text": "x" * 100_000},
    ],
)
def test_what_is_no_act_is_refused_with_the_reason(words: object) -> None:
    """Unknown acts and fields, what is missing, too large or of another kind."""
    with pytest.raises(NotAnAct):
        act_from(words)
