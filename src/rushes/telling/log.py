"""What is told of a log: the findings first, then a table of every file, and how much was shot."""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rushes.telling.words import count, findings_told, took

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from rushes.log import Logged
    from rushes.turnover.log import Row, Total

ENDLESS = 100_000
"""Columns of a pipe: whoever reads it may cut the lines."""

GAP = 2
"""Columns of the screen between two of the table."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Column(NamedTuple):
    """A column of the table: its heading, and what stands in it.

    least: the width it is of any use with. rank: those of a higher rank are left out first where the terminal
    is narrow.
    """

    heading: str
    cell: "Callable[[Row], str]"
    least: int
    rank: int
    right: bool = False


def log_summary(made: "Logged", width: int | None = None, *, colours: bool | None = None) -> str:
    """Say what was shot and what to look at, as wide as the terminal; for a pipe plainly and in full.

    width, colours: of the terminal; by default those of the standard output.
    """
    from rich.console import Console  # noqa: PLC0415 -- 50 ms that `--help` need not wait for

    from rushes.turnover import log as logs  # noqa: PLC0415 -- open already when there is a log

    live = sys.stdout.isatty()
    wide = width or (Console().width if live else ENDLESS)
    rows = logs.rows_of(made.log)
    console = Console(
        file=io.StringIO(),
        width=wide,
        force_terminal=live if colours is None else colours,
        no_color=not (live if colours is None else colours),
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as captured:
        _print_lines(console, _head(made, logs.whole(rows)), wide)
        findings = list(findings_told(logs.findings_in_order(made.log.findings)))
        _print_lines(console, ["", *findings, ""] if findings else ["", "No findings.", ""], wide)
        console.print(_table(logs.by_recording(rows), wide))
        _print_lines(console, ["", *_shot(logs.by_scene(rows)), *_where(made)], wide)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def log_as_json(made: "Logged") -> str:
    """Write all that was logged; the log as in its own file."""
    from rushes.turnover.log.as_json import log_json  # noqa: PLC0415 -- open already when there is a log

    told = {
        "schema": "rushes.logged/1",
        "out": str(made.out) if made.out else None,
        "files": [str(file) for file in made.files],
        "evidence": made.evidence,
        "seconds": dict(made.seconds),
        "log": json.loads(log_json(made.log)),
    }
    return json.dumps(told, ensure_ascii=False)


def _head(made: "Logged", total: "Total") -> Iterator[str]:
    from rushes.turnover.log import span_text  # noqa: PLC0415 -- open already when there is a log

    parts = []
    if total.clips:
        parts = [f"{count(total.clips, 'clip')} ({span_text(total.seconds)})", count(total.takes, "take")]
    parts += [f"{total.circled} circled"] if total.circled else []
    parts += [f"{total.no_good} NG"] if total.no_good else []
    parts += (
        [f"{count(total.sounds, 'recording')} ({span_text(total.sound_seconds)})"] if total.sounds else []
    )
    if total.clips and total.sounds:
        parts.append(f"{total.synced} of {count(total.clips, 'clip')} with a recording behind")
    yield f"Log of {made.log.title}: {', '.join(parts) or 'nothing that can be used'}."
    yield f"{made.evidence}, in {took(made.seconds)}."


def _print_lines(console: "Console", lines: "Iterator[str] | Sequence[str]", wide: int) -> None:
    """Print lines that wrap at words, as far in as they begin; a kind of finding stands out."""
    from rich.padding import Padding  # noqa: PLC0415 -- see above
    from rich.text import Text  # noqa: PLC0415

    for line in lines:
        plain = _CONTROLS.sub("\ufffd", line)
        inside = len(plain) - len(plain.lstrip())
        style = "bold" if inside == 2 and "):" in plain else ""
        text = Text(plain.lstrip(), style=style)
        console.print(
            Padding(text, (0, 0, 0, inside)) if inside and wide < ENDLESS else Text(plain, style=style)
        )


def _table(rows: "Sequence[Row]", wide: int) -> "Table":
    from rich.table import Table  # noqa: PLC0415 -- see above

    columns = _columns(rows, wide)
    cells = [[_cell(column, row) for column in columns] for row in rows]
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
    for column, width in zip(columns, _widths(columns, cells, wide), strict=True):
        table.add_column(
            column.heading,
            no_wrap=True,
            overflow="ellipsis",
            justify="right" if column.right else "left",
            width=width,
        )
    for row in cells:
        table.add_row(*row)
    return table


def _widths(columns: "Sequence[Column]", cells: "Sequence[Sequence[Text]]", wide: int) -> list[int]:
    """Return how wide each column is: as wide as it needs, the widest made narrower until all fit."""
    needed = [
        max(len(column.heading), *(row[at].cell_len for row in cells), 1) for at, column in enumerate(columns)
    ]
    while sum(needed) + GAP * len(needed) > wide:
        spare = [width - column.least for width, column in zip(needed, columns, strict=True)]
        if max(spare) <= 0:
            break
        needed[max(range(len(needed)), key=lambda at: (spare[at] > 0, needed[at]))] -= 1
    return needed


def _cell(column: Column, row: "Row") -> "Text":
    from rich.text import Text  # noqa: PLC0415 -- see above

    text = _CONTROLS.sub("\ufffd", column.cell(row))
    style = "dim" if row.is_sound and column.heading != "Name" else ""
    if column.heading == "Marks":
        style = "red" if row.no_good else "bold green" if row.circled else ""
    return Text(text, style=style)


def _columns(rows: "Sequence[Row]", wide: int) -> list[Column]:
    """Return the columns that say something of these rows and fit side by side."""
    from rushes.turnover.log import span_text  # noqa: PLC0415 -- open already when there is a log

    known = (
        Column("Name", lambda row: row.name if row.setup else "", 6, 0),
        Column("Marks", lambda row: ", ".join(row.flags), 5, 1),
        Column("File", _file, 12, 0),
        Column("Day", lambda row: row.day, 10, 6),
        Column("Reel", lambda row: row.reel, 4, 4),
        Column("Start", lambda row: row.start, 11, 1),
        Column("Length", lambda row: span_text(row.seconds) if row.frames else "", 6, 1, right=True),
        Column("FPS", _rate, 5, 2, right=True),
        Column("Size", lambda row: row.size, 9, 5),
        Column("Codec", lambda row: row.codec, 5, 7),
        Column("Sound", _tracks, 5, 5),
        Column("Sync", _sync, 14, 1),
        Column("Group", lambda row: row.group, 5, 4),
        Column("Notes", lambda row: "; ".join(text for text, _ in row.said), 12, 3),
    )
    said = [column for column in known if column.heading == "File" or any(column.cell(row) for row in rows)]
    while sum(column.least + GAP for column in said) > wide and len(said) > 2:
        said.remove(max(said, key=lambda column: column.rank))
    return said


def _file(row: "Row") -> str:
    return row.file + (f" +{len(row.parts) - 1}" if row.parts else "")


def _rate(row: "Row") -> str:
    if row.is_sound:
        return ""
    return f"{row.rate}{' DF' if row.drop else ''}{'~' if row.variable_rate else ''}"


def _tracks(row: "Row") -> str:
    """Return the names of a file's tracks, else how many it has."""
    return ", ".join(row.tracks) or (f"{row.channels} ch" if row.channels else "")


def _sync(row: "Row") -> str:
    """Return what lies behind a picture and how it was found, or before which picture a recording lies."""
    if row.under:
        first, more = row.under[0], len({under.recording for under in row.under}) - 1
        return f"{first.rung} {first.file}" + (f" +{more}" if more else "")
    if row.over:
        return f"behind {', '.join(row.over)}"
    return row.alone


_TOTALS: "Mapping[str, Callable[[Total], str]]" = {
    "takes": lambda total: str(total.takes),
    "circled": lambda total: str(total.circled),
    "NG": lambda total: str(total.no_good),
    "clips": lambda total: str(total.clips),
    "with sound": lambda total: str(total.synced),
    "recordings": lambda total: str(total.sounds),
}


def _shot(totals: "Sequence[Total]") -> Iterator[str]:
    """Yield how much was shot of each scene, as a table."""
    from rushes.turnover.log import span_text  # noqa: PLC0415 -- open already when there is a log

    if len(totals) < 2:
        return
    names = [total.name[:16] for total in totals]
    wide = max(map(len, ["scene", *names]))
    yield f"{'scene':{wide}}     shot  " + "  ".join(_TOTALS)
    for name, total in zip(names, totals, strict=True):
        cells = "  ".join(f"{cell(total):>{len(heading)}}" for heading, cell in _TOTALS.items())
        yield f"{name:{wide}}  {span_text(total.seconds):>7}  {cells}"
    yield ""


def _where(made: "Logged") -> Iterator[str]:
    """Yield where the log stands, or how to have it written."""
    if made.out is None:
        yield "Nothing was written; name a folder with -o for the page, CSV and Avid logs."
        return
    ales = [file.name for file in made.files if file.suffix == ".ale"]
    yield f"Read {made.out / 'log.html'};"
    yield f"for other programs: {', '.join(['log.csv', *ales, 'log.json'])} beside it."
