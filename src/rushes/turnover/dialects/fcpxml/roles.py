"""Roles, by which Final Cut sorts sound: who speaks, and into which microphone. Pure.

A role has a main part and, behind a point, a part of its own: ``dialogue.WILL``.
"""

from collections.abc import Mapping

from rushes.coverage.model import LinedScript
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.model import Shot

DIALOGUE = "dialogue"
ROOM_TONE = "effects.Room tone"


def speakers(lined: LinedScript | None) -> Mapping[str, str]:
    """Return who speaks each line, by its id; nobody where there is no lined script."""
    return {line.id: line.character for line in lined.lines} if lined is not None else {}


def role_of_shot(shot: Shot, known: Mapping[str, str]) -> str:
    """Return the role of a shot's sound: of who speaks in it, where that is one."""
    if all(event.shows == "tone" for event in shot.events):
        return ROOM_TONE
    speaking = {known.get(event.line, "") for event in shot.events if event.shows == "line"}
    return _role(speaking.pop()) if len(speaking) == 1 else DIALOGUE


def role_of_channel(shot: Shot, channel: int, known: Mapping[str, str]) -> str:
    """Return the role of one channel (from 1): its microphone, or that of the shot where it has no name."""
    tracks = shot.clip.tracks
    name = tracks[channel - 1] if channel <= len(tracks) else ""
    return _role(name) if _plain(name) else role_of_shot(shot, known)


def _role(name: str) -> str:
    return f"{DIALOGUE}.{_plain(name)}" if _plain(name) else DIALOGUE


def _plain(name: str) -> str:
    """Return a name without the point that parts a role, and the mark that parts its kinds."""
    return one_line(name.replace(".", " ").replace("?", " "))
