"""The rushes that are measured: where they are, or how the stage shoots them. A door: it touches the disk."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.truth import Truth, read_truth
from rushes.engine import Watch, code_mark, content_key
from rushes.screenplay import read_screenplay
from rushes.stage import ALL_FAULTS, Fault, make_rushes

ROOT: Final = Path(__file__).parents[1]
SCENE: Final = ROOT / "examples" / "lost-property.fountain"
SEEDS: Final = (1, 2, 3)
TAKES: Final = 2
"""The most a setup gets: three seeds with two takes show more than two with three, in the same minutes."""

FAULTS: Final = {3: ALL_FAULTS | {Fault.MISSING_LINE}}
"""What goes wrong for a seed, beside everything: in the third a line is never spoken as written."""


@dataclass(frozen=True)
class Material:
    """Rushes with exact truth. voices: ``people`` or ``machine``."""

    name: str
    voices: str
    screenplay: Path
    footage: Path
    truth: Truth


def strung_scenes() -> Material | None:
    """Return real recorded sentences strung to scenes (`grid-scenes`), or None where they are absent.

    They are looked for beside the repository, or where RUSHES_MATERIAL says; they are never part of it.
    """
    shared = Path(os.environ.get("RUSHES_MATERIAL", ROOT.parent / "shared" / "material"))
    folder = shared.resolve() / "grid-scenes"
    if not folder.is_dir():
        return None
    truth = read_truth(folder / "truth.json")
    return Material("grid-scenes", "people", folder / "screenplay.fountain", folder / "rushes", truth)


def stage_rushes(work: Path, seed: int, watch: Watch | None = None) -> Material:
    """Shoot the example scene into the folder `work`, or use what the same stage shot there before."""
    faults = FAULTS.get(seed, ALL_FAULTS)
    code = code_mark("rushes.stage", "rushes.sound.espeak", "rushes.screenplay", "av==", "espeakng-loader==")
    key = content_key(SCENE.read_text(encoding="utf-8"), seed, TAKES, sorted(faults), code)
    folder = work / f"stage-{seed}-{key[:12]}"
    if not (folder / "truth.json").exists():
        screenplay, _ = read_screenplay(SCENE)
        shooting = Path(tempfile.mkdtemp(prefix=f"shooting-{seed}-", dir=work))
        make_rushes(screenplay, shooting, seed, takes=TAKES, faults=faults, watch=watch)
        shooting.rename(folder)
    return Material(f"stage {seed}", "machine", SCENE, folder, read_truth(folder / "truth.json"))
