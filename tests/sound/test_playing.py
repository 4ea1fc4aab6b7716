"""What plays under a picture is heard in the picture's time, wherever it was recorded."""

import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.footage.model import Behind, Clip
from rushes.sound.playing import blocks_playing, guide_needed, names_playing
from rushes.sound.samples import Rows

RATE = 48000


def recorded(path: Path, *tracks: NDArray[np.float64]) -> Clip:
    """Write a recorder's file of these tracks and return its clip."""
    rows = (np.stack(tracks) * 32767).round().astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((len(tracks), 2, RATE, 0, "NONE", ""))
        file.writeframes(rows.T.tobytes())
    names = tuple(f"mic {number}" for number in range(1, len(tracks) + 1))
    return Clip(
        path,
        path.name,
        path.stem,
        Fraction(RATE),
        rows.shape[1],
        channels=len(tracks),
        is_sound=True,
        tracks=names,
    )


def clicks(seconds: float, *at_s: float) -> NDArray[np.float64]:
    """Return silence with a short click at each of these seconds."""
    samples = np.zeros(round(seconds * RATE))
    for second in at_s:
        samples[round(second * RATE) : round(second * RATE) + 48] = 0.5
    return samples


def shown(tmp_path: Path, *behind: Behind, seconds: int = 8, channels: int = 0) -> Clip:
    """Return a picture of so many seconds at 25 frames with these recordings behind it."""
    path = tmp_path / "picture.mov"
    return Clip(path, path.name, "picture", Fraction(25), seconds * 25, channels=channels, behind=behind)


def heard(clip: Clip) -> Rows:
    return np.concatenate(list(blocks_playing(clip)), axis=1)


def clicks_in(row: NDArray[np.int16]) -> list[float]:
    """Return when clicks begin, in seconds to the hundredth."""
    loud = np.abs(row.astype(int)) > 4000
    return [round(float(at) / 16000, 2) for at in np.flatnonzero(loud[1:] & ~loud[:-1])]


def test_a_recorder_that_rolled_first_is_heard_from_where_the_picture_begins(tmp_path: Path) -> None:
    sound = recorded(tmp_path / "t.wav", clicks(30, 12.0, 14.5))
    rows = heard(shown(tmp_path, Behind(sound, at_s=-11.0)))
    assert rows.shape == (1, 8 * 16000)
    assert clicks_in(rows[0]) == [1.0, 3.5]


def test_a_recorder_that_rolled_late_leaves_silence_before_it(tmp_path: Path) -> None:
    sound = recorded(tmp_path / "t.wav", clicks(2, 0.5))
    rows = heard(shown(tmp_path, Behind(sound, at_s=3.0)))
    assert clicks_in(rows[0]) == [3.5]


def test_a_recorder_that_stops_long_before_the_picture_leaves_silence(tmp_path: Path) -> None:
    """Its last block ends two blocks of ten seconds before the picture does."""
    sound = recorded(tmp_path / "t.wav", clicks(4, 0.5))
    rows = heard(shown(tmp_path, Behind(sound, at_s=0.0), seconds=32))
    assert rows.shape == (1, 32 * 16000)
    assert clicks_in(rows[0]) == [0.5]


def test_a_clock_that_runs_fast_is_met_sample_by_sample(tmp_path: Path) -> None:
    """At 10,000 millionths ten seconds of the camera are 10.1 of the recorder."""
    sound = recorded(tmp_path / "t.wav", clicks(12, 5.05, 7.07))
    rows = heard(shown(tmp_path, Behind(sound, at_s=0.0, drift_ppm=10_000)))
    assert clicks_in(rows[0]) == [5.0, 7.0]


def test_a_file_for_each_microphone_gives_a_row_for_each(tmp_path: Path) -> None:
    boom = Behind(recorded(tmp_path / "1.wav", clicks(9, 1.0)), at_s=0.0)
    lav = Behind(recorded(tmp_path / "2.wav", clicks(9, 2.0)), at_s=0.0)
    clip = shown(tmp_path, boom, lav)
    assert names_playing(clip) == ("mic 1", "mic 1 (2)")
    assert [clicks_in(row) for row in heard(clip)] == [[1.0], [2.0]]


def test_recordings_one_after_the_other_continue_the_same_tracks(tmp_path: Path) -> None:
    first = Behind(recorded(tmp_path / "1.wav", clicks(3, 1.0)), at_s=0.0)
    second = Behind(recorded(tmp_path / "2.wav", clicks(3, 1.0)), at_s=4.0)
    clip = shown(tmp_path, first, second)
    assert names_playing(clip) == ("mic 1",)
    assert clicks_in(heard(clip)[0]) == [1.0, 5.0]


def test_the_guide_track_is_wanted_only_where_no_recording_plays(tmp_path: Path) -> None:
    short = Behind(recorded(tmp_path / "1.wav", clicks(5)), at_s=1.0)
    assert guide_needed(shown(tmp_path, short, channels=2)) == ((0.0, 1.0), (6.0, 8.0))
    assert guide_needed(shown(tmp_path, short)) == ()
    assert guide_needed(shown(tmp_path, Behind(short.sound, at_s=-0.2), seconds=4, channels=1)) == ()


def test_a_long_recording_is_not_read_from_its_beginning(tmp_path: Path) -> None:
    """Many takes lie in one recording that was never stopped: each reads its own part."""
    sound = recorded(tmp_path / "t.wav", clicks(60, 50.25))
    rows = heard(shown(tmp_path, Behind(sound, at_s=-48.0)))
    assert clicks_in(rows[0]) == [2.25]
