"""The performer's sheet on paper: words go in, a PDF comes out."""

from typing import Final

from rushes.consent.performers_sheet import Sheet
from rushes.turnover.lined_script.page import PAGE_WIDTH
from rushes.turnover.lined_script.paper.flow import Column, Flow
from rushes.turnover.lined_script.paper.painter import Painter

_WHAT: Final = 140.0
"""Points for what a row is about; the rest of the row tells."""


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF on US Letter; letters that no font of this machine has are question marks."""
    painter = Painter(f"{sheet.film} \N{EN DASH} {sheet.name}", _letters(sheet))
    flow = Flow(painter, sheet.film, f"Sheet of {sheet.name}")
    flow.title(sheet.name)
    flow.paragraph(f"Your sheet: {sheet.film}", bold=True)
    flow.paragraph(". ".join(f"{name}: {fact}" for name, fact in sheet.facts))
    for part in sheet.parts:
        flow.subheading(part.heading)
        flow.paragraph(" ".join(part.sentences))
        if part.rows:
            columns = (Column(part.columns[0], _WHAT), Column(part.columns[1], PAGE_WIDTH - 108.0 - _WHAT))
            flow.table(columns, [(row.what, row.told) for row in part.rows])
    return painter.bytes()


def _letters(sheet: Sheet) -> frozenset[str]:
    told = [sheet.film, sheet.name, *(text for fact in sheet.facts for text in fact)]
    for part in sheet.parts:
        told += [part.heading, *part.columns, *part.sentences]
        told += [cell for row in part.rows for cell in (row.what, row.told)]
    return frozenset("".join(told))
