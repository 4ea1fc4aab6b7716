"""What the page puts between two lines: nothing, a written pause, or an action."""

import re
from enum import Enum

from rushes.screenplay.model import Element, Kind, Scene

_PAUSE = re.compile(
    r"\b(beat|pause|pauses|pausing|silence|moment|hesitates?|hesitating|waits?|waiting)\b", re.IGNORECASE
)


class Pause(Enum):
    """What stands between two lines on the page; the value is the longest quiet a take may keep there.

    Seconds, chosen by hand: a quiet longer than this between two lines of one running take is taken
    for a stop and not for acting, and leaving it out is a jump cut.
    """

    NONE = 2.5
    WRITTEN = 6.0
    ACTION = 12.0


def pause_between(scene: Scene, before: str, now: str) -> Pause:
    """Tell what the page has between the last words of one line and the first words of a later one."""
    between = _between(scene.elements, before, now)
    if any(element.kind is Kind.ACTION for element in between):
        return Pause.ACTION
    written = (element for element in between if element.kind is Kind.PARENTHETICAL)
    return Pause.WRITTEN if any(_PAUSE.search(element.text) for element in written) else Pause.NONE


def _between(elements: tuple[Element, ...], before: str, now: str) -> tuple[Element, ...]:
    """Return the elements after the last spoken one of a line and before the first of the other."""
    spoken = (Kind.DIALOGUE, Kind.LYRIC)
    ends = [n for n, element in enumerate(elements) if element.line == before and element.kind in spoken]
    begins = [n for n, element in enumerate(elements) if element.line == now and element.kind in spoken]
    return elements[ends[-1] + 1 : begins[0]] if ends and begins else ()
