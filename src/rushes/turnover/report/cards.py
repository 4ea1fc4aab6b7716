"""The cut as the page tells it: a card for each event, with its words, its reasons and what else there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Cut, Event, MissingLine
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.turnover.report.pictures import Setup
from rushes.turnover.report.scales import Other, Weight, others_of, weights, worth_text
from rushes.turnover.report.shelf import Shelf
from rushes.turnover.report.sync import Synced, camera_sound, goes_with, synced_of
from rushes.turnover.report.wording import cue_of, length_text, play_at
from rushes.turnover.report.words import Mark, kind_note, marked


@dataclass(frozen=True)
class Spoken:
    """A line as one reading says it. line_number: of the line's row in the lined script."""

    line_number: int
    line: str
    cue: str
    directions: tuple[str, ...]
    marks: tuple[Mark, ...]
    note: str
    as_written: bool


@dataclass(frozen=True)
class Card:
    """An event of the picture with the sound that belongs to it, or a sound that stands alone.

    runs_on: the take goes on from the event before it, so there is no cut between them. synced: the
    recordings that are heard. stopgap: why the camera's own sound is heard instead, where a recorder ran.
    angles: the cameras that rolled together with it, itself among them.
    """

    number: int
    tracks: str
    event: Event
    own: tuple[Event, ...]
    runs_on: bool
    name: str
    setup: Setup | None
    source: tuple[str, str]
    record_in: str
    seconds: str
    play_at: str
    spoken: tuple[Spoken, ...]
    reasons: tuple[Weight, ...]
    worth: str
    others: tuple[Other, ...]
    sound: tuple["SoundBeside", ...]
    synced: tuple[Synced, ...] = ()
    stopgap: str = ""
    angles: tuple["Angled", ...] = ()

    @property
    def sureness(self) -> int:
        """Confidence in per cent."""
        return round(self.event.confidence * 100)

    @property
    def needs_look(self) -> bool:
        """Whether the picture, or the sound that belongs to it, asks for a person."""
        return self.event.needs_look or any(beside.needs_look for beside in self.sound)

    @property
    def because(self) -> tuple[str, ...]:
        """Why a person should look, each cause once."""
        causes = [*self.event.look_because, *(cause for beside in self.sound for cause in beside.because)]
        return tuple(dict.fromkeys(causes)) or (("The choice is not sure.",) if self.needs_look else ())


@dataclass(frozen=True)
class Angled:
    """A camera of a group: what it is called, its setup, and whether it is the one in the film here."""

    name: str
    setup: Setup | None
    chosen: bool


@dataclass(frozen=True)
class SoundBeside:
    """The sound of an event where it says more than the picture: its own trim, reasons or doubt."""

    track: str
    note: str
    needs_look: bool
    because: tuple[str, ...]
    reasons: tuple[Weight, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True)
class Gap:
    """A line nobody spoke, at its place in the film."""

    number: int
    line: str
    line_number: int
    cue: str
    text: str
    record: str
    play_at: str


@dataclass(frozen=True)
class CutScene:
    """A scene of the cut: its number and what happens in it, events and gaps in the film's order."""

    number: str
    beats: tuple[Card | Gap, ...]


def cards_of(cut: Cut, shelf: Shelf) -> tuple[Card, ...]:
    """Return every event of the cut once: each picture with its own sound beside it, in record order."""
    sounds: dict[str, list[Event]] = {}
    for event in cut.events:
        if not event.track.startswith("V"):
            sounds.setdefault(event.line, []).append(event)
    paired: list[tuple[Event, list[Event]]] = []
    for picture in (event for event in cut.events if event.track.startswith("V")):
        near = sounds.get(picture.line, [])
        own = [sound for sound in near if _belongs(sound, picture, shelf)]
        paired.append((picture, own))
        near[:] = [sound for sound in near if sound not in own]
    paired += [(sound, []) for left in sounds.values() for sound in left]
    paired.sort(key=lambda pair: (pair[0].record.start, pair[0].track[:1] != "V", pair[0].track))
    return tuple(_card(number, event, own, cut, shelf) for number, (event, own) in enumerate(paired, 1))


def gaps_of(cut: Cut, shelf: Shelf) -> tuple[Gap, ...]:
    """Return every missing line in story order, also those that only the lined script knows of."""
    marked_at: Mapping[str, MissingLine] = {missing.line: missing for missing in cut.missing}
    return tuple(
        _gap(number, line, marked_at.get(line), shelf, cut.rate)
        for number, line in enumerate(shelf.missing, 1)
    )


def cut_scenes(cut: Cut, cards: Sequence[Card], gaps: Sequence[Gap], shelf: Shelf) -> tuple[CutScene, ...]:
    """Put cards and gaps into the film's order and break it where the scene changes."""
    at = {missing.line: missing.at for missing in cut.missing}
    placed: list[tuple[int, int, Card | Gap]] = [(card.event.record.start, 1, card) for card in cards]
    placed += [(at[gap.line], 0, gap) for gap in gaps if gap.line in at]
    scenes: list[tuple[str, list[Card | Gap]]] = []
    for _, _, beat in sorted(placed, key=lambda item: (item[0], item[1], item[2].number)):
        line = shelf.lines.get(beat.event.line if isinstance(beat, Card) else beat.line)
        number = line.scene if line else (scenes[-1][0] if scenes else "")
        if not scenes or scenes[-1][0] != number:
            scenes.append((number, []))
        scenes[-1][1].append(beat)
    return tuple(CutScene(number, tuple(beats)) for number, beats in scenes)


def _belongs(sound: Event, picture: Event, shelf: Shelf) -> bool:
    """Tell whether a sound of the same line runs with the picture, in sync to the frame."""
    if sound.file != picture.file:
        return goes_with(sound, picture, shelf)
    if sound.source.rate != picture.source.rate or not sound.source.overlap(picture.source):
        return False
    in_source = Fraction(sound.source.start - picture.source.start) / picture.source.rate
    in_film = Fraction(sound.record.start - picture.record.start) / picture.record.rate
    return abs(in_source - in_film) * picture.record.rate < 1


def _card(number: int, event: Event, own: Sequence[Event], cut: Cut, shelf: Shelf) -> Card:
    return Card(
        number=number,
        tracks=" ".join([event.track, *(sound.track for sound in own)]),
        event=event,
        own=tuple(own),
        runs_on=shelf.runs_on(event),
        name=shelf.name(event.file),
        setup=shelf.setup_of.get(event.file),
        source=shelf.source_text(event.file, event.source),
        record_in=shelf.record_text(event.record.start, cut.rate),
        seconds=length_text(event.record.frames, event.record.rate),
        play_at=play_at(event.record.start, cut.rate),
        spoken=tuple(_spoken(event, own, shelf)),
        reasons=weights(event.reasons, shelf.most_worth),
        worth=worth_text(event.worth),
        others=others_of(event, shelf),
        sound=tuple(beside for sound in own if (beside := _sound_beside(sound, event, shelf))),
        synced=synced_of(event, own, shelf),
        stopgap=camera_sound(event, own, shelf),
        angles=tuple(_angles(event, shelf)),
    )


def _angles(event: Event, shelf: Shelf) -> Iterator[Angled]:
    others = shelf.other_angles(event.file)
    for clip in sorted((shelf.clips[event.file], *others), key=_camera) if others else ():
        yield Angled(clip.slate.camera or clip.name, shelf.setup_of.get(clip.file), clip.file == event.file)


def _camera(clip: Clip) -> tuple[str, str]:
    return clip.slate.camera or "", clip.file


def _spoken(event: Event, own: Sequence[Event], shelf: Shelf) -> Iterator[Spoken]:
    seen = {id(reading): reading for piece in (event, *own) for reading in shelf.readings_in(piece)}
    for reading in sorted(seen.values(), key=lambda reading: reading.in_s):
        line = shelf.lines.get(reading.line)
        if line:
            yield _said(line, marked(line.text, reading.words), kind_note(reading), shelf)
    line = shelf.lines.get(event.line)
    if line and all(reading.line != event.line for reading in seen.values()):
        yield _said(line, (Mark(line.text, "said"),), "no reading of it lies in this piece", shelf)


def _said(line: Line, marks: tuple[Mark, ...], note: str, shelf: Shelf) -> Spoken:
    number = shelf.line_number[line.id]
    return Spoken(number, line.id, cue_of(line), line.parentheticals, marks, note, note == "as written")


def _sound_beside(sound: Event, picture: Event, shelf: Shelf) -> SoundBeside | None:
    notes = [
        _edge(picture.record.start - sound.record.start, "starts"),
        _edge(sound.record.end - picture.record.end, "ends"),
    ]
    own_reasons = () if sound.reasons == picture.reasons else weights(sound.reasons, shelf.most_worth)
    own_others = () if sound.alternates == picture.alternates else others_of(sound, shelf)
    note = ", ".join(note for note in notes if note)
    if not (note or own_reasons or own_others or sound.needs_look):
        return None
    return SoundBeside(sound.track, note, sound.needs_look, sound.look_because, own_reasons, own_others)


def _edge(frames: int, verb: str) -> str:
    """Say where sound leaves its picture; `frames` counts outwards from the picture's edge."""
    if not frames:
        return ""
    count = f"{abs(frames)} {'frame' if abs(frames) == 1 else 'frames'}"
    before = (frames > 0) == (verb == "starts")
    return f"{verb} {count} {'before' if before else 'after'} the picture"


def _gap(number: int, line_id: str, placed: MissingLine | None, shelf: Shelf, rate: Fraction) -> Gap:
    line = shelf.lines[line_id]
    record = shelf.record_text(placed.at, rate) if placed else ""
    at = play_at(placed.at, rate) if placed else ""
    return Gap(number, line_id, shelf.line_number[line_id], cue_of(line), line.text, record, at)
