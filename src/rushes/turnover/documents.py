"""The cut, the lined script and the findings as JSON documents, and back; see `shapes` for what they promise.

``read_cut(cut_json(cut)) == cut``, but that seconds, worths and confidences keep four decimals. Names that
are no legal Unicode, from disks that never asked, are written as JSON escapes and come back as they were.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import msgspec

from rushes.coverage.model import LinedScript, OffScript, Reading, ReadWord
from rushes.cut.model import Alternate, Cut, Event, InPicture, Lock, MissingLine, Reason
from rushes.errors import Finding
from rushes.footage.model import Clip, Recording
from rushes.screenplay.model import Line
from rushes.timecode import NotARate, Span, rate_from, rate_text
from rushes.turnover import shapes
from rushes.turnover.beat_shapes import beat_from, beat_shape
from rushes.turnover.clip_shapes import NotOurDocument, clip_shape, clips_from, sounds_behind, tidy
from rushes.turnover.shots import tracks

__all__ = [
    "CUT",
    "LINED_SCRIPT",
    "NotOurDocument",
    "cut_json",
    "findings_json",
    "lined_script_json",
    "read_cut",
    "read_findings",
    "read_lined_script",
    "written",
]

CUT, LINED_SCRIPT, FINDINGS = "rushes.cut/1", "rushes.lined-script/1", "rushes.findings/1"

_LINE_WIDTH = 120
"""What fits stays on one line, so that a person can read a file event by event."""

_Shape = TypeVar("_Shape", bound=shapes.CutShape | shapes.LinedScriptShape | shapes.FindingsShape)


def cut_json(cut: Cut) -> bytes:
    """Write ``cut.json``."""
    missing = [shapes.MissingShape(line.line, line.character, line.text, line.at) for line in cut.missing]
    return written(
        shapes.CutShape(
            schema=CUT,
            title=cut.title,
            rate=rate_text(cut.rate),
            frames=cut.frames,
            taste=cut.taste,
            events=[_event(event) for track in tracks(cut) for event in cut.track(track)],
            missing=[line.line for line in cut.missing],
            missing_lines=missing,
            beats=[beat_shape(beat) for beat in cut.beats] or msgspec.UNSET,
            locked=shapes.LockShape(cut.locked.who, cut.locked.at) if cut.locked else None,
            on_camera=[_in_picture(one) for one in cut.on_camera] or msgspec.UNSET,
            clips=[clip_shape(clip) for clip in cut.clips],
            sounds=_sounds(clip for clip in sounds_behind(cut.clips) if clip not in cut.clips),
        )
    )


def lined_script_json(lined: LinedScript) -> bytes:
    """Write ``lined-script.json``."""
    return written(
        shapes.LinedScriptShape(
            schema=LINED_SCRIPT,
            clips=[clip_shape(clip) for clip in lined.clips],
            lines=[_line(line) for line in lined.lines],
            readings=[_reading(reading) for reading in lined.readings],
            off_script=[_off_script(speech) for speech in lined.off_script],
            missing=list(lined.missing),
            scenes=[shapes.SceneShape(number, heading) for number, heading in lined.headings.items()],
            retired=list(lined.retired),
            sounds=_sounds((*sounds_behind(lined.clips), *_loose(lined))),
            loose=[[clip.file for clip in one.files] for one in lined.loose] or msgspec.UNSET,
        )
    )


def findings_json(findings: Sequence[Finding]) -> bytes:
    """Write ``findings.json``."""
    told = [shapes.FindingShape(one.kind, one.subject, one.fact, one.advice) for one in findings]
    return written(shapes.FindingsShape(schema=FINDINGS, findings=told))


def read_cut(data: bytes) -> Cut:
    """Read ``cut.json``; `NotOurDocument` when it is something else."""
    shape = _read(data, CUT, shapes.CutShape)
    clips, _ = clips_from(shape.clips, shape.sounds or [])
    rates = {clip.file: clip.rate for clip in clips}
    try:
        film = rate_from(shape.rate)
        events = tuple(_event_from(event, film, rates[event.file], rates) for event in shape.events)
    except (KeyError, NotARate, ValueError) as error:
        raise NotOurDocument(CUT, f"{error} is unknown") from error
    missing = tuple(
        MissingLine(line.line, line.character, line.text, line.record) for line in shape.missing_lines
    )
    beats = tuple(beat_from(beat) for beat in shape.beats or [])
    seen = tuple(InPicture(one.file, tuple(one.on), tuple(one.off), one.by) for one in shape.on_camera or [])
    locked = Lock(shape.locked.who, shape.locked.at) if shape.locked else None
    return Cut(shape.title, film, shape.taste, events, missing, clips, beats, seen, locked)


def read_lined_script(data: bytes) -> LinedScript:
    """Read ``lined-script.json``, all but what was heard; `NotOurDocument` when it is something else."""
    shape = _read(data, LINED_SCRIPT, shapes.LinedScriptShape)
    clips, sounds = clips_from(shape.clips, shape.sounds or [])
    rates, by_name = {clip.file: clip.rate for clip in clips}, {sound.file: sound for sound in sounds}
    try:
        loose = tuple(Recording(tuple(by_name[file] for file in files)) for files in shape.loose or [])
        readings = tuple(_reading_from(reading, rates) for reading in shape.readings)
        speeches = tuple(_off_script_from(speech, rates) for speech in shape.off_script)
    except (KeyError, ValueError) as error:
        raise NotOurDocument(LINED_SCRIPT, f"{error} is unknown") from error
    lines = tuple(_line_from(line) for line in shape.lines)
    return LinedScript(
        *(clips, lines, readings, speeches, tuple(shape.missing)),
        headings={scene.number: scene.heading for scene in shape.scenes},
        retired=tuple(shape.retired),
        loose=loose,
    )


def read_findings(data: bytes) -> tuple[Finding, ...]:
    """Read ``findings.json``; `NotOurDocument` when it is something else."""
    shape = _read(data, FINDINGS, shapes.FindingsShape)
    return tuple(Finding(one.kind, one.subject, one.fact, one.advice) for one in shape.findings)


def _sounds(clips: Iterable[Clip]) -> list[shapes.ClipShape] | msgspec.UnsetType:
    return [clip_shape(clip) for clip in clips] or msgspec.UNSET


def _loose(lined: LinedScript) -> tuple[Clip, ...]:
    return tuple(clip for recording in lined.loose for clip in recording.files)


def written(shape: msgspec.Struct) -> bytes:
    """Write a shape as JSON that people can read, too; names that are no legal Unicode as escapes."""
    text = _laid_out(msgspec.to_builtins(shape), 0)
    return (text + "\n").encode("utf-8", "backslashreplace")


def _laid_out(value: object, depth: int) -> str:
    """Write JSON that people can read: what fits on one line stands on one line."""
    whole = json.dumps(value, ensure_ascii=False)
    if depth + len(whole) <= _LINE_WIDTH or not isinstance(value, dict | list) or not value:
        return whole
    if isinstance(value, dict):
        opening, closing = "{}"
        parts = [f"{json.dumps(key)}: {_laid_out(part, depth + 1)}" for key, part in value.items()]
        parts = _side_by_side(parts, _LINE_WIDTH - depth)
    else:
        opening, closing = "[]"
        parts = [_laid_out(part, depth + 1) for part in value]
    inside = ",\n".join(" " * (depth + 1) + part for part in parts)
    return f"{opening}\n{inside}\n{' ' * depth}{closing}"


def _side_by_side(parts: list[str], width: int) -> list[str]:
    """Join neighbours that together fit on one line; what takes several lines stays alone."""
    lines: list[str] = []
    for part in parts:
        if lines and "\n" not in lines[-1] + part and len(lines[-1]) + len(part) + 2 < width:
            lines[-1] += f", {part}"
        else:
            lines.append(part)
    return lines


def _read(data: bytes, schema: str, shape: type[_Shape]) -> _Shape:
    try:
        told = msgspec.convert(json.loads(data), shape)
    except (UnicodeDecodeError, json.JSONDecodeError, msgspec.ValidationError) as error:
        raise NotOurDocument(schema, str(error)) from error
    if told.schema != schema:
        raise NotOurDocument(schema, f"it says it is {told.schema}")
    return told


def _line(line: Line) -> shapes.LineShape:
    return shapes.LineShape(
        id=line.id,
        scene=line.scene,
        character=line.character,
        text=line.text,
        extension=line.extension,
        parentheticals=list(line.parentheticals),
        dual=line.dual,
        source_line=line.source_line,
    )


def _line_from(shape: shapes.LineShape) -> Line:
    return Line(
        shape.id,
        shape.scene,
        shape.character,
        shape.text,
        shape.extension,
        tuple(shape.parentheticals),
        shape.dual,
        shape.source_line,
    )


def _reading(reading: Reading) -> shapes.ReadingShape:
    return shapes.ReadingShape(
        line=reading.line,
        file=reading.file,
        pass_number=reading.pass_number,
        in_=reading.span.start,
        out=reading.span.end,
        in_s=tidy(reading.in_s),
        out_s=tidy(reading.out_s),
        kind=reading.kind,
        fidelity=tidy(reading.fidelity),
        confidence=tidy(reading.confidence),
        words=[_word(word) for word in reading.words],
        clear_db=tidy(reading.clear_db),
        microphone=reading.microphone or msgspec.UNSET,
    )


def _reading_from(shape: shapes.ReadingShape, rates: Mapping[str, Fraction]) -> Reading:
    return Reading(
        shape.line,
        shape.file,
        shape.pass_number,
        Span(shape.in_, shape.out, rates[shape.file]),
        shape.in_s,
        shape.out_s,
        shape.kind,
        shape.fidelity,
        shape.confidence,
        tuple(_word_from(word) for word in shape.words),
        shape.clear_db,
        shape.microphone or "",
    )


def _word(word: ReadWord) -> shapes.WordShape:
    in_s = None if word.in_s is None else tidy(word.in_s)
    out_s = None if word.out_s is None else tidy(word.out_s)
    shape = shapes.WordShape(word.text, word.state, word.heard, in_s, out_s, tidy(word.confidence))
    if word.interpolated:
        shape.interpolated = True
    return shape


def _word_from(shape: shapes.WordShape) -> ReadWord:
    guessed = shape.interpolated is True
    return ReadWord(shape.text, shape.state, shape.heard, shape.in_s, shape.out_s, shape.confidence, guessed)


def _off_script(speech: OffScript) -> shapes.OffScriptShape:
    return shapes.OffScriptShape(
        file=speech.file,
        in_=speech.span.start,
        out=speech.span.end,
        heard=speech.heard,
        in_s=tidy(speech.in_s),
        out_s=tidy(speech.out_s),
        what=speech.what,
    )


def _off_script_from(shape: shapes.OffScriptShape, rates: Mapping[str, Fraction]) -> OffScript:
    span = Span(shape.in_, shape.out, rates[shape.file])
    return OffScript(shape.file, span, shape.in_s, shape.out_s, shape.heard, shape.what)


def _in_picture(one: InPicture) -> shapes.InPictureShape:
    return shapes.InPictureShape(one.file, list(one.on), list(one.off), one.by)


def _event(event: Event) -> shapes.EventShape:
    return shapes.EventShape(
        track=event.track,
        line=event.line,
        file=event.file,
        in_=event.source.start,
        out=event.source.end,
        record_in=event.record.start,
        record_out=event.record.end,
        confidence=tidy(event.confidence),
        needs_look=event.needs_look,
        reasons=_reasons(event.reasons),
        alternates=[_alternate(alternate) for alternate in event.alternates],
        look_because=list(event.look_because),
        shows=msgspec.UNSET if event.shows == "line" else event.shows,
        leads=event.leads or msgspec.UNSET,
        margin=msgspec.UNSET if event.margin is None else tidy(event.margin),
    )


def _event_from(
    shape: shapes.EventShape, film: Fraction, rate: Fraction, rates: Mapping[str, Fraction]
) -> Event:
    return Event(
        track=shape.track,
        line=shape.line,
        file=shape.file,
        source=Span(shape.in_, shape.out, rate),
        record=Span(shape.record_in, shape.record_out, film),
        confidence=shape.confidence,
        needs_look=shape.needs_look,
        reasons=_reasons_from(shape.reasons),
        alternates=tuple(_alternate_from(alternate, rates) for alternate in shape.alternates),
        look_because=tuple(shape.look_because),
        shows=shape.shows or "line",
        leads=shape.leads or 0,
        margin=None if isinstance(shape.margin, msgspec.UnsetType) else shape.margin,
    )


def _alternate(alternate: Alternate) -> shapes.AlternateShape:
    return shapes.AlternateShape(
        file=alternate.file,
        in_=alternate.span.start,
        out=alternate.span.end,
        worth=tidy(alternate.worth),
        reasons=_reasons(alternate.reasons),
        rate=rate_text(alternate.span.rate),
    )


def _alternate_from(shape: shapes.AlternateShape, rates: Mapping[str, Fraction]) -> Alternate:
    rate = rate_from(shape.rate) if shape.rate else rates[shape.file]
    span = Span(shape.in_, shape.out, rate)
    return Alternate(shape.file, span, shape.worth, _reasons_from(shape.reasons))


def _reasons(reasons: Sequence[Reason]) -> list[shapes.ReasonShape]:
    return [shapes.ReasonShape(reason.name, tidy(reason.worth), reason.fact) for reason in reasons]


def _reasons_from(reasons: Sequence[shapes.ReasonShape]) -> tuple[Reason, ...]:
    return tuple(Reason(reason.name, reason.worth, reason.fact) for reason in reasons)
