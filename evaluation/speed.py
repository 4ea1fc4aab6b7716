"""How long does the whole job take?

Unit: seconds of wall clock around the command as a user runs it, in a process of its own with all
cores: ``rushes assemble``, preview and report included. *Times real time*: seconds of footage over
those seconds, with nothing remembered (cold) and everything remembered (warm). The files themselves
may lie in the system's memory: it is the work that is measured, not the disk. *Core seconds* (user
and system, all processes) tell what it would take on a machine that does nothing else.

``rushes --help``: the median of five runs, the first of which fills the disk cache.
"""  # noqa: D400 -- it is a question

import json
import os
import statistics
import subprocess
import sysconfig
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluation.material import Material
from evaluation.memory import Scales
from evaluation.score import Score

_HELPS: Final = 5


@dataclass(frozen=True)
class Run:
    """One run of the command.

    seconds: wall clock; stages: of each stage; core_s: of all cores. peak_mb: None when not told.
    """

    seconds: float
    stages: Mapping[str, float]
    peak_mb: float | None
    looks: int
    core_s: float = 0.0


def assemble(material: Material, out: Path, cache: Path) -> Run:
    """Run ``rushes assemble`` on a material; CalledProcessError when it fails."""
    words = [rushes(), "assemble", str(material.screenplay), str(material.footage), "-o", str(out)]
    began, before = time.perf_counter(), _core_seconds()
    with subprocess.Popen(  # noqa: S603 -- our own command
        [*words, "--cache", str(cache), "--json"], stdout=subprocess.PIPE
    ) as process:
        with Scales(process.pid) as scales:
            said, _ = process.communicate()
        seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return Run(seconds, json.loads(said)["seconds"], scales.peak_mb, scales.looks, _core_seconds() - before)


def rushes() -> str:
    """Return the command that is installed beside this Python."""
    return str(Path(sysconfig.get_path("scripts")) / "rushes")


def times_real_time(material: Material, run: Run) -> Score:
    """Return seconds of footage over seconds of work; its count is that of the clips."""
    return Score(material.truth.seconds / run.seconds, len(material.truth.takes), "times")


def peak_memory(run: Run) -> Score:
    """Return the highest memory of all processes together; its count is how often it was looked at."""
    return Score(run.peak_mb, run.looks, "MB")


def help_seconds() -> Score:
    """Return how long ``rushes --help`` takes."""
    taken = [_seconds_of([rushes(), "--help"]) for _ in range(_HELPS)]
    return Score(statistics.median(taken), _HELPS, "s")


def _core_seconds() -> float:
    """Return what all processes that ended below this one have used."""
    used = os.times()
    return used.children_user + used.children_system


def _seconds_of(words: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
    return time.perf_counter() - began
