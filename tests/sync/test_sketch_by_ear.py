"""A sketch is small, is made in blocks, and holds what finding needs; claps lie on claps or are left open."""

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from rushes.sync.bands import BANDS, FRAMES_A_SECOND, pack, powers, unpack
from rushes.sync.claps import by_claps
from rushes.sync.consensus import Place, line_through
from rushes.sync.likeness import likeliest
from rushes.sync.model import Sketch
from rushes.sync.sketch import sketch, sketch_of
from rushes.sync.stretches import stretches
from tests.sync.sounds import RATE, by_camera, by_recorder, played, write


def test_a_minute_of_talk_is_some_kilobytes_and_goes_through_json(tmp_path: Path) -> None:
    """Sketches are kept by content as JSON, so both must hold."""
    take = np.concatenate([played(12, seed=n) for n in range(3)])[: 60 * RATE]
    made = sketch(write(tmp_path / "take.wav", by_recorder(take, 0, 0)))
    assert made.duration_s == pytest.approx(60, abs=0.001)
    assert 1000 < len(made.bands) < 12_000
    assert msgspec.json.decode(msgspec.json.encode(made), type=Sketch) == made


def test_blocks_leave_no_seam() -> None:
    """A sketch of samples in one piece and in pieces is one sketch."""
    take = by_recorder(played(12, seed=1)).astype(np.int16)
    whole = unpack(sketch_of([take]).bands)
    parts = unpack(sketch_of([take[:100_000], take[100_000:160_123], take[160_123:]]).bands)
    assert whole.shape == parts.shape == (len(whole), BANDS)
    assert abs(len(whole) - take.size / RATE * FRAMES_A_SECOND) < 2
    assert (whole == parts).all()


def test_silence_has_nothing_to_find() -> None:
    """Digital silence packs to nothing; the duration is known all the same."""
    made = sketch_of([np.zeros(3 * RATE, np.int16)])
    assert made == Sketch(3.0)
    assert unpack(pack(powers(np.zeros(0, np.float32)))).shape == (0, BANDS)


def test_a_track_of_timecode_is_no_sound(tmp_path: Path) -> None:
    """Beside a microphone lies timecode, louder than it: the sketch is the microphone's."""
    take = played(6, seed=1)
    bits = np.random.default_rng(1).integers(0, 2, (take.size // 533 + 2, 80))
    bits[:, 64:] = [int(one) for one in "0011111111111101"]
    turns = np.cumsum(np.stack([np.ones_like(bits), bits], axis=2).reshape(-1)) % 2
    at = (np.arange(take.size) * (30 * 160 / RATE)).astype(int)
    code = np.where(turns[at] == 1, 12000.0, -12000.0)
    alone, beside = (
        unpack(sketch(write(tmp_path / name, *tracks)).bands)
        for name, tracks in (("alone.wav", (take,)), ("beside.wav", (code, take)))
    )
    assert (alone == beside).mean() > 0.99


def test_stretches_of_a_long_file_are_those_of_the_whole(tmp_path: Path) -> None:
    """A file of four minutes is asked for seconds, one of one minute is read: the samples are the same."""
    long = np.concatenate([played(9, seed=n, first=n) for n in range(20)])
    assert long.size > 185 * RATE
    path = write(tmp_path / "long.wav", long)
    with stretches(path) as sound:
        assert sound.samples is None
        for second in (-1.0, 0.0, 3.3, 150.0021, long.size / RATE - 0.5):
            first = round(second * RATE)
            expected = np.pad(long, RATE * 2)[first + 2 * RATE : first + 3 * RATE]
            assert np.abs(sound.read(second, 1.0) - np.clip(expected, -32768, 32767)).max() <= 1.5


@pytest.mark.parametrize("turned", [1, -1])
@pytest.mark.parametrize("by", [0.0, 0.0421, -0.0333])
def test_a_stretch_is_found_to_a_fraction_of_a_millisecond(turned: int, by: float) -> None:
    """In echoes and noise, right way up or turned over."""
    take = played(4, seed=2)
    guide = (turned * by_camera(take)).astype(np.float32)
    first = 2 * RATE
    stretch, around = guide[first : first + RATE], take[first - 1600 - round(by * RATE) :][: RATE + 3200]
    at, height = likeliest(stretch, around.astype(np.float32))[0]
    assert at - 0.1 == pytest.approx(by, abs=0.0005)
    assert height > 5


def test_a_few_right_places_win_over_many_scattered_ones() -> None:
    """The line goes through those that agree, and its drift is theirs."""
    rng = np.random.default_rng(1)
    places = [
        Place(
            at,
            ((at * (1 + 90e-6) + 7 + rng.normal(0, 5e-4), 8.0),)
            if n % 3 == 0
            else ((at + rng.uniform(5, 9), 9.0),),
        )
        for n, at in enumerate(np.linspace(0, 1500, 40).tolist())
    ]
    line = line_through(places)
    assert line is not None
    assert line.drift * 1e6 == pytest.approx(90, abs=2)
    assert line.begin_s == pytest.approx(7, abs=0.002)
    assert {0, 3, 6, 39} <= set(line.on)


CLAPPED = Sketch(20.0, (1.2, 5.0, 9.0), b"", (160.0, 20.0, 25.0))


def test_a_clap_lies_on_a_clap() -> None:
    """The sharpest attack of both is the slate's; the recorder rolled 3.5 s before the camera."""
    recorded = replace(CLAPPED, duration_s=30.0, claps=(4.7, 12.0), sharpness=(300.0, 30.0))
    fit = by_claps(CLAPPED, recorded)
    assert fit is not None
    assert fit.at_s == pytest.approx(-3.5)
    assert fit.error_ms >= 1
    assert fit.agreeing >= 1


def test_second_sticks_lie_on_second_sticks() -> None:
    """Two claps as far apart in both say it more surely than one."""
    ours = Sketch(20.0, (1.0, 3.3), b"", (100.0, 90.0))
    theirs = Sketch(25.0, (6.0, 8.301), b"", (120.0, 130.0))
    fit = by_claps(ours, theirs)
    assert fit is not None
    assert (fit.agreeing, fit.places) == (2, 2)
    assert fit.at_s == pytest.approx(-5.0, abs=0.002)


def test_claps_that_could_lie_anywhere_are_left_open() -> None:
    """Two alike in the one, one in the other: nobody can tell; nor where there is none."""
    assert by_claps(Sketch(20.0, (1.0, 7.3), b"", (100.0, 95.0)), Sketch(20.0, (4.0,), b"", (120.0,))) is None
    assert by_claps(CLAPPED, Sketch(20.0)) is None
