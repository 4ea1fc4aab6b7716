"""Split edits that were moved: the cut of the picture, or that of its sound, and not the other. Pure."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rushes.errors import Finding
from rushes.turnover.conform.joins import Ends
from rushes.turnover.conform.model import Change, Piece
from rushes.turnover.conform.sides import Compared, Talk, whole
from rushes.turnover.splits import frames_said, split_said


@dataclass(frozen=True)
class Split:
    """A split edit that was moved. explained: the ends it is made of: (side, number of the piece, end)."""

    change: Change
    explained: frozenset[tuple[str, int, str]]


class InSync:
    """Sounds of a version by the pictures that they were recorded with. goes_with: these, by sound."""

    def __init__(self, sounds: tuple[Piece, ...], goes_with: Mapping[str, Collection[str]]) -> None:
        """Lay the sounds out in the order of the film."""
        self._sounds, self._goes_with = sounds, goes_with
        self._starts = [sound.record.start for sound in sounds]

    def of(self, picture: Piece) -> int | None:
        """Return the number of the sound that goes with a picture, overlaps it and begins nearest to it."""
        last = bisect_left(self._starts, picture.record.end)
        near = [
            number
            for number in range(max(0, last - 24), last)
            if self._sounds[number].record.overlap(picture.record)
            and picture.key in self._goes_with.get(self._sounds[number].key, ())
        ]
        start = picture.record.start
        return min(near, key=lambda number: abs(self._starts[number] - start), default=None)


def splits(
    pictures: Compared, sounds: Compared, goes_with: Mapping[str, Collection[str]], talk: Talk
) -> Iterator[Split | Finding]:
    """Yield the split edits that were moved, and where picture and sound fell apart."""
    beside = InSync(sounds.ours, goes_with)
    partner = dict(reversed(sounds.links))
    ends = [{(one.ours, one.theirs): one for one in side.ends} for side in (pictures, sounds)]
    seen: set[int] = set()
    for ours, theirs in pictures.links:
        number = beside.of(pictures.ours[ours])
        if ours in seen or number is None or number not in partner:
            continue
        seen.add(ours)
        shots = pictures.ours[ours], pictures.theirs[theirs]
        heard = sounds.ours[number], sounds.theirs[partner[number]]
        if apart := _fell_apart(shots, heard):
            yield apart
            continue
        before, after = (
            sound.record.start - shot.record.start for shot, sound in zip(shots, heard, strict=True)
        )
        moved = [ends[0].get((ours, theirs)), ends[1].get((number, partner[number]))]
        if before == after or not any(one and one.head for one in moved):
            continue  # in sync as it was, or covered and not cut
        lines = talk.of_ours(whole(heard[0]))[:1] or talk.of_ours(whole(shots[0]))[:1]
        was, now = split_said(before) or "straight", split_said(after) or "straight"
        change = Change(
            "split moved", ("picture",), lines, whole(shots[0]), whole(shots[1]), was=was, now=now
        )
        yield Split(change, frozenset(_explained(pictures, sounds, (ours, number), moved)))


def _fell_apart(shots: tuple[Piece, Piece], heard: tuple[Piece, Piece]) -> Finding | None:
    """Return a finding where a sound lies otherwise to its picture than in the first cut."""
    lies = [
        (sound.at - sound.record.start) - (shot.at - shot.record.start)
        for shot, sound in zip(shots, heard, strict=True)
    ]
    apart = round(lies[1] - lies[0])
    if any(piece.speed != 1 for piece in (*shots, *heard)) or abs(lies[1] - lies[0]) < 1:
        return None
    fact = f"Its sound plays {frames_said(abs(apart))} {'early' if apart > 0 else 'late'} beside its picture."
    return Finding("out of sync", shots[1].name, fact, "Look whether that is meant.")


def _explained(
    pictures: Compared, sounds: Compared, numbers: tuple[int, int], moved: list[Ends | None]
) -> Iterator[tuple[str, int, str]]:
    """Yield the ends that a moved cut is made of: the head after it, and the tail before it by as much."""
    for side, number, mine, other in zip((pictures, sounds), numbers, moved, reversed(moved), strict=True):
        if mine is None or not mine.head or (other is not None and other.head):
            continue
        yield side.side, number, "head"
        at = side.ours[number].record.start
        for one in side.ends:
            if one.tail == -mine.head and side.ours[one.ours].record.end == at:
                yield side.side, one.ours, "tail"
