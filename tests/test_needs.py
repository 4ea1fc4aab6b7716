"""No test is skipped unseen: what a machine lacks is told to a developer, and is a failure in CI."""

import re
from pathlib import Path

import pytest

from tests.conftest import NEEDS, ROOT, Need, need

SKIPS = re.compile(r"\bskip(?:if)?\(|\bimportorskip\(|\bpytest\.mark\.(?:skip|skipif|xfail)\b")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have nothing."""
    for name, known in list(NEEDS.items()):
        monkeypatch.setitem(NEEDS, name, Need(lambda: False, known.told))


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("name", NEEDS)
def test_in_ci_what_is_lacking_fails(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """With a sentence that says what to do."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception) as failed:
        need(name)
    assert str(failed.value) == NEEDS[name].told()


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("said", ["", "0", "false"])
def test_a_developer_is_told(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Elsewhere the test is skipped, and pytest names it with the same sentence."""
    monkeypatch.setenv("CI", said)
    with pytest.raises(pytest.skip.Exception, match="Chromium"):
        need("chromium")


def test_an_empty_folder_is_no_material(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that somebody made for it and never filled holds nothing real."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("RUSHES_MATERIAL", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="RUSHES_MATERIAL"):
        need("material")


def test_there_is_no_other_way_to_skip() -> None:
    """What a test needs, it says by its name."""
    own = {Path(__file__), ROOT / "tests" / "conftest.py"}
    skipping = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path not in own and (found := SKIPS.search(path.read_text(encoding="utf-8")))
    ]
    assert skipping == []


def test_ci_says_that_it_is_ci() -> None:
    """Whoever runs the checks that decide need not think of it."""
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
