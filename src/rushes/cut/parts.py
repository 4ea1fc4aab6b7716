"""Parts: where the picture may change while a line is heard, and what keeps its time.

A line is one part; a long one, two or three, so that whoever listens may be seen in its later part. The
picture changes between two words, in quiet, and a picture is as long as its place in the film.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final

from rushes.cut.laying import Laid
from rushes.cut.pace import Pace
from rushes.cut.pins import Pins
from rushes.cut.selects import Select
from rushes.cut.speech import TICKS, Speech
from rushes.timecode import Span

_LEAST_PART_S: Final = 1.2
"""A part of a line shorter than this flashes by."""
_REACTION_S, _BACK_S = 3.5, 2.0
"""A listener is seen for so long; then whoever speaks is seen again, if the line goes on for so much more."""
_QUIET: Final = 120_000
"""Microseconds of quiet around a cut of the picture inside a performance."""


@dataclass(frozen=True)
class Part:
    """A stretch of a line over which the picture does not change. late: where a listener may be seen."""

    laid: Laid
    record: Span
    late: bool = False

    @property
    def select(self) -> Select:
        """The reading that is heard."""
        return self.laid.choice.select

    @cached_property
    def source(self) -> Span:
        """What the take that is heard shows."""
        return Span(self.laid.at(self.record.start), self.laid.at(self.record.end), self.laid.source.rate)


def parts_of(laid: Laid, pins: Pins, pace: Pace) -> tuple[Part, ...]:
    """Return the parts of a line between which the picture may change: one, or two or three of a long one.

    Where it may not change, a listener whom a person chose is seen all through the line.
    """
    line = laid.choice.line.id
    wanted = pins.reaction_of(line)
    hold, length = pace.hold_s, laid.record.seconds
    if wanted is False or not (wanted or length > hold):
        return (Part(laid, laid.record),)
    whole = Part(laid, laid.record, late=pins.listener_of(line) is not None)
    share = 0.4 if length > 2 * hold else 0.55
    back = share + _REACTION_S / float(length)
    wishes = [share, *([back] if (1 - back) * length >= _BACK_S else [])]
    cuts = {cut for wish in wishes if (cut := _between_words(laid, wish)) is not None}
    if not cuts:
        return (whole,)
    edges = [laid.record.start, *sorted(cuts), laid.record.end]
    parts = tuple(
        Part(laid, Span(start, end, laid.record.rate), late=n == 1)
        for n, (start, end) in enumerate(pairwise(edges))
    )
    return parts if all(keeps_time(part.source, part.record) for part in parts) else (whole,)


def _between_words(laid: Laid, share: float) -> int | None:
    """Return the film's frame between two words that is nearest to a share of the line; None without one."""
    words = [
        word for word in laid.choice.select.reading.words if word.in_s is not None and word.out_s is not None
    ]
    rate = laid.record.rate
    least = round(_LEAST_PART_S * rate)
    found = []
    for one, other in pairwise(words):
        end, begin = one.out_s or 0.0, other.in_s or 0.0
        if begin - end < _QUIET / TICKS - 1 / TICKS:
            continue
        past = Fraction((end + begin) / 2) - laid.source.start / laid.source.rate
        frame = laid.record.start + round(past * rate)
        shown_s = laid.at(frame) / laid.source.rate
        clean = min(shown_s - end, begin - shown_s) >= _QUIET / 2 / TICKS
        if clean and laid.record.start + least <= frame <= laid.record.end - least:
            found.append(frame)
    wish = laid.record.start + share * laid.record.frames
    return min(found, key=lambda frame: abs(frame - wish), default=None)


def keeps_time(source: Span, record: Span) -> bool:
    """Tell whether a picture lasts as long as its place in the film, to a frame of the film."""
    return abs(source.frames / source.rate - record.frames / record.rate) <= 1 / record.rate


def is_clean(speech: Speech, frame: int) -> bool:
    """Tell whether a picture may be cut at a frame: in real quiet, as a word's edges are heard to 0.05 s."""
    at = speech.ruler.at(frame)
    reach = speech.sounds.reaches_to(at + _QUIET // 2)
    return reach is None or reach <= at - _QUIET // 2
