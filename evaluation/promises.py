"""What must be reached, and what the gate holds in the meantime: one table, to be read as one.

*Must*: what was promised for real voices in noise on two cores; a figure that falls short is named on
the error output. *Gate*: what continuous integration refuses to fall below: where the figures stand, less
a margin for chance. Raise it when they rise; never lower it to let a change through.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from evaluation import conforming, consenting, graded, signing
from evaluation.browsing import FIRST_VIEW, SEEK, SWAP
from evaluation.score import Score
from evaluation.screening import AT_ONCE, OPENED

JUDGED: Final = "people"
"""The voices on which the promise stands; machine voices only show what else can go wrong."""


@dataclass(frozen=True)
class Bound:
    """What a figure must be, in words and as a rule; a figure without a value holds no bound."""

    text: str
    holds: Callable[[float, int], bool]

    def reached(self, score: Score) -> bool:
        """Tell whether a figure is within."""
        return score.value is not None and self.holds(score.value, score.count)


def at_least(least: float, unit: str = "") -> Bound:
    """Return a bound from below."""
    return Bound(f"{least:g}{unit} or more", lambda value, _: value >= least)


def at_most(most: float, unit: str = "") -> Bound:
    """Return a bound from above."""
    return Bound(f"{most:g}{unit} or less", lambda value, _: value <= most)


def few(share: float) -> Bound:
    """Return a bound for how many of how many there may be."""
    return Bound(f"{100 * share:g} % or less", lambda value, count: value <= share * count)


def most(share: float) -> Bound:
    """Return a bound for how many of how many there must be."""
    return Bound(f"{100 * share:g} % or more", lambda value, count: value >= share * count)


ALL: Final = Bound("all", lambda value, count: value == count)
NONE: Final = Bound("0", lambda value, _: value == 0)
ENDS: Final = at_most(60_000, " ms")
THIRD: Final = Bound("a third or more", lambda value, count: 3 * value >= count)


@dataclass(frozen=True)
class Promise:
    """A row of the table, what it must reach, and what the gate holds; None where nothing is asked."""

    must: Bound | None
    gate: Bound | None = None


PROMISES: Final[Mapping[str, Promise]] = {
    "readings F1": Promise(at_least(0.99), gate=at_least(0.975)),
    "false readings": Promise(few(0.005), gate=few(0.025)),
    "altered precision": Promise(at_least(0.93), gate=at_least(0.92)),
    "altered recall": Promise(at_least(0.93), gate=at_least(0.9)),
    "ad-libs kept out and reported": Promise(most(0.95)),
    "start error, median": Promise(at_most(30, " ms"), gate=at_most(35, " ms")),
    "start error, 95 %": Promise(at_most(80, " ms"), gate=at_most(350, " ms")),
    "end error, median": Promise(at_most(30, " ms"), gate=at_most(30, " ms")),
    "end error, 95 %": Promise(at_most(80, " ms"), gate=at_most(110, " ms")),
    "readings F1 in heavy noise": Promise(at_least(0.98), gate=at_least(0.95)),
    "calibration error, readings": Promise(at_most(0.05), gate=at_most(0.08)),
    "calibration error, words": Promise(at_most(0.05), gate=at_most(0.05)),
    "lines accounted for": Promise(ALL, gate=ALL),
    "missing agrees": Promise(ALL, gate=ALL),
    "bad choices": Promise(NONE, gate=NONE),
    graded.NOISY: Promise(NONE),
    "cuts inside words": Promise(NONE, gate=NONE),
    "hear and line, a core": Promise(at_least(40, "x")),
    "times real time": Promise(at_least(12, "x")),
    "peak memory": Promise(at_most(1000, " MB"), gate=at_most(1000, " MB")),
}
"""What real voices must reach. No gate hangs on speed: a busy machine is no reason to refuse a change."""

OF_THE_LONG_STAGE: Final[Mapping[str, Promise]] = {"readings F1": Promise(at_least(0.97))}
"""What a natural screenplay of 200 lines and 60 takes must reach, on machine voices."""


OF_SYNC: Final[Mapping[str, Promise]] = {
    "pairs right or flagged": Promise(ALL, gate=ALL),
    "pairs right": Promise(None, gate=most(0.6)),
    "silently wrong": Promise(NONE, gate=NONE),
    "without a recording, left open": Promise(ALL, gate=ALL),
    "sync error, 95 %": Promise(at_most(5, " ms"), gate=at_most(5, " ms")),
    "sync by ear, two cores": Promise(at_least(200, "x")),
    "angles in one group": Promise(ALL),
    "events over their sound": Promise(ALL, gate=ALL),
}
"""What bringing sound and picture together by ear must reach. Two cameras have each their own echoes, so of
them no error is asked: their rows are named otherwise."""

OF_SEEING: Final[Mapping[str, Promise]] = {
    "soft readings found": Promise(ALL, gate=most(0.9)),
    "soft takes named": Promise(ALL, gate=ALL),
    "false alarms": Promise(few(0.01), gate=few(0.02)),
    "other takes named": Promise(NONE, gate=few(0.02)),
    "soft by 0.5 %": Promise(ALL, gate=most(0.75)),
    "soft by 0.85 %": Promise(ALL, gate=ALL),
    "held": Promise(ALL, gate=ALL),
    "black": Promise(ALL, gate=ALL),
    "shaken by 0.5 % of the width": Promise(ALL, gate=most(0.75)),
    "seen, a core": Promise(at_least(100, "x")),
}
"""Which faults of pictures must be seen. Of a blur of 0.3 % of the height, planted in faces that were not too
sharp before, nothing is asked: it lies at the edge of what they vary by themselves."""

OF_MOUTHS: Final[Mapping[str, Promise]] = {
    "lines claimed, own sound": Promise(most(0.9), gate=most(0.85)),
    "lines claimed, at rest": Promise(few(0.1), gate=few(0.15)),
    "setups claimed, own sound": Promise(most(0.85), gate=most(0.75)),
    "setups claimed, another line begun together": Promise(NONE, gate=few(0.12)),
    "setups claimed, another line": Promise(NONE, gate=NONE),
    "setups claimed, at rest": Promise(NONE, gate=NONE),
    "setups that speak and are said to rest": Promise(NONE, gate=NONE),
}
"""Whose mouth says what is heard. Of a single line under other sound nothing is asked: chance agrees that
often, and no single line decides."""

OF_SLATES: Final[Mapping[str, Promise]] = {
    "right": Promise(ALL, gate=most(0.9)),
    "wrong and silent": Promise(NONE, gate=NONE),
}
"""How slates must be read, in every way of writing them."""

OF_GRAMMAR: Final[Mapping[str, Promise]] = {
    graded.SEEN: Promise(at_least(0.95), gate=at_least(0.95)),
    graded.AVOIDABLE: Promise(NONE, gate=NONE),
    graded.UNTOLD: Promise(NONE, gate=NONE),
    graded.AVOIDABLE_CROSSINGS: Promise(NONE, gate=NONE),
    graded.BAD: Promise(NONE, gate=NONE),
    graded.SOFT: Promise(NONE, gate=few(0.02)),
    graded.NOISY: Promise(NONE, gate=few(0.02)),
    graded.SPLITS: Promise(THIRD, gate=most(0.25)),
    graded.PICTURE_WORDS: Promise(NONE, gate=NONE),
    graded.SOUND_WORDS: Promise(NONE, gate=NONE),
    graded.LIPS: Promise(at_most(2, " frames"), gate=at_most(2, " frames")),
    graded.OTHER_TEXT: Promise(NONE, gate=NONE),
    graded.SURE_SOUND: Promise(at_most(0.05)),
    graded.SURE_PICTURE: Promise(at_most(0.05)),
}
"""How the grammar of ten scenes must be kept, lined by their truth, and as the whole job cuts two of them."""

OF_SOUND: Final[Mapping[str, Promise]] = {
    "lines heard from the nearest microphone": Promise(most(0.85), gate=most(0.75)),
    "sync of a moved microphone, the worst": Promise(at_most(40, " ms"), gate=at_most(40, " ms")),
    "holes of digital silence": Promise(NONE, gate=NONE),
    "words cut by moving to another microphone": Promise(NONE, gate=NONE),
}
"""How a film must sound whose cameras had each a microphone and no recorder ran; 40 ms are a frame at 25."""

OF_SOLVING: Final[Mapping[str, Promise]] = {
    "200 lines of 60 readings": Promise(at_most(0.5, " s")),
    "again after a pin": Promise(at_most(0.1, " s")),
    "grows with lines by the power": Promise(at_most(1.15)),
    "grows with readings by the power": Promise(at_most(2)),
}
"""How fast a cut must be solved on one core. No gate hangs on speed."""

OF_SCREENING: Final[Mapping[str, Promise]] = {
    OPENED: Promise(at_most(1.5, " s")),
    AT_ONCE: Promise(at_most(300, " ms")),
}
"""How quick the screening room must be with a large film; what the browser takes comes on top."""

OF_SIGNING: Final[Mapping[str, Promise]] = {
    signing.AS_HASHING: Promise(at_most(3, "x")),
    signing.MEMORY: Promise(at_most(700, " MB"), gate=at_most(700, " MB")),
}
"""What signing 500 MB may cost; the ratio is of processor time."""

OF_CONFORMING: Final[Mapping[str, Promise]] = {
    conforming.UNTOUCHED: Promise(at_least(1), gate=at_least(1)),
    conforming.FOUND: Promise(at_least(0.98), gate=at_least(0.95)),
    conforming.TRUE: Promise(at_least(0.98), gate=at_least(0.95)),
    conforming.SECONDS: Promise(at_most(30, " s")),
}
"""What must be told of a version that came back: all that was done, and nothing else."""

OF_CONSENT: Final[Mapping[str, Promise]] = {
    consenting.OPENED: Promise(at_most(0.5, " s")),
    consenting.DECIDED: Promise(at_least(100_000, " a second")),
    consenting.FOUND: Promise(ALL, gate=ALL),
}
"""How quick the register of consent must be with 500 performers and 20,000 entries, and what it must find."""

OF_BROWSING: Final[Mapping[str, Promise]] = {
    FIRST_VIEW: Promise(at_most(1500, " ms"), gate=ENDS),
    SEEK: Promise(at_most(150, " ms"), gate=ENDS),
    SWAP: Promise(at_most(300, " ms"), gate=ENDS),
}
"""How long somebody may wait before the page. The gate asks for no speed: only that in the end what was
waited for, and no other picture, is on the screen."""

OF_RATES: Final[Mapping[str, Promise]] = {
    what: Promise(ALL, gate=ALL) for what in ("numbers", "files", "shots", "pictures")
}
"""What must hold at every rate."""


def short_of(
    name: str, scores: Mapping[str, Score], promises: Mapping[str, Promise], *, gate: bool
) -> Iterator[str]:
    """Yield a sentence for every figure that is not what it must be, or not what the gate holds.

    A figure that was not taken at all is no failure: the exam was a shorter one.
    """
    for row, promise in promises.items():
        bound, score = promise.gate if gate else promise.must, scores.get(row)
        if bound and score and not bound.reached(score):
            value = "nothing" if score.value is None else f"{score.value:.4g}"
            held = "the gate holds" if gate else "must be"
            yield f"{name}: {row} is {value} of {score.count}; {held} {bound.text}."
