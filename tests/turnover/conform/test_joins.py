"""Acts about several pieces at once are told once: rolls, slides, runs that were moved, black."""

from dataclasses import replace
from fractions import Fraction

import opentimelineio as otio
import pytest
from opentimelineio.opentime import RationalTime, TimeRange

from rushes.timecode import timecode_text
from rushes.turnover.brought import opentimeline
from rushes.turnover.brought.nested import Told
from rushes.turnover.conform import Conformed
from rushes.turnover.conform.report.wording import nothing, place, said
from rushes.turnover.dialects import DIALECTS
from tests.turnover.conform.coming_back import (
    TAKES,
    Take,
    back,
    kinds,
    laid,
    placed,
    scene,
    sent,
    stock,
)

RATE = 25


def otherwise(takes: dict[int, Take]) -> Conformed:
    """Return what is different when some takes are cut otherwise."""
    return back(scene(), scene([takes.get(number, take) for number, take in enumerate(TAKES)]))


def cut_from(number: int, head: int, tail: int) -> Take:
    """Return a take that begins so many frames later and ends so many later."""
    line, used, start, end = TAKES[number]
    return line, used, start + head, end + tail


@pytest.mark.parametrize(("by", "way"), [(8, "8 frames later"), (-3, "3 frames earlier")])
def test_a_cut_that_was_rolled_is_one_act_and_not_two_trims(by: int, way: str) -> None:
    """The second line ends later and the third begins later by as much: the cut was moved."""
    found = otherwise({1: cut_from(1, 0, by), 2: cut_from(2, by, 0)})
    (change,) = found.changes
    assert (change.kind, change.lines, change.sides) == ("rolled", ("1.2", "1.3"), ("picture", "sound"))
    assert said(change) == f"from 1A-2 to 1B-1: the cut is {way}"
    assert place(change.before, found.before) == "01:00:07:05"
    assert place(change.after, found.after) == timecode_text(90180 + by, Fraction(RATE))


def test_a_shot_that_slid_between_two_others_is_told_of_itself() -> None:
    """It stands as it was, six frames later; the one before is longer, the one after shorter."""
    found = otherwise({0: cut_from(0, 0, 6), 2: cut_from(2, 6, 0)})
    (change,) = found.changes
    assert (change.kind, change.lines) == ("slid", ("1.2",))
    assert said(change) == "1A-2: 6 frames later, and its neighbours give way"


def test_two_cuts_rolled_alike_are_two_rolls_and_no_slip() -> None:
    """Both ends of the second line eight frames earlier: other frames of it, and other frames beside it."""
    moved = {0: cut_from(0, 0, -8), 1: cut_from(1, -8, -8), 2: cut_from(2, -8, 0)}
    assert kinds(otherwise(moved)) == ["rolled", "rolled"]


def test_a_roll_and_a_trim_of_the_same_shot_are_both_told() -> None:
    """The cut before it was moved, and its end was trimmed."""
    found = otherwise({1: cut_from(1, 0, 8), 2: cut_from(2, 8, -5)})
    assert [(one.kind, one.head, one.tail) for one in found.changes] == [
        ("rolled", 8, 0),
        ("trimmed", 0, -5),
    ]


def test_shots_that_were_moved_together_are_one_act() -> None:
    """Two of five shots dragged to the front: one act, and not one for each shot."""
    found = back(scene(), scene([*TAKES[3:], *TAKES[:3]]))
    (change,) = found.changes
    assert (change.kind, change.lines, len(change.along)) == ("moved", ("1.4", "1.5"), 1)
    assert said(change) == "1A-2 to 1B-1: 2 shots, 180 frames, earlier in the film"
    apart = back(scene(), scene([TAKES[0], TAKES[4], TAKES[1], TAKES[3], TAKES[2]]))
    assert found.cost < apart.cost


def test_a_shot_that_was_lifted_leaves_black_and_one_that_was_taken_out_does_not() -> None:
    """Both are removed; what stands in its place tells the two apart."""
    whole = sent(scene())
    lifted = replace(whole, placed=tuple(one for one in whole.placed if one.record_in != 100))
    found = back(scene(), lifted)
    assert kinds(found) == ["removed", "black", "line dropped"]
    assert said(found.changes[1]) == "80 frames without a picture"
    assert back(scene(), scene([TAKES[0], *TAKES[2:]])).changes[1].kind == "line dropped"


def test_black_before_the_film_is_told_and_costs_nothing() -> None:
    """Two seconds before the first frame: nothing is moved by it, and yet it is there."""
    whole = sent(scene())
    late = tuple(
        replace(one, record_in=one.record_in + 50, record_out=one.record_out + 50) for one in whole.placed
    )
    found = back(scene(), replace(whole, placed=late))
    assert [(one.kind, said(one)) for one in found.changes] == [("black", "50 frames without a picture")]
    assert found.distance == 0


def test_a_title_covers_nothing() -> None:
    """A generator above the picture has no media: the shots below it stand."""
    title = replace(stock("V2", (20, 120), "Title"), file="", made=True)
    found = back(scene(), laid(sent(scene()), title))
    (change,) = found.changes
    assert (change.kind, said(change)) == ("added", "Title, 100 frames, made by the editing system")
    assert found.picture is not None
    assert found.picture.stands == 5


def test_a_shot_that_came_back_from_the_effects_is_no_take_of_its_line() -> None:
    """It is no clip of the film, and four frames longer: replaced, and not another take."""
    whole = sent(scene())
    effect = stock("V1", (100, 180), "VFX_010_v3.mov")
    theirs = [one for one in whole.placed if (one.track, one.record_in) != ("V1", 100)]
    found = back(scene(), replace(whole, placed=(*theirs, effect)))
    assert [(one.kind, said(one)) for one in found.changes] == [
        ("replaced", "1A-2 → VFX_010_v3.mov, no clip of this film")
    ]


def test_an_effect_that_a_system_lays_on_every_sound_is_told_once() -> None:
    """Premiere and Media Composer write a panner for each clip."""
    theirs = sent(scene())
    panned = tuple(
        replace(one, effects=("Audio Pan",)) if one.track == "A1" else one for one in theirs.placed
    )
    found = back(scene(), replace(theirs, placed=panned))
    assert [said(one) for one in found.changes] == ["Audio Pan, on 5 of 5 sounds"]
    blurred = placed(replace(theirs, placed=panned), "A1", 2, effects=("Audio Pan", "De-esser"))
    assert [said(one) for one in back(scene(), blurred).changes] == [
        "1B-1: De-esser",
        "Audio Pan, on 5 of 5 sounds",
    ]


def test_where_one_side_is_missing_it_is_not_said_that_nothing_was_changed_at_all() -> None:
    """Of a list of pictures alone nobody knows the sound."""
    whole = sent(scene())
    pictures = replace(whole, placed=tuple(one for one in whole.placed if one.track == "V1"))
    assert nothing(back(scene(), pictures)) == "Nothing was changed in the picture, to the frame."
    assert nothing(back(scene(), whole)) == "Nothing was changed, to the frame."


def in_another_system() -> otio.schema.Timeline:
    """Return the scene as it left, opened by somebody else's library."""
    (data,) = DIALECTS["otio"].write(scene()).values()
    return otio.adapters.read_from_string(data.decode(), "otio_json")


def came_back(film: otio.schema.Timeline) -> Conformed:
    """Return what is different in what that library wrote."""
    return back(scene(), opentimeline.read(otio.adapters.write_to_string(film).encode(), "v2.otio")[0])


def test_a_dissolve_that_was_laid_in_is_a_change() -> None:
    """OpenTimelineIO has transitions between clips; picture and sound are told apart."""
    film = in_another_system()
    between = RationalTime(6, RATE)
    film.video_tracks()[0].insert(
        2, otio.schema.Transition("Cross Dissolve", "SMPTE_Dissolve", between, between)
    )
    (change,) = came_back(film).changes
    assert (change.kind, change.sides, said(change)) == (
        "effect",
        ("picture",),
        "1B-1: Cross Dissolve, 12 frames",
    )


def test_a_title_of_another_library_covers_nothing() -> None:
    """A generator on a track above."""
    film = in_another_system()
    span = TimeRange(RationalTime(0, RATE), RationalTime(100, RATE))
    title = otio.schema.Clip(
        "Main title", otio.schema.GeneratorReference(generator_kind="Text", available_range=span), span
    )
    track = otio.schema.Track("V2", kind=otio.schema.TrackKind.Video)
    track.append(title)
    film.tracks.insert(1, track)
    assert [said(one) for one in came_back(film).changes] == [
        "Main title, 100 frames, made by the editing system"
    ]


def test_one_is_not_told_as_several() -> None:
    """A finding counts as people do."""
    told = Told("v2.otio")
    told.add("transition", "Cross Dissolve on V1")
    (one,) = told.findings()
    told.add("transition", "Dip on V1")
    (both,) = told.findings()
    assert one.fact == "1 transition read as a cut in its middle: Cross Dissolve on V1."
    assert both.fact == "2 transitions read as cuts in their middle: Cross Dissolve on V1, Dip on V1."
