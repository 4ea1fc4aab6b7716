"""The form: one page a performer to answer yes or no on, in plain words, blank, to print and to take home."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from rushes.rights import ABOUT, About, Performer
from rushes.turnover.sheets import house_style, sheets_in

SHEETS: Final = Path(__file__).parent / "sheet"
"""The template of the form and its style."""


@dataclass(frozen=True)
class Part:
    """A part of the form: its heading, what is to be known first, and the questions.

    happens: the program does this today, so that it is told what it does instead after a no.
    """

    heading: str
    lead: str
    happens: bool
    questions: tuple[About, ...]


def _those(*levels: str) -> tuple[About, ...]:
    return tuple(about for about in ABOUT.values() if about.level in levels)


PARTS: Final = (
    Part(
        "While the film is cut",
        "None of this tells who you are, makes a picture or a voice, or leaves the production's machines.",
        True,  # noqa: FBT003 -- a value's field
        tuple(about for about in _those("personal") if about.has_job),
    ),
    Part(
        "When the film is shown",
        "A yes counts only with your signature on a release form.",
        True,  # noqa: FBT003
        tuple(about for about in _those("likeness") if about.has_job),
    ),
    Part(
        "What this program does not do today",
        "You are asked so that your answer is there before somebody asks. If you leave it open, it is a no.",
        False,  # noqa: FBT003
        tuple(
            about for about in _those("personal", "biometric", "likeness", "training") if not about.has_job
        ),
    ),
)
"""All that is asked, from what happens first to what never does; what the program cannot do is not asked."""

NEVER: Final = _those("never")


def form_page(film: str, performers: Sequence[Performer]) -> bytes:
    """Return the forms in UTF-8, a page for each performer; without one, a form with room for a name."""
    style = f"{house_style()}\n{_style()}"
    page = (
        sheets_in(SHEETS)
        .get_template("form.html.j2")
        .render(
            style=Markup(style),  # noqa: S704 -- our own sheet, no word of the material is in it
            film=film,
            performers=tuple(performers) or (Performer("", ""),),
            parts=PARTS,
            never=NEVER,
        )
    )
    return page.encode("utf-8", "replace")


@cache
def _style() -> str:
    return (SHEETS / "form.css").read_text(encoding="utf-8").strip()
