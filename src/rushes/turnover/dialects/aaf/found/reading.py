"""Read an AAF as a timeline: anybody's, or our own. Pure."""

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from rushes.errors import Finding
from rushes.turnover.dialects.aaf.container import NotACompoundFile
from rushes.turnover.dialects.aaf.found.following import follow
from rushes.turnover.dialects.aaf.found.opened import (
    COMMENT,
    COMPONENTS,
    DESCRIBED,
    EDIT_RATE,
    EVENT_RATE,
    MOB_ID,
    MOB_NAME,
    POSITION,
    SCOPES,
    SEGMENT,
    SLOT_NUMBER,
    SLOTS,
    TIMECODE_DROP,
    TIMECODE_FPS,
    TIMECODE_START,
    TRACK_NUMBER,
    Opened,
    films_of,
    kind_of,
    opened,
)
from rushes.turnover.dialects.aaf.found.playing import Piece, Player
from rushes.turnover.dialects.aaf.found.stored import Item, Lying
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.rulers import nearest

_MARKS: Final = frozenset(("CommentMarker", "DescriptiveMarker"))
_NAMED: Final = 8
_DESCRIBED: Final = 64
"""How many tracks a mark may be on."""

_FASTEST: Final = 1000
"""Frames a second that a film may have; a track of sound alone may be counted in samples."""


def read(data: bytes) -> Timeline:
    """Read the film in an AAF; `NotThisDialect` when there is none, it is damaged, or it lies.

    Source places are absolute timecode counted at the film's rate. Sequences within are flattened; of a
    transition, each clip keeps the part up to the cut.
    """
    return read_told(data)[0]


def read_told(data: bytes) -> tuple[Timeline, tuple[Finding, ...]]:
    """Read the film as `read` does, and tell what was not read, or not as it stands there."""
    try:
        file = opened(data)
        films = films_of(file)
        timeline, player = _timeline(file, films[0])
        return timeline, (*_findings(timeline, films, player.nested), *_otherwise(timeline, player))
    except (NotACompoundFile, Lying, ValueError, struct.error) as error:
        raise NotThisDialect("an AAF", str(error)) from error


@dataclass(frozen=True)
class _Track:
    """A track: its name, its slot, its layer there where there are several, and what is on it, in order.

    Media Composer has all its picture tracks in one slot, as layers of which the upper ones let see through.
    """

    name: str
    slot: int
    layer: int
    placed: tuple[Placed, ...]


def _findings(film: Timeline, films: Sequence[Item], flattened: int) -> Iterator[Finding]:
    if len(films) > 1:
        names = ", ".join(one.text(MOB_NAME) for one in films[1:][:_NAMED])
        yield Finding(
            "other sequences",
            film.title,
            f"The file holds {len(films) - 1} more: {names}{' …' if len(films) > _NAMED + 1 else ''}.",
            "Export the one you mean alone.",
        )
    if flattened:
        yield Finding("sequence in a sequence", film.title, f"{flattened} were laid out flat.")
    nameless = sum(not one.file for one in film.placed)
    if nameless:
        yield Finding(
            "no file named",
            film.title,
            f"{nameless} clips lead to no file.",
            "They can be found by reel and timecode alone.",
        )


def _otherwise(film: Timeline, player: Player) -> Iterator[Finding]:
    """Yield what plays in another way than a cut of files can say."""
    if player.transitions:
        cuts = "was read as a cut at its" if player.transitions == 1 else "were read as cuts at their"
        fact = f"{player.transitions} {cuts} cut point."
        yield Finding("transition", film.title, fact, "Both clips have what it shows beyond the cut.")
    if player.retimed:
        clips = "clip does not play at its" if player.retimed == 1 else "clips do not play at their"
        fact = f"{player.retimed} {clips} own speed."
        advice = "Systems differ in how they count the source of such a clip; look at it."
        yield Finding("retimed", film.title, fact, advice)
    if player.bare:
        named = ", ".join(f"{what} ({count})" for what, count in player.bare.most_common(_NAMED))
        more = " …" if len(player.bare) > _NAMED else ""
        fact = f"{player.bare.total()} parts play no file and were left out: {named}{more}."
        yield Finding("nothing played", film.title, fact)


def _timeline(file: Opened, film: Item) -> tuple[Timeline, Player]:
    """Return a composition as a timeline, and the player, which knows what it met."""
    slots = film.many(SLOTS)
    timecodes = file.timecodes.get(film.data(MOB_ID), [])
    rate = _rate(slots, timecodes)
    player = Player(file)
    tracks = list(_tracks(player, slots, rate))
    start, drop = 0, False
    for slot, timecode in timecodes[:1]:
        start = nearest(timecode.whole(TIMECODE_START) / slot.rate(EDIT_RATE) * rate)
        drop = bool(timecode.whole(TIMECODE_DROP, 0))
    marks = sorted(_marks(file, slots, rate), key=lambda mark: mark.at)
    placed, left = _marked(tracks, marks)
    return Timeline(film.text(MOB_NAME), rate, start, drop, placed, left), player


def _rate(slots: Sequence[Item], timecodes: Sequence[tuple[Item, Item]]) -> Fraction:
    """Return the film's rate: that of its pictures, else of its timecode, else of its sound."""
    tracks = [slot for slot in slots if slot.form == "TimelineMobSlot"]
    for letter in ("V", "A"):
        for slot in tracks:
            if kind_of(slot.one(SEGMENT)) == letter:
                rate = slot.rate(EDIT_RATE)
                if rate <= _FASTEST:
                    return rate
        for slot, timecode in timecodes:
            rate = slot.rate(EDIT_RATE)
            return rate if rate <= _FASTEST else Fraction(timecode.whole(TIMECODE_FPS))
    raise Lying("nothing in it says how many frames a second it has")


def _tracks(player: Player, slots: Sequence[Item], rate: Fraction) -> Iterator[_Track]:
    file, numbers = player.opened, {"V": 0, "A": 0}
    for slot in slots:
        if slot.form != "TimelineMobSlot":
            continue
        segment = slot.one(SEGMENT)
        letter, own = kind_of(segment), slot.rate(EDIT_RATE)
        layers = segment.many(SCOPES) if segment.form == "NestedScope" else [segment]
        for layer, inside in enumerate(layers if letter else [], start=1):
            numbers[letter] += 1
            name = f"{letter}{numbers[letter]}"
            pieces = list(player.pieces(inside, own))
            placed = (_placed(file, name, one, rate / own, rate) for one in pieces)
            yield _Track(name, slot.whole(SLOT_NUMBER), layer if len(layers) > 1 else 0, tuple(placed))


def _placed(file: Opened, track: str, piece: Piece, film: Fraction, rate: Fraction) -> Placed:
    source = follow(file, piece.reach)
    first = source.at_s * rate
    record_in, record_out = nearest(piece.at * film), nearest((piece.at + piece.length) * film)
    lasts = record_out - record_in if piece.speed == 1 else piece.length * film * piece.speed
    return Placed(
        track=track,
        name=source.name,
        file=source.file,
        reel=source.reel,
        rate=rate,
        source_in=first,
        source_out=first + lasts,
        record_in=record_in,
        record_out=record_out,
        off=piece.off,
        speed=piece.speed,
        effects=piece.effects,
    )


@dataclass(frozen=True)
class _Mark:
    """A mark on the film, and where it is: slots, and the number of the track, which is a layer's too."""

    at: int
    name: str
    slots: tuple[int, ...]
    layer: int


def _marks(file: Opened, slots: Sequence[Item], rate: Fraction) -> Iterator[_Mark]:
    for slot in slots:
        if slot.form != "EventMobSlot":
            continue
        own, segment, layer = slot.rate(EVENT_RATE), slot.one(SEGMENT), slot.whole(TRACK_NUMBER, 0)
        events = segment.many(COMPONENTS) if segment.form == "Sequence" else [segment]
        for event in events:
            if event.form in _MARKS:
                described = event.data(DESCRIBED) if event.has(DESCRIBED) else b""
                on = tuple(number for (number,) in struct.iter_unpack("<I", described[: 4 * _DESCRIBED]))
                yield _Mark(nearest(event.whole(POSITION) / own * rate), _name(file, event), on, layer)


def _name(file: Opened, event: Item) -> str:
    """Return what a mark is called: its text, or what that begins with where it has a name of its own."""
    said, name = event.text(COMMENT), event.text(file.mark_user)
    return name if name and said.startswith(name) else said or name


def _marked(
    tracks: Sequence[_Track], marks: Sequence[_Mark]
) -> tuple[tuple[Placed, ...], tuple[tuple[int, str], ...]]:
    """Give each mark to the clip that it stands on; return the clips, and the marks of the film itself."""
    by_place = {(track.slot, track.layer): track for track in tracks}
    begins = {track.name: [one.record_in for one in track.placed] for track in tracks}
    names: dict[tuple[str, int], list[str]] = {}
    left = []
    for mark in marks:
        places = [(slot, layer) for slot in mark.slots for layer in (0, mark.layer)]
        track = next((by_place[place] for place in places if place in by_place), None)
        number = bisect_right(begins[track.name], mark.at) - 1 if track else -1
        if track and number >= 0 and mark.at < track.placed[number].record_out:
            names.setdefault((track.name, number), []).append(mark.name)
        else:
            left.append((mark.at, mark.name))
    placed = tuple(
        replace(one, marks=tuple(names.get((track.name, number), ())))
        for track in tracks
        for number, one in enumerate(track.placed)
    )
    return placed, tuple(left)
