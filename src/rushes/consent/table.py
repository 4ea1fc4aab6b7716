"""The register on the terminal: a plain table of who said what to which use, since when and until when."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from rushes.consent.answers import Answer, Person, answers_of, everybody, history
from rushes.project import Film
from rushes.rights import EVERYONE, Entry, Performer, Register, Scope, called

ENDLESS: Final = 100_000
"""Columns of a pipe."""
SCHEMA: Final = "rushes.consent/1"
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SAYS: Final = {
    "yes": "yes",
    "no": "no",
    "nothing": "nothing, so no",
    "not now": "yes, but not here and now",
    "not of all": "yes, but not of all",
}


def shown(film: Film, register: Register, scope: Scope, performer: str = "", width: int = 0) -> str:
    """Say what holds today, as wide as the terminal; of one performer with all that was ever written."""
    people = [answers_of(register, performer, scope)] if performer else list(everybody(register, scope))
    lines = [*_head(film, register, scope), ""]
    lines += [f"{one.kind}: {one.subject}. {one.fact} {one.advice}" for one in register.findings]
    if people:
        lines.append(_table(people, width or _width(), whole=bool(performer)))
    if performer:
        lines += ["", "All that was written:", *(f"  {_told(one)}" for one in history(register, performer))]
    return "\n".join(lines).rstrip()


def shown_as_json(film: Film, register: Register, scope: Scope, performer: str = "") -> str:
    """Write what holds, with every entry."""
    people = [answers_of(register, performer, scope)] if performer else list(everybody(register, scope))
    entries = history(register, performer) if performer else register.entries
    told = {
        "schema": SCHEMA,
        "film": film.called,
        "on": scope.on,
        "head": register.head,
        "performers": [_person(one) for one in people],
        "entries": entries,
        "findings": register.findings,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1).decode()


def _person(person: Person) -> dict[str, Any]:
    about = msgspec.to_builtins(person.about) if person.about else {"id": person.id}
    return {**about, "uses": [_told_of(answer) for answer in person.answers]}


def _told_of(answer: Answer) -> dict[str, Any]:
    entry, decision = answer.entry, answer.decision
    return {
        "use": answer.use,
        "allowed": decision.allowed,
        "said_no": decision.said_no,
        "because": decision.because,
        "effect": decision.effect,
        "entry": decision.entry,
        "since": (entry.from_day or entry.day) if entry else None,
        "until": entry.to_day if entry else None,
    }


def _head(film: Film, register: Register, scope: Scope) -> Iterator[str]:
    if not register.entries:
        yield f"Nobody has said anything for “{film.called}” yet, and silence means no to everything."
        yield f"Enter a performer: rushes consent add {film.folder} NAME --character CHARACTER"
        return
    people, entries = len(register.performers), len(register.entries)
    yield (
        f"Consent for “{film.called}” on {scope.on}: {people} performer{'' if people == 1 else 's'}, "
        f"{entries} entr{'y' if entries == 1 else 'ies'}, none of them changed."
    )
    yield f"Head of the register, to be noted elsewhere: {register.head}"


def _table(people: Sequence[Person], width: int, *, whole: bool) -> str:
    from rich.console import Console  # noqa: PLC0415 -- 50 ms that `--help` need not wait for
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for heading in ("who", "use", "says", "since", "until"):
        table.add_column(heading, no_wrap=heading not in {"who", "use"})
    table.add_column("because")
    for person in people:
        for row in _rows(person, whole=whole):
            table.add_row(*(Text(_CONTROLS.sub("\ufffd", cell)) for cell in row))
    live = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=width, force_terminal=live, no_color=not live, emoji=False)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _width() -> int:
    from rich.console import Console  # noqa: PLC0415 -- see above

    return Console().width if sys.stdout.isatty() else ENDLESS


def _rows(person: Person, *, whole: bool) -> Iterator[tuple[str, ...]]:
    """Yield a row for what was said in one breath, and one for the rest; of one performer, one a use."""
    name = called(person.about) if person.about else f"{EVERYONE} in the pictures"
    groups = [(answer,) for answer in person.answers] if whole else _in_one_breath(person.answered)
    for group in groups:
        uses = "all uses" if len(group) == len(person.answers) else ", ".join(one.use for one in group)
        yield (name, uses, _SAYS[group[0].says], *_term(group[0]), _because(group[0]))
        name = ""
    silent = len(person.answers) - len(person.answered)
    if not whole and silent and person.id != EVERYONE:
        rest = "all uses" if silent == len(person.answers) else f"{silent} others"
        yield (name, rest, _SAYS["nothing"], "", "", "")


def _in_one_breath(answers: Sequence[Answer]) -> list[tuple[Answer, ...]]:
    """Return what one entry said, as long as it comes to the same."""
    groups: dict[tuple[str, ...], list[Answer]] = {}
    for answer in answers:
        alone = answer.use if answer.says.startswith("not") else ""
        groups.setdefault((answer.entry.hash if answer.entry else "", answer.says, alone), []).append(answer)
    return [tuple(group) for group in groups.values()]


def _because(answer: Answer) -> str:
    entry = answer.entry
    if entry is None or answer.says.startswith("not"):
        return answer.decision.because
    for_all = " for everyone" if entry.performer == EVERYONE != answer.decision.performer else ""
    verb = {"refuse": "said no", "revoke": "took it back"}.get(entry.kind, "said yes")
    asked = f", asked by {entry.collected_by}" if entry.collected_by else ""
    return f"{verb}{for_all} in entry {entry.seq}{asked}"


def _term(answer: Answer) -> tuple[str, str]:
    entry = answer.entry
    if entry is None:
        return "", ""
    since = str(entry.from_day or entry.day)
    return since, str(entry.to_day) if entry.to_day else ("no end" if entry.kind == "grant" else "")


def _told(entry: Entry) -> str:
    """Say what one entry says."""
    what = {
        "performer": "entered, or described anew",
        "grant": f"yes to {', '.join(entry.uses)}",
        "refuse": f"no to {', '.join(entry.uses)}",
        "revoke": f"took back the yes to {', '.join(entry.uses)}",
        "note": "note",
        "deletion": "deleted what was derived",
    }[entry.kind]
    parts = [f"{entry.seq}. {entry.day}: {what}", *_about(entry)]
    return _CONTROLS.sub("\ufffd", "; ".join(parts))


def _of_person(about: Performer) -> Iterator[str]:
    """Yield who somebody is, as it was written down then."""
    yield called(about)
    for words, told in (
        ("a minor; says yes:", about.guardian if about.minor else ""),
        ("has died; says yes:", (about.estate or about.representative) if about.deceased else ""),
        ("speaks for them:", about.representative),
    ):
        if told:
            yield f"{words} {told}"


def _about(entry: Entry) -> Iterator[str]:
    """Yield what else an entry says, in a few words each."""
    if entry.about:
        yield from _of_person(entry.about)
    if entry.project:
        yield f"for “{entry.project}”"
    if entry.kind == "grant" and (entry.from_day or entry.to_day):
        yield f"from {entry.from_day or entry.day} until {entry.to_day or 'no end'}"
    for words, told in (
        ("in", ", ".join(entry.territory)),
        ("by", ", ".join(entry.medium)),
        ("asked by", entry.collected_by),
        ("how:", entry.collected_how),
        ("document:", entry.proof_name),
        ("first asked on", str(entry.notice_at or "")),
        ("represented by", entry.represented_by),
        ("agreement:", entry.union_agreement),
        ("pay:", entry.compensation_ref),
        ("law of", entry.jurisdiction),
        ("", f"“{entry.description}”" if entry.description else ""),
    ):
        if told:
            yield f"{words} {told}".strip()
