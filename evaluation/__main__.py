"""Measure the main job from end to end: ``python -m evaluation``, as ``make evaluate`` runs it."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from evaluation.browsing import FIRST_VIEW, browse_all
from evaluation.conforming import CameBack, conform_all
from evaluation.consenting import Consented, consent_all
from evaluation.covering import covering_told, leaks_of_ours, real_clips, shot_small, sit_real, sit_stage
from evaluation.day import sit_day
from evaluation.endurance import endure_all
from evaluation.exam import Exam, sit
from evaluation.fingerprints import prints_briefly, prints_in_full, told_enough
from evaluation.fingerprints import told as prints_told
from evaluation.grammar_exam import BY_EAR, OURS, Cutter, sit_grammar, ten_scenes
from evaluation.limit import limit_of
from evaluation.matches import ours, rival
from evaluation.material import (
    DAY,
    LONG_STAGE,
    SEEDS,
    Material,
    long_stage,
    shared_material,
    stage_rushes,
    strung_scenes,
)
from evaluation.mistakes import mistakes_of
from evaluation.mouths import Told, can_watch, sit_mouths
from evaluation.pace import Shots, sit_pace
from evaluation.promises import JUDGED
from evaluation.rates import sit_rates
from evaluation.results import (
    Column,
    Results,
    column_of,
    depths_of,
    missed,
    rival_column,
    untuned_of,
)
from evaluation.screening import Screened, screen_all
from evaluation.seeing import sit_seeing
from evaluation.signing import Signed, sign_all
from evaluation.slates import sit_slates
from evaluation.solving import Solved, solve_all
from evaluation.sounding import sit_sounding
from evaluation.speed import assemble, help_seconds
from evaluation.sync import Sat, sit_sync
from evaluation.table import as_json, as_markdown, as_text, bench_line, into_page
from evaluation.turning_over import told as turned_over_told
from evaluation.turning_over import turn_over_all
from evaluation.verifying import BRIEFLY, SHOTS, verify_all
from evaluation.verifying import told as verified_told
from rushes.engine import all_cores
from rushes.screenplay import read_screenplay

RIVALS = ("general English", "the lines alone")


@click.command()
@click.option("--bench", is_flag=True, help="Measure the speed alone, against the cost of only reading.")
@click.option("--rivals/--no-rivals", default=True, help="Let other ears hear the same clips, too.")
@click.option("--seed", "seeds", type=int, multiple=True, help="Seeds of the stage [default: 1 2 3].")
@click.option("--no-stage", is_flag=True, help="Leave out the rushes of the stage.")
@click.option(
    "--long", "long_", is_flag=True, help="A film of 200 lines in 60 takes, and by two cameras: half an hour."
)
@click.option(
    "--endurance", is_flag=True, help="Only this: ten hours in one process, four in one clip. Half an hour."
)
@click.option("--sync", is_flag=True, help="Only this: sound recorded apart, found by ear. Two minutes.")
@click.option(
    "--grammar", is_flag=True, help="Only this: ten scenes cut by ours and by naive ways. Two minutes."
)
@click.option(
    "--sound", is_flag=True, help="Only this: the sound of cuts that no recorder recorded. Five minutes."
)
@click.option("--solve", is_flag=True, help="Only this: how long it takes to choose a cut, and how it grows.")
@click.option("--screen", is_flag=True, help="Only this: how quick the screening room is with a large film.")
@click.option("--consent", is_flag=True, help="Only this: how quick the register of consent is.")
@click.option("--credentials", is_flag=True, help="Only this: what signing a film of 500 MB costs.")
@click.option("--conform", is_flag=True, help="Only this: is it told what an editor changed? Five minutes.")
@click.option("--cover", is_flag=True, help="Only this: is anybody seen who should be covered? Ten minutes.")
@click.option(
    "--turnover", is_flag=True, help="Only this: how quick two hours leave, and what fingerprints tell."
)
@click.option("--work", type=click.Path(path_type=Path), help="Keep the stage's rushes and the cuts here.")
@click.option("--json", "form", flag_value="json", help="Print all figures as JSON.")
@click.option("--markdown", "form", flag_value="markdown", help="Print the tables for a page.")
@click.option(
    "--page",
    "pages",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="Write the tables into a page, between its marks; several times for several pages.",
)
@click.option("--mistakes", is_flag=True, help="Name whatever went wrong, on the error output.")
@click.option("--gate", is_flag=True, help="Exit with 1 when a figure falls below what the gate holds.")
def main(
    *,
    bench: bool,
    rivals: bool,
    seeds: tuple[int, ...],
    no_stage: bool,
    long_: bool,
    endurance: bool,
    sync: bool,
    grammar: bool,
    sound: bool,
    solve: bool,
    screen: bool,
    cover: bool,
    consent: bool,
    credentials: bool,
    conform: bool,
    turnover: bool,
    work: Path | None,
    form: str | None,
    pages: tuple[Path, ...],
    mistakes: bool,
    gate: bool,
) -> None:
    """Cut rushes whose truth is known and print how good, how fast and how large that was."""
    machine = _machine()
    with ExitStack() as stack:
        folder = work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rushes-evaluation-")))
        folder.mkdir(parents=True, exist_ok=True)
        if cover or turnover:
            _cover(folder, gate=gate) if cover else _turn_over(folder, gate=gate)
            return
        if endurance:
            _print(_lasting(folder, machine), form, pages)
            return
        if grammar or solve or screen or sound or consent or credentials or conform:
            results = Results(
                _today(),
                machine,
                cutters=_cutters(folder, mistakes=mistakes) if grammar else (),
                paces=_paces(folder) if grammar else (),
                solved=_solved() if solve else None,
                screened=_screened() if screen else None,
                sounded=_sounded(folder) if sound else (),
                consented=_consented() if consent else None,
                signed=_signed(folder) if credentials else None,
                came_back=_came_back() if conform else (),
            )
            _tell(results, form, pages, gate=gate)
            return
        materials = _materials(folder, () if no_stage else seeds or SEEDS, long=long_)
        if bench:
            for material in materials:
                click.echo(_bench(material, folder))
            rooms = Results(_today(), machine, solved=_solved(), screened=_screened())
            click.echo(as_text(replace(rooms, consented=_consented())))
            return
        exams = [] if sync else [_sit(material, folder) for material in materials]
        results = Results(_today(), machine) if sync else _results(exams, machine, rivals=rivals)
        results = replace(results, synced=_synced(materials, folder, long=long_) if materials else ())
        if not sync:
            _say("reading slates in every way of writing them")
            results = replace(results, slates=sit_slates())
            _say("looking at soft, dark, black, held and shaken pictures")
            results = replace(results, saw=sit_seeing(materials, folder))
            results = replace(results, mouths=_mouths(materials))
        if not (sync or no_stage):
            _say("taking every rate from the file to the film and back")
            results = replace(results, rates=tuple(sit_rates(folder / "rates")))
            results = replace(results, cutters=_cutters(folder, mistakes=mistakes), solved=_solved())
            results = replace(results, screened=_screened(), consented=_consented())
            results = replace(results, signed=_signed(folder), came_back=_came_back())
            results = replace(results, paces=_paces(folder, exams), sounded=_sounded(folder))
    for exam in exams if mistakes else ():
        for mistake in mistakes_of(exam):
            _say(f"{exam.material.name}: {mistake}")
    _tell(results, form, pages, gate=gate)


def _tell(results: Results, form: str | None, pages: Sequence[Path], *, gate: bool) -> None:
    """Print the tables, and say what is not reached; exit with 1 when the gate does not hold."""
    _print(results, form, pages)
    for sentence in missed(results):
        _say(sentence)
    if gate and (unheld := (*missed(results, gate=True), *_unmeasured(results))):
        _say("\n".join(unheld))
        sys.exit(1)


def _unmeasured(results: Results) -> Iterator[str]:
    """Say what a gate cannot judge as this machine lacks what it is measured with."""
    if results.screened and FIRST_VIEW not in results.screened.scores:
        yield "The page of the screening room was not measured: there is no Chromium."
    if results.columns and not can_watch():
        yield "No mouth was watched: rushes[faces] is not installed."


def _print(results: Results, form: str | None, pages: Sequence[Path]) -> None:
    click.echo({"json": as_json, "markdown": as_markdown}.get(form or "", as_text)(results))
    for page in pages:
        page.write_text(into_page(page.read_text(encoding="utf-8"), results), encoding="utf-8")


def _materials(folder: Path, seeds: tuple[int, ...], *, long: bool) -> list[Material]:
    real = strung_scenes()
    if real is None:
        _say("No shared material here (name its folder in RUSHES_MATERIAL): only the stage is measured.")
    materials = [real] if real else []
    for seed in seeds:
        _say(f"shooting stage {seed}")
        materials.append(stage_rushes(folder, seed))
    if long:
        _say(f"shooting the {LONG_STAGE}")
        materials.append(long_stage(folder))
    return materials


def _results(exams: Sequence[Exam], machine: str, *, rivals: bool) -> Results:
    columns: list[Column] = []
    beside: list[Column] = []
    for exam in exams:
        _say(f"timing the ear on {exam.material.name}")
        own = ours(exam)
        columns += [column_of(exam, own.pace), *filter(None, [untuned_of(exam)])]
        if rivals and _hear_rivals(exam.material):
            beside += [rival_column(exam, own), *_rival_columns(exam)]
    return Results(_today(), machine, tuple(columns), help_seconds(), tuple(beside), depths_of(exams))


def _synced(materials: Sequence[Material], folder: Path, *, long: bool) -> tuple[Sat, ...]:
    _say("bringing sound and picture together by ear")
    sat = sit_sync(materials, Path(tempfile.mkdtemp(prefix="sync-", dir=folder)))
    if not long:
        return sat
    _say(f"shooting and cutting a {DAY}")
    return (*sat, sit_day(folder, Path(tempfile.mkdtemp(prefix="day-", dir=folder))))


def _cover(folder: Path, *, gate: bool) -> None:
    """Print how many frames leak where people are covered; with the gate, none may."""
    if not can_watch():
        raise click.UsageError("Install what finds faces: pip install 'rushes[faces]'.")
    told = [sit_stage(shot_small(folder / "cover"), range(60, 360))]
    if real := real_clips(shared_material()):
        told.append(sit_real(real, range(150)))
    click.echo("\n".join(covering_told(told)))
    if gate and leaks_of_ours(told):
        sys.exit(1)


def _turn_over(folder: Path, *, gate: bool) -> None:
    """Print what a large film takes in every dialect, what verifying takes, and what fingerprints tell.

    With the gate all of it must keep what was promised; it is done briefly, on the stage alone.
    """
    left = turn_over_all()
    click.echo("\n".join(turned_over_told(left)))
    _say("shooting a scene, encoding it anew, and looking for what is wrong")
    takes, sat = prints_briefly(folder) if gate else prints_in_full(folder)
    verified = verify_all(takes, folder / "by lot", BRIEFLY if gate else SHOTS)
    click.echo("\n".join(("", *verified_told(verified), "", *prints_told(sat))))
    kept = [*(one.kept for one in left), *(one.kept for one in verified), *(one.kept for one in sat)]
    if gate and not (all(kept) and told_enough(sat)):
        sys.exit(1)


def _mouths(materials: Sequence[Material]) -> tuple[Told, ...]:
    if not can_watch():
        _say("rushes[faces] is not installed: no mouths are watched")
        return ()
    _say("watching mouths under their own sound and under others")
    return sit_mouths(materials)


def _cutters(folder: Path, *, mistakes: bool) -> tuple[Cutter, ...]:
    _say("shooting ten scenes, and cutting them by ours and by naive ways")
    cutters = sit_grammar(folder)
    for cutter in cutters if mistakes else ():
        for seed, row, mark in cutter.faults if cutter.name in {OURS, BY_EAR} else ():
            _say(f"scene {seed}, {cutter.name}: {row}: {mark}")
    return cutters


def _paces(folder: Path, exams: Sequence[Exam] = ()) -> tuple[Shots, ...]:
    """Measure locked reels, and what each taste makes of the ten scenes and of real voices where heard."""
    _say("measuring how long shots last, in locked reels and by each taste")
    heard = [
        (exam.material.name, read_screenplay(exam.material.screenplay)[0], exam.lined)
        for exam in exams
        if exam.material.voices == JUDGED
    ]
    return sit_pace(shared_material(), [*ten_scenes(folder), *heard])


def _sounded(folder: Path) -> tuple[Sat, ...]:
    _say("shooting scenes by two cameras without a recorder, and listening to their cuts")
    return sit_sounding(folder)


def _solved() -> Solved:
    _say("solving cuts of many lines and readings")
    return solve_all()


def _signed(folder: Path) -> Signed:
    _say("hashing and signing a film of 500 MB")
    return sign_all(folder / "signing")


def _came_back() -> tuple[CameBack, ...]:
    _say("editing cuts by lot, and asking what was changed")
    return conform_all(shared_material())


def _consented() -> Consented:
    _say("opening a large register of consent, and asking it")
    return consent_all()


def _screened() -> Screened:
    _say("opening a large film in the screening room, and deciding about it")
    found = screen_all()
    _say("waiting for its page in a browser")
    waits = browse_all()
    if not waits:
        _say("No Chromium here: what the page takes is not measured.")
    return replace(found, scores={**found.scores, **waits})


def _lasting(folder: Path, machine: str) -> Results:
    _say("hearing ten hours in one process, and four hours in one clip")
    material = strung_scenes() or stage_rushes(folder, SEEDS[0])
    return Results(_today(), machine, endured=endure_all(material, folder))


def _today() -> str:
    return f"{datetime.now(UTC):%d %B %Y}".lstrip("0")


def _hear_rivals(material: Material) -> bool:
    """Let rivals hear real voices: they take minutes, and what they do to machine voices says little."""
    return material.voices == JUDGED


def _rival_columns(exam: Exam) -> list[Column]:
    _say(f"letting rivals hear {exam.material.name}")
    return [rival_column(exam, rival(ear, exam)) for ear in RIVALS]


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
