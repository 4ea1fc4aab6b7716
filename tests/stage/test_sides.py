"""Setups from across the line: planted on request, really drawn the other way round, and noted in the log."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rushes.stage import ALL_FAULTS, Fault, make_rushes
from rushes.stage.acting import act
from rushes.stage.camera import Shot
from rushes.stage.drawing.look import Mouth
from rushes.stage.known import SeenTruth, StageTruth, TakeTruth
from rushes.stage.model import TakePlan
from rushes.stage.performance import perform
from rushes.stage.screen_sides import who_looks_where
from tests.stage.pages import ALONE, CROWD, SHORT, TWO_HANDER, one_take, script, takes_of

ASKED = ALL_FAULTS | {Fault.WRONG_SIDE}
SEEDS = range(1, 13)
MOUTHS: tuple[Mouth, ...] = ("rest", "open")


def across(takes: tuple[TakePlan, ...]) -> set[str]:
    return {take.setup.slate for take in takes if take.setup.across}


@pytest.mark.parametrize("seed", SEEDS)
def test_one_setup_or_two_stand_on_the_wrong_side_and_never_the_one_that_sees_everybody(seed: int) -> None:
    """Every scene with a line to cross gets one or two, whoever is in them; the truth names their takes."""
    for page, wide in ((TWO_HANDER, "7"), (CROWD, "1")):
        takes = takes_of(page, seed=seed, faults=ASKED)
        wrong = across(takes)
        assert 1 <= len(wrong) <= 2
        assert wide not in wrong
        assert {take.setup.slate for take in takes if Fault.WRONG_SIDE in take.faults} == wrong


def test_who_is_alone_has_no_line_to_cross() -> None:
    """One person talks to nobody: there are no two sides."""
    assert not across(takes_of(ALONE, faults=ASKED))


def test_nothing_else_changes_where_a_side_is_wrong() -> None:
    """The same takes, words, mishaps and lengths: only the camera stands elsewhere."""
    for plain, wrong in zip(takes_of(TWO_HANDER), takes_of(TWO_HANDER, faults=ASKED), strict=True):
        assert (
            replace(
                wrong,
                setup=replace(wrong.setup, across=False),
                faults=tuple(one for one in wrong.faults if one is not Fault.WRONG_SIDE),
            )
            == plain
        )


def mouth(take: TakePlan, *, wrong: bool) -> tuple[float, SeenTruth]:
    """Return where in the head's box the mouth is in a close-up, 0 left to 1 right, and who is seen where."""
    setup = replace(take.setup, size="close", sees=(take.performers[0].character,), across=wrong)
    shot, performance = Shot(setup, take.performers, take.scenery, (384, 216)), perform(take)
    pose = act(take, performance, setup.sees[0])[2]
    shut, wide = (
        np.asarray(shot.picture({setup.sees[0]: replace(pose, face=replace(pose.face, mouth=shape))}), float)
        for shape in MOUTHS
    )
    (seen,) = shot.seen
    moved = np.abs(wide - shut).sum(axis=2)
    middle = float((moved.sum(axis=0) * np.arange(384)).sum() / moved.sum())
    return (middle - seen.head[0]) / seen.head[2], seen


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_picture_shows_the_person_facing_the_other_way(seed: int) -> None:
    """The mouth is on that side of the head to which the face is turned, in the picture as in the truth."""
    take = one_take(SHORT, seed=seed)
    (at, seen), (turned_at, turned) = (mouth(take, wrong=wrong) for wrong in (False, True))
    assert (seen.side, turned.side) == ("left", "right")
    assert at > 0.53
    assert turned_at < 0.47
    assert abs(384 - turned.head[0] - turned.head[2] - seen.head[0]) <= 1


def a_take(setup: str, number: int, *sides: str) -> TakeTruth:
    """Return the truth of a take in which people are on these sides."""
    seen = tuple(SeenTruth(who, side, "face", (0, 0, 1, 1)) for who, side in zip(("ADA", "BO"), sides))  # type: ignore[arg-type]  # noqa: B905 -- of one or two
    told = dict.fromkeys(TakeTruth.__dataclass_fields__, ())
    return TakeTruth(
        **{
            **told,
            "file": f"{setup}-{number}.mov",
            "setup": setup,
            "take": number,
            "camera": "A",
            "seen": seen,
        }  # type: ignore[arg-type]
    )


def test_the_log_says_in_one_habit_who_looks_where_and_not_of_every_setup() -> None:
    """Over many shoots: what is noted is true, each log has one habit, and some setups go without."""
    takes = tuple(a_take(f"1{letter}", n, "left") for letter in "ABCDEF" for n in (1, 2))
    habits, silent = set(), 0
    for seed in range(40):
        truth = StageTruth(25, "25", "", seed, (), (a_take("1", 1, "left", "right"), *takes))
        noted = dict(who_looks_where(truth))
        assert noted.pop("1-1.mov", "Ada frame left, Bo frame right") == "Ada frame left, Bo frame right"
        assert len(set(noted.values())) == 1
        habits |= set(noted.values())
        silent += sum(f"1{letter}-1.mov" not in noted for letter in "ABCDEF")
        assert all(f"{file[:2]}-1.mov" in noted for file in noted)
    assert habits == {"looks L-R", "looks cam R", "eyeline camera right", "looking frame right"}
    assert 20 < silent < 80


def test_a_shoot_tells_sides_in_truth_and_log(tmp_path: Path) -> None:
    """Filmed and read again: the crossed setup's truth has the other side, the log a note about looks."""
    truth = make_rushes(
        script(SHORT), tmp_path, 3, takes=1, faults=frozenset({Fault.WRONG_SIDE}), size=(64, 36), paper=True
    )
    usual = {one.character: one.side for one in truth.takes[0].seen}
    for take in truth.takes:
        wrong = "wrong-side" in take.faults
        assert all((one.side != usual[one.character]) is wrong for one in take.seen)
    log = (tmp_path / "paper/script-log.csv").read_text()
    assert any(note in log for note in who_looks_where(truth).values())
