"""The shot list: a row for each event of the cut, for spreadsheets and whoever reads on paper.

Names that a spreadsheet takes for numbers or days (``1.10``, ``1-2``, ``1E-2``) stand behind an apostrophe.
Times are timecode, of the clip and of the film, outs exclusive. ``Source From`` and ``Source To`` are exact:
frames of the clip, samples of a sound, counted from its first. Words stand where the lined script is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from rushes.cut.model import Alternate, Cut, Event, Reason
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.timecode import (
    NotARate,
    NotATimecode,
    frame_from,
    frames_a_day,
    rate_from,
    timecode_text,
)
from rushes.turnover.dialects.lists.cells import name_in, named, read_csv, safe, written_csv
from rushes.turnover.dialects.lists.spoken import said_in
from rushes.turnover.dialects.model import Files
from rushes.turnover.dialects.wording import NotThisDialect, legal
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.options import Leaving
from rushes.turnover.report.wording import rate_said
from rushes.turnover.rulers import counted_at, nearest, on_ruler, source_text
from rushes.turnover.shots import check_rate, film_start, shots, tracks
from rushes.turnover.splits import split_said

HEADINGS: Final = (
    *(
        "Number",
        "Track",
        "Scene",
        "Line",
        "Character",
        "Text",
        "As Spoken",
        "Shows",
        "Clip",
        "Take",
        "Circled",
    ),
    *("Reel", "File", "Source In", "Source Out", "Record In", "Record Out", "Frames", "Source From"),
    *("Source To", "Source Rate", "Film Rate", "Confidence", "Needs Look", "Because", "Split", "Reasons"),
    *("Alternates", "Microphones", "Path", "SHA-256"),
)
_NAMES: Final = frozenset({"Scene", "Line", "Clip", "Reel", "File"})
"""Columns of names, which spreadsheets like to take for numbers and days."""
_NAMED: Final = "a shot list"


@dataclass(frozen=True)
class _Words:
    """Lines by id, and what is said by (line, track, first frame)."""

    lines: Mapping[str, Line] = field(default_factory=dict)
    spoken: Mapping[tuple[str, str, int], str] = field(default_factory=dict)


def write_shot_list(cut: Cut, leaving: Leaving) -> Files:
    """Write the shot list of a cut; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    words = _words(cut, leaving)
    rows = [
        [
            named(cell) if heading in _NAMES else safe(cell)
            for heading, cell in zip(HEADINGS, _cells(cut, number, event, words), strict=True)
        ]
        for number, event in enumerate(_events(cut), start=1)
    ]
    return {".csv": written_csv(HEADINGS, rows)}


def read_shot_list(data: bytes) -> Timeline:
    """Read a shot list back; `NotThisDialect`. Its film starts at one hour, as ours do."""
    try:
        rows = read_csv(data)
        rate = rate_from(rows[0]["Film Rate"]) if rows else Fraction(24)
        drop = bool(rows) and ";" in rows[0]["Record In"]
        start = frame_from("01:00:00;00" if drop else "01:00:00:00", rate)
        placed = tuple(_placed(row, rate, start) for row in rows)
    except (ValueError, KeyError, NotARate, NotATimecode) as error:
        raise NotThisDialect(_NAMED, str(error)) from error
    return Timeline("", rate, start, drop, placed)


def holds_shot_list(cut: Cut) -> Timeline:
    """Return what a shot list holds of a cut: each event, its clip, and the line it plays."""
    placed = tuple(_expected(cut, event) for event in _events(cut))
    if not placed:
        return Timeline("", Fraction(24), 24 * 3600, drop=False, placed=())
    return Timeline("", cut.rate, *film_start(cut), placed)


def _events(cut: Cut) -> Iterator[Event]:
    """Yield the events, picture first, each track in the order of the film; `BrokenCut`."""
    for track in tracks(cut):
        for shot in shots(cut, track):
            yield from shot.events


def _words(cut: Cut, leaving: Leaving) -> _Words:
    if leaving.lined is None:
        return _Words()
    spoken: dict[tuple[str, str, int], str] = {}
    for one in said_in(cut, leaving.lined):
        place = (one.line, one.event.track, one.event.record.start)
        spoken[place] = f"{spoken.get(place, '')} {one.text}".strip()
    return _Words({line.id: line for line in leaving.lined.lines}, spoken)


def _cells(cut: Cut, number: int, event: Event, words: _Words) -> tuple[str, ...]:
    clip = cut.clip(event.file)
    start, drop = film_start(cut)
    line = words.lines.get(event.line)
    record = (timecode_text(start + at, cut.rate, drop=drop) for at in (event.record.start, event.record.end))
    return (
        *(str(number), event.track, line.scene if line else event.line.rpartition(".")[0], event.line),
        *(line.character if line else "", line.text if line else ""),
        words.spoken.get((event.line, event.track, event.record.start), ""),
        *(event.shows, clip.name, str(clip.slate.take or ""), "yes" if clip.slate.circled else ""),
        *(clip.reel or "", clip.path.name, *_source(cut, clip, event, drop=drop), *record),
        *(str(event.record.frames), str(event.source.start), str(event.source.end)),
        *(rate_said(counted_at(clip, cut.rate)), rate_said(cut.rate), f"{event.confidence:.2f}"),
        *("yes" if event.needs_look else "", "; ".join(event.look_because), split_said(event.leads)),
        *(
            "; ".join(map(_reason, event.reasons)),
            "; ".join(_other(cut, one, drop=drop) for one in event.alternates),
        ),
        *(", ".join(clip.tracks), str(clip.path), clip.sha256),
    )


def _source(cut: Cut, clip: Clip, event: Event, *, drop: bool) -> tuple[str, str]:
    """Return in and out as timecode; a sound lasts as long as its place in the film."""
    first, after = _source_frames(cut, clip, event)
    rate, counts = counted_at(clip, cut.rate), drop if clip.is_sound else clip.drop
    return timecode_text(first, rate, drop=counts), timecode_text(after, rate, drop=counts)


def _source_frames(cut: Cut, clip: Clip, event: Event) -> tuple[int, int]:
    first = nearest(on_ruler(clip.start + event.source.start, clip, counted_at(clip, cut.rate)))
    return first, first + (event.record.frames if clip.is_sound else event.source.frames)


def _reason(reason: Reason) -> str:
    return f"{reason.name} {reason.worth:+.1f} ({reason.fact})"


def _other(cut: Cut, other: Alternate, *, drop: bool) -> str:
    """Write a choice not taken: its clip, where it begins, and what it is worth."""
    clip = next((clip for clip in cut.clips if clip.file == other.file), None)
    at = (
        f"{other.span.start_s:.2f} s"
        if clip is None
        else source_text(clip, other.span.start, cut.rate, drop=drop)
    )
    return f"{clip.name if clip else other.file} at {at}, worth {other.worth:+.1f}"


def _expected(cut: Cut, event: Event) -> Placed:
    clip, drop = cut.clip(event.file), film_start(cut)[1]
    rate = counted_at(clip, cut.rate)
    first, after = _source_frames(cut, clip, event)
    day = frames_a_day(rate, drop=drop if clip.is_sound else clip.drop)
    return Placed(
        track=event.track,
        name=legal(clip.name),
        file=legal(clip.path.name),
        reel=legal(clip.reel or ""),
        rate=rate,
        source_in=Fraction(first % day),
        source_out=Fraction(first % day + after - first),
        record_in=event.record.start,
        record_out=event.record.end,
        marks=(legal(event.line),),
    )


def _placed(row: Mapping[str, str], film: Fraction, start: int) -> Placed:
    rate = rate_from(row["Source Rate"])
    first, after = (frame_from(row[name], rate) for name in ("Source In", "Source Out"))
    if after < first:
        after += frames_a_day(rate, drop=";" in row["Source In"])
    record_in, record_out = (frame_from(row[name], film) - start for name in ("Record In", "Record Out"))
    return Placed(
        track=row["Track"],
        name=name_in(row["Clip"]),
        file=name_in(row["File"]),
        reel=name_in(row["Reel"]),
        rate=rate,
        source_in=Fraction(first),
        source_out=Fraction(after),
        record_in=record_in,
        record_out=record_out,
        marks=(name_in(row["Line"]),),
    )
