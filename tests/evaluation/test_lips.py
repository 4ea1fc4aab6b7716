"""A mouth that is seen says the word that is heard, when it is heard."""

from dataclasses import replace

import pytest
from evaluation.lips import read_lips
from evaluation.score import Score
from evaluation.truth import TrueWord

from tests.evaluation.filming import filmed, playing, says

ANNA = filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0), says("BEN", "1.2", "1A-1", 5.0))
BEN = filmed("BEN", says("ANNA", "1.1", "1B-1", 2.0), says("BEN", "1.2", "1B-1", 5.0))
OWN = [("1.1", "1A-1", 1.6, 3.6)]


def test_a_picture_with_its_own_sound_is_in_sync() -> None:
    """Four words of Anna's mouth are judged, and four that are heard of her: none is off."""
    lips = read_lips(playing((ANNA, BEN), OWN))
    assert lips.worst == Score(0.0, 4, "frames")
    assert lips.other_text.many == Score(0, 8, "of")


@pytest.mark.parametrize(("frames", "over"), [(1, 0), (2, 0), (3, 4), (-3, 4)])
def test_another_take_is_off_by_what_it_is_off(frames: int, over: int) -> None:
    """The same words in another take, laid so many frames later: more than two are told."""
    later = filmed("ANNA", says("ANNA", "1.1", "1A-2", 2.0 + frames / 25))
    lips = read_lips(playing((ANNA, later), [("1.1", "1A-2", 1.6, 3.6)], OWN))
    assert lips.worst.value == pytest.approx(abs(frames))
    assert lips.over == Score(over, 4, "of")
    assert not lips.other_text.found


def test_a_word_that_is_spoken_slower_is_off_at_its_end() -> None:
    """It begins with the heard one; the farther end counts."""
    slow = says("ANNA", "1.1", "1A-2", 2.0, "one")
    drawl = filmed("ANNA", replace(slow, words=(TrueWord(2.0, 2.36, "one"),)))
    one = filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0, "one"))
    lips = read_lips(playing((one, drawl), [("1.1", "1A-2", 1.6, 3.6)], OWN))
    assert lips.worst.value == pytest.approx(4.0)


def test_a_mouth_of_another_text_is_told() -> None:
    """She says five six in the picture and one two in the sound: two words seen, two heard, four faults."""
    other = filmed("ANNA", says("ANNA", "1.1", "1A-2", 2.0, "five six"))
    two = filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0, "one two"))
    lips = read_lips(playing((two, other), [("1.1", "1A-2", 1.6, 3.6)], OWN))
    assert (lips.worst.value, lips.other_text.many) == (None, Score(4, 4, "of"))
    assert "mouth says “five”" in lips.other_text.found[0].what


def test_a_still_mouth_under_a_voice_is_told() -> None:
    """Ben is heard, his face is seen, and in this take he listens."""
    still = filmed("BEN", says("BEN", "1.9", "1D-1", 20.0, "one"))
    lips = read_lips(playing((ANNA, still), [("1.2", "1D-1", 4.6, 6.6)], [("1.2", "1A-1", 4.6, 6.6)]))
    assert len(lips.other_text.found) == 4
    assert "whose mouth is still" in lips.other_text.found[0].what


def test_a_listener_says_nothing_and_nothing_is_asked() -> None:
    """Anna's line over Ben's face: her words are not his to say; off camera his own do not count."""
    lips = read_lips(playing((ANNA, BEN), [("1.1", "1B-1", 1.6, 3.6)], OWN))
    assert (lips.worst.count, lips.other_text.judged) == (0, 0)


def test_a_word_at_a_cut_counts_where_most_of_it_is_seen() -> None:
    """The picture is cut after a quarter of “three”: its mouth is not read, and what is heard was seen."""
    cut = playing(
        (ANNA, BEN),
        [("1.1", "1A-1", 1.6, 2.56), ("1.1", "1B-1", 2.56, 3.6)],
        OWN,
    )
    assert read_lips(cut).worst.count == 2
    assert not read_lips(cut).other_text.found
