"""The command of verifying: `rushes verify`, for films by their labels and for timelines by what they say."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rushes.credentials import Verified
    from rushes.turnover.verified import Compared

_WHERE = click.Path(path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_WHERE)
@click.option(
    "--film",
    type=_WHERE,
    metavar="FILE",
    help="The preview whose label lists FILES that cannot carry one [default: those beside them].",
)
@click.option(
    "--cut",
    type=_WHERE,
    metavar="CUT",
    help="The cut that timelines are compared with [default: the cut beside each].",
)
@click.option(
    "--media",
    type=_WHERE,
    multiple=True,
    metavar="FOLDER",
    help="Look here for media that are not where a timeline says, and for the originals.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON and nothing else.")
def verify(
    *, files: tuple[Path, ...], film: Path | None, cut: Path | None, media: tuple[Path, ...], as_json: bool
) -> None:
    """Say whether a film or a timeline is what it claims to be, and what nothing proves.

    FILES are previews, releases or anything else that may carry content credentials (C2PA): their label is
    read. And timelines (OpenTimelineIO, Final Cut Pro 7 XML, FCPXML, AAF, EDL), which are compared event by
    event with the cut and, by frames and sound, with what it was made from. Ends with 0 only where
    all of them hold.
    """
    found = [_answer(file, film, cut, media) for file in files]
    if as_json:
        told = {"schema": "rushes.verify/1", "files": [one.as_value() for one in found]}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        click.echo("\n\n".join(one.told() for one in found))
    if not all(one.holds for one in found):
        sys.exit(1)


@dataclass(frozen=True)
class _Answer:
    """What was found of a file. compared: of a timeline, what it says. refused: why one could not be read."""

    label: "Verified"
    compared: "Compared | None" = None
    refused: str = ""

    @property
    def holds(self) -> bool:
        """Whether everything that can be asked of it holds."""
        if self.refused or (self.label.noted in {"as noted", "changed"} and not self.label.holds):
            return False
        if self.compared is not None and self.compared.cut is not None:
            return self.compared.holds
        return self.label.holds and (self.compared is None or not self.compared.differences)

    def told(self) -> str:
        """Return what a person is told."""
        from rushes.credentials import words  # noqa: PLC0415 -- `--help` does without
        from rushes.turnover.verified.words import told  # noqa: PLC0415

        if self.compared is None and not self.refused:
            return words.told(self.label)
        head, _, rest = words.told(self.label).partition("\n")
        if self.label.noted in {"no film", "itself"} and self.compared and self.compared.cut:
            rest = ""
        stands = "holds" if self.holds else head.rpartition(": ")[2] if not self._differs else "does not hold"
        own = self.refused or (told(self.compared) if self.compared else "")
        return "\n".join(filter(None, [f"{self.label.file.name}: {stands}", own, rest]))

    @property
    def _differs(self) -> bool:
        return bool(self.refused) or bool(self.compared and (self.compared.cut or self.compared.differences))

    def as_value(self) -> dict[str, Any]:
        """Return the same as plain values."""
        from rushes.credentials import words  # noqa: PLC0415 -- `--help` does without
        from rushes.turnover.verified.words import as_value  # noqa: PLC0415

        more: dict[str, Any] = {"refused": self.refused} if self.refused else {}
        if self.compared is not None:
            more["timeline"] = as_value(self.compared)
        return {**words.as_value(self.label), "holds": self.holds, **more}


def _answer(file: Path, film: Path | None, cut: Path | None, media: Sequence[Path]) -> _Answer:
    """Ask a file's label, and of a timeline what it says."""
    from rushes import credentials  # noqa: PLC0415 -- `--help` does without
    from rushes.turnover.brought import NoTimeline, is_timeline  # noqa: PLC0415
    from rushes.turnover.verified import verify_timeline  # noqa: PLC0415

    label = credentials.verify(file, credentials.anchors(), film)
    beside = film.absolute().parent / "cut.json" if film and not cut else None
    if not is_timeline(file):
        return _Answer(label)
    try:
        return _Answer(label, verify_timeline(file, beside if beside and beside.is_file() else cut, media))
    except NoTimeline as refused:
        return _Answer(label, refused=str(refused))


COMMANDS: tuple[click.Command, ...] = (verify,)
"""The commands of this room."""
