"""The sound of the cut: behind each picture the recording that ran with it, sample by sample.

Sound is never stretched. Where a recorder's clock runs fast or slow against the camera, each run of sound is
laid so that its middle is in sync; what that leaves at its ends is half of what the clocks part in it. A run
goes on under a cut of the picture wherever the performance does: from one line to the next in one take, and
from one camera to another. Before its ends would be heard off, the next run begins.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.cut.model import Event
from rushes.footage.model import Behind, Clip
from rushes.timecode import Span

_SAME_INSTANT_S = 0.021
"""Two cameras' frames begin up to half a frame apart; what is nearer than this is the same instant."""
_OFF_S = 0.01
"""A quarter of a frame: what the ends of a run may be off, reached after 100 s at 200 millionths."""


@dataclass(frozen=True)
class _Place:
    """One picture event and the recordings that cover it; none where the camera's own sound plays.

    start_s, end_s: of the event's source, in seconds of its clip.
    """

    event: Event
    clip: Clip
    behind: tuple[Behind, ...]
    start_s: float
    end_s: float


def sound_events(pictures: Sequence[Event], clips: Sequence[Clip]) -> tuple[Event, ...]:
    """Return the sound of these picture events: on A1, and further tracks where a take has several files.

    pictures: in record order. An event whose clip has recordings behind it plays those, its source in
    samples; the camera's own sound plays where there is none, or none that covers the event.
    """
    by_file = {clip.file: clip for clip in clips}
    places = [_place(event, by_file[event.file]) for event in pictures]
    laid = [event for run in _runs(places) for event in _laid(run)]
    return tuple(sorted(laid, key=lambda event: (int(event.track[1:]), event.record.start)))


def sounds_on(before: Event, now: Event, clips: Mapping[str, Clip]) -> bool:
    """Tell whether the sound of a picture event goes on in another that is laid after it; clips: by file."""
    after = replace(now, record=now.record.moved(before.record.end - now.record.start))
    return _goes_on(_place(before, clips[before.file]), _place(after, clips[now.file]))


def sounds_of(events: Sequence[Event], clips: Sequence[Clip]) -> tuple[Clip, ...]:
    """Return the sound files that events play, in order of first use, and once."""
    files = {one.sound.file: one.sound for clip in clips for one in clip.behind}
    known = {clip.file for clip in clips}
    used = dict.fromkeys(event.file for event in events if event.file not in known)
    return tuple(files[file] for file in used)


def _place(event: Event, clip: Clip) -> _Place:
    start_s, end_s = event.source.start_s, event.source.end_s
    covering = tuple(one for one in clip.behind if _covers(one, start_s, end_s))
    return _Place(event, clip, covering, start_s, end_s)


def _covers(behind: Behind, start_s: float, end_s: float) -> bool:
    """Tell whether a recording plays during all of a stretch of its picture."""
    last_s = behind.in_picture(float(behind.sound.seconds))
    return behind.at_s <= start_s and last_s >= end_s


def _runs(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """Gather the events through which sound goes on without a cut."""
    run: list[_Place] = []
    for place in places:
        if run and not (_goes_on(run[-1], place) and _in_step([*run, place])):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _goes_on(before: _Place, now: _Place) -> bool:
    if before.event.record.end != now.event.record.start:
        return False
    if not before.behind or not now.behind:
        same = before.clip.file == now.clip.file and not before.behind and not now.behind
        return same and before.event.source.end == now.event.source.start
    if [one.sound.file for one in before.behind] != [one.sound.file for one in now.behind]:
        return False
    until = before.behind[0].on_recorder(before.end_s)
    return abs(now.behind[0].on_recorder(now.start_s) - until) <= _SAME_INSTANT_S


def _in_step(run: Sequence[_Place]) -> bool:
    """Tell whether a run is short enough for its ends to stay in sync."""
    apart = max((abs(one.drift_ppm) * 1e-6 for place in run for one in place.behind), default=0.0)
    return apart * sum(place.event.record.seconds for place in run) / 2 <= _OFF_S


def _laid(run: Sequence[_Place]) -> Iterator[Event]:
    """Lay one run of sound on a track for each of its files."""
    if not run[0].behind:
        yield from (replace(place.event, track="A1") for place in run)
        return
    for number in range(len(run[0].behind)):
        first = _first_sample(run, number)
        yield from _in_samples(run, number, first)


def _first_sample(run: Sequence[_Place], number: int) -> int:
    """Return the sample with which a run begins, so that its middle is in sync."""
    rate, begins = run[0].event.record.rate, run[0].event.record.start
    middle = (begins + run[-1].event.record.end) // 2
    place = next(place for place in run if place.event.record.end > middle)
    behind = place.behind[number]
    at_s = place.start_s + float((middle - place.event.record.start) / rate)
    first = Fraction(behind.on_recorder(at_s)) - (middle - begins) / rate
    return max(0, round(first * behind.sound.rate))


def _in_samples(run: Sequence[_Place], number: int, first: int) -> Iterator[Event]:
    begins = run[0].event.record.start
    for place in run:
        event, sound = place.event, place.behind[number].sound
        start, end = (
            first + round((frame - begins) * sound.rate / event.record.rate)
            for frame in (event.record.start, event.record.end)
        )
        yield replace(
            event,
            track=f"A{number + 1}",
            file=sound.file,
            source=Span(start, end, sound.rate),
            alternates=event.alternates if number == 0 else (),
        )


def uncovered(pictures: Sequence[Event], clips: Sequence[Clip]) -> tuple[tuple[Event, Clip], ...]:
    """Return the events of clips with recordings behind them of which none covers the event."""
    by_file = {clip.file: clip for clip in clips}
    places = [_place(event, by_file[event.file]) for event in pictures]
    return tuple((one.event, one.clip) for one in places if one.clip.behind and not one.behind)
