"""How loud a sound file is along its length: fast, and never an error."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import numpy as np
import pytest

from rushes.footage.loudness import loudness
from tests.footage.making import record, shoot

if TYPE_CHECKING:
    from av.audio.stream import AudioStream


def tone(path: Path, loud: list[float], rate: int = 48000, codec: str = "pcm_s16le") -> Path:
    """Write a file of one second for each level, a hum of this share of full scale."""
    with av.open(str(path), "w") as container:
        stream = cast("AudioStream", container.add_stream(codec, rate=rate, layout="mono"))
        for second, level in enumerate(loud):
            hum = np.sin(2 * np.pi * 200 * np.arange(rate) / rate) * level * 32767
            frame = av.AudioFrame.from_ndarray(hum.astype(np.int16)[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = rate, second * rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("codec", ["pcm_s16le", "pcm_s24le", "pcm_f32le", "pcm_u8"])
def test_silence_is_nothing_and_full_scale_is_all(tmp_path: Path, codec: str) -> None:
    """A tenth of full scale is -20 dB, two thirds of the way up from the -60 of a quiet set."""
    told = loudness(tone(tmp_path / "a.wav", [0.0, 1.0, 0.1, 0.0], codec=codec), 4)
    assert told is not None
    silent, full, tenth, over = told
    assert silent == over == 0 if codec != "pcm_u8" else silent < 120
    assert full >= 254
    assert abs(tenth - 170) <= 4


def test_a_column_is_that_of_its_place(tmp_path: Path) -> None:
    told = loudness(tone(tmp_path / "a.wav", [0.0, 0.0, 0.5, 0.0, 0.0]), 50)
    assert told is not None
    assert {at for at, loud in enumerate(told) if loud > 100} == set(range(20, 30))


def test_what_has_no_sound_has_no_level(tmp_path: Path) -> None:
    """Nor what is broken, empty or not there."""
    (tmp_path / "empty.wav").touch()
    (tmp_path / "noise.wav").write_bytes(bytes(range(256)) * 20)
    for path in (
        shoot(tmp_path / "mos.mov", sound=False),
        tmp_path / "empty.wav",
        tmp_path / "noise.wav",
        tmp_path / "gone.wav",
    ):
        assert loudness(path, 10) is None


@pytest.mark.parametrize("name", ["a.wav", "a.m4a", "a.mp4", "a.mkv"])
def test_every_kind_of_sound_file_is_measured(tmp_path: Path, name: str) -> None:
    told = loudness(record(tmp_path / name, 1.5), 30)
    assert told == bytes(30)
