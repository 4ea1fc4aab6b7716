"""How the page writes a length, a cue and an instant."""

from fractions import Fraction

from rushes.screenplay.model import Line
from rushes.timecode import NTSC, rate_text


def length_text(frames: int, rate: Fraction) -> str:
    """Write a duration as a person says it: ``3.5 s``, ``1 min 37 s``, ``1 h 32 min``."""
    seconds = frames / rate
    if seconds < 60:
        return f"{float(seconds):.1f} s"
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {whole % 60} s"


def cue_of(line: Line) -> str:
    """Write a character cue as on the page: the name, and its extension in parentheses."""
    return f"{line.character} ({line.extension})" if line.extension else line.character


def play_at(frame: int, rate: Fraction) -> str:
    """Write the instant of a frame in the preview, in seconds, a little inside the frame."""
    return f"{float((frame + Fraction(1, 10)) / rate):.3f}"


def rate_said(rate: Fraction) -> str:
    """Write a rate as people say it: 25, 23.976; the exact fraction where there is no name for it."""
    if rate.denominator == 1:
        return str(rate.numerator)
    return next((name for name, exact in NTSC.items() if exact == rate), rate_text(rate))
