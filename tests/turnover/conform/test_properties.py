"""The edit distance keeps what it promises, whatever two versions are made of."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.turnover.conform import conform
from rushes.turnover.conform.align import MOST, Block, TooMuch, blocks, kept
from rushes.turnover.conform.compare import compare_versions, lines_of
from rushes.turnover.conform.model import Conformed, Piece, Version
from rushes.turnover.conform.pieces import version_of_cut
from rushes.turnover.dialects import DIALECTS
from tests.turnover.conform.coming_back import TAKES, back, scene
from tests.turnover.making import cuts, double_cuts

TIMELINES = ("otio", "otio-resolve", "fcp7", "fcpxml", "aaf")


@pytest.mark.parametrize("name", TIMELINES)
@settings(max_examples=25)
@given(cut=cuts(mixed=True) | double_cuts())
def test_what_was_handed_over_and_came_back_untouched_is_not_changed(name: str, cut: Cut) -> None:
    """Rates that differ, samples between two frames, splits and gaps: nothing of it is an editor's act."""
    (data,) = DIALECTS[name].write(cut).values()
    found = conform(cut, DIALECTS[name].read(data))
    assert (found.distance, found.changes) == (0, ())
    for counts in (found.picture, found.sound):
        assert counts is None or (counts.stands, counts.share_same) == (counts.before, 1)


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[Conformed, Conformed]:
    """Draw two cuts of the same rushes, and compare each with the other."""
    takes = draw(st.permutations(TAKES))
    again = [
        (line, used, start + draw(st.integers(-9, 9)), end + draw(st.integers(-9, 9)))
        for line, used, start, end in draw(st.permutations(TAKES))[: draw(st.integers(1, 5))]
    ]
    one, other = scene(takes[: draw(st.integers(1, 5))]), scene(again)
    lines = lines_of(scene(), None)
    mine, theirs = version_of_cut(one, {}), version_of_cut(other, {})
    goes = {take[1].file: frozenset((take[1].file,)) for take in TAKES}
    return compare_versions(mine, theirs, lines, goes), compare_versions(theirs, mine, lines, goes)


@settings(max_examples=100)
@given(both=two_versions())
def test_the_distance_is_the_same_in_either_direction_and_bounded(both: tuple[Conformed, Conformed]) -> None:
    """From theirs to ours is as far as from ours to theirs; what is removed there was added here."""
    there, again = both
    assert there.distance == again.distance
    assert 0 <= there.distance <= 1
    assert (there.distance == 0) == (there.changes == ())
    assert there.picture is not None
    assert again.picture is not None
    assert there.picture.share_same == again.picture.share_same
    assert there.picture.stands == again.picture.stands
    assert there.picture.new == again.picture.states.get("gone", 0)


@settings(max_examples=100)
@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
def test_most_frames_are_kept_that_can_be(ours: list[int], theirs: list[int]) -> None:
    """The heaviest common subsequence, as a plain table finds it."""
    mine, other = ([Block((one,), 0, 0, 1 + one) for one in both] for both in (ours, theirs))
    pairs = kept(mine, other)
    assert all(mine[a].what == other[b].what for a, b in pairs)
    assert pairs == sorted(pairs)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    assert sum(mine[a].frames for a, _ in pairs) == _heaviest(ours, theirs)
    assert [(b, a) for a, b in pairs] == kept(other, mine)


def _heaviest(ours: list[int], theirs: list[int]) -> int:
    table = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i, one in enumerate(ours, 1):
        for j, other in enumerate(theirs, 1):
            best = max(table[i - 1][j], table[i][j - 1])
            table[i][j] = max(best, table[i - 1][j - 1] + 1 + one) if one == other else best
    return table[-1][-1]


def test_a_version_with_nothing_of_the_other_is_as_far_as_can_be() -> None:
    """Nothing stands, nothing is the same: 1."""
    first = version_of_cut(scene([TAKES[0], TAKES[2]]), {})
    empty = Version("", first.rate, 0, drop=False, length=0, pictures=(), sounds=())
    lines = lines_of(scene(), None)
    other = version_of_cut(scene(TAKES[3:4]), {})
    assert compare_versions(first, other, lines, {}).distance == 1
    assert compare_versions(first, empty, lines, {}).picture is None
    assert compare_versions(empty, empty, lines, {}).distance == 0


def test_a_timeline_that_no_film_is_made_of_is_refused_before_it_takes_memory() -> None:
    """Ten thousand pieces that all overlap each other in one clip would be a hundred million blocks."""
    first = version_of_cut(scene(), {}).pictures[0]
    many = [_later(first, number) for number in range(MOST // 4)]
    with pytest.raises(TooMuch, match="one film or reel"):
        blocks(many, many)


def _later(piece: Piece, number: int) -> Piece:
    return replace(piece, at=piece.at + number, record=piece.record.moved(number * piece.record.frames))


def test_back_is_the_same_as_through_a_file() -> None:
    """What the tests take for a version is what is read from a file."""
    assert back(scene(), scene()).distance == 0
