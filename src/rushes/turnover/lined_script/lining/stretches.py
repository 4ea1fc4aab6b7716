"""From readings to stretches: where each take runs down the page, pass by pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from rushes.coverage.model import LinedScript, Reading
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.turnover.lined_script.page import Pages, Spot, spots_of
from rushes.turnover.report.pictures import natural

UNSURE = 0.5
"""A reading less sure than this is drawn dashed, with a question mark: it is as likely wrong as right."""

MOST_SKIPPED = 3
"""Lines a take may leave out and still be one stretch; after more it starts anew (as in the report)."""

OnCamera = Mapping[tuple[str, str, int], bool]
"""Whether the speaker is seen, by file, line and pass of a reading; what is not in it is not known."""

NOBODY_KNOWS: OnCamera = MappingProxyType({})

Ran = Literal["read", "through", "unread"]


@dataclass(frozen=True)
class Piece:
    """A piece of a stretch in whole rows, `first` to `last` and both in it.

    ran: ``read`` where a line was heard, ``through`` where the take ran between two lines, ``unread``
    past a line, or the rest of one, that was not heard. on_camera: None where nobody knows.
    """

    first: int
    last: int
    ran: Ran
    on_camera: bool | None = None
    unsure: bool = False


@dataclass(frozen=True)
class Read:
    """A reading on the page: its rows, and where it begins late, ends early and first leaves the text."""

    reading: Reading
    first: int
    last: int
    late: Spot | None
    early: Spot | None
    left_at: int

    @property
    def unsure(self) -> bool:
        """Whether it is likelier wrong than right."""
        return self.reading.confidence < UNSURE


@dataclass(frozen=True)
class Stretch:
    """A run of one take without going back.

    reads: in time. pieces: in page order, each beginning below the one before.
    """

    clip: Clip
    reads: tuple[Read, ...]
    pieces: tuple[Piece, ...]

    @property
    def pass_number(self) -> int:
        """The pass of its first reading."""
        return self.reads[0].reading.pass_number

    @property
    def late(self) -> Spot | None:
        """Where it begins, if inside a line."""
        return self.reads[0].late

    @property
    def early(self) -> Spot | None:
        """Where it ends, if inside a line."""
        return self.reads[-1].early

    @property
    def first(self) -> int:
        """Its first row."""
        return self.pieces[0].first

    @property
    def last(self) -> int:
        """Its last row."""
        return self.pieces[-1].last


@dataclass(frozen=True)
class Take:
    """A clip with its stretches, in time."""

    clip: Clip
    stretches: tuple[Stretch, ...]

    @property
    def setup(self) -> str:
        """The setup and camera that share a colour, or the clip's own name without a slate."""
        return setup_of(self.clip)


def setup_of(clip: Clip) -> str:
    """Name the setup of a clip, with its camera from the second on; its own name without a slate."""
    slate = clip.slate
    camera = f" {slate.camera}" if slate.camera not in {None, "A"} else ""
    return f"{slate.setup}{camera}" if slate.setup else clip.name


def in_order(clip: Clip) -> tuple[object, ...]:
    """Return a key that sorts clips by setup in natural order, pickups last, takes counting up."""
    slate = clip.slate
    return natural([setup_of(clip)]), slate.pickup, slate.take or 0, natural([clip.file])


def takes_of(
    pages: Pages, lines: Sequence[Line], lined: LinedScript, on_camera: OnCamera = NOBODY_KNOWS
) -> tuple[Take, ...]:
    """Return every take that read one of the lines on these pages, in order of setup and take."""
    desk = _Desk(
        pages,
        {line.id: line for line in lines},
        {line.id: at for at, line in enumerate(lines)},
        {line.id: spots_of(line, pages.of_line.get(line.id, ())) for line in lines},
        on_camera,
    )
    by_file: dict[str, list[Reading]] = {}
    for reading in sorted(lined.readings, key=lambda reading: reading.in_s):
        if reading.line in pages.blocks:
            by_file.setdefault(reading.file, []).append(reading)
    clips = sorted((clip for clip in lined.clips if clip.file in by_file), key=in_order)
    return tuple(Take(clip, tuple(desk.stretches(clip, by_file[clip.file]))) for clip in clips)


@dataclass(frozen=True)
class _Desk:
    """What a reading is laid on: the pages, their lines and order, where words stand, who is seen."""

    pages: Pages
    lines: Mapping[str, Line]
    order: Mapping[str, int]
    spots: Mapping[str, Sequence[Spot | None]]
    on_camera: OnCamera

    def stretches(self, clip: Clip, readings: Sequence[Reading]) -> Iterator[Stretch]:
        """Yield the stretches of one clip; a new one wherever the performers go back or far ahead."""
        run: list[Reading] = []
        for reading in readings:
            if run and not self._goes_on(run[-1], reading):
                yield self._stretch(clip, run)
                run = []
            run.append(reading)
        yield self._stretch(clip, run)

    def _goes_on(self, before: Reading, reading: Reading) -> bool:
        steps = self._steps(before, reading)
        return 0 < steps <= MOST_SKIPPED + 1 or (steps == -1 and self._beside(before.line, reading.line))

    def _steps(self, before: Reading, after: Reading) -> int:
        return self.order[after.line] - self.order[before.line]

    def _beside(self, one: str, other: str) -> bool:
        """Tell whether two lines stand side by side, to be spoken at once."""
        return self.pages.blocks[one].cue == self.pages.blocks[other].cue

    def _stretch(self, clip: Clip, run: Sequence[Reading]) -> Stretch:
        reads = [self._read(reading) for reading in run]
        start = reads[0].first if reads[0].late else self.pages.blocks[run[0].line].cue
        pieces = [self._piece(reads[0], start)]
        for before, read in pairwise(reads):
            gap = read.first - pieces[-1].last
            if gap > 1:
                whole = self._steps(before.reading, read.reading) <= 1 and not before.early and not read.late
                ran: Ran = "through" if whole else "unread"
                pieces.append(Piece(pieces[-1].last + 1, read.first - 1, ran))
            if read.last > pieces[-1].last:  # else it stands beside what is drawn already
                pieces.append(self._piece(read, pieces[-1].last + 1))
        return Stretch(clip, tuple(reads), tuple(pieces))

    def _piece(self, read: Read, first: int) -> Piece:
        reading = read.reading
        seen = self.on_camera.get((reading.file, reading.line, reading.pass_number))
        return Piece(first, read.last, "read", seen, read.unsure)

    def _read(self, reading: Reading) -> Read:
        block, spots = self.pages.blocks[reading.line], self.spots[reading.line]
        said = [word.state in {"said", "changed"} for word in reading.words if word.text is not None]
        late = early = None
        if reading.kind == "partial" and any(said) and len(said) == len(spots):
            first, last = said.index(True), len(said) - 1 - said[::-1].index(True)
            late = spots[first] if first else None
            early = spots[last] if last < len(spots) - 1 else None
        start = late.row if late else block.first
        end = max(start, early.end_row if early else block.last)
        return Read(reading, start, end, late, early, _left_at(reading, spots, start))


def _left_at(reading: Reading, spots: Sequence[Spot | None], row: int) -> int:
    """Return the row where a reading that was begun at `row` first leaves the text."""
    at, begun = 0, False
    for word in reading.words:
        if word.text is not None:
            spot = spots[at] if at < len(spots) else None
            row = max(row, spot.row) if spot else row
            at += 1
        begun = begun or word.state in {"said", "changed"}
        if word.state in {"changed", "added"} or (begun and word.state == "missing"):
            return row
    return row
