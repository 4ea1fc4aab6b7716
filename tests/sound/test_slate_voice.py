"""A slate that is spoken: heard surely, or not told. Robot voices stand in for the assistant's."""

from pathlib import Path

import numpy as np
import pytest

from rushes.footage.spoken_slate import spoken_slates
from rushes.sound import Stretch, listen
from rushes.sound.model import SURELY, HeardWord
from rushes.sound.samples import Samples, track_blocks
from rushes.sound.slate_grammar import meaning
from rushes.sound.slate_voice import LONGEST_S, Ends, places, slate_words
from rushes.sound.spectrum import SAMPLE_RATE
from tests.sound.making import clap, noise, said, take, written

ASSISTANT = "en-us+klatt4"
WHERE, HOME = "where were you on thursday night", "i was at home and nobody saw you there"
SCENE = ((tuple(WHERE.split()), tuple(HOME.split())),)


def slates_of(samples: Samples, scenes: tuple[str, ...] = ("2", "14", "27")) -> list[str]:
    sure = [word.text for word in slate_words(samples, scenes) if word.score >= SURELY]
    return [spoken.slate.label for spoken in spoken_slates(sure)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("scene twenty seven apple take three marker", "27A-3"),
        ("scene two frank take two mark", "2F-2"),
        ("scene fourteen take one marker", "14-1"),
    ],
)
def test_a_slate_before_the_clap_is_heard(text: str, label: str) -> None:
    """The assistant says it, the sticks meet; its words stand in time."""
    track = take(0.6, text, 0.4, clap(), 0.5, voice=ASSISTANT)
    assert slates_of(track.samples) == [label]
    heard = slate_words(track.samples, ("2", "14", "27"))
    for word, (spoken, in_s, out_s) in zip(heard, track.words, strict=False):
        assert meaning(word.text) == meaning(spoken)
        assert word.in_s == pytest.approx(in_s, abs=0.15)
        assert word.out_s == pytest.approx(out_s, abs=0.15)


def test_a_scene_that_the_script_does_not_have_is_heard_where_it_is_clear() -> None:
    """The assistant may err: what is said counts, though the script's own numbers are likelier."""
    track = take(0.6, "scene sixty five harry take three mark", 0.5, voice=ASSISTANT)
    assert slates_of(track.samples) == ["65H-3"]


@pytest.mark.parametrize("text", [WHERE, HOME, "i said take three of them and mark the other two"])
def test_an_actor_says_no_slate(text: str) -> None:
    """A line is not bent into one, not even with the words of one in it."""
    assert slates_of(take(0.5, text, 0.5).samples) == []


def test_noise_and_silence_say_no_slate() -> None:
    """Nor does a clip too short to hold a word."""
    assert slate_words(noise(4.0, 2000.0).samples) == ()
    assert slate_words(np.zeros(SAMPLE_RATE * 3, np.int16)) == ()
    assert slate_words(np.zeros(100, np.int16)) == ()


def test_a_clip_tells_its_slate_apart_from_its_words(tmp_path: Path) -> None:
    """At the head: the slate's words are no words of the clip, and no quiet either."""
    slate = said("scene twenty seven apple take three marker", ASSISTANT)
    track = take(0.6, slate, 0.3, clap(), 1.2, WHERE, 0.6, HOME, 0.8)
    heard = listen(written(tmp_path / "27A-3.wav", track.samples), SCENE, numbers=("2", "27"))
    assert [word.text for word in heard.slate_words][:6] == [
        "scene",
        "twenty",
        "seven",
        "apple",
        "take",
        "three",
    ]
    assert [word.text for word in heard.words if word.of_script] == [*WHERE.split(), *HOME.split()]
    first, last = heard.slate_words[0], heard.slate_words[-1]
    assert not any(first.in_s < word.in_s < last.out_s for word in heard.words)
    assert not any(first.in_s < quiet.in_s and quiet.out_s < first.out_s for quiet in heard.quiet)


def test_a_tail_slate_is_heard_after_the_last_line(tmp_path: Path) -> None:
    """Upside down, after the cut."""
    slate = said("tail slate scene twenty seven take two marker", ASSISTANT)
    track = take(0.8, WHERE, 0.6, HOME, 1.5, slate, 0.3, clap(), 0.6)
    heard = listen(written(tmp_path / "27-2.wav", track.samples), SCENE, numbers=("2", "27"))
    (found,) = spoken_slates([word.text for word in heard.slate_words])
    assert (found.slate.label, heard.slate_words[0].in_s > heard.words[-1].out_s) == ("27-2", True)


def test_a_clip_without_a_slate_tells_none(tmp_path: Path) -> None:
    """Lines alone: nothing is searched, nothing is told."""
    track = take(0.8, WHERE, 0.6, HOME, 0.8)
    heard = listen(written(tmp_path / "a.wav", track.samples), SCENE, numbers=("2", "27"))
    assert heard.slate_words == ()


def word(text: str, at: float, *, of_script: bool = False) -> HeardWord:
    return HeardWord(text, at, at + 0.3, of_script=of_script)


def line(at: float) -> list[HeardWord]:
    return [word("line", at + 0.4 * n, of_script=True) for n in range(4)]


def test_it_is_sought_where_somebody_speaks_who_says_no_line() -> None:
    """At the head, and at the tail, with a little around; nowhere in between."""
    words = [
        word("seen", 1.0),
        word("mark", 3.0),
        *line(6.0),
        word("what", 9.0),
        *line(10.0),
        word("cut", 14.0),
    ]
    words += [word("tail", 15.0)]
    found = places(words, 20.0)
    assert [(place.in_s, place.out_s) for place in found] == [
        pytest.approx((0.6, 3.7)),
        pytest.approx((13.6, 15.7)),
    ]
    assert places(line(2.0), 9.0) == ()
    assert places([], 9.0) == ()


def test_little_is_searched_however_much_is_said() -> None:
    """Minutes of talk before the first line cost no more than its last quarter of a minute."""
    chatter = [word("talk", 0.5 * n) for n in range(200)]
    (place,) = places([*chatter, *line(101.0)], 110.0)
    assert place.out_s - place.in_s <= LONGEST_S + 1.0
    assert place.out_s > 99.0


def test_two_words_of_a_line_in_the_slate_do_not_hide_it() -> None:
    """The ear may take a slate's number for a word of the script."""
    words = [
        word("scene", 1.0),
        word("two", 1.4, of_script=True),
        word("take", 1.8),
        word("one", 2.2),
        *line(5.0),
    ]
    assert len(places(words, 9.0)) == 1


def test_the_ends_of_a_long_clip_are_kept_and_no_more() -> None:
    """A minute at either side; of the middle nothing."""
    ends, clip = Ends(), np.arange(150 * 1000, dtype=np.int32).astype(np.int16)
    sound = np.repeat(clip, SAMPLE_RATE // 1000)
    for first in range(0, sound.size, 45 * SAMPLE_RATE):
        ends.take(sound[first : first + 45 * SAMPLE_RATE])
    for place in (Stretch(3.0, 9.0), Stretch(120.0, 130.0)):
        expected = sound[round(place.in_s * SAMPLE_RATE) : round(place.out_s * SAMPLE_RATE)]
        assert np.array_equal(ends.between(place), expected)
    assert ends.between(Stretch(70.0, 75.0)).size == 0


@pytest.mark.material
def test_nobody_slates_the_real_takes(material: Path) -> None:
    """A real voice says letters and digits before its line, over and over; no slate is made of it."""
    for name in ("1-1_A001C001.mov", "2A-2_A002C017.mov", "3A-3_A003C030.mov"):
        blocks = list(track_blocks(material / "grid-scenes" / "rushes" / name))
        sound = np.concatenate([block[0] for block in blocks])[: 15 * SAMPLE_RATE]
        assert slates_of(sound, ("1", "2", "3")) == []
