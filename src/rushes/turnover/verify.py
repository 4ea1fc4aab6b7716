"""The self-check: a written timeline is read back and compared with the cut, event by event."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.errors import Refusal
from rushes.turnover.dialects import Check, Dialect, Files, NotThisDialect
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.options import AS_SHOT, Leaving


class TurnoverDiffers(Refusal):
    """A file, read back, does not say what the cut says."""

    sentence = (
        "{0} was not handed over: read back by {1}, {2} is {3} where the cut has {4}. "
        "That is a fault of Rushes, not of your rushes; please report this sentence."
    )


@dataclass(frozen=True)
class Compared:
    """Who read a file back, and what was compared with the cut; nothing differed.

    read: this reader can read such a cut at all. events, marks: how many it found, each where it should be.
    lacking: why it could not be asked on this machine; empty where it was.
    """

    reader: str
    read: bool = False
    events: int = 0
    marks: int = 0
    lacking: str = ""


def verify(
    cut: Cut, dialect: Dialect, files: Files, name: str = "first-cut", leaving: Leaving = AS_SHOT
) -> tuple[Compared, ...]:
    """Read what was written back by every reader of the dialect, and return what each compared.

    cut: as it was written, with the paths that stand in the files. name: what the files are called. leaving:
    what it was written with. `TurnoverDiffers` at the first difference.
    """
    return tuple(compared for compared, _ in read_back(cut, dialect, files, name, leaving))


def read_back(
    cut: Cut, dialect: Dialect, files: Files, name: str = "first-cut", leaving: Leaving = AS_SHOT
) -> tuple[tuple[Compared, Timeline | None], ...]:
    """Return `verify` with what each reader found; None where it cannot read such a cut."""
    wanted = [check.wanted(cut, leaving) for check in dialect.checks]
    called = f"{name}{dialect.ending}"
    checks = zip(dialect.checks, wanted, strict=True)
    return tuple(_compared(cut, dialect, check, files, called, held) for check, held in checks)


def _compared(  # noqa: PLR0917 -- who compares what with what, and under which name it is told
    cut: Cut, dialect: Dialect, check: Check, files: Files, name: str, wanted: Timeline | None
) -> tuple[Compared, Timeline | None]:
    if wanted is None:
        return Compared(check.reader, lacking=check.lacking()), None
    try:
        found = check.read(cut, files)
    except NotThisDialect as error:
        unreadable = f"unreadable ({error})"
        raise TurnoverDiffers(
            name, check.reader, f"the {dialect.name} file", unreadable, "a timeline"
        ) from error
    for difference in differences(wanted, found, dialect.slack):
        raise TurnoverDiffers(name, check.reader, *difference)
    marks = len(wanted.marks) + sum(len(one.marks) for one in wanted.placed)
    return Compared(check.reader, read=True, events=len(wanted.placed), marks=marks), found


def differences(
    wanted: Timeline, found: Timeline, slack: Fraction = Fraction(0)
) -> Iterable[tuple[str, str, str]]:
    """Yield (what, found, wanted) for all that differs; the order of events on different tracks may.

    slack: frames by which a source may be rounded, where the wanted one lies between two frames.
    """
    for name in ("title", "rate", "start", "drop", "marks"):
        if getattr(wanted, name) != getattr(found, name):
            yield f"the timeline's {name}", repr(getattr(found, name)), repr(getattr(wanted, name))
    ours, theirs = _in_order(wanted.placed), _in_order(found.placed)
    if len(ours) != len(theirs):
        yield "the number of events", str(len(theirs)), str(len(ours))
    for one, other in zip(ours, theirs, strict=False):
        for field in fields(Placed):
            value, read = getattr(one, field.name), getattr(other, field.name)
            if value != read and not _rounded(value, read, slack):
                where = f"{field.name} of {one.name} on {one.track} at frame {one.record_in}"
                yield where, _said(read), _said(value)


def _rounded(value: object, read: object, slack: Fraction) -> bool:
    """Tell whether a place between two frames was read back as near as its format can say it."""
    if not isinstance(value, Fraction) or not isinstance(read, Fraction):
        return False
    between = value.denominator != 1 or read.denominator != 1
    return between and abs(value - read) <= slack


def _said(value: object) -> str:
    """Write a value for a sentence."""
    if not isinstance(value, Fraction):
        return repr(value)
    return str(value) if value.denominator == 1 else f"{float(value):.5f}"


def _in_order(placed: tuple[Placed, ...]) -> list[Placed]:
    return sorted(placed, key=lambda one: (one.track[:1] != "V", int(one.track[1:] or 1), one.record_in))
