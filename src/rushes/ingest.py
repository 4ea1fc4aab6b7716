"""Ingest on one page: the footage and the paper in, clips with their sound out. Every job begins here.

find what is given > read every file > let the paper know it > sync
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rushes.crew import Crew
from rushes.errands import Material
from rushes.errors import Finding
from rushes.footage import Gathered, NoFootage, find_footage
from rushes.footage.paper import Paper, apply_paper, find_papers, read_papers
from rushes.sync import NoSuchTable, Synced
from rushes.turnover.delivery import LIST

Findings = tuple[Finding, ...]


@dataclass(frozen=True)
class Brought:
    """What a job is given, read as far as must be known before any work.

    files: the footage. papers: reports and logs, found in it or named. findings: of what cannot be read.
    known_as: where files lay that were moved since, by where they lie; they are called as they were.
    """

    files: tuple[Path, ...]
    papers: tuple[Paper, ...]
    material: Material
    findings: Findings
    known_as: Mapping[Path, Path] = field(default_factory=dict)


def brought(footage: Sequence[Path], material: Material | None, beside: Sequence[Path] = ()) -> Brought:
    """Find what a job is given; `NoFootage`, or the refusal of a paper or table that a person named.

    beside: folders in which papers may lie, and whose footage is not meant.
    """
    material = material or Material()
    files = rushes_in(footage)
    if material.sync and not material.sync.is_file():
        raise NoSuchTable(str(material.sync), "there is no such file")
    papers, findings = read_papers(_not_ours(find_papers((*footage, *beside))), material.paper)
    return Brought(files, papers, material, findings)


def read_and_sync(crew: Crew, given: Brought) -> tuple[Gathered, Synced, Findings]:
    """Read the footage, let the paper know it, and bring together what rolled together."""
    with crew.stage("read"):
        gathered = apply_paper(crew.read(given.files, given.material.trusted, given.known_as), given.papers)
    with crew.stage("sync"):
        synced = crew.sync(gathered, given.material)
    return gathered, synced, (*given.findings, *_of_footage(gathered, synced), *synced.findings)


def rushes_in(footage: Sequence[Path]) -> tuple[Path, ...]:
    """Return the footage without the previews of earlier runs; `NoFootage` when nothing is left."""
    files = _not_ours(find_footage(footage))
    if not files:
        raise NoFootage(tuple(str(path) for path in footage))
    return files


def _not_ours(files: Sequence[Path]) -> tuple[Path, ...]:
    """Leave out what earlier runs wrote: previews are no footage, and no log bears witness of itself."""
    return tuple(file for file in files if not (file.parent / LIST).exists())


def _of_footage(gathered: Gathered, synced: Synced) -> Findings:
    """Return what was found of the files, without what is no question any more now that they are in sync.

    A camera may be silent whose sound lies behind it. A recorder that was stopped and started within a take
    has two recordings of one slate.
    """
    sounding = {clip.file for clip in synced.clips if clip.behind}
    parts = {one.sound.file for clip in synced.clips for one in clip.behind[1:]}
    answered = {"no sound": sounding, "same slate": parts}
    return tuple(one for one in gathered.findings if one.subject not in answered.get(one.kind, ()))
