"""Room tone: the sound of the room where nobody speaks, laid under pictures without a sound of their own.

An insert shot without sound leaves a hole in the film's sound: not quiet, but nothing, and nothing is heard
as a fault. So the quiet of a take of the same scene is laid into it, as it was recorded: from the take that
is heard beside the hole if it has so much, else from another take of that setup, else from the scene.
Nothing is generated, looped or stretched. Where no take has enough, two or three pieces of one take are laid
one after the other; what is then left stays silent, and a finding says so. Tone has tracks of its own, below
all others, pieces in turn on two of them, and reaches a frame under what is heard beside it, so that no fade
meets nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import fmean
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut, Event, Reason
from rushes.cut.quiet import Quiet, Stretch
from rushes.cut.sound import sound_events, sounds_of
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.timecode import Moment, Span, timecode_text

ROOM_TONE: Final = "room tone"
_OTHER_ROOM_DB, _ALIKE_DB = 9.0, 3.0
"""A take whose noise differs by more from what is heard beside the hole does not match it; by how much two
rooms differ that are told apart (both by hand)."""
_PIECES: Final = 3
_UNDER: Final = 1
"""Frames of the film by which tone lies under what is heard beside it: the fades of a join are shorter."""
_ROUNDING_S, _SPARE_S = 1e-6, 0.1
"""Pieces are cut down to whole frames; what that takes away the next one has to spare."""


@dataclass(frozen=True)
class _Hole:
    """A stretch of the film in which nothing sounds.

    line: of the picture over it, name: of its clip; beside: what is heard before and after it.
    """

    record: Span
    line: str
    name: str
    beside: tuple[Event, ...]


@dataclass(frozen=True)
class Silence:
    """A stretch that stays silent. frames: of these so many. line, name: of the picture over it."""

    record: Span
    frames: int
    line: str
    name: str


def with_room_tone(cut: Cut, quiet: Quiet) -> tuple[Cut, tuple[Finding, ...]]:
    """Return the cut with room tone wherever it would be silent, and where it stays so."""
    cut, left = toned(cut, quiet) if sounds_at_all(cut, quiet) else (cut, ())
    return cut, tuple(silent(one) for one in left)


def tracks_of_sound(cut: Cut) -> int:
    """Return the number of the last track of sound; 0 where there is none."""
    return max((int(event.track[1:]) for event in cut.events if event.track.startswith("A")), default=0)


def sounds_at_all(cut: Cut, quiet: Quiet) -> bool:
    """Tell whether anything sounds in a cut: one without any sound has no holes in it."""
    clips = {clip.file: clip for clip in cut.clips}
    sounds = (event for event in cut.events if event.track.startswith("A"))
    return any(_sounding(event, clips[event.file], quiet) for event in sounds)


def toned(cut: Cut, quiet: Quiet) -> tuple[Cut, tuple[Silence, ...]]:
    """Return a cut, of a film or of a scene of a film that sounds, with tone wherever nothing is heard."""
    laid: list[Event] = []
    silences = []
    first = 1 + tracks_of_sound(cut)
    for hole in _holes(cut, quiet):
        found = tuple(_tone(cut, hole, quiet, first))
        laid += found
        left = hole.record.frames - _filled(hole, found)
        if left > 0:
            silences.append(Silence(hole.record, left, hole.line, hole.name))
    if not laid:
        return cut, tuple(silences)
    used = dict.fromkeys(clip for event in laid for clip in _clips_of(event, quiet.lined))
    known = {clip.file for clip in cut.clips}
    clips = (*cut.clips, *(clip for clip in used if clip.file not in known))
    events = sorted((*cut.events, *laid), key=_by_track)
    return replace(cut, events=tuple(events), clips=clips), tuple(silences)


def _by_track(event: Event) -> tuple[bool, int, int]:
    return not event.track.startswith("V"), int(event.track[1:]), event.record.start


def _holes(cut: Cut, quiet: Quiet) -> Iterator[_Hole]:
    """Yield where a cut has pictures and no sound."""
    clips = {clip.file: clip for clip in cut.clips}
    sounds = [event for event in cut.events if event.track.startswith("A")]
    sounding = sorted(part for event in sounds if (part := _sounding(event, clips[event.file], quiet)))
    at = 0
    for start, end in [*sounding, (cut.frames, cut.frames)]:
        if start > at:
            yield _hole(cut, Span(at, start, cut.rate), clips, sounds)
        at = max(at, end)


def _sounding(event: Event, clip: Clip, quiet: Quiet) -> tuple[int, int] | None:
    """Return the frames of the film in which an event really has sound; None where its clip has none."""
    if not clip.channels:
        return None
    heard = quiet.lined.heard.get(clip.file)
    since = max(0.0, clip.sound_offset_s)
    until = float(clip.seconds) if clip.is_sound or heard is None or clip.behind else heard.duration_s
    if since <= event.source.start_s and until >= event.source.end_s:
        return event.record.start, event.record.end
    rate = event.record.rate
    past = (Fraction(max(0.0, second - event.source.start_s)) for second in (since, until))
    first, last = (event.record.start + Moment.nearest(seconds, rate).frame for seconds in past)
    if last >= event.record.end - 1:  # a file may end within its last frame
        last = event.record.end
    return (first, last) if last > first else None


def _hole(cut: Cut, record: Span, clips: Mapping[str, Clip], sounds: Sequence[Event]) -> _Hole:
    over = max(cut.track("V1"), key=lambda event: event.record.overlap(record))
    beside = (event for event in sounds if event.record.overlap(_wider(record)))
    return _Hole(record, over.line, clips[over.file].name, tuple(beside))


def _wider(record: Span) -> Span:
    return Span(max(0, record.start - _UNDER), record.end + _UNDER, record.rate)


def _tone(cut: Cut, hole: _Hole, quiet: Quiet, track: int) -> Iterator[Event]:
    """Yield the tone that is laid into a hole, a frame longer on each side on which something is heard."""
    wider = _wider(hole.record)
    heard = [event.record for event in hole.beside]
    start = wider.start if any(one.start <= wider.start < one.end for one in heard) else hole.record.start
    end = wider.end if any(one.start < wider.end <= one.end for one in heard) else hole.record.end
    offered = tuple(_offered(hole, quiet))
    clip, pieces = _best(offered, float((end - start) / cut.rate))
    if len(pieces) != 1:  # rather one piece without the frame under its neighbours than two
        bare = _best(offered, float(hole.record.seconds))
        if len(bare[1]) == 1:
            (clip, pieces), start, end = bare, hole.record.start, hole.record.end
    beside = max(1, len(clip.behind)) if clip else 1
    for number, piece in enumerate(pieces):
        whole = Moment.at_or_before(piece[1] - piece[0] + _ROUNDING_S, cut.rate).frame
        start -= _UNDER * (number > 0)
        frames = min(end - start, whole)
        if clip and frames > 0:
            record = Span(start, start + frames, cut.rate)
            yield from _laid(clip, piece, record, hole, track + beside * (number % 2))
            start += frames


def _offered(hole: _Hole, quiet: Quiet) -> Iterator[tuple[Clip, tuple[Stretch, ...]]]:
    """Yield the clips of a scene that have quiet of a matching room, the nearest first."""
    scenes = quiet.scenes
    beside = [clip for event in hole.beside for clip in _clips_of(event, quiet.lined)]
    near = [clip for clip in beside if not clip.is_sound]
    noise = [db for clip in near if (db := quiet.noise_db(clip.file)) is not None]
    floor = fmean(noise) if noise else None
    of_scene = [
        clip for clip in quiet.lined.clips if clip.slate.scene == scenes.get(hole.line) or clip in near
    ]
    apart: dict[str, float] = {}
    for clip in of_scene:
        ours = quiet.noise_db(clip.file)
        apart[clip.file] = 0.0 if floor is None or ours is None else abs(ours - floor)
    fits = (clip for clip in of_scene if apart[clip.file] <= _OTHER_ROOM_DB and quiet.of(clip))
    for clip in sorted(fits, key=lambda clip: _far(clip, near, round(apart[clip.file] / _ALIKE_DB))):
        yield clip, quiet.of(clip)


def _far(clip: Clip, near: Sequence[Clip], apart: int) -> tuple[int, int, bool, int, str]:
    """Return how far a take is from those that are heard beside a hole; apart: how other its noise is."""
    if clip in near:
        return near.index(clip), 0, False, 0, clip.file
    setups = [one for one in near if one.slate.setup and one.slate.setup == clip.slate.setup]
    takes = [abs((one.slate.take or 0) - (clip.slate.take or 0)) for one in setups]
    other_camera = all(one.slate.camera != clip.slate.camera for one in setups)
    return len(near) + (not setups), apart, other_camera, min(takes, default=0), clip.file


def _best(
    offered: Iterable[tuple[Clip, tuple[Stretch, ...]]], needed_s: float
) -> tuple[Clip | None, tuple[Stretch, ...]]:
    """Return the nearest clip that has enough quiet in one piece, else in several, else the most."""
    pieced: tuple[float, Clip | None, tuple[Stretch, ...]] = (0.0, None, ())
    for clip, stretches in offered:
        since, until = stretches[0]
        if until - since >= needed_s:
            middle = (since + until) / 2
            return clip, ((middle - needed_s / 2, middle + needed_s / 2),)
        some = _shared(stretches[:_PIECES], needed_s)
        seconds = sum(end - start for start, end in some)
        if round(seconds - pieced[0], 3) > 0:
            pieced = (seconds, clip, some)
    return pieced[1], pieced[2]


def _shared(stretches: Sequence[Stretch], needed_s: float) -> tuple[Stretch, ...]:
    """Return as few of some stretches as are needed, each cut down by the same share."""
    lengths = [end - start for start, end in stretches]
    count = next((n for n in range(1, len(lengths)) if sum(lengths[:n]) >= needed_s), len(lengths))
    part = min(1.0, needed_s / sum(lengths[:count]))
    return tuple(
        (start, min(end, start + (end - start) * part + _SPARE_S)) for start, end in stretches[:count]
    )


def _laid(clip: Clip, quiet: Stretch, record: Span, hole: _Hole, track: int) -> Iterator[Event]:
    """Yield the events of one piece: one, or one for each file of a recorder that has several."""
    start = Moment.nearest(quiet[0], clip.rate).frame
    length = max(1, Moment.nearest(record.seconds, clip.rate).frame)
    piece = Event(
        track="V1",
        line=hole.line,
        file=clip.file,
        source=Span(start, start + length, clip.rate),
        record=record,
        confidence=1.0,
        needs_look=False,
        reasons=(Reason(ROOM_TONE, 0.0, f"{float(record.seconds):.1f} s of the quiet in {clip.name}"),),
        shows="tone",
    )
    for event in sound_events((piece,), (clip,)):
        yield replace(event, track=f"A{track + int(event.track[1:]) - 1}")


def _clips_of(event: Event, lined: LinedScript) -> tuple[Clip, ...]:
    """Return the clip that an event plays; of a recording, first a picture that it lies behind."""
    for clip in lined.clips:
        if clip.file == event.file:
            return (clip,)
        if any(one.sound.file == event.file for one in clip.behind):
            return (clip, *sounds_of((event,), (clip,)))
    return ()


def _filled(hole: _Hole, found: Sequence[Event]) -> int:
    """Return how many frames of a hole are filled."""
    filled = {frame for event in found for frame in range(event.record.start, event.record.end)}
    return len(filled & set(range(hole.record.start, hole.record.end)))


def silent(one: Silence) -> Finding:
    """Tell of a stretch of the film that stays silent."""
    at, seconds = timecode_text(one.record.start, one.record.rate), float(one.frames / one.record.rate)
    return Finding(
        "silence",
        one.line,
        f"{seconds:.1f} s of the film under {one.name} at {at} are silent: no take of the "
        "scene has as much quiet that goes with what is heard beside it.",
        "Lay room tone by hand, or record some.",
    )
