"""What was shot, as values: a clip, what its slate says, and the facts of its content."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rushes.errors import Finding
from rushes.timecode import timecode_text


@dataclass(frozen=True)
class Slate:
    """What the slate says of a take; unknown parts are None.

    scene: ``27``; setup: ``27A`` (the bare scene number is the first setup, the master).
    take: counts up within a setup. camera: ``A``, ``B`` …
    pickup, series, mos, circled: as marked. source: where it was read (``name``, ``folder``, ``voice``,
    ``none``; ``name, voice`` where the voice filled in what the name leaves open).
    habit: the naming habit it was read by, see `rushes.footage.habits`; for a spoken one its wording.
    prefix: letters before the scene that belong to the setup: ``V``, ``R``, ``X`` (see `habits.PREFIXES`).
    part: of a take in parts. wild, room_tone: sound without picture in sync. no_good: marked NG or a
    false start. heard: what the voice says, as a `label`; empty where no slate was heard.
    """

    scene: str | None = None
    setup: str | None = None
    take: int | None = None
    camera: str | None = None
    pickup: bool = False
    series: bool = False
    mos: bool = False
    circled: bool = False
    source: str = "none"
    habit: str = ""
    prefix: str = ""
    part: int | None = None
    wild: bool = False
    room_tone: bool = False
    no_good: bool = False
    heard: str = ""

    @property
    def label(self) -> str:
        """The slate as an editor writes it on a clip: ``27A-3``, or an empty text."""
        if self.setup is None:
            return ""
        return self.setup + ("PU" if self.pickup else "") + (f"-{self.take}" if self.take else "")


@dataclass(frozen=True)
class Clip:
    """One file that a camera made.

    path: absolute, as opened. file: its name in every output: the shortest tail of the path that
    is unique in the job. frames: whole frames of picture. start: absolute frame number of its first
    frame (timecode), 0 without one; drop: that timecode counts drop-frame.
    channels: sound channels, 0 without sound. variable_rate: frames are not evenly spaced; then
    `rate` is the average and a finding says so.
    sound_offset_s: seconds from the beginning of the first frame to the beginning of the sound,
    below zero when the sound begins first.
    width, height: pixels as stored; pixel_aspect: width of a pixel divided by its height; rotation:
    degrees clockwise (0, 90, 180, 270) that a player turns the picture by; `seen` has it all applied.
    """

    path: Path
    file: str
    sha256: str
    rate: Fraction
    frames: int
    start: int = 0
    drop: bool = False
    has_timecode: bool = False
    reel: str | None = None
    width: int = 0
    height: int = 0
    channels: int = 0
    sample_rate: int = 0
    variable_rate: bool = False
    slate: Slate = Slate()
    sound_offset_s: float = 0.0
    pixel_aspect: Fraction = Fraction(1)
    rotation: int = 0

    @property
    def seen(self) -> tuple[int, int]:
        """Width and height as a person sees the picture: square pixels, upright."""
        return seen_size(self.width, self.height, self.pixel_aspect, self.rotation)

    @property
    def start_timecode(self) -> str:
        """Timecode of the first frame."""
        return timecode_text(self.start, self.rate, drop=self.drop)

    @property
    def name(self) -> str:
        """What an editor calls the clip: its slate, and its camera from the second one on (``27A-3 B``).

        A clip without a slate goes by its file name without ending.
        """
        camera = f" {self.slate.camera}" if self.slate.camera not in {None, "A"} else ""
        return self.slate.label + camera if self.slate.label else Path(self.file).stem


@dataclass(frozen=True)
class Probe:
    """What a file holds, by its content alone: no name and no path, so it can be kept by content.

    bytes: size of the file. container: short name of the format, empty when it cannot be read.
    rate: exact frames a second; the average when `variable_rate`; None when unknown or no picture.
    frames: whole frames of picture that can be read. start, drop, has_timecode: see `Clip`.
    duration_s: of the picture, else of the sound. picture_start_s: where the first frame stands on the
    file's own clock, which decoders report. sound_offset_s, pixel_aspect, rotation: see `Clip`.
    channels: over all `sound_streams`. picture_codec, sound_codec: short names, empty without.
    findings: their subject is empty; `gather` fills in the name.
    """

    bytes: int
    container: str = ""
    rate: Fraction | None = None
    frames: int = 0
    start: int = 0
    drop: bool = False
    has_timecode: bool = False
    reel: str | None = None
    width: int = 0
    height: int = 0
    pixel_aspect: Fraction = Fraction(1)
    rotation: int = 0
    picture_codec: str = ""
    sound_codec: str = ""
    channels: int = 0
    sample_rate: int = 0
    sound_streams: int = 0
    sound_offset_s: float = 0.0
    picture_start_s: float = 0.0
    duration_s: float = 0.0
    variable_rate: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def has_picture(self) -> bool:
        """Tell whether moving picture was found that can be decoded."""
        return self.frames > 0

    @property
    def has_sound(self) -> bool:
        """Tell whether there is any sound."""
        return self.channels > 0


def seen_size(width: int, height: int, pixel_aspect: Fraction, rotation: int) -> tuple[int, int]:
    """Return the size of a picture with square pixels, upright."""
    wide = round(width * pixel_aspect)
    return (height, wide) if rotation % 180 else (wide, height)
