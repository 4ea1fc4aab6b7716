"""How the tuned numbers were chosen: random coordinate search on one part of the rushes, told on another.

Learned from: scenes 1 and 2 of `grid-scenes` and one shoot of the stage. Told also on what the search
never saw: scene 3 and another shoot. The seeds are none of those that `evaluation` measures. A step
names one or two settings, draws a value for each from its list, and is kept only when the worth on the
learned part rises: on a tie the value that stands stays.

Worth of a part: F1 of its readings + 0.5 x F1 of altered ones - 0.1 x the 95th percentiles of start
and end errors in seconds; the mean over the parts. So a reading lost weighs more than a slip called
wrongly, and a tenth of a second at an edge as much as one reading in a hundred.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from evaluation.material import Material, stage_rushes, strung_scenes
from evaluation.readings import altered_precision, altered_recall, end_error, f1, match, start_error
from evaluation.truth import Truth
from rushes.coverage import Reading, scenes_for
from rushes.errors import Refusal
from rushes.footage import Clip, find_footage, fingerprint, gather, probe
from rushes.screenplay import Screenplay, read_screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.sound import Script

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LEARNED_SCENES: Final = ("1", "2")
LEARNED_SEED, TOLD_SEED = 11, 12


class NoRealVoices(Refusal):
    """The shared material is not there."""

    sentence = (
        "Nothing is chosen on machine voices alone; name the folder above grid-scenes in RUSHES_MATERIAL."
    )


@dataclass(frozen=True)
class Part:
    """Some clips of a material, their script and the truth about them."""

    name: str
    screenplay: Screenplay
    clips: tuple[Clip, ...]
    truth: Truth

    def script(self, clip: Clip) -> Script:
        """Return the words that may be spoken in a clip."""
        return tuple(
            tuple(spoken_words(line.text) for line in lines) for lines in scenes_for(self.screenplay, clip)
        )


def parts(work: Path) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the parts to learn from and the parts to tell on; the stage's are shot into `work`."""
    real = strung_scenes()
    if real is None:
        raise NoRealVoices
    learned, told = stage_rushes(work, LEARNED_SEED), stage_rushes(work, TOLD_SEED)
    strung = _part(real)
    scenes = {clip.file: clip.slate.scene in LEARNED_SCENES for clip in strung.clips}
    return (
        (_some(strung, [file for file, ours in scenes.items() if ours]), _part(learned)),
        (_some(strung, [file for file, ours in scenes.items() if not ours]), _part(told)),
    )


def _part(material: Material) -> Part:
    screenplay, _ = read_screenplay(material.screenplay)
    known = {take.file for take in material.truth.takes}
    files = [file for file in find_footage([material.footage]) if file.name in known]
    hashes = [fingerprint(file) for file in files]
    clips = gather(files, [probe(file) for file in files], hashes).clips
    return Part(material.name, screenplay, clips, material.truth)


def _some(part: Part, files: Sequence[str]) -> Part:
    return replace(
        part,
        clips=tuple(clip for clip in part.clips if clip.file in files),
        truth=part.truth.of(files),
    )


def worth(truth: Truth, found: Sequence[Reading]) -> float:
    """Return what readings are worth against the truth; see the top of this page."""
    matching = match(truth, found)
    right, seen = altered_precision(matching).value or 0.0, altered_recall(matching).value or 0.0
    altered = 2 * right * seen / (right + seen) if right + seen else 0.0
    edges = (start_error(matching, 95).value or 0.0) + (end_error(matching, 95).value or 0.0)
    return (f1(matching).value or 0.0) + 0.5 * altered - 0.1 * edges / 1000


Settings = TypeVar("Settings", bound="DataclassInstance")


def search(
    start: Settings,
    values: Mapping[str, Sequence[float]],
    worth_of: Callable[[Settings], float],
    *,
    seed: int,
    minutes: float,
    clock: Callable[[], float] = time.monotonic,
) -> Settings:
    """Return the best settings found in so many minutes; better ones are told as they come."""
    lots, until = random.Random(seed), clock() + 60 * minutes  # noqa: S311 -- lots, not secrets
    best, most = start, worth_of(start)
    print(f"{most:.4f} as it stands", flush=True)
    while clock() < until:
        names = lots.sample(sorted(values), lots.randint(1, 2))
        drawn = {name: lots.choice(values[name]) for name in names}
        tried = replace(best, **drawn)
        if tried != best and (now := worth_of(tried)) > most:
            best, most = tried, now
            print(f"{most:.4f} {drawn}", flush=True)
    return best


def tell(name: str, told: Sequence[Part], found: Sequence[Sequence[Reading]]) -> None:
    """Print the figures of each part."""
    for part, readings in zip(told, found, strict=True):
        matching = match(part.truth, readings)
        figures = {
            "F1": f1(matching),
            "altered precision": altered_precision(matching),
            "recall": altered_recall(matching),
            "start 95 % ms": start_error(matching, 95),
            "end 95 % ms": end_error(matching, 95),
        }
        said = ", ".join(f"{key} {score.value or 0:.4g} of {score.count}" for key, score in figures.items())
        print(f"{name} {part.name}: {said}; worth {worth(part.truth, readings):.4f}")
