"""All figures of one evaluation as a value, and what they must reach."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.calibration import Bin, reading_claims, reliability, word_claims
from evaluation.conditions import Condition, by_manner, by_noise, by_slip, by_take
from evaluation.conforming import CameBack
from evaluation.consenting import Consented
from evaluation.endurance import Endured
from evaluation.exam import Exam, scores_of
from evaluation.grammar_exam import BY_EAR, OURS, Cutter, ahead_of
from evaluation.matches import Match
from evaluation.material import LONG_STAGE
from evaluation.mouths import Told
from evaluation.pace import Shots
from evaluation.papers import Paper, figures, joined
from evaluation.promises import (
    JUDGED,
    OF_BROWSING,
    OF_CONFORMING,
    OF_CONSENT,
    OF_GRAMMAR,
    OF_MOUTHS,
    OF_RATES,
    OF_SCREENING,
    OF_SEEING,
    OF_SIGNING,
    OF_SLATES,
    OF_SOLVING,
    OF_SOUND,
    OF_SYNC,
    OF_THE_LONG_STAGE,
    PROMISES,
    short_of,
)
from evaluation.rates import Kept
from evaluation.score import Score
from evaluation.screening import Screened
from evaluation.seeing import Saw
from evaluation.signing import Signed
from evaluation.slates import Named
from evaluation.solving import Solved
from evaluation.speed import Run
from evaluation.sync import Sat
from evaluation.tuning import LEARNED_SCENES


@dataclass(frozen=True)
class Column:
    """The figures of a material or of a part of it. seconds: of footage; run: with nothing remembered."""

    name: str
    voices: str
    clips: int
    seconds: float
    scores: Mapping[str, Score]
    run: Run | None = None


@dataclass(frozen=True)
class Depth:
    """What lies under the figures of all materials with the same voices, together."""

    voices: str
    by_noise: tuple[Condition, ...]
    by_take: tuple[Condition, ...]
    by_slip: tuple[Condition, ...]
    by_manner: tuple[Condition, ...]
    readings: tuple[Bin, ...]
    words: tuple[Bin, ...]


@dataclass(frozen=True)
class Results:
    """One evaluation: when, on how large a machine, a column for each material, and what lies under it.

    beside: ours and its rivals, a column each, on the same clips of a material. endured: what lasting
    cost; it is measured by itself. synced: sound that was recorded apart, found by ear. slates: how those of
    each way of writing were read. rates: what held at each rate. cutters: ours and naive ways of cutting, and
    what was marked in their grammar. solved: how long a cut takes. paces: how long shots last.
    screened: how long the screening room takes. consented: how long the register of consent takes.
    signed: what signing a large film costs.
    came_back: what was told of versions that editors brought back.
    sounded: how films sound that no recorder recorded.
    saw: which faults of pictures were seen. mouths: whose mouth says what is heard.
    """

    date: str
    machine: str
    columns: tuple[Column, ...] = ()
    help_s: Score | None = None
    beside: tuple[Column, ...] = ()
    depths: tuple[Depth, ...] = ()
    endured: tuple[Endured, ...] = ()
    synced: tuple[Sat, ...] = ()
    slates: tuple[Named, ...] = ()
    rates: tuple[Kept, ...] = ()
    cutters: tuple[Cutter, ...] = ()
    solved: Solved | None = None
    screened: Screened | None = None
    paces: tuple[Shots, ...] = ()
    sounded: tuple[Sat, ...] = ()
    saw: tuple[Saw, ...] = ()
    mouths: tuple[Told, ...] = ()
    consented: Consented | None = None
    signed: Signed | None = None
    came_back: tuple[CameBack, ...] = ()


def column_of(exam: Exam, pace: Score | None = None) -> Column:
    """Return the figures of an exam as a column; pace: of hearing and lining on one core."""
    material = exam.material
    scores = dict(scores_of(exam))
    if pace:
        scores["hear and line, a core"] = pace
    clips, seconds = len(material.truth.takes), material.truth.seconds
    return Column(material.name, material.voices, clips, seconds, scores, exam.cold)


def untuned_of(exam: Exam) -> Column | None:
    """Return the figures of the scenes on which nothing was tuned; None where nothing was learned from."""
    if exam.material.voices != JUDGED:
        return None
    takes = [take for take in exam.material.truth.takes if take.scene not in LEARNED_SCENES]
    scenes = ", ".join(sorted({take.scene for take in takes}))
    paper = exam.paper.of(takes)
    return _of_paper(f"scene {scenes} (not tuned on)", exam.material.voices, paper) if takes else None


def rival_column(exam: Exam, match: Match) -> Column:
    """Return the figures of an ear as a column, on the clips that it heard."""
    column = _of_paper(match.ear, exam.material.voices, match.paper)
    return Column(
        f"{exam.material.name}: {match.ear}",
        column.voices,
        column.clips,
        column.seconds,
        {**column.scores, "hear and line, a core": match.pace},
    )


def _of_paper(name: str, voices: str, paper: Paper) -> Column:
    return Column(name, voices, len(paper.truth.takes), paper.truth.seconds, figures(paper))


def depths_of(exams: Sequence[Exam]) -> tuple[Depth, ...]:
    """Return what lies under the figures, the voices of people and of machines apart."""
    voices = dict.fromkeys(exam.material.voices for exam in exams)
    return tuple(_depth(one, [e.paper for e in exams if e.material.voices == one]) for one in voices)


def _depth(voices: str, papers: Sequence[Paper]) -> Depth:
    matching = joined(papers)
    return Depth(
        voices,
        by_noise(papers),
        by_take(papers),
        by_slip(papers),
        by_manner(papers),
        reliability(reading_claims(matching)),
        reliability(word_claims(matching)),
    )


def missed(results: Results, *, gate: bool = False) -> tuple[str, ...]:
    """Return a sentence for every figure that is not what it must be, or not what the gate holds.

    Only real voices are judged, and the long stage; nothing judged is a sentence, too.
    """
    alone = results.synced or results.cutters or results.solved or results.screened or results.sounded
    if not results.columns and (alone or results.consented or results.signed or results.came_back):
        return tuple(_missed(results, gate=gate))
    if not any(_is_judged(column) for column in results.columns):
        return ("There was no material with real voices: nothing could be judged.",)
    return tuple(_missed(results, gate=gate))


def _missed(results: Results, *, gate: bool) -> Iterator[str]:
    for column in results.columns:
        if _is_judged(column):
            yield from short_of(column.name, column.scores, PROMISES, gate=gate)
        elif column.name == LONG_STAGE:
            yield from short_of(column.name, column.scores, OF_THE_LONG_STAGE, gate=gate)
    for sat in results.synced:
        if not sat.rival:
            yield from short_of(f"sync, {sat.name}", sat.scores, OF_SYNC, gate=gate)
    for saw in results.saw:
        yield from short_of(f"seeing, {saw.name}", saw.scores, OF_SEEING, gate=gate)
    for told in results.mouths:
        yield from short_of(f"mouths, {told.name}", told.scores, OF_MOUTHS, gate=gate)
    for named in results.slates:
        yield from short_of(f"slates, {named.name}", named.scores, OF_SLATES, gate=gate)
    for kept in results.rates:
        yield from short_of(f"rates, {kept.name}", kept.scores, OF_RATES, gate=gate)
    yield from _missed_in_cuts(results, gate=gate)


def _missed_in_cuts(results: Results, *, gate: bool) -> Iterator[str]:
    for cutter in results.cutters:
        if cutter.name == OURS or (cutter.name == BY_EAR and not gate):
            yield from short_of(f"grammar, {cutter.name}", cutter.scores, OF_GRAMMAR, gate=gate)
    if not gate:
        yield from ahead_of(results.cutters)
    if results.solved:
        yield from short_of("solving", results.solved.scores, OF_SOLVING, gate=gate)
    if results.screened:
        yield from short_of("screening", results.screened.scores, OF_SCREENING, gate=gate)
        yield from short_of("screening", results.screened.scores, OF_BROWSING, gate=gate)
    if results.signed:
        yield from short_of("signing", results.signed.scores, OF_SIGNING, gate=gate)
    if results.consented:
        yield from short_of("consent", results.consented.scores, OF_CONSENT, gate=gate)
    for back in results.came_back:
        yield from short_of(f"back again, {back.name}", back.scores, OF_CONFORMING, gate=gate)
    for sounded in results.sounded:
        yield from short_of(f"sound, {sounded.name}", sounded.scores, OF_SOUND, gate=gate)


def _is_judged(column: Column) -> bool:
    """Tell whether a column is a whole material of real voices: a part of one is told, not judged."""
    return column.voices == JUDGED and column.run is not None
