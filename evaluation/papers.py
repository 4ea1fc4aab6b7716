"""What was handed in about some clips, beside what is true of them, and the figures that follow.

A paper may be ours or a rival's, about all clips of a material or some: the marks are the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from evaluation.adlibs import ad_libs_found, crew_kept_out
from evaluation.calibration import brier, calibration_error, reading_claims, word_claims
from evaluation.edges import ALL_HEARD, Unheard, heard_ends, heard_starts, unheard_ends, unheard_starts
from evaluation.readings import (
    LOOSE,
    Matching,
    altered_precision,
    altered_recall,
    end_error,
    f1,
    false_readings,
    match,
    precision,
    recall,
    start_error,
)
from evaluation.score import Score
from evaluation.truth import TrueTake, Truth
from rushes.coverage import LinedScript

HEAVY: Final = {"white": 12.0, "babble": 15.0}
"""Noise that a reading must stand: so many dB below the speech, or less."""


@dataclass(frozen=True)
class Paper:
    """What was handed in about some clips, and the truth. edges: where the truth has no sound."""

    truth: Truth
    lined: LinedScript
    edges: Unheard = ALL_HEARD

    def of(self, takes: Iterable[TrueTake]) -> "Paper":
        """Return the paper about some of the takes only."""
        files = [take.file for take in takes]
        lined = replace(
            self.lined,
            clips=tuple(clip for clip in self.lined.clips if clip.file in files),
            readings=tuple(one for one in self.lined.readings if one.file in files),
            off_script=tuple(one for one in self.lined.off_script if one.file in files),
        )
        return Paper(self.truth.of(files), lined, self.edges)

    @cached_property
    def matching(self) -> Matching:
        """Which found readings are which true ones."""
        return match(self.truth, self.lined.readings)


def figures(paper: Paper) -> Mapping[str, Score]:
    """Return every figure about a paper by the name of its row."""
    noisy = paper.of(take for take in paper.truth.takes if in_heavy_noise(take))
    return {
        **reading_figures(paper.matching),
        "readings F1, looser": f1(match(paper.truth, paper.lined.readings, LOOSE)),
        "readings F1 in heavy noise": f1(noisy.matching),
        **edge_figures(paper.matching, paper.edges),
        "ad-libs kept out and reported": ad_libs_found(paper.truth, paper.lined),
        "crew kept out": crew_kept_out(paper.truth, paper.lined),
        **calibration_figures(paper.matching),
    }


def in_heavy_noise(take: TrueTake) -> bool:
    """Tell whether a take lies under a noise that readings must stand."""
    return take.noise_snr_db is not None and take.noise_snr_db <= HEAVY.get(take.noise, -1.0)


def reading_figures(matching: Matching) -> Mapping[str, Score]:
    """Return the figures about readings."""
    return {
        "readings precision": precision(matching),
        "readings recall": recall(matching),
        "readings F1": f1(matching),
        "false readings": false_readings(matching),
        "start error, median": start_error(matching, 50),
        "start error, 95 %": start_error(matching, 95),
        "end error, median": end_error(matching, 50),
        "end error, 95 %": end_error(matching, 95),
        "altered precision": altered_precision(matching),
        "altered recall": altered_recall(matching),
    }


def edge_figures(matching: Matching, edges: Unheard) -> Mapping[str, Score]:
    """Return the errors where the truth's edges can be heard, and how many cannot."""
    return {
        "start error, 95 %, heard starts": start_error(heard_starts(matching, edges), 95),
        "end error, 95 %, heard ends": end_error(heard_ends(matching, edges), 95),
        "true starts without sound": unheard_starts(matching, edges),
        "true ends without sound": unheard_ends(matching, edges),
    }


def calibration_figures(matching: Matching) -> Mapping[str, Score]:
    """Return how well confidence tells what is so."""
    readings, words = reading_claims(matching), word_claims(matching)
    return {
        "calibration error, readings": calibration_error(readings),
        "calibration error, words": calibration_error(words),
        "Brier score, readings": brier(readings),
        "Brier score, words": brier(words),
    }


def joined(papers: Sequence[Paper]) -> Matching:
    """Return the matchings of several papers as one."""
    matchings = [paper.matching for paper in papers]
    return Matching(
        tuple(pair for one in matchings for pair in one.pairs),
        tuple(true for one in matchings for true in one.missed),
        tuple(ours for one in matchings for ours in one.false),
    )
