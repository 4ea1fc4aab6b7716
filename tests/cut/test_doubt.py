"""How sure a choice says it is, and what it asks a person to look at."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut import TASTES, Event, first_cut
from rushes.cut.doubt import picture_confidence, sound_confidence
from rushes.cut.path import Paths
from rushes.footage.model import Angle
from tests.cut.shooting import a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
ONE = a_script("ANNA One two three four")


def event_of(*readings: object) -> Event:
    """Return the event of the one line."""
    return first_cut(ONE, lined(ONE, *readings), CLASSIC)[0].events[0]  # type: ignore[arg-type]


def heard_of(*readings: object) -> Event:
    """Return the sound of the one line."""
    return first_cut(ONE, lined(ONE, *readings), CLASSIC)[0].track("A1")[0]  # type: ignore[arg-type]


def test_two_readings_that_are_as_good_are_a_toss_of_a_coin_and_nothing_can_go_wrong() -> None:
    """The margin is nothing and a sentence says so; that either is right is as sure as with one alone."""
    tie = heard_of(a_reading("1.1", "1-1", 2.0), a_reading("1.1", "1-2", 4.0))
    assert tie.margin == 0.0
    assert tie.look_because == ("Two readings are as good: 1-1 at 2.0 s is within 0.00.",)
    alone = heard_of(a_reading("1.1", "1-1", 2.0))
    assert (alone.margin, alone.confidence) == (None, tie.confidence)


def test_another_angle_of_the_same_performance_is_no_other_reading() -> None:
    """Both cameras saw it, one begun 2 s later: the ear's word is all the doubt there is."""
    first, second = (
        replace(a_take(f"1-1{letter}"), angle=Angle("1-1", at_s)) for letter, at_s in (("a", 0.0), ("b", 2.0))
    )
    said = [a_reading("1.1", "1-1a", 4.0, sure=0.83), a_reading("1.1", "1-1b", 2.0, sure=0.83)]
    (event, _) = first_cut(ONE, lined(ONE, *said, clips=[first, second]), CLASSIC)[0].events
    assert (event.margin, event.look_because) == (None, ())
    again = [*said, a_reading("1.1", "1-2", 4.0, sure=0.83)]
    (event, _) = first_cut(ONE, lined(ONE, *again, clips=[first, second, a_take("1-2")]), CLASSIC)[0].events
    assert (event.file, event.margin) == ("1-2.mov", 0.0)
    (told,) = event.look_because
    assert told.startswith("Two readings are as good: 1-1 A at 4.0 s")


def test_a_better_take_has_a_greater_margin_and_is_no_surer_for_that() -> None:
    """2 dB, 10 dB, and 20 dB, where the other take hisses. Of choices on shoots the margin told nothing."""
    found = [
        heard_of(a_reading("1.1", "1-1", 2.0, clear=38.0), a_reading("1.1", "1-2", 2.0, clear=38.0 - worse))
        for worse in (2, 10, 20)
    ]
    margins = [one.margin for one in found if one.margin is not None]
    assert margins == sorted(set(margins))
    assert len(margins) == 3
    assert len({one.confidence for one in found}) == 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_heard_better_is_surer(one: float, other: float) -> None:
    """Whatever its kind; and nothing is certain."""
    for kind in ("as written", "altered", "partial"):
        low, high = (sound_confidence(kind, heard) for heard in sorted((one, other)))
        assert 0 <= low <= high < 1


def test_who_is_nearer_to_the_microphone_is_surer_seen() -> None:
    """Where nobody says who is on camera; and a word is better than any ear."""
    by_ear = [picture_confidence(shows=None, on_mic_db=db) for db in (-9.0, -1.5, 0.0, 2.9, 3.0, 20.0)]
    assert by_ear == sorted(by_ear)
    assert by_ear[0] < picture_confidence(shows=None) < by_ear[-1] < picture_confidence(shows=True)
    assert picture_confidence(shows=False) < 0.5
    assert picture_confidence(shows=True, jumps=True) == 0.5


def test_a_picture_and_what_is_heard_with_it_are_one_choice() -> None:
    """As sure as the less sure of them: nobody says whether Anna is in the picture, or somebody does."""
    script = a_script("ANNA One two three four / BEN Five six seven eight")
    found = lined(script, a_reading("1.1", "1-1", 2.0))
    picture, sound = first_cut(script, found, CLASSIC)[0].events
    assert picture.confidence == picture_confidence(shows=None) < sound.confidence
    told = first_cut(script, found, CLASSIC, told={"1": ["ANNA"]})[0].events[0]
    assert told.confidence == sound.confidence < picture_confidence(shows=True)


def test_where_nobody_else_has_a_line_it_is_hardly_anybody_else_who_is_seen() -> None:
    """A monologue: nobody needs to say who is in the picture."""
    assert event_of(a_reading("1.1", "1-1", 2.0)).confidence > 0.9
    assert picture_confidence(shows=None) < picture_confidence(shows=None, alone=True)
    assert picture_confidence(shows=None, alone=True) < picture_confidence(shows=True)


def test_who_is_heard_and_known_to_be_off_camera_asks_for_a_look() -> None:
    found = lined(ONE, a_reading("1.1", "1A-1", 2.0))
    picture = first_cut(ONE, found, CLASSIC, told={"1A": []})[0].events[0]
    assert any("ANNA speaks and is off camera" in cause for cause in picture.look_because)
    assert picture.confidence < 0.1


def test_the_only_reading_is_as_sure_as_the_ear() -> None:
    """A little less, since the ear misses slips."""
    heard = heard_of(a_reading("1.1", "1-1", 2.0, sure=0.83))
    assert 0.7 < heard.confidence < 0.83
    assert not heard.needs_look


def test_a_reading_that_was_hardly_heard_asks_for_a_look() -> None:
    event = heard_of(a_reading("1.1", "1-1", 2.0, sure=0.41))
    assert event.confidence < 0.41
    assert event.look_because == ("It was heard with low confidence (0.41) and there is no other reading.",)


def test_the_only_reading_is_altered() -> None:
    event = event_of(a_reading("1.1", "1-1", 2.0, slip="three"))
    assert event.look_because == ("The only reading left is altered: 3 of 4 words; “three” became “else”.",)


def test_the_only_reading_is_broken_off() -> None:
    reading = a_reading("1.1", "1-1", 2.0, kind="partial")
    dropped = replace(reading.words[-1], state="missing", heard=None, in_s=None, out_s=None)
    event = event_of(replace(reading, words=(*reading.words[:-1], dropped), fidelity=0.75))
    (sentence,) = event.look_because
    assert sentence == (
        "The only reading left is broken off: 3 of 4 words (broken off or begun late); “four” missing."
    )


def test_one_look_decides_about_a_shot_that_has_a_twin() -> None:
    """Two whole takes are as good: the first of three lines says so, the others do not repeat it."""
    script = a_script(" / ".join("ANNA One two three four" for _ in range(3)))
    found = [a_reading(f"1.{n}", take, 1.5 * n) for n in (1, 2, 3) for take in ("1-1", "1-2")]
    events = first_cut(script, lined(script, *found), CLASSIC)[0].track("V1")
    assert [event.margin for event in events] == [0.0, 0.0, 0.0]
    assert [event.needs_look for event in events] == [True, False, False]


def test_one_look_decides_about_one_other_way_through_a_scene() -> None:
    """Anna in 1A, Ben in 1B: another take of each would be as good. Each is a toss of its own, and asked."""
    script = a_script("ANNA One two three four / BEN One two three four")
    takes = (("1.1", "1A-1"), ("1.1", "1A-2"), ("1.2", "1B-1"), ("1.2", "1B-2"))
    found = [a_reading(line, take, 2.0 + n) for n, (line, take) in enumerate(takes)]
    events = first_cut(script, lined(script, *found), CLASSIC)[0].track("A1")
    assert [sum("as good" in cause for cause in event.look_because) for event in events] == [1, 1]


def test_two_lines_that_only_change_together_are_asked_once() -> None:
    """A whole take against two takes with a cut between: one decision, though it shows at both lines."""
    alone = [np.array([0, 0], np.int64)] * 3
    together = np.array([[100, 0], [0, 60]], np.int64)
    assert Paths(alone, [together, together]).through(2, 1) == (1, 1, 1)
    path = Paths(alone, [together, together]).best
    assert (path.chosen, path.margins) == ((0, 0, 0), (80, 80, 80))


def test_a_stricter_taste_asks_more_often() -> None:
    """The limit is the taste's: at 0.97 what was heard as surely as can be is doubt."""
    found = lined(ONE, a_reading("1.1", "1-1", 2.0, sure=0.97))
    assert not first_cut(ONE, found, CLASSIC)[0].track("A1")[0].needs_look
    strict = replace(CLASSIC, look_below=0.97)
    assert first_cut(ONE, found, strict)[0].track("A1")[0].look_because == (
        "The choice is not sure: confidence 0.95.",
    )
