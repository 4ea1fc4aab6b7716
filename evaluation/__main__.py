"""Measure the main job from end to end: ``python -m evaluation``, as ``make evaluate`` runs it."""

import os
import platform
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click

from evaluation.exam import Exam, sit
from evaluation.limit import limit_of
from evaluation.matches import compare
from evaluation.material import SEEDS, Material, stage_rushes, strung_scenes
from evaluation.mistakes import mistakes_of
from evaluation.results import JUDGED, Column, Results, column_of, missed
from evaluation.speed import assemble, help_seconds
from evaluation.table import as_json, as_markdown, as_text, bench_line
from rushes.engine import all_cores

RIVALS = ("general English", "the lines alone")


@click.command()
@click.option("--bench", is_flag=True, help="Measure the speed alone, against the cost of only reading.")
@click.option("--rivals/--no-rivals", default=True, help="Let other ears hear every third clip, too.")
@click.option("--seed", "seeds", type=int, multiple=True, help="Seeds of the stage [default: 1 2 3].")
@click.option("--no-stage", is_flag=True, help="Leave out the rushes of the stage.")
@click.option("--work", type=click.Path(path_type=Path), help="Keep the stage's rushes and the cuts here.")
@click.option("--json", "form", flag_value="json", help="Print all figures as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print the table for a page.")
@click.option("--mistakes", is_flag=True, help="Name every reading that went wrong, on the error output.")
@click.option("--gate", is_flag=True, help="Exit with 1 when a figure (speed aside) is not reached.")
def main(
    *,
    bench: bool,
    rivals: bool,
    seeds: tuple[int, ...],
    no_stage: bool,
    work: Path | None,
    form: str | None,
    mistakes: bool,
    gate: bool,
) -> None:
    """Cut rushes whose truth is known and print how good, how fast and how large that was."""
    machine = _machine()
    with ExitStack() as stack:
        folder = work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rushes-evaluation-")))
        folder.mkdir(parents=True, exist_ok=True)
        materials = _materials(folder, () if no_stage else seeds or SEEDS)
        if bench:
            for material in materials:
                click.echo(_bench(material, folder))
            return
        exams = [_sit(material, folder) for material in materials]
        columns = tuple(_column(exam, _heard_by(exam.material) if rivals else ()) for exam in exams)
    for exam in exams if mistakes else ():
        for mistake in mistakes_of(exam):
            _say(f"{exam.material.name}: {mistake}")
    results = Results(f"{datetime.now(UTC):%d %B %Y}", machine, columns, help_seconds())
    click.echo({"json": as_json, "markdown": as_markdown}.get(form or "", as_text)(results))
    for sentence in (unreached := missed(results)):
        _say(sentence)
    if gate and unreached:
        sys.exit(1)


def _materials(folder: Path, seeds: tuple[int, ...]) -> list[Material]:
    real = strung_scenes()
    if real is None:
        _say("No shared material here (name its folder in RUSHES_MATERIAL): only the stage is measured.")
    materials = [real] if real else []
    for seed in seeds:
        _say(f"shooting stage {seed}")
        materials.append(stage_rushes(folder, seed))
    return materials


def _heard_by(material: Material) -> tuple[str, ...]:
    """Let rivals hear real voices and one stage: they take minutes for each, and seeds differ little."""
    return RIVALS if material.voices == JUDGED or material.name == f"stage {SEEDS[0]}" else ()


def _column(exam: Exam, rivals: tuple[str, ...]) -> Column:
    if rivals:
        _say(f"letting rivals hear {exam.material.name}")
    return column_of(exam, compare(exam, rivals) if rivals else ())


def _bench(material: Material, folder: Path) -> str:
    place = _new(material, folder)
    return bench_line(material, assemble(material, place / "cut", place / "cache"), limit_of(material))


def _sit(material: Material, folder: Path) -> Exam:
    return sit(material, _new(material, folder))


def _new(material: Material, folder: Path) -> Path:
    """Return a folder that is new, so that nothing is remembered."""
    _say(f"cutting {material.name}")
    return Path(tempfile.mkdtemp(prefix=f"{material.name.replace(' ', '-')}-", dir=folder))


def _machine() -> str:
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB of memory"
    busy = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"{all_cores()} cores{memory}, Python {platform.python_version()}{busy}"


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


if __name__ == "__main__":
    main()
