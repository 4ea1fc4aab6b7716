"""Every condition is told apart, with how many takes or readings it stands on."""

from dataclasses import replace

from evaluation.conditions import by_manner, by_noise, by_slip, by_take
from evaluation.papers import Paper, figures, in_heavy_noise, joined
from evaluation.score import Score
from evaluation.truth import Truth

from tests.cut.shooting import a_reading, crew
from tests.evaluation.making import found, perfect, said, true

PLAIN = true(said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0, slip="changed"), said("1.1", "1-2", 2.0))
CLEAN, NOISY = PLAIN.takes
TRUTH = Truth((replace(CLEAN, kind="full"), replace(NOISY, kind="reset", noise="white", noise_snr_db=12.0)))
"""Two takes: the first holds a good and a changed reading, the second a good one under noise."""

HALF = Paper(
    TRUTH, found(a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1-1", 5.0), a_reading("1.2", "1-2", 2.0))
)
"""The first take as written throughout, so its slip is not seen; in the second another line was heard."""


def test_noise_is_told_apart() -> None:
    """Without noise both are found; under white noise nothing, and what was found is false."""
    clean, white = by_noise([HALF])
    assert (clean.name, clean.count, clean.scores["readings F1"]) == ("none", 1, Score(1.0, 2))
    assert (white.name, white.count, white.scores["readings F1"]) == ("white, 12 dB", 1, Score(0.0, 1))
    assert white.scores["false readings"] == Score(1, 1, "of")


def test_how_a_take_went_is_told_apart() -> None:
    """The same figures by kind."""
    assert [(one.name, one.count) for one in by_take([HALF])] == [("full", 1), ("reset", 1)]


def test_slips_are_told_apart() -> None:
    """The changed one is found but not seen for what it is; of the two as written one is found."""
    written, changed = by_slip([HALF])
    assert (written.name, written.count) == ("as written", 2)
    assert written.scores["found"] == Score(0.5, 2)
    assert written.scores["kind right"] == Score(1.0, 1)
    assert changed.scores["found"] == Score(1.0, 1)
    assert changed.scores["kind right"] == Score(0.0, 1)


def test_papers_are_joined_though_their_clips_have_the_same_names() -> None:
    """Two stages, each with a 1-1.mov: a perfect one and ours make five readings of six."""
    both = [HALF, Paper(TRUTH, perfect(TRUTH))]
    assert joined(both).true == 6
    assert len(joined(both).pairs) == 5
    assert by_noise(both)[1].scores["readings recall"] == Score(0.5, 2)


def test_manners_and_voices_at_once_are_told_apart() -> None:
    """One whispered alone, one spoken while another speaks."""
    quiet = replace(said("1.1", "1-1", 2.0), manner="whispered")
    truth = true(quiet, said("1.2", "1-1", 6.0), said("1.3", "1-1", 6.5))
    told = by_manner([Paper(truth, perfect(truth))])
    assert [(one.name, one.count) for one in told] == [("overlapping", 2), ("whispered", 1)]


def test_heavy_noise_is_what_was_promised() -> None:
    """White noise at 12 dB or babble at 15, and worse; not 20 dB, and no other noise."""
    kinds = [("white", 12.0), ("white", 10.0), ("babble", 15.0), ("white", 20.0), ("hum", 12.0), ("", None)]
    takes = [replace(CLEAN, noise=noise, noise_snr_db=snr) for noise, snr in kinds]
    assert [in_heavy_noise(take) for take in takes] == [True, True, True, False, False, False]


def test_the_figures_of_a_paper() -> None:
    """F1 2 of 3 found and true each; in heavy noise nothing; a perfect paper has 1 and no errors."""
    ours, best = figures(HALF), figures(Paper(TRUTH, perfect(TRUTH)))
    assert ours["readings F1"] == Score(2 / 3, 3)
    assert ours["readings F1 in heavy noise"] == Score(0.0, 1)
    assert (best["readings F1"], best["readings F1 in heavy noise"]) == (Score(1.0, 3), Score(1.0, 1))
    assert best["calibration error, readings"] == Score(0.0, 3)
    assert best["crew kept out"].value is None


def test_a_part_of_a_paper_is_about_its_clips_alone() -> None:
    """Held-out scenes are marked by themselves: truth, readings and other speech."""
    paper = Paper(TRUTH, found(*HALF.lined.readings, crew("1-1", 9.0, 9.5), crew("1-2", 9.0, 9.5)))
    part = paper.of([NOISY])
    assert [take.file for take in part.truth.takes] == ["1-2.mov"]
    assert {one.file for one in part.lined.readings} == {"1-2.mov"}
    assert {one.file for one in part.lined.off_script} == {"1-2.mov"}
    assert [clip.file for clip in part.lined.clips] == ["1-2.mov"]
