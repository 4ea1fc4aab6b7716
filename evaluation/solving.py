"""How long does it take to choose a cut, and how does that grow?

Unit: seconds of wall clock on one core, the fastest of three, of `first_cut` as a job calls it: from the
lined script to the cut, pictures, split edits and reasons of everything included. The lined script is made
in memory, as a shoot of so many takes would give it: every take holds all lines of a scene of twenty, in five
setups of different sizes, with slips and noise by lot. *Again*: the same film on the same bench after one pin
more, which keeps another take for one line; each try on a bench of its own.

*Exponent*: the slope of log(seconds) over log(how many), least squares over the curve: 1 is linear, 2 is
quadratic. The limits are what feels at once: 0.5 s and 0.1 s; linear in lines, at most quadratic in the
readings of a line.
"""  # noqa: D400 -- it is a question

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from evaluation.score import Score
from rushes.coverage import LinedScript, Reading, ReadWord, WordState
from rushes.cut import Cut, first_cut, taste_named
from rushes.cut.first import CuttingRoom
from rushes.cut.pins import Named, Pin, Pins
from rushes.footage import Clip, Slate
from rushes.screenplay import Screenplay, parse_fountain
from rushes.timecode import Span

LINES: Final = (50, 100, 200, 400)
READINGS: Final = (10, 20, 40, 80)
OF_LINES, OF_READINGS = 200, 60
_A_SCENE: Final = 20
_RATE: Final = Fraction(25)
_TRIES: Final = 3
_SETUPS: Final = ("", "A", "B", "C", "D")
_WORDS: Final = tuple(
    "the tide is out and the key is still under the stone where you left it last year".split()  # noqa: SIM905 -- it reads
)


@dataclass(frozen=True)
class Curve:
    """Seconds over a size, and by which power they grow."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The slope of log(seconds) over log(size)."""
        return float(np.polyfit(np.log(self.sizes), np.log(self.seconds), 1)[0])


@dataclass(frozen=True)
class Solved:
    """What solving took: the figures, and the curves that they stand on."""

    once: Score
    again: Score
    curves: tuple[Curve, ...] = ()

    @property
    def scores(self) -> Mapping[str, Score]:
        """Every figure by the name of its row."""
        grows = {
            f"grows with {curve.name} by the power": Score(curve.exponent, len(curve.sizes), "times")
            for curve in self.curves
        }
        return {"200 lines of 60 readings": self.once, "again after a pin": self.again, **grows}


def solve_all() -> Solved:
    """Measure the solver."""
    script, lined = a_shoot(OF_LINES, OF_READINGS)
    cut = solved(script, lined)
    pins = Pins((another_take(script, lined, cut),))
    return Solved(
        Score(fastest(lambda: solved(script, lined)), _TRIES, "s"),
        Score(min(_again(script, lined, pins) for _ in range(_TRIES)), _TRIES, "s"),
        (
            Curve("lines", LINES, tuple(_took(lines, OF_READINGS) for lines in LINES)),
            Curve("readings", READINGS, tuple(_took(OF_LINES, count) for count in READINGS)),
        ),
    )


def _again(script: Screenplay, lined: LinedScript, pins: Pins) -> float:
    """Return the seconds that a film takes once more, after pins, that was cut without them."""
    bench = CuttingRoom(script, lined, taste_named("classic"))
    bench.cut(Pins())
    began = perf_counter()
    bench.cut(pins)
    return perf_counter() - began


def _took(lines: int, readings: int) -> float:
    shoot = a_shoot(lines, readings)
    return fastest(lambda: solved(*shoot))


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest of three tries."""
    taken = []
    for _ in range(_TRIES):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return min(taken)


def solved(script: Screenplay, lined: LinedScript, pins: Pins | None = None) -> Cut:
    """Return the cut."""
    return first_cut(script, lined, taste_named("classic"), pins=pins or Pins())[0]


def another_take(script: Screenplay, lined: LinedScript, cut: Cut) -> Pin:
    """Return a pin that keeps another take for the line in the middle of the film."""
    line = script.lines[len(script.lines) // 2].id
    taken = next(event.file for event in cut.track("A1") if event.line == line)
    other = next(one.file for one in lined.readings_of(line) if one.file != taken)
    return Pin(line, by="the bench", sound=Named(other))


def a_shoot(
    lines: int, takes: int, seed: int = 1, *, scenes: int | None = None
) -> tuple[Screenplay, LinedScript]:
    """Return a script of so many lines and what so many takes of every scene give of it.

    scenes: how many the lines are spread over; None for twenty lines in each.
    """
    rng = random.Random(seed)  # noqa: S311 -- lots, not secrets
    script = parse_fountain("\n\n".join(_page(lines, scenes, rng)))[0]
    clips: list[Clip] = []
    readings: list[Reading] = []
    for scene in script.scenes:
        for number in range(takes):
            clip = _clip(scene.number, _SETUPS[number % len(_SETUPS)], number // len(_SETUPS) + 1)
            clips.append(clip)
            readings += _take(clip, [(line.id, line.text) for line in scene.lines], rng)
    order = {line.id: place for place, line in enumerate(script.lines)}
    readings.sort(key=lambda one: (order[one.line], one.file, one.in_s))
    return script, LinedScript(clips=tuple(clips), lines=script.lines, readings=tuple(readings))


def _page(lines: int, scenes: int | None, rng: random.Random) -> Iterator[str]:
    last = 0
    for number in range(lines):
        scene = 1 + (number // _A_SCENE if scenes is None else number * scenes // lines)
        if scene != last:
            yield f"INT. ROOM {scene} - DAY #{scene}#"
        last = scene
        first, count = rng.randrange(len(_WORDS)), rng.choice((2, 5, 8, 12, 25))
        words = [_WORDS[(first + n) % len(_WORDS)] for n in range(count)]
        yield f"{('ANNA', 'BEN')[number % 2]}\n{' '.join(words).capitalize()}."


def _clip(scene: str, letter: str, take: int) -> Clip:
    slate = Slate(scene, scene + letter, take, source="name")
    name = f"{scene}{letter}-{take}.mov"
    seen = {"": ("ANNA", "BEN"), "A": ("ANNA",), "B": ("BEN",), "C": ("ANNA",), "D": ("BEN",)}[letter]
    unseen = tuple(who for who in ("ANNA", "BEN") if who not in seen)
    return Clip(
        path=Path("/made") / name,
        file=name,
        sha256=name.ljust(64, "0"),
        rate=_RATE,
        frames=10_000,
        channels=1,
        sample_rate=48000,
        slate=slate,
        on_camera=seen,
        off_camera=unseen,
    )


def _take(clip: Clip, lines: Sequence[tuple[str, str]], rng: random.Random) -> Iterator[Reading]:
    """Yield a reading of every line, one after the other with a little quiet between."""
    at, clear = 3.0, rng.choice((20.0, 30.0, 35.0, 40.0))
    for line, text in lines:
        words, slip = text.lower().strip(".").split(), rng.random() < 0.12
        pace, said = rng.uniform(0.24, 0.34), []
        for n, word in enumerate(words):
            state: WordState = "changed" if slip and n == 0 else "said"
            said.append(ReadWord(word, state, "else" if slip and n == 0 else word, at, at + pace - 0.02))
            at += pace
        reading = Reading(
            line=line,
            file=clip.file,
            pass_number=1,
            span=Span.around(said[0].in_s or 0.0, at, clip.rate),
            in_s=said[0].in_s or 0.0,
            out_s=at - 0.02,
            kind="altered" if slip else "as written",
            fidelity=1 - slip / len(words),
            confidence=round(rng.uniform(0.9, 1.0), 2),
            words=tuple(said),
            clear_db=clear,
        )
        yield reading
        at += rng.uniform(0.3, 0.7)
