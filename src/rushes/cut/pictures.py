"""The picture path: what is on screen while a line is heard, from whichever clip shows it best.

The sound of the film is settled when this begins, and with it the film's time. Over each line, or over each
part of a long one, lie the pictures that may be shown there:

- the picture of the take that is heard;
- that of another camera at the same instant;
- that of another take of the line, where its speaker is known to be off camera, or where every word falls
  within two frames of the one that is heard (`rushes.cut.lips`).

The best path through them is found as that of the readings is (`rushes.cut.choose`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from rushes.cut.choose import Choice, exchanged
from rushes.cut.idioms import OF_A_JOIN, OF_A_PICTURE, OF_AN_OPENING, OF_GOING_ON, reasons, thousandths
from rushes.cut.lips import Voices, in_step, nobody_seen_speaks
from rushes.cut.model import Reason
from rushes.cut.of_joins import Join, Way
from rushes.cut.of_pictures import Shown
from rushes.cut.on_camera import NOBODY_SAYS, OnCamera
from rushes.cut.path import Worths, best_path
from rushes.cut.pins import Pins
from rushes.cut.reactions import is_spoilt, nobody_shows_who_speaks, why_unseen
from rushes.cut.selects import Bench, Select, take_shot
from rushes.cut.speech import TICKS, Ruler, Speech
from rushes.cut.tastes import Taste
from rushes.timecode import Span

MOST: Final = 12
"""Pictures for one line: beyond the best twelve, another changes nothing that anybody would see."""
_LEAST_PART_S: Final = 1.2
"""A part of a line shorter than this flashes by."""
_REACTION_S, _BACK_S = 3.5, 2.0
"""A listener is seen for so long; then whoever speaks is seen again, if the line goes on for so much more."""
_SHIFTS: Final = (0, *(shift for n in range(1, 31) for shift in (n, -n)))
"""Frames by which a listener's picture may be moved, so that it begins and ends between words."""


@dataclass(frozen=True)
class Laid:
    """A choice as it lies in the film: source in its own clip, record in the film."""

    choice: Choice
    source: Span
    record: Span

    def at(self, frame: int) -> int:
        """Return the frame of the clip that a frame of the film shows; the ends are those of the source."""
        if frame >= self.record.end:
            return self.source.end
        past = Fraction(frame - self.record.start) * self.source.rate / self.record.rate
        return self.source.start + round(past)


@dataclass(frozen=True)
class Beat:
    """A stretch of a line over which the picture does not change. late: where a listener may be seen."""

    laid: Laid
    record: Span
    late: bool = False

    @property
    def select(self) -> Select:
        """The reading that is heard."""
        return self.laid.choice.select

    @cached_property
    def source(self) -> Span:
        """What the take that is heard shows."""
        return Span(self.laid.at(self.record.start), self.laid.at(self.record.end), self.laid.source.rate)


@dataclass(frozen=True)
class Other:
    """A picture that was not taken, with the worth that it would have in its place."""

    shown: Shown
    worth: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Picture:
    """What is shown over a beat, why, and what else might be; arrival, margin: as of `Choice`.

    off: why who speaks is not seen, in a sentence, where that is meant (`rushes.cut.reactions`).
    """

    beat: Beat
    shown: Shown
    reasons: tuple[Reason, ...]
    others: tuple[Other, ...] = ()
    margin: float | None = None
    arrival: tuple[Reason, ...] = ()
    off: str = ""

    @property
    def in_sync(self) -> bool:
        """Whether it is the picture of the very clip that is heard, where it was heard."""
        return self.shown.select.clip.file == self.beat.select.clip.file and self.shown.own

    @property
    def is_reaction(self) -> bool:
        """Whether somebody is shown who listens, and not who speaks."""
        return bool(self.off) or _listens(self.shown)


def _listens(shown: Shown) -> bool:
    return shown.late and shown.select.speaker is False and bool(shown.listeners)


@dataclass(frozen=True)
class Room:
    """All that the picture path may know."""

    bench: Bench
    voices: Voices
    seen: Mapping[str, OnCamera]
    taste: Taste
    pins: Pins

    def who(self, select: Select) -> OnCamera:
        """Return who is in a select's picture."""
        return self.seen.get(select.clip.file, NOBODY_SAYS)


def picture_path(laid: Sequence[Laid], room: Room) -> tuple[Picture, ...]:
    """Return what is on screen over every line of a scene, in the film's order."""
    beats = [beat for one in laid for beat in beats_of(one, room)]
    if not beats:
        return ()
    table = _Table(tuple(beats), tuple(_pictures_for(beat, room) for beat in beats), room.taste)
    path = best_path(table.alone, table.joins)
    shown = tuple(table.picture(n, path.chosen, margin) for n, margin in enumerate(path.margins))
    return tuple(replace(one, off=_why_off(n, shown, room)) for n, one in enumerate(shown))


def _why_off(n: int, path: Sequence[Picture], room: Room) -> str:
    """Say why who speaks is not seen in a picture, where it is meant so; else nothing."""
    one = path[n]
    if room.pins.reaction_of(one.beat.select.line.id) is False:
        return ""
    beside = [(path[at], path[at + 1]) for at in (n - 1, n) if at >= 0 and at + 1 < len(path)]
    stays = any(_way(before.shown, now.shown) is Way.RUNS_ON for before, now in beside)
    return why_unseen(one.shown, room.bench.selects[one.beat.select.line.id], stays=stays)


def moved_to(path: Sequence[Picture], laid: Sequence[Laid]) -> tuple[Picture, ...]:
    """Return a scene's pictures where the same choices lie sooner or later in the film."""
    if not path or path[0].beat.laid is laid[0]:
        return tuple(path)
    places = {id(one.choice): one for one in laid}
    return tuple(replace(picture, beat=_moved(picture.beat, places)) for picture in path)


def _moved(beat: Beat, places: Mapping[int, Laid]) -> Beat:
    laid = places[id(beat.laid.choice)]
    by = laid.record.start - beat.laid.record.start
    record = Span(beat.record.start + by, beat.record.end + by, beat.record.rate)
    return replace(beat, laid=laid, record=record)


def beats_of(laid: Laid, room: Room) -> tuple[Beat, ...]:
    """Return the parts of a line between which the picture may change: one, or two or three of a long one."""
    wanted = room.pins.reaction_of(laid.choice.line.id)
    hold, length = room.taste.pace.hold_s, laid.record.seconds
    if wanted is False or not (wanted or length > hold):
        return (Beat(laid, laid.record),)
    share = 0.4 if length > 2 * hold else 0.55
    back = share + _REACTION_S / float(length)
    wishes = [share, *([back] if (1 - back) * length >= _BACK_S else [])]
    cuts = {cut for wish in wishes if (cut := _between_words(laid, wish)) is not None}
    edges = [laid.record.start, *sorted(cuts), laid.record.end]
    beats = tuple(
        Beat(laid, Span(start, end, laid.record.rate), late=n == 1)
        for n, (start, end) in enumerate(pairwise(edges))
    )
    return (
        beats if all(keeps_time(beat.source, beat.record) for beat in beats) else (Beat(laid, laid.record),)
    )


def keeps_time(source: Span, record: Span) -> bool:
    """Tell whether a picture lasts as long as its place in the film, to a frame of the film."""
    return abs(source.frames / source.rate - record.frames / record.rate) <= 1 / record.rate


def _between_words(laid: Laid, share: float) -> int | None:
    """Return the film's frame between two words that is nearest to a share of the line; None without one."""
    words = [
        word for word in laid.choice.select.reading.words if word.in_s is not None and word.out_s is not None
    ]
    rate = laid.record.rate
    least = round(_LEAST_PART_S * rate)
    found = []
    for one, other in pairwise(words):
        end, begin = one.out_s or 0.0, other.in_s or 0.0
        past = Fraction((end + begin) / 2) - laid.source.start / laid.source.rate
        frame = laid.record.start + round(past * rate)
        shown_s = laid.at(frame) / laid.source.rate
        clean = min(shown_s - end, begin - shown_s) >= _QUIET / 2 / TICKS
        if clean and laid.record.start + least <= frame <= laid.record.end - least:
            found.append(frame)
    wish = laid.record.start + share * laid.record.frames
    return min(found, key=lambda frame: abs(frame - wish), default=None)


def _pictures_for(beat: Beat, room: Room) -> tuple[Shown, ...]:
    """Return the pictures that may stand on a beat: that of the take first, then the best others."""
    line = beat.laid.choice.line.id
    own = _shown(beat, beat.select, beat.source, room, own=True)
    excused = own.select.speaker is False and nobody_shows_who_speaks(room.bench.selects[line])
    own = replace(own, excused=excused)
    pinned = not room.pins.picture_may(line, beat.select.clip)
    leave = pinned or beat.late or own.select.speaker is False or is_spoilt(own.select.look)
    asked = beat.late and room.pins.reaction_of(line) is True
    may = room.pins.seen_may if asked else room.pins.picture_may
    others = [
        replace(shown, excused=excused)
        for select in room.bench.selects[line]
        if select.clip.file != beat.select.clip.file
        and (leave or _one_group(beat.select, select))
        and may(line, select.clip)
        for shown in _of_another(beat, select, room)
    ]
    if len(others) > 1:
        others.sort(key=lambda shown: -thousandths(reasons(OF_A_PICTURE, shown, room.taste)))
    if asked and (listening := [shown for shown in others if _listens(shown)]):
        return tuple(listening[:MOST])
    if pinned and others:
        return tuple(others[:MOST])
    return (own, *others[: MOST - 1])


def _one_group(one: Select, other: Select) -> bool:
    ours, theirs = one.clip.angle, other.clip.angle
    return ours is not None and theirs is not None and ours.group == theirs.group


def _of_another(beat: Beat, select: Select, room: Room) -> Iterator[Shown]:
    """Yield what another clip may show over a beat, or nothing."""
    heard = beat.select
    if _one_group(heard, select):
        later = select.later_than(heard)
        if abs(select.start + later - heard.start) < TICKS // 2 and (span := _later(beat, select, -later)):
            yield _shown(beat, select, span, room, own=True)
    elif select.speaker is False:
        yield from _silent(beat, select, _later(beat, select, select.start - heard.start), room)
    elif not beat.late:
        frame_s = float(1 / beat.record.rate)
        step = in_step(heard.reading, select.reading, frame_s)
        span = _later(beat, select, step.later) if step else None
        laid = step and span and step.holds(span.start_s - beat.source.start_s, frame_s)
        if span and laid and _is_clean(room.bench.speech[select.clip.file], span):
            shown = _shown(beat, select, span, room, own=False)
            if _says_nothing_else(shown, room):
                yield shown


def _silent(beat: Beat, select: Select, span: Span | None, room: Room) -> Iterator[Shown]:
    """Yield the picture of somebody who listens, moved so that it begins and ends between words."""
    if span is None:
        return
    speech = room.bench.speech[select.clip.file]
    for shift in _SHIFTS:
        moved = span.moved(shift)
        if moved.start >= 0 and moved.end <= select.clip.frames and _is_clean(speech, moved):
            shown = _shown(beat, select, moved, room, own=False)
            if _says_nothing_else(shown, room):
                yield shown
            return


def _later(beat: Beat, select: Select, later: int) -> Span | None:
    """Return a clip's frames, by so many microseconds later than the heard take's; None where it has none."""
    source, rate = beat.source, select.clip.rate
    if rate == source.rate:
        shift = round(later * rate / TICKS)
        start, end = source.start + shift, source.end + shift
    else:
        start, end = (
            round((Fraction(frame) / source.rate + Fraction(later, TICKS)) * rate)
            for frame in (source.start, source.end)
        )
    if not 0 <= start < end <= select.clip.frames:
        return None
    span = Span(start, end, rate)
    return span if keeps_time(span, beat.record) else None


def _is_clean(speech: Speech, span: Span) -> bool:
    return is_clean(speech, span.start) and is_clean(speech, span.end)


def _says_nothing_else(shown: Shown, room: Room) -> bool:
    """Tell whether no mouth in a picture says anything but what is heard."""
    ruler = Ruler.of(shown.source.rate)
    stretch = (ruler.at(shown.source.start), ruler.at(shown.source.end))
    voices = [
        voice
        for voice in room.voices[shown.select.clip.file]
        if shown.select.speaker is False
        or not (voice.start <= shown.select.start and voice.end >= shown.select.end)
    ]
    return nobody_seen_speaks(voices, room.who(shown.select), stretch)


def is_clean(speech: Speech, frame: int) -> bool:
    """Tell whether a picture may be cut at a frame: in real quiet, as a word's edges are heard to 0.05 s."""
    at = speech.ruler.at(frame)
    reach = speech.sounds.reaches_to(at + _QUIET // 2)
    return reach is None or reach <= at - _QUIET // 2


_QUIET: Final = 120_000
"""Microseconds of quiet around a cut of the picture inside a performance."""


def _shown(beat: Beat, select: Select, source: Span, room: Room, *, own: bool) -> Shown:
    who = room.who(select)
    listeners = tuple(sorted(who.on - {select.line.character}))
    look = room.bench.looks.over(select.clip.file, source.start_s, source.end_s)
    return Shown(replace(select, look=look), source, own=own, late=beat.late, listeners=listeners)


@dataclass(frozen=True)
class _Table:
    """All worths of one scene's pictures."""

    beats: tuple[Beat, ...]
    pictures: tuple[tuple[Shown, ...], ...]
    taste: Taste
    _told: dict[tuple[object, ...], tuple[Reason, ...]] = field(default_factory=dict)

    @property
    def alone(self) -> tuple[Worths, ...]:
        """The worth of every picture by itself."""
        return tuple(
            np.array([thousandths(self.own(n, shown)) for shown in pictures], np.int64)
            for n, pictures in enumerate(self.pictures)
        )

    @property
    def joins(self) -> tuple[Worths, ...]:
        """The worth of every two pictures in a row."""
        return tuple(
            np.array(
                [
                    [thousandths(self.between(n, a, b)) for b in self.pictures[n]]
                    for a in self.pictures[n - 1]
                ],
                np.int64,
            )
            for n in range(1, len(self.beats))
        )

    def own(self, n: int, shown: Shown) -> tuple[Reason, ...]:
        """Return the reasons of a picture without its neighbours."""
        opening = reasons(OF_AN_OPENING, shown.select, self.taste) if n == 0 else ()
        return (*reasons(OF_A_PICTURE, shown, self.taste), *opening)

    def between(self, n: int, before: Shown, now: Shown) -> tuple[Reason, ...]:
        """Return the reasons of a join of two pictures; told once for each pair of clips."""
        way = _way(before, now)
        answer = self.beats[n - 1].select.line.character != self.beats[n].select.line.character
        a, b = before.select, now.select
        stood = self._stood[id(before)]
        key = (a.clip.file, b.clip.file, way, answer, stood, a.is_short, b.is_short)
        if key not in self._told:
            idioms = OF_A_JOIN + OF_GOING_ON if way is Way.RUNS_ON else OF_A_JOIN
            self._told[key] = reasons(idioms, Join(a, b, way, answer=answer, stood=stood), self.taste)
        return self._told[key]

    @cached_property
    def _stood(self) -> Mapping[int, int]:
        """For how many seconds a shot has stood after each picture, by its identity; as of the readings."""
        stood: dict[int, int] = {}
        for n, now in enumerate(self.pictures):
            for shown in now:
                ahead = self.pictures[n - 1] if n else ()
                first = next((one for one in ahead if _way(one, shown) is Way.RUNS_ON), None)
                stood[id(shown)] = self._seconds(n, shown) + (self._seconds(n - 1, first) if first else 0)
        return stood

    def _seconds(self, n: int, shown: Shown) -> int:
        """Return for how many seconds a picture stands, a whole line's as its reading sounds."""
        beat = self.beats[n]
        return shown.select.seconds if beat.record == beat.laid.record else int(shown.source.seconds)

    def picture(self, n: int, chosen: Sequence[int], margin: int | None) -> Picture:
        """Explain what is shown over a beat."""
        before = self.pictures[n - 1][chosen[n - 1]] if n else None
        after = self.pictures[n + 1][chosen[n + 1]] if n + 1 < len(chosen) else None
        taken = self.pictures[n][chosen[n]]
        others = []
        for shown in self.pictures[n]:
            if shown is not taken:
                arrival = self.between(n, before, shown) if before else ()
                given = (*self.own(n, shown), *arrival, *self._departure(n, taken, shown, after))
                others.append(Other(shown, thousandths(given) / 1000, given))
        arrival = self.between(n, before, taken) if before else ()
        return Picture(
            beat=self.beats[n],
            shown=taken,
            reasons=(*self.own(n, taken), *arrival),
            others=tuple(sorted(others, key=lambda other: -other.worth)),
            margin=None if margin is None else margin / 1000,
            arrival=arrival,
        )

    def _departure(self, n: int, taken: Shown, other: Shown, after: Shown | None) -> tuple[Reason, ...]:
        """Return what another picture would change at the join to the next: gained, and given up."""
        if after is None:
            return ()
        return exchanged(self.between(n + 1, other, after), self.between(n + 1, taken, after))


def _way(before: Shown, now: Shown) -> Way:
    """Tell how one picture follows another."""
    a, b = before.select, now.select
    if a.clip.file == b.clip.file:
        return Way.RUNS_ON if before.source.end == now.source.start else Way.SKIPS
    if a.clip.angle and b.clip.angle and a.clip.angle.group == b.clip.angle.group:
        apart = now.source.start_s + b.later_than(a) / TICKS - before.source.end_s
        return Way.OTHER_CAMERA if abs(apart) <= 1 / float(a.clip.rate) else Way.OTHER_CLIP
    same = a.sisters and b.sisters and take_shot(a.clip) == take_shot(b.clip)
    return Way.OTHER_CAMERA if same else Way.OTHER_CLIP
