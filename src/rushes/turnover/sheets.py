"""The sheets that pages are printed from: templates in which every word of the material is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HOUSE = Path(__file__).parent / "sheet"
"""What all pages have in common: ``house.css``."""


@cache
def house_style() -> str:
    """Return the style that every page begins with: paper, ink, head, contents, findings, print."""
    return (HOUSE / "house.css").read_text(encoding="utf-8").strip()


@cache
def sheets_in(folder: Path) -> Environment:
    """Return the templates of a folder; a name that a page forgets to fill is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
