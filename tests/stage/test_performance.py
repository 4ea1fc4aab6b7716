"""The performance and its sound: words stand exactly where the truth says."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.stage import Fault
from rushes.stage.acting import ON, act
from rushes.stage.mixing import RATE, noise, resampled, sound_of
from rushes.stage.model import Noise
from rushes.stage.performance import mouth_of, perform
from rushes.stage.slips import bare, bare_words, slipped, slips_for
from tests.stage.pages import TWO_HANDER, one_take, takes_of, truth_told


def level(samples: np.ndarray, in_s: float, out_s: float) -> float:
    piece = samples[round(in_s * RATE) : round(out_s * RATE)].astype(float)
    return float(np.sqrt(np.mean(piece**2)))


def test_words_are_louder_than_the_room_and_silence_is_where_no_word_is() -> None:
    take = one_take(TWO_HANDER)
    performance = perform(take)
    samples = sound_of(take, performance)
    assert len(samples) == round(performance.frames / 25 * RATE)
    words = [word for one in performance.spoken for word in one.words]
    room = level(samples, performance.frames / 25 - 0.5, performance.frames / 25 - 0.1)
    assert min(level(samples, a, b) for a, b, _ in words) > 8 * room


def test_the_clap_is_the_loudest_onset_and_falls_on_a_frame() -> None:
    take = one_take()
    performance = perform(take)
    samples = np.abs(sound_of(take, performance).astype(int))
    assert performance.clap_s * 25 == pytest.approx(round(performance.clap_s * 25))
    first_loud = int(np.argmax(samples > 0.5 * samples[: round(1.6 * RATE)].max()))
    assert first_loud / RATE == pytest.approx(performance.clap_s, abs=0.001)


def test_a_tail_slate_claps_after_the_last_word() -> None:
    take = next(t for t in takes_of(TWO_HANDER, faults=frozenset({Fault.TAIL_SLATE})) if t.tail_slate)
    performance = perform(take)
    assert performance.clap_s > performance.spoken[-1].out_s
    assert performance.board[0] > performance.spoken[-1].out_s


def test_speech_never_overlaps_and_the_first_line_waits_for_the_board_to_leave() -> None:
    for take in takes_of(TWO_HANDER, seed=4):
        performance = perform(take)
        for earlier, later in zip(performance.spoken, performance.spoken[1:], strict=False):
            assert earlier.out_s <= later.in_s
        if not take.tail_slate:
            first = next(one for one in performance.spoken if one.utterance.who != "crew")
            assert first.in_s > performance.board[1]


def test_the_truth_writes_words_bare_and_in_the_form_of_the_shared_rushes() -> None:
    take = next(t for t in takes_of(TWO_HANDER, seed=2) if Fault.FLUB in t.faults)
    truth = truth_told(take)
    for reading in truth.readings:
        said = next(one for one in take.said if one.line == reading.line)
        assert reading.kind in ("good", "flub", "adlib")
        if reading.kind == "good":
            assert [word for _, _, word in reading.words] == str(reading.text).split()
        if reading.line:
            assert reading.text == " ".join(bare_words(said.script))
        assert (reading.slip is None) == (reading.kind != "flub")


def test_two_takes_of_a_line_never_sound_the_same() -> None:
    first, second = (take for take in takes_of(TWO_HANDER, faults=frozenset()) if take.setup.slate == "7C")
    spoken = {one.utterance.line: one for one in perform(first).spoken}
    for one in perform(second).spoken:
        if one.utterance.line in spoken:
            assert one.speech.samples.tobytes() != spoken[one.utterance.line].speech.samples.tobytes()


@pytest.mark.parametrize("kind", ["white", "hum", "plane"])
def test_noise_lies_as_far_below_the_speech_as_asked(kind: str) -> None:
    signal = noise(Noise(kind, 12.0), RATE, np.random.default_rng(1))  # type: ignore[arg-type]
    assert np.sqrt(np.mean(signal**2)) == pytest.approx(1.0)
    quiet = one_take()
    take = takes_of(TWO_HANDER, faults=frozenset({Fault.NOISE}))
    noisy = next(t for t in take if t.noise)
    assert noisy.noise is not None
    performance = perform(noisy)
    floor = level(sound_of(noisy, performance), performance.frames / 25 - 0.6, performance.frames / 25 - 0.1)
    assert floor > 4 * level(
        sound_of(quiet, perform(quiet)), perform(quiet).frames / 25 - 0.5, perform(quiet).frames / 25 - 0.1
    )


def test_resampling_moves_nothing_in_time() -> None:
    """A click at half a second of 22050 Hz stands at half a second of 48 kHz."""
    samples = np.zeros(22050, np.int16)
    samples[11025] = 30000
    assert int(np.argmax(resampled(samples, 22050))) == 24000


def test_lips_close_on_m_and_rest_in_pauses() -> None:
    assert [mouth_of(phone) for phone in ("m", "'i:", "f", "_:", "u", "'oU")] == [
        "closed",
        "wide",
        "bite",
        "rest",
        "round",
        "round",
    ]


def test_a_performer_moves_the_mouth_only_while_speaking() -> None:
    take = one_take(TWO_HANDER)
    performance = perform(take)
    poses = act(take, performance, "RUTH")
    own = [one for one in performance.spoken if one.utterance.who == "RUTH"]
    assert len(poses) == -(-performance.frames // ON)
    talking = [n * ON / 25 for n, pose in enumerate(poses) if pose.face.mouth != "rest"]
    assert talking
    assert all(any(one.in_s - 0.1 <= at <= one.out_s for one in own) for at in talking)
    assert {pose.face.lids for pose in poses} == {"open", "half", "shut"}


@given(st.text(alphabet="abc I'?!., ", min_size=1))
def test_a_bare_word_keeps_no_outer_punctuation(text: str) -> None:
    for word in bare_words(text):
        assert word == bare(word)
        assert word[0].isalnum()
        assert word[-1].isalnum()


@given(
    words=st.lists(
        st.sampled_from(["the", "violin", "is", "on", "my", "brown", "table", "and", "never", "moves"]),
        min_size=2,
        max_size=9,
    ),
    seed=st.integers(0, 999),
)
def test_a_slip_always_changes_the_words(words: list[str], seed: int) -> None:
    """Also where a line says one word several times; only a repeated pair may be lost that way."""
    text = " ".join(words)
    for slip in (*slips_for(text), "broken"):
        wrong = slipped(text, slip, random.Random(seed), ["umbrella", "pears"])
        assert bare_words(wrong) != bare_words(text)
