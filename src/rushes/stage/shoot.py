"""A whole shoot: the folder made ready, every take filmed on all cores, the truth written last."""

import contextlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path, PurePosixPath

import msgspec

from rushes.engine import Job, Watch, all_cores, content_key, run
from rushes.errors import Refusal
from rushes.screenplay.model import Screenplay
from rushes.stage import papers
from rushes.stage.casting import cast
from rushes.stage.faults import ALL_FAULTS, Fault, Faults
from rushes.stage.kit import Clocks, Kit, check
from rushes.stage.known import PerformerTruth, Rolled, StageTruth
from rushes.stage.model import TakePlan
from rushes.stage.rolling import roll
from rushes.stage.screen_sides import who_looks_where
from rushes.stage.shotlist import Shooting, plan
from rushes.stage.unit import LETTERS, equipped
from rushes.timecode import rate_text

SIZE = (960, 540)
TRUTH = "truth.json"
UNFINISHED = ".shooting.json"
"""Names the files of a shoot while it lasts, so that one that was killed can be made again."""


class NothingToPlay(Refusal):
    """The screenplay has no dialogue."""

    sentence = "Nobody speaks in this screenplay, so there is nothing to play; give one with dialogue."


class FolderInUse(Refusal):
    """The folder holds something that the stage did not make."""

    sentence = "'{0}' holds {1}, which the stage did not make; name a new folder, or empty this one yourself."


class OddSize(Refusal):
    """The picture's size cannot be filmed."""

    sentence = "A picture of {0}x{1} cannot be filmed; give even numbers from 64x36 to 3840x2160."


class NoTakes(Refusal):
    """Less than one take was asked for."""

    sentence = "{0} takes of a setup make no rushes; ask for 1 to 9."


def make_rushes(
    screenplay: Screenplay,
    into: Path,
    seed: int,
    *,
    takes: int = 3,
    faults: Faults = ALL_FAULTS,
    rate: Fraction = Fraction(25),
    size: tuple[int, int] = SIZE,
    microphones: bool = False,
    double_system: bool = False,
    mono_files: bool = False,
    timecode: Clocks = "shared",
    drift_ppm: float = 200.0,
    cameras: int = 1,
    wild: bool = False,
    drop: bool = False,
    phone: bool = False,
    paper: bool = False,
    action: bool = False,
    jobs: int | None = None,
    watch: Watch | None = None,
) -> StageTruth:
    """Shoot a screenplay into a folder: one MOV a take and camera, and ``truth.json``.

    The same arguments give the same pictures, sound and truth. takes: the most a setup gets (1 to
    9); microphones: record the boom, a lavalier on each performer and their mix on tracks of their own;
    double_system: record them apart, as Broadcast WAVE in ``sound/``, and leave the camera a guide track;
    what the others bring: `rushes.stage.kit.Kit`; jobs: processes, all cores by default. The folder is
    made; one that an earlier shoot made is made again. Raises `NothingToPlay`, `FolderInUse`, `OddSize`,
    `NoTakes`, `OddKit`.
    """
    kit = Kit(
        microphones=microphones and not double_system,
        recorder=double_system,
        mono_files=mono_files,
        clocks=timecode,
        drift_ppm=drift_ppm,
        cameras=cameras,
        wild=wild,
        drop=drop,
        phone=phone,
        paper=paper,
        action=action,
    )
    shooting = Shooting(seed, takes, faults, rate, size)
    check(kit, rate, faults)
    _check(screenplay, shooting)
    planned, missing = plan(screenplay, shooting)
    shoot = equipped(planned, kit, seed, faults, screenplay.scenes)
    _make_ready(into)
    _write_whole(into / UNFINISHED, msgspec.json.encode([*_files_of(shoot.takes), *_papers_of(kit)]))
    rolled = _rolled(shoot.takes, into, jobs or all_cores(), watch)
    told = _told(screenplay, seed, rate, rolled)
    told = replace(told, missing=missing, timecode=timecode, clock_off_s=shoot.clock_off_s)
    truth = _with_papers(told, into, faults) if paper else told
    _write_whole(into / TRUTH, msgspec.json.encode(truth))
    (into / UNFINISHED).unlink(missing_ok=True)
    return truth


def _check(screenplay: Screenplay, shooting: Shooting) -> None:
    """Refuse what cannot be played, or filmed."""
    (width, height), takes = shooting.size, shooting.takes
    if not screenplay.lines:
        raise NothingToPlay
    if width % 2 or height % 2 or not (64 <= width <= 3840 and 36 <= height <= 2160):
        raise OddSize(width, height)
    if not 1 <= takes <= 9:
        raise NoTakes(takes)


def _told(screenplay: Screenplay, seed: int, rate: Fraction, rolled: tuple[Rolled, ...]) -> StageTruth:
    return StageTruth(
        fps=float(rate) if rate.denominator > 1 else int(rate),
        rate=rate_text(rate),
        title=screenplay.title,
        seed=seed,
        performers=tuple(PerformerTruth(p.character, p.voice.name, p.side) for p in cast(screenplay, seed)),
        takes=tuple(clip for one in rolled for clip in one.takes),
        recordings=tuple(recording for one in rolled for recording in one.recordings),
    )


def _rolled(planned: tuple[TakePlan, ...], into: Path, jobs: int, watch: Watch | None) -> tuple[Rolled, ...]:
    """Shoot every take, the longest first, so that no core waits long for another."""
    work = [
        Job("roll", _name(take), content_key(take, str(into)), roll, (take, str(into)), Rolled)
        for take in planned
    ]
    longest = sorted(range(len(work)), key=lambda n: -sum(len(one.said) for one in planned[n].said))
    results = run([work[n] for n in longest], workers=min(jobs, len(work)), watch=watch)
    rolled: dict[int, Rolled] = {}
    for number, result in zip(longest, results, strict=True):
        if isinstance(result, Refusal):
            raise result
        rolled[number] = result
    return tuple(rolled[number] for number in range(len(planned)))


def _papers_of(kit: Kit) -> tuple[str, ...]:
    if not kit.paper:
        return ()
    return papers.names(LETTERS[: kit.cameras], recorder=kit.recorder, timecode=kit.clocks != "none")


def _with_papers(truth: StageTruth, into: Path, faults: Faults) -> StageTruth:
    """Hand in the papers."""
    if Fault.WRONG_SIDE in faults:
        looks = who_looks_where(truth)
        truth = replace(
            truth, takes=tuple(replace(one, looks=looks.get(one.file, "")) for one in truth.takes)
        )
    written, mistakes = papers.papers(truth, wrong=Fault.WRONG_PAPER in faults)
    for name, text in written.items():
        (into / name).parent.mkdir(exist_ok=True)
        _write_whole(into / name, text.encode())
    return replace(truth, papers=tuple(written), paper_wrong=mistakes)


def _name(take: TakePlan) -> str:
    return take.file or take.sound[0].file


def _files_of(planned: tuple[TakePlan, ...]) -> list[str]:
    """Return every file that a shoot will make, its truth excepted."""
    pictures = [camera.file for take in planned for camera in take.rolls]
    return [*pictures, *(file for take in planned for one in take.sound for file in one.files(take.tracks))]


def _make_ready(folder: Path) -> None:
    """Make the folder, or empty one that the stage itself made; refuse any other that holds something."""
    if folder.exists() and not folder.is_dir():
        raise FolderInUse(str(folder), "a file of that name")
    held = sorted(folder.rglob("*")) if folder.exists() else []
    if held:
        ours = _made_by_the_stage(folder)
        places = {str(parent) for name in ours for parent in PurePosixPath(name).parents}
        for path in held:
            name = path.relative_to(folder).as_posix()
            if name not in (places if path.is_dir() else ours):
                raise FolderInUse(str(folder), f"'{name}'")
        for path in reversed(held):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _made_by_the_stage(folder: Path) -> set[str]:
    """Return the names that an earlier shoot's truth vouches for, or the list of one that was broken off."""
    names: set[str] = set()
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        truth = msgspec.json.decode((folder / TRUTH).read_bytes(), type=StageTruth)
        names |= {TRUTH, *truth.files}
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        files = msgspec.json.decode((folder / UNFINISHED).read_bytes(), type=list[str])
        halves = (str(PurePosixPath(file).with_name(f".{PurePosixPath(file).name}.part")) for file in files)
        names |= {UNFINISHED, f".{TRUTH}.part", *files, *halves}
    return names


def _write_whole(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
