"""The exam in the grammar of editing: ten shoots of known truth, cut by ours and by the naive ways.

Five seeds play a scene for two, five a scene for three, everything going wrong that does not need a recorder;
every third is shot by two cameras. The crew's logs say who is on camera. The pictures are small. So that
the cut is measured and not the ear, the script is lined by the truth (`evaluation.perfect`); two shoots go
through the whole of ``rushes assemble`` besides. There nobody crosses the line; so all ten are shot once
more, word for word the same, with one setup or two from the other side of it and a log that says, of most
setups, who looks where: of these cuts the line is judged, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evaluation import graded
from evaluation.baselines import baselines
from evaluation.graded import Graded, grade, in_all
from evaluation.marks import Mark
from evaluation.material import Material, scene_stage
from evaluation.perfect import perfectly_lined
from evaluation.score import Score
from evaluation.speed import assemble
from rushes.coverage import LinedScript
from rushes.crew import Crew
from rushes.cut import first_cut, taste_named
from rushes.engine import Cache, all_cores
from rushes.errands import Material as Given
from rushes.ingest import brought, read_and_sync
from rushes.screenplay import Screenplay, read_screenplay
from rushes.turnover.documents import read_cut, read_findings

TEN: Final = tuple(range(101, 111))
"""The cut was mended on what seeds 1 to 24 showed: these are others."""
WITH_THE_EAR: Final = (101, 102)
AHEAD: Final = (
    *(graded.SEEN, graded.SEEN_PICTURES, graded.JUMPS, graded.AVOIDABLE, *graded.OF_THE_LINE, graded.BAD),
    *(graded.SOFT, graded.NOISY, graded.PICTURE_WORDS, graded.SOUND_WORDS, graded.OTHER_TEXT),
)
"""In what ours must be ahead: all faults, as a share of the places where they could be."""
OURS: Final = "ours"
BY_EAR: Final = "ours, by ear"


@dataclass(frozen=True)
class Cutter:
    """One way of cutting, what was marked in all its cuts, and the faults of each, by seed."""

    name: str
    graded: Graded = field(default_factory=Graded)
    faults: tuple[tuple[int, str, Mark], ...] = ()

    @property
    def scores(self) -> Mapping[str, Score]:
        """Every figure by the name of its row."""
        return self.graded.scores


def sit_grammar(
    folder: Path, seeds: Sequence[int] = TEN, by_ear: Sequence[int] = WITH_THE_EAR, taste: str = "classic"
) -> tuple[Cutter, ...]:
    """Shoot the scenes into a folder, unless they lie there, and cut them in every way; ours comes first."""
    found: dict[str, list[tuple[int, Graded]]] = {OURS: []}
    for seed in seeds:
        material, across = scene_stage(folder, seed), scene_stage(folder, seed, across=True)
        of_the_line = dict(cuts_of(across, folder, seed, taste))
        for name, marked in cuts_of(material, folder, seed, taste):
            found.setdefault(name, []).append((seed, _with_the_line(marked, of_the_line[name])))
        if seed in by_ear:
            marked = cut_by_ear(material, folder / f"ear-{seed}")
            crossed = cut_by_ear(across, folder / f"ear-{seed}-across")
            found.setdefault(BY_EAR, []).append((seed, _with_the_line(marked, crossed)))
    return tuple(cutter_of(name, marked) for name, marked in found.items())


def _with_the_line(marked: Graded, across: Graded) -> Graded:
    """Return what was marked in one cut, and of the line what was marked where setups are across it."""
    return marked.with_those_of(across.only(graded.OF_THE_LINE))


def ahead_of(cutters: Sequence[Cutter]) -> Iterator[str]:
    """Yield a sentence for every figure in which a naive way is ahead of ours."""
    ours = next((cutter for cutter in cutters if cutter.name == OURS), None)
    for other in cutters:
        if ours is None or other.name in {OURS, BY_EAR}:
            continue
        for row in AHEAD:
            mine, theirs = _goodness(ours.scores[row]), _goodness(other.scores[row])
            if mine is not None and theirs is not None and theirs > mine:
                yield f"grammar: {other.name} is ahead of ours in “{row}”."


def _goodness(score: Score) -> float | None:
    """Return a figure so that more is better, whatever it counts."""
    if score.value is None or score.unit == "share":
        return score.value
    return -score.value / score.count


def cutter_of(name: str, marked: Sequence[tuple[int, Graded]]) -> Cutter:
    """Return what was marked in the cuts of one cutter."""
    faults = [(seed, row, mark) for seed, one in marked for row, mark in one.faults]
    return Cutter(name, in_all(one for _, one in marked), tuple(faults))


def cuts_of(material: Material, work: Path, seed: int, taste: str) -> Iterator[tuple[str, Graded]]:
    """Yield the marks of every cut of a material that is lined by its truth."""
    script, _ = read_screenplay(material.screenplay)
    lined = lined_by_truth(script, material, work)
    cut, findings = first_cut(script, lined, taste_named(taste))
    yield OURS, grade(material.truth, cut, findings, claims=True)
    for name, other in baselines(script, lined, seed).items():
        yield name, grade(material.truth, other)


def ten_scenes(folder: Path) -> Iterator[tuple[str, Screenplay, LinedScript]]:
    """Yield the shoots as they are lined by the truth, all under one name."""
    for seed in TEN:
        material = scene_stage(folder, seed)
        script, _ = read_screenplay(material.screenplay)
        yield "ten scenes", script, lined_by_truth(script, material, folder)


def lined_by_truth(script: Screenplay, material: Material, work: Path) -> LinedScript:
    """Read the clips, let the paper know them and look at them, as every job does; line them by the truth."""
    crew = Crew(all_cores(), Cache(work / "cache"))
    _, synced, _ = read_and_sync(crew, brought([material.footage], Given()))
    seen, _ = crew.look(synced.clips)
    return perfectly_lined(script, synced.clips, material.truth, seen)


def cut_by_ear(material: Material, out: Path) -> Graded:
    """Return the marks of what ``rushes assemble`` makes of a material."""
    made = out / "cut"
    assemble(material, made, out / "cache")
    findings = read_findings((made / "findings.json").read_bytes())
    return grade(material.truth, read_cut((made / "cut.json").read_bytes()), findings, claims=True)
