"""Notes as crews write them, and what they say of where people look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.picture.eyelines import AHEAD, LEFT, RIGHT, Eyeline, eyelines_of

CAST = ("ANNA", "BEN", "CARLA")


@pytest.mark.parametrize(
    ("note", "towards"),
    [
        ("looks L-R", RIGHT),
        ("looks R-L, good pace", LEFT),
        ("looks left to right", RIGHT),
        ("noise on the take, lks cam L", LEFT),
        ("cam L", LEFT),
        ("camera right", RIGHT),
        ("eyeline camera right", RIGHT),
        ("eyeline R", RIGHT),
        ("e/l screen left", LEFT),
        ("looking frame right", RIGHT),
        ("looks to Ben, L-R", RIGHT),
        ("looks into camera", AHEAD),
        ("on the line", AHEAD),
        ("blickt nach links", LEFT),
        ("Blickrichtung rechts", RIGHT),
        ("schaut Kamera rechts", RIGHT),
        ("regarde à gauche", LEFT),
        ("regard cadre droite", RIGHT),
        ("mira a la derecha", RIGHT),
        ("mirada izquierda", LEFT),
        ("向左看", LEFT),
        ("视线向右", RIGHT),
        ("看画左", LEFT),
    ],
)
def test_a_look_is_read_in_the_shorthands_of_the_trade(note: str, towards: int) -> None:
    """A single's note names nobody: it is about whoever is on camera."""
    assert eyelines_of(note, CAST) == (Eyeline("", towards),)


@pytest.mark.parametrize(
    ("note", "looks"),
    [
        ("Anna looks left to right, Ben looks R-L", {"ANNA": RIGHT, "BEN": LEFT}),
        ("CU Anna. Looks L-R", {"ANNA": RIGHT}),
        ("OTS Ben on Anna, looks L-R", {"ANNA": RIGHT}),
        ("CU Anna OTS Ben, cam L", {"ANNA": LEFT}),
        ("Anna looks to Ben, L-R", {"ANNA": RIGHT}),
        ("Anna looks right", {"ANNA": RIGHT}),
        ("Anna cam L / Carla cam R", {"ANNA": LEFT, "CARLA": RIGHT}),
    ],
)
def test_a_look_is_theirs_who_are_named_before_it(note: str, looks: dict[str, int]) -> None:
    """Not theirs over whose shoulder it is seen, nor theirs who are looked at."""
    assert {one.who: one.towards for one in eyelines_of(note, CAST)} == looks


@pytest.mark.parametrize(
    ("note", "stands"),
    [
        ("Anna frame left, Ben frame right", {"ANNA": RIGHT, "BEN": LEFT}),
        ("Anna left of frame", {"ANNA": RIGHT}),
        ("Ben links im Bild", {"BEN": RIGHT}),
        ("画左", {"": RIGHT}),
    ],
)
def test_who_stands_on_one_side_is_taken_to_look_to_the_other(note: str, stands: dict[str, int]) -> None:
    """It is marked as no more than that."""
    found = eyelines_of(note, CAST)
    assert {one.who: one.towards for one in found} == stands
    assert all(one.stands for one in found)


def test_a_place_gives_way_to_the_look() -> None:
    """Who stands on the left and looks left does not look right."""
    assert eyelines_of("Ben screen left looking left", CAST) == (Eyeline("BEN", LEFT),)


@pytest.mark.parametrize(
    "note",
    [
        *("enters camera left", "Ben exits frame right", "pan frame left to right", "dolly to cam R"),
        *("looks right", "focus looks right", "looks good", "left handed", "camera A", "line dropped"),
        *("soft at head", "Anna L-R", ""),
    ],
)
def test_what_moves_and_what_is_praised_says_nothing_of_looks(note: str) -> None:
    """A way across the picture is no look, and *looks right* means that it is fine."""
    assert eyelines_of(note, CAST) == ()


@given(st.text(max_size=60))
def test_any_text_is_read_without_harm(text: str) -> None:
    """Looks are to the left, ahead or to the right, and of nobody who is not in the screenplay."""
    assert all(one.towards in {LEFT, AHEAD, RIGHT} and not one.who for one in eyelines_of(text))
