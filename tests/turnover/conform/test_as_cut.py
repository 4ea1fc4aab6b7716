"""An editor's version opens as a cut in which every line is where they have it."""

from dataclasses import replace

import pytest

from rushes.cut import Cut
from rushes.cut.compare import Differences, compare
from rushes.turnover.conform.as_cut import cut_of, why_no_cut
from rushes.turnover.conform.compare import clips_of, lines_of
from tests.turnover.conform.coming_back import MARY, TAKES, WIDE, Take, back, scene, split

RUNNING: tuple[Take, ...] = (
    ("1.1", WIDE, 100, 200),
    ("1.2", WIDE, 200, 290),
    ("1.3", MARY, 70, 170),
    ("1.4", MARY, 170, 215),
    ("1.5", WIDE, 500, 610),
)
"""One take plays the first two lines, and one the next two."""


def as_theirs(first: Cut, theirs: Cut) -> Cut:
    """Return as a cut what an editor sends back."""
    found = back(first, theirs)
    assert not why_no_cut(found)
    return cut_of(found, first, clips_of(first, None), lines_of(first, None), "v2.xml")


def between(first: Cut, theirs: Cut) -> Differences:
    """Return what is different in it."""
    return compare(first, as_theirs(first, theirs))


@pytest.mark.parametrize("takes", [TAKES, RUNNING])
@pytest.mark.parametrize("frames", [0, 5, -5])
def test_what_nobody_touched_is_not_different(takes: tuple[Take, ...], frames: int) -> None:
    """Takes that run through several lines, and split edits, come back as they went."""
    cut = scene(takes)
    cut = split(cut, 1, frames) if frames else cut
    events = {(one.track, one.line, one.file, one.source, one.record) for one in cut.events}
    theirs = as_theirs(cut, cut)
    assert {(one.track, one.line, one.file, one.source, one.record) for one in theirs.events} == events
    found = compare(cut, theirs)
    same = (found.takes, found.trims, found.lines_gone, found.lines_new, found.shots_new, found.shots_gone)
    assert not any(same)


def test_a_line_out_of_a_running_take_is_gone_alone() -> None:
    """The editor drops the second of two lines of a take; the first stands as it was."""
    found = between(scene(RUNNING), scene([RUNNING[0], *RUNNING[2:]]))
    assert found.lines_gone == ("1.2",)
    assert not found.trims
    assert not found.takes


def test_a_trim_inside_of_a_running_take_is_of_the_line_it_shortens() -> None:
    """The end of the take goes; the line before it is not said to be trimmed."""
    shorter = [*RUNNING[:1], ("1.2", WIDE, 200, 280), *RUNNING[2:]]
    (trim,) = between(scene(RUNNING), scene(shorter)).trims
    assert (trim.line, trim.head, trim.tail) == ("1.2", 0, -10)


def test_a_picture_of_somebody_else_over_a_line_is_a_reaction() -> None:
    """Mary is seen while Will speaks."""
    cut = scene(TAKES)
    pictures = [one for one in cut.events if one.track == "V1"]
    over = replace(pictures[1], file=MARY.file, source=replace(pictures[1].source, start=0, end=80))
    theirs = as_theirs(
        cut, replace(cut, events=tuple(over if one is pictures[1] else one for one in cut.events))
    )
    assert compare(cut, theirs).reactions_new == ("1.2",)
