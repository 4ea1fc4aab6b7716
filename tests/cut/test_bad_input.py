"""Rushes that leave little or far too much to choose from: a cut, or a sentence that says why."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import pytest

from rushes.coverage import LinedScript
from rushes.cut import TASTES, Cut, Size, Taste, UnknownReason, first_cut
from rushes.cut.pins import Named, Pin, Pins
from rushes.errors import Refusal
from rushes.screenplay import Screenplay
from tests.cut.shooting import a_reading, a_script, a_take, crew, lined

CLASSIC = TASTES["classic"]
TALK = a_script(
    "ANNA Where were you? / BEN Out. / ANNA Out where, at this time of night? / (beat) / BEN Just out."
)


def a_day(script: Screenplay, takes: Sequence[str], *, step: float = 5.0) -> LinedScript:
    """Return a day on which every take holds every line, one after the other."""
    return lined(
        script,
        *(
            a_reading(line.id, take, 2.0 + step * n, words=line.text.lower().strip(".?"))
            for take in takes
            for n, line in enumerate(script.lines)
        ),
    )


def whole(cut: Cut, script: Screenplay) -> Cut:
    """Return a cut that holds together: no gap in the picture, every line heard once, in its order."""
    pictures, sounds = cut.track("V1"), cut.track("A1")
    assert [event.line for event in sounds] == [line.id for line in script.lines]
    assert pictures[0].record.start == 0
    assert pictures[-1].record.end == sounds[-1].record.end == cut.frames
    assert all(a.record.end == b.record.start for a, b in pairwise(pictures))
    assert all(0 <= e.source.start < e.source.end <= cut.clip(e.file).frames for e in cut.events)
    return cut


@pytest.mark.parametrize("taste", TASTES.values(), ids=lambda taste: taste.name)
def test_one_take_is_played_whatever_the_taste(taste: Taste) -> None:
    """All there is: it runs on, and nothing is left to choose."""
    cut = whole(first_cut(TALK, a_day(TALK, ["1-1"], step=2.2), taste)[0], TALK)
    assert {event.file for event in cut.events} == {"1-1.mov"}
    assert not any(event.alternates for event in cut.track("A1"))


@pytest.mark.parametrize("taste", TASTES.values(), ids=lambda taste: taste.name)
def test_one_setup_is_cut_from_its_takes(taste: Taste) -> None:
    """Three takes of the master alone: every line is there, and a jump, where there is one, is told."""
    cut = whole(first_cut(TALK, a_day(TALK, ["1-1", "1-2", "1-3"]), taste)[0], TALK)
    for before, after in pairwise(cut.track("V1")):
        if (before.file, before.source.end) != (after.file, after.source.start):
            assert any("Jump cut" in why for why in after.look_because)


def test_without_a_slate_everything_is_cut_by_what_is_heard() -> None:
    """Files called anything: no size, no setup, no custom; no reason pretends to know one."""
    day = a_day(TALK, ["IMG 0001", "holiday", "final FINAL"])
    cut = whole(first_cut(TALK, day, CLASSIC)[0], TALK)
    known = {"start wide", "sizes change by steps", "sizes match", "moves in"}
    assert not known & {reason.name for event in cut.events for reason in event.reasons}


@pytest.mark.parametrize("sizes", [{}, {"9Z": Size.CLOSE}])
def test_a_table_of_sizes_that_names_none_of_the_setups_says_nothing_of_them(sizes: dict[str, Size]) -> None:
    """What is left out is guessed by the custom of slates, and the reason says so."""
    day = a_day(TALK, ["1-1", "1A-1", "1B-1"])
    cut = whole(first_cut(TALK, day, CLASSIC, sizes=sizes)[0], TALK)
    (wide,) = {reason.fact for event in cut.events for reason in event.reasons if reason.name == "start wide"}
    assert wide.endswith("not seen")


@pytest.mark.parametrize("words", ["Yes.", "No, and that is the last word that I will ever say about it."])
def test_a_scene_of_one_line_is_cut(words: str) -> None:
    """There is nothing before it and nothing after it; the next scene is not its neighbour."""
    script = a_script(f"ANNA {words}", "BEN Well then.")
    takes = {"1.1": ["1-1", "1A-1"], "2.1": ["2-1"]}
    readings = [
        a_reading(line.id, take, 2.0, words=line.text.lower().strip("."))
        for line in script.lines
        for take in takes[line.id]
    ]
    whole(first_cut(script, lined(script, *readings), CLASSIC)[0], script)


def test_a_taste_that_weighs_nothing_still_cuts() -> None:
    """Every weight is zero, or there are none at all: all is as good as all else, and the cut says so."""
    day = a_day(TALK, ["1-1", "1A-1", "1B-2"])
    for taste in (
        replace(CLASSIC, name="nothing", weights=dict.fromkeys(CLASSIC.weights, 0.0)),
        Taste("empty", {}),
    ):
        cut, _ = first_cut(TALK, day, taste)
        whole(cut, TALK)
        assert all(event.worth == 0 for event in cut.track("A1"))
        assert cut == first_cut(TALK, day, taste)[0]


@pytest.mark.parametrize("weight", [float("nan"), float("inf")])
def test_a_weight_that_is_no_number_is_refused(weight: float) -> None:
    """It could not be compared with anything."""
    with pytest.raises(UnknownReason, match="circled"):
        first_cut(TALK, a_day(TALK, ["1-1"]), Taste("odd", {"circled": weight}))


def test_pins_that_contradict_each_other_are_named() -> None:
    """Keep this take and that one for the same line: the refusal names the line."""
    pins = Pins((Pin("1.2", "M.", sound=Named("1-1")), Pin("1.2", "K.", sound=Named("1A-1"))))
    with pytest.raises(Refusal, match=r"1\.2"):
        first_cut(TALK, a_day(TALK, ["1-1", "1A-1"]), CLASSIC, pins=pins)


def test_a_clip_that_is_shorter_than_its_readings_says_so() -> None:
    """The picture ends in the second line: what lies behind it is left out, with a finding."""
    day = a_day(TALK, ["1-1"])
    short = replace(day, clips=(replace(day.clips[0], frames=200),))
    cut, findings = first_cut(TALK, short, CLASSIC)
    assert [event.line for event in cut.track("A1")] == ["1.1", "1.2"]
    assert {line.line for line in cut.missing} == {"1.3", "1.4"}
    assert [one.kind for one in findings].count("reading without picture") == 2


def test_nothing_heard_is_an_empty_film_with_every_line_missing() -> None:
    """Clips there are, readings none."""
    day = replace(a_day(TALK, ["1-1"]), readings=())
    cut, findings = first_cut(TALK, day, CLASSIC)
    assert (cut.events, len(cut.missing)) == ((), 4)
    assert any(one.kind == "scene not covered" for one in findings)


def test_lines_that_all_overlap_are_cut() -> None:
    """Everybody speaks at once, and the crew too: words are kept whole, and it is told."""
    readings = [
        a_reading(line.id, "1-1", 2.0 + 0.3 * n, words=line.text.lower()) for n, line in enumerate(TALK.lines)
    ]
    cut, _ = first_cut(TALK, lined(TALK, *readings, crew("1-1", 1.9, 3.0)), CLASSIC)
    whole(cut, TALK)
    assert any(event.needs_look for event in cut.track("A1"))


def test_a_scene_of_four_hundred_takes_is_cut_in_time() -> None:
    """Eight lines, 400 takes of five setups: 3200 readings. It takes seconds, and ends."""
    script = a_script(" / ".join(f"{'ANNA' if n % 2 else 'BEN'} Line number {n} of many." for n in range(8)))
    takes = [f"1{letter}-{number}" for number in range(1, 81) for letter in ("", "A", "B", "C", "D")]
    day = a_day(script, takes)
    began = perf_counter()
    whole(first_cut(script, day, CLASSIC)[0], script)
    assert perf_counter() - began < 60


def test_a_take_of_many_passes_is_cut() -> None:
    """One clip in which the scene is played thirty times: each pass is a reading of its own."""
    readings = [
        a_reading(
            line.id, "1-1", 2.0 + 2.4 * (n + 4 * p), words=line.text.lower().strip(".?"), pass_number=p + 1
        )
        for p in range(30)
        for n, line in enumerate(TALK.lines)
    ]
    cut = first_cut(TALK, lined(TALK, *readings, clips=[a_take("1-1", frames=12000)]), CLASSIC)[0]
    whole(cut, TALK)
    jumps = [event for event in cut.track("V1") if any("Jump cut" in why for why in event.look_because)]
    assert not jumps  # one pass can be played from end to end
