"""What is told of a lined script: what is covered, what is not, and who left the text where."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from rushes.telling.words import count, findings_told, took

if TYPE_CHECKING:
    from rushes.coverage import LinedScript
    from rushes.lining import Lining
    from rushes.screenplay import Revision

MOST_LINES, MOST_ROWS = 12, 40
"""Lines of one kind, and scenes, that the summary of a lining shows; the lined script has all."""


def lining_summary(made: "Lining") -> str:
    """Say which lines are covered and how, scene by scene, and who left the text where."""
    from rushes.coverage import coverage_table  # noqa: PLC0415 -- open already when a script was lined

    lined = made.lined
    never = [line for row in coverage_table(lined) for line in row.never_as_written]
    covered = len(lined.lines) - len(lined.missing)
    lines, clips = count(len(lined.lines), "line"), count(len(lined.clips), "clip")
    title = f" of \u201c{made.screenplay.title}\u201d" if made.screenplay.title else ""
    return "\n".join(
        [
            f"Lined script{title}: {lines}, {clips}, made in {took(made.seconds)}.",
            f"{made.evidence}; {covered} of {lines} covered.",
            *([f"Since it was lined last: {made.revision}."] if _revised(made) else []),
            *_table(made),
            *_lines_told("Never spoken", lined, lined.missing),
            *_lines_told("Spoken, but never as written", lined, never),
            *_altered(lined),
            *findings_told([finding for finding in made.findings if finding.kind not in _TOLD_ALREADY]),
            *_where(made),
        ]
    )


_TOLD_ALREADY = ("line never spoken", "screenplay revised")
"""Findings that the summary of a lining says in its own words."""


def lining_as_json(made: "Lining") -> str:
    """Write all that lining gave; the lined script and the findings as in their own files."""
    from rushes import turnover  # noqa: PLC0415 -- heavy, and open already when there is something to write
    from rushes.coverage import coverage_table  # noqa: PLC0415

    told = {
        "schema": "rushes.line/1",
        "out": str(made.out),
        "files": [str(file) for file in made.files],
        "evidence": made.evidence,
        "seconds": dict(made.seconds),
        "coverage": [asdict(row) for row in coverage_table(made.lined)],
        "revision": _revision_told(made.revision),
        "lined_script": json.loads(turnover.lined_script_json(made.lined)),
        "findings": json.loads(turnover.findings_json(made.findings))["findings"],
    }
    return json.dumps(told, ensure_ascii=False)


def _revision_told(revision: "Revision | None") -> Mapping[str, Sequence[str]] | None:
    """Return the ids of a revision's lines by what became of them; None for the first lining."""
    if revision is None:
        return None
    return {
        "unchanged": [line.id for line in revision.unchanged],
        "changed": [line.id for _, line in revision.changed],
        "new": [line.id for line in revision.new],
        "gone": [line.id for line in revision.gone],
    }


def _revised(made: "Lining") -> bool:
    return bool(made.revision and made.revision.differs and not made.revision.another)


_COLUMNS = ("lines", "covered", "takes", "as written", "altered", "partial")


def _table(made: "Lining") -> Iterator[str]:
    """Yield the coverage of each scene as a table; of very many scenes only those with a gap."""
    from rushes.coverage import coverage_table  # noqa: PLC0415 -- open already when a script was lined

    rows = coverage_table(made.lined)
    shown = rows if len(rows) <= MOST_ROWS else [row for row in rows if row.missing][:MOST_ROWS]
    names = [row.scene[:12] for row in shown]
    wide = max(map(len, ["scene", *names]))
    yield f"\n  {'scene':{wide}}  " + "  ".join(_COLUMNS)
    for name, row in zip(names, shown, strict=True):
        counts = (row.lines, row.covered, row.takes, row.as_written, row.altered, row.partial)
        cells = "  ".join(f"{number:>{len(column)}}" for number, column in zip(counts, _COLUMNS, strict=True))
        yield f"  {name:{wide}}  {cells}"
    if len(shown) < len(rows):
        yield f"  and {count(len(rows) - len(shown), 'scene')} more"
    yield ""


def _lines_told(head: str, lined: "LinedScript", ids: Sequence[str]) -> Iterator[str]:
    """Yield lines of the script, each shortened to one row."""
    if ids:
        yield f"{head}:"
        by_id = {line.id: line for line in lined.lines}
        for name in ids[:MOST_LINES]:
            yield _shortened(f"  {name}  {by_id[name].character}: {by_id[name].text}")
        yield from _more(len(ids))
        yield ""


def _altered(lined: "LinedScript") -> Iterator[str]:
    """Yield where altered readings left the text, in story order."""
    from rushes.coverage.differences import told  # noqa: PLC0415 -- open already when a script was lined

    altered = [reading for reading in lined.readings if reading.kind == "altered"]
    if altered:
        by_id = {line.id: line for line in lined.lines}
        names = {clip.file: clip.name for clip in lined.clips}
        yield "Readings that left the text:"
        for reading in altered[:MOST_LINES]:
            line = by_id[reading.line]
            again = f" pass {reading.pass_number}" if reading.pass_number > 1 else ""
            yield (
                f"  {reading.line}  {names[reading.file]}{again}, {line.character} {told(reading, line.text)}"
            )
        yield from _more(len(altered))
        yield ""


def _more(count: int) -> Iterator[str]:
    if count > MOST_LINES:
        yield f"  and {count - MOST_LINES} more"


def _shortened(text: str) -> str:
    return text if len(text) <= 100 else text[:99].rsplit(" ", 1)[0] + " \u2026"


def _where(made: "Lining") -> Iterator[str]:
    """Yield where to look."""
    names = [file for file in made.files if file.suffix in (".html", ".pdf")]
    if names:
        yield f"Read or print {' or '.join(str(file) for file in names)}."
    else:
        yield f"The lined script is in {made.out / 'lined-script.json'}."
