"""The film strip: the whole cut as one strip of pictures, as wide as it is long."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.turnover.report.cards import Card, Gap

STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
"""Distances of the ruler's marks in seconds: those that a clock divides by."""


LETTER = 0.0125
"""A letter of a label as a part of the strip's width where that is least, on a phone (8 of 640 pixels)."""


LEAST = 10
"""Pixels that a block gets on average; a film with many events is scrolled along."""


@dataclass(frozen=True)
class Block:
    """An event on the strip: per cents of the film's length, and whether its label has room."""

    card: Card
    left: str
    width: str
    labelled: bool


@dataclass(frozen=True)
class Tick:
    """A place on the strip: a mark of the ruler or a missing line."""

    left: str
    text: str
    gap: Gap | None = None


@dataclass(frozen=True)
class Strip:
    """Blocks, missing lines and ruler; least_width: pixels that keep the shortest blocks apart."""

    blocks: tuple[Block, ...]
    gaps: tuple[Tick, ...]
    ruler: tuple[Tick, ...]
    least_width: int


def strip_of(cut: Cut, cards: Sequence[Card], gaps: Sequence[Gap]) -> Strip:
    """Lay the pictures of the first track out in proportion to their length."""
    whole = max(1, cut.frames)
    pictures = [card for card in cards if card.event.track == "V1"]
    places = {missing.line: missing.at for missing in cut.missing}
    return Strip(
        tuple(_block(card, whole) for card in pictures),
        tuple(Tick(_percent(places[gap.line], whole), gap.line, gap) for gap in gaps if gap.line in places),
        _ruler(cut.frames, cut.rate, max(10, LEAST * len(pictures) // 150)),
        LEAST * len(pictures),
    )


def _block(card: Card, whole: int) -> Block:
    record = card.event.record
    labelled = not card.runs_on and record.frames / whole > LETTER * len(card.name) + 0.01
    return Block(card, _percent(record.start, whole), _percent(record.frames, whole), labelled)


def _ruler(frames: int, rate: Fraction, most: int) -> tuple[Tick, ...]:
    if not frames:
        return ()
    seconds = frames / rate
    step = next((step for step in STEPS_S if seconds / step <= most), STEPS_S[-1])
    marks = range(0, int(seconds) + 1, step)
    return tuple(Tick(_percent(int(mark * rate), frames), _clock(mark)) for mark in marks)


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.3f}".rstrip("0").rstrip(".")
