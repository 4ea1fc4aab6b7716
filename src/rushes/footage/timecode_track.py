"""The timecode track of QuickTime and MP4, read box by box: every number that it holds, and since when.

Media libraries tell the first number alone, and neither the edits nor the flags. Only the boxes that are
needed are read, and the few bytes of the numbers themselves.

Layout: ISO/IEC 14496-12 (boxes, edit lists, sample tables), QuickTime File Format (timecode sample
description: flags, time scale, frame duration, frames a second).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, islice
from pathlib import Path
from typing import BinaryIO

from rushes.footage.clock import Counting, TimecodeRun

_MOST = 1_000_000
"""Entries that a table may have: nine hours of a number for each frame; more is damage."""

_DROP, _NEGATIVE, _COUNTER = 1, 4, 8
"""Flags of the sample description; 2 says that the day wraps, which numbers tell by themselves."""


@dataclass(frozen=True)
class _Box:
    """A box of the file: its name, and where its content begins and ends."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class _Edit:
    """A piece of a track on the movie's time, in seconds; media_s is None where nothing plays."""

    lasts_s: Fraction
    media_s: Fraction | None


def read_runs(path: Path) -> tuple[tuple[TimecodeRun, ...], ...]:
    """Return the runs of each timecode track that belongs to the picture, () where there is none.

    Where no track is named by the picture, all are. A damaged track is none.
    """
    with path.open("rb") as file:
        movie = _Within(file, _Box("", 0, path.stat().st_size)).inside("moov")
        if movie is None:
            return ()
        tracks = list(movie.all("trak"))
        picture = next((track for track in tracks if track.handler == b"vide"), None)
        counting = [track for track in tracks if track.handler == b"tmcd"]
        if picture is None or not counting:
            return ()
        named = picture.named_timecodes
        second = _ticks_a_second(movie.inside("mvhd"))
        begins_s = _empty_s(picture.edits(second))
        return tuple(
            runs
            for track in sorted(counting, key=lambda track: track.number not in named)
            if (not named or track.number in named) and (runs := tuple(_runs(track, second, begins_s)))
        )


class _Within:
    """A box with the file that it is in; damaged tables are read as far as they go."""

    def __init__(self, file: BinaryIO, box: _Box) -> None:
        self.file, self.box = file, box

    def all(self, name: str) -> Iterator["_Within"]:
        """Yield the boxes of this name that lie in this one."""
        at = self.box.start
        while at + 8 <= self.box.end:
            self.file.seek(at)
            head = self.file.read(16)
            if len(head) < 8:
                return
            length, begins = int.from_bytes(head[:4], "big"), 8
            if length == 1:
                length, begins = int.from_bytes(head[8:16], "big"), 16
            length = length or self.box.end - at
            if length < begins:
                return
            if head[4:8] == name.encode():
                yield _Within(self.file, _Box(name, at + begins, min(at + length, self.box.end)))
            at += length

    def inside(self, *names: str) -> "_Within | None":
        """Return the box at the end of a way of names, or None."""
        here: _Within | None = self
        for name in names:
            here = next(here.all(name), None) if here else None
        return here

    def content(self, most: int = 16 * _MOST) -> bytes:
        """Return what is in the box."""
        self.file.seek(self.box.start)
        return self.file.read(min(most, self.box.end - self.box.start))

    @property
    def handler(self) -> bytes:
        """What kind of track it is."""
        box = self.inside("mdia", "hdlr")
        return box.content()[8:12] if box else b""

    @property
    def number(self) -> int:
        """The number by which other tracks name this one."""
        box = self.inside("tkhd")
        content = box.content() if box else b"\0" * 24
        return int.from_bytes(content[20:24] if content[:1] == b"\1" else content[12:16], "big")

    @property
    def named_timecodes(self) -> frozenset[int]:
        """The numbers of the timecode tracks that this picture names."""
        box = self.inside("tref", "tmcd")
        return frozenset(number for (number,) in _rows(">I", box.content() if box else b""))

    def edits(self, second: int) -> tuple[_Edit, ...]:
        """Return the edit list; second: the movie's ticks in one."""
        box = self.inside("edts", "elst")
        content, ticks = box.content() if box else b"", _ticks_a_second(self.inside("mdia", "mdhd"))
        rows = _rows(">QqI" if content[:1] == b"\1" else ">IiI", content[8:])
        return tuple(
            _Edit(Fraction(lasts, second), Fraction(media, ticks) if media >= 0 else None)
            for lasts, media, _ in rows
        )

    def table(self, name: str, form: str, head: int = 8) -> list[tuple[int, ...]]:
        """Return the rows of a sample table."""
        box = self.inside("mdia", "minf", "stbl", name)
        return list(_rows(form, box.content()[head:])) if box else []


def _rows(form: str, content: bytes) -> Iterator[tuple[int, ...]]:
    size = struct.calcsize(form)
    return struct.iter_unpack(form, content[: min(len(content) // size, _MOST) * size])


def _ticks_a_second(box: _Within | None) -> int:
    """Return the time scale of a movie's or a track's header."""
    content = box.content() if box else b""
    return int.from_bytes(content[20:24] if content[:1] == b"\1" else content[12:16], "big") or 1


def _empty_s(edits: tuple[_Edit, ...]) -> Fraction:
    """Return for how long nothing plays before the first piece of a track."""
    empty = Fraction(0)
    for edit in edits:
        if edit.media_s is not None:
            break
        empty += edit.lasts_s
    return empty


def _runs(track: _Within, second: int, begins_s: Fraction) -> Iterator[TimecodeRun]:
    """Yield what the track counts from when on, in seconds of the picture, which begins at `begins_s`."""
    ticks = _ticks_a_second(track.inside("mdia", "mdhd"))
    every = (lasts for count, lasts in track.table("stts", ">II") for _ in range(count))
    numbers = list(islice(_numbers(track), _MOST))
    lasting = list(islice(every, len(numbers)))
    starts = (Fraction(at, ticks) for at in accumulate(lasting[:-1], initial=0))
    stored = [TimecodeRun(at_s, *number) for at_s, number in zip(starts, numbers, strict=False)]
    at_s = -begins_s
    for edit in track.edits(second) or (_Edit(Fraction(0), Fraction(0)),):
        if edit.media_s is not None and stored:
            yield from _played(stored, edit.media_s, edit.lasts_s, at_s)
        at_s += edit.lasts_s


def _played(
    stored: list[TimecodeRun], media_s: Fraction, lasts_s: Fraction, at_s: Fraction
) -> Iterator[TimecodeRun]:
    """Yield what a piece of the track plays, moved to where it plays it; 0 seconds are all that is left."""
    first = max(0, bisect_right(stored, media_s, key=lambda one: one.at_s) - 1)
    for number, one in enumerate(stored[first:]):
        if number and lasts_s and one.at_s >= media_s + lasts_s:
            return
        skipped = max(Fraction(0), media_s - one.at_s)
        count = one.count + round(skipped * one.counting.exact)
        yield TimecodeRun(at_s + one.at_s + skipped - media_s, count, one.counting)


def _numbers(track: _Within) -> Iterator[tuple[int, Counting]]:
    """Yield the numbers that the track stores, each with the way it counts."""
    descriptions = list(_descriptions(track))
    size = {(size or 4) for size, _ in track.table("stsz", ">II", 4)[:1]} or {4}
    step = 8 if size == {8} else 4
    places = track.table("stco", ">I") or track.table("co64", ">Q")
    runs = track.table("stsc", ">III")
    for chunk, (place,) in enumerate(places, start=1):
        run = next((run for run in reversed(runs) if run[0] <= chunk), (1, 1, 1))
        if not 1 <= run[2] <= len(descriptions):
            return
        track.file.seek(place)
        content = track.file.read(step * min(run[1], _MOST))
        for (number,) in _rows(">q" if step == 8 else ">i", content):
            yield number, descriptions[run[2] - 1]


def _descriptions(track: _Within) -> Iterator[Counting]:
    """Yield how the track counts; descriptions without a rate say nothing."""
    box = track.inside("mdia", "minf", "stbl", "stsd")
    content = box.content() if box else b""
    at = 8
    while at + 34 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        flags, scale, lasts, second = struct.unpack(">IIIB", content[at + 20 : at + 33])
        if size < 34:
            return
        rate = Fraction(scale, lasts) if scale and lasts else Fraction(second or 1)
        yield Counting(rate, second, drop=bool(flags & _DROP), is_counter=bool(flags & _COUNTER))
        at += size
