"""The bench of the register makes the register that it says, and every edited byte is counted."""

from click.testing import CliRunner
from evaluation.__main__ import main
from evaluation.consenting import DECIDED, FOUND, OPENED, Consented, consent_all
from evaluation.promises import OF_CONSENT
from evaluation.results import Results, missed
from evaluation.score import Score
from evaluation.table import as_text


def test_a_register_is_made_and_asked() -> None:
    """Ten performers and two hundred entries, some with documents; all of twenty edits are found."""
    found = consent_all(performers=10, entries=200, asked=500, edited=20)
    assert set(OF_CONSENT) <= set(found.scores)
    assert (found.scores[FOUND].value, found.scores[FOUND].count) == (20, 20)
    assert all(score.value for score in found.scores.values())


def test_what_is_slow_or_missed_is_named_and_a_missed_byte_closes_the_gate() -> None:
    """Speed is told; that no edit goes unseen is held."""
    scores = {OPENED: Score(0.6, 20_000, "s"), DECIDED: Score(2e5, 100_000, "a second")}
    slow = Consented(500, 20_000, {**scores, FOUND: Score(199, 200, "of")})
    results = Results("today", "a machine", consented=slow)
    assert list(missed(results)) == [
        f"consent: {OPENED} is 0.6 of 20000; must be 0.5 s or less.",
        f"consent: {FOUND} is 199 of 200; must be all.",
    ]
    assert len(missed(results, gate=True)) == 1
    assert "200,000 a second" in as_text(results)


def test_it_is_a_bench_of_its_own() -> None:
    """`--consent` measures nothing else."""
    ran = CliRunner().invoke(main, ["--consent"])
    assert ran.exit_code == 0, ran.output
    assert "The register of consent" in ran.output
    assert "500 performers, 20000 entries" in ran.output
