"""Casting keeps to the page."""

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
