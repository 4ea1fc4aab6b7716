"""The commands of credentials: `rushes verify`, `rushes credentials`."""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--film",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The preview whose label lists FILES that cannot carry one [default: those beside them].",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON and nothing else.")
def verify(*, files: tuple[Path, ...], film: Path | None, as_json: bool) -> None:
    """Say what the label of a film says, whether it holds, and what it cannot prove.

    FILES are previews, releases or anything else that may carry content credentials (C2PA); and timelines,
    which cannot, and are compared with what the preview beside them lists. Ends with 0 only where all of them
    hold: nothing was changed since somebody signed it who is known here.
    """
    from rushes import credentials  # noqa: PLC0415 -- `--help` does without
    from rushes.credentials import words  # noqa: PLC0415

    known = credentials.anchors()
    found = [credentials.verify(file, known, film) for file in files]
    if as_json:
        told = {"schema": "rushes.verify/1", "files": [words.as_value(one) for one in found]}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        click.echo("\n\n".join(words.told(one) for one in found))
    if not all(one.holds for one in found):
        sys.exit(1)


@click.command(name="credentials")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sign with your own (PEM), with --key.",
)
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help="The key of that certificate (PEM)."
)
@click.option(
    "--trust",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Know the films of others by their certificate.",
)
@click.option(
    "--renew", is_flag=True, help="Make this computer's certificate anew, as when its key was lost."
)
def credentials_(*, certificate: Path | None, key: Path | None, trust: Path | None, renew: bool) -> None:
    """Say who signs the films that leave, and change it.

    Without an option nothing is changed. A certificate of this computer is made the first time that a film is
    signed; nothing is sent anywhere.
    """
    from rushes import credentials  # noqa: PLC0415 -- `--help` does without

    if (certificate is None) != (key is None):
        raise click.UsageError("A certificate and its key go together: --certificate FILE --key FILE.")
    if trust:
        click.echo(f"Films signed by “{credentials.trust(trust)}” are known here from now on.")
    if certificate and key:
        credentials.bring(certificate, key)
    signer = credentials.renew() if renew else credentials.authority()
    click.echo(f"Films are signed by “{signer.name}” until {signer.until}.")
    click.echo(f"Whoever is to know them elsewhere needs {credentials.given_to_others(signer)}.")


COMMANDS: tuple[click.Command, ...] = (verify, credentials_)
