"""The main command: `rushes assemble`."""

from fractions import Fraction
from pathlib import Path

import click

from rushes.telling import as_json as written
from rushes.telling import progress, summary
from rushes.timecode import rate_from


@click.command()
@click.argument("screenplay", type=click.Path(path_type=Path))
@click.argument("footage", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The folder to make.")
@click.option("--taste", default="classic", show_default=True, help="Whose habits choose the takes.")
@click.option(
    "--rate",
    type=rate_from,
    metavar="RATE",
    help="The film's rate, such as 25 or 23.976 [default: most clips'].",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work [default: all cores].")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Results kept [default: .rushes-cache by OUT]."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON and nothing else.")
def assemble(
    *,
    screenplay: Path,
    footage: tuple[Path, ...],
    out: Path,
    taste: str,
    rate: Fraction | None,
    jobs: int | None,
    cache: Path | None,
    as_json: bool,
) -> None:
    """Make a first cut from a screenplay and a folder of rushes.

    SCREENPLAY is a Fountain, Final Draft or plain text file, FOOTAGE the folders or files that the
    camera made; they are only read. OUT receives the cut for editing systems, a preview to watch and
    a report with the reason for every choice.
    """
    from rushes import assembly  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    with progress(quiet=as_json) as watch:
        made = assembly.assemble(
            screenplay, footage, out, taste=taste, rate=rate, jobs=jobs, cache=cache, watch=watch
        )
    click.echo(written(made) if as_json else summary(made))


COMMANDS: tuple[click.Command, ...] = (assemble,)
