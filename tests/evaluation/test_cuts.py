"""Cuts inside words and bad choices are seen where they are, and only there."""

from dataclasses import replace

import pytest
from evaluation.cuts import bad_choices, cuts_inside_words
from evaluation.score import Score
from evaluation.truth import Truth

from tests.cut.shooting import WORD_S
from tests.evaluation.making import a_cut, said, true

TRUTH = true(said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0), said("1.1", "1-2", 2.0, slip="changed"))
INSIDE = 2.0 + WORD_S / 2


def test_a_cut_in_the_quiet_splits_nothing() -> None:
    """Two events, two tracks: eight edges, none inside a word."""
    cut = a_cut(("1.1", "1-1", 1.0, 4.0), ("1.2", "1-1", 4.6, 7.4))
    assert cuts_inside_words(TRUTH, cut) == Score(0, 8, "of")


def test_an_edge_in_a_word_counts_on_every_track() -> None:
    """Begun in the middle of a word: picture and sound each."""
    assert cuts_inside_words(TRUTH, a_cut(("1.1", "1-1", INSIDE, 4.0))) == Score(2, 4, "of")


def test_within_half_a_frame_of_a_words_end_is_not_inside() -> None:
    """A cut can stand only between frames: 2.04 is one frame in, 2.00 is the word's beginning."""
    assert cuts_inside_words(TRUTH, a_cut(("1.1", "1-1", 2.0, 4.0))).value == 0
    assert cuts_inside_words(TRUTH, a_cut(("1.1", "1-1", 2.04, 4.0))).value == 2


def test_where_a_take_runs_on_nothing_is_cut() -> None:
    """Source and record continuous: the seam in a word is no cut; a jump in the source is one."""
    runs_on = a_cut(("1.1", "1-1", 1.0, INSIDE), ("1.1", "1-1", INSIDE, 4.0))
    assert cuts_inside_words(TRUTH, runs_on) == Score(0, 4, "of")
    jumps = a_cut(("1.1", "1-1", 1.0, INSIDE), ("1.1", "1-1", INSIDE + 0.04, 4.0))
    assert cuts_inside_words(TRUTH, jumps) == Score(4, 8, "of")


def test_a_word_of_anybody_counts_but_not_of_another_clip() -> None:
    """The crew's word is cut audibly, too; the same second of another take is silent."""
    assert cuts_inside_words(TRUTH, a_cut(("1.1", "1-3", INSIDE, 4.0))).value == 0


@pytest.mark.parametrize("measure", [cuts_inside_words, bad_choices])
def test_an_empty_cut_is_nothing_to_measure(measure: object) -> None:
    """No events, no figure."""
    assert measure(TRUTH, a_cut()) == Score(None, 0, "of")  # type: ignore[operator]


def test_an_altered_reading_is_a_bad_choice_only_where_a_good_one_exists() -> None:
    """The line was said as written in the other take; were it not, there would be no choice."""
    slip = a_cut(("1.1", "1-2", 1.0, 4.0))
    assert bad_choices(TRUTH, slip) == Score(1, 1, "of")
    assert bad_choices(Truth(TRUTH.takes[1:]), slip) == Score(0, 1, "of")


def test_a_word_that_was_added_and_is_cut_away_alters_nothing() -> None:
    """“Well, one two three four”: played from “one” it is as written; with a frame of “well”, it is not."""
    well = said("1.1", "1-2", 2.0, words="well one two three four", slip="added")
    truth = true(said("1.1", "1-1", 2.0), well)
    assert bad_choices(truth, a_cut(("1.1", "1-2", 2.2, 4.0))).value == 0
    assert bad_choices(truth, a_cut(("1.1", "1-2", 2.16, 4.0))).value == 1
    assert bad_choices(truth, a_cut(("1.1", "1-2", 2.72, 4.0))).value == 1


def test_a_perfect_cut_has_no_bad_choice() -> None:
    """Each line from a reading that is as written."""
    cut = a_cut(("1.1", "1-1", 1.0, 4.0), ("1.2", "1-1", 4.6, 7.4))
    assert bad_choices(TRUTH, cut) == Score(0, 2, "of")


def test_a_stretch_that_does_not_play_its_line_is_a_bad_choice() -> None:
    """The event says it plays a line, and nothing of the line is there."""
    assert bad_choices(TRUTH, a_cut(("1.1", "1-1", 20.0, 24.0))).value == 1


def test_the_reading_that_is_played_most_is_the_choice() -> None:
    """A pickup in the same clip: the edge of the altered one does not count."""
    truth = true(said("1.1", "1-1", 2.0, slip="changed"), said("1.1", "1-1", 5.0))
    assert bad_choices(truth, a_cut(("1.1", "1-1", 3.2, 8.0))).value == 0
    assert bad_choices(truth, a_cut(("1.1", "1-1", 1.0, 5.1))).value == 1


def test_tracks_are_judged_apart() -> None:
    """A split edit: sound alone begins in a word, picture does not."""
    cut = a_cut(("1.1", "1-1", 1.0, 4.0))
    split = [
        replace(event, source=replace(event.source, start=52)) if event.track == "A1" else event
        for event in cut.events
    ]
    assert cuts_inside_words(TRUTH, replace(cut, events=tuple(split))) == Score(1, 4, "of")
