"""The table shows every figure with its count, and the gate names what is not reached."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.limit import Limit
from evaluation.matches import Entry
from evaluation.material import Material
from evaluation.results import WANTED, Column, Results, missed
from evaluation.score import Score
from evaluation.speed import Run
from evaluation.table import ROWS, as_json, as_markdown, as_text, bench_line
from evaluation.truth import TrueTake, Truth

GOOD = {
    "readings F1": Score(0.95, 343),
    "missing agrees": Score(36, 36, "of"),
    "lines accounted for": Score(36, 36, "of"),
    "cuts inside words": Score(0, 32, "of"),
    "times real time": Score(3.0, 35, "times"),
    "peak memory": Score(600.0, 900, "MB"),
    "start error, median": Score(29.6, 333, "ms"),
    "ad-libs found": Score(None, 0, "of"),
}
PEOPLE = Column(
    name="grid-scenes",
    voices="people",
    clips=35,
    seconds=823.6,
    scores=GOOD,
    run=Run(50.0, {"read": 2.0, "hear": 30.0}, 600.0, 900, 80.0),
    entries=(Entry("Rushes", 12, Score(0.9, 120), Score(0.9, 129), Score(0.9, 129)),),
)
STAGE = replace(PEOPLE, name="stage 1", voices="machine", scores={}, entries=())


def results(*columns: Column) -> Results:
    return Results("1 January 2030", "2 cores", columns, Score(0.2, 5, "s"))


def with_score(name: str, score: Score) -> Column:
    return replace(PEOPLE, scores={**GOOD, name: score})


def test_every_row_that_must_be_reached_is_in_the_table() -> None:
    """A promise without a row would never be seen to break."""
    assert set(WANTED) <= set(ROWS)


def test_figures_stand_with_their_counts() -> None:
    """0.95 of 343 readings; where there was nothing to measure it says so."""
    text = as_text(results(PEOPLE, STAGE))
    rows = {line.partition("  ")[0]: line for line in text.splitlines()}
    assert "0.950 of 343" in rows["readings F1"]
    assert "0.93 or more" in rows["readings F1"]
    assert "30 ms of 333" in rows["start error, median"]
    assert "nothing to measure" in rows["ad-libs found"]
    assert "0.900 of 129" in rows["F1 of Rushes"]
    assert "35 clips, 13.7 min" in rows["footage"]
    assert "heard every third clip, 12 of 35" in text


def test_the_notes_say_where_the_time_went() -> None:
    """Seconds of each stage, and core seconds, which a busy machine does not change."""
    assert "grid-scenes: 50.0 s (read 2.0, hear 30.0), 80.0 core seconds." in as_text(results(PEOPLE))


def test_the_bench_tells_the_ratio_to_its_limit() -> None:
    """50 s for the whole job, 5 s for only reading: ratio 10; and of core seconds 8."""
    take = TrueTake("1-1.mov", Fraction(500), (), ())
    made = Material("made", "people", Path("a.fountain"), Path("rushes"), Truth((take,)))
    line = bench_line(made, PEOPLE.run, Limit(5.0, 10.0, 2, 35, 500.0, 1700, 90_000_000))
    assert "The whole job: 50.0 s (10.0x real time), 80.0 core seconds." in line
    assert "500 s of sound and 1700 keyframes out of 90 MB: 5.00 s (100x)" in line
    assert line.endswith("Ratio 10.0, of core seconds 8.0.")


def test_the_same_table_for_a_page() -> None:
    """As many cells in every row of the Markdown."""
    table = [line for line in as_markdown(results(PEOPLE, STAGE)).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in table} == {5}
    assert len(table) == len(ROWS) + 6


def test_the_same_figures_for_other_programs() -> None:
    """Nothing is rounded in JSON."""
    told = json.loads(as_json(results(PEOPLE)))
    assert told["columns"][0]["scores"]["start error, median"] == {"value": 29.6, "count": 333, "unit": "ms"}


def test_what_is_reached_passes_the_gate_and_speed_is_not_asked() -> None:
    """Three times real time on a busy machine is no reason to refuse a change."""
    assert missed(results(PEOPLE, STAGE)) == ()


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("readings F1", Score(0.929, 343)),
        ("readings F1", Score(None, 0)),
        ("missing agrees", Score(35, 36, "of")),
        ("lines accounted for", Score(35, 36, "of")),
        ("cuts inside words", Score(1, 32, "of")),
        ("cuts inside words", Score(None, 0, "of")),
        ("peak memory", Score(1000.0, 900, "MB")),
        ("peak memory", Score(None, 0, "MB")),
    ],
)
def test_what_is_not_reached_is_named(name: str, score: Score) -> None:
    """A figure below the promise, or one that could not be measured, is one sentence."""
    (sentence,) = missed(results(with_score(name, score)))
    assert name in sentence
    assert WANTED[name].text in sentence


def test_machine_voices_are_never_judged_but_nothing_judged_is_a_miss() -> None:
    """A gate that looked at nothing real must not stand open."""
    assert missed(results(PEOPLE, replace(STAGE, scores={"readings F1": Score(0.1, 9)}))) == ()
    (sentence,) = missed(results(STAGE))
    assert "no material with real voices" in sentence
