"""Find faces in order to cover them: a door, and only with a yes to `blur` of all who are in a clip.

Every second frame of what the film plays is looked at, and some before and after; what was found is kept in
memory, as boxes, until the film is written, and then forgotten.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from rushes.engine.model import Progress, Watch
from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE
from rushes.picture.cover import Box, Cover, followed
from rushes.picture.faces import check_faces, faces_to_cover
from rushes.picture.model import Face
from rushes.rights import Grant, check_grant
from rushes.turnover.preview.pictures import decoded_from

STEP: Final = 2
"""Every how many frames it is looked: a head moves less in one than the margin around it (measured in
docs/release.md)."""

_AROUND_S: Final = 0.8
"""Seconds before and after a shot that are looked at with it: who comes or goes is known before they are
seen."""

_GAP_S: Final = 2.0
"""Seconds between two used stretches of a clip that are looked at in one go."""


@dataclass(frozen=True)
class ToFind:
    """A clip in which to find faces.

    wanted: its frames that are shown. people: how many may be seen in it.
    """

    clip: Clip
    wanted: frozenset[int]
    people: int
    grant: Grant


def found_in(clips: Sequence[ToFind], jobs: int, watch: Watch | None = None) -> Mapping[str, Cover]:
    """Return what to cover of some clips, by `Clip.file`.

    `NotGranted` where a grant does not cover its clip, and `NoFaces` without the extra, before any is
    opened. What cannot be decoded is not in a cover, and so is covered whole.
    """
    for one in clips:
        check_grant(one.grant, "blur", one.clip.file)
    if not clips:
        return {}
    check_faces()
    told = _Told(len(clips), watch)
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        covers = pool.map(lambda one: told(one, _cover(one)), clips)
        return {one.clip.file: cover for one, cover in zip(clips, covers, strict=True)}


class _Told:
    """Tells how many clips are done."""

    def __init__(self, count: int, watch: Watch | None) -> None:
        self.count, self.watch, self.done = count, watch, 0

    def __call__(self, one: ToFind, cover: Cover) -> Cover:
        self.done += 1
        if self.watch:
            self.watch(Progress("cover", self.done, self.count, one.clip.file, remembered=False))
        return cover


def _cover(one: ToFind) -> Cover:
    rate = float(one.clip.rate)
    boxes: dict[int, tuple[Box, ...]] = {}
    for stretch in stretches(one.wanted, round(_AROUND_S * rate), round(_GAP_S * rate)):
        shown = [frame for frame in stretch if frame in one.wanted]
        found = dict(look(one.clip, stretch, lambda frame: faces_to_cover(frame, one.grant, one.clip.file)))
        part = followed(found, range(shown[0], shown[-1] + 1), one.people, rate, STEP)
        boxes.update({frame: part.boxes[frame] for frame in shown if frame in part.boxes})
    return Cover(boxes)


def stretches(wanted: Collection[int], around: int, gap: int) -> Iterator[range]:
    """Yield the stretches of a clip to look at, in order, none of which touch."""
    run: list[int] = []
    for frame in sorted(wanted):
        if run and frame - run[-1] > gap + 2 * around:
            yield range(max(0, run[0] - around), run[-1] + around + 1)
            run = []
        run = [*run[:1], frame]
    if run:
        yield range(max(0, run[0] - around), run[-1] + around + 1)


def look(
    clip: Clip, stretch: range, see: Callable[..., tuple[Face, ...]], step: int = STEP
) -> Iterator[tuple[int, tuple[Face, ...]]]:
    """Yield what is seen in every so many frames of a stretch; damage ends it early."""
    last = stretch.start - step
    try:
        for frame, picture in decoded_from(clip, stretch.start):
            if frame >= stretch.stop:
                return
            if frame >= max(stretch.start, last + step):
                last = frame
                yield frame, see(picture)
    except TROUBLE:
        return
