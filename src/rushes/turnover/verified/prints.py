"""Fingerprints of frames and of sound, and what they tell when two are laid beside each other. Pure.

A frame's print is a small grey picture of it, brought to one brightness and one contrast, so that a proxy of
another size, codec or grade has the same; and an exact digest, for the same decoder reading the same file.
A sound's print is the loudness of its bands, a hundred times a second, each about its own average; so a proxy
of another codec or level has the same.

Two takes of a setup look alike, so it is asked whether what moves between the first, the middle and the last
frame of an event moves alike. Whether it is the same frame is told by those beside it: along the way from one
frame to the next, a proxy's lies where its own is.

What a codec changes depends on codec, size and picture: frames lie 0.01 to 0.4 apart by that alone. But it
lies everywhere, and another take's head or hand lies somewhere. So the noise is taken from the frames
themselves: how far what differs in each place lies from what differs in the middle one (`_stands_out`).
(The figures below were set on takes of one setup against each other, real and drawn, and on ten ways of
encoding them anew, down to a quarter of the size at the worst quality.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

WIDE, HIGH = 64, 36
"""Pixels of a frame's print: a head that turns moves several of them, a codec's noise none."""

FAR: Final = 0.45
"""How far the prints of one frame may lie apart, in parts of contrast: a grade burnt in is 0.3."""

NEAR: Final = 0.2
"""The same where nothing moves during the event, so that nothing else can tell one take from another."""

LEAST: Final = 0.1
"""How far apart at the least, to be of another take: nearer, only the frame beside is looked for."""

OUT: Final = 8.0
"""How far a place stands out that another take changed, in deviations: after a codec alone 3, rarely 8."""

PLACE: Final = 4
"""The sides of such a place, in pixels of a print: what is left of a codec's noise there is smooth."""

MOVED: Final = 0.1
"""How far two frames of an event lie apart where something moved; a codec's noise is half of it."""

TOGETHER: Final = 0.5
"""How alike that movement is at the least, from -1 to 1. Another take of a setup moves otherwise."""

AHEAD: Final = 0.6
"""How far along the way to a frame beside the one that should be seen, to be it: 0 is here, 1 there."""

BEHIND: Final = 0.4
"""The same, to be surely not that one. Between the two nothing is said."""

NOISE: Final = 2.0
"""How large what a codec changed may be, as energy in parts of that movement, for a shift to show at all."""

SURE: Final = 1.0
"""The same, for none to be there: what stands still shows its own frame as well as the one beside it."""

_ROUNDED: Final = 1e-3
"""What a place lies off by rounding alone: a print has whole values."""

HOP_S: Final = 0.01
RATE: Final = 16000
_WINDOW: Final = 512
_BANDS: Final = 20
_LOWEST, _HIGHEST = 120.0, 7000.0
_QUIET: Final = 1.0
"""How much the bands of a sound must move about their average, in nepers: those of an empty room do not."""

HEARD: Final = 0.85
"""How alike the prints of one sound are at the least, from 0 to 1, where one was encoded anew."""

Grey = NDArray[np.float32]
Bands = NDArray[np.float32]
Samples = NDArray[np.int16]


@dataclass(frozen=True)
class FramePrint:
    """What a frame looks like. grey: `HIGH` x `WIDE` values from 0 to 255; digest: of its decoded luma."""

    grey: NDArray[np.uint8]
    digest: bytes

    @property
    def small(self) -> Grey:
        """The same about 0, and of spread 1: at one brightness and contrast."""
        grey = self.grey.astype(np.float32)
        about: Grey = (grey - grey.mean()) / max(4.0, float(grey.std()))
        return about


def apart(one: FramePrint, other: FramePrint) -> float:
    """Return how far two frames lie apart: 0 for the same, about 1.4 for strangers."""
    if one.digest == other.digest:
        return 0.0
    return float(np.sqrt(np.mean((one.small - other.small) ** 2)))


Seen = Literal["exact", "same", "shifted", "other", "unsure"]
"""How a frame was found. ``exact``: every pixel. ``same``: encoded anew. ``shifted``: it is one beside it.
``other``: of nothing near. ``unsure``: the same, but so little moves there that a shift would not show."""


@dataclass(frozen=True)
class Look:
    """What came of comparing frames.

    by: the frame that is shown, counted from the one that should be. distance: 0 for the same. errors: by
    shift, and steps: how far the source's own frames lie there; as energies, to be added up (`shift_of`).
    rounded: what a print's whole numbers alone change, as energy.
    """

    seen: Seen
    by: int = 0
    distance: float = 0.0
    errors: tuple[tuple[int, float], ...] = ()
    steps: tuple[tuple[int, float], ...] = ()
    rounded: float = 0.0


def looked(found: Sequence[FramePrint], near: Sequence[Mapping[int, FramePrint]]) -> Look:
    """Return how the frames of an event were found.

    near: for each of them, the source's own frames by how far they lie from the one that should be seen; 0 is
    that one. All of an event count together, since a single frame may lie in a moment of rest.
    """
    if all(one.digest == beside[0].digest for one, beside in zip(found, near, strict=True)):
        return Look("exact")
    shifts = set.intersection(*(set(beside) for beside in near))
    seen = np.stack([one.small for one in found])
    source = {by: np.stack([beside[by].small for beside in near]) for by in shifts}
    errors, steps = _errors(seen, source)
    best = min(errors, key=lambda by: (errors[by], abs(by)))
    distance = _far(seen, source[0])
    if _is_other(seen, source[best]):
        return Look("other", 0, distance)
    rounded = _rounding([*found, *(beside[0] for beside in near)])
    look = Look("unsure", 0, distance, tuple(errors.items()), tuple(steps.items()), rounded)
    shift = shift_of([look])
    return look if shift is None else replace(look, seen="shifted" if shift else "same", by=shift)


def shift_of(looks: Iterable[Look]) -> int | None:
    """Return by how many frames what was looked at is shifted, all together; None where it would not show."""
    known = [look for look in looks if look.errors]
    shifts = set.intersection(*({by for by, _ in look.errors} for look in known)) if known else set()
    errors = {by: sum(dict(look.errors)[by] for look in known) for by in shifts}
    steps = {by: sum(dict(look.steps)[by] for look in known) for by in shifts - {0}}
    if 0 not in errors or not steps or not all(steps.values()):
        return None
    best = min(errors, key=lambda by: (errors[by], abs(by)))
    if min(steps.values()) < sum(look.rounded for look in known):
        return None
    if errors[best] > (NOISE if best else SURE) * min(steps.values()) * len(known) ** 0.5:
        return None
    along = {by: (errors[0] - errors[by] + step) / (2 * step) for by, step in steps.items()}
    if best and along[best] > AHEAD:
        return best
    return 0 if all(far < BEHIND for far in along.values()) else None


def _rounding(prints: Iterable[FramePrint]) -> float:
    """Return the energy of rounding to whole numbers, a twelfth in each pixel, at a contrast of 1."""
    return sum(WIDE * HIGH / 12 / max(4.0, float(one.grey.std())) ** 2 for one in prints)


def _far(seen: Grey, source: Grey) -> float:
    """Return how far the frames lie apart where they do most."""
    return float(np.sqrt(np.mean((seen - source) ** 2, axis=(1, 2))).max())


def _errors(seen: Grey, source: Mapping[int, Grey]) -> tuple[dict[int, float], dict[int, float]]:
    """Return how far frames lie from the source at each shift, and the source there from itself, as energies.

    What all frames of the event have in common (a blur, a grade) is left out on both sides.
    """
    own = seen - seen.mean(axis=0)
    films = {by: grey - grey.mean(axis=0) for by, grey in source.items()}
    errors = {by: float(((own - film) ** 2).sum()) for by, film in films.items()}
    steps = {by: float(((film - films[0]) ** 2).sum()) for by, film in films.items() if by}
    return errors, steps


def _is_other(seen: Grey, source: Grey) -> bool:
    """Tell whether frames are of something else: too far apart, or apart in one place and moving otherwise.

    What differs everywhere alike a codec alone may have done: that is not called another, however it seems
    to move.
    """
    far = _far(seen, source)
    if far > FAR or far < LEAST or _stands_out(seen - source) < OUT:
        return far > FAR
    moves = [(np.roll(grey, 1, axis=0) - grey) for grey in (seen, source)]
    moved = max(float(np.sqrt(np.mean(move**2, axis=(1, 2))).max()) for move in moves)
    if len(seen) < 2 or moved < MOVED:
        return far > NEAR
    power = float(np.sqrt((moves[0] ** 2).sum() * (moves[1] ** 2).sum()))
    return float((moves[0] * moves[1]).sum()) < TOGETHER * power


def _stands_out(differs: Grey) -> float:
    """Return how far the place that differs most stands out of all others, in deviations; of the worst frame.

    The deviation is told by the median of the absolute ones, 1.4826 of which make a standard deviation of
    noise (Hampel, The Influence Curve, 1974): places that another take changed hardly move it.
    """
    high, wide = HIGH // PLACE, WIDE // PLACE
    places = (
        differs.reshape(len(differs), high, PLACE, wide, PLACE).mean(axis=(2, 4)).reshape(len(differs), -1)
    )
    off = np.abs(places - np.median(places, axis=1, keepdims=True))
    noise = np.maximum(1.4826 * np.median(off, axis=1), _ROUNDED)
    return float((off.max(axis=1) / noise).max())


def sound_print(samples: Samples) -> Bands:
    """Return the bands of one channel at `RATE`: a row for each `HOP_S`, natural logarithms of energy."""
    step = round(RATE * HOP_S)
    sound = samples.astype(np.float32) / 32768
    if len(sound) < _WINDOW:
        sound = np.pad(sound, (0, _WINDOW - len(sound)))
    windows = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::step] * _HANN
    energy = np.abs(np.fft.rfft(windows, axis=1)) ** 2
    bands: Bands = np.log(energy @ _FILTERS + 1e-6).astype(np.float32)
    return bands


def _filters() -> NDArray[np.float32]:
    """Return which bins belong to which band: equal steps of pitch."""
    edges = np.geomspace(_LOWEST, _HIGHEST, _BANDS + 1)
    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    within = (bins[:, None] >= edges[:-1] - RATE / _WINDOW / 2) & (bins[:, None] < edges[1:])
    return within.astype(np.float32)


_HANN: Final = np.hanning(_WINDOW).astype(np.float32)
_FILTERS: Final = _filters()


@dataclass(frozen=True)
class Heard:
    """What came of comparing sound. alike: from -1 to 1 where it was best. late_s: by how much it comes late.

    quiet: nothing in it moves, and nothing can be told.
    """

    alike: float
    late_s: float = 0.0
    quiet: bool = False


def listened(found: Bands, source: Bands, most: int = 12) -> Heard:
    """Return how alike two sounds are, at the best of all shifts up to so many hops either way."""
    length = min(len(found), len(source))
    most = min(most, length // 3)
    if length < 8 or _moves(source[:length]) < _QUIET:
        return Heard(0.0, quiet=True)
    shifts = sorted(range(-most, most + 1), key=abs)
    scores = {by: _alike(found[:length], source[:length], by) for by in shifts}
    best = max(shifts, key=lambda by: (scores[by], -abs(by)))
    return Heard(scores[best], best * HOP_S)


def _moves(bands: Bands) -> float:
    return float(bands.std(axis=0).mean())


def _alike(found: Bands, source: Bands, late: int) -> float:
    """Return the correlation of two sounds when the first is so many hops late."""
    one = found[max(0, late) : len(found) + min(0, late)]
    other = source[max(0, -late) : len(source) - max(0, late)]
    one, other = one - one.mean(axis=0), other - other.mean(axis=0)
    power = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / power if power > 1e-9 else 0.0
