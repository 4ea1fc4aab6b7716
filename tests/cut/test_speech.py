"""What surrounds an instant is what looking at every stretch one by one would find."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rushes.cut.speech import TICKS, Stretch, Stretches, extent, speech_in
from tests.cut.shooting import a_reading, crew, heard

INSTANTS = st.integers(-5, 60)
STRETCHES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])))


@given(STRETCHES, INSTANTS)
def test_reach_is_that_of_the_stretch_that_reaches_farthest(stretches: list[Stretch], at: int) -> None:
    """However they overlap, and however often one comes twice."""
    asked = Stretches(stretches)
    assert asked.reaches_to(at) == max((end for start, end in stretches if start < at), default=None)
    assert asked.reaches_back_to(at) == min((start for start, end in stretches if end > at), default=None)
    assert asked.first_from(at) == min((start for start, _ in stretches if start >= at), default=None)


@given(STRETCHES, INSTANTS, st.integers(0, 5))
def test_neighbours_may_reach_over_an_instant_by_some_slack(
    stretches: list[Stretch], at: int, slack: int
) -> None:
    """The next one ends later and begins no sooner than the slack; the last one is its mirror image."""
    asked = Stretches(stretches)
    later = (start for start, end in stretches if start >= at - slack and end > at)
    sooner = (end for start, end in stretches if end <= at + slack and start < at)
    assert asked.next_start(at, slack) == min(later, default=None)
    assert asked.last_end(at, slack) == max(sooner, default=None)


def test_speech_counts_as_a_whole_only_where_none_of_its_words_is_known() -> None:
    """Crew whose words were heard are in the way word by word, a mumble as a whole, a clap always."""
    reading = a_reading("L1", "1-1", 1.0, words="one two")
    ear = heard([(5.1, 5.3)], claps=[9.0])
    others = (crew("1-1", 5.0, 6.0), crew("1-1", 7.0, 7.5))
    sounds = speech_in(Fraction(25), [reading], [extent(reading)], others, ear).sounds
    assert sorted(map(tuple, (sounds.all / TICKS).tolist())) == [
        (1.0, 1.2),
        (1.25, 1.45),
        (5.1, 5.3),
        (7.0, 7.5),
        (8.95, 9.25),
    ]
