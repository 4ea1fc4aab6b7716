"""The cut as the page tells it: a card for each event, with its words, its reasons and what else there is.

Picture and sound are laid apart, so every sound has a *home*: the one picture whose card tells why it was
chosen, although it may be heard under others too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from rushes.cut.model import PINNED, Cut, Event, MissingLine, Reason
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover.report.heard import Spoken, spoken_by, spoken_under
from rushes.turnover.report.pictures import Setup
from rushes.turnover.report.scales import Other, Weight, next_best, others_of, weights, worth_text
from rushes.turnover.report.shelf import Shelf
from rushes.turnover.report.sync import Synced, camera_sound, in_sync, synced_of
from rushes.turnover.report.told import KINDS, Split, seen_in, split_of, told_of
from rushes.turnover.report.tracks import Tracks
from rushes.turnover.report.wording import cue_of, length_text, play_at
from rushes.turnover.splits import frames_said


@dataclass(frozen=True)
class Card:
    """An event of the picture with the sound that belongs to it, or a sound that stands alone.

    number: from 1 in the order of the film, those of the first picture track before all others. own: the
    sounds whose home it is. runs_on: the take goes on from the event before it, so there is no cut between
    them. kind: what the picture is called that does not show the line that is heard. told: in sentences,
    what picture and words alone do not say. action: what the page says of a picture without words. pinned:
    what people decided about it, or about its sound. synced: the recordings that are heard. stopgap: why the
    camera's own sound is heard instead, where a recorder ran. angles: the cameras that rolled together with
    it, itself among them. seen: who is in the picture, and who says so.
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
    next_best: str
    sound: tuple["SoundBeside", ...]
    synced: tuple[Synced, ...] = ()
    stopgap: str = ""
    angles: tuple["Angled", ...] = ()
    kind: str = ""
    told: tuple[str, ...] = ()
    split: Split | None = None
    action: str = ""
    pinned: tuple[str, ...] = ()
    seen: str = ""

    @property
    def sureness(self) -> int:
        """Confidence in per cent: of the picture, and of what is heard with it where that is one choice."""
        return round(self.event.confidence * 100)

    @property
    def sureness_heard(self) -> int | None:
        """Confidence in per cent of what is heard with a picture; None where it is the picture's."""
        sure = round(min((sound.confidence for sound in self.own), default=self.event.confidence) * 100)
        return None if sure == self.sureness else sure

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
    """The sound of an event where it says more than the picture: its own trim, reasons or doubt.

    take: what it is from. tracks: all that play it.
    """

    take: str
    tracks: str
    note: str
    needs_look: bool
    because: tuple[str, ...]
    worth: str
    reasons: tuple[Weight, ...]
    others: tuple[Other, ...]
    next_best: str


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
    """Return every picture once, and every sound that plays under none, in record order."""
    laid = _Laid(cut, shelf)
    order = sorted(laid.alone, key=lambda event: (event.track != "V1", event.record.start, event.track))
    number_of = {id(event): number for number, event in enumerate(order, 1)}
    before = {id(now): one for one, now in pairwise(order) if one.track == now.track}
    made = [laid.card(event, before.get(id(event)), number_of) for event in order]
    return tuple(
        sorted(made, key=lambda card: (card.event.record.start, card.event.track[:1] != "V", card.number))
    )


def numbers_of(cards: Sequence[Card]) -> Mapping[int, int]:
    """Return the number of its card by the identity of each event, a sound's home being its card."""
    return {id(event): card.number for card in cards for event in (card.event, *card.own)}


class _Laid:
    """The events of a cut as they lie over each other. alone: those that have a card of their own."""

    def __init__(self, cut: Cut, shelf: Shelf) -> None:
        self.cut, self.shelf = cut, shelf
        pictures = [event for event in cut.events if event.track.startswith("V")]
        sounds = [event for event in cut.events if not event.track.startswith("V")]
        self.pictures, self.sounds = Tracks(pictures), Tracks(sounds)
        self.own: dict[int, list[Event]] = {}
        self.alone = list(pictures)
        for sound in sounds:
            home = self._home(sound)
            if home is None:
                self.alone.append(sound)
            else:
                self.own.setdefault(id(home), []).append(sound)

    def _home(self, sound: Event) -> Event | None:
        """Return the picture that a sound is told with: the first of its line, else one in sync, or any."""
        over = sorted(self.pictures.during(sound.record), key=lambda picture: picture.record.start)
        if sound.shows == "tone":
            return max(over, key=lambda picture: picture.record.overlap(sound.record), default=None)
        of_its_line = [picture for picture in over if picture.line == sound.line]
        in_step = [picture for picture in over if in_sync(sound, picture, self.shelf)]
        return next(iter((*of_its_line, *in_step, *over)), None)

    def card(self, event: Event, before: Event | None, number_of: Mapping[int, int]) -> Card:
        """Return the card of an event. before: the one before it on its track."""
        shelf, own = self.shelf, self.own.get(id(event), [])
        under = self.sounds.during(event.record) if event.track.startswith("V") else ()
        together = [sound for sound in under if in_sync(sound, event, shelf)]
        apart = bool(self.sounds) and event.track.startswith("V")
        spoken = spoken_under(event, under, shelf) if apart else spoken_by(event, shelf)
        return Card(
            number=number_of[id(event)],
            tracks=" ".join(dict.fromkeys((event.track, *(sound.track for sound in together)))),
            event=event,
            own=tuple(own),
            runs_on=shelf.runs_on(event),
            name=shelf.name(event.file),
            setup=shelf.setup_of.get(event.file),
            source=shelf.source_text(event.file, event.source),
            record_in=shelf.record_text(event.record.start, self.cut.rate),
            seconds=length_text(event.record.frames, event.record.rate),
            play_at=play_at(event.record.start, self.cut.rate),
            spoken=spoken,
            reasons=_for_and_against(event.reasons, shelf),
            worth=worth_text(event.worth),
            others=others_of(event, shelf),
            next_best=next_best(event, shelf),
            sound=tuple(self._beside(event, own, number_of)),
            synced=synced_of(event, together, shelf),
            stopgap=camera_sound(event, together, shelf),
            angles=tuple(_angles(event, shelf)),
            kind=KINDS[event.shows],
            told=told_of(event, before, under, spoken, shelf) if apart else (),
            split=split_of(event, shelf),
            action=shelf.action_of(event),
            pinned=_pinned((event, *own)),
            seen=seen_in([event.file], shelf) if event.track.startswith("V") else "",
        )

    def _beside(
        self, picture: Event, own: Sequence[Event], number_of: Mapping[int, int]
    ) -> Iterator[SoundBeside]:
        """Yield what the sounds of a picture say more than it; tracks that say the same are one."""
        alike: dict[tuple[str, Span], list[Event]] = {}
        for sound in own:
            alike.setdefault((sound.line, sound.record), []).append(sound)
        for (line, _), group in alike.items():
            first = max(group, key=lambda sound: len(sound.alternates))
            told = line == picture.line and _weighed(first) <= _weighed(picture)
            note = ", ".join(self._edges(first, picture, number_of))
            looks = tuple(cause for cause in first.look_because if cause not in picture.look_because)
            needs_look = first.needs_look and (bool(looks) or not picture.needs_look)
            if note or needs_look or not told:
                yield SoundBeside(
                    self.shelf.take_of(first),
                    " ".join(sound.track for sound in group),
                    note,
                    needs_look,
                    looks,
                    worth_text(first.worth),
                    () if told else _for_and_against(first.reasons, self.shelf),
                    () if told else others_of(first, self.shelf),
                    "" if told else next_best(first, self.shelf),
                )

    def _edges(self, sound: Event, picture: Event, number_of: Mapping[int, int]) -> Iterator[str]:
        """Say where a sound leaves its picture, but where this split edit or the next one says it already."""
        earlier = picture.record.start - sound.record.start
        if earlier and earlier != -picture.leads:
            side = "before" if earlier > 0 else "after"
            yield f"starts {frames_said(abs(earlier))} {side} the picture"
        later = sound.record.end - picture.record.end
        if later > 0:
            after = Span(picture.record.end, sound.record.end, sound.record.rate)
            others = self.pictures.during(after)
            if len(others) == 1 and others[0].leads == later:
                return
            numbers = [number_of[id(other)] for other in others]
            under = f", under {_events(numbers)}" if numbers else ""
            yield f"goes on for {_long(later, sound)} after the picture{under}"
        elif later < 0 and not self.sounds.starts_at(sound.record.end):
            yield f"ends {frames_said(-later)} before the picture"


def _weighed(event: Event) -> set[Reason]:
    return {reason for reason in event.reasons if reason.name != PINNED}


def _long(frames: int, event: Event) -> str:
    """Write how long something lasts: in frames while an editor counts in frames."""
    seconds = length_text(frames, event.record.rate)
    return frames_said(frames) if frames < 2 * event.record.rate else seconds


def _events(numbers: Sequence[int]) -> str:
    """Name cards by their numbers: ``event 6``, ``events 6 to 8``."""
    return f"event {numbers[0]}" if len(numbers) == 1 else f"events {min(numbers)} to {max(numbers)}"


def _for_and_against(reasons: Sequence[Reason], shelf: Shelf) -> tuple[Weight, ...]:
    """Lay reasons on the scales, what told for the choice before what told against it."""
    weighed = weights((reason for reason in reasons if reason.name != PINNED), shelf.most_worth)
    return tuple(sorted(weighed, key=lambda weight: weight.against))


def _pinned(events: Iterable[Event]) -> tuple[str, ...]:
    """Return what people decided about events, each once."""
    facts = (reason.fact for event in events for reason in event.reasons if reason.name == PINNED)
    return tuple(dict.fromkeys(facts))


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


def _angles(event: Event, shelf: Shelf) -> Iterator[Angled]:
    others = shelf.other_angles(event.file)
    for clip in sorted((shelf.clips[event.file], *others), key=_camera) if others else ():
        yield Angled(clip.slate.camera or clip.name, shelf.setup_of.get(clip.file), clip.file == event.file)


def _camera(clip: Clip) -> tuple[str, str]:
    return clip.slate.camera or "", clip.file


def _gap(number: int, line_id: str, placed: MissingLine | None, shelf: Shelf, rate: Fraction) -> Gap:
    line = shelf.lines[line_id]
    record = shelf.record_text(placed.at, rate) if placed else ""
    at = play_at(placed.at, rate) if placed else ""
    return Gap(number, line_id, shelf.line_number[line_id], cue_of(line), line.text, record, at)
