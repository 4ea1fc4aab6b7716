"""How loud a clip is, where it is quiet, and where its slate claps."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.sound.levels import (
    LEVEL_STEP_S,
    claps,
    falls,
    level_between,
    levels,
    noise_and_speech,
    quiet_between,
    sharp_attacks,
)
from rushes.sound.model import HeardWord, Stretch
from tests.sound.making import SPEECH_RMS, Track, clap, noise, pause, take

LINE = "I was at home with my brother all evening."


def in_db(rms: float) -> float:
    return 20 * math.log10(rms / 32768)


def spoken(track: Track) -> list[HeardWord]:
    return [HeardWord(*word) for word in track.words]


def found(track: Track) -> tuple[float, ...]:
    """Return the claps before the first word and after the last."""
    first, last = (track.words[0][1], track.words[-1][2]) if track.words else (np.inf, -np.inf)
    return claps(sharp_attacks(track.samples), first, last)


def test_levels_are_those_of_the_wave() -> None:
    """A full sine is 3 dB below full scale, silence is -96, and half the amplitude is 6 dB less."""
    sine = np.sin(np.arange(16000) * 2 * np.pi * 440 / 16000) * 32767
    wave = np.concatenate([sine, sine / 2, np.zeros(16000)]).astype(np.int16)
    level = levels(wave, 0.5)
    assert level.tolist() == pytest.approx([-3.0, -3.0, -9.0, -9.0, -96.0, -96.0], abs=0.05)


def test_less_than_a_step_has_no_level() -> None:
    assert levels(np.zeros(1599, np.int16), LEVEL_STEP_S).size == 0
    assert levels(np.zeros(1601, np.int16), LEVEL_STEP_S).size == 1


@pytest.mark.parametrize("room_rms", [12.0, 100.0, 400.0])
@pytest.mark.parametrize("voice", ["en-us+klatt2", "en-us+f2"])
def test_noise_and_speech_are_told_apart(room_rms: float, voice: str) -> None:
    """The floor is that of the room, the speech that of the voice, each within 2 dB."""
    track = take(1.0, LINE, 1.0, room_rms=room_rms, voice=voice)
    floor, speech = noise_and_speech(levels(track.samples, LEVEL_STEP_S), spoken(track))
    assert floor == pytest.approx(in_db(room_rms), abs=2.0)
    assert speech == pytest.approx(in_db(math.hypot(SPEECH_RMS, room_rms)), abs=2.0)


def test_without_a_word_speech_is_no_louder_than_the_room() -> None:
    floor, speech = noise_and_speech(levels(noise(2.0, 300.0).samples, LEVEL_STEP_S), [])
    assert speech == floor == pytest.approx(in_db(300), abs=1.0)
    assert noise_and_speech(np.zeros(0, np.float32), []) == (-96.0, -96.0)


def test_the_level_of_a_stretch_is_its_loudest_step() -> None:
    """A short word lies in the step that it begins in; beyond the end there is nothing."""
    level = np.array([-60.0, -20.0, -50.0], np.float32)
    assert level_between(level, 0.0, 0.3) == -20.0
    assert level_between(level, 0.21, 0.22) == -50.0
    assert level_between(level, 0.05, 0.1) == -60.0
    assert level_between(level, 0.9, 1.0) == -96.0


@pytest.mark.parametrize("at", [0.0, 0.4, 0.6999, 0.8005, 1.0371])
@pytest.mark.parametrize("room_rms", [0.0, 12.0, 200.0])
def test_a_clap_is_found_to_three_milliseconds(at: float, room_rms: float) -> None:
    """Wherever it falls, in a dead room or in a loud one."""
    track = take(at, clap(), 1.5, LINE, 0.5, room_rms=room_rms)
    assert found(track) == pytest.approx((at,), abs=0.003)


def test_the_slate_read_aloud_is_no_clap_beside_a_clap() -> None:
    """'Take two, mark' is full of hard consonants; the sticks are harder."""
    called = take(0.3, "Scene twenty take two, quiet please, mark.", 0.4)
    track = Track(called.samples) + take(clap(), 1.0, LINE, 0.5)
    assert found(track) == pytest.approx((called.seconds,), abs=0.003)


def test_a_tail_slate_claps_after_the_last_line() -> None:
    """Head and tail have one clap each, the sharpest."""
    head = take(0.5, clap(peak=9000.0), 0.5, clap(), 0.8)
    tail = take(LINE, 0.7, clap(seed=3), 0.5)
    track = head + tail
    line_s = tail.words[-1][2]
    assert found(track) == pytest.approx((1.15, head.seconds + tail.seconds - 0.65), abs=0.003)
    assert found(track)[1] > head.seconds + line_s


@pytest.mark.parametrize("voice", ["en-us+klatt2", "en-us+klatt4", "en-us+f2"])
def test_consonants_within_the_lines_are_no_claps(voice: str) -> None:
    """However hard the T of 'tick tock' is: between the first word and the last nobody claps a slate."""
    track = take(1.0, "Tick tock, take a pick, Peter.", 0.6, "Pack it up, cut it out.", 1.0, voice=voice)
    assert found(track) == ()


def test_a_room_does_not_clap() -> None:
    for room_rms in (0.0, 3.0, 300.0, 6000.0):
        assert found(take(3.0, room_rms=room_rms)) == ()
    assert sharp_attacks(pause(0.2).samples) == ()


def test_a_clap_in_a_clip_without_lines_is_told_once() -> None:
    """It is before all lines and after all of them."""
    assert found(take(0.5, clap(), 2.0)) == pytest.approx((0.5,), abs=0.003)


def test_attacks_are_told_sharpest_first_from_where_a_piece_begins() -> None:
    track = take(0.5, clap(peak=6000.0), 0.5, clap(), 0.5)
    attacks = sharp_attacks(track.samples, start_s=45.0)
    assert attacks[0][0] == pytest.approx(46.15, abs=0.003)
    assert [far for _, far in attacks] == sorted((far for _, far in attacks), reverse=True)


def test_quiet_is_what_lies_between_words() -> None:
    """Before, between and after, if it is long enough to cut in."""
    words = [HeardWord("one", 0.5, 0.8), HeardWord("two", 0.83, 1.0), HeardWord("three", 1.4, 2.0)]
    assert quiet_between(words, 2.0) == (Stretch(0.0, 0.5), Stretch(1.0, 1.4))
    assert quiet_between(words, 2.0, least_s=0.02) == (
        Stretch(0.0, 0.5),
        Stretch(0.8, 0.83),
        Stretch(1.0, 1.4),
    )
    assert quiet_between([], 2.0) == (Stretch(0.0, 2.0),)
    assert quiet_between([], 0.0) == ()


@given(st.lists(st.floats(0, 50), max_size=20), st.floats(0, 5))
def test_quiet_and_words_never_overlap(edges: list[float], tail: float) -> None:
    """Every stretch runs forwards and holds no part of a word."""
    times = sorted(edges[: len(edges) // 2 * 2])
    words = [HeardWord("word", a, b) for a, b in zip(times[::2], times[1::2], strict=True)]
    duration = (times[-1] if times else 0.0) + tail
    for stretch in quiet_between(words, duration):
        assert 0 <= stretch.in_s < stretch.out_s <= duration + 0.0005
        assert all(w.out_s <= stretch.in_s + 0.0005 or w.in_s >= stretch.out_s - 0.0005 for w in words)


def test_between_syllables_a_near_voice_falls_deep_and_an_echo_fills_it_up() -> None:
    """Ten bursts of noise a second, dry, and with a room that takes half a second to fall by 60 dB."""
    rng = np.random.default_rng(1)
    bursts = rng.normal(0, 3000, 32000) * (np.arange(32000) % 1600 < 800)
    room = rng.normal(0, 1, 8000) * 10 ** (-3 * np.arange(8000) / 8000)
    echo = np.convolve(bursts, room / np.sqrt(np.sum(room**2)))[:32000]
    near, far = (
        falls(sound.astype(np.int16), 0.1).mean() for sound in (bursts + rng.normal(0, 10, 32000), echo)
    )
    assert near > 30.0
    assert far < 12.0


def test_how_deep_sound_falls_is_told_for_every_step_and_digital_silence_falls_nowhere() -> None:
    silent = falls(np.zeros(16000, np.int16), 0.1)
    assert silent.tolist() == [0.0] * 10
    assert falls(np.zeros(100, np.int16), 0.1).size == 0
