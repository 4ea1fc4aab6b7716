"""What the slate and the ear can tell of a setup, and what they cannot."""

from rushes.cut.angles import Size, sizes_by_custom, sizes_of_played, voices_on_mic
from rushes.footage.model import Slate
from tests.cut.shooting import a_reading, a_script, a_take, lined

SPEAKERS = {"1.1": "ANNA", "1.2": "BEN"}


def test_the_bare_number_is_wide_and_letters_go_in() -> None:
    clips = [a_take(take) for take in ("27-1", "27A-1", "27B-3", "27C-1", "27D-2")]
    assert sizes_by_custom(clips) == {
        "27": Size.WIDE,
        "27A": Size.MEDIUM,
        "27B": Size.MEDIUM,
        "27C": Size.CLOSE,
        "27D": Size.CLOSE,
    }


def test_after_z_comes_aa() -> None:
    sizes = sizes_by_custom([a_take(f"9{letters}-1") for letters in ("Z", "AA", "A", "Y")])
    assert sizes == {"9A": Size.MEDIUM, "9Y": Size.MEDIUM, "9Z": Size.CLOSE, "9AA": Size.CLOSE}


def test_nothing_is_guessed_where_the_custom_does_not_reach() -> None:
    """British slates count through the film; a clip without a slate has no setup at all."""
    british = a_take("clip")
    british = british.__class__(**{**british.__dict__, "slate": Slate("27", "412", 3)})
    assert sizes_by_custom([british, a_take("no slate")]) == {}


def test_a_voice_stands_out_in_the_setup_that_is_on_it() -> None:
    """ANNA is louder by nature; only the difference between the setups counts."""
    clips = {f"{take}.mov": a_take(take) for take in ("1-1", "1A-1", "1B-1")}
    readings = []
    for take, anna, ben in (("1-1", 30.0, 24.0), ("1A-1", 34.0, 20.0), ("1B-1", 27.0, 29.0)):
        readings += [a_reading("1.1", take, 1.0, clear=anna), a_reading("1.2", take, 3.0, clear=ben)]
    ahead = voices_on_mic(readings, clips, SPEAKERS)
    assert {place: round(by_db) for place, by_db in ahead.items()} == {
        ("1", "ANNA"): 0,
        ("1", "BEN"): 0,
        ("1A", "ANNA"): 8,
        ("1A", "BEN"): -8,
        ("1B", "ANNA"): -8,
        ("1B", "BEN"): 8,
    }


def test_one_voice_or_one_setup_has_nothing_to_be_compared_with() -> None:
    clips = {"1-1.mov": a_take("1-1")}
    alone = [a_reading("1.1", "1-1", 1.0, clear=30.0)]
    assert voices_on_mic(alone, clips, SPEAKERS) == {}
    assert voices_on_mic([*alone, a_reading("1.2", "1-1", 3.0, clear=10.0)], clips, SPEAKERS) == {}


def test_inserts_that_take_the_next_letters_make_no_setup_wider() -> None:
    """A to D go in on the scene; E to H, in which nobody speaks, are no part of that."""
    script = a_script("ANNA One two three four")
    played = [f"1{letters}-1" for letters in ("", "A", "B", "C", "D")]
    inserts = [a_take(f"1{letters}-1") for letters in "EFGH"]
    day = lined(script, *(a_reading("1.1", take, 5.0) for take in played), clips=inserts)
    assert sizes_of_played(day) == sizes_by_custom(a_take(take) for take in played)
    assert sizes_of_played(day)["1C"] is Size.CLOSE
