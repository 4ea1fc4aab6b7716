"""A speech: its cue read into a name and an extension, its block into spoken words and directions.

Both formats meet here. A direction is not spoken wherever it stands: on its own line, across
several lines, or inside a line of dialogue (``Hello (beat) there``).
"""

import re
import unicodedata
from dataclasses import dataclass

from rushes.screenplay.model import Element

_BRACKETS = re.compile(r"\(([^()]*)\)?")
_FULL_WIDTH = str.maketrans({"\uff08": "(", "\uff09": ")"})  # the parentheses of Chinese and Japanese pages
_APOSTROPHE = str.maketrans({"\u2019": "'"})
_BREAK_MARKS = frozenset({"MORE", "CONT'D", "CONTD", "CONT", "CONTINUED", "CONTINUING"})


@dataclass(frozen=True)
class Cue:
    """A character's name above a speech, read: `dual` when a caret stands beside it."""

    name: str
    extension: str | None
    dual: bool


@dataclass(frozen=True)
class Heading:
    """The line that begins a scene, read: its own number, or None."""

    text: str
    number: str | None
    source_line: int


@dataclass(frozen=True)
class Speech:
    """A dialogue block before its scene has given it an id.

    elements: cue, parentheticals, dialogue and lyrics in page order. text: the spoken words.
    """

    cue: Cue
    elements: tuple[Element, ...]
    text: str
    parentheticals: tuple[str, ...]
    dual: bool

    @property
    def source_line(self) -> int:
        """Where the cue stands."""
        return self.elements[0].source_line

    @property
    def silent(self) -> bool:
        """Whether there is not one word in it."""
        return not any(char.isalnum() for char in self.text)


Piece = Heading | Speech | Element
"""What a page is made of, in page order, before scenes are numbered."""


def read_cue(text: str) -> Cue | None:
    """Read a cue such as ``MOM (V.O.) (CONT'D) ^``; None when words follow its parentheses."""
    text = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH).strip()
    body = text.rstrip("^").rstrip()
    head, bracket, tail = body.partition("(")
    head = head.rstrip()
    name = " ".join(head.rstrip("^").split())
    if not name or _BRACKETS.sub("", bracket + tail).strip():
        return None
    inside = (" ".join(found.split()) for found in _BRACKETS.findall(bracket + tail))
    extension = ", ".join(part.translate(_APOSTROPHE) for part in inside if part)
    # The caret ends the line, but writers of Fountain also put it before the extension.
    return Cue(name, extension or None, dual=body != text or head.endswith("^"))


def spoken(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a dialogue block into its spoken words and its stage directions, both in order.

    Marks of a page break, such as ``(MORE)``, are neither. A parenthesis without its partner stays.
    """
    words, directions, at = [], [], 0
    text = text.translate(_FULL_WIDTH)
    for start, end in _groups(text):
        words.append(text[at:start])
        directions.append(" ".join(text[start + 1 : end - 1].split()))
        at = end
    words.append(text[at:])
    kept = (said for said in directions if said and not is_break_mark(said))
    return " ".join(" ".join(words).split()), tuple(kept)


def is_direction(text: str) -> bool:
    """Tell whether a text is one parenthesised group and nothing else."""
    text = text.translate(_FULL_WIDTH).strip()
    return _groups(text) == [(0, len(text))] if text else False


def is_break_mark(direction: str) -> bool:
    """Tell whether a direction only says that a speech crosses a page (``MORE``, ``CONT'D``)."""
    return direction.translate(_APOSTROPHE).upper().strip(" .") in _BREAK_MARKS


def _groups(text: str) -> list[tuple[int, int]]:
    """Return the outermost matched parentheses as (start, end) places."""
    waiting: list[int] = []
    groups: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if char == "(":
            waiting.append(place)
        elif char == ")" and waiting:
            start = waiting.pop()
            while groups and groups[-1][0] > start:
                groups.pop()
            groups.append((start, place + 1))
    return groups
