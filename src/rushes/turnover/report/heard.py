"""What is heard under a picture: whole lines, or the words of one that its cut lets through. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rushes.coverage.model import Reading
from rushes.cut.model import Event
from rushes.screenplay.model import Line
from rushes.turnover.report.shelf import Shelf
from rushes.turnover.report.wording import cue_of
from rushes.turnover.report.words import Mark, kind_note, marked


@dataclass(frozen=True)
class Spoken:
    """A line as one reading says it.

    line_number: of the line's row in the lined script. marks: its words, those heard under this picture
    and those that are not (`Mark.here`). part: which part is heard here, empty for all of it. aside: a line
    that only reaches in from the picture before or after, of which the words heard here are all that is told.
    """

    line_number: int
    line: str
    cue: str
    directions: tuple[str, ...]
    marks: tuple[Mark, ...]
    note: str
    as_written: bool
    part: str = ""
    aside: bool = False


def first_of_each(sounds: Iterable[Event]) -> tuple[Event, ...]:
    """Return the sounds in the order of the film; of those that one recording plays together, the first."""
    found: dict[tuple[str, int], Event] = {}
    for sound in sounds:
        found.setdefault((sound.line, sound.record.start), sound)
    return tuple(sorted(found.values(), key=lambda sound: sound.record.start))


def spoken_under(picture: Event, sounds: Sequence[Event], shelf: Shelf) -> tuple[Spoken, ...]:
    """Return what is said while a picture is on screen, by the sounds under it, in the order of the film."""
    told: dict[int, Spoken] = {}
    for sound in first_of_each(sounds):
        for reading in shelf.readings_in(sound):
            line, here = shelf.lines.get(reading.line), _here(reading, sound, picture, shelf)
            if line and any(here) and id(reading) not in told:
                told[id(reading)] = _spoken(line, reading, here, shelf, aside=line.id != picture.line)
    if picture.shows == "line" and picture.line not in {one.line for one in told.values()}:
        lost = _unheard(picture, sounds, shelf)
        return (*told.values(), *lost)
    return tuple(told.values())


def spoken_by(event: Event, shelf: Shelf) -> tuple[Spoken, ...]:
    """Return what an event says by itself: a sound under no picture, or a picture of a film without sound."""
    read = [(shelf.lines.get(reading.line), reading) for reading in shelf.readings_in(event)]
    told = tuple(_spoken(line, reading, (), shelf) for line, reading in read if line)
    return told or tuple(_unheard(event, (), shelf))


def who_speaks(spoken: Iterable[Spoken], shelf: Shelf) -> tuple[str, ...]:
    """Return the characters who are heard, each once."""
    return tuple(dict.fromkeys(shelf.lines[one.line].character for one in spoken))


def _here(reading: Reading, sound: Event, picture: Event, shelf: Shelf) -> tuple[bool, ...]:
    """Tell of each word whether its middle is heard under the picture.

    A word that nobody said goes with the one before it.
    """
    first = max(sound.record.start, picture.record.start)
    after = min(sound.record.end, picture.record.end)
    from_s = shelf.instant(sound, reading, first) if first > sound.record.start else float("-inf")
    until_s = shelf.instant(sound, reading, after) if after < sound.record.end else float("inf")
    here: list[bool | None] = []
    for word in reading.words:
        if word.in_s is None or word.out_s is None:
            here.append(here[-1] if here else None)
        else:
            here.append(from_s <= (word.in_s + word.out_s) / 2 < until_s)
    leading = next((one for one in here if one is not None), from_s == float("-inf"))
    return tuple(leading if one is None else one for one in here)


def _spoken(
    line: Line, reading: Reading, here: Sequence[bool], shelf: Shelf, *, aside: bool = False
) -> Spoken:
    told = Spoken(
        shelf.line_number[line.id],
        line.id,
        cue_of(line),
        line.parentheticals,
        marked(line.text, reading.words, here),
        kind_note(reading),
        reading.kind == "as written",
    )
    if all(here):
        return told
    part = f"its {_part(here)}, under this picture"
    if not aside:
        return replace(told, part=part)
    return replace(told, directions=(), marks=_only_here(told.marks), part=part, aside=True)


def _part(here: Sequence[bool]) -> str:
    """Say which part of a line is heard: its beginning, its end, or what lies between."""
    if here[0] and not here[-1]:
        return "beginning"
    return "end" if here[-1] and not here[0] else "middle"


def _only_here(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Leave of a line what is heard here, with dots for the rest."""
    kept: list[Mark] = []
    for mark in marks:
        if mark.here:
            kept.append(mark)
        elif not kept or kept[-1].here:
            kept.append(Mark(" … " if kept else "… ", "said", here=False))
    return tuple(kept)


def _unheard(event: Event, sounds: Sequence[Event], shelf: Shelf) -> Iterator[Spoken]:
    """Give the line of an event in which no reading of it was found; nothing where it is heard elsewhere."""
    line = shelf.lines.get(event.line)
    if line is None or any(sound.line == line.id and shelf.readings_in(sound) for sound in sounds):
        return
    yield Spoken(
        shelf.line_number[line.id],
        line.id,
        cue_of(line),
        line.parentheticals,
        (Mark(line.text, "said"),),
        "no reading of it lies in this piece",
        as_written=False,
    )
