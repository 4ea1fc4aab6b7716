"""What is compared, and what is said of it, as values.

Frames are those of the film that was cut first, whatever a clip counts in.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from rushes.errors import Finding
from rushes.timecode import Span

Side = Literal["picture", "sound"]

SIDES: Final[tuple[Side, ...]] = ("picture", "sound")

Kind = Literal[
    "take swapped",
    "replaced",
    "trimmed",
    "rolled",
    "slid",
    "slipped",
    "split moved",
    "moved",
    "added",
    "removed",
    "cut out",
    "joined over",
    "retimed",
    "effect",
    "switched off",
    "microphones",
    "track added",
    "black",
    "line dropped",
    "line added",
]
"""What an editor may have done to a place of the film; see `rushes.turnover.conform.distance` for their
worth."""

State = Literal[
    "stands", "trimmed", "slipped", "cut in two", "moved", "swapped", "replaced", "retimed", "gone", "new"
]
"""What became of a piece: ``gone`` of the first cut, ``new`` in the editor's."""


@dataclass(frozen=True)
class Piece:
    """A stretch of one source that runs through without a cut: a picture that is seen, or a sound.

    key: of what it is a piece: `Clip.file`; of a recorder's sound the first file of its recording, since all
    of them run together; of foreign material what the file calls it. name: what an editor calls it. at: its
    first frame, counted from the first of its source, and parts of one where it lies between two. record:
    where it stands in the film. speed: of the source against the film. files: of a recording, those that are
    heard. foreign: it is of no clip that is known. off: it is there, and switched off. made: it has no
    media, the editing system makes it, and what lies below it is seen.
    """

    side: Side
    key: str
    name: str
    at: Fraction
    record: Span
    speed: Fraction = Fraction(1)
    tracks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    foreign: bool = False
    off: bool = False
    effects: tuple[str, ...] = ()
    made: bool = False

    @property
    def first(self) -> int:
        """The frame of the source that it begins with, whole."""
        return self.at.__floor__()

    @property
    def after(self) -> int:
        """The first frame of the source after it, at normal speed."""
        return self.first + self.record.frames

    @property
    def until(self) -> Fraction:
        """Where it ends in its source, at its speed."""
        return self.at + self.record.frames * self.speed


@dataclass(frozen=True)
class Version:
    """One version of a film: what is seen and what is heard, in the order of the film.

    length: in frames. start, drop: how its timecode counts. tells_off: whether it says what is switched off.
    """

    title: str
    rate: Fraction
    start: int
    drop: bool
    length: int
    pictures: tuple[Piece, ...]
    sounds: tuple[Piece, ...]
    tone: tuple[Piece, ...] = ()
    tells_off: bool = True

    def side(self, side: Side) -> tuple[Piece, ...]:
        """Return what is seen, or what is heard."""
        return self.pictures if side == "picture" else self.sounds


@dataclass(frozen=True)
class Stretch:
    """A part of a piece: frames from the piece's first, the last one not in it."""

    piece: Piece
    start: int
    end: int

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.end - self.start

    @property
    def record(self) -> Span:
        """Where it stands in its film."""
        first = self.piece.record.start
        return Span(first + self.start, first + self.end, self.piece.record.rate)

    @property
    def at(self) -> Fraction:
        """Where it begins in its source."""
        return self.piece.at + self.start * self.piece.speed

    @property
    def whole(self) -> bool:
        """Whether it is all of its piece."""
        return not self.start and self.end == self.piece.record.frames


@dataclass(frozen=True)
class Change:
    """One thing that is different.

    sides: picture, sound or both. lines: ids of those that it is about. before, after: the places in the
    first cut and in the editor's, where it has one. head, tail: frames by which it begins earlier and ends
    later, so above zero is longer; of a slip both are by how much later in the source it plays (tail is 0),
    of a roll and a slide head is by how much later its cuts are. was, now: what it was and is, in words; of a
    roll the names of what goes and what comes. along: of what was moved, the places before and after of all
    that was moved with it, in order.
    """

    kind: Kind
    sides: tuple[Side, ...]
    lines: tuple[str, ...] = ()
    before: Stretch | None = None
    after: Stretch | None = None
    head: int = 0
    tail: int = 0
    was: str = ""
    now: str = ""
    along: tuple[tuple[Stretch, Stretch], ...] = ()


@dataclass(frozen=True)
class Counts:
    """What became of the pieces of one side, one state for each piece.

    before, after: how many pieces the versions have. trims: by how many frames each end was trimmed.
    frames, frames_after: how long they are together; same: how many of them are the same in both, in order.
    """

    before: int
    after: int
    states: dict[State, int]
    new: int
    trims: tuple[int, ...]
    frames: int
    frames_after: int
    same: int

    @property
    def stands(self) -> int:
        """How many stand as they were."""
        return self.states.get("stands", 0)

    @property
    def share_same(self) -> float:
        """The share of the frames of both that are the same, 0 to 1 (Dice); 1 where there are none."""
        together = self.frames + self.frames_after
        return 2 * self.same / together if together else 1.0


@dataclass(frozen=True)
class Conformed:
    """What an editor changed.

    distance: from the first cut to theirs, 0 to 1 (`rushes.turnover.conform.distance`). picture, sound: None
    where one of the two has none of it, so that nothing is said. compared, states: by side, the pieces of
    both that count, and what became of each, in both versions; kept: pairs of numbers of pieces that have
    frames in common, by side.
    """

    before: Version
    after: Version
    changes: tuple[Change, ...]
    distance: float
    cost: Fraction
    picture: Counts | None
    sound: Counts | None
    states: dict[Side, tuple[tuple[State, ...], tuple[State, ...]]] = field(default_factory=dict)
    compared: dict[Side, tuple[tuple[Piece, ...], tuple[Piece, ...]]] = field(default_factory=dict)
    kept: dict[Side, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def the_same(self) -> bool:
        """Whether nothing is different."""
        return not self.changes
