"""The self-check: a written timeline is read back and compared with the cut, event by event."""

from collections.abc import Iterable
from dataclasses import fields

from rushes.cut.model import Cut
from rushes.errors import Refusal
from rushes.turnover.dialects import Check, Dialect, NotThisDialect
from rushes.turnover.model import Placed, Timeline


class TurnoverDiffers(Refusal):
    """A file, read back, does not say what the cut says."""

    sentence = (
        "{0} was not handed over: read back by {1}, {2} is {3} where the cut has {4}. "
        "That is a fault of Rushes, not of your rushes; please report this sentence."
    )


def verify(cut: Cut, dialect: Dialect, data: bytes) -> None:
    """Read the bytes back by every reader of the dialect; `TurnoverDiffers` at the first difference."""
    for check in dialect.checks:
        for difference in _differences(cut, dialect, check, data):
            raise TurnoverDiffers(f"first-cut{dialect.ending}", check.reader, *difference)


def _differences(cut: Cut, dialect: Dialect, check: Check, data: bytes) -> Iterable[tuple[str, str, str]]:
    wanted = check.holds(cut)
    if wanted is None:
        return
    try:
        found = check.read(cut, data)
    except NotThisDialect as error:
        yield f"the {dialect.name} file", f"unreadable ({error})", "a timeline"
        return
    yield from differences(wanted, found)


def differences(wanted: Timeline, found: Timeline) -> Iterable[tuple[str, str, str]]:
    """Yield (what, found, wanted) for all that differs; the order of events on different tracks may."""
    for name in ("title", "rate", "start", "drop", "marks"):
        if getattr(wanted, name) != getattr(found, name):
            yield f"the timeline's {name}", repr(getattr(found, name)), repr(getattr(wanted, name))
    ours, theirs = _in_order(wanted.placed), _in_order(found.placed)
    if len(ours) != len(theirs):
        yield "the number of events", str(len(theirs)), str(len(ours))
    for one, other in zip(ours, theirs, strict=False):
        for field in fields(Placed):
            value, read = getattr(one, field.name), getattr(other, field.name)
            if value != read:
                where = f"{field.name} of {one.name} on {one.track} at frame {one.record_in}"
                yield where, repr(read), repr(value)


def _in_order(placed: tuple[Placed, ...]) -> list[Placed]:
    return sorted(placed, key=lambda one: (one.track[:1] != "V", int(one.track[1:] or 1), one.record_in))
