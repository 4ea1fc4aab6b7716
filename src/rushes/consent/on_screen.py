"""The performer's sheet as one page: plain words, no script, no network; it prints on paper."""

from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from rushes.consent.performers_sheet import Sheet
from rushes.turnover.sheets import house_style, sheets_in

SHEETS: Final = Path(__file__).parent / "sheet"
"""The template of the page and its style."""


def sheet_page(sheet: Sheet) -> bytes:
    """Return the page in UTF-8; the same sheet gives the same bytes."""
    style = Markup(f"{house_style()}\n{_style()}")  # noqa: S704 -- our own sheet, no word of the material is in it
    page = sheets_in(SHEETS).get_template("performer.html.j2").render(style=style, sheet=sheet)
    return page.encode("utf-8", "replace")


@cache
def _style() -> str:
    return (SHEETS / "performer.css").read_text(encoding="utf-8").strip()
