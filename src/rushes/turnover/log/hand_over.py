"""Hand over the log: all its files or none, and never over what a person did."""

from collections.abc import Callable, Mapping
from pathlib import Path

from rushes.errors import Finding
from rushes.turnover.delivery import LOG, delivery
from rushes.turnover.log.files import NONE, log_files
from rushes.turnover.log.model import Log


def hand_over_log(
    log: Log,
    out: Path,
    stills: Mapping[str, bytes] = NONE,
    levels: Mapping[str, bytes] = NONE,
    tell: Callable[[Finding], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Write the log into the folder `out` and return its files.

    stills, levels: as for `log_files`. tell: told of what some of the files cannot hold. Raises
    `OutOccupied`, `OfAnotherJob`, `ChangedByHand` or `CannotWrite` for the folder.
    """
    with delivery(out, LOG) as folder:
        files, unheld = log_files(log, stills, levels)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    for finding in unheld:
        tell(finding)
    return tuple(out / name for name in sorted(files))
