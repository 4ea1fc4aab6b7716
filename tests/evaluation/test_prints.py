"""What is counted of fingerprints: false alarms, missed shifts and unnoticed takes fail the gate."""

from dataclasses import replace
from pathlib import Path

import pytest
from evaluation.encoding_anew import PICTURES, SOUNDS
from evaluation.fingerprints import Footage, Take, Told, sit_prints, told, told_enough

from tests.turnover.filming import film


@pytest.mark.parametrize(
    "worse", [Told("a", "b", same=3, false=1), Told("a", "b", shifts=2, caught=1), Told("a", "b", others=1)]
)
def test_whatever_goes_wrong_is_not_kept(worse: Told) -> None:
    assert Told("a", "b", same=3, shifts=2, caught=1, told=1, others=1, by_either=1).kept
    assert not (Told("a", "b", same=3, shifts=2, caught=1, told=1) + worse).kept


def test_what_is_only_told_is_held_to_nothing_and_a_gate_without_takes_holds_nothing() -> None:
    bad = Told("a", "b", same=3, false=1, shifts=2, others=4, by_either=3)
    assert replace(bad, least=None).kept
    assert replace(bad, false=0, caught=2, least=0.75).kept
    assert not replace(bad, false=0, caught=2, by_either=2, least=0.75).kept
    assert told_enough([bad])
    assert not told_enough([bad, replace(bad, others=0)])
    assert not told_enough([])
    assert next(reversed(list(told([replace(bad, least=None)])))).endswith("only told")


def test_frames_that_show_their_number_are_told_apart_in_motion_jpeg(tmp_path: Path) -> None:
    takes = tuple(
        Take(film(tmp_path / f"{at}.mov", number=at).path, "1A", lines={"1.1": 20}) for at in range(2)
    )
    anew = [how for how in PICTURES if how.name == "Motion JPEG"]
    (by_eye, by_ear) = sit_prints([Footage("drawn", takes)], anew, SOUNDS[1:2])
    assert (by_eye.same, by_eye.false, by_eye.shifts, by_eye.missed) == (16, 0, 64, 0)
    assert by_ear.same == 16
    assert len(list(told([by_eye, by_ear]))) == 3
