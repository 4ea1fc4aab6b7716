"""A line is played on who listens for a reason, or its speaker is seen."""

from dataclasses import replace

from rushes.coverage.model import Reading
from rushes.cut import TASTES, Cut, Event, first_cut
from rushes.cut.pins import Named, Pin, Pins
from rushes.footage import Clip
from tests.cut.shooting import a_reading, a_script, a_take, lined, slowly

CLASSIC = TASTES["classic"]
WORDS = "one two three four five six"
TALK = a_script(f"ANNA {WORDS} / BEN No")
ON_ANNA = {"on_camera": ("ANNA",), "off_camera": ("BEN",)}
ON_BEN = {"on_camera": ("BEN",), "off_camera": ("ANNA",)}


def filmed(take: str, **seen: tuple[str, ...]) -> Clip:
    return replace(a_take(take), **seen)  # type: ignore[arg-type]


def cut_of(*readings: Reading, clips: list[Clip], pins: Pins | None = None) -> Cut:
    return first_cut(TALK, lined(TALK, *readings, clips=clips), CLASSIC, pins=pins)[0]


def picture(cut: Cut) -> Event:
    (event,) = cut.track("V1")
    return event


def told(event: Event) -> list[str]:
    return [reason.fact for reason in event.reasons if reason.name == "played on the listener"]


def test_where_no_good_reading_shows_who_speaks_the_line_is_played_on_the_listener() -> None:
    """Anna says it wrong on camera, and right while Ben is filmed: his face, and the reason why."""
    wrong = a_reading("1.1", "1A-1", 2.0, words=WORDS, slip="two")
    right = a_reading("1.1", "1B-1", 2.0, words=WORDS)
    cut = cut_of(wrong, right, clips=[filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)])
    event = picture(cut)
    assert (event.file, event.shows) == ("1B-1.mov", "reaction")
    assert told(event) == ["BEN listens while ANNA speaks: no clean reading as written shows ANNA"]
    assert cut.track("A1")[0].shows == "line"


def test_a_hiss_is_reason_enough() -> None:
    """On camera her voice lies 20 dB above the noise: off camera it is heard clean."""
    hisses = a_reading("1.1", "1A-1", 2.0, words=WORDS, clear=20.0)
    clean = replace(slowly("1.1", "1B-1", 2.0, WORDS), clear_db=38.0)
    event = picture(cut_of(hisses, clean, clips=[filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)]))
    assert (event.file, event.shows) == ("1B-1.mov", "reaction")


def test_a_circle_is_for_whoever_is_seen() -> None:
    """Ben's take is circled for Ben: Anna's line is taken where she is seen, though nobody circled that."""
    said = [a_reading("1.1", take, 2.0, words=WORDS) for take in ("1A-1", "1B-1")]
    circled = replace(a_take("1B-1", circled=True), on_camera=("BEN",), off_camera=("ANNA",))
    event = picture(cut_of(*said, clips=[filmed("1A-1", **ON_ANNA), circled]))
    assert (event.file, event.shows) == ("1A-1.mov", "line")


def test_what_a_person_decided_is_no_reaction_of_ours() -> None:
    """Anna is seen in a good take; who wants Ben's all the same has their own reason."""
    said = [a_reading("1.1", take, 2.0, words=WORDS) for take in ("1A-1", "1B-1")]
    clips = [filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)]
    from_ben = cut_of(
        *said, clips=clips, pins=Pins((Pin("1.1", sound=Named("1B-1"), picture=Named("1B-1")),))
    )
    assert (picture(from_ben).file, picture(from_ben).shows) == ("1B-1.mov", "line")


def test_a_reaction_that_is_forbidden_is_not_called_one() -> None:
    right = a_reading("1.1", "1B-1", 2.0, words=WORDS)
    cut = cut_of(right, clips=[filmed("1B-1", **ON_BEN)], pins=Pins((Pin("1.1", reaction=False),)))
    assert picture(cut).shows == "line"


def test_where_nobody_says_who_is_seen_nothing_is_called_a_reaction() -> None:
    right = a_reading("1.1", "1B-1", 2.0, words=WORDS)
    assert picture(cut_of(right, clips=[filmed("1B-1")])).shows == "line"


def test_a_short_line_does_not_break_the_listener_s_shot() -> None:
    """Anna throws in a word while Ben is seen; the take runs on into his answer."""
    script = a_script("ANNA yes / BEN one two three four five six")
    readings = [
        a_reading("1.1", "1A-1", 2.0, words="yes"),
        a_reading("1.1", "1B-1", 2.0, words="yes"),
        a_reading("1.2", "1B-1", 2.6, words=WORDS),
    ]
    clips = [filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)]
    pins = Pins((Pin("1.1", picture=Named("1B-1"), sound=Named("1B-1")),))
    first, second = first_cut(script, lined(script, *readings, clips=clips), CLASSIC, pins=pins)[0].track(
        "V1"
    )
    assert (first.file, first.shows, second.shows) == ("1B-1.mov", "reaction", "line")
    assert told(first) == ["BEN stays while ANNA says a line too short to cut for"]


def test_no_jump_is_cut_to_see_who_cannot_be_seen_well() -> None:
    """Anna's second line hisses wherever she is seen; her lips fit there, but it is the setup just left."""
    script = a_script(f"ANNA {WORDS} / ANNA {WORDS} / BEN No")
    readings = [
        a_reading("1.1", "1A-1", 2.0, words=WORDS, clear=38.0),
        a_reading("1.2", "1A-2", 2.0, words=WORDS, clear=12.0),
        a_reading("1.2", "1B-1", 5.0, words=WORDS, clear=38.0),
    ]
    clips = [filmed("1A-1", **ON_ANNA), filmed("1A-2", **ON_ANNA), filmed("1B-1", **ON_BEN)]
    cut, _ = first_cut(script, lined(script, *readings, clips=clips), CLASSIC)
    assert [event.file for event in cut.track("A1")] == ["1A-1.mov", "1B-1.mov"]
    assert [(event.file, event.shows) for event in cut.track("V1")] == [
        ("1A-1.mov", "line"),
        ("1B-1.mov", "reaction"),
    ]
