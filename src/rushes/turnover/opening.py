"""Opening a cut that was handed over: by its file, its folder, or a version's name in such a folder."""

from collections.abc import Mapping
from pathlib import Path

from rushes.cut.model import Cut
from rushes.errors import Refusal
from rushes.project import BROUGHT, FIRST_CUT
from rushes.screenplay.model import Line
from rushes.turnover.clip_shapes import NotOurDocument
from rushes.turnover.documents import read_cut, read_lined_script

VERSIONS = "versions"
"""The folder of a film in which its other versions lie, each in one of its own."""

OF_A_REEL = ".cut.json"
"""What stands behind the name of a stringout's or a reel's files in that of its own cut."""


class NoCutThere(Refusal):
    """Nothing that can be opened as a cut is where it should be."""

    sentence = (
        "There is no cut at {0}{1}. Name a cut.json, the folder that `rushes assemble` made, or one of its "
        "versions."
    )


class CutNotRead(Refusal):
    """A file that should be a cut is not."""

    sentence = "{0} cannot be read as a cut: {1}"


def find_cut(where: Path, beside: Path | None = None) -> Path:
    """Return the cut.json that a person means.

    where: the file, a folder that holds one, or ``film/name`` for the version of that name; beside: a cut
    that was found already, whose versions may be named alone. `NoCutThere` naming the versions there are.
    """
    films = [where.parent, *([beside.parent, beside.parent.parent.parent] if beside else [])]
    here = (where, where / "cut.json", where / FIRST_CUT / "cut.json")
    kept = (film / folder / where.name / "cut.json" for film in films for folder in (VERSIONS, BROUGHT))
    for place in (*here, *kept):
        if place.is_file():
            return place
    found = (film.glob(f"{folder}/*/cut.json") for film in films for folder in (VERSIONS, BROUGHT))
    names = sorted({file.parent.name for files in found for file in files})
    raise NoCutThere(where, f" (versions there: {', '.join(names)})" if names else "")


def cut_beside(timeline: Path) -> Path | None:
    """Return the cut that lies beside a timeline: that of its own name, else the cut.json of its folder.

    Several films may lie in one folder: ``reel 1.10-V1.edl`` is of ``reel 1.10.cut.json``, not of reel 1.1.
    """
    folder, name = timeline.absolute().parent, timeline.name
    owns = (
        file
        for file in folder.glob(f"*{OF_A_REEL}")
        if name.startswith((f"{_stem_of(file)}.", f"{_stem_of(file)}-"))
    )
    own = max(owns, key=lambda file: len(file.name), default=folder / "cut.json")
    return own if own.is_file() else None


def open_cut(file: Path) -> Cut:
    """Read a cut.json; `CutNotRead` where it is none, or none of this version of Rushes."""
    try:
        return read_cut(file.read_bytes())
    except (OSError, NotOurDocument) as error:
        raise CutNotRead(file, str(error)) from error


def lines_beside(file: Path) -> Mapping[str, Line]:
    """Return the lines of the lined script beside a cut, or of the film that it is a version of, by id.

    Without one that can be read there are none: a cut is explained without its words, too.
    """
    for folder in (file.parent, file.parent.parent.parent):
        try:
            lined = read_lined_script((folder / "lined-script.json").read_bytes())
        except (OSError, NotOurDocument):
            continue
        return {line.id: line for line in lined.lines}
    return {}


def _stem_of(own: Path) -> str:
    """Return what the files of a film are called whose own cut this is."""
    return own.name.removesuffix(OF_A_REEL)
