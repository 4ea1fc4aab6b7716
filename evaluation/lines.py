"""Is every line of the script accounted for?

Unit: lines of the script. Definitions: a line is *covered* when a reading of it was found; it is
truly missing when the truth holds no reading of it, of any kind. *Missing agrees*: lines whose entry
(or absence) in `missing` is the truth. *Accounted for*: lines that stand in the cut, or are listed
in its `missing` and truly are. Source: our own, after the lined script of the script supervisor.
"""  # noqa: D400 -- it is a question

from evaluation.score import Score, tally
from evaluation.truth import Truth
from rushes.coverage import LinedScript
from rushes.cut import Cut


def lines_covered(lined: LinedScript) -> Score:
    """Return how many lines of the script have a reading."""
    covered = {reading.line for reading in lined.readings}
    return tally(sum(line.id in covered for line in lined.lines), len(lined.lines))


def missing_agrees(truth: Truth, lined: LinedScript) -> Score:
    """Return for how many lines `missing` says the truth."""
    spoken = {reading.line for reading in truth.readings}
    agreed = sum((line.id in lined.missing) != (line.id in spoken) for line in lined.lines)
    return tally(agreed, len(lined.lines))


def lines_accounted_for(truth: Truth, lined: LinedScript, cut: Cut) -> Score:
    """Return how many lines are in the cut, or listed as missing and truly so."""
    spoken = {reading.line for reading in truth.readings}
    placed = {event.line for event in cut.events}
    listed = {line.line for line in cut.missing}
    good = sum((line.id in placed) or (line.id in listed and line.id not in spoken) for line in lined.lines)
    return tally(good, len(lined.lines))
