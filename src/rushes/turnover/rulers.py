"""How a clip is counted where a format knows frames alone. Pure.

A sound has samples and no frames. Every timeline counts it in frames of the film, from its samples since
midnight: so its piece is as long as its place in the film, and its timecode is what a session of sound post
at the film's rate shows. A place between two frames stays exact until a format has to round it.
"""

from fractions import Fraction

from rushes.footage.model import Clip
from rushes.timecode import frames_a_day, timecode_text
from rushes.turnover.model import Shot


def counted_at(clip: Clip, film: Fraction) -> Fraction:
    """Return the rate at which a clip is counted in timecode: a picture's own, the film's for a sound."""
    return film if clip.is_sound else clip.rate


def on_ruler(place: int, clip: Clip, rate: Fraction) -> Fraction:
    """Return a place in a clip, in its frames or samples, as frames at a rate; exact."""
    return place * rate / clip.rate


def nearest(place: Fraction) -> int:
    """Round a place to a whole frame, halves upwards."""
    return (place + Fraction(1, 2)).__floor__()


def past_midnight(count: Fraction, rate: Fraction, clip: Clip) -> Fraction:
    """Return a place in a clip as timecode frames at a rate, counted on where the clip runs past midnight.

    Timecode begins again at zero there, and so do lists; a clip's own frames go on.
    """
    day = frames_a_day(rate, drop=clip.drop)
    runs_on = clip.has_timecode and (clip.start + clip.frames) / clip.rate > day / rate
    return count + day if runs_on and count < on_ruler(clip.start, clip, rate) - Fraction(day, 2) else count


def source_in(shot: Shot) -> Fraction:
    """Return where a shot's source begins, as absolute timecode frames at `counted_at`; exact."""
    return on_ruler(shot.source_start, shot.clip, counted_at(shot.clip, shot.record.rate))


def source_frames(shot: Shot) -> int:
    """Return how many frames at `counted_at` a shot's source lasts; a sound lasts as long as its place."""
    return shot.record.frames if shot.clip.is_sound else shot.source.frames


def source_text(clip: Clip, place: int, film: Fraction, *, drop: bool) -> str:
    """Write the timecode of a place in a clip; drop: whether the film, and so a sound, counts drop-frame."""
    if not clip.is_sound:
        return timecode_text(clip.start + place, clip.rate, drop=clip.drop)
    return timecode_text(nearest(on_ruler(clip.start + place, clip, film)), film, drop=drop)


def first_text(clip: Clip, film: Fraction, *, drop: bool) -> str:
    """Write the timecode of a clip's first frame; of a sound, of the frame that its first sample is in."""
    if not clip.is_sound:
        return timecode_text(clip.start, clip.rate, drop=clip.drop)
    return timecode_text(first_frame(clip, film), film, drop=drop)


def first_frame(clip: Clip, rate: Fraction) -> int:
    """Return the frame that a sound's first sample is in; one that begins within that sample is that one."""
    return on_ruler(clip.start + 1, clip, rate).__ceil__() - 1
