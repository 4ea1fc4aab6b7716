"""What may be written into the register: a yes only when it is whole, a no always."""

import re
from datetime import date, datetime
from typing import Final

import msgspec

from rushes.errors import Refusal
from rushes.rights.chain import chained
from rushes.rights.decide import Register, lacks, person_fault
from rushes.rights.legible import illegible, made_legible
from rushes.rights.model import EVERYONE, Entry, Performer

_AN_ID: Final = re.compile(r"(p|unknown)-\d+", re.IGNORECASE)
"""What an id looks like, so that nobody is called so."""


class NotAYes(Refusal):
    """A yes is not whole, so it is none."""

    sentence = "The yes of {0} {1} Nothing was written."


class NotAPerformer(Refusal):
    """Somebody cannot be entered like this."""

    sentence = "{0} Nothing was written."


class NotLegible(Refusal):
    """A text cannot be shown as it was given."""

    sentence = "{0} Nothing was written."


class NobodyOfThatName(Refusal):
    """The register does not know somebody."""

    sentence = (
        "The register knows nobody called '{0}'. It knows {1}. Enter a performer: `rushes consent add`."
    )


class SeveralOfThatName(Refusal):
    """A name is that of several people."""

    sentence = "'{0}' may be {1}. Say which one, by the id."


class ClockSetBack(Refusal):
    """A yes would be older than what is written already."""

    sentence = (
        "The clock says {0}, but the register was written at {1}: the clock was set back, or was ahead then. "
        "Set it right and say it again; nothing was written. A no is written whatever the clock says."
    )


def admitted(register: Register, draft: Entry, at: str) -> Entry:
    """Return a draft as the next entry of a register.

    at: the moment, ISO 8601 in UTC. A no, a note or a performer that is older than the last entry, by a
    clock that was set back, is written as if it had come with that. Refuses what is not clear, and a yes that
    is not whole: `NotAYes`, `NotAPerformer`, `NobodyOfThatName`, `ClockSetBack`; and what cannot be read,
    `NotLegible`, but for a no, which is written without the signs that nobody can see.
    """
    if draft.kind in {"refuse", "revoke", "deletion"}:
        draft = made_legible(draft)
    elif fault := illegible(draft):
        raise NotLegible(fault)
    last = register.entries[-1].at if register.entries else ""
    if draft.kind == "performer":
        _check_performer(draft)
    elif draft.performer != EVERYONE and draft.performer not in register.performers:
        raise NobodyOfThatName(draft.performer, _known(register))
    if draft.kind == "grant":
        if at < last:
            raise ClockSetBack(at, last)
        _check_yes(register, draft, _day_here(at))
    placed = msgspec.structs.replace(draft, seq=len(register.entries) + 1, at=max(at, last))
    return chained(placed, register.head)


def _day_here(at: str) -> date:
    """Return the day here of a moment in UTC: a last day is one of here, and may be yesterday in UTC."""
    return datetime.fromisoformat(at).astimezone().date()


def _check_yes(register: Register, draft: Entry, today: date) -> None:
    """Refuse a yes that would never count, and say what it lacks."""
    who, person = draft.performer, register.performers.get(draft.performer)
    if person and (fault := person_fault(person)):
        raise NotAYes(who, f"cannot be given: {fault}")
    if not draft.uses:
        raise NotAYes(who, "does not say to what.")
    if not draft.project.strip():
        raise NotAYes(who, "does not say for which film: name it with --project.")
    if draft.to_day and draft.to_day < (draft.from_day or draft.to_day):
        raise NotAYes(who, f"ends on {draft.to_day}, before it begins on {draft.from_day}.")
    if draft.to_day and draft.to_day < today:
        raise NotAYes(who, f"ended on {draft.to_day} already.")
    for use, lack in lacks(draft):
        raise NotAYes(who, f"to '{use}' {lack}")


def _check_performer(draft: Entry) -> None:
    person = draft.about
    if person is None or not person.screen_name.strip() or person.id != draft.performer:
        raise NotAPerformer("A performer needs a name.")
    if _AN_ID.fullmatch(person.screen_name.strip()) or person.screen_name.strip().casefold() == EVERYONE:
        raise NotAPerformer(f"'{person.screen_name}' cannot be a name: it means something else here.")
    if fault := person_fault(person):
        raise NotAPerformer(fault)


def next_id(register: Register) -> str:
    """Return the id of the next performer: they are counted, and none is given twice."""
    return f"p-{len(register.performers) + 1:04}"


def performer_called(register: Register, name: str) -> str:
    """Return the id that a name means: an id, a screen or legal name or a character, however it is typed.

    `NobodyOfThatName` or `SeveralOfThatName` where it means none or several: two people may share a name.
    """
    wanted = _plain(name)
    if wanted == EVERYONE:
        return EVERYONE
    if by_id := [one for one in register.performers if one.casefold() == wanted]:
        return by_id[0]
    people = list(register.performers.values())
    by_name = [one for one in people if wanted in {_plain(one.screen_name), _plain(one.legal_name)}]
    found = by_name or [one for one in people if wanted in {_plain(part) for part in one.characters}]
    if not found:
        raise NobodyOfThatName(name, _known(register))
    if len(found) > 1:
        raise SeveralOfThatName(name, " or ".join(called(one) for one in found))
    return found[0].id


def called(person: Performer) -> str:
    """Return how somebody is told from others: name, characters and id."""
    plays = f", {' and '.join(person.characters)}" if person.characters else ""
    return f"{person.screen_name}{plays} ({person.id})"


def _known(register: Register) -> str:
    people = [called(one) for one in register.performers.values()]
    more = f" and {len(people) - 6} more" if len(people) > 6 else ""
    return ("; ".join(people[:6]) or "nobody yet") + more


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
