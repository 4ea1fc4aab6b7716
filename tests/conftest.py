"""What every test may ask for."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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
