"""Real rushes with exact truth, from the file to the lined script."""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from rushes.coverage import OffScript, Reading, line_clip, scenes_for
from rushes.footage.model import Clip
from rushes.footage.slate import read_slate
from rushes.screenplay import read_screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import listen

pytestmark = pytest.mark.material

RATE = Fraction(25)


@dataclass(frozen=True)
class Take:
    """What was found in a take, and what is true of it."""

    clip: Clip
    readings: tuple[Reading, ...]
    off_script: tuple[OffScript, ...]
    truth: list[dict[str, Any]]
    clap_s: float
    claps: tuple[float, ...]

    @property
    def true_lines(self) -> list[tuple[str, bool]]:
        """The lines that were spoken, in time order, and whether as written."""
        return [(one["line"], one["kind"] == "good") for one in self.truth if one["line"]]

    @property
    def found_lines(self) -> list[tuple[str, bool]]:
        """The same, as found."""
        return [(one.line, one.kind == "as written") for one in self.readings]


def heard_and_lined(material: Path, name: str) -> Take:
    """Hear and line one take as the whole job would."""
    folder = material / "grid-scenes"
    (path,) = (folder / "rushes").glob(f"{name}_*.mov")
    takes = json.loads((folder / "truth.json").read_text())["takes"]
    (truth,) = (take for take in takes if take["file"] == path.name)
    clip = Clip(path, path.name, "0" * 64, RATE, truth["frames"], slate=read_slate(path.name)[0], channels=1)
    scenes = scenes_for(read_screenplay(folder / "screenplay.fountain")[0], clip)
    heard = listen(path, tuple(tuple(spoken_words(line.text) for line in scene) for scene in scenes))
    readings, off_script = line_clip(scenes, clip, heard)
    return Take(clip, readings, off_script, truth["readings"], truth["clap_s"], heard.claps)


@pytest.mark.parametrize("name", ["1B-4", "2A-4", "3B-3"])
def test_a_clean_take_is_lined_without_a_fault(material: Path, name: str) -> None:
    """Every line, each as written, where it was said, in a vocabulary of fifty-one words.

    In this truth a line's first word may begin with up to 0.4 s of the silence before it; ends are exact.
    """
    take = heard_and_lined(material, name)
    assert take.found_lines == take.true_lines
    assert not take.off_script
    for found, true in zip(take.readings, take.truth, strict=True):
        assert -0.2 < found.in_s - true["words"][0][0] < 0.4
        assert found.out_s == pytest.approx(true["words"][-1][1], abs=0.1)
        assert 0 <= found.span.start < found.span.end <= take.clip.frames
        assert 0.5 < found.confidence <= 1


def test_a_take_with_a_reset_and_slips_is_lined_pass_by_pass(material: Path) -> None:
    """The actor goes back, changes words, breaks off: what was altered is told from what was not."""
    take = heard_and_lined(material, "1A-3")
    assert take.found_lines == take.true_lines
    assert any(reading.pass_number == 2 for reading in take.readings)
    assert any(reading.kind != "as written" for reading in take.readings)


@pytest.mark.parametrize("name", ["1B-4", "3-1"])
def test_the_clap_is_found(material: Path, name: str) -> None:
    """Four tenths of a second in, as it was put there."""
    take = heard_and_lined(material, name)
    assert take.claps == pytest.approx((take.clap_s,), abs=0.02)
