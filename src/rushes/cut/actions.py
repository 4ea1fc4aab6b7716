"""The actions of the page: what happens without words, gathered by its place between two lines."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rushes.screenplay.emphasis import plain
from rushes.screenplay.model import Element, Kind, Scene, Screenplay


@dataclass(frozen=True)
class Action:
    """What the page lets happen at one place: its paragraphs, and the lines around them.

    number: counts the actions of the scene from 1. after, before: ids of lines, empty at the scene's ends.
    """

    scene: str
    number: int
    text: str
    after: str = ""
    before: str = ""


Page = tuple[tuple[Scene, tuple[Action, ...]], ...]
"""Every scene with its actions, in story order."""


def actions(screenplay: Screenplay) -> Page:
    """Return the actions of every scene, in story order; scenes of one number share one count."""
    counted: Counter[str] = Counter()
    return tuple((scene, tuple(_actions_of(scene, counted))) for scene in screenplay.scenes)


def _actions_of(scene: Scene, counted: Counter[str]) -> Iterator[Action]:
    after, paragraphs = "", list[str]()
    for element in scene.elements:
        if element.kind is Kind.ACTION and (text := _text(element)):
            paragraphs.append(text)
        elif element.line and element.kind in {Kind.DIALOGUE, Kind.LYRIC}:
            if paragraphs and element.line != after:
                yield _action(scene, counted, paragraphs, after, element.line)
                paragraphs = []
            after = element.line
    if paragraphs:
        yield _action(scene, counted, paragraphs, after, "")


def _action(scene: Scene, counted: Counter[str], paragraphs: list[str], after: str, before: str) -> Action:
    counted[scene.number] += 1
    return Action(scene.number, counted[scene.number], "\n".join(paragraphs), after, before)


def _text(element: Element) -> str:
    """Return a paragraph in one line; empty where it holds no word (``* * *``)."""
    text = " ".join(plain(element.text).split())
    return text if any(letter.isalnum() for letter in text) else ""
