"""The bench of the page opens it in a browser, and names what lets somebody wait too long."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from evaluation.browsing import FIRST_VIEW, SEEK, SWAP, Waits, browse_all
from evaluation.numbered import film_numbers, number_on
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


def test_a_wrong_picture_closes_the_gate() -> None:
    """It counts as one that never came; that somebody waited long does not."""
    for wrong, unheld in ((5000.0, []), (float("inf"), [f"screening: {SWAP}"])):
        waits = Waits([400.0] * 10, [60.0] * 10, [90.0] * 9 + [wrong])
        results = Results("today", "a machine", screened=Screened(120, 2000, 4000, waits.scores))
        assert [said.partition(" is ")[0] for said in missed(results, gate=True)] == unheld


def test_every_frame_tells_its_number(tmp_path: Path) -> None:
    """From any first number on, as it comes back from the file."""
    film_numbers(tmp_path / "film.mp4", 4094, 6, Fraction(25))
    with av.open(str(tmp_path / "film.mp4")) as filmed:
        seen = [number_on(frame.to_ndarray(format="gray8")) for frame in filmed.decode(video=0)]
    assert seen == [4094, 4095, 4096, 4097, 4098, 4099]
    assert number_on(np.full((360, 640), 235, np.uint8)) is None


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_the_page_is_measured() -> None:
    """A first view, two seeks and a swap of the large film, each come to an end."""
    scores = browse_all(1, 2, 4)
    assert set(OF_BROWSING) <= set(scores)
    assert all(score.value is not None and 0 < score.value < 10_000 for score in scores.values()), scores
    assert (scores[FIRST_VIEW].count, scores[SEEK].count) == (1, 2)
    assert scores[SWAP].count <= 4
