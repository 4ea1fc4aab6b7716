"""Read the slate from a file's name by the table of naming habits. Pure."""

import re
import unicodedata
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from rushes.errors import Finding
from rushes.footage.find import ENDINGS
from rushes.footage.habits import HABITS, MISREAD, PREFIXES, Habit
from rushes.footage.marks import marks_of
from rushes.footage.model import Slate
from rushes.footage.rolls import roll_of

_BY_NAME = {habit.name: habit for habit in HABITS}
_RENAME = "Rename the clip, for example 27A-3 (scene 27, setup A, take 3), or check what was read."


def read_slate(name: str) -> tuple[Slate, tuple[Finding, ...]]:
    """Return what a file's name says of its slate, with a finding for a name of two readings.

    The first habit that fits is taken. A name that no habit fits gives an empty `Slate` (its camera
    too, when the camera's own name tells it) and no finding, as most cameras know nothing of slates.
    """
    roll, text = roll_of(_bare(name))
    marks, text = marks_of(text)
    for habit in HABITS:
        found = habit.pattern.search(text)
        if found:
            slate = _slate(habit, found, marks)
            doubts = tuple(_doubts(name, habit, slate, roll.camera))
            return replace(slate, camera=slate.camera or roll.camera), doubts
    camera = str(marks["camera"]) if "camera" in marks else roll.camera
    return Slate(camera=camera), _misread(name, text)


def habit_of(slate: Slate) -> Habit | None:
    """Return the row of the table by which a slate was read."""
    return _BY_NAME.get(slate.habit)


def in_words(slate: Slate) -> str:
    """Say a slate aloud: ``scene 27, setup 27A, take 3, camera B``."""
    unit = PREFIXES.get(slate.prefix)
    numbers = (("scene", slate.scene), ("setup", slate.setup), ("take", slate.take), ("camera", slate.camera))
    marks = ("pickup", "series", "mos", "circled", "wild", "room_tone", "no_good")
    said = [f"{word} {value}" for word, value in numbers if value]
    said += [mark.replace("_", " ") for mark in marks if getattr(slate, mark)]
    return ", ".join(said + ([unit] if unit else []))


def _bare(name: str) -> str:
    """Return a name without its ending, its letters in the one form that the table knows."""
    stem = (
        name[: -len(ending)] if (ending := PurePosixPath(name).suffix).lower() in ENDINGS and ending else name
    )
    return unicodedata.normalize("NFKC", stem).strip()


def _slate(habit: Habit, found: re.Match[str], marks: dict[str, Any]) -> Slate:
    """Put the parts that a habit found together to a slate."""
    part = {key: (value or "").upper() for key, value in found.groupdict().items()}
    number = part.get("number", "").lstrip("0")
    scene = part.get("insert", "") + number if number else ""
    take = int(part["take"]) if part.get("take") else None
    slate = Slate(
        scene=scene or None,
        setup=_setup(part, scene) if take or part.get("letters") or part.get("shot") else None,
        take=take,
        camera=part.get("camera") or None,
        source="name",
        habit=habit.name,
        prefix=part.get("prefix", ""),
        wild="wild" in part,
        room_tone="room" in part,
    )
    return replace(slate, **marks)


def _setup(part: dict[str, str], scene: str) -> str | None:
    """Return the setup: a British slate number, else the scene with its letter or shot, else the master."""
    if part.get("slate"):
        return part["slate"]
    shot = part.get("shot", "").lstrip("0")
    return (part.get("prefix", "") + scene + part.get("letters", "") + (f"-{shot}" if shot else "")) or None


def _doubts(name: str, habit: Habit, slate: Slate, camera: str | None) -> list[Finding]:
    """Return a finding for each thing in a name that could be read in two ways."""
    doubts = []
    if habit.doubt:
        doubts.append(_ambiguous(name, f"It was read as {in_words(slate)}; {habit.doubt}."))
    if camera and slate.camera and slate.camera != camera:
        doubts.append(_ambiguous(name, f"Its slate says camera {slate.camera}, its roll camera {camera}."))
    return doubts


def _misread(name: str, text: str) -> tuple[Finding, ...]:
    found = MISREAD.search(text)
    if not found:
        return ()
    letter = found["letters"].upper()
    digit = {"I": "1", "O": "0"}[letter]
    return (
        _ambiguous(name, f"{letter} is no setup letter, as it looks like {digit}; its slate was not read."),
    )


def _ambiguous(name: str, fact: str) -> Finding:
    return Finding("ambiguous slate", name, fact, _RENAME)
