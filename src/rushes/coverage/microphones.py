"""Several microphones on one clip: each is lined by itself, and what they agree on is told once. Pure.

The same line at the same time on two tracks is one reading, the clearest; two actors who talk at once,
each into a microphone, are two. What a microphone heard only from afar was left out before
(`rushes.sound.microphones.by_track`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np

from rushes.coverage.model import OffScript, Reading
from rushes.screenplay.model import Line
from rushes.sound.levels import FOREGROUND_DB, level_between
from rushes.sound.microphones import is_mix, isolated
from rushes.sound.model import Heard

Lined = tuple[tuple[Reading, ...], tuple[OffScript, ...]]
"""What one track gave: its readings, and its speech that is no line."""

Speech = TypeVar("Speech", bound=Reading | OffScript)

_AT_ONCE = 0.5
"""Two stretches are at the same time when they share so much of the shorter one."""
_AS_SURE = 0.05
"""A confidence so little below the best is as good: then the clearer sound decides."""
_EDGE_S = 0.15
"""Microphones disagree by so much on where a line begins and ends: sound travels, and rooms ring."""
_AS_CLEAR_DB, _CLEAR_DB = 3.0, 40.0
"""Sound so little below the best is as clear, and above 40 dB nothing is clearer."""


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


def together(apart: Sequence[Heard], lined: Sequence[Lined]) -> Lined:
    """Return the readings and the speech off script of a clip from those of each of its tracks.

    apart: what each track alone gave (`by_track`); lined: what was found in it. Readings name the
    microphone that they were taken from; passes are counted anew over all.
    """
    names = [heard.tracks[0] for heard in apart]
    personal = isolated(np.array([heard.levels for heard in apart], dtype=np.float32))
    read = [_On(track, reading) for track, (readings, _) in enumerate(lined) for reading in readings]
    clear = [_clearest(group, names, personal) for group in _groups(read, _same_line)]
    kept = [one for one in clear if personal[one.track] or not _contradicted(one, clear, personal)]
    rest = [_On(track, speech) for track, (_, speeches) in enumerate(lined) for speech in speeches]
    rest = [one for one in rest if not _part_of_a_line(one, kept, personal, apart[one.track])]
    aside = [max(group, key=_words_known).said for group in _groups(rest, _any_speech)]
    return _counted(kept, names), tuple(sorted(aside, key=lambda speech: speech.in_s))


def likeliest(scenes: Sequence[Sequence[Line]], readings: Sequence[Reading]) -> Sequence[Line]:
    """Return the scene that most words on all tracks were said of."""
    said: Counter[str] = Counter()
    for reading in readings:
        said[reading.line] += sum(word.state == "said" for word in reading.words)
    return max(scenes, key=lambda lines: sum(said[line.id] for line in lines))


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


def _clearest(group: Sequence[_On[Reading]], names: Sequence[str], personal: Sequence[bool]) -> _On[Reading]:
    """Return the surest reading; of those that are as sure, the one with the clearest sound.

    Of those as clear: a person's own microphone, else any before the mix, since what was mixed cannot
    be taken apart.
    """
    surest = max(one.said.confidence for one in group)
    sure = [one for one in group if one.said.confidence >= surest - _AS_SURE]
    clearest = max(min(one.said.clear_db, _CLEAR_DB) for one in sure)
    clear = [one for one in sure if one.said.clear_db >= clearest - _AS_CLEAR_DB]

    def worth(one: _On[Reading]) -> tuple[bool, bool, float, float]:
        own = personal[one.track]
        return own, not is_mix(names[one.track]), one.said.clear_db, one.said.confidence

    return max(clear, key=worth)


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


def _part_of_a_line(
    one: _On[OffScript], kept: Sequence[_On[Reading]], personal: Sequence[bool], heard: Heard
) -> bool:
    """Tell whether another microphone knows the speech as a line.

    Where each belongs to a person, two may speak at once: what is in front of one's own is one's own.
    """
    level = level_between(np.array(heard.levels), one.said.in_s, one.said.out_s)
    own = personal[one.track] and level > heard.speech_db - FOREGROUND_DB
    return any(
        one.shared(other.said.in_s - _EDGE_S, other.said.out_s + _EDGE_S) > _AT_ONCE * one.seconds
        and not (own and other.track != one.track and personal[other.track])
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
