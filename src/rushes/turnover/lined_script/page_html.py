"""The lined script as one HTML page that asks no network and runs no script."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rushes.coverage.model import LinedScript
from rushes.screenplay.model import Screenplay
from rushes.turnover.lined_script.drawing import COLOURS, Ink, Sheet, Text, colour_of, sheet_of, title_sheet
from rushes.turnover.lined_script.layout import Layout, lay_out
from rushes.turnover.lined_script.legend import SAMPLE_HEIGHT, SAMPLE_WIDTH, legend_of
from rushes.turnover.lined_script.lining import NOBODY_KNOWS, Note, OnCamera
from rushes.turnover.lined_script.svg import shapes_svg, svg_of

SHEETS = Path(__file__).parent / "sheet"
"""The template of the page and its style."""


def as_html(
    screenplay: Screenplay, lined: LinedScript, *, evidence: str = "", on_camera: OnCamera = NOBODY_KNOWS
) -> str:
    """Return ``lined-script.html``; the same values give the same text.

    evidence: how much of the footage was heard; counted here by default. on_camera: whether the speaker
    is seen in a reading, by file, line and pass.
    """
    layout = lay_out(screenplay, lined, evidence, on_camera)
    sheets = [sheet_of(layout, page) for page in range(layout.pages.count)]
    title = title_sheet(layout)
    return (
        _environment()
        .get_template("lined_script.html.j2")
        .render(
            style=Markup((SHEETS / "lined_script.css").read_text(encoding="utf-8")),  # noqa: S704 -- our own
            layout=layout,
            title_page=Markup(svg_of(title, "Title page")) if title else "",  # noqa: S704 -- escaped there
            sheets=[(sheet.page + 1, _drawn(sheet), _notes_on(sheet, layout)) for sheet in sheets],
            setups=[(at, name, colour_of(at)) for at, name in enumerate(layout.setups)],
            legend=[
                (Markup(shapes_svg(entry.sample, SAMPLE_WIDTH, SAMPLE_HEIGHT)), entry.means)  # noqa: S704
                for entry in legend_of(layout)
            ],
        )
    )


def _drawn(sheet: Sheet) -> Markup:
    return Markup(svg_of(sheet, f"Page {sheet.page + 1}"))  # noqa: S704 -- every text in it is escaped there


def _notes_on(sheet: Sheet, layout: Layout) -> list[tuple[int, Note]]:
    """Return the notes whose numbers stand on a page, in order, each with the place of its setup."""
    numbers = {note.number: note for note in layout.notes.values()}
    found = {number: ink.setup for ink in sheet.inks for number in _numbers(ink)}
    return [(found[number], numbers[number]) for number in sorted(found)]


def _numbers(ink: Ink) -> list[int]:
    return [shape.note for shape in ink.over if isinstance(shape, Text) and shape.note]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(SHEETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["colours"] = len(COLOURS)
    return environment
