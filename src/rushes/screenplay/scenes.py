"""Scenes and ids: pieces of a page gathered under their headings, every dialogue block numbered.

An id has to be unique, to be the same on every run, and to agree with the slate. So a number on the
page is always kept; two scenes with one number share one count of lines (their slates are the same
too); and a scene without a number never takes one that another scene carries.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rushes.errors import Finding
from rushes.screenplay.model import Element, Kind, Line, Scene, Screenplay
from rushes.screenplay.speech import Heading, Piece, Speech

_Group = tuple[Heading, list[Piece]]


def bind(
    pieces: Iterable[Piece], title_page: tuple[tuple[str, str], ...]
) -> tuple[Screenplay, list[Finding]]:
    """Gather the pieces of a page into a screenplay, with findings about numbers and cues."""
    opening, groups = _by_heading(pieces)
    findings: list[Finding] = []
    if any(_speaks(piece) for piece in opening):
        groups.insert(0, (Heading("", None, opening[0].source_line), opening))
    numbers, repeated = _numbers([heading for heading, _ in groups])
    if groups and groups[0][1] is opening:
        findings.append(_implied(opening, numbers[0], others=len(groups) > 1))
        opening = []
    findings += repeated
    counts: Counter[str] = Counter()
    scenes = []
    for number, (heading, group) in zip(numbers, groups, strict=True):
        scenes.append(_scene(number, heading, group, counts))
        findings += _silent(group, number)
    elements = tuple(element for piece in opening for element in _elements(piece, None))
    return Screenplay(title_page, tuple(scenes), elements), findings + _silent(opening, "")


def _by_heading(pieces: Iterable[Piece]) -> tuple[list[Piece], list[_Group]]:
    opening: list[Piece] = []
    groups: list[_Group] = []
    for piece in pieces:
        if isinstance(piece, Heading):
            groups.append((piece, []))
        else:
            (groups[-1][1] if groups else opening).append(piece)
    return opening, groups


def _scene(number: str, heading: Heading, group: Sequence[Piece], counts: Counter[str]) -> Scene:
    elements = [Element(Kind.HEADING, heading.text, heading.source_line)] if heading.text else []
    lines = []
    for piece in group:
        line = None
        if isinstance(piece, Speech) and _speaks(piece):
            counts[number.casefold()] += 1
            line = _line(piece, number, counts[number.casefold()])
            lines.append(line)
        elements += _elements(piece, line)
    numbered = heading.number is not None
    return Scene(number, heading.text, tuple(elements), tuple(lines), heading.source_line, numbered)


def _line(speech: Speech, scene: str, count: int) -> Line:
    return Line(
        id=f"{scene}.{count}",
        scene=scene,
        character=speech.cue.name,
        text=speech.text,
        extension=speech.cue.extension,
        parentheticals=speech.parentheticals,
        dual=speech.dual,
        source_line=speech.source_line,
    )


def _elements(piece: Piece, line: Line | None) -> tuple[Element, ...]:
    if isinstance(piece, Speech):
        return tuple(replace(element, line=line.id if line else None) for element in piece.elements)
    return (piece,) if isinstance(piece, Element) else ()


def _speaks(piece: Piece) -> bool:
    return isinstance(piece, Speech) and not piece.silent


def _numbers(headings: Sequence[Heading]) -> tuple[list[str], list[Finding]]:
    """Name every scene: by its own number, else by its ordinal, else as plainly unnumbered."""
    own = Counter(heading.number.casefold() for heading in headings if heading.number)
    seen: set[str] = set()
    names, findings = [], []
    for ordinal, heading in enumerate(headings, start=1):
        name = heading.number or str(ordinal)
        if heading.number and name.casefold() in seen:
            findings.append(_repeated(heading, own[name.casefold()]))
        elif not heading.number and name in own:
            name = f"unnumbered-{ordinal}"
            findings += [_taken(heading, ordinal, name)] if heading.text else []
        seen.add(name.casefold())
        names.append(name)
    return names, findings


def _implied(opening: Sequence[Piece], number: str, *, others: bool) -> Finding:
    where = "before the first scene heading" if others else "and the script has no scene heading"
    first = next(piece for piece in opening if isinstance(piece, Speech) and _speaks(piece))
    return Finding(
        "dialogue without a scene",
        f"line {first.source_line}",
        f"{first.cue.name} speaks {where}; that is scene {number} here.",
        "Put a heading such as 'INT. KITCHEN - DAY' above it.",
    )


def _repeated(heading: Heading, times: int) -> Finding:
    return Finding(
        "repeated scene number",
        f"scene {heading.number}",
        f"{times} scenes carry the number {heading.number}; here it is '{heading.text}' "
        f"(line {heading.source_line}), and its lines go on with the count of the first.",
        "Give each scene a number of its own if they were slated apart.",
    )


def _taken(heading: Heading, ordinal: int, name: str) -> Finding:
    return Finding(
        "scene number taken",
        f"scene {name}",
        f"'{heading.text}' (line {heading.source_line}) has no number and would be {ordinal}, "
        f"which another scene carries; it is called {name}.",
        "Number it as it was slated.",
    )


def _silent(pieces: Iterable[Piece], number: str) -> list[Finding]:
    where = f"scene {number}" if number else "the opening"
    return [
        Finding(
            "speech without words",
            where,
            f"{piece.cue.name} has a cue on line {piece.source_line} and no word to say; it gets no line.",
        )
        for piece in pieces
        if isinstance(piece, Speech) and piece.silent
    ]
