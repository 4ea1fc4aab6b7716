"""The log as Avid Log Exchange, which editing systems take into a bin; one file for each rate.

Its form is that of `rushes.turnover.dialects.lists.avid_log`.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.timecode import frame_from, timecode_text
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
from rushes.turnover.dialects.wording import NotThisDialect, legal
from rushes.turnover.log.as_csv import comments_of
from rushes.turnover.log.model import Log, Row
from rushes.turnover.log.rows import rows_of
from rushes.turnover.log.wording import timecode_at
from rushes.turnover.report.wording import rate_said
from rushes.turnover.verify import TurnoverDiffers

HEADINGS = (
    *("Name", "Tracks", "Start", "End", "Duration", "FPS", "Scene", "Take", "Camera", "Circled", "Marks"),
    *("Tape", "Camroll", "Source File", "Soundroll", "Sound TC", "Sound File", "Sync", "Audio SR"),
    *("Track Names", "Image Size", "Group", "Lens", "On Camera", "Off Camera", "Shoot Date", "Comments"),
)


def log_ales(log: Log) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return an Avid log by its file name for each rate, and findings about what stands in none.

    ``log.ale`` when all run at one rate, else ``log-25.ale``, ``log-23.976.ale`` and so on.
    """
    clips = [*log.clips, *(clip for recording in log.recordings for clip in recording.files)]
    usual = usual_rate(log.clips)
    rates = {clip.file: rate_in_ale(clip, usual) for clip in clips}
    rows = {row.file: row for row in rows_of(log)}
    by_file = {clip.file: clip for clip in clips}
    files = {}
    for rate, name in ale_names(rates.values(), "log").items():
        used = [(rows[file], by_file[file]) for file in rows if rates.get(file) == rate]
        cells = (_cells(row, clip, rate) for row, clip in used)
        files[name] = written_ale(HEADINGS, cells, [clip for _, clip in used], rate)
        _check(name, files[name], used, rate)
    return files, tuple(_left_out(clips, rates))


def _cells(row: Row, clip: Clip, rate: Fraction) -> list[str]:
    start, end = place_of(clip, rate)
    under = row.under[0] if row.under else None
    drop = clip.drop
    cells = (
        *(row.name, tracks_in_ale(clip), timecode_text(start, rate, drop=drop)),
        *(timecode_text(end, rate, drop=drop), timecode_text(end - start, rate, drop=drop)),
        *(rate_said(rate), row.scene, row.take, row.camera, "*" if row.circled else ""),
        ", ".join((*(("NG",) if row.no_good else ()), *row.marks)),
        row.reel or clip.path.stem,
        "" if row.is_sound else row.reel,
        clip.path.name,
        row.reel if row.is_sound else ", ".join(dict.fromkeys(one.reel for one in row.under if one.reel)),
        _sound_timecode(clip, rate),
        ", ".join(one.file for one in row.under),
        under.rung if under else "",
        str(row.sample_rate) if row.channels else "",
        *(", ".join(row.tracks), row.size, row.group, row.lens, ", ".join(row.on_camera)),
        *(", ".join(row.off_camera), row.day, comments_of(row)),
    )
    return list(cells)


def _sound_timecode(clip: Clip, rate: Fraction) -> str:
    """Return the recorder's timecode at the first frame, counted at this rate where its own is not known."""
    if clip.is_sound:
        return timecode_text(place_of(clip, rate)[0], rate, drop=clip.drop) if clip.has_timecode else ""
    behind = next((one for one in clip.behind if one.sound.has_timecode), None)
    if behind is None:
        return ""
    sound, place = behind.sound, round(behind.on_recorder(0.0) * behind.sound.rate)
    if not sound.is_sound or sound.timecode_rate:
        return timecode_at(sound, place)
    return timecode_text(((sound.start + place) * rate / sound.rate).__floor__(), rate)


def _check(name: str, data: bytes, used: Sequence[tuple[Row, Clip]], rate: Fraction) -> None:
    """Read a log back; `TurnoverDiffers` where a clip's name, place or length is not what it was."""
    try:
        found = read_ale(data)
    except (NotThisDialect, ValueError) as error:
        raise _differs(name, "the file", f"unreadable ({error})", "a log") from error
    if len(found.rows) != len(used):
        raise _differs(name, "the number of its rows", str(len(found.rows)), str(len(used)))
    for cells, (row, clip) in zip(found.rows, used, strict=True):
        start, end = place_of(clip, rate)
        for what, at in (("Start", start), ("End", end), ("Duration", end - start)):
            wanted = timecode_text(at, rate, drop=clip.drop)
            if frame_from(cells[what], rate) != frame_from(wanted, rate):
                raise _differs(name, f"{what} of {row.file}", cells[what], wanted)
        if cells["Name"] != legal(row.name).strip():
            raise _differs(name, f"the name of {row.file}", cells["Name"], row.name)


def _left_out(clips: Sequence[Clip], rates: Mapping[str, Fraction]) -> Iterator[Finding]:
    for clip in clips:
        if rates[clip.file] not in AVID_RATES:
            said = f"{float(rates[clip.file]):.3f}"
            fact = f"No Avid project runs at {said} frames a second, so it stands in no ALE."
            yield Finding("not in the ALE", clip.file, fact, "It stands in log.csv, as all files do.")


def _differs(name: str, what: str, found: str, wanted: str) -> TurnoverDiffers:
    return TurnoverDiffers(name, "a reader of its own", what, found, wanted)
