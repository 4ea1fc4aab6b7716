"""How MLT counts: whole frames of the profile, wherever; a file from its first frame, an out that is played.

A time may also stand as a clock (``00:00:01.480``, as Shotcut and Kdenlive write it) or as timecode; both are
read as frames of the profile, to the nearest.
"""

import re
from fractions import Fraction
from typing import Final

from rushes.timecode import NotATimecode, frame_from
from rushes.turnover.model import Mark, Shot
from rushes.turnover.rulers import nearest, on_ruler

_WHOLE: Final = re.compile(r"^\s*-?\d{1,12}\s*$", re.ASCII)
_CLOCK: Final = re.compile(r"^\s*(?:(?:(\d{1,4}):)?(\d{1,3}):)?(\d{1,9}(?:[.,]\d{1,9})?)\s*$", re.ASCII)
_TIMECODE: Final = re.compile(r"^\d{1,2}:\d{2}:\d{2}[:;]\d{2,3}$", re.ASCII)


def frames_of(text: str, rate: Fraction) -> int:
    """Return the frame that a time stands for; ValueError when it is none."""
    text = text.strip()
    if _WHOLE.match(text):
        return int(text)
    if _TIMECODE.match(text):
        try:
            return frame_from(text.zfill(11), rate)
        except NotATimecode as error:
            raise ValueError(str(error)) from error
    found = _CLOCK.match(text)
    if not found:
        raise ValueError(f"{text!r:.40} is no time")
    hours, minutes, seconds = (Fraction((part or "0").replace(",", ".")) for part in found.groups())
    return nearest((hours * 3600 + minutes * 60 + seconds) * rate)


def first_frame(shot: Shot) -> int:
    """Return where a shot's source begins, in frames of the film from the file's first; the nearest one."""
    return nearest(on_ruler(shot.source.start, shot.clip, shot.record.rate))


def frame_of_mark(mark: Mark, shot: Shot) -> int:
    """Return the frame of the film at which a mark of a shot stands, within the shot."""
    later = nearest(on_ruler(mark.at - shot.source.start, shot.clip, shot.record.rate))
    return shot.record.start + min(max(0, later), shot.record.frames - 1)
