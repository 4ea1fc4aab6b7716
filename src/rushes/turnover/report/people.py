"""People: who may be in the film, what each said to which use, and what was done instead. Pure."""

from dataclasses import dataclass
from typing import Final

from rushes.cut.model import Cut
from rushes.rights.uses import ABOUT, Use
from rushes.turnover.asked import ASKED, Asked, MayBeSeen, Said

_READ: Final[tuple[Use, ...]] = ("faces", "mouths", "transcribe")
"""The uses whose traces a cut can count, clip by clip."""

_LATER: Final = {
    "blur": "Done only when a copy for outside is made, and then forgotten.",
    "publish": "A copy for outside may show them, in the terms of the yes.",
}

_WHY_NOT: Final = {
    "faces": "Elsewhere somebody else did not say yes, or more people were seen than are known.",
    "mouths": "It is done only where it helps, and where everybody in the take said yes.",
    "transcribe": "The built-in ear follows the script alone; another writes down free speech.",
}


@dataclass(frozen=True)
class Answer:
    """What one person said to one use, as the page tells it.

    word: ``yes``, ``no``, or ``nothing, so no``. then: what was done, or is done instead.
    """

    asked: str
    word: str
    then: str


@dataclass(frozen=True)
class Person:
    """One person on the page: by number, and by whom they play; clips: how many takes they may be in."""

    id: str
    plays: str
    clips: str
    answers: tuple[Answer, ...]
    known: bool

    @property
    def silent(self) -> bool:
        """Tell whether they said nothing at all."""
        return all(answer.word not in {"yes", "no"} for answer in self.answers)


def people_of(asked: Asked | None, cut: Cut) -> tuple[Person, ...]:
    """Return who may be in a film, those who are in the register first; of no register nobody."""
    if asked is None:
        return ()
    shown = _takes_in(cut)
    found = [_person(one, asked, shown) for one in asked.people if shown & set(one.clips)]
    return tuple(sorted(found, key=lambda one: not one.known))


def _takes_in(cut: Cut) -> frozenset[str]:
    """Return the pictures that a film plays, and those under which its sounds were recorded."""
    used = {event.file for event in cut.events}
    return frozenset(
        clip.file
        for clip in cut.clips
        if not clip.is_sound and used & {clip.file, *(one.sound.file for one in clip.behind)}
    )


def _person(one: MayBeSeen, asked: Asked, shown: frozenset[str]) -> Person:
    here = len(shown & set(one.clips))
    takes = f"may be seen or heard in {here} of the film\N{RIGHT SINGLE QUOTATION MARK}s {len(shown)} takes"
    answers = tuple(_answer(one.to(use), one, asked) for use in ASKED)
    return Person(one.id, ", ".join(one.characters), takes, answers, not one.id.startswith("unknown-"))


def _answer(said: Said, one: MayBeSeen, asked: Asked) -> Answer:
    about = ABOUT[said.use]
    if said.allowed:
        return Answer(about.name, "yes", _done(said.use, one, asked))
    instead = said.instead or about.refused
    then = f"{instead[0].upper()}{instead[1:]}."
    if said.entry and not said.said_no:
        return Answer(about.name, "yes, but not here and now", f"{said.because} {then}")
    return Answer(about.name, "no" if said.said_no else "nothing, so no", then)


def _done(use: Use, one: MayBeSeen, asked: Asked) -> str:
    """Say what was done with a yes, in takes."""
    if use not in _READ:
        return _LATER.get(use, "")
    done, of = len(asked.read_in(use) & set(one.clips)), len(one.clips)
    told = f"Done in {done} of the {of} takes that they may be in." if done else "Not done."
    return told if done == of else f"{told} {_WHY_NOT[use]}"
