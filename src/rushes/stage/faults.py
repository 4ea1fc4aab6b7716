"""What can go wrong on the stage, by the names that a person asks for it with. Pure."""

from collections.abc import Iterable
from enum import StrEnum

from rushes.errors import Refusal


class Fault(StrEnum):
    """What can go wrong in a take, by the name a person asks for it."""

    FLUB = "flub"
    BROKEN = "broken"
    DROPPED = "dropped"
    RESET = "reset"
    FALSE_START = "false-start"
    ADLIB = "ad-lib"
    NOISE = "noise"
    SOFT = "soft"
    TAIL_SLATE = "tail-slate"
    CREW = "crew"
    MISSING_LINE = "missing-line"
    WHISPER = "whisper"
    SHOUT = "shout"
    OVERLAP = "overlap"
    CHATTER = "chatter"
    SWALLOWED = "swallowed"
    SLATE = "slate"
    WRONG_SLATE = "wrong-slate"
    UNNAMED = "unnamed"
    WRONG_SOUND_SLATE = "wrong-sound-slate"
    LATE_ROLL = "late-roll"
    SHORT_ROLL = "short-roll"
    SPLIT_ROLL = "split-roll"
    MISSED_ROLL = "missed-roll"
    OTHER_RATE = "other-rate"
    NO_GUIDE = "no-guide"
    NO_CLAP = "no-clap"
    SECOND_STICKS = "second-sticks"
    TIMECODE_JUMP = "timecode-jump"
    WRONG_PAPER = "wrong-paper"
    WRONG_SIDE = "wrong-side"


Faults = frozenset[Fault]
HARD_FAULTS: Faults = frozenset({Fault.WHISPER, Fault.SHOUT, Fault.OVERLAP, Fault.CHATTER, Fault.SWALLOWED})
"""What makes a take hard to hear; asked for by name, or as ``hard``."""
SLATE_FAULTS: Faults = frozenset({Fault.SLATE, Fault.WRONG_SLATE, Fault.UNNAMED})
"""What is said at the board: the slate alone, another take's, or one that the file's name does not tell."""
RECORDER_FAULTS: Faults = frozenset(
    {
        *(Fault.WRONG_SOUND_SLATE, Fault.LATE_ROLL, Fault.SHORT_ROLL, Fault.SPLIT_ROLL, Fault.MISSED_ROLL),
        Fault.OTHER_RATE,
    }
)
"""What goes wrong with a sound recorder: there has to be one."""
ROLL_FAULTS: Faults = RECORDER_FAULTS | {
    *(Fault.NO_GUIDE, Fault.NO_CLAP, Fault.SECOND_STICKS, Fault.TIMECODE_JUMP, Fault.WRONG_PAPER)
}
"""What goes wrong with rolls, clocks, sticks and paper; asked for by name, or all of it as ``rolls``."""
BY_NAME: Faults = frozenset({Fault.MISSING_LINE, Fault.WRONG_SIDE})
"""What has to be asked for by name: a line without a good reading, setups from across the line."""
ALL_FAULTS: Faults = frozenset(Fault) - HARD_FAULTS - SLATE_FAULTS - ROLL_FAULTS - BY_NAME
"""All but those."""


class UnknownFault(Refusal):
    """A fault was asked for that the stage does not know."""

    sentence = "The stage knows no fault '{0}'; it knows {1}, or write all, hard, rolls or none."


def faults_from(text: str) -> Faults:
    """Return the faults of a text: names parted by commas, ``all``, ``hard``, ``rolls`` or ``none``.

    Raises `UnknownFault` for any other name.
    """
    found: set[Fault] = set()
    for name in filter(None, (part.strip().lower() for part in text.split(","))):
        if name == "all":
            found |= ALL_FAULTS
        elif name == "hard":
            found |= HARD_FAULTS
        elif name == "rolls":
            found |= ROLL_FAULTS
        elif name in list(Fault):
            found.add(Fault(name))
        elif name != "none":
            raise UnknownFault(name, ", ".join(Fault))
    return frozenset(found)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults in the order of their list, whatever the set's own order is."""
    wanted = set(faults)
    return tuple(fault for fault in Fault if fault in wanted)
