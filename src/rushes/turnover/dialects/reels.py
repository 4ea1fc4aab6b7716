"""Reel names for lists that allow few letters: legal, and different wherever files could be confused."""

import re
from collections.abc import Iterable, Iterator

from rushes.footage.model import Clip
from rushes.turnover.dialects.wording import one_line

LETTERS = 8
"""What a reel may have in CMX 3600."""
LONG_LETTERS = 32
"""What it may have in the lists of today's systems, which still stand in columns."""
_RESERVED = {"AX", "BL", "BLACK", "BARS", "NONE"}
"""Reel names that mean no reel: an auxiliary source, black, colour bars."""


def reels(clips: Iterable[Clip], letters: int = LETTERS) -> dict[str, str]:
    """Return a reel by `Clip.file`: that of the camera or recorder, else the clip's name, shortened.

    letters: how many it may have at most. Today's systems compare long ones letter for letter with the
    camera's, or with the file's name without its ending: they keep hyphens and points, and are that name
    where there is no reel, as in our Avid logs.

    Clips of one reel share it, unless they claim the same timecode: reel and timecode together always lead
    to one file, or to the files of one take of a recorder. Names that only look alike when shortened get
    numbers.
    """
    given: dict[str, str] = {}
    taken: dict[str, list[tuple[str, Clip]]] = {}
    for clip in clips:
        whole = reel_of(clip, letters)
        name = next(
            name
            for name in _candidates(whole, letters)
            if not _clashes(whole, clip, taken.get(name.upper(), []))
        )
        given[clip.file] = name
        taken.setdefault(name.upper(), []).append((whole, clip))
    return given


def reel_of(clip: Clip, letters: int = LETTERS) -> str:
    """Return what a clip's reel is called in full, for a list whose reels have so many letters."""
    return one_line(clip.reel or (clip.name if letters <= LETTERS else clip.path.stem))


def _clashes(whole: str, clip: Clip, taken: Iterable[tuple[str, Clip]]) -> bool:
    """Tell whether a reel is another's already, or its own but for the same timecode."""
    return any(
        other != whole or (_meet(clip, theirs) and not _one_take(clip, theirs)) for other, theirs in taken
    )


def _meet(one: Clip, other: Clip) -> bool:
    """Tell whether two clips claim the same timecode; of different rates, to a second."""
    if one.rate == other.rate:
        return one.start < other.start + max(other.frames, 1) and other.start < one.start + max(one.frames, 1)
    return one.clock_s < other.clock_s + other.seconds + 1 and other.clock_s < one.clock_s + one.seconds + 1


def _one_take(one: Clip, other: Clip) -> bool:
    """Tell whether a recorder wrote two files side by side, one for each microphone."""
    alike = (one.start, one.frames, one.rate, one.slate) == (
        other.start,
        other.frames,
        other.rate,
        other.slate,
    )
    return alike and one.is_sound and other.is_sound and one.has_timecode


def _candidates(whole: str, letters: int) -> Iterator[str]:
    """Yield legal reels for a name: its first letters, then fewer with a number behind."""
    kept = "A-Za-z0-9" if letters <= LETTERS else "A-Za-z0-9_.-"
    plain = re.sub(f"[^{kept}]+", "_", whole).strip("_") or "REEL"
    first = plain[:letters].rstrip("_")
    if first.upper() not in _RESERVED:
        yield first
    for number in range(2, 10**6):
        tail = f"_{number}"
        yield plain[: letters - len(tail)].rstrip("_") + tail
