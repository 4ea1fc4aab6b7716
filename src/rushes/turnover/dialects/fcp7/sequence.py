"""Final Cut Pro 7 XML (xmeml 5), which Premiere Pro and DaVinci Resolve read best.

Written here and not by OpenTimelineIO's adapter, because that one writes no links, folds a picture and
a sound of equal times into one item, gives a file no size or sound channels, drops the notes of marks and
counts 29.97 as drop-frame whatever the clip does. Its reader is kept as a second opinion.

What editing systems are known to want: a ``<format>`` with size in the sequence (Resolve ignores the
sequence without it), each file defined once and then named by its id, one item for each sound channel
with its ``<sourcetrack>``, every item of a group linked to all of it and itself, percent-encoded
``file://localhost/`` URLs, and exact rates: 23.976 is timebase 24 with ntsc TRUE.

``start`` and ``end`` count frames of the film, and so do ``in`` and ``out``, from the clip's first frame.
Where a clip counts otherwise they are rounded: Premiere and Resolve read them as seconds of the clip times
the rate of the sequence, whatever rate stands by the item or its file (both were tried frame by frame by
ButterCut, pull request 133), and xmeml can name no sample rate. The exact place then stands in
``<pproTicksIn>``, as Premiere's own exports have it. ``<subframeoffset>`` is left out: nobody has said in
which unit it counts, and Premiere passes over it.
"""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.dialects.fcp7.elements import (
    path_url,
    put,
    put_rate,
    put_size,
    put_sound_shape,
    put_sounds,
    put_timecode,
    xml_rate,
)
from rushes.turnover.dialects.wording import legal
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import heard, is_heard, is_pair, sound_name
from rushes.turnover.model import Mark, MarkKind, Shot
from rushes.turnover.rulers import counted_at, first_frame, nearest, on_ruler
from rushes.turnover.shots import check_rate, film_start, named_rate, shots, tracks

_COLOURS: dict[MarkKind, tuple[int, int, int]] = {
    "standing": (245, 245, 245),
    "line": (72, 152, 86),
    "look": (250, 140, 32),
    "missing": (214, 43, 43),
}
_PREMIERE_COLOURS: dict[MarkKind, int] = {"look": 4280578025, "missing": 4281740498}
"""Premiere's own numbers for orange and red, as its exports write them; green, its default, has none."""

_LOOK_LABEL = "Mango"
"""The label colour by which Premiere shows, in the timeline, what needs a look."""

TICKS = 254_016_000_000
"""Premiere's ticks in a second: every frame and every sample is a whole number of them."""


def write(cut: Cut) -> bytes:
    """Write the cut as xmeml; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    root = ET.Element("xmeml", version="5")
    _Sequence(cut).into(root)
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n'
    return f"{head}{ET.tostring(root, encoding='unicode')}\n".encode()


def in_xml_rate(frame: int, rate: Fraction) -> int:
    """Return a frame on the ruler xmeml can name; itself unless the clip's rate has no name there."""
    return frame if named_rate(rate) else round(frame / rate * xml_rate(rate))


def file_start(clip: Clip, film: Fraction) -> int:
    """Return the timecode of a file's beginning in whole frames; a sound's begins inside that one."""
    if clip.is_sound:
        return first_frame(clip, film)
    return in_xml_rate(clip.start, clip.rate)


def file_rate(clip: Clip, film: Fraction) -> Fraction:
    """Return the rate of a file: its own, the nearest that xmeml can name, or for a sound the film's."""
    return xml_rate(counted_at(clip, film))


@dataclass(frozen=True)
class Lane:
    """One track of the sequence: picture (channel 0), or one sound channel of the clips on it.

    number: among the tracks of its kind, from 1. pair: one side of the two-channel clips, which go to
    tracks of their own, left and right; a mono clip in between would be heard on one side only.
    """

    number: int
    track: str
    channel: int
    shots: tuple[Shot, ...]
    pair: bool = False

    @property
    def name(self) -> str:
        """``V1``, ``A3``."""
        return f"{'A' if self.channel else 'V'}{self.number}"


def lanes(cut: Cut) -> tuple[Lane, ...]:
    """Return every track that the sequence needs: pictures, then all sound channels of all clips."""
    pictures = [track for track in tracks(cut) if track.startswith("V")]
    made = [Lane(number, track, 0, shots(cut, track)) for number, track in enumerate(pictures, start=1)]
    sides = [
        (track, channel, playing, pair)
        for track in tracks(cut)
        if not track.startswith("V")
        for channel, playing, pair in _channels(shots(cut, track))
    ]
    return (*made, *(Lane(number, *side) for number, side in enumerate(sides, start=1)))


def _channels(made: tuple[Shot, ...]) -> list[tuple[int, tuple[Shot, ...], bool]]:
    """Return (channel, the shots that have it, whether of a pair), pairs behind all others."""
    pairs = tuple(shot for shot in made if is_pair(shot.clip))
    singles = [shot for shot in made if shot.clip.channels and not is_pair(shot.clip)]
    widest = max((shot.clip.channels for shot in singles), default=0)
    alone = [
        (channel, tuple(shot for shot in singles if shot.clip.channels >= channel), False)
        for channel in range(1, widest + 1)
    ]
    return alone + ([(1, pairs, True), (2, pairs, True)] if pairs else [])


class _Sequence:
    """One sequence on its way to XML: ids are given out in order, each file is defined once."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.lanes = lanes(cut)
        self.groups = links(cut)
        self.marks, self.heard = shot_marks(cut), heard(cut)
        self.start, self.drop = film_start(cut)
        self.files: dict[str, str] = {}
        self.defined: set[str] = set()
        self.lengths: dict[str, int] = {}
        self.ids: dict[tuple[str, int], str] = {}
        self.together: dict[object, list[tuple[Lane, int, Shot]]] = {}
        for lane in self.lanes:
            for index, shot in enumerate(lane.shots, start=1):
                self.ids[lane.name, index] = f"clipitem-{len(self.ids) + 1}"
                self.together.setdefault(self._group(shot), []).append((lane, index, shot))
                known = self.lengths.get(shot.clip.file, shot.clip.frames)
                self.lengths[shot.clip.file] = max(known, shot.source.end)

    def _group(self, shot: Shot) -> object:
        return self.groups.get(shot.place, shot.place)

    def _length(self, clip: Clip, rate: Fraction) -> int:
        """Return how long a file is, or at least how far it is used, in frames at a rate."""
        return on_ruler(self.lengths[clip.file], clip, rate).__ceil__()

    def into(self, parent: ET.Element) -> None:
        """Add the sequence."""
        cut = self.cut
        sequence = ET.SubElement(parent, "sequence", id="sequence-1", explodedTracks="true")
        put(sequence, "name", legal(cut.title) or "First cut")
        put(sequence, "duration", cut.frames)
        put_rate(sequence, cut.rate)
        put_timecode(sequence, self.start, cut.rate, drop=self.drop)
        media = ET.SubElement(sequence, "media")
        video, audio = ET.SubElement(media, "video"), ET.SubElement(media, "audio")
        _put_format(video, cut)
        put(audio, "numOutputChannels", 2)
        put_sound_shape(ET.SubElement(audio, "format"), _sample_rate(cut))
        for lane in self.lanes:
            self._put_lane(audio if lane.channel else video, lane)
        for mark in film_marks(cut):
            _put_mark(sequence, mark, mark.at)

    def _put_lane(self, parent: ET.Element, lane: Lane) -> None:
        """Add a track; attributes tell Premiere which are the two sides of a pair and which are mono."""
        track = ET.SubElement(parent, "track")
        if lane.channel:
            track.set("currentExplodedTrackIndex", str(lane.channel - 1 if lane.pair else 0))
            track.set("totalExplodedTrackCount", "2" if lane.pair else "1")
            track.set("premiereTrackType", "Stereo" if lane.pair else "Mono")
        for index, shot in enumerate(lane.shots, start=1):
            self._put_item(track, lane, index, shot)
        off = bool(lane.shots) and all(shot.is_alternate for shot in lane.shots)
        put(track, "enabled", "FALSE" if off else "TRUE")
        put(track, "locked", "FALSE")
        if lane.pair:
            put(track, "outputchannelindex", lane.channel)

    def _put_item(self, track: ET.Element, lane: Lane, index: int, shot: Shot) -> None:
        clip = shot.clip
        item = ET.SubElement(track, "clipitem", id=self.ids[lane.name, index])
        if lane.channel:
            item.set("premiereChannelType", "stereo" if lane.pair else "mono")
        put(item, "masterclipid", self._file_id(clip).replace("file", "masterclip"))
        put(item, "name", legal(sound_name(clip, lane.channel)))
        put(item, "enabled", "TRUE" if is_heard(self.heard, shot, lane.channel) else "FALSE")
        put(item, "duration", self._length(clip, self.cut.rate))
        put_rate(item, self.cut.rate)
        _put_times(item, shot)
        self._put_file(item, clip)
        if lane.channel:
            source = ET.SubElement(item, "sourcetrack")
            put(source, "mediatype", "audio")
            put(source, "trackindex", lane.channel)
        self._put_links(item, shot)
        for mark in self.marks[shot.place] if lane.channel <= 1 else ():
            _put_mark(item, mark, nearest(on_ruler(mark.at, clip, self.cut.rate)))
        _put_logging(item, clip)
        if any(event.needs_look for event in shot.events):
            put(ET.SubElement(item, "labels"), "label2", _LOOK_LABEL)

    def _put_links(self, item: ET.Element, shot: Shot) -> None:
        """Name every item of the shot's group, itself among them; nothing for a shot that stands alone."""
        together = self.together[self._group(shot)]
        for lane, index, _ in together if len(together) > 1 else []:
            link = ET.SubElement(item, "link")
            put(link, "linkclipref", self.ids[lane.name, index])
            put(link, "mediatype", "audio" if lane.channel else "video")
            put(link, "trackindex", lane.number)
            put(link, "clipindex", index)
            if lane.channel:
                put(link, "groupindex", 1)

    def _file_id(self, clip: Clip) -> str:
        return self.files.setdefault(clip.file, f"file-{len(self.files) + 1}")

    def _put_file(self, item: ET.Element, clip: Clip) -> None:
        """Define the file where it comes first, and name it by its id from then on."""
        file = ET.SubElement(item, "file", id=self._file_id(clip))
        if clip.file in self.defined:
            return
        self.defined.add(clip.file)
        rate = file_rate(clip, self.cut.rate)
        put(file, "name", legal(clip.path.name))
        put(file, "pathurl", path_url(clip.path))
        put_rate(file, rate)
        put(file, "duration", self._length(clip, rate))
        drop = self.drop if clip.is_sound else clip.drop
        put_timecode(file, file_start(clip, self.cut.rate), rate, drop=drop, reel=clip.reel)
        media = ET.SubElement(file, "media")
        if clip.frames and not clip.is_sound:
            put_size(ET.SubElement(media, "video"), clip.rate, clip.width, clip.height)
        put_sounds(media, clip)


def _put_times(item: ET.Element, shot: Shot) -> None:
    """Write where a shot stands in the film and in its clip, both as long, since else it would be retimed."""
    first = nearest(on_ruler(shot.source.start, shot.clip, shot.record.rate))
    put(item, "start", shot.record.start)
    put(item, "end", shot.record.end)
    put(item, "in", first)
    put(item, "out", first + shot.record.frames)
    if shot.clip.rate != shot.record.rate:
        ticks = shot.source.start * TICKS / shot.clip.rate
        put(item, "pproTicksIn", round(ticks))
        put(item, "pproTicksOut", round(ticks + shot.record.seconds * TICKS))


def _sample_rate(cut: Cut) -> int:
    """Return the sample rate that most of the film's sound has."""
    seconds: dict[int, Fraction] = {}
    for shot in (shot for track in tracks(cut) for shot in shots(cut, track) if not shot.is_picture):
        seconds[shot.clip.sample_rate] = seconds.get(shot.clip.sample_rate, Fraction(0)) + shot.record.seconds
    return max(seconds, key=lambda rate: seconds[rate], default=0)


def _put_format(video: ET.Element, cut: Cut) -> None:
    """Give the sequence the size that most of the film was shot in; 1920 x 1080 when none is known."""
    seen: dict[tuple[int, int], int] = {}
    for shot in (shot for track in tracks(cut) for shot in shots(cut, track) if shot.is_picture):
        if shot.clip.width and shot.clip.height and not shot.is_alternate:
            size = (shot.clip.width, shot.clip.height)
            seen[size] = seen.get(size, 0) + shot.record.frames
    width, height = max(seen, key=lambda size: seen[size], default=(1920, 1080))
    put_size(ET.SubElement(video, "format"), cut.rate, width, height)


def _put_mark(parent: ET.Element, mark: Mark, at: int) -> None:
    """Add a mark of one instant, which xmeml writes as an out of -1."""
    element = ET.SubElement(parent, "marker")
    put(element, "comment", legal(mark.note))
    put(element, "name", legal(mark.name))
    put(element, "in", at)
    put(element, "out", -1)
    if mark.kind in _PREMIERE_COLOURS:
        put(element, "pproColor", _PREMIERE_COLOURS[mark.kind])
    colour = ET.SubElement(element, "color")
    for part, amount in zip(("alpha", "red", "green", "blue"), (0, *_COLOURS[mark.kind]), strict=True):
        put(colour, part, amount)


def _put_logging(item: ET.Element, clip: Clip) -> None:
    """Tell scene, take, whether it was circled and what was noted, in the fields that bins show."""
    logging = ET.SubElement(item, "logginginfo")
    put(logging, "scene", legal(clip.slate.scene or ""))
    put(logging, "shottake", legal(clip.slate.label))
    if clip.notes:
        put(logging, "lognote", legal("; ".join(f"{note.text} ({note.by})" for note in clip.notes)))
    put(logging, "good", "TRUE" if clip.slate.circled else "FALSE")
