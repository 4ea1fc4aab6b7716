"""How the log writes numbers: as people on a set and in a cutting room do."""

from fractions import Fraction

from rushes.footage.model import Clip
from rushes.timecode import timecode_text
from rushes.turnover.report.wording import rate_said


def rate_words(clip: Clip) -> str:
    """Write the rate of a clip: ``25``, ``29.97``; any other in three digits; a sound's in hertz."""
    if clip.is_sound:
        return rate_said(clip.timecode_rate) if clip.timecode_rate else ""
    said = rate_said(clip.rate)
    return f"{float(clip.rate):.3f}" if "/" in said else said


def clock_text(seconds: Fraction) -> str:
    """Write seconds as a time of day in milliseconds: ``10:02:03.480``; a day wraps."""
    thousandths = round(seconds * 1000) % 86_400_000
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"


def timecode_at(clip: Clip, frame: int) -> str:
    """Write the timecode of a clip at a frame of it (of a sound: a sample); empty when it has none."""
    if not clip.has_timecode:
        return ""
    if not clip.is_sound:
        return timecode_text(clip.start + frame, clip.rate, drop=clip.drop)
    if clip.timecode_rate is None:
        return clock_text((clip.start + frame) / clip.rate)
    place = (clip.start + frame) * clip.timecode_rate / clip.rate
    return timecode_text(place.__floor__(), clip.timecode_rate, drop=clip.drop)


def lasting_text(clip: Clip) -> str:
    """Write how long a clip lasts: in its own frames, of a sound in milliseconds."""
    if clip.is_sound:
        return clock_text(clip.seconds)
    return timecode_text(clip.frames, clip.rate, drop=clip.drop)


def span_text(seconds: Fraction) -> str:
    """Write a length of time for people: ``0:07``, ``12:30``, ``1:02:03``."""
    whole = round(seconds)
    minutes = f"{whole // 60 % 60}:{whole % 60:02}"
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" if whole >= 3600 else minutes


def rolled_text(at_s: float) -> str:
    """Say when a recorder rolled, measured from the picture's first frame: ``rolled 1.250 s before it``."""
    if round(at_s, 3) == 0:
        return "rolled with it"
    return f"rolled {abs(at_s):.3f} s {'before' if at_s < 0 else 'after'} it"
