"""How does it do under each condition, apart?

Two kinds. Of a *take*: the noise over it, and how it went (reset, dropped line ...); every figure about
readings can be told of some takes. Of a *reading*: how it was spoken, and what slip is in it; a reading
that is not there has no slip, so only what became of the true ones is told. *Found* is recall;
*kind right*: of those found, a slip was called altered, or what was as written was not.
"""  # noqa: D400 -- it is a question

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.papers import Paper, joined, reading_figures
from evaluation.readings import Matching, called_altered, end_error, recall, start_error
from evaluation.score import Score, share
from evaluation.truth import TrueReading, TrueTake

AS_WRITTEN = "as written"


@dataclass(frozen=True)
class Condition:
    """A condition by name, on how many takes or readings it stands, and the figures under it."""

    name: str
    count: int
    scores: Mapping[str, Score]


def by_noise(papers: Sequence[Paper]) -> tuple[Condition, ...]:
    """Return the figures for each noise."""
    return _by_take(papers, _noise)


def by_take(papers: Sequence[Paper]) -> tuple[Condition, ...]:
    """Return the figures for each way a take can go."""
    return _by_take(papers, lambda take: take.kind)


def by_slip(papers: Sequence[Paper]) -> tuple[Condition, ...]:
    """Return what became of true readings with each slip."""
    return _by_reading(papers, lambda true: true.slip or AS_WRITTEN)


def by_manner(papers: Sequence[Paper]) -> tuple[Condition, ...]:
    """Return what became of true readings spoken in each way; alone, or while somebody else spoke."""
    mixed = {one for paper in papers for take in paper.truth.takes for one in _overlapping(take)}
    return _by_reading(papers, lambda true: "overlapping" if true in mixed else true.manner)


def _overlapping(take: TrueTake) -> Iterator[TrueReading]:
    """Yield what was said while another one spoke."""
    voices = (*take.readings, *take.crew)
    for one in take.readings:
        if any(one.in_s < other.out_s and other.in_s < one.out_s for other in voices if other is not one):
            yield one


def _noise(take: TrueTake) -> str:
    return f"{take.noise}, {take.noise_snr_db:g} dB" if take.noise and take.noise_snr_db else "none"


def _by_take(papers: Sequence[Paper], name_of: Callable[[TrueTake], str]) -> tuple[Condition, ...]:
    names = sorted({name_of(take) for paper in papers for take in paper.truth.takes})
    return tuple(_of_takes(papers, name, name_of) for name in names)


def _of_takes(papers: Sequence[Paper], name: str, name_of: Callable[[TrueTake], str]) -> Condition:
    some = [paper.of(take for take in paper.truth.takes if name_of(take) == name) for paper in papers]
    return Condition(name, sum(len(paper.truth.takes) for paper in some), reading_figures(joined(some)))


def _by_reading(papers: Sequence[Paper], name_of: Callable[[TrueReading], str]) -> tuple[Condition, ...]:
    matching = joined(papers)
    names = sorted({name_of(one) for one in (*(true for true, _ in matching.pairs), *matching.missed)})
    return tuple(_of_readings(matching, name, name_of) for name in names)


def _of_readings(matching: Matching, name: str, name_of: Callable[[TrueReading], str]) -> Condition:
    some = Matching(
        tuple(pair for pair in matching.pairs if name_of(pair[0]) == name),
        tuple(true for true in matching.missed if name_of(true) == name),
        (),
    )
    right = sum(true.altered == called_altered(ours) for true, ours in some.pairs)
    scores = {
        "found": recall(some),
        "kind right": share(right, len(some.pairs)),
        "start error, median": start_error(some, 50),
        "start error, 95 %": start_error(some, 95),
        "end error, median": end_error(some, 50),
        "end error, 95 %": end_error(some, 95),
    }
    return Condition(name, some.true, scores)
