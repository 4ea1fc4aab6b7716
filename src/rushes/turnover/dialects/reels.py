"""Reel names for lists that allow eight letters: legal, and different wherever files could be confused."""

import re
from collections.abc import Iterable, Iterator

from rushes.footage.model import Clip
from rushes.turnover.dialects.wording import one_line

LETTERS = 8
_RESERVED = {"AX", "BL", "BLACK", "BARS", "NONE"}
"""Reel names that mean no reel: an auxiliary source, black, colour bars."""


def reels(clips: Iterable[Clip]) -> dict[str, str]:
    """Return a reel by `Clip.file`: that of the camera, else the clip's name, shortened.

    Clips of one camera reel share it, unless they claim the same timecode: reel and timecode together
    always lead to one file. Names that only look alike when shortened get numbers.
    """
    given: dict[str, str] = {}
    taken: dict[str, list[tuple[str, range]]] = {}
    for clip in clips:
        whole, span = one_line(clip.reel or clip.name), range(clip.start, clip.start + max(clip.frames, 1))
        name = next(
            name for name in _candidates(whole) if not _clashes(whole, span, taken.get(name.upper(), []))
        )
        given[clip.file] = name
        taken.setdefault(name.upper(), []).append((whole, span))
    return given


def _clashes(whole: str, span: range, taken: list[tuple[str, range]]) -> bool:
    """Tell whether a reel is another's already, or its own but for the same timecode."""
    return any(
        other != whole or (span.start < theirs.stop and theirs.start < span.stop) for other, theirs in taken
    )


def _candidates(whole: str) -> Iterator[str]:
    """Yield legal reels for a name: its first eight letters, then shorter ones with a number behind."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", whole).strip("_") or "REEL"
    first = plain[:LETTERS].rstrip("_")
    if first.upper() not in _RESERVED:
        yield first
    for number in range(2, 10**6):
        tail = f"_{number}"
        yield plain[: LETTERS - len(tail)].rstrip("_") + tail
