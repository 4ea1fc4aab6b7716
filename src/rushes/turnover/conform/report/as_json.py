"""What an editor changed, for other programs: ``rushes.conform/1``."""

import json
from typing import Final

from rushes.timecode import rate_text
from rushes.turnover.conform.model import Change, Conformed, Counts, Stretch, Version
from rushes.turnover.conform.report.wording import KINDS, place, said, told

SCHEMA: Final = "rushes.conform/1"


def conform_json(  # noqa: PLR0917 -- what was found, and five facts about the file
    found: Conformed, cut: str, edited: str, sha256: str = "", by: str = "", at: str = "", no_cut: str = ""
) -> str:
    """Return all that was found. cut, edited: what the two are called; sha256: of the editor's file.

    by: whose version it is, empty where nobody said so. at: when it was kept, ISO time in UTC. no_cut: why
    no cut can hold it, empty where one can.
    """
    shape = {
        "schema": SCHEMA,
        "cut": cut,
        "edited": edited,
        "sha256": sha256,
        "by": by,
        "at": at,
        "no_cut": no_cut,
        "title": found.after.title,
        "rate": rate_text(found.before.rate),
        "distance": round(found.distance, 6),
        "cost": float(found.cost),
        "told": list(told(found)),
        "picture": _counts(found.picture),
        "sound": _counts(found.sound),
        "changes": [_change(change, found) for change in found.changes],
        "findings": [
            {"kind": one.kind, "subject": one.subject, "fact": one.fact, "advice": one.advice}
            for one in found.findings
        ],
    }
    return json.dumps(shape, indent=1)


def _counts(counts: Counts | None) -> dict[str, object] | None:
    if counts is None:
        return None
    return {
        "pieces": counts.before,
        "pieces_after": counts.after,
        "states": {str(state): number for state, number in sorted(counts.states.items())},
        "added": counts.new,
        "trims": list(counts.trims),
        "frames": counts.frames,
        "frames_after": counts.frames_after,
        "same_frames": counts.same,
        "share_same": round(counts.share_same, 6),
    }


def _change(change: Change, found: Conformed) -> dict[str, object]:
    return {
        "kind": change.kind,
        "what": KINDS[change.kind],
        "sides": list(change.sides),
        "lines": list(change.lines),
        "before": _stretch(change.before, found.before),
        "after": _stretch(change.after, found.after),
        "head": change.head,
        "tail": change.tail,
        "was": change.was,
        "now": change.now,
        "along": [
            {"before": _stretch(before, found.before), "after": _stretch(after, found.after)}
            for before, after in change.along
        ],
        "said": said(change),
    }


def _stretch(stretch: Stretch | None, version: Version) -> dict[str, object] | None:
    if stretch is None:
        return None
    piece, record = stretch.piece, stretch.record
    return {
        "name": piece.name,
        "files": [] if piece.foreign else list(piece.files),
        "foreign": piece.foreign,
        "tracks": list(piece.tracks),
        "source_in": float(stretch.at),
        "record_in": record.start,
        "record_out": record.end,
        "timecode": place(stretch, version),
        "speed": float(piece.speed),
    }
