"""Is what actors say beside the script kept out of the script?

Unit: ad-libs. Definition: a true ad-lib is found when speech off the script covers at least half of
its seconds in its clip, and no reading covers half of them. Speech of the crew (slates, calls) is
counted apart, and need only be kept out: nobody wants to read "and cut" in the list of what was said.
Source: our own; an ad-lib taken for a line is the fault of forced alignment that this guards against.
"""  # noqa: D400 -- it is a question

from collections.abc import Iterable, Sequence

from evaluation.score import Score, tally
from evaluation.truth import TrueReading, Truth
from rushes.coverage import LinedScript

Stretch = tuple[float, float]


def ad_libs_found(truth: Truth, lined: LinedScript) -> Score:
    """Return how many of the true ad-libs were found to be none of the script's lines."""
    found = sum(_is_found(one, lined) for one in truth.ad_libs)
    return tally(found, len(truth.ad_libs))


def crew_kept_out(truth: Truth, lined: LinedScript) -> Score:
    """Return how many of the things that the crew said were taken for no reading."""
    return tally(sum(_is_kept_out(one, lined) for one in truth.crew), len(truth.crew))


def _is_found(true: TrueReading, lined: LinedScript) -> bool:
    loose = [(one.in_s, one.out_s) for one in lined.off_script if one.file == true.file]
    return _is_kept_out(true, lined) and _covered(true, loose) >= _half(true)


def _is_kept_out(true: TrueReading, lined: LinedScript) -> bool:
    claims = [(one.in_s, one.out_s) for one in lined.readings if one.file == true.file]
    return all(_covered(true, [claim]) < _half(true) for claim in claims)


def _half(true: TrueReading) -> float:
    return (true.out_s - true.in_s) / 2


def _covered(true: TrueReading, stretches: Iterable[Stretch]) -> float:
    """Return how many seconds of something stretches cover together, overlaps counted once."""
    inside = [(max(start, true.in_s), min(end, true.out_s)) for start, end in stretches]
    return sum(end - start for start, end in _joined([one for one in inside if one[1] > one[0]]))


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
