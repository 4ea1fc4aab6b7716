"""Moves: what another version of a film could do differently, each with a name and the pins that do it.

A move asks only for readings that are as good as what it takes away: none that left the text where the film
has the text, and none that was hardly heard. What a person pinned is left as it is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import fmean

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.angles import Size
from rushes.cut.doubt import closeness
from rushes.cut.framed import Framings
from rushes.cut.model import Cut, Event, Reason
from rushes.cut.pins import Named, Pin, Pins
from rushes.footage.model import Clip
from rushes.screenplay.model import Line, Scene, Screenplay

BY = "this version"
"""Who decided what a version keeps: nobody but the version."""
SURE = 0.6
"""A reading heard with less is no choice to offer, unless the film's own is no surer."""
IN_DOUBT = 1.0
"""A choice is in doubt below this margin: twice the worth of staying in a running take, in `classic`."""
QUALITY = (
    "clear sound",
    "sharp picture",
    "exposed picture",
    "steady picture",
    "whole picture",
    "marked no good",
)
"""Reasons that tell how well a take was made, whatever stands beside it in the film."""
LEAST_QUALITY = 0.75
"""By so much at most may a reading be worse made: by `classic`, 7.5 dB of noise (by hand)."""
MOST_OF = 0.5
"""A setup, or a take, must have this share of the lines that it is named after."""
_RANK = {"as written": 0, "altered": 1, "partial": 2}
_SIZES = {Size.WIDE: "wide", Size.MEDIUM: "medium", Size.CLOSE: "close"}


@dataclass(frozen=True)
class Move:
    """What a version does differently: in words, and as short as a folder's name.

    kind: moves of a kind are alike. doubt: of the lines that it moves.
    """

    kind: str
    name: str
    what: str
    pins: Pins
    doubt: float


@dataclass(frozen=True)
class Film:
    """A cut, and the readings that it could have been made of."""

    screenplay: Screenplay
    lined: LinedScript
    cut: Cut
    pins: Pins
    sizes: Mapping[str, Size] | None = None

    @cached_property
    def clips(self) -> Mapping[str, Clip]:
        """The clips by `Clip.file`."""
        return {clip.file: clip for clip in self.lined.clips}

    @cached_property
    def heard(self) -> Mapping[str, Event]:
        """The sound of each line."""
        return {event.line: event for event in self.cut.spoken}

    @cached_property
    def readings(self) -> Mapping[str, tuple[Reading, ...]]:
        """The readings of each line that have a picture."""
        found: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.lined.readings:
            clip = self.clips[reading.file]
            if not clip.slate.wild and reading.span.start < clip.frames:
                found[reading.line].append(reading)
        return {line: tuple(readings) for line, readings in found.items()}

    def others(self, line: str) -> tuple[Reading, ...]:
        """Return the readings in other takes that are as good as what is heard; none for pinned lines."""
        event = self.heard.get(line)
        if event is None or any(_binds(pin) for pin in self.pins.of(line)):
            return ()
        readings = self.readings.get(line, ())
        own = [reading for reading in readings if plays(event, reading, self.clips[reading.file])]
        if not own:
            return ()
        takes = {take_of(self.clips[reading.file]) for reading in own}
        rank, sure = _RANK[own[0].kind], min(SURE, own[0].confidence)
        return tuple(
            reading
            for reading in readings
            if take_of(self.clips[reading.file]) not in takes
            and _RANK[reading.kind] <= rank
            and reading.confidence >= sure
            and _quality(event.reasons) - self._made(event, reading) <= LEAST_QUALITY
        )

    def _made(self, event: Event, reading: Reading) -> float:
        """Return how well a reading was made that was an alternate of an event; as none, not at all."""
        theirs = (
            alternate.reasons
            for alternate in event.alternates
            if alternate.file == reading.file and alternate.span.overlap(reading.span)
        )
        return _quality(next(theirs, (Reason(QUALITY[0], -LEAST_QUALITY - 9.0, ""),)))

    def clips_heard(self, line: str) -> tuple[Clip, ...]:
        """Return the clips whose reading of a line is heard: several where cameras rolled together."""
        clips = ((reading, self.clips[reading.file]) for reading in self.readings.get(line, ()))
        return tuple(clip for reading, clip in clips if plays(self.heard[line], reading, clip))

    def take_heard(self, line: str) -> str | None:
        """Return the take that a line is heard from."""
        return next(map(take_of, self.clips_heard(line)), None)

    def where(self, scene: Scene) -> str:
        """Say in which scene something is, where a film has several."""
        several = sum(bool(one.lines) for one in self.screenplay.scenes) > 1
        return f" in scene {scene.number}" if several else ""

    def size_of(self, setup: str) -> Size | None:
        """Return a setup's size where it is known, or guessed from the slates."""
        return self._framings.of_setups.get(setup)

    @cached_property
    def _framings(self) -> Framings:
        return Framings.of(self.lined, self.screenplay.characters, self.sizes)

    def doubt(self, lines: Iterable[str]) -> float:
        """Return how much the choices of some lines are in doubt."""
        events = (self.heard[line] for line in lines)
        return fmean(max(closeness(event.margin), 1.0 - event.confidence) for event in events)


def _quality(reasons: Sequence[Reason]) -> float:
    return sum(reason.worth for reason in reasons if reason.name in QUALITY)


def _binds(pin: Pin) -> bool:
    return bool(pin.sound or pin.picture or pin.not_sound or pin.not_picture)


def take_of(clip: Clip) -> str:
    """Return the name that all cameras of a take go by: its slate, else the file's."""
    return clip.slate.label or clip.file


def plays(event: Event, reading: Reading, clip: Clip) -> bool:
    """Tell whether a sound event plays a reading, be it from a recording that lies behind its clip."""
    begin, end = reading.in_s, reading.out_s
    behind = next((one for one in clip.behind if one.sound.file == event.file), None)
    if behind:
        begin, end = behind.on_recorder(begin), behind.on_recorder(end)
    elif event.file != clip.file:
        return False
    return event.source.start_s < end and event.source.end_s > begin


def moves(film: Film) -> tuple[Move, ...]:
    """Return everything that could be done differently: over the whole film first, most doubtful first."""
    scenes = [scene for scene in film.screenplay.scenes if _heard_in(film, scene.lines)]
    whole = [*_sizes(film, scenes), *_characters(film, scenes), *_doubtful(film, scenes)]
    parts = [move for scene in scenes for move in (*_setups(film, scene), *_takes(film, scene))]
    if len(scenes) > 1:
        parts += [move for scene in scenes for move in _doubtful(film, [scene])]
    return (*_by_doubt(whole), *_by_doubt(parts))


def _by_doubt(found: Sequence[Move]) -> list[Move]:
    return sorted(found, key=lambda move: -move.doubt)


def _heard_in(film: Film, lines: Iterable[Line]) -> list[str]:
    return [line.id for line in lines if line.id in film.heard]


def _move(kind: str, name: str, what: str, film: Film, pins: Iterable[Pin]) -> Iterator[Move]:
    """Yield a move, unless there is nothing that it would do."""
    told = tuple(replace(pin, by=BY, because=what) for pin in pins)
    if told:
        yield Move(kind, name, what, Pins(told), film.doubt([pin.line for pin in told]))


def _keep(lines: Iterable[str], name: str, *, seen: bool) -> Iterator[Pin]:
    """Yield the pins that keep a take, or a setup, for what is heard; seen: and for what is seen."""
    return (Pin(line, sound=Named(name), picture=Named(name) if seen else None) for line in lines)


def _leave(film: Film, lines: Iterable[str]) -> Iterator[Pin]:
    """Yield the pins that take each line from another take than the film's."""
    for line in lines:
        take = film.take_heard(line)
        if take and film.others(line):
            yield Pin(line, not_sound=Named(take))


def _offered(
    film: Film, lines: Sequence[str], name_of: Callable[[Clip], str | None]
) -> Iterator[tuple[str, list[str]]]:
    """Yield what other readings come from, and the lines of which it has one, if it has most of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        clips = (film.clips[reading.file] for reading in film.others(line))
        for name in dict.fromkeys(map(name_of, clips)):
            if name:
                found[name].append(line)
    for name, has in found.items():
        already = sum(name_of(clip) == name for line in lines for clip in film.clips_heard(line))
        if len(has) + already >= MOST_OF * len(lines):
            yield name, has


def _setups(film: Film, scene: Scene) -> Iterator[Move]:
    """Yield the moves that stay in one setup over a scene."""
    for setup, lines in _offered(film, _heard_in(film, scene.lines), lambda clip: clip.slate.setup):
        size = film.size_of(setup)
        called = f"the {_SIZES[size]} ({setup})" if size is not None else setup
        where = film.where(scene)
        pins = _keep(lines, setup, seen=True)
        yield from _move("setup", f"in {setup}{where}", f"stays in {called}{where}", film, pins)


def _takes(film: Film, scene: Scene) -> Iterator[Move]:
    """Yield the moves that hear a character of a scene from one other take."""
    for who in dict.fromkeys(line.character for line in scene.lines):
        lines = _heard_in(film, (line for line in scene.lines if line.character == who))
        for take, has in _offered(film, lines, take_of):
            where = film.where(scene)
            what = f"{who}'s lines from {take}{where}"
            yield from _move("take", f"{who} from {take}{where}", what, film, _keep(has, take, seen=False))


def _sizes(film: Film, scenes: Sequence[Scene]) -> Iterator[Move]:
    """Yield the moves that stay at one size through a film of several scenes, where they can."""
    for size, word in _SIZES.items() if len(scenes) > 1 else ():
        pins: list[Pin] = []
        for scene in scenes:
            offered = _offered(film, _heard_in(film, scene.lines), lambda clip: clip.slate.setup)
            fitting = [(setup, lines) for setup, lines in offered if film.size_of(setup) is size]
            if fitting:
                setup, lines = max(fitting, key=lambda one: len(one[1]))
                pins += _keep(lines, setup, seen=True)
        yield from _move("size", f"stays {word}", f"stays {word} wherever it can", film, pins)


def _characters(film: Film, scenes: Sequence[Scene]) -> Iterator[Move]:
    """Yield the moves that hear a character from other takes, whichever are best."""
    spoken = [line for scene in scenes for line in scene.lines]
    for who in dict.fromkeys(line.character for line in spoken):
        lines = _heard_in(film, (line for line in spoken if line.character == who))
        what = f"{who}'s lines from other takes"
        yield from _move("character", f"{who} from others", what, film, _leave(film, lines))


def _doubtful(film: Film, scenes: Sequence[Scene]) -> Iterator[Move]:
    """Yield the move that takes every choice that was in doubt the other way."""
    lines = _heard_in(film, (line for scene in scenes for line in scene.lines))
    margins = {line: film.heard[line].margin for line in lines}
    doubted = [line for line, margin in margins.items() if margin is not None and margin < IN_DOUBT]
    where = film.where(scenes[0]) if len(scenes) == 1 else ""
    what = f"the other take wherever two were nearly as good{where}"
    yield from _move("doubt", f"nearly as good{where}", what, film, _leave(film, doubted))
