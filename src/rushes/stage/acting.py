"""Acting: what each face and head does, drawing by drawing, on twos (one drawing for two frames).

Pure arrays of states and positions; nothing is drawn here. Distances are in head heights.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from rushes.stage.drawing.look import Brows, Face, Gaze, Lids, Mouth
from rushes.stage.model import TakePlan
from rushes.stage.performance import Performance, Spoken, mouths, stresses

ON = 2
"""Frames that one drawing stands for: as most drawn films are made."""
State = TypeVar("State", bound=str)


@dataclass(frozen=True)
class Pose:
    """One drawing of a performer. dx, dy: of the head; turned: radians; breath: of the body, downwards."""

    face: Face
    dx: float
    dy: float
    turned: float
    breath: float


def act(plan: TakePlan, performance: Performance, character: str) -> tuple[Pose, ...]:
    """Return the drawings of one performer for a whole take."""
    rng = random.Random(f"{plan.seed}/{character}/acting")  # noqa: S311 - a performer's habits, not secrets
    count = -(-performance.frames // ON)
    times = np.arange(count) * ON / float(plan.rate) + 0.5 / float(plan.rate)
    own = [one for one in performance.spoken if one.utterance.who == character]
    lids = _blinks(times, rng)
    mouth = _mouths(own, times)
    brows = _brows(performance, own, times)
    gaze = _gazes(performance, own, times, rng)
    dx, dy, turned = _moves(own, times, rng)
    breath = 0.007 * np.sin(2 * np.pi * times / rng.uniform(3.6, 4.6) + rng.uniform(0, 6.28))
    return tuple(
        Pose(
            Face(mouth[n], lids[n], gaze[n], brows[n]),
            float(dx[n]),
            float(dy[n] + breath[n] * 0.7),
            float(turned[n]),
            float(breath[n]),
        )
        for n in range(count)
    )


def _mouths(own: Sequence[Spoken], times: NDArray[np.float64]) -> list[Mouth]:
    shapes = ["rest"] * len(times)
    for one in own:
        for n, shape in enumerate(mouths(one, times)):
            if shape != "rest":
                shapes[n] = shape
    return cast("list[Mouth]", shapes)


def _blinks(times: NDArray[np.float64], rng: random.Random) -> list[Lids]:
    lids: list[Lids] = ["open"] * len(times)
    step = times[1] - times[0] if len(times) > 1 else 1.0
    at = rng.uniform(0.6, 2.5)
    while at < times[-1]:
        n = int(at / step)
        for offset, state in ((0, "shut"), (1, "half")):
            if n + offset < len(lids):
                lids[n + offset] = cast("Lids", state)
        at += rng.uniform(1.9, 4.8) if rng.random() < 0.85 else 0.35
    return lids


def _brows(performance: Performance, own: Sequence[Spoken], times: NDArray[np.float64]) -> list[Brows]:
    brows: list[Brows] = ["calm"] * len(times)
    for one in performance.spoken:
        mine, mood = one in own, one.utterance.mood
        if mood == "calm" or one.utterance.who == "crew":
            continue
        middle = one.in_s + (one.out_s - one.in_s) * (0.35 if mine else 0.8)
        shape: Brows = "raised" if mood == "asking" else "drawn"
        if mine or mood == "moved":
            _during(brows, times, middle, one.out_s + 0.5, shape)
    for one in own:
        if one.utterance.kind == "adlib" or one.utterance.slip == "broken":
            _during(brows, times, one.out_s - 0.2, one.out_s + 0.7, "raised")
    return brows


def _gazes(
    performance: Performance, own: Sequence[Spoken], times: NDArray[np.float64], rng: random.Random
) -> list[Gaze]:
    """Look across the line; up or down to think; to the crew when it calls or a line breaks."""
    gaze: list[Gaze] = ["across"] * len(times)
    _during(gaze, times, 0.0, performance.action_s - 1.0, "down")
    _during(gaze, times, performance.clap_s, performance.clap_s + 0.3, "near")
    for one in own:
        if rng.random() < 0.35:
            _during(gaze, times, one.in_s - 0.5, one.in_s + 0.1, rng.choice(("down", "up", "down")))
        if one.out_s - one.in_s > 3 and rng.random() < 0.6:
            at = rng.uniform(one.in_s + 0.6, one.out_s - 1.0)
            _during(gaze, times, at, at + 0.55, rng.choice(("up", "down", "near")))
        if one.utterance.kind == "adlib" or one.utterance.slip == "broken":
            _during(gaze, times, one.out_s - 0.3, one.out_s + 0.6, "near")
    for one in performance.spoken:
        if one.utterance.kind == "crew":
            _during(gaze, times, one.in_s + 0.25, one.out_s + 0.2, "near")
    return gaze


def _during(states: list[State], times: NDArray[np.float64], start: float, end: float, state: State) -> None:
    for n in np.flatnonzero((times >= start) & (times < end)).tolist():
        states[n] = state


def _moves(
    own: Sequence[Spoken], times: NDArray[np.float64], rng: random.Random
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Drift slowly, lean in while speaking, nod on stressed vowels."""
    drift = _drift(rng)
    dx, dy, turned = drift(times, 0.016), drift(times, 0.008), drift(times, 0.020)
    lean = np.zeros_like(times)
    for one in own:
        lean += (np.tanh((times - one.in_s) * 4.5) - np.tanh((times - one.out_s) * 3)) / 2
        for at in stresses(one):
            nod = np.exp(-(((times - at - 0.06) / 0.11) ** 2)) * rng.uniform(0.4, 1.0)
            dy += 0.016 * nod
            turned += 0.012 * nod * rng.choice((-0.4, 1.0))
    return dx + 0.022 * lean, dy + 0.006 * lean, turned + 0.018 * lean


def _drift(rng: random.Random) -> Callable[[NDArray[np.float64], float], NDArray[np.float64]]:
    def drifting(times: NDArray[np.float64], size: float) -> NDArray[np.float64]:
        waves = [
            (rng.uniform(0.05, 0.16), rng.uniform(0, 6.28), 0.7),
            (rng.uniform(0.2, 0.4), rng.uniform(0, 6.28), 0.3),
        ]
        moved = np.zeros_like(times)
        for rate, phase, part in waves:
            moved += size * part * np.sin(2 * np.pi * rate * times + phase)
        return moved

    return drifting
