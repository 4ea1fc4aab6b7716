"""What was really said: `truth.json` as frozen values.

Both makers of rushes with exact truth write the same form, the stage of Rushes and the shared
material: takes with readings, each with its line's id (None for an ad-lib), kind, slip and every
word's start and end in seconds from the clip's first frame. What the crew said is `off_script`.
The stage alone knows pictures: who is seen and where, what is soft, which cameras rolled together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import msgspec

from rushes.errors import Refusal


class NotATruth(Refusal):
    """A file does not say what is true of rushes."""

    sentence = "'{0}' is no truth about rushes: {1}. Give a truth.json as `rushes stage` writes it."


@dataclass(frozen=True)
class TrueWord:
    """A word that was said, and when, in seconds."""

    in_s: float
    out_s: float
    text: str


@dataclass(frozen=True)
class TrueReading:
    """Something that was said in a take. line: None where it is none.

    kind: ``good``, ``flub`` or ``adlib``; ``slate`` or ``crew`` for speech of the crew.
    manner: ``spoken``, ``whispered`` or ``shouted``. character: who speaks; empty where nobody says.
    """

    file: str
    line: str | None
    kind: str
    slip: str | None
    words: tuple[TrueWord, ...]
    manner: str = "spoken"
    character: str = ""

    @property
    def in_s(self) -> float:
        """When its first word begins."""
        return min(word.in_s for word in self.words)

    @property
    def out_s(self) -> float:
        """When its last word ends."""
        return max(word.out_s for word in self.words)

    @property
    def altered(self) -> bool:
        """Whether it was said otherwise than written."""
        return self.kind != "good"


@dataclass(frozen=True)
class Person:
    """Somebody in a picture. view: ``face`` or ``back``. side: of the line, ``left`` or ``right``."""

    character: str
    view: str
    side: str = ""


@dataclass(frozen=True)
class Ran:
    """A recording that ran during a clip: its files, and where their first sample stands (see the stage)."""

    files: tuple[str, ...]
    at_s: float
    drift_ppm: float


@dataclass(frozen=True)
class TrueTake:
    """One clip: its exact seconds, what was read in it, and every word of anybody in time order.

    crew: what was said behind the camera. scene: of its slate. kind: ``full``, ``short``, ``reset``,
    ``drop`` or ``adlib``. noise: what lies over it; empty for nothing. setup, take, camera, circled: of its
    slate. size: ``wide``, ``medium`` or ``close``. seen: who is in the picture. soft: stretches out of focus,
    in seconds. ran: recordings. group, group_at_s: which cameras rolled together, and since when. guide:
    whose sound it holds: ``production``, ``guide`` or ``none``. claps_s: when the sticks meet. looks: what
    the log says of who looks where.
    """

    file: str
    seconds: Fraction
    readings: tuple[TrueReading, ...]
    words: tuple[TrueWord, ...]
    crew: tuple[TrueReading, ...] = ()
    scene: str = ""
    kind: str = ""
    noise: str = ""
    noise_snr_db: float | None = None
    setup: str = ""
    size: str = ""
    take: int = 0
    camera: str = ""
    circled: bool = False
    seen: tuple[Person, ...] = ()
    soft: tuple[tuple[float, float], ...] = ()
    ran: tuple[Ran, ...] = ()
    group: str = ""
    group_at_s: float = 0.0
    guide: str = "production"
    claps_s: tuple[float, ...] = ()
    looks: str = ""

    @property
    def faces(self) -> tuple[str, ...]:
        """Whose face is in the picture."""
        return tuple(one.character for one in self.seen if one.view == "face")


@dataclass(frozen=True)
class Truth:
    """The truth about one set of rushes."""

    takes: tuple[TrueTake, ...]

    @property
    def readings(self) -> tuple[TrueReading, ...]:
        """Every reading of a line, altered ones too; ad-libs are no readings."""
        return tuple(one for take in self.takes for one in take.readings if one.line is not None)

    @property
    def ad_libs(self) -> tuple[TrueReading, ...]:
        """What actors said that is no line."""
        return tuple(one for take in self.takes for one in take.readings if one.line is None)

    @property
    def crew(self) -> tuple[TrueReading, ...]:
        """What was said behind the camera."""
        return tuple(one for take in self.takes for one in take.crew)

    @property
    def seconds(self) -> float:
        """How much footage there is."""
        return float(sum((take.seconds for take in self.takes), Fraction()))

    def of(self, files: Sequence[str]) -> "Truth":
        """Return the truth about some of the clips only."""
        return Truth(tuple(take for take in self.takes if take.file in files))


_Words = list[tuple[float, float, str]]


class _Reading(msgspec.Struct):
    line: str | None
    kind: str
    words: _Words
    slip: str | None = None
    manner: str = "spoken"
    character: str = ""


class _Seen(msgspec.Struct):
    character: str
    view: str
    side: str = ""


class _Soft(msgspec.Struct):
    in_s: float
    out_s: float


class _Ran(msgspec.Struct):
    files: list[str]
    at_s: float
    drift_ppm: float = 0.0


class _Speech(msgspec.Struct):
    words: _Words
    kind: str = "crew"


class _Take(msgspec.Struct):
    file: str
    frames: int
    readings: list[_Reading]
    off_script: list[_Speech] = []
    rate: str | None = None
    scene: str = ""
    kind: str = ""
    noise: str | None = None
    noise_snr_db: float | None = None
    setup: str = ""
    size: str = ""
    take: int = 0
    camera: str = ""
    circled: bool = False
    seen: list[_Seen] = []
    soft: list[_Soft] = []
    sound: list[_Ran] = []
    group: str = ""
    group_at_s: float = 0.0
    guide: str = "production"
    claps_s: list[float] = []
    looks: str = ""


class _Truth(msgspec.Struct):
    fps: float
    takes: list[_Take]


def read_truth(path: Path) -> Truth:
    """Read a `truth.json`; `NotATruth` when there is none or it does not hold together."""
    try:
        told = msgspec.json.decode(path.read_bytes(), type=_Truth)
        return Truth(tuple(_take(take, Fraction(take.rate or told.fps)) for take in told.takes))
    except OSError as error:
        raise NotATruth(str(path), error.strerror or "it cannot be read") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, ZeroDivisionError) as error:
        raise NotATruth(str(path), str(error)) from error


def _take(take: _Take, rate: Fraction) -> TrueTake:
    readings = tuple(_reading(take.file, one) for one in take.readings)
    crew = tuple(_speech(take.file, one) for one in take.off_script)
    words = sorted((word for one in (*crew, *readings) for word in one.words), key=lambda word: word.in_s)
    return TrueTake(
        file=take.file,
        seconds=take.frames / rate,
        readings=readings,
        words=tuple(words),
        crew=crew,
        scene=take.scene,
        kind=take.kind,
        noise=take.noise or "",
        noise_snr_db=take.noise_snr_db,
        setup=take.setup,
        size=take.size,
        take=take.take,
        camera=take.camera,
        circled=take.circled,
        seen=tuple(Person(one.character, one.view, one.side) for one in take.seen),
        soft=tuple((one.in_s, one.out_s) for one in take.soft),
        ran=tuple(Ran(tuple(one.files), one.at_s, one.drift_ppm) for one in take.sound),
        group=take.group,
        group_at_s=take.group_at_s,
        guide=take.guide,
        claps_s=tuple(take.claps_s),
        looks=take.looks,
    )


def _reading(file: str, one: _Reading) -> TrueReading:
    words = _words(one.words, f"a reading in {file}")
    return TrueReading(file, one.line, one.kind, one.slip, words, one.manner, one.character)


def _speech(file: str, one: _Speech) -> TrueReading:
    return TrueReading(file, None, one.kind, None, _words(one.words, f"the crew in {file}"))


def _words(told: _Words, where: str) -> tuple[TrueWord, ...]:
    if not told:
        raise ValueError(f"{where} has no words")
    if any(end < start for start, end, _ in told):
        raise ValueError(f"a word of {where} ends before it begins")
    return tuple(TrueWord(*word) for word in told)
