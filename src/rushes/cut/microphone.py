"""The clearest microphone: of the cameras that heard one performance, the one that a line is played from.

Where no recorder ran, every camera of a group has heard the performance through a microphone of its own, and
the picture says nothing of whose is clear: a close-up may come from across the street. So each line is taken
from the microphone that is nearest to its voice, at the same instant of the group's clock. Two things tell:
how far the voice stands above the noise, and how deep the sound falls between its syllables, which an
automatic gain cannot hide. One microphone is kept while a performance runs on, unless another is much
nearer: a room that changes its tone from line to line is heard, a few decibels are not. What is cut is not
touched: the same event, the same length, as many words. A camera's sound is counted in its frames, so it may
lie half a frame off.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from statistics import fmean, median
from typing import Final

from rushes.cut.idioms import OF_A_READING
from rushes.cut.laying import Laid
from rushes.cut.model import Alternate, Event, Reason
from rushes.cut.pins import Pins
from rushes.cut.selects import Bench, Select
from rushes.cut.speech import TICKS, Speech
from rushes.cut.tastes import Taste
from rushes.errors import Finding
from rushes.sound.model import Heard
from rushes.timecode import Span

CLEAR_SOUND: Final = "clear sound"
ONE_MICROPHONE: Final = "one microphone"
"""Why another microphone than the nearest is heard: it runs on from line to line."""

_A_FALL_DB, _A_NOISE_DB = 3.0, 0.5
"""By how many dB a microphone is taken to be nearer for one by which its sound falls deeper, or stands higher
above the noise. On 88 readings of the stage by two cameras (seed 201) the nearer one's fell 1.4 dB deeper
(sd 0.8) and stood 1.1 dB higher (sd 1.6) for 4.6 dB; the weights are as mean over variance. On 22 takes of
other seeds (203, 204) the mean over a take had the nearer one right in 21, and said 2.3 dB for 3.2."""
_OF_A_LINE = 0.25
"""How much one line counts beside all that its speaker says in the take (by hand; its sd is 2.4 dB)."""
_AS_NEAR_DB, _CHANGE_DB = 1.0, 6.0
"""Of two so near to each other the picture's own is heard; what a change of microphones inside a running
performance has to gain (both by hand)."""
_CLEAR_DB = 40.0
"""Above this nothing is clearer."""
_LOUD_DB = 12.0
"""Speech so far below its louder quarter is a pause."""
_FULL_DB, _OVERLOADED_DB = -5.0, 15.0
"""A tenth of a second at this RMS has its peaks cut off: a vowel's lie 8 dB above it. So much it costs."""
_SAME_INSTANT_S = 0.021
_IN_DOUBT_S = 0.08
"""Two frames: where the same words lie farther apart by the ear, the cameras are not where sync has them."""
_EDGE = 50_000
"""Microseconds to which the edges of words are heard."""


@dataclass(frozen=True)
class _Microphone:
    """One that heard a line. nearer_db: by so much it is nearer than that of the clip chosen (`own`)."""

    select: Select
    source: Span
    nearer_db: float = 0.0
    own: bool = False

    @property
    def file(self) -> str:
        return self.select.clip.file


@dataclass(frozen=True)
class Booth:
    """Where microphones are compared. heard: by `Clip.file`."""

    bench: Bench
    heard: Mapping[str, Heard]
    taste: Taste
    _over_takes: dict[tuple[str, str, str], float] = field(default_factory=dict)
    _sisters: dict[tuple[str, str, int], tuple[Select, ...]] = field(default_factory=dict)

    def sisters(self, own: Select) -> tuple[Select, ...]:
        """Return the same performance of a line as the other cameras of its group heard it."""
        key = (own.clip.file, own.line.id, own.start)
        if key not in self._sisters:
            self._sisters[key] = tuple(_sisters(own, self.bench.selects.get(own.line.id, ())))
        return self._sisters[key]

    def nearer_db(self, own: Select, other: Select) -> float:
        """Return by how much another microphone is nearer to who speaks, as heard in the line and the take.

        Cameras and people stay about where they are, so what all lines of somebody tell is surer than one.
        """
        who, pair = own.line.character, (own.clip.file, other.clip.file)
        if (*pair, who) not in self._over_takes:
            both = [
                self._ahead_db(ours, theirs)
                for ours in self._by_file[pair[0]]
                if ours.line.character == who
                for theirs in _sisters(ours, self._by_line[pair[1]].get(ours.line.id, ()))
            ]
            self._over_takes[*pair, who] = fmean(both) if both else 0.0
        take = self._over_takes[*pair, who]
        return round(take + (self._ahead_db(own, other) - take) * _OF_A_LINE, 1)

    def _ahead_db(self, own: Select, other: Select) -> float:
        higher = self._above_noise(other) - self._above_noise(own)
        ours, theirs = self._fall(own), self._fall(other)
        if ours is None or theirs is None:
            return higher
        return _A_FALL_DB * (theirs - ours) + _A_NOISE_DB * higher

    def _above_noise(self, select: Select) -> float:
        """Return how far the voice stands above the noise, less where the microphone was driven too far."""
        clear, level = min(_CLEAR_DB, select.reading.clear_db), self._during(select, "levels")
        return clear - _OVERLOADED_DB * (max(level, default=_FULL_DB) > _FULL_DB)

    def _fall(self, select: Select) -> float | None:
        """Return how deep the sound falls between syllables, in dB; None where nobody measured."""
        level, falls = self._during(select, "levels"), self._during(select, "falls")
        if not level or len(falls) != len(level):
            return None
        loud = sorted(level)[len(level) * 3 // 4] - _LOUD_DB
        return fmean(fall for fall, one in zip(falls, level, strict=True) if one >= loud)

    def _during(self, select: Select, what: str) -> Sequence[float]:
        heard, reading = self.heard.get(select.clip.file), select.reading
        if heard is None:
            return ()
        first, after = (int(second / heard.level_step_s) for second in (reading.in_s, reading.out_s))
        measured: Sequence[float] = getattr(heard, what)
        return measured[first : max(after, first + 1)]

    @cached_property
    def _by_file(self) -> Mapping[str, Sequence[Select]]:
        found: dict[str, list[Select]] = defaultdict(list)
        for selects in self.bench.selects.values():
            for select in selects:
                found[select.clip.file].append(select)
        return found

    @cached_property
    def _by_line(self) -> Mapping[str, Mapping[str, Sequence[Select]]]:
        found: dict[str, dict[str, list[Select]]] = defaultdict(lambda: defaultdict(list))
        for line, selects in self.bench.selects.items():
            for select in selects:
                found[select.clip.file][line].append(select)
        return found


def from_nearest(
    in_sync: Sequence[Event], laid: Sequence[Laid], booth: Booth, pins: Pins
) -> tuple[Event, ...]:
    """Return the events from which sound is taken, each from the nearest microphone that heard it.

    in_sync: the line's own picture and sound, one event for each line that is laid.
    """
    taken: list[Event] = []
    for run in _runs(in_sync, laid):
        offered = [_microphones(event, one.choice.select, booth, pins) for event, one in run]
        taken += [
            _told(event, now, among, booth.taste)
            for (event, _), now, among in zip(run, _kept(offered), offered, strict=True)
        ]
    return tuple(taken)


def doubts(in_sync: Sequence[Event], laid: Sequence[Laid], booth: Booth) -> Mapping[frozenset[str], Finding]:
    """Tell once for each two clips that are said to have rolled together what the ear denies; by the two."""
    told: dict[frozenset[str], Finding] = {}
    for event, one in zip(in_sync, laid, strict=True):
        own = one.choice.select
        for other in booth.sisters(own):
            pair, apart_s = frozenset((own.clip.file, other.clip.file)), _apart_s(own, other)
            if abs(apart_s) > _IN_DOUBT_S and pair not in told and not _recorded(own, event.source):
                told[pair] = _in_doubt(own, other, apart_s)
    return told


def _in_doubt(own: Select, other: Select, apart_s: float) -> Finding:
    side = "later" if apart_s > 0 else "sooner"
    return Finding(
        "sync in doubt",
        other.clip.file,
        f"In {other.name} line {own.line.id} is heard {abs(apart_s):.2f} s {side} than its sync with "
        f"{own.name} has it, so {own.name} keeps its own microphone.",
        "Look at the claps of both, and say how they lie with --sync.",
    )


def _runs(in_sync: Sequence[Event], laid: Sequence[Laid]) -> Iterator[list[tuple[Event, Laid]]]:
    """Gather the lines through which one performance runs on, be it from camera to camera."""
    run: list[tuple[Event, Laid]] = []
    for event, one in zip(in_sync, laid, strict=True):
        if run and not _goes_on(run[-1][0], run[-1][1].choice.select, event, one.choice.select):
            yield run
            run = []
        run.append((event, one))
    if run:
        yield run


def _goes_on(before: Event, ours: Select, now: Event, theirs: Select) -> bool:
    if before.record.end != now.record.start or not _together(ours, theirs):
        return False
    later_s = theirs.later_than(ours) / TICKS
    return abs(now.source.start_s + later_s - before.source.end_s) <= _SAME_INSTANT_S


def plays_on(before: Event, ours: Select, now: Event, theirs: Select) -> bool:
    """Tell whether a performance plays on into what is laid after it; ours, theirs: what the events play."""
    after = replace(now, record=now.record.moved(before.record.end - now.record.start))
    return _goes_on(before, ours, after, theirs)


def _together(one: Select, other: Select) -> bool:
    return one.clip.file == other.clip.file or one.rolls_with(other)


def _microphones(event: Event, own: Select, booth: Booth, pins: Pins) -> tuple[_Microphone, ...]:
    """Return what a line can be heard from, the picture's own first; that alone where a recorder ran."""
    found = [_Microphone(own, event.source, own=True)]
    if _recorded(own, event.source):
        return tuple(found)
    for other in booth.sisters(own):
        source = _at_once(event.source, own, other)
        if (
            source is not None
            and abs(_apart_s(own, other)) <= _IN_DOUBT_S
            and _sure_sync(own, other)
            and pins.sound_may(event.line, other.clip, other.reading)
            and _spares_words(booth.bench.speech[other.clip.file], source)
        ):
            found.append(_Microphone(other, source, booth.nearer_db(own, other)))
    return tuple(found)


def _sisters(own: Select, others: Sequence[Select]) -> Iterator[Select]:
    """Yield the same performance of a line as other cameras of the group heard it."""
    for other in others if own.clip.angle else ():
        if other.clip.file != own.clip.file and _together(own, other):
            later = other.later_than(own)
            shared = min(own.end, other.end + later) - max(own.start, other.start + later)
            if 2 * shared > min(own.end - own.start, other.end - other.start):
                yield other


def _recorded(select: Select, source: Span) -> bool:
    """Tell whether a recording lies behind all of a stretch of a clip (see `rushes.cut.sound`)."""
    return any(
        one.at_s <= source.start_s and one.in_picture(float(one.sound.seconds)) >= source.end_s
        for one in select.clip.behind
    )


def _at_once(source: Span, own: Select, other: Select) -> Span | None:
    """Return the frames of another camera's clip that lie at the same instants; None where it has not all."""
    later, rate = Fraction(other.later_than(own), TICKS), other.clip.rate
    start, end = (
        ((frame / source.rate - later) * rate + Fraction(1, 2)).__floor__()
        for frame in (source.start, source.end)
    )
    return Span(start, end, rate) if 0 <= start < end <= other.clip.frames else None


def _sure_sync(own: Select, other: Select) -> bool:
    """Tell whether neither camera's place in the group may be a frame off."""
    errors = [select.clip.angle.error_ms for select in (own, other) if select.clip.angle]
    return max(errors, default=0.0) <= 1000 / min(own.clip.rate, other.clip.rate)


def _apart_s(own: Select, other: Select) -> float:
    """Return by how much later another camera's words are heard than sync has them; 0 where none tell."""
    later_s = other.later_than(own) / TICKS
    words = zip(own.reading.words, other.reading.words, strict=False)
    apart = [
        theirs.in_s + later_s - ours.in_s
        for ours, theirs in words
        if ours.in_s is not None and theirs.in_s is not None and ours.text == theirs.text
        if not ours.interpolated and not theirs.interpolated
    ]
    return median(apart) if apart else 0.0


def _spares_words(speech: Speech, source: Span) -> bool:
    """Tell whether neither end of a stretch falls into a word, as its own microphone has it."""
    for frame in (source.start, source.end):
        at = speech.ruler.at(frame)
        reach = speech.sounds.reaches_to(at - _EDGE)
        if reach is not None and reach > at + _EDGE:
            return False
    return True


def _kept(offered: Sequence[Sequence[_Microphone]]) -> list[_Microphone]:
    """Return the microphone of each line of a running performance: the nearest, with few changes."""
    best: list[list[tuple[float, int]]] = []
    for n, among in enumerate(offered):
        before = offered[n - 1] if n else ()
        best.append([_arrival(one, before, best[-1] if n else ()) for one in among])
    at = _first_best([worth for worth, _ in best[-1]])
    path = []
    for n in reversed(range(len(offered))):
        path.append(offered[n][at])
        at = best[n][at][1]
    return path[::-1]


def _arrival(
    one: _Microphone, before: Sequence[_Microphone], worths: Sequence[tuple[float, int]]
) -> tuple[float, int]:
    """Return what the best path to a microphone is worth in dB, and from which it comes."""
    alone = one.nearer_db + _AS_NEAR_DB * one.own
    if not before:
        return alone, 0
    ways = [
        worth - _CHANGE_DB * (other.file != one.file)
        for other, (worth, _) in zip(before, worths, strict=True)
    ]
    at = _first_best(ways)
    return alone + ways[at], at


def _first_best(worths: Sequence[float]) -> int:
    return max(range(len(worths)), key=lambda n: (round(worths[n], 3), -n))


def _told(event: Event, now: _Microphone, among: Sequence[_Microphone], taste: Taste) -> Event:
    """Return a line's event as it is heard from a microphone, with the reason for it."""
    own, nearest = among[0], max(among, key=lambda one: one.nearer_db)
    runs_on = f"{_whose(now)} runs on through the performance"
    if now.own:
        if nearest.nearer_db <= _AS_NEAR_DB:
            return event
        fact = f"{runs_on}; {_whose(nearest)} would be some {nearest.nearer_db:.0f} dB nearer here"
        return replace(event, reasons=(*event.reasons, Reason(ONE_MICROPHONE, 0.0, fact)))
    told = [*_retold(event, own, now, taste)]
    if now.nearer_db <= _AS_NEAR_DB:
        told.append(Reason(ONE_MICROPHONE, 0.0, runs_on))
    aside = Alternate(event.file, event.source, event.worth, event.reasons)
    others = (other for other in event.alternates if not _is(other, now))
    return replace(event, file=now.file, source=now.source, reasons=tuple(told), alternates=(aside, *others))


def _retold(event: Event, own: _Microphone, now: _Microphone, taste: Taste) -> Iterator[Reason]:
    """Yield an event's reasons with the clear sound of another microphone: each dB is worth a twentieth."""
    idiom = next(idiom for idiom in OF_A_READING if idiom.name == CLEAR_SOUND)
    weight, near = taste.weights.get(CLEAR_SOUND, 0.0), now.nearer_db
    was = sum(reason.worth for reason in event.reasons if reason.name == CLEAR_SOUND)
    worth = round(min(weight * idiom.most, was + weight * near / 20), 3) + 0.0
    side = f"some {near:.0f} dB nearer than" if near >= 0.5 else "as near as"
    above = f"speech {now.select.reading.clear_db:.0f} dB above the noise"
    yield from (reason for reason in event.reasons if reason.name != CLEAR_SOUND)
    yield Reason(CLEAR_SOUND, worth, f"{_whose(now)} is {side} {own.select.name}'s: {above}")


def _whose(one: _Microphone) -> str:
    return f"{one.select.name}'s microphone"


def _is(other: Alternate, now: _Microphone) -> bool:
    return (
        other.file == now.file and other.span.rate == now.source.rate and other.span.overlap(now.source) > 0
    )
