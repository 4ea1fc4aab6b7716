"""What every test may ask for."""

import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

import rushes

ROOT = Path(__file__).parents[1]

hypothesis.settings.register_profile("house", deadline=None)  # speed is measured in evaluation/, never tested
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def material() -> Path:
    """Return the folder of shared real material; read-only, and never part of this repository.

    It is looked for beside the repository, or where RUSHES_MATERIAL says.
    """
    folder = Path(os.environ.get("RUSHES_MATERIAL", ROOT.parent / "shared" / "material")).resolve()
    if not folder.is_dir():
        absent = f"no real material at {folder}; name its folder in RUSHES_MATERIAL"
        if os.environ.get("CI"):
            pytest.fail(absent)  # there a skip would hide that nothing real was tried
        pytest.skip(absent)
    return folder


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
