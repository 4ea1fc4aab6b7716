"""A small film for the screening room: two people, two setups, two takes each, no files."""

from pathlib import Path

from rushes.screening.journal import Journal
from rushes.screening.room import OpenFilm, ScreeningRoom
from tests.cut.shooting import a_reading, a_script, lined

SCRIPT = a_script(
    "ANNA You never told me that it was gone / BEN I thought you knew / ANNA How could I",
    "BEN It was in the drawer / ANNA Then where is it now",
)
TAKES = {"27-1": 2.0, "27-2": 3.0, "27A-1": 2.5, "27B-1": 2.2}


def a_film() -> OpenFilm:
    """Return a film of two scenes, every line of which four takes have."""
    readings = [
        a_reading(line.id, f"{line.scene}{take.removeprefix('27')}", at + 3 * n)
        for scene in SCRIPT.scenes
        for n, line in enumerate(scene.lines)
        for take, at in TAKES.items()
    ]
    return OpenFilm("Lost Property", SCRIPT, lined(SCRIPT, *readings))


def a_room(folder: Path) -> ScreeningRoom:
    """Return a room over that film, with a journal in a folder."""
    return ScreeningRoom(a_film(), Journal(folder / "journal.sqlite"))
