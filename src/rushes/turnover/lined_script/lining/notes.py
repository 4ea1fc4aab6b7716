"""Notes: what was said where a reading left the text, word by word, as an actor would read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rushes.coverage.model import LinedScript, Reading
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.turnover.lined_script.lining.stretches import UNSURE, in_order
from rushes.turnover.report.words import Mark, kind_note, marked

State = Literal["said", "lost", "changed", "added"]

Key = tuple[str, str, int]
"""A reading by its file, line and pass."""


@dataclass(frozen=True)
class Difference:
    """A piece of a line as it was read.

    text: of the script, empty where words were `added`. said: what was heard instead or besides.
    """

    state: State
    text: str
    said: str = ""


Look = Literal["said", "struck", "put in"]


@dataclass(frozen=True)
class Words:
    """Words of a line as they are shown, with the spaces round them."""

    text: str
    look: Look


@dataclass(frozen=True)
class Note:
    """One reading that left the text. number: from 1, in story order, over the whole script.

    take: the slate, and the pass from the second on. kind: in words. doubtful: the words of which it is
    less than half sure that they differ.
    """

    number: int
    line: str
    character: str
    take: str
    file: str
    kind: str
    differences: tuple[Difference, ...]
    confidence: float
    microphone: str
    doubtful: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether the reading is likelier wrong than right."""
        return self.confidence < UNSURE

    @property
    def doubt(self) -> str:
        """What is not sure of it, as the end of a sentence; empty where all is."""
        words = ", ".join(
            f"\N{LEFT DOUBLE QUOTATION MARK}{word}\N{RIGHT DOUBLE QUOTATION MARK}" for word in self.doubtful
        )
        parts = ("less than half sure" if self.unsure else "", f"not sure of {words}" if words else "")
        return ", ".join(filter(None, parts))

    @property
    def shown(self) -> tuple[Words, ...]:
        """The line as it was read: struck out what was lost, put in after a caret what was added."""
        return tuple(_shown(self.differences))


def notes_of(lines: Sequence[Line], lined: LinedScript) -> Mapping[Key, Note]:
    """Return the note of every reading that is not as written, numbered down the page, then by take."""
    clips = {clip.file: clip for clip in lined.clips}
    place = {clip.file: at for at, clip in enumerate(sorted(lined.clips, key=in_order))}
    by_line: dict[str, list[Reading]] = {}
    for reading in lined.readings:
        if reading.kind != "as written" and reading.file in clips:
            by_line.setdefault(reading.line, []).append(reading)
    notes: dict[Key, Note] = {}
    for line in lines:
        for reading in sorted(by_line.get(line.id, ()), key=lambda r: (place[r.file], r.pass_number)):
            notes[key_of(reading)] = _note(len(notes) + 1, line, reading, clips[reading.file])
    return notes


def key_of(reading: Reading) -> Key:
    """Return what names a reading."""
    return reading.file, reading.line, reading.pass_number


def take_said(clip: Clip, reading: Reading) -> str:
    """Name a take, with its pass from the second on: ``27A-3 pass 2``."""
    return f"{clip.name} pass {reading.pass_number}" if reading.pass_number > 1 else clip.name


def _note(number: int, line: Line, reading: Reading, clip: Clip) -> Note:
    return Note(
        number,
        line.id,
        line.character,
        take_said(clip, reading),
        clip.file,
        kind_note(reading),
        tuple(_differences(marked(line.text, reading.words))),
        reading.confidence,
        reading.microphone,
        tuple(
            word.heard or word.text or "\N{HORIZONTAL ELLIPSIS}"
            for word in reading.words
            if word.state != "said" and word.confidence < UNSURE
        ),
    )


def _shown(differences: Sequence[Difference]) -> Iterator[Words]:
    """Yield the words with one space round what is put in, and none before a stop."""
    before = " "
    for difference, after in zip(differences, [*differences[1:], None], strict=False):
        if difference.state != "added":
            text = difference.text.lstrip() if before.endswith(" ") else difference.text
            yield Words(text, "said" if difference.state == "said" else "struck")
            before = text or before
        if difference.state == "changed":
            said = f"said \N{LEFT DOUBLE QUOTATION MARK}{difference.said}\N{RIGHT DOUBLE QUOTATION MARK}"
            yield Words(f" {said}", "put in")
            before = said
        if difference.state == "added":
            follows = (after.text if after else "").lstrip()
            apart = " " if follows[:1].isalnum() else ""
            yield Words(("" if before.endswith(" ") else " ") + f"^{difference.said}{apart}", "put in")
            before = difference.said + apart


def _differences(marks: Sequence[Mark]) -> Iterator[Difference]:
    """Join a struck word and the one put in its place into one change."""
    waiting: Mark | None = None
    for mark in _struck_through(marks):
        if mark.state == "added":
            said = mark.text.strip()
            yield Difference("changed", waiting.text, said) if waiting else Difference("added", "", said)
            waiting = None
            continue
        if waiting:
            yield Difference("lost", waiting.text)
        waiting = mark if mark.state == "missing" else None
        if not waiting:
            yield Difference("said", mark.text)
    if waiting:
        yield Difference("lost", waiting.text)


def _struck_through(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Strike out the comma between two struck words with them."""
    joined: list[Mark] = []
    for mark in marks:
        if mark.state == "missing" and len(joined) > 1 and joined[-2].state == "missing":
            comma = joined[-1]
            if comma.state == "said" and not any(letter.isalnum() for letter in comma.text):
                joined[-2:] = [Mark(joined[-2].text + comma.text + mark.text, "missing")]
                continue
        joined.append(mark)
    return joined
