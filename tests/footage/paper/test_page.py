"""docs/paper.md tells the table of headings and the rule of who wins as they are."""

from pathlib import Path

from rushes.footage.paper import COLUMNS
from rushes.footage.paper.witness import RANK

PAGE = Path(__file__).parents[3] / "docs" / "paper.md"
BEGIN = """<!-- the table of rushes.footage.paper.COLUMNS, written by `make docs` -->

| meaning | headings |
|---|---|
"""
END = "\n<!-- end of the table -->\n"


def table() -> str:
    """Return the table of headings as the page shows it: a row a meaning, in italics what goes no further."""
    names = [column.meaning if column.kept else f"*{column.meaning}*" for column in COLUMNS]
    rows = [f"| {name} | {' · '.join(column.words)} |\n" for name, column in zip(names, COLUMNS, strict=True)]
    return "".join(
        [*rows, "| track 1, track 2 … | T1 · Trk 1 · Track 1 · Ch 1 · Spur 1 · Piste 1 · 音轨1 |\n"]
    )


def test_the_page_shows_the_table_of_headings(*, refresh: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    true = f"{before}{BEGIN}{table()}{END}{after}"
    if refresh:
        PAGE.write_text(true, encoding="utf-8")
        page = true
    assert page == true


def test_the_page_shows_the_order_of_witnesses() -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.partition("## Who wins")[2]
    words = {
        "name": "the file's name",
        "folder": "the folder's name",
        "recorder": "the recorder",
        "voice": "the voice",
    }
    places = [section.index(f"{place}. {words.get(by, by)}") for place, by in enumerate(RANK, 1)]
    assert places == sorted(places)
