"""The shot list: what is filmed, from where, and what goes wrong, by seed."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.footage.slate import read_slate
from rushes.stage import ALL_FAULTS, Fault, UnknownFault, faults_from
from rushes.stage.faults import SLATE_FAULTS
from rushes.stage.model import TakePlan
from rushes.stage.shotlist import plan
from tests.stage.pages import ALONE, CROWD, TWO_HANDER, script, shooting, takes_of


def good_lines(takes: tuple[TakePlan, ...]) -> set[str]:
    return {one.line for take in takes for one in take.said if one.kind == "good" and one.line}


def test_two_performers_get_a_master_two_over_shoulders_and_two_close_ups() -> None:
    """The master carries the scene's number; the letters follow in the order of the camera's places."""
    setups = dict.fromkeys(take.setup for take in takes_of(TWO_HANDER))
    assert [(s.slate, s.size, s.sees, s.over) for s in setups] == [
        ("7", "wide", ("RUTH", "OLE"), None),
        ("7A", "medium", ("RUTH",), "OLE"),
        ("7B", "medium", ("OLE",), "RUTH"),
        ("7C", "close", ("RUTH",), None),
        ("7D", "close", ("OLE",), None),
    ]


@pytest.mark.parametrize(("text", "sizes"), [(ALONE, "wmc"), (CROWD, "wmmmcc")])
def test_one_performer_or_three_are_covered_as_well(text: str, sizes: str) -> None:
    setups = dict.fromkeys(take.setup for take in takes_of(text))
    assert "".join(setup.size[0] for setup in setups) == sizes


def test_nobody_crosses_the_line() -> None:
    """A performer is on one side in every setup of a scene, and each side has somebody."""
    for text in (TWO_HANDER, CROWD):
        sides = {(p.character, p.side) for take in takes_of(text) for p in take.performers}
        assert len(sides) == len({character for character, _ in sides})
        assert {side for _, side in sides} == {"left", "right"}


def test_a_file_is_named_by_its_slate_as_cameras_and_assistants_do() -> None:
    """The footage room reads the slate back from the name."""
    for take in takes_of(TWO_HANDER):
        slate, _ = read_slate(take.file)
        assert (slate.scene, slate.setup, slate.take) == ("7", take.setup.slate, take.number)


def test_timecode_runs_on_from_take_to_take_and_never_overlaps() -> None:
    """It starts at ten o'clock, as a camera set by hand does."""
    takes = takes_of(TWO_HANDER)
    assert takes[0].start == 10 * 3600 * 25
    for earlier, later in pairwise(takes):
        words = sum(len(one.said.split()) for one in earlier.said)
        assert later.start - earlier.start > (words / 2 + 20) * 25


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), takes=st.integers(1, 4))
def test_every_line_is_said_as_written_somewhere_whatever_the_lots(seed: int, takes: int) -> None:
    """However many faults are planted, the truth holds one good reading of each line."""
    screenplay = script(TWO_HANDER)
    planned, missing = plan(screenplay, shooting(seed=seed, takes=takes))
    assert good_lines(planned) == {line.id for line in screenplay.lines}
    assert missing == ()


def test_a_line_goes_missing_only_when_that_is_asked_for_by_name() -> None:
    screenplay = script(TWO_HANDER)
    planned, missing = plan(screenplay, shooting(faults=ALL_FAULTS | {Fault.MISSING_LINE}))
    assert len(missing) == 1
    assert good_lines(planned) == {line.id for line in screenplay.lines} - set(missing)
    assert not any(one.line in missing for take in planned for one in take.said)


@pytest.mark.parametrize("fault", sorted(ALL_FAULTS - {Fault.FLUB}))
def test_a_fault_asked_for_alone_is_planted_and_nothing_else_is(fault: Fault) -> None:
    planted = Counter(f for take in takes_of(TWO_HANDER, faults=frozenset({fault})) for f in take.faults)
    assert set(planted) == {fault}


def test_a_flub_differs_from_the_script_and_a_good_reading_does_not() -> None:
    said = [
        one for seed in range(8) for take in takes_of(TWO_HANDER, seed=seed) for one in take.said if one.line
    ]
    flubs = [one for one in said if one.kind == "flub"]
    assert {one.slip for one in flubs} == {"changed", "missing", "added", "repeated", "broken"}
    assert all(one.said != one.script for one in flubs)
    assert all(one.said == one.script for one in said if one.kind == "good")


def test_without_faults_every_take_plays_its_lines_in_order_and_once() -> None:
    screenplay = script(TWO_HANDER)
    order = [line.id for line in screenplay.lines]
    for take in takes_of(TWO_HANDER, faults=frozenset()):
        lines = [one.line for one in take.said]
        first = order.index(str(lines[0]))
        assert lines == order[first : first + len(lines)]
        assert not take.faults
        assert take.noise is None


def test_a_reset_goes_back_over_lines_already_played() -> None:
    takes = takes_of(TWO_HANDER, faults=frozenset({Fault.RESET}))
    reset = [take for take in takes if Fault.RESET in take.faults]
    assert reset
    for take in reset:
        again = next(n for n, one in enumerate(take.said) if one.starts_again)
        assert take.said[again].line in [one.line for one in take.said[:again]]


def test_the_same_seed_gives_the_same_plan_and_another_seed_another() -> None:
    assert takes_of(TWO_HANDER, seed=5) == takes_of(TWO_HANDER, seed=5)
    assert takes_of(TWO_HANDER, seed=5) != takes_of(TWO_HANDER, seed=6)


def test_faults_are_named_by_a_person() -> None:
    assert faults_from("none") == frozenset()
    assert faults_from("all") == ALL_FAULTS
    assert faults_from("flub, Missing-Line") == {Fault.FLUB, Fault.MISSING_LINE}
    with pytest.raises(UnknownFault, match=r"'thunder'.*tail-slate"):
        faults_from("flub,thunder")


def test_an_assistant_slates_every_take_when_asked() -> None:
    """Another voice than the actors', before the clap; nothing else of the crew is heard."""
    for take in takes_of(TWO_HANDER, faults=frozenset({Fault.SLATE})):
        crew = [one for one in take.said if one.who == "crew"]
        assert [one.kind for one in crew] == ["slate"]
        assert take.slate_said == f"{take.setup.slate}-{take.number}"
        assert f"take {take.number}. Mark." in crew[0].said


def test_a_wrong_slate_says_another_take() -> None:
    """The name and the board stay right; what is said is true of no take of that name."""
    takes = takes_of(TWO_HANDER, faults=frozenset({Fault.WRONG_SLATE}))
    wrong = [take for take in takes if Fault.WRONG_SLATE in take.faults]
    assert wrong
    for take in wrong:
        assert take.slate_said == f"{take.setup.slate}-{take.number + 1}"
        assert take.file.startswith(f"{take.setup.slate}-{take.number}_")


def test_an_unnamed_take_goes_by_its_cameras_name() -> None:
    """Only the voice tells which take it is."""
    takes = takes_of(TWO_HANDER, faults=frozenset({Fault.UNNAMED}))
    unnamed = [take for take in takes if Fault.UNNAMED in take.faults]
    assert unnamed
    for take in unnamed:
        assert read_slate(take.file)[0].label == ""
        assert take.slate_said


def test_slates_are_spoken_only_on_request_or_with_a_crew() -> None:
    """What was made before these faults came is made as before."""
    assert not any(take.slate_said for take in takes_of(TWO_HANDER, faults=frozenset()))
    assert SLATE_FAULTS.isdisjoint(ALL_FAULTS)
    for take in takes_of(TWO_HANDER, faults=frozenset({Fault.CREW, Fault.TAIL_SLATE})):
        spoken = any(one.kind == "slate" for one in take.said)
        assert spoken is bool(take.slate_said) is (Fault.CREW in take.faults and not take.tail_slate)
