"""The whole job on one page: a screenplay and a folder of rushes in, a first cut out. Read this first.

    read the script > read the footage > sync > hear and see every clip > line the script > cut > hand over

The stages as far as the lined script are told in `rushes.lining`, which is also a job of its own.
What would make the job pointless is refused before it begins, with nothing written. What is wrong
with one clip is a finding, and the job goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

from rushes.callsheet import check_hearing
from rushes.coverage import LinedScript
from rushes.credentials import Label
from rushes.crew import Crew
from rushes.cut import Cut, Pins, Version, doubts_about, first_cut, read_pins, taste_of
from rushes.cut.on_camera_toml import check_on_camera, read_on_camera
from rushes.cut.versions import versions as made_versions
from rushes.engine import Cache, Watch, all_cores
from rushes.errands import Hearing, Material
from rushes.errors import Finding
from rushes.gate import Gate, gate_for, not_done
from rushes.ingest import brought
from rushes.lining import evidence_of, line_footage, script_for
from rushes.picture.faces import check_faces
from rushes.project import (
    FILM,
    Film,
    is_film,
    keep_film,
    note_seconds,
    says_otherwise,
)
from rushes.screenplay import Screenplay
from rushes.timecode import rate_from
from rushes.turnover import check_out, check_rate
from rushes.turnover.asked import Asked
from rushes.turnover.withheld import People, Refusals


@dataclass(frozen=True)
class Assembly:
    """A first cut and all it stands on.

    out: the folder that was made; files: what it holds. evidence: one sentence on how much of the footage
    was heard. seconds: how long each stage took, in order. versions: other cuts, where they were asked for.
    """

    out: Path
    files: tuple[Path, ...]
    screenplay: Screenplay
    lined: LinedScript
    cut: Cut
    findings: tuple[Finding, ...]
    evidence: str
    seconds: Mapping[str, float]
    versions: tuple[Version, ...] = ()


def assemble(
    screenplay: Path,
    footage: Sequence[Path],
    out: Path,
    *,
    taste: str = "classic",
    rate: Fraction | None = None,
    pins: Pins | Path | None = None,
    versions: int = 0,
    on_camera: Path | None = None,
    grants: Path | None = None,
    jobs: int | None = None,
    cache: Path | None = None,
    hearing: Hearing | None = None,
    material: Material | None = None,
    watch: Watch | None = None,
) -> Assembly:
    """Make a first cut into the folder `out` and return it with everything it stands on.

    taste: the name of one, or a TOML file (`rushes.cut.own_taste`). rate: the film's; by default that of
    most clips. pins: what a person decided, or the file that says it. versions: how many other cuts to make
    beside the first. on_camera: a file that says who is on camera in a setup. grants: the register of
    consent, by default the film's own; without one that says yes to them, no face is looked for. jobs:
    processes at work; by default one a core. cache: where results are remembered; by default
    ``.rushes-cache`` beside `out`. hearing: which ear hears; by default the one that Rushes brings. material:
    what is brought beside the footage. watch: told of every step. A `film.toml` in `out` says what the film
    is made from, for the screening room. Raises a `Refusal` before any work when there is no screenplay with
    dialogue, no footage, no such taste, rate or ear, nothing in a file that a person named, or when `out`
    holds what no earlier run wrote; after it, with nothing written, for pins that cannot be kept.
    """
    check_out(out)
    if rate is not None:
        check_rate(rate_from(str(rate)))
    eye, pinned = taste_of(taste), read_pins(pins) if isinstance(pins, Path) else pins
    told, hearing = read_on_camera(on_camera) if on_camera else {}, hearing or Hearing()
    script, revision, of_script = script_for(screenplay, out)
    gate = gate_for_faces(out, script, grants)
    given = brought(footage, material)
    check_hearing(hearing, script, given.files)
    film = Film(out, screenplay, tuple(footage), script.title, taste, str(rate) if rate else None, on_camera)
    film = replace(film, pins=pins if isinstance(pins, Path) else None, grants=grants, cache=cache)
    film = _with_all_paths(film, hearing, given.material)
    crew = Crew(jobs or all_cores(), Cache(film.results), watch)

    lined, of_lines = line_footage(crew, script, given, revision, hearing, gate=gate)
    if on_camera:
        check_on_camera(on_camera, told, lined.clips, (line.character for line in script.lines))
    with crew.stage("cut"):
        cut, of_cut = first_cut(script, lined, eye, rate, pins=pinned, told=told)
        others, of_others = made_versions(script, lined, eye, versions, cut.rate, pins=pinned, told=told)
    findings = (*of_script, *_of_film(film), *of_lines, *kept_out(gate, cut))
    findings = (*findings, *doubts_about(eye), *of_cut, *of_others)
    evidence = f"{evidence_of(given.files, lined, findings)}; {_faces_told(lined, gate)}"
    with crew.stage("hand over"):
        stills = crew.photograph(lined)
        made = (out, cut, lined, script, findings)
        by_name, people = {version.name: version.cut for version in others}, of_people(gate, lined, cut)
        handed, unseen = crew.hand_over(*made, evidence=evidence, stills=stills, versions=by_name, **people)
    _keep(film, crew)
    return Assembly(out, handed, script, lined, cut, (*findings, *unseen), evidence, crew.seconds, others)


class OfPeople(TypedDict):
    """What a turnover is told of people beside the cut; see `rushes.turnover.hand_over`."""

    label: Label
    refusals: Refusals
    asked: Asked | None


def of_people(gate: Gate, lined: LinedScript, cut: Cut, acts: Mapping[str, int] | None = None) -> OfPeople:
    """Return what a turnover must know of people: what they said, and who is kept out of its previews.

    acts: what people did, in counts, by the names of acts. Kept out is who said no, in words, to `publish`.
    """
    who = People({clip.file: gate.people_in(clip) for clip in lined.clips}, gate.cast)
    noes = (no.performer for clip in lined.clips for no in gate.objections(clip, "publish"))
    label = Label(people=acts or {}, consent=gate.told(cut.clips))
    return OfPeople(label=label, refusals=Refusals(who, frozenset(noes)), asked=gate.answers(lined))


def kept_out(gate: Gate, cut: Cut) -> tuple[Finding, ...]:
    """Say who is covered and muted in the previews of a cut, and in which clips; see `of_people`."""
    noes = {clip.file: gate.objections(clip, "publish") for clip in cut.clips}
    refused = {file: told for file, told in noes.items() if told}
    return not_done("covered in previews", refused, "the preview is grey and silent where they may be")


def _keep(film: Film, crew: Crew) -> None:
    """Write beside a cut how long it took, and what it is made from where no film says so."""
    if crew.wrote:
        note_seconds(film.folder, crew.seconds)
    if not is_film(film.folder.parent):
        keep_film(film)


def _with_all_paths(film: Film, hearing: Hearing, material: Material) -> Film:
    """Return a film with how it is heard and what was brought, for whoever opens it; no path is relative."""
    model, taste = hearing.model, film.taste or ""
    return replace(
        film,
        folder=film.folder.absolute(),
        script=film.script.absolute(),
        footage=tuple(path.absolute() for path in film.footage),
        taste=str(Path(taste).absolute()) if taste.endswith(".toml") else film.taste,
        on_camera=_absolute(film.on_camera),
        pins=_absolute(film.pins),
        grants=_absolute(film.grants),
        cache=_absolute(film.cache),
        ear=hearing.ear,
        ear_model=str(Path(model).absolute()) if model and Path(model).exists() else model,
        transcripts=_absolute(hearing.transcripts),
        paper=tuple(path.absolute() for path in material.paper),
        sync=_absolute(material.sync),
        trust=material.trusted,
    )


def _absolute(path: Path | None) -> Path | None:
    return path.absolute() if path else None


def _of_film(film: Film) -> tuple[Finding, ...]:
    """Say that a person's `film.toml` has the film made from something else than this cut."""
    if not says_otherwise(film):
        return ()
    fact = "It was written by hand and names other material or settings than this cut was made from."
    advice = "The screening room goes by film.toml: change it, or cut the film by its folder alone."
    return (Finding("film says otherwise", FILM, fact, advice),)


def _faces_told(lined: LinedScript, gate: Gate) -> str:
    """Say whether faces were read, and by whose yes."""
    granted = {clip.file: grant for clip in lined.clips if (grant := gate.grant(clip, "faces"))}
    if not granted:
        return "no faces read, as nobody granted it"
    found = sum(any(look.boxes for look in seen.faces) for seen in lined.seen.values())
    on = max(grant.on for grant in granted.values())
    told = f"faces found in {found} of {len(lined.clips)} clips, as granted on {on.isoformat()}"
    silent = len(lined.clips) - len(granted)
    return told + (f"; in {silent} none was looked for, as not everybody in them said yes" if silent else "")


def gate_for_faces(out: Path, screenplay: Screenplay, grants: Path | None) -> Gate:
    """Return the gate of a film; `NoFaces` where there is a yes and nothing installed that finds faces."""
    gate = gate_for(out, screenplay, grants)
    if gate.may("faces"):
        check_faces()
    return gate
