"""Of the rows that speak of one shot: which marks and facts hold, and where the rows differ. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rushes.footage.model import Clip, Note, Slate
from rushes.footage.paper.match import Found, Shot, same_reel
from rushes.footage.paper.model import Row
from rushes.footage.paper.reading.setups import key
from rushes.footage.paper.witness import PAPERS

Kept = Mapping[str, Any]

_PICTURE: Final = ("camera report", "script log", "sound report")
"""Whose word on lens and reel goes before."""
_EITHER: Final = ("mos", "pickup", "series")
_SOUND_ONLY: Final = ("wild", "room_tone")


@dataclass(frozen=True)
class Differed:
    """One fact of a shot in which two differ.

    what: ``circled``, ``lens`` … by: who was followed, against: who was not. said, other: what each says.
    """

    what: str
    by: str
    said: str
    against: str
    other: str


@dataclass(frozen=True)
class Facts:
    """What rows say of a shot beside its marks: fields of its slate, and of each of its files."""

    of_slate: Kept
    of_file: Kept
    tracks: tuple[str, ...] = ()

    def of_clip(self, file: Clip) -> Kept:
        """Return the fields of one file; what it knows by itself stays."""
        kept = dict(self.of_file)
        if file.reel:
            kept.pop("reel", None)
        if self.tracks and not any(file.tracks):
            kept["tracks"] = tuple(self.tracks[: file.channels])
        return kept


def facts_of(shot: Shot, slate: Slate, found: Sequence[Found]) -> tuple[Facts, tuple[Differed, ...]]:
    """Return what rows say of a shot, and where they differ.

    Of a picture, lens, reel, shot size and who is on camera are only taken from a row that is of this camera
    alone.
    """
    ordered = sorted(found, key=lambda one: PAPERS.index(one.row.kind))
    rows = [one.row for one in ordered]
    own = [one.row for one in ordered if _of_one_camera(one)]
    of_slate, of_scene = _of_slate(shot, slate, rows, own)
    of_file, of_lens = _of_file(shot, own)
    tracks = next((row.tracks for row in rows if row.tracks), ())
    alone = shot.first.is_sound and len(shot.files) == 1
    return Facts(of_slate, of_file, tracks if alone else ()), (*_reels(shot, own), *of_lens, *of_scene)


def _of_slate(
    shot: Shot, slate: Slate, rows: Sequence[Row], own: Sequence[Row]
) -> tuple[Kept, Sequence[Differed]]:
    """Return the marks that are never denied, the camera where it is unknown, the scene of the setup."""
    is_sound = shot.first.is_sound
    marks = (*_EITHER, *(_SOUND_ONLY if is_sound else ()))
    kept: dict[str, Any] = {mark: True for mark in marks if any(getattr(row, mark) for row in rows)}
    camera, _ = _first(own, "camera")
    if slate.camera is None and camera and not is_sound:
        kept["camera"] = camera
    scene, differed = _first([row for row in rows if _may_tell_scene(row, slate)], "scene")
    if scene and scene != slate.scene:
        kept |= {"scene": scene, "source": _and_paper(slate.source)}
    return kept, differed


def _may_tell_scene(row: Row, slate: Slate) -> bool:
    """Tell whether a row may know the scene better: of a British slate, of a setup read in two ways."""
    return slate.scene is None or bool(row.setup and slate.setup and key(row.setup) == key(slate.setup))


def _and_paper(source: str) -> str:
    return ", ".join(dict.fromkeys([*source.split(", "), "paper"]))


def _of_file(shot: Shot, own: Sequence[Row]) -> tuple[Kept, Sequence[Differed]]:
    """Return lens, reel, shot size and who is on camera; of lens and reel the camera report goes before."""
    by_camera = sorted(own, key=lambda row: _PICTURE.index(row.kind))
    reel, _ = _first([row for row in by_camera if _is_of(row, shot)], "reel")
    kept: dict[str, Any] = {"reel": reel} if reel else {}
    differed: list[Differed] = []
    for name, rows in (("lens", by_camera), ("on_camera", own), ("off_camera", own)):
        value, its = _first(rows, name) if not shot.first.is_sound else (None, [])
        kept |= {name: value} if value else {}
        differed += its
    size, its = _first(own, "shot_size") if not shot.first.is_sound else (None, [])
    if size:
        kept["shot_size"] = Note(next(row.kind for row in own if row.shot_size), size)
    return kept, [*differed, *its]


def _of_one_camera(one: Found) -> bool:
    """Tell whether a row is of one picture alone, not of what all cameras shot at once."""
    pictures = [shot for shot in one.shots if not shot.first.is_sound]
    return len(pictures) <= 1 or one.row.camera is not None


def _is_of(row: Row, shot: Shot) -> bool:
    """Tell whether a row's reel is that of a shot: a sound report's of sounds, any other's of pictures."""
    return (row.kind == "sound report") == shot.first.is_sound


def _first(rows: Sequence[Row], name: str) -> tuple[Any, list[Differed]]:
    """Return the first of these rows' values, and who says otherwise."""
    told = [(row, value) for row in rows if (value := getattr(row, name))]
    if not told:
        return None, []
    (row, value), *others = told
    differ = [
        Differed(name.replace("_", " "), row.kind, _text(value), other.kind, _text(its))
        for other, its in others
        if not _same(value, its)
    ]
    return value, differ


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _same(one: object, other: object) -> bool:
    """Tell whether two ways of writing mean the same: ``50`` and ``Cooke S4, 50 mm``, names in any order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return {name.casefold() for name in one} == {name.casefold() for name in other}
    mine, its = (re.sub(r"[\W_]+|mm$", "", str(value).casefold()) for value in (one, other))
    if mine == its:
        return True
    lengths, others = (set(re.findall(r"\d+", str(value))) for value in (one, other))
    return bool(lengths & others) and (lengths <= others or others <= lengths)


def _reels(shot: Shot, rows: Sequence[Row]) -> Iterator[Differed]:
    own = shot.first.reel
    for row in rows:
        if own and row.reel and _is_of(row, shot) and not same_reel(row.reel, own):
            yield Differed("reel", "file", own, row.kind, row.reel)


# Circled and no good


def marked(slate: Slate, rows: Sequence[Row]) -> tuple[Slate, tuple[Differed, ...]]:
    """Return the slate circled or no good as the first of these rows says that says either, and who differs.

    rows: the most credible first. What the slate is marked with already is what its name or recorder says; it
    counts last, and only as a yes.
    """
    own = "recorder" if "recorder" in slate.source else "name"
    differed: list[Differed] = []
    for mark in ("circled", "no_good"):
        told = _told(rows, mark)
        told += [(own, True)] if getattr(slate, mark) else []
        if not told:
            continue
        by, value = told[0]
        same = {by} if slate.series else set()  # of several takes in one clip one may be circled
        others = dict.fromkeys((other, its) for other, its in told[1:] if its != value and other not in same)
        differed += [Differed(mark, by, _yes(mark, value), other, _yes(mark, its)) for other, its in others]
        said: dict[str, Any] = {mark: value, f"{mark}_by": by if value and by != "name" else ""}
        slate = replace(slate, **said)
    if slate.circled and slate.no_good:
        differed.append(
            Differed("both", slate.circled_by or own, "circled", slate.no_good_by or own, "no good")
        )
    return slate, tuple(differed)


def _told(rows: Sequence[Row], mark: str) -> list[tuple[str, bool]]:
    """Return who says yes or no, the most credible first; of two of one kind a yes goes before."""
    told = [(row.kind, value) for row in rows if (value := _marked(row, mark)) is not None]
    return sorted(told, key=lambda one: (PAPERS.index(one[0]), not one[1]))


def _marked(row: Row, mark: str) -> bool | None:
    value: bool | None = getattr(row, mark)
    return True if mark == "no_good" and row.false_start else value


def _yes(mark: str, value: bool) -> str:  # noqa: FBT001 -- it is the value itself that is told
    word = mark.replace("_", " ")
    return word if value else f"not {word}"
