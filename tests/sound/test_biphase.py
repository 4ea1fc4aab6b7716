"""Timecode on a sound track is known for what it is; nothing else is taken for it."""

import numpy as np
import pytest

from rushes.sound.biphase import carries_timecode
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE
from tests.sound.making import ltc, mixed, noise, pause, said, take

LINE = "Where were you on Thursday night?"


@pytest.mark.parametrize("fps", [24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0])
@pytest.mark.parametrize("peak", [300.0, 8000.0, 30000.0])
def test_timecode_of_every_rate_and_level_is_known(fps: float, peak: float) -> None:
    assert carries_timecode(ltc(4.0, fps=fps, peak=peak))


def test_timecode_with_the_room_on_it_is_known() -> None:
    """A cable picks up a little of everything: noise 26 dB below."""
    assert carries_timecode(mixed(ltc(4.0), noise(4.1, 400.0).samples))


def test_timecode_that_begins_late_is_known_when_it_is_most_of_it() -> None:
    code = ltc(3.0)
    assert carries_timecode(np.concatenate([pause(1.0).samples, code]))
    assert not carries_timecode(np.concatenate([pause(9.0).samples, code]))


def tone(hertz: float, *, square: bool = False) -> Samples:
    wave = np.sin(2 * np.pi * hertz * np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE)
    return ((np.sign(wave) if square else wave) * 8000).astype(np.int16)


@pytest.mark.parametrize(
    "sound",
    [
        tone(1000.0),
        tone(1000.0, square=True),
        tone(2000.0, square=True),
        tone(50.0),
        noise(4.0, 3000.0).samples,
        take(0.5, said(LINE), 1.0, said(LINE), 0.5).samples,
        pause(4.0).samples,
        pause(0.2).samples,
    ],
    ids=["line-up tone", "square", "square 2", "hum", "noise", "speech", "silence", "next to nothing"],
)
def test_nothing_else_is_taken_for_it(sound: Samples) -> None:
    """Line-up tone has turns as even as timecode; it has no sync word."""
    assert not carries_timecode(sound)
