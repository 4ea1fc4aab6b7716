"""The footage's command: `rushes seal`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rushes.footage.manifests import Sealed


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The folder that receives the manifest.")
@click.option("--in-place", is_flag=True, help="Put the manifest beside the originals, in `ascmhl`.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON and nothing else.")
def seal(*, folder: Path, out: Path | None, in_place: bool, as_json: bool) -> None:
    """Write down the hash of every file in a folder, as an ASC MHL manifest.

    FOLDER holds what was copied from a card; its files are only read. Files that an earlier manifest lists
    are checked by it. Whoever copies the folder takes the manifest along and can tell that
    nothing was lost or changed; `rushes assemble` does so by itself.
    """
    from rushes.footage import manifests  # noqa: PLC0415 -- `--help` does without

    if in_place == (out is not None):
        raise click.UsageError("Say where the manifest belongs: -o OUT, or --in-place.")
    made = manifests.seal(folder, out)
    click.echo(_as_json(made) if as_json else _summary(made))


def _summary(made: "Sealed") -> str:
    before = f"{made.verified} of them as listed before" if made.verified else "nothing was listed before"
    lines = [f"Sealed {made.listed} file{'' if made.listed == 1 else 's'}; {before}."]
    lines += [f"{finding.kind}: {finding.subject}. {finding.fact}" for finding in made.findings]
    return "\n".join([*lines, *(str(path) for path in made.manifests)])


def _as_json(made: "Sealed") -> str:
    findings = [
        {"kind": f.kind, "subject": f.subject, "fact": f.fact, "advice": f.advice} for f in made.findings
    ]
    manifests = [str(path) for path in made.manifests]
    told = {
        "schema": "rushes.seal/1",
        "manifests": manifests,
        "listed": made.listed,
        "verified": made.verified,
    }
    return json.dumps({**told, "findings": findings}, indent=1, ensure_ascii=False)


COMMANDS: tuple[click.Command, ...] = (seal,)
