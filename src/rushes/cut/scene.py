"""One scene's cut, from frame 0 of its own: a performance for each line, and what is seen over it.

A cut of a scene hangs on nothing but what is known of the film, the pins of its own lines, and the film's
rate. It may be one of several scenes, where one take plays on over the end of a scene and into the next: then
its sound goes on, too, and is laid as one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import islice

from rushes.cut.beat_pictures import with_beats
from rushes.cut.beats_open import left_open
from rushes.cut.choose import Choice, choose
from rushes.cut.crossings import looked_at
from rushes.cut.known import Known
from rushes.cut.laying import Laid, Shot, lay, meeting, shots_of
from rushes.cut.left_open import missing_lines, own_sound
from rushes.cut.microphone import doubts, from_nearest, plays_on
from rushes.cut.model import Cut, Event
from rushes.cut.on_offer import Room
from rushes.cut.overlap import Words, words_of
from rushes.cut.pictured import alternates_of, in_sync_events, pictured
from rushes.cut.pictures import picture_path
from rushes.cut.pins import Pins
from rushes.cut.room_tone import Silence, sounds_at_all, toned, tracks_of_sound
from rushes.cut.settle import kept
from rushes.cut.sound import sound_events, sounds_of, sounds_on
from rushes.cut.splits import split
from rushes.errors import Finding
from rushes.screenplay.model import Scene


@dataclass(frozen=True, eq=False)
class Performed:
    """The performances of a scene as they lie from frame 0. at: its place among the scenes of the film.

    in_sync: what is heard as pictures in sync with it, one event for each line.
    """

    at: int
    scene: Scene
    pins: Pins
    shots: tuple[Shot, ...]
    laid: tuple[Laid, ...]
    in_sync: tuple[Event, ...]


@dataclass(frozen=True, eq=False)
class CutScene:
    """The cut of a scene, or of several through which one take plays, from frame 0.

    at: of its first scene among those of the film. cut: as of a film that has no other scene. sounds: whether
    anything is heard. tracks: how many tracks of sound it has; those above are room tone's. untoned: how many
    of its clips are not there for tone alone, None for all. Further, what a person should know, by kind;
    doubts: by the two clips that they are of.
    """

    at: int
    cut: Cut
    sounds: bool
    tracks: int
    crossed: tuple[Finding, ...]
    own_sound: tuple[Finding, ...]
    doubts: Mapping[frozenset[str], Finding]
    left_open: tuple[Finding, ...]
    silences: tuple[Silence, ...] = ()
    untoned: int | None = None

    @cached_property
    def frames(self) -> int:
        """How long it is."""
        return max((event.record.end for event in self.cut.events if event.track == "V1"), default=0)

    @cached_property
    def files(self) -> frozenset[str]:
        """The clips of which it shows or plays anything, or that are said to show what happens in it."""
        told = (beat.file for beat in self.cut.beats if beat.file)
        return frozenset((*(event.file for event in self.cut.events), *told))


def chosen(scene: Scene, pins: Pins, known: Known) -> tuple[Choice, ...]:
    """Return the performances of a scene. pins: those of its lines."""
    ours = {line.id for line in scene.lines}
    allowed = known.bench.only(ours, lambda line, one: pins.sound_may(line, one.clip, one.reading))
    return choose(scene, allowed, known.taste)


def performed(at: int, choices: Sequence[Choice], pins: Pins, rate: Fraction, known: Known) -> Performed:
    """Lay the performances of a scene end to end."""
    bench, air = known.bench, known.taste.air
    shots = meeting(tuple(shots_of(choices, bench, air, pins)), bench, pins)
    scene = Performed(at, known.screenplay.scenes[at], pins, shots, (), ())
    return _in_sync(scene, tuple(lay(shots, rate)), known)


def go_on(before: Performed, now: Performed, known: Known) -> bool:
    """Tell whether a take plays on from one scene into the next, so that its sound does, too."""
    if not (before.in_sync and now.in_sync):
        return False
    one, other = before.in_sync[-1], now.in_sync[0]
    selects = before.laid[-1].choice.select, now.laid[0].choice.select
    return plays_on(one, selects[0], other, selects[1]) or sounds_on(one, other, known.clips)


def together(scenes: Sequence[Performed], rate: Fraction, known: Known) -> tuple[Performed, ...]:
    """Return scenes through which one take plays as they lie after each other."""
    shots = tuple(shot for one in scenes for shot in one.shots)
    laid = iter(tuple(lay(shots, rate)))
    return tuple(_in_sync(one, tuple(islice(laid, len(one.laid))), known) for one in scenes)


def _in_sync(scene: Performed, laid: tuple[Laid, ...], known: Known) -> Performed:
    """Return a scene's performances as they lie."""
    bench, air = known.bench, known.taste.air
    events = in_sync_events(scene.shots, laid, known.taste, lambda choice: alternates_of(choice, bench, air))
    return replace(scene, laid=laid, in_sync=tuple(events))


def cut_of(scenes: Sequence[Performed], rate: Fraction, known: Known) -> CutScene:
    """Return the cut of a scene, or of those through which one take plays, without tone (see `with_tone`)."""
    pins = Pins(
        tuple(pin for one in scenes for pin in one.pins.pins),
        {line: readings for one in scenes for line, readings in one.pins.pictured.items()},
    )
    room = Room(known.bench, known.voices, known.seen, known.taste, pins)
    laid = tuple(lain for one in scenes for lain in one.laid)
    in_sync = tuple(event for one in scenes for event in one.in_sync)
    heard_from = from_nearest(in_sync, laid, known.booth, pins)
    sound = sound_events(heard_from, known.lined.clips)
    words = {one.choice.line.id: words_of(one) for one in laid}
    picture = tuple(event for one in scenes for event in _pictures(one, words, room, known))

    heard = (one.choice.select.clip.file for one in laid)
    used = dict.fromkeys((*(event.file for event in (*picture, *heard_from)), *heard))
    in_film = tuple(known.clips[file] for file in used)
    cut = Cut(
        title=known.screenplay.title,
        rate=rate,
        taste=known.taste.name,
        events=picture + sound,
        missing=missing_lines((line for one in scenes for line in one.scene.lines), in_sync),
        clips=in_film + sounds_of(sound, in_film),
    )
    page = known.silent.page[scenes[0].at : scenes[-1].at + 1]
    cut = kept(pins, with_beats(page, known.silent, cut, known.seen), known.bench)
    cut, crossed = looked_at(cut, known.sides, known.scene_of)
    return CutScene(
        at=scenes[0].at,
        cut=cut,
        sounds=sounds_at_all(cut, known.quiet),
        tracks=tracks_of_sound(cut),
        crossed=crossed,
        own_sound=tuple(own_sound(heard_from, in_film)),
        doubts=doubts(in_sync, laid, known.booth),
        left_open=left_open(cut, known.clips),
    )


def _pictures(scene: Performed, words: Mapping[str, Words], room: Room, known: Known) -> tuple[Event, ...]:
    """Return what is seen over a scene."""
    path = picture_path(scene.laid, room)
    shown = tuple(pictured(scene.in_sync, scene.laid, path, known.taste, known.monologues))
    return split(shown, known.lines, known.clips, words, room, known.turns_before[scene.at])


def with_tone(scene: CutScene, known: Known) -> CutScene:
    """Return the cut of a scene with room tone wherever nothing would be heard, of a film that sounds."""
    cut, silences = toned(scene.cut, known.quiet)
    return replace(scene, cut=cut, silences=silences, untoned=len(scene.cut.clips))
