"""Pictures as events: those in sync with what is heard, then those that are better to see."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rushes.cut.choose import Choice
from rushes.cut.doubt import jumps, look_because, of_picture, of_sound, tells_tie, unsure, without_jumps
from rushes.cut.laying import Laid, Shot
from rushes.cut.model import Alternate, Event, Reason
from rushes.cut.pictures import Picture
from rushes.cut.reactions import PLAYED_ON_LISTENER
from rushes.cut.selects import Bench, Select
from rushes.cut.tastes import Air, Taste
from rushes.cut.trim import Trim, air_around, trim
from rushes.timecode import Span

Others = tuple[Alternate, ...]


def in_sync_events(
    shots: Sequence[Shot], laid: Sequence[Laid], taste: Taste, others: Callable[[Choice], Others]
) -> Iterator[Event]:
    """Yield what is heard as pictures in sync with it, one for each line. others: see `alternates_of`."""
    places = iter(laid)
    for shot in shots:
        tie_is_told = False
        for choice in shot.choices:
            one = next(places)
            told = tie_is_told or choice.told_before
            because = look_because(choice, _ends_of(shot, choice), taste, tie_is_told=told)
            tie_is_told = tie_is_told or tells_tie(because)
            yield Event(
                track="V1",
                line=choice.line.id,
                file=choice.select.clip.file,
                source=one.source,
                record=one.record,
                confidence=of_sound(choice),
                needs_look=bool(because),
                reasons=choice.reasons,
                alternates=others(choice),
                look_because=because,
                margin=choice.margin,
            )


def pictured(
    in_sync: Sequence[Event],
    laid: Sequence[Laid],
    path: Sequence[Picture],
    taste: Taste,
    monologues: Collection[str] = (),
) -> Iterator[Event]:
    """Yield the pictures of the film, in its order.

    path: of every line that is laid. monologues: the scenes in which one person has all lines.
    """
    events = {id(one): event for one, event in zip(laid, in_sync, strict=True)}
    for one, pictures in groupby(path, lambda picture: picture.part.laid):
        by = _Measure(taste, alone=one.choice.line.scene in monologues)
        yield from _over(events[id(one)], tuple(pictures), by)


@dataclass(frozen=True)
class _Measure:
    """By what a picture is doubted: the taste, and whether nobody else speaks in the scene."""

    taste: Taste
    alone: bool

    def sure(self, picture: Picture) -> float:
        """Return how sure a picture is."""
        return of_picture(picture, alone=self.alone)

    def because(self, picture: Picture) -> tuple[str, ...]:
        """Return why a person should look at it."""
        return tuple(unsure(picture, self.taste, alone=self.alone))


def _over(event: Event, pictures: Sequence[Picture], by: _Measure) -> Iterator[Event]:
    """Yield the pictures over one line; what is in sync and joins as the performance does stays as it is.

    That is one choice, as sure as the less sure of what is heard and what is seen.
    """
    first = pictures[0]
    if len(pictures) == 1 and first.in_sync and _joins_alike(first.arrival, first.part.laid.choice.arrival):
        yield _on_listener(_with_doubt(event, first, by), first)
        return
    made: list[Event] = []
    for picture in pictures:
        now = _part(event, picture, by, first=picture is first)
        if made and made[-1].file == now.file and made[-1].source.end == now.source.start:
            source = Span(made[-1].source.start, now.source.end, now.source.rate)
            record = Span(made[-1].record.start, now.record.end, now.record.rate)
            now = replace(made.pop(), source=source, record=record)
        made.append(now)
    yield from made


def _joins_alike(one: Sequence[Reason], other: Sequence[Reason]) -> bool:
    """Tell whether two joins have the same reasons, however long the shot before is said to have stood."""
    ours, theirs = ([reason for reason in side if reason.name != "pace"] for side in (one, other))
    return ours == theirs


def _with_doubt(event: Event, picture: Picture, by: _Measure) -> Event:
    """Return an event that is as sure as the less sure of what is heard and what is seen."""
    because = (*event.look_because, *by.because(picture))
    sure = min(event.confidence, by.sure(picture))
    return replace(event, confidence=sure, needs_look=bool(because), look_because=because)


def _part(event: Event, picture: Picture, by: _Measure, *, first: bool) -> Event:
    """Return the event of one picture over a line; what a person should look at is told with its first.

    It is sure by itself: how sure the words are is told with the sound.
    """
    others = tuple(
        Alternate(other.shown.select.clip.file, other.shown.source, other.worth, other.reasons)
        for other in picture.others
    )
    told = without_jumps(event.look_because) if first else ()
    because = (*jumps(picture.reasons), *told, *by.because(picture))
    part = replace(
        event,
        file=picture.shown.select.clip.file,
        source=picture.shown.source,
        record=picture.part.record,
        confidence=by.sure(picture),
        margin=picture.margin,
        needs_look=bool(because),
        look_because=because,
        reasons=picture.reasons,
        alternates=others,
        shows="reaction" if picture.is_reaction else "line",
    )
    return _on_listener(part, picture)


def _on_listener(event: Event, picture: Picture) -> Event:
    """Return an event that says why it is played on who listens, where it is."""
    if not picture.off:
        return event
    why = Reason(PLAYED_ON_LISTENER, 0.0, picture.off)
    return replace(event, shows="reaction", reasons=(*event.reasons, why))


def _ends_of(shot: Shot, choice: Choice) -> Trim:
    """Return the trim with only those ends that belong to one choice of the shot."""
    return replace(
        shot.trimmed,
        crowded_before=shot.trimmed.crowded_before and choice is shot.choices[0],
        crowded_after=shot.trimmed.crowded_after and choice is shot.choices[-1],
    )


def alternates_of(choice: Choice, bench: Bench, air: Air) -> Others:
    """Return the selects not taken, trimmed as they would stand alone in this place, best first."""
    around = air_around(air, choice.pause_before, choice.pause_after)

    def span(select: Select) -> Span:
        return trim(select, select, select.end, bench.speech[select.clip.file], around).span

    return tuple(
        Alternate(other.select.clip.file, span(other.select), other.worth, other.reasons)
        for other in choice.others
    )
