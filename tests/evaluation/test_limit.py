"""The limit reads what there is: every clip, all sound, the keyframes."""

from fractions import Fraction
from pathlib import Path

import pytest
from evaluation.limit import limit_of, read_clip
from evaluation.material import SCENE, Material
from evaluation.truth import Truth

from tests.footage.making import shoot


def test_all_sound_and_the_keyframes_are_decoded(tmp_path: Path) -> None:
    """100 frames with a keyframe at least every ten: 4 s of sound, ten pictures and not a hundred."""
    read = read_clip(shoot(tmp_path / "1-1.mov", frames=100))
    assert read.sound_s == pytest.approx(4.0, abs=0.1)
    assert 10 <= read.keyframes < 25
    assert read.ended > read.began


def test_a_clip_without_sound_is_read_too(tmp_path: Path) -> None:
    """MOS: the keyframes alone."""
    read = read_clip(shoot(tmp_path / "1-1.mov", frames=50, sound=False))
    assert read.sound_s == 0
    assert read.keyframes >= 5


def test_the_limit_counts_what_it_read(tmp_path: Path) -> None:
    """Two clips on two cores: their sums, and the seconds from the first begun to the last done."""
    for number in (1, 2):
        shoot(tmp_path / f"1-{number}.mov", frames=50, shade=number, rate=Fraction(25))
    limit = limit_of(Material("made", "machine", SCENE, tmp_path, Truth(())), cores=2)
    assert (limit.clips, limit.cores) == (2, 2)
    assert limit.sound_s == pytest.approx(4.0, abs=0.2)
    assert limit.bytes == sum(file.stat().st_size for file in tmp_path.iterdir())
    assert limit.seconds > 0
