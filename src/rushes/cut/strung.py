"""The film strung together: cuts of scenes one after the other on the record, and what speaks of all of them.

A scene is only shifted. What hangs on more than one of them is here: on which track room tone lies, in which
order the clips are used, and what a person should know of the film as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rushes.cut.crossings import sides_not_known
from rushes.cut.known import Known
from rushes.cut.left_open import findings_of
from rushes.cut.model import ActionBeat, Cut, Event, MissingLine
from rushes.cut.on_camera import as_taken
from rushes.cut.room_tone import Silence, silent
from rushes.cut.scene import CutScene
from rushes.errors import Finding
from rushes.footage.model import Clip


@dataclass(frozen=True, eq=False)
class Placed:
    """The cut of a scene where it lies. at: frames of film before it; tracks: of sound, tone left aside."""

    scene: CutScene
    at: int
    tracks: int

    @cached_property
    def by_track(self) -> Mapping[str, tuple[Event, ...]]:
        """Its events, by track."""
        found: dict[str, list[Event]] = {}
        for event in self.scene.cut.events:
            placed = self._placed(event)
            found.setdefault(placed.track, []).append(placed)
        return {track: tuple(events) for track, events in found.items()}

    def _placed(self, event: Event) -> Event:
        track = event.track
        if event.shows == "tone":
            track = f"A{int(track[1:]) - self.scene.tracks + self.tracks}"
        if not self.at and track == event.track:
            return event
        return replace(event, track=track, record=event.record.moved(self.at))

    @cached_property
    def missing(self) -> tuple[MissingLine, ...]:
        """Its missing lines."""
        return tuple(replace(one, at=one.at + self.at) for one in self.scene.cut.missing)

    @cached_property
    def beats(self) -> tuple[ActionBeat, ...]:
        """What happens in it without words."""
        return tuple(replace(one, at=one.at + self.at) for one in self.scene.cut.beats)

    @property
    def silences(self) -> Iterator[Silence]:
        """Where it stays silent."""
        return (replace(one, record=one.record.moved(self.at)) for one in self.scene.silences)


@dataclass(frozen=True)
class Strung:
    """A film, and the scenes that it is strung together of."""

    cut: Cut
    scenes: tuple[Placed, ...]
    findings: tuple[Finding, ...]


def placed(scenes: Iterable[CutScene], before: Sequence[Placed] = ()) -> tuple[Placed, ...]:
    """Return scenes one after the other; of those before each that lies as it did is kept."""
    scenes = tuple(scenes)
    tracks = max((scene.tracks for scene in scenes), default=0)
    known = {(id(one.scene), one.at, one.tracks): one for one in before}
    at, found = 0, []
    for scene in scenes:
        found.append(known.get((id(scene), at, tracks)) or Placed(scene, at, tracks))
        at += scene.frames
    return tuple(found)


def strung(scenes: tuple[Placed, ...], known: Known, template: Cut) -> Strung:
    """Return the film that these scenes make. template: a cut with its title, rate and taste."""
    events = in_order(scenes)
    cut = replace(
        template,
        events=events,
        missing=tuple(line for one in scenes for line in one.missing),
        clips=tuple(_clips(scenes, events, known)),
        beats=tuple(beat for one in scenes for beat in one.beats),
        on_camera=as_taken(known.seen),
    )
    return Strung(cut, scenes, tuple(_findings(cut, scenes, known)))


def in_order(scenes: Sequence[Placed]) -> tuple[Event, ...]:
    """Return the events of scenes, track by track."""
    tracks = {track for one in scenes for track in one.by_track}
    in_row = sorted(tracks, key=lambda name: (not name.startswith("V"), int(name[1:])))
    return tuple(event for track in in_row for one in scenes for event in one.by_track.get(track, ()))


def _clips(scenes: Sequence[Placed], events: Sequence[Event], known: Known) -> Iterator[Clip]:
    """Yield the clips of a film: pictures as they are first seen, others, sounds as they are first heard.

    Those that are there for room tone alone come last.
    """
    clips = {clip.file: clip for one in scenes for clip in one.scene.cut.clips}
    used = [clip.file for one in scenes for clip in one.scene.cut.clips[: one.scene.untoned]]
    order = dict.fromkeys(event.file for event in events if event.track == "V1")
    order |= dict.fromkeys(file for file in used if file in known.clips)
    order |= dict.fromkeys(event.file for event in events if event.shows != "tone")
    yield from (clips[file] for file in order | dict.fromkeys(clips))


def _findings(cut: Cut, scenes: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Yield what a person should know of a film, kind by kind."""
    yield from known.findings
    yield from (found for one in scenes for found in one.scene.crossed)
    yield from sides_not_known(known.screenplay, cut, known.sides)
    yield from findings_of(known.screenplay, cut)
    yield from (found for one in scenes for found in one.scene.own_sound)
    doubts = {pair: found for one in reversed(scenes) for pair, found in one.scene.doubts.items()}
    in_order = dict.fromkeys(pair for one in scenes for pair in one.scene.doubts)
    yield from (doubts[pair] for pair in in_order)
    yield from (found for one in scenes for found in one.scene.left_open)
    yield from (silent(silence) for one in scenes for silence in one.silences)
