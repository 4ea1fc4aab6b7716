"""How the film stands after an entry of its journal, and what an act came to, as values."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rushes.cut import Cut, Event
from rushes.cut.compare import Differences, compare
from rushes.cut.strung import Placed, in_order
from rushes.errors import Finding
from rushes.screening.model import Decisions, Entry, Wishes


@dataclass(frozen=True)
class Standing:
    """The film as it stands after an entry of its journal.

    hash: of all that decides how the cut is; equal hashes, equal cuts. scenes: those that the cut is strung
    together of, none where a finished cut is looked at.
    """

    decisions: Decisions
    wishes: Wishes
    cut: Cut
    findings: tuple[Finding, ...]
    hash: str
    scenes: tuple[Placed, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def to_look(self) -> tuple[Event, ...]:
        """The events that ask for a look and have not had one."""
        asking = (event for event in self.cut.events if event.needs_look)
        return tuple(event for event in asking if look_key(event) not in self.decisions.looked)


@dataclass(frozen=True)
class Done:
    """What an act came to.

    entry: as it is written; None where nothing was written, as it was so already. different: beside the cut
    before it.
    """

    entry: Entry | None
    before: Standing
    now: Standing

    @cached_property
    def different(self) -> Differences:
        """What is different in the cut; what is the same is counted in the scenes that are not alone."""
        before, now = self.before, self.now
        if not (before.scenes and now.scenes):
            return compare(before.cut, now.cut)
        found = compare(*_parts_that_differ(before, now))
        return replace(found, frames=before.cut.frames, frames_after=now.cut.frames)


def _parts_that_differ(before: Standing, now: Standing) -> tuple[Cut, Cut]:
    """Return of two cuts the scenes that are not in both, and those that share a clip with these.

    A shot is only new where nothing of it is anywhere in the other cut; so no scene may be left out that
    could hold a piece of one.
    """
    sides = before.scenes, now.scenes
    both = {one.scene for one in before.scenes} & {one.scene for one in now.scenes}
    alone = [one.scene for side in sides for one in side if one.scene not in both]
    files = {file for scene in alone for file in scene.files}
    told = [[one for one in side if one.scene not in both or one.scene.files & files] for side in sides]
    return _only(before.cut, told[0]), _only(now.cut, told[1])


def _only(cut: Cut, scenes: Sequence[Placed]) -> Cut:
    """Return a cut with nothing but some of its scenes, where they lie in it."""
    beats = tuple(beat for one in scenes for beat in one.beats)
    return replace(cut, events=in_order(scenes), missing=(), beats=beats)


def look_key(event: Event) -> str:
    """Return what a look at an event is remembered by: another choice or another doubt asks anew."""
    told = (event.track, event.line, event.file, event.source.start, event.source.end, *event.look_because)
    return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:16]
