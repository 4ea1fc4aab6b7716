"""An editor by lot: edits a cut as people do, and writes down what was done. Pure.

The cut is taken apart where every track is cut, so that each stretch can be trimmed, replaced, dropped, put
elsewhere or followed by another without touching its neighbours; what comes after moves along. Apart, no
two neighbours are edited, so that the truth of one edit cannot be that of another; densely, any part may
be, once.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.model import Cut, Event
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover.conform.model import Kind
from rushes.turnover.shots import all_shots

_LEAST: Final = 24
"""Frames that a piece keeps: nobody cuts a shot of dialogue down to nothing."""
_MOST: Final = 10
"""Frames of a trim, a slip, a split edit."""


@dataclass(frozen=True)
class Did:
    """One edit. files: those that it is about; head, tail: frames, as `conform.Change` has them."""

    kind: Kind
    files: frozenset[str]
    head: int = 0
    tail: int = 0


@dataclass(frozen=True)
class Part:
    """A stretch of the film that begins and ends with a cut on every track; its record counts from 0."""

    events: tuple[Event, ...]
    frames: int
    touched: bool = False

    @property
    def pictures(self) -> tuple[Event, ...]:
        """What is seen, in order."""
        return tuple(one for one in self.events if one.track == "V1")

    @property
    def one_shot(self) -> bool:
        """Whether it is one picture, and sound of as many frames on each track."""
        return len(self.pictures) == 1 and all(one.record.frames == self.frames for one in self.events)


@dataclass(frozen=True)
class Edited:
    """A cut as an editor left it, and what was done."""

    cut: Cut
    did: tuple[Did, ...]


def edited(cut: Cut, lined: LinedScript | None, many: int, seed: int, *, dense: bool = False) -> Edited:
    """Return a cut after so many edits by lot, or as many as find a place. dense: neighbours, too."""
    rng = random.Random(seed)  # noqa: S311 -- lots, not secrets
    parts: list[Part] = list(_parts(cut))
    did: list[Did] = []
    ways: tuple[Callable[[_Bench], Did | None], ...] = (
        _swap,
        _trim,
        _trim,
        _slip,
        _split,
        _move,
        _drop,
        _insert,
        _foreign,
        _over,
        _across,
    )
    bench = _Bench(parts, cut, lined, rng, dense=dense)
    tries = 0
    while len(did) < many and tries < 40 * many:
        tries += 1
        done = rng.choice(ways)(bench)
        if done is not None:
            did.append(done)
    return Edited(bench.film, tuple(did))


@dataclass
class _Bench:
    """What lies before the editor."""

    parts: list[Part]
    cut: Cut
    lined: LinedScript | None
    rng: random.Random
    dense: bool = False

    def __post_init__(self) -> None:
        self.clips = {clip.file: clip for clip in self.cut.clips}
        for clip in self.lined.clips if self.lined else ():
            self.clips.setdefault(clip.file, clip)
            for behind in clip.behind:
                self.clips.setdefault(behind.sound.file, behind.sound)
        self.foreign = 0

    def free(self, fits: Callable[[Part], bool] = lambda _: True) -> int | None:
        """Return the number of a part by lot that is free, as its neighbours are unless dense; or None."""
        reach = 0 if self.dense else 1
        able = [
            number
            for number, part in enumerate(self.parts)
            if part.pictures
            and fits(part)
            and not any(one.touched for one in self.parts[max(0, number - reach) : number + reach + 1])
        ]
        return self.rng.choice(able) if able else None

    def stock(self) -> Clip:
        """Return a new clip that is none of the film's."""
        self.foreign += 1
        name = f"stock_{self.foreign:03}.mov"
        place, sha = Path("/archive") / name, f"{self.foreign:064}"
        self.clips[name] = Clip(place, name, sha, self.cut.rate, 500, width=1920, height=1080)
        return self.clips[name]

    def frames(self) -> int:
        """Return frames by lot, never 0."""
        return self.rng.choice((-1, 1)) * self.rng.randint(1, _MOST)

    @property
    def film(self) -> Cut:
        """The cut as it lies now."""
        events, at = [], 0
        for part in self.parts:
            events += [_at(event, at) for event in part.events]
            at += part.frames
        used = {event.file for event in events}
        clips = tuple(clip for clip in self.clips.values() if clip.file in used)
        events.sort(key=lambda one: (one.track[0] != "V", one.track, one.record.start))
        return replace(self.cut, events=tuple(events), clips=clips, missing=(), beats=())


def _at(event: Event, at: int) -> Event:
    return replace(event, record=event.record.moved(at))


def _parts(cut: Cut) -> Iterator[Part]:
    """Take a cut apart where no track runs across."""
    events = [
        replace(shot.events[0], source=shot.source, record=shot.record, alternates=(), leads=0)
        for shot in all_shots(cut)
    ]
    places = sorted(
        {0, cut.frames, *(one.record.start for one in events), *(one.record.end for one in events)}
    )
    across = [any(one.record.start < place < one.record.end for one in events) for place in places]
    joins = [place for place, runs in zip(places, across, strict=True) if not runs]
    for start, end in pairwise(joins):
        inside = [_at(one, -start) for one in events if start <= one.record.start < end]
        yield Part(tuple(inside), end - start)


def _longer(bench: _Bench, event: Event, head: int, tail: int) -> Event | None:
    """Return an event that begins so many frames earlier and ends so many later; None where it cannot be."""
    clip = bench.clips[event.file]
    of_clip = clip.rate / bench.cut.rate
    if event.record.frames + head + tail < _LEAST:
        return None
    source = Span(
        event.source.start - round(head * of_clip), event.source.end + round(tail * of_clip), clip.rate
    )
    inside = source.start >= 0 and source.end <= clip.frames
    if not inside:
        return None
    return replace(
        event, source=source, record=Span(event.record.start, event.record.end + head + tail, bench.cut.rate)
    )


def _all_longer(bench: _Bench, part: Part, head: int, tail: int) -> Part | None:
    events = [_longer(bench, one, head, tail) for one in part.events]
    if any(one is None for one in events):
        return None
    return Part(tuple(one for one in events if one), part.frames + head + tail, touched=True)


def _put(bench: _Bench, number: int, part: Part | None) -> bool:
    if part is None:
        return False
    bench.parts[number] = part
    return True


def _files(part: Part) -> frozenset[str]:
    return frozenset(one.file for one in part.events)


def _trim(bench: _Bench) -> Did | None:
    number = bench.free(lambda part: part.one_shot)
    if number is None:
        return None
    part, frames, at_head = bench.parts[number], bench.frames(), bench.rng.random() < 0.5
    head, tail = (frames, 0) if at_head else (0, frames)
    if not _put(bench, number, _all_longer(bench, part, head, tail)):
        return None
    return Did("trimmed", _files(part), head, tail)


def _slip(bench: _Bench) -> Did | None:
    number = bench.free(lambda part: part.one_shot)
    if number is None:
        return None
    part, frames = bench.parts[number], bench.frames()
    if not _put(bench, number, _all_longer(bench, part, -frames, frames)):
        return None
    return Did("slipped", _files(part), frames)


def _split(bench: _Bench) -> Did | None:
    """Roll a picture's cut, and leave its sound: inside a part, which two neighbours are made into."""
    number = bench.free(lambda part: part.one_shot)
    if number is None or number + 1 >= len(bench.parts):
        return None
    before, after, frames = bench.parts[number], bench.parts[number + 1], bench.frames()
    beyond = bench.parts[number + 1 : number + 2 + (not bench.dense)]
    if not after.one_shot or any(one.touched for one in beyond):
        return None
    first = _longer(bench, before.pictures[0], 0, frames)
    second = _longer(bench, after.pictures[0], -frames, 0)
    heard = len(before.events) > 1 and len(after.events) > 1
    if first is None or second is None or first.file == second.file or not heard:
        return None
    sounds = [one for one in before.events if one.track != "V1"]
    sounds += [_at(one, before.frames) for one in after.events if one.track != "V1"]
    bench.parts[number : number + 2] = [
        Part(
            (first, _at(second, before.frames + frames), *sounds), before.frames + after.frames, touched=True
        )
    ]
    return Did("split moved", _files(after), frames)


def _drop(bench: _Bench) -> Did | None:
    number = bench.free(lambda part: part.one_shot)
    if number is None or not _alone(bench, number):
        return None
    part = bench.parts.pop(number)
    _touch_around(bench, number)
    return Did("removed", _files(part))


def _move(bench: _Bench) -> Did | None:
    number = bench.free(lambda part: part.one_shot)
    if number is None or not _alone(bench, number):
        return None
    part = bench.parts[number]
    able = [
        place
        for place in range(len(bench.parts))
        if abs(place - number) > 2
        and not any(one.touched for one in bench.parts[max(0, place - 1) : place + 1])
        and sum(one.frames for one in bench.parts[min(place, number) : max(place, number)]) > 2 * part.frames
    ]
    if not able:
        return None
    place = bench.rng.choice(able)
    bench.parts.pop(number)
    _touch_around(bench, number)
    place -= place > number
    bench.parts.insert(place, replace(part, touched=True))
    return Did("moved", _files(part))


def _touch_around(bench: _Bench, number: int) -> None:
    for near in (number - 1, number):
        if not bench.dense and 0 <= near < len(bench.parts):
            bench.parts[near] = replace(bench.parts[near], touched=True)


def _alone(bench: _Bench, number: int) -> bool:
    """Tell whether the clips around a part are others, so that nothing joins when it is gone."""
    around = bench.parts[max(0, number - 1) : number] + bench.parts[number + 1 : number + 2]
    return not any(_files(one) & _files(bench.parts[number]) for one in around)


def _swap(bench: _Bench) -> Did | None:
    """Take a line from another take."""
    number = bench.free(lambda part: part.one_shot)
    if number is None or bench.lined is None:
        return None
    part = bench.parts[number]
    line, taken = part.pictures[0].line, {one.file for one in part.events}
    others = [one for one in bench.lined.readings_of(line) if one.file not in taken]
    if not others or sum(one.line == line for one in bench.cut.spoken) != 1:
        return None
    laid = _laid(bench, bench.rng.choice(others), part)
    if laid is None:
        return None
    bench.parts[number] = laid
    return Did("take swapped", _files(part) | _files(laid))


def _insert(bench: _Bench) -> Did | None:
    """Put in a picture with its sound, from rushes that the cut does not use there."""
    number = bench.free(lambda part: part.one_shot)
    if number is None or bench.lined is None:
        return None
    used = {event.file for event in bench.cut.events}
    able = [one for one in bench.lined.readings if one.file not in used]
    if not able:
        return None
    laid = _laid(bench, bench.rng.choice(able), bench.parts[number])
    if laid is None:
        return None
    bench.parts[number] = replace(bench.parts[number], touched=True)
    bench.parts.insert(number + 1, laid)
    return Did("added", _files(laid))


def _foreign(bench: _Bench) -> Did | None:
    """Put in a picture that is none of the film's."""
    number = bench.free()
    if number is None:
        return None
    clip, rate = bench.stock(), bench.cut.rate
    frames = bench.rng.randint(_LEAST, 90)
    event = replace(
        bench.parts[number].pictures[0],
        file=clip.file,
        source=Span(50, 50 + frames, rate),
        record=Span(0, frames, rate),
    )
    bench.parts[number] = replace(bench.parts[number], touched=True)
    bench.parts.insert(number + 1, Part((event,), frames, touched=True))
    return Did("added", frozenset((clip.file,)))


def _over(bench: _Bench) -> Did | None:
    """Lay a picture over the middle of another; what is heard stays."""
    number = bench.free(lambda part: part.one_shot and part.frames > 4 * _LEAST)
    if number is None:
        return None
    part, rate = bench.parts[number], bench.cut.rate
    shown = part.pictures[0]
    if bench.clips[shown.file].rate != rate:
        return None
    clip = bench.stock()
    start = bench.rng.randint(_LEAST, part.frames - 2 * _LEAST)
    end = start + bench.rng.randint(_LEAST // 2, _LEAST)
    first, last = Span(0, start, rate), Span(end, part.frames, rate)
    pictures = (
        replace(shown, source=Span(shown.source.start, shown.source.start + start, rate), record=first),
        replace(
            shown, file=clip.file, source=Span(50, 50 + end - start, rate), record=Span(start, end, rate)
        ),
        replace(shown, source=Span(shown.source.start + end, shown.source.end, rate), record=last),
    )
    sounds = (one for one in part.events if one.track != "V1")
    bench.parts[number] = Part((*pictures, *sounds), part.frames, touched=True)
    return Did("added", frozenset((clip.file,)))


def _across(bench: _Bench) -> Did | None:
    """Lay a picture over a cut: over the end of one shot and the beginning of the next; nothing moves."""
    number = bench.free(lambda part: part.one_shot and part.frames > 3 * _LEAST)
    after = bench.parts[number + 1] if number is not None and number + 1 < len(bench.parts) else None
    if number is None or after is None or not after.one_shot or after.touched or after.frames < 3 * _LEAST:
        return None
    before, frames = bench.parts[number], bench.rng.randint(_LEAST // 2, _LEAST)
    beyond = bench.parts[number + 2 : number + 3]
    first = _longer(bench, before.pictures[0], 0, -frames)
    second = _longer(bench, after.pictures[0], -frames, 0)
    same = before.pictures[0].file == after.pictures[0].file
    if first is None or second is None or same or (not bench.dense and any(one.touched for one in beyond)):
        return None
    clip, rate = bench.stock(), bench.cut.rate
    start = before.frames - frames
    over = Span(start, start + 2 * frames, rate)
    shown = replace(first, file=clip.file, source=Span(50, 50 + 2 * frames, rate), record=over)
    sounds = [one for one in before.events if one.track != "V1"]
    sounds += [_at(one, before.frames) for one in after.events if one.track != "V1"]
    pictures = (first, shown, _at(second, over.end))
    part = Part((*pictures, *sounds), before.frames + after.frames, touched=True)
    bench.parts[number : number + 2] = [part]
    return Did("added", frozenset((clip.file,)))


def _laid(bench: _Bench, reading: Reading, like: Part) -> Part | None:
    """Return a reading as a part with picture and sound, on the tracks that another part has."""
    clip, rate = bench.clips[reading.file], bench.cut.rate
    frames = max(_LEAST, round(reading.span.frames / clip.rate * rate))
    source = Span(reading.span.start, reading.span.start + round(frames / rate * clip.rate), clip.rate)
    if source.end > clip.frames:
        return None
    record = Span(0, frames, rate)
    picture = replace(like.pictures[0], line=reading.line, file=clip.file, source=source, record=record)
    tracks = [one for one in like.events if one.track != "V1"]
    events = [picture]
    if tracks and bench.clips[tracks[0].file].is_sound:
        for one, behind in zip(tracks, clip.behind, strict=False):
            first = round(Fraction(behind.on_recorder(source.start_s)) * behind.sound.rate)
            span = Span(first, first + round(record.seconds * behind.sound.rate), behind.sound.rate)
            events.append(replace(one, line=reading.line, file=behind.sound.file, source=span, record=record))
    elif tracks:
        events.append(replace(tracks[0], line=reading.line, file=clip.file, source=source, record=record))
    return Part(tuple(events), frames, touched=True)
