"""A bin of the clips of a cut, as Avid Log Exchange: what Avid and others take before they take the timeline.

One file for each rate, as Avid wants it. Every clip that the cut plays has a row, and every clip of a choice
not taken; which lines each plays, and for which it is the alternate, stand in columns of ours. A sound's
timecode is that of its recorder, rounded outwards to whole frames.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.footage.paper.reading.rows import rows_of
from rushes.footage.paper.reading.tables import table_of
from rushes.timecode import NotATimecode, frame_from, frames_a_day, rate_from, timecode_text
from rushes.turnover.dialects.lists.avid_log import (
    AVID_RATES,
    ale_names,
    place_of,
    rate_in_ale,
    read_ale,
    tracks_in_ale,
    usual_rate,
    written_ale,
)
from rushes.turnover.dialects.model import Files
from rushes.turnover.dialects.wording import NotThisDialect, legal
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.options import Leaving
from rushes.turnover.report.wording import rate_said

HEADINGS: Final = (
    *("Name", "Tracks", "Start", "End", "Duration", "FPS", "Scene", "Take", "Camera", "Circled", "Tape"),
    *("Source File", "Source Path", "Soundroll", "Audio SR", "Track Names", "Lines", "Alternate For"),
    *("Needs Look", "SHA-256", "Lens", "On Camera", "Off Camera", "Comments"),
)
_NAMED: Final = "an Avid log"


def write_ale(cut: Cut, _: Leaving) -> Files:
    """Write the bins of a cut; one without a row where no clip runs at a rate of Avid's."""
    rates = _rates(cut)
    made = {}
    for rate, name in (ale_names(rates.values()) or {Fraction(24): ".ale"}).items():
        clips = [clip for clip in cut.clips if rates[clip.file] == rate]
        made[name] = written_ale(HEADINGS, (_cells(cut, clip, rate) for clip in clips), clips, rate)
    return made


def read_bin(data: bytes) -> Timeline:
    """Read a bin: a clip on V1 (a sound on A1) for each row, one after the other; `NotThisDialect`."""
    try:
        found = read_ale(data)
        rate = rate_from(found.heading["FPS"])
        placed = [_placed(row, rate) for row in found.rows]
    except (UnicodeDecodeError, ValueError, KeyError, NotATimecode) as error:
        raise NotThisDialect(_NAMED, str(error)) from error
    return _numbered(rate, placed)


def read_bins(cut: Cut, files: Files) -> Timeline:
    """Read all bins of a cut."""
    return _numbered(cut.rate, [one for data in files.values() for one in read_bin(data).placed])


def holds_bins(cut: Cut) -> Timeline:
    """Return what the bins hold of a cut."""
    return _numbered(cut.rate, list(_expected(cut)))


def read_as_paper(cut: Cut, files: Files) -> Timeline:
    """Read the bins as logs from the set are read: by a reader that knows nothing of ours."""
    placed = []
    for data in files.values():
        table = table_of(data)
        if table is None:
            raise NotThisDialect(_NAMED, "the reader of papers finds no table in it")
        rate = rate_from(read_ale(data).heading["FPS"])
        rows, findings = rows_of(table, "camera report", "the bin")
        if any(finding.kind == "paper not understood" for finding in findings):
            raise NotThisDialect(_NAMED, findings[0].fact.rstrip("."))
        for row in rows:
            first, after = _span(row.start, row.end, row.rate or rate)
            placed.append(Placed("V1", "", row.file, "", row.rate or rate, first, after, 0, 0))
    return _numbered(cut.rate, placed)


def holds_for_paper(cut: Cut) -> Timeline | None:
    """Return what the reader of papers finds: files and their timecode; None where no file has a name."""
    whole = holds_bins(cut).placed
    if not whole or any(not one.file.strip(" \"'") for one in whole):
        return None
    placed = [Placed("V1", "", one.file, "", one.rate, one.source_in, one.source_out, 0, 0) for one in whole]
    return _numbered(cut.rate, placed)


def tells_bins(cut: Cut, _: Leaving) -> tuple[Finding, ...]:
    """Return a finding for each clip that no bin of Avid's can hold."""
    return tuple(
        Finding(
            "not in the ALE",
            clip.file,
            f"No Avid project runs at {float(rate):.3f} frames a second, so it stands in no ALE.",
        )
        for clip in cut.clips
        if (rate := _rates(cut)[clip.file]) not in AVID_RATES
    )


def _rates(cut: Cut) -> dict[str, Fraction]:
    usual = cut.rate if cut.rate in AVID_RATES else usual_rate(cut.clips)
    return {clip.file: rate_in_ale(clip, usual) for clip in cut.clips}


def _cells(cut: Cut, clip: Clip, rate: Fraction) -> tuple[str, ...]:
    start, end = place_of(clip, rate)
    times = (timecode_text(at, rate, drop=clip.drop) for at in (start, end, end - start))
    slate = clip.slate
    rolls = (behind.sound.reel for behind in clip.behind if behind.sound.reel)
    return (
        *(clip.name, tracks_in_ale(clip), *times, rate_said(rate), slate.scene or ""),
        *(str(slate.take or ""), slate.camera or "", "*" if slate.circled else ""),
        *(clip.reel or clip.path.stem, clip.path.name, str(clip.path)),
        (clip.reel or "") if clip.is_sound else ", ".join(dict.fromkeys(rolls)),
        *(
            str(clip.sample_rate) if clip.channels else "",
            ", ".join(clip.tracks),
            ", ".join(_lines(cut, clip)),
        ),
        *(", ".join(_alternate_for(cut, clip)), _look(cut, clip), clip.sha256, clip.lens),
        *(", ".join(clip.on_camera), ", ".join(clip.off_camera)),
        "; ".join(f"{note.by}: {note.text}" for note in clip.notes),
    )


def _lines(cut: Cut, clip: Clip) -> list[str]:
    """Return the lines that a clip plays in the cut, each once."""
    return list(dict.fromkeys(legal(event.line) for event in cut.events if event.file == clip.file))


def _alternate_for(cut: Cut, clip: Clip) -> list[str]:
    others = (event.line for event in cut.events if clip.file in {one.file for one in event.alternates})
    return list(dict.fromkeys(legal(line) for line in others))


def _look(cut: Cut, clip: Clip) -> str:
    """Say why a person should look at what a clip plays."""
    asked = (event for event in cut.events if event.file == clip.file and event.needs_look)
    told = dict.fromkeys(f"{event.line}: {', '.join(event.look_because) or 'yes'}" for event in asked)
    return "; ".join(told)


def _expected(cut: Cut) -> Iterator[Placed]:
    rates = _rates(cut)
    for rate in ale_names(rates.values()):
        for clip in (one for one in cut.clips if rates[one.file] == rate):
            start, end = place_of(clip, rate)
            first = start % frames_a_day(rate, drop=clip.drop)
            length = (end - start) % frames_a_day(rate, drop=clip.drop)
            track = "A1" if clip.is_sound else "V1"
            name, file, reel = (
                legal(text).strip() for text in (clip.name, clip.path.name, clip.reel or clip.path.stem)
            )
            marks = tuple(line.strip() for line in _lines(cut, clip))
            source = Fraction(first), Fraction(first + length)
            yield Placed(track, name, file, reel, rate, *source, 0, 0, (), marks)


def _placed(cells: Mapping[str, str], rate: Fraction) -> Placed:
    first, after = _span(cells["Start"], cells["End"], rate)
    lines = tuple(line.strip() for line in cells["Lines"].split(", ")) if cells["Lines"] else ()
    track = "V1" if cells["Tracks"].startswith("V") else "A1"
    return Placed(
        track, cells["Name"], cells["Source File"], cells["Tape"], rate, first, after, 0, 0, (), lines
    )


def _span(start: str, end: str, rate: Fraction) -> tuple[Fraction, Fraction]:
    first, after = frame_from(start, rate), frame_from(end, rate)
    if after < first:
        after += frames_a_day(rate, drop=";" in start)
    return Fraction(first), Fraction(after)


def _numbered(rate: Fraction, placed: list[Placed]) -> Timeline:
    """Return clips as a timeline on which each takes a frame: a bin has an order and no time."""
    rows = tuple(replace(one, record_in=at, record_out=at + 1) for at, one in enumerate(placed))
    return Timeline("", rate, 0, drop=False, placed=rows)
