"""Sharpness is about edges: contrast, noise and compression do not move it."""

from itertools import pairwise

import numpy as np
import pytest

from rushes.picture import GRID
from rushes.picture.exposure import exposure, shades_of, shows_nothing
from rushes.picture.sharpness import sharpness
from tests.picture.making import room


def whole(picture: np.ndarray) -> float:
    """Return the sharpness of a picture: its cells by how much they show."""
    sharp, detail = sharpness(picture)
    return sum(s * d for s, d in zip(sharp, detail, strict=True)) / sum(detail)


def test_it_falls_with_every_step_out_of_focus() -> None:
    """A little soft is a little less sharp, and very soft is very much less."""
    told = [whole(room(soft=soft)) for soft in (0, 0.7, 1.5, 3, 5)]
    assert all(before > after for before, after in pairwise(told))
    assert told[0] > 0.9
    assert told[3] < 0.35


@pytest.mark.parametrize("contrast", [0.25, 0.5, 1.0])
def test_a_low_contrast_is_not_soft(contrast: float) -> None:
    """Fog and flat log curves take the contrast of an edge, not its steepness."""
    assert whole(room(contrast=contrast)) == pytest.approx(whole(room()), rel=0.03)


@pytest.mark.parametrize("noise", [2.0, 5.0])
def test_noise_does_not_make_a_soft_picture_sharp(noise: float) -> None:
    """High sensitivity puts grain over everything; what is soft stays far below what is sharp."""
    soft, sharp = whole(room(soft=3, noise=noise)), whole(room(noise=noise))
    assert soft < 0.55 * sharp
    assert sharp == pytest.approx(whole(room()), rel=0.15)


def test_an_empty_picture_tells_nothing() -> None:
    """Where no edge is, no sharpness is claimed."""
    sharp, detail = sharpness(np.full((360, 640), 90, np.uint8))
    assert set(sharp) == set(detail) == {0.0}
    assert len(sharp) == GRID[0] * GRID[1]


def test_a_stamp_is_looked_at_too() -> None:
    """A picture smaller than a line of pixels tells nothing, and breaks nothing."""
    assert set(sharpness(np.zeros((8, 8), np.uint8))[0]) == {0.0}


def test_exposure_counts_what_is_lost() -> None:
    """A quarter clipped, a quarter crushed, the rest in the middle."""
    picture = np.full((4, 4), 128, np.uint8)
    picture[0], picture[1] = 255, 0
    level, bright, dark = exposure(shades_of(picture))
    assert (bright, dark) == (0.25, 0.25)
    assert level == pytest.approx((0.25 * 255 + 0.5 * 128) / 255, abs=1e-3)


def test_black_shows_nothing_and_a_night_does() -> None:
    """A lens cap leaks noise; a night scene has a lamp."""
    cap = np.random.default_rng(1).normal(6, 2, (360, 640)).clip(0, 255).astype(np.uint8)
    night = cap.copy()
    night[100:140, 300:340] = 200
    assert shows_nothing(shades_of(cap))
    assert not shows_nothing(shades_of(night))
    assert shows_nothing(shades_of(np.full((360, 640), 130, np.uint8)))
