"""Is it as often right as it says it is sure?

Unit: claims. A *reading* claims that this line was spoken here as its kind says; it is right when it
matches a true reading (`evaluation.readings`) that truly was ``as written``, ``partial`` or
``altered`` (`evaluation.words`). A *word* of a reading claims that its state is what happened to it;
where the reading is not there at all, none of its words is right.

Expected calibration error: claims are parted by their confidence into ten bins of equal width,
(0, 0.1], (0.1, 0.2] ... with 0 in the first; the error is the mean over all claims of how far the
share of right ones in a claim's bin is from the mean confidence there (Naeini, Cooper and Hauskrecht
2015, AAAI; bins as in Guo, Pleiss, Sun and Weinberger 2017, arXiv:1706.04599). Who always tells the
base rate has no such error and is of no use, so the *Brier score* stands beside it: the mean squared
distance of confidence from what was so, 1 or 0 (Brier 1950).
"""  # noqa: D400 -- it is a question

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean
from typing import Final

from evaluation.readings import Matching
from evaluation.score import Score
from evaluation.words import right_words, true_kind

BINS: Final = 10


@dataclass(frozen=True)
class Claim:
    """Something that was said with a confidence, 0 to 1, and whether it is so."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """The claims of a range of confidence. sure: their mean confidence; right: the share that is so."""

    low: float
    high: float
    count: int
    sure: float | None
    right: float | None


def reading_claims(matching: Matching) -> tuple[Claim, ...]:
    """Return what every found reading claims of itself."""
    there = [Claim(ours.confidence, ours.kind == true_kind(true, ours)) for true, ours in matching.pairs]
    return (*there, *(Claim(ours.confidence, right=False) for ours in matching.false))


def word_claims(matching: Matching) -> tuple[Claim, ...]:
    """Return what every word of every found reading claims of itself."""
    return tuple(_word_claims(matching))


def _word_claims(matching: Matching) -> Iterator[Claim]:
    for true, ours in matching.pairs:
        for word, right in zip(ours.words, right_words(true, ours), strict=True):
            yield Claim(word.confidence, right)
    for ours in matching.false:
        yield from (Claim(word.confidence, right=False) for word in ours.words)


def reliability(claims: Sequence[Claim]) -> tuple[Bin, ...]:
    """Return the claims by confidence, in ten bins of equal width."""
    held: list[list[Claim]] = [[] for _ in range(BINS)]
    for claim in claims:
        held[min(max(ceil(round(claim.confidence * BINS, 9)) - 1, 0), BINS - 1)].append(claim)
    return tuple(_bin(at, claims) for at, claims in enumerate(held))


def _bin(at: int, claims: Sequence[Claim]) -> Bin:
    sure = fmean(claim.confidence for claim in claims) if claims else None
    right = fmean(claim.right for claim in claims) if claims else None
    return Bin(at / BINS, (at + 1) / BINS, len(claims), sure, right)


def calibration_error(claims: Sequence[Claim]) -> Score:
    """Return the expected calibration error, 0 (never better or worse than it says) to 1."""
    off = sum(
        one.count * abs(one.sure - one.right)
        for one in reliability(claims)
        if one.sure is not None and one.right is not None
    )
    return Score(off / len(claims) if claims else None, len(claims))


def brier(claims: Sequence[Claim]) -> Score:
    """Return the mean squared distance between confidence and what was so, 0 (best) to 1."""
    return Score(
        fmean((claim.confidence - claim.right) ** 2 for claim in claims) if claims else None, len(claims)
    )
