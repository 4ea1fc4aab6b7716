"""Long clips are strung with exact truth, and hearing them takes no more memory the longer it lasts."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from evaluation.endurance import endure, growth, reel_of
from evaluation.material import Material
from evaluation.score import Score
from evaluation.soundtrack import RATE, Samples, soundtrack
from evaluation.strung import string_takes
from evaluation.truth import TrueTake, Truth

from evaluation import endurance
from rushes.sound import HeardWord, Script
from tests.evaluation.making import said, true
from tests.footage.making import shoot

SCRIPT = "INT. ROOM - DAY #1#\n\nANNA\nOne two three four.\n\nBEN\nFour three two one."


class DeafEar:
    """Hears nothing, so that what is left is the reading of the sound."""

    name = "deaf"

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:  # noqa: ARG002 -- a Recogniser
        """Return no word."""
        return ()


def takes() -> tuple[TrueTake, ...]:
    """Return the truth about two takes of the same scene, 2 s and 3 s long."""
    one, two = true(said("1.1", "1-1_A001C001", 0.5, "one"), said("1.2", "1-2_A001C002", 1.0, "four")).takes
    return (replace(one, scene="1", seconds=Fraction(2)), replace(two, scene="1", seconds=Fraction(3)))


def sound_of(file: str) -> Samples:
    """Return 2 s that are all 1,000, or 3 s that are all 2,000."""
    return np.full(2 * RATE, 1000, np.int16) if file.startswith("1-1") else np.full(3 * RATE, 2000, np.int16)


def test_takes_are_strung_until_it_is_long_enough(tmp_path: Path) -> None:
    """Nine seconds wanted: 2 + 3 + 2 + 3 = 10, and every word is as much later as its take begins."""
    truth = string_takes(takes(), sound_of, tmp_path / "1-1.mov", 9)
    assert truth.seconds == 10
    assert [(one.line, round(one.in_s, 2)) for one in truth.readings] == [
        ("1.1", 0.5),
        ("1.2", 3.0),
        ("1.1", 5.5),
        ("1.2", 8.0),
    ]
    assert {one.file for one in truth.readings} == {"1-1.mov"}
    assert [round(word.in_s, 2) for word in truth.words] == [0.5, 3.0, 5.5, 8.0]


def test_the_strung_sound_is_the_takes_own(tmp_path: Path) -> None:
    """Not encoded again: sample for sample what went in, in its order."""
    string_takes(takes(), sound_of, tmp_path / "1-1.mov", 9)
    expected = np.concatenate([sound_of("1-1"), sound_of("1-2")] * 2)
    np.testing.assert_array_equal(soundtrack(tmp_path / "1-1.mov"), expected)


def test_growth_is_the_slope_without_the_first() -> None:
    """After the models are loaded: 310, 312, 314 MB, half an hour each, are 4 MB an hour."""
    assert growth([200.0, 310.0, 312.0, 314.0], 0.5).value == pytest.approx(4.0)
    assert growth([200.0, 310.0], 0.5) == Score(None, 1, "MB/h")
    assert growth([0.0] * 4, 0.5).value is None, "where the system does not tell, nothing is claimed"


def material(folder: Path) -> Material:
    """Return a take of 4 s with a truth of one reading."""
    (folder / "rushes").mkdir()
    shoot(folder / "rushes" / "1-1_A001C001.mov", frames=100)
    (folder / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    return Material("made", "machine", folder / "script.fountain", folder / "rushes", Truth(takes()[:1]))


def test_what_a_deaf_ear_finds(tmp_path: Path) -> None:
    """A minute, three times: peaks and a pace, no reading, and the clip knows its scene."""
    reel = reel_of(material(tmp_path), tmp_path, 60)
    assert len(reel.script) == 1
    endured = endure("a minute", reel, 3, DeafEar())
    assert endured.clips == len(endured.peaks_mb) == 3
    assert endured.hours == pytest.approx(3 / 60, rel=0.1)
    assert endured.f1 == Score(0.0, len(reel.truth.readings))
    assert endured.pace.value


@pytest.mark.slow
@pytest.mark.needs("linux")
def test_reading_the_sound_of_hours_keeps_nothing_but_what_was_heard(tmp_path: Path) -> None:
    """By construction: an hour in one clip takes hardly more than ten minutes, six times that no more.

    What is kept of an hour are 36,000 levels, under two megabytes; its sound alone would be 115.
    """
    folders = [tmp_path / name for name in ("short", "long")]
    for folder in folders:
        folder.mkdir()
    made = material(tmp_path)
    short = endure("ten minutes", reel_of(made, folders[0], 600), 7, DeafEar(), looks_a_second=50)
    long = endure("an hour", reel_of(made, folders[1], 3600), 1, DeafEar(), looks_a_second=50)
    assert short.growth.value is not None
    assert short.growth.value < 8
    assert max(long.peaks_mb) - max(short.peaks_mb) < 40


@pytest.mark.slow
def test_each_test_of_lasting_has_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shortened to seconds: three clips of 6 s, and one of 9 s, by our own ear."""
    for name, value in (("EACH_S", 6), ("TIMES", 3), ("LONG_S", 9)):
        monkeypatch.setattr(endurance, name, value)
    clips, one = endurance.endure_all(material(tmp_path), tmp_path)
    assert (clips.clips, one.clips) == (3, 1)
    assert one.hours * 3600 == pytest.approx(9, abs=4.1)
    assert one.growth.value is None
    assert clips.pace.value
