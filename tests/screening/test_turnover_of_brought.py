"""`rushes conform` keeps what an editor sent back, and `rushes turnover --version` hands it over."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import rushes
from rushes.cli import mouth
from rushes.cut.model import PINNED
from rushes.errors import Refusal
from rushes.project import BROUGHT
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.documents import read_cut
from tests.conftest import Shoot
from tests.screening.sending_back import shorter, with_stock

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film(shot_once: Shoot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cut the small shoot into a film, to which two versions came back; of one no cut can be made."""
    folder = tmp_path_factory.mktemp("brought")
    rushes.assemble(shot_once.screenplay, [shot_once.rushes], folder / "film", cache=shot_once.cache)
    cut = read_cut((folder / "film" / "cut.json").read_bytes())
    last = cut.spoken[-1].line
    for name, theirs in (("locked v3", shorter(cut, last, 5)), ("skyline", with_stock(cut, last))):
        (data,) = DIALECTS["fcp7"].write(theirs).values()
        (folder / f"{name}.xml").write_bytes(data)
        assert said("conform", folder / "film", folder / f"{name}.xml").exit_code == 0
    return folder / "film"


def said(*words: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(mouth, [str(word) for word in words])


@pytest.mark.parametrize("name", ["locked v3", f"{BROUGHT}/locked v3"])
@pytest.mark.parametrize("to", [(), ("--to", "otio")])
def test_a_version_that_came_back_leaves_by_its_name(
    film: Path, shot_once: Shoot, tmp_path: Path, name: str, to: tuple[str, ...]
) -> None:
    """Whole, and in a named dialect: as long as theirs, each choice a person's."""
    out = tmp_path / "out"
    told = said("turnover", film, "--version", name, "--cache", shot_once.cache, "-o", out, *to)
    assert told.exit_code == 0, told.output
    left, first = (read_cut((one / "cut.json").read_bytes()) for one in (out, film))
    assert left.frames == first.frames - 5
    assert all(PINNED in {one.name for one in event.reasons} for event in left.track("V1"))
    assert (out / ("turnover.html" if to else "preview.mp4")).is_file()


@pytest.mark.parametrize(
    ("name", "why"), [("skyline", "came back and cannot be played here"), ("nobody", "no version called")]
)
def test_what_cannot_leave_says_why_and_leaves_nothing(
    film: Path, shot_once: Shoot, tmp_path: Path, name: str, why: str
) -> None:
    """A version with other material is there as its file; a name of nobody's is none."""
    copy = shutil.copytree(film, tmp_path / "film")
    told = said("turnover", copy, "--version", name, "--cache", shot_once.cache)
    assert isinstance(told.exception, Refusal)
    assert why in str(told.exception)
    assert not (copy / "handed-over").exists()
