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
from rushes.turnover.slip import wording
from rushes.turnover.slip.model import Slip

PAGE: Final = "turnover.html"
DATA: Final = "turnover.json"
SCHEMA: Final = "rushes.turnover-slip/1"
SHEETS: Final = Path(__file__).parent / "sheet"
"""The template of the page and its style."""


def slip_files(slip: Slip) -> Mapping[str, bytes]:
    """Return ``turnover.html`` and ``turnover.json`` by their names."""
    return {PAGE: slip_page(slip), DATA: slip_json(slip)}


def slip_json(slip: Slip) -> bytes:
    """Write ``turnover.json``."""
    told: dict[str, Any] = {"schema": SCHEMA, **msgspec.to_builtins(slip)}
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def slip_page(slip: Slip) -> bytes:
    """Return the page in UTF-8."""
    rate = rate_from(slip.rate)
    page = sheets_in(SHEETS).get_template("slip.html.j2")
    return page.render(
        style=Markup(f"{house_style()}\n{_style()}"),  # noqa: S704 -- our own sheet, no word of the material is in it
        slip=slip,
        length=length_text(slip.frames, rate),
        rate=rate_said(rate),
        reels=wording.reels_of(slip),
        counted=wording.counted,
        compared=wording.compared,
        size=wording.size,
        asked=wording.asked(slip),
        looked=wording.looked(slip),
        states=wording.STATES,
        shown=wording.shown_rate,
    ).encode("utf-8", "replace")


@cache
def _style() -> str:
    return (SHEETS / "slip.css").read_text(encoding="utf-8").strip()
