"""Quiet: where in a take its room alone is heard, and nothing else.

No word, slate, crew or clap, with margins; none of the steps, breaths and chairs that nobody named, which
stand out of the room's own noise; no digital silence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from rushes.coverage.model import LinedScript, OffScript, Reading
from rushes.cut.speech import CLAP, TICKS
from rushes.footage.model import Clip
from rushes.sound.model import Heard

Stretch = tuple[float, float]
"""From a second of a clip to another."""

_MARGIN_S: Final = 0.25
"""Kept clear of what is heard, and of a file's two ends: rooms ring on, breath is drawn, cameras click."""
_STEADY_DB: Final = 6.0
"""A tenth of a second so far above the quiet around it is a step, a breath, a chair: no tone (by hand)."""
MUTED_DB: Final = -90.0
"""Below this it is digital silence, and as much of a hole as nothing."""
LEAST_S: Final = 0.4
"""A shorter piece is heard as a patch (by hand)."""


@dataclass(frozen=True)
class Quiet:
    """What every take has of quiet: found once, and asked of for every cut."""

    lined: LinedScript
    _quiet: dict[str, tuple[Stretch, ...]] = field(default_factory=dict)

    def of(self, clip: Clip) -> tuple[Stretch, ...]:
        """Return the stretches of a clip in which its room alone is heard, the longest first."""
        if clip.file not in self._quiet:
            heard = self.lined.heard.get(clip.file)
            sounds = heard is not None and (clip.channels or clip.behind)
            found = tuple(_steady(self._unspoken(clip, heard), heard)) if heard and sounds else ()
            self._quiet[clip.file] = tuple(sorted(found, key=lambda one: (one[0] - one[1], one[0])))
        return self._quiet[clip.file]

    def noise_db(self, file: str) -> float | None:
        """Return the floor of a clip's sound; None where nobody measured."""
        heard = self.lined.heard.get(file)
        return None if heard is None or heard.noise_db <= MUTED_DB else heard.noise_db

    def _unspoken(self, clip: Clip, heard: Heard) -> Iterator[Stretch]:
        """Yield where no word, slate, crew or clap is heard, with its margins."""
        taken = [(0.0, _MARGIN_S), (heard.duration_s - _MARGIN_S, float("inf"))]
        words = ((word.in_s, word.out_s) for word in (*heard.words, *heard.slate_words))
        speech = ((one.in_s, one.out_s) for one in self._said.get(clip.file, ()))
        taken += [(start - _MARGIN_S, end + _MARGIN_S) for start, end in (*words, *speech)]
        taken += [(at + CLAP[0] / TICKS, at + CLAP[1] / TICKS + _MARGIN_S) for at in heard.claps]
        if clip.behind:
            taken += [(float("-inf"), clip.behind[0].at_s), (_recorded_until(clip), float("inf"))]
        free = tuple(_between(sorted(taken), float(clip.seconds)))
        for quiet in heard.quiet:
            for start, end in free:
                if min(end, quiet.out_s) - max(start, quiet.in_s) >= LEAST_S:
                    yield max(start, quiet.in_s), min(end, quiet.out_s)

    @cached_property
    def scenes(self) -> Mapping[str, str]:
        """The scene of every line."""
        return {line.id: line.scene for line in self.lined.lines}

    @cached_property
    def _said(self) -> Mapping[str, Sequence[Reading | OffScript]]:
        said: dict[str, list[Reading | OffScript]] = defaultdict(list)
        for reading in self.lined.readings:
            said[reading.file].append(reading)
        for speech in self.lined.off_script:
            said[speech.file].append(speech)
        return said


def _recorded_until(clip: Clip) -> float:
    return min(one.in_picture(float(one.sound.seconds)) for one in clip.behind)


def _between(taken: Sequence[Stretch], length: float) -> Iterator[Stretch]:
    at = 0.0
    for start, end in taken:
        if min(start, length) > at:
            yield at, min(start, length)
        at = max(at, end)
    if at < length:
        yield at, length


def _steady(stretches: Iterable[Stretch], heard: Heard) -> Iterator[Stretch]:
    """Yield the parts of stretches in which nothing stands out of the room's own noise."""
    step = heard.level_step_s
    for start, end in stretches:
        first, after = -int(-start // step), int(end / step)
        levels = heard.levels[first:after]
        if not levels:  # nobody measured
            yield start, end
            continue
        floor = median(levels)
        loud = [n for n, level in enumerate(levels, first) if not MUTED_DB < level <= floor + _STEADY_DB]
        for one, other in pairwise([first - 1, *loud, after]):
            since, until = max(start, (one + 1) * step), min(end, other * step)
            if until - since >= LEAST_S:
                yield round(since, 3), round(until, 3)
