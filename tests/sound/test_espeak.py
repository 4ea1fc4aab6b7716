"""The door to espeak-ng: the same words, exact times, and a cure for every failure."""

import pickle
import threading

import espeakng_loader
import numpy as np
import pytest

from rushes.sound.espeak import NoEspeak, NoSuchVoice, Speech, UnspokenText, phonemes, speak

TEXT = "Of the many — “things” in the house, I don't need 24 of them."


def said(speech: Speech, text: str) -> list[str]:
    return [text[word.offset : word.offset + word.length] for word in speech.words]


def loudness(speech: Speech, in_s: float, out_s: float) -> float:
    piece = speech.samples[int(in_s * speech.rate) : int(out_s * speech.rate)].astype(float)
    return float(np.sqrt(np.mean(piece**2)))


def test_a_name_gets_a_pronunciation_phone_by_phone() -> None:
    """Phones are IPA, parted by underscores, words by spaces."""
    assert phonemes("hello Szymborska").split()[0] == "h_ə_l_\u02c8oʊ"
    assert len(phonemes("hello Szymborska").split()) == 2


def test_every_word_of_the_text_is_timed_once_and_in_order() -> None:
    """Words that are run together (of the), split up (24) or quoted still have one time each."""
    speech = speak(TEXT, voice="en-us+klatt2", words_per_minute=130)
    assert said(speech, TEXT) == [word for word in TEXT.split() if word != "—"]
    assert all(word.in_s < word.out_s for word in speech.words)
    assert all(a.out_s <= b.in_s + 1e-9 for a, b in zip(speech.words, speech.words[1:], strict=False))
    assert speech.words[-1].out_s <= speech.seconds


def test_sound_stands_where_the_words_say() -> None:
    """Inside words there is sound; in the pause at the comma there is next to none."""
    text = "Look at me, this is the house."
    speech = speak(text, voice="en-us+f2", words_per_minute=130)
    me, this = (speech.words[said(speech, text).index(word)] for word in ("me,", "this"))
    assert this.in_s - me.out_s > 0.1
    inside = [loudness(speech, word.in_s, word.out_s) for word in speech.words]
    assert min(inside) > 20 * loudness(speech, me.out_s + 0.06, this.in_s)


def test_the_same_call_gives_the_same_samples_whatever_was_said_before() -> None:
    """espeak-ng's own noise and flutter run on from call to call; through this door they do not."""
    first = speak("She said yes.", voice="en-us+f2", pitch=60)
    speak("Something else altogether.", voice="en-us+klatt4")
    again = speak("She said yes.", voice="en-us+f2", pitch=60)
    other = speak("She said yes.", voice="en-us+f2", pitch=70)
    assert np.array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples, other.samples)
    assert first.samples.dtype == np.int16


def test_several_threads_may_ask_at_once() -> None:
    """The library is not safe for threads; the door is."""
    alone = speak("One at a time.").samples
    heard: list[bool] = []
    asking = [
        threading.Thread(target=lambda: heard.append(np.array_equal(speak("One at a time.").samples, alone)))
        for _ in range(8)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert heard == [True] * 8


@pytest.mark.parametrize("voice", ["en-us+nobody", "xx-unknown", ""])
def test_an_unknown_voice_is_refused_with_the_cure(voice: str) -> None:
    """espeak-ng would speak with its plain voice and say nothing of it."""
    with pytest.raises(NoSuchVoice, match=r"en-us\+klatt2") as caught:
        speak("Hello.", voice=voice)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_text_without_a_word_is_refused() -> None:
    with pytest.raises(UnspokenText, match="no word"):
        speak("… —!")


def test_a_missing_library_is_refused_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/nowhere/libespeak-ng.so")
    with pytest.raises(NoEspeak, match="pip install"):
        phonemes("hello")
