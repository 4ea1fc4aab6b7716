"""What the turnover sheet says, in the words of people who hand films over. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rushes.timecode import rate_from
from rushes.turnover.numbers import many
from rushes.turnover.report.wording import rate_said
from rushes.turnover.splits import frames_said
from rushes.turnover.turnover_sheet.model import Counted, Handed, State, TurnoverSheet
from rushes.turnover.verified.model import Seen
from rushes.turnover.verify import Compared

STATES: Final[Mapping[State, str]] = {
    "as cut": "as it was cut",
    "missing": "not there",
    "changed": "changed since the cut",
    "not read": "cannot be read",
    "not read again": "not read again",
}
_ONCE: Final = frozenset({"exact rate", "drop-frame"})
"""What a film has or has not, and is not counted."""

_SHOWN: Final = 6
"""Media that could not be looked at, of which the page tells."""

_KINDS: Final = {
    "stringout": "Stringouts: every take, scene by scene",
    "selects": "Selects: every reading, line by line",
}


@dataclass(frozen=True)
class Reel:
    """A stringout or a reel of selects: of which scene or line, its files, how many events were compared.

    name: what all its files are called; behind: what stands behind it in each.
    """

    of: str
    name: str
    behind: tuple[str, ...]
    events: int


def counted(given: Sequence[Counted]) -> str:
    """Write ``alternates (31), markers (12)``."""
    return ", ".join(one.feature if one.feature in _ONCE else f"{one.feature} ({one.times})" for one in given)


def compared(one: Compared) -> str:
    """Write ``412 events and 87 marks, no difference``."""
    if not one.read:
        return one.lacking or "cannot read such a cut"
    marks = f" and {many(one.marks, 'mark')}" if one.marks else ""
    return f"{many(one.events, 'event')}{marks}, no difference"


def looked(sheet: TurnoverSheet) -> tuple[str, ...]:
    """Say in sentences what was looked at in the media, what that shows, and what it cannot show."""
    seen = sheet.looked
    if seen is None:
        return ("Nobody looked at what they play: that was left out as asked (--no-look).",)
    return tuple(_looked(seen)) if seen.dialects else ()


def _looked(seen: Seen) -> Iterator[str]:
    frames, sounds = many(seen.frames, "frame"), many(seen.sounds, "sound")
    alike = f"{many(len(seen.dialects), 'dialect')} agree" if len(seen.dialects) > 1 else "no difference"
    yield (
        f"What they play was looked at: {many(seen.events, 'event')} in {many(seen.files, 'file')}, "
        f"{frames} (the first, middle and last of each picture) and {sounds}; {alike}."
    )
    if seen.itself == seen.files and seen.files:
        yield (
            "All of it was looked at in the very files that the cut was made from (same SHA-256): each frame "
            "is there, opens, and lies where its timecode leads."
        )
    elif seen.files:
        yield (
            f"{many(seen.exact, 'frame')} of {seen.frames} with every pixel of the source, "
            f"{many(seen.by_content, 'sound')} of {seen.sounds} from the same place of the same file; "
            f"encoded anew: {', '.join(seen.anew) or 'nothing'}."
        )
    if seen.still:
        yield f"In {many(seen.still, 'event')} so little moves that a shift by a frame would not show."
    if seen.quiet:
        yield f"In {many(seen.quiet, 'event')} there is nothing to hear that tells takes apart."
    if seen.could_not:
        left = len(seen.could_not) - _SHOWN
        more = f" And {many(left, 'more file')}." if left > 0 else ""
        yield f"Not looked at: {' '.join(seen.could_not[:_SHOWN])}{more}"


def size(number: int) -> str:
    """Write ``812 KB``."""
    return (
        f"{number} bytes"
        if number < 1000
        else f"{number / 1e3:.0f} KB"
        if number < 1e6
        else f"{number / 1e6:.1f} MB"
    )


def asked(sheet: TurnoverSheet) -> str:
    """Say how media are named, and which handles were asked for."""
    handles = f" Handles were asked for: {frames_said(sheet.handles)}." if sheet.handles else ""
    return f"Media are named {sheet.media_by}.{handles}"


def shown_rate(text: str) -> str:
    """Write a rate as people say it."""
    rate = rate_from(text)
    return f"{rate_said(rate)} Hz" if rate >= 1000 else f"{rate_said(rate)} fps"


def reels_of(sheet: TurnoverSheet) -> Mapping[str, tuple[Reel, ...]]:
    """Return stringouts and selects, each with its files in all dialects, under what they are called."""
    found: dict[str, dict[str, list[Handed]]] = {}
    for one in sheet.handed:
        if one.what != "cut":
            found.setdefault(_KINDS[one.what], {}).setdefault(one.of, []).append(one)
    return {kind: tuple(_reel(of, handed) for of, handed in reels.items()) for kind, reels in found.items()}


def _reel(of: str, handed: Sequence[Handed]) -> Reel:
    behind = tuple(file.name.removeprefix(one.name) for one in handed for file in one.files)
    events = max((check.events for one in handed for check in one.compared), default=0)
    return Reel(of, handed[0].name, behind, events)
