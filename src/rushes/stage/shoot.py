"""A whole shoot: the folder made ready, every take filmed on all cores, the truth written last."""

import contextlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import msgspec

from rushes.engine import Job, Watch, all_cores, content_key, run
from rushes.errors import Refusal
from rushes.screenplay.model import Screenplay
from rushes.stage.casting import cast
from rushes.stage.faults import ALL_FAULTS, Faults
from rushes.stage.filming import film
from rushes.stage.model import PerformerTruth, StageTruth, TakePlan, TakeTruth
from rushes.stage.shotlist import Shooting, plan
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
    jobs: int | None = None,
    watch: Watch | None = None,
) -> StageTruth:
    """Shoot a screenplay into a folder: one MOV a take, and ``truth.json``.

    The same arguments give the same pictures, sound and truth. takes: the most a setup gets (1 to
    9); microphones: record the boom, a lavalier on each performer and their mix on tracks of their own;
    jobs: processes, all cores by default. The folder is made; one that an earlier shoot made is
    made again. Raises `NothingToPlay`, `FolderInUse`, `OddSize`, `NoTakes`.
    """
    if not screenplay.lines:
        raise NothingToPlay
    if any(n % 2 for n in size) or not (64 <= size[0] <= 3840 and 36 <= size[1] <= 2160):
        raise OddSize(*size)
    if not 1 <= takes <= 9:
        raise NoTakes(takes)
    planned, missing = plan(screenplay, Shooting(seed, takes, faults, rate, size))
    planned = tuple(replace(take, microphones=microphones) for take in planned)
    _make_ready(into)
    _write_whole(into / UNFINISHED, msgspec.json.encode([take.file for take in planned]))
    filmed = _filmed(planned, into, jobs or all_cores(), watch)
    truth = StageTruth(
        fps=float(rate) if rate.denominator > 1 else int(rate),
        rate=rate_text(rate),
        title=screenplay.title,
        seed=seed,
        performers=tuple(PerformerTruth(p.character, p.voice.name, p.side) for p in cast(screenplay, seed)),
        takes=filmed,
        missing=missing,
    )
    _write_whole(into / TRUTH, msgspec.json.encode(truth))
    (into / UNFINISHED).unlink(missing_ok=True)
    return truth


def _filmed(
    planned: tuple[TakePlan, ...], into: Path, jobs: int, watch: Watch | None
) -> tuple[TakeTruth, ...]:
    """Film every take, the longest first, so that no core waits long for another."""
    work = [
        Job("film", take.file, content_key(take, str(into)), film, (take, str(into)), TakeTruth)
        for take in planned
    ]
    longest = sorted(range(len(work)), key=lambda n: -sum(len(one.said) for one in planned[n].said))
    results = run([work[n] for n in longest], workers=min(jobs, len(work)), watch=watch)
    by_file: dict[str, TakeTruth] = {}
    for result in results:
        if isinstance(result, Refusal):
            raise result
        by_file[result.file] = result
    return tuple(by_file[take.file] for take in planned)


def _make_ready(folder: Path) -> None:
    """Make the folder, or empty one that the stage itself made; refuse any other that holds something."""
    if folder.exists() and not folder.is_dir():
        raise FolderInUse(str(folder), "a file of that name")
    held = sorted(folder.iterdir()) if folder.exists() else []
    if held:
        ours = _made_by_the_stage(folder)
        foreign = [path.name for path in held if path.name not in ours]
        if foreign:
            raise FolderInUse(str(folder), f"'{foreign[0]}'")
        for path in held:
            path.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _made_by_the_stage(folder: Path) -> set[str]:
    """Return the names that an earlier shoot's truth vouches for, or the list of one that was broken off."""
    names: set[str] = set()
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        truth = msgspec.json.decode((folder / TRUTH).read_bytes(), type=StageTruth)
        names |= {TRUTH, *(take.file for take in truth.takes)}
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        files = msgspec.json.decode((folder / UNFINISHED).read_bytes(), type=list[str])
        names |= {UNFINISHED, f".{TRUTH}.part", *files, *(f".{file}.part" for file in files)}
    return names


def _write_whole(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(data)
    unfinished.replace(path)
