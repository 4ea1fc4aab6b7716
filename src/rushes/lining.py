"""The lined script on one page: a screenplay and rushes in, which take covers which line out.

    read the script > read the footage > sync > hear every clip > line the script > hand over

The first cut (`rushes.assembly`) stands on the same stages. Where the folder to write into holds an
earlier lined script, the lines that it knows keep their ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.callsheet import check_hearing
from rushes.coverage import LinedScript, line_up
from rushes.crew import Crew
from rushes.engine import Cache, Watch, all_cores
from rushes.errands import Hearing, Material
from rushes.errors import Finding
from rushes.footage import Gathered, NoFootage, find_footage
from rushes.screenplay import Earlier, Revision, Screenplay, read_screenplay, revise
from rushes.screenplay.revision import findings_of
from rushes.sync.model import Synced
from rushes.turnover import LINE, NotOurDocument, check_out, read_lined_script
from rushes.turnover.delivery import LIST

Findings = tuple[Finding, ...]


@dataclass(frozen=True)
class Lining:
    """A lined script and all it stands on.

    out: the folder that was made; files: what it holds. revision: what is different since the script was
    lined there before; None for the first time. evidence: one sentence on how much of the footage was
    heard. seconds: how long each stage took, in order.
    """

    out: Path
    files: tuple[Path, ...]
    screenplay: Screenplay
    lined: LinedScript
    revision: Revision | None
    findings: Findings
    evidence: str
    seconds: Mapping[str, float]


def line(
    screenplay: Path,
    footage: Sequence[Path],
    out: Path | None = None,
    *,
    jobs: int | None = None,
    cache: Path | None = None,
    hearing: Hearing | None = None,
    material: Material | None = None,
    watch: Watch | None = None,
) -> Lining:
    """Line a script: find in the footage who says which line where, and how; no cut is made.

    out: the folder to make; by default ``<screenplay>-lined`` beside the screenplay. jobs: processes at
    work; by default one a core. cache: where results are remembered; by default ``.rushes-cache`` beside
    `out`. hearing: which ear hears. material: what is brought beside the footage. watch: told of every
    step. Raises a `Refusal` before any work when
    there is no screenplay with dialogue, no footage, no such ear, or when `out` holds what no earlier
    lining wrote.
    """
    out = out or screenplay.with_name(f"{screenplay.stem}-lined")
    check_out(out, LINE)
    hearing, material = hearing or Hearing(), material or Material()
    script, revision, of_script = script_for(screenplay, out)
    files = rushes_in(footage)
    check_hearing(hearing, script, files)
    crew = Crew(jobs or all_cores(), Cache(cache or out.absolute().parent / ".rushes-cache"), watch)

    lined, of_lines = line_footage(crew, script, files, revision, hearing=hearing, material=material)
    findings = (*of_script, *of_lines)
    evidence = evidence_of(files, lined, findings)
    with crew.stage("hand over"):
        handed, unseen = crew.hand_over_lines(out, lined, script, findings, evidence=evidence)

    return Lining(out, handed, script, lined, revision, (*findings, *unseen), evidence, crew.seconds)


def line_footage(
    crew: Crew,
    script: Screenplay,
    files: Sequence[Path],
    revision: Revision | None,
    *,
    hearing: Hearing,
    material: Material,
) -> tuple[LinedScript, Findings]:
    """Read the footage, hear every clip and line the script: the stages that every job begins with."""
    with crew.stage("read"):
        gathered = crew.read(files, material.trusted)
    with crew.stage("sync"):
        synced = crew.sync(gathered, material)
    clips, of_footage = synced.clips, (*_of_footage(gathered, synced), *synced.findings)
    with crew.stage("hear"):
        heard, unheard = crew.listen(script, clips, hearing)
    with crew.stage("line up"):
        lined, of_lines = line_up(script, clips, heard)
        retired = revision.retired if revision else ()
        lined = replace(lined, retired=retired, loose=synced.loose)
    return lined, (*of_footage, *unheard, *of_lines)


def _of_footage(gathered: Gathered, synced: Synced) -> Findings:
    """Return what was found of the files, without the silence of a camera whose sound lies behind it."""
    sounding = {clip.file for clip in synced.clips if clip.behind}
    return tuple(one for one in gathered.findings if not (one.kind == "no sound" and one.subject in sounding))


def script_for(screenplay: Path, out: Path) -> tuple[Screenplay, Revision | None, Findings]:
    """Read a screenplay; lines that an earlier lined script in `out` knows keep their ids."""
    script, findings = read_screenplay(screenplay)
    try:
        before = read_lined_script((out / "lined-script.json").read_bytes())
    except OSError:
        return script, None, findings
    except NotOurDocument as refusal:
        told = Finding("earlier lining not read", "lined-script.json", f"{refusal} Its ids begin anew.")
        return script, None, (*findings, told)
    script, revision = revise(script, Earlier(before.lines, before.headings, before.retired))
    return script, revision, (*findings, *findings_of(revision))


def rushes_in(footage: Sequence[Path]) -> tuple[Path, ...]:
    """Return the footage without the previews of earlier runs; `NoFootage` when nothing is left."""
    files = tuple(file for file in find_footage(footage) if not (file.parent / LIST).exists())
    if not files:
        raise NoFootage(tuple(str(path) for path in footage))
    return files


_UNHEARD = (
    *("hash mismatch", "hash unreadable", "unreadable", "empty", "no picture"),
    *("same content", "same recording", "no sound", "not heard"),
)
"""Findings that say why a file was not heard, the deepest reason first."""


def evidence_of(files: Sequence[Path], lined: LinedScript, findings: Sequence[Finding]) -> str:
    """Say how much of the footage was heard, and why not the rest: ``31 of 32 clips heard, 1 unreadable``.

    Recordings are told by the pictures that they lie behind.
    """
    sounds = _sounds_in(lined)
    pictures = [file for file in files if file not in sounds]
    why: dict[str, str] = {}
    for kind in _UNHEARD:
        for finding in findings:
            if finding.kind == kind and finding.subject not in lined.heard:
                why.setdefault(finding.subject, kind)
    rest = [f", {list(why.values()).count(kind)} {kind}" for kind in _UNHEARD if kind in why.values()]
    behind = sum(any(one.sound.is_sound for one in clip.behind) for clip in lined.clips)
    recorded = f", {behind} with the recorder's sound" if sounds else ""
    return f"{len(lined.heard)} of {len(pictures)} clips heard{recorded}" + "".join(rest)


def _sounds_in(lined: LinedScript) -> set[Path]:
    """Return the files of all recordings, whether they lie behind a picture or not."""
    behind = {one.sound.path for clip in lined.clips for one in clip.behind if one.sound.is_sound}
    return behind | {file.path for recording in lined.loose for file in recording.files}
