"""OpenTimelineIO, in two shapes: as its specification has it, and as DaVinci Resolve takes it.

Measured by others on Resolve: a file is refused without a word unless clips are Clip.2, source frames
are absolute timecode, and target_url is a bare path; links and sound channels travel in its own
``Resolve_OTIO`` metadata, and its own files pad every track with gaps to the film's length. The
specification calls target_url a URL, and tools that hold to it stumble over a bare path with a space, a
``#`` or a ``%``; so the plain shape has URLs, no metadata of a stranger, and tracks that end where they
end. Clip.2 and absolute source frames are in both.

Times are whole frames; a rate is the float nearest to its fraction (24000/1001 is 23.976023976023978),
and the fraction itself stands in the metadata under ``rushes``. A clip's source begins at its own rate;
its duration counts frames of the film, so that no join can fall between frames. A sound's source begins
between two frames of the film, as a number with a fraction: whoever reads seconds has it to the sample, and
whoever reads frames is at most half of one off; a rate of 48,000 would be taken for one of pictures. The
samples themselves stand in the metadata. The choices not taken are further media references; the active
one is ``DEFAULT_MEDIA``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from rushes.cut.model import Cut, Event
from rushes.footage.model import Angle, Behind, Clip
from rushes.timecode import Span, rate_text
from rushes.turnover.dialects.wording import bare_path, file_url, legal
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import Voice, heard, is_heard, is_pair, sound_name
from rushes.turnover.model import Mark, Place, Shot
from rushes.turnover.options import AS_SHOT, Leaving, handles
from rushes.turnover.rulers import counted_at, on_ruler, source_in
from rushes.turnover.shots import check_rate, film_start, shots, tracks

ACTIVE = "DEFAULT_MEDIA"
_COLOURS = {
    "standing": otio.schema.MarkerColor.WHITE,
    "line": otio.schema.MarkerColor.GREEN,
    "look": otio.schema.MarkerColor.ORANGE,
    "missing": otio.schema.MarkerColor.RED,
}
_SOUND_KINDS = {1: "Mono", 2: "Stereo"}
"""Resolve's names for a track by its channels; for wider clips it is left to choose."""


@dataclass(frozen=True)
class Shape:
    """For whom a file is written. resolve: with what DaVinci Resolve needs. url: how it names a file."""

    resolve: bool
    url: Callable[[Path], str]


RESOLVE = Shape(resolve=True, url=bare_path)
PLAIN = Shape(resolve=False, url=lambda path: file_url(path, host=""))


def write(cut: Cut, leaving: Leaving = AS_SHOT, shape: Shape = RESOLVE) -> bytes:
    """Write the cut as an .otio file; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    start, drop = film_start(cut)
    film = otio.schema.Timeline(legal(cut.title), global_start_time=_time(start, cut.rate))
    if shape.resolve:
        film.metadata["Resolve_OTIO"] = {"Resolve OTIO Meta Version": "1.0"}
    film.metadata["rushes"] = {"taste": legal(cut.taste), "rate": rate_text(cut.rate), "drop": drop}
    told = _Told(
        links(cut), shot_marks(cut), {clip.file: clip for clip in cut.clips}, heard(cut), leaving, shape
    )
    film.tracks.extend(_track(cut, track, told) for track in tracks(cut))
    film.tracks.markers.extend(_marker(mark, mark.at, cut.rate) for mark in film_marks(cut))
    text: str = otio.adapters.write_to_string(film, "otio_json", indent=2)
    return text.encode()


@dataclass(frozen=True)
class _Told:
    """What the clips of a timeline tell besides themselves."""

    groups: dict[Place, int]
    marks: dict[Place, tuple[Mark, ...]]
    clips: dict[str, Clip]
    heard: Mapping[Place, Voice]
    leaving: Leaving
    shape: Shape


def holdable(made: Iterable[Shot]) -> list[Shot]:
    """Leave out sound of clips that have none."""
    return [shot for shot in made if shot.is_picture or shot.clip.channels]


def _time(frame: int | Fraction, rate: Fraction) -> RationalTime:
    return RationalTime(float(frame), float(rate))


def _range(start: int | Fraction, start_rate: Fraction, frames: int | Fraction, rate: Fraction) -> TimeRange:
    return TimeRange(_time(start, start_rate), _time(frames, rate))


def _track(cut: Cut, name: str, told: _Told) -> otio.schema.Track:
    """Return one track, with gaps wherever nothing plays; for Resolve to the film's end."""
    picture = name.startswith("V")
    kind = otio.schema.TrackKind.Video if picture else otio.schema.TrackKind.Audio
    made, position = holdable(shots(cut, name)), 0
    track = otio.schema.Track(f"{_called(made, picture=picture)} {name[1:]}", kind=kind)
    for shot in made:
        track.extend(_gap(shot.record.start - position, cut.rate))
        track.append(_clip(cut, shot, told))
        position = shot.record.end
    if told.shape.resolve:
        track.extend(_gap(cut.frames - position, cut.rate))
        sound = {} if picture else {"SoloOn": False} | _sound_kind([shot.clip for shot in made])
        track.metadata["Resolve_OTIO"] = {"Locked": False} | sound
    return track


def _sound_kind(clips: Iterable[Clip]) -> dict[str, object]:
    """Return Resolve's name for a track of sound; two microphones of a recorder are no left and right."""
    known = list(clips)
    widest = max((clip.channels for clip in known), default=0)
    microphones = widest == 2 and not all(is_pair(clip) for clip in known if clip.channels == 2)
    return {"Audio Type": _SOUND_KINDS[widest]} if widest in _SOUND_KINDS and not microphones else {}


def _gap(frames: int, rate: Fraction) -> list[otio.schema.Gap]:
    return [otio.schema.Gap(source_range=_range(0, rate, frames, rate))] if frames else []


def _called(made: Sequence[Shot], *, picture: bool) -> str:
    """Return what a track is called before its number: room tone has tracks of its own."""
    tone = bool(made) and all(event.shows == "tone" for shot in made for event in shot.events)
    return "Video" if picture else "Room tone, Audio" if tone else "Audio"


def _clip(cut: Cut, shot: Shot, told: _Told) -> otio.schema.Clip:
    counted = counted_at(shot.clip, cut.rate)
    source = _range(source_in(shot), counted, shot.record.frames, cut.rate)
    clip = otio.schema.Clip(legal(sound_name(shot.clip)), source_range=source)
    references = {ACTIVE: _reference(shot.clip, cut.rate, told.shape)}
    if shot.is_picture:
        references |= _alternates(told, shot)
    clip.set_media_references(references, ACTIVE)
    clip.enabled = is_heard(told.heard, shot)
    clip.markers.extend(
        _marker(mark, on_ruler(shot.clip.start + mark.at, shot.clip, counted), counted)
        for mark in told.marks[shot.place]
    )
    clip.metadata["rushes"] = {
        "source": _span(shot.source),
        "record": _span(shot.record),
        "link_group": told.groups.get(shot.place),
        "events": [_event(event) for event in shot.events],
    }
    if told.leaving.handles:
        before, after = handles(shot, told.leaving.handles)
        clip.metadata["rushes"]["handles"] = {"before": before, "after": after}
    if shot.is_picture and shot.clip.behind:
        clip.metadata["rushes"]["behind"] = [_behind(behind) for behind in shot.clip.behind]
    if shot.is_picture and shot.clip.angle:
        angle = shot.clip.angle
        clip.metadata["rushes"]["angle"] = {"group": legal(angle.group), "at_s": angle.at_s} | _brought(angle)
    if told.shape.resolve:
        clip.metadata["Resolve_OTIO"] = _resolve(shot, told.groups.get(shot.place))
    return clip


def _resolve(shot: Shot, group: int | None) -> dict[str, object]:
    """Return what Resolve reads of a clip: its link group, and for sound its channels."""
    told: dict[str, object] = {} if group is None else {"Link Group ID": group}
    if not shot.is_picture:
        channels = range(shot.clip.channels)
        told["Channels"] = [{"Source Channel ID": number, "Source Track ID": 0} for number in channels]
    return told


def _behind(behind: Behind) -> dict[str, object]:
    """Return which recording lies behind a picture, where, and by what that is known."""
    place = {"file": legal(behind.sound.file), "at_s": behind.at_s, "drift_ppm": behind.drift_ppm}
    return place | _brought(behind)


def _brought(together: Behind | Angle) -> dict[str, object]:
    evidence = [legal(sentence) for sentence in together.evidence]
    return {"rung": together.rung, "error_ms": together.error_ms, "evidence": evidence}


def _reference(clip: Clip, film: Fraction, shape: Shape) -> otio.schema.ExternalReference:
    """Return a clip's file with all its frames, which are the handles of every shot."""
    rate = counted_at(clip, film)
    whole = _range(on_ruler(clip.start, clip, rate), rate, on_ruler(clip.frames, clip, rate), rate)
    reference = otio.schema.ExternalReference(shape.url(clip.path), whole if clip.frames else None)
    reference.name = legal(clip.path.name)
    reference.metadata["rushes"] = {
        "file": legal(clip.file),
        "sha256": clip.sha256,
        "rate": rate_text(clip.rate),
        "start_timecode": clip.start_timecode,
        "reel": legal(clip.reel) if clip.reel else None,
        "channels": clip.channels,
        "scene": clip.slate.scene,
        "setup": clip.slate.setup,
        "take": clip.slate.take,
        "camera": clip.slate.camera,
        "circled": clip.slate.circled,
    }
    if clip.notes or clip.lens:
        notes = [{"by": note.by, "text": legal(note.text)} for note in clip.notes]
        reference.metadata["rushes"].update({"notes": notes, "lens": legal(clip.lens)})
    if clip.is_sound:
        told = {"is_sound": True, "start_sample": clip.start, "samples": clip.frames}
        reference.metadata["rushes"].update(told | {"tracks": [legal(track) for track in clip.tracks]})
    return reference


def _alternates(told: _Told, shot: Shot) -> dict[str, otio.schema.ExternalReference]:
    """Return the choices not taken as further media: ``1.4 alternate 2`` and where it begins in it."""
    references: dict[str, otio.schema.ExternalReference] = {}
    for event in shot.events:
        for number, alternate in enumerate(event.alternates, start=1):
            if alternate.file in told.clips:
                reference = _reference(told.clips[alternate.file], shot.record.rate, told.shape)
                reference.metadata["rushes"]["source"] = _span(alternate.span)
                reference.metadata["rushes"]["worth"] = round(alternate.worth, 4)
                references[f"{event.line} alternate {number}"] = reference
    return references


def _event(event: Event) -> dict[str, object]:
    return {
        "line": event.line,
        "shows": event.shows,
        "leads": event.leads,
        "source": _span(event.source),
        "record": _span(event.record),
        "confidence": round(event.confidence, 4),
        "needs_look": event.needs_look,
        "look_because": [legal(text) for text in event.look_because],
        "reasons": [
            {"name": legal(reason.name), "worth": round(reason.worth, 4), "fact": legal(reason.fact)}
            for reason in event.reasons
        ],
    }


def _span(span: Span) -> dict[str, object]:
    return {"in": span.start, "out": span.end, "rate": rate_text(span.rate)}


def _marker(mark: Mark, frame: int | Fraction, rate: Fraction) -> otio.schema.Marker:
    marker = otio.schema.Marker(
        legal(mark.name), _range(frame, rate, 1, rate), _COLOURS[mark.kind], comment=legal(mark.note)
    )
    marker.metadata["rushes"] = {"kind": mark.kind}
    return marker
