"""Clips shot for action find their action by what a crew writes, on seeds that nothing was chosen on."""

from collections import Counter

from evaluation.beats import SCRIPTS, matched

from rushes.screenplay import read_screenplay


def test_no_clip_is_matched_with_an_action_that_it_does_not_show() -> None:
    """What is not sure is left open, with the true action among those named; most is sure."""
    total: Counter[str] = Counter()
    for path in SCRIPTS:
        total += matched(read_screenplay(path)[0], range(10, 14))
    assert total["wrong"] == total["lost"] == 0
    assert total["right"] > 3 * total["open"]
