"""The log on one page: a folder of rushes in, the list of all that was shot out, picture and sound alike.

    ingest (footage, paper, sync) > take a picture of each clip > hand over

No screenplay is needed and nobody is listened to, so it is quick. Without a folder to write into nothing is
written, and nothing is remembered either, unless a cache is named.
"""

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.crew import Crew
from rushes.engine import Cache, Watch, all_cores
from rushes.errands import Material
from rushes.errors import Finding
from rushes.footage.names import unique_names
from rushes.footage.paper import Paper
from rushes.ingest import Brought, brought, read_and_sync
from rushes.turnover import LOG, check_out
from rushes.turnover.log import Log, PaperRead, rows_of

Findings = tuple[Finding, ...]


@dataclass(frozen=True)
class Logged:
    """A log and where it stands.

    out: the folder that was made, None when none was asked for; files: what it holds. evidence: one sentence
    on how much of the footage could be logged. seconds: how long each stage took, in order.
    """

    out: Path | None
    files: tuple[Path, ...]
    log: Log
    evidence: str
    seconds: Mapping[str, float]


def log_footage(
    footage: Sequence[Path],
    out: Path | None = None,
    *,
    material: Material | None = None,
    jobs: int | None = None,
    cache: Path | None = None,
    watch: Watch | None = None,
) -> Logged:
    """Log what was shot; with `out`, write the log into that folder.

    material: what a person brings beside the footage, or says about it. jobs: processes at work; by default
    one a core. cache: where results are remembered; by default ``.rushes-cache`` beside `out`, and nowhere
    without it. watch: told of every step. Raises a `Refusal` before any work when there is no footage, when
    a report or table that was named cannot be read, or when `out` holds what no earlier log wrote.
    """
    if out is not None:
        check_out(out, LOG)
    given = brought(footage, material)
    with ExitStack() as forgotten:
        if cache is None:
            beside = out.absolute().parent / ".rushes-cache" if out is not None else None
            cache = beside or Path(forgotten.enter_context(tempfile.TemporaryDirectory(prefix="rushes-")))
        crew = Crew(jobs or all_cores(), Cache(cache), watch)
        log = _logged(crew, given, _title(footage))
        handed, unheld = _hand_over(crew, log, out) if out is not None else ((), ())
        log = replace(log, findings=(*log.findings, *unheld))
        return Logged(out, handed, log, evidence_of(given.files, log), crew.seconds)


def _logged(crew: Crew, given: Brought, title: str) -> Log:
    gathered, synced, findings = read_and_sync(crew, given)
    read = tuple(_told(paper) for paper in given.papers)
    log = Log(title, synced.clips, gathered.recordings, findings, gathered.probes, read)
    return replace(log, left_out=_left_out(given.files, log))


def _hand_over(crew: Crew, log: Log, out: Path) -> tuple[tuple[Path, ...], Findings]:
    sounds = [clip for recording in log.recordings for clip in recording.files]
    with crew.stage("hand over"):
        return crew.hand_over_log(out, log, crew.picture(log.clips), crew.level(sounds))


def _told(paper: Paper) -> PaperRead:
    columns = tuple((mapped.heading, mapped.meaning) for mapped in paper.mapping)
    return PaperRead(paper.name, paper.kind, columns)


def _title(footage: Sequence[Path]) -> str:
    """Return what a log is of: the names of the folders and files that were named."""
    names = [path.resolve().name or str(path.resolve()) for path in footage]
    return " + ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _left_out(files: Sequence[Path], log: Log) -> tuple[tuple[str, Path], ...]:
    """Return what could not be used, by the names that findings call it by."""
    used = {clip.path for clip in log.clips}
    used |= {clip.path for recording in log.recordings for clip in recording.files}
    names = unique_names(files)
    return tuple((name, path) for name, path in zip(names, files, strict=True) if path not in used)


def evidence_of(files: Sequence[Path], log: Log) -> str:
    """Say how much of the footage is logged, and why not the rest: ``57 of 59 files logged, 1 empty``."""
    why = Counter(row.alone for row in rows_of(log) if row.kind == "left out")
    rest = "".join(f", {count} {kind}" for kind, count in why.items())
    return f"{len(files) - why.total()} of {len(files)} files logged{rest}"
