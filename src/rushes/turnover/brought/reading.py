"""Read a timeline that a person brings, whatever it is. The door of the room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from rushes.errors import Finding, Refusal
from rushes.turnover.brought.bounds import NoTimeline, read_bounded
from rushes.turnover.brought.kinds import Kind, as_text, kind_of
from rushes.turnover.brought.nested import MOST
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Timeline

Findings = tuple[Finding, ...]
Reader = Callable[[bytes, Fraction | None, str], tuple[Timeline, Findings]]
"""Content, the film's rate where somebody knows it, the file's name for findings."""


_HEAD: Final = 4096
_SIGNS: Final = (b"<xmeml", b"<fcpxml", b"<mlt", b'"OTIO_SCHEMA"')
"""How a timeline still begins that is damaged further on."""


@dataclass(frozen=True)
class Brought:
    """A timeline that was read. file: as it was named. kind: its format. findings: what it leaves open."""

    file: Path
    kind: Kind
    timeline: Timeline
    findings: Findings = ()


def read_timeline(path: Path, rate: Fraction | None = None) -> tuple[Timeline, Findings]:
    """Read any timeline: OpenTimelineIO, Final Cut Pro 7 XML, FCPXML, AAF, EDL, MLT, by its content.

    rate: the film's, for a list that does not say it. `NoTimeline`, with the reason, for all else, soon and
    in little memory; nothing else is raised.
    """
    brought = bring(path, rate)
    return brought.timeline, brought.findings


def bring(path: Path, rate: Fraction | None = None) -> Brought:
    """Return `read_timeline` with what the file is."""
    content = read_bounded(path)
    try:
        content = as_text(content)
        kind = kind_of(content)
        timeline, findings = _readers()[kind](content, rate, path.name)
    except Refusal as error:
        raise NoTimeline(path, _reason(error)) from error
    except RecursionError as error:
        raise NoTimeline(path, "its parts lie too deep within each other") from error
    except Exception as error:  # a stranger's file may make a reader stumble over anything: it is refused
        raise NoTimeline(path, _reason(error)) from error
    if len(timeline.placed) > MOST:
        raise NoTimeline(path, f"it has more than {MOST:,} events")
    return Brought(path, kind, timeline, findings)


def is_timeline(path: Path) -> bool:
    """Tell whether a file is a timeline by its content, damaged or not; False where it cannot be read."""
    try:
        content = read_bounded(path)
    except Refusal:
        return False
    try:
        kind_of(as_text(content))
    except ValueError:
        return any(sign in content[:_HEAD] for sign in _SIGNS)
    return True


def _reason(error: Exception) -> str:
    told = error.args[1] if isinstance(error, NotThisDialect) else error
    said = " ".join(str(told).split()).rstrip(".") or type(error).__name__
    return said if isinstance(error, (Refusal, ValueError)) else f"{type(error).__name__}, {said}"


def _readers() -> Mapping[Kind, Reader]:
    """Return who reads what; imported here, since each brings a library of its own."""
    from rushes.turnover.brought.opentimeline import read as read_otio  # noqa: PLC0415
    from rushes.turnover.brought.trial import tried  # noqa: PLC0415
    from rushes.turnover.brought.xmeml import read as read_xmeml  # noqa: PLC0415
    from rushes.turnover.dialects.aaf import read_told as read_aaf  # noqa: PLC0415
    from rushes.turnover.dialects.edl import read_list  # noqa: PLC0415
    from rushes.turnover.dialects.fcpxml import read_told  # noqa: PLC0415
    from rushes.turnover.dialects.mlt import read_told as read_mlt  # noqa: PLC0415

    return {
        Kind.OTIO: lambda content, _, name: read_otio(tried(content), name),
        Kind.FCP7: lambda content, _, name: read_xmeml(content, name),
        Kind.FCPXML: lambda content, _, __: read_told(content),
        Kind.AAF: lambda content, _, __: read_aaf(content),
        Kind.EDL: read_list,
        Kind.MLT: lambda content, _, name: read_mlt(content, name),
    }
