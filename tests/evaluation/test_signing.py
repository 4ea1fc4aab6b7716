"""The bench of signing signs what it says, and names what costs too much."""

from pathlib import Path

from evaluation.promises import OF_SIGNING
from evaluation.results import Results, missed
from evaluation.score import Score
from evaluation.signing import AS_HASHING, MEMORY, Signed, a_cut, sign_all
from evaluation.table import as_text

from rushes.credentials import manifest_of


def test_a_film_is_hashed_and_signed_and_nothing_is_left(tmp_path: Path) -> None:
    signed = sign_all(tmp_path / "signing", 2_000_000)
    assert signed.bytes == 2_000_000
    assert set(OF_SIGNING) <= set(signed.scores)
    assert (signed.scores["signing"].value or 0) > 0
    assert list(tmp_path.iterdir()) == []


def test_its_label_has_a_hundred_rushes() -> None:
    assert len(manifest_of(a_cut()).ingredients) == 100


def test_what_costs_too_much_is_named() -> None:
    dear = Signed(500_000_000, {AS_HASHING: Score(3.5, 3, "times"), MEMORY: Score(900.0, 3, "MB")})
    results = Results("today", "a machine", signed=dear)
    assert len(list(missed(results))) == 2
    assert len(list(missed(results, gate=True))) == 1
    assert "500 MB" in as_text(results)
