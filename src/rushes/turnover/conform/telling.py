"""From what became of the pieces to what an editor did: picture and sound of one act told as one. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from rushes.errors import Finding
from rushes.turnover.conform.joins import Ends, Joined, Neighbours
from rushes.turnover.conform.model import Change, Piece, Side, Version
from rushes.turnover.conform.sides import Compared, Talk, is_slip, whole
from rushes.turnover.conform.splits import splits

_LASTS: Final = re.compile(r", \d+ frames?$")
"""How what is said of a transition ends."""

_SEVERAL: Final = 4
"""Pieces with the same effect that are told as one, where they are most of all."""


def told_of(
    sides: Mapping[Side, Compared | None],
    theirs: Version,
    goes_with: Mapping[str, frozenset[str]],
    talk: Talk,
) -> tuple[list[Change], list[Finding]]:
    """Return what was done, and what a person should look at."""
    pictures, sounds = sides["picture"], sides["sound"]
    for side in (pictures, sounds):
        if side is not None:
            side.changes += _everywhere(side)
            side.changes += _beside_place(side, theirs, talk)
    found: list[Change] = []
    findings: list[Finding] = []
    explained: set[tuple[str, int, str]] = set()
    if pictures and sounds:
        for one in splits(pictures, sounds, goes_with, talk):
            if isinstance(one, Finding):
                findings.append(one)
            else:
                found.append(one.change)
                explained |= one.explained
    by_side = [
        [*side.changes, *_trims(side, explained, talk)] if side is not None else []
        for side in (pictures, sounds)
    ]
    found += _merged(by_side[0], by_side[1], goes_with)
    return [*found, *_lines(talk), *_tracks(theirs)], list(_as_one(findings))


def _as_one(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is found of several pieces once: a shot that was lifted shifts all that come after it."""
    pieces: dict[Finding, list[str]] = {}
    for one in findings:
        pieces.setdefault(replace(one, subject=""), []).append(one.subject)
    for one, names in pieces.items():
        first, several = names[0], f", and {len(names) - 1} pieces after it" if len(names) > 1 else ""
        yield replace(one, subject=first + several)


def _on_most(side: Compared) -> Mapping[str, int]:
    """Return the effects that more than half of the pieces have, and how many: a system lays them on all."""
    found = Counter(effect for piece in side.theirs for effect in set(piece.effects))
    return {
        effect: count for effect, count in found.items() if count >= _SEVERAL and 2 * count > len(side.theirs)
    }


def _everywhere(side: Compared) -> Iterator[Change]:
    """Yield each effect that is on most of the pieces once, without a place."""
    known = {effect for piece in side.ours for effect in piece.effects}
    of = {"picture": "shots", "sound": "sounds"}[side.side]
    for effect, count in _on_most(side).items():
        if effect not in known:
            yield Change("effect", (side.side,), now=f"{effect}, on {count} of {len(side.theirs)} {of}")


def _beside_place(side: Compared, theirs: Version, talk: Talk) -> Iterator[Change]:
    """Yield what was done to pieces that are not cut otherwise for it: effects, switches, microphones."""
    begun: set[int] = set()
    everywhere = _on_most(side)
    partner: dict[int, Piece] = {}
    for mine, other in side.links:
        partner.setdefault(other, side.ours[mine])
    for number, after in enumerate(side.theirs):
        before = partner.get(number)
        at = (whole(before) if before else None, whole(after))
        lines = talk.of_theirs(at[1])
        for effect in after.effects:
            if effect not in everywhere and (before is None or effect not in before.effects):
                yield Change("effect", (side.side,), lines, *at, now=effect)
        if before is None or number in begun:
            continue
        begun.add(number)
        if theirs.tells_off and before.off != after.off:
            yield Change(
                *("switched off", (side.side,), lines, *at), was=_switched(before), now=_switched(after)
            )
        if set(before.files) != set(after.files) and side.side == "sound":
            yield Change(
                *("microphones", (side.side,), lines, *at),
                was=", ".join(before.files),
                now=", ".join(after.files),
            )


def _switched(piece: Piece) -> str:
    return "off" if piece.off else "on"


def _trims(side: Compared, explained: set[tuple[str, int, str]], talk: Talk) -> Iterator[Change]:
    left = [
        replace(
            ends,
            head=0 if (side.side, ends.ours, "head") in explained else ends.head,
            tail=0 if (side.side, ends.ours, "tail") in explained else ends.tail,
        )
        for ends in side.ends
    ]
    used: set[tuple[Ends, str]] = set()
    for join in Neighbours(side.ours, side.theirs, side.links).joins(left):
        used |= {(join.going, "tail"), (join.coming, "head")}
        yield _joined(join, side, talk)
    for told, ends in zip(left, side.ends, strict=True):
        before, after = whole(side.ours[ends.ours]), whole(side.theirs[ends.theirs])
        lines = talk.of_ours(before) or talk.of_theirs(after)
        head = 0 if (told, "head") in used else told.head
        tail = 0 if (told, "tail") in used else told.tail
        if is_slip(ends) and (head, tail) == (ends.head, ends.tail):
            yield Change("slipped", (side.side,), lines, before, after, -ends.head)
        elif head or tail:
            about = lines[:1] if not tail else lines[-1:] if not head else lines
            yield Change("trimmed", (side.side,), about, before, after, head, tail)


def _joined(join: Joined, side: Compared, talk: Talk) -> Change:
    """Tell of a roll at the cut that it moved, of a slide at the shot that slid."""
    ours, theirs = join.middle or (join.coming.ours, join.coming.theirs)
    at = whole(side.ours[ours]), whole(side.theirs[theirs])
    if join.middle:
        return Change("slid", (side.side,), talk.of_ours(at[0]), *at, join.frames)
    going, coming = side.ours[join.going.ours], side.ours[ours]
    lines = (*talk.of_ours(whole(going))[-1:], *talk.of_ours(at[0])[:1])
    both = tuple(dict.fromkeys(lines))
    return Change("rolled", (side.side,), both, *at, join.frames, was=going.name, now=coming.name)


def _merged(
    pictures: Sequence[Change], sounds: Sequence[Change], goes_with: Mapping[str, frozenset[str]]
) -> Iterator[Change]:
    """Yield each act once: what was done alike to a picture and to the sound that goes with it is one."""
    beside: dict[tuple[object, ...], list[Change]] = {}
    for sound in sounds:
        for key in _goes_with(sound, goes_with):
            beside.setdefault((sound.kind, sound.head, sound.tail, key), []).append(sound)
    merged: set[int] = set()
    for change in pictures:
        able = beside.get((change.kind, change.head, change.tail, _keys(change)), ())
        mate = next((one for one in able if id(one) not in merged and _one_act(change, one)), None)
        if mate is None:
            yield change
            continue
        merged.add(id(mate))
        yield replace(change, sides=("picture", "sound"), lines=mate.lines or change.lines)
    yield from (sound for sound in sounds if id(sound) not in merged)


def _keys(change: Change) -> tuple[str, str]:
    """Return of what sources the places of a change are, before and after; empty where it has none."""
    before, after = (place.piece.key if place else "" for place in (change.before, change.after))
    return before, after


def _goes_with(sound: Change, goes_with: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Yield of what sources a picture is that went through the same as a sound."""
    before, after = _keys(sound)
    for mine in goes_with.get(before, (before,)):
        for other in goes_with.get(after, (after,)):
            yield mine, other


def _one_act(picture: Change, sound: Change) -> bool:
    """Tell whether the same was done to a picture and to a sound that goes with it, in the same place."""
    if picture.kind in ("effect", "microphones") and not _alike(picture.now, sound.now):
        return False
    places = ((picture.before, sound.before), (picture.after, sound.after))
    return all(
        (mine is None and other is None) or (mine and other and mine.record.overlap(other.record))
        for mine, other in places
    )


def _alike(one: str, other: str) -> bool:
    """Tell whether what was done is the same; a transition has another name on sound, and lasts as long."""
    lasts = [_LASTS.search(said) for said in (one, other)]
    return one == other or (None not in lasts and len({found[0] for found in lasts if found}) == 1)


def _lines(talk: Talk) -> Iterator[Change]:
    """Yield the lines that are heard in one version alone; nothing where one of them has no sound."""
    if talk.ours.known != talk.theirs.known:
        return
    before, after = talk.ours.lines, talk.theirs.lines
    for line in before:
        if line not in after:
            yield Change("line dropped", ("sound",), (line,))
    for line in after:
        if line not in before:
            yield Change("line added", ("sound",), (line,))


def _tracks(theirs: Version) -> Iterator[Change]:
    """Yield the tracks of sound that hold nothing of the film's own."""
    known = {track for piece in theirs.sounds if not piece.foreign for track in piece.tracks}
    beside: dict[str, list[Piece]] = {}
    for piece in theirs.sounds:
        for track in piece.tracks:
            if track not in known:
                beside.setdefault(track, []).append(piece)
    for track, pieces in beside.items():
        names = tuple(dict.fromkeys(piece.name for piece in pieces))
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        many = f"{len(pieces)} {'piece' if len(pieces) == 1 else 'pieces'}"
        said = f"{track}: {many}, {', '.join(names[:3])}{more}"
        yield Change("track added", ("sound",), after=whole(pieces[0]), now=said)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes in the order of the film: of the editor's, else of the first cut where it was."""
    known = list(changes)
    places = [place for change in known for place in (change.before, change.after) if place]
    late = max((place.record.end for place in places), default=0)

    def place(change: Change) -> tuple[int, int]:
        if change.kind in ("line dropped", "line added", "track added"):
            return late + 1, 0
        at = change.after or change.before
        return (at.record.start if at else late), 0 if change.after else -1

    return tuple(sorted(known, key=place))
