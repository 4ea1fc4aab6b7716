"""What stands at the top of a line: the slate, with what is to be circled."""

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.footage.model import Clip
from rushes.turnover.lined_script.lining.stretches import Take

LABEL_SIZE = 7.0
"""Points of the type of a label."""

_LONGEST = 12
"""Letters of a label; a file name without a slate is cut to its end, which tells clips apart."""

_CAPITALS = (
    *(722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
)
_WIDTHS = {chr(ord("A") + at): width / 1000 for at, width in enumerate(_CAPITALS)}
_WIDTHS |= dict.fromkeys("0123456789", 0.556) | {" ": 0.278, ",": 0.278, "-": 0.333, "\N{EN DASH}": 0.556}
"""Of Helvetica Bold, in ems (Adobe's font metrics)."""


@dataclass(frozen=True)
class Label:
    """A label: what stands before the circle, in it (empty where nothing is circled), and after it."""

    before: str
    circled: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The label in one piece, as a person would say it."""
        return self.before + self.circled + self.after


def label_of(clip: Clip) -> Label:
    """Write a clip's slate; the take's number stands in a circle where the take is circled."""
    name = clip.name
    if not clip.slate.label:
        return Label(name if len(name) <= _LONGEST else "\N{HORIZONTAL ELLIPSIS}" + name[1 - _LONGEST :])
    if not clip.slate.circled:
        return Label(name)
    take = str(clip.slate.take or "")
    before, found, after = name.rpartition(f"-{take}") if take else ("", "", "")
    return Label(f"{before}-", take, after) if found else Label("", name)


def shared_label(takes: Sequence[Take]) -> Label:
    """Write the label of a line that takes of one setup share (``27A-1-9``), circled where any take is."""
    first, last = takes[0].clip, takes[-1].clip
    if not first.slate.label:
        return label_of(first)
    start, end = str(first.slate.take or 1), str(last.slate.take or len(takes))
    setup = first.slate.setup or ""
    numbers = f"{start}\N{EN DASH}{end}"
    camera = first.name.removeprefix(first.slate.label)
    if any(take.clip.slate.circled for take in takes):
        return Label(f"{setup}-", numbers, camera)
    return Label(f"{setup}-{numbers}{camera}")


def label_width(label: Label, size: float = LABEL_SIZE) -> float:
    """Return how wide a label is, in points, with its circle."""
    return text_width(label.text, size) + (0.7 * size if label.circled else 0)


def text_width(text: str, size: float) -> float:
    """Return how wide a text in bold Helvetica is, in points; rather more for letters it has not."""
    return sum(_em(letter) for letter in text) * size


def _em(letter: str) -> float:
    return _WIDTHS.get(letter, 0.65 if letter.isascii() else 1.0)
