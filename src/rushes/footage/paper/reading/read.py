"""The doors: find papers on disk and read them. Nothing here is written, and nothing is guessed at."""

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from rushes.errors import Finding
from rushes.footage.find import natural, walk
from rushes.footage.paper.columns import meaning_of
from rushes.footage.paper.model import Mapped, NoSuchPaper, NotAPaper, Paper
from rushes.footage.paper.reading.kinds import kind_of, tells_of_takes
from rushes.footage.paper.reading.rows import rows_of
from rushes.footage.paper.reading.tables import Table, table_of

ENDINGS: Final = frozenset((".ale", ".csv", ".tsv", ".txt"))
LARGEST: Final = 32_000_000
"""Bytes: the log of a whole series is smaller; what is larger was measured by a machine, not written."""


def find_papers(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return every report and log in these files and folders, absolute, in natural order, each once.

    Folders are walked as for footage. A table that tells of no takes is silently none; a file that ends in
    .ale and cannot be read is among them, so that `read_papers` can tell.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in walk(path, ENDINGS):
            if file.suffix.lower() == ".ale" or _is_paper(file):
                found.setdefault(file.resolve(), Path(os.path.abspath(file)))  # noqa: PTH100 -- keeps the link's own name
    return tuple(sorted(found.values(), key=natural))


def read_paper(path: Path) -> Paper:
    """Return what a report or log says; `NoSuchPaper` or `NotAPaper` when it cannot be read."""
    data = _bytes(path)
    table = table_of(data)
    if table is None:
        raise NotAPaper(str(path), "no line of headings was found in it" if data.strip() else "it is empty")
    if not tells_of_takes(table):
        raise NotAPaper(str(path), f"no column names takes or files ({_headings(table)})")
    kind = kind_of(table, path.name)
    rows, findings = rows_of(table, kind, path.name)
    if not rows:
        raise NotAPaper(str(path), "there is no row below its headings that names a take or a file")
    mapping = tuple(Mapped(heading, meaning_of(heading)) for heading in table.headings)
    return Paper(path.name, path, sha256(data).hexdigest(), kind, table.form, mapping, rows, findings)


def read_papers(
    found: Sequence[Path], brought: Sequence[Path] = ()
) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """Return the papers of a job, each content once, and what could not be read of them.

    found: by `find_papers`; one that cannot be read is a finding. brought: named by a person; one that cannot
    be read is refused (`NoSuchPaper`, `NotAPaper`).
    """
    papers = {paper.sha256: paper for paper in map(read_paper, dict.fromkeys(brought))}
    findings: list[Finding] = []
    for path in found:
        try:
            paper = read_paper(path)
        except NotAPaper as refusal:
            findings.append(Finding("paper not read", path.name, str(refusal)))
        else:
            papers.setdefault(paper.sha256, paper)
    ordered = sorted(papers.values(), key=lambda paper: natural(paper.path))
    return tuple(ordered), (*findings, *(finding for paper in ordered for finding in paper.findings))


def _is_paper(file: Path) -> bool:
    try:
        table = table_of(_bytes(file))
    except NotAPaper:
        return False
    return table is not None and tells_of_takes(table) and bool(next(_rows(table), None))


def _rows(table: Table) -> Iterator[object]:
    return (row for block in table.blocks for row in block.lines)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise NotAPaper(str(path), "it is far too large for one")
        return path.read_bytes()
    except FileNotFoundError:
        raise NoSuchPaper(str(path)) from None
    except OSError as error:
        raise NotAPaper(str(path), f"the disk refuses it ({error.strerror})") from None


def _headings(table: Table) -> str:
    shown = [heading for heading in table.headings if heading.strip()][:6]
    return "found were " + ", ".join(shown)
