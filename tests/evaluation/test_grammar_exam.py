"""The exam in grammar is sat, marks stand in the table, and what is ahead of ours is named."""

from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.graded import Graded, grade
from evaluation.grammar_exam import OURS, Cutter, ahead_of, cutter_of, sit_grammar
from evaluation.marks import Mark, Marks
from evaluation.promises import OF_GRAMMAR, OF_SOLVING
from evaluation.results import Results, missed
from evaluation.score import Score
from evaluation.sheets import sheets_of
from evaluation.solving import Curve, Solved
from evaluation.table import as_json, as_text

from evaluation import graded
from tests.evaluation.filming import filmed, playing, says

ANNA = filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0), says("BEN", "1.2", "1A-1", 5.0))
CUT = playing((ANNA,), [("1.1", "1A-1", 1.6, 3.6), ("1.2", "1A-1", 4.4, 6.4)])
MARKED = grade(CUT.truth, CUT.cut)


def marked(row: str, found: int, judged: int) -> Cutter:
    """Return a cutter of one figure among those that were marked."""
    marks = Marks(judged, tuple(Mark("1.1", "so to speak") for _ in range(found)))
    return Cutter("another", Graded({**MARKED.marks, row: marks}))


def test_every_row_that_must_be_reached_is_marked() -> None:
    """A promise without a figure would never be seen to break."""
    assert set(OF_GRAMMAR) <= set(MARKED.scores)
    curves = (Curve("lines", (1, 2), (1.0, 2.0)), Curve("readings", (1, 2), (1.0, 2.0)))
    solved = Solved(Score(1.0, 3, "s"), Score(1.0, 3, "s"), curves)
    assert set(OF_SOLVING) == set(solved.scores)


def test_marks_of_many_cuts_add_up() -> None:
    """Twice the same cut: twice as many places, twice as many marks, the same share."""
    both = graded.in_all([MARKED, MARKED])
    assert both.marks[graded.JUMPS].judged == 2 * MARKED.marks[graded.JUMPS].judged == 2
    assert both.scores[graded.SEEN_PICTURES] == Score(0.5, 4)
    assert both.scores[graded.SHOT].count == 4
    assert len(both.lips.off) == 2 * len(MARKED.lips.off) == 8


def test_faults_are_told_with_their_seed_and_what_is_wished_is_none() -> None:
    """Ben is not seen, and the take is cut to itself that might run on; a split edit is no fault."""
    faults = cutter_of("ours", [(7, MARKED)]).faults
    assert {(seed, row) for seed, row, _ in faults} == {(7, graded.SEEN), (7, graded.AVOIDABLE)}
    assert "event 2, line 1.2: BEN speaks" in str(faults[0][2])
    assert not marked(graded.SPLITS, 3, 9).faults


def test_a_naive_way_that_is_ahead_is_named() -> None:
    """By the share of the places where a fault could be; as good is not ahead, and no places are no merit."""
    ours = replace(marked(graded.SOFT, 2, 100), name=OURS)
    assert not list(ahead_of((ours, marked(graded.SOFT, 1, 50))))
    assert not list(ahead_of((ours, marked(graded.SOFT, 0, 0))))
    (sentence,) = ahead_of((ours, marked(graded.SOFT, 1, 60)))
    assert sentence == f"grammar: another is ahead of ours in “{graded.SOFT}”."


def test_the_table_has_ours_first_and_its_limits_last() -> None:
    """A row for every figure, a column for every way; what is missed is said."""
    results = Results("1 January 2030", "2 cores", cutters=(replace(marked(graded.SOFT, 2, 9), name=OURS),))
    (sheet,) = sheets_of(results)
    rows = {row[0]: row[1:] for row in sheet.rows}
    assert rows[""] == (OURS, "must reach")
    assert rows[graded.SOFT] == ("2 of 9", "0")
    assert rows[graded.SPLITS][-1] == "a third or more"
    assert f"grammar, ours: {graded.SOFT} is 2 of 9; must be 0." in missed(results)
    assert graded.SOFT in as_text(results)
    assert "so to speak" in as_json(results)


@pytest.mark.slow
def test_a_scene_is_shot_and_cut_in_every_way(tmp_path: Path) -> None:
    """Six ways on one material: all judged by the same lines, and no mouth of ours says anything else."""
    cutters = sit_grammar(tmp_path, seeds=(2,), by_ear=())
    assert cutters[0].name == OURS
    assert len(cutters) == 6
    assert len({one.scores[graded.BAD].count for one in cutters}) == 1
    assert cutters[0].scores[graded.OTHER_TEXT].value == 0
    assert cutters[0].scores[graded.BAD].value == 0
