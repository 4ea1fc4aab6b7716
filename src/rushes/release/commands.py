"""`rushes release`: a copy that may leave the house."""

from pathlib import Path

import click


@click.command()
@click.argument("film", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.mp4",
    help="The file to write.",
)
@click.option(
    "--cover",
    multiple=True,
    metavar="PERFORMER",
    help="Cover and mute somebody, by name, character or id; `all` who did not say yes; may be repeated.",
)
@click.option(
    "--boxes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where they are in the pictures, drawn by hand (TOML, see docs/release.md).",
)
@click.option(
    "--keep-boxes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Keep the boxes that were found, to correct them [default: they are forgotten].",
)
@click.option(
    "--grants",
    type=click.Path(path_type=Path),
    metavar="DIR|FILE",
    help="The register [default: the film's].",
)
@click.option(
    "--territory", default="", metavar="NAME", help="Where the copy goes, for yeses that hold only there."
)
@click.option("--medium", default="", metavar="NAME", help="By what it is shown, such as cinema, likewise.")
@click.option("--jobs", type=click.IntRange(min=1), help="Clips looked at at once [default: all cores].")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Results kept [default: .rushes-cache by FILM]."
)
def release(
    *,
    film: Path,
    out: Path,
    cover: tuple[str, ...],
    boxes: Path | None,
    keep_boxes: Path | None,
    grants: Path | None,
    territory: str,
    medium: str,
    jobs: int | None,
    cache: Path | None,
) -> None:
    """Write a copy that may leave the house: nobody is in it who did not say yes.

    FILM is a film's folder, as people left it, or one that `rushes assemble` or `rushes turnover` made.
    The copy is the cut at full size, with its label. Whoever did not say yes to 'publish' must be covered
    and muted: where their place in the picture is not known, the whole picture is covered.
    """
    from rushes.release import release as released  # noqa: PLC0415 -- its rooms are heavy
    from rushes.release.told import released_told  # noqa: PLC0415 -- the same
    from rushes.rights import today  # noqa: PLC0415 -- the same
    from rushes.telling.bars import progress  # noqa: PLC0415 -- the same

    with progress(quiet=False) as watch:
        made = released(
            *(film, out),
            on=today(),
            cover=cover,
            boxes=boxes,
            keep_boxes=keep_boxes,
            register=grants,
            territory=territory,
            medium=medium,
            jobs=jobs,
            cache=cache,
            watch=watch,
        )
    click.echo(released_told(made))


COMMANDS = (release,)
