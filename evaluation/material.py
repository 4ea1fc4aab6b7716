"""The rushes that are measured: where they are, or how the stage shoots them. A door: it touches the disk."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.truth import Truth, read_truth
from rushes.engine import Watch, code_mark, content_key
from rushes.screenplay import read_screenplay
from rushes.stage import ALL_FAULTS, HARD_FAULTS, Fault, Faults, make_rushes

ROOT: Final = Path(__file__).parents[1]
SCENE: Final = ROOT / "examples" / "lost-property.fountain"
LONG_FILM: Final = Path(__file__).parent / "screenplays" / "last-crossing.fountain"
SCENES: Final = tuple(
    Path(__file__).parent / "screenplays" / f"{name}.fountain" for name in ("second-key", "three-plates")
)
"""For two, and for three."""
MOMENT: Final = Path(__file__).parent / "screenplays" / "moments" / "one-glove.fountain"
"""Three lines, said in seven seconds."""
LONG_STAGE: Final = "long stage"
DAY: Final = "day of two cameras"
SEEDS: Final = (1, 2, 3)
SIZE, SMALL, TINY = (640, 360), (320, 180), (160, 90)
"""Of the stage's pictures: about that of the real rushes; smaller where an hour is drawn, or ten shoots."""

TAKES: Final = 2
"""The most a setup gets: three seeds with two takes show more than two with three, in the same minutes."""

FAULTS: Final[dict[int, Faults]] = {2: ALL_FAULTS | HARD_FAULTS, 3: ALL_FAULTS | {Fault.MISSING_LINE}}
"""What goes wrong for a seed, beside everything: in the second it is hard to hear (whispers, shouts, voices
at once, chatter, swallowed words), in the third a line is never spoken as written."""


@dataclass(frozen=True)
class Material:
    """Rushes with exact truth. voices: ``people`` or ``machine``."""

    name: str
    voices: str
    screenplay: Path
    footage: Path
    truth: Truth


def shared_material() -> Path:
    """Return where real material is looked for: beside the repository, or where RUSHES_MATERIAL says."""
    return Path(os.environ.get("RUSHES_MATERIAL") or ROOT.parent / "shared" / "material").resolve()


def strung_scenes() -> Material | None:
    """Return real recorded sentences strung to scenes (`grid-scenes`), or None where they are absent.

    They are looked for beside the repository, or where RUSHES_MATERIAL says; they are never part of it.
    """
    folder = shared_material() / "grid-scenes"
    if not folder.is_dir():
        return None
    truth = read_truth(folder / "truth.json")
    return Material("grid-scenes", "people", folder / "screenplay.fountain", folder / "rushes", truth)


def stage_rushes(work: Path, seed: int, watch: Watch | None = None) -> Material:
    """Shoot the example scene into the folder `work`, or use what the same stage shot there before."""
    return _shot(work, Stage(f"stage {seed}", SCENE, seed, SIZE, FAULTS.get(seed, ALL_FAULTS)), watch)


def moment_stage(work: Path, watch: Watch | None = None) -> Material:
    """Shoot three lines, each setup three or four times, and nothing goes wrong: takes alike."""
    return _shot(work, Stage("moment", MOMENT, 1, SMALL, frozenset(), takes=4), watch)


def long_stage(work: Path, watch: Watch | None = None) -> Material:
    """Shoot a film of 200 lines in five scenes: 60 takes, more than an hour, everything going wrong."""
    return _shot(work, Stage(LONG_STAGE, LONG_FILM, 1, SMALL, ALL_FAULTS), watch)


def day_stage(work: Path, watch: Watch | None = None) -> Material:
    """Shoot the same film with two cameras and a recorder, no clock in common, wild tracks between takes."""
    return _shot(work, Stage(DAY, LONG_FILM, 7, SMALL, ALL_FAULTS, by_a_crew=True), watch)


def scene_stage(work: Path, seed: int, watch: Watch | None = None, *, across: bool = False) -> Material:
    """Shoot a scene for two (odd seeds) or three, with a log of who is seen; each third by two cameras.

    across: the same, but for one setup or two that stand on the other side of the line, and a log that says
    of most setups who looks where.
    """
    cameras, screenplay = 2 if seed % 3 == 0 else 1, SCENES[(seed + 1) % 2]
    name, faults = f"scene {seed}", ALL_FAULTS
    if across:
        name, faults = f"{name} across the line", ALL_FAULTS | {Fault.WRONG_SIDE}
    stage = Stage(name, screenplay, seed, TINY, faults, cameras=cameras, paper=True)
    return _shot(work, stage, watch)


def own_microphones(work: Path, seed: int, watch: Watch | None = None) -> Material:
    """Shoot a scene by two cameras without a clock in common, each with its microphone, and no recorder."""
    screenplay = SCENES[(seed + 1) % 2]
    stage = Stage(f"two microphones {seed}", screenplay, seed, TINY, ALL_FAULTS, unrecorded=True, paper=True)
    return _shot(work, stage, watch)


@dataclass(frozen=True)
class Stage:
    """What is shot: a name for the table, a screenplay, a seed, the size of the picture, what goes wrong.

    by_a_crew: with two cameras and a recorder of their own clocks, none of which gives timecode. cameras:
    how many, otherwise. paper: the crew's logs are handed in. unrecorded: two cameras keep the guides that
    they made beside a recorder, whose files are thrown away; action is shot, too.
    takes: the most of a setup.
    """

    name: str
    screenplay: Path
    seed: int
    size: tuple[int, int]
    faults: Faults
    by_a_crew: bool = False
    cameras: int = 1
    paper: bool = False
    unrecorded: bool = False
    takes: int = TAKES


def _shot(work: Path, stage: Stage, watch: Watch | None) -> Material:
    folder = work / f"{stage.name.replace(' ', '-')}-{_key(stage)[:12]}"
    if not (folder / "truth.json").exists():
        screenplay, _ = read_screenplay(stage.screenplay)
        shooting = Path(tempfile.mkdtemp(prefix="shooting-", dir=work))
        make_rushes(
            *(screenplay, shooting, stage.seed),
            takes=stage.takes,
            faults=stage.faults,
            size=stage.size,
            double_system=stage.by_a_crew or stage.unrecorded,
            timecode="none" if stage.by_a_crew or stage.unrecorded else "shared",
            cameras=2 if stage.by_a_crew or stage.unrecorded else stage.cameras,
            action=stage.unrecorded,
            wild=stage.by_a_crew,
            paper=stage.paper,
            watch=watch,
        )
        if stage.unrecorded:
            shutil.rmtree(shooting / "sound")
        shooting.rename(folder)
    return Material(stage.name, "machine", stage.screenplay, folder, read_truth(folder / "truth.json"))


def _key(stage: Stage) -> str:
    """Return what a shoot depends on: the same key, the same rushes."""
    code = code_mark("rushes.stage", "rushes.sound.espeak", "rushes.screenplay", "av==", "espeakng-loader==")
    page = stage.screenplay.read_text(encoding="utf-8")
    kit = (stage.by_a_crew, stage.cameras, stage.paper, *([True] if stage.unrecorded else []))
    return content_key(page, stage.seed, stage.takes, list(stage.size), sorted(stage.faults), kit, code)
