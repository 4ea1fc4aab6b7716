"""Who looks where, as the script supervisor notes it: in one habit, and not of every setup. Pure."""

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from rushes.stage.known import SeenTruth, StageTruth, TakeTruth
from rushes.stage.model import Side

_TOLD, _AGAIN = 0.8, 0.4
"""The part of the setups of which it is noted, and of their later takes in which it is noted again."""

_AWAY: Mapping[Side, Side] = {"left": "right", "right": "left"}

_HABITS: tuple[Callable[[Side], str], ...] = (
    lambda side: "looks L-R" if side == "right" else "looks R-L",
    lambda side: f"looks cam {side[0].upper()}",
    lambda side: f"eyeline camera {side}",
    lambda side: f"looking frame {side}",
)
"""How it is noted to which side of the picture somebody looks."""


def who_looks_where(truth: StageTruth) -> Mapping[str, str]:
    """Return the note about looks by clip, of those clips of which there is one; every log has one habit."""
    look = random.Random(f"{truth.seed}/looks").choice(_HABITS)  # noqa: S311 - lots, not secrets
    noted: dict[str, str] = {}
    by_setup = sorted(truth.takes, key=lambda take: (take.setup, take.camera, take.take))
    for (setup, camera), group in groupby(by_setup, key=lambda take: (take.setup, take.camera)):
        rng = random.Random(f"{truth.seed}/{setup}/{camera}/looks")  # noqa: S311 - lots, not secrets
        told = rng.random() < _TOLD
        for number, take in enumerate(group):
            if told and (number == 0 or rng.random() < _AGAIN):
                noted[take.file] = _note(take, look)
    return {file: note for file, note in noted.items() if note}


def _note(take: TakeTruth, look: Callable[[Side], str]) -> str:
    """Return how a single's look is noted, or who stands where in a picture of several."""
    faces = [one for one in take.seen if one.view == "face"]
    return look(_AWAY[faces[0].side]) if len(faces) == 1 else _places(faces)


def _places(faces: Sequence[SeenTruth]) -> str:
    return ", ".join(f"{one.character.title()} frame {one.side}" for one in faces)
