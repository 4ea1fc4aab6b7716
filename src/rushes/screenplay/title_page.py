"""The title page of a Fountain file: ``Key: value`` lines at its very top, values also indented below."""

import re
from collections.abc import Sequence

from rushes.screenplay.rows import Row

TitlePage = tuple[tuple[str, str], ...]

_KEY = re.compile(r"([^\s:][^:]*):(.*)", re.DOTALL)
# A script may begin with FADE IN: or a sentence with a colon, so one key has to be a known one
# (fountain.io names the first seven; the others are what Highland, Beat and their kin write).
_KNOWN = frozenset(
    {
        *("title", "credit", "author", "authors", "source", "draft date", "contact"),
        *("copyright", "date", "notes", "revision", "draft", "contact info", "episode", "format"),
    }
)


def take_title_page(rows: Sequence[Row]) -> tuple[TitlePage, Sequence[Row]]:
    """Part rows into the title page and the script; the title page is empty when there is none."""
    place = next((place for place, row in enumerate(rows) if row.bare), len(rows))
    pairs: list[tuple[str, list[str]]] = []
    while place < len(rows) and _take(rows[place], pairs):
        place += 1
    if not any(key.lower() in _KNOWN for key, _ in pairs):
        return (), rows
    return tuple((key, "\n".join(values)) for key, values in pairs), rows[place:]


def _take(row: Row, pairs: list[tuple[str, list[str]]]) -> bool:
    """Add a row to the title page, or tell that it is not part of it."""
    if row.cut and not row.bare:
        return True
    if pairs and row.bare and row.text[0] in " \t":
        pairs[-1][1].append(row.bare)
        return True
    found = _KEY.match(row.text)
    if not found:
        return False
    value = found[2].strip()
    pairs.append((found[1].strip(), [value] if value else []))
    return True
