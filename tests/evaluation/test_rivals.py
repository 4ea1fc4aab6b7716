"""Rivals are ears like ours: they give words in time, and the same coverage code lines them up."""

from pathlib import Path

import numpy as np
import pytest
from evaluation.matches import OURS, Listened, hear_as
from evaluation.rivals import RIVALS, GeneralEar, LinesEar, warmed

from rushes.sound import HeardWord, Recogniser
from rushes.sound.espeak import speak
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE
from tests.footage.making import shoot

LINE = ("name", "date", "and", "what", "you", "lost")
SCRIPT = ((LINE, ("some", "time", "in", "march", "is", "not", "a", "date")),)


@pytest.fixture(scope="module")
def spoken() -> Samples:
    """Return the line at 16 kHz with half a second of quiet around, in a voice that ears understand."""
    speech = speak(" ".join(LINE), voice="en-us+klatt2", words_per_minute=130)
    at = np.arange(int(speech.seconds * SAMPLE_RATE)) * speech.rate / SAMPLE_RATE
    voice = np.interp(at, np.arange(len(speech.samples)), speech.samples)
    quiet = np.zeros(SAMPLE_RATE // 2)
    return np.concatenate([quiet, voice, quiet]).astype(np.int16)


@pytest.mark.parametrize("ear", RIVALS, ids=lambda ear: ear.name)
def test_words_come_in_order_and_in_time(ear: Recogniser, spoken: Samples) -> None:
    """Lower case, no fillers, no numbered variants, each word after the one before."""
    words = ear.words(spoken, SCRIPT)
    assert words
    assert all(word.text and word.text[0].isalpha() and "(" not in word.text for word in words)
    edges = [edge for word in words for edge in (word.in_s, word.out_s)]
    assert edges == sorted(edges)
    assert 0.3 < edges[0] < edges[-1] <= len(spoken) / SAMPLE_RATE


def test_who_knows_the_lines_hears_the_line(spoken: Samples) -> None:
    """With nothing else to choose from, at least five of its six words are heard, in their order."""
    heard = _texts(LinesEar().words(spoken, SCRIPT))
    assert [word for word in LINE if word in heard] == heard
    assert len(heard) >= 5


def test_who_knows_only_the_lines_hears_them_in_anything() -> None:
    """The fault that a background is for: other speech becomes lines."""
    speech = speak("the oars of forty gloves are wet", voice="en-us+klatt2", words_per_minute=130)
    samples = np.repeat(speech.samples, 1)[: int(speech.seconds * SAMPLE_RATE)]
    known = {word for line in SCRIPT[0] for word in line}
    heard = LinesEar().words(samples, SCRIPT)
    assert heard
    assert {word.text for word in heard} <= known


def test_who_knows_english_needs_no_script(spoken: Samples) -> None:
    """The same words whatever the script says."""
    assert _texts(GeneralEar().words(spoken, SCRIPT)) == _texts(GeneralEar().words(spoken, ()))


@pytest.mark.parametrize("ear", [OURS, *(ear.name for ear in RIVALS)])
def test_ours_and_a_rival_hear_clips_alike(ear: str, tmp_path: Path) -> None:
    """The job of a worker: clips in, what was heard and the core seconds it took out."""
    work = [(shoot(tmp_path / f"1-{take}.mov", frames=50), SCRIPT) for take in (1, 2)]
    listened = hear_as(ear, work)
    assert isinstance(listened, Listened)
    assert [heard.ear for heard in listened.heard] == [warmed(ear, SCRIPT).name] * 2
    assert listened.core_s > 0


def test_nobody_hears_in_the_place_of_an_ear_that_is_not_there() -> None:
    """A name that is none is an error, not our ear."""
    with pytest.raises(KeyError):
        warmed("nobody", SCRIPT)


def _texts(words: tuple[HeardWord, ...]) -> list[str]:
    return [word.text for word in words]
