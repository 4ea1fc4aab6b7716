"""The disclosure as one page: plain words, no script, no network; it prints on one sheet."""

from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from rushes.timecode import rate_from
from rushes.turnover.disclosure import wording
from rushes.turnover.disclosure.credit import credit_lines
from rushes.turnover.disclosure.model import Disclosure
from rushes.turnover.report.wording import length_text, rate_said
from rushes.turnover.sheets import house_style, sheets_in

SHEETS: Final = Path(__file__).parent / "sheet"
"""The template of the page and its style."""


def disclosure_page(told: Disclosure) -> bytes:
    """Return the page in UTF-8; the same values give the same bytes."""
    rate = rate_from(told.rate)
    style = f"{house_style()}\n{_style()}"
    parts = (
        ("What was captured", tuple(wording.captured(told)), ""),
        ("What the program did", tuple(wording.done_by_machine(told)), ""),
        ("What people did", tuple(wording.done_by_people(told)), ""),
        ("What was never done", wording.NEVER, "never"),
    )
    return (
        sheets_in(SHEETS)
        .get_template("disclosure.html.j2")
        .render(
            style=Markup(style),  # noqa: S704 -- our own sheet, no word of the material is in it
            told=told,
            parts=parts,
            length=length_text(told.frames, rate),
            rate=rate_said(rate),
            credit=credit_lines(told.credit),
            forms=wording.FORMS,
            article=wording.article_50(told),
            not_known=wording.NOT_KNOWN,
            source=told.captured.source,
            standing=wording.standing(told),
        )
        .encode("utf-8", "replace")
    )


@cache
def _style() -> str:
    return (SHEETS / "disclosure.css").read_text(encoding="utf-8").strip()
