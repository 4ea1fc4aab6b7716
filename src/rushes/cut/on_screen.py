"""What is on screen when, and where every line's words sound: a cut in seconds of the film."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.model import Cut, Event
from rushes.cut.pauses import Pause
from rushes.cut.speech import TICKS, extent
from rushes.cut.unspoken import Unspoken, unspoken
from rushes.footage.model import Clip

_FRAMES_OFF = 1.5
"""Frames by which the pictures of two cameras may miss each other and still be one performance."""


Gap = tuple[float, float]
"""Seconds of the film, from the last word before an action to the first one after it."""


@dataclass(frozen=True)
class Said:
    """Where a line's words sound in the film, in seconds, and the frames of its sound event."""

    in_s: float
    out_s: float
    starts: int
    ends: int


class Takes:
    """What was shot and said, gathered once for all cuts of it."""

    def __init__(self, lined: LinedScript) -> None:
        """Gather clips, readings and words."""
        self.lined = lined
        self.clips = {clip.file: clip for clip in lined.clips}
        self.readings: dict[str, list[Reading]] = defaultdict(list)
        for reading in lined.readings:
            self.readings[reading.line].append(reading)
        spoken: dict[str, list[float]] = defaultdict(list)
        for file, in_s, out_s in _spoken(lined):
            spoken[file].append((in_s + out_s) / 2)
        self.middles = {file: sorted(middles) for file, middles in spoken.items()}
        self._unspoken: dict[str, Unspoken] = {}

    def unspoken(self, clip: Clip) -> Unspoken:
        """Return where nobody speaks in a clip."""
        if clip.file not in self._unspoken:
            self._unspoken[clip.file] = unspoken(clip, self.lined)
        return self._unspoken[clip.file]


class Film:
    """A cut, with the takes that it was made of. `said`: by the id of every line in the film."""

    def __init__(self, takes: Takes, cut: Cut) -> None:
        """Gather pictures and words."""
        self.takes, self.cut = takes, cut
        self.pictures = cut.track("V1")
        self._starts = [event.record.start_s for event in self.pictures]
        self._ends = [event.record.end_s for event in self.pictures]
        self._clips = {clip.file: clip for clip in cut.clips} | takes.clips
        self.said = {event.line: self._said(event) for event in cut.spoken}

    def _said(self, event: Event) -> Said:
        start_s, end_s = self._words(event)
        begins = event.record.start_s - event.source.start_s
        return Said(begins + start_s, begins + end_s, event.record.start, event.record.end)

    def _words(self, event: Event) -> tuple[float, float]:
        """Return the seconds of an event's file in which its line's words are; all of it when not known."""
        start_s, end_s = event.source.start_s, event.source.end_s
        readings = self.takes.readings.get(event.line, ())
        found = [place for one in readings for place in self._on(event.file, one)]
        shared = [(round(min(b, end_s) - max(a, start_s), 3), a, b) for a, b in found]
        best = max(shared, default=(0.0, start_s, end_s))
        return (best[1], best[2]) if best[0] > 0 else (start_s, end_s)

    def _on(self, file: str, reading: Reading) -> Iterator[tuple[float, float]]:
        """Return where a reading sounds in a file: its own clip, or a recording behind that."""
        behind = self._clips[reading.file].behind
        if reading.file != file and not behind:
            return
        start_s, end_s = (instant / TICKS for instant in extent(reading))
        if reading.file == file:
            yield start_s, end_s
        for one in behind:
            if one.sound.file == file:
                yield one.on_recorder(start_s), one.on_recorder(end_s)

    def clip(self, file: str) -> Clip:
        """Return the clip of a name."""
        return self._clips[file]

    def name(self, file: str) -> str:
        """Return what an editor calls a clip."""
        return self._clips[file].name

    def frames_of(self, lines: Sequence[str]) -> tuple[int, int] | None:
        """Return the first frame of the pictures of some lines and the frame after the last; None without."""
        found = [event.record for event in self.pictures if event.line in lines]
        return (min(one.start for one in found), max(one.end for one in found)) if found else None

    def gap(self, after: str, before: str, frames: tuple[int, int] | None = None) -> Gap | None:
        """Return where in the film something between two lines would be; None where one is not in the film.

        frames: of the scene's pictures, for its two ends, where one of the lines is an empty text.
        """
        rate, said = float(self.cut.rate), self.said
        if not {after, before} - {""} <= set(said) or (frames is None and not (after and before)):
            return None
        first, last = frames or (0, 0)
        start_s = said[after].out_s if after else first / rate
        end_s = said[before].in_s if before else last / rate
        return start_s, max(start_s, end_s)

    def seen(self, start_s: float, end_s: float) -> list[Event]:
        """Return the pictures of a stretch of the film, one at least where there is film."""
        end_s = max(end_s, start_s + 0.5 / float(self.cut.rate))
        first, after = bisect_right(self._ends, start_s), bisect_left(self._starts, end_s)
        return list(self.pictures[first:after])

    def take(self, file: str) -> str:
        """Return what clips of cameras that rolled together have in common, other clips with none."""
        angle = self._clips[file].angle
        return angle.group if angle else file

    def clock(self, file: str) -> float:
        """Return when a clip begins on the clock of its take, in seconds."""
        angle = self._clips[file].angle
        return angle.at_s if angle else 0.0

    def one_take(self, pictures: Sequence[Event]) -> bool:
        """Tell whether pictures are of one performance that goes on through them."""
        off_s = _FRAMES_OFF / float(self.cut.rate)
        return len({self.take(one.file) for one in pictures}) == 1 and all(
            abs(self.clock(b.file) + b.source.start_s - self.clock(a.file) - a.source.end_s) <= off_s
            for a, b in pairwise(pictures)
        )

    def plays(self, line: str) -> Iterator[tuple[str, float, float]]:
        """Return every take that plays a line, and where, in seconds on its clock."""
        for one in self.takes.readings.get(line, ()):
            at_s = self.clock(one.file)
            yield one.file, at_s + one.in_s, at_s + one.out_s

    def play_through(self, before: str, now: str, room_s: float) -> tuple[str, ...]:
        """Return the clips that play from one line to another with nothing but room between them."""
        ends: dict[str, list[float]] = defaultdict(list)
        for file, _, end in self.plays(before):
            ends[file].append(end)
        found = [
            file
            for file, start, _ in self.plays(now)
            for end in ends[file]
            if room_s <= start - end <= Pause.ACTION.value
            and not self._speaks(file, end, start)
            and not self._clips[file].slate.wild
        ]
        return tuple(sorted(dict.fromkeys(found)))

    def _speaks(self, file: str, start_s: float, end_s: float) -> bool:
        """Tell whether anybody speaks in a clip between two seconds on the clock of its take."""
        middles, at_s = self.takes.middles[file], self.clock(file)
        return bisect_left(middles, end_s - at_s) > bisect_right(middles, start_s - at_s)


def _spoken(lined: LinedScript) -> Iterator[tuple[str, float, float]]:
    """Yield the file and the seconds of everything that is said."""
    yield from ((one.file, one.in_s, one.out_s) for one in lined.readings)
    yield from ((one.file, one.in_s, one.out_s) for one in lined.off_script)
