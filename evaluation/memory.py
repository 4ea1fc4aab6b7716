"""How much memory does a process need, with all that it starts?

Unit: MB (10^6 bytes). Definition: the highest sum over the process and all its descendants, of the
proportional set size (shared pages parted among those that share them), looked at 20 times a second
unless told otherwise: a shorter peak can be missed. Only Linux tells it (`/proc/*/smaps_rollup`,
kernel documentation, filesystems/proc); elsewhere there is no value.
"""  # noqa: D400 -- it is a question

import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_LOOKS_A_SECOND: Final = 20


class Scales:
    """Weighs a process and its descendants while the context lasts. looks: how often it was weighed."""

    def __init__(self, process: int, looks_a_second: float = _LOOKS_A_SECOND) -> None:
        """Take the number of a running process."""
        self._process, self._pause_s = process, 1 / looks_a_second
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)
        self._most = 0
        self.looks = 0

    @property
    def peak_mb(self) -> float | None:
        """The most that was seen, None when nothing was."""
        return self._most / 1e6 if self._most else None

    def __enter__(self) -> Self:
        """Begin to weigh."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop weighing."""
        self._done.set()
        self._thread.join()

    def _weigh(self) -> None:
        """Weigh until the context ends, and once more then."""
        over = False
        while not over:
            over = self._done.wait(self._pause_s)
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
