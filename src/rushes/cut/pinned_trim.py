"""Trims that a person pinned: frames added to an end of a shot, or taken away, but never into a word.

Where a take runs on from one line to the next there is no cut, and nothing to trim.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rushes.cut.pins import Pin, Pins
from rushes.cut.selects import Select
from rushes.cut.settle import TAKE_AWAY, CannotKeep
from rushes.cut.speech import Speech
from rushes.cut.trim import Trim
from rushes.timecode import Span


def trimmed_as_pinned(trimmed: Trim, pins: Pins, selects: Sequence[Select], end: int, speech: Speech) -> Trim:
    """Return the trim of a shot with its ends moved as pinned; `CannotKeep` where an end would not be clean.

    selects: what the shot plays, in order. end: where its last word sounds, in microseconds.
    """
    for place, select in enumerate(selects):
        for pin in pins.of(select.line.id):
            inside = (pin.head and place > 0) or (pin.tail and place < len(selects) - 1)
            if inside:
                raise CannotKeep(pin.place, pin, f"{select.name} runs on there, without a cut", _NO_CUT)
    first, last = selects[0], selects[-1]
    head, tail = pins.trim_of(first.line.id)[0], pins.trim_of(last.line.id)[1]
    span = trimmed.span
    if head:
        start = _moved(
            head, _pin_of(pins, first, "head"), lambda n: _clean_start(span.start - n, first, speech)
        )
        trimmed = replace(trimmed, crowded_before=False, span=Span(span.start - start, span.end, span.rate))
    if tail:
        after = _moved(
            tail, _pin_of(pins, last, "tail"), lambda n: _clean_end(span.end + n, last, end, speech)
        )
        span = trimmed.span
        trimmed = replace(trimmed, crowded_after=False, span=Span(span.start, span.end + after, span.rate))
    return trimmed


_NO_CUT = "Pin another take for one of the two lines, or take the pin away."


def _pin_of(pins: Pins, select: Select, side: str) -> Pin:
    return next(pin for pin in pins.of(select.line.id) if getattr(pin, side))


def _moved(wish: int, pin: Pin, clean: Callable[[int], bool]) -> int:
    """Return the wish where it leaves a clean end; refuse it with the most that would."""
    if clean(wish):
        return wish
    step = 1 if wish > 0 else -1
    most = next((n for n in range(wish - step, 0, -step) if clean(n)), 0)
    could = f"{most:+} would not" if most else "not one frame can be moved that way"
    why = f"{wish:+} frames would cut into a word, or leave the clip; {could}"
    advice = "Ask for those, or take the pin away." if most else TAKE_AWAY
    raise CannotKeep(pin.place, pin, why, advice, most)


def _clean_start(frame: int, first: Select, speech: Speech) -> bool:
    """Tell whether a shot may begin with a frame: in its clip, before its words, inside of no other."""
    ruler = speech.ruler
    if not 0 <= frame <= ruler.down(first.start):
        return False
    reach = speech.sounds.reaches_back_to(ruler.at(frame) + ruler.step)
    return reach is None or reach >= ruler.at(frame)


def _clean_end(frame: int, last: Select, end: int, speech: Speech) -> bool:
    """Tell whether a shot may end before a frame: in its clip, after its words, inside of no other."""
    ruler = speech.ruler
    if not ruler.up(max(end, last.end)) <= frame <= last.clip.frames:
        return False
    reach = speech.sounds.reaches_to(ruler.at(frame) - ruler.step)
    return reach is None or reach <= ruler.at(frame)
