"""From events to shots: what runs through without a cut, and where timecode starts."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from rushes.cut.model import Cut, Event
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.timecode import Span, frame_from, may_drop, nominal, rate_text
from rushes.turnover.model import Shot


class BrokenCut(Refusal):
    """A cut holds an event that no film can have."""

    sentence = (
        "The cut cannot be handed over: {0}, line {1}, {2}. "
        "That is a fault of Rushes, not of your rushes; please report this sentence."
    )


class NobodyCountsSo(Refusal):
    """The film's rate has no name in any editing system."""

    sentence = "No editing system counts {0} frames a second. Choose the film's rate: --rate 25, 24000/1001 …"


def tracks(cut: Cut) -> tuple[str, ...]:
    """Return the names of the tracks, picture first, each kind by its number: V1, V2, A1, A2, A10."""
    return tuple(sorted({event.track for event in cut.events}, key=_by_kind_and_number))


def shots(cut: Cut, track: str) -> tuple[Shot, ...]:
    """Return the shots of a track in record order; neighbours without a cut between them are one.

    `BrokenCut` when events overlap, would be retimed, or show frames that their clip does not have.
    """
    made: list[Shot] = []
    clips = {clip.file: clip for clip in cut.clips}
    for event in sorted(cut.track(track), key=lambda event: event.record.start):
        shot = _shot(cut, clips, event)
        if made and event.record.start < made[-1].record.end:
            raise _broken(event, f"overlaps the event before it, which ends at frame {made[-1].record.end}")
        if made and _runs_on(made[-1], shot):
            made[-1] = _joined(made[-1], shot)
        else:
            made.append(shot)
    return tuple(made)


def all_shots(cut: Cut) -> tuple[Shot, ...]:
    """Return the shots of every track, track by track."""
    return tuple(shot for track in tracks(cut) for shot in shots(cut, track))


def film_start(cut: Cut) -> tuple[int, bool]:
    """Return the timecode of the film's first frame, one hour, and whether it counts drop-frame.

    It does when most of the pictures that carry timecode at a rate that may drop count it so.
    """
    pictures = [clip for clip in cut.clips if not clip.is_sound]
    votes = [clip.drop for clip in pictures if clip.has_timecode and may_drop(clip.rate)]
    drop = may_drop(cut.rate) and 2 * sum(votes) > len(votes)
    return frame_from("01:00:00;00" if drop else "01:00:00:00", cut.rate), drop


def named_rate(rate: Fraction) -> bool:
    """Tell whether editing systems have a name for the rate: whole, or whole times 1000/1001."""
    return rate in (Fraction(nominal(rate)), Fraction(nominal(rate) * 1000, 1001))


def check_rate(rate: Fraction | None) -> None:
    """Refuse a film at a rate that no timeline can hold: `NobodyCountsSo`; None is not decided yet."""
    if rate is not None and not named_rate(rate):
        raise NobodyCountsSo(rate_text(rate))


def shown(shot: Shot) -> Iterator[int]:
    """Yield, for each record frame of a shot, the frame of the clip that is on screen.

    At another rate it is the nearest in time, halves upwards, and never one outside the shot.
    """
    step = shot.source.rate / shot.record.rate
    for number in range(shot.record.frames):
        nearest = shot.source.start + (number * step + Fraction(1, 2)).__floor__()
        yield min(nearest, max(shot.source.end - 1, shot.source.start))


def _by_kind_and_number(track: str) -> tuple[bool, str, int]:
    number = re.search(r"\d+$", track)
    return not track.startswith("V"), track[:1], int(number[0]) if number else 0


def _shot(cut: Cut, clips: Mapping[str, Clip], event: Event) -> Shot:
    """Return the shot of one event, after asking whether a film can have it.

    A sound may end inside its last frame of the film: what is missing there is less than a frame of quiet.
    """
    clip = clips.get(event.file)
    if clip is None:
        raise _broken(event, f"plays {event.file}, which is not among the cut's clips")
    if event.record.rate != cut.rate or event.source.rate != clip.rate:
        raise _broken(event, "stands on a ruler that is neither its clip's nor the film's")
    if not event.record.frames or not event.source.frames or _is_retimed(event.source, event.record):
        length = f"{event.source.frames} frames of {event.file} in {event.record.frames} of the film"
        raise _broken(event, f"would be retimed: {length}")
    if event.track.startswith("V") and clip.is_sound:
        raise _broken(event, f"shows {event.file}, which has no picture")
    over = clip.rate / cut.rate if clip.is_sound else 0
    inside = 0 <= event.source.start <= event.source.end <= clip.frames + over
    if not inside and (event.track.startswith("V") or clip.is_sound):
        what = "plays samples" if clip.is_sound else "shows frames"
        raise _broken(event, f"{what} {event.source.start} to {event.source.end} of {clip.frames}")
    return Shot(event.track, clip, (event,), event.source, event.record)


def _is_retimed(source: Span, record: Span) -> bool:
    """Tell whether source and record last differently: at all at one rate, over a frame at two."""
    if source.rate == record.rate:
        return source.frames != record.frames
    longer_frame = max(1 / source.rate, 1 / record.rate)
    return abs(source.seconds - record.seconds) > longer_frame


def _runs_on(first: Shot, second: Shot) -> bool:
    """Tell whether a clip goes on without a cut; at another rate than the film's, still in its place.

    Each place is rounded by half a frame of the film at most; rounded lengths must not add up to more.
    """
    touch = (
        first.clip == second.clip
        and first.source.end == second.source.start
        and first.record.end == second.record.start
    )
    gone = second.source.start - first.source.start, second.record.start - first.record.start
    apart = abs(gone[0] / first.source.rate - gone[1] / first.record.rate)
    return touch and apart <= Fraction(1, 2) / first.record.rate


def _joined(first: Shot, second: Shot) -> Shot:
    source = Span(first.source.start, second.source.end, first.source.rate)
    record = Span(first.record.start, second.record.end, first.record.rate)
    return Shot(first.track, first.clip, first.events + second.events, source, record)


def _broken(event: Event, fault: str) -> BrokenCut:
    return BrokenCut(f"track {event.track} at frame {event.record.start}", event.line, fault)
