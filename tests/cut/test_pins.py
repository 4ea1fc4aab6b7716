"""Pins: what a person decided is kept, or refused with the place where it is written; never broken."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, first_cut
from rushes.cut.model import Event
from rushes.cut.pins import Named, Pin, Pins, forbid, keep
from rushes.cut.pins_toml import NotPins, pins_from
from rushes.cut.selects import lay_out
from rushes.cut.settle import (
    CannotKeep,
    Contradiction,
    NobodySpoke,
    NoSuchLine,
    NoSuchTake,
    NothingLeft,
    NotInThatTake,
    PinBroken,
    kept,
)
from rushes.errors import Refusal
from rushes.footage.model import Angle
from rushes.screenplay import Screenplay
from tests.cut.making import days
from tests.cut.shooting import a_reading, a_script, a_take, lined, slowly

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four / ANNA One two three four")


def three_takes() -> LinedScript:
    """Return the talk, said whole in a wide, in a medium and in a close setup."""
    return lined(
        TALK,
        *(
            a_reading(f"1.{n}", take, 2.0 + 2.0 * n, clear=clear)
            for take, clear in (("1-1", 30.0), ("1A-1", 28.0), ("1B-1", 26.0))
            for n in (1, 2, 3)
        ),
    )


def cut_with(*pins: Pin, day: LinedScript | None = None, script: Screenplay = TALK) -> Cut:
    """Return the cut of a day with pins."""
    return first_cut(script, day or three_takes(), CLASSIC, pins=Pins(pins))[0]


def heard(cut: Cut, line: str) -> Event:
    """Return the sound of a line."""
    return next(event for event in cut.track("A1") if event.line == line)


def seen(cut: Cut, line: str) -> list[str]:
    """Return the files that are seen over a line."""
    return [event.file for event in cut.track("V1") if event.line == line]


def test_without_pins_everything_is_free() -> None:
    clip, reading = a_take("1-1"), a_reading("1.1", "1-1", 2.0)
    assert not Pins()
    assert Pins().sound_may("1.1", clip, reading)
    assert Pins().picture_may("1.1", clip)
    assert (Pins().trim_of("1.1"), Pins().reaction_of("1.1"), Pins().split_of("1.1")) == ((0, 0), None, None)
    assert first_cut(TALK, three_takes(), CLASSIC, pins=Pins()) == first_cut(TALK, three_takes(), CLASSIC)


@pytest.mark.parametrize("name", ["1B-1", "1b-1", "1B", "1B-1.mov", " 1B-1 "])
def test_a_take_goes_by_its_slate_its_setup_or_its_file(name: str) -> None:
    """However a person writes it, the line comes from there, picture and sound."""
    assert {event.file for event in cut_with().events} == {"1-1.mov"}
    cut = cut_with(keep("1.2", name, "Ruth"))
    assert heard(cut, "1.2").file == "1B-1.mov"
    assert set(seen(cut, "1.2")) == {"1B-1.mov"}


def test_the_rest_is_solved_again_around_a_pin() -> None:
    """Two lines that no pin speaks of come from the takes that go best with the one that is pinned."""
    cut = cut_with(keep("1.1", "1B-1"), keep("1.3", "1B-1"))
    assert heard(cut, "1.2").file == "1B-1.mov"


def test_a_forbidden_take_is_not_used_for_that_line() -> None:
    cut = cut_with(forbid("1.2", "1-1"), forbid("1.2", "1A-1"))
    assert (heard(cut, "1.2").file, set(seen(cut, "1.2"))) == ("1B-1.mov", {"1B-1.mov"})


def test_a_pass_is_pinned_by_its_number() -> None:
    """The line is said twice in one take; the first time is kept, although the second is clearer."""
    script = a_script("ANNA One two three four")
    day = lined(
        script,
        a_reading("1.1", "1-1", 2.0, clear=20.0),
        a_reading("1.1", "1-1", 8.0, clear=30.0, pass_number=2),
    )
    assert heard(cut_with(day=day, script=script), "1.1").source.start_s > 5
    assert (
        heard(cut_with(keep("1.1", "1-1", pass_number=1), day=day, script=script), "1.1").source.start_s < 3
    )


def test_a_choice_of_a_person_says_so_and_weighs_nothing() -> None:
    """The reason names who decided, where and why; the worth is that of the idioms alone."""
    pin = replace(keep("1.2", "1A-1", "Ruth"), where="pins.toml, line 3", because="her hand")
    event = heard(cut_with(pin), "1.2")
    assert event.reasons[-1].name == "pinned"
    assert event.reasons[-1].worth == 0
    assert event.reasons[-1].fact == "Ruth decided line 1.2: 1A-1 (pins.toml, line 3): her hand"


def two_cameras() -> LinedScript:
    """Return one take of the talk by two cameras that rolled together."""
    clips = [a_take(f"1-1{c}", angle=Angle("g1", 0.0)) for c in "ab"]
    readings = [a_reading(f"1.{n}", f"1-1{c}", 2.0 + 2.0 * n) for c in "ab" for n in (1, 2, 3)]
    return lined(TALK, *readings, clips=clips)


@pytest.mark.parametrize("camera", ["A", "B"])
def test_the_picture_of_a_camera_can_be_pinned_apart_from_the_sound(camera: str) -> None:
    """`27A-3 B` is a camera's picture; what is heard may be either camera's sound, at the same instant."""
    cut = cut_with(Pin("1.2", picture=Named(f"1-1 {camera}")), day=two_cameras())
    assert seen(cut, "1.2") == [f"1-1{camera.lower()}.mov"]
    again = cut_with(Pin("1.2", picture=Named(f"camera {camera}")), day=two_cameras())
    assert seen(again, "1.2") == [f"1-1{camera.lower()}.mov"]


def test_a_forbidden_picture_takes_the_other_camera() -> None:
    cut = cut_with(*(Pin(f"1.{n}", not_picture=Named("camera A")) for n in (1, 2, 3)), day=two_cameras())
    assert {event.file for event in cut.track("V1")} == {"1-1b.mov"}


@pytest.mark.parametrize(("head", "tail"), [(5, 0), (0, 7), (-3, -2), (4, -2)])
def test_frames_are_added_and_taken_at_the_ends_of_a_shot(head: int, tail: int) -> None:
    """Of the pinned line's shot alone; the rest of the film only moves along."""
    pins = keep("1.2", "1B-1"), keep("1.3", "1-1")
    plain = heard(cut_with(*pins), "1.2").source
    trimmed = heard(cut_with(*pins, Pin("1.2", head=head, tail=tail)), "1.2").source
    assert (plain.start - trimmed.start, trimmed.end - plain.end) == (head, tail)


def test_no_trim_goes_into_a_word() -> None:
    """The refusal says how many frames would not; those are then taken."""
    pins = keep("1.2", "1B-1"), keep("1.3", "1-1")
    with pytest.raises(CannotKeep, match=r"cut into a word.*; ([+-]\d+) would not") as refused:
        cut_with(*pins, Pin("1.2", head=-40, where="pins.toml, line 9"))
    assert str(refused.value).startswith("pins.toml, line 9 cannot be kept (line 1.2: head -40)")
    most = int(str(refused.value).split(";")[1].split()[0])
    assert cut_with(*pins, Pin("1.2", head=most))
    with pytest.raises(CannotKeep):
        cut_with(*pins, Pin("1.2", head=most - 1))


def test_where_a_take_runs_on_there_is_no_cut_to_trim() -> None:
    with pytest.raises(CannotKeep, match="1-1 runs on there, without a cut"):
        cut_with(Pin("1.2", head=5))
    assert cut_with(Pin("1.1", head=5))


@pytest.mark.parametrize(
    ("pins", "refusal", "told"),
    [
        ([keep("1.9", "1-1")], NoSuchLine, "there is no line 1.9. Lines are called 1."),
        ([keep("1.1", "1C-1")], NoSuchTake, "no clip is called 1C-1. Clips are called 1"),
        (
            [keep("1.1", "1-1", pass_number=2)],
            NotInThatTake,
            "line 1.1 is not spoken in 1-1 pass 2. It is in",
        ),
        ([forbid("1.1", "1"), forbid("1.1", "1A"), forbid("1.1", "1B")], Contradiction, "pin of line 1.1"),
        ([keep("1.1", "1-1"), keep("1.1", "1A-1")], Contradiction, "1-1; line 1.1: 1A-1"),
        ([keep("1.1", "1-1"), forbid("1.1", "1")], Contradiction, "1-1; line 1.1: not 1"),
        ([Pin("1.1", reaction=True), Pin("1.1", reaction=False)], Contradiction, "a reaction; line 1.1: no"),
        ([Pin("1.1", split=8), Pin("1.1", split=-8)], Contradiction, r"split \+8; line 1.1: split -8"),
        ([Pin("1.1", head=2), Pin("1.1", head=3)], Contradiction, r"head \+2; line 1.1: head \+3"),
    ],
)
def test_pins_that_cannot_be_kept_are_named(pins: list[Pin], refusal: type[Refusal], told: str) -> None:
    with pytest.raises(refusal, match=told):
        cut_with(*pins)


def test_pins_are_refused_by_the_lines_of_their_file() -> None:
    """Both are named, with what each wants and who wants it, so that two people can talk it over."""
    text = """
by = "Ruth"
[[pin]]
line = "1.2"
take = "1-1"

[[pin]]
line = ["1.1", "1.2"]
not = "1"
by = "Sam"
"""
    with pytest.raises(Contradiction) as refused:
        cut_with(*pins_from(text, "pins.toml").pins)
    assert str(refused.value) == (
        "pins.toml, line 3 and pins.toml, line 7 contradict each other: line 1.2: 1-1 (Ruth); "
        "line 1.2: not 1 (Sam). Take one of them away."
    )


def test_a_line_that_nobody_spoke_cannot_be_pinned() -> None:
    day = lined(TALK, a_reading("1.1", "1-1", 2.0))
    with pytest.raises(NobodySpoke, match=r"nobody speaks line 1\.2"):
        cut_with(Pin("1.2", reaction=True), day=day)


def test_the_only_reading_cannot_be_forbidden() -> None:
    day = lined(TALK, a_reading("1.1", "1-1", 2.0))
    with pytest.raises(NothingLeft, match=r"no reading of line 1.1 is left. It is in 1-1"):
        cut_with(forbid("1.1", "1-1"), day=day)


def test_picture_and_sound_of_takes_that_do_not_fall_together_are_refused() -> None:
    """Her mouth would say it at another time: no cut is made of that, and the refusal says why."""
    script = a_script("ANNA One two three four")
    slow = a_reading("1.1", "1B-1", 2.0, words="one two three four")
    late = tuple(replace(w, in_s=2.0 + 0.4 * n, out_s=2.2 + 0.4 * n) for n, w in enumerate(slow.words))
    day = lined(script, a_reading("1.1", "1-1", 2.0), replace(slow, words=late, out_s=3.4))
    with pytest.raises(CannotKeep, match="within two frames of what is heard"):
        cut_with(Pin("1.1", sound=Named("1-1"), picture=Named("1B-1")), day=day, script=script)


def test_a_reaction_where_nobody_can_be_seen_listening_is_refused() -> None:
    with pytest.raises(CannotKeep, match="no clip shows somebody listening"):
        cut_with(Pin("1.2", reaction=True))


def a_long_line() -> tuple[Screenplay, LinedScript]:
    """Return a long line of Anna's, in her single and, off camera, in Ben's."""
    words = "one two three four five six seven eight nine ten eleven twelve"
    script = a_script(f"ANNA {words}")
    anna = a_take("1A-1", channels=1, on_camera=("ANNA",), off_camera=("BEN",))
    ben = a_take("1B-1", channels=1, on_camera=("BEN",), off_camera=("ANNA",))
    said = [slowly("1.1", "1A-1", 2.0, words), slowly("1.1", "1B-1", 3.0, words)]
    return a_script(f"ANNA {words} / BEN Yes"), lined(script, *said, clips=[anna, ben])


@pytest.mark.parametrize("listener", [0.0, 1.0])
def test_a_take_is_kept_and_a_reaction_laid_over_it(listener: float) -> None:
    """Both were asked for; the second is kept, too, when the taste itself would never look at a listener."""
    script, day = a_long_line()
    taste = replace(CLASSIC, weights={**CLASSIC.weights, "listener seen": listener})
    both = Pins((keep("1.1", "1A-1"), Pin("1.1", reaction=True)))
    cut, _ = first_cut(script, day, taste, pins=both)
    assert [(event.file, event.shows) for event in cut.track("V1")] == [
        ("1A-1.mov", "line"),
        ("1B-1.mov", "reaction"),
    ]


def a_line_with_three_listeners(words: str) -> tuple[Screenplay, LinedScript]:
    """Return a line of Anna's in her single, and off camera in two takes of Ben's and one of Cora's."""
    anna = a_take("1A-1", channels=1, on_camera=("ANNA",), off_camera=("BEN", "CORA"))
    others = [
        a_take(take, channels=1, on_camera=(who,), off_camera=("ANNA",))
        for take, who in (("1B-1", "BEN"), ("1B-2", "BEN"), ("1C-1", "CORA"))
    ]
    said = [slowly("1.1", clip.file.removesuffix(".mov"), 2.0, words) for clip in (anna, *others)]
    script = a_script(f"ANNA {words} / BEN Yes / CORA No")
    return script, lined(script, *said, clips=[anna, *others])


@pytest.mark.parametrize("chosen", ["1B-1", "1B-2", "1C-1"])
def test_a_person_says_which_listener_is_seen(chosen: str) -> None:
    """That one is seen, and the others are still told of, so that somebody can change their mind."""
    words = "one two three four five six seven eight nine ten eleven twelve"
    script, day = a_line_with_three_listeners(words)
    cut = cut_with(Pin("1.1", reaction=True, listener=Named(chosen)), day=day, script=script)
    (reaction,) = (event for event in cut.track("V1") if event.shows == "reaction")
    assert reaction.file == f"{chosen}.mov"
    told = {other.file.removesuffix(".mov") for other in reaction.alternates}
    assert told == {"1B-1", "1B-2", "1C-1"} - {chosen}
    assert all(other.worth == sum(reason.worth for reason in other.reasons) for other in reaction.alternates)


def test_a_short_line_is_played_whole_on_the_listener_whom_a_person_chose() -> None:
    """There is no place between its words to cut at; without a choice of one it is refused."""
    script, day = a_line_with_three_listeners("one two")
    cut = cut_with(Pin("1.1", reaction=True, listener=Named("1C-1")), day=day, script=script)
    (picture,) = (event for event in cut.track("V1") if event.line == "1.1")
    assert (picture.file, picture.shows) == ("1C-1.mov", "reaction")


def test_a_take_in_which_nobody_listens_cannot_be_chosen_for_that() -> None:
    """It shows who speaks."""
    script, day = a_line_with_three_listeners("one two three four five six seven eight")
    with pytest.raises(CannotKeep, match="1A-1 shows nobody there who listens"):
        cut_with(Pin("1.1", reaction=True, listener=Named("1A-1")), day=day, script=script)


def test_a_listener_is_written_by_the_name_of_the_take() -> None:
    """In a file of pins, in place of true."""
    (pin,) = pins_from('by = "Ruth"\n[[pin]]\nline = "1.1"\nreaction = "1B-2"', "pins.toml").pins
    assert (pin.reaction, pin.listener, str(pin)) == (True, Named("1B-2"), "line 1.1: a reaction in 1B-2")


def test_a_kept_take_is_seen_all_through_its_line() -> None:
    """Where nobody asks for a reaction, the pinned picture is what is seen."""
    script, day = a_long_line()
    assert seen(cut_with(day=day, script=script), "1.1") == ["1A-1.mov", "1B-1.mov"]
    assert seen(cut_with(keep("1.1", "1A-1"), day=day, script=script), "1.1") == ["1A-1.mov"]


def test_a_forbidden_picture_is_no_reaction_either() -> None:
    script, day = a_long_line()
    pin = Pin("1.1", not_picture=Named("1B-1"))
    assert seen(cut_with(pin, day=day, script=script), "1.1") == ["1A-1.mov"]
    with pytest.raises(CannotKeep, match="no clip shows somebody listening"):
        cut_with(pin, Pin("1.1", reaction=True), day=day, script=script)


def test_the_first_picture_of_a_film_cannot_come_early() -> None:
    with pytest.raises(CannotKeep, match="nothing of its scene is seen before it"):
        cut_with(Pin("1.1", split=8))


def test_a_cut_that_breaks_a_pin_is_never_handed_on() -> None:
    """Whatever goes wrong in the solver, the last look finds it, and says that it is ours."""
    day = three_takes()
    bench, _ = lay_out(TALK, day)
    with pytest.raises(PinBroken, match="a mistake in Rushes"):
        kept(Pins((keep("1.2", "1B-1"),)), cut_with(), bench)
    with pytest.raises(PinBroken, match="a mistake in Rushes"):
        kept(Pins((forbid("1.2", "1-1"),)), cut_with(), bench)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x =", "it is not TOML"),
        ("by = 'Ruth'", "there is no pin in it. Begin each pin with [[pin]]"),
        ("by = 3\n[[pin]]\nline = '1.1'", "`by` is 3"),
        ("[[pin]]\nline = '1.1'\ntake = '1-1'", "line 1: nobody is named who decided it"),
        ("by = 'Ruth'\n\n[[pin]]\ntake = '1-1'", "line 3: it names no line"),
        ("by = 'Ruth'\n[[pin]]\nlin = '1.1'", "line 2: nobody knows `lin`. Is `line` meant?"),
        ("by = 'Ruth'\n[[pin]]\nline = 1.1", "line 2: `line` is 1.1. Write a line in quotation marks"),
        ("by = 'Ruth'\n[[pin]]\nline = '1.1'\nsplit = 'long'", 'or "straight"'),
        ("by = 'Ruth'\n[[pin]]\nline = '1.1'", "it decides nothing"),
        ("by = 'Ruth'\npin = [{line = '1.1', pass = 0}]", "pin 1: `pass` is 0"),
    ],
)
def test_a_file_that_is_no_list_of_pins_says_where_and_what(text: str, told: str) -> None:
    with pytest.raises(NotPins) as refused:
        pins_from(text, "pins.toml")
    assert told in str(refused.value)


def test_everything_that_can_be_pinned_can_be_written() -> None:
    """One table a pin; several lines share one."""
    text = """
by = "the director"
[[pin]]
line = ["1.1", "1.2"]
take = "27A-3"
camera = "B"
pass = 2
why = "her hand"
[[pin]]
line = "1.3"
by = "Sam"
not_sound = "27A-1"
not_picture = "27B"
head = 4
tail = -2
reaction = false
split = "straight"
"""
    one, other, third = pins_from(text, "p.toml").pins
    take = Named("27A-3 B", 2)
    assert one == Pin("1.1", "the director", take, take, because="her hand", where="p.toml, line 3")
    assert other == replace(one, line="1.2")
    assert third == Pin(
        *("1.3", "Sam", None, None, Named("27A-1"), Named("27B"), 4, -2),
        reaction=False,
        split=0,
        where="p.toml, line 9",
    )


def a_pin(draw: st.DrawFn, day: LinedScript, lines: list[str]) -> Pin:
    """Draw a pin about a line, mostly one that can be kept."""
    line = draw(st.sampled_from(lines))
    has = [day.clip(reading.file).name for reading in day.readings_of(line)]
    name = st.sampled_from([*has, *has, *has, *(clip.name for clip in day.clips)])
    named = st.none() | st.builds(Named, name)
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return keep(line, draw(name))
    if kind == 1:
        return forbid(line, draw(name))
    if kind == 2:
        return Pin(line, head=draw(st.integers(-6, 6)), tail=draw(st.integers(-6, 6)))
    if kind == 3:
        return Pin(line, reaction=draw(st.booleans()))
    if kind == 4:
        return Pin(line, split=draw(st.integers(-12, 12)))
    return Pin(line, sound=draw(named), picture=draw(named), not_sound=draw(named), not_picture=draw(named))


@st.composite
def pinned_days(draw: st.DrawFn) -> tuple[Screenplay, LinedScript, Pins]:
    """Draw a day on which the crew wrote down who is on camera, and up to three pins."""
    script, day = draw(days())
    seen = st.sampled_from([(("ANNA",), ("BEN",)), (("BEN",), ("ANNA",)), (("ANNA", "BEN"), ()), ((), ())])
    told = [draw(seen) for _ in day.clips]
    clips = (replace(c, on_camera=on, off_camera=off) for c, (on, off) in zip(day.clips, told, strict=True))
    day = replace(day, clips=tuple(clips))
    spoken = sorted({reading.line for reading in day.readings})
    count = draw(st.integers(1, 3)) if spoken else 0
    return script, day, Pins(tuple(a_pin(draw, day, spoken) for _ in range(count)))


@given(pinned_days())
@settings(max_examples=200)
def test_any_pins_over_any_day_are_kept_or_refused(made: tuple[Screenplay, LinedScript, Pins]) -> None:
    """Looked at from outside: every wish of every pin holds in the cut, or no cut is made."""
    script, day, pins = made
    try:
        cut, _ = first_cut(script, day, CLASSIC, pins=pins)
    except PinBroken as mistake:
        raise AssertionError(str(mistake)) from mistake
    except Refusal:
        return
    for pin in pins.pins:
        sound = day.clip(heard(cut, pin.line).file)
        pictures = [e for e in cut.track("V1") if e.line == pin.line and e.shows != "beat"]
        assert pin.sound is None or pin.sound.means(sound)
        assert pin.not_sound is None or not pin.not_sound.means(sound)
        for event in pictures:
            asked = event.shows == "reaction" and pins.reaction_of(pin.line)
            assert pin.picture is None or asked or pin.picture.means(day.clip(event.file))
            assert pin.not_picture is None or not pin.not_picture.means(day.clip(event.file))
        if pin.reaction is not None:
            assert pin.reaction == any(event.shows == "reaction" for event in pictures)
        if pin.split is not None:
            assert pictures[0].leads == pin.split


@given(days(), st.data())
@settings(max_examples=100)
def test_a_trim_moves_the_ends_of_its_line_and_nothing_else(
    day: tuple[Screenplay, LinedScript], data: st.DataObject
) -> None:
    """Frame by frame, as far as no word is cut; all other lines play what they played before."""
    script, found = day
    plain, _ = first_cut(script, found, CLASSIC)
    if not plain.events:
        return
    line = data.draw(st.sampled_from([event.line for event in plain.track("A1")]))
    head, tail = data.draw(st.integers(-12, 12)), data.draw(st.integers(-12, 12))
    try:
        cut, _ = first_cut(script, found, CLASSIC, pins=Pins((Pin(line, head=head, tail=tail),)))
    except CannotKeep:
        return
    for before, after in zip(plain.track("A1"), cut.track("A1"), strict=True):
        moved = (before.source.start - after.source.start, after.source.end - before.source.end)
        assert moved == ((head, tail) if after.line == line else (0, 0))
