"""What the stage's command reads and says: which screenplay, how far it is, what was made."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from rushes.engine import Progress, Watch
from rushes.screenplay import Screenplay, read_screenplay
from rushes.stage.known import StageTruth

_EXAMPLE = "lost-property.fountain"


def example() -> Path:
    """Return the scene that ships with Rushes: inside the installed package, else in the source tree."""
    here = Path(__file__).resolve()
    shipped = here.parent / "example" / _EXAMPLE
    return shipped if shipped.exists() else here.parents[3] / "examples" / _EXAMPLE


def screenplay_from(path: Path | None) -> Screenplay:
    """Read a screenplay, or the example where none is named; raises as `read_screenplay` does."""
    screenplay, _ = read_screenplay(path or example())
    return screenplay


def _say_nothing(_: Progress) -> None:
    pass


@contextmanager
def progress(*, quiet: bool) -> Iterator[Watch]:
    """Tell on the error output what was filmed: a line that changes, or off a terminal every fifth take."""
    live = sys.stderr.isatty()

    def tell(step: Progress) -> None:
        text = f"takes filmed: {step.done} of {step.total}"
        if live:
            click.echo(f"\r{text}  {step.subject:<32}", nl=False, err=True)
        elif step.done % 5 == 0 or step.done == step.total:
            click.echo(text, err=True)

    if quiet:
        yield _say_nothing
    else:
        yield tell
    if live and not quiet:
        click.echo(f"\r{'':<72}\r", nl=False, err=True)


def as_json(truth: StageTruth) -> str:
    """Return the truth as it is written to disk."""
    return msgspec.json.encode(truth).decode()


def _recorded(truth: StageTruth) -> list[str]:
    """Say what the sound recorder recorded and what was handed in, where there is any."""
    beside = sorted({one.kind for one in truth.recordings} - {"take"})
    among = f", among them {', '.join(beside)}" if beside else ""
    sound = [f"{len(truth.recordings)} recordings{among}."] if truth.recordings else []
    return sound + ([f"Handed in: {', '.join(truth.papers)}."] if truth.papers else [])


def summary(truth: StageTruth, out: Path) -> str:
    """Say in a few lines what was shot and what went wrong in it."""
    minutes, seconds = divmod(round(truth.seconds), 60)
    readings = [reading for take in truth.takes for reading in take.readings]
    wrong = sum(reading.kind == "flub" for reading in readings)
    faults = sorted({fault for take in truth.takes for fault in take.faults})
    setups = len({take.setup for take in truth.takes})
    title = f" of \u201c{truth.title}\u201d" if truth.title else ""
    groups = len({take.group for take in truth.takes})
    takes = f"{groups} takes" if groups == len(truth.takes) else f"{len(truth.takes)} clips of {groups} takes"
    shot = f"{takes}{title} in {setups} setups, {minutes}:{seconds:02} of footage"
    return "\n".join(
        [
            f"Shot {shot}, into {out}.",
            *_recorded(truth),
            f"{len(readings)} readings, {wrong} of them wrong; planted: {', '.join(faults) or 'nothing'}.",
            f"Every word's time stands in {out / 'truth.json'}.",
        ]
    )
