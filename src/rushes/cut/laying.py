"""Laying: choices become shots of whole frames, end to end on the film's ruler."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from rushes.cut.choose import Choice
from rushes.cut.pinned_trim import trimmed_as_pinned
from rushes.cut.pins import Pins
from rushes.cut.selects import Bench
from rushes.cut.tastes import Air
from rushes.cut.trim import Trim, air_around, join_frame, meeting_frames, trim
from rushes.footage.model import Clip
from rushes.timecode import Moment, Span, nearest_named

FILM_RATE = Fraction(24)
"""The rate of a cut that has no clip to take it from."""


@dataclass(frozen=True)
class Shot:
    """Choices that one take plays without a cut between them; mostly one."""

    choices: tuple[Choice, ...]
    trimmed: Trim

    @property
    def spans(self) -> tuple[Span, ...]:
        """The source of each choice: end to end, handing over in the quiet between two lines."""
        selects = [choice.select for choice in self.choices]
        span = self.trimmed.span
        seams = [span.start, *(join_frame(a, b) for a, b in pairwise(selects)), span.end]
        return tuple(Span(start, end, span.rate) for start, end in pairwise(seams))

    def ending(self, frame: int) -> "Shot":
        """Return the shot with another end."""
        span = self.trimmed.span
        return replace(self, trimmed=replace(self.trimmed, span=Span(span.start, frame, span.rate)))

    def beginning(self, frame: int) -> "Shot":
        """Return the shot with another beginning."""
        span = self.trimmed.span
        return replace(self, trimmed=replace(self.trimmed, span=Span(frame, span.end, span.rate)))


@dataclass(frozen=True)
class Laid:
    """A choice as it lies in the film: source in its own clip, record in the film."""

    choice: Choice
    source: Span
    record: Span

    def at(self, frame: int) -> int:
        """Return the frame of the clip that a frame of the film shows; the ends are those of the source."""
        if frame >= self.record.end:
            return self.source.end
        past = Fraction(frame - self.record.start) * self.source.rate / self.record.rate
        return self.source.start + round(past)


def rate_of_most(clips: Sequence[Clip]) -> Fraction:
    """Return the rate that most clips have; of equals the one with more seconds, then the higher.

    A rate that no editing system has a name for, such as a telephone's 29.983, gives way to the nearest.
    """
    counts, frames = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for clip in clips:  # of two whole numbers, as fractions are compared slowly
        rate = clip.rate.numerator, clip.rate.denominator
        counts[rate] += 1
        frames[rate] += clip.frames
    if not counts:
        return nearest_named(FILM_RATE)
    rates = {Fraction(*rate): rate for rate in counts}
    most = max(rates, key=lambda rate: (counts[rates[rate]], frames[rates[rate]] / rate, rate))
    return nearest_named(most)


def shots_of(choices: Sequence[Choice], bench: Bench, air: Air, pins: Pins) -> Iterator[Shot]:
    """Gather the choices that one take plays on, and trim each gathering at its two ends."""
    gathered: list[list[Choice]] = []
    for choice in choices:
        if choice.runs_on:
            gathered[-1].append(choice)
        else:
            gathered.append([choice])
    for shot in gathered:
        first, last = shot[0].select, shot[-1].select
        around = air_around(air, shot[0].pause_before, shot[-1].pause_after)
        end = max(choice.select.end for choice in shot)
        speech, selects = bench.speech[first.clip.file], [choice.select for choice in shot]
        trimmed = trim(first, last, end, speech, around)
        yield Shot(tuple(shot), trimmed_as_pinned(trimmed, pins, selects, end, speech))


def meeting(shots: Sequence[Shot], bench: Bench, pins: Pins) -> tuple[Shot, ...]:
    """Let shots of one performance by two cameras meet on one instant, so that its time runs through.

    Where a person trimmed the join, it is the person's.
    """
    made = list(shots[:1])
    for now in shots[1:]:
        first, second = made[-1].choices[-1].select, now.choices[0].select
        by_hand = pins.trim_of(first.line.id)[1] or pins.trim_of(second.line.id)[0]
        pause = now.choices[0].pause_before
        if pause and not by_hand and bench.runs_across(first, second, pause):
            end, start = meeting_frames(first, second)
            if end > made[-1].trimmed.span.start and start < now.trimmed.span.end:
                made[-1] = made[-1].ending(end)
                now = now.beginning(start)  # noqa: PLW2901 -- the same shot, trimmed otherwise
        made.append(now)
    return tuple(made)


def lay(shots: Sequence[Shot], rate: Fraction) -> Iterator[Laid]:
    """Lay shots end to end on the record, line by line."""
    at = 0
    for shot in shots:
        begun, shown = at, 0
        for choice, source in zip(shot.choices, shot.spans, strict=True):
            shown += source.frames
            until = max(at + 1, begun + Moment.nearest(shown / source.rate, rate).frame)
            yield Laid(choice, source, Span(at, until, rate))
            at = until
