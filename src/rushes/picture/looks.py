"""Looks: how every stretch of every clip looks beside the other takes of its setup and camera. Pure.

Nothing is soft, dark or unsteady by itself: a close shot has a soft background, a night is dark, and a
camera on a shoulder breathes. What counts is how a take differs from those that it may be exchanged with.
So of a setup that is soft in all its takes nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.picture.beside import Beside
from rushes.picture.model import Look, Seen, Stretch
from rushes.picture.usual import shake_of, usual_of

_FEWEST_RUNS = 3
"""Runs of frames that must tell before a whole clip is called unsteady: a slate moves a picture, too."""
_MOST = 0.5
"""Share of a clip that must be so for it to be said of the clip as a whole."""
_LONG_S = 1.0
"""Seconds of a stretch that is told of a clip: what is black or stands still for less is cut around."""

NOTHING_SEEN = Look()
"""What most stretches look like: nothing to say."""


class Looks:
    """Judges stretches of clips by comparing takes of one setup and camera.

    findings: what a person should know of clips as a whole.
    """

    def __init__(self, beside: Mapping[str, Beside]) -> None:
        """Take every clip beside what is usual, by `Clip.file`."""
        self._beside = beside

    @classmethod
    def of(cls, clips: Sequence[Clip], seen: Mapping[str, Seen]) -> Self:
        """Compare the clips with each other; clips that were not looked at are passed over."""
        setups: dict[tuple[str, ...], list[Clip]] = defaultdict(list)
        for clip in clips:
            if clip.file in seen:
                setups[_setup_of(clip)].append(clip)
        return cls(dict(pair for ours in setups.values() for pair in _side_by_side(ours, seen)))

    def over(self, file: str, in_s: float, out_s: float) -> Look:
        """Return how a stretch looks; a `Look` of zeros where the clip was not looked at."""
        one = self._beside.get(file)
        if one is None:
            return NOTHING_SEEN
        values, facts = {}, {}
        for name, value, fact in one.sides(in_s, max(out_s, in_s)):
            if value >= 0.005:
                values[name], facts[name] = round(min(1.0, value), 3), fact
        return Look(**values, facts=facts) if values else NOTHING_SEEN

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of clips as a whole, in the order of the clips."""
        return tuple(finding for file, one in self._beside.items() for finding in _findings(file, one))


def _setup_of(clip: Clip) -> tuple[str, ...]:
    """Return what a clip may be compared within; a clip without a slate is compared with itself alone."""
    slate = clip.slate
    return (slate.setup, slate.camera or "", str(clip.seen)) if slate.setup else ("", clip.file)


def _side_by_side(clips: Sequence[Clip], seen: Mapping[str, Seen]) -> Iterator[tuple[str, Beside]]:
    usual, slate = usual_of([seen[clip.file] for clip in clips]), clips[0].slate
    camera = f" {slate.camera}" if slate.camera not in {None, "A"} else ""
    whose = f"the other takes of {slate.setup}{camera}" if len(clips) > 1 else "the rest of the take"
    for clip in clips:
        yield clip.file, Beside(seen[clip.file], usual, whose)


def _findings(file: str, one: Beside) -> Iterator[Finding]:
    whole = _Whole(file, one)
    yield from whole.stretches("no picture to see", one.seen.black, "shows nothing: black or one flat colour")
    yield from whole.stretches("picture stands still", one.seen.frozen, "is one frame held")
    yield from whole.sides()


@dataclass(frozen=True)
class _Whole:
    """What there is to say of a clip as a whole."""

    file: str
    one: Beside

    def stretches(self, kind: str, found: Sequence[Stretch], what: str) -> Iterator[Finding]:
        """Tell where a picture is missing, when that is long enough to matter."""
        lasts = self.one.seen.duration_s
        told = [one for one in found if one.out_s - one.in_s >= min(_LONG_S, lasts / 2)]
        if not told:
            return
        where = ", ".join(f"{one.in_s:.1f} to {one.out_s:.1f} s" for one in told[:5])
        more = f" and {len(told) - 5} more" if len(told) > 5 else ""
        yield Finding(kind, self.file, f"The picture {what} at {where}{more} of {lasts:.1f} s.", _LOOK)

    def sides(self) -> Iterator[Finding]:
        """Tell what holds for most of a clip."""
        seen = self.one.seen
        judged = {name: (value, fact) for name, value, fact in self.one.sides(0.0, seen.duration_s)}
        for name, kind in (("soft", "soft picture"), ("dark", "dark picture"), ("bright", "bright picture")):
            value, fact = judged[name]
            if value > _MOST:
                yield Finding(kind, self.file, f"Most of it is {fact}.", _LOOK)
        if len(seen.motions) >= _FEWEST_RUNS and self.one.unsteady(shake_of(seen)) > _MOST:
            yield Finding("unsteady picture", self.file, f"It {judged['unsteady'][1]}.", _LOOK)
        yield from self._clipped()

    def _clipped(self) -> Iterator[Finding]:
        """Tell of light or dark in which nothing is left, whatever the other takes have."""
        *_, bright, dark = self.one.mean_over(0.0, self.one.seen.duration_s)
        for share, what in ((bright, "clipped white"), (dark, "crushed black")):
            if share > _MOST:
                fact = f"{share:.0%} of its picture is {what}: nothing is left there to grade."
                yield Finding(f"{what.split()[0]} picture", self.file, fact, _LOOK)


_LOOK = "Look at it before you use it."
