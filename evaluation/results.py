"""All figures of one evaluation as a value, and what they must reach."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from evaluation.exam import Exam, scores_of
from evaluation.matches import Entry
from evaluation.score import Score
from evaluation.speed import Run


@dataclass(frozen=True)
class Column:
    """The figures of one material. seconds: of footage; run: the one with nothing remembered."""

    name: str
    voices: str
    clips: int
    seconds: float
    scores: Mapping[str, Score]
    run: Run
    entries: tuple[Entry, ...] = ()


def column_of(exam: Exam, entries: tuple[Entry, ...] = ()) -> Column:
    """Return the figures of an exam as a column."""
    material = exam.material
    return Column(
        name=material.name,
        voices=material.voices,
        clips=len(material.truth.takes),
        seconds=material.truth.seconds,
        scores=scores_of(exam),
        run=exam.cold,
        entries=entries,
    )


@dataclass(frozen=True)
class Results:
    """One evaluation: when, on how large a machine, and a column for each material."""

    date: str
    machine: str
    columns: tuple[Column, ...]
    help_s: Score


@dataclass(frozen=True)
class Wanted:
    """What a row must reach. timed: it is about speed, so no gate may hang on it."""

    text: str
    reached: Callable[[Score], bool]
    timed: bool = False


def _all(score: Score) -> bool:
    return score.value == score.count


WANTED: Final[Mapping[str, Wanted]] = {
    "readings F1": Wanted("0.93 or more", lambda score: (score.value or 0) >= 0.93),
    "lines accounted for": Wanted("all", _all),
    "missing agrees": Wanted("all", _all),
    "cuts inside words": Wanted("0", lambda score: score.value == 0),
    "times real time": Wanted("12 or more", lambda score: (score.value or 0) >= 12, timed=True),
    "peak memory": Wanted("under 1000 MB", lambda score: score.value is not None and score.value < 1000),
}
"""What the main job must reach, on real voices in noise, on two cores."""

JUDGED: Final = "people"
"""The voices on which the promise stands; machine voices only show what else can go wrong."""


def missed(results: Results) -> tuple[str, ...]:
    """Return a sentence for every figure that is not reached, speed aside; nothing judged is one too."""
    judged = [column for column in results.columns if column.voices == JUDGED]
    if not judged:
        return ("There was no material with real voices: nothing could be judged.",)
    return tuple(sentence for column in judged for sentence in _missed(column))


def _missed(column: Column) -> Iterator[str]:
    for name, wanted in WANTED.items():
        score = column.scores.get(name)
        if score is None or wanted.timed or wanted.reached(score):
            continue
        yield f"{column.name}: {name} is {score.value} of {score.count}; wanted: {wanted.text}."
