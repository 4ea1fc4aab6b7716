"""The exam of every ear: what is said is heard, in time; what is not said is not.

An ear joins the exam by a line in `EARS`; Whisper does where RUSHES_WHISPER_MODEL names a model that
somebody fetched. An ear is asked for words, and for what coverage makes of them,
because an ear may hear free speech in the script's own words as long as no line is read into it.
"""

import os
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from rushes.coverage.align import align
from rushes.sound import HeardWord, Recogniser, Script, ScriptEar, ear_named
from tests.sound.making import Track, noise, pause, script, take

WHISPER = os.environ.get("RUSHES_WHISPER_MODEL")
EARS: tuple[Recogniser, ...] = (ScriptEar(), *((ear_named("whisper", WHISPER),) if WHISPER else ()))

WHERE = "Where were you on Thursday night?"
HOME = "I was at home with my brother all evening."
NOBODY = "Nobody saw you there."
ASK = "Ask the woman who lives across the street."
MOVED = "She moved to Chicago three years ago."
LIGHT = "Then somebody else must have turned on the light."
LINES = (WHERE, HOME, NOBODY, ASK, MOVED, LIGHT)
SCENE = script(*LINES)


@pytest.fixture(scope="module", params=EARS, ids=lambda ear: ear.name)
def ear(request: pytest.FixtureRequest) -> Recogniser:
    found: Recogniser = request.param
    return found


@pytest.fixture(scope="module")
def spoken() -> Track:
    """Return all lines, one after the other."""
    return take(0.6, WHERE, 0.8, HOME, 0.5, NOBODY, 1.2, ASK, 0.7, MOVED, 0.6, LIGHT, 0.6)


@pytest.fixture(scope="module")
def heard(ear: Recogniser, spoken: Track) -> tuple[HeardWord, ...]:
    """Return what the ear makes of all lines."""
    return ear.words(spoken.samples, SCENE)


def texts(words: Sequence[HeardWord]) -> list[str]:
    return [word.text for word in words]


def words_of(text: str) -> list[str]:
    return list(script(text)[0][0])


def hear(ear: Recogniser, *pieces: Track | str | float) -> tuple[HeardWord, ...]:
    """Hear a take that begins and ends in the silence of its room."""
    return ear.words(take(0.5, *pieces, 0.5).samples, SCENE)


def readings(words: Sequence[HeardWord]) -> dict[str, int]:
    """Return the lines that coverage reads in the words, and how many of each line's words were said."""
    read: dict[str, int] = {}
    for passage in align(SCENE[0], words):
        line = SCENE[0][passage.line]
        said = sum(
            match.place is not None
            and match.heard is not None
            and words[match.heard].text == line[match.place]
            for match in passage.matches
        )
        read[LINES[passage.line]] = said
    return read


def test_every_word_of_the_lines_is_heard(heard: Sequence[HeardWord], spoken: Track) -> None:
    """Six lines, forty-three words, none lost, none invented, all in order."""
    assert texts(heard) == spoken.text


def test_words_stand_where_they_are_said(heard: Sequence[HeardWord], spoken: Track) -> None:
    """A cut in the middle of a word is heard by everybody; the voice's own times are exact."""
    errors = np.array(
        [
            (abs(word.in_s - start), abs(word.out_s - end))
            for word, (_, start, end) in zip(heard, spoken.words, strict=True)
        ]
    )
    assert errors.max() < 0.080
    assert (np.median(errors, axis=0) < 0.040).all()


def test_words_come_in_time_order_and_say_how_sure_they_are(heard: Sequence[HeardWord]) -> None:
    """No two overlap, each lasts, and a score is between a guess and certainty."""
    assert all(one.out_s <= other.in_s for one, other in pairwise(heard))
    assert all(one.in_s < one.out_s for one in heard)
    assert all(0.0 <= one.score <= 1.0 for one in heard)


def test_what_is_said_clearly_is_sure(heard: Sequence[HeardWord]) -> None:
    """Nine words in ten of a clear performance are more than an even bet."""
    assert np.mean([word.score > 0.5 for word in heard]) > 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "The weather will be cold tomorrow with heavy rain.",
        "We need another camera battery before lunch.",
        "Please remember to buy bread and milk.",
    ],
)
def test_speech_that_is_no_line_is_not_forced_into_one(ear: Recogniser, sentence: str) -> None:
    """An ear that knows nothing but the script hears the script in everything; this one must not."""
    assert readings(hear(ear, sentence)) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "My brother moved across the light.",
        "You were all at home three years ago.",
        "Nobody lives in Chicago.",
    ],
)
def test_the_scripts_own_words_in_another_sentence_are_no_line(ear: Recogniser, sentence: str) -> None:
    """Actors talk between takes about what they play."""
    assert readings(hear(ear, sentence)) == {}


@pytest.mark.parametrize(
    "sound",
    [pause(3.0), *(noise(3.0, rms) for rms in (5.0, 300.0, 5000.0))],
    ids=["silence", "a quiet room", "a loud room", "a waterfall"],
)
def test_where_nobody_speaks_no_word_is_heard(ear: Recogniser, sound: Track) -> None:
    """Neither of the script nor of anything else."""
    assert not any(texts(ear.words(sound.samples, SCENE)))


def test_a_line_that_breaks_off_is_heard_up_to_there(ear: Recogniser) -> None:
    said = "I was at home with my"
    words = hear(ear, said)
    assert texts(words)[:6] == words_of(said)
    assert readings(words) == {HOME: 6}


def test_a_line_that_begins_late_is_heard_from_there(ear: Recogniser) -> None:
    said = "lives across the street"
    words = hear(ear, said)
    assert texts(words) == words_of(said)
    assert readings(words) == {ASK: 4}


def test_a_line_said_twice_is_heard_twice(ear: Recogniser) -> None:
    """An actor who was not happy says it again; both may be used."""
    words = hear(ear, NOBODY, 0.7, NOBODY)
    assert texts(words) == 2 * words_of(NOBODY)
    assert len(align(SCENE[0], words)) == 2


def test_a_changed_word_is_not_heard_as_the_scripts(ear: Recogniser) -> None:
    """Boston for Chicago: the words around it are said, that one is not."""
    words = hear(ear, "She moved to Boston three years ago.")
    assert "chicago" not in texts(words)
    assert texts(words)[:3] == ["she", "moved", "to"]
    assert texts(words)[-3:] == ["three", "years", "ago"]
    assert readings(words) == {MOVED: 6}


def test_a_word_left_out_is_not_heard(ear: Recogniser) -> None:
    """A recogniser that knows what should come next is tempted to hear it."""
    words = hear(ear, "Then somebody must have turned on the light.")
    assert "else" not in texts(words)
    assert readings(words) == {LIGHT: 8}


def test_words_added_within_a_line_break_nothing(ear: Recogniser) -> None:
    """What stands between is heard as something, the line on both sides as itself."""
    words = texts(hear(ear, "Ask the woman you know who lives across the street."))
    assert words[:3] == ["ask", "the", "woman"]
    assert words[-5:] == ["who", "lives", "across", "the", "street"]
    assert len(words) > 8


def test_lines_out_of_order_are_heard_as_they_come(ear: Recogniser) -> None:
    """A take may begin with the last line."""
    words = hear(ear, MOVED, 0.6, HOME)
    assert texts(words) == words_of(MOVED) + words_of(HOME)


def test_a_word_that_nobody_can_pronounce_does_not_deafen_the_ear(ear: Recogniser) -> None:
    """A line of signs, a line with a foreign word in it, and a line as any other."""
    scene = script("你好", "Tell 你好 to come home.", NOBODY)
    words = ear.words(take(0.5, NOBODY, 0.5).samples, scene)
    assert texts(words) == words_of(NOBODY)


@pytest.mark.parametrize("size", [0, 1, 159, 409, 410, 800, 2000])
def test_hardly_any_sound_is_no_trouble(ear: Recogniser, size: int) -> None:
    """A clip of nothing, of one sample, of less than a window."""
    assert not any(texts(ear.words(np.ones(size, np.int16), SCENE)))


@pytest.mark.parametrize("empty", [(), ((),), (((),),), (((), ("nobody",)),)])
def test_a_script_with_little_or_nothing_in_it_is_no_trouble(ear: Recogniser, empty: Script) -> None:
    """Without lines there is nothing to be read; what is heard is heard as free speech, if at all."""
    heard = ear.words(take(0.5, NOBODY, 0.5).samples, empty)
    lines = [line for scene in empty for line in scene]
    assert {word.text for word in heard if word.of_script} <= {word for line in lines for word in line}


def test_the_same_sound_is_heard_the_same_way(ear: Recogniser) -> None:
    """Nothing depends on what was heard before."""
    sound = take(0.5, ASK, 0.5, room_rms=100.0)
    first = ear.words(sound.samples, SCENE)
    ear.words(noise(1.0, 2000.0).samples, script(WHERE))
    assert ear.words(sound.samples, SCENE) == first


def test_an_ear_does_not_touch_the_samples(ear: Recogniser) -> None:
    """The same sound goes on to the levels and the claps."""
    samples = take(0.3, NOBODY, 0.3).samples
    before = samples.copy()
    ear.words(samples, SCENE)
    assert np.array_equal(samples, before)
