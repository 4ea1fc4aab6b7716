"""What the log says of each file: one row, of the clip, the facts of its content and its findings. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rushes.errors import Finding
from rushes.footage.model import Behind, Clip, Probe, Slate
from rushes.turnover.log.model import Log, Row, Under
from rushes.turnover.log.told import by_gravity
from rushes.turnover.log.wording import lasting_text, rate_words, timecode_at
from rushes.turnover.report.pictures import natural

_LAST = "\uffff"
"""Sorts what has no scene behind all that has one."""


def rows_of(log: Log) -> tuple[Row, ...]:
    """Return a row for every file: by scene, setup, take and camera, each take's pictures before its sound.

    Files that could not be used come last, each with why.
    """
    found = _by_subject(log.findings)
    over = _pictures_over(log.clips)
    recording_of = {clip.file: one.name for one in log.recordings for clip in one.files}
    pictures = [_picture(clip, log.probes, found, recording_of) for clip in log.clips]
    sounds = [
        _sound(clip, log.probes, found, over, recording.name)
        for recording in log.recordings
        for clip in recording.files
    ]
    rows = sorted([*pictures, *sounds], key=_place)
    return (*rows, *(_left_out(file, path, log.findings) for file, path in log.left_out))


def by_recording(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with those of one recording's files as one, its tracks together; for people to read."""
    files: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        files[row.recording if row.is_sound else row.file].append(row)
    return tuple(_whole(parts) if len(parts) > 1 else parts[0] for parts in files.values())


def _whole(parts: Sequence[Row]) -> Row:
    return replace(
        parts[0],
        channels=sum(row.channels for row in parts),
        tracks=tuple(track for row in parts for track in row.tracks),
        notes=tuple(dict.fromkeys(note for row in parts for note in row.notes)),
        findings=tuple(dict.fromkeys(finding for row in parts for finding in row.findings)),
        parts=tuple(parts),
    )


def _place(row: Row) -> tuple[object, ...]:
    """Return what a row is sorted by; wild tracks and room tones stand behind the takes of their scene."""
    scene, setup = natural([row.scene or _LAST]), natural([row.setup or _LAST])
    loose = bool({"wild track", "room tone"} & {*row.marks})
    rest = natural([row.camera, row.reel, row.start, row.file])
    return (scene, loose, setup, int(row.take or 0), row.is_sound, rest)


def _by_subject(findings: Sequence[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.subject].append(finding)
    return {subject: by_gravity(group) for subject, group in found.items()}


def _pictures_over(clips: Sequence[Clip]) -> Mapping[str, tuple[str, ...]]:
    over: dict[str, list[str]] = defaultdict(list)
    for clip in clips:
        for behind in clip.behind:
            over[behind.sound.file].append(clip.name)
    return {file: tuple(names) for file, names in over.items()}


def _picture(
    clip: Clip,
    probes: Mapping[str, Probe],
    found: Mapping[str, tuple[Finding, ...]],
    recording_of: Mapping[str, str],
) -> Row:
    probe = probes.get(clip.file)
    wide, high = clip.seen
    return _row(
        clip,
        probe,
        found,
        kind="picture",
        day=_day_of([probe, *(probes.get(behind.sound.file) for behind in clip.behind)]),
        size=f"{wide} x {high}" if wide and high else "",
        codec=probe.picture_codec if probe else "",
        under=tuple(
            _under(behind, recording_of.get(behind.sound.file, behind.sound.file)) for behind in clip.behind
        ),
        **({} if clip.behind else _silence(clip, found.get(clip.file, ()))),
        group=clip.angle.group if clip.angle else "",
        group_at_s=clip.angle.at_s if clip.angle else None,
    )


def _sound(
    clip: Clip,
    probes: Mapping[str, Probe],
    found: Mapping[str, tuple[Finding, ...]],
    over: Mapping[str, tuple[str, ...]],
    recording: str,
) -> Row:
    probe = probes.get(clip.file)
    behind = over.get(clip.file, ())
    return _row(
        clip,
        probe,
        found,
        kind="sound",
        day=_day_of([probe]),
        codec=probe.sound_codec if probe else "",
        recording=recording,
        recorder=_recorder_facts(probe, clip.reel),
        over=behind,
        **({} if behind else _looseness(clip.slate, found.get(clip.file, ()))),
    )


def _row(clip: Clip, probe: Probe | None, found: Mapping[str, tuple[Finding, ...]], **more: object) -> Row:
    """Return what pictures and sounds have in common, and more."""
    slate = clip.slate
    known: dict[str, object] = {
        "name": clip.name,
        "file": clip.file,
        "path": str(clip.path),
        "sha256": clip.sha256,
        "scene": slate.scene or "",
        "setup": slate.setup or "",
        "take": str(slate.take or ""),
        "camera": slate.camera or "",
        "circled": slate.circled,
        "no_good": slate.no_good,
        "marks": tuple(_marks(slate)),
        "slate_from": "" if slate.source == "none" else slate.source,
        "reel": clip.reel or "",
        "start": timecode_at(clip, 0),
        "end": timecode_at(clip, clip.frames),
        "duration": lasting_text(clip),
        "seconds": clip.seconds,
        "frames": clip.frames,
        "rate": rate_words(clip),
        "drop": clip.drop,
        "variable_rate": clip.variable_rate,
        "channels": clip.channels,
        "sample_rate": clip.sample_rate,
        "tracks": clip.tracks or _tracks_of(probe),
        "lens": clip.lens,
        "on_camera": clip.on_camera,
        "off_camera": clip.off_camera,
        "notes": clip.notes,
        "findings": found.get(clip.file, ()),
    }
    return Row(**(known | more))  # type: ignore[arg-type]


def _day_of(probes: Sequence[Probe | None]) -> str:
    """Return the first day that is told: of a file, or of the recorder that rolled with it."""
    days = ((one.recorder.date if one.recorder else "") or one.day for one in probes if one)
    return next((day for day in days if day), "")


def _tracks_of(probe: Probe | None) -> tuple[str, ...]:
    return probe.recorder.tracks if probe and probe.recorder else ()


def _marks(slate: Slate) -> Iterator[str]:
    marks = (
        ("PU", slate.pickup),
        ("series", slate.series),
        ("MOS", slate.mos),
        ("wild track", slate.wild),
        ("room tone", slate.room_tone),
    )
    yield from (name for name, marked in marks if marked)
    if slate.part:
        yield f"part {slate.part}"


def _under(behind: Behind, recording: str) -> Under:
    sound = behind.sound
    at_first_frame = round(behind.on_recorder(0.0) * sound.rate)
    return Under(
        file=sound.file,
        name=sound.name,
        rung=behind.rung,
        at_s=behind.at_s,
        drift_ppm=behind.drift_ppm,
        error_ms=behind.error_ms,
        evidence=behind.evidence,
        timecode=timecode_at(sound, at_first_frame),
        reel=sound.reel or "",
        tracks=sound.tracks,
        recording=recording,
    )


def _silence(clip: Clip, findings: Sequence[Finding]) -> dict[str, str]:
    """Say what a picture has instead of a recording behind it."""
    if clip.slate.mos:
        return {"alone": "MOS", "because": "MOS: shot without sound."}
    for finding in findings:
        if _is_of_sync(finding):
            return {"alone": finding.kind, "because": finding.fact}
    if clip.channels:
        return {"alone": "own sound", "because": "The camera's own sound."}
    return {"alone": "no sound", "because": "No sound."}


def _looseness(slate: Slate, findings: Sequence[Finding]) -> dict[str, str]:
    """Say what a recording is that lies behind no picture."""
    if slate.room_tone:
        return {"alone": "room tone", "because": "Room tone."}
    if slate.wild:
        return {"alone": "wild track", "because": "Wild track."}
    facts = (finding.fact for finding in findings if _is_of_sync(finding))
    return {"alone": "no picture", "because": next(facts, "Behind no picture.")}


def _is_of_sync(finding: Finding) -> bool:
    return "sync" in finding.kind


def _recorder_facts(probe: Probe | None, reel: str | None) -> tuple[tuple[str, str], ...]:
    """Return what the recorder wrote beside slate and tracks, each with its name."""
    told = probe.recorder if probe else None
    if told is None:
        return ()
    facts = (
        ("project", told.project),
        ("tape", told.tape if told.tape != reel else ""),
        ("recorder", told.recorder),
        ("speed", told.speed_note),
    )
    return tuple((name, text) for name, text in facts if text)


def _left_out(file: str, path: Path, findings: Sequence[Finding]) -> Row:
    """Return the row of a file that could not be used, with the first finding on it or that names it."""
    on_it = [finding for finding in findings if finding.subject == file]
    why = [*by_gravity(on_it), *(finding for finding in findings if file in finding.fact)]
    because = why[0].fact if why else "It was not used."
    alone = why[0].kind if why else "not used"
    return Row("left out", path.name, file, str(path), alone=alone, because=because, findings=tuple(why[:1]))
