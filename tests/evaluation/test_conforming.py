"""The exam of what came back is one that can be failed."""

from dataclasses import replace
from fractions import Fraction

from evaluation.conforming import FOUND, TRUE, UNTOUCHED, CameBack, Tally, count, is_it, rows
from evaluation.editing import Did, edited
from evaluation.promises import OF_CONFORMING
from evaluation.results import Results, missed
from evaluation.score import Score
from evaluation.solving import a_shoot, solved
from evaluation.table import as_text

from rushes.timecode import Span
from rushes.turnover.conform import Change, conform
from rushes.turnover.conform.model import Piece, Stretch
from rushes.turnover.dialects.otio import RESOLVE

RATE = Fraction(25)


def trimmed(head: int, file: str = "1A-2.mov") -> Change:
    piece = Piece("picture", file, "1A-2", Fraction(10), Span(0, 50, RATE), files=(file,))
    stretch = Stretch(piece, 0, 50)
    return Change("trimmed", ("picture",), (), stretch, stretch, head)


def test_an_edit_is_found_by_kind_clip_and_frames_together() -> None:
    """A frame off, another clip, another kind: not that edit."""
    did = Did("trimmed", frozenset({"card/1A-2.mov"}), 5)
    assert is_it(did, trimmed(5))
    assert not is_it(did, trimmed(4))
    assert not is_it(did, trimmed(5, "1A-3.mov"))
    assert not is_it(did, replace(trimmed(5), kind="slipped"))


def test_what_is_told_too_much_and_too_little_costs() -> None:
    """Two edits, of which one is told, and one change that nobody made."""
    tally = Tally()
    did = (Did("trimmed", frozenset({"1A-2.mov"}), 5), Did("removed", frozenset({"1B-1.mov"})))
    count(tally, did, (trimmed(5), trimmed(7), Change("line dropped", ("sound",), ("1.2",))))
    scores = dict(rows(tally))
    assert (scores[FOUND], scores[TRUE]) == (Score(0.5, 2), Score(0.5, 2))


def test_the_editor_by_lot_edits_and_the_same_lot_edits_alike() -> None:
    """The truth is of this cut, and every edit of it is told."""
    script, lined = a_shoot(20, 6)
    cut = solved(script, lined)
    theirs = edited(cut, lined, 4, seed=3)
    assert theirs == edited(cut, lined, 4, seed=3)
    assert len(theirs.did) == 4
    (data,) = RESOLVE.write(theirs.cut).values()
    tally = Tally()
    count(tally, theirs.did, conform(cut, RESOLVE.read(data), lined).changes)
    assert dict(rows(tally))[FOUND] == Score(1.0, 4)


def test_what_is_not_told_is_named() -> None:
    """The gate holds what was reached."""
    poor = CameBack("the stage", 3, {UNTOUCHED: Score(1.0, 4), FOUND: Score(0.9, 40), TRUE: Score(0.97, 40)})
    results = Results("today", "a machine", came_back=(poor,))
    assert len(missed(results)) == 2
    assert len(missed(results, gate=True)) == 1
    assert set(OF_CONFORMING) >= set(poor.scores)
    assert "Versions that came back" in as_text(results)
