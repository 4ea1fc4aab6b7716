"""How sure a choice says it is, and what it asks a person to look at."""

from dataclasses import replace

from rushes.cut import TASTES, Event, first_cut
from rushes.footage.model import Angle
from tests.cut.shooting import a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
ONE = a_script("ANNA One two three four")


def event_of(*readings: object) -> Event:
    """Return the event of the one line."""
    return first_cut(ONE, lined(ONE, *readings), CLASSIC)[0].events[0]  # type: ignore[arg-type]


def test_two_readings_that_are_as_good_are_a_toss_of_a_coin() -> None:
    """Confidence is one half, and the other is named with its place."""
    event = event_of(a_reading("1.1", "1-1", 2.0), a_reading("1.1", "1-2", 4.0))
    assert event.confidence == 0.5
    assert event.look_because == ("Two readings are as good: 1-1 at 2.0 s is within 0.00.",)


def test_another_angle_of_the_same_performance_is_no_other_reading() -> None:
    """Both cameras saw it, one begun 2 s later: the ear's word is all the doubt there is."""
    first, second = (
        replace(a_take(f"1-1{letter}"), angle=Angle("1-1", at_s)) for letter, at_s in (("a", 0.0), ("b", 2.0))
    )
    said = [a_reading("1.1", "1-1a", 4.0, sure=0.83), a_reading("1.1", "1-1b", 2.0, sure=0.83)]
    (event, _) = first_cut(ONE, lined(ONE, *said, clips=[first, second]), CLASSIC)[0].events
    assert (event.confidence, event.look_because) == (0.83, ())
    again = [*said, a_reading("1.1", "1-2", 4.0, sure=0.83)]
    (event, _) = first_cut(ONE, lined(ONE, *again, clips=[first, second, a_take("1-2")]), CLASSIC)[0].events
    assert (event.file, event.confidence) == ("1-2.mov", 0.5)
    (told,) = event.look_because
    assert told.startswith("Two readings are as good: 1-1 A at 4.0 s")


def test_a_greater_margin_is_a_surer_choice() -> None:
    """2 dB, 10 dB, and 20 dB, where the other take hisses: ever surer."""
    sure = [
        event_of(
            a_reading("1.1", "1-1", 2.0, clear=38.0), a_reading("1.1", "1-2", 2.0, clear=38.0 - worse)
        ).confidence
        for worse in (2, 10, 20)
    ]
    assert sure == [0.594, 0.823, 1.0]


def test_the_only_reading_is_as_sure_as_the_ear() -> None:
    assert event_of(a_reading("1.1", "1-1", 2.0, sure=0.83)).confidence == 0.83
    assert not event_of(a_reading("1.1", "1-1", 2.0, sure=0.83)).needs_look


def test_a_reading_that_was_hardly_heard_asks_for_a_look() -> None:
    event = event_of(a_reading("1.1", "1-1", 2.0, sure=0.41))
    assert event.confidence == 0.41
    assert event.look_because == ("It was heard with low confidence (0.41) and there is no other reading.",)


def test_the_only_reading_is_altered() -> None:
    event = event_of(a_reading("1.1", "1-1", 2.0, slip="three"))
    assert event.look_because == ("The only reading is altered: 3 of 4 words; “three” became “else”.",)


def test_the_only_reading_is_broken_off() -> None:
    reading = a_reading("1.1", "1-1", 2.0, kind="partial")
    dropped = replace(reading.words[-1], state="missing", heard=None, in_s=None, out_s=None)
    event = event_of(replace(reading, words=(*reading.words[:-1], dropped), fidelity=0.75))
    (sentence,) = event.look_because
    assert (
        sentence == "The only reading is broken off: 3 of 4 words (broken off or begun late); “four” missing."
    )


def test_one_look_decides_about_a_shot_that_has_a_twin() -> None:
    """Two whole takes are as good: the first of three lines says so, the others do not repeat it."""
    script = a_script(" / ".join("ANNA One two three four" for _ in range(3)))
    found = [a_reading(f"1.{n}", take, 1.5 * n) for n in (1, 2, 3) for take in ("1-1", "1-2")]
    events = first_cut(script, lined(script, *found), CLASSIC)[0].track("V1")
    assert [event.confidence for event in events] == [0.5, 0.5, 0.5]
    assert [event.needs_look for event in events] == [True, False, False]


def test_a_stricter_taste_asks_more_often() -> None:
    """The limit is the taste's: at 0.9 even a fair margin is doubt."""
    found = lined(ONE, a_reading("1.1", "1-1", 2.0, clear=40.0), a_reading("1.1", "1-2", 2.0, clear=28.0))
    strict = replace(CLASSIC, look_below=0.9)
    assert not first_cut(ONE, found, CLASSIC)[0].events[0].needs_look
    assert first_cut(ONE, found, strict)[0].events[0].look_because == (
        "The choice is not sure: confidence 0.86.",
    )
