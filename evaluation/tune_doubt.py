"""Count how often choices are right, by what is known of them: ``python -m evaluation.tune_doubt``.

`rushes.cut.doubt` stands on these counts. Scenes for two and for three are shot (`evaluation.material`),
heard and cut as they are, and cut once more without the crew's log of who is on camera; the first seeds are
those that the constants were taken from, the others those on which they are told. Of each kind of choice it
prints how many were right, so that what tells, and what does not (the margin), can be seen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click

from evaluation.calibration import calibration_error
from evaluation.choices import Judged, judged
from evaluation.material import Material, scene_stage
from evaluation.playing import Playing
from rushes.coverage import LinedScript, Reading
from rushes.crew import Crew
from rushes.cut import first_cut, taste_named
from rushes.cut.angles import voices_on_mic
from rushes.cut.doubt import NEARNESS
from rushes.cut.moves import plays
from rushes.engine import Cache, all_cores
from rushes.errands import Hearing
from rushes.errands import Material as Given
from rushes.ingest import brought
from rushes.lining import line_footage
from rushes.screenplay import Screenplay, read_screenplay

TAKEN_FROM: Final = tuple(range(201, 207))
TOLD_ON: Final = tuple(range(217, 223))
MARGINS: Final = (0.15, 0.5, 1.0, 2.0, 4.0)
"""Margins are told below each of these, and from the last on."""


@dataclass(frozen=True)
class Known:
    """A choice with what is known of it. heard: kind and confidence of the reading; shows: as of `doubt`."""

    choice: Judged
    kind: str
    heard: float
    shows: bool | None
    on_mic_db: float | None


def known_of(script: Screenplay, lined: LinedScript, material: Material, taste: str) -> Iterator[Known]:
    """Yield every choice of a cut with what is known of it."""
    cut, _ = first_cut(script, lined, taste_named(taste))
    clips = {clip.file: clip for clip in lined.clips}
    speakers = {line.id: line.character for line in script.lines}
    on_mic = voices_on_mic(lined.readings, clips, speakers)
    read = {
        event.line: reading
        for event in cut.spoken
        for reading in lined.readings_of(event.line)
        if plays(event, reading, clips[reading.file])
    }
    for one in judged(Playing(material.truth, cut)):
        setup = clips[one.event.file].slate.setup if one.event.file in clips else None
        nearer = on_mic.get((setup or "", speakers[one.event.line]))
        yield Known(one, *_heard(read.get(one.event.line)), _shows(one), nearer)


def _heard(reading: Reading | None) -> tuple[str, float]:
    return (reading.kind, reading.confidence) if reading else ("not found", 0.0)


def _shows(one: Judged) -> bool | None:
    """Return whether somebody says that who speaks, or who listens, is in the picture."""
    if one.event.shows == "reaction":
        return True
    said = [reason for reason in one.event.reasons if reason.name == "speaker seen"]
    return said[0].worth > 0 if said else None


def heard_stage(material: Material, work: Path) -> tuple[Screenplay, LinedScript]:
    """Hear and line what the stage shot, as every job does."""
    script, _ = read_screenplay(material.screenplay)
    crew = Crew(all_cores(), Cache(work / "cache"))
    lined, _ = line_footage(crew, script, brought([material.footage], Given()), None, Hearing())
    return script, lined


def without_log(lined: LinedScript) -> LinedScript:
    """Return a lined script of which nobody says who is on camera."""
    return replace(lined, clips=tuple(replace(c, on_camera=(), off_camera=()) for c in lined.clips))


def _margin(one: Known) -> str:
    margin = one.choice.event.margin
    if margin is None:
        return "no other"
    return next((f"margin below {most:g}" for most in MARGINS if margin < most), f"from {MARGINS[-1]:g} on")


def _seen(one: Known) -> str:
    if one.shows is not None:
        return "shown, somebody says so" if one.shows else "off camera, somebody says so"
    if one.on_mic_db is None:
        return "nobody says, no microphone tells"
    return f"nobody says, from {next(db for db, _ in NEARNESS if one.on_mic_db >= db):g} dB nearer on"


_SIDES: Final[Mapping[str, tuple[Callable[[Known], str], ...]]] = {
    "sound": (lambda one: one.kind, _margin),
    "picture": (_seen, _margin),
}


def told(known: Sequence[Known]) -> Iterator[str]:
    """Yield the counts of both kinds of choices, and how far confidence is off."""
    for side, kinds in _SIDES.items():
        ours = [one for one in known if (one.choice.what == "sound") == (side == "sound")]
        error = calibration_error([one.choice.claim for one in ours])
        yield f"{side}: calibration error {error.value or 0:.3f} of {error.count}"
        for kind in kinds:
            counts: dict[str, list[bool]] = defaultdict(list)
            for one in ours:
                counts[kind(one)].append(one.choice.by_itself)
            yield from (f"  {name}: {sum(right)} of {len(right)}" for name, right in sorted(counts.items()))


@click.command()
@click.option("--work", type=click.Path(path_type=Path), required=True, help="Keeps the stage's rushes.")
@click.option("--seed", "seeds", type=int, multiple=True, help="Seeds of the stage [default: all].")
@click.option("--taste", default="classic", show_default=True)
def main(work: Path, seeds: tuple[int, ...], taste: str) -> None:
    """Shoot, hear and cut the scenes, and print how often choices are right."""
    work.mkdir(parents=True, exist_ok=True)
    for title, group in (("taken from", TAKEN_FROM), ("told on", TOLD_ON)):
        found: dict[str, list[Known]] = {"with the crew's log": [], "without it": []}
        for seed in (one for one in group if not seeds or one in seeds):
            material = scene_stage(work, seed)
            script, lined = heard_stage(material, work)
            for name, ours in zip(found, (lined, without_log(lined)), strict=True):
                found[name] += known_of(script, ours, material, taste)
        for name, known in found.items():
            click.echo(f"{title}, {name}")
            for sentence in told(known):
                click.echo(f"  {sentence}")


if __name__ == "__main__":
    main()
