"""The log as CSV: one row a file, for spreadsheets and other programs."""

from collections.abc import Sequence

from rushes.turnover.dialects.lists.cells import read_csv, safe, written_csv
from rushes.turnover.log.model import Log, Row, Under
from rushes.turnover.log.rows import rows_of
from rushes.turnover.verify import TurnoverDiffers

HEADINGS = (
    *("Scene", "Setup", "Take", "Camera", "Name", "Circled", "NG", "Marks", "Kind", "Day", "Reel"),
    *("Start", "End", "Duration", "Seconds", "Frames", "FPS", "Drop", "Size", "Codec", "Channels"),
    *("Sample Rate", "Tracks", "Sound", "Sound Roll", "Sound TC", "Sync", "Sync Offset s", "Drift ppm"),
    *("Sync Error ms", "Alone Because", "Behind", "Group", "Group Offset s", "Lens", "On Camera"),
    *("Off Camera", "Comments", "Findings", "Recorder", "Slate From", "File", "Path", "SHA-256"),
)


def log_csv(log: Log) -> bytes:
    """Write the log as CSV; `TurnoverDiffers` when it does not read back as it was meant."""
    rows = [cells_of(row) for row in rows_of(log)]
    data = written_csv(HEADINGS, rows)
    found = read_csv(data)
    wanted = [dict(zip(HEADINGS, row, strict=True)) for row in rows]
    if found != wanted:
        raise TurnoverDiffers("log.csv", "a CSV reader", "its rows", f"{len(found)}", f"{len(wanted)}")
    return data


def cells_of(row: Row) -> list[str]:
    """Return what stands under each heading, safe to be opened in a spreadsheet."""
    cells = (
        *(row.scene, row.setup, row.take, row.camera, row.name, _ticked(row.circled), _ticked(row.no_good)),
        *(", ".join(row.marks), row.kind, row.day, row.reel, row.start, row.end, row.duration),
        f"{float(row.seconds):.3f}" if row.frames else "",
        str(row.frames or ""),
        row.rate + (" (variable)" if row.variable_rate else ""),
        *(_ticked(row.drop), row.size, row.codec, str(row.channels or ""), str(row.sample_rate or "")),
        *(", ".join(row.tracks), *_sync_cells(row.under), row.because, ", ".join(row.over)),
        *(row.group, "" if row.group_at_s is None else f"{row.group_at_s:.3f}", row.lens),
        *(", ".join(row.on_camera), ", ".join(row.off_camera), comments_of(row), _findings(row)),
        "; ".join(f"{name}: {text}" for name, text in row.recorder),
        *(row.slate_from, row.file, row.path, row.sha256),
    )
    return [safe(cell) for cell in cells]


def comments_of(row: Row) -> str:
    """Return what people wrote of a take, each with who it was."""
    return "; ".join(f"{', '.join(by)}: {text}" for text, by in row.said)


def _ticked(marked: bool) -> str:  # noqa: FBT001 -- a box on a form, ticked or not
    return "yes" if marked else ""


def _sync_cells(under: Sequence[Under]) -> tuple[str, ...]:
    """Return file, roll, timecode, rung, offset, drift and error; numbers are the first recording's."""
    if not under:
        return ("",) * 7
    first = under[0]
    return (
        ", ".join(one.file for one in under),
        ", ".join(dict.fromkeys(one.reel for one in under if one.reel)),
        first.timecode,
        first.rung,
        f"{first.at_s:.4f}",
        f"{first.drift_ppm:.1f}",
        f"{first.error_ms:.1f}",
    )


def _findings(row: Row) -> str:
    return "; ".join(f"{finding.kind}: {finding.fact}" for finding in row.findings)
