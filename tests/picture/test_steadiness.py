"""The camera is told from what moves in front of it."""

from itertools import pairwise

import numpy as np
import pytest

from rushes.picture.steadiness import camera_shift, motion
from rushes.picture.stillness import camera_rests, differences, telling
from tests.picture.making import Grey, frames, room


def moved(picture: Grey, right: int, down: int) -> Grey:
    """Return a picture, half as large, that the camera moved by so many pixels of it."""
    return np.roll(picture, (2 * down, 2 * right), (0, 1))[::2, ::2]


def test_a_move_is_measured_to_a_part_of_a_pixel() -> None:
    """Three to the right and two up."""
    shift = camera_shift(moved(room(), 0, 0), moved(room(), 3, -2))
    assert shift == pytest.approx((3, -2), abs=0.2)


def test_who_moves_in_front_of_a_standing_camera_is_no_move() -> None:
    """The figure sways; the room stays."""
    told = [camera_shift(one[::2, ::2], other[::2, ::2]) for one, other in pairwise(frames(8))]
    assert all(shift == pytest.approx((0, 0), abs=0.1) for shift in told)


def test_a_pan_is_a_drift_and_no_shake() -> None:
    """Two pixels a frame, evenly: 50 of 320 a second."""
    run = [moved(room(), 2 * number, 0) for number in range(9)]
    told = motion(run, [number / 25 for number in range(9)])
    assert told is not None
    assert told.drift == pytest.approx(50 / 320, rel=0.1)
    assert told.shake < 0.5


def test_a_shake_is_no_drift() -> None:
    """To and fro by three pixels: nearly a hundredth of the width."""
    run = [moved(room(), 3 * (number % 2), 0) for number in range(9)]
    told = motion(run, [number / 25 for number in range(9)])
    assert told is not None
    assert told.shake > 5
    assert told.drift < 0.05


def test_where_nothing_agrees_nothing_is_claimed() -> None:
    """Two rooms that have nothing in common, and an empty one."""
    noise = np.random.default_rng(2).integers(0, 255, (2, 180, 320)).astype(np.uint8)
    assert camera_shift(noise[0], noise[1]) is None
    assert camera_shift(np.zeros((180, 320), np.uint8), np.zeros((180, 320), np.uint8)) is None


def test_before_an_even_wall_the_figure_tells_whether_the_camera_rests() -> None:
    """Most of the picture looks as it did, however the camera shakes: a wall cannot tell."""
    wall = np.full((180, 320), 90, np.uint8)
    figure = wall.copy()
    figure[60:160, 120:200] = np.random.default_rng(3).integers(0, 255, (100, 80))
    shaken = np.roll(figure, 3, 1)
    assert not camera_rests(differences(figure, shaken), telling(figure))
    assert camera_rests(differences(figure, figure), telling(figure))
    assert camera_rests(differences(wall, wall), telling(wall))
