"""The lined script as one HTML page that asks no network and runs no script."""

from pathlib import Path

from markupsafe import Markup

from rushes.turnover.lined_script.drawing import Ink, Sheet, Text, colour_of, sheet_of, title_sheet
from rushes.turnover.lined_script.layout import Layout
from rushes.turnover.lined_script.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, legend_of
from rushes.turnover.lined_script.lining import Note
from rushes.turnover.lined_script.page import language_of
from rushes.turnover.lined_script.svg import shapes_svg, svg_of
from rushes.turnover.sheets import sheets_in

SHEETS = Path(__file__).parent / "sheet"
"""The template of the page and its style."""


def web_page(layout: Layout) -> str:
    """Return the page; the same layout gives the same text."""
    title = title_sheet(layout)
    page = (
        sheets_in(SHEETS)
        .get_template("lined_script.html.j2")
        .render(
            style=Markup((SHEETS / "lined_script.css").read_text(encoding="utf-8")),  # noqa: S704 -- our own
            layout=layout,
            title_page=Markup(svg_of(title, "Title page")) if title else "",  # noqa: S704 -- escaped there
            sheets=[_leaf(sheet_of(layout, page), layout) for page in range(layout.pages.count)],
            setups=[(at, name, colour_of(at)) for at, name in enumerate(layout.setups)],
            legend=[
                (Markup(shapes_svg(entry.sample, SAMPLE_WIDTH, SAMPLE_HEIGHT)), entry.means)  # noqa: S704
                for entry in legend_of(layout)
            ],
        )
    )
    return page.encode("utf-8", "replace").decode()  # names from disks that never heard of Unicode


def _leaf(sheet: Sheet, layout: Layout) -> tuple[int, Markup, list[tuple[int, Note]]]:
    """Return a page's number, its drawing and its notes."""
    drawing = Markup(svg_of(sheet, f"Page {sheet.page + 1}", _chinese(layout)))  # noqa: S704 -- every text in it is escaped there
    return sheet.page + 1, drawing, _notes_on(sheet, layout)


def _chinese(layout: Layout) -> str:
    """Return the language of Chinese characters here: the first that also has letters of its own."""
    found = {language_of(row.text, "") for row in layout.pages.rows}
    return next((language for language in ("ja", "ko") if language in found), "zh")


def _notes_on(sheet: Sheet, layout: Layout) -> list[tuple[int, Note]]:
    """Return the notes whose numbers stand on a page, in order, each with the place of its setup."""
    numbers = {note.number: note for note in layout.notes.values()}
    found = {number: ink.setup for ink in sheet.inks for number in _numbers(ink)}
    return [(found[number], numbers[number]) for number in sorted(found)]


def _numbers(ink: Ink) -> list[int]:
    return [shape.note for shape in ink.over if isinstance(shape, Text) and shape.note]
