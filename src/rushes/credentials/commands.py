"""The command of credentials: `rushes credentials`."""

from pathlib import Path

import click


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


COMMANDS: tuple[click.Command, ...] = (credentials_,)
