"""What makes a take hard to hear: done as a set would, with the truth to the word."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from rushes.sound.espeak import speak
from rushes.stage import ALL_FAULTS, HARD_FAULTS, Fault, faults_from
from rushes.stage.manner import shouted, swallowed, whispered
from rushes.stage.mixing import RATE, sound_of
from rushes.stage.model import TakePlan, Utterance
from rushes.stage.performance import CREW_VOICES, Performance, perform
from tests.stage.pages import TWO_HANDER, one_take, takes_of, truth_told

HOME = "I was at home with my brother."
DUAL = """INT. HALL - DAY

ADA
Hold the door with both hands.

BO ^
Which door is it this time?

ADA
The heavy one.
"""


def asked_for(*faults: Fault, text: str = TWO_HANDER, seed: int = 1) -> tuple[TakePlan, ...]:
    return takes_of(text, faults=frozenset(faults), seed=seed)


def played(fault: Fault) -> TakePlan:
    """Return a take of dialogue side by side in which this was planted."""
    return next(take for take in asked_for(fault, text=DUAL) if fault in take.faults)


def level_db(samples: np.ndarray, in_s: float, out_s: float) -> float:
    piece = samples[round(in_s * RATE) : round(out_s * RATE)].astype(float)
    return float(10 * np.log10(np.mean(piece**2)))


def brightness(signal: np.ndarray, rate: int) -> float:
    """Return the mean frequency of a signal's power."""
    power = np.abs(np.fft.rfft(signal)) ** 2
    return float((np.fft.rfftfreq(signal.size, 1 / rate) * power).sum() / power.sum())


def voicing(signal: np.ndarray, rate: int) -> float:
    """Return how much of a signal comes again after the period of a voice (70 to 300 Hz), at best 1."""
    frames = np.lib.stride_tricks.sliding_window_view(signal, rate // 20)[:: rate // 50]
    loud = frames[np.mean(frames**2, axis=1) > 0.3 * np.mean(signal**2)]
    window = np.hanning(rate // 20)
    again, fade = (
        np.fft.irfft(np.abs(np.fft.rfft(wave, 2 * window.size)) ** 2) for wave in (loud * window, window)
    )
    periods = slice(rate // 300, rate // 70)
    return float(np.median((again[:, periods] / again[:, :1] * fade[0] / fade[periods]).max(axis=1)))


def mixed(*said: Utterance) -> tuple[Performance, np.ndarray, TakePlan]:
    """Play these utterances in the hall of two."""
    take = replace(one_take(), said=said)
    performance = perform(take)
    return performance, sound_of(take, performance), take


@pytest.mark.parametrize("fault", sorted(HARD_FAULTS))
def test_each_comes_when_asked_for_and_alone(fault: Fault) -> None:
    planted = Counter(one for take in asked_for(fault) for one in take.faults)
    assert set(planted) == {fault}


def test_none_comes_unasked_and_asking_changes_nothing_else() -> None:
    """Who shot with these seeds before gets the same rushes; the crew's chatter moves no line."""
    plain = takes_of(TWO_HANDER, seed=4)
    assert not HARD_FAULTS & {fault for take in plain for fault in take.faults}
    among = takes_of(TWO_HANDER, seed=4, faults=ALL_FAULTS | {Fault.CHATTER})
    for one, other in zip(plain, among, strict=True):
        assert [u for u in one.said if u.who != "crew"] == [u for u in other.said if u.who != "crew"]
        assert (one.noise, one.tail_slate, len(one.soft)) == (other.noise, other.tail_slate, len(other.soft))


def test_they_have_a_name_together() -> None:
    assert faults_from("all,hard") == ALL_FAULTS | HARD_FAULTS


def test_a_whisper_has_no_voice_and_keeps_the_shape_of_the_mouth() -> None:
    """Nothing in it comes again at the pitch; word by word it is as strong as the voice was."""
    speech = speak(HOME, voice="en-us+klatt2")
    voice = speech.samples / 32768
    whisper = whispered(voice, speech.rate, np.random.default_rng(1))
    assert whisper.size == voice.size
    assert voicing(voice, speech.rate) > 0.7
    assert voicing(whisper, speech.rate) < 0.4
    assert brightness(whisper, speech.rate) > 1.2 * brightness(voice, speech.rate)
    edges = range(0, voice.size, speech.rate // 20)
    strength = np.array([[np.std(s[a:b]) for a, b in pairwise(edges)] for s in (voice, whisper)])
    assert np.corrcoef(np.log(strength + 1e-4))[0, 1] > 0.8


def test_a_whisper_is_quieter_and_a_shout_louder_brighter_and_higher() -> None:
    said = [Utterance("ADA", HOME, "good", "1.1", HOME, manner=m) for m in ("spoken", "whispered", "shouted")]
    performance, samples, _ = mixed(*said)
    plain, whisper, shout = (level_db(samples, one.in_s, one.out_s) for one in performance.spoken)
    assert whisper < plain - 7
    assert shout > plain + 5
    voice = performance.spoken[0].speech.samples / 32768
    assert brightness(shouted(voice), 22050) > 1.15 * brightness(voice, 22050)
    assert performance.spoken[2].speech.seconds < performance.spoken[0].speech.seconds


def test_the_truth_says_how_a_line_was_said() -> None:
    for take in asked_for(Fault.WHISPER, Fault.SHOUT):
        readings = truth_told(take).readings
        assert {one.manner for one in readings} <= {"spoken", "whispered", "shouted"}
        assert (Fault.WHISPER in take.faults) == any(one.manner == "whispered" for one in readings)


def test_nobody_is_asked_to_whisper_under_an_aeroplane() -> None:
    for seed in range(6):
        for take in asked_for(Fault.WHISPER, Fault.NOISE, seed=seed):
            assert not {Fault.WHISPER, Fault.NOISE} <= set(take.faults)


def test_an_answer_begins_before_the_line_ends_but_never_before_it_began() -> None:
    found = 0
    for take in asked_for(Fault.OVERLAP):
        for one, answer in pairwise(perform(take).spoken):
            assert one.in_s < answer.in_s
            if answer.utterance.pause_s < 0:
                found += 1
                assert answer.in_s < one.out_s
                assert one.utterance.who != answer.utterance.who
            else:
                assert one.out_s <= answer.in_s
    assert found


def test_both_voices_sound_where_they_overlap() -> None:
    alone = [Utterance("ADA", HOME, "good", "1.1", HOME), Utterance("BO", HOME, "good", "1.2", HOME)]
    performance, samples, _ = mixed(alone[0], replace(alone[1], pause_s=-0.6))
    first, second = performance.spoken
    assert first.out_s == pytest.approx(mixed(alone[0])[0].spoken[0].out_s)
    assert second.in_s == pytest.approx(first.out_s - 0.6)
    together = level_db(samples, second.in_s, first.out_s)
    assert together > level_db(samples, second.out_s + 0.3, second.out_s + 0.8) + 20


def test_dual_dialogue_is_said_at_once_where_overlap_is_asked_for() -> None:
    for fault, at_once in ((Fault.OVERLAP, True), (Fault.CREW, False)):
        spoken = {one.utterance.line: one for one in perform(played(fault)).spoken}
        assert (spoken["1.2"].in_s == pytest.approx(spoken["1.1"].in_s)) is at_once


def test_a_swallowed_word_is_not_among_those_that_can_be_made_out() -> None:
    """Its line is a flub; the others of its words stand as written."""
    takes = [take for take in asked_for(Fault.SWALLOWED) if take.faults]
    lost = [one for take in takes for one in truth_told(take).readings if one.slip]
    assert lost
    for one in lost:
        script, words = str(one.text).split(), [word for _, _, word in one.words]
        assert len(words) == len(script) - 1
        assert any(script[:n] + script[n + 1 :] == words for n in range(1, len(script) - 1))


def test_what_is_left_of_a_swallowed_word_is_short_and_low_and_the_rest_comes_earlier() -> None:
    whole = speak(HOME)
    less = swallowed(whole, 3)
    lost, left = whole.words[3], less.words[3]
    assert left.out_s - left.in_s == pytest.approx((lost.out_s - lost.in_s) * 0.3, abs=0.001)
    assert whole.seconds - less.seconds == pytest.approx((lost.out_s - lost.in_s) * 0.7, abs=0.001)
    assert [one.in_s for one in less.words] == sorted(one.in_s for one in less.words)
    assert all(phone.out_s <= less.seconds + 1e-6 for phone in less.phones)
    after = round(less.words[4].in_s * less.rate)
    assert np.array_equal(less.samples[after:], whole.samples[round(whole.words[4].in_s * whole.rate) :])


def test_the_crew_calls_before_the_first_line_and_after_the_last_in_voices_of_its_own() -> None:
    """Behind the camera: every call lies well under the lines."""
    take = next(take for take in asked_for(Fault.CHATTER) if take.faults)
    who = [one.who == "crew" for one in take.said]
    lines = [n for n, crew in enumerate(who) if not crew]
    assert who[0]
    assert who[-1]
    assert lines == list(range(lines[0], lines[-1] + 1))
    performance = perform(take)
    samples = sound_of(take, performance)
    levels = {
        crew: [
            level_db(samples, one.in_s, one.out_s)
            for one in performance.spoken
            if (one.utterance.who == "crew") is crew
        ]
        for crew in (True, False)
    }
    assert np.median(levels[True]) < np.median(levels[False]) - 3
    voices = {CREW_VOICES[one.job] for one in take.said if one.who == "crew"}
    assert len(voices) == len({one.job for one in take.said if one.who == "crew"}) > 1
