"""A film of two takes to release: MARA in the first, NOAH in the second; both speak in scene 1."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import count
from pathlib import Path

from rushes.coverage.model import LinedScript, Reading
from rushes.cut.model import Cut, InPicture
from rushes.footage.model import Slate
from rushes.rights import Entry, Performer, Use, writing
from rushes.screenplay.model import Line, Screenplay
from rushes.timecode import Span
from rushes.turnover import hand_over
from tests.turnover.filming import film
from tests.turnover.making import spoken

TODAY = date(2026, 11, 22)
WHAT = "a copy for the festival, as it was cut"
MARA, NOAH = "p-0001", "p-0002"
LINES = (Line("1.1", "1", "MARA", "Where were you?"), Line("1.2", "1", "NOAH", "Here."))
FIRST, SECOND = "1A-1.mov", "1B-1.mov"
EACH_ALONE = (
    InPicture(FIRST, ("MARA",), ("NOAH",), "a person"),
    InPicture(SECOND, ("NOAH",), ("MARA",), "a person"),
)
"""A person says who is on camera in each."""


@dataclass(frozen=True)
class Shot:
    """A cut that was handed over. out: its folder, with the register in `consent`."""

    out: Path
    cut: Cut
    lined: LinedScript

    @property
    def consent(self) -> Path:
        """Where the register is."""
        return self.out / "consent"


def shot(folder: Path, seen: Sequence[InPicture] = EACH_ALONE) -> Shot:
    """Film two takes of two seconds, cut a second of each together, and hand it over."""
    slates = {name: Slate("1", name[:2], 1, "A", source="name") for name in (FIRST, SECOND)}
    clips = [
        film(folder / "rushes" / name, number=number, frames=50, slate=slates[name])
        for number, name in enumerate((FIRST, SECOND), 1)
    ]
    cut = spoken([("1.1", clips[0], 10, 35), ("1.2", clips[1], 10, 35)], on_camera=tuple(seen), title="Late")
    readings = [
        Reading(line.id, clip.file, 1, Span(12, 33, Fraction(25)), 0.48, 1.32, "as written", 1.0, 0.9, ())
        for line, clip in zip(LINES, clips, strict=True)
    ]
    lined = LinedScript(tuple(clips), LINES, tuple(readings))
    hand_over(cut, lined, Screenplay((("Title", "Late"),), ()), (), folder / "out")
    return Shot(folder / "out", cut, lined)


def said(made: Shot, yeses: Mapping[str, Sequence[Use]]) -> None:
    """Write down who plays whom, and who said yes to what, with a document each."""
    paper = made.out.parent / "paper.txt"
    paper.write_text("I say yes.")
    moments = count()
    with writing(made.consent, lambda: f"2026-11-20T10:00:{next(moments):02}.000+00:00") as register:
        for number, character in enumerate(("MARA", "NOAH"), 1):
            about = Performer(f"p-{number:04}", f"the actor of {character}", characters=(character,))
            register.write(Entry(kind="performer", performer=about.id, about=about))
        for performer, uses in yeses.items():
            draft = Entry(
                kind="grant",
                performer=performer,
                uses=tuple(uses),
                collected_by="the production",
                project="Late",
                description=WHAT,
            )
            register.write(draft, paper)
