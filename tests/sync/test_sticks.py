"""A slate's sticks are seen to close: on the right frame, or not at all."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from rushes import screenplay, stage
from rushes.stage.faults import faults_from
from rushes.sync.sticks import sticks
from rushes.sync.swing import closings
from tests.conftest import KETTLE
from tests.sync.slates import Held, filmed

BOARDS = {
    "held straight": Held(),
    "small, in a wide shot": Held(x=0.6, length=0.16, stripes=4),
    "hinged at the right, tilted": Held(x=0.7, tilt=7, mirrored=True, stripes=6),
    "upside down at the tail": Held(x=0.75, y=0.33, tail=True),
    "by a shaking hand, in the dark": Held(shake=2, light=0.4, noise=3, slanted=0.1),
    "before a hand-held camera": Held(camera=1.5, length=0.3, opened=35),
    "slowly, out of focus": Held(taking=6, soft=1.2, length=0.4, stripes=4),
    "plain under striped sticks": Held(lower=False, slanted=0.0, stripes=4),
    "while somebody moves behind": Held(x=0.15, extra=0.1, length=0.3),
}


@pytest.mark.parametrize("held", BOARDS.values(), ids=BOARDS.keys())
def test_the_frame_on_which_sticks_close_is_found(held: Held) -> None:
    """However a board is held: within one frame, and which way up it is."""
    (closing,) = closings(filmed(held, closes=17, frames=32))
    assert abs(closing.index - 17) <= 1
    assert closing.tail == held.tail
    assert closing.sureness >= 0.9


NO_SLATES = {
    "sticks that stay open": (Held(), 60),
    "sticks that were closed before": (Held(), -20),
    "a bar without stripes": (Held(stripes=0), 17),
    "an open board that is only put in": (Held(stripes=6, slanted=0.0), 60),
    "a board out of the picture": (Held(x=1.4), 17),
}


@pytest.mark.parametrize(("held", "closes"), NO_SLATES.values(), ids=NO_SLATES.keys())
def test_what_is_no_closing_is_not_told(held: Held, closes: int) -> None:
    """Nothing is said where nothing closed; sound in the wrong place is worse than none."""
    assert closings(filmed(held, closes=closes, frames=32)) == ()


def test_sticks_that_are_thrown_open_do_not_close() -> None:
    """They come to rest as suddenly; but not on the board. The same pictures the other way round do close."""
    closing = filmed(Held(leaves=40), closes=30, frames=40)
    gone = filmed(Held(x=1.4), closes=60, frames=12)
    thrown_open = np.concatenate([gone, closing[20:][::-1], np.repeat(closing[20:21], 12, axis=0), gone])
    assert closings(thrown_open) == ()
    assert len(closings(thrown_open[::-1])) == 1


def test_a_cut_a_flash_and_noise_are_no_sticks() -> None:
    """What changes the whole picture, once or always, is none."""
    rng = np.random.default_rng(3)
    one, other = filmed(Held(), closes=60, frames=12), filmed(Held(x=0.5), closes=60, frames=12, seed=2)
    flash = one.copy()
    flash[6] = 255
    for pictures in (
        np.concatenate([one, other]),
        flash,
        rng.integers(0, 255, (20, 90, 160)).astype(np.uint8),
    ):
        assert closings(pictures) == ()


@pytest.mark.parametrize("shape", [(0, 1, 1), (3, 180, 320), (30, 8, 8), (30, 180, 320), (30, 65, 64)])
def test_pictures_with_nothing_in_them_say_nothing(shape: tuple[int, int, int]) -> None:
    """Too few, too small or black."""
    assert closings(np.zeros(shape, np.uint8)) == ()


def written(path: Path, pictures: NDArray[np.uint8], rate: int) -> Path:
    """Write grey pictures as a clip with a timecode that begins late."""
    with av.open(str(path), "w") as film:
        track = film.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "crf": "18"})
        track.width, track.height, track.pix_fmt = pictures.shape[2], pictures.shape[1], "yuv420p"
        for frame in _frames(pictures):
            film.mux(track.encode(frame))
        film.mux(track.encode(None))
    return path


def _frames(pictures: NDArray[np.uint8]) -> Iterator[av.VideoFrame]:
    for picture in pictures:
        yield av.VideoFrame.from_ndarray(picture, format="gray").reformat(format="yuv420p")


def test_head_and_tail_slates_of_a_clip_are_both_seen(tmp_path: Path) -> None:
    """Frames count from the clip's first one, wherever in it they are looked for."""
    head = filmed(Held(), closes=17, frames=40)
    tail = filmed(BOARDS["upside down at the tail"], closes=17, frames=40)
    quiet = np.repeat(head[-1:], 60, axis=0)
    clip = written(tmp_path / "a.mp4", np.concatenate([head, quiet, tail]), 25)
    rate = Fraction(25)
    both = sticks(clip, rate, 140)
    assert [(abs(one.frame - at) <= 1, one.tail) for one, at in zip(both, (17, 117), strict=True)] == [
        (True, False),
        (True, True),
    ]
    assert sticks(clip, rate, 140, near=[(4.0, 5.5)]) == (both[1],)
    assert sticks(clip, rate, 140, near=[(1.6, 3.9)]) == ()


def test_frames_are_those_of_the_clips_own_ruler(tmp_path: Path) -> None:
    """A telephone's uneven frames count by their time, at the rate that the clip is cut at."""
    clip = written(tmp_path / "slow.mp4", filmed(Held(), closes=17, frames=40), 25)
    (seen,) = sticks(clip, Fraction(50), 80)
    assert abs(seen.frame - 34) <= 2


def test_a_clip_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "half.mov").write_bytes(b"\x00\x00\x00\x14ftypqt  ")
    assert sticks(tmp_path / "half.mov", Fraction(25), 100) == ()
    assert sticks(tmp_path / "none.mov", Fraction(25), 100) == ()


@pytest.mark.slow
def test_the_stages_slates_close_where_the_truth_says(tmp_path: Path) -> None:
    """Takes in colour with people, slated at the head and at the tail: most are seen, none wrongly."""
    (tmp_path / "kettle.fountain").write_text(KETTLE, encoding="utf-8")
    script, _ = screenplay.read_screenplay(tmp_path / "kettle.fountain")
    faults = faults_from("tail-slate")
    made = stage.make_rushes(script, tmp_path / "rushes", seed=5, takes=1, faults=faults, size=(480, 270))
    seen = 0
    for take in made.takes:
        found = sticks(tmp_path / "rushes" / take.file, Fraction(take.rate), take.frames)
        closed = (take.clap_s or 0.0) * float(Fraction(take.rate))
        assert all(abs(one.frame - closed) <= 1 and one.tail == take.tail_slate for one in found), take.file
        seen += len(found) == 1
    assert seen >= 0.8 * len(made.takes)


@pytest.mark.material
@pytest.mark.slow
def test_real_pictures_without_a_slate_show_none(material: Path) -> None:
    """Films, four cameras, people who speak into the camera: no board in the picture, no sticks."""
    films = sorted((material / "film").rglob("*.mp4"))
    people = sorted((material / "grid-scenes").rglob("*.mov"))[:3]
    assert films
    assert people
    for clip in [*films, *people]:
        with av.open(str(clip)) as film:
            picture = film.streams.video[0]
            rate, frames = Fraction(picture.average_rate or 25), picture.frames
        assert sticks(clip, rate, frames) == (), clip.name
