"""A still shows what a person would see: upright, square pixels, from a keyframe."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from rushes.footage import still
from tests.footage.making import broken, record, shoot


def seen(clip: Path, second: float = 0.0, height: int = 48) -> Image.Image:
    taken = still(clip, second, height)
    assert taken is not None
    return Image.open(BytesIO(taken))


def colour(image: Image.Image, across: float, down: float) -> tuple[bool, bool]:
    """Tell whether red and blue are strong at a place given in shares of the picture."""
    red, _, blue = image.convert("RGB").getpixel((int(image.width * across), int(image.height * down)))  # type: ignore[misc]
    return red > 128, blue > 128


def test_a_still_is_a_small_jpeg(tmp_path: Path) -> None:
    """Scaled down to the height that is asked for, never up."""
    clip = shoot(tmp_path / "clip.mov", size=(160, 90))
    assert (seen(clip, height=45).size, seen(clip, height=45).format) == ((80, 45), "JPEG")
    assert seen(clip, height=900).size == (160, 90)


@pytest.mark.parametrize(
    ("turned", "size", "red_and_blue"),
    [
        (0, (64, 48), [(True, True), (True, False), (False, True), (False, False)]),
        (90, (48, 64), [(False, True), (True, True), (False, False), (True, False)]),
        (180, (64, 48), [(False, False), (False, True), (True, False), (True, True)]),
        (270, (48, 64), [(True, False), (False, False), (True, True), (False, True)]),
    ],
)
def test_a_camera_on_its_side_is_shown_upright(
    tmp_path: Path, turned: int, size: tuple[int, int], red_and_blue: list[tuple[bool, bool]]
) -> None:
    """The picture is red above and blue at the left; turned with the clock, both move along."""
    image = seen(shoot(tmp_path / "clip.mov", turned=turned), height=64)
    corners = [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
    assert image.size == size
    assert [colour(image, *corner) for corner in corners] == red_and_blue


def test_wide_pixels_make_a_wide_still(tmp_path: Path) -> None:
    assert seen(shoot(tmp_path / "clip.mov", pixel_aspect=Fraction(2))).size == (128, 48)


@pytest.mark.parametrize("ending", ["mov", "mkv", "ts"])
def test_a_still_comes_from_the_keyframe_before(tmp_path: Path, ending: str) -> None:
    """Keyframes stand every ten frames, and frames grow lighter: 0.9 s shows frame 20 of 25."""
    clip = shoot(tmp_path / f"clip.{ending}", frames=30)
    shades = [seen(clip, second).convert("RGB").getpixel((50, 40)) for second in (0.0, 0.5, 0.9)]
    lightness = [shade[1] for shade in shades if isinstance(shade, tuple)]
    assert lightness == pytest.approx([0, 30, 60], abs=8)


@pytest.mark.parametrize("second", [-1.0, 99.0])
def test_outside_the_clip_there_is_still_a_still(tmp_path: Path, second: float) -> None:
    assert seen(shoot(tmp_path / "clip.mov"), second).size == (64, 48)


def test_without_picture_there_is_none(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.mov"
    nothing.write_bytes(b"")
    half = broken(shoot(tmp_path / "whole.mov"), 0.5, tmp_path / "half.mov")
    assert [still(clip, 0.0, 48) for clip in (record(tmp_path / "wild.wav"), nothing, half)] == [None] * 3
