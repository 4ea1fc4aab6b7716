"""Leaving in named dialects: from a film as people left it, or from a cut that lies somewhere. A door."""

from collections.abc import Mapping
from pathlib import Path

from rushes.engine import Watch
from rushes.gate import gate_for
from rushes.project import HANDED_OVER, JOURNAL, is_film, read_film
from rushes.screening.brought import BroughtFolder
from rushes.screening.film import folder_of, open_film, to_look_at
from rushes.screening.journal import Journal
from rushes.screening.leaving import as_it_stands, check_stands, next_place
from rushes.screening.room import ScreeningRoom
from rushes.turnover.asked import DOCUMENT, asked_json
from rushes.turnover.leaving_as import Leaves, Wanted, leave_as
from rushes.turnover.opening import find_cut, open_cut
from rushes.turnover.turnover_sheet import TurnoverSheet

LOOKS: str = "it is handed over as it lies there"


def turn_over_as(
    where: Path,
    wanted: Wanted,
    out: Path | None = None,
    version: str = "",
    *,
    jobs: int | None = None,
    cache: Path | None = None,
    watch: Watch | None = None,
) -> tuple[Path, TurnoverSheet]:
    """Hand over what a person names in the dialects wanted; return the folder that was made, and its sheet.

    where: a film's folder, whose journal is in what leaves; or a folder that holds a cut, or a cut.json, with
    the lined script beside it where there is one. out: the folder to make; by default the next in the film's
    `handed-over`, or one beside that of the cut.
    """
    folder = folder_of(where)
    if is_film(folder) and where.is_dir():
        leaves = _of_film(where, version, jobs=jobs, cache=cache, watch=watch)
        return leave_as(leaves, out or next_place(folder / HANDED_OVER), wanted, watch)
    leaves, beside = _of_cut(where)
    return leave_as(leaves, out or beside.with_name(f"{beside.name}-turnover"), wanted, watch)


def _of_film(
    where: Path, version: str, *, jobs: int | None, cache: Path | None, watch: Watch | None
) -> Leaves:
    """Open a film and do again what its journal holds; `CannotStand` where that cannot be done."""
    film = open_film(where, jobs=jobs, cache=cache, watch=watch)
    check_stands(film, where)
    folder = folder_of(where)
    with Journal(folder / JOURNAL, writes=False) as journal:
        room = ScreeningRoom(film, journal, brought=BroughtFolder(folder))
        standing = room.version(version) if version else room.catch_up()
        cut = as_it_stands(standing)
    asked = gate_for(folder, film.screenplay, read_film(folder).grants).answers(film.lined)
    further = {DOCUMENT: asked_json(asked)} if asked else {}
    return Leaves(cut, film.lined, film.screenplay, further)


def _of_cut(where: Path) -> tuple[Leaves, Path]:
    """Return a cut as it lies there with what lies beside it, and the folder it lies in."""
    file = find_cut(where)
    opened = to_look_at(file, LOOKS)
    return Leaves(
        open_cut(file), opened.lined, opened.screenplay, _consent_beside(file)
    ), file.absolute().parent


def _consent_beside(file: Path) -> Mapping[str, bytes]:
    """Return on whose yes a cut stands, which leaves with it wherever it goes."""
    told = file.with_name(DOCUMENT)
    return {DOCUMENT: told.read_bytes()} if told.is_file() else {}
