"""The bench of the page opens it in a browser, and names what lets somebody wait too long."""

import pytest
from evaluation.browsing import FIRST_VIEW, SEEK, SWAP, Waits, browse_all, browser_program
from evaluation.promises import OF_BROWSING
from evaluation.results import Results, missed
from evaluation.screening import Screened
from evaluation.table import as_text


def test_one_in_ten_is_too_many() -> None:
    """Nine quick seeks do not hide a slow one."""
    waits = Waits([400.0] * 10, [60.0] * 9 + [1000.0], [90.0] * 10)
    results = Results("today", "a machine", screened=Screened(120, 2000, 4000, waits.scores))
    assert [sentence.partition(" is ")[0] for sentence in missed(results)] == [f"screening: {SEEK}"]
    assert "150 ms or less" in as_text(results)


@pytest.mark.slow
def test_the_page_is_measured() -> None:
    """A first view, two seeks and a swap of the large film, each come to an end."""
    assert browser_program(), "these tests need Chromium: apt-get install chromium"
    scores = browse_all(1, 2, 4)
    assert set(OF_BROWSING) <= set(scores)
    assert all(score.value is not None and 0 < score.value < 10_000 for score in scores.values()), scores
    assert (scores[FIRST_VIEW].count, scores[SEEK].count) == (1, 2)
    assert scores[SWAP].count <= 4
