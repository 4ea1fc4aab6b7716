"""A voice is told in fine steps, and what lies below vowels or above them is not taken for one."""

from pathlib import Path

import numpy as np

from rushes.sound.spectrum import SAMPLE_RATE
from rushes.sound.voicing import VOICE_STEP_S, voice_levels, voicing


def a_tone(hertz: float, seconds: float = 1.0, loud: float = 8000.0) -> np.ndarray:
    """Return samples of a tone."""
    at_s = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.asarray(loud * np.sin(2 * np.pi * hertz * at_s), np.int16)


def test_a_vowel_stands_out_from_rumble_and_hiss() -> None:
    """A tone of 600 Hz, one of 60 and one of 5000, equally loud."""
    levels = {hertz: float(np.median(voice_levels(a_tone(hertz)))) for hertz in (60, 600, 5000)}
    assert levels[600] > levels[60] + 40
    assert levels[600] > levels[5000] + 40


def test_its_beginning_is_told_within_two_steps_of_a_film() -> None:
    """Silence, then a vowel at 0.5 s: the level passes its middle there."""
    levels = voice_levels(np.concatenate([np.zeros(SAMPLE_RATE // 2, np.int16), a_tone(600)]))
    assert len(levels) == 150
    begins = int(np.argmax(levels > levels.max() - 6)) * VOICE_STEP_S
    assert abs(begins - 0.5) <= 0.02


def test_what_has_no_sound_has_no_voice(tmp_path: Path) -> None:
    """A file that is none tells nothing."""
    (tmp_path / "a.mov").write_bytes(b"no film")
    assert voicing(tmp_path / "a.mov") == ()
