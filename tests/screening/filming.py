"""A small film for the screening room: two people, two setups, two takes each, no files."""

import random
from pathlib import Path

from rushes.screening.acts import (
    AnyAct,
    BringBack,
    Comment,
    Forbid,
    Free,
    Keep,
    Lock,
    LookAt,
    React,
    Recut,
    Redo,
    SaveVersion,
    Show,
    Split,
    Star,
    Swap,
    Together,
    Trim,
    Undo,
    Unlock,
)
from rushes.screening.journal import Journal
from rushes.screening.model import FIRST, OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.standing import look_key
from tests.cut.shooting import a_reading, a_script, lined

SCRIPT = a_script(
    "ANNA You never told me that it was gone / BEN I thought you knew / ANNA How could I",
    "BEN It was in the drawer / ANNA Then where is it now",
)
TAKES = {"27-1": 2.0, "27-2": 3.0, "27A-1": 2.5, "27B-1": 2.2}


def a_film() -> OpenFilm:
    """Return a film of two scenes, every line of which four takes have; the first one with a slip."""
    readings = [
        a_reading(
            line.id,
            f"{line.scene}{take.removeprefix('27')}",
            at + 3 * n,
            slip="two" if line.id == "1.1" else "",
        )
        for scene in SCRIPT.scenes
        for n, line in enumerate(scene.lines)
        for take, at in TAKES.items()
    ]
    return OpenFilm("Lost Property", SCRIPT, lined(SCRIPT, *readings))


def a_room(folder: Path) -> ScreeningRoom:
    """Return a room over that film, with a journal in a folder."""
    return ScreeningRoom(a_film(), Journal(folder / "journal.sqlite"))


def an_act(chance: random.Random, room: ScreeningRoom) -> AnyAct:
    """Return something that somebody might do, sensible or not."""
    line = chance.choice(room.film.screenplay.lines).id
    file = chance.choice([reading.file for reading in room.readings[line]])
    looks = room.standing.to_look
    names = [FIRST, *(one.name for one in room.standing.decisions.saved)]
    acts: list[AnyAct] = [
        Swap(line, file),
        Swap(line, file, alone=True),
        Keep(line, file),
        Show(line, file),
        Forbid(line, file, side=chance.choice(("both", "sound", "picture"))),
        Star(line, file, on=chance.random() < 0.7),
        Trim(line, head=chance.randint(-3, 6), tail=chance.randint(-3, 6)),
        Split(line, chance.choice([-8, 0, 6])),
        React(line, wanted=chance.random() < 0.5, file=chance.choice((None, file))),
        Free(line),
        Together((Free(line), Swap(line, file, alone=chance.random() < 0.5))),
        Together((Trim(line), Split(line, chance.choice([0, 6])), Keep(line, file))),
        Recut(chance.choice(["classic", "restless", "intimate", "no such taste"])),
        Undo(),
        Undo(),
        Redo(),
        Comment(chance.randint(0, 200), "hm"),
        SaveVersion(f"version {chance.randint(1, 100)}"),
        BringBack(chance.choice(names)),
        LookAt(look_key(chance.choice(looks))) if looks else Lock(),
        Unlock("the ending is too long"),
    ]
    return chance.choice(acts)
