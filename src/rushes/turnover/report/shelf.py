"""The shelf: what the page looks things up on, filled once from the lined script and the cut."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.model import ActionBeat, Cut, Event
from rushes.cut.on_camera import OnCamera, on_camera, taken_by
from rushes.footage.model import Behind, Clip
from rushes.screenplay.model import Line, Screenplay
from rushes.timecode import Moment, Span, timecode_text
from rushes.turnover.clip_shapes import sounds_behind
from rushes.turnover.report.pictures import Setup, setups_of
from rushes.turnover.rulers import source_text
from rushes.turnover.shots import film_start


@dataclass(frozen=True)
class Shelf:
    """Lines, clips, setups and readings by name, and which reading is in the film.

    lines: by id, in story order. clips and setups: by `Clip.file`. readings: by file, in time.
    missing: ids of the lines without a reading, in story order. film_start: timecode of the film's
    first frame, as every timeline beside the page has it. most_worth: of the heaviest reason for a choice,
    for bars; what tells against one may be worth many times as much, and fills its side.
    ends: track, file, and last frames in film and clip of each event, to know what runs on without a cut.
    over: by a recorder's file, the pictures that it lies behind. together: by group, the clips of the
    cameras that rolled together. recorded: whether any sound recorder worked on this job. rate: the film's.
    seen: who is in the picture of each clip, as the cut took it; of an older cut that does not say, as the
    paper has it. actions: what happens without words.
    """

    lines: Mapping[str, Line]
    line_number: Mapping[str, int]
    clips: Mapping[str, Clip]
    setups: tuple[Setup, ...]
    setup_of: Mapping[str, Setup]
    readings: Mapping[str, tuple[Reading, ...]]
    missing: tuple[str, ...]
    events: tuple[Event, ...]
    film_start: int
    film_drops: bool
    most_worth: float
    ends: frozenset[tuple[str, str, int, int]]
    over: Mapping[str, tuple[tuple[Clip, Behind], ...]]
    together: Mapping[str, tuple[Clip, ...]]
    recorded: bool
    rate: Fraction
    seen: Mapping[str, OnCamera]
    actions: tuple[ActionBeat, ...]

    def name(self, file: str) -> str:
        """Return what an editor calls the clip."""
        clip = self.clips.get(file)
        return clip.name if clip else file

    def take_of(self, sound: Event) -> str:
        """Return what an editor calls the take that a sound is from; of a recorder's, that of its picture."""
        return self.name(self.picture_of(sound))

    def picture_of(self, sound: Event) -> str:
        """Return the file of the picture that a sound was recorded with; its own for a camera's."""
        return next((picture.file for picture, _ in self.over.get(sound.file, ())), sound.file)

    def runs_on(self, event: Event) -> bool:
        """Tell whether the take goes on from the event before it on its track, without a cut."""
        return (event.track, event.file, event.record.start, event.source.start) in self.ends

    def played(self, file: str, source: Span, line: str = "") -> tuple[Reading, ...]:
        """Return the readings of a clip that a piece of it plays: half of each or more, or any of `line`."""
        return tuple(reading for reading in self.readings.get(file, ()) if _plays(source, reading, line))

    def readings_in(self, event: Event) -> tuple[Reading, ...]:
        """Return the readings that an event plays; of a recorder's file, those of a picture before it."""
        played = self.played(event.file, event.source, event.line)
        for picture, behind in () if played else self.over.get(event.file, ()):
            ends = (behind.in_picture(second) for second in (event.source.start_s, event.source.end_s))
            first, after = (Moment.nearest(second, picture.rate).frame for second in ends)
            played = played or self.played(picture.file, Span(first, after, picture.rate), event.line)
        return played

    def instant(self, sound: Event, reading: Reading, frame: int) -> float:
        """Return the second of a reading's clip that a sound which plays it has at a frame of the film."""
        at = sound.source.start_s + float(Fraction(frame - sound.record.start) / sound.record.rate)
        for picture, behind in self.over.get(sound.file, ()) if reading.file != sound.file else ():
            if picture.file == reading.file:
                return behind.in_picture(at)
        return at

    def action_of(self, event: Event) -> str:
        """Return what the page says of a picture that was laid in for it; empty where nothing is known."""
        told = (beat for beat in self.actions if beat.after == event.line and beat.file == event.file)
        return " ".join(beat.text for beat in told) if event.shows == "beat" else ""

    def other_angles(self, file: str) -> tuple[Clip, ...]:
        """Return the clips of the other cameras that rolled together with a clip."""
        clip = self.clips.get(file)
        group = self.together.get(clip.angle.group, ()) if clip and clip.angle else ()
        return tuple(other for other in group if other.file != file)

    def source_text(self, file: str, span: Span) -> tuple[str, str]:
        """Return in and out as the clip's timecode, or counted from its beginning without one."""
        clip = self.clips.get(file)
        if clip is None:
            return timecode_text(span.start, span.rate), timecode_text(span.end, span.rate)
        first, after = (
            source_text(clip, place, self.rate, drop=self.film_drops) for place in (span.start, span.end)
        )
        return first, after

    def record_text(self, frame: int, rate: Fraction) -> str:
        """Return a frame of the film as the timecode it has in the timelines beside the page."""
        return timecode_text(self.film_start + frame, rate, drop=self.film_drops)


def shelf_from(screenplay: Screenplay, lined: LinedScript, cut: Cut, stills: Mapping[str, bytes]) -> Shelf:
    """Lay out what the page needs; lines and clips that only the cut or the screenplay knows are kept."""
    lines = {line.id: line for line in (*lined.lines, *screenplay.lines)}
    for gap in cut.missing:
        lines.setdefault(gap.line, Line(gap.line, gap.line.rpartition(".")[0], gap.character, gap.text))
    pictures = {clip.file: clip for clip in (*lined.clips, *cut.clips) if not clip.is_sound}
    sounds = (*sounds_behind(pictures.values()), *(clip for one in lined.loose for clip in one.files))
    clips = {clip.file: clip for clip in (*sounds, *cut.clips, *lined.clips)}
    setups = setups_of(list(pictures.values()), stills)
    unread = {*lined.missing, *(missing.line for missing in cut.missing)}
    start, drops = film_start(cut)
    worths = [reason.worth for event in cut.events for reason in event.reasons if reason.worth > 0]
    return Shelf(
        lines=lines,
        line_number={line: number for number, line in enumerate(lines, 1)},
        clips=clips,
        setups=setups,
        setup_of={clip.file: setup for setup in setups for clip in setup.clips},
        readings=_by_file(lined.readings),
        missing=tuple(line for line in lines if line in unread),
        events=cut.events,
        film_start=start,
        film_drops=drops,
        most_worth=max(worths, default=1.0) or 1.0,
        ends=frozenset((e.track, e.file, e.record.end, e.source.end) for e in cut.events),
        over=_over(pictures.values()),
        together=_together(pictures.values()),
        recorded=any(clip.is_sound for clip in clips.values()),
        rate=cut.rate,
        actions=cut.beats,
        seen=taken_by(cut) or on_camera(list(pictures.values()), (line.character for line in lines.values())),
    )


def _over(pictures: Iterable[Clip]) -> Mapping[str, tuple[tuple[Clip, Behind], ...]]:
    over: dict[str, tuple[tuple[Clip, Behind], ...]] = {}
    for picture in pictures:
        for behind in picture.behind:
            over[behind.sound.file] = (*over.get(behind.sound.file, ()), (picture, behind))
    return over


def _together(pictures: Iterable[Clip]) -> Mapping[str, tuple[Clip, ...]]:
    """Return the clips of each group of cameras, by camera."""
    groups: dict[str, list[Clip]] = {}
    for picture in pictures:
        if picture.angle:
            groups.setdefault(picture.angle.group, []).append(picture)
    return {
        name: tuple(sorted(group, key=lambda clip: (clip.slate.camera or "", clip.file)))
        for name, group in groups.items()
    }


def _by_file(readings: Sequence[Reading]) -> Mapping[str, tuple[Reading, ...]]:
    by_file: dict[str, list[Reading]] = {}
    for reading in readings:
        by_file.setdefault(reading.file, []).append(reading)
    return {file: tuple(sorted(group, key=lambda reading: reading.in_s)) for file, group in by_file.items()}


def _plays(source: Span, reading: Reading, line: str) -> bool:
    if source.rate != reading.span.rate:
        return False
    shared = source.overlap(reading.span)
    return shared * 2 >= max(1, reading.span.frames) or (reading.line == line and shared > 0)
