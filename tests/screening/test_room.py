"""The room does what people ask, solves the cut again around it, and never disagrees with its journal."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from rushes.cut.compare import compare
from rushes.cut.settle import NotInThatTake
from rushes.errors import Refusal
from rushes.screening.acts import (
    AnyAct,
    BringBack,
    Comment,
    Forbid,
    Free,
    Lock,
    LookAt,
    Recut,
    Redo,
    Resolve,
    SaveVersion,
    Star,
    Swap,
    Together,
    Trim,
    Undo,
    Unlock,
)
from rushes.screening.decide import NobodyNamed, PictureLocked
from rushes.screening.journal import Journal
from rushes.screening.model import FIRST
from rushes.screening.room import (
    CannotCut,
    InTheWay,
    LooksOnly,
    NoSuchVersion,
    NotLookedAt,
    ScreeningRoom,
    Stale,
)
from rushes.screening.scene_views import scene_cuts
from rushes.screening.standing import Standing, look_key
from rushes.screening.views import done_view
from rushes.telling.compare import blocks, length_told
from tests.screening.filming import a_film, a_room, an_act

WHO = "the director"


def do(room: ScreeningRoom, act: AnyAct) -> None:
    """Do an act on top of what is on the screen."""
    room.do(act, WHO, room.standing.hash)


def plays(room: ScreeningRoom, line: str) -> str:
    """Return the file from which a line is heard."""
    return next(event.file for event in room.standing.cut.spoken if event.line == line)


def another(room: ScreeningRoom, line: str) -> str:
    """Return a file that has a line and does not play it."""
    return next(one.file for one in room.readings[line] if one.file != plays(room, line))


def test_a_swap_is_heard_and_the_rest_stays(tmp_path: Path) -> None:
    """The line plays from the other take; what is different is said."""
    room = a_room(tmp_path)
    other, first = another(room, "1.2"), plays(room, "2.1")
    done = room.do(Swap("1.2", other), WHO, room.standing.hash)
    assert plays(room, "1.2") == other
    assert plays(room, "2.1") == first
    assert "1.2" in done.different.moved


def test_a_swap_alone_leaves_the_rest_of_the_scene_as_it_plays(tmp_path: Path) -> None:
    """Every other line stays with its take, though the machine might choose anew; undo frees them."""
    room = a_room(tmp_path)
    before = {event.line: event.file for event in room.standing.cut.spoken}
    other = another(room, "1.2")
    do(room, Swap("1.2", other, alone=True))
    assert {event.line: event.file for event in room.standing.cut.spoken} == before | {"1.2": other}
    do(room, Undo())
    assert not room.standing.wishes.pins


def test_undo_brings_back_the_very_cut_and_its_hash(tmp_path: Path) -> None:
    """Back and forth as often as one likes."""
    room = a_room(tmp_path)
    begun = room.standing
    do(room, Swap("1.2", another(room, "1.2")))
    swapped = room.standing
    for _ in range(3):
        do(room, Undo())
        assert (room.standing.cut, room.standing.hash) == (begun.cut, begun.hash)
        do(room, Redo())
        assert (room.standing.cut, room.standing.hash) == (swapped.cut, swapped.hash)


def test_a_room_that_is_opened_again_stands_where_it_stood(tmp_path: Path) -> None:
    """From the journal alone."""
    with Journal(tmp_path / "journal.sqlite") as journal:
        room = ScreeningRoom(a_film(), journal)
        for act in (
            Swap("1.2", another(room, "1.2")),
            Trim("1.1", head=3),
            Comment(10, "hold"),
            SaveVersion("a"),
        ):
            do(room, act)
        stood = room.standing
    assert a_room(tmp_path).standing == stood


def test_who_decides_about_an_older_cut_is_told_what_happened(tmp_path: Path) -> None:
    """Two tabs: the second one's act is refused, nothing is lost, and it can be done on the cut as it is."""
    room = a_room(tmp_path)
    seen = room.standing.hash
    room.do(Swap("1.2", another(room, "1.2")), "the editor", seen)
    with pytest.raises(Stale, match="the editor"):
        room.do(Star("2.1", plays(room, "2.1")), WHO, seen)
    assert [entry.who for entry in room.since(seen)] == ["the editor"]
    do(room, Star("2.1", plays(room, "2.1")))
    assert len(room.standing.decisions.cutting) == 2


def test_a_comment_makes_nobodys_cut_stale(tmp_path: Path) -> None:
    """The cut is as it was, so what was seen still holds."""
    room = a_room(tmp_path)
    seen = room.standing.hash
    room.do(Comment(12, "a little longer?"), "the editor", seen)
    room.do(Swap("1.2", another(room, "1.2")), WHO, seen)


def test_a_trim_into_a_word_says_how_far_it_may_go(tmp_path: Path) -> None:
    """The refusal speaks of the cut and of no pin, and the most that it names can be had."""
    room = a_room(tmp_path)
    with pytest.raises(CannotCut, match="into a word") as refused:
        do(room, Trim("1.1", head=-500))
    assert "pin" not in str(refused.value)
    assert not room.standing.decisions.cutting
    most = refused.value.most
    assert most is not None
    assert -500 < most < 0
    do(room, Trim("1.1", head=most))


def test_what_an_older_trim_does_not_go_with_names_it_and_can_be_done_without(tmp_path: Path) -> None:
    """Who decided it, about which line, why; when the trim is taken back, the rest of that line stays."""
    room = a_room(tmp_path)
    do(room, Trim("1.1", head=60))
    for act in (Star("1.1", "1-1.mov"), Swap("1.1", "1-1.mov")):
        with pytest.raises(
            InTheWay, match=r"what the director decided about line 1\.1 \(head \+60\)"
        ) as refused:
            do(room, act)
        assert (refused.value.line, refused.value.is_trim) == ("1.1", True)
        assert "pin" not in str(refused.value)
    do(room, Trim("1.1"))
    do(room, Star("1.1", "1-1.mov"))
    assert plays(room, "1.1") == "1-1.mov"


def test_what_is_done_as_one_is_had_back_as_one(tmp_path: Path) -> None:
    """A trim that was in the way goes with what it was in the way of; one undo has both as they were."""
    room = a_room(tmp_path)
    do(room, Trim("1.1", head=60))
    before = room.standing.cut
    do(room, Together((Trim("1.1"), Swap("1.1", "1-1.mov", alone=True))))
    assert plays(room, "1.1") == "1-1.mov"
    (act,) = (entry.act for entry in room.standing.decisions.cutting[1:])
    assert isinstance(act, Together)
    swap = act.acts[1]
    assert isinstance(swap, Swap)
    assert {one.line for one in swap.held} == {"1.2", "1.3"}
    changed = room.standing.cut
    do(room, SaveVersion("as one"))
    do(room, Undo())
    assert room.standing.cut == before
    do(room, Redo())
    assert room.standing.cut == changed == room.version("as one").cut
    again = a_room(tmp_path / "again")
    for one in (Trim("1.1", head=60), Trim("1.1"), Swap("1.1", "1-1.mov", alone=True)):
        do(again, one)
    assert [(one.file, one.source) for one in again.standing.cut.events] == [
        (one.file, one.source) for one in changed.events
    ]


def test_of_what_is_done_as_one_nothing_is_done_when_a_part_cannot_be(tmp_path: Path) -> None:
    """The first part could be; the second is refused, and nothing is written."""
    room = a_room(tmp_path)
    stood = room.standing
    with pytest.raises(CannotCut, match="without a cut"):
        do(room, Together((Star("1.1", another(room, "1.1")), Trim("1.2", head=-500))))
    assert room.standing == stood
    assert a_journal_holds(tmp_path, room) == 0


def test_what_cannot_be_kept_is_refused_and_not_written(tmp_path: Path) -> None:
    """A take that does not have the line."""
    room = a_room(tmp_path)
    stood = room.standing
    with pytest.raises(NotInThatTake):
        do(room, Swap("1.2", plays(room, "2.1")))
    assert room.standing == stood
    assert a_journal_holds(tmp_path, room) == 0


def a_journal_holds(folder: Path, room: ScreeningRoom) -> int:
    """Return how many entries the journal on the disk has."""
    with Journal(folder / "journal.sqlite", writes=False) as journal:
        assert journal.entries[-1:] == () or journal.entries[-1].seq == room.standing.decisions.seq
        return len(journal.entries)


def test_a_lock_needs_a_look_at_all_that_asked_for_one(tmp_path: Path) -> None:
    """After the looks it locks; then nothing changes but by a reasoned unlock."""
    room = a_room(tmp_path)
    assert room.standing.to_look
    with pytest.raises(NotLookedAt, match=r"asks? for a look .* the first is at 01:00:00:00"):
        do(room, Lock())
    for event in room.standing.to_look:
        do(room, LookAt(look_key(event)))
    do(room, Lock())
    with pytest.raises(PictureLocked, match=WHO):
        do(room, Star("1.1", plays(room, "1.1")))
    do(room, Unlock("the ending is too long"))
    do(room, Star("1.1", plays(room, "1.1")))


def test_another_choice_asks_for_a_look_anew(tmp_path: Path) -> None:
    """What was looked at was that choice, with that doubt."""
    event = a_room(tmp_path).standing.cut.events[0]
    assert look_key(event) == look_key(replace(event, confidence=0.1))
    assert look_key(event) != look_key(replace(event, look_because=("words were changed",)))


def test_what_is_so_already_is_not_written_down_again(tmp_path: Path) -> None:
    """A second look at the same place, a comment that is done already: the journal has each of them once."""
    room = a_room(tmp_path)
    look, other = (LookAt(look_key(event)) for event in room.standing.to_look[:2])
    do(room, look)
    do(room, Comment(10, "hold"))
    do(room, Resolve(2))
    stood = room.standing
    for again in (look, Resolve(2)):
        done = room.do(again, "the editor", stood.hash)
        assert (done.entry, done.now) == (None, stood)
        assert done_view(room, done, 0.0)["entry"] is None
    assert a_journal_holds(tmp_path, room) == 3
    do(room, other)
    do(room, Resolve(2, done=False))
    assert a_journal_holds(tmp_path, room) == 5
    with pytest.raises(NobodyNamed):
        room.do(look, "", room.standing.hash)


def test_a_star_is_stronger_than_any_reason(tmp_path: Path) -> None:
    """The starred reading plays; without the star, what played before."""
    room = a_room(tmp_path)
    before, liked = plays(room, "1.3"), another(room, "1.3")
    do(room, Star("1.3", liked))
    assert plays(room, "1.3") == liked
    do(room, Star("1.3", liked, on=False))
    assert plays(room, "1.3") == before


def test_not_this_leads_to_the_next_best(tmp_path: Path) -> None:
    """A take that is refused does not come back, for this line."""
    room = a_room(tmp_path)
    before = plays(room, "1.1")
    do(room, Forbid("1.1", before))
    assert plays(room, "1.1") != before
    do(room, Free("1.1"))
    assert plays(room, "1.1") == before


def test_a_version_can_be_seen_again(tmp_path: Path) -> None:
    """As it was when it was named, whatever was done since."""
    room = a_room(tmp_path)
    do(room, Swap("1.2", another(room, "1.2")))
    do(room, SaveVersion("with the other answer"))
    named = room.standing.cut
    do(room, Recut("restless"))
    do(room, Undo())
    do(room, Undo())
    assert room.version("with the other answer").cut == named != room.standing.cut
    with pytest.raises(NoSuchVersion):
        room.version("another")


def test_how_much_is_cut_is_told_where_all_of_it_is_cut_anew(tmp_path: Path) -> None:
    """For another taste, scene by scene; not for a swap, and the film's own taste is no other one."""
    room, told = a_room(tmp_path), list[float]()
    room.tell = told.append
    do(room, Swap("1.2", another(room, "1.2")))
    do(room, Trim("1.1", head=3))
    assert told == []
    do(room, Recut("restless"))
    assert told == sorted(told)
    assert (len(told), told[-1]) == (3, 1.0)
    do(room, Recut("classic"))
    assert room.standing.cut == a_room_reads(tmp_path).cut


def test_a_version_is_brought_back_to_the_byte(tmp_path: Path) -> None:
    """A person's, and the machine's first; undo brings back what stood before, and so does the journal."""
    room = a_room(tmp_path)
    first = room.standing.cut
    do(room, Swap("1.2", another(room, "1.2")))
    do(room, SaveVersion("with the other answer"))
    named = room.standing.cut
    do(room, Recut("restless"))
    do(room, Trim("1.1", head=3))
    late = room.standing.cut
    for name, then in (("with the other answer", named), (FIRST, first)):
        do(room, BringBack(name))
        assert repr(room.standing.cut) == repr(then) != repr(late)
        assert a_room_reads(tmp_path).cut == then
        do(room, Undo())
        assert room.standing.cut == late


def a_room_reads(folder: Path) -> Standing:
    """Return how a room stands that only reads the journal."""
    with Journal(folder / "journal.sqlite", writes=False) as journal:
        return ScreeningRoom(a_film(), journal).standing


def test_a_room_that_only_looks_writes_nothing() -> None:
    """It says why."""
    looking = ScreeningRoom(replace(a_film(), only_looks="the rushes are not there"), None)
    with pytest.raises(LooksOnly, match="the rushes are not there"):
        do(looking, Comment(1, "hm"))


@pytest.mark.parametrize("seed", range(12))
def test_journal_and_cut_agree_after_any_walk(tmp_path: Path, seed: int) -> None:
    """Whatever people do, a room that is opened again from the journal shows the same cut.

    What is told of an act, out of the scenes that it changed, is what the whole films beside each other tell.
    """
    chance = random.Random(seed)
    with Journal(tmp_path / "journal.sqlite") as journal:
        room = ScreeningRoom(a_film(), journal)
        for _ in range(25):
            act = an_act(chance, room)
            named = room.version(act.name).cut if isinstance(act, BringBack) else None
            try:
                done = room.do(act, WHO, room.standing.hash)
            except Refusal:
                continue
            assert named is None or repr(done.now.cut) == repr(named)
            assert blocks(done.different) == blocks(compare(done.before.cut, done.now.cut))
            assert length_told(done.different) == length_told(compare(done.before.cut, done.now.cut))
            assert scene_cuts(done.now, room) == scene_cuts(replace(done.now, scenes=()), room)
        stood = room.standing
    assert a_room(tmp_path).standing == stood
