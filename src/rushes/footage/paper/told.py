"""What a person should know of the papers: summed up, one finding for each sort of thing. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.footage.paper.facts import Differed
from rushes.footage.paper.match import Desk, Found, Shot
from rushes.footage.paper.model import Kind, Paper, Row
from rushes.footage.slates import listed

_IN = {"name": "the file's name", "file": "the file itself"}
_SHOWN = 3


def findings_of_papers(looked: Sequence[tuple[Paper, Sequence[Found]]], desk: Desk) -> Iterator[Finding]:
    """Yield for each paper the rows that match nothing or too much, for each kind what it leaves out."""
    mentioned: dict[Kind, set[str]] = defaultdict(set)
    used: dict[Kind, list[str]] = defaultdict(list)
    for paper, found in looked:
        yield from _unmatched(paper, found, desk)
        yield from _doubtful(paper, found)
        told = {shot.name for one in found for shot in (*one.shots, *one.between)}
        mentioned[paper.kind] |= told
        used[paper.kind] += [paper.name] if told else []
    for kind, papers in used.items():
        concerned = desk.sounds if kind == "sound report" and desk.sounds else desk.pictures
        missing = [shot.name for shot in concerned if shot.name not in mentioned[kind]]
        if missing and len(missing) < len(concerned):
            many = f"{len(missing)} of {len(concerned)} {'sounds' if concerned is desk.sounds else 'clips'}"
            fact = f"No {kind} mentions {many}: {listed(missing)}."
            yield Finding("not on paper", papers[0], fact, "Look whether a page of it is missing.")


def _unmatched(paper: Paper, found: Sequence[Found], desk: Desk) -> Iterator[Finding]:
    rows = [one.row for one in found if not _reached(one, desk)]
    if not rows:
        return
    some = ", ".join(f"{row.label} (line {row.line_number})" for row in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    what = "sound" if paper.kind == "sound report" and desk.sounds else "clip"
    fact = f"{len(rows)} of {len(found)} rows of this {paper.kind} match no {what}: {some}{more}."
    advice = (
        "Look whether those takes were copied, and whether file names or slates are written alike in both."
    )
    yield Finding("paper without a clip", paper.name, fact, advice)


def _reached(found: Found, desk: Desk) -> bool:
    """Tell whether a row found what it is of: a sound report's the sound, any other's the picture."""
    told = (*found.shots, *found.between)
    if not (desk.pictures and desk.sounds) or found.row.wild or found.row.room_tone:
        return bool(told)
    return any(
        shot.first.is_sound == (found.row.kind == "sound report") or found.how != "slate" for shot in told
    )


def _doubtful(paper: Paper, found: Sequence[Found]) -> Iterator[Finding]:
    rows = [one for one in found if one.between]
    if not rows:
        return
    first = rows[0]
    several = listed([shot.name for shot in first.between])
    more = f"; so do {len(rows) - 1} more rows" if len(rows) > 1 else ""
    row = f"Line {first.row.line_number} ({first.row.label})"
    fact = f"{row} fits several clips ({several}){more}; nothing was changed."
    advice = "Write the file's name or the camera into the row, or give the clips slates that differ."
    yield Finding("paper fits several clips", paper.name, fact, advice)


def findings_of_differences(differed: Sequence[tuple[Shot, Differed]]) -> Iterator[Finding]:
    """Yield one finding for each two who differ in one thing, with the clips in which they do."""
    marks: dict[tuple[str, ...], list[Shot]] = defaultdict(list)
    values: dict[tuple[str, ...], list[tuple[Shot, Differed]]] = defaultdict(list)
    for shot, one in differed:
        if one.what in {"circled", "no_good", "both"}:
            marks[one.what, one.said, one.by, one.other, one.against].append(shot)
        else:
            values[one.what, one.by, one.against].append((shot, one))
    for (what, said, by, other, against), shots in marks.items():
        names = listed([shot.name for shot in shots])
        fact = f"{said.capitalize()} in {_where(by)}, {other} in {_where(against, by)}: {names}."
        followed = "Both were kept." if what == "both" else f"{_where(by).capitalize()} was followed."
        yield Finding(
            "papers disagree", shots[0].name, f"{fact} {followed}", "Ask whoever wrote them which is right."
        )
    for (what, by, against), several in values.items():
        names = listed([f"{shot.name} ({one.said}; {one.other})" for shot, one in several])
        fact = f"The {what} differs between {_where(by)} and {_where(against, by)}: {names}."
        advice = "Ask whoever wrote them which is right."
        subject = several[0][0].name
        yield Finding("papers disagree", subject, f"{fact} {_where(by).capitalize()} was followed.", advice)


def _where(by: str, other: str = "") -> str:
    return f"another {by}" if by == other else _IN.get(by, f"the {by}")


def several_takes(papers: Sequence[Sequence[Found | None]]) -> Iterator[Finding]:
    """Yield a finding for each file of which one paper has several takes: a series, or a slip of the pen."""
    for found in papers:
        rows: dict[str, dict[str, Row]] = defaultdict(dict)
        for one in found:
            for shot in one.shots if one else ():
                rows[shot.name] |= {one.row.label: one.row} if one and one.row.take else {}
        for name, takes in rows.items():
            if len(takes) > 1:
                told = " and ".join(f"{label} (line {row.line_number})" for label, row in takes.items())
                by = next(iter(takes.values())).kind
                fact = f"By the {by} it is {told}; takes of one setup were taken for a series."
                yield Finding(
                    "several takes in a file", name, fact, "If a row names the wrong file, correct it."
                )


def same_takes(before: Sequence[Clip], after: Sequence[Clip]) -> Iterator[Finding]:
    """Yield a finding for clips of one camera that paper gives the same slate, and that had it not before."""
    had = Counter(_take(clip) for clip in before)
    groups: dict[tuple[object, ...], list[Clip]] = defaultdict(list)
    for clip in after:
        if clip.slate.take and "paper" in clip.slate.source:
            groups[_take(clip)].append(clip)
        elif clip.slate.take:
            groups.setdefault(_take(clip), []).insert(0, clip)
    advice = "Look at the boards in both pictures; correct the paper or rename a clip."
    for take, clips in groups.items():
        if len(clips) > max(1, had[take]):
            fact = f"By the paper its slate ({clips[-1].slate.label}) is also that of {clips[0].file}."
            yield Finding("same slate", clips[-1].file, fact, advice)


def _take(clip: Clip) -> tuple[object, ...]:
    return clip.slate.label, clip.slate.camera, clip.slate.part, clip.slate.wild, clip.slate.room_tone
