"""The command measures what is there, and a gate that judged nothing does not stand open."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from evaluation.__main__ import main
from evaluation.screening import Screened


def test_nothing_to_judge_is_said_and_closes_the_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No shared material, no stage: it says so, and ends with 1 where a gate was asked for."""
    monkeypatch.setenv("RUSHES_MATERIAL", str(tmp_path))
    told = CliRunner().invoke(main, ["--no-stage", "--no-rivals"])
    assert told.exit_code == 0
    assert "Measured on" in told.output
    assert "no material with real voices" in told.output
    assert CliRunner().invoke(main, ["--no-stage", "--no-rivals", "--gate"]).exit_code == 1


def test_what_was_not_measured_closes_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no browser is, the page may be slow or broken; without a gate that is only said."""
    screened = Screened(120, 2000, 4000, {})
    monkeypatch.setattr("evaluation.__main__.screen_all", lambda: screened)
    monkeypatch.setattr("evaluation.__main__.browse_all", dict)
    assert CliRunner().invoke(main, ["--screen"]).exit_code == 0
    gated = CliRunner().invoke(main, ["--screen", "--gate"])
    assert gated.exit_code == 1
    assert "page of the screening room was not measured" in gated.output


def test_a_page_that_is_not_there_is_refused_before_any_work(tmp_path: Path) -> None:
    """A typing mistake must not cost a quarter of an hour."""
    told = CliRunner().invoke(main, ["--page", str(tmp_path / "nowhere.md")])
    assert told.exit_code == 2
    assert "nowhere.md" in told.output
