"""The turnover's own command: `rushes conform`."""

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rushes.turnover.came_back import CameBack

_WIDE = 100
_MOST = 40
"""Changes that the terminal shows; the report has all."""


@click.command()
@click.argument("cut", type=click.Path(path_type=Path))
@click.argument("edited", metavar="EDITED_FILE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", metavar="FILE.html", type=click.Path(path_type=Path), help="Write the report here."
)
@click.option("--name", default="", metavar="NAME", help="What the version is called [default: as the file].")
@click.option("--by", default="", metavar="WHO", help="Whose version it is, as the screening room tells it.")
@click.option("--json", "as_json", is_flag=True, help="Print all that was found as JSON and nothing else.")
def conform(*, cut: Path, edited: Path, out: Path | None, name: str, by: str, as_json: bool) -> None:
    """Say what an editor changed in a cut, and how far their version is from it.

    CUT is a film's folder, a folder that holds a cut, or a cut.json; EDITED_FILE what an editing system
    exported: Final Cut Pro 7 XML, FCPXML, OpenTimelineIO, AAF or EDL, told apart by content. Of a film's
    folder the version is kept in it, under `brought`, as it came and with its report; nothing is written
    over.
    """
    from rushes.turnover import came_back  # noqa: PLC0415 -- its rooms are heavy; `--help` keeps them closed

    back = came_back.come_back(cut, edited, out, name, by=by)
    click.echo(back.data if as_json else "\n".join(_summary(back)))


def _summary(back: "CameBack") -> "Iterator[str]":
    from rushes.turnover.conform.report import wording  # noqa: PLC0415 -- the same

    found = back.found
    yield f"Edit distance {wording.distance_said(found)} (0: nothing changed, 1: nothing left)."
    for sentence in wording.told(found):
        yield from wrap(sentence, _WIDE)
    for number, change in enumerate(found.changes[:_MOST], 1):
        where = wording.place(change.after, found.after) or wording.place(change.before, found.before)
        kind = f"{wording.KINDS[change.kind].lower()}{wording.alone_said(change, found)}"
        head = " ".join(filter(None, (where, kind, wording.lines_said(change))))
        told = ": ".join(filter(None, (head, wording.said(change))))
        yield from wrap(f"{number:>3}  {told}", _WIDE, subsequent_indent="     ")
    if len(found.changes) > _MOST:
        yield f"     and {len(found.changes) - _MOST} more: see the report, or --json."
    if not found.changes:
        yield wording.nothing(found)
    for one in found.findings:
        yield from wrap(f"{one.kind}: {one.subject}. {one.fact} {one.advice}", _WIDE, subsequent_indent="  ")
    if back.kept:
        yield f"Kept{' already' if back.before else ''}: {back.kept}"
        if back.no_cut:
            yield f"Kept as a file and not as a cut, which cannot hold {back.no_cut}."
    if back.page:
        yield f"Report: {back.page}"


COMMANDS: tuple[click.Command, ...] = (conform,)
