"""What is told of a turnover: what was written, who read it back, what could not be held."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.telling.words import count, findings_told

if TYPE_CHECKING:
    from rushes.turnover.slip import Handed, Slip


def turnover_summary(folder: Path, slip: "Slip") -> str:
    """Say what was handed over, dialect by dialect, and what a person should look at first."""
    from rushes.turnover.slip.wording import looked  # noqa: PLC0415 -- heavy, and open already by now

    reels = [one for one in slip.handed if one.what != "cut"]
    kinds = dict.fromkeys(one.what for one in reels)
    return "\n".join(
        [
            f"Handed over: {folder}",
            slip.standing,
            *(line for one in slip.of_cut for line in _told(one)),
            *(f"  {kind}: {_reels([one for one in reels if one.what == kind])}" for kind in kinds),
            f"  {count(len(slip.media), 'file')} of media, named {slip.media_by}",
            *(f"  {sentence}" for sentence in looked(slip)),
            *findings_told(list(slip.findings)),
            f"All of it: {folder / 'turnover.html'}",
        ]
    )


def turnover_as_json(folder: Path, slip: "Slip") -> str:
    """Write what was handed over as its own ``turnover.json`` has it, and where it lies."""
    from rushes.turnover.slip.files import slip_json  # noqa: PLC0415 -- heavy, and open already by now

    return json.dumps({"out": str(folder), **json.loads(slip_json(slip))}, ensure_ascii=False)


def _told(one: "Handed") -> Iterator[str]:
    from rushes.turnover.slip.wording import compared, counted  # noqa: PLC0415 -- the same

    names = ", ".join(file.name for file in one.files)
    yield f"  {one.dialect}: {names}"
    yield from (f"    read back by {check.reader}: {compared(check)}" for check in one.compared)
    yield from (f"    kept, but: {counted([dropped])}: {dropped.how}" for dropped in one.dropped)
    if one.said:
        yield f"    only told: {counted(one.said)}"
    if one.lost:
        yield f"    cannot hold: {counted(one.lost)}"


def _reels(reels: list["Handed"]) -> str:
    files = sum(len(one.files) for one in reels)
    return f"{count(len({one.of for one in reels}), 'reel')} in {count(files, 'file')}"
