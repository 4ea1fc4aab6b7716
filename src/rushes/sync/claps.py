"""Where a recording lies by its claps alone: for short takes in which little else is to be heard."""

from typing import Final

from rushes.sync.model import Fit, Sketch

_ALIKE_S: Final = 0.008
"""Claps of one take have the same way to both microphones, so they lie apart alike in both."""
_MOST: Final = 8
_LEADS: Final = 1.6
"""So much more must speak for the likeliest place than for the next: else it is anybody's guess."""
_ERROR_MS: Final = 4.0
"""The instant of a clap is known to a millisecond in each; its echo may be the sharper one."""


def by_claps(picture: Sketch, sound: Sketch) -> Fit | None:
    """Return where claps lie on each other, or None where there is none or more than one place is likely.

    Of a fit by claps places counts the sharp attacks that both could have heard, agreeing those that both
    did. It tells where, never which: that the two are one take must be known from elsewhere.
    """
    ours, theirs = _sharpest(picture), _sharpest(sound)
    lags = [(one - other, min(high, low)) for one, high in ours for other, low in theirs]
    if not lags:
        return None
    weighed = sorted(((_weight(lag, lags), lag) for lag, _ in lags), reverse=True)
    best_weight, best = weighed[0]
    next_ = next((weight for weight, lag in weighed if abs(lag - best) > 2 * _ALIKE_S), 0.0)
    if best_weight < _LEADS * next_:
        return None
    near = [(lag, weight) for lag, weight in lags if abs(lag - best) <= _ALIKE_S]
    at_s = sum(lag * weight for lag, weight in near) / sum(weight for _, weight in near)
    begin, end = max(0.0, at_s), min(picture.duration_s, at_s + sound.duration_s)
    heard = max(
        sum(begin <= one <= end for one, _ in ours), sum(begin <= one + at_s <= end for one, _ in theirs)
    )
    return Fit(
        at_s=round(at_s, 4),
        drift_ppm=0.0,
        error_ms=_ERROR_MS,
        overlap_s=max(0.0, end - begin),
        places=max(heard, len(near)),
        agreeing=len(near),
        picture_s=picture.duration_s,
        sound_s=sound.duration_s,
    )


def _weight(lag: float, lags: list[tuple[float, float]]) -> float:
    return sum(weight for one, weight in lags if abs(one - lag) <= _ALIKE_S)


def _sharpest(one: Sketch) -> list[tuple[float, float]]:
    """Return the sharpest attacks with their sharpness; of two within 50 ms, clap and echo, the first."""
    sharp = one.sharpness or (1.0,) * len(one.claps)
    found: list[tuple[float, float]] = []
    for at, high in sorted(zip(one.claps, sharp, strict=True)):
        if found and at - found[-1][0] < 0.05:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((at, high))
    return sorted(found, key=lambda pair: -pair[1])[:_MOST]
