"""`rushes screen` and `rushes new`: open the room, and make a film to open."""

import contextlib
import json
import secrets
import signal
import socket
import webbrowser
from pathlib import Path
from typing import Final

import click

from rushes.errors import Refusal
from rushes.project import Film, write_film
from rushes.telling import progress, turnover_as_json, turnover_summary

ADDRESS: Final = "http://127.0.0.1:{port}/?token={token}"


class PortTaken(Refusal):
    """Somebody else answers at a port."""

    sentence = "Port {0} cannot be had ({1}). Name another with --port, or none to get a free one."


class NothingToFilm(Refusal):
    """A film needs a script and footage that are there."""

    sentence = "There is nothing at {0}. A film needs a screenplay and the folders of its rushes."


@click.command()
@click.argument("film", type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Where to answer [default: a free port]."
)
@click.option("--read-only", is_flag=True, help="Look; decide nothing.")
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work [default: all cores].")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Results kept [default: .rushes-cache by FILM]."
)
def screen(
    *, film: Path, port: int, read_only: bool, no_open: bool, jobs: int | None, cache: Path | None
) -> None:
    """Open the screening room: watch a cut, compare takes, decide, lock.

    FILM is a film's folder, as `rushes assemble` or `rushes new` made it, or a cut.json to look at. The room
    is a page on this machine alone; its address holds the key. Ctrl-C closes it, and so does `kill`, where
    a script started it in the background; every decision is on the disk already.
    """
    from rushes.screening import opening  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    _leave_with_the_terminal()
    with contextlib.ExitStack() as stack:
        answering = stack.enter_context(_bound(port))
        with progress(quiet=False) as watch:
            room = opening.open_room(film, read_only=read_only, jobs=jobs, cache=cache, watch=watch)
        stack.callback(room.close)
        token = secrets.token_urlsafe(24)
        address = ADDRESS.format(port=answering.getsockname()[1], token=token)
        if room.only_looks:
            click.echo(f"This room only looks: {room.only_looks}")
        click.echo(f"The screening room is open: {address}\nCtrl-C closes it.")
        if not no_open:
            webbrowser.open(address)
        room.serve(answering, token)


def _leave_with_the_terminal() -> None:
    """Take a terminal that closes for a request to end; under `nohup`, where it is ignored, stay."""
    gone = getattr(signal, "SIGHUP", None)
    if gone is not None and signal.getsignal(gone) is signal.SIG_DFL:
        signal.signal(gone, lambda *_: signal.raise_signal(signal.SIGTERM))


def _bound(port: int) -> socket.socket:
    """Return a socket at a port of loopback, a free one for 0; `PortTaken` when it cannot be had."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(("127.0.0.1", port))
        made.listen()  # who comes before the film is open waits, and no second room gets the port
    except OSError as error:
        made.close()
        raise PortTaken(port, error.strerror or str(error)) from error
    return made


@click.command()
@click.argument("film", type=click.Path(path_type=Path))
@click.argument("footage", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--script", required=True, type=click.Path(path_type=Path), help="The screenplay.")
@click.option("--title", default="", help="What the film is called [default: the script's title].")
@click.option("--taste", metavar="NAME|FILE", help="How to cut [default: classic].")
@click.option("--rate", metavar="RATE", help="The film's rate [default: most clips'].")
def new(
    *, film: Path, footage: tuple[Path, ...], script: Path, title: str, taste: str | None, rate: str | None
) -> None:
    """Make a film: a folder whose film.toml says what it is made from.

    FILM is the folder to make, FOOTAGE the folders or files that the camera made; they stay where they are.
    Then `rushes assemble FILM` makes its first cut, and `rushes screen FILM` opens the room.
    """
    for needed in (script, *footage):
        if not needed.exists():
            raise NothingToFilm(needed)
    named = Film(
        film.absolute(), script.absolute(), tuple(one.absolute() for one in footage), title, taste, rate
    )
    click.echo(f"{write_film(named)}\nNow: rushes assemble {film}")


@click.command()
@click.argument("cut", type=click.Path(path_type=Path))
@click.option(
    "--to",
    metavar="NAMES",
    help="With commas: otio, otio-resolve, fcp7, fcpxml, aaf, mlt, edl, ale, srt, csv, stringout, selects.",
)
@click.option(
    "--media",
    default="absolute",
    metavar="absolute|relative|MAP",
    help="How media are named; MAP: a TOML or CSV file of folders here and there [default: absolute].",
)
@click.option(
    "--handles", type=click.IntRange(min=0), default=0, help="Frames of the film to ask for around each shot."
)
@click.option(
    "--trust-media", is_flag=True, help="Do not read the media once more to see whether they are as cut."
)
@click.option(
    "--no-look", is_flag=True, help="Do not look in the media at the frames and sound that timelines play."
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to make [default: the next under FILM/handed-over].",
)
@click.option(
    "--version", default="", metavar="NAME", help="As it was when it was given this name [default: as it is]."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work [default: all cores].")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Results kept [default: .rushes-cache by FILM]."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was handed over as JSON and nothing else.")
def turnover(
    *,
    cut: Path,
    to: str | None,
    media: str,
    handles: int,
    trust_media: bool,
    no_look: bool,
    out: Path | None,
    version: str,
    jobs: int | None,
    cache: Path | None,
    as_json: bool,
) -> None:
    """Hand over a film as people left it: timelines, preview, report, documents.

    CUT is a film's folder, and what its journal holds is in what leaves; with --to it may be any folder that
    holds a cut, or a cut.json. --to writes what other systems open, each file read back and compared, and a
    page that says what each holds. A folder that is there is never written over. Everything says who locked
    the picture, or that nobody did.
    """
    from rushes.screening import leaving  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    if to is None:
        with progress(quiet=as_json) as watch:
            left = leaving.turn_over_film(cut, out, version, jobs=jobs, cache=cache, watch=watch)
        click.echo(json.dumps({"out": str(left.folder)}) if as_json else f"Handed over: {left.folder}")
        return
    from rushes.screening import leaving_as  # noqa: PLC0415 -- the same
    from rushes.turnover.leaving_as import wanted  # noqa: PLC0415

    asked = wanted(to, media, handles, trust=trust_media, look=not no_look)
    with progress(quiet=as_json) as watch:
        folder, sheet = leaving_as.turn_over_as(cut, asked, out, version, jobs=jobs, cache=cache, watch=watch)
    click.echo((turnover_as_json if as_json else turnover_summary)(folder, sheet))


COMMANDS = (screen, new, turnover)
