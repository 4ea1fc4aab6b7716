"""Choose the weights of coverage (`rushes.coverage.align.Weights`): ``python -m evaluation.tune_coverage``.

What was heard does not depend on them: every clip is heard once, and remembered beside the stage's
rushes; one evaluation lines the script again, a second for all clips.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from evaluation.tuning import Part, parts, search, tell, worth
from rushes.coverage import Reading, line_up
from rushes.coverage.align import Weights
from rushes.engine import Cache, Job, all_cores, code_mark, content_key, run
from rushes.errors import Refusal
from rushes.sound import Heard, listen

VALUES: Final[dict[str, tuple[float, ...]]] = {
    "slip": (2.0, 2.5, 3.0, 3.5, 4.0, 5.0),
    "slip_word": (0.1, 0.3, 0.5, 0.7),
    "missing": (0.2, 0.35, 0.5, 0.8),
    "late": (1.5, 2.5, 3.5, 4.5),
    "late_word": (0.1, 0.2, 0.4),
    "astray": (0.0, 1.5, 2.5, 4.0),
    "broken": (1.0, 1.5, 2.0, 2.5, 3.0),
    "broken_word": (0.0, 0.1, 0.2),
    "outside": (0.0, 0.2, 0.4, 0.7),
    "follow": (0.0, 0.1, 0.3),
    "again": (2.0, 3.0, 4.0),
    "back": (2.5, 3.5, 4.5, 5.5, 6.5),
    "back_line": (0.5, 1.0, 1.5),
    "ahead": (2.0, 3.0, 4.0, 5.0),
    "ahead_line": (0.0, 0.5, 1.0),
    "start": (0.5, 1.5, 2.5, 3.5),
    "long_pause_s": (0.8, 1.2, 1.6, 2.5),
    "pause": (1.0, 2.0, 3.0),
    "most": (5.0, 6.0, 7.0),
}
"""Values to draw from, coarse on purpose: finer steps would be learned from single readings."""

Ears = Mapping[str, Mapping[str, Heard]]
"""What was heard, by the part's name and then by the clip's."""


def hear_once(parts_: Sequence[Part], cache: Cache) -> Ears:
    """Hear every clip of some parts as they are heard today."""
    code = code_mark("rushes.sound", "rushes.footage")
    heard: dict[str, dict[str, Heard]] = {}
    for part in parts_:
        scripts = [part.script(clip) for clip in part.clips]
        keys = [
            content_key(clip.sha256, script, code) for clip, script in zip(part.clips, scripts, strict=True)
        ]
        jobs = [
            Job("listen", clip.file, key, listen, (clip.path, script), Heard)
            for clip, script, key in zip(part.clips, scripts, keys, strict=True)
        ]
        results = run(jobs, workers=all_cores(), cache=cache)
        heard[part.name] = {
            clip.file: result
            for clip, result in zip(part.clips, results, strict=True)
            if not isinstance(result, Refusal)
        }
    return heard


def found(parts_: Sequence[Part], heard: Ears, weights: Weights) -> list[tuple[Reading, ...]]:
    """Return the readings of each part with these weights."""
    return [line_up(part.screenplay, part.clips, heard[part.name], weights)[0].readings for part in parts_]


@click.command()
@click.option("--minutes", default=20.0, show_default=True, help="How long to search.")
@click.option("--seed", default=0, show_default=True, help="Of the lots.")
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Keeps the stage's rushes.")
def main(minutes: float, seed: int, work: Path) -> None:
    """Search for better weights and print them, with what they do to clips that were not looked at."""
    work.mkdir(parents=True, exist_ok=True)
    learned, told = parts(work)
    cache = Cache(work / "heard")
    of_learned, of_told = hear_once(learned, cache), hear_once(told, cache)

    def worth_of(weights: Weights) -> float:
        lined = found(learned, of_learned, weights)
        worths = [worth(part.truth, readings) for part, readings in zip(learned, lined, strict=True)]
        return sum(worths) / len(worths)

    best = search(Weights(), VALUES, worth_of, seed=seed, minutes=minutes)
    for name, weights in (("standing", Weights()), ("best", best)):
        print(name, weights)
        tell("learned", learned, found(learned, of_learned, weights))
        tell("told", told, found(told, of_told, weights))


if __name__ == "__main__":
    main()
