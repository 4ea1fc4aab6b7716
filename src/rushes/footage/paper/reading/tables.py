"""From the bytes of a report to its table: letters, delimiters, the line of headings, blocks. Pure.

An ALE has sections (Heading, Column, Data) and tabs. A CSV may come from any program in any language: its
letters, its delimiter and the line where its headings stand are those under which most headings are known.
Above the headings, and between blocks, stand facts (``Roll:, A001``) that hold for the rows below.

Why not OpenTimelineIO's ALE adapter: it makes clips of a timeline, so one odd timecode or one cell too many
refuses the whole file, of two columns with one name it keeps the last, and no row knows its line.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rushes.footage.paper.columns import meaning_of, meanings_of


@dataclass(frozen=True)
class Line:
    """One line of the file in cells; number: of the line on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Headings and the lines below them. facts: what was said above, by meaning, for every line."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A file as a table. form: ``ALE`` or ``CSV``. title: all that stands above the headings."""

    form: str
    blocks: tuple[Block, ...]
    title: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading once, in order."""
        return tuple(dict.fromkeys(heading for block in self.blocks for heading in block.headings if heading))


_DELIMITERS = (",", ";", "\t", "|")
_DEEPEST = 80
"""Lines above the headings: a report's letterhead is never longer."""


def table_of(data: bytes) -> Table | None:
    """Return the table in these bytes, or None where they hold none whose headings are known."""
    readings = [table for text in texts_of(data) if (table := _table(_lines_joined(text)))]
    return max(readings, key=_known, default=None)


def _table(text: str) -> Table | None:
    return _ale(text) if _is_ale(text) else _csv(text)


def _known(table: Table) -> int:
    return len([heading for heading in table.headings if meaning_of(heading)])


def _lines_joined(text: str) -> str:
    """Give every line one kind of end; a tab of the vertical kind is FileMaker's line break in a cell."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return text.replace("\x0b", " ").replace("\x00", "").removeprefix("\ufeff")


# Letters


def texts_of(data: bytes) -> Iterator[str]:
    """Yield the text of a file: the one way to read it where that is sure, else each that is possible."""
    for mark, letters in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            yield data.decode(letters, "replace")
            return
    if b"\0" in data[:2000]:
        yield data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
        return
    for letters in ("utf-8", *_old(data)):
        try:
            yield data.decode(letters)
        except UnicodeDecodeError:
            continue
        if letters == "utf-8":
            return


def _old(data: bytes) -> tuple[str, ...]:
    """Return the code pages to try, the likelier one of Europe first."""
    western = ("cp1252", "mac_roman")
    likely = sorted(western, key=lambda letters: -_likely(data, letters))
    return (*likely, "cp1251", "gb18030", "shift_jis", "latin-1")


_USUAL = frozenset("äöüßéèêëàâáíìîïóòôúùûçñåæøœãõ")
_SOMETIMES = frozenset("ÄÖÜÉÈÀÇÑÅØ’‘“”„–—…°✓●•º×\u00a0«»½")  # noqa: RUF001 -- signs as people type them


def _likely(data: bytes, letters: str) -> int:
    """Return how like a European text these bytes are: small accented letters are, odd signs are not."""
    odd = (sign for sign in data.decode(letters, "replace") if sign > "\x7f")
    return sum(2 if sign in _USUAL else 0 if sign in _SOMETIMES else -1 for sign in odd)


# Avid Log Exchange


_SECTIONS = ("heading", "column", "data")


def _is_ale(text: str) -> bool:
    starts = {line.strip().casefold() for line in text.split("\n", 400)[:400]}
    return {"column", "data"} <= starts


def _ale(text: str) -> Table | None:
    sections: dict[str, list[Line]] = {name: [] for name in _SECTIONS}
    now = "heading"
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip().casefold() in _SECTIONS and not (
            now == "data" and sections["column"] and "\t" in line
        ):
            now = line.strip().casefold()
        elif line.strip():
            sections[now].append(Line(number, (line,)))
    facts = {name.strip().upper(): value.strip() for name, value in _pairs_of(sections["heading"])}
    delimiter = {"COMMAS": ",", "COMMA": ",", "SEMICOLONS": ";"}.get(
        facts.get("FIELD_DELIM", "").upper(), "\t"
    )
    if not sections["column"]:
        return None
    headings = _cells(sections["column"][0].cells[0], delimiter)
    lines = tuple(Line(line.number, _cells(line.cells[0], delimiter)) for line in sections["data"])
    kept = {meaning: facts[name] for name, meaning in _ALE_FACTS.items() if facts.get(name)}
    return Table("ALE", (Block(headings, lines, kept),), " ".join(facts.values()))


_ALE_FACTS = {"FPS": "timecode rate", "TAPE": "reel"}


def _pairs_of(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.cells[0].strip().partition("\t" if "\t" in line.cells[0] else " ")
        yield name, value


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    if delimiter != "\t":
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), []))
    return tuple(cell.strip() for cell in line.split("\t"))


# Comma-separated values, whatever separates them


def _csv(text: str) -> Table | None:
    readings = (_with(text, delimiter) for delimiter in _DELIMITERS if delimiter in text)
    return max((table for table in readings if table), key=_known, default=None)


def _with(text: str, delimiter: str) -> Table | None:
    rows = _rows(text, delimiter)
    try:
        first = list(islice(rows, _DEEPEST))
        head = _head_among(first)
        if head is None:
            return None
        lines = (*first, *rows)
    except csv.Error:
        return None
    title = " ".join(cell for line in lines[:head] for cell in line.cells if cell)
    return Table("CSV", tuple(_blocks(lines, head)), title)


def _blocks(lines: Sequence[Line], head: int) -> Iterator[Block]:
    """Yield what stands below each line of headings; a fact between the lines holds for those that follow."""
    headings, facts = lines[head].cells, dict(fact for line in lines[:head] for fact in _facts(line))
    body: list[Line] = []
    for line in lines[head + 1 :]:
        again, said = _is_head(line, lines[head]), dict(_facts(line))
        if not (again or said):
            body.append(line)
            continue
        yield Block(headings, tuple(body), facts)
        headings, facts, body = (line.cells if again else headings), facts | said, []
    yield Block(headings, tuple(body), facts)


def _rows(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter)
    begun = 1
    for row in reader:
        cells = tuple(" ".join(cell.split()) if "\n" not in cell else cell.strip() for cell in row)
        if any(cells):
            yield Line(begun, cells)
        begun = reader.line_num + 1


def _head_among(lines: Sequence[Line]) -> int | None:
    """Return where the headings stand: the first line of most known ones; None where there is none."""
    counts = [_heads_like(line) for line in lines]
    most = max(counts, default=0)
    return counts.index(most) if most > 1 else None


def _heads_like(line: Line) -> int:
    """Count what a line's cells mean; facts such as ``Roll:`` are no headings."""
    cells = [cell for cell in line.cells if cell]
    if not cells or sum(cell.endswith(":") for cell in cells) > 1:
        return 0
    return len(meanings_of(cells))


def _is_head(line: Line, first: Line) -> bool:
    """Tell whether a line is headings again, be it the same ones or those of another block."""
    if [cell.casefold() for cell in line.cells] == [cell.casefold() for cell in first.cells]:
        return True
    cells = [cell for cell in line.cells if cell]
    return len(cells) > 3 and _heads_like(line) > 3 and _heads_like(line) * 10 >= len(cells) * 8


_FACT = re.compile(r"([^:]{1,40}):\s*(.*)", re.DOTALL)


def _facts(line: Line) -> Iterator[tuple[str, str]]:
    """Yield what a line says for all below it: ``Roll:, A001``, ``Roll: A001``, or ``Roll, A001`` alone."""
    cells = [cell for cell in line.cells if cell]
    if len(cells) == 2 and meaning_of(cells[0]) in _TOLD_ABOVE and not meaning_of(cells[1]):
        yield meaning_of(cells[0]), cells[1]
    if not cells or not _FACT.fullmatch(cells[0]) or not re.search("[A-Za-z]", cells[0].partition(":")[0]):
        return
    for place, cell in enumerate(line.cells):
        found = _FACT.fullmatch(cell)
        meaning = meaning_of(found[1]) if found else ""
        value = found[2].strip() or next(iter(line.cells[place + 1 : place + 2]), "") if found else ""
        if meaning in _TOLD_ABOVE and value and not value.endswith(":"):
            yield meaning, value


_TOLD_ABOVE = frozenset({"reel", "sound reel", "camera", "scene", "timecode rate", "lens", "filter"})
"""What may hold for every row below."""
