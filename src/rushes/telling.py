"""What a person is told on the terminal: progress while it runs, a summary at the end."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from rushes.engine import Progress, Watch
from rushes.errors import Finding

if TYPE_CHECKING:
    import rich.progress

    from rushes.assembly import Assembly
    from rushes.coverage import LinedScript
    from rushes.lining import Lining
    from rushes.screenplay import Revision

STAGES: Mapping[str, tuple[str, float]] = {
    "identify": ("files found", 2),
    "probe": ("clips read", 3),
    "listen": ("clips heard", 62),
    "line up": ("script lined", 3),
    "still": ("pictures taken", 5),
    "preview": ("frames of preview", 25),
}
"""Each kind of work that is shown: what is counted, and its share of the whole time in hundredths.

The shares were measured on 35 clips of 24 s at 640x512, two cores; they only steer the time left.
"""

EVERY_S = 5.0
"""Where no terminal shows a bar, a line this often is enough."""

NAMED = 3
"""Subjects that the summary names for one kind of finding; the report names all."""

MOST_LINES, MOST_ROWS = 12, 40
"""Lines of one kind, and scenes, that the summary of a lining shows; the lined script has all."""


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Watch]:
    """Show how far the work is on the error output: live on a terminal, else a line now and then."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _live() as watch:
            yield watch
    else:
        yield PlainLines(lambda line: click.echo(line, err=True), time.monotonic)


class PlainLines:
    """Tells a line when a stage ends, and now and then in between."""

    def __init__(self, tell: Callable[[str], None], clock: Callable[[], float]) -> None:
        """Take where lines go and a clock in seconds."""
        self._tell = tell
        self._clock = clock
        self._last = clock()

    def __call__(self, step: Progress) -> None:
        """Hear of one step."""
        now = self._clock()
        if step.name in STAGES and (step.done == step.total or now - self._last >= EVERY_S):
            self._last = now
            self._tell(f"{STAGES[step.name][0]}: {step.done} of {step.total}")


@contextmanager
def _live() -> Iterator[Watch]:
    """Draw one bar for each kind of work and one for the whole."""
    from rich import progress as bars  # noqa: PLC0415 -- 50 ms that `--help` need not wait for
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Column  # noqa: PLC0415

    one_line = Column(no_wrap=True, overflow="ellipsis")
    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(bar_width=32),
        bars.TextColumn("{task.fields[count]}"),
        bars.TimeRemainingColumn(compact=True),
        bars.TextColumn("{task.fields[subject]}", style="dim", markup=False, table_column=one_line),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as display:
        yield _LiveBars(display)


class _LiveBars:
    """Moves the bars of a live display."""

    def __init__(self, bars: "rich.progress.Progress") -> None:
        self._bars = bars
        self._rows: dict[str, rich.progress.TaskID] = {}
        self._parts: dict[str, float] = {}
        self._whole = bars.add_task("time left", total=100, count="", subject="")

    def __call__(self, step: Progress) -> None:
        if step.name not in STAGES:
            return
        counted, share = STAGES[step.name]
        if step.name not in self._rows:
            self._rows[step.name] = self._bars.add_task(counted, total=step.total, count="", subject="")
        count = f"{step.done} of {step.total}"
        self._bars.update(self._rows[step.name], completed=step.done, count=count, subject=step.subject)
        self._parts[step.name] = share * step.done / max(1, step.total)
        self._bars.update(self._whole, completed=sum(self._parts.values()))


def summary(made: "Assembly") -> str:
    """Say in a few lines what was made, what it stands on, what a person should look at, and where."""
    looks = sum(event.needs_look for event in made.cut.track("V1"))
    return "\n".join(
        [
            _film(made),
            f"{made.evidence}; {_lines_covered(made)}; {_count(looks, 'place')} to look at.",
            *findings_told(made.findings),
            f"Watch {made.out / 'preview.mp4'}, read {made.out / 'report.html'},",
            f"open {made.out / 'first-cut.otio'} (or .xml, .edl) in your editing system.",
        ]
    )


def as_json(made: "Assembly") -> str:
    """Write all that was made; the lined script, the cut and the findings as in their own files."""
    from rushes import turnover  # noqa: PLC0415 -- heavy, and open already when there is something to write

    told = {
        "schema": "rushes.assembly/1",
        "out": str(made.out),
        "files": [str(file) for file in made.files],
        "evidence": made.evidence,
        "seconds": dict(made.seconds),
        "lined_script": json.loads(turnover.lined_script_json(made.lined)),
        "cut": json.loads(turnover.cut_json(made.cut)),
        "findings": json.loads(turnover.findings_json(made.findings))["findings"],
    }
    return json.dumps(told, ensure_ascii=False)


def lining_summary(made: "Lining") -> str:
    """Say which lines are covered and how, scene by scene, and who left the text where."""
    lined = made.lined
    covered = len(lined.lines) - len(lined.missing)
    lines, clips = _count(len(lined.lines), "line"), _count(len(lined.clips), "clip")
    title = f" of \u201c{made.screenplay.title}\u201d" if made.screenplay.title else ""
    return "\n".join(
        [
            f"Lined script{title}: {lines}, {clips}, made in {_took(made.seconds)}.",
            f"{made.evidence}; {covered} of {lines} covered.",
            *([f"Since it was lined last: {made.revision}."] if _revised(made) else []),
            *_table(made),
            *_lines_told("Never spoken", lined, lined.missing),
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
        yield f"  and {_count(len(rows) - len(shown), 'scene')} more"
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


def _film(made: "Assembly") -> str:
    from rushes import turnover  # noqa: PLC0415 -- heavy, and open already when there is a film

    minutes, seconds = divmod(round(made.cut.frames / made.cut.rate), 60)
    shots, clips = len(turnover.shots(made.cut, "V1")), len(made.cut.clips)
    title = f" of \u201c{made.cut.title}\u201d" if made.cut.title else ""
    return (
        f"First cut{title}: {minutes}:{seconds:02}, {_count(shots, 'shot')} from {_count(clips, 'clip')}, "
        f"made in {_took(made.seconds)}."
    )


def _took(seconds: Mapping[str, float]) -> str:
    whole = sum(seconds.values())
    return f"{whole:.{0 if whole >= 10 else 1}f} s"


def _lines_covered(made: "Assembly") -> str:
    lines, missing = len(made.lined.lines), made.cut.missing
    names = f" (not {_some([line.line for line in missing])})" if missing else ""
    return f"{lines - len(missing)} of {_count(lines, 'line')} in the cut{names}"


def findings_told(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield two lines for each kind of finding, however many there are of it."""
    by_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    for kind, same in by_kind.items():
        yield f"  {kind} ({len(same)}): {_some([finding.subject for finding in same])}"
        yield f"    {same[0].fact} {same[0].advice}".rstrip()


def _some(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
