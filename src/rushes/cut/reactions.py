"""Reactions that are meant: when a line is heard over somebody who listens, and why who speaks is not seen.

In the later part of a long line that is a wish (`rushes.cut.of_pictures.listener_seen`). A whole line is
played on the listener for two reasons alone: nothing that is good to hear shows who speaks, or the line is
too short to cut for. All else that leaves a speaker unseen is no reaction, and is not called one.
"""

from collections.abc import Sequence
from typing import Final

from rushes.cut.of_pictures import Shown
from rushes.cut.of_readings import HISSES_DB
from rushes.cut.selects import Select
from rushes.picture import Look

PLAYED_ON_LISTENER: Final = "played on the listener"
"""The reason of a line that is heard over who listens. It weighs nothing: it says what was left to do."""
_SPOILT: Final = 0.25
"""From a quarter of a line that is spoilt (soft, dark, black, shaken) on, another picture is looked for."""


def is_spoilt(look: Look) -> bool:
    """Tell whether so much is wrong with a picture that another is looked for."""
    return max(look.soft, look.dark, look.bright, look.black, look.frozen, look.unsteady) >= _SPOILT


def why_unseen(shown: Shown, of_line: Sequence[Select], *, stays: bool) -> str:
    """Say why a line is played on who listens; an empty text where nothing speaks for that.

    of_line: every reading of the line. stays: the shot goes on from the line before, or into the next one.
    """
    select = shown.select
    if shown.late or select.speaker is not False or not shown.listeners:
        return ""
    who, listening = select.line.character, " and ".join(shown.listeners)
    if stays and select.is_short:
        return f"{listening} stays while {who} says a line too short to cut for"
    if not nobody_shows_who_speaks(of_line):
        return ""
    return f"{listening} listens while {who} speaks: no clean reading as written shows {who}"


def nobody_shows_who_speaks(of_line: Sequence[Select]) -> bool:
    """Tell whether of a line's readings none that is as written, clean and sharp may show who speaks."""
    return not any(other.speaker is not False and is_good(other) for other in of_line)


def is_good(select: Select) -> bool:
    """Tell whether a reading is without fault: as written, without noise, its picture not spoilt."""
    return not _faults(select)


def is_between_faults(one: Select, other: Select) -> bool:
    """Tell whether who takes the one reading has a fault that the other has not, or another one.

    Where both have none, or the same, either will do.
    """
    return bool(_faults(one)) and _faults(one) != _faults(other)


def _faults(select: Select) -> frozenset[str]:
    """Return what is wrong with a reading: its words, its sound, its picture."""
    found = {
        "words": select.reading.kind != "as written",
        "sound": 0.0 < select.reading.clear_db < HISSES_DB,
        "picture": is_spoilt(select.look),
    }
    return frozenset(side for side, wrong in found.items() if wrong)
