"""The timecode of Sony's MP4 (XAVC S and its kin), which stands in no track: a table in XML behind the media.

``LtcChangeTable`` says from which frame on timecode is what, in the digits of SMPTE ST 12-1 turned round
(frames, seconds, minutes, hours), with the flag of drop-frame in the tens of the frames. `tcFps` is a whole
number; cameras at 50 and 60 count in halves of the picture's rate there (`halfStep`).
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rushes.footage.broken import boxes_of
from rushes.footage.clock import Counting, TimecodeRun
from rushes.timecode import NotATimecode, frame_from, nominal

_MOST = 4_000_000
"""Bytes that the table is looked for in; cameras write some thousand."""

_XML = re.compile(rb"<\?xml.*</NonRealTimeMeta>|<NonRealTimeMeta.*</NonRealTimeMeta>", re.DOTALL)
_DIGITS = re.compile(r"[0-9A-Fa-f]{8}", re.ASCII)
_DROP = 4
"""In the tens of the frames, where it says drop-frame. Other tens carry flags, too, above what they count."""


def read_sony(path: Path, rate: Fraction) -> tuple[tuple[TimecodeRun, ...], ...]:
    """Return the runs of timecode that Sony's table tells for a picture of `rate`; () without one."""
    begins = 0
    for name, ends in boxes_of(path):
        if name == "meta" and ends - begins <= _MOST:
            with path.open("rb") as file:
                file.seek(begins)
                runs = tuple(_told(file.read(ends - begins), rate))
            if runs:
                return (runs,)
        begins = ends
    return ()


def _told(content: bytes, rate: Fraction) -> Iterator[TimecodeRun]:
    found = _XML.search(content)
    if not found:
        return
    try:
        root: Element = fromstring(found[0])
    except (ParseError, DefusedXmlException, ValueError):
        return
    for table in root.iter():
        second = table.get("tcFps", "") if table.tag.endswith("LtcChangeTable") else ""
        if second.isdecimal() and int(second):
            yield from _changes(table, int(second), rate)


def _changes(table: Element, second: int, rate: Fraction) -> Iterator[TimecodeRun]:
    """Yield the changes of a table, in the order of their frames; the end is none."""
    exact = next((one for one in (rate, rate / 2) if nominal(one) == second), Fraction(second))
    for change in table:
        frame, value = change.get("frameCount", ""), change.get("value", "")
        if change.get("status") != "end" and frame.isdecimal() and _DIGITS.fullmatch(value):
            frames, seconds, minutes, hours = (int(value[at], 16) for at in (0, 2, 4, 6))
            drop = bool(frames & _DROP) and second % 30 == 0
            clock = f"{hours & 3}{value[7]}:{minutes & 7}{value[5]}:{seconds & 7}{value[3]}"
            text = f"{clock}{';' if drop else ':'}{frames & 3}{value[1]}"
            ruler = Fraction(second * 1000, 1001) if drop else Fraction(second)
            try:
                yield TimecodeRun(int(frame) / rate, frame_from(text, ruler), Counting(exact, drop=drop))
            except NotATimecode:
                return
