"""The bench: every reading that can be used, with all that the idioms may know of it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean
from typing import Self

from rushes.coverage.model import LinedScript, OffScript, Reading
from rushes.cut.angles import Size, voices_on_mic
from rushes.cut.framed import NOBODY_KNOWS, Framed, Framings
from rushes.cut.on_camera import NOBODY_SAYS, OnCamera
from rushes.cut.pauses import Pause
from rushes.cut.sides import NOT_KNOWN, Side
from rushes.cut.speech import TICKS, Speech, Stretch, extent, speech_in, ticks
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.picture import Look, Looks
from rushes.screenplay.model import Line, Screenplay

SHORT_S = 0.8
"""A line shorter than this flashes by when it is cut on both sides: 20 frames of words at 25."""


@dataclass(frozen=True, slots=True)
class Select:
    """A reading on the bench.

    start, end: where it sounds, in microseconds. at: the place of its line in the scene, 0 to 1.
    frame: how close it is seen, and by whom that is known.
    on_mic_db: by how much its speaker stands out in this setup, None when that cannot be told.
    air_before, air_after: microseconds to the nearest speech that is no line, or clap; negative where
    that runs over the reading; None when there is none. sisters: another camera shot the same take.
    louder_db: by how much its take is noisier than the quiet ones of its scene. speaker: whether the speaker
    is on camera, as `told_by` says; None where nobody says. framed: who is on camera, empty where that is
    not known. look: what its picture is like while it sounds. side: of the line it was filmed from.
    """

    reading: Reading
    clip: Clip
    line: Line
    start: int
    end: int
    at: float = 0.0
    frame: Framed = NOBODY_KNOWS
    on_mic_db: float | None = None
    air_before: int | None = None
    air_after: int | None = None
    sisters: bool = False
    louder_db: float = 0.0
    speaker: bool | None = None
    told_by: str = ""
    framed: frozenset[str] = frozenset()
    look: Look = field(default_factory=Look)
    side: Side = NOT_KNOWN

    @property
    def size(self) -> Size | None:
        """How close it is seen; None where nobody knows."""
        return self.frame.size

    @property
    def name(self) -> str:
        """What an editor calls it: the clip's name, with the camera where there are several."""
        slate = self.clip.slate
        return f"{slate.label} {slate.camera}" if self.sisters and slate.camera else self.clip.name

    @property
    def setup(self) -> str | None:
        """The setup and, where several cameras ran, the camera; None without a slate."""
        slate = self.clip.slate
        return f"{slate.setup} {slate.camera}" if self.sisters and slate.setup else slate.setup

    def rolls_with(self, other: "Select") -> bool:
        """Tell whether both clips are of one group of cameras that rolled together."""
        ours, theirs = self.clip.angle, other.clip.angle
        return ours is not None and theirs is not None and ours.group == theirs.group

    def later_than(self, other: "Select") -> int:
        """Return by how many microseconds this clip begins after another of its group; 0 outside of one."""
        if self.clip.angle is None or other.clip.angle is None:
            return 0
        return ticks(self.clip.angle.at_s - other.clip.angle.at_s)

    def is_one_instant(self, other: "Select") -> bool:
        """Tell whether two cameras that rolled together have one performance of a line."""
        return self.rolls_with(other) and abs(other.start + other.later_than(self) - self.start) < TICKS // 2

    @property
    def seconds(self) -> int:
        """How long the line sounds, in whole seconds, as far as pace looks."""
        return min(12, (self.end - self.start) // TICKS)

    @property
    def is_short(self) -> bool:
        """Tell whether the line is too short to stand alone between two cuts."""
        return self.end - self.start < SHORT_S * TICKS


@dataclass(frozen=True)
class Bench:
    """All selects by line id, in the order that breaks ties; the speech and the looks of clips, by file."""

    selects: Mapping[str, tuple[Select, ...]]
    speech: Mapping[str, Speech]
    looks: Looks = field(default_factory=lambda: Looks({}))

    def only(self, lines: Collection[str], may: Callable[[str, Select], bool]) -> "Bench":
        """Return the bench with nothing but these lines, and of them those selects that may be used."""
        left = {
            line: tuple(select for select in self.selects.get(line, ()) if may(line, select))
            for line in lines
        }
        return replace(self, selects=left)

    def runs_on(self, before: Select, now: Select, pause: Pause) -> bool:
        """Tell whether one take plays two lines one after the other with nothing but quiet between."""
        if before.clip.file != now.clip.file:
            return False
        speech, quiet = self.speech[now.clip.file], now.start - before.end
        if speech.ruler.down(now.start) <= speech.ruler.down(before.start):
            return False  # each line of a shot needs a frame of its own
        if quiet < 0:
            return (before.line.dual and now.line.dual) or -quiet <= speech.ruler.step
        return quiet <= pause.value * TICKS and not speech.something_between(before.end, now.start)

    def runs_across(self, before: Select, now: Select, pause: Pause) -> bool:
        """Tell whether a performance goes on in another camera of its group, nothing but quiet between."""
        if not before.rolls_with(now):
            return False
        start = now.start + now.later_than(before)
        quiet, speech = start - before.end, self.speech[before.clip.file]
        fits = 0 <= quiet <= pause.value * TICKS and before.clip.file != now.clip.file
        return fits and not speech.something_between(before.end, start)


def lay_out(
    screenplay: Screenplay,
    lined: LinedScript,
    framings: Framings | None = None,
    seen: Mapping[str, OnCamera] | None = None,
    sides: Mapping[str, Side] | None = None,
) -> tuple[Bench, tuple[Finding, ...]]:
    """Put every usable reading on the bench; those without a picture are left out with a finding.

    framings: what is known of how close clips are seen; by default all that can be gathered without a
    person. seen: who is on camera; sides: from which side of the line they are seen; both by `Clip.file`.
    """
    clips = {clip.file: clip for clip in lined.clips}
    extents = [extent(reading) for reading in lined.readings]
    speech = _speech_of(lined, clips, extents)
    know = _Knowledge(
        places=_places(screenplay),
        voices=frozenset(line.id for line in screenplay.lines if _is_a_voice(line)),
        framings=framings or Framings.of(lined, screenplay.characters),
        on_mic=voices_on_mic(lined.readings, clips, {line.id: line.character for line in screenplay.lines}),
        sisters=_taken_by_several_cameras(lined.clips),
        louder=_louder(lined),
        seen=seen or {},
        sides=sides or {},
        looks=Looks.of(lined.clips, lined.seen),
    )
    takes = {file: _Take.of(clips[file], heard, know) for file, heard in speech.items()}
    selects: dict[str, list[Select]] = defaultdict(list)
    findings = []
    for reading, where in zip(lined.readings, extents, strict=True):
        take = takes[reading.file]
        if reading.line not in know.places:
            continue
        if take.clip.slate.wild or take.speech.ruler.down(where[0]) >= take.clip.frames:
            findings.append(_without_picture(reading, take.clip))
        else:
            selects[reading.line].append(_select(reading, where, take, know))
    ordered = {line: tuple(sorted(found, key=_tie_break)) for line, found in selects.items()}
    return Bench(ordered, speech, know.looks), tuple(findings)


def _places(screenplay: Screenplay) -> dict[str, tuple[Line, float]]:
    """Return every line by its id, with its place in the scene from 0 to 1."""
    return {
        line.id: (line, n / max(1, len(scene.lines) - 1))
        for scene in screenplay.scenes
        for n, line in enumerate(scene.lines)
    }


def _speech_of(
    lined: LinedScript, clips: Mapping[str, Clip], extents: Sequence[Stretch]
) -> dict[str, Speech]:
    """Return the speech of every clip that has a reading. extents: of all readings."""
    readings: dict[str, list[Reading]] = defaultdict(list)
    sounding: dict[str, list[Stretch]] = defaultdict(list)
    strangers: dict[str, list[OffScript]] = defaultdict(list)
    for reading, where in zip(lined.readings, extents, strict=True):
        readings[reading.file].append(reading)
        sounding[reading.file].append(where)
    for other in lined.off_script:
        strangers[other.file].append(other)
    return {
        file: speech_in(clips[file].rate, found, sounding[file], strangers[file], lined.heard.get(file))
        for file, found in readings.items()
    }


@dataclass(frozen=True)
class _Knowledge:
    """What is known of the lines and of the clips. voices: lines of unseen speakers."""

    places: Mapping[str, tuple[Line, float]]
    voices: frozenset[str]
    framings: Framings
    on_mic: Mapping[tuple[str, str], float]
    sisters: frozenset[tuple[str | None, int | None]]
    louder: Mapping[str, float]
    seen: Mapping[str, OnCamera]
    sides: Mapping[str, Side]
    looks: Looks


def _louder(lined: LinedScript) -> dict[str, float]:
    """Return by how many dB the noise of each clip lies above that of its scene's quietest third."""
    floors: dict[str | None, dict[str, float]] = defaultdict(dict)
    for clip in lined.clips:
        if clip.file in lined.heard:
            floors[clip.slate.scene][clip.file] = lined.heard[clip.file].noise_db
    louder: dict[str, float] = {}
    for of_scene in floors.values():
        quiet = sorted(of_scene.values())[: max(1, len(of_scene) // 3)]
        louder |= {file: floor - fmean(quiet) for file, floor in of_scene.items()}
    return louder


@dataclass(frozen=True, slots=True)
class _Take:
    """What holds for every reading of a clip: the part of a `Select` that is the same for all of them."""

    clip: Clip
    setup: str
    sisters: bool
    louder_db: float
    who: OnCamera
    side: Side
    speech: Speech

    @classmethod
    def of(cls, clip: Clip, speech: Speech, know: _Knowledge) -> Self:
        """Look up what is known of a clip."""
        return cls(
            clip=clip,
            setup=clip.slate.setup or "",
            sisters=take_shot(clip) in know.sisters,
            louder_db=know.louder.get(clip.file, 0.0),
            who=know.seen.get(clip.file, NOBODY_SAYS),
            side=know.sides.get(clip.file, NOT_KNOWN),
            speech=speech,
        )


def _select(reading: Reading, where: Stretch, take: _Take, know: _Knowledge) -> Select:
    (start, end), (line, at) = where, know.places[reading.line]
    last, following = take.speech.strangers.reaches_to(start), take.speech.strangers.first_from(start)
    return Select(
        reading=reading,
        clip=take.clip,
        line=line,
        start=start,
        end=end,
        at=at,
        frame=know.framings.over(take.clip.file, start / TICKS, end / TICKS),
        on_mic_db=know.on_mic.get((take.setup, line.character)),
        air_before=None if last is None else start - last,
        air_after=None if following is None else following - end,
        sisters=take.sisters,
        louder_db=take.louder_db,
        speaker=None if line.id in know.voices else take.who.sees(line.character),
        told_by=take.who.by,
        framed=take.who.on,
        side=take.side,
        look=know.looks.over(take.clip.file, start / TICKS, end / TICKS),
    )


def _is_a_voice(line: Line) -> bool:
    """Tell whether the page itself has the speaker out of the picture: V.O., O.S., over a telephone."""
    bare = (line.extension or "").upper().replace(".", "").replace(" ", "")
    return any(sign in bare for sign in ("VO", "OS", "OC", "FILTER"))


def _tie_break(select: Select) -> tuple[int, str, int, int]:
    """Order equal readings: the later take first, as it was shot because the earlier would not do."""
    slate = select.clip.slate
    return -(slate.take or 0), select.clip.file, select.start, select.reading.pass_number


def take_shot(clip: Clip) -> tuple[str | None, int | None]:
    """Return what clips of several cameras on one take have in common: setup and take, else their group."""
    if clip.slate.setup and clip.slate.take:
        return clip.slate.setup, clip.slate.take
    return (clip.angle.group if clip.angle else None), None


def _taken_by_several_cameras(clips: tuple[Clip, ...]) -> frozenset[tuple[str | None, int | None]]:
    """Return the takes (see `take_shot`) that more than one camera shot."""
    cameras: dict[tuple[str | None, int | None], set[str]] = defaultdict(set)
    for clip in clips:
        if clip.angle or clip.slate.camera:
            cameras[take_shot(clip)].add(clip.slate.camera or clip.file)
    return frozenset(take for take, found in cameras.items() if len(found) > 1 and take[0])


def _without_picture(reading: Reading, clip: Clip) -> Finding:
    return Finding(
        "reading without picture",
        clip.file,
        f"Line {reading.line} is spoken at {reading.in_s:.2f} s of {clip.name}, which has no picture there.",
        "Lay it by hand as wild sound if it is wanted.",
    )
