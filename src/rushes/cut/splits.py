"""Split edits: at a change of speaker the picture is cut before or after the sound.

The picture leads to the one who hears the end of a line, or the sound leads over the one who has just
spoken. Where a cut may fall is asked of `rushes.cut.overlap`. Where the picture can lead it does, until the
taste's share is reached; then the sound leads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, log, sqrt

from rushes.cut.model import Event, Reason
from rushes.cut.on_camera import NOBODY_SAYS
from rushes.cut.on_offer import Room
from rushes.cut.overlap import Moves, Words
from rushes.cut.settle import FEWER, CannotKeep
from rushes.footage.model import Clip
from rushes.screenplay.model import Line

_LEFT = 0.4
"""The part of its picture that a line keeps where the next one leads: the least of eleven in a real reel."""
_LONG_S = 2.5
"""From here on a line is long enough for its listener to be seen before it ends (by hand)."""


@dataclass(frozen=True)
class _Join:
    """A cut between two speakers. at: place of the second picture. leads, follows: worth of either way.

    pinned: by how many frames a person wants the picture to lead.
    """

    at: int
    leads: float = 0.0
    follows: float = 0.0
    pinned: int | None = None


def split(  # noqa: PLR0917 -- what is seen and heard, and all that it is judged by
    pictures: Sequence[Event],
    lines: Mapping[str, Line],
    clips: Mapping[str, Clip],
    heard: Mapping[str, Words],
    room: Room,
    turns_before: int = 0,
) -> tuple[Event, ...]:
    """Return the pictures of a scene with their cuts moved where that is wished and can be.

    pictures: V1 in record order. lines, heard: by the line's id. turns_before: changes of speaker that the
    scenes before have. The most worthy are moved first, until the taste's share of the changes of speaker is
    reached; what a person pinned is always moved: `CannotKeep`, with the one reason, where it cannot be.
    """
    if not pictures:
        return ()
    turns = sum(_answers(lines[one.line], lines[other.line]) for one, other in pairwise(pictures))
    splitting = _Splitting(list(pictures), lines, Moves(pictures[0].record.rate, clips, heard, room))
    splitting.split(list(_changes(pictures, lines, room)), turns, turns_before)
    return tuple(_told(event, lines, room) for event in splitting.events)


def _changes(pictures: Sequence[Event], lines: Mapping[str, Line], room: Room) -> Iterator[_Join]:
    """Yield every cut between two speakers of a scene."""
    weight = room.taste.weights.get
    for at, (before, now) in enumerate(pairwise(pictures), start=1):
        if before.file == now.file or not _answers(lines[before.line], lines[now.line]):
            continue
        long = 1.0 if before.record.seconds >= _LONG_S else 0.5
        leads, follows = weight("picture leads", 0.0) * long, weight("sound leads", 0.0) * (1.5 - long)
        yield _Join(at, leads, follows, room.pins.split_of(now.line))


def share_of(turns: int, before: int, share: float) -> int:
    """Return how many of a scene's changes of speaker make up a share, which holds for the whole film, too.

    Every scene rounded up by itself would make the share of a film of short scenes much too large. So a scene
    has what the film up to its end should have, less what it should have had up to its beginning: by the page
    and not by the cut, so that no scene hangs on what was decided in another. before: changes of speaker on
    the page of the scenes before.
    """
    if not before:
        return ceil(share * turns)
    due = share * before
    return ceil(round(share * turns + due - ceil(round(due, 9)), 9))


def _answers(one: Line, other: Line) -> bool:
    """Tell whether somebody else speaks in the same scene."""
    return one.scene == other.scene and one.character != other.character


@dataclass
class _Splitting:
    """Pictures whose cuts are being moved."""

    events: list[Event]
    lines: Mapping[str, Line]
    moves: Moves

    def split(self, joins: Sequence[_Join], turns: int, turns_before: int) -> None:
        """Move cuts: those that are pinned, then as many as the taste wants of so many changes of speaker."""
        for join in joins:
            if join.pinned and not self._move(join, [join.pinned]):
                raise self._cannot(join, join.pinned)
        splits = self.moves.room.taste.splits
        left = share_of(turns, turns_before, splits.share) - sum(bool(join.pinned) for join in joins)
        first = min(left, share_of(turns, turns_before, splits.picture_share * splits.share))
        free = [join for join in joins if join.pinned is None]
        free, moved = self._pass(free, first, picture_first=True)
        free, more = self._pass(free, left - moved, picture_first=False)
        self._pass(free, left - moved - more, picture_first=True)

    def _cannot(self, join: _Join, leads: int) -> CannotKeep:
        """Return why a cut cannot be moved as a person wants it."""
        before, now = self.events[join.at - 1 : join.at + 1]
        pin = next(one for one in self.moves.room.pins.of(now.line) if one.split == leads)
        why = f"with {leads:+} frames {self.moves.why_not(before, now, leads)}"
        return CannotKeep(pin.place, pin, why, FEWER)

    def _pass(self, joins: Sequence[_Join], most: int, *, picture_first: bool) -> tuple[list[_Join], int]:
        """Move so many cuts in one direction at most; return the joins that are left, and how many moved.

        Of those that are worth the same every other one comes first: the same way at every cut is a manner.
        """
        left, moved = [], 0
        wishes = self._wishes(picture_first=picture_first) if joins else []
        in_order = [
            (join.leads if picture_first else join.follows, n, join)
            for n, join in enumerate(sorted(joins, key=lambda join: join.at))
        ]
        for worth, _, join in sorted(in_order, key=lambda one: (-one[0], one[1] % 2, one[1])):
            if moved < most and worth > 0 and self._move(join, wishes):
                moved += 1
            else:
                left.append(join)
        return left, moved

    def _wishes(self, *, picture_first: bool) -> list[int]:
        """Return by how many frames a cut may move, that in the middle of what the taste wants first."""
        splits, rate = self.moves.room.taste.splits, self.moves.rate
        most_s = splits.picture_most_s if picture_first else splits.most_s
        frames = _frames(splits.least_s, most_s, rate)
        return frames if picture_first else [-k for k in frames]

    def _move(self, join: _Join, wishes: Iterable[int]) -> bool:
        """Move a cut by the first wish that can be; tell whether one could."""
        before, now = self.events[join.at - 1 : join.at + 1]
        for leads in wishes:
            if join.pinned is None and leads > 0 and not self._may_lead(before, now, leads):
                continue
            two = self.moves.moved(before, now, leads)
            if two is not None:
                self.events[join.at - 1 : join.at + 1] = two
                return True
        return False

    def _may_lead(self, before: Event, now: Event, leads: int) -> bool:
        """Tell whether it is well to leave a picture so early.

        Who speaks keeps enough of the picture, and is seen speaking for no less than a shot must last. Who
        listens already, to answer in another shot, is not cut to twice.
        """
        if before.shows == "reaction":
            answers = self.moves.room.seen.get(before.file, NOBODY_SAYS).sees(self.lines[now.line].character)
            return answers is False
        left = before.record.frames - leads
        speaking = left - max(0, before.leads)
        return left >= _LEFT * before.record.frames and speaking >= self.moves.shortest


def _frames(least_s: float, most_s: float, rate: Fraction) -> list[int]:
    """Return the frames from one length to another, that in the middle first: as a ratio, as lengths are."""
    least, most = max(1, ceil(least_s * rate)), int(most_s * rate)
    middle = sqrt(least * max(least, most))
    return sorted(range(least, most + 1), key=lambda k: abs(log(k / middle)))


def _told(event: Event, lines: Mapping[str, Line], room: Room) -> Event:
    """Return an event with the reason for its split."""
    if not event.leads:
        return event
    who = lines[event.line].character
    if event.leads > 0:
        name, fact = "picture leads", f"{who} is seen {event.leads} frames before the sound changes"
    else:
        name, fact = "sound leads", f"{who} is heard {-event.leads} frames before the picture changes"
    if room.pins.split_of(event.line) is not None:
        fact += ", as a person decided"
    worth = round(room.taste.weights.get(name, 0.0), 3)
    return replace(event, reasons=(*event.reasons, Reason(name, worth, fact)))
