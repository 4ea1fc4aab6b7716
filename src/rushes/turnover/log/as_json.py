"""The log as a JSON document, for other programs; see `shapes` for what it promises."""

import json
from fractions import Fraction

import msgspec

from rushes.footage.model import Angle, Clip
from rushes.timecode import rate_text
from rushes.turnover.clip_shapes import NotOurDocument
from rushes.turnover.documents import written
from rushes.turnover.log import shapes
from rushes.turnover.log.model import Log, Row, Total, Under
from rushes.turnover.log.rows import rows_of
from rushes.turnover.log.told import findings_in_order
from rushes.turnover.log.totals import by_day, by_reel, by_scene, whole
from rushes.turnover.shapes import FindingShape, SlateShape
from rushes.turnover.verify import TurnoverDiffers

SCHEMA = "rushes.log/1"


def log_json(log: Log) -> bytes:
    """Write ``log.json``; `TurnoverDiffers` when it does not read back as it was meant."""
    shape = log_shape(log)
    data = written(shape)
    if read_log(data) != shape:
        raise TurnoverDiffers("log.json", "a JSON reader", "what it says", "different", "the log")
    return data


def read_log(data: bytes) -> shapes.LogShape:
    """Read ``log.json``; `NotOurDocument` when it is something else."""
    try:
        shape = msgspec.convert(json.loads(data), shapes.LogShape)
    except (UnicodeDecodeError, json.JSONDecodeError, msgspec.ValidationError) as error:
        raise NotOurDocument(SCHEMA, str(error)) from error
    if shape.schema != SCHEMA:
        raise NotOurDocument(SCHEMA, f"it says it is {shape.schema}")
    return shape


def log_shape(log: Log) -> shapes.LogShape:
    """Return the log in the shape of ``log.json``."""
    rows = rows_of(log)
    clips = {clip.file: clip for clip in log.clips}
    clips |= {clip.file: clip for recording in log.recordings for clip in recording.files}
    return shapes.LogShape(
        schema=SCHEMA,
        title=log.title,
        findings=[FindingShape(f.kind, f.subject, f.fact, f.advice) for f in findings_in_order(log.findings)],
        all=_total(whole(rows)),
        scenes=[_total(total) for total in by_scene(rows)],
        reels=[_total(total) for total in by_reel(rows)],
        days=[_total(total) for total in by_day(rows)],
        files=[_file(row, clips.get(row.file)) for row in rows],
        paper=[
            shapes.PaperShape(file=paper.file, by=paper.by, columns=dict(paper.columns))
            for paper in log.paper
        ],
    )


def _file(row: Row, clip: Clip | None) -> shapes.FileShape:
    if clip is None:
        return shapes.FileShape(
            file=row.file, kind=row.kind, name=row.name, path=row.path, because=row.because
        )
    return shapes.FileShape(
        file=row.file,
        kind=row.kind,
        name=row.name,
        path=row.path,
        sha256=row.sha256,
        slate=SlateShape(**{name: getattr(clip.slate, name) for name in SlateShape.__struct_fields__}),
        day=row.day,
        reel=clip.reel,
        rate=rate_text(clip.rate),
        variable_rate=clip.variable_rate,
        timecode_rate=rate_text(clip.timecode_rate) if clip.timecode_rate else None,
        drop=clip.drop,
        has_timecode=clip.has_timecode,
        start=clip.start,
        frames=clip.frames,
        seconds=_tidy(clip.seconds),
        start_timecode=row.start,
        end_timecode=row.end,
        width=clip.seen[0],
        height=clip.seen[1],
        codec=row.codec,
        channels=clip.channels,
        sample_rate=clip.sample_rate,
        tracks=list(row.tracks),
        recording=row.recording,
        recorder=dict(row.recorder),
        sync=[_sync(under) for under in row.under],
        behind=list(row.over),
        because=row.because,
        angle=_angle(clip.angle) if clip.angle else None,
        lens=row.lens,
        on_camera=list(row.on_camera),
        off_camera=list(row.off_camera),
        notes=[shapes.NoteShape(note.by, note.text) for note in row.notes],
    )


def _sync(under: Under) -> shapes.SyncShape:
    return shapes.SyncShape(
        sound=under.file,
        rung=under.rung,
        at_s=round(under.at_s, 6),
        drift_ppm=_tidy(under.drift_ppm),
        error_ms=_tidy(under.error_ms),
        timecode=under.timecode,
        evidence=list(under.evidence),
    )


def _angle(angle: Angle) -> shapes.AngleShape:
    return shapes.AngleShape(
        group=angle.group,
        at_s=round(angle.at_s, 6),
        rung=angle.rung,
        error_ms=_tidy(angle.error_ms),
        evidence=list(angle.evidence),
    )


def _total(total: Total) -> shapes.TotalShape:
    return shapes.TotalShape(
        name=total.name,
        clips=total.clips,
        takes=total.takes,
        circled=total.circled,
        no_good=total.no_good,
        seconds=_tidy(total.seconds),
        synced=total.synced,
        sounds=total.sounds,
        sound_seconds=_tidy(total.sound_seconds),
    )


def _tidy(number: float | Fraction) -> float:
    return round(float(number), 4)
