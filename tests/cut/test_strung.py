"""A film is cut scene by scene: what is decided in one changes no other, and nothing is lost at a seam."""

from dataclasses import replace
from fractions import Fraction
from math import ceil
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, Pins, Splits, Taste, first_cut
from rushes.cut.first import CuttingRoom
from rushes.cut.pins import Pin, forbid, keep
from rushes.cut.scene import CutScene
from rushes.cut.settle import NothingLeft
from rushes.cut.splits import share_of
from rushes.cut.strung import placed
from rushes.errors import Refusal
from rushes.footage.model import Behind
from rushes.screenplay import Screenplay, parse_fountain
from tests.cut.making import days
from tests.cut.shooting import RATE, a_reading, a_script, a_take, lined
from tests.cut.test_room_tone import CLOSE, MASTER, film
from tests.cut.test_room_tone import placed as an_event
from tests.cut.test_sound import a_recording, shot_with

CLASSIC = TASTES["classic"]
Day = tuple[Screenplay, LinedScript]


@st.composite
def decided(draw: st.DrawFn) -> tuple[Day, list[Pin]]:
    """Return a day and what a person decided about it, one thing after the other."""
    script, found = draw(days())
    if not found.readings:
        return (script, found), []
    pins = []
    for one in draw(st.lists(st.sampled_from(found.readings), max_size=4)):
        take = one.file.removesuffix(".mov")
        pins.append(
            draw(st.sampled_from([keep(one.line, take), forbid(one.line, take), Pin(one.line, head=1)]))
        )
    return (script, found), pins


@given(decided())
@settings(max_examples=60)
def test_a_film_that_is_cut_again_is_as_if_it_were_cut_for_the_first_time(day: tuple[Day, list[Pin]]) -> None:
    """Whatever was decided before, and taken back: the room remembers nothing that would show."""
    (script, found), pins = day
    room = CuttingRoom(script, found, CLASSIC)

    def result(cut: object) -> object:
        try:
            return cut() if callable(cut) else None
        except Refusal as refusal:
            return type(refusal), str(refusal)

    for count in (*range(len(pins) + 1), 0):
        now = Pins(tuple(pins[:count]))
        assert result(lambda now=now: room.cut(now)) == result(
            lambda now=now: first_cut(script, found, CLASSIC, pins=now)
        )


@given(decided())
@settings(max_examples=60)
def test_scenes_about_which_nothing_is_decided_are_the_very_same(day: tuple[Day, list[Pin]]) -> None:
    """They may lie sooner or later; but for a take that plays on from one scene into the next."""
    (script, found), pins = day
    room = CuttingRoom(script, found, CLASSIC, rate=Fraction(25))
    first = room.strung(Pins())
    for pin in pins:
        try:
            again = room.strung(Pins((pin,)))
        except Refusal:
            continue
        kept = {one.scene for one in again.scenes}
        scene = {line.id: line.scene for line in script.lines}
        for part in first.scenes:
            about = {scene[event.line] for event in part.scene.cut.events}
            if len(again.scenes) == len(first.scenes) and scene[pin.line] not in about and about:
                assert part.scene in kept


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30), st.sampled_from([0.0, 0.3, 0.45, 0.7, 1.0]))
def test_the_share_of_split_edits_holds_for_the_film_however_it_falls_into_scenes(
    turns: list[int], share: float
) -> None:
    """No scene has more than it has changes of speaker; all together have what one long scene would."""
    before = [sum(turns[:n]) for n in range(len(turns))]
    each = [share_of(one, ahead, share) for one, ahead in zip(turns, before, strict=True)]
    assert all(0 <= found <= ceil(share * one) for found, one in zip(each, turns, strict=True))
    assert sum(each) == ceil(round(share * sum(turns), 9))


def two_scenes() -> Day:
    """Return two scenes for two, each speaker alone in a setup of their own, two takes of each."""
    talk = " / ".join(f"{who} one two three four" for who in ("ANNA", "BEN") * 3)
    script = a_script(talk, talk)
    seen = {
        "A": {"on_camera": ("ANNA",), "off_camera": ("BEN",)},
        "B": {"on_camera": ("BEN",), "off_camera": ("ANNA",)},
    }
    clips = [
        replace(a_take(f"{scene}{setup}-{take}", channels=1), **seen[setup])  # type: ignore[arg-type]
        for scene in (1, 2)
        for setup in "AB"
        for take in (1, 2)
    ]
    readings = [
        a_reading(line.id, f"{line.scene}{setup}-{take}", 4.0 + 5 * n)
        for scene in script.scenes
        for n, line in enumerate(scene.lines)
        for setup in "AB"
        for take in (1, 2)
        if (line.character == "ANNA") == (setup == "A")
    ]
    return script, lined(script, *readings, clips=clips)


def always_split() -> Taste:
    """Return classic, with a split edit at half of the changes of speaker."""
    return replace(CLASSIC, splits=Splits(share=0.5, least_s=0.2, most_s=0.8, picture_most_s=0.8))


def splits(cut: Cut, scene: str) -> list[tuple[str, int]]:
    """Return the split edits of a scene."""
    ours = (event for event in cut.track("V1") if event.line.startswith(f"{scene}."))
    return [(event.line, event.leads) for event in ours if event.leads]


def test_what_is_decided_in_a_scene_moves_no_split_edit_of_another() -> None:
    """A straight cut in the first scene is made up for there, or nowhere."""
    script, found = two_scenes()
    room = CuttingRoom(script, found, always_split())
    before, _ = room.cut(Pins())
    first, second = splits(before, "1"), splits(before, "2")
    assert first
    assert second
    after, _ = room.cut(Pins(tuple(Pin(line, split=0) for line, _ in first)))
    assert splits(after, "1") != first
    assert splits(after, "2") == second


def test_sound_goes_on_where_one_take_plays_over_the_end_of_a_scene() -> None:
    """Two scenes of one take, its recorder's clock off: the samples touch, as within a scene."""
    script = a_script("ANNA One two three four", "BEN One two three four")
    take = shot_with("1-1", Behind(a_recording("t.wav"), -5.0, drift_ppm=200))
    found = lined(script, a_reading("1.1", "1-1", 2.0), a_reading("2.1", "1-1", 3.4), clips=[take])
    room = CuttingRoom(script, found, CLASSIC)
    film = room.strung(Pins())
    first, second = film.cut.track("A1")
    assert len(film.scenes) == 1
    assert first.source.end == second.source.start
    apart = room.strung(Pins((Pin("2.1", head=-1),)))
    assert len(apart.scenes) == 2


def test_room_tone_lies_below_all_other_sound_of_the_film() -> None:
    """One scene has two tracks of sound, and the other one: its tone is on the third."""
    toned = replace(film(), events=(*film().events, replace(an_event("A2", "1.1", MASTER, 50), shows="tone")))
    two = tuple(an_event(track, "2.1", CLOSE, 0) for track in ("V1", "A1", "A2"))
    scenes = [a_scene(toned, tracks=1), a_scene(replace(toned, events=two), tracks=2)]
    first, second = placed(scenes)
    assert [(track, len(events)) for track, events in first.by_track.items()] == [
        ("V1", 3),
        ("A1", 2),
        ("A3", 1),
    ]
    assert (second.at, [*second.by_track]) == (150, ["V1", "A1", "A2"])


def a_scene(cut: Cut, tracks: int) -> CutScene:
    """Return a scene of which nothing is to be told."""
    return CutScene(0, cut, sounds=True, tracks=tracks, crossed=(), own_sound=(), doubts={}, left_open=())


def test_scenes_that_share_a_number_are_cut_each_for_itself() -> None:
    """Scene 5 comes back after scene 6: every line is heard once, where it stands on the page."""
    page = [f"INT. ROOM - DAY #{number}#\n\nANNA\none two three four" for number in (5, 6, 5)]
    script = parse_fountain("\n\n".join(page))[0]
    places = {"5.1": ("5-1", 2.0), "6.1": ("6-1", 2.0), "5.2": ("5-1", 9.0)}
    found = lined(script, *(a_reading(line, take, at) for line, (take, at) in places.items()))
    cut, _ = first_cut(script, found, CLASSIC)
    assert [event.line for event in cut.track("V1")] == [event.line for event in cut.track("A1")] == [*places]


def many_takes(count: int) -> Day:
    """Return a line in so many takes."""
    script = a_script("ANNA one two three four")
    return script, lined(script, *(a_reading("1.1", f"1-{n}", 2.0) for n in range(1, count + 1)))


def test_a_star_among_thirty_takes_is_settled_at_once() -> None:
    """All others are forbidden; nobody waits while every set of them is tried."""
    script, found = many_takes(30)
    pins = Pins(tuple(forbid("1.1", f"1-{n}") for n in range(1, 31) if n != 17))
    began = perf_counter()
    cut, _ = first_cut(script, found, CLASSIC, pins=pins)
    assert perf_counter() - began < 5
    assert {event.file for event in cut.events} == {"1-17.mov"}


def test_one_who_refuses_every_take_is_told_so_at_once() -> None:
    """The fewest pins that leave nothing are all of them, here; the one about something else is not named."""
    script, found = many_takes(20)
    pins = [forbid("1.1", f"1-{n}", by="RUTH") for n in range(1, 21)]
    with pytest.raises(Refusal) as refused:
        first_cut(script, found, CLASSIC, pins=Pins((Pin("1.1", by="IDA", head=2), *pins)))
    assert "1-20" in str(refused.value)
    assert "IDA" not in str(refused.value)
    with pytest.raises(NothingLeft):
        first_cut(*many_takes(1), CLASSIC, pins=Pins((forbid("1.1", "1"),)))


def test_a_film_without_a_scene_is_empty() -> None:
    """And one whose scenes have no lines lasts no frame."""
    script = a_script("> Rain.", "> More rain.")
    cut, findings = first_cut(script, lined(script, clips=[a_take("1-1")]), CLASSIC)
    assert (cut.events, cut.frames, cut.rate) == ((), 0, RATE)
    assert [one.kind for one in findings].count("scene without dialogue") == 2
    assert first_cut(Screenplay((), ()), lined(Screenplay((), ())), CLASSIC)[0].events == ()
