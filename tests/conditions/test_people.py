"""Real voices under the same conditions: a reader's five sentences, cut and spliced, others around her."""

from pathlib import Path

import numpy as np
import pytest

from rushes.sound.spectrum import SAMPLE_RATE
from rushes.stage.manner import shouted, whispered
from tests.conditions.playing import Set
from tests.conditions.recordings import DASHWOOD, Recordings, louder, over, part, under, without
from tests.sound.making import Track, noise, take

pytestmark = pytest.mark.material

POWER = (
    "1: and mister john dashwood had then leisure to consider how much there might be prudently in his power "
    "to do for them"
)
YOUNG = "2: he was not an ill disposed young man"
UNLESS = "3: unless to be rather cold hearted and rather selfish is to be ill disposed"
MARRIED = "4: had he married a more amiable woman he might have been made still more respectable than he was"
HIMSELF = "5: he might even have been made amiable himself"


@pytest.fixture
def room(tmp_path: Path) -> Set:
    """Return a drawing room: five sentences as the lines of two."""
    return Set(tmp_path, DASHWOOD)


@pytest.fixture(scope="module")
def voices(material: Path) -> Recordings:
    return Recordings(material / "speech")


def test_a_reader_is_lined_word_by_word(room: Set, voices: Recordings) -> None:
    """She read 'a more a amiable woman': a twentieth of a second, which may be noted, and nothing else."""
    story = room.heard(take(0.4, *(voices.sentence(n) for n in (1, 2, 3, 4, 5)), 0.4).samples)
    assert [one.replace(" +a ", " ") for one in story.told] == [POWER, YOUNG, UNLESS, MARRIED, HIMSELF]


def test_a_second_pass_in_one_take_is_found(room: Set, voices: Recordings) -> None:
    two, three = voices.sentence(2), voices.sentence(3)
    story = room.heard(take(0.3, two, 0.4, three, 1.2, two, 0.3, three, 0.3).samples)
    assert story.passes == [("2", 1), ("3", 1), ("2", 2), ("3", 2)]
    assert story.told == [YOUNG, UNLESS] * 2


def test_a_pickup_and_a_false_start_are_parts(room: Set, voices: Recordings) -> None:
    """'How much there might be ...' begins late; 'Unless to be rather' breaks off and is said again."""
    one, three = voices.sentence(1), voices.sentence(3)
    pickup, begun = part(one, 9, len(one.words)), part(three, 0, 4)
    story = room.heard(take(0.5, pickup, 0.9, begun, 0.8, three, 0.4).samples)
    assert story.passes == [("1", 1), ("3", 1), ("3", 2)]
    assert [one.kind for one in sorted(story.found.readings, key=lambda r: r.in_s)] == [
        "partial",
        "partial",
        "as written",
    ]
    first = story.told[0]
    assert first.endswith("_consider_ how much there might be prudently in his power to do for them")


def test_talk_of_others_around_and_between_is_no_reading(room: Set, voices: Recordings) -> None:
    """Twelve dB below the reader somebody tells of his cold; before, between and after."""
    far = [louder(voices.talk_between(a, b), -12) for a, b in ((1, 4), (12, 14.5))]
    two, five = voices.sentence(2), voices.sentence(5)
    story = room.heard(take(far[0], 0.7, two, 0.8, far[1], 0.8, five, 0.8, far[0]).samples)
    assert story.told == [YOUNG, HIMSELF]


def test_talk_as_near_as_the_actors_is_reported_as_off_script(room: Set, voices: Recordings) -> None:
    """An actor who speaks of his cold between two lines."""
    talk = voices.talk_between(1, 4.5)
    two, five = voices.sentence(2), voices.sentence(5)
    track = take(0.3, two, 0.8, talk, 0.8, five, 0.3)
    story = room.heard(track.samples)
    assert story.told == [YOUNG, HIMSELF]
    begins = 0.3 + two.seconds + 0.8
    assert story.off_within(begins, begins + talk.seconds) > 1.5


@pytest.mark.parametrize(
    ("sentence", "word", "told"),
    [
        (3, 5, "3: unless to be rather cold _hearted_ and rather selfish is to be ill disposed"),
        (2, 6, "2: he was not an ill disposed _young_ man"),
        (5, 2, "5: he might _even_ have been made amiable himself"),
    ],
)
def test_a_word_left_out_is_missing_and_no_other_is(
    room: Set, voices: Recordings, sentence: int, word: int, told: str
) -> None:
    """Cut out of the recording, to a hundredth of a second."""
    assert room.heard(take(0.4, without(voices.sentence(sentence), word), 0.4).samples).told == [told]


@pytest.mark.parametrize("kind", ["white noise at 12 dB", "babble at 15 dB"])
def test_in_noise_every_line_is_found(room: Set, voices: Recordings, kind: str) -> None:
    track = take(0.4, voices.sentence(2), 0.4, voices.sentence(3), 0.3, voices.sentence(5), 0.4)
    white = "white" in kind
    sound = noise(track.seconds, 1000.0).samples if white else voices.babble(track.seconds)
    story = room.heard(under(track, sound, 12.0 if white else 15.0).samples)
    assert story.passes == [("2", 1), ("3", 1), ("5", 1)]
    said = [word.state == "said" for reading in story.found.readings for word in reading.words]
    assert np.mean(said) > 0.95


def test_an_answer_into_the_end_of_a_line_loses_neither(room: Set, voices: Recordings) -> None:
    """Half a second of two voices at once."""
    two, five = voices.sentence(2), voices.sentence(5)
    story = room.heard(over(take(0.4, two), part(five, 0, len(five.words)), two.words[-1][2] - 0.1).samples)
    assert story.passes == [("2", 1), ("5", 1)]


@pytest.mark.parametrize("manner", ["whispered", "shouted"])
def test_a_line_in_another_manner_is_found(room: Set, voices: Recordings, manner: str) -> None:
    """The reader's own mouth, with breath instead of voice; or brighter, and bent at the top."""
    three = voices.sentence(3)
    voice = three.samples / np.std(three.samples)
    rng = np.random.default_rng(1)
    changed = whispered(voice, SAMPLE_RATE, rng) * 250 if manner == "whispered" else shouted(voice) * 8000
    middle = Track(np.clip(changed, -32767, 32767).astype(np.int16))
    story = room.heard(take(0.3, voices.sentence(2), 0.4, middle, 0.4, voices.sentence(5), 0.3).samples)
    assert story.told == [YOUNG, UNLESS, HIMSELF]
