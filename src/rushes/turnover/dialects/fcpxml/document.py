"""Final Cut Pro's own XML, version 1.10, which DaVinci Resolve reads too.

What editing systems are known to want: exact rational times, every edit of the film on one of its
frames; a source that starts at the file's own timecode; percent-encoded ``file:///`` URLs; the elements of a
clip in the order of the document type, without which Final Cut refuses the whole file; ``audioLayout`` mono,
stereo or surround. It knows no tracks and no marks of the timeline: see `storyline`.

The choices not taken stand in an audition, the chosen one first. A clip of another rate is not scaled to the
film's (``scaleEnabled="0"``): it plays at its own speed. Who speaks is a role, ``dialogue.WILL``, and so is
each microphone of a recorder's file. Cameras that rolled together lie as multicam clips beside the project;
the timeline itself names plain files, which every reader of it finds.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Alternate, Cut
from rushes.footage.model import Clip
from rushes.turnover.dialects.fcpxml.cameras import put_groups
from rushes.turnover.dialects.fcpxml.resources import Resources
from rushes.turnover.dialects.fcpxml.roles import role_of_channel, role_of_shot, speakers
from rushes.turnover.dialects.fcpxml.storyline import (
    SCENE,
    Noted,
    Piece,
    lane,
    noted,
    others,
    source_s,
    storyline,
)
from rushes.turnover.dialects.fcpxml.times import CONFORMED, spelled
from rushes.turnover.dialects.wording import legal
from rushes.turnover.marks import shot_marks
from rushes.turnover.microphones import Voice, heard, is_heard, is_pair, sound_name
from rushes.turnover.model import Mark, Place, Shot
from rushes.turnover.options import AS_SHOT, Leaving
from rushes.turnover.shots import all_shots, check_rate, film_start

VERSION = "1.10"
_AUDIO_RATES = {
    32000: "32k",
    44100: "44.1k",
    48000: "48k",
    88200: "88.2k",
    96000: "96k",
    176400: "176.4k",
    192000: "192k",
}


def write(cut: Cut, leaving: Leaving = AS_SHOT) -> bytes:
    """Write the cut as FCPXML; `BrokenCut` or `NobodyCountsSo` when it is no timeline.

    Of `leaving` the lined script counts, which knows who speaks; the files are named whole in any case.
    """
    check_rate(cut.rate)
    root = ET.Element("fcpxml", version=VERSION)
    resources = Resources(cut)
    root.append(resources.element)
    event = ET.SubElement(ET.SubElement(root, "library"), "event", name=title(cut))
    project = ET.SubElement(event, "project", name=title(cut))
    _Story(cut, resources, leaving).into(project)
    put_groups(event, cut, resources)
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n\n'
    return f"{head}{ET.tostring(root, encoding='unicode')}\n".encode()


def title(cut: Cut) -> str:
    """Return what the project is called."""
    return legal(cut.title) or "First cut"


@dataclass(frozen=True)
class _At:
    """Where an element hangs: its attributes ``lane`` and ``offset``."""

    offset: str
    lane: int = 0

    def onto(self, element: ET.Element) -> ET.Element:
        if self.lane:
            element.set("lane", str(self.lane))
        element.set("offset", self.offset)
        return element


class _Story:
    """The sequence of one cut on its way to XML."""

    def __init__(self, cut: Cut, resources: Resources, leaving: Leaving) -> None:
        self.cut, self.resources = cut, resources
        self.rate = cut.rate
        self.start, self.drop = film_start(cut)
        self.clips = {clip.file: clip for clip in cut.clips}
        self.marks: Mapping[Place, tuple[Mark, ...]] = shot_marks(cut)
        self.heard: Mapping[Place, Voice] = heard(cut)
        self.speakers = speakers(leaving.lined)
        self.headings = leaving.lined.headings if leaving.lined else {}

    def into(self, project: ET.Element) -> None:
        """Add the sequence."""
        pieces = storyline(self.cut)
        sequence = ET.SubElement(project, "sequence", format=self.resources.sequence_format)
        sequence.set("duration", self._spelled(pieces[-1].record.end / self.rate))
        sequence.set("tcStart", self._spelled(self.start / self.rate))
        sequence.set("tcFormat", "DF" if self.drop else "NDF")
        sequence.set("audioLayout", "stereo")
        sequence.set("audioRate", _audio_rate(self.cut))
        ET.SubElement(sequence, "note").text = legal(self.cut.standing)
        spine = ET.SubElement(sequence, "spine")
        for piece in pieces:
            self._put_piece(spine, piece)

    def _spelled(self, seconds: Fraction) -> str:
        return spelled(seconds, self.rate)

    def _put_piece(self, spine: ET.Element, piece: Piece) -> None:
        at = _At(self._spelled((self.start + piece.record.start) / self.rate))
        if piece.shot is None:
            element = at.onto(ET.SubElement(spine, "gap", name="Gap"))
            element.set("start", self._spelled(piece.start_s))
            element.set("duration", self._spelled(piece.record.seconds))
            self._fill(element, piece.connected, piece, piece.marks, piece.chapters)
        else:
            marks = (*noted(piece.shot, self.marks[piece.shot.place]), *piece.marks)
            element = self._put_shot(spine, piece.shot, at, piece.own_sound)
            self._fill(element, piece.connected, piece, marks, piece.chapters)
            self._finish(element, piece.shot, piece.own_sound)

    def _fill(
        self,
        element: ET.Element,
        connected: Iterable[Shot],
        piece: Piece,
        marks: Iterable[Noted],
        chapters: Iterable[tuple[Fraction, str]],
    ) -> None:
        """Add what is connected to an element, then its marks, each in order of time."""
        for shot in connected:
            at = _At(self._spelled(piece.own_time(shot.record.start)), lane(shot.track))
            child = self._put_shot(element, shot, at, None)
            self._put_marks(child, noted(shot, self.marks[shot.place]), ())
            self._finish(child, shot, None)
        self._put_marks(element, marks, chapters)

    def _put_shot(self, parent: ET.Element, shot: Shot, at: _At, own_sound: Shot | None) -> ET.Element:
        """Add a shot, in an audition where there was a choice; return the clip of what was chosen."""
        instead = others(shot, self.clips) if shot.is_picture else ()
        if not instead:
            return self._put_clip(parent, shot, at, own_sound)
        audition = at.onto(ET.SubElement(parent, "audition"))
        chosen = self._put_clip(audition, shot, None, own_sound)
        for alternate in instead:
            self._put_other(audition, alternate, with_sound=own_sound is not None)
        return chosen

    def _put_clip(self, parent: ET.Element, shot: Shot, at: _At | None, own_sound: Shot | None) -> ET.Element:
        clip = shot.clip
        name = clip.name if shot.is_picture else sound_name(clip)
        element = self._asset_clip(parent, clip, name, (source_s(shot), shot.record.seconds), at)
        if not is_heard(self.heard, shot):
            element.set("enabled", "0")
        if shot.is_picture:
            element.set("srcEnable", "all" if own_sound or not clip.channels else "video")
        elif clip.frames and not clip.is_sound:
            element.set("srcEnable", "audio")
        if own_sound is not None and (own_sound.record, own_sound.source) != (shot.record, shot.source):
            element.set("audioStart", self._clip_time(source_s(own_sound), clip))
            element.set("audioDuration", self._spelled(own_sound.record.seconds))
        sounding = own_sound if shot.is_picture else shot
        if sounding is not None and clip.channels:
            element.set("audioRole", role_of_shot(sounding, self.speakers))
        if notes := "; ".join(f"{note.text} ({note.by})" for note in clip.notes):
            _first(element, "note").text = legal(notes)
        return element

    def _put_other(self, audition: ET.Element, alternate: Alternate, *, with_sound: bool) -> None:
        """Add what was not chosen, as long as it is in the film, with the reasons against it."""
        clip, span = self.clips[alternate.file], alternate.span
        frames = max(1, round(span.seconds * self.rate))
        when = (clip.start + span.start) / clip.rate, frames / self.rate
        element = self._asset_clip(audition, clip, clip.name, when, None)
        element.set("srcEnable", "all" if with_sound or not clip.channels else "video")
        why = "; ".join(f"{one.name} {one.worth:+.1f} ({one.fact})" for one in alternate.reasons)
        alone = "" if with_sound else " Picture alone: the sound of what was chosen stays."
        _first(element, "note").text = legal(
            f"Not chosen: worth {alternate.worth:+.1f}. {why}{alone}"
        ).strip()

    def _asset_clip(
        self, parent: ET.Element, clip: Clip, name: str, when: tuple[Fraction, Fraction], at: _At | None
    ) -> ET.Element:
        """Add a clip of one file; when: where it begins in the file's own time and how long it lasts."""
        element = ET.SubElement(parent, "asset-clip", ref=self.resources.asset(clip))
        if at is not None:
            at.onto(element)
        element.set("name", legal(name))
        element.set("start", self._clip_time(when[0], clip))
        element.set("duration", self._spelled(when[1]))
        if not clip.is_sound and clip.frames:
            element.set("format", self.resources.format_of(clip))
        element.set("tcFormat", "DF" if (self.drop if clip.is_sound else clip.drop) else "NDF")
        if not clip.is_sound and clip.rate != self.rate:
            conform = ET.SubElement(element, "conform-rate", scaleEnabled="0")
            if called := CONFORMED.get(clip.rate):
                conform.set("srcFrameRate", called)
        return element

    def _clip_time(self, seconds: Fraction, clip: Clip) -> str:
        return spelled(seconds, self.rate if clip.is_sound else clip.rate)

    def _put_marks(
        self, element: ET.Element, marks: Iterable[Noted], chapters: Iterable[tuple[Fraction, str]]
    ) -> None:
        """Add marks; what needs a look and what is missing is to be done."""
        lasts = self._spelled(1 / self.rate)
        for at_s, name in chapters:
            told = ET.SubElement(element, "chapter-marker", start=self._spelled(at_s), duration=lasts)
            told.set("value", legal(name))
            if heading := self.headings.get(name.removeprefix(SCENE)):
                told.set("note", legal(heading))
        for one in sorted(marks, key=lambda one: one.at_s):
            told = ET.SubElement(element, "marker", start=self._spelled(one.at_s), duration=lasts)
            told.set("value", legal(one.mark.name))
            if one.mark.kind in {"look", "missing"}:
                told.set("completed", "0")
            if one.mark.note:
                told.set("note", legal(one.mark.note))

    def _finish(self, element: ET.Element, shot: Shot, own_sound: Shot | None) -> None:
        """Add what stands behind the marks: that a take was circled, and the channels of its sound."""
        clip = shot.clip
        if shot.is_picture and clip.slate.circled:
            when = {"start": element.attrib["start"], "duration": element.attrib["duration"]}
            ET.SubElement(element, "keyword", when, value="Circled")
        sounding = own_sound if shot.is_picture else shot
        if sounding is None or clip.channels < 2:
            return
        if is_pair(clip):
            ET.SubElement(element, "audio-channel-source", srcCh="1, 2", outCh="L, R")
            return
        for channel in range(1, clip.channels + 1):
            source = ET.SubElement(element, "audio-channel-source", srcCh=str(channel))
            source.set("role", role_of_channel(sounding, channel, self.speakers))
            if not is_heard(self.heard, sounding, channel):
                source.set("enabled", "0")


def _first(element: ET.Element, tag: str) -> ET.Element:
    """Add a child in front of all others."""
    child = ET.Element(tag)
    element.insert(0, child)
    return child


def _audio_rate(cut: Cut) -> str:
    """Return the sample rate that most of the film's sound has, if a sequence can have it."""
    seconds: dict[str, Fraction] = {}
    for shot in all_shots(cut):
        if not shot.is_picture and (called := _AUDIO_RATES.get(shot.clip.sample_rate)):
            seconds[called] = seconds.get(called, Fraction(0)) + shot.record.seconds
    return max(seconds, key=lambda called: seconds[called], default="48k")
