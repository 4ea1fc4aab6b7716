"""Boxes as a file that a person draws: `boxes.toml`. It needs nobody's yes: nothing looks at a face for it.

    [[box]]                              # where somebody is
    clip = "1A-2_A001C006.mov"           # as reports and cut.json call it
    who = "MARA"                         # character, screen name or id; left out: whoever has no box yet
    at = { 31 = [0.41, 0.12, 0.20, 0.30], 118 = [0.44, 0.12, 0.20, 0.30] }
    from = 25                            # first frame, and the one after the last; left out: the whole clip
    to = 130

    [[nobody]]                           # where somebody is not seen: you have looked
    clip = "1B-1_A001C003.mov"
    who = "MARA"                         # left out: nobody who is to be covered

A box is left, top, width and height in shares of the picture as one sees it, from 0 to 1. Frames count
from the clip's first one, 0; between two of them the box moves evenly.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Final

import msgspec

from rushes.errors import Refusal
from rushes.picture.cover import Box, Cover
from rushes.picture.drawn import Drawn

_FOREVER: Final = 2**31
"""A frame after every clip's last one."""

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Name = Annotated[str, msgspec.Meta(min_length=1)]
Frame = Annotated[int, msgspec.Meta(ge=0, lt=_FOREVER)]


class NotBoxes(Refusal):
    """A file of boxes cannot be used; nothing is written, as half of them would leave somebody seen."""

    sentence = "{0}: {1}. Nothing was written; docs/release.md shows how boxes are drawn."


class _Nobody(msgspec.Struct, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Where somebody is not seen."""

    clip: Name
    who: str = ""
    from_: Frame = 0
    to: Frame | None = None


class _Boxed(_Nobody, kw_only=True):
    """Where somebody is."""

    at: Annotated[dict[str, tuple[Share, Share, Share, Share]], msgspec.Meta(min_length=1)]


class _Told(msgspec.Struct, forbid_unknown_fields=True):
    box: list[_Boxed] = []
    nobody: list[_Nobody] = []


def read_boxes(file: Path, clips: Iterable[str]) -> tuple[Drawn, ...]:
    """Read a file of boxes; `NotBoxes` where it is not clear, or names a clip that is not in the film.

    clips: the names of the film's clips.
    """
    try:
        return boxes_from(file.read_text(encoding="utf-8"), clips, str(file))
    except (OSError, UnicodeDecodeError) as error:
        raise NotBoxes(str(file), getattr(error, "strerror", None) or "it is not UTF-8 text") from error


def boxes_from(text: str, clips: Iterable[str], name: str = "boxes.toml") -> tuple[Drawn, ...]:
    """Return the boxes that a text of TOML tells; refusals as of `read_boxes`."""
    try:
        told = msgspec.convert(tomllib.loads(text), _Told)
    except tomllib.TOMLDecodeError as error:
        raise NotBoxes(name, f"it is no TOML ({error})") from error
    except msgspec.ValidationError as error:
        raise NotBoxes(name, f"it is not clear ({error})") from error
    known = set(clips)
    rows: Sequence[_Nobody] = [*told.box, *told.nobody]
    for row in rows:
        if row.clip not in known:
            raise NotBoxes(name, f"there is no clip '{row.clip}' in this film")
        if row.to is not None and row.to <= row.from_:
            raise NotBoxes(name, f"in {row.clip}, 'to' ({row.to}) is not after 'from' ({row.from_})")
    return tuple(_drawn(row, name) for row in rows)


def _drawn(row: _Nobody, name: str) -> Drawn:
    at = _at(row, name) if isinstance(row, _Boxed) else ()
    return Drawn(row.clip, row.who.strip(), row.from_, _FOREVER if row.to is None else row.to, at)


def _at(row: _Boxed, name: str) -> tuple[tuple[int, Box], ...]:
    """Return the boxes of a row by frame, rising."""
    found: dict[int, Box] = {}
    for key, (left, top, width, height) in row.at.items():
        if not key.isascii() or not key.isdecimal():
            raise NotBoxes(name, f"in {row.clip}, '{key}' is no frame: count from the clip's first one, 0")
        if not (width and height):
            raise NotBoxes(name, f"in {row.clip}, the box at frame {key} has no size")
        found[int(key)] = Box(left, top, width, height)
    return tuple(sorted(found.items()))


def boxes_toml(covers: Mapping[str, Cover]) -> str:
    """Write boxes that were found as a file that a person can correct: a table for each box and frame run.

    A frame that was covered whole is in none of them, and is covered whole again when the file is read.
    """
    return "\n".join(
        f"[[box]]\nclip = {_quoted(clip)}\nfrom = {first}\nto = {end}\nat = {{ {_written(boxes)} }}\n"
        for clip, cover in covers.items()
        for first, end, boxes in _runs(cover)
    )


def _runs(cover: Cover) -> Iterable[tuple[int, int, dict[int, Box]]]:
    """Yield, for the first box of each frame, the second, and so on, the runs of frames that have it."""
    most = max(map(len, cover.boxes.values()), default=0)
    for place in range(most):
        run: dict[int, Box] = {}
        for frame in sorted(cover.boxes):
            boxes = cover.boxes[frame]
            if run and (frame != max(run) + 1 or place >= len(boxes)):
                yield min(run), max(run) + 1, run
                run = {}
            if place < len(boxes):
                run[frame] = boxes[place]
        if run:
            yield min(run), max(run) + 1, run


def _written(boxes: Mapping[int, Box]) -> str:
    return ", ".join(f"{frame} = [{', '.join(_shares(box))}]" for frame, box in boxes.items())


def _shares(box: Box) -> tuple[str, ...]:
    left, top = max(0.0, box.left), max(0.0, box.top)
    width, height = min(1.0, box.right) - left, min(1.0, box.bottom) - top
    return tuple(f"{min(1.0, max(0.0001, share)):.4f}" for share in (left, top, width, height))


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
