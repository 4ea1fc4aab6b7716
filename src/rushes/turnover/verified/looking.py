"""The media of a timeline against the source: frames by their prints, sound by its bands. A door."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path  # noqa: TC003 -- named in an annotation
from typing import Final

import numpy as np

from rushes.engine.model import Progress, Watch
from rushes.turnover.numbers import many
from rushes.turnover.rulers import nearest
from rushes.turnover.verified.decoding import Stretch, prints_of, sounds_of
from rushes.turnover.verified.model import Event
from rushes.turnover.verified.prints import (
    HEARD,
    Bands,
    FramePrint,
    Heard,
    Look,
    Samples,
    listened,
    looked,
    shift_of,
    sound_print,
)

_NEAR: Final = (-2, -1, 0, 1, 2)
"""Frames about the one that should be seen, among which a shifted one is looked for."""

_LONGEST_S: Final = 30
"""Seconds of an event's sound that are compared, from its beginning."""

_LATE: Final = Fraction(3, 5)
"""Parts of a frame by which sound may come late: a codec delays it by up to a third of one."""

_AT_ONCE: Final = 2

STEP: Final = "prints"
"""What a watch is told while media are looked at."""


@dataclass
class Looked:
    """What came of it. frames, sounds: compared; exact, by_content, anew: as in `Compared`."""

    frames: int = 0
    exact: int = 0
    sounds: int = 0
    by_content: int = 0
    anew: set[str] = field(default_factory=set)
    differences: list[str] = field(default_factory=list)
    could_not: list[str] = field(default_factory=list)
    still: list[str] = field(default_factory=list)
    quiet: list[str] = field(default_factory=list)

    def add(self, other: "Looked") -> None:
        """Take in what came of other media."""
        self.frames, self.exact = self.frames + other.frames, self.exact + other.exact
        self.sounds, self.by_content = self.sounds + other.sounds, self.by_content + other.by_content
        self.anew |= other.anew
        for mine, theirs in (
            (self.differences, other.differences),
            (self.could_not, other.could_not),
            (self.still, other.still),
            (self.quiet, other.quiet),
        ):
            mine.extend(theirs)


def look_at(events: Iterable[Event], film: Fraction, watch: Watch | None = None) -> Looked:
    """Compare what events show and sound like with what the cut has there; film: the timeline's rate.

    Media are gone through one after the other, two at a time, each once. Events without a medium or without
    a source are left out. watch: told of each medium.
    """
    groups: dict[tuple[Path, Path, bool], list[Event]] = defaultdict(list)
    for event in events:
        if event.medium is not None and event.source is not None and event.shot is not None:
            groups[event.medium.path, event.source.path, event.shot.is_picture].append(event)
    whole = Looked()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        keys = sorted(groups, key=str)
        found = pool.map(lambda key: _group(key[2], groups[key], film), keys)
        for done, (key, one) in enumerate(zip(keys, found, strict=True), start=1):
            whole.add(one)
            if watch:
                watch(Progress(STEP, done, len(keys), key[0].name, remembered=False))
    return whole


def _group(is_picture: bool, events: Sequence[Event], film: Fraction) -> Looked:  # noqa: FBT001 -- from a key
    return _seen(events, film) if is_picture else _heard(events, film)


@dataclass(frozen=True)
class _Frames:
    """The frames of an event to be compared: numbers in its medium, and in the source."""

    event: Event
    shown: tuple[int, ...]
    wanted: tuple[int, ...]


def _seen(events: Sequence[Event], film: Fraction) -> Looked:
    """Compare the pictures of events that play one medium."""
    asked = [_frames(event, film) for event in events]
    medium, source = events[0].medium, events[0].source
    assert medium is not None
    assert source is not None
    near = (0,) if events[0].is_source and all(one.shown == one.wanted for one in asked) else _NEAR
    about = {number + by for one in asked for number in one.wanted for by in near}
    numbers = {number for one in asked for number in one.shown}
    if medium.path == source.path:
        own = prints_of(source, {one for one in numbers | about if one >= 0})
        found = own
    else:
        own = prints_of(source, {one for one in about if one >= 0})
        found = prints_of(medium, {one for one in numbers if one >= 0})
    result, looks = Looked(), []
    for one in asked:
        look = _look(one, found, own, near, result)
        if look is not None:
            looks.append((one.event, look))
    _judge(looks, result)
    return result


def _look(
    one: _Frames,
    found: Mapping[int, FramePrint],
    own: Mapping[int, FramePrint],
    near: Sequence[int],
    result: Looked,
) -> Look | None:
    """Return how the frames of an event were found; None, with the reason told, where one cannot be had."""
    for name, numbers, prints in (
        (one.event.medium, one.shown, found),
        (one.event.source, one.wanted, own),
    ):
        lost = [number for number in numbers if number not in prints]
        if lost and name is not None:
            told = f"{one.event.where}: frame {lost[0]} of {name.path.name} cannot be had."
            own_loss = name is one.event.source or (one.event.is_source and lost[0] in one.wanted)
            (result.could_not if own_loss else result.differences).append(told)
            return None
    beside = [{by: own[number + by] for by in near if number + by in own} for number in one.wanted]
    look = looked([found[number] for number in one.shown], beside)
    result.frames += len(one.shown)
    result.exact += len(one.shown) if look.seen == "exact" else 0
    return look


def _judge(looks: Sequence[tuple[Event, Look]], result: Looked) -> None:
    """Tell what differs: event by event, and where that shows nothing, of the medium as a whole."""
    together = shift_of(look for _, look in looks if look.seen in {"same", "unsure", "shifted"})
    for event, look in looks:
        name = event.medium.path.name if event.medium else ""
        if look.seen == "other":
            clip = event.shot.clip.file if event.shot else ""
            result.differences.append(
                f"{event.where}: {name} shows another take than {clip}, or another moment."
            )
        elif look.seen == "shifted" and together != 0:
            side = "after" if look.by > 0 else "before"
            count = many(abs(look.by), "frame")
            result.differences.append(
                f"{event.where}: {name} shows what lies {count} {side} what the cut has there."
            )
        elif look.seen != "exact":
            result.anew.add(name)
            if look.seen == "unsure" and together is None:
                result.still.append(event.where)
    if together and not any(look.seen == "shifted" for _, look in looks):
        event = looks[0][0]
        name = event.medium.path.name if event.medium else ""
        side = "late" if together < 0 else "early"
        result.differences.append(
            f"{name}, all events together: its picture is {many(abs(together), 'frame')} {side}."
        )


def _frames(event: Event, film: Fraction) -> _Frames:
    """Return the first, middle and last frame of an event, as the timeline and as the cut have them.

    Where rates differ the last frame of a clip may stand for a moment more: what follows is not in the event.
    """
    placed, shot, medium, source = event.placed, event.shot, event.medium, event.source
    assert shot is not None
    assert medium is not None
    assert source is not None
    count = placed.record_out - placed.record_in
    shown, wanted = [], []
    for number in sorted({0, count // 2, count - 1}):
        ahead = placed.record_in + number - shot.record.start
        place = shot.source.start + nearest(ahead * source.rate / film)
        wanted.append(min(max(place, shot.source.start), shot.source.end - 1))
        begins = event.begins_s * medium.rate + number * placed.speed * medium.rate / film
        begins = min(begins, max(event.begins_s, event.ends_s - 1 / medium.rate) * medium.rate)
        meant = wanted[-1] * medium.rate / source.rate
        rounded = placed.rate != medium.rate and abs(begins - meant) <= medium.rate / placed.rate
        shown.append(nearest(meant if rounded else begins))
    return _Frames(event, tuple(shown), tuple(wanted))


def _heard(events: Sequence[Event], film: Fraction) -> Looked:
    """Compare the sound of events that play one medium."""
    result = Looked()
    asked: list[tuple[Event, Stretch, Stretch]] = []
    for event in events:
        own, source = _stretches(event, film)
        if event.is_source and abs(own[0] - source[0]) <= _rounding(event, film):
            result.sounds, result.by_content = result.sounds + 1, result.by_content + 1
        else:
            asked.append((event, own, source))
    if not asked:
        return result
    medium, origin = events[0].medium, events[0].source
    assert medium is not None
    assert origin is not None
    theirs = sounds_of(medium.path, [own for _, own, _ in asked])
    ours = sounds_of(origin.path, [source for _, _, source in asked])
    for event, own, source in asked:
        if source not in ours:
            result.quiet.append(event.where)
        elif own not in theirs:
            result.differences.append(f"{event.where}: {medium.path.name} has no sound.")
        else:
            _listen(event, theirs[own], ours[source], film, result)
    return result


def _rounding(event: Event, film: Fraction) -> Fraction:
    """Return how far sound may lie from its place, in seconds, where a timeline counts it in frames.

    Half a frame; a whole one where the start of its file was rounded, too, as that of a recorder's is.
    """
    counted = event.source is not None and event.source.rate != event.placed.rate
    return 1 / film if counted else 1 / film / 2


def _stretches(event: Event, film: Fraction) -> tuple[Stretch, Stretch]:
    """Return where an event's sound lies in its medium, and in the source, in seconds."""
    assert event.shot is not None
    lasts = min(Fraction(_LONGEST_S), (event.placed.record_out - event.placed.record_in) / film)
    ahead = (event.placed.record_in - event.shot.record.start) / film
    source = event.shot.source
    return (event.begins_s, lasts), (source.start / source.rate + ahead, lasts)


def _listen(
    event: Event, theirs: Sequence[Samples], ours: Sequence[Samples], film: Fraction, result: Looked
) -> None:
    """Compare an event's channels one by one, and tell what each is where it is not its own."""
    name = event.medium.path.name if event.medium else ""
    bands = [sound_print(row) for row in ours]
    result.sounds += 1
    told: list[Heard] = []
    for number, row in enumerate(theirs):
        channel = sound_print(row)
        heard = [listened(channel, other) for other in bands]
        own = heard[min(number, len(heard) - 1)]
        told.append(own)
        like = max(range(len(heard)), key=lambda at: heard[at].alike)
        if own.quiet or own.alike >= HEARD:
            continue
        if len(theirs) == 1 and len(ours) > 1 and _mixed(channel, ours).alike >= HEARD:
            continue
        if heard[like].alike >= HEARD and not heard[like].quiet:
            fact = f"channel {number + 1} of {name} has what channel {like + 1} of the source has"
        else:
            clip = event.shot.clip.file if event.shot else ""
            fact = f"channel {number + 1} of {name} sounds like another take than {clip}, or another moment"
        result.differences.append(f"{event.where}: {fact}.")
    if all(one.quiet for one in told):
        result.quiet.append(event.where)
        return
    late = [one.late_s for one in told if not one.quiet and one.alike >= HEARD]
    if late and min(abs(one) for one in late) > max(float(_LATE * 2 * _rounding(event, film)), 0.015):
        side = "late" if late[0] > 0 else "early"
        result.differences.append(
            f"{event.where}: the sound of {name} is {abs(late[0]) * 1000:.0f} ms {side}."
        )
    result.anew.add(name)


def _mixed(channel: Bands, ours: Sequence[Samples]) -> Heard:
    """Return how alike a proxy's one channel is to all of the source's together."""
    return listened(channel, sound_print(np.mean(np.stack(ours), axis=0).astype(np.int16)))
