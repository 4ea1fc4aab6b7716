"""Who is on camera, as a person writes it: the setups of a film, or single files, with those who are seen.

    "27" = ["ANNA", "BEN"]
    "27A" = ["ANNA"]                # BEN is off camera here, or turned away
    "27B-2_A001C005.mov" = []       # nobody

What is left out stays unknown. Written once for a setup it holds for all of its takes. Where somebody looks
on the screen can be said too, to its ``left`` or ``right``, or along the ``line``:

    ["27B"]
    on = ["ANNA"]
    looks = { ANNA = "left" }
    size = "CU"                     # in any of the field's words (`rushes.picture.framing`)
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from rushes.cut.on_camera import InShot, Told, unknown_names
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.picture.eyelines import AHEAD, LEFT, RIGHT
from rushes.picture.framing import framing_of


class NotOnCamera(Refusal):
    """A file does not say who is on camera."""

    sentence = '{0}: {1} Write a line for each setup: "27A" = ["ANNA", "BEN"].'


Way = Literal["left", "right", "line"]
_WAYS: Mapping[Way, int] = {"left": LEFT, "line": AHEAD, "right": RIGHT}


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    """A setup of which more is said; who looks somewhere is on camera."""

    on: list[str] | None = None
    looks: dict[str, Way] = {}
    size: str = ""

    def in_shot(self) -> InShot:
        """Return what is said; ValueError where a size is none that is known."""
        on, size = tuple(dict.fromkeys(self.on or self.looks)), framing_of(self.size).size
        if self.size and size is None:
            raise ValueError(f"no size is called '{self.size}'; write CU, MS, wide or the like")
        looks = {who: _WAYS[way] for who, way in self.looks.items()}
        return InShot(on, looks, size, whole=self.on is not None or bool(on))


def read_on_camera(path: Path) -> Told:
    """Read who is on camera, by setup or file; `NotOnCamera` for anything else."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        told = msgspec.convert(written, dict[str, list[str] | _Table])
        return {place: one.in_shot() if isinstance(one, _Table) else one for place, one in told.items()}
    except OSError as error:
        raise NotOnCamera(str(path), f"it cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise NotOnCamera(str(path), f"it cannot be understood ({error}).") from error


def check_on_camera(path: Path, told: Told, clips: Iterable[Clip], characters: Iterable[str]) -> None:
    """Refuse setups that nobody shot and names that nobody bears in the screenplay: `NotOnCamera`."""
    shot = {name for clip in clips for name in (clip.file, clip.slate.setup) if name}
    strange = [setup for setup in told if setup not in shot]
    if strange:
        raise NotOnCamera(str(path), f"no clip is of {', '.join(strange[:5])}.")
    named = {place: (*one, *(one.looks if isinstance(one, InShot) else ())) for place, one in told.items()}
    if names := unknown_names(named, tuple(characters)):
        raise NotOnCamera(str(path), f"nobody in the screenplay is called {', '.join(names[:5])}.")
