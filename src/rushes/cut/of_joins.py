"""What a join is worth: how one line, or one picture, follows another."""

from dataclasses import dataclass
from enum import Enum

from rushes.cut.angles import Size
from rushes.cut.model import Said
from rushes.cut.of_pictures import size_fact
from rushes.cut.selects import Select
from rushes.cut.sides import crosses, may_cross, turned_about


class Way(Enum):
    """How one line follows another in the cut."""

    OTHER_CLIP = 0
    OTHER_CAMERA = 1
    SKIPS = 2
    RUNS_ON = 3


@dataclass(frozen=True, slots=True)
class Join:
    """Two lines in a row. dual: they are the two voices of a dual dialogue. answer: somebody else speaks.

    stood: seconds for which the shot before has stood; None: as long as its line sounds.
    """

    before: Select
    now: Select
    way: Way
    dual: bool = False
    answer: bool = False
    stood: int | None = None


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
    if join.way is Way.RUNS_ON or len(now.framed) != 1 or before.framed != now.framed:
        return None
    if before.frame.differs_from(now.frame):
        return None
    who = next(iter(now.framed))
    return -1.0, f"{before.name} to {now.name}: both show {who} alone, and perhaps in one size"


def crosses_the_line(join: Join) -> Said | None:
    """Stay on one side of the line between those who talk: the 180-degree rule (Katz, "Shot by Shot").

    A looks the same way from shot to shot, and B the other way. It is asked of the two pictures of a join, by
    the side of the line on which each setup of the scene stands (`rushes.cut.sides`): so it holds from A to B
    as well as from A to A, and a picture between them that is on no side, as an insert, or one along the
    line, lets the line be crossed. A setup of which nobody says it is presumed to stand where most do, for
    half the worth. A cut that jumps is bad by itself and is not weighed twice. What was crossed is told of
    the whole cut (`rushes.cut.crossings`).
    """
    before, now = join.before.side, join.now.side
    known = crosses(before, now)
    if not (known or may_cross(before, now)) or no_jump_cut(join) is not None:
        return None
    names = f"{join.before.name} to {join.now.name}"
    if known:
        return -1.0, f"{names}: {turned_about(before.looks, now.looks)}"
    return -0.5, f"{names}: perhaps, as most setups stand on one side (nobody says who looks where)"


def sizes_change_by_steps(join: Join) -> Said | None:
    """Change size one step at a time (Leake 2017, "change zoom gradually")."""
    before, now = join.before, join.now
    if join.way is Way.RUNS_ON or before.size is None or now.size is None or abs(before.size - now.size) < 2:
        return None
    guess = "" if before.frame.seen and now.frame.seen else " (by the custom of slates)"
    return -1.0, f"{before.size.name.lower()} to {now.size.name.lower()}{guess}"


def sizes_match(join: Join) -> Said | None:
    """Keep one size in shot and reverse (Leake 2017, "zoom consistent"): two people, one distance."""
    before, now = join.before, join.now
    reverse = join.answer and join.way is Way.OTHER_CLIP and before.setup != now.setup
    if not reverse or before.size in {None, Size.WIDE} or before.size != now.size:
        return None
    return 1.0, f"{before.setup} in one size with its reverse: {size_fact(now)}"


def pace(join: Join) -> Said | None:
    """Do not stay for ever: every second for which a shot has stood weighs against going on.

    Eight seconds are full strength: with them, and with what a taste makes of them by its own median
    (`Taste.weight_of`), the shots of ten scenes by `classic` last as long in the mean as those of three
    locked reels (`evaluation.pace`, seeds 1 to 10: 3.69 s beside 3.64 s, the medians 2.76 s beside 2.84 s).
    """
    stood = join.before.seconds if join.stood is None else join.stood
    if join.way is not Way.RUNS_ON or not stood:
        return None
    return -min(1.5, stood / HELD_S), f"{stood} s on {join.now.name} already"


HELD_S = 8


def short_lines_stay(join: Join) -> Said | None:
    """Do not cut for a very short line (Leake 2017, "short lines")."""
    if join.way is Way.RUNS_ON or not (join.before.is_short or join.now.is_short):
        return None
    return -1.0, "cuts at a line of less than 0.8 s"
