"""How far the work is: bars on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from rushes.engine import Progress, Watch

if TYPE_CHECKING:
    import rich.progress

STAGES: Mapping[str, tuple[str, float]] = {
    "identify": ("files found", 2),
    "probe": ("clips read", 3),
    "sketch": ("sounds sketched", 4),
    "measure": ("sounds laid under pictures", 3),
    "sticks": ("slates looked at", 1),
    "listen": ("clips heard", 62),
    "look": ("clips looked at", 12),
    "faces": ("clips searched for faces", 15),
    "mouths": ("clips in which mouths are watched", 40),
    "line up": ("script lined", 3),
    "still": ("pictures taken", 5),
    "loudness": ("sounds measured", 1),
    "preview": ("frames of preview", 25),
    "media": ("media read again", 0),
    "prints": ("pictures and sounds looked at", 0),
}
"""Each kind of work that is shown: what is counted, and its share of the whole time in hundredths.

The shares were measured on 35 clips of 24 s at 640x512, two cores; they only steer the time left.
"""

EVERY_S = 5.0
"""Where no terminal shows a bar, a line this often is enough."""


@contextmanager
def progress(*, quiet: bool = False, without: Sequence[str] = ()) -> Iterator[Watch]:
    """Show how far the work is on the error output: live on a terminal, else a line now and then.

    without: kinds of work that are not to be done, so that the time left does not wait for them.
    """
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _live(without) as watch:
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
def _live(without: Sequence[str]) -> Iterator[Watch]:
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
        yield _LiveBars(display, sum(share for name, (_, share) in STAGES.items() if name not in without))


class _LiveBars:
    """Moves the bars of a live display."""

    def __init__(self, bars: "rich.progress.Progress", total: float) -> None:
        self._bars = bars
        self._rows: dict[str, rich.progress.TaskID] = {}
        self._parts: dict[str, float] = {}
        self._whole = bars.add_task("time left", total=total, count="", subject="")

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
