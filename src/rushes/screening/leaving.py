"""Leaving the house: the cut as people left it, as timelines, preview, report and documents. A door.

Each time a folder of its own is made; what left before is never touched. Everything says who locked the
picture, or that nobody did.
"""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.assembly import kept_out, of_people
from rushes.cut.model import Cut, Lock
from rushes.engine import Watch
from rushes.errors import Refusal
from rushes.gate import gate_for
from rushes.project import HANDED_OVER, JOURNAL, is_film, read_film
from rushes.screening.acts import parts_of
from rushes.screening.brought import BroughtFolder
from rushes.screening.film import folder_of, open_film
from rushes.screening.journal import Journal
from rushes.screening.model import OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.standing import Standing
from rushes.turnover.hand_over import hand_over


class CannotStand(Refusal):
    """A film cannot be cut again, and so nobody's decisions can be put into its cut."""

    sentence = (
        "What people decided in {0} cannot be put into its cut: {1}. Mend that, or name the cut as it was "
        "made, by its file: rushes turnover {0}/cut.json --to …"
    )


def check_stands(film: OpenFilm, where: Path) -> None:
    """Refuse a film that can only be looked at: `CannotStand`."""
    if film.only_looks:
        raise CannotStand(where, film.only_looks.rstrip("."))


@dataclass(frozen=True)
class Left:
    """What left the house. folder: where it lies. standing: the sentence in it that says whose it is."""

    folder: Path
    standing: str


def turn_over(
    room: ScreeningRoom, film: Path, out: Path | None = None, version: str = "", watch: Watch | None = None
) -> Left:
    """Write the film as it stands, or as it was when it was given a name, and return what left.

    film: the folder of the film. out: the folder to make; by default the next number in its `handed-over`.
    Refusals as of `rushes.turnover.hand_over`; `NoSuchVersion` for a name that nobody gave, and `TakenBack`
    where a yes that the open film stands on holds no more.
    """
    standing = room.version(version) if version else room.catch_up()
    place = out or next_place(film / HANDED_OVER)
    cut = as_it_stands(standing)
    gate = gate_for(film, room.film.screenplay, read_film(film).grants if is_film(film) else None)
    findings = (*standing.findings, *kept_out(gate, cut))
    lined, about = room.film.lined, (room.film.screenplay, findings, place, watch)
    hand_over(cut, lined, *about, **of_people(gate, lined, cut, acts_that_hold(standing)))
    return Left(place, cut.standing)


def acts_that_hold(standing: Standing) -> dict[str, int]:
    """Return how often people did what, of all that the cut stands on, by the names of acts."""
    acts = (part for entry in standing.decisions.cutting for part in parts_of(entry.act))
    names = Counter(str(act.__struct_config__.tag) for act in acts)
    return dict(sorted(names.items()))


def as_it_stands(standing: Standing) -> Cut:
    """Return the cut with the name of whoever locked it."""
    locked = standing.decisions.locked
    return replace(standing.cut, locked=Lock(locked.who, locked.at) if locked else None)


def next_place(folder: Path) -> Path:
    """Return the next folder by number: 001, 002 …; those that are there are never written into."""
    taken = [int(one.name) for one in folder.iterdir() if one.name.isdecimal()] if folder.is_dir() else []
    return folder / f"{max(taken, default=0) + 1:03}"


def turn_over_film(
    where: Path,
    out: Path | None = None,
    version: str = "",
    *,
    jobs: int | None = None,
    cache: Path | None = None,
    watch: Watch | None = None,
) -> Left:
    """Open a film, do again what its journal holds, and hand over what came of it; see `turn_over`.

    `CannotStand` for a film that can only be looked at: what people decided cannot be put into its cut.
    """
    film = open_film(where, jobs=jobs, cache=cache, watch=watch)
    check_stands(film, where)
    folder = folder_of(where)
    with Journal(folder / JOURNAL, writes=False) as journal:
        room = ScreeningRoom(film, journal, brought=BroughtFolder(folder))
        return turn_over(room, folder, out, version, watch)
