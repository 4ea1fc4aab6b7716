"""The dialects: one module for each timeline format, one line for each in the table.

A writer is `Cut -> bytes`. A check is somebody who reads the bytes back, and what they must find: ours
reads all that the format holds, a second opinion is a reader that we did not write. Words to know:
a *lane* is one track of a format in which every sound channel has its own; *record* is time in the film.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.turnover.dialects import edl, edl_read, fcp7, fcp7_read, otio, second_opinion
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Timeline

__all__ = ["DIALECTS", "Check", "Dialect", "NotThisDialect"]


@dataclass(frozen=True)
class Check:
    """One reading of a written file, and what it must find (None: this reader cannot read such a cut)."""

    reader: str
    read: Callable[[Cut, bytes], Timeline]
    holds: Callable[[Cut], Timeline | None]


@dataclass(frozen=True)
class Dialect:
    """A timeline format: its file ending, its writer, its reader, and who reads the file back.

    slack: frames by which it may round a source that lies between two frames, as a sound's mostly does.
    """

    name: str
    ending: str
    write: Callable[[Cut], bytes]
    read: Callable[[bytes], Timeline]
    checks: tuple[Check, ...]
    slack: Fraction = Fraction(0)


def _own(read: Callable[[bytes], Timeline], holds: Callable[[Cut], Timeline]) -> Check:
    return Check("our reader", lambda _, data: read(data), holds)


_XML_BY_OTIO = Check(
    "OpenTimelineIO", lambda _, data: second_opinion.read_xml(data), second_opinion.holds_xml
)
_LIST_BY_OTIO = Check(
    "OpenTimelineIO", lambda cut, data: second_opinion.read_list(data, cut.rate), second_opinion.holds_list
)

_HALF, _FLOAT = Fraction(1, 2), Fraction(1, 100_000)
"""Frames: a whole one nearest to the truth; a float near to it, a fiftieth of a sample at 48 kHz."""

DIALECTS = {
    dialect.name: dialect
    for dialect in (
        Dialect("otio", ".otio", otio.write, otio.read, (_own(otio.read, otio.holds),), _FLOAT),
        Dialect(
            "fcp7",
            ".xml",
            fcp7.write,
            fcp7_read.read,
            (_own(fcp7_read.read, fcp7_read.holds), _XML_BY_OTIO),
            _HALF,
        ),
        Dialect(
            "edl",
            ".edl",
            edl.write,
            edl_read.read,
            (_own(edl_read.read, edl_read.holds), _LIST_BY_OTIO),
            _HALF,
        ),
    )
}
"""Every dialect by its name."""
