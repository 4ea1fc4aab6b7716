"""The screenplay as values: scenes hold elements in order, and each dialogue block is a `Line`."""

from dataclasses import dataclass
from enum import StrEnum

from rushes.screenplay.emphasis import plain


class Kind(StrEnum):
    """What an element of a screenplay is, in the words of the page."""

    HEADING = "scene heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRIC = "lyric"
    TRANSITION = "transition"
    CENTERED = "centered"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    BONEYARD = "boneyard"
    PAGE_BREAK = "page break"


@dataclass(frozen=True)
class Element:
    """One paragraph of the page.

    text: without the marks of the format (no ``@``, ``.``, ``>``, no scene number); emphasis is kept
    as typed (but not in headings), parentheses stay around a parenthetical, a page break has no text.
    source_line: 1-based line of the file on which the text begins (Fountain) or 1-based paragraph of
    the script (FDX).
    line: the id of the dialogue line it belongs to, for character, parenthetical, dialogue and lyric.
    depth: level of a section, else 0.
    """

    kind: Kind
    text: str
    source_line: int
    line: str | None = None
    depth: int = 0


@dataclass(frozen=True)
class Line:
    """One dialogue block: what one character says in one go.

    id: ``<scene>.<n>``, n counting the dialogue blocks of the scene from 1.
    text: the spoken words only: no parentheticals, notes or emphasis marks; line breaks are spaces.
    extension: ``V.O.``, ``O.S.``, ``CONT'D`` and so on, without the parentheses, or None; several
    are joined by a comma.
    parentheticals: the stage directions inside the block, without parentheses, in order.
    dual: True for both blocks of a dual dialogue.
    source_line: where the character cue stands (see `Element.source_line`).
    """

    id: str
    scene: str
    character: str
    text: str
    extension: str | None = None
    parentheticals: tuple[str, ...] = ()
    dual: bool = False
    source_line: int = 0


@dataclass(frozen=True)
class Scene:
    """A scene: its number (its own, else its ordinal), heading, elements and lines in page order.

    Two scenes that carry the same number on the page keep it; their lines share one count.
    numbered: the number stands on the page.
    """

    number: str
    heading: str
    elements: tuple[Element, ...]
    lines: tuple[Line, ...]
    source_line: int
    numbered: bool = True


@dataclass(frozen=True)
class Screenplay:
    """A whole script: the title page as (key, value) pairs in order, and its scenes.

    opening: what stands before the first heading (``FADE IN:``, an act) when nobody speaks there.
    """

    title_page: tuple[tuple[str, str], ...]
    scenes: tuple[Scene, ...]
    opening: tuple[Element, ...] = ()

    @property
    def title(self) -> str:
        """The title in one line without emphasis marks, or an empty text."""
        typed = next((value for key, value in self.title_page if key.lower() == "title"), "")
        return " ".join(plain(typed).split())

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every dialogue line in story order."""
        return tuple(line for scene in self.scenes for line in scene.lines)

    @property
    def characters(self) -> tuple[str, ...]:
        """Everyone who speaks, in order of their first line."""
        return tuple(dict.fromkeys(line.character for line in self.lines))

    @property
    def elements(self) -> tuple[Element, ...]:
        """Every element in page order."""
        return self.opening + tuple(element for scene in self.scenes for element in scene.elements)
