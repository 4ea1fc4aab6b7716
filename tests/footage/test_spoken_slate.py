"""What an assistant says before the clap, and the slate that it is; what it surely is not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage import Slate
from rushes.footage.crew_calls import called
from rushes.footage.slate_words import LETTER_NAMES, LETTERS, spoken_numbers
from rushes.footage.spoken_slate import WORDINGS, SpokenSlate, Wording, spoken_slates


def said(text: str) -> list[Slate]:
    return [spoken.slate for spoken in _spoken(text)]


def _spoken(text: str) -> tuple[SpokenSlate, ...]:
    return spoken_slates(text.split())


@pytest.mark.parametrize(
    ("text", "label", "scene"),
    [
        ("scene twenty seven apple take three mark", "27A-3", "27"),
        ("scene two seven take one", "27-1", "27"),
        ("scene one oh four baker take twelve mark", "104B-12", "104"),
        ("scene one hundred and four baker take one", "104B-1", "104"),
        ("scene one twenty four charlie take two", "124C-2", "124"),
        ("scene ten november take twenty one marker", "10N-21", "10"),
        ("scene five double apple take two soft sticks", "5AA-2", "5"),
        ("scene five apple baker take two", "5AB-2", "5"),
        ("scene nine x-ray take two", "9X-2", "9"),
        ("scene nine x ray take two", "9X-2", "9"),
        ("scene eighteen double u take two", "18W-2", "18"),
        ("scene a twenty seven take one", "A27-1", "A27"),
        ("scene r twenty seven apple take one", "R27A-1", "27"),
        ("scene twelve shot three take two", "12-3-2", "12"),
        ("slate one two four take two", "124-2", None),
        ("slate number forty take number five", "40-5", None),
        ("scene twenty seven slate one two four take two", "124-2", "27"),
        ("twenty seven apple take three", "27A-3", "27"),
        ("twenty seven take three mark", "27-3", "27"),
        ("Scene 27A, take 3. Mark.", "27A-3", "27"),
        ("Scene 27-A, Take 3", "27A-3", "27"),
        ("twenty-seven apple, take three", "27A-3", "27"),
    ],
)
def test_every_way_of_saying_a_slate_is_read(text: str, label: str, scene: str | None) -> None:
    """American and British, in full and digit by digit, spelt by the film's alphabet or the radio's."""
    (slate,) = said(text)
    assert (slate.label, slate.scene, slate.source) == (label, scene, "voice")


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.name)
def test_each_wording_reads_its_own_example(wording: Wording) -> None:
    """The table's examples are what its rows say."""
    (slate,) = said(wording.example)
    assert slate.habit == wording.name


@pytest.mark.parametrize(
    "text",
    [
        "take one two",
        "scene twenty seven",
        "scene twenty seven take",
        "scene twenty seven take one two",
        "twenty seven take three",
        "scene india take two",
        "scene twenty seven india take two",
        "scene twenty seven oscar take two",
        "scene twenty seven easy frank take two",
        "scene twenty seven … take two",
        "take three steps to scene two",
        "i made a scene and they had to take two of us out",
        "the slate roof will take three men",
        "give me one more take",
        "",
    ],
)
def test_what_has_two_readings_or_none_is_no_slate(text: str) -> None:
    """A take of which one digit or two is meant, letters that no setup has, an actor's words."""
    assert said(text) == []


def test_what_stands_around_a_slate_is_understood() -> None:
    """Pickups, series, MOS, tails, whose camera is marked: each in its place, and none of it is a letter."""
    (slate,) = said("roll sound speed a camera scene nine dog pickup take two mos a mark b mark action")
    assert (slate.label, slate.pickup, slate.mos, slate.camera) == ("9DPU-2", True, True, None)
    (tail,) = _spoken("and cut tail slate scene nine take two series mark")
    assert (tail.slate.label, tail.slate.series, tail.tail) == ("9-2", True, True)
    assert (tail.first, tail.after) == (2, 10)
    (wild,) = said("wild track scene twenty seven take one")
    (room,) = said("room tone scene twelve")
    assert (wild.wild, wild.label, room.room_tone, room.scene) == (True, "27-1", True, "12")


def test_a_voice_that_corrects_itself_says_two_slates() -> None:
    """Both are told, in order; which is right is not for the grammar to say."""
    both = said("scene one take two sorry scene one take three mark")
    assert [slate.label for slate in both] == ["1-2", "1-3"]


@given(st.integers(1, 999), st.sampled_from(LETTERS), st.integers(1, 99), st.randoms())
def test_whatever_is_slated_is_read_back(scene: int, letter: str, take: int, chance: Random) -> None:
    """Any number in any of its ways, any letter by any of its names, any take in full."""
    name = chance.choice(sorted(name for name, known in LETTER_NAMES.items() if known == letter))
    words = ["scene", *chance.choice(spoken_numbers(scene)), name, "take", *spoken_numbers(take)[0]]
    assert [slate.label for slate in said(" ".join(words))] == [f"{scene}{letter}-{take}"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("rolling", "crew"),
        ("And action.", "crew"),
        ("cut okay going again", "crew"),
        ("still rolling from the top of that", "crew"),
        ("reset please", "crew"),
        ("check the gate", "crew"),
        ("scene one apple take two mark", "slate"),
        ("cut the rope", ""),
        ("sorry once more", ""),
        ("please", ""),
        ("", ""),
    ],
)
def test_the_crew_is_told_from_an_actor(text: str, what: str) -> None:
    """Only where nothing but calls is said."""
    assert called(text.split()) == what


def test_a_voice_that_was_not_understood_is_nobodys_call() -> None:
    """Somebody spoke, and then there was action: who it was nobody knows."""
    assert called(["", "action"]) == ""
    assert called(["…", "action"]) == ""
