"""What a reading is worth by its words and its sound."""

from functools import lru_cache

from rushes.coverage.model import Reading, ReadWord
from rushes.cut.model import Said
from rushes.cut.selects import Select

TIGHT = 120_000
"""Microseconds: three frames at 25, less than which other speech leaves no clean cut (by hand)."""


def as_written(select: Select) -> Said:
    """Every word of the script, as the script has it; the first duty of a first cut.

    An altered reading costs 36 and a broken-off one 37 where a good one earns 1: more than all other
    idioms together can move at the two joins of a line, so an altered reading is used only where no
    good one was heard. Among altered ones each tenth of the words counts 0.5.
    """
    reading = select.reading
    return _BY_KIND[reading.kind] - 5.0 * (1.0 - min(1.0, max(0.0, reading.fidelity))), words_fact(select)


_BY_KIND = {"as written": 1.0, "altered": -36.0, "partial": -37.0}


def words_fact(select: Select) -> str:
    """Say how many words were said, and which were not as written."""
    return words_told(select.reading)


def words_told(reading: Reading) -> str:
    """Say how many words of a reading were said, and which were not as written."""
    words = reading.words
    if reading.kind == "as written" and words:
        return f"{len(words)} of {len(words)} words"
    script = [word for word in words if word.text is not None]
    said = sum(word.state == "said" for word in script)
    count = f"{said} of {len(script)} words" if script else f"fidelity {reading.fidelity:.2f}"
    slips = [_slip(word) for word in words if word.state != "said"]
    tail = " (broken off or begun late)" if reading.kind == "partial" else ""
    return count + tail + "".join(f"; {slip}" for slip in slips)


def _slip(word: ReadWord) -> str:
    """Say what happened to one word."""
    if word.state == "changed":
        return f"“{word.text}” became “{word.heard}”"
    if word.state == "missing":
        return f"“{word.text}” missing"
    return f"“{word.heard}” added" if word.heard else "a sound that is no word added"


def surely_heard(select: Select) -> Said | None:
    """Count the odds against the ear, (1 - p) / p, so doubt costs little until it is real doubt.

    0.9 costs 0.1, 0.5 costs 1, 0.1 costs 9, never more than 60 (the emission term of Leake 2017,
    which takes log p; odds are steeper where a reading is probably no reading at all).
    """
    return _odds_against(select.reading.confidence)


@lru_cache(maxsize=1_000)
def _odds_against(confidence: float) -> Said:
    sure = min(1.0, max(0.0, confidence))
    odds = 60.0 if sure <= 1 / 61 else (1 - sure) / sure
    return -odds, f"heard with confidence {sure:.2f}"


def clear_sound(select: Select) -> Said | None:
    """Speech well above its noise: 30 dB is neutral, 40 dB and more earns 0.5; from 25 dB down it costs dear.

    Dialogue at 20 dB above its noise hisses audibly (-3, all that it can cost): more than its speaker's face
    is worth where another reading is clean. A level of exactly 0 was not measured and is no reason.
    """
    return _clear(select.reading.clear_db, select.reading.microphone)


@lru_cache(maxsize=1_000)
def _clear(decibels: float, microphone: str) -> Said | None:
    if decibels == 0.0:
        return None
    where = f" on {microphone}" if microphone else ""
    strength = (min(40.0, decibels) - 30.0) / 20.0
    if decibels < HISSES_DB:
        strength -= (HISSES_DB - decibels) / 2
    return max(-3.0, strength), f"speech {decibels:.0f} dB above the noise{where}"


HISSES_DB = 25.0
"""Speech that lies less above its noise is heard to hiss."""


def quiet_room(select: Select) -> Said | None:
    """Leave the take with the plane in it: how far its noise lies above that of the scene's quiet takes.

    1.5 dB are the same room; every 1.5 dB more cost 1, at most 3. A reading's own clearness does not show it
    where its speaker is loud.
    """
    over = select.louder_db - _SAME_ROOM_DB
    if over <= 0:
        return None
    return -min(
        3.0, over / _SAME_ROOM_DB
    ), f"its noise is {select.louder_db:.0f} dB above the scene's quiet takes"


_SAME_ROOM_DB = 1.5


def clean_air(select: Select) -> Said | None:
    """Room to cut: no crew, ad-lib or clap within three frames of the line (cut two frames from speech)."""
    sides = ((select.air_before, "before"), (select.air_after, "after"))
    tight = [_closeness(air, side) for air, side in sides if air is not None and air < TIGHT]
    return (-float(len(tight)), ", ".join(tight)) if tight else None


def _closeness(air: int, side: str) -> str:
    return (
        f"other speech {air / 1e6:.2f} s {side} it" if air >= 0 else f"other speech runs over it from {side}"
    )


def circled(select: Select) -> Said | None:
    """Take what was circled on the set (script supervisor's log).

    The circle is for the performance in the picture: of who reads along off camera it says nothing.
    """
    if not select.clip.slate.circled or select.speaker is False:
        return None
    by = select.clip.slate.circled_by
    return 1.0, f"{select.name} is {f'circled {_where(by)}' if by else 'a circled take'}"


def marked_no_good(select: Select) -> Said | None:
    """Leave what was marked no good or a false start on the set (the same log).

    Mostly that is for whoever is seen: heard off camera it counts half.
    """
    if not select.clip.slate.no_good:
        return None
    by = select.clip.slate.no_good_by
    half = 0.5 if select.speaker is False else 1.0
    return -half, f"{select.name} is marked no good{f' {_where(by)}' if by else ''}"


def _where(by: str) -> str:
    """Say where a mark stands: in a paper, or in what a recorder wrote."""
    return "by the recorder" if by == "recorder" else f"in the {by}"


def variable_rate(select: Select) -> Said | None:
    """Frames that are not evenly spaced drift against sound; even ones are safer."""
    return (-1.0, "the clip's frame rate varies") if select.clip.variable_rate else None
