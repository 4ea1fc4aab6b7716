"""The tables: the same figures as plain text, Markdown or JSON. Every figure shows its count."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from evaluation.limit import Limit
from evaluation.material import Material
from evaluation.results import Results
from evaluation.sheets import Sheet, in_short, sheets_of
from evaluation.speed import Run
from rushes.errors import Refusal

IN_SHORT: Final = "in short"
"""The marks of a front page."""


class NoMarks(Refusal):
    """A page does not say where the tables belong."""

    sentence = "The page has no place for the tables; put '{0}' and '{1}' where they belong."


def as_text(results: Results) -> str:
    """Return the tables for a terminal."""
    parts = [told(results)]
    for sheet in sheets_of(results):
        parts += [*([sheet.title] if sheet.title else []), "\n".join(_aligned(sheet))]
    return "\n\n".join([*parts, *filter(None, ["\n".join(notes(results))])])


def _aligned(sheet: Sheet) -> Iterator[str]:
    """Yield the rows of a sheet with their columns one below the other."""
    widths = [max(len(row[at]) for row in sheet.rows) for at in range(len(sheet.rows[0]))]
    for number, row in enumerate(sheet.rows):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if not number:
            yield "  ".join("-" * width for width in widths)


def as_markdown(results: Results) -> str:
    """Return the tables for a page; what lies deeper is folded."""
    parts = [told(results), *map(_of_page, sheets_of(results))]
    return "\n\n".join([*parts, *filter(None, ["\n".join(f"- {note}" for note in notes(results))])])


def _of_page(sheet: Sheet) -> str:
    head, *rows = sheet.rows
    lines = "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
    if sheet.folded:
        return f"<details>\n<summary>{sheet.title}</summary>\n\n{lines}\n\n</details>"
    return f"{sheet.title}:\n\n{lines}" if sheet.title else lines


def as_json(results: Results) -> str:
    """Return all figures for other programs."""
    return json.dumps(asdict(results), indent=2)


def into_page(page: str, results: Results) -> str:
    """Return a page with the tables between its marks; `NoMarks` where it has none.

    What lasting cost has marks of its own, for it is measured by itself; so has the grammar, where it was. A
    front page has marks for a few figures alone.
    """
    alone = "grammar" if results.cutters and not results.columns else "evaluation"
    name = "endurance" if results.endured else alone
    if results.columns and _marks(IN_SHORT)[0] in page:
        return _between(page, IN_SHORT, f"{told(results)}\n\n{_of_page(in_short(results))}")
    return _between(page, name, as_markdown(results))


def _marks(name: str) -> tuple[str, str]:
    return f"<!-- {name}: begin -->", f"<!-- {name}: end -->"


def _between(page: str, name: str, text: str) -> str:
    begin, end = _marks(name)
    before, first, rest = page.partition(begin)
    _, last, after = rest.partition(end)
    if not (first and last):
        raise NoMarks(begin, end)
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def told(results: Results) -> str:
    """Say when and on what it was measured."""
    return f"Measured on {results.date}; {results.machine}."


def notes(results: Results) -> Iterator[str]:
    """Yield where the time went."""
    for column in results.columns:
        if run := column.run:
            stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in run.stages.items())
            yield f"{column.name}: {run.seconds:.1f} s ({stages}), {run.core_s:.1f} core seconds."


def bench_line(material: Material, run: Run, limit: Limit) -> str:
    """Say how the whole job compares with only reading the same clips."""
    footage, clips = material.truth.seconds, len(material.truth.takes)
    return (
        f"{material.name}: {clips} clips, {footage:.0f} s of footage, {limit.cores} cores. "
        f"The whole job: {run.seconds:.1f} s ({footage / run.seconds:.1f}x real time), "
        f"{run.core_s:.1f} core seconds. "
        f"The limit, {limit.sound_s:.0f} s of sound and {limit.keyframes} keyframes out of "
        f"{limit.bytes / 1e6:.0f} MB: {limit.seconds:.2f} s ({footage / limit.seconds:.0f}x), "
        f"{limit.core_s:.2f} core seconds. "
        f"Ratio {run.seconds / limit.seconds:.1f}, of core seconds {run.core_s / limit.core_s:.1f}."
    )
