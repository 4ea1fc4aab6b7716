"""Trims: from chosen readings to whole frames, never inside a word and never into another voice.

A cut is made only at the two ends of a shot. Where a take runs on from line to line the events of
the lines share a frame in the quiet between them: that is a join in one continuous shot, no cut.

Three rules, in this order: every word that is kept is kept whole; a word of somebody else that runs
over a kept one is kept whole too (nothing is cut in the middle); then air is left, but no farther
than one quarter into the gap to the next sound, and to 0.08 s of the sound before. Not the middle: a
word's end is heard to 0.05 s, its beginning up to 0.3 s late when it is soft (95 % of 335 readings of
the strung scenes), and a breath belongs to the line that follows it. (Of the 692 ends of all 346
readings, trimmed with the air of `Air`, 7 fall more than half a frame into a true word.) Where two
words abut closer than a frame no frame lies between them, and the cut falls on the nearest one that
holds the kept word whole: less than a frame into the other.
"""

from dataclasses import dataclass

from rushes.cut.pauses import Pause
from rushes.cut.selects import Select
from rushes.cut.speech import Ruler, Speech, ticks
from rushes.cut.tastes import Air
from rushes.timecode import Span


@dataclass(frozen=True)
class AirAround:
    """The air wished before and after a shot, in microseconds."""

    before: int
    after: int


def air_around(air: Air, before: Pause | None, after: Pause | None) -> AirAround:
    """Return the air wished around a line; None stands for the beginning or the end of the scene."""
    head, tail = ticks(air.before_s), ticks(air.after_s)
    more = ticks(air.pause_s / 2)
    return AirAround(
        before=ticks(air.opening_s) if before is None else head + (more if before is not Pause.NONE else 0),
        after=ticks(air.closing_s) if after is None else tail + (more if after is not Pause.NONE else 0),
    )


_AFTER_A_SOUND = 80_000
"""Microseconds after a sound that surely hold its end."""


@dataclass(frozen=True)
class Trim:
    """Whole frames of a clip, and whether speech that is not wanted had to be kept at an end."""

    span: Span
    crowded_before: bool = False
    crowded_after: bool = False


def trim(first: Select, last: Select, end: int, speech: Speech, around: AirAround) -> Trim:
    """Return the frames of a shot that plays from one select of a clip to another, or to the same.

    end: where the last word of the shot sounds, in microseconds: later than the last select's own
    where two voices overlap.
    """
    clip = first.clip
    start, crowded_before = _head(first.start, around.before, speech)
    after, crowded_after = _tail(max(end, last.end), around.after, speech)
    return Trim(Span(start, min(after, clip.frames), clip.rate), crowded_before, crowded_after)


def _head(start: int, wish: int, speech: Speech) -> tuple[int, bool]:
    """Return the first frame, and whether a stranger's word had to be kept whole."""
    ruler, at = speech.ruler, start
    frame = ruler.down(at)
    while True:
        reach = speech.sounds.reaches_back_to(ruler.at(frame) + ruler.step)
        if reach is None or reach >= ruler.at(frame) or frame <= 0:
            break
        at, frame = reach, ruler.down(reach)
    last = speech.last_sound(at, ruler.step)
    quiet = None if last is None else max(0, at - last)
    room = wish if quiet is None else min(wish, max(quiet - _AFTER_A_SOUND, quiet * 3 // 4))
    return max(0, min(frame, ruler.up(at - room))), at < start - ruler.step


def _tail(end: int, wish: int, speech: Speech) -> tuple[int, bool]:
    """Return the frame after the last one, and whether a stranger's word had to be kept whole."""
    ruler, at = speech.ruler, end
    frame = ruler.up(at)
    while True:
        reach = speech.sounds.reaches_to(ruler.at(frame) - ruler.step)
        if reach is None or reach <= ruler.at(frame):
            break
        at, frame = reach, ruler.up(reach)
    following = speech.next_sound(at, ruler.step)
    room = wish if following is None else min(wish, max(0, following - at) // 4)
    whole = ruler.up(speech.dies_away(at))
    return max(frame, whole, ruler.down(at + room)), at > end + ruler.step


def join_frame(before: Select, now: Select) -> int:
    """Return the frame at which one line of a running take hands over to the next: a quarter into the quiet.

    Where two voices overlap it is the frame on which the second begins. It always lies after the
    frame on which the first begins (see `Bench.runs_on`).
    """
    ruler = Ruler.of(now.clip.rate)
    quarter = ruler.down((3 * before.end + now.start) // 4)
    return min(max(quarter, ruler.up(before.end)), ruler.down(now.start))


def meeting_frames(before: Select, now: Select) -> tuple[int, int]:
    """Return the frame after one camera's last and the first frame of another, on one instant of a take.

    It lies a quarter into the quiet between the two lines, as of `join_frame`.
    """
    later = now.later_than(before)
    first, second = Ruler.of(before.clip.rate), Ruler.of(now.clip.rate)
    end = max(first.up(before.end), first.down((3 * before.end + now.start + later) // 4))
    instant = first.at(end) - later
    start = second.down(instant + second.step // 2)
    return end, max(0, min(start, second.down(now.start)))
