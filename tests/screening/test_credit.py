"""The credit says who decided how much, in words that were counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from rushes.credentials import Label
from rushes.credentials.manifest import manifest_of
from rushes.credentials.terms import STANDING
from rushes.screening.acts import Lock, LookAt, Redo, Star, Swap, Together, Undo
from rushes.screening.leaving import acts_that_hold, as_it_stands
from rushes.screening.room import ScreeningRoom
from rushes.screening.standing import look_key
from rushes.screening.views import credit_of
from rushes.turnover.disclosure import disclosure_files, disclosure_of
from rushes.turnover.disclosure.credit import Credit, credit_lines, credit_text
from tests.screening.filming import a_room

OF_TWO = (
    "First cut assembled by rule-based selection with Rushes; 41 of 160 decisions by people (Ana, Ben); "
    "picture locked by Ana; no picture and no sound generated in the cut."
)
OF_NOBODY = (
    "First cut assembled by rule-based selection with Rushes; none of 1 decision by people; "
    "picture not locked; no picture and no sound generated in the cut."
)


@pytest.mark.parametrize(
    ("credit", "told"),
    [
        (Credit(160, 41, ("Ana", "Ben"), "Ana"), OF_TWO),
        (Credit(1, 0), OF_NOBODY),
        (Credit(0, 0), ""),
    ],
)
def test_a_credit_says_what_was_counted_and_nothing_else(credit: Credit, told: str) -> None:
    """One sentence, or a line for each part; of a film in which nothing is cut, nothing."""
    assert credit_text(credit) == told
    assert "; ".join(credit_lines(credit)).casefold() == told.rstrip(".").casefold()


def test_large_numbers_are_told_to_the_last_one() -> None:
    """Nothing is rounded."""
    assert "1,204 of 2,003 decisions" in credit_text(Credit(2003, 1204))


def test_who_is_named_decided_something_that_holds(tmp_path: Path) -> None:
    """Whoever undid all that they did is not; the choices are those of the cut."""
    room = a_room(tmp_path)
    events = [event for event in room.standing.cut.events if event.track in {"V1", "A1"}]
    assert credit_of(room.standing, room) == Credit(len(events), 0)
    _swap(room, "1.2", "Ana")
    one = credit_of(room.standing, room)
    assert (one.people, one.human, one.human + one.machine) == (("Ana",), 2, one.choices)
    _swap(room, "2.1", "Ben")
    assert credit_of(room.standing, room).people == ("Ana", "Ben")
    room.do(Undo(), "Ana", room.standing.hash)
    assert credit_of(room.standing, room) == one
    for event in room.standing.to_look:
        room.do(LookAt(look_key(event)), "Ana", room.standing.hash)
    room.do(Lock(), "Cora", room.standing.hash)
    assert credit_of(room.standing, room).locked_by == "Cora"


def test_what_was_undone_is_counted_nowhere_and_what_was_done_again_is(tmp_path: Path) -> None:
    """The acts of the disclosure and of the label are those on which the cut stands, after each step."""
    room = a_room(tmp_path)
    told = [_disclosed(room)]
    for step in ("1.2", "2.1", Undo(), Redo(), Undo(), Undo()):
        if isinstance(step, str):
            _swap(room, step, "Ana")
        else:
            room.do(step, "Ana", room.standing.hash)
        told.append(_disclosed(room))
    nothing, one, two = told[:3]
    assert (nothing["acts"], one["acts"], two["acts"]) == ({}, {"swap": 1}, {"swap": 2})
    assert (nothing["choices"], one["choices"], two["choices"]) == (0, 2, 4)
    assert told[3:] == [one, two, one, nothing]
    assert told[-1] == {"choices": 0, "acts": {}, "locked": None}


def test_what_was_done_together_is_counted_one_by_one(tmp_path: Path) -> None:
    """A label speaks of takes and trims, and of no bundles of them."""
    room = a_room(tmp_path)
    other = _other(room, "1.2")
    room.do(Together((Swap("1.2", other), Star("1.2", other))), "Ana", room.standing.hash)
    assert _disclosed(room)["acts"] == {"star": 1, "swap": 1}


def _disclosed(room: ScreeningRoom) -> dict[str, Any]:
    """Return what the disclosure of the cut says of people; the label and the credit say the same."""
    cut, acts = as_it_stands(room.standing), acts_that_hold(room.standing)
    files = disclosure_files(disclosure_of(cut, room.film.lined, acts))
    told: dict[str, Any] = json.loads(files["disclosure.json"])["people"]
    standing = manifest_of(cut, Label(people=acts)).assertions[STANDING]
    assert standing["acts"] == told["acts"]
    assert told["choices"] == credit_of(room.standing, room).human
    return told


def _swap(room: ScreeningRoom, line: str, who: str) -> None:
    room.do(Swap(line, _other(room, line)), who, room.standing.hash)


def _other(room: ScreeningRoom, line: str) -> str:
    """Return a clip that has a line, and not as it is heard in the cut."""
    heard = next(event.file for event in room.standing.cut.spoken if event.line == line)
    return next(one.file for one in room.readings[line] if one.file != heard)
