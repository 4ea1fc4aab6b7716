"""The lined script on one page: a screenplay and rushes in, which take covers which line out.

    read the script > read the footage > sync > hear and see every clip > line the script > hand over

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
from rushes.gate import Gate, gate_for
from rushes.ingest import Brought, brought, read_and_sync
from rushes.screenplay import Earlier, Revision, Screenplay, read_screenplay, revise
from rushes.screenplay.revision import findings_of
from rushes.turnover import LINE, NotOurDocument, check_out, read_lined_script

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
    grants: Path | None = None,
    jobs: int | None = None,
    cache: Path | None = None,
    hearing: Hearing | None = None,
    material: Material | None = None,
    watch: Watch | None = None,
) -> Lining:
    """Line a script: find in the footage who says which line where, and how; no cut is made.

    out: the folder to make; by default ``<screenplay>-lined`` beside the screenplay. grants: the register of
    consent, by default the film's own. jobs: processes at
    work; by default one a core. cache: where results are remembered; by default ``.rushes-cache`` beside
    `out`. hearing: which ear hears. material: what is brought beside the footage. watch: told of every
    step. Raises a `Refusal` before any work when
    there is no screenplay with dialogue, no footage, no such ear, or when `out` holds what no earlier
    lining wrote.
    """
    out = out or screenplay.with_name(f"{screenplay.stem}-lined")
    check_out(out, LINE)
    hearing = hearing or Hearing()
    script, revision, of_script = script_for(screenplay, out)
    given = brought(footage, material)
    check_hearing(hearing, script, given.files)
    crew = Crew(jobs or all_cores(), Cache(cache or out.absolute().parent / ".rushes-cache"), watch)

    gate = gate_for(out, script, grants)
    lined, of_lines = line_footage(crew, script, given, revision, hearing, gate=gate)
    findings = (*of_script, *of_lines)
    evidence = evidence_of(given.files, lined, findings)
    with crew.stage("hand over"):
        handed, unseen = crew.hand_over_lines(out, lined, script, findings, evidence=evidence)

    return Lining(out, handed, script, lined, revision, (*findings, *unseen), evidence, crew.seconds)


def line_footage(
    crew: Crew,
    script: Screenplay,
    given: Brought,
    revision: Revision | None,
    hearing: Hearing,
    *,
    gate: Gate | None = None,
) -> tuple[LinedScript, Findings]:
    """Read the footage, hear and see every clip and line the script: how every job begins.

    gate: asked before anybody's likeness is touched; without one nobody said yes.
    """
    _, synced, of_footage = read_and_sync(crew, given)
    clips = synced.clips
    with crew.stage("hear"):
        heard, unheard = crew.listen(script, clips, hearing, gate)
    with crew.stage("look"):
        seen, of_pictures = crew.look(clips, gate)
    with crew.stage("line up"):
        lined, of_lines = line_up(script, clips, heard)
        retired = revision.retired if revision else ()
        lined = replace(lined, retired=retired, loose=synced.loose, seen=seen)
    of_mouths: Findings = ()
    if gate and any(one.faces for one in seen.values()):
        with crew.stage("watch mouths"):
            watched, of_mouths = crew.watch_mouths(lined, gate)
            lined = replace(lined, seen=watched)
    return lined, (*of_footage, *unheard, *of_pictures, *of_lines, *of_mouths)


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
