"""The front end: exactly that of the acoustic model, and unmoved by odd sound."""

import numpy as np
import pytest

from rushes.sound.samples import Samples
from rushes.sound.spectrum import (
    CEPSTRA,
    SAMPLE_RATE,
    STEP,
    WINDOW,
    Floats,
    cepstra,
    features,
    frames_in,
    mel_powers,
    without_noise,
    without_room,
)
from tests.sound.making import Track, noise, pause, take
from tests.sound.sphinx import its_cepstra

LINE = "The quick brown fox jumps over the lazy dog."


def our_cepstra(samples: Samples) -> Floats:
    return cepstra(without_noise(mel_powers(samples)))


@pytest.mark.parametrize(
    "sound",
    [
        take(0.3, LINE, 0.3),
        take(0.3, LINE, 0.3, room_rms=800.0, voice="en-us+f2"),
        take(0.3, LINE, 0.3, room_rms=0.0),
        noise(2.0, 3000.0),
        pause(1.0),
    ],
    ids=["a quiet room", "a noisy room", "no room at all", "noise", "silence"],
)
def test_cepstra_are_those_that_the_model_was_trained_on(sound: Track) -> None:
    """An acoustic model understands no other features than its own."""
    ours, its = our_cepstra(sound.samples), its_cepstra(sound.samples)
    assert len(its) - len(ours) == 1  # it fills up its last frame with zeros; we leave that frame out
    assert np.abs(ours - its[:-1]).max() < 1e-3


def test_digital_silence_has_finite_features() -> None:
    """A muted camera gives zeros, and zeros have no logarithm."""
    seen = features(without_room(our_cepstra(pause(1.0).samples)))
    assert seen.shape == (frames_in(SAMPLE_RATE), 3 * CEPSTRA)
    assert np.isfinite(seen).all()


@pytest.mark.parametrize(
    ("samples", "frames"),
    [(0, 0), (1, 0), (WINDOW - 1, 0), (WINDOW, 1), (WINDOW + STEP - 1, 1), (WINDOW + STEP, 2)],
)
def test_only_whole_windows_are_frames(samples: int, frames: int) -> None:
    """A clip of one sample is heard like any other: there is nothing in it."""
    seen = features(without_room(our_cepstra(np.ones(samples, np.int16))))
    assert seen.shape == (frames, 3 * CEPSTRA)
    assert np.isfinite(seen).all()


def test_blocks_of_the_transform_leave_no_seam() -> None:
    """Sound is transformed 4096 frames at a time, so that its length does not matter."""
    sound = noise(42.0, 500.0).samples
    first = 4090
    around = sound[(first - 1) * STEP : (first + 20) * STEP + WINDOW]
    assert np.allclose(mel_powers(sound)[first : first + 20], mel_powers(around)[1:21], rtol=1e-5)


def test_the_colour_of_a_microphone_is_taken_off() -> None:
    """What adds the same to every frame is the room or the microphone, not the speech."""
    seen = our_cepstra(take(0.5, LINE, 0.5).samples)
    colour = np.linspace(-3.0, 3.0, CEPSTRA, dtype=np.float32)
    assert np.allclose(without_room(seen), without_room(seen + colour), atol=1e-4)


def test_long_silence_around_a_line_changes_little_of_how_the_line_is_seen() -> None:
    """A plain mean would take the silence of a take for the colour of its room."""
    seen = our_cepstra(take(3.0, LINE, 3.0).samples)
    line = slice(300, -300)
    near, far = seen[270:-270], seen
    moved = np.abs(without_room(far)[line] - without_room(near)[30:-30]).mean()
    plainly = np.abs(far.mean(axis=0) - near.mean(axis=0)).mean()
    assert moved < plainly / 5


def test_one_frame_and_many_alike_have_no_colour_left() -> None:
    """Where nothing tells speech from silence, the mean of all frames is taken off."""
    for frames in (1, 7):
        assert np.allclose(without_room(np.full((frames, CEPSTRA), 4.0, np.float32)), 0.0)


def test_steady_noise_is_turned_down_and_speech_is_not() -> None:
    """After two seconds of hiss less than a third of it is left; a line over it keeps its power."""
    hiss = mel_powers(noise(3.0, 400.0).samples)
    assert without_noise(hiss)[200:].sum() < hiss[200:].sum() / 3
    spoken = mel_powers(take(2.0, LINE, 0.5, room_rms=100.0).samples)
    loud = spoken.sum(axis=1) > np.percentile(spoken.sum(axis=1), 80)
    kept = without_noise(spoken)[loud].sum() / spoken[loud].sum()
    assert 0.5 < kept < 1.5


def test_slopes_hold_the_ends() -> None:
    """Cepstra that rise by one a frame have a slope of four (two frames either way) and no curve."""
    rising = np.arange(20, dtype=np.float32)[:, None].repeat(CEPSTRA, axis=1)
    _, slope, curve = np.split(features(rising), 3, axis=1)
    assert (slope[3:-3] == 4.0).all()
    assert (curve[3:-3] == 0.0).all()
    assert (slope[0] == 2.0).all()
