"""The table: the same figures as plain text, Markdown or JSON. Every figure shows its count."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from evaluation.limit import Limit
from evaluation.material import Material
from evaluation.results import WANTED, Column, Results
from evaluation.score import Score, Unit
from evaluation.speed import Run

ROWS: Final = (
    "readings precision",
    "readings recall",
    "readings F1",
    "readings F1, looser",
    "false readings",
    "start error, median",
    "start error, 95 %",
    "end error, median",
    "end error, 95 %",
    "altered precision",
    "altered recall",
    "ad-libs found",
    "lines covered",
    "missing agrees",
    "lines accounted for",
    "bad choices",
    "cuts inside words",
    "times real time",
    "again, from memory",
    "peak memory",
)
"""Names of scores in the order of reading: what is heard, what is cut, what it costs."""

_FORMS: Final[Mapping[Unit, str]] = {
    "share": "{0:.3f} of {1}",
    "of": "{0:.0f} of {1}",
    "ms": "{0:.0f} ms of {1}",
    "s": "{0:.2f} s",
    "MB": "{0:.0f} MB",
    "times": "{0:.1f}x",
}

Cells = tuple[str, ...]


def as_text(results: Results) -> str:
    """Return the table for a terminal."""
    head, *rows = cells_of(results)
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([told(results), "", *lines, "", *notes(results)])


def as_markdown(results: Results) -> str:
    """Return the table for a page."""
    head, *rows = cells_of(results)
    lines = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
    return "\n".join([told(results), "", *lines, "", *(f"- {note}" for note in notes(results))])


def as_json(results: Results) -> str:
    """Return all figures for other programs."""
    return json.dumps(asdict(results), indent=2)


def told(results: Results) -> str:
    """Say when and on what it was measured."""
    return f"Measured on {results.date}; {results.machine}."


def cells_of(results: Results) -> list[Cells]:
    """Return the head and every row as texts."""
    columns = results.columns
    rows: list[Cells] = [
        ("", *(column.name for column in columns), "must reach"),
        ("voices", *(column.voices for column in columns), ""),
        ("footage", *(f"{column.clips} clips, {column.seconds / 60:.1f} min" for column in columns), ""),
    ]
    for name in ROWS:
        wanted = WANTED[name].text if name in WANTED else ""
        rows.append((name, *(_cell(column.scores.get(name)) for column in columns), wanted))
    rows += _rival_rows(columns)
    nothing = ("",) * (len(columns) - 1)
    rows.append(("rushes --help", _cell(results.help_s), *nothing, "under 0.3 s"))
    return rows


def _rival_rows(columns: Sequence[Column]) -> list[Cells]:
    """Return a row for each ear on the clips that rivals heard."""
    ears = list(dict.fromkeys(entry.ear for column in columns for entry in column.entries))
    rows = []
    for ear in ears:
        cells = [_entry_cell(column, ear) for column in columns]
        rows.append((f"F1 of {ear}", *cells, ""))
    return rows


def _entry_cell(column: Column, ear: str) -> str:
    entry = next((entry for entry in column.entries if entry.ear == ear), None)
    if entry is None:
        return "-"
    speed = f", {entry.speed.value:.1f}x a core" if entry.speed and entry.speed.value else ""
    return f"{_cell(entry.f1)}{speed}"


def _cell(score: Score | None) -> str:
    if score is None or score.value is None:
        return "nothing to measure"
    return _FORMS[score.unit].format(score.value, score.count)


def notes(results: Results) -> Iterator[str]:
    """Yield what a reader of the figures should know, and where the time went."""
    for column in results.columns:
        if column.entries:
            yield (
                f"{column.name}: the ears in the last rows heard every third clip, "
                f"{column.entries[0].clips} of {column.clips}."
            )
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in column.run.stages.items())
        yield f"{column.name}: {column.run.seconds:.1f} s ({stages}), {column.run.core_s:.1f} core seconds."


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
