"""A perfect ear says what the truth says."""

from dataclasses import replace

import pytest
from evaluation.perfect import perfectly_lined
from evaluation.truth import TrueTake, Truth

from rushes.coverage import Reading
from tests.cut.shooting import a_script, a_take
from tests.evaluation.filming import filmed, says

SCRIPT = a_script("ANNA One two three four. / BEN One two three four.")
GOOD = says("ANNA", "1.1", "1A-1", 2.0)


def lined(*takes: TrueTake) -> tuple[Reading, ...]:
    clips = [a_take(take.file.removesuffix(".mov")) for take in takes]
    return perfectly_lined(SCRIPT, clips, Truth(takes)).readings


def test_a_good_reading_has_every_word_where_it_was_said() -> None:
    """As written, all said, sure; it sounds where its words do."""
    (reading,) = lined(filmed("ANNA", GOOD))
    assert (reading.kind, reading.fidelity, reading.confidence) == ("as written", 1.0, 1.0)
    assert (reading.in_s, round(reading.out_s, 2), reading.pass_number) == (2.0, 2.95, 1)
    assert [(word.text, word.state) for word in reading.words] == [
        (word, "said") for word in ["one", "two", "three", "four"]
    ]


@pytest.mark.parametrize(
    ("words", "slip", "states", "kind"),
    [
        ("one two nine four", "changed", "said said changed said", "altered"),
        ("one two four", "missing", "said said missing said", "altered"),
        ("one two two three four", "added", "said added said said said", "altered"),
        ("one two", "broken", "said said missing missing", "partial"),
    ],
)
def test_a_slip_is_told_word_by_word(words: str, slip: str, states: str, kind: str) -> None:
    """What was changed, left out, added or broken off."""
    (reading,) = lined(filmed("ANNA", says("ANNA", "1.1", "1A-1", 2.0, words, slip=slip)))
    assert reading.kind == kind
    assert sorted(word.state for word in reading.words) == sorted(states.split())
    assert reading.fidelity == pytest.approx(states.split().count("said") / len(states.split()))


def test_what_is_no_line_is_off_script_and_its_words_are_heard() -> None:
    """An ad-lib stands beside the readings; a cut spares its words all the same."""
    take = filmed("ANNA", GOOD, says("ANNA", None, "1A-1", 5.0, "well then"))
    told = perfectly_lined(SCRIPT, [a_take("1A-1")], Truth((take,)))
    assert [other.heard for other in told.off_script] == ["well then"]
    assert [word.text for word in told.heard["1A-1.mov"].words][-2:] == ["well", "then"]
    assert told.missing == ("1.2",)


def test_noise_and_distance_are_heard() -> None:
    """Under noise as far above it as was laid; on a camera's own microphone far below the boom's."""
    clear, noisy, guide = (
        lined(replace(filmed("ANNA", GOOD), **told))[0].clear_db
        for told in ({}, {"noise": "hum", "noise_snr_db": 12.0}, {"guide": "guide"})
    )
    assert (noisy, clear > guide > noisy) == (12.0, True)


def test_a_line_said_twice_in_a_take_is_two_passes() -> None:
    """In the order in which they were said."""
    again = lined(filmed("ANNA", says("ANNA", "1.1", "1A-1", 9.0), GOOD))
    assert [(one.pass_number, one.in_s) for one in again] == [(1, 2.0), (2, 9.0)]
