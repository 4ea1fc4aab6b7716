"""A choice is right or it is not, and what the cut says of it is held against that."""

from dataclasses import replace

import pytest
from evaluation.choices import claims_of, judged
from evaluation.graded import SURE_PICTURE, SURE_SOUND, Graded, grade
from evaluation.playing import Playing
from evaluation.tune_doubt import Known, told

from rushes.cut import Reason
from tests.evaluation.filming import filmed, playing, says

GOOD = filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0))
SLIP = filmed("ANNA", says("ANNA", "1.1", "1A-2", 2.0, slip="changed"))
BEN = filmed("BEN", says("ANNA", "1.1", "1B-1", 2.0))
HEARD = (Reason("as written", 1.0, "4 of 4 words"),)


def rights(cut: Playing) -> dict[str, list[bool]]:
    """Return what is right in a cut, by the kind of the choice."""
    found: dict[str, list[bool]] = {}
    for one in judged(cut):
        found.setdefault(one.what, []).append(one.right)
    return found


def sure(cut: Playing, confidence: float) -> Playing:
    """Return a cut that is as sure of everything, its pictures chosen for themselves."""
    events = tuple(
        replace(event, confidence=confidence, reasons=HEARD if event.track == "A1" else ())
        for event in cut.cut.events
    )
    return replace(cut, cut=replace(cut.cut, events=events))


def test_a_slip_is_a_wrong_choice_where_the_line_was_said_well() -> None:
    """And a right one where it never was; of what is chosen as one, picture and sound have to be right."""
    piece = [("1.1", "1A-2", 1.6, 3.2)]
    assert rights(playing((GOOD, SLIP), piece)) == {"sound": [False], "both": [False]}
    assert rights(playing((SLIP,), piece)) == {"sound": [True], "both": [True]}


def test_a_picture_of_its_own_is_judged_by_what_is_seen() -> None:
    """Ben is seen while Anna speaks: wrong, unless it is a reaction; what is heard is right."""
    sounds, pictures = [("1.1", "1A-1", 1.6, 3.2)], [("1.1", "1B-1", 1.6, 3.2)]
    cut = sure(playing((GOOD, BEN), pictures, sounds), 0.9)
    assert rights(cut) == {"sound": [True], "picture": [False]}
    seen = sure(playing((GOOD, SLIP), [("1.1", "1A-1", 1.6, 3.2)], [("1.1", "1A-2", 1.6, 3.2)]), 0.9)
    assert rights(seen) == {"sound": [False], "picture": [True]}


def test_a_line_that_is_not_heard_at_all_is_a_wrong_choice() -> None:
    """Though nobody said it well anywhere."""
    assert rights(playing((SLIP,), [("1.1", "1A-2", 6.0, 7.0)]))["sound"] == [False]


def test_the_error_of_a_cut_that_is_sure_and_right_is_what_it_lacks_of_certainty() -> None:
    """Where it is sure and wrong, it is what it was sure of; who claims nothing is not measured."""
    right = sure(playing((GOOD,), [("1.1", "1A-1", 1.6, 3.2)]), 0.9)
    wrong = sure(playing((GOOD, SLIP), [("1.1", "1A-2", 1.6, 3.2)]), 0.9)
    told_of = [grade(cut.truth, cut.cut, claims=True) for cut in (right, wrong)]
    assert [one.scores[SURE_SOUND].value for one in told_of] == [pytest.approx(0.1), pytest.approx(0.9)]
    both = told_of[0] + told_of[1]
    assert both.scores[SURE_SOUND].value == pytest.approx(0.4)
    assert (both.scores[SURE_SOUND].count, both.scores[SURE_PICTURE].count) == (2, 2)
    assert grade(right.truth, right.cut).scores[SURE_SOUND].value is None
    assert Graded().scores[SURE_PICTURE].count == 0


def test_what_tells_of_a_choice_is_counted() -> None:
    """By who says who is seen, by the microphone, and by the margin, which tells nothing."""
    cut = sure(playing((GOOD,), [("1.1", "1A-1", 1.6, 3.2)]), 0.9)
    sound, picture = judged(cut)
    lines = list(
        told(
            [
                Known(sound, "as written", 0.97, None, None),
                Known(picture, "", 0.0, shows=True, on_mic_db=None),
            ]
        )
    )
    assert "sound: calibration error 0.100 of 1" in lines
    assert "  as written: 1 of 1" in lines
    assert "  shown, somebody says so: 1 of 1" in lines
    assert "  no other: 1 of 1" in lines
    assert claims_of(cut)["sound"][0].right
