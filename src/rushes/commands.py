"""The main commands: `rushes assemble`, `line`, `log`, and what is asked of a cut: `why`, `compare`."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import wraps
from pathlib import Path

import click

from rushes.errands import Hearing, Material
from rushes.project import Film, is_film, read_film
from rushes.telling import as_json as written
from rushes.telling import (
    compare_as_json,
    compare_told,
    lining_as_json,
    lining_summary,
    log_as_json,
    log_summary,
    progress,
    summary,
    why_as_json,
    why_told,
)
from rushes.timecode import rate_from


def hearing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of hearing; it receives them as one `hearing`."""

    @wraps(command)
    def with_hearing(*, ear: str, ear_model: str | None, transcripts: Path | None, **rest: object) -> None:
        command(hearing=Hearing(ear, ear_model, transcripts), **rest)

    for option in reversed(_HEARING):
        with_hearing = option(with_hearing)
    return with_hearing


def material_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of what is brought beside the footage, as one `material`."""

    @wraps(command)
    def with_material(
        *, paper: tuple[Path, ...], sync: Path | None, trust: tuple[str, ...], **rest: object
    ) -> None:
        command(material=Material(paper, sync, trust), **rest)

    for option in reversed(_MATERIAL):
        with_material = option(with_material)
    return with_material


def working_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of how its work is done and told."""
    for option in reversed(_WORKING):
        command = option(command)
    return command


grants_option = click.option(
    "--grants",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Who said yes to what (docs/consent.md) [default: the film's own]; silence means no.",
)
_WORKING = (
    click.option("--jobs", type=click.IntRange(min=1), help="Processes at work [default: all cores]."),
    click.option(
        "--cache", type=click.Path(path_type=Path), help="Results kept [default: .rushes-cache by OUT]."
    ),
    click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON and nothing else."),
)
_MATERIAL = (
    click.option(
        "--paper",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A report or a log (ALE, CSV), beside those that lie in the footage; may be repeated.",
    ),
    click.option(
        "--sync",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A CSV that says which sound belongs behind which picture: picture, sound, at (seconds).",
    ),
    click.option(
        "--trust",
        multiple=True,
        metavar="CLIP",
        help="Use this clip although its content is not what the manifest says; may be repeated.",
    ),
)
_HEARING = (
    click.option(
        "--ear",
        type=click.Choice(("script", "whisper")),
        default="script",
        show_default=True,
        help="Who hears: the built-in ear (English), or faster-whisper, an extra that you install.",
    ),
    click.option(
        "--ear-model", metavar="PATH", help="The model of --ear whisper: a folder, or a name kept here."
    ),
    click.option(
        "--transcripts",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Transcripts by the names of the clips (.srt, .vtt, .json), beside those next to the clips.",
    ),
)


@click.command()
@click.argument("screenplay", type=click.Path(path_type=Path))
@click.argument("footage", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="The folder to make [default: that of the film]."
)
@click.option(
    "--taste",
    metavar="NAME|FILE",
    help="How to cut: classic, intimate, restless, documentary-of-the-take, or a TOML file of your own "
    "[default: classic].",
)
@click.option(
    "--rate",
    type=rate_from,
    metavar="RATE",
    help="The film's rate, such as 25 or 23.976 [default: most clips'].",
)
@click.option(
    "--pins",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What a person decided, line by line (TOML, see docs/pins.md); it is kept, or refused.",
)
@click.option(
    "--on-camera",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Who is seen in a setup, where no log says so (TOML, see docs/grammar.md).",
)
@grants_option
@click.option(
    "--versions",
    type=click.IntRange(0, 9),
    default=0,
    metavar="K",
    help="Make K other cuts beside the first that differ where it matters [default: none].",
)
@hearing_options
@material_options
@working_options
def assemble(
    *,
    screenplay: Path,
    footage: tuple[Path, ...],
    out: Path | None,
    taste: str | None,
    rate: Fraction | None,
    pins: Path | None,
    on_camera: Path | None,
    grants: Path | None,
    versions: int,
    jobs: int | None,
    cache: Path | None,
    hearing: Hearing,
    material: Material,
    as_json: bool,
) -> None:
    """Make a first cut from a screenplay and a folder of rushes.

    SCREENPLAY is a Fountain, Final Draft or plain text file, FOOTAGE the folders or files that the
    camera made; they are only read. OUT receives the cut for editing systems, a preview to watch and
    a report with the reason for every choice. Of a film that `rushes new` made, its folder alone is enough.
    """
    from rushes import assembly  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    film = _film(screenplay, footage, out)
    with progress(quiet=as_json, without=() if grants else ("faces", "mouths")) as watch:
        made = assembly.assemble(
            *(film.script, film.footage, film.folder),
            taste=taste or film.taste or "classic",
            rate=rate or (rate_from(film.rate) if film.rate else None),
            pins=pins or film.pins,
            on_camera=on_camera or film.on_camera,
            grants=grants or film.grants,
            versions=versions,
            jobs=jobs,
            cache=cache or film.cache,
            hearing=hearing if hearing != Hearing() else Hearing.of_film(film),
            material=material if material != Material() else Material.of_film(film),
            watch=watch,
        )
    click.echo(written(made) if as_json else summary(made))


def _film(screenplay: Path, footage: tuple[Path, ...], out: Path | None) -> Film:
    """Return what to cut: a film by its folder, or a screenplay and rushes with the folder to make."""
    if not footage and is_film(screenplay):
        film = read_film(screenplay)
        return replace(film, folder=out or film.cut_folder, cache=film.results)
    if not footage:
        raise click.UsageError("Missing argument 'FOOTAGE...'.")
    if out is None:
        raise click.UsageError("Missing option '-o' / '--out'.")
    return Film(out, screenplay, footage)


@click.command()
@click.argument("screenplay", type=click.Path(path_type=Path))
@click.argument("footage", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to make [default: SCREENPLAY-lined, beside it].",
)
@grants_option
@hearing_options
@material_options
@working_options
def line(
    *,
    screenplay: Path,
    footage: tuple[Path, ...],
    out: Path | None,
    grants: Path | None,
    jobs: int | None,
    cache: Path | None,
    hearing: Hearing,
    material: Material,
    as_json: bool,
) -> None:
    """Line a script: find which take covers which line, and how.

    SCREENPLAY is a Fountain, Final Draft or plain text file, FOOTAGE the folders or files that the
    camera made; they are only read. OUT receives the lined script as pages to read and to print, and
    as JSON; no cut is made. A screenplay that was revised is lined into the same OUT: known lines keep
    their ids, and only what the new pages touch is heard again.
    """
    from rushes import lining  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    without = ("still", "preview") if grants else ("faces", "mouths", "still", "preview")
    with progress(quiet=as_json, without=without) as watch:
        made = lining.line(
            *(screenplay, footage, out),
            grants=grants,
            jobs=jobs,
            cache=cache,
            hearing=hearing,
            material=material,
            watch=watch,
        )
    click.echo(lining_as_json(made) if as_json else lining_summary(made))


@click.command()
@click.argument("footage", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="The folder to make [default: nothing is written]."
)
@material_options
@working_options
def log(
    *,
    footage: tuple[Path, ...],
    out: Path | None,
    material: Material,
    jobs: int | None,
    cache: Path | None,
    as_json: bool,
) -> None:
    """Log what was shot: every clip and sound file, what is known of it, and what to look at.

    FOOTAGE is the folders or files that cameras and sound recorders made; they are only read. The log is
    printed, findings first. OUT receives it as a page with a picture for each clip, as CSV, as Avid logs and
    as JSON. No screenplay is needed, and no word is listened to.
    """
    from rushes import log as logging  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    with progress(quiet=as_json, without=("listen", "faces", "mouths", "line up", "preview")) as watch:
        made = logging.log_footage(footage, out, material=material, jobs=jobs, cache=cache, watch=watch)
    click.echo(log_as_json(made) if as_json else log_summary(made))


@click.command()
@click.argument("cut", type=click.Path(path_type=Path))
@click.argument("event", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON and nothing else.")
def why(*, cut: Path, event: int, as_json: bool) -> None:
    """Say everything about one event of a cut: what told for it and against it, and what lost to it.

    CUT is a cut.json, the folder that holds one, or a version in such a folder (film/name). EVENT is its
    number in the order of the film, as the report counts.
    """
    from rushes import turnover  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed
    from rushes.cut.why import why as asked  # noqa: PLC0415

    file = turnover.find_cut(cut)
    film, lines = turnover.open_cut(file), turnover.lines_beside(file)
    told = asked(film, event)
    click.echo(why_as_json(told, lines) if as_json else why_told(told, film, lines))


@click.command()
@click.argument("cut", type=click.Path(path_type=Path))
@click.argument("other", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print all differences as JSON and nothing else.")
def compare(*, cut: Path, other: Path, as_json: bool) -> None:
    """Say in what a cut differs from another: takes, sound, trims, pictures, split edits, beats, length.

    CUT and OTHER are each a cut.json, the folder that holds one, or a version in such a folder (film/name);
    a version of CUT may be named alone.
    """
    from rushes import turnover  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed
    from rushes.cut.compare import compare as compared  # noqa: PLC0415

    one = turnover.find_cut(cut)
    files = (one, turnover.find_cut(other, one))
    found = compared(*map(turnover.open_cut, files))
    names = [str(file.parent) for file in files]
    click.echo(compare_as_json(found, *names) if as_json else compare_told(found, *names))


COMMANDS: tuple[click.Command, ...] = (assemble, line, log, why, compare)
