"""The first cut on one page: a performance for each line, its place in the film, and what is seen over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from rushes.coverage.model import LinedScript
from rushes.cut import idioms
from rushes.cut.angles import Size
from rushes.cut.beat_pictures import lay_beats
from rushes.cut.beats_open import beats_left_open
from rushes.cut.by_mouth import mouths_told, seen_by_mouth
from rushes.cut.choose import Choice, choose
from rushes.cut.crossings import with_crossings
from rushes.cut.faces_against import faces_against
from rushes.cut.framed import Framings
from rushes.cut.laying import lay, meeting, rate_of_most, shots_of
from rushes.cut.left_open import findings_of, missing_lines, own_sound
from rushes.cut.lips import Voices, voices_of
from rushes.cut.microphone import Booth, doubts, from_nearest
from rushes.cut.model import Cut
from rushes.cut.on_camera import OnCamera, Told, as_taken, on_camera
from rushes.cut.overlap import words_of
from rushes.cut.pictured import Others, alternates_of, in_sync_events, pictured
from rushes.cut.pictures import Laid, Picture, Room, moved_to, picture_path
from rushes.cut.pins import Pin, Pins
from rushes.cut.quiet import Quiet
from rushes.cut.room_tone import with_room_tone
from rushes.cut.selects import Bench, lay_out
from rushes.cut.settle import kept, settle
from rushes.cut.sides import Side, sides_of
from rushes.cut.sound import sound_events, sounds_of
from rushes.cut.splits import split
from rushes.cut.tastes import Taste
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.screenplay.model import Scene, Screenplay

Findings = tuple[Finding, ...]


def first_cut(
    screenplay: Screenplay,
    lined: LinedScript,
    taste: Taste,
    rate: Fraction | None = None,
    *,
    sizes: Mapping[str, Size] | None = None,
    pins: Pins | None = None,
    told: Told | None = None,
) -> tuple[Cut, Findings]:
    """Return a first cut of every line that was heard, and what a person should know about it.

    First a performance is chosen for each line; that settles what is heard and how long the film is. Then
    pictures are chosen over it (`rushes.cut.pictures`), and cuts of the picture moved where speakers change
    (`rushes.cut.splits`). Each covered line is one event on A1 (and on further tracks where its take has
    several files), one or several on V1; the record runs from 0 without a gap. Neighbours in one clip whose
    sources touch are one shot: no cut, only a seam that keeps reasons and alternates with their line.

    rate: of the cut; None takes that of most used clips. sizes: of setups, as a person knows them; of the
    others paper, faces or the custom of slates tell it. pins: what a person decided. told: who is on camera,
    as a person says it. Nothing is retimed: a shot of another rate keeps its seconds to the nearest frame.
    `UnknownReason` for a taste that weighs what does not exist; refusals of `rushes.cut.settle` for pins that
    cannot be kept.
    """
    return CuttingRoom(screenplay, lined, taste, rate, sizes, told).cut(pins or Pins())


@dataclass
class CuttingRoom:
    """A film on the bench, to be cut again and again: what pins do not touch is not solved anew.

    Arguments as of `first_cut`.
    """

    screenplay: Screenplay
    lined: LinedScript
    taste: Taste
    rate: Fraction | None = None
    sizes: Mapping[str, Size] | None = None
    told: Told | None = None
    _chosen: dict[tuple[str, tuple[Pin, ...]], tuple[Choice, ...]] = field(default_factory=dict)
    _others: dict[int, Others] = field(default_factory=dict)
    _seen_over: dict[tuple[object, ...], tuple[Picture, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a taste that weighs what does not exist."""
        idioms.check(self.taste)

    def cut(self, pins: Pins) -> tuple[Cut, Findings]:
        """Return the cut that keeps these pins, and what a person should know about it."""
        bench, lined = self.bench, self.lined
        pins = settle(pins, self.screenplay, lined.clips, bench)
        choices = [choice for scene in self.screenplay.scenes for choice in self._choose(scene, pins)]
        heard = list(dict.fromkeys(choice.select.clip.file for choice in choices))
        rate = self.rate or rate_of_most([self._clips[file] for file in heard] or lined.clips)

        shots = meeting(tuple(shots_of(choices, bench, self.taste.air, pins)), bench, pins)
        laid = tuple(lay(shots, rate))
        in_sync = tuple(in_sync_events(shots, laid, self.taste, self._alternates))
        heard_from = from_nearest(in_sync, laid, self._booth, pins)
        sound = sound_events(heard_from, lined.clips)

        room = Room(bench, self._voices, self._seen, self.taste, pins)
        shown = tuple(pictured(in_sync, laid, self._path(laid, room), self.taste, self._monologues))
        words = {one.choice.line.id: words_of(one) for one in laid}
        lines = {line.id: line for line in self.screenplay.lines}
        picture = split(shown, lines, self._clips, words, room)

        used = dict.fromkeys((*(event.file for event in (*picture, *heard_from)), *heard))
        in_film = tuple(self._clips[file] for file in used)
        cut = Cut(
            title=self.screenplay.title,
            rate=rate,
            taste=self.taste.name,
            events=picture + sound,
            missing=missing_lines(self.screenplay, in_sync),
            clips=in_film + sounds_of(sound, in_film),
            on_camera=as_taken(self._seen),
        )
        cut = kept(pins, lay_beats(self.screenplay, lined, cut, self._seen), bench)
        cut, crossed = with_crossings(self.screenplay, cut, self._sides)
        cut, silent = with_room_tone(cut, self._quiet)
        told = (*crossed, *findings_of(self.screenplay, cut), *own_sound(heard_from, in_film))
        told += (*doubts(in_sync, laid, self._booth), *beats_left_open(cut, lined), *silent)
        return cut, (*self._laid_out[1], *self._against, *told)

    @property
    def bench(self) -> Bench:
        """Every reading that can be used."""
        return self._laid_out[0]

    @cached_property
    def _seen(self) -> dict[str, OnCamera]:
        return seen_by_mouth(self.lined, self._written)

    @cached_property
    def _written(self) -> dict[str, OnCamera]:
        speakers = (line.character for line in self.screenplay.lines)
        return on_camera(self.lined.clips, speakers, self.told)

    @cached_property
    def _laid_out(self) -> tuple[Bench, Findings]:
        return lay_out(self.screenplay, self.lined, self.framings, self._seen, self._sides)

    @cached_property
    def _against(self) -> Findings:
        of_mouths = mouths_told(self.lined, self._written)
        return (*faces_against(self.framings, self._seen, self.screenplay.characters), *of_mouths)

    @cached_property
    def framings(self) -> Framings:
        """What is known of how close every clip is seen."""
        return Framings.of(self.lined, self.screenplay.characters, self.sizes, self.told)

    @cached_property
    def _sides(self) -> dict[str, Side]:
        return sides_of(self.screenplay, self.lined.clips, self._seen, self.lined.seen, self.told)

    @cached_property
    def _quiet(self) -> Quiet:
        return Quiet(self.lined)

    @cached_property
    def _booth(self) -> Booth:
        return Booth(self.bench, self.lined.heard, self.taste)

    @cached_property
    def _monologues(self) -> frozenset[str]:
        """The scenes in which one person has all lines."""
        scenes = self.screenplay.scenes
        return frozenset(one.number for one in scenes if len({line.character for line in one.lines}) == 1)

    @cached_property
    def _voices(self) -> Voices:
        return voices_of(self.bench)

    @cached_property
    def _clips(self) -> dict[str, Clip]:
        return {clip.file: clip for clip in self.lined.clips}

    def _choose(self, scene: Scene, pins: Pins) -> tuple[Choice, ...]:
        """Return the performances of a scene; a scene with the same pins as before is not chosen again."""
        own = tuple(pin for line in scene.lines for pin in pins.of(line.id))
        if (scene.number, own) not in self._chosen:
            ours = {line.id for line in scene.lines}
            allowed = self.bench.only(ours, lambda line, one: pins.sound_may(line, one.clip, one.reading))
            self._chosen[scene.number, own] = choose(scene, allowed, self.taste)
        return self._chosen[scene.number, own]

    def _path(self, laid: Sequence[Laid], room: Room) -> list[Picture]:
        """Return the pictures over all that is laid, scene by scene."""
        scenes = {line.id: scene.number for scene in self.screenplay.scenes for line in scene.lines}
        by_scene: dict[str, list[Laid]] = {}
        for one in laid:
            by_scene.setdefault(scenes[one.choice.line.id], []).append(one)
        return [picture for group in by_scene.values() for picture in self._path_over(group, room)]

    def _path_over(self, laid: Sequence[Laid], room: Room) -> tuple[Picture, ...]:
        """Return the pictures over a scene; one that lies as it did, sooner or later, is not solved again."""
        begins = laid[0].record.start
        places = (
            (id(one.choice), one.source, one.record.start - begins, one.record.end - begins) for one in laid
        )
        own = (pin for one in laid for pin in room.pins.of(one.choice.line.id))
        key = (*places, *own)
        if key not in self._seen_over:
            self._seen_over[key] = picture_path(laid, room)
        return moved_to(self._seen_over[key], laid)

    def _alternates(self, choice: Choice) -> Others:
        """Return what else a line might be; choices are kept, so each is known by its identity."""
        if id(choice) not in self._others:
            self._others[id(choice)] = alternates_of(choice, self.bench, self.taste.air)
        return self._others[id(choice)]
