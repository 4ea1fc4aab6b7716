"""What a dialect is, as values: what it can hold, who writes it, and who reads it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.turnover.model import Timeline
from rushes.turnover.options import AS_SHOT, Leaving

Files = Mapping[str, bytes]
"""What was written, by what stands behind the film's name: ``.xml``; ``-V1.edl`` and ``-A1.edl``."""

Writer = Callable[[Cut, Leaving], Files]
"""Writes a cut as `rushes.turnover.options.as_left` returns it: its paths are those to be written."""


class Feature(Enum):
    """What a cut holds that a format may or may not; the words of the table in docs/turnover.md."""

    RATE = "exact rate"
    DROP = "drop-frame"
    TIMECODE = "absolute source timecode"
    MIXED_RATES = "clips of other rates"
    SAMPLES = "sound to the sample"
    REEL = "reel or tape"
    LINK = "media by path"
    HASH = "media by hash"
    TRACKS = "several picture and sound tracks"
    CHANNELS = "every channel of sound"
    MICROPHONES = "names of microphones"
    SWITCHED_OFF = "sound switched off"
    GROUPS = "picture and sound linked"
    HANDLES = "handles"
    SPLITS = "split edits"
    ALTERNATES = "alternates"
    ANGLES = "groups of cameras"
    MARKS = "markers"
    NOTES = "reasons in full"
    SLATE = "scene, take, circled"
    UNICODE = "names in any script"
    WORDS = "dialogue as spoken"


@dataclass(frozen=True)
class Check:
    """One reading of what was written, and what it must find (None: this reader cannot read such a cut).

    read: refuses with `NotThisDialect`. holds: what is left of the cut for this reader. leaves: the
    same, asked where it takes more than the cut to know it (the words as spoken). lacking: why this reader
    cannot be asked here at all, empty where it can.
    """

    reader: str
    read: Callable[[Cut, Files], Timeline]
    holds: Callable[[Cut], Timeline | None]
    leaves: Callable[[Cut, Leaving], Timeline | None] | None = None
    lacking: Callable[[], str] = str

    def wanted(self, cut: Cut, leaving: Leaving) -> Timeline | None:
        """Return what this reader must find of a cut that left so."""
        return self.leaves(cut, leaving) if self.leaves else self.holds(cut)


def tells_nothing(_cut: Cut, _leaving: Leaving) -> tuple[Finding, ...]:
    """Return no finding: nothing of the cut is another thing in this format."""
    return ()


@dataclass(frozen=True)
class Dialect:
    """A timeline format: its file ending, its writer, its reader, and who reads the files back.

    read: one file of it. slack: frames by which it may round a source that lies between two frames, as a
    sound's mostly does. holds: what systems that read it take from it. says: what it tells a person and no
    system takes, and how (``in a comment``). What is in neither is lost in it, and the turnover report names
    it. called: for people. is_list: it is read by people and logs, and no system opens it as a timeline.
    tells: findings about what of a cut stands in it in another way than a person would expect.
    dropped: what it holds and a system that reads it was seen to leave out, in words that name the system.
    compares: what it only says, and our own reader reads all the same, so that it is compared.
    """

    name: str
    ending: str
    writer: Writer
    read: Callable[[bytes], Timeline]
    checks: tuple[Check, ...]
    slack: Fraction = Fraction(0)
    holds: frozenset[Feature] = frozenset()
    says: Mapping[Feature, str] = field(default_factory=dict)
    called: str = ""
    is_list: bool = False
    dropped: Mapping[Feature, str] = field(default_factory=dict)
    compares: frozenset[Feature] = frozenset()
    tells: Callable[[Cut, Leaving], tuple[Finding, ...]] = tells_nothing

    def write(self, cut: Cut, leaving: Leaving = AS_SHOT) -> Files:
        """Write the cut, whose clips have the paths to be written already.

        `BrokenCut` or `NobodyCountsSo` when it is no timeline.
        """
        return self.writer(cut, leaving)

    @property
    def loses(self) -> tuple[Feature, ...]:
        """What it can neither hold nor say."""
        return tuple(one for one in Feature if one not in self.holds and one not in self.says)


def one_file(ending: str, write: Callable[[Cut], bytes]) -> Writer:
    """Return the writer of a dialect of one file that knows no options."""
    return lambda cut, _: {ending: write(cut)}


def sole(files: Files) -> bytes:
    """Return the one file of a dialect that has one; ValueError for several."""
    (data,) = files.values()
    return data


def own(read: Callable[[bytes], Timeline], holds: Callable[[Cut], Timeline | None]) -> Check:
    """Return the check by our own reader of a dialect of one file."""
    return Check("our reader", lambda _, files: read(sole(files)), holds)


HALF = Fraction(1, 2)
"""A slack, in frames: a whole one nearest to the truth."""

FLOAT = Fraction(1, 100_000)
"""A slack, in frames: a float near to the truth, a fiftieth of a sample at 48 kHz."""
