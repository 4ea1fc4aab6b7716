"""What is told of a turnover: what was written, who read it back, what could not be held."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rushes.telling.words import count, findings_told

if TYPE_CHECKING:
    from rushes.turnover.turnover_sheet import Handed, TurnoverSheet


def turnover_summary(folder: Path, sheet: "TurnoverSheet") -> str:
    """Say what was handed over, dialect by dialect, and what a person should look at first."""
    from rushes.turnover.turnover_sheet.wording import looked  # noqa: PLC0415 -- heavy, and open already by now

    reels = [one for one in sheet.handed if one.what != "cut"]
    kinds = dict.fromkeys(one.what for one in reels)
    return "\n".join(
        [
            f"Handed over: {folder}",
            sheet.standing,
            *(line for one in sheet.of_cut for line in _told(one)),
            *(f"  {kind}: {_reels([one for one in reels if one.what == kind])}" for kind in kinds),
            f"  {count(len(sheet.media), 'file')} of media, named {sheet.media_by}",
            *(f"  {sentence}" for sentence in looked(sheet)),
            *findings_told(list(sheet.findings)),
            f"All of it: {folder / 'turnover.html'}",
        ]
    )


def turnover_as_json(folder: Path, sheet: "TurnoverSheet") -> str:
    """Write what was handed over as its own ``turnover.json`` has it, and where it lies."""
    from rushes.turnover.turnover_sheet.files import sheet_json  # noqa: PLC0415 -- heavy, and open already by now

    return json.dumps({"out": str(folder), **json.loads(sheet_json(sheet))}, ensure_ascii=False)


def _told(one: "Handed") -> Iterator[str]:
    from rushes.turnover.turnover_sheet.wording import compared, counted  # noqa: PLC0415 -- the same

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
