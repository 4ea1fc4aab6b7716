"""The film strip: the whole cut as one strip of pictures, as wide as it is long, with its sound beneath.

The sound runs below the pictures as it does on film; where its cuts stand off those of the picture, there is
a split edit, or a picture that is not of the words that are heard.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.turnover.report.cards import Card, Gap, numbers_of
from rushes.turnover.report.heard import first_of_each
from rushes.turnover.report.shelf import Shelf

STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
"""Distances of the ruler's marks in seconds: those that a clock divides by."""

NARROWEST = 640
"""Pixels of the whole strip on a phone, where it is scrolled along."""

BLOCK, LETTER, MARK = 10, 8, 100
"""Pixels: of a block on average at the least, of a letter of a label, between two marks of the ruler."""

LAST_MARK = Fraction(95, 100)
"""A mark further on would run over the strip's end."""


@dataclass(frozen=True)
class Block:
    """An event on the strip, in per cents of the film's length."""

    card: Card
    left: str
    width: str


@dataclass(frozen=True)
class SoundBlock:
    """A sound on the strip: the take it is from, its setup (by number), and the card it is told on."""

    take: str
    line: str
    setup: int
    number: int
    runs_on: bool
    left: str
    width: str


@dataclass(frozen=True)
class Tick:
    """A place on the strip: the name of a shot, a mark of the ruler, or a missing line."""

    left: str
    text: str
    gap: Gap | None = None


@dataclass(frozen=True)
class Strip:
    """Blocks, names, missing lines and ruler; least_width: pixels that keep the shortest blocks apart."""

    blocks: tuple[Block, ...]
    sounds: tuple["SoundBlock", ...]
    names: tuple[Tick, ...]
    gaps: tuple[Tick, ...]
    ruler: tuple[Tick, ...]
    least_width: int


def strip_of(cut: Cut, cards: Sequence[Card], gaps: Sequence[Gap], shelf: Shelf) -> Strip:
    """Lay the pictures of the first track out in proportion to their length, and below them what is heard."""
    pictures = [card for card in cards if card.event.track == "V1"]
    places = {missing.line: missing.at for missing in cut.missing}
    whole, width = max(1, cut.frames), max(NARROWEST, BLOCK * len(pictures))
    return Strip(
        tuple(_block(card, whole) for card in pictures),
        tuple(_sounds(cut, numbers_of(cards), shelf)),
        tuple(_names(pictures, whole, width)),
        tuple(Tick(_percent(places[gap.line], whole), gap.line, gap) for gap in gaps if gap.line in places),
        tuple(_ruler(cut.frames, cut.rate, width // MARK)),
        width if width > NARROWEST else 0,
    )


def _block(card: Card, whole: int) -> Block:
    record = card.event.record
    return Block(card, _percent(record.start, whole), _percent(record.frames, whole))


def _sounds(cut: Cut, number_of: Mapping[int, int], shelf: Shelf) -> Iterator[SoundBlock]:
    """Yield what is heard, once for all tracks of a recording."""
    whole = max(1, cut.frames)
    for sound in first_of_each(event for event in cut.events if not event.track.startswith("V")):
        setup = shelf.setup_of.get(shelf.picture_of(sound))
        yield SoundBlock(
            shelf.take_of(sound),
            sound.line,
            setup.number if setup else 0,
            number_of[id(sound)],
            shelf.runs_on(sound),
            _percent(sound.record.start, whole),
            _percent(sound.record.frames, whole),
        )


def _names(pictures: Sequence[Card], whole: int, width: int) -> Iterator[Tick]:
    """Name each shot that is long enough to hold its name, over all the events it plays."""
    shots: list[list[Card]] = []
    for card in pictures:
        if not (card.runs_on and shots):
            shots.append([])
        shots[-1].append(card)
    for shot in shots:
        start, end = shot[0].event.record.start, shot[-1].event.record.end
        if (end - start) * width > LETTER * (len(shot[0].name) + 1) * whole:
            yield Tick(_percent(start, whole), shot[0].name)


def _ruler(frames: int, rate: Fraction, most: int) -> Iterator[Tick]:
    seconds = frames / rate
    step = next((step for step in STEPS_S if seconds / step <= most), STEPS_S[-1])
    for mark in range(0, int(seconds * LAST_MARK) + 1, step):
        yield Tick(_percent(int(mark * rate), max(1, frames)), _clock(mark))


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.3f}".rstrip("0").rstrip(".")
