"""Clips as the documents write them, and back: with the sounds behind them and what the paper says. Pure.

A picture names its sounds by file; each of them is written once, in ``sounds`` or among the clips.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from rushes.errors import Refusal
from rushes.footage.model import Angle, Behind, Carried, Clip, Note, Slate, Witness
from rushes.timecode import NotARate, rate_from, rate_text
from rushes.turnover import shapes

_Told = TypeVar("_Told")


class NotOurDocument(Refusal):
    """A JSON document is not what it should be."""

    sentence = "This is no {0} document that Rushes wrote: {1}."


def clip_shape(clip: Clip) -> shapes.ClipShape:
    """Return a clip as it is written."""
    return shapes.ClipShape(
        file=clip.file,
        sha256=clip.sha256,
        rate=rate_text(clip.rate),
        frames=clip.frames,
        start_timecode=clip.start_timecode,
        slate=_slate(clip.slate),
        name=clip.name,
        path=str(clip.path),
        start=clip.start,
        drop=clip.drop,
        has_timecode=clip.has_timecode,
        reel=clip.reel,
        width=clip.width,
        height=clip.height,
        pixel_aspect=rate_text(clip.pixel_aspect),
        rotation=clip.rotation,
        channels=clip.channels,
        sample_rate=clip.sample_rate,
        sound_offset_s=tidy(clip.sound_offset_s),
        variable_rate=clip.variable_rate,
        is_sound=_told(clip.is_sound),
        timecode_rate=rate_text(clip.timecode_rate) if clip.timecode_rate else msgspec.UNSET,
        tracks=_told(list(clip.tracks)),
        notes=_told([shapes.NoteShape(note.by, note.text) for note in clip.notes]),
        lens=_told(clip.lens),
        shot_size=shapes.NoteShape(clip.shot_size.by, clip.shot_size.text)
        if clip.shot_size
        else msgspec.UNSET,
        day=_told(clip.day),
        on_camera=_told(list(clip.on_camera)),
        off_camera=_told(list(clip.off_camera)),
        behind=_told([_behind(behind) for behind in clip.behind]),
        angle=_angle(clip.angle) if clip.angle else msgspec.UNSET,
        witnesses=_told([shapes.WitnessShape(one.by, _slate(one.slate)) for one in clip.witnesses]),
        carried=_carried(clip.carried) if clip.carried else msgspec.UNSET,
        staged=_told(clip.staged),
    )


def clips_from(
    written: Sequence[shapes.ClipShape], sounds: Sequence[shapes.ClipShape]
) -> tuple[tuple[Clip, ...], tuple[Clip, ...]]:
    """Return clips and sounds as they were; `NotOurDocument` for a rate or a sound that is none."""
    known = {shape.file: _clip_from(shape, {}) for shape in written if not _listed(shape.behind)}
    beside = tuple(_clip_from(shape, known) for shape in sounds)
    known |= {clip.file: clip for clip in beside}
    return tuple(_clip_from(shape, known) for shape in written), beside


def sounds_behind(clips: Iterable[Clip]) -> tuple[Clip, ...]:
    """Return every file that lies behind one of the clips, once, in the order of the clips."""
    return tuple(dict.fromkeys(behind.sound for clip in clips for behind in clip.behind))


def tidy(number: float) -> float:
    """Round to four decimals, and never write -0.0."""
    return round(number, 4) + 0.0


def _clip_from(shape: shapes.ClipShape, sounds: Mapping[str, Clip]) -> Clip:
    try:
        rate, pixel_aspect = rate_from(shape.rate), rate_from(shape.pixel_aspect)
        counted = rate_from(shape.timecode_rate) if shape.timecode_rate else None
        behind = tuple(_behind_from(one, sounds) for one in _listed(shape.behind))
    except NotARate as error:
        raise NotOurDocument("clip", str(error)) from error
    except KeyError as error:
        raise NotOurDocument("clip", f"the sound {error} is unknown") from error
    return Clip(
        path=Path(shape.path),
        file=shape.file,
        sha256=shape.sha256,
        rate=rate,
        frames=shape.frames,
        start=shape.start,
        drop=shape.drop,
        has_timecode=shape.has_timecode,
        reel=shape.reel,
        width=shape.width,
        height=shape.height,
        channels=shape.channels,
        sample_rate=shape.sample_rate,
        variable_rate=shape.variable_rate,
        slate=_slate_from(shape.slate),
        sound_offset_s=shape.sound_offset_s,
        pixel_aspect=pixel_aspect,
        rotation=shape.rotation,
        notes=tuple(Note(note.by, note.text) for note in _listed(shape.notes)),
        lens=shape.lens or "",
        shot_size=Note(shape.shot_size.by, shape.shot_size.text) if shape.shot_size else None,
        day=shape.day or "",
        staged=shape.staged is True,
        on_camera=tuple(_listed(shape.on_camera)),
        off_camera=tuple(_listed(shape.off_camera)),
        is_sound=shape.is_sound is True,
        timecode_rate=counted,
        tracks=tuple(_listed(shape.tracks)),
        behind=behind,
        angle=_angle_from(shape.angle) if shape.angle else None,
        witnesses=tuple(Witness(one.by, _slate_from(one.slate)) for one in _listed(shape.witnesses)),
        carried=_carried_from(shape.carried) if shape.carried else None,
    )


def _told(value: _Told) -> _Told | msgspec.UnsetType:
    """Leave out what says nothing."""
    return value or msgspec.UNSET


def _listed(values: list[_Told] | msgspec.UnsetType) -> list[_Told]:
    return [] if isinstance(values, msgspec.UnsetType) else values


def _slate(slate: Slate) -> shapes.SlateShape:
    return shapes.SlateShape(**{name: getattr(slate, name) for name in shapes.SlateShape.__struct_fields__})


def _slate_from(shape: shapes.SlateShape) -> Slate:
    return Slate(**{name: getattr(shape, name) for name in shape.__struct_fields__})


def _behind(behind: Behind) -> shapes.BehindShape:
    return shapes.BehindShape(
        file=behind.sound.file,
        at_s=behind.at_s,
        drift_ppm=behind.drift_ppm,
        rung=behind.rung,
        error_ms=behind.error_ms,
        evidence=list(behind.evidence),
    )


def _behind_from(shape: shapes.BehindShape, sounds: Mapping[str, Clip]) -> Behind:
    evidence = tuple(shape.evidence)
    return Behind(sounds[shape.file], shape.at_s, shape.drift_ppm, shape.rung, shape.error_ms, evidence)


def _carried(carried: Carried) -> shapes.CarriedShape:
    return shapes.CarriedShape(carried.holds, carried.by, carried.no_models, _told(carried.unlabelled))


def _carried_from(shape: shapes.CarriedShape) -> Carried:
    return Carried(shape.holds, shape.by, shape.no_models, shape.unlabelled is True)


def _angle(angle: Angle) -> shapes.AngleShape:
    return shapes.AngleShape(
        group=angle.group,
        at_s=angle.at_s,
        rung=angle.rung,
        error_ms=angle.error_ms,
        evidence=list(angle.evidence),
    )


def _angle_from(shape: shapes.AngleShape) -> Angle:
    return Angle(shape.group, shape.at_s, shape.rung, shape.error_ms, tuple(shape.evidence))
