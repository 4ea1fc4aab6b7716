"""What holds today: for each performer and use the answer, since when, until when and by whose word."""

from collections.abc import Iterable
from dataclasses import dataclass

from rushes.rights import EVERYONE, USES, Decision, Entry, Performer, Register, Scope, Use, decide


@dataclass(frozen=True)
class Answer:
    """One answer. entry: what was said last that decides it; None where nothing was said."""

    use: Use
    decision: Decision
    entry: Entry | None

    @property
    def says(self) -> str:
        """The answer in a word: ``yes``, ``no`` when it was said, ``nothing``; else a yes that does not hold.

        That is ``not now`` where its terms are not met, and ``not of all`` where it was said for everyone and
        somebody said no.
        """
        if self.decision.allowed:
            return "yes"
        if self.entry is None:
            return "nothing"
        if self.entry.kind != "grant":
            return "no"
        return "not of all" if self.entry.hash != self.decision.entry != "" else "not now"


@dataclass(frozen=True)
class Person:
    """A performer, or `EVERYONE` (about None), with the answer to each use, in the order of the uses."""

    id: str
    about: Performer | None
    answers: tuple[Answer, ...]

    @property
    def answered(self) -> tuple[Answer, ...]:
        """The uses to which something was said."""
        return tuple(answer for answer in self.answers if answer.entry is not None)


def answers_of(register: Register, performer: str, scope: Scope) -> Person:
    """Return the answers of a performer."""
    found = []
    for use in USES:
        decision = decide(register, performer, use, scope)
        found.append(Answer(use, decision, _entry(register, performer, decision)))
    return Person(performer, register.performers.get(performer), tuple(found))


def everybody(register: Register, scope: Scope) -> Iterable[Person]:
    """Yield the answers for everyone, where something was said for them, and those of each performer."""
    if any(performer == EVERYONE for performer, _ in register.said):
        yield answers_of(register, EVERYONE, scope)
    for performer in register.performers:
        yield answers_of(register, performer, scope)


def history(register: Register, performer: str) -> tuple[Entry, ...]:
    """Return all that was written about a performer, in order."""
    return tuple(entry for entry in register.entries if entry.performer == performer)


def _entry(register: Register, performer: str, decision: Decision) -> Entry | None:
    """Return the entry that decides; where another's no does, or the program, what was said last."""
    by = register.by_hash.get(decision.entry)
    if by and (by.performer == performer or decision.allowed):
        return register.by_hash[decision.entry]
    said = register.said.get((performer, decision.use))
    return said[0] if said else None
