"""The table shows every figure with its count, and the gate names what is not reached."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.calibration import Claim, reliability
from evaluation.conditions import Condition
from evaluation.endurance import Endured
from evaluation.limit import Limit
from evaluation.material import LONG_STAGE, ROOT, Material
from evaluation.promises import OF_THE_LONG_STAGE, PROMISES, Promise
from evaluation.results import Column, Depth, Results, missed
from evaluation.score import Score
from evaluation.sheets import HEARD, ROWS, sheets_of
from evaluation.speed import Run
from evaluation.table import NoMarks, as_json, as_markdown, as_text, bench_line, into_page
from evaluation.truth import TrueTake, Truth

GOOD = {
    "readings F1": Score(0.995, 343),
    "false readings": Score(1, 343, "of"),
    "altered precision": Score(0.95, 40),
    "altered recall": Score(0.95, 52),
    "start error, median": Score(29.6, 333, "ms"),
    "calibration error, words": Score(0.02, 2000),
    "missing agrees": Score(36, 36, "of"),
    "lines accounted for": Score(36, 36, "of"),
    "cuts inside words": Score(0, 32, "of"),
    "times real time": Score(13.0, 35, "times"),
    "hear and line, a core": Score(41.0, 12, "times"),
    "peak memory": Score(600.0, 900, "MB"),
}
RUN = Run(50.0, {"read": 2.0, "hear": 30.0}, 600.0, 900, 80.0)
PEOPLE = Column(
    name="grid-scenes",
    voices="people",
    clips=35,
    seconds=823.6,
    scores=GOOD,
    run=RUN,
)
PART = replace(
    PEOPLE, name="scene 3 (not tuned on)", clips=12, scores={"readings F1": Score(0.9, 120)}, run=None
)
STAGE = replace(
    PEOPLE, name="stage 1", voices="machine", scores={"ad-libs kept out and reported": Score(None, 0)}
)


def results(*columns: Column) -> Results:
    return Results("1 January 2030", "2 cores", columns, Score(0.2, 5, "s"))


def with_score(name: str, score: Score) -> Column:
    return replace(PEOPLE, scores={**GOOD, name: score})


def test_every_row_that_must_be_reached_is_in_the_table() -> None:
    """A promise without a row would never be seen to break."""
    assert set(PROMISES) | set(OF_THE_LONG_STAGE) <= set(ROWS)


def test_figures_stand_with_their_counts() -> None:
    """0.995 of 343 readings; where there was nothing to measure it says so, and what was not asked is -."""
    text = as_text(results(PEOPLE, PART, STAGE))
    rows = {line.partition("  ")[0]: line for line in text.splitlines()}
    assert "0.995 of 343" in rows["readings F1"]
    assert "0.900 of 120" in rows["readings F1"]
    assert "0.99 or more" in rows["readings F1"]
    assert "1 of 343" in rows["false readings"]
    assert "0.5 % or less" in rows["false readings"]
    assert "30 ms of 333" in rows["start error, median"]
    assert "nothing to measure" in rows["ad-libs kept out and reported"]
    assert "35 clips, 13.7 min" in rows["footage"]
    assert rows["peak memory"].split()[4] == "-"


def test_what_the_long_stage_must_reach_is_said_where_it_is_told() -> None:
    """Beside the limit for people, and only in a table that has such a column."""
    (short, long) = (as_text(results(PEOPLE, replace(STAGE, name=name))) for name in ("stage 1", LONG_STAGE))
    assert "0.99 or more (long stage: 0.97 or more)" in long
    assert "0.97" not in short


def test_rivals_stand_beside_ours_with_the_whole_table() -> None:
    """Ours and the other ears on the same clips: every figure of what is heard, and the pace."""
    beside = (
        PEOPLE,
        replace(PEOPLE, name="grid-scenes: general English", scores={"readings F1": Score(0.1, 343)}),
    )
    _, sheet = sheets_of(replace(results(PEOPLE), beside=beside))
    rows = {row[0]: row[1:] for row in sheet.rows}
    assert set(HEARD) <= set(rows)
    assert rows["readings F1"] == ("0.995 of 343", "0.100 of 343")
    assert rows["hear and line, a core"] == ("41.0x", "-")


def test_what_lies_under_the_figures_is_told_for_each_kind_of_voices() -> None:
    """Conditions with their counts; how sure, how often right, of how many."""
    noisy = Condition("white, 12 dB", 5, {"readings F1": Score(0.9, 60)})
    bins = reliability([Claim(0.9, right=True), Claim(0.9, right=False)])
    depth = Depth("people", (noisy,), (noisy,), (noisy,), (), bins, bins)
    text = as_markdown(replace(results(PEOPLE), depths=(depth,)))
    assert "<summary>By noise, voices of people</summary>" in text
    assert "| white, 12 dB | 5 | 0.900 of 60 |" in text
    assert "| 0.8 to 0.9 | 0.90, 0.50 of 2 |" in text
    assert "| 0.9 to 1.0 | none |" in text


def test_lasting_is_told_with_its_growth() -> None:
    """Ten hours, the first peak and the highest, and how much an hour adds."""
    endured = Endured(
        "clips of 10 minutes",
        3,
        0.5,
        (300.0, 310.0, 305.0),
        Score(1.25, 2, "MB/h"),
        Score(30.0, 3, "times"),
        Score(0.97, 240),
    )
    text = as_markdown(replace(results(PEOPLE), endured=(endured,)))
    assert (
        "| clips of 10 minutes | 3 | 0.5 | 300 MB | 310 MB | 1.2 MB an hour | 30.0x | 0.970 of 240 |" in text
    )


def test_the_notes_say_where_the_time_went() -> None:
    """Seconds of each stage, and core seconds, which a busy machine does not change."""
    assert "grid-scenes: 50.0 s (read 2.0, hear 30.0), 80.0 core seconds." in as_text(results(PEOPLE))


def test_the_bench_tells_the_ratio_to_its_limit() -> None:
    """50 s for the whole job, 5 s for only reading: ratio 10; and of core seconds 8."""
    take = TrueTake("1-1.mov", Fraction(500), (), ())
    made = Material("made", "people", Path("a.fountain"), Path("rushes"), Truth((take,)))
    line = bench_line(made, RUN, Limit(5.0, 10.0, 2, 35, 500.0, 1700, 90_000_000))
    assert "The whole job: 50.0 s (10.0x real time), 80.0 core seconds." in line
    assert "500 s of sound and 1700 keyframes out of 90 MB: 5.00 s (100x)" in line
    assert line.endswith("Ratio 10.0, of core seconds 8.0.")


def test_the_same_table_for_a_page() -> None:
    """As many cells in every row of the Markdown."""
    table = [line for line in as_markdown(results(PEOPLE, STAGE)).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in table} == {5}
    assert len(table) == len(ROWS) + 5


def test_a_page_gets_the_tables_between_its_marks_and_keeps_the_rest() -> None:
    """Written twice they stand there once; a page without marks is refused, not guessed at."""
    page = "Before\n<!-- evaluation: begin -->old<!-- evaluation: end -->\nAfter"
    once = into_page(page, results(PEOPLE))
    assert once == into_page(once, results(PEOPLE))
    assert once.startswith("Before\n<!-- evaluation: begin -->\n\nMeasured on")
    assert once.endswith("core seconds.\n\n<!-- evaluation: end -->\nAfter")
    with pytest.raises(NoMarks, match="evaluation: begin"):
        into_page("Before", results(PEOPLE))


def test_the_page_of_figures_has_a_place_for_all() -> None:
    """For the tables, and for what lasting costs."""
    page = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")
    assert "Measured on 1 January 2030" in into_page(page, results(PEOPLE))
    endured = Endured("one clip", 1, 4.0, (300.0,), Score(None, 0, "MB/h"), Score(30.0, 1), Score(0.9, 9))
    assert "| one clip | 1 | 4.0 |" in into_page(
        page, Results("1 January 2030", "2 cores", endured=(endured,))
    )


def test_the_front_page_tells_a_few_of_those_that_went_through_the_whole_job() -> None:
    """The part that is told beside the whole is not in it."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    told = into_page(page, results(PEOPLE, PART, STAGE))
    assert "|  | grid-scenes | stage 1 |\n" in told
    assert "| altered recall | 0.950 of 52 | - |\n" in told
    assert into_page(told, results(PEOPLE, PART, STAGE)) == told


def test_the_same_figures_for_other_programs() -> None:
    """Nothing is rounded in JSON."""
    told = json.loads(as_json(results(PEOPLE)))
    assert told["columns"][0]["scores"]["start error, median"] == {"value": 29.6, "count": 333, "unit": "ms"}


def test_what_is_reached_passes() -> None:
    """Nothing to say, and the gate stands open; a part that is told beside the whole is not judged."""
    assert missed(results(PEOPLE, PART, STAGE)) == missed(results(PEOPLE, PART, STAGE), gate=True) == ()


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("readings F1", Score(0.989, 343)),
        ("readings F1", Score(None, 0)),
        ("false readings", Score(2, 343, "of")),
        ("ad-libs kept out and reported", Score(1, 2, "of")),
        ("altered precision", Score(0.929, 40)),
        ("altered recall", Score(0.929, 40)),
        ("start error, median", Score(30.1, 343, "ms")),
        ("start error, 95 %", Score(80.1, 343, "ms")),
        ("end error, median", Score(30.1, 343, "ms")),
        ("end error, 95 %", Score(80.1, 343, "ms")),
        ("readings F1 in heavy noise", Score(0.979, 85)),
        ("calibration error, readings", Score(0.051, 343)),
        ("calibration error, words", Score(0.051, 2000)),
        ("hear and line, a core", Score(39.9, 12, "times")),
        ("times real time", Score(11.9, 35, "times")),
        ("missing agrees", Score(35, 36, "of")),
        ("lines accounted for", Score(35, 36, "of")),
        ("cuts inside words", Score(1, 32, "of")),
        ("cuts inside words", Score(None, 0, "of")),
        ("peak memory", Score(1000.1, 900, "MB")),
        ("peak memory", Score(None, 0, "MB")),
    ],
)
def test_what_is_not_reached_is_named(name: str, score: Score) -> None:
    """A figure below the promise, or one that could not be measured, is one sentence."""
    (sentence,) = missed(results(with_score(name, score)))
    must = PROMISES[name].must
    assert must
    assert f"grid-scenes: {name} is" in sentence
    assert must.text in sentence


def test_the_gate_holds_less_than_is_promised_and_never_speed() -> None:
    """Short of the promise but above the gate it stands open; below the gate it names the figure."""
    short = with_score("readings F1", Score(0.985, 343))
    assert missed(results(short))
    assert missed(results(short), gate=True) == ()
    (sentence,) = missed(results(with_score("readings F1", Score(0.5, 343))), gate=True)
    assert "the gate holds" in sentence
    slow = replace(
        PEOPLE, scores={**GOOD, "times real time": Score(3.0, 35), "hear and line, a core": Score(3.0, 12)}
    )
    assert missed(results(slow), gate=True) == ()


@pytest.mark.parametrize("promise", PROMISES.values(), ids=PROMISES)
def test_no_gate_asks_for_more_than_was_promised(promise: Promise) -> None:
    """Whatever holds the promise holds the gate, from 0 to 1 in thousandths and up to 1,200."""
    values = [*(n / 1000 for n in range(1000)), *range(1, 1200)]
    kept = [score for value in values if promise.must and promise.must.reached(score := Score(value, 1000))]
    assert kept
    assert all(promise.gate.reached(score) for score in kept) if promise.gate else True


def test_machine_voices_are_judged_on_the_long_stage_alone_but_nothing_judged_is_a_miss() -> None:
    """A gate that looked at nothing real must not stand open."""
    poor = {"readings F1": Score(0.1, 9)}
    assert missed(results(PEOPLE, replace(STAGE, scores=poor))) == ()
    (long,) = missed(results(PEOPLE, replace(STAGE, name=LONG_STAGE, scores=poor)))
    assert "0.97 or more" in long
    (sentence,) = missed(results(STAGE))
    assert "no material with real voices" in sentence
