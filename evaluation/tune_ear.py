"""Choose the ear's prices (`rushes.sound.network.Prices`): ``python -m evaluation.tune_ear``.

What the sounds are at first look does not depend on the prices, so each worker remembers those
likelihoods of its own clips; what is left are searches through the network, seconds for all clips.
"""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final, cast

import click

from evaluation.tuning import Part, parts, search, tell, worth
from rushes.coverage import Reading, line_up
from rushes.engine import all_cores
from rushes.sound import Heard, HeardWord, Recogniser, Script, ScriptEar, listen
from rushes.sound.acoustics import Senones
from rushes.sound.network import Network, Prices
from rushes.sound.spectrum import Floats

VALUES: Final[dict[str, tuple[float, ...]]] = {
    "line": (6, 12, 16, 20, 25, 30, 40),
    "follow": (0, 2, 4, 8, 12),
    "late": (30, 40, 55, 70, 85, 100),
    "broken": (10, 15, 20, 30, 45),
    "skip": (50, 65, 80, 100, 120, 150),
    "free": (10, 20, 30, 40, 50, 60, 80),
    "free_word": (10, 15, 20, 25, 30, 40),
    "free_frame": (0, 0.25, 0.5, 0.75, 1, 1.5, 2),
    "sound": (10, 15, 20, 25, 30, 40, 60),
    "pause": (0, 0.5, 1, 2, 3, 6),
    "variant": (0, 0.5, 1, 2, 4),
}
"""Values to draw from, about a quarter apart: finer steps would be learned from single readings."""

Work = tuple[Path, Script]


class _Remembering(Senones):
    """The first look at a sound is remembered; later ones follow from a path, so from the prices."""

    def __init__(self, senones: Senones, kept: dict[str, Floats]) -> None:
        self._senones, self._kept, self._first = senones, kept, True

    def score(self, features: Floats) -> Floats:
        if not self._first:
            return self._senones.score(features)
        self._first = False
        key = hashlib.sha256(features.tobytes()).hexdigest()
        if key not in self._kept:
            self._kept[key] = self._senones.score(features)
        return self._kept[key]


@dataclass(frozen=True)
class RememberingEar(ScriptEar):
    """Our ear, with other prices, that takes its first look at a clip only once."""

    kept: dict[str, Floats] = field(default_factory=dict, compare=False)

    def _heard(self, seen: Floats, woven: tuple[Network, Senones]) -> tuple[HeardWord, ...]:
        network, senones = woven
        return super()._heard(seen, (network, _Remembering(senones, self.kept)))


@cache
def _kept() -> dict[str, Floats]:
    """Return the memory of this process."""
    return {}


def hear(work: Sequence[Work], prices: Prices) -> list[Heard]:
    """Hear some clips, in a process that remembers their likelihoods."""
    ear = RememberingEar(prices=prices, kept=_kept())
    return [listen(path, script, cast("Recogniser", ear)) for path, script in work]


class Hearers:
    """A process for each core, each with its own clips for good."""

    def __init__(self, cores: int) -> None:
        """Start the processes."""
        self._hearers = [ProcessPoolExecutor(1, mp_context=get_context("spawn")) for _ in range(cores)]

    def found(self, parts_: Sequence[Part], prices: Prices) -> list[tuple[Reading, ...]]:
        """Return the readings of each part with these prices."""
        clips = [(part, clip) for part in parts_ for clip in part.clips]
        shares = [clips[at :: len(self._hearers)] for at in range(len(self._hearers))]
        asked = [
            hearer.submit(hear, [(clip.path, part.script(clip)) for part, clip in share], prices)
            for hearer, share in zip(self._hearers, shares, strict=True)
        ]
        heard = {
            clip.path: one
            for share, answer in zip(shares, asked, strict=True)
            for (_, clip), one in zip(share, answer.result(), strict=True)
        }
        return [_lined(part, {clip.file: heard[clip.path] for clip in part.clips}) for part in parts_]


def _lined(part: Part, heard: dict[str, Heard]) -> tuple[Reading, ...]:
    return line_up(part.screenplay, part.clips, heard)[0].readings


@click.command()
@click.option("--minutes", default=30.0, show_default=True, help="How long to search.")
@click.option("--seed", default=0, show_default=True, help="Of the lots.")
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Keeps the stage's rushes.")
def main(minutes: float, seed: int, work: Path) -> None:
    """Search for better prices and print them, with what they do to clips that were not looked at."""
    work.mkdir(parents=True, exist_ok=True)
    learned, told = parts(work)
    hearers = Hearers(all_cores())

    def worth_of(prices: Prices) -> float:
        found = hearers.found(learned, prices)
        worths = [worth(part.truth, readings) for part, readings in zip(learned, found, strict=True)]
        return sum(worths) / len(worths)

    best = search(Prices(), VALUES, worth_of, seed=seed, minutes=minutes)
    for name, prices in (("standing", Prices()), ("best", best)):
        print(name, prices)
        tell("learned", learned, hearers.found(learned, prices))
        tell("told", told, hearers.found(told, prices))


if __name__ == "__main__":
    main()
