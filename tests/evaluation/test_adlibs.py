"""An ad-lib is found when it is heard as speech beside the script, and not when a line claims it."""

from dataclasses import replace

from evaluation.adlibs import ad_libs_found, crew_kept_out
from evaluation.score import Score
from evaluation.truth import Truth

from tests.cut.shooting import a_reading, crew
from tests.evaluation.making import found, perfect, said, true

AD_LIB = true(said(None, "1-1", 9.0))
START, END = AD_LIB.ad_libs[0].in_s, AD_LIB.ad_libs[0].out_s
MIDDLE = (START + END) / 2


def test_perfect_and_empty() -> None:
    """A perfect ear finds it, a deaf one does not, and no ad-libs are nothing to measure."""
    assert ad_libs_found(AD_LIB, perfect(AD_LIB)) == Score(1, 1, "of")
    assert ad_libs_found(AD_LIB, found()) == Score(0, 1, "of")
    assert ad_libs_found(true(said("1.1", "1-1", 2.0)), found()).value is None


def test_half_of_it_must_be_heard_and_overlaps_count_once() -> None:
    """The same quarter heard twice is a quarter; two quarters side by side are half."""
    quarter = (END - START) / 4
    same = [crew("1-1", START, START + quarter), crew("1-1", START, START + quarter)]
    beside = [crew("1-1", START, START + quarter), crew("1-1", START + quarter, MIDDLE)]
    assert ad_libs_found(AD_LIB, found(*same)).value == 0
    assert ad_libs_found(AD_LIB, found(*beside)).value == 1


def test_what_a_line_claims_is_not_found() -> None:
    """Heard as speech and as a line: the line would put it into the film."""
    both = found(crew("1-1", START, END), a_reading("1.1", "1-1", START))
    assert ad_libs_found(AD_LIB, both).value == 0


def test_speech_of_another_clip_does_not_count() -> None:
    """The same seconds of another take are another thing."""
    assert ad_libs_found(AD_LIB, found(crew("1-2", START, END))).value == 0


def test_the_crew_need_only_be_kept_out() -> None:
    """Unreported it is kept out; claimed by a line it is not."""
    (take,) = AD_LIB.takes
    truth = Truth((replace(take, readings=(), crew=take.readings),))
    assert crew_kept_out(truth, found()) == Score(1, 1, "of")
    assert crew_kept_out(truth, found(a_reading("1.1", "1-1", START))) == Score(0, 1, "of")
    assert crew_kept_out(AD_LIB, found()).value is None
