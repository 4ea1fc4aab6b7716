"""From the elements of a screenplay to blocks of type, before they are broken into pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Literal

from rushes.screenplay.emphasis import plain
from rushes.screenplay.model import Element, Kind, Line, Scene, Screenplay
from rushes.turnover.lined_script.page.columns import columns_of, runs_right_to_left, wrapped
from rushes.turnover.lined_script.page.model import CHARACTER_WIDTH

Role = Literal["heading", "speech", "dual", "text", "break"]

_INCH = 72.0
LEFT, RIGHT = 1.5 * _INCH, 7.5 * _INCH
_MIDDLE = (LEFT + RIGHT) / 2
_NOT_ON_THE_PAGE = frozenset({Kind.SECTION, Kind.SYNOPSIS, Kind.NOTE, Kind.BONEYARD})
_OF_THE_SPEECH = frozenset({Kind.DIALOGUE, Kind.LYRIC})
_ROLES: dict[Kind, Role] = {Kind.HEADING: "heading", Kind.PAGE_BREAK: "break"}


@dataclass(frozen=True)
class Measure:
    """Where an element is set: its left edge in points and its width in columns.

    A text from right to left has its margin on the right, as on a page seen in a mirror; but for one of
    two speeches side by side (`beside`), which keeps to its own half.
    """

    x: float
    columns: int
    beside: bool = False

    @property
    def right(self) -> float:
        """Where a text from right to left begins."""
        return self.x + self.columns * CHARACTER_WIDTH if self.beside else LEFT + RIGHT - self.x


_FULL = Measure(LEFT, 60)
_SPEECH = {
    Kind.CHARACTER: Measure(3.7 * _INCH, 38),
    Kind.PARENTHETICAL: Measure(3.1 * _INCH, 25),
    Kind.DIALOGUE: Measure(2.5 * _INCH, 35),
    Kind.LYRIC: Measure(2.5 * _INCH, 35),
}
_LEFT_OF_TWO = {
    Kind.CHARACTER: Measure(LEFT + 10 * CHARACTER_WIDTH, 19, beside=True),
    Kind.PARENTHETICAL: Measure(LEFT + 4 * CHARACTER_WIDTH, 22, beside=True),
    Kind.DIALOGUE: Measure(LEFT, 28, beside=True),
    Kind.LYRIC: Measure(LEFT, 28, beside=True),
}
_BESIDE = 32 * CHARACTER_WIDTH
_RIGHT_OF_TWO = {kind: replace(m, x=m.x + _BESIDE) for kind, m in _LEFT_OF_TWO.items()}


@dataclass(frozen=True)
class Type:
    """A row of type before it has a place on a page; see `Row` for its fields."""

    x: float
    text: str
    kind: Kind
    line: str | None = None
    number: str = ""
    right_to_left: bool = False
    words: bool = False


@dataclass(frozen=True)
class Block:
    """What is set as one: its rows, each of one piece of type or of two side by side.

    above: empty rows above it. scene: place of its scene in the screenplay, -1 before the first.
    """

    role: Role
    rows: tuple[tuple[Type, ...], ...]
    above: int = 1
    scene: int = -1


def blocks_of(screenplay: Screenplay) -> Iterator[Block]:
    """Yield the blocks of a screenplay in page order."""
    yield from _with_gaps(_of_elements(screenplay.opening, {}, -1))
    for place, scene in enumerate(screenplay.scenes):
        heading = _heading(scene, place)
        if heading:
            yield heading
        lines = {line.id: line for line in scene.lines}
        yield from _with_gaps(_of_elements(scene.elements, lines, place))


def _heading(scene: Scene, place: int) -> Block | None:
    if not scene.heading.strip():
        return None
    rows = _set(scene.heading.upper(), Kind.HEADING, _FULL)
    numbered = ((replace(rows[0], number=scene.number),), *((row,) for row in rows[1:]))
    return Block("heading", numbered, above=2, scene=place)


def _with_gaps(blocks: Iterator[Block]) -> Iterator[Block]:
    yield from (block for block in blocks if block.rows or block.role == "break")


def _of_elements(elements: Sequence[Element], lines: dict[str, Line], scene: int) -> Iterator[Block]:
    """Yield blocks; two speeches that are spoken at once are set side by side.

    A line that the elements do not mention is set at the end of its scene.
    """
    shown = [e for e in elements if e.kind not in _NOT_ON_THE_PAGE and e.kind is not Kind.HEADING]
    groups = [(line, tuple(group)) for line, group in groupby(shown, key=lambda element: element.line)]
    waiting: tuple[Line, tuple[Element, ...]] | None = None
    for name, group in groups:
        line = lines.pop(name, None) if name else None
        if waiting and line and line.dual:
            yield _dual(waiting, (line, group), scene)
            waiting = None
        elif line and line.dual and not waiting:
            waiting = line, group
        else:
            if waiting:
                yield _speech(*waiting, scene)
                waiting = None
            if line:
                yield _speech(line, group, scene)
            else:
                yield from (_text(element, scene) for element in group)
    if waiting:
        yield _speech(*waiting, scene)
    for line in lines.values():
        yield _speech(line, (), scene)


def _speech(line: Line, elements: Sequence[Element], scene: int) -> Block:
    return Block("speech", tuple((row,) for row in _speech_rows(line, elements, _SPEECH)), scene=scene)


def _dual(
    left: tuple[Line, tuple[Element, ...]], right: tuple[Line, tuple[Element, ...]], scene: int
) -> Block:
    beside = zip_longest(_speech_rows(*left, _LEFT_OF_TWO), _speech_rows(*right, _RIGHT_OF_TWO))
    return Block("dual", tuple(tuple(row for row in pair if row) for pair in beside), scene=scene)


def _speech_rows(line: Line, elements: Sequence[Element], at: dict[Kind, Measure]) -> list[Type]:
    if not elements:
        elements = (Element(Kind.DIALOGUE, line.text, 0, line.id),)
    cue = f"{line.character} ({line.extension})" if line.extension else line.character
    rows = list(_set(cue, Kind.CHARACTER, at[Kind.CHARACTER], line.id))
    for element in elements:
        if element.kind is not Kind.CHARACTER:
            rows += _set(plain(element.text), element.kind, at.get(element.kind, at[Kind.DIALOGUE]), line.id)
    return rows


def _text(element: Element, scene: int) -> Block:
    if element.kind is Kind.PAGE_BREAK:
        return Block("break", (), scene=scene)
    text = plain(element.text)
    if element.kind is Kind.CENTERED:
        rows = tuple(_centred(row) for row in wrapped(text, _FULL.columns))
    elif element.kind is Kind.TRANSITION:
        rows = tuple(_flush_right(row) for row in wrapped(text, _FULL.columns))
    else:
        measure = _SPEECH.get(element.kind, _FULL) if element.line else _FULL
        rows = _set(text, element.kind, measure)
    return Block("text", tuple((row,) for row in rows), scene=scene)


def _set(text: str, kind: Kind, measure: Measure, line: str | None = None) -> tuple[Type, ...]:
    """Set a text in its measure; one that runs from right to left hangs from the measure's right edge."""
    backwards = runs_right_to_left(text)
    edge = measure.right if backwards else measure.x
    words = line is not None and kind in _OF_THE_SPEECH
    return tuple(
        Type(edge, row, kind, line, right_to_left=backwards, words=words)
        for row in wrapped(text, measure.columns)
    )


def _centred(row: str) -> Type:
    half = columns_of(row) * CHARACTER_WIDTH / 2
    backwards = runs_right_to_left(row)
    return Type(_MIDDLE + half if backwards else _MIDDLE - half, row, Kind.CENTERED, right_to_left=backwards)


def _flush_right(row: str) -> Type:
    if runs_right_to_left(row):
        return Type(LEFT + columns_of(row) * CHARACTER_WIDTH, row, Kind.TRANSITION, right_to_left=True)
    return Type(RIGHT - columns_of(row) * CHARACTER_WIDTH, row, Kind.TRANSITION)
