"""The idioms: each a small function that looks at one thing and says what it is worth and why.

A choice is worth the sum of its reasons and nothing else; a reason is an idiom's strength times the
taste's weight. Additive terms over a chain of lines are the log terms of a hidden Markov model, so
the best cut is its Viterbi path: Leake, Davis, Truong, Agrawala, "Computational Video Editing for
Dialogue-Driven Scenes", ACM TOG 36(4), 2017 (below: Leake 2017). Every number below was set by
hand; where it matters how, its docstring says so.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from rushes.coverage.model import ReadWord
from rushes.cut.angles import ON_MIC_FROM_DB, Size
from rushes.cut.model import Reason
from rushes.cut.selects import Select
from rushes.cut.tastes import Taste, UnknownReason
from rushes.timecode import Span

Said = tuple[float, str]
"""A strength within the idiom's bounds, and the fact behind it."""

TIGHT = 120_000
"""Microseconds: three frames at 25, less than which other speech leaves no clean cut (by hand)."""


class Way(Enum):
    """How one line follows another in the cut."""

    OTHER_CLIP = 0
    OTHER_CAMERA = 1
    SKIPS = 2
    RUNS_ON = 3


@dataclass(frozen=True, slots=True)
class Join:
    """Two lines in a row. dual: they are the two voices of a dual dialogue. answer: somebody else speaks."""

    before: Select
    now: Select
    way: Way
    dual: bool = False
    answer: bool = False


@dataclass(frozen=True)
class Shown:
    """A picture over a line that is heard, or over a part of it.

    select: a reading of the line in the clip that is shown. source: of that clip. own: it shows the very
    performance that is heard. late: the part of a long line in which the listener may be seen.
    listeners: characters who are on camera and do not speak.
    """

    select: Select
    source: Span
    own: bool = True
    late: bool = False
    listeners: tuple[str, ...] = ()


# What a reading is worth by itself


def as_written(select: Select) -> Said:
    """Every word of the script, as the script has it; the first duty of a first cut.

    An altered reading costs 36 and a broken-off one 37 where a good one earns 1: more than all other
    idioms together can move at the two joins of a line, so an altered reading is used only where no
    good one was heard. Among altered ones each tenth of the words counts 0.5.
    """
    reading = select.reading
    base = {"as written": 1.0, "altered": -36.0, "partial": -37.0}[reading.kind]
    return base - 5.0 * (1.0 - min(1.0, max(0.0, reading.fidelity))), words_fact(select)


def words_fact(select: Select) -> str:
    """Say how many words were said, and which were not as written."""
    words = select.reading.words
    if select.reading.kind == "as written" and words:
        return f"{len(words)} of {len(words)} words"
    script = [word for word in words if word.text is not None]
    said = sum(word.state == "said" for word in script)
    count = f"{said} of {len(script)} words" if script else f"fidelity {select.reading.fidelity:.2f}"
    slips = [_slip(word) for word in words if word.state != "said"]
    tail = " (broken off or begun late)" if select.reading.kind == "partial" else ""
    return count + tail + "".join(f"; {slip}" for slip in slips)


def _slip(word: ReadWord) -> str:
    """Say what happened to one word."""
    if word.state == "changed":
        return f"“{word.text}” became “{word.heard}”"
    return f"“{word.heard}” added" if word.state == "added" else f"“{word.text}” missing"


def surely_heard(select: Select) -> Said | None:
    """Count the odds against the ear, (1 - p) / p, so doubt costs little until it is real doubt.

    0.9 costs 0.1, 0.5 costs 1, 0.1 costs 9, never more than 60 (the emission term of Leake 2017,
    which takes log p; odds are steeper where a reading is probably no reading at all).
    """
    sure = min(1.0, max(0.0, select.reading.confidence))
    odds = 60.0 if sure <= 1 / 61 else (1 - sure) / sure
    return -odds, f"heard with confidence {sure:.2f}"


def clear_sound(select: Select) -> Said | None:
    """Speech well above its noise: 30 dB is neutral, 40 dB and more earns 0.5; from 25 dB down it costs dear.

    Dialogue at 20 dB above its noise hisses audibly (-1.75) and at 10 dB is what a mixer asks to replace
    (-3; rule of thumb of sound editing). A level of exactly 0 was not measured and is no reason.
    """
    decibels = select.reading.clear_db
    if decibels == 0.0:
        return None
    where = f" on {select.reading.microphone}" if select.reading.microphone else ""
    strength = (min(40.0, decibels) - 30.0) / 20.0
    if decibels < _HISSES_DB:
        strength -= (_HISSES_DB - decibels) / 4.0
    return max(-3.0, strength), f"speech {decibels:.0f} dB above the noise{where}"


_HISSES_DB = 25.0


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


def speaker_seen(select: Select) -> Said | None:
    """Show who speaks (Leake 2017, "speaker visible"), where the crew or a person says who is on camera."""
    if select.speaker is None:
        return None
    who, where = select.line.character, select.setup or select.name
    if select.speaker:
        return 1.0, f"{who} is on camera in {where} ({select.told_by})"
    return -1.0, f"{who} is off camera in {where} ({select.told_by})"


def speaker_on_mic(select: Select) -> Said | None:
    """Show who speaks, told by ear where nobody says it: the boom follows the camera.

    6 dB, the loss of a doubled distance, is full strength; under 3 dB nothing is said.
    """
    by_db = select.on_mic_db
    if by_db is None or abs(by_db) < ON_MIC_FROM_DB or select.speaker is not None:
        return None
    who, where = select.line.character, select.setup
    if by_db > 0:
        fact = f"{who} is {by_db:.0f} dB nearer in {where}: probably on camera (by ear, not seen)"
    else:
        fact = f"{who} is {-by_db:.0f} dB farther in {where}: probably off camera (by ear, not seen)"
    return max(-1.0, min(1.0, by_db / 6.0)), fact


def circled(select: Select) -> Said | None:
    """Take what was circled on the set (script supervisor's log)."""
    if not select.clip.slate.circled:
        return None
    by = select.clip.slate.circled_by
    return 1.0, f"{select.name} is {f'circled {_where(by)}' if by else 'a circled take'}"


def marked_no_good(select: Select) -> Said | None:
    """Leave what was marked no good or a false start on the set (the same log)."""
    if not select.clip.slate.no_good:
        return None
    by = select.clip.slate.no_good_by
    return -1.0, f"{select.name} is marked no good{f' {_where(by)}' if by else ''}"


def _where(by: str) -> str:
    """Say where a mark stands: in a paper, or in what a recorder wrote."""
    return "by the recorder" if by == "recorder" else f"in the {by}"


def variable_rate(select: Select) -> Said | None:
    """Frames that are not evenly spaced drift against sound; even ones are safer."""
    return (-1.0, "the clip's frame rate varies") if select.clip.variable_rate else None


def sharp_picture(select: Select) -> Said | None:
    """Leave what is out of focus: half of the shot soft costs half (every editor's first rejection)."""
    return _spoilt(select.look.soft, select.look.facts.get("soft", "out of focus"))


def exposed_picture(select: Select) -> Said | None:
    """Leave what is too dark or too bright to grade: the worse of the two counts."""
    look = select.look
    dark = look.dark >= look.bright
    return _spoilt(max(look.dark, look.bright), look.facts.get("dark" if dark else "bright", "badly exposed"))


def steady_picture(select: Select) -> Said | None:
    """Leave what shakes, where a steady take of the same words is there."""
    return _spoilt(select.look.unsteady, select.look.facts.get("unsteady", "shaken"))


def whole_picture(select: Select) -> Said | None:
    """Leave what is black or stands still while the sound goes on: a fault of camera or card."""
    look = select.look
    black = look.black >= look.frozen
    return _spoilt(max(look.black, look.frozen), look.facts.get("black" if black else "frozen", "no picture"))


_TELLING = 0.05
"""A twentieth of a shot that is spoilt is nothing that anybody would see."""


def _spoilt(share: float, fact: str) -> Said | None:
    return (-min(1.0, share), fact) if share >= _TELLING else None


def moves_in(select: Select) -> Said | None:
    """Go closer as the scene goes on (Leake 2017, "zoom in"): wide at its beginning, close at its end."""
    if select.size is None:
        return None
    off = abs(select.size - select.at * Size.CLOSE)
    return 1.0 - off, f"{size_fact(select)}, {select.at:.0%} into the scene"


# What a reading is worth as the first of its scene


def start_wide(select: Select) -> Said | None:
    """Open with the geography (Leake 2017, "start wide")."""
    if select.size is None:
        return None
    return {Size.WIDE: 1.0, Size.MEDIUM: 0.4, Size.CLOSE: 0.0}[select.size], size_fact(select)


def size_fact(select: Select) -> str:
    """Say a setup's size, and that it is a guess where nobody saw it."""
    word = "" if select.size is None else select.size.name.lower()
    if select.size_seen:
        return f"{select.setup} is {word}"
    mark = "the bare scene number" if select.size is Size.WIDE else "its letter"
    return f"{select.setup} is {word} by the custom of slates ({mark}), not seen"


# What a join is worth


def whole_performance(join: Join) -> Said | None:
    """Stay in a take while it is good: no cut at all, the performance simply goes on.

    (Do not assemble a performance from splinters; keep the actor's own rhythm.) Another camera on the
    same take keeps half of that.
    """
    if join.way is Way.RUNS_ON:
        return 1.0, f"{join.now.name} runs on"
    if join.way is Way.OTHER_CAMERA:
        return 0.5, f"{join.now.name} is the same performance from another camera"
    return None


def voices_together(join: Join) -> Said | None:
    """Keep the two voices of a dual dialogue in the take where they spoke at once, as the page asks."""
    if join.dual and join.way is not Way.RUNS_ON:
        return -1.0, "two voices of a dual dialogue play one after the other"
    return None


def no_jump_cut(join: Join) -> Said | None:
    """Never cut from a setup to itself (Leake 2017, "avoid jump cuts"; the thirty-degree rule)."""
    if join.way is Way.SKIPS:
        return -1.0, f"skips within {join.now.name}"
    if join.way is Way.OTHER_CLIP and join.now.setup is not None and join.before.setup == join.now.setup:
        return -1.0, f"{join.before.name} to {join.now.name}: the same setup on both sides"
    return _too_alike(join)


def _too_alike(join: Join) -> Said | None:
    """Say that both sides show the same one person, and not in sizes that are known to differ."""
    before, now = join.before, join.now
    differ = before.size is not None and now.size is not None and before.size != now.size
    if join.way is Way.RUNS_ON or differ or len(now.framed) != 1 or before.framed != now.framed:
        return None
    who = next(iter(now.framed))
    return -1.0, f"{before.name} to {now.name}: both show {who} alone, and perhaps in one size"


def sizes_change_by_steps(join: Join) -> Said | None:
    """Change size one step at a time (Leake 2017, "change zoom gradually")."""
    before, now = join.before, join.now
    if join.way is Way.RUNS_ON or before.size is None or now.size is None or abs(before.size - now.size) < 2:
        return None
    guess = "" if now.size_seen else " (by the custom of slates)"
    return -1.0, f"{before.size.name.lower()} to {now.size.name.lower()}{guess}"


def sizes_match(join: Join) -> Said | None:
    """Keep one size in shot and reverse (Leake 2017, "zoom consistent"): two people, one distance."""
    before, now = join.before, join.now
    reverse = join.answer and join.way is Way.OTHER_CLIP and before.setup != now.setup
    if not reverse or before.size in {None, Size.WIDE} or before.size != now.size:
        return None
    return 1.0, f"{before.setup} in one size with its reverse: {size_fact(now)}"


def pace(join: Join) -> Said | None:
    """Do not stay for ever: every second for which a shot goes on after it began weighs against going on.

    Eight seconds, the longest that editors hold one shot of dialogue, are full strength.
    """
    if join.way is not Way.RUNS_ON or not join.before.seconds:
        return None
    return -min(1.5, join.before.seconds / HELD_S), f"{join.before.seconds} s on {join.now.name} already"


HELD_S = 8


def short_lines_stay(join: Join) -> Said | None:
    """Do not cut for a very short line (Leake 2017, "short lines")."""
    if join.way is Way.RUNS_ON or not (join.before.is_short or join.now.is_short):
        return None
    return -1.0, "cuts at a line of less than 0.8 s"


# What a picture is worth over a line whose sound is settled


def own_picture(shown: Shown) -> Said | None:
    """Show the performance that is heard; another take's picture must have a reason."""
    if not shown.own:
        return None
    return 1.0, f"{shown.select.name} shows the performance that is heard"


def who_is_shown(shown: Shown) -> Said | None:
    """Show who speaks; in the later part of a long line that matters less, for the listener may be seen."""
    said = speaker_seen(shown.select)
    if said is None or not shown.late:
        return said
    return (0.25, said[1]) if said[0] > 0 else None


def listener_seen(shown: Shown) -> Said | None:
    """See the listener once a line is long: what is said arrives in a face (Murch: emotion before all)."""
    if not (shown.late and shown.listeners and shown.select.speaker is False):
        return None
    seen = " and ".join(shown.listeners)
    return 1.0, f"{seen} listens while {shown.select.line.character} speaks"


def _of_select(idiom: Callable[[Select], Said | None]) -> Callable[[Shown], Said | None]:
    """Ask an idiom of a reading about a picture."""
    return lambda shown: idiom(shown.select)


Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Idiom(Generic[Seen]):
    """One line of the table: the reason's name, what says it, and the bounds of its strength."""

    name: str
    say: Callable[[Seen], Said | None]
    least: float
    most: float


OF_A_READING: tuple[Idiom[Select], ...] = (
    Idiom("as written", as_written, -42.0, 1.0),
    Idiom("surely heard", surely_heard, -60.0, 0.0),
    Idiom("clear sound", clear_sound, -3.0, 0.5),
    Idiom("quiet room", quiet_room, -3.0, 0.0),
    Idiom("clean air", clean_air, -2.0, 0.0),
    Idiom("speaker seen", speaker_seen, -1.0, 1.0),
    Idiom("speaker on mic", speaker_on_mic, -1.0, 1.0),
    Idiom("sharp picture", sharp_picture, -1.0, 0.0),
    Idiom("exposed picture", exposed_picture, -1.0, 0.0),
    Idiom("steady picture", steady_picture, -1.0, 0.0),
    Idiom("whole picture", whole_picture, -1.0, 0.0),
    Idiom("circled", circled, 0.0, 1.0),
    Idiom("marked no good", marked_no_good, -1.0, 0.0),
    Idiom("variable rate", variable_rate, -1.0, 0.0),
    Idiom("moves in", moves_in, -1.0, 1.0),
)
OF_A_PICTURE: tuple[Idiom[Shown], ...] = (
    Idiom("own picture", own_picture, 0.0, 1.0),
    Idiom("speaker seen", who_is_shown, -1.0, 1.0),
    Idiom("listener seen", listener_seen, 0.0, 1.0),
    Idiom("sharp picture", _of_select(sharp_picture), -1.0, 0.0),
    Idiom("exposed picture", _of_select(exposed_picture), -1.0, 0.0),
    Idiom("steady picture", _of_select(steady_picture), -1.0, 0.0),
    Idiom("whole picture", _of_select(whole_picture), -1.0, 0.0),
    Idiom("moves in", _of_select(moves_in), -1.0, 1.0),
)
OF_AN_OPENING: tuple[Idiom[Select], ...] = (Idiom("start wide", start_wide, 0.0, 1.0),)
OF_A_JOIN: tuple[Idiom[Join], ...] = (
    Idiom("whole performance", whole_performance, 0.0, 1.0),
    Idiom("voices together", voices_together, -1.0, 0.0),
    Idiom("no jump cut", no_jump_cut, -1.0, 0.0),
    Idiom("sizes change by steps", sizes_change_by_steps, -1.0, 0.0),
    Idiom("sizes match", sizes_match, 0.0, 1.0),
    Idiom("short lines stay", short_lines_stay, -1.0, 0.0),
)
OF_GOING_ON: tuple[Idiom[Join], ...] = (Idiom("pace", pace, -1.5, 0.0),)
"""Idioms of a join may look only at the way of it, at who speaks, and at what `join_key` holds."""

OF_A_SPLIT = ("picture leads", "sound leads")
"""What split edits are worth: see `rushes.cut.splits`."""

NAMES = tuple(
    dict.fromkeys(
        (
            *(idiom.name for idiom in OF_A_READING + OF_AN_OPENING),
            *(idiom.name for idiom in OF_A_PICTURE),
            *(idiom.name for idiom in OF_A_JOIN + OF_GOING_ON),
            *OF_A_SPLIT,
        )
    )
)


def join_key(select: Select) -> tuple[str | None, Size | None, bool, frozenset[str]]:
    """Return all that the idioms of a join may know of a select; equal keys are worth the same."""
    return select.setup, select.size, select.is_short, select.framed


def reasons(idioms: tuple[Idiom[Seen], ...], seen: Seen, taste: Taste) -> tuple[Reason, ...]:
    """Return what a taste's idioms say, worths rounded to thousandths so that sums are exact."""
    found = []
    for idiom in idioms:
        weight = taste.weight_of(idiom.name)
        said = idiom.say(seen) if weight else None
        if said is not None:
            found.append(Reason(idiom.name, round(weight * said[0], 3) + 0.0, said[1]))
    return tuple(found)


def thousandths(given: tuple[Reason, ...]) -> int:
    """Return the sum of reasons in whole thousandths: what floats add in error is far below a half of one."""
    return round(1000 * sum(reason.worth for reason in given))


def check(taste: Taste) -> None:
    """Refuse a taste that weighs a reason which no idiom gives, or weighs it with no number."""
    for name, weight in taste.weights.items():
        if name not in NAMES or not math.isfinite(weight):
            raise UnknownReason(taste.name, name, ", ".join(NAMES))
