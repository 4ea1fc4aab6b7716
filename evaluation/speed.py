"""How long does the whole job take, and how much memory does it need?

Unit: seconds of wall clock around the command as a user runs it, in a process of its own with all
cores: ``rushes assemble``, preview and report included. *Times real time*: seconds of footage over
those seconds, with nothing remembered (cold) and everything remembered (warm). The files themselves
may lie in the system's memory: it is the work that is measured, not the disk. *Core seconds* (user
and system, all processes) tell what it would take on a machine that does nothing else.

Unit of memory: MB (10^6 bytes). Definition: the highest sum over the process and all its
descendants, of the proportional set size (shared pages parted among those that share them), looked
at 20 times a second: a shorter peak can be missed. Only Linux tells it (`/proc/*/smaps_rollup`,
kernel documentation, filesystems/proc); elsewhere the score has no value.

``rushes --help``: the median of five runs, the first of which fills the disk cache.
"""  # noqa: D400 -- it is a question

import json
import os
import statistics
import subprocess
import sysconfig
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from evaluation.material import Material
from evaluation.score import Score

_LOOKS_A_SECOND: Final = 20
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
        with _Scales(process.pid) as scales:
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


class _Scales:
    """Weighs a process and its descendants while the context lasts."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)
        self._most = 0
        self.looks = 0

    @property
    def peak_mb(self) -> float | None:
        return self._most / 1e6 if self._most else None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _weigh(self) -> None:
        while not self._done.wait(1 / _LOOKS_A_SECOND):
            weight = sum(_bytes_of(process) for process in _family(self._process))
            self._most = max(self._most, weight)
            self.looks += bool(weight)


def _family(process: int) -> list[int]:
    """Return a process and all its descendants; those that end meanwhile are left out."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        children.setdefault(_parent(int(entry.name)), []).append(int(entry.name))
    family = [process]
    for member in family:
        family += children.get(member, [])
    return family


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
    except (OSError, UnicodeDecodeError):
        return 0


def _bytes_of(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return sum(int(row.split()[1]) * 1024 for row in told.splitlines() if row.startswith("Pss:"))
