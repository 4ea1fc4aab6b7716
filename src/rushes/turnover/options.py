"""How a cut leaves the house: by which paths media are named, and how much is asked for around a shot. Pure.

Whoever writes a file gets a cut whose clips already have the paths that shall stand in it (`as_left`). A
path that is not absolute then is relative to the folder of the file, with ``/`` between its parts.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.turnover.model import Shot

_DRIVE = re.compile(r"^([A-Za-z]:)?[\\/]")
"""How a place begins where backslashes may stand between folders: by a drive, or by a server."""


class NotOnThisMap(Refusal):
    """A clip lies in no folder that the map of media names."""

    sentence = (
        "{0} lies under none of the folders that the map names ({1}). Add a line for it, or leave --media."
    )


@dataclass(frozen=True)
class Absolute:
    """Media are named by the paths at which they were read."""


@dataclass(frozen=True)
class Relative:
    """Media are named from the folder in which the files will lie (absolute)."""

    folder: Path


@dataclass(frozen=True)
class Mapped:
    r"""Media are named as another machine knows them: pairs of (folder here, folder there).

    Of several folders that hold a clip the longest counts. A folder there may be of another system
    (``D:\Rushes``, ``/Volumes/RUSHES``, ``\\server\rushes``) and need not exist here.
    """

    pairs: tuple[tuple[str, str], ...]


Media = Absolute | Relative | Mapped


@dataclass(frozen=True)
class Leaving:
    """What a person asked for.

    media: by which paths media are named. handles: frames of the film that whoever fetches the media should
    bring along before and after each shot; 0 asks for none. Every file is named whole in any case. lined: the
    lined script that the cut was made from, which has the words as spoken; None where it is not known.
    """

    media: Media = Absolute()
    handles: int = 0
    lined: LinedScript | None = None


AS_SHOT = Leaving()
"""Nothing asked: absolute paths, whole files."""


def as_left(cut: Cut, leaving: Leaving) -> Cut:
    """Return the cut whose clips, and the recordings behind them, have the paths that shall be written.

    `NotOnThisMap` when a map names no folder of a clip.
    """
    if isinstance(leaving.media, Absolute):
        return cut
    return replace(cut, clips=tuple(_left(clip, leaving.media) for clip in cut.clips))


def handles(shot: Shot, asked: int) -> tuple[int, int]:
    """Return how much a clip has before and after a shot, in its frames or samples, at most what was asked.

    asked: in frames of the film.
    """
    most = (asked * shot.clip.rate / shot.record.rate).__ceil__()
    before, after = shot.source.start, shot.clip.frames - shot.source.end
    return max(0, min(before, most)), max(0, min(after, most))


def _left(clip: Clip, media: Media) -> Clip:
    behind = tuple(replace(one, sound=_left(one.sound, media)) for one in clip.behind)
    return replace(clip, path=_path(clip.path, media), behind=behind)


def _path(path: Path, media: Media) -> Path:
    match media:
        case Absolute():
            return path
        case Relative(folder):
            return Path(os.path.relpath(path, folder))
        case Mapped(pairs):
            return _mapped(path, pairs)


def _mapped(path: Path, pairs: Sequence[tuple[str, str]]) -> Path:
    """Return the path there; backslashes become slashes, as every format has them."""
    for here, there in sorted(pairs, key=lambda pair: -len(Path(pair[0]).parts)):
        if path.is_relative_to(here):
            plain = there.replace("\\", "/") if _DRIVE.match(there) else there
            return Path(plain) / path.relative_to(here)
    raise NotOnThisMap(path, ", ".join(here for here, _ in pairs) or "it is empty")
