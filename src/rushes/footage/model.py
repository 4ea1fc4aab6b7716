"""What was shot, as values: a clip, what its slate says, and the facts of its content."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal

from rushes.errors import Finding
from rushes.timecode import clock_seconds, timecode_text

Rung = Literal["timecode", "clap", "waveform", "person"]
"""By what picture and sound were brought together: the steps of the ladder, tried in this order."""


@dataclass(frozen=True)
class Slate:
    """What the slate says of a take; unknown parts are None.

    scene: ``27``; setup: ``27A`` (the bare scene number is the first setup, the master).
    take: counts up within a setup. camera: ``A``, ``B`` …
    pickup, series, mos, circled: as marked. source: where it was read (``name``, ``folder``, ``recorder``,
    ``paper``, ``voice``, ``none``; ``name, voice`` where the voice filled in what the name leaves open).
    habit: the naming habit it was read by, see `rushes.footage.habits`; for a spoken one its wording.
    prefix: letters before the scene that belong to the setup: ``V``, ``R``, ``X`` (see `habits.PREFIXES`).
    part: of a take in parts. wild, room_tone: sound without picture in sync. no_good: marked NG or a
    false start. heard: what the voice says, as a `label`; empty where no slate was heard.
    circled_by, no_good_by: who marked it so, as in `Note.by`; empty where it stands in the file's name.
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
    circled_by: str = ""
    no_good_by: str = ""

    @property
    def label(self) -> str:
        """The slate as an editor writes it on a clip: ``27A-3``, or an empty text."""
        if self.setup is None:
            return ""
        return self.setup + ("PU" if self.pickup else "") + (f"-{self.take}" if self.take else "")


@dataclass(frozen=True)
class Note:
    """What somebody wrote about a take.

    by: who: ``recorder``, ``sound report``, ``camera report``, ``script log``.
    """

    by: str
    text: str


@dataclass(frozen=True)
class Witness:
    """What somebody or something says of a clip's slate.

    by: as in `Note.by`, else ``name``, ``folder``, ``voice``. slate: what it would be by this one.
    """

    by: str
    slate: Slate


@dataclass(frozen=True)
class Carried:
    """Content credentials that a file brought along, or a reservation (`rushes.credentials` reads them).

    holds: nothing was changed since it was signed. by: who signed, as the certificate says; empty when not
    told. no_models: its maker forbids that models analyse it, and none does. unlabelled: it brought no label,
    but a reservation in its metadata or beside it.
    """

    holds: bool
    by: str = ""
    no_models: bool = False
    unlabelled: bool = False


STAGE: Final = "Rushes sound stage"
"""Who made a file that nobody filmed, as such a file says in its metadata."""


@dataclass(frozen=True)
class Clip:
    """One file that a camera or a sound recorder made.

    path: absolute, as opened. file: its name in every output: the shortest tail of the path that
    is unique in the job. frames: whole frames of picture. start: absolute frame number of its first
    frame (timecode), 0 without one; drop: that timecode counts drop-frame.
    channels: sound channels, 0 without sound. variable_rate: frames are not evenly spaced; then
    `rate` is that of the even ruler they are counted on (`footage.time_map`), frames its places, and a
    finding says so.
    sound_offset_s: seconds from the beginning of the first frame to the beginning of the sound,
    below zero when the sound begins first.
    width, height: pixels as stored; pixel_aspect: width of a pixel divided by its height; rotation:
    degrees clockwise (0, 90, 180, 270) that a player turns the picture by; `seen` has it all applied.
    notes, lens, shot_size, on_camera, off_camera (names of characters): what the paper says. witnesses: all
    that bear witness of its slate, where paper is among them; `slate` is what came of it. day: the ISO day on
    which its metadata say that it was recorded, empty when they say nothing.

    A sound recorder's file has no picture (`is_sound`): its frames are samples, its rate is its sample
    rate, and start counts samples since midnight. timecode_rate, drop: how its timecode counts; None
    when nothing says so. tracks: what the recorder calls its channels, in order; else empty.

    behind: the recordings that play under this picture. angle: the cameras it rolled together with.
    carried: the content credentials that it brought along; None without any. staged: it says of itself that
    Rushes' own sound stage made it, so nobody was filmed.
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
    notes: tuple[Note, ...] = ()
    lens: str = ""
    on_camera: tuple[str, ...] = ()
    off_camera: tuple[str, ...] = ()
    is_sound: bool = False
    timecode_rate: Fraction | None = None
    tracks: tuple[str, ...] = ()
    behind: "tuple[Behind, ...]" = ()
    angle: "Angle | None" = None
    witnesses: tuple[Witness, ...] = ()
    day: str = ""
    shot_size: Note | None = None
    carried: Carried | None = None
    staged: bool = False

    @property
    def seen(self) -> tuple[int, int]:
        """Width and height as a person sees the picture: square pixels, upright."""
        return seen_size(self.width, self.height, self.pixel_aspect, self.rotation)

    @property
    def start_timecode(self) -> str:
        """Timecode of the first frame; of a sound, of the frame in which its first sample falls."""
        if not self.is_sound:
            return timecode_text(self.start, self.rate, drop=self.drop)
        counted = self.timecode_rate or Fraction(24)
        place = (self.start + 1) * counted / self.rate  # a frame that begins within a sample is that sample's
        return timecode_text(place.__ceil__() - 1, counted, drop=self.drop)

    @property
    def seconds(self) -> Fraction:
        """How long it lasts."""
        return self.frames / self.rate

    @property
    def clock_s(self) -> Fraction:
        """Seconds since midnight as its timecode tells them: what jammed clocks have in common."""
        counted = (self.timecode_rate or Fraction(24)) if self.is_sound else self.rate
        return clock_seconds(self.start * counted / self.rate, counted, drop=self.drop)

    @property
    def name(self) -> str:
        """What an editor calls the clip: its slate, and its camera from the second one on (``27A-3 B``).

        A clip without a slate goes by its file name without ending.
        """
        camera = f" {self.slate.camera}" if self.slate.camera not in {None, "A"} else ""
        return self.slate.label + camera if self.slate.label else Path(self.file).stem


@dataclass(frozen=True)
class Behind:
    """A recording that plays under a picture.

    sound: the recorder's file (or another camera's of the same group, for a camera without sound).
    at_s: second of the picture, from its first frame, at which the file's first sample plays; below zero when
    the recorder rolled first. drift_ppm: in one second of the camera the recorder counts so many millionths
    of a second more. rung: by what they were brought together; error_ms: how far that may be off, in
    milliseconds; evidence: what was seen, sentence by sentence.
    """

    sound: Clip
    at_s: float
    drift_ppm: float = 0.0
    rung: Rung = "timecode"
    error_ms: float = 0.0
    evidence: tuple[str, ...] = ()

    def on_recorder(self, picture_s: float) -> float:
        """Return the second of the recorder's file that plays at a second of the picture."""
        return (picture_s - self.at_s) * (1 + self.drift_ppm * 1e-6)

    def in_picture(self, recorder_s: float) -> float:
        """Return the second of the picture at which a second of the recorder's file plays."""
        return self.at_s + recorder_s / (1 + self.drift_ppm * 1e-6)


@dataclass(frozen=True)
class Angle:
    """A camera's place in a group of cameras that rolled together.

    group: the group's name. at_s: second of the group's clock at which this clip's first frame stands; the
    clip that began first stands at 0. rung, error_ms, evidence: as of `Behind`.
    """

    group: str
    at_s: float
    rung: Rung = "timecode"
    error_ms: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recording:
    """One take of a sound recorder: one file of several tracks, or a file for each microphone.

    files: begin on the same sample and last alike; each with the same slate.
    """

    files: tuple[Clip, ...]

    @property
    def name(self) -> str:
        """The name of its first file."""
        return self.files[0].file

    @property
    def slate(self) -> Slate:
        """What its slate says."""
        return self.files[0].slate

    @property
    def tracks(self) -> tuple[str, ...]:
        """What its tracks are called, file by file."""
        return tuple(track for file in self.files for track in file.tracks)


@dataclass(frozen=True)
class RecorderNotes:
    """What a sound recorder wrote into its file: bext and iXML, nothing worked out.

    scene, take, tape, project, note, family: as written, empty where absent; family ties the files of one
    take together. circled, no_good, false_start, wild_track, pickup: as ticked. tracks: names by channel.
    rate: of its timecode as the file plays, None when not told; speed_note: where the sample rates that
    iXML tells disagree. recorder: who made it. date: ISO day, empty when unknown. called: the file's name
    when it was recorded.
    """

    scene: str = ""
    take: str = ""
    tape: str = ""
    project: str = ""
    note: str = ""
    family: str = ""
    circled: bool = False
    no_good: bool = False
    false_start: bool = False
    wild_track: bool = False
    tracks: tuple[str, ...] = ()
    rate: Fraction | None = None
    drop: bool = False
    speed_note: str = ""
    recorder: str = ""
    date: str = ""
    pickup: bool = False
    called: str = ""


@dataclass(frozen=True)
class Probe:
    """What a file holds, by its content alone: no name and no path, so it can be kept by content.

    bytes: size of the file. container: short name of the format, empty when it cannot be read.
    rate: exact frames a second; of the even ruler when `variable_rate`; None when unknown or no picture.
    frames: whole frames of picture that can be read, or places of that ruler. start, drop, has_timecode:
    see `Clip`. duration_s: of the picture, else of the sound. picture_start_s: where the first frame stands
    on the file's own clock, which decoders report. sound_offset_s, pixel_aspect, rotation: see `Clip`.
    channels: over all `sound_streams`. picture_codec, sound_codec: short names, empty without. day: the ISO
    day on which its metadata says that it was recorded, empty when they say nothing.
    Of a file without picture, `samples` counts its sound and `start` its first sample since midnight, and
    recorder is what the recorder wrote; None where none did. staged: see `Clip`.
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
    samples: int = 0
    recorder: RecorderNotes | None = None
    day: str = ""
    staged: bool = False
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
