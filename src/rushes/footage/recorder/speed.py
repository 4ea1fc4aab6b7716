"""When a recording begins, and how its clock counts: timestamps, timecode rates and pulled speeds. Pure.

A timestamp counts samples since midnight, at the rate of the recorder's clock. That clock may run faster
than the file is marked: in the modes called 48048F a recorder digitises 48048 samples a second and marks the
file as 48000, so that it plays 0.1 % slower, as film does after telecine. Its timecode then counts 24 frames
where the played file has 24000/1001, and one timestamp serves both.

Which timestamp counts: that of the bext chunk, as editing systems read it; that of iXML where bext tells
none (0), or more than a day, or where there is no bext. Zero in both is a clock that nobody set.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rushes.footage.recorder.bext import Bext
from rushes.footage.recorder.ixml import Ixml
from rushes.timecode import NTSC, NotARate, may_drop, nominal, rate_from

_DAY = 86400
_BITS = 2**32
_PULLED = Fraction(6, 100)
"""Two rates that lie as near as 24 and 25 are one that was pulled; further apart the sound was converted."""

_LONGEST = 20
"""Characters of a rate."""

_PLAYED = {Fraction(rate) for rate in (24, 25, 30)} | {NTSC["23.976"], NTSC["29.97"]}
"""Rates at which timecode runs when a pulled file is played."""


@dataclass(frozen=True)
class Speed:
    """How a recorder's clock counts.

    rate: frames of timecode a second, as the file plays; None when nothing says. drop: it skips numbers.
    samples: since midnight at the rate of the file; None where the clock was never set.
    note: a sentence on rates that disagree, or empty. doubt: the same on timestamps.
    """

    rate: Fraction | None = None
    drop: bool = False
    samples: int | None = None
    note: str = ""
    doubt: str = ""


def speed_of(bext: Bext | None, ixml: Ixml, file_rate: int) -> Speed:
    """Return when a file of that many samples a second begins, and how its timecode counts."""
    written = ixml.words.get("TIMECODE_RATE") or (bext.words.get("SPEED", "") if bext else "")
    rate = timecode_rate(written)
    flag = ixml.words.get("TIMECODE_FLAG") or written
    drop = rate is not None and may_drop(rate) and _drops(flag)
    digitised = _sample_rate(ixml.words, "DIGITIZER_SAMPLE_RATE") or file_rate
    stamped_at = _sample_rate(ixml.words, "TIMESTAMP_SAMPLE_RATE")
    pulled = digitised != file_rate and _near(digitised, file_rate)
    clock = stamped_at or (digitised if pulled else file_rate)
    stamp, doubt = _stamp(bext, ixml, clock, file_rate)
    note = _note(ixml.words, file_rate, digitised if pulled else clock)
    if stamp is None or clock == file_rate:
        return Speed(rate, drop, stamp, note, doubt)
    played = rate * file_rate / clock if rate else None
    if played in _PLAYED and _near(clock, file_rate):
        return Speed(played, drop, stamp, note, doubt)
    return Speed(rate, drop, round(Fraction(stamp * file_rate, clock)), note, doubt)


def within_a_day(samples: int, file_rate: int, rate: Fraction | None) -> int:
    """Return a timestamp as the clock tells it after midnight: the day of timecode comes off."""
    return samples % max(1, math.floor(_day_s(rate) * file_rate))


def _day_s(rate: Fraction | None) -> Fraction:
    """Return how long a day of timecode lasts: 86486.4 seconds where 24 frames take 1.001 s."""
    return Fraction(_DAY * nominal(rate)) / rate if rate else Fraction(_DAY)


def _stamp(bext: Bext | None, ixml: Ixml, clock: int, file_rate: int) -> tuple[int | None, str]:
    """Return the timestamp that counts, at the recorder's clock, and what is doubtful about it."""
    of_bext = bext.samples if bext else 0
    of_ixml = _since_midnight(ixml.words)
    if bext is None and not of_ixml:
        of_ixml = _copied(ixml.words)
    if of_bext and of_ixml and of_bext != of_ixml and _same_time(of_bext, file_rate, of_ixml, clock):
        of_bext = of_ixml  # the one was converted with the sound, the other tells its own rate
    day = Fraction(_DAY * 1001, 1000) * clock
    plausible = [stamp for stamp in (of_bext, of_ixml) if 0 < stamp < day]
    if plausible and of_bext and of_ixml and of_bext != of_ixml:
        kept = "bext" if plausible[0] == of_bext else "iXML"
        told = (
            f"bext begins at {_told(of_bext, clock)}, iXML at {_told(of_ixml, clock)}; that of {kept} counts"
        )
        return plausible[0], told
    if plausible:
        return plausible[0], ""
    wrapped = next((stamp for stamp in (of_bext, of_ixml) if 0 < stamp < 2 * day), None)
    if wrapped is not None:
        return wrapped, "it begins after the end of its day; the day was taken off"
    return None, "its timestamp lies days after midnight and was not believed" if of_bext or of_ixml else ""


def _same_time(one: int, its_rate: int, other: int, other_rate: int) -> bool:
    """Tell whether two timestamps at two rates are the same moment, to a millisecond."""
    return abs(Fraction(one, its_rate) - Fraction(other, other_rate)) < Fraction(1, 1000)


def _told(samples: int, clock: int) -> str:
    seconds = samples / clock
    return f"{int(seconds // 3600):02}:{int(seconds // 60 % 60):02}:{seconds % 60:06.3f} of the day"


def _since_midnight(words: Mapping[str, str]) -> int:
    return _two_words(words, "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO")


def _copied(words: Mapping[str, str]) -> int:
    """Return the timestamp of the copy of bext that iXML may hold."""
    return _two_words(words, "BWF_TIME_REFERENCE_HIGH", "BWF_TIME_REFERENCE_LOW")


def _two_words(words: Mapping[str, str], high: str, low: str) -> int:
    """Put two halves of 32 bits together; some recorders write the lower one below zero."""
    try:
        return (int(words.get(high, "0")) % _BITS) * _BITS + int(words.get(low, "0")) % _BITS
    except ValueError:
        return 0


def _sample_rate(words: Mapping[str, str], key: str) -> int | None:
    text = words.get(key, "").partition(".")[0]
    return int(text) if text.isdecimal() and len(text) < 8 and int(text) >= 1000 else None


def _near(one: int, other: int) -> bool:
    return abs(Fraction(one, other) - 1) <= _PULLED


def _note(words: Mapping[str, str], file_rate: int, digitised: int) -> str:
    """Say where sample rates or speeds disagree."""
    told = _sample_rate(words, "FILE_SAMPLE_RATE") or file_rate
    if digitised != file_rate and _near(digitised, file_rate):
        way = "slower" if digitised > file_rate else "faster"
        share = abs(1 - Fraction(file_rate, digitised)) * 100
        return (
            f"It was recorded at {digitised} samples a second and is marked as {file_rate}: "
            f"it plays {float(share):.2g} % {way} than it was."
        )
    if told != file_rate:
        return f"Its iXML tells {told} samples a second, its header {file_rate}; the header counts."
    master, current = words.get("MASTER_SPEED", ""), words.get("CURRENT_SPEED", "")
    speeds = (timecode_rate(master), timecode_rate(current))
    if None not in speeds and speeds[0] != speeds[1]:
        return f"It was recorded at speed {current} in a film of speed {master}."
    return ""


def timecode_rate(text: str) -> Fraction | None:
    """Return the rate in ``24000/1001``, ``023.976-ND``, ``29.97DF`` or ``2997ND``, else None."""
    bare = text.strip().upper().rstrip("NDF -_").lstrip("0")
    if len(bare) > _LONGEST or "E" in bare:
        return None
    if bare.isdecimal() and len(bare) == 4:
        bare = f"{bare[:2]}.{bare[2:]}"
    try:
        rate = rate_from(bare)
    except NotARate:
        return None
    return rate if 10 <= rate <= 250 else None


def _drops(flag: str) -> bool:
    text = flag.strip().upper()
    return text.endswith(("DF", "DROP")) and not text.endswith(("NDF", "NON-DROP", "NON DROP", "NONDROP"))
