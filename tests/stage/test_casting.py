"""Casting keeps to the page."""

from pathlib import Path

from rushes.screenplay import read_screenplay
from rushes.stage.casting import cast, described, scenery_for
from rushes.stage.wardrobe import COLOUR_WORDS
from tests.stage.pages import CROWD, TWO_HANDER, script


def test_age_wardrobe_colour_and_glasses_come_from_the_page() -> None:
    """RUTH is sixty, in a green cardigan and glasses; OLE is young and wears a coat."""
    ruth, ole = (performer.look for performer in cast(script(TWO_HANDER), seed=3))
    assert (ruth.age, ruth.wear, ruth.cloth, ruth.glasses) == (61, "cardigan", COLOUR_WORDS["green"], True)
    assert (ole.age, ole.wear, ole.glasses) == (24, "coat", False)


def test_a_sentence_about_two_people_is_divided_between_them() -> None:
    screenplay = script(
        "INT. HALL - DAY\n\nADA, sixty, faces BO, thirty, in a coat.\n\nADA\nYes?\n\nBO\nYes.\n"
    )
    assert described(screenplay, "ADA") == "ada, sixty, faces "
    assert "coat" in described(screenplay, "BO")


def test_voices_are_shared_out_before_one_is_used_again() -> None:
    performers = cast(script(CROWD), seed=2)
    voices = {(performer.voice.name, performer.voice.pitch) for performer in performers}
    assert len(voices) == len(performers)


def test_the_heading_sets_the_light_and_the_page_the_things() -> None:
    office = script(TWO_HANDER)
    set_ = scenery_for(office, office.scenes[0], seed=1)
    assert (set_.mood.name, set_.outdoors, set_.has("letter"), set_.has("violin")) == (
        "day",
        False,
        True,
        False,
    )
    stop = script(CROWD)
    set_ = scenery_for(stop, stop.scenes[0], seed=1)
    assert (set_.mood.name, set_.outdoors) == ("evening", True)


def test_a_pronoun_goes_on_about_the_last_named_only_within_a_paragraph_about_nobody_else() -> None:
    """NOAH is in the first paragraph; the She of the second is somebody's that it does not name."""
    action = "ADA sits. Her shoes are wet. ADA waits for NOAH. He is late."
    page = f"INT. HALL - DAY\n\n{action}\n\nNOAH\nYes?\n\nShe sighs.\n\nADA\nYes.\n"
    assert described(script(page), "ADA") == "ada sits. her shoes are wet. ada waits for "
    assert described(script(page), "NOAH") == "noah."


def test_the_scene_that_ships_is_cast_as_written(examples: Path) -> None:
    """EDITH is sixty with a pencil behind her ear; NOAH is thirty in a coat: whatever the seed."""
    screenplay, _ = read_screenplay(examples / "lost-property.fountain")
    for seed in range(6):
        edith, noah = cast(screenplay, seed)
        assert (edith.look.age, edith.look.pencil, edith.voice.name) == (61, True, "en-us+f2")
        assert (noah.look.age, noah.look.wear, noah.voice.name) == (30, "coat", "en-us+klatt2")
