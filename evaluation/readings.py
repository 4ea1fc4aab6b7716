"""Is every performance of every line found, where it is, as what it is, and nothing else?

Unit: readings. Definition: a found reading matches a true one when line and clip are the same and
the seconds they share are at least half of the longer of the two (`STRICT`: so at least half of
both), or of the shorter (`LOOSE`, told beside it). Each matches at most one, the largest share first.
Precision: matched of found; recall: matched of true; F1: their harmonic mean (van Rijsbergen 1979),
on events with both ends known as in Mesaros, Heittola and Virtanen 2016 (doi:10.3390/app6060162).

Altered: a true reading of any kind but ``good``; we call one altered when its kind is not ``as
written``. Recall counts an altered reading that was not found at all as not seen; precision looks
only at matched ones, for what is not there has no true kind.
"""  # noqa: D400 -- it is a question

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.score import Score, percentile, share, tally
from evaluation.truth import TrueReading, Truth
from rushes.coverage import Reading

Rule = Callable[[float, float], float]
"""From two durations the one whose half must be shared."""

STRICT: Rule = max
LOOSE: Rule = min


@dataclass(frozen=True)
class Matching:
    """Which found readings are which true ones. false: found but not there; missed: there but not found."""

    pairs: tuple[tuple[TrueReading, Reading], ...]
    missed: tuple[TrueReading, ...]
    false: tuple[Reading, ...]

    @property
    def true(self) -> int:
        """How many readings there really are."""
        return len(self.pairs) + len(self.missed)

    @property
    def found(self) -> int:
        """How many readings were found."""
        return len(self.pairs) + len(self.false)


def match(truth: Truth, found: Sequence[Reading], rule: Rule = STRICT) -> Matching:
    """Match found readings with the true ones, one to one, the largest shared part first."""
    true = truth.readings
    shares = [
        (part, at, index)
        for at, one in enumerate(true)
        for index, other in enumerate(found)
        if (part := _shared(one, other, rule)) >= 0.5
    ]
    taken: dict[int, int] = {}
    for _, at, index in sorted(shares, key=lambda entry: (-entry[0], entry[1:])):
        if at not in taken and index not in taken.values():
            taken[at] = index
    pairs = tuple((true[at], found[index]) for at, index in sorted(taken.items()))
    missed = tuple(one for at, one in enumerate(true) if at not in taken)
    claimed = set(taken.values())
    return Matching(pairs, missed, tuple(one for index, one in enumerate(found) if index not in claimed))


def _shared(true: TrueReading, found: Reading, rule: Rule) -> float:
    """Return the seconds two readings share, as a part of one of them; 0 for other lines or clips."""
    if (true.line, true.file) != (found.line, found.file):
        return 0.0
    measure = rule(true.out_s - true.in_s, found.out_s - found.in_s)
    shared = min(true.out_s, found.out_s) - max(true.in_s, found.in_s)
    return shared / measure if measure > 0 else 0.0


def precision(matching: Matching) -> Score:
    """Return the share of found readings that are there."""
    return share(len(matching.pairs), matching.found)


def recall(matching: Matching) -> Score:
    """Return the share of true readings that were found."""
    return share(len(matching.pairs), matching.true)


def f1(matching: Matching) -> Score:
    """Return the harmonic mean of precision and recall; its count is that of the true readings."""
    both = matching.true + matching.found
    return Score(2 * len(matching.pairs) / both if both else None, matching.true)


def false_readings(matching: Matching) -> Score:
    """Return how many of the found readings are not there."""
    return tally(len(matching.false), matching.found)


def start_error(matching: Matching, rank: float) -> Score:
    """Return a percentile of how far the starts of matched readings are off, in ms either way."""
    return percentile([1000 * abs(ours.in_s - true.in_s) for true, ours in matching.pairs], rank, "ms")


def end_error(matching: Matching, rank: float) -> Score:
    """Return a percentile of how far the ends of matched readings are off, in ms either way."""
    return percentile([1000 * abs(ours.out_s - true.out_s) for true, ours in matching.pairs], rank, "ms")


def altered_precision(matching: Matching) -> Score:
    """Return the share of matched readings called altered that are."""
    called = [true.altered for true, ours in matching.pairs if called_altered(ours)]
    return share(sum(called), len(called))


def altered_recall(matching: Matching) -> Score:
    """Return the share of altered true readings that were found and called altered."""
    seen = sum(true.altered and called_altered(ours) for true, ours in matching.pairs)
    altered = sum(true.altered for true, _ in matching.pairs) + sum(one.altered for one in matching.missed)
    return share(seen, altered)


def called_altered(reading: Reading) -> bool:
    """Tell whether we say that a reading is not as written."""
    return reading.kind != "as written"
