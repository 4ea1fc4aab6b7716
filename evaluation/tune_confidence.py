"""Fit how sure coverage says it is (`rushes.coverage.belief`): ``python -m evaluation.tune_confidence``.

Logistic regression by Newton's steps with a small ridge (Hastie, Tibshirani and Friedman 2009, 4.4.1),
on the parts that are learned from; the calibration error is told of the others too.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from evaluation.calibration import Claim, calibration_error
from evaluation.readings import Matching, match
from evaluation.tune_coverage import hear_once
from evaluation.tuning import Part, parts
from evaluation.words import right_words, true_kind
from rushes.coverage import Reading, line_up
from rushes.coverage.belief import Signs, reading_signs, word_signs
from rushes.engine import Cache
from rushes.sound import Heard

_RIDGE: Final = 0.5
_BELIEVED: Final = {"READING": {1: 4.0}}
"""Weights held near what common sense says: the rushes have hardly any line that was heard badly."""
_PEOPLE: Final = 4
"""How often a line spoken by a person counts: nobody's film is spoken by machines."""
Table = list[tuple[Signs, bool]]
Telling = Callable[[Matching, dict[str, Heard]], Table]


def readings_told(matching: Matching, heard: dict[str, Heard]) -> Table:
    """Return what told about each reading, and whether it is right."""
    there = [(_of_reading(ours, heard), ours.kind == true_kind(true, ours)) for true, ours in matching.pairs]
    return [*there, *((_of_reading(ours, heard), False) for ours in matching.false)]


def words_told(matching: Matching, heard: dict[str, Heard]) -> Table:
    """Return what told about each word of each reading, and whether it is right."""
    told = [
        pair
        for true, ours in matching.pairs
        for pair in zip(_of_words(ours, heard), right_words(true, ours), strict=True)
    ]
    return [*told, *((signs, False) for ours in matching.false for signs in _of_words(ours, heard))]


def _of_reading(reading: Reading, heard: dict[str, Heard]) -> Signs:
    return reading_signs(reading.kind, reading.words, _scores(reading, heard[reading.file]))


def _of_words(reading: Reading, heard: dict[str, Heard]) -> list[Signs]:
    return word_signs(reading.kind, reading.words, _scores(reading, heard[reading.file]))


def _scores(reading: Reading, heard: Heard) -> list[float]:
    by_time = {(word.in_s, word.out_s): word.score for word in heard.words}
    return [
        0.0 if word.in_s is None or word.out_s is None else by_time[word.in_s, word.out_s]
        for word in reading.words
    ]


def fitted(table: Table, believed: Mapping[int, float]) -> NDArray[np.float64]:
    """Return the weights that make what is so likeliest. believed: those that are held, by their place."""
    signs, so = np.array([row for row, _ in table]), np.array([float(right) for _, right in table])
    centre, ridge = np.zeros(signs.shape[1]), _RIDGE * np.eye(signs.shape[1])
    ridge[0, 0] = 0.0
    for at, weight in believed.items():
        centre[at], ridge[at, at] = weight, len(table)
    weights = centre.copy()
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-signs @ weights))
        bend = (signs * (chance * (1 - chance) + 1e-6)[:, None]).T @ signs + ridge
        weights += np.linalg.solve(bend, signs.T @ (so - chance) - ridge @ (weights - centre))
    return weights


def error(table: Table, weights: NDArray[np.float64]) -> float:
    """Return the expected calibration error of these weights."""
    claims = [Claim(float(1.0 / (1.0 + np.exp(-np.dot(signs, weights)))), right) for signs, right in table]
    return calibration_error(claims).value or 0.0


@click.command()
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Keeps the stage's rushes.")
def main(work: Path) -> None:
    """Fit the weights and print them, with their calibration error on every part."""
    work.mkdir(parents=True, exist_ok=True)
    learned, told = parts(work)
    cache = Cache(work / "heard")
    for name, told_of in (("READING", readings_told), ("WORD", words_told)):
        tables = [_lined(group, cache, told_of) for group in (learned, told)]
        rows = [row for part, table in zip(learned, tables[0], strict=True) for row in table * _counts(part)]
        weights = fitted(rows, _BELIEVED.get(name, {}))
        print(name, tuple(round(float(weight), 2) for weight in weights))
        for title, group, of_group in (("learned", learned, tables[0]), ("told", told, tables[1])):
            for part, table in zip(group, of_group, strict=True):
                print(f"  {title} {part.name}: calibration error {error(table, weights):.3f} of {len(table)}")


def _counts(part: Part) -> int:
    return 1 if part.name.startswith("stage") else _PEOPLE


def _lined(group: Sequence[Part], cache: Cache, told_of: Telling) -> list[Table]:
    heard = hear_once(group, cache)
    return [
        told_of(
            match(part.truth, line_up(part.screenplay, part.clips, heard[part.name])[0].readings),
            dict(heard[part.name]),
        )
        for part in group
    ]


if __name__ == "__main__":
    main()
