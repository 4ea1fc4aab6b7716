"""What is said about a film's people, written down: each act returns its entry, and one sentence about it."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rushes.errors import Refusal
from rushes.project import CONSENT, Film
from rushes.rights import (
    ABOUT,
    EVERYONE,
    USES,
    Entry,
    NotAPerformer,
    Performer,
    Register,
    Scope,
    Use,
    called,
    next_id,
    open_register,
    performer_called,
    today,
    writing,
)


class ByHand(Refusal):
    """The film's register is one that a person writes."""

    sentence = (
        "{0} names {1}, which is written by hand. Write the answer there; or take the line `grants` out of "
        "{0}, so that the film has a register of its own."
    )


class NothingToTakeBack(Refusal):
    """There is no yes to take back."""

    sentence = (
        "{0} has given no yes{1}, so there is none to take back; silence means no already. To write down an "
        "outspoken no: rushes consent refuse {2} {3}{4}."
    )


class EndCutOff(Refusal):
    """The register does not hold what it held once."""

    sentence = (
        "The register does not hold the entry {0} that was noted: its end was cut off, or all of it was "
        "written anew. Put back a copy of the folder; what was said since must be said again."
    )


class NothingSaid(Refusal):
    """Nothing was named to say no to."""

    sentence = "Say to what: one or more of {0}; or --all."


@dataclass(frozen=True)
class Said:
    """What was written: the entry, a sentence about it, and what else a person should know."""

    entry: Entry
    sentence: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as it is told."""
        return "\n".join([self.sentence, *self.notes])


def register_of(film: Film) -> Path:
    """Return the folder of the register into which a film's people are written; `ByHand` where there is none.

    It is the film's own folder `consent`, made with the first entry, or the one that its `film.toml` names.
    """
    kept = film.register
    if kept is None:
        return film.folder / CONSENT
    if kept.suffix == ".toml":
        raise ByHand(str(film.folder / "film.toml"), kept.name)
    return kept.parent if kept.is_file() else kept


def consent_of(film: Film) -> Register:
    """Return all that was said about a film's people; an empty register where nobody began one."""
    if film.register is None:
        return Register()
    return open_register(film.register)


def check_noted(register: Register, head: str) -> None:
    """Refuse a register that lacks an entry whose hash was noted elsewhere; an empty one asks for nothing."""
    if head and not any(entry.hash.startswith(head.lower()) for entry in register.entries):
        raise EndCutOff(head)


def whom(register: Register, name: str) -> str:
    """Return the id that a name means, and nobody's for an empty one; refusals as of `performer_called`."""
    return performer_called(register, name) if name else ""


def scope_of(film: Film, territory: str = "", medium: str = "") -> Scope:
    """Return what is asked for when a film is worked on today."""
    return Scope(film.called, today(), territory, medium)


def enter(film: Film, person: Performer, *, correct: str = "") -> Said:
    """Enter a performer, or describe one anew. correct: whom, by name or id; else a new one is entered."""
    characters, notes = _as_in_the_script(film, person.characters)
    with writing(register_of(film)) as book:
        number = performer_called(book.register, correct) if correct else next_id(book.register)
        if number == EVERYONE:
            raise NotAPerformer("There is nothing to correct of everyone.")
        person = msgspec.structs.replace(person, id=number, characters=characters)
        notes += _of_one_name(book.register, person)
        entry = book.write(Entry(kind="performer", performer=number, about=person))
    way = f"rushes consent add {shown_folder(film)} NAME --correct {number}"
    what = "Described anew" if correct else "Entered"
    return Said(
        entry,
        f"{what}: {called(person)}, entry {entry.seq}; nothing is allowed with them without their yes. "
        f"To correct it: {way}",
        notes,
    )


def say_yes(film: Film, who: str, terms: Entry, proof: Path | None = None) -> Said:
    """Write down somebody's yes. who: a name or id, or `EVERYONE`. terms: to what, where, when, who asked.

    proof: the document that proves it; it is copied beside the register. Without a project in the terms it is
    for this film.
    """
    with writing(register_of(film)) as book:
        number = performer_called(book.register, who)
        uses = tuple(use for use in USES if use in terms.uses)
        project = terms.project or " ".join(film.called.split())
        draft = msgspec.structs.replace(terms, kind="grant", performer=number, uses=uses, project=project)
        entry = book.write(draft, proof)
        notes = tuple(_beside(book.register, entry)) + tuple(_without_job(uses))
    taken_back = f"rushes consent revoke {shown_folder(film)} {number} {' '.join(uses)}"
    return Said(
        entry,
        f"Wrote entry {entry.seq}: {_speaking(book.register, number)} yes to {listed(uses)} "
        f"{_terms(entry)}. To take it back: {taken_back}",
        notes,
    )


def say_no(film: Film, who: str, uses: Sequence[Use], said: Entry) -> Said:
    """Write down somebody's outspoken no to some uses: it stops them at once, whatever was said before."""
    if not uses:
        raise NothingSaid(", ".join(USES))
    return _write_no(film, who, "refuse", tuple(use for use in USES if use in uses), said)


def take_back(film: Film, who: str, uses: Sequence[Use], said: Entry) -> Said:
    """Write down that somebody takes a yes back. uses: to what; by default all that they said yes to."""
    register = consent_of(film)
    number = performer_called(register, who)
    given = _given(register, number)
    chosen = tuple(use for use in USES if use in (uses or given))
    if not set(chosen) & set(given):
        to_what = f" to {listed(chosen)}" if chosen else ""
        rest = f" {' '.join(chosen)}" if chosen else " --all"
        raise NothingToTakeBack(_name(register, number), to_what, shown_folder(film), number, rest)
    return _write_no(film, number, "revoke", chosen, said)


def note(film: Film, who: str, words: str, said: Entry) -> Said:
    """Write down a note about somebody, as "asked on set, will answer next week"; it allows nothing."""
    with writing(register_of(film)) as book:
        number = performer_called(book.register, who)
        draft = msgspec.structs.replace(said, kind="note", performer=number, description=words)
        entry = book.write(draft)
    sentence = (
        f"Wrote entry {entry.seq}, a note about {_name(book.register, number)}; it allows nothing, and stays."
    )
    return Said(entry, sentence)


def _write_no(film: Film, who: str, kind: str, uses: tuple[Use, ...], said: Entry) -> Said:
    with writing(register_of(film)) as book:
        number = performer_called(book.register, who)
        draft = msgspec.structs.replace(said, kind=kind, performer=number, uses=uses)
        entry = book.write(draft)
    verb = "says no to" if kind == "refuse" else "takes back the yes to"
    for_what = f" for “{entry.project}”" if entry.project else ""
    again = f"rushes consent grant {shown_folder(film)} {number} {' '.join(uses[:1])} --collected-by NAME"
    what = "all uses" if uses == USES else listed(uses)
    return Said(
        entry,
        f"Wrote entry {entry.seq}: {_name(book.register, number)} {verb} {what}{for_what}, from now on. Only "
        f"a new yes changes it: {again}",
        tuple(f"{use}: {ABOUT[use].refused}." for use in uses if ABOUT[use].has_job),
    )


def _given(register: Register, performer: str) -> tuple[Use, ...]:
    """Return the uses to which somebody's last word was a yes, for whatever film."""
    return tuple(
        use
        for use in USES
        if (said := register.said.get((performer, use))) and any(entry.kind == "grant" for entry in said[:1])
    )


def _beside(register: Register, entry: Entry) -> list[str]:
    """Tell of yeses that go on beside a new one: to make one narrower, take the old one back first."""
    found = {
        old.seq: old
        for use in entry.uses
        for old in register.said[entry.performer, use][1:2]
        if old.kind == "grant" and old.project == entry.project
    }
    return [
        f"Their earlier yes, entry {old.seq} ({_terms(old)}), goes on beside it. If the new one should stand "
        "alone, take both back and write the new one again."
        for old in found.values()
    ]


def _without_job(uses: Sequence[Use]) -> list[str]:
    idle = [use for use in uses if not ABOUT[use].has_job]
    return (
        [f"Nothing here does {listed(idle)} today; the answer is kept for other programs and people."]
        if idle
        else []
    )


def _terms(entry: Entry) -> str:
    """Say for what a yes holds."""
    parts = [f"for “{entry.project}”"]
    parts += [f"from {entry.from_day}"] if entry.from_day else []
    parts += [f"until {entry.to_day}"] if entry.to_day else ["without an end"]
    parts += [f"in {', '.join(entry.territory)}"] if entry.territory else []
    parts += [f"by {', '.join(entry.medium)}"] if entry.medium else []
    return ", ".join(parts)


def _of_one_name(register: Register, person: Performer) -> tuple[str, ...]:
    others = [
        one
        for one in register.performers.values()
        if one.id != person.id and one.screen_name.casefold() == person.screen_name.casefold()
    ]
    if not others:
        return ()
    names = " and ".join(called(one) for one in others)
    return (f"There is somebody else of that name: {names}. From now on say which one, by the id.",)


def _as_in_the_script(film: Film, characters: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return characters as the screenplay writes them, and what to say of those that it does not know."""
    from rushes.screenplay import read_screenplay  # noqa: PLC0415 -- only who names a character needs it

    if not characters:
        return (), ("No character was named, so it is not known in which scenes they are: --character NAME",)
    try:
        script, _ = read_screenplay(film.script)
    except Refusal as refusal:
        return tuple(characters), (f"The screenplay could not be asked for its characters: {refusal}",)
    known = {line.character.casefold(): line.character for line in script.lines}
    found = tuple(known.get(one.strip().casefold(), one.strip()) for one in characters)
    return found, tuple(_unknown(one, list(known.values())) for one in found if one not in known.values())


def _unknown(character: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(character.upper(), known, 1)
    hint = f"Did you mean {near[0]}?" if near else f"It knows {', '.join(known[:8])}."
    return f"Nobody called {character} speaks in the screenplay. {hint}"


def listed(uses: Sequence[str]) -> str:
    """Return uses as a person lists them."""
    *most, last = uses
    return f"{', '.join(most)} and {last}" if most else last


def _name(register: Register, performer: str) -> str:
    person = register.performers.get(performer)
    return called(person) if person else performer


def _speaking(register: Register, performer: str) -> str:
    """Say who says yes: for a minor the guardian, for who died the estate or a representative."""
    person, name = register.performers.get(performer), _name(register, performer)
    if person and person.minor:
        return f"{person.guardian} says for {name}, who is a minor,"
    if person and person.deceased:
        return f"{person.estate or person.representative} says for {name}, who has died,"
    return f"{name} says"


def shown_folder(film: Film) -> str:
    """Return a film's folder as it may be typed again."""
    folder = film.folder
    try:
        told = str(folder.relative_to(Path.cwd()))
    except ValueError:
        told = str(folder)
    return f'"{told}"' if " " in told else told
