"""A clip is looked at as a whole, and closer where two samples raise a doubt."""

from pathlib import Path

import numpy as np
import pytest

from rushes.footage.opening import opened
from rushes.picture.look import _Eye, look
from rushes.picture.model import Seen, Stretch
from tests.picture.making import RATE, film, frames, room


def seen_of(path: Path, count: int) -> Seen:
    """Look at a clip of so many frames."""
    return look(path, RATE, count)


def near(found: tuple[Stretch, ...], *expected: tuple[float, float]) -> bool:
    """Tell whether stretches are the expected ones, to a frame."""
    ends = [(one.in_s, one.out_s) for one in found]
    return len(ends) == len(expected) and all(
        one == pytest.approx(other, abs=0.041) for one, other in zip(ends, expected, strict=True)
    )


def test_a_healthy_clip_has_nothing_to_tell(tmp_path: Path) -> None:
    """A sample a second, nothing black, nothing frozen, and a camera that stands."""
    seen = seen_of(film(tmp_path / "a.mp4", frames(125)), 125)
    assert [one.at_s for one in seen.glances] == [0, 1, 2, 3, 4]
    assert (seen.black, seen.frozen, seen.motions) == ((), (), ())


def test_black_is_found_to_the_frame(tmp_path: Path) -> None:
    """From frame 40 to 69: both ends lie between two keyframes."""
    pictures = frames(125)
    pictures[40:70] = [np.zeros_like(pictures[0])] * 30
    assert near(seen_of(film(tmp_path / "a.mp4", pictures), 125).black, (1.6, 2.8))


def test_a_held_frame_is_found_to_the_frame(tmp_path: Path) -> None:
    """The picture stands from 1.6 to 3.2 s, with a keyframe in it; drawings that stand for two do not."""
    pictures = [room(number // 2 * 2, noise=1) for number in range(125)]
    pictures[41:80] = [pictures[40]] * 39
    assert near(seen_of(film(tmp_path / "a.mp4", pictures), 125).frozen, (1.6, 3.2))


def test_a_frame_held_between_two_keyframes_is_told_by_its_bytes(tmp_path: Path) -> None:
    """Twelve frames that hold nothing new, and no sample falls on them twice."""
    pictures = [room(number, noise=2) for number in range(125)]
    pictures[55:67] = [pictures[54]] * 12
    assert near(seen_of(film(tmp_path / "a.mp4", pictures, bf="0"), 125).frozen, (2.16, 2.68))


def test_far_keyframes_are_filled_in(tmp_path: Path) -> None:
    """One keyframe in five seconds: a frame every half second between."""
    seen = seen_of(film(tmp_path / "a.mp4", frames(125), g="500"), 125)
    steps = np.diff([one.at_s for one in seen.glances])
    assert steps.max() <= 0.8
    assert len(seen.glances) >= 8


def test_a_shaken_camera_is_told(tmp_path: Path) -> None:
    """Up and down by a hundredth of the width, all along."""
    chance = np.random.default_rng(3).integers(-5, 6, (125, 2))
    pictures = [np.roll(room(number), tuple(chance[number]), (0, 1)) for number in range(125)]
    seen = seen_of(film(tmp_path / "a.mp4", pictures), 125)
    assert seen.motions
    assert all(one.shake > 3 for one in seen.motions)


def test_every_depth_and_range_gives_the_same(tmp_path: Path) -> None:
    """Ten bits and full range tell the level that eight bits tell."""
    import av  # noqa: PLC0415

    levels = []
    for form, full in (("yuv420p", False), ("yuvj420p", True), ("yuv422p10le", False)):
        path = tmp_path / f"{form}.mkv"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("ffv1" if not full else "mjpeg", rate=RATE)
            stream.width, stream.height, stream.pix_fmt = 640, 360, form
            for number in range(25):
                picture = np.repeat(room(number)[:, :, None], 3, axis=2)
                frame = av.VideoFrame.from_ndarray(picture, "rgb24")
                frame.pts, frame.time_base = number, 1 / RATE
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        levels.append(seen_of(path, 25).glances[0].level)
    assert levels == pytest.approx([float(room().mean()) / 255] * 3, abs=0.01)


def test_what_is_no_film_shows_nothing(tmp_path: Path) -> None:
    """A broken file is told by the probe; looking at it is no accident."""
    path = tmp_path / "a.mp4"
    path.write_bytes(b"no film")
    assert seen_of(path, 50) == Seen(2.0)
    whole = film(tmp_path / "b.mp4", frames(50)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert seen_of(path, 50).duration_s == 2.0


@pytest.mark.material
def test_where_a_decoder_lost_its_picture_nothing_is_seen(material: Path) -> None:
    """Twelve frames of a real take are grey with ghosts, from 543 on, after a broken splice."""
    seen = seen_of(material / "grid-scenes" / "rushes" / "3-2_A003C025.mov", 975)
    assert near(seen.black, (543 / 25, 555 / 25))


def test_closer_looks_have_a_budget(tmp_path: Path) -> None:
    """One keyframe in a minute: the way to each doubt is counted, and the last doubts are left alone."""
    with opened(film(tmp_path / "a.mp4", frames(25))) as container:
        eye = _Eye(container, container.streams.video[0], 60.0, 0.04, keys=[0.0, 50.0])
        assert [eye.afford(at_s, at_s + 1) for at_s in (20, 50, 17, 3, 1, 51)] == [
            True,  # 21 s from the first keyframe on
            True,  # 1 s
            True,  # 18 s: 40 in all
            False,
            False,
            False,
        ]
