"""The line between those who talk: who looks where, from which side it was filmed, and what follows."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, Pins, first_cut
from rushes.cut.on_camera import InShot, OnCamera
from rushes.cut.on_camera_toml import NotOnCamera, check_on_camera, read_on_camera
from rushes.cut.pins import Named, Pin
from rushes.cut.sides import NOT_KNOWN, Side, crosses, may_cross, sides_of
from rushes.errors import Finding
from rushes.footage.model import Clip, Note
from rushes.picture.eyelines import AHEAD, LEFT, RIGHT
from rushes.picture.model import Face, Faces, Seen
from rushes.screenplay import Screenplay
from tests.cut.shooting import a_reading, a_script, a_take, lined

TWO = a_script("ANNA Where were you? / BEN Out in the rain. / ANNA Again and again? / BEN Again.")
THREE = a_script("ANNA Where were you? / BEN Out in the rain. / CARLA Both of you.")
CLASSIC = TASTES["classic"]


def shot(take: str, on: str, *notes: str) -> Clip:
    """Return a take with those who are on camera by the log, and what the log says besides."""
    told = tuple(Note("script log", note) for note in notes)
    return a_take(take, notes=told, on_camera=tuple(on.split()))


def seen_in(clips: Sequence[Clip]) -> dict[str, OnCamera]:
    return {clip.file: OnCamera(frozenset(clip.on_camera), by="the log") for clip in clips if clip.on_camera}


def sides(*clips: Clip, script: Screenplay = TWO, pictures: dict[str, Seen] | None = None) -> dict[str, Side]:
    """Return the sides of clips, by what their slates say."""
    found = sides_of(script, clips, seen_in(clips), pictures)
    return {clip.name: found.get(clip.file, NOT_KNOWN) for clip in clips}


WIDE = shot("1-1", "ANNA BEN", "Anna frame left, Ben frame right")
ANNA, BEN = shot("1A-1", "ANNA", "looks L-R"), shot("1B-1", "BEN", "good pace, looks R-L")
BEYOND = shot("1C-1", "BEN", "looks L-R")


def test_shot_and_reverse_look_opposite_ways_from_one_side_of_the_line() -> None:
    """Anna right, Ben left: one side, though no picture shows both. Ben right is from the other side."""
    found = sides(ANNA, BEN, BEYOND)
    assert found["1A-1"].line == found["1B-1"].line != 0
    assert crosses(found["1A-1"], found["1C-1"])
    assert crosses(found["1B-1"], found["1C-1"])
    assert found["1C-1"].looks == (("BEN", RIGHT),)


def test_what_is_noted_of_one_take_holds_for_its_setup_unless_another_contradicts_it() -> None:
    """The second take has no note; a third that says otherwise leaves nobody knowing."""
    again, otherwise = shot("1A-2", "ANNA"), shot("1A-3", "ANNA", "looks R-L")
    assert sides(ANNA, again, BEN)["1A-2"] == sides(ANNA, again, BEN)["1A-1"]
    contradicted = sides(ANNA, again, otherwise, BEN)
    assert {contradicted[take].line for take in ("1A-1", "1A-2", "1A-3")} == {0}
    assert contradicted["1B-1"].line != 0


def test_who_stands_on_the_left_of_the_master_looks_right_in_the_single() -> None:
    """Of three the line is known by the picture that shows them; of who is only named, nothing."""
    wide = shot("1-1", "ANNA BEN CARLA", "Anna frame left, Ben frame right, Carla frame left")
    carla, beyond = shot("1D-1", "CARLA", "cam R"), shot("1E-1", "CARLA", "cam L")
    found = sides(wide, carla, beyond, script=THREE)
    assert found["1-1"].line == found["1D-1"].line
    assert crosses(found["1-1"], found["1E-1"])
    assert found["1-1"].by == "the log, from who stands where"


def test_of_three_nothing_is_known_of_two_who_are_never_seen_together() -> None:
    """Anna and Ben may both look at Carla."""
    found = sides(ANNA, BEYOND, script=THREE)
    assert not crosses(found["1A-1"], found["1C-1"])


def test_two_who_are_seen_to_look_one_way_are_not_taken_to_face_each_other() -> None:
    """They walk side by side: the picture goes before the rule."""
    walk = shot("1-1", "ANNA BEN", "Anna looks L-R, Ben looks L-R")
    found = sides(walk, ANNA, BEYOND)
    assert found["1-1"].line == found["1A-1"].line == found["1C-1"].line != 0


def test_where_pictures_of_two_contradict_each_other_no_side_is_claimed() -> None:
    """Two masters, one with both turned about and one with Anna alone turned: somebody moved."""
    turned = shot("1D-1", "ANNA BEN", "Anna looks R-L, Ben looks R-L")
    found = sides(WIDE, turned, ANNA, BEN)
    assert {one.line for one in found.values()} == {0}
    assert found["1A-1"].looks == (("ANNA", RIGHT),)


def test_a_note_counts_for_whom_it_names_and_only_if_they_are_in_the_picture() -> None:
    """Ben's back is in Anna's shot; a note that names nobody in a two-shot is nobody's."""
    over = shot("1A-1", "ANNA", "OTS Ben on Anna, looks L-R")
    assert sides(over, BEN)["1A-1"].looks == (("ANNA", RIGHT),)
    assert sides(shot("1A-1", "ANNA", "Ben looks R-L"), BEN)["1A-1"].looks == ()
    assert sides(shot("1-1", "ANNA BEN", "looks L-R"))["1-1"].looks == ()


def test_cameras_of_one_setup_stand_on_one_side() -> None:
    """Nothing is noted of the B camera, and where Anna looks in it is not claimed either."""
    second = shot("1A-1b", "ANNA")
    found = sides(ANNA, second, BEN)
    assert found["1A-1 B"].line == found["1A-1"].line != 0
    assert found["1A-1 B"].looks == ()


def test_a_setup_of_which_nobody_says_anything_is_presumed_to_stand_where_most_do() -> None:
    """It may cross with one from beyond, which is no knowledge; with the others it does not even seem to."""
    silent = shot("1D-1", "ANNA")
    found = sides(WIDE, ANNA, BEN, BEYOND, silent)
    assert found["1D-1"].line == 0
    assert may_cross(found["1D-1"], found["1C-1"])
    assert not crosses(found["1D-1"], found["1C-1"])
    assert not may_cross(found["1D-1"], found["1A-1"])
    assert not may_cross(found["1A-1"], found["1C-1"])


def test_an_insert_and_a_look_along_the_line_are_on_no_side() -> None:
    """Both let the line be crossed."""
    found = sides(ANNA, BEN, shot("1D-1", "", "insert: the cup"), shot("1E-1", "BEN", "looks into camera"))
    assert found["1D-1"].neutral
    assert found["1E-1"].neutral
    assert (found["1D-1"].line, found["1D-1"].usual) == (0, 0)


def looked_at(*turned: float | None, count: int = 1) -> Seen:
    """Return what was seen of a clip: so many faces, side by side, each turned so far, look after look."""
    looks = [turned[at : at + count] for at in range(0, len(turned), count)]
    return Seen(
        60.0,
        faces=tuple(
            Faces(
                2.0 * n, tuple(Face(0.2 + 0.4 * at, 0.2, 0.2, 0.3, 0.9, one) for at, one in enumerate(look))
            )
            for n, look in enumerate(looks)
        ),
    )


def test_a_face_alone_is_that_of_whoever_is_said_to_be_on_camera() -> None:
    """Mostly to the right is right, at us is along the line; between the two, or of one look, nobody says."""
    clip = shot("1A-1", "ANNA")
    for turned, towards in [
        ((0.5, 0.4, -0.1), RIGHT),
        ((-0.3, -0.6), LEFT),
        ((0.03, -0.02), AHEAD),
        ((0.1, 0.12), None),
        ((0.6,), None),
        ((None, None), None),
    ]:
        found = sides(clip, BEN, pictures={clip.file: looked_at(*turned)})["1A-1"]
        assert found.looks == (() if towards is None else (("ANNA", towards),))
    assert found.by == ""


def test_of_two_faces_it_must_be_said_who_is_on_the_left() -> None:
    """Nobody is recognised: without a word about places two faces are nobody's."""
    both = looked_at(0.5, -0.4, 0.6, -0.5, count=2)
    assert sides(WIDE, pictures={WIDE.file: both})["1-1"].by == "faces"
    silent = shot("1-1", "ANNA BEN")
    assert sides(silent, pictures={silent.file: both})["1-1"].looks == ()


def test_the_log_goes_before_faces_and_a_person_before_the_log() -> None:
    """What somebody wrote on the set is followed, and what somebody says now even more."""
    pictures = {ANNA.file: looked_at(-0.5, -0.5)}
    assert sides(ANNA, BEN, pictures=pictures)["1A-1"].by == "the log"
    told = {"1A": InShot(("ANNA",), {"Anna": LEFT})}
    found = sides_of(TWO, [ANNA, BEN], seen_in([ANNA, BEN]), pictures, told)[ANNA.file]
    assert (found.looks, found.by) == ((("ANNA", LEFT),), "a person")


# In a cut


def a_day(*clips: Clip, lines: str = "1.1 1.2 1.3 1.4") -> LinedScript:
    """Return a day on which every take plays the lines, four seconds apart."""
    words = {line.id: line.text.lower().strip("?.") for line in TWO.lines}
    readings = [
        a_reading(line, clip.file.removesuffix(".mov"), 2.0 + 4 * n, words=words[line])
        for clip in clips
        for n, line in enumerate(lines.split())
    ]
    return lined(TWO, *readings, clips=clips)


def cut_of(*clips: Clip, pins: Pins | None = None) -> tuple[Cut, tuple[Finding, ...]]:
    return first_cut(TWO, a_day(*clips), CLASSIC, pins=pins)


def shown(cut: Cut) -> list[str]:
    return [cut.clip(event.file).slate.setup or "" for event in cut.track("V1")]


def of_the_line(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.kind == "crosses the line"]


@pytest.mark.parametrize("circled", ["1B-1", "1C-1"])
def test_the_cut_stays_on_one_side_though_the_other_take_of_ben_is_circled(circled: str) -> None:
    """Ben from this side and from beyond: whichever is circled, he is not seen from both nor against Anna."""
    beyond = BEYOND
    anna, ben = (replace(one, off_camera=who) for one, who in ((ANNA, ("BEN",)), (BEN, ("ANNA",))))
    beyond = replace(beyond, off_camera=("ANNA",))
    clips = [
        replace(one, slate=replace(one.slate, circled=f"{one.slate.setup}-1" == circled))
        for one in (anna, ben, beyond)
    ]
    cut, findings = cut_of(*clips)
    assert set(shown(cut)) == {"1A", "1B"}
    assert not of_the_line(findings)


def test_what_cannot_be_avoided_is_told_with_both_shots_and_asks_for_a_look() -> None:
    """Ben was only filmed from beyond: the finding is about the line after the cut."""
    anna, beyond = replace(ANNA, off_camera=("BEN",)), replace(BEYOND, off_camera=("ANNA",))
    cut, findings = cut_of(anna, beyond)
    first = of_the_line(findings)[0]
    assert first.subject == "1.2"
    assert first.fact == "1A-1 to 1C-1: ANNA looks right, and so does BEN (the log)."
    crossed = next(event for event in cut.track("V1") if event.line == "1.2")
    assert crossed.needs_look
    assert (
        "Crosses the line: 1A-1 to 1C-1: ANNA looks right, and so does BEN (the log)." in crossed.look_because
    )
    assert [reason.worth for reason in crossed.reasons if reason.name == "crosses the line"] == [-4.5]


def test_a_crossing_that_a_person_wants_is_kept_and_told() -> None:
    """The pin is about one line; the rest goes round it, and both cuts that come of it are told."""
    pins = Pins((Pin("1.2", picture=Named("1C-1"), sound=Named("1C-1")),))
    told = [replace(one, off_camera=(who,)) for one, who in ((ANNA, "BEN"), (BEN, "ANNA"), (BEYOND, "ANNA"))]
    cut, findings = cut_of(*told, pins=pins)
    assert shown(cut)[1] == "1C"
    assert {one.subject for one in of_the_line(findings)} >= {"1.2"}


def test_of_clips_of_which_nobody_says_anything_nothing_is_claimed() -> None:
    """No notes: no reason, no finding, and nothing about sides that are not known."""
    bare = [replace(one, notes=()) for one in (ANNA, BEN, BEYOND)]
    cut, findings = cut_of(*bare)
    assert not [one for one in findings if one.kind in {"crosses the line", "sides not known"}]
    assert not any(reason.name == "crosses the line" for event in cut.events for reason in event.reasons)


def test_setups_of_which_it_is_not_known_are_named_where_it_is_known_of_others() -> None:
    """One line for the whole cut."""
    told = [replace(one, off_camera=(who,)) for one, who in ((ANNA, "BEN"), (replace(BEN, notes=()), "ANNA"))]
    _, findings = cut_of(*told)
    (gap,) = [one for one in findings if one.kind == "sides not known"]
    assert gap.subject == "1B"
    assert "known of 1 setups in the cut, and not of 1B" in gap.fact


def test_a_side_is_remembered_over_a_picture_of_which_nothing_is_known() -> None:
    """Ben, somebody unknown, Ben from beyond: told; with an insert between them the line may be crossed."""
    unknown, detail = shot("1D-1", ""), shot("1E-1", "", "insert: the cup")
    names = {"1.1": BEN, "1.3": BEYOND}
    for between, count in ((unknown, 1), (detail, 0)):
        clips = [BEN, BEYOND, ANNA, between]
        pins = [
            Pin(line, picture=Named(clip.name), sound=Named(clip.name))
            for line, clip in {**names, "1.2": between, "1.4": BEYOND}.items()
        ]
        cut, findings = cut_of(*clips, pins=Pins(tuple(pins)))
        assert shown(cut)[:3] == ["1B", between.slate.setup, "1C"]
        assert len(of_the_line(findings)) == count


# As a person writes it


def test_a_person_may_say_where_somebody_looks(tmp_path: Path) -> None:
    """A table for a setup beside the short lists; who looks somewhere is on camera."""
    file = tmp_path / "seen.toml"
    file.write_text(
        '"1" = ["ANNA", "BEN"]\n[1A]\non = ["ANNA"]\nlooks = { ANNA = "left" }\n'
        '[1B]\nlooks = { BEN = "line" }\n'
    )
    told = read_on_camera(file)
    check_on_camera(file, told, [WIDE, ANNA, BEN], ("ANNA", "BEN"))
    assert list(told["1A"]) == ["ANNA"]
    assert list(told["1B"]) == ["BEN"]
    found = sides_of(TWO, [ANNA, BEN], seen_in([ANNA, BEN]), {}, told)
    assert found[ANNA.file].looks == (("ANNA", LEFT),)
    assert found[BEN.file].neutral


@pytest.mark.parametrize(
    "text",
    [
        '[1A]\nlooks = { ANNA = "up" }',
        '[1A]\nlooks = { EVE = "left" }',
        '[1A]\nlook = { ANNA = "left" }',
        "[1A]\nlooks = 3",
    ],
)
def test_a_look_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    """A way that there is not, somebody who is not in the screenplay, a word that is not known."""
    file = tmp_path / "seen.toml"
    file.write_text(text)
    with pytest.raises(NotOnCamera):
        check_on_camera(file, read_on_camera(file), [ANNA], ("ANNA", "BEN"))
