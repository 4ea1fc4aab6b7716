"""No mouth says something else: what of a clip's picture may be shown while another take is heard.

Two ways are open. Whoever speaks in the shown stretch is known to be off camera; or everybody says the same
words at the same time, each word within two frames. What nobody knows is not shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rushes.coverage.model import Reading
from rushes.cut.on_camera import OnCamera
from rushes.cut.selects import Bench, Select
from rushes.cut.speech import TICKS, Stretch, ticks

WITHIN_FRAMES = 2
"""Of the film: what is farther off is seen (sound first by 45 ms, picture first by 125: ITU-R BT.1359)."""
_TOUCH = 20_000
"""Microseconds by which a voice may reach into a stretch: half a frame at 25."""


@dataclass(frozen=True)
class Voice:
    """Somebody speaks in a clip. who: a character; empty for speech that is no line."""

    start: int
    end: int
    who: str = ""


Voices = Mapping[str, Sequence[Voice]]
"""Who speaks when, by `Clip.file`, in microseconds."""


class _VoicesOf(dict[str, Sequence[Voice]]):
    """The voices of every clip on a bench, each gathered when it is first asked for: of most nobody asks."""

    def __init__(self, bench: Bench) -> None:
        """Remember which readings lie in which clip."""
        super().__init__()
        self._speech = bench.speech
        self._selects: dict[str, list[Select]] = defaultdict(list)
        for selects in bench.selects.values():
            for select in selects:
                self._selects[select.clip.file].append(select)

    def __missing__(self, file: str) -> Sequence[Voice]:
        strangers = [Voice(start, end) for start, end in self._speech[file].strangers.all.tolist()]
        spoken = [Voice(one.start, one.end, one.line.character) for one in self._selects[file]]
        return self.setdefault(file, strangers + spoken)


def voices_of(bench: Bench) -> Voices:
    """Return who speaks when in every clip on the bench."""
    return _VoicesOf(bench)


def nobody_seen_speaks(voices: Iterable[Voice], seen: OnCamera, shown: Stretch) -> bool:
    """Tell whether everybody who speaks in a stretch of a clip is known to be off camera."""
    start, end = shown
    return all(
        voice.who != "" and seen.sees(voice.who) is False
        for voice in voices
        if voice.start < end - _TOUCH and voice.end > start + _TOUCH
    )


@dataclass(frozen=True)
class InStep:
    """Two readings of the same words: by how many seconds the one stands later, at least and at most."""

    least_s: float
    most_s: float

    @property
    def later(self) -> int:
        """How much later it stands, in microseconds: so that no word is farther off than need be."""
        return ticks((self.least_s + self.most_s) / 2)

    def holds(self, later_s: float, frame_s: float) -> bool:
        """Tell whether every word is within two frames where it is laid so much later."""
        return max(self.most_s - later_s, later_s - self.least_s) <= WITHIN_FRAMES * frame_s + 1 / TICKS


def in_step(heard: Reading, shown: Reading, frame_s: float) -> InStep | None:
    """Return by how much one reading stands later in its clip than another in its own.

    None unless both say the same words, and every one can be within two frames.
    """
    if heard.kind != "as written" or shown.kind != "as written" or len(heard.words) != len(shown.words):
        return None
    edges = [
        (one.in_s, other.in_s, one.out_s, other.out_s)
        for one, other in zip(heard.words, shown.words, strict=True)
    ]
    apart = [b - a for ins in edges for a, b in (ins[:2], ins[2:]) if a is not None and b is not None]
    if not edges or len(apart) < 2 * len(edges):
        return None
    found = InStep(min(apart), max(apart))
    return found if found.holds(found.later / TICKS, frame_s) else None
