"""The turnover sheet as files: a page, and the same for machines. The same values give the same bytes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
from markupsafe import Markup

from rushes.timecode import rate_from
from rushes.turnover.report.wording import length_text, rate_said
from rushes.turnover.sheets import house_style, sheets_in
from rushes.turnover.turnover_sheet import wording
from rushes.turnover.turnover_sheet.model import TurnoverSheet

PAGE: Final = "turnover.html"
DATA: Final = "turnover.json"
SCHEMA: Final = "rushes.turnover-sheet/1"
SHEETS: Final = Path(__file__).parent / "sheet"
"""The template of the page and its style."""


def sheet_files(sheet: TurnoverSheet) -> Mapping[str, bytes]:
    """Return ``turnover.html`` and ``turnover.json`` by their names."""
    return {PAGE: sheet_page(sheet), DATA: sheet_json(sheet)}


def sheet_json(sheet: TurnoverSheet) -> bytes:
    """Write ``turnover.json``."""
    told: dict[str, Any] = {"schema": SCHEMA, **msgspec.to_builtins(sheet)}
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def sheet_page(sheet: TurnoverSheet) -> bytes:
    """Return the page in UTF-8."""
    rate = rate_from(sheet.rate)
    page = sheets_in(SHEETS).get_template("turnover.html.j2")
    return page.render(
        style=Markup(f"{house_style()}\n{_style()}"),  # noqa: S704 -- our own sheet, no word of the material is in it
        sheet=sheet,
        length=length_text(sheet.frames, rate),
        rate=rate_said(rate),
        reels=wording.reels_of(sheet),
        counted=wording.counted,
        compared=wording.compared,
        size=wording.size,
        asked=wording.asked(sheet),
        looked=wording.looked(sheet),
        states=wording.STATES,
        shown=wording.shown_rate,
    ).encode("utf-8", "replace")


@cache
def _style() -> str:
    return (SHEETS / "turnover.css").read_text(encoding="utf-8").strip()
