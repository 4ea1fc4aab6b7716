"""Which recording lies under a picture: the one that explains all that is heard, and no other as well.

Takes are played again, word by word and sometimes sound by sound, so that something agrees proves nothing.
The true recording agrees wherever anything is to be heard; a neighbour does here and there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rushes.sync.model import Fit, Verdict

EXPLAINED: Final = 0.6
"""Of what is audible, so much must agree. On the takes it was chosen on, true recordings had 0.72 and more at
0 to 20 dB of noise, and the worst neighbour 0.5."""
_LEAST_PLACES: Final = 3
_NOISY, _NOISY_SPREAD, _NOISY_PLACES = 0.4, 0.85, 8
"""In heavy noise fewer places can agree; but those of a true pair lie everywhere, those of a line that
another take has too in one stretch."""
_RIVAL: Final = 0.6
"""A second recording that agrees at so many of the places of the first is as likely; neighbours have half."""
_BESIDE: Final = 0.8
"""What is added to a recording, where the recorder was stopped and started, must be surer than the first."""
_PART_S: Final = 8.0
"""A recording that neither holds the picture nor lies in it needs so much in common: a line may be shared."""
_PART_PLACES: Final = 6
_PART_EXPLAINED: Final = 0.85
_CLEARER, _NEARLY = 0.85, 0.9
"""Where music alone comes round, heights differ by a hundredth; with talk no louder over it, by a third."""
_SAME_S: Final = 0.02
_TOUCH_S: Final = 1.0

Fits = Mapping[str, Fit | Sequence[Fit]]


def settle(fits: Fits) -> Verdict:
    """Return which of the sounds lie under a picture; none, with the doubt in words, where it is not sure.

    fits: by the sound's name; several for one sound, where it may lie at several places (music comes
    round again). Files of one recording are one sound here: give one of them.
    """
    told = sorted(_all(fits), key=lambda one: -_weight(one[1]))
    held = [one for one in told if _holds(one[1])]
    if not held:
        return Verdict(doubt=_nothing(told))
    first = held[0]
    rivals = [one for one in told[1:] if one is not first and _rivals(one[1], first[1])]
    if rivals:
        return _cannot_tell([first, *rivals])
    chosen = [first]
    for one in held[1:]:
        beside = all(_shared_s(one[1], other[1]) <= _TOUCH_S for other in chosen)
        if beside and _explained(one[1]) >= _BESIDE and one[0] not in {name for name, _ in chosen}:
            chosen.append(one)
    for extra in chosen[1:]:
        others = [one for one in told if one not in chosen and _rivals(one[1], extra[1])]
        if others:
            chosen.remove(extra)
    chosen.sort(key=lambda one: one[1].at_s)
    return Verdict(chosen=tuple(name for name, _ in chosen))


def surest(fits: Sequence[Fit]) -> Fit:
    """Return of one sound's fits under a picture the one that `settle` means when it chooses the sound."""
    clear = [fit for fit in fits if not any(_clearer(other, fit) for other in fits)]
    return max(clear, key=_weight)


def _all(fits: Fits) -> Iterator[tuple[str, Fit]]:
    """Yield every fit with its sound; of those that came to the same place only the first."""
    for name, one in fits.items():
        told: list[Fit] = []
        for fit in [one] if isinstance(one, Fit) else one:
            if not any(abs(fit.at_s - other.at_s) <= _SAME_S for other in told):
                told.append(fit)
        yield from ((name, fit) for fit in told if not any(_clearer(other, fit) for other in told))


def _clearer(one: Fit, other: Fit) -> bool:
    """Tell whether one place of a sound is the true one because it stands out more than another.

    Music that comes round again agrees everywhere, but at the true place all else agrees as well.
    """
    return one.height * _CLEARER > other.height > 0 and _weight(one) >= _NEARLY * _weight(other)


def _explained(fit: Fit) -> float:
    if fit.explained is not None:
        return fit.explained
    return fit.agreeing / fit.places if fit.places else 0.0


def _weight(fit: Fit) -> float:
    """Return how much speaks for a fit: as many places as agree, less those that deny it."""
    return fit.agreeing * _explained(fit)


def _holds(fit: Fit) -> bool:
    """Tell whether a fit could stand if there were no other."""
    if fit.agreeing < _LEAST_PLACES or not (_explained(fit) >= EXPLAINED or _everywhere(fit)):
        return False
    long = _common_s(fit) >= _PART_S and fit.agreeing >= _PART_PLACES
    return _is_whole(fit) or (long and _explained(fit) >= _PART_EXPLAINED)


def _common_s(fit: Fit) -> float:
    return fit.overlap_s if fit.common_s is None else fit.common_s


def _everywhere(fit: Fit) -> bool:
    """Tell whether what agrees lies in every part of the overlap, and is not too little."""
    all_along = fit.spread is not None and fit.spread >= _NOISY_SPREAD
    return all_along and fit.agreeing >= _NOISY_PLACES and _explained(fit) >= _NOISY


def _is_whole(fit: Fit) -> bool:
    """Tell whether one of the two holds all of the other, but for a little at its edge."""
    shorter = min(fit.picture_s, fit.sound_s)
    return not shorter or fit.overlap_s >= 0.9 * shorter


def _rivals(one: Fit, first: Fit) -> bool:
    """Tell whether a fit is as good an answer as a first one, for the same stretch of the picture."""
    if one.agreeing < _LEAST_PLACES or _shared_s(one, first) <= _TOUCH_S:
        return False
    return _weight(one) >= _RIVAL * _weight(first) and _explained(one) >= 0.5 * EXPLAINED


def _shared_s(one: Fit, other: Fit) -> float:
    """Return for how many seconds of the picture both play."""
    begin = max(one.at_s, other.at_s, 0.0)
    ends = [max(fit.at_s, 0.0) + fit.overlap_s for fit in (one, other)]
    return max(0.0, min(ends) - begin)


def _cannot_tell(rivals: Sequence[tuple[str, Fit]]) -> Verdict:
    names = tuple(dict.fromkeys(name for name, _ in rivals))
    counts = " and ".join(f"{fit.agreeing} of {fit.places}" for _, fit in rivals[:2])
    if len(names) == 1:
        doubt = f"{names[0]} agrees at two places alike ({counts} of what is heard)."
    else:
        doubt = f"{names[0]} and {names[1]} agree alike ({counts} of the places where something is heard)."
    return Verdict(doubt=doubt, rivals=names)


def _nothing(told: Sequence[tuple[str, Fit]]) -> str:
    if not told or not told[0][1].agreeing:
        return "No recording agrees with what the camera heard."
    name, fit = told[0]
    if fit.agreeing >= _LEAST_PLACES and _explained(fit) >= EXPLAINED:
        return f"{name} agrees, but has only {_common_s(fit):.0f} s in common with the picture."
    return f"The likeliest, {name}, agrees at only {fit.agreeing} of {fit.places} places."
