"""Who wins when paper, name, recorder and voice disagree: the table of docs/paper.md, row by row."""

from itertools import permutations

import pytest

from rushes.footage import Slate, read_slate
from rushes.footage.model import Witness
from rushes.footage.paper import who_wins
from rushes.footage.paper.witness import RANK, differences


def says(by: str, name: str) -> Witness:
    return Witness(by, read_slate(name)[0])


@pytest.mark.parametrize("order", list(permutations([0, 1])))
@pytest.mark.parametrize(("one", "other"), [(RANK[at], RANK[at + 1]) for at in range(len(RANK) - 1)], ids=str)
def test_one_against_one_the_higher_is_followed(one: str, other: str, order: tuple[int, ...]) -> None:
    """In whatever order they are asked; and a finding names both."""
    witnesses = [says(one, "27A-3"), says(other, "27A-4")]
    slate, finding = who_wins([witnesses[at] for at in order])
    assert slate.label == "27A-3"
    assert finding is not None
    assert (finding.kind, "take 3" in finding.fact, "take 4" in finding.fact) == (
        "slates disagree",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ({"script log": "27A-3", "name": "27A-4"}, "27A-3"),
        ({"camera report": "27A-3", "name": "27A-4"}, "27A-3"),
        ({"script log": "27A-3", "name": "27A-4", "voice": "27A-4"}, "27A-4"),
        ({"script log": "27A-3", "name": "27A-4", "voice": "27A-3"}, "27A-3"),
        ({"script log": "27A-3", "camera report": "27A-4", "name": "27A-4"}, "27A-4"),
        ({"script log": "27A-3", "camera report": "27A-3", "name": "27A-4", "voice": "27A-4"}, "27A-3"),
        ({"script log": "27A-3", "name": "27A-3", "voice": "27A-4"}, "27A-3"),
        ({"script log": "27A-3", "name": "27A-4", "voice": "27A-5"}, "27A-3"),
        ({"sound report": "27A-3", "recorder": "27A-4"}, "27A-3"),
        ({"camera report": "27A-3", "name": "27B-3"}, "27A-3"),
    ],
)
def test_two_witnesses_outweigh_one_and_rank_decides_the_rest(told: dict[str, str], label: str) -> None:
    slate, finding = who_wins([says(by, name) for by, name in told.items()])
    assert slate.label == label
    assert finding is not None
    assert all(f"take {name[-1]}" in finding.fact for name in told.values())


def test_those_who_agree_fill_each_others_gaps_without_a_finding() -> None:
    """The log knows the scene of a British slate; the name knows its take."""
    slate, finding = who_wins([Witness("script log", Slate("27", "123")), says("name", "Slate 123 Take 4")])
    assert (slate.scene, slate.setup, slate.take, slate.source) == ("27", "123", 4, "paper, name")
    assert finding is None


def test_two_papers_of_one_kind_are_one_witness() -> None:
    """Copies do not outvote anybody."""
    copies = [says("camera report", "27A-4"), says("camera report", "27A-4")]
    slate, _ = who_wins([says("script log", "27A-3"), *copies])
    assert slate.label == "27A-3"


def test_papers_of_one_kind_that_contradict_each_other_are_not_followed() -> None:
    """Unless somebody else says the same as one of them."""
    two = [says("camera report", "27A-3"), says("camera report", "27A-4")]
    alone, finding = who_wins([*two])
    assert (alone.label, finding is not None and "Neither was followed" in finding.fact) == ("", True)
    helped, _ = who_wins([*two, says("name", "27A-4")])
    assert helped.label == "27A-4"


def test_nobody_who_says_anything_is_an_empty_slate() -> None:
    assert who_wins([]) == (Slate(), None)
    assert who_wins([Witness("name", Slate(camera="A"))]) == (Slate(camera="A"), None)


def test_two_ways_of_writing_a_setup_do_not_differ() -> None:
    """27A may be a setup of scene 27 or a scene of its own; a British number stands for any letter."""
    assert differences(Slate("27", "27A", 3), Slate("27A", "27-A", 3)) == ()
    assert differences(Slate(None, "124", 3), Slate("27", "27A", 3)) == ()
    assert differences(Slate("27", "27A", 3, "A"), Slate("27", "27A", 4, "B")) == ("take", "camera")
