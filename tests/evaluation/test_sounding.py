"""What is counted of the sound of a film: the nearest microphones, what moved with them, and holes."""

from dataclasses import replace

import numpy as np
import pytest
from evaluation.score import Score
from evaluation.sounding import as_chosen, holes, nearest, off_ms

from rushes.cut import Alternate, Event, Reason
from rushes.stage import TakeTruth
from rushes.timecode import Span
from tests.cut.shooting import RATE
from tests.evaluation.test_day import true_take

NEARER = (Reason("clear sound", -1.0, "1-1 B's microphone is some 5 dB nearer than 1-1's: speech 24 dB"),)


def guides(**late_s: float) -> dict[str, TakeTruth]:
    """Return takes of two cameras whose microphones hear so late; B began a second after A."""
    return {
        f"1-1{letter}.mov": replace(
            true_take(f"1-1{letter}", group_at_s=float(letter == "b")), guide="guide", guide_late_s=late
        )
        for letter, late in late_s.items()
    }


def line_from(file: str, first: int, *, own: tuple[str, int] | None = None) -> Event:
    """Return a line heard from a clip; own: the camera that was chosen, where that is another."""
    others = (Alternate(own[0], Span(own[1], own[1] + 50, RATE), 0.0, ()),) if own else ()
    source, record = Span(first, first + 50, RATE), Span(0, 50, RATE)
    return Event("A1", "1.1", file, source, record, 1.0, False, NEARER if own else (), others)  # noqa: FBT003 -- as it looks


def test_the_nearest_is_who_stands_nearest_to_a_decibel() -> None:
    """B stands at 2.4 m and A at 4.2; at 2.5 m A is as near."""
    sounds = [line_from("1-1a.mov", 0), line_from("1-1b.mov", 0)]
    assert nearest(sounds, guides(a=4.2 / 343, b=2.4 / 343)) == Score(1, 2, "of")
    assert nearest(sounds, guides(a=2.5 / 343, b=2.4 / 343)) == Score(2, 2, "of")


def test_a_take_of_one_camera_is_no_question() -> None:
    assert nearest([line_from("1-1a.mov", 0)], guides(a=0.01)) == Score(None, 0, "of")


def test_a_moved_sound_is_held_to_the_instant_of_the_camera_that_was_chosen() -> None:
    """Frame 26 of B, which began a second later, is frame 51 of A: one frame after frame 50."""
    moved = line_from("1-1b.mov", 26, own=("1-1a.mov", 50))
    assert as_chosen(moved).file == "1-1a.mov"
    assert off_ms([moved, line_from("1-1a.mov", 0)], guides(a=0.01, b=0.005)).value == pytest.approx(40.0)


def test_a_hole_is_a_hundredth_of_a_second_of_nothing() -> None:
    sound = np.full((2, 48000), 0.001, np.float32)
    sound[:, 1000:1479] = 0.0
    sound[:, 2000:4400] = 0.0
    sound[0, 9000:9900] = 0.0
    assert holes(sound) == [0.05]
