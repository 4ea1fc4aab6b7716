"""Bring what the paper says to the clips: slates, marks, notes, lenses, who is on camera. Pure.

First the rows that name a file, or its timecode on its reel, bear witness of slates, and who wins is
decided by `rushes.footage.paper.witness`; then all other rows find their takes by the slates that came of
it. Of marks and other facts the paper that stands first in `RANK` is followed; of lens and reel the camera
report goes before. Where papers differ, or a name or recorder says otherwise, a finding says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rushes.errors import Finding
from rushes.footage.gather import Gathered
from rushes.footage.model import Clip, Note, Recording, Slate, Witness
from rushes.footage.paper.columns import plain
from rushes.footage.paper.facts import Differed, facts_of, marked
from rushes.footage.paper.match import Desk, Found, Shot, Slated, siblings_of, take_of
from rushes.footage.paper.model import Paper, Row
from rushes.footage.paper.reading.cells import NO
from rushes.footage.paper.reading.setups import key
from rushes.footage.paper.told import findings_of_differences, findings_of_papers, same_takes, several_takes
from rushes.footage.paper.witness import MARKS, PAPERS, differences, who_wins


@dataclass(frozen=True)
class Looked:
    """A paper with what became of each of its rows."""

    paper: Paper
    found: tuple[Found, ...]


@dataclass(frozen=True)
class Decided:
    """The slate of a shot after all who bear witness of it were asked, and the finding if they disagree."""

    slate: Slate
    witnesses: tuple[Witness, ...] = ()
    finding: Finding | None = None


def apply_paper(gathered: Gathered, papers: Sequence[Paper]) -> Gathered:
    """Return the rushes with all that the papers say of them, and findings of whatever does not fit.

    Rows that match nothing, or several clips alike, change nothing; each paper tells of its own once.
    """
    if not papers or not (gathered.clips or gathered.recordings):
        return gathered
    desk = Desk.of(gathered)
    by_file = [[desk.found_by_file(row) for row in paper.rows] for paper in papers]
    testified = _testified(by_file)
    shots = (*desk.pictures, *desk.sounds)
    decided = {shot.name: _decided(shot, testified.get(shot.name, ())) for shot in shots}
    slates = {name: one.slate for name, one in decided.items()}
    by_take = desk.by_take(slates)
    looked = [
        Looked(paper, _looked(paper, found, Slated(by_take, slates, siblings_of(paper))))
        for paper, found in zip(papers, by_file, strict=True)
    ]
    of_shot = _by_shot(looked)
    made = [_written(shot, decided[shot.name], of_shot.get(shot.name, ()), papers) for shot in shots]
    clips = tuple(shot.first for shot, _ in made[: len(desk.pictures)])
    recordings = tuple(Recording(shot.files) for shot, _ in made[len(desk.pictures) :])
    told = (
        *_still_true(gathered.findings, clips),
        *(one.finding for one in decided.values() if one.finding),
        *findings_of_differences([(shot, differed) for shot, all_of in made for differed in all_of]),
        *several_takes(by_file),
        *same_takes(gathered.clips, clips),
        *findings_of_papers([(one.paper, one.found) for one in looked], desk),
    )
    return replace(gathered, clips=clips, recordings=recordings, findings=told)


def _still_true(findings: Sequence[Finding], clips: Sequence[Clip]) -> Iterator[Finding]:
    """Yield the findings without that of clips that have no slate, where paper gave one to all of them."""
    for finding in findings:
        if finding.kind != "no slate" or any(clip.slate.source == "none" for clip in clips):
            yield finding


def _testified(papers: Sequence[Sequence[Found | None]]) -> Mapping[str, Sequence[Row]]:
    """Return the rows that bear witness of a shot's slate: those that name its file or its timecode.

    Several takes of a setup that one paper has in one file were shot without cutting: a series, of which the
    take counts that the file's name tells, else the first.
    """
    testified: dict[str, list[Row]] = defaultdict(list)
    for rows in papers:
        of: dict[tuple[str, str], list[tuple[Shot, Row]]] = defaultdict(list)
        for one in rows:
            if one is not None and (one.row.setup or one.row.scene):
                for shot in one.shots:
                    of[shot.name, key(one.row.setup or "")].append((shot, one.row))
        for (name, _), several in of.items():
            testified[name].append(_as_one(several[0][0], [row for _, row in several]))
    return testified


def _as_one(shot: Shot, rows: Sequence[Row]) -> Row:
    if len({row.take for row in rows}) == 1:
        return rows[0]
    named = [row for row in rows if row.take == shot.slate.take]
    return replace((named or rows)[0], series=True)


def _decided(shot: Shot, rows: Sequence[Row]) -> Decided:
    """Return the slate of a shot, all witnesses, and the finding of their disagreement."""
    if not rows:
        return Decided(shot.slate)
    own = Witness(shot.slate.source.partition(",")[0], shot.slate)
    witnesses = tuple(Witness(row.kind, _slate_of(row)) for row in rows)
    all_of = (*witnesses, *(() if own.by == "none" else (own,)))
    slate, finding = who_wins(all_of)
    followed = _kept(own, slate, agreed=finding is None)
    followed = replace(followed, camera=shot.roll.camera or followed.camera)  # a camera knows its own letter
    return Decided(followed, all_of, replace(finding, subject=shot.name) if finding else None)


def _kept(own: Witness, won: Slate, *, agreed: bool) -> Slate:
    """Return the slate that won as the file's own slate, where that says the same; its marks stay.

    What the file tells by itself stays too, but for the scene of the same setup: a British slate's number
    and a letter may both be right.
    """
    if own.by == "none" or (not agreed and differences(own.slate, won)):
        marks: dict[str, Any] = {
            mark: True for mark in MARKS if getattr(own.slate, mark) and mark != "pickup"
        }
        return replace(won, camera=won.camera or own.slate.camera, **marks)
    same = bool(own.slate.setup and won.setup) and key(own.slate.setup or "") == key(won.setup or "")
    new: dict[str, Any] = {}
    for part in ("scene", "setup", "take", "camera"):
        told, known = getattr(won, part), getattr(own.slate, part)
        if told and told != known and (known is None or (part == "scene" and same)):
            new[part] = told
    kept = replace(own.slate, series=own.slate.series or won.series)
    return replace(kept, **new, source=f"{own.slate.source}, paper") if new else kept


def _slate_of(row: Row) -> Slate:
    return Slate(
        row.scene,
        row.setup,
        row.take,
        row.camera,
        source="paper",
        pickup=row.pickup,
        series=row.series,
        part=row.part,
    )


def _looked(paper: Paper, by_file: Sequence[Found | None], slated: Slated) -> tuple[Found, ...]:
    """Look for the takes of all rows that name no file; a log's row is of the other cameras' clips too.

    A row whose file turned out to be another take speaks of its take, and not of that file. A row that
    names a sound speaks of that recording alone: a false start has the slate of the take after it. What it
    says comes to the picture that the recording lies behind.
    """
    found = []
    for row, first in zip(paper.rows, by_file, strict=True):
        if first is None:
            found.append(slated.found(row))
        elif first.shots and _overruled(row, first, slated.slates):
            found.append(replace(slated.found(replace(row, file="")), row=row))
        elif row.kind == "camera report" or any(shot.first.is_sound for shot in first.shots):
            found.append(first)
        else:
            others = _others(first, slated.found(row), slated.slates)
            found.append(replace(first, shots=(*first.shots, *others)))
    return tuple(found)


def _overruled(row: Row, first: Found, slates: Mapping[str, Slate]) -> bool:
    its = [(slates[shot.name], _slate_of(row)) for shot in first.shots]
    return all(differences(now, replace(said, take=None) if now.series else said) for now, said in its)


def _others(first: Found, by_slate: Found, slates: Mapping[str, Slate]) -> Iterator[Shot]:
    """Yield the shots of the same take that the named file does not stand for: other cameras, the sound."""
    cameras = {(shot.first.is_sound, slates[shot.name].camera) for shot in first.shots}
    for shot in by_slate.shots:
        if (shot.first.is_sound, slates[shot.name].camera) not in cameras:
            yield shot


def _by_shot(looked: Sequence[Looked]) -> Mapping[str, Sequence[Found]]:
    of: dict[str, list[Found]] = defaultdict(list)
    for one in looked:
        for found in one.found:
            for shot in found.shots:
                of[shot.name].append(found)
    return of


def _written(
    shot: Shot, decided: Decided, found: Sequence[Found], papers: Sequence[Paper]
) -> tuple[Shot, tuple[Differed, ...]]:
    """Return a shot with all that its rows say, and where they differ."""
    if not found:
        slate, known = decided.slate, decided.witnesses
        return Shot(tuple(replace(file, slate=slate, witnesses=known) for file in shot.files)), ()
    rows = sorted((one.row for one in found), key=lambda row: PAPERS.index(row.kind))
    facts, differed = facts_of(shot, decided.slate, found)
    slate, of_marks = marked(replace(decided.slate, **facts.of_slate), rows)
    known = tuple(replace(one, slate=_as_followed(one, shot, slate, papers)) for one in decided.witnesses)
    notes = tuple(_notes(rows, shot))
    files = tuple(
        replace(file, slate=slate, notes=(*file.notes, *notes), witnesses=known, **facts.of_clip(file))
        for file in shot.files
    )
    return Shot(files), (*differed, *of_marks)


def _as_followed(witness: Witness, shot: Shot, followed: Slate, papers: Sequence[Paper]) -> Slate:
    """Return the slate that this shot would have by this witness, with that take's own marks."""
    if not differences(witness.slate, followed):
        return replace(followed, source=witness.slate.source)
    rows = [row for paper in papers for row in paper.rows if take_of(row) == take_of(witness.slate)]
    own = replace(
        witness.slate,
        camera=witness.slate.camera or followed.camera,
        circled=shot.slate.circled,
        no_good=shot.slate.no_good,
    )
    return marked(own, sorted(rows, key=lambda row: PAPERS.index(row.kind)))[0]


def _notes(rows: Sequence[Row], shot: Shot) -> Iterator[Note]:
    """Yield what was written about a take, each text once."""
    known = {note.text for note in shot.first.notes}  # a sound report repeats what the recorder wrote
    told = dict.fromkeys((row.kind, text) for row in rows for text in _texts(row, shot) if text not in known)
    yield from (Note(by, text) for by, text in told)


def _texts(row: Row, shot: Shot) -> Iterator[str]:
    if row.comment:
        yield row.comment
    if row.hold:
        yield "hold"
    if row.false_start:
        yield "false start"
    if row.fps and not shot.first.is_sound and _off_speed(row.fps, shot.first):
        yield f"{row.fps} fps"
    if plain(row.filter) not in NO | {""} and not shot.first.is_sound:
        yield f"filter {row.filter}"


def _off_speed(fps: str, clip: Clip) -> bool:
    """Tell whether a camera ran at another speed than its clip plays at."""
    found = re.match(r"\d+(?:[.,]\d+)?", fps.strip())
    return found is not None and abs(float(found[0].replace(",", ".")) - float(clip.rate)) > 0.5
