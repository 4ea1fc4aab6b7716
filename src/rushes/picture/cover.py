"""Where a picture is covered, frame by frame. Pure.

A place that is known is a box; a frame of which no place is known is covered whole, so that what was
forgotten, lost or never found is never seen. Boxes are in shares of the picture as a person holds it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from rushes.picture.model import Face


@dataclass(frozen=True)
class Box:
    """A part of the picture, in shares of its width and height from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def widened(self, sides: float, above: float, below: float) -> "Box":
        """Return it larger by parts of its own size; it may reach over the edge of the picture."""
        across, up, down = self.width * sides, self.height * above, self.height * below
        return Box(self.left - across, self.top - up, self.width + 2 * across, self.height + up + down)

    def towards(self, other: "Box", share: float) -> "Box":
        """Return the box so far on the way to another: 0 is this one, 1 the other."""
        mine, theirs = (
            (self.left, self.top, self.right, self.bottom),
            (
                other.left,
                other.top,
                other.right,
                other.bottom,
            ),
        )
        left, top, right, bottom = (a + (b - a) * share for a, b in zip(mine, theirs, strict=True))
        return Box(left, top, right - left, bottom - top)

    def holds(self, other: "Box") -> bool:
        """Tell whether another lies in it, as far as that is in the picture."""
        return (
            self.left <= max(other.left, 0.0) + _TINY
            and self.top <= max(other.top, 0.0) + _TINY
            and self.right >= min(other.right, 1.0) - _TINY
            and self.bottom >= min(other.bottom, 1.0) - _TINY
        )


_TINY: Final = 1e-9

WHOLE: Final = (Box(0.0, 0.0, 1.0, 1.0),)
"""All of the picture."""


def hull(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of these."""
    known = tuple(boxes)
    left, top = min(one.left for one in known), min(one.top for one in known)
    return Box(left, top, max(one.right for one in known) - left, max(one.bottom for one in known) - top)


@dataclass(frozen=True)
class Cover:
    """What of a clip's picture is covered: by frame of the clip; what is not in it is covered whole."""

    boxes: Mapping[int, tuple[Box, ...]] = field(default_factory=dict)

    def at(self, frame: int) -> tuple[Box, ...]:
        """Return what is covered of a frame: nothing only where that is said."""
        return self.boxes.get(frame, WHOLE)


_SIDES, _ABOVE, _BELOW = 0.6, 0.75, 0.45
"""Margins around a face that was found, in parts of it: the model's box ends at brows, chin and cheeks, and
hair, ears and neck tell a person too."""

_SURE: Final = 0.5
"""How sure a face must once have been to count as somebody; fainter ones are covered and count for nobody."""

_NEAR: Final = 0.8
"""Part of the larger of two faces by which their middles may be apart in the next frame, and they are one."""

_ALIKE: Final = 1.8
"""How many times larger one of them may be."""

_LOST_S: Final = 0.6
"""Seconds for which a face may not be found and is still followed: a blink, a hand, a turn of the head."""

_HOLD_S: Final = 0.24
"""Seconds for which a place is held before a face is first found and after it is last found."""

_GROWS: Final = 0.06
"""Part of itself by which a held box grows on every side with every frame: heads turn away and move."""

_SHAKES: Final = 2
"""Frames before and after whose boxes are covered with a frame's own: no box jumps off a face between two."""


@dataclass
class _Track:
    """A face as it is followed: its boxes by frame, and how sure it ever was."""

    boxes: dict[int, Box]
    sure: float
    last: int


def merged(faces: Iterable[Face]) -> tuple[Face, ...]:
    """Return one face for those that lie over each other, around them all, and as sure as the surest."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda one: -one.sure):
        same = next((place for place, other in enumerate(kept) if _overlap(_box(face), _box(other))), None)
        if same is None:
            kept.append(face)
            continue
        both = hull((_box(face), _box(kept[same])))
        kept[same] = Face(both.left, both.top, both.width, both.height, kept[same].sure)
    return tuple(sorted(kept, key=lambda one: one.left))


def _overlap(one: Box, other: Box) -> bool:
    """Tell whether the middle of one of two boxes lies within the other."""
    middles = [(box.left + box.width / 2, box.top + box.height / 2) for box in (one, other)]
    return any(
        box.left <= across <= box.right and box.top <= down <= box.bottom
        for box, (across, down) in zip((other, one), middles, strict=True)
    )


def _box(face: Face) -> Box:
    return Box(face.left, face.top, face.width, face.height)


def followed(
    found: Mapping[int, Sequence[Face]], wanted: range, people: int, rate: float, step: int = 1
) -> Cover:
    """Return what to cover of some frames of a clip, by the faces that were found in and around them.

    found: by frame that was looked at, also where there was none. people: how many must be seen at least;
    where fewer faces are followed the frame is covered whole, since whoever is missing may be anywhere.
    step: every how many frames were looked at. Whose a face is, is not known, so all of them are covered.
    """
    lost, hold = max(step, round(_LOST_S * rate)), max(step, round(_HOLD_S * rate))
    tracks = _tracks(found, lost)
    for track in tracks:
        _fill(track)
        _hold(track, hold)
    sure = [track for track in tracks if track.sure >= _SURE]
    near = {
        frame: tuple(_steady(track, frame) for track in tracks if frame in track.boxes) for frame in wanted
    }
    return Cover(
        {
            frame: boxes
            for frame, boxes in near.items()
            if boxes and sum(frame in track.boxes for track in sure) >= max(1, people)
        }
    )


def _tracks(found: Mapping[int, Sequence[Face]], lost: int) -> list[_Track]:
    """Join the faces of neighbouring frames: each goes to the nearest that was there, or begins anew."""
    tracks: list[_Track] = []
    for frame in sorted(found):
        free = [track for track in tracks if frame - track.last <= lost]
        for face in sorted(found[frame], key=lambda one: -one.sure):
            box = _box(face)
            fits = [track for track in free if _is_same(track.boxes[track.last], box)]
            if not fits:
                tracks.append(_Track({frame: box}, face.sure, frame))
                continue
            track = min(fits, key=lambda one: _apart(one.boxes[one.last], box))
            free.remove(track)
            track.boxes[frame], track.last, track.sure = box, frame, max(track.sure, face.sure)
    return tracks


def _apart(one: Box, other: Box) -> float:
    """Return how far the middles of two boxes are apart, in parts of the larger one."""
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return max(
        across / max(one.width, other.width, _TINY),
        down / max(one.height, other.height, _TINY),
    )


def _is_same(one: Box, other: Box) -> bool:
    small, large = sorted((one.height, other.height))
    return _apart(one, other) <= _NEAR and large <= _ALIKE * max(small, _TINY)


def _fill(track: _Track) -> None:
    """Cover, where a face was lost for a while, all of the way between its two places."""
    known = sorted(track.boxes)
    for before, after in pairwise(known):
        if after - before > 1:
            between = hull((track.boxes[before], track.boxes[after]))
            track.boxes.update(dict.fromkeys(range(before + 1, after), between))


def _hold(track: _Track, hold: int) -> None:
    """Go on before the first frame and after the last one, in boxes that grow."""
    first, last = min(track.boxes), max(track.boxes)
    for count in range(1, hold + 1):
        grown = count * _GROWS
        track.boxes[first - count] = track.boxes[first].widened(grown, grown, grown)
        track.boxes[last + count] = track.boxes[last].widened(grown, grown, grown)


def _steady(track: _Track, frame: int) -> Box:
    """Return the box of a frame, with those beside it, and its margins."""
    beside = (track.boxes.get(near) for near in range(frame - _SHAKES, frame + _SHAKES + 1))
    return hull(box for box in beside if box is not None).widened(_SIDES, _ABOVE, _BELOW)
