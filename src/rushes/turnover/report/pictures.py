"""The picture of each setup: one still, once in the page, small enough to travel with it."""

import base64
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from rushes.footage.model import Clip, seen_size

WIDEST = 480
"""Pixels across of a still in the page: twice the widest place it is shown in, for sharp screens."""


@dataclass(frozen=True)
class Still:
    """A JPEG for the page: its bytes in base64 and its shape, width divided by height."""

    base64: str
    shape: float


@dataclass(frozen=True)
class Setup:
    """One position of one camera: its label, its clips by take, and its still where there is one.

    number: from 1, in the natural order of the labels; names the style class and the anchor.
    """

    number: int
    label: str
    clips: tuple[Clip, ...]
    still: Still | None

    @property
    def shape(self) -> float:
        """Width divided by height: of the still, else of the camera's picture, else 16 to 9."""
        if self.still:
            return self.still.shape
        first = self.clips[0]
        wide, high = seen_size(first.width, first.height, first.pixel_aspect, first.rotation)
        return wide / high if wide and high else 16 / 9


def setups_of(clips: Sequence[Clip], stills: Mapping[str, bytes]) -> tuple[Setup, ...]:
    """Group clips into setups in natural order (2 before 10, 1A before 1B), with their stills.

    A clip without a slate is a setup of its own. Two cameras on one setup are two pictures.
    """
    groups: dict[tuple[str, str], list[Clip]] = {}
    for clip in clips:
        groups.setdefault(_place(clip), []).append(clip)
    cameras: dict[str, int] = {}
    for name, _camera in groups:
        cameras[name] = cameras.get(name, 0) + 1
    return tuple(
        _setup(
            number,
            f"{place[0]} cam {place[1]}" if cameras[place[0]] > 1 and place[1] else place[0],
            group,
            stills,
        )
        for number, (place, group) in enumerate(sorted(groups.items(), key=lambda item: natural(item[0])), 1)
    )


def side_by_side(setups: Sequence[Setup]) -> tuple[tuple[Setup, ...], ...]:
    """Return the setups with those together whose cameras rolled together; each where its first one stood."""
    groups: dict[str, list[Setup]] = {}
    placed: list[list[Setup]] = []
    for setup in setups:
        names = {clip.angle.group for clip in setup.clips if clip.angle}
        known = next((groups[name] for name in sorted(names) if name in groups), None)
        if known is None:
            known = []
            placed.append(known)
        known.append(setup)
        groups |= dict.fromkeys(names - groups.keys(), known)
    return tuple(tuple(group) for group in placed)


def natural(texts: Iterable[str]) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Return a key that sorts texts as people count: ``2`` before ``10``, ``1A`` before ``1B``."""
    return tuple(
        tuple(
            (0, int(part), "") if part.isdecimal() else (1, 0, part.lower())
            for part in re.findall(r"\d+|\D+", text)
        )
        for text in texts
    )


def still_from(jpeg: bytes) -> Still | None:
    """Return a JPEG as a still of the page, made smaller when it is larger than shown; None if unreadable."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
            width, height = picture.size
            if width > WIDEST:
                jpeg = _smaller(picture)
            else:
                picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return Still(base64.b64encode(jpeg).decode("ascii"), width / height)


def _place(clip: Clip) -> tuple[str, str]:
    return (clip.slate.setup, clip.slate.camera or "") if clip.slate.setup else (clip.name, "")


def _setup(number: int, label: str, clips: Sequence[Clip], stills: Mapping[str, bytes]) -> Setup:
    by_take = sorted(clips, key=lambda clip: (clip.slate.take or 0, *natural([clip.file])))
    candidates = (still_from(stills[clip.file]) for clip in by_take if clip.file in stills)
    return Setup(number, label, tuple(by_take), next((still for still in candidates if still), None))


def _smaller(picture: Image.Image) -> bytes:
    scaled = picture.convert("RGB")
    scaled.thumbnail((WIDEST, WIDEST * 4))
    written = io.BytesIO()
    scaled.save(written, "JPEG", quality=80)
    return written.getvalue()
