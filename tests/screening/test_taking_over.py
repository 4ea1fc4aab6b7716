"""What an editor did to a line is had by acts of the room, to the frame, or is told to be theirs alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rushes.cut import Cut
from rushes.screening import views
from rushes.screening.acts import Lock, LookAt, Show, Split, Swap, Together, Trim, Undo
from rushes.screening.brought import BroughtFolder
from rushes.screening.decide import PictureLocked
from rushes.screening.journal import Journal
from rushes.screening.room import LooksOnly, ScreeningRoom, Stale
from rushes.screening.standing import look_key
from rushes.screening.taking_over import TheirsAlone, take_over
from tests.screening.sending_back import a_film_that_is_heard, send_back, shorter

WHO, THEIRS = "the director", "locked v3"
LINE = "1.2"


@pytest.fixture
def room(tmp_path: Path) -> ScreeningRoom:
    """Open a film to whose folder versions may come back; one line of it stands between two cuts."""
    journal = Journal(tmp_path / "journal.sqlite")
    room = ScreeningRoom(a_film_that_is_heard(), journal, brought=BroughtFolder(tmp_path))
    room.do(between_cuts(room), "the writer", room.standing.hash)
    return room


def between_cuts(room: ScreeningRoom) -> Swap:
    """Return the swap after which no take runs on into the line, or out of it."""
    return Swap(LINE, other_take(room), alone=True)


def other_take(room: ScreeningRoom) -> str:
    """Return a take that neither the line nor its neighbours play."""
    plays = {event.file for event in room.standing.cut.spoken if event.line in {"1.1", LINE, "1.3"}}
    return next(one.file for one in room.readings[LINE] if one.file not in plays)


def elsewhere(room: ScreeningRoom, tmp_path: Path, *acts: Callable[[ScreeningRoom], object]) -> Cut:
    """Return the cut that these acts make in another room over the same film."""
    with Journal(tmp_path / "theirs.sqlite") as journal:
        there = ScreeningRoom(room.film, journal)
        for act in (between_cuts, *acts):
            there.do(act(there), "the editor", there.standing.hash)  # type: ignore[arg-type]
        return there.standing.cut


WAYS: dict[str, tuple[Callable[[ScreeningRoom], object], ...]] = {
    "swap": (lambda room: Swap(LINE, other_take(room), alone=True),),
    "picture": (lambda room: Show(LINE, other_take(room)),),
    "trim": (lambda _: Trim(LINE, head=-2, tail=4),),
    "split": (lambda _: Split(LINE, -5),),
    "all": (
        lambda room: Swap(LINE, other_take(room), alone=True),
        lambda _: Trim(LINE, head=3, tail=-2),
        lambda _: Split(LINE, -5),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_line_is_had_as_theirs_by_one_act(room: ScreeningRoom, tmp_path: Path, way: str) -> None:
    """Nothing is different in it afterwards; it is by the person's name, and one undo has it back."""
    theirs = elsewhere(room, tmp_path, *WAYS[way])
    send_back(room, tmp_path, theirs)
    before = room.standing.cut
    rows = views.compare_view(room, "", THEIRS)["changes"]
    assert LINE in {line for one in rows for line in one["lines"]}
    done = take_over(room, THEIRS, LINE, WHO, room.standing.hash)
    assert done.entry is not None
    assert done.entry.who == WHO
    if way == "all":
        assert isinstance(done.entry.act, Together)
        assert [type(one) for one in done.entry.act.acts] == [Swap, Trim, Split]
    assert views.compare_view(room, "", THEIRS) == {"says": [], "changes": []}
    assert room.standing.cut.frames == theirs.frames
    room.do(Undo(), WHO, room.standing.hash)
    assert room.standing.cut == before


def test_a_trim_counts_on_what_was_trimmed_before(room: ScreeningRoom, tmp_path: Path) -> None:
    """Somebody trimmed the line here: theirs is theirs all the same."""
    send_back(room, tmp_path, elsewhere(room, tmp_path, lambda _: Trim(LINE, head=-2, tail=4)))
    room.do(Trim(LINE, head=5, tail=-3), WHO, room.standing.hash)
    done = take_over(room, THEIRS, LINE, WHO, room.standing.hash)
    assert done.entry is not None
    assert done.entry.act == Trim(LINE, head=-2, tail=4)
    assert views.compare_view(room, "", THEIRS)["changes"] == []


def test_lines_are_taken_over_one_by_one(room: ScreeningRoom, tmp_path: Path) -> None:
    """What is different in another line stays so, until it is taken over, too."""
    other = "1.3"
    ways = (lambda _: Trim(LINE, head=2), lambda _: Trim(other, tail=4))  # the last of its scene
    send_back(room, tmp_path, elsewhere(room, tmp_path, *ways))
    take_over(room, THEIRS, LINE, WHO, room.standing.hash)
    (left,) = views.compare_view(room, "", THEIRS)["changes"]
    assert left["lines"] == [other]
    take_over(room, THEIRS, other, WHO, room.standing.hash)
    assert views.compare_view(room, "", THEIRS)["changes"] == []


def test_what_no_act_can_say_is_theirs_alone(room: ScreeningRoom, tmp_path: Path) -> None:
    """Two clips over one line, where the room shows one: nothing is done, and the sentence says why."""
    cut = room.standing.cut
    shot = next(one for one in cut.track("V1") if one.line == LINE)
    half = shot.record.frames // 2
    first = replace(
        shot,
        record=replace(shot.record, end=shot.record.start + half),
        source=replace(shot.source, end=shot.source.start + half),
    )
    later = next(one for one in room.readings[LINE] if one.file != shot.file)
    at = round(later.in_s * shot.source.rate) + half
    second = replace(
        shot,
        file=later.file,
        record=replace(shot.record, start=shot.record.start + half),
        source=replace(shot.source, start=at, end=at + shot.record.frames - half),
    )
    events = tuple(part for one in cut.events for part in ((first, second) if one is shot else (one,)))
    send_back(room, tmp_path, replace(cut, events=events, clips=tuple(room.film.lined.clips)))
    before = room.standing
    with pytest.raises(TheirsAlone, match=f"Line {LINE} cannot be had as they have it"):
        take_over(room, THEIRS, LINE, WHO, before.hash)
    assert room.standing is before


def test_a_word_cut_into_is_refused_as_in_any_trim(room: ScreeningRoom, tmp_path: Path) -> None:
    """The editor may; the room does not, and says so."""
    plays = next(one for one in room.standing.cut.spoken if one.line == LINE)
    reading = room.played(plays)
    assert reading is not None
    into = round(plays.source.end - reading.out_s * plays.source.rate) + 5
    send_back(room, tmp_path, shorter(room.standing.cut, LINE, into))
    before = room.standing
    with pytest.raises(TheirsAlone, match="would cut into a word"):
        take_over(room, THEIRS, LINE, WHO, before.hash)
    assert room.standing is before


def test_what_is_the_same_is_not_taken_over(room: ScreeningRoom, tmp_path: Path) -> None:
    """And a line that they do not have cannot be; nothing is written."""
    send_back(room, tmp_path, elsewhere(room, tmp_path, lambda _: Trim(LINE, head=2)))
    with pytest.raises(TheirsAlone, match="the same in both"):
        take_over(room, THEIRS, "1.3", WHO, room.standing.hash)
    with pytest.raises(TheirsAlone, match="heard in one of the two alone"):
        take_over(room, THEIRS, "9.9", WHO, room.standing.hash)
    assert len(room.since("")) == 1  # the writer's


def test_it_is_refused_as_any_act(room: ScreeningRoom, tmp_path: Path) -> None:
    """Where somebody was quicker, after a lock, and in a room that only looks."""
    send_back(room, tmp_path, elsewhere(room, tmp_path, lambda _: Trim(LINE, head=2)))
    with pytest.raises(Stale):
        take_over(room, THEIRS, LINE, WHO, "of yesterday")
    looks = ScreeningRoom(room.film, None, only_looks="you opened it so", brought=room.brought)
    with pytest.raises(LooksOnly):
        take_over(looks, THEIRS, LINE, WHO, looks.standing.hash)
    for event in room.standing.to_look:
        room.do(LookAt(look_key(event)), WHO, room.standing.hash)
    room.do(Lock(), WHO, room.standing.hash)
    with pytest.raises(PictureLocked):
        take_over(room, THEIRS, LINE, WHO, room.standing.hash)


def test_only_a_version_beside_the_cut_as_it_is_offers_lines(room: ScreeningRoom, tmp_path: Path) -> None:
    """Beside another version nothing can be taken over."""
    send_back(room, tmp_path, elsewhere(room, tmp_path, lambda _: Trim(LINE, head=2)))
    for one, other in (("First cut", THEIRS), (THEIRS, "")):
        told = views.compare_view(room, one, other)["changes"]
        assert {line for kind in told for line in kind["lines"]} == {""}
