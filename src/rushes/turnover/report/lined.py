"""The lined script as a grid: the page of the script down, the takes across, a bar where each one ran.

A bar runs on through consecutive lines, as a script supervisor draws it; where the take goes on but a line
is not spoken it is dotted; where the performers go back, a new bar starts beside it: the next pass.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rushes.coverage.model import Reading
from rushes.footage.model import Clip
from rushes.screenplay.model import Kind, Line, Scene, Screenplay
from rushes.turnover.report.heard import first_of_each
from rushes.turnover.report.pictures import Setup
from rushes.turnover.report.shelf import Shelf
from rushes.turnover.report.wording import cue_of
from rushes.turnover.report.words import Mark, departures, edge_note, kind_note, marked

MOST_SKIPPED = 3
"""Lines a take may leave out and still be drawn as one run; more is drawn as a new start."""

LANE = 16
"""Pixels between two bars of one take that stand side by side."""


@dataclass(frozen=True)
class Bar:
    """A piece of a bar in one cell.

    look: style classes: ``w`` as written, ``a`` altered, ``p`` broken off, ``q`` begun late, ``t`` runs
    through action, ``g`` runs on unspoken; ``s`` starts here, ``e`` ends here. event: the number of the
    event that tells it. aside: pixels from the column's middle. said: one sentence for a pointer or an ear.
    """

    look: str
    take: str = ""
    said: str = ""
    event: int | None = None
    aside: int = 0


@dataclass(frozen=True)
class Column:
    """A take: its clip, what stands at the head of its column, and how many bars stand side by side."""

    clip: Clip
    label: str
    lanes: int


@dataclass(frozen=True)
class Group:
    """A setup and its takes."""

    setup: Setup
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Row:
    """A paragraph of the script: a line to be spoken, or action, with its cells in column order."""

    text: str
    cells: tuple[tuple[Bar, ...], ...]
    number: int = 0
    line: str = ""
    cue: str = ""
    directions: tuple[str, ...] = ()
    missing: bool = False
    dual: bool = False


@dataclass(frozen=True)
class Departure:
    """A reading that left the text, word by word."""

    line: str
    line_number: int
    take: str
    note: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class LinedScene:
    """A scene of the lined script."""

    number: str
    heading: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    departures: tuple[Departure, ...]

    @property
    def takes(self) -> int:
        """How many columns it has."""
        return sum(len(group.columns) for group in self.groups)


@dataclass(frozen=True)
class _Paragraph:
    text: str
    line: Line | None = None


@dataclass
class _Run:
    """Consecutive lines of one clip, by row; filled while its readings are walked through."""

    readings: dict[int, Reading] = field(default_factory=dict)
    lane: int = 0

    @property
    def first(self) -> int:
        return min(self.readings)

    @property
    def last(self) -> int:
        return max(self.readings)


@dataclass(frozen=True)
class Used:
    """Where a reading is in the film: the number that its event is told under, its place among the sounds."""

    event: int
    place: int


def lined_scenes(screenplay: Screenplay, shelf: Shelf, used: Mapping[int, Used]) -> tuple[LinedScene, ...]:
    """Draw every scene that has dialogue; `used` says by a reading's identity where it is in the film."""
    known = {line.id for line in screenplay.lines}
    strays: dict[str, list[Line]] = {}
    for line in shelf.lines.values():
        if line.id not in known:
            strays.setdefault(line.scene, []).append(line)
    scenes = [
        *screenplay.scenes,
        *(Scene(number, "", (), tuple(lines), 0) for number, lines in strays.items()),
    ]
    return tuple(_scene(scene, shelf, used) for scene in scenes if scene.lines)


def used_readings(shelf: Shelf, number_of: Mapping[int, int]) -> Mapping[int, Used]:
    """Return which readings are heard in the film, by the reading's identity.

    Sound decides where the cut has sound events, picture where it has none: a line may be seen in several
    pictures, and in none of its own. `number_of` gives the number that an event is told under.
    """
    sounds = [event for event in shelf.events if not event.track.startswith("V")]
    used: dict[int, Used] = {}
    for place, event in enumerate(first_of_each(sounds or shelf.events)):
        for reading in shelf.readings_in(event):
            used.setdefault(id(reading), Used(number_of[id(event)], place))
    return used


def _scene(scene: Scene, shelf: Shelf, used: Mapping[int, Used]) -> LinedScene:
    page = list(_paragraphs(scene))
    row_of = {paragraph.line.id: row for row, paragraph in enumerate(page) if paragraph.line}
    runs = {file: _runs(readings, row_of, page) for file, readings in shelf.readings.items()}
    groups = tuple(_groups(scene, shelf, runs))
    columns = [(column, runs.get(column.clip.file, [])) for group in groups for column in group.columns]
    rows = tuple(
        _row(paragraph, tuple(tuple(_bars(row, column, own, page, used)) for column, own in columns), shelf)
        for row, paragraph in enumerate(page)
    )
    return LinedScene(scene.number, scene.heading, groups, rows, tuple(_departures(groups, row_of, shelf)))


def _paragraphs(scene: Scene) -> Iterator[_Paragraph]:
    """Yield action and lines in page order; every line once, also those the elements do not mention."""
    lines = {line.id: line for line in scene.lines}
    for element in scene.elements:
        if element.kind is Kind.ACTION:
            yield _Paragraph(element.text)
        elif element.line in lines:
            yield _Paragraph("", lines.pop(element.line))
    for line in lines.values():
        yield _Paragraph("", line)


def _runs(readings: Sequence[Reading], row_of: Mapping[str, int], page: Sequence[_Paragraph]) -> list[_Run]:
    runs: list[_Run] = []
    for reading in readings:
        row = row_of.get(reading.line)
        if row is None:
            continue
        if not runs or not 0 < _lines_on(runs[-1].last, row, page) <= MOST_SKIPPED + 1:
            runs.append(_Run())
        runs[-1].readings[row] = reading
    free_from: list[int] = []
    for run in runs:
        run.lane = next((lane for lane, row in enumerate(free_from) if row <= run.first), len(free_from))
        free_from[run.lane : run.lane + 1] = [run.last + 1]
    return runs


def _lines_on(before: int, row: int, page: Sequence[_Paragraph]) -> int:
    """Count the lines from one row to a later one; 0 or less when it does not lie further down."""
    return sum(1 for paragraph in page[before + 1 : row + 1] if paragraph.line) if row > before else 0


def _groups(scene: Scene, shelf: Shelf, runs: Mapping[str, Sequence[_Run]]) -> Iterator[Group]:
    for setup in shelf.setups:
        clips = [clip for clip in setup.clips if runs.get(clip.file) or clip.slate.scene == scene.number]
        if clips:
            yield Group(setup, tuple(_column(clip, runs.get(clip.file, [])) for clip in clips))


def _column(clip: Clip, runs: Sequence[_Run]) -> Column:
    label = ("PU" if clip.slate.pickup else "") + (str(clip.slate.take) if clip.slate.take else "")
    return Column(clip, label, max((run.lane + 1 for run in runs), default=1))


def _row(paragraph: _Paragraph, cells: tuple[tuple[Bar, ...], ...], shelf: Shelf) -> Row:
    line = paragraph.line
    if line is None:
        return Row(paragraph.text, cells)
    return Row(
        line.text,
        cells,
        shelf.line_number[line.id],
        line.id,
        cue_of(line),
        line.parentheticals,
        line.id in shelf.missing,
        line.dual,
    )


def _bars(
    row: int, column: Column, runs: Sequence[_Run], page: Sequence[_Paragraph], used: Mapping[int, Used]
) -> Iterator[Bar]:
    for run in runs:
        if not run.first <= row <= run.last:
            continue
        aside = round((run.lane - (column.lanes - 1) / 2) * LANE)
        reading = run.readings.get(row)
        if reading is None:
            yield Bar(_between(run, row, page, used), aside=aside)
        else:
            ends = (" s" if row == run.first else "") + (" e" if row == run.last else "")
            told = used.get(id(reading))
            event = told.event if told else None
            yield Bar(
                _look(reading) + ends,
                _take(reading, column.clip),
                _said(reading, column.clip, event),
                event,
                aside,
            )


def _between(run: _Run, row: int, page: Sequence[_Paragraph], used: Mapping[int, Used]) -> str:
    """Tell running on through action (``t``, in the film ``t u``) from running on past a line (``g``)."""
    before = max(at for at in run.readings if at < row)
    after = min(at for at in run.readings if at > row)
    if _lines_on(before, after, page) > 1:
        return "g"
    one, other = (used.get(id(run.readings[at])) for at in (before, after))
    return "t u" if one and other and other.place - one.place in (0, 1) else "t"


def _look(reading: Reading) -> str:
    if reading.kind == "partial":
        return "q" if edge_note(reading) == "begun late" else "p"
    return "w" if reading.kind == "as written" else "a"


def _take(reading: Reading, clip: Clip) -> str:
    """Name the take, and the pass where it is not the first."""
    return f"{clip.name} pass {reading.pass_number}" if reading.pass_number > 1 else clip.name


def _said(reading: Reading, clip: Clip, event: int | None) -> str:
    parts = [f"{_take(reading, clip)}: {kind_note(reading)}", f"{round(reading.confidence * 100)} % sure"]
    left = departures(reading.words)
    parts += [left] if left else []
    parts += [f"clearest on {reading.microphone}"] if reading.microphone else []
    parts += [f"in the film, event {event}"] if event else []
    return "; ".join(parts)


def _departures(groups: Sequence[Group], row_of: Mapping[str, int], shelf: Shelf) -> Iterator[Departure]:
    found = [
        (row_of[reading.line], clip, reading)
        for group in groups
        for clip in (column.clip for column in group.columns)
        for reading in shelf.readings.get(clip.file, ())
        if reading.line in row_of and reading.kind != "as written"
    ]
    for _, clip, reading in sorted(found, key=lambda entry: entry[0]):
        marks = marked(shelf.lines[reading.line].text, reading.words)
        number = shelf.line_number[reading.line]
        yield Departure(reading.line, number, _take(reading, clip), kind_note(reading), marks)
