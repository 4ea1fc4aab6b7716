"""Several microphones on one clip: each is lined by itself, and what they agree on is told once. Pure.

The same line at the same time on two tracks is one reading, the clearest; one that is only another's
voice from afar is none; two actors who talk at once, each into a microphone, are two.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np

from rushes.coverage.model import OffScript, Reading
from rushes.screenplay.model import Line
from rushes.sound.microphones import Steps, bleeding, isolated
from rushes.sound.model import Heard

Lined = tuple[tuple[Reading, ...], tuple[OffScript, ...]]
"""What one track gave: its readings, and its speech that is no line."""

Speech = TypeVar("Speech", bound=Reading | OffScript)

_AT_ONCE = 0.5
"""Two stretches are at the same time when they share so much of the shorter one."""
_AS_SURE = 0.05
"""A confidence so little below the best is as good: then the clearer sound decides."""
_MOSTLY = 0.6


@dataclass(frozen=True)
class _On(Generic[Speech]):
    """A reading, or speech that is no line, on a track."""

    track: int
    said: Speech

    @property
    def seconds(self) -> float:
        return self.said.out_s - self.said.in_s

    def shared(self, in_s: float, out_s: float) -> float:
        """Return how many of these seconds it lasts."""
        return max(0.0, min(self.said.out_s, out_s) - max(self.said.in_s, in_s))

    def covered_by(self, other: Reading | OffScript) -> bool:
        return self.shared(other.in_s, other.out_s) > _AT_ONCE * self.seconds

    def at_once(self, other: "_On[Speech]") -> bool:
        return self.covered_by(other.said) or other.covered_by(self.said)


def together(heard: Heard, lined: Sequence[Lined]) -> Lined:
    """Return the readings and the speech off script of a clip from those of each of its tracks.

    heard: with the levels of each track; lined: in the order of `Heard.tracks`. Readings name the
    microphone that they were taken from; passes are counted anew over all.
    """
    levels = np.array(heard.track_levels, dtype=np.float32)
    faint, personal = _Faint(heard, bleeding(levels)), isolated(levels)
    read = [_On(track, reading) for track, (readings, _) in enumerate(lined) for reading in readings]
    clear = [_clearest(group) for group in _groups([one for one in read if not faint(one)], _same_line)]
    kept = [one for one in clear if personal[one.track] or not _contradicted(one, clear, personal)]
    rest = [_On(track, speech) for track, (_, speeches) in enumerate(lined) for speech in speeches]
    rest = [one for one in rest if not faint(one) and not _part_of_a_line(one, kept, personal)]
    aside = [max(group, key=_words_known).said for group in _groups(rest, _any_speech)]
    return _counted(kept, heard.tracks), tuple(sorted(aside, key=lambda speech: speech.in_s))


def likeliest(scenes: Sequence[Sequence[Line]], readings: Sequence[Reading]) -> Sequence[Line]:
    """Return the scene that most words on all tracks were said of."""
    said: Counter[str] = Counter()
    for reading in readings:
        said[reading.line] += sum(word.state == "said" for word in reading.words)
    return max(scenes, key=lambda lines: sum(said[line.id] for line in lines))


@dataclass(frozen=True, eq=False)
class _Faint:
    """Tells what is no more than another's voice from afar, while that one is heard on its own track."""

    heard: Heard
    bleeds: Steps

    def __call__(self, one: _On[Speech]) -> bool:
        step = self.heard.level_step_s
        first = int(one.said.in_s / step)
        far = self.bleeds[one.track, first : max(int(one.said.out_s / step), first + 1)]
        return bool(far.size) and float(far.mean()) >= _MOSTLY and self._somebody_else_speaks(one)

    def _somebody_else_speaks(self, one: _On[Speech]) -> bool:
        others = (word for word in self.heard.words if word.track != one.track)
        return sum(one.shared(word.in_s, word.out_s) for word in others) > _AT_ONCE * one.seconds


def _groups(
    told: Sequence[_On[Speech]], same: Callable[[_On[Speech], _On[Speech]], bool]
) -> list[list[_On[Speech]]]:
    """Return what is told of the same sound, on one track or several."""
    groups: list[list[_On[Speech]]] = []
    for one in sorted(told, key=lambda one: (one.said.in_s, one.track)):
        mine = next((group for group in reversed(groups) if any(same(one, other) for other in group)), None)
        if mine is None:
            groups.append([one])
        else:
            mine.append(one)
    return groups


def _same_line(one: _On[Reading], other: _On[Reading]) -> bool:
    return one.track != other.track and one.said.line == other.said.line and one.at_once(other)


def _any_speech(one: _On[OffScript], other: _On[OffScript]) -> bool:
    return one.track != other.track and one.at_once(other)


def _clearest(group: Sequence[_On[Reading]]) -> _On[Reading]:
    """Return the surest reading; of those that are as sure, the one with the clearest sound."""
    surest = max(one.said.confidence for one in group)
    sure = [one for one in group if one.said.confidence >= surest - _AS_SURE]
    return max(sure, key=lambda one: (one.said.clear_db, one.said.confidence, -one.track))


def _contradicted(one: _On[Reading], others: Sequence[_On[Reading]], personal: Sequence[bool]) -> bool:
    """Tell whether a person's own microphone heard another line there, at least as surely.

    A boom that hears two people at once may take their words for a third line.
    """
    return any(
        personal[other.track]
        and other.said.line != one.said.line
        and other.said.confidence >= one.said.confidence
        and one.covered_by(other.said)
        for other in others
    )


def _part_of_a_line(one: _On[OffScript], kept: Sequence[_On[Reading]], personal: Sequence[bool]) -> bool:
    """Tell whether another microphone knows the speech as a line; not where each belongs to a person."""
    return any(
        one.covered_by(other.said)
        and not (other.track != one.track and personal[one.track] and personal[other.track])
        for other in kept
    )


def _words_known(one: _On[OffScript]) -> tuple[int, float]:
    return sum(word != "…" for word in one.said.heard.split()), one.seconds


def _counted(kept: Sequence[_On[Reading]], names: Sequence[str]) -> tuple[Reading, ...]:
    """Name the microphones and count the passes of each line, in time order."""
    passes: dict[str, int] = {}
    readings = []
    for one in sorted(kept, key=lambda one: (one.said.in_s, one.track)):
        line = one.said.line
        passes[line] = passes.get(line, 0) + 1
        readings.append(replace(one.said, pass_number=passes[line], microphone=names[one.track]))
    return tuple(readings)
