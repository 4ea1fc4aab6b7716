"""Open what is to be released: a film as people left it, or a cut that was handed over. A door."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.engine import Watch
from rushes.errors import Refusal
from rushes.project import HANDED_OVER, JOURNAL, film_around, is_film, read_film, register_in
from rushes.screening.film import folder_of, open_film
from rushes.screening.journal import Journal
from rushes.screening.leaving import acts_that_hold, as_it_stands
from rushes.screening.room import LooksOnly, ScreeningRoom
from rushes.turnover import NotOurDocument, find_cut, open_cut, read_lined_script


class NotLined(Refusal):
    """A cut lies without the lined script that says who speaks in it."""

    sentence = (
        "{0} has no lined-script.json beside it ({1}), so nobody knows who speaks in it. "
        "Release from the folder that `rushes assemble` or `rushes turnover` made."
    )


@dataclass(frozen=True)
class Opened:
    """What is released.

    called: the film's name, as yeses for one film say it. register: where consent is kept. acts: what people
    did of what the cut stands on, in counts; empty where no journal lies beside it.
    """

    cut: Cut
    lined: LinedScript
    called: str
    register: Path | None
    acts: Mapping[str, int] = field(default_factory=dict)


def open_cut_of(
    where: Path, *, jobs: int | None = None, cache: Path | None = None, watch: Watch | None = None
) -> Opened:
    """Open a film with what its journal holds, or a finished cut; refusals as of either."""
    folder = folder_of(where)
    if is_film(folder) and (folder / JOURNAL).is_file():
        return _film(where, folder, jobs=jobs, cache=cache, watch=watch)
    file = find_cut(where)
    try:
        lined = read_lined_script((file.parent / "lined-script.json").read_bytes())
    except (OSError, NotOurDocument) as error:
        raise NotLined(file, getattr(error, "strerror", None) or error) from error
    cut = open_cut(file)
    left = file.parent.parent.parent if file.parent.parent.name == HANDED_OVER else file.parent
    called, register = _named(film_around(left) or file.parent)
    return Opened(cut, lined, called or cut.title, register)


def _film(where: Path, folder: Path, *, jobs: int | None, cache: Path | None, watch: Watch | None) -> Opened:
    film = open_film(where, jobs=jobs, cache=cache, watch=watch)
    if film.only_looks:
        raise LooksOnly(film.only_looks)
    with Journal(folder / JOURNAL, writes=False) as journal:
        standing = ScreeningRoom(film, journal).catch_up()
    called, register = _named(folder)
    cut = as_it_stands(standing)
    return Opened(cut, film.lined, called or cut.title, register, acts_that_hold(standing))


def _named(folder: Path) -> tuple[str, Path | None]:
    """Return what a film is called and where its consent is kept, as its folder says."""
    if not is_film(folder):
        return "", register_in(folder)
    film = read_film(folder)
    return film.called, film.register
