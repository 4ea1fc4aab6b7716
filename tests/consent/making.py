"""What people do at a desk, by the commands that they have."""

from pathlib import Path

from click.testing import CliRunner, Result

from rushes.cli import mouth
from tests.conftest import Shoot

BY = ("--collected-by", "the assistant director")


def run(*words: object) -> Result:
    """Run a command that is done."""
    ran = CliRunner().invoke(mouth, [str(word) for word in words])
    assert ran.exit_code == 0, ran.output or ran.exception
    return ran


def assemble(shoot: Shoot, out: Path) -> None:
    """Make the first cut as a person does, with what is remembered."""
    run("assemble", shoot.screenplay, shoot.rushes, "-o", out, "--jobs", 1, "--cache", shoot.cache)
