"""Which figures stand on which table, as texts: rows of cells, the head first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evaluation.calibration import Bin
from evaluation.conditions import Condition
from evaluation.conforming import CameBack
from evaluation.consenting import Consented
from evaluation.graded import NOISY
from evaluation.grammar_exam import Cutter
from evaluation.material import LONG_STAGE
from evaluation.mouths import Told
from evaluation.pace import Shots
from evaluation.promises import (
    OF_BROWSING,
    OF_CONFORMING,
    OF_CONSENT,
    OF_GRAMMAR,
    OF_MOUTHS,
    OF_SCREENING,
    OF_SEEING,
    OF_SIGNING,
    OF_SOLVING,
    OF_SOUND,
    OF_SYNC,
    OF_THE_LONG_STAGE,
    PROMISES,
    Promise,
)
from evaluation.rates import Kept
from evaluation.results import Column, Depth, Results
from evaluation.score import Score, Unit
from evaluation.screening import Screened
from evaluation.seeing import Saw
from evaluation.signing import Signed
from evaluation.slates import Named, in_all
from evaluation.solving import Solved
from evaluation.sync import Sat

HEARD: Final = (
    "readings precision",
    "readings recall",
    "readings F1",
    "readings F1, looser",
    "readings F1 in heavy noise",
    "false readings",
    "altered precision",
    "altered recall",
    "ad-libs kept out and reported",
    "crew kept out",
    "start error, median",
    "start error, 95 %",
    "start error, 95 %, heard starts",
    "true starts without sound",
    "end error, median",
    "end error, 95 %",
    "end error, 95 %, heard ends",
    "true ends without sound",
    "calibration error, readings",
    "calibration error, words",
    "Brier score, readings",
    "Brier score, words",
)
"""What is heard, in the order of reading."""

PACE: Final = "hear and line, a core"
CUT: Final = (
    *("lines covered", "missing agrees", "lines accounted for", "bad choices", NOISY, "cuts inside words"),
    *("times real time", "again, from memory", "peak memory"),
)
"""What is cut, and what it costs."""

ROWS: Final = (*HEARD, PACE, *CUT)

IN_SHORT: Final = (
    *("readings F1", "altered precision", "altered recall"),
    *("lines covered", "bad choices", "cuts inside words", "times real time", "peak memory"),
)
"""What a front page tells, of those that went through the whole job."""

_FORMS: Final[Mapping[Unit, str]] = {
    "share": "{0:.3f} of {1}",
    "of": "{0:.0f} of {1}",
    "ms": "{0:.0f} ms of {1}",
    "fine ms": "{0:.2f} ms of {1}",
    "ppm": "{0:.1f} ppm of {1}",
    "s": "{0:.2f} s",
    "kB": "{0:.0f} kB",
    "MB": "{0:.0f} MB",
    "MB/h": "{0:.1f} MB an hour",
    "times": "{0:.1f}x",
    "frames": "{0:.1f} frames of {1}",
    "a second": "{0:,.0f} a second",
}

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: its title, empty for the first, and its rows; the first is the head.

    folded: a page shows it to those who ask.
    """

    title: str
    rows: tuple[Cells, ...]
    folded: bool = False


def sheets_of(results: Results) -> Iterator[Sheet]:
    """Yield every table of an evaluation."""
    if results.columns:
        yield Sheet("", tuple(_main(results)))
    if results.beside:
        yield Sheet("Beside the naive ways, on the same clips", tuple(_beside(results.beside)))
    for depth in results.depths:
        yield from _of_conditions(depth)
    if results.depths:
        yield _reliability("readings", [(depth.voices, depth.readings) for depth in results.depths])
        yield _reliability("words", [(depth.voices, depth.words) for depth in results.depths])
    if results.synced:
        yield Sheet("Sound recorded apart, found by ear alone", tuple(_sat(results.synced, OF_SYNC)))
    yield from _of_pictures(results)
    if results.slates:
        yield Sheet(
            "Slates, by the way in which they are written", tuple(_named(results.slates)), folded=True
        )
    if results.rates:
        yield Sheet(
            "Every rate, from the file to the film and back", tuple(_kept(results.rates)), folded=True
        )
    if results.sounded:
        title = "The sound of a cut, where every camera has a microphone and no recorder ran"
        yield Sheet(title, tuple(_sat(results.sounded, OF_SOUND)))
    yield from _of_cuts(results)
    if results.endured:
        yield Sheet("Lasting, each in one process", tuple(_lasting(results)))


def in_short(results: Results) -> Sheet:
    """Return the few figures of a front page."""
    columns = [column for column in results.columns if column.run]
    rows = [(name, *(cell(column.scores.get(name)) for column in columns)) for name in IN_SHORT]
    return Sheet("", (*_heads(columns), *rows))


def _of_pictures(results: Results) -> Iterator[Sheet]:
    if results.saw:
        yield Sheet("Faults of the picture, seen beside the other takes", tuple(_saw(results.saw)))
    if results.mouths:
        title = "Whose mouth says what is heard, under its own sound and under other"
        yield Sheet(title, tuple(_mouths(results.mouths)))


def _of_cuts(results: Results) -> Iterator[Sheet]:
    if results.cutters:
        yield Sheet("The grammar of ten scenes, beside naive ways of cutting", tuple(_cut(results.cutters)))
    if results.paces:
        yield Sheet("How long shots last, beside locked reels of features", tuple(_paced(results.paces)))
    if results.solved:
        yield Sheet("Solving a cut, on one core", tuple(_solved(results.solved)))
    if results.signed:
        yield Sheet("Signing a large film", tuple(_signed(results.signed)))
    if results.came_back:
        yield Sheet("Versions that came back from an editor", tuple(_came_back(results.came_back)))
    if results.consented:
        yield Sheet("The register of consent", tuple(_consented(results.consented)))
    if results.screened:
        yield Sheet("The screening room with a large film", tuple(_screened(results.screened)))


def cell(score: Score | None) -> str:
    """Return a figure with its count."""
    if score is None:
        return "-"
    if score.value is None:
        return "nothing to measure"
    return _FORMS[score.unit].format(score.value, score.count)


def _main(results: Results) -> Iterator[Cells]:
    columns = results.columns
    head, voices, footage = _heads(columns)
    yield (*head, "must reach")
    yield (*voices, "")
    yield (*footage, "")
    long = any(column.name == LONG_STAGE for column in columns)
    for name in ROWS:
        yield (name, *(cell(column.scores.get(name)) for column in columns), _must(name, long=long))
    nothing = ("",) * (len(columns) - 1)
    yield ("rushes --help", cell(results.help_s), *nothing, "under 0.3 s")


def _must(name: str, *, long: bool) -> str:
    must = PROMISES[name].must if name in PROMISES else None
    also = OF_THE_LONG_STAGE[name].must if long and name in OF_THE_LONG_STAGE else None
    return (must.text if must else "") + (f" ({LONG_STAGE}: {also.text})" if also else "")


def _heads(columns: Sequence[Column]) -> tuple[Cells, Cells, Cells]:
    return (
        ("", *(column.name for column in columns)),
        ("voices", *(column.voices for column in columns)),
        ("footage", *(f"{column.clips} clips, {column.seconds / 60:.1f} min" for column in columns)),
    )


def _beside(columns: Sequence[Column]) -> Iterator[Cells]:
    yield from _heads(columns)
    for name in (*HEARD, PACE):
        yield (name, *(cell(column.scores.get(name)) for column in columns))


def _of_conditions(depth: Depth) -> Iterator[Sheet]:
    yield _conditions(f"By noise, voices of {depth.voices}", "clips", depth.by_noise)
    yield _conditions(f"By how the take went, voices of {depth.voices}", "clips", depth.by_take)
    yield _conditions(f"By slip, voices of {depth.voices}", "readings", depth.by_slip)
    if len(depth.by_manner) > 1:
        yield _conditions(f"By manner, voices of {depth.voices}", "readings", depth.by_manner)


def _conditions(title: str, unit: str, conditions: Sequence[Condition]) -> Sheet:
    names = list(conditions[0].scores) if conditions else []
    rows = [
        (one.name or "not told", str(one.count), *(cell(one.scores.get(name)) for name in names))
        for one in conditions
    ]
    return Sheet(title, (("", unit, *names), *rows), folded=True)


def _reliability(what: str, told: Sequence[tuple[str, Sequence[Bin]]]) -> Sheet:
    """Lay the bins of each kind of voices side by side: how sure, how often right, of how many."""
    rows: list[Cells] = [(f"{what}: confidence", *(f"{voices}: sure, right" for voices, _ in told))]
    for at, one in enumerate(told[0][1]):
        rows.append((f"{one.low:.1f} to {one.high:.1f}", *(_bin(bins[at]) for _, bins in told)))
    return Sheet(f"How often {what} are right when they are so sure", tuple(rows), folded=True)


def _bin(one: Bin) -> str:
    if one.sure is None or one.right is None:
        return "none"
    return f"{one.sure:.2f}, {one.right:.2f} of {one.count}"


def _sat(sat: Sequence[Sat], promises: Mapping[str, Promise]) -> Iterator[Cells]:
    yield ("", *(one.name for one in sat), "must reach")
    yield ("pictures, sound", *(f"{one.pictures}, {one.seconds / 60:.0f} min" for one in sat), "")
    for name in dict.fromkeys(name for one in sat for name in one.scores):
        must = promises[name].must if name in promises else None
        yield (name, *(cell(one.scores.get(name)) for one in sat), must.text if must else "")


def _saw(saw: Sequence[Saw]) -> Iterator[Cells]:
    yield ("", *(one.name for one in saw), "must reach")
    yield ("footage", *(f"{one.clips} clips, {one.seconds / 60:.1f} min" for one in saw), "")
    for name in dict.fromkeys(name for one in saw for name in one.scores):
        must = OF_SEEING[name].must if name in OF_SEEING else None
        yield (name, *(cell(one.scores.get(name)) for one in saw), must.text if must else "")


def _mouths(told: Sequence[Told]) -> Iterator[Cells]:
    yield ("", *(one.name for one in told), "must reach")
    for name in dict.fromkeys(name for one in told for name in one.scores):
        must = OF_MOUTHS[name].must if name in OF_MOUTHS else None
        yield (name, *(cell(one.scores.get(name)) for one in told), must.text if must else "")


def _named(slates: Sequence[Named]) -> Iterator[Cells]:
    kinds = tuple(slates[0].scores)
    yield ("", *kinds)
    yield ("all", *(cell(score) for score in in_all(slates).values()))
    for one in slates:
        yield (one.name, *(cell(one.scores[kind]) for kind in kinds))


def _kept(rates: Sequence[Kept]) -> Iterator[Cells]:
    yield ("", "numbers", "files", "shots", "pictures")
    for one in rates:
        yield (one.name, *(cell(one.scores.get(what)) for what in ("numbers", "files", "shots", "pictures")))


def _cut(cutters: Sequence[Cutter]) -> Iterator[Cells]:
    yield ("", *(one.name for one in cutters), "must reach")
    for name in cutters[0].scores:
        must = OF_GRAMMAR[name].must if name in OF_GRAMMAR else None
        yield (name, *(cell(one.scores.get(name)) for one in cutters), must.text if must else "")


def _paced(paces: Sequence[Shots]) -> Iterator[Cells]:
    head = next((tuple(one.figures) for one in paces if one.seconds), ("shots",))
    yield ("", *head)
    for one in paces:
        yield (one.name, *(one.figures.get(name, "-") for name in head))


def _solved(solved: Solved) -> Iterator[Cells]:
    """Lay out the figures, then the curves: seconds for each size."""
    yield ("", "taken", "must reach")
    for name, score in solved.scores.items():
        must = OF_SOLVING[name].must
        told = f"{score.value:.2f}" if score.unit == "times" and score.value is not None else cell(score)
        yield (name, told, must.text if must else "")
    for curve in solved.curves:
        points = zip(curve.sizes, curve.seconds, strict=True)
        yield (f"seconds for so many {curve.name}", ", ".join(f"{n}: {s:.2f}" for n, s in points), "")


def _screened(screened: Screened) -> Iterator[Cells]:
    yield ("", "taken", "must reach")
    large = f"{screened.scenes} scenes, {screened.events} events, {screened.readings} readings"
    yield ("film", large, "")
    for name, score in screened.scores.items():
        promise = {**OF_SCREENING, **OF_BROWSING}.get(name)
        yield (name, cell(score), promise.must.text if promise and promise.must else "")


def _signed(signed: Signed) -> Iterator[Cells]:
    yield ("", "taken", "must reach")
    yield ("film", f"{signed.bytes / 1e6:.0f} MB", "")
    for name, score in signed.scores.items():
        promise = OF_SIGNING.get(name)
        yield (name, cell(score), promise.must.text if promise and promise.must else "")


def _came_back(backs: Sequence[CameBack]) -> Iterator[Cells]:
    yield ("", *(back.name for back in backs), "must reach")
    yield ("edited versions", *(str(back.films) for back in backs), "")
    for name in dict.fromkeys(name for back in backs for name in back.scores):
        promise = OF_CONFORMING.get(name)
        cells = (cell(back.scores.get(name)) for back in backs)
        yield (name, *cells, promise.must.text if promise and promise.must else "")


def _consented(consented: Consented) -> Iterator[Cells]:
    yield ("", "taken", "must reach")
    yield ("register", f"{consented.performers} performers, {consented.entries} entries", "")
    for name, score in consented.scores.items():
        promise = OF_CONSENT.get(name)
        yield (name, cell(score), promise.must.text if promise and promise.must else "")


def _lasting(results: Results) -> Iterator[Cells]:
    yield ("", "clips", "hours", "first peak", "highest peak", "growth", "a core", "F1 of the last clip")
    for one in results.endured:
        peaks = [cell(Score(peak or None, 1, "MB")) for peak in (one.peaks_mb[0], max(one.peaks_mb))]
        hours = f"{one.hours:.1f}"
        yield (one.name, str(one.clips), hours, *peaks, cell(one.growth), cell(one.pace), cell(one.f1))
