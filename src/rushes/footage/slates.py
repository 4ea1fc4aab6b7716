"""Read the slates of a whole job: its names explain each other, and its folders help. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rushes.errors import Finding
from rushes.footage.model import Slate
from rushes.footage.slate import habit_of, read_slate

Read = tuple[Slate, tuple[Finding, ...]]

TAKE_ALONE = re.compile(r"(?:take|tk|t|prise|toma)[-_ .#]*\d", re.IGNORECASE)
"""A name that begins with a take and tells no scene: ``Take 3``, ``T01``."""

_SHOWN = 3


def read_slates(
    paths: Mapping[str, Path], recorded: Mapping[str, Read] | None = None
) -> tuple[dict[str, Slate], tuple[Finding, ...]]:
    """Return the slate of each clip by its name in the job, and what is doubtful or missing.

    A bare ``27-1`` is a scene where another clip of the job shows a setup's letter (27A-1), a British
    slate where another one says so, and a finding where none settles it.
    recorded: the slates of sounds, read already (`rushes.footage.sound_slates`); they join in the settling.
    """
    pictures = {file: slate_at(path) for file, path in paths.items()}
    slates, doubts = _settled({**pictures, **(recorded or {})})
    return slates, (*_gathered(doubts), *_without({file: slates[file] for file in pictures}))


def slate_at(path: Path) -> Read:
    """Read a slate from a file's name; from its folder's too where the name only says ``Take 3``."""
    slate, doubts = read_slate(path.name)
    if slate.source == "none" and TAKE_ALONE.match(path.name):
        with_folder, its_doubts = read_slate(f"{path.parent.name} {path.name}")
        if with_folder.take:
            return replace(with_folder, source="folder"), its_doubts
    return slate, doubts


def _settled(read: Mapping[str, Read]) -> tuple[dict[str, Slate], dict[str, Read]]:
    """Settle bare numbers by the company they keep; what stays doubtful comes second."""
    habits = [habit for slate, _ in read.values() if (habit := habit_of(slate))]
    american = any(habit.lettered for habit in habits)
    british = any(habit.convention == "UK" for habit in habits) and not american
    slates: dict[str, Slate] = {}
    doubtful: dict[str, Read] = {}
    for file, (slate, doubts) in read.items():
        habit = habit_of(slate)
        bare = habit is not None and habit.bare
        slates[file] = replace(slate, scene=None) if bare and british else slate
        left = doubts[1:] if bare and (american or british) else doubts
        if left:
            doubtful[file] = slate, tuple(replace(finding, subject=file) for finding in left)
    return slates, doubtful


def _gathered(doubtful: Mapping[str, Read]) -> tuple[Finding, ...]:
    """Say once what is doubtful about many names of one habit."""
    groups: dict[str, list[str]] = defaultdict(list)
    for file, (slate, findings) in doubtful.items():
        habit = habit_of(slate)
        groups[habit.name if habit and habit.doubt and len(findings) == 1 else file].append(file)
    said = []
    for files in groups.values():
        first, *more = doubtful[files[0]][1]
        fact = f"{first.fact} {len(files)} names are written so." if len(files) > 1 else first.fact
        said += [replace(first, fact=fact), *more]
    return tuple(said)


def _without(slates: Mapping[str, Slate]) -> tuple[Finding, ...]:
    """Say once which clips have no slate in their names."""
    files = [file for file, slate in slates.items() if slate.source == "none"]
    if not files:
        return ()
    fact = f"No slate in the name of {len(files)} of {len(slates)} clips: {listed(files)}."
    return (
        Finding(
            "no slate",
            files[0],
            fact,
            "Their scene is sought by their sound; a name like 27A-3 makes it sure.",
        ),
    )


def listed(files: list[str]) -> str:
    """Name the first few and count the rest."""
    more = len(files) - _SHOWN
    return ", ".join(files[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
