"""A cut as a project of Shotcut: MLT XML, which Kdenlive and `melt` read too.

What these are known to want: a profile with the exact rate; every file a chain with ``avformat-novalidate``,
so that a file that is not there spoils nothing else; ``main_bin``, which is Shotcut's playlist; a black
track below all others, as long as the film; for each track a playlist whose clips and blanks follow each
other; for each track a transition that mixes its sound with the others', and for each picture one that lays
it over those below. Marks are Shotcut's markers. All places are frames of the film from 0.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from math import gcd

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.alternates import on_tracks
from rushes.turnover.dialects.mlt.channels import chosen
from rushes.turnover.dialects.mlt.clips import (
    FILM_DROP,
    FILM_START,
    NO_STREAM,
    OURS,
    Property,
    caption,
    comment,
    length,
    of_file,
    put,
    put_channel,
    resource,
    slate,
)
from rushes.turnover.dialects.mlt.lanes import Lane, lanes
from rushes.turnover.dialects.mlt.marking import guides, put_markers, told_marks
from rushes.turnover.dialects.mlt.times import first_frame
from rushes.turnover.dialects.wording import one_line
from rushes.turnover.links import links
from rushes.turnover.marks import shot_marks
from rushes.turnover.model import Mark, Place, Shot
from rushes.turnover.shots import check_rate, film_start

VERSION = "7.12.0"
"""The MLT that reads what is written here back in our tests."""

KDENLIVE = "1.04"
"""The version of Kdenlive's documents without which it does not believe that a file is one."""

_INTERNAL = "237"
"""By which Kdenlive knows a transition that belongs to the tracks and is not to be shown as one."""


def write(cut: Cut) -> bytes:
    """Write the cut as MLT XML; `BrokenCut` or `NobodyCountsSo` when it is no timeline."""
    check_rate(cut.rate)
    root = ET.Element("mlt", LC_NUMERIC="C", version=VERSION, title=title(cut), producer="main_bin")
    _Project(cut).into(root)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def title(cut: Cut) -> str:
    """Return what the project is called."""
    return one_line(cut.title) or "First cut"


class _Project:
    """One project on its way to XML."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.rate = cut.rate
        whole = on_tracks(cut)
        self.lanes, self.channels = lanes(whole), chosen(whole)
        self.groups = links(cut)
        self.marks: Mapping[Place, tuple[Mark, ...]] = shot_marks(cut)
        self.told = told_marks(cut, self.lanes, self.marks)
        self.start, self.drop = film_start(cut)
        self.frames = max(1, cut.frames)
        self.bin = {clip.file: f"bin{number}" for number, clip in enumerate(_known(cut), start=1)}
        self.numbers = {file: str(number) for number, file in enumerate(self.bin, start=2)}
        self.used = _used(self.lanes)
        self.written: set[str] = set()

    def into(self, root: ET.Element) -> None:
        """Add everything; whatever is named stands before who names it."""
        self._put_profile(root)
        for clip in _known(self.cut):
            self._put_chain(root, self.bin[clip.file], clip, self._of_bin(clip))
        self._put_bin(root)
        self._put_black(root)
        for lane in self.lanes:
            self._put_lane(root, lane)
        self._put_tractor(root)

    def _put_profile(self, root: ET.Element) -> None:
        width, height = _size(self.lanes)
        part = gcd(width, height)
        told = {
            "description": "automatic",
            "width": width,
            "height": height,
            "progressive": 1,
            "sample_aspect_num": 1,
            "sample_aspect_den": 1,
            "display_aspect_num": width // part,
            "display_aspect_den": height // part,
            "frame_rate_num": self.rate.numerator,
            "frame_rate_den": self.rate.denominator,
            "colorspace": 709,
        }
        ET.SubElement(root, "profile", {name: str(value) for name, value in told.items()})

    def _put_chain(self, root: ET.Element, name: str, clip: Clip, told: Iterator[Property]) -> ET.Element:
        long = length(clip, self.rate, self.used.get(clip.file, 0))
        chain = ET.SubElement(root, "chain", {"id": name, "in": "0", "out": str(long - 1)})
        put(chain, "length", long)
        put(chain, "eof", "pause")
        put(chain, "resource", resource(clip))
        put(chain, "mlt_service", "avformat-novalidate")
        put(chain, "seekable", 1)
        put(chain, "kdenlive:id", self.numbers[clip.file])
        for key, value in (*told, *of_file(clip, self.rate, drop=self.drop)):
            if value or key == "shotcut:caption":
                put(chain, key, value)
        return chain

    def _of_bin(self, clip: Clip) -> Iterator[Property]:
        if clip.is_sound:
            yield "video_index", NO_STREAM
        elif not clip.channels:
            yield "audio_index", NO_STREAM
        yield "shotcut:caption", one_line(clip.name)
        yield "kdenlive:clipname", one_line(clip.name)
        yield "shotcut:comment", slate(clip)

    def _put_bin(self, root: ET.Element) -> None:
        playlist = ET.SubElement(root, "playlist", id="main_bin")
        put(playlist, "xml_retain", 1)
        put(playlist, "kdenlive:docproperties.version", KDENLIVE)
        put(playlist, "kdenlive:docproperties.kdenliveversion", "22.12.3")
        put(playlist, "kdenlive:docproperties.decimalPoint", ".")
        put(playlist, "kdenlive:docproperties.guides", guides(self.told))
        for clip in _known(self.cut):
            out = length(clip, self.rate, self.used.get(clip.file, 0)) - 1
            _put_entry(playlist, self.bin[clip.file], 0, out)

    def _put_black(self, root: ET.Element) -> None:
        black = ET.SubElement(root, "producer", {"id": "black", "in": "0", "out": str(self.frames - 1)})
        told = {
            "length": self.frames,
            "eof": "pause",
            "resource": "0",
            "aspect_ratio": 1,
            "mlt_service": "color",
            "mlt_image_format": "rgba",
            "set.test_audio": 0,
            FILM_START: self.start,
            FILM_DROP: int(self.drop),
        }
        for name, value in told.items():
            put(black, name, value)
        playlist = ET.SubElement(root, "playlist", id="background")
        _put_entry(playlist, "black", 0, self.frames - 1)

    def _put_lane(self, root: ET.Element, lane: Lane) -> None:
        for number, shot in enumerate(lane.shots, start=1):
            name = self._chain(lane, number, shot)
            if name not in self.written:
                self.written.add(name)
                chain = self._put_chain(root, name, shot.clip, self._of_shot(shot))
                if not lane.is_picture and shot.place in self.channels:
                    put_channel(chain, self.channels[shot.place])
        playlist = ET.SubElement(root, "playlist", id=lane.name)
        put(playlist, "shotcut:video" if lane.is_picture else "shotcut:audio", 1)
        put(playlist, "shotcut:name", _called(lane))
        put(playlist, "kdenlive:track_name", _called(lane))
        if not lane.is_picture:
            put(playlist, "kdenlive:audio_track", 1)
        at = 0
        for number, shot in enumerate(lane.shots, start=1):
            if shot.record.start > at:
                ET.SubElement(playlist, "blank", length=str(shot.record.start - at))
            first = first_frame(shot)
            entry = _put_entry(
                playlist, self._chain(lane, number, shot), first, first + shot.record.frames - 1
            )
            put(entry, "kdenlive:id", self.numbers[shot.clip.file])
            if shot.place in self.groups:
                put(entry, "shotcut:group", self.groups[shot.place])
            at = shot.record.end

    def _chain(self, lane: Lane, number: int, shot: Shot) -> str:
        """Return the name of a shot's chain: its own; of choices not taken one for each file.

        melt and Shotcut take the square of their number to open a project.
        """
        return f"not-chosen-{self.bin[shot.clip.file]}" if shot.is_alternate else f"{lane.name}-{number}"

    def _of_shot(self, shot: Shot) -> Iterator[Property]:
        yield ("audio_index" if shot.is_picture else "video_index"), NO_STREAM
        yield "shotcut:caption", caption(shot)
        yield "shotcut:comment", comment(shot, self.marks.get(shot.place, ()))
        if shot.clip.is_sound:
            yield f"{OURS}samples", str(shot.source.start)

    def _put_tractor(self, root: ET.Element) -> None:
        tractor = ET.SubElement(
            root, "tractor", {"id": "film", "title": title(self.cut), "in": "0", "out": str(self.frames - 1)}
        )
        put(tractor, "shotcut", 1)
        put(tractor, "shotcut:projectAudioChannels", 2)
        put(tractor, "shotcut:projectFolder", 0)
        put(tractor, "shotcut:projectNote", one_line(self.cut.standing))
        put_markers(tractor, self.told)
        ET.SubElement(tractor, "track", producer="background")
        for lane in self.lanes:
            track = ET.SubElement(tractor, "track", producer=lane.name)
            if lane.off or not lane.is_picture:
                track.set("hide", "both" if lane.off else "video")
        for number, lane in enumerate(self.lanes, start=1):
            _put_mix(tractor, number)
            if lane.is_picture:
                _put_over(tractor, number)


def _put_entry(playlist: ET.Element, producer: str, first: int, last: int) -> ET.Element:
    return ET.SubElement(playlist, "entry", {"producer": producer, "in": str(first), "out": str(last)})


def _put_mix(tractor: ET.Element, number: int) -> None:
    """Let a track be heard with all others."""
    mix = ET.SubElement(tractor, "transition", id=f"mix{number}")
    told = {"a_track": 0, "b_track": number, "mlt_service": "mix", "always_active": 1, "sum": 1}
    for name, value in (told | {"internal_added": _INTERNAL}).items():
        put(mix, name, value)


def _put_over(tractor: ET.Element, number: int) -> None:
    """Let a picture be seen above those below it; the lowest lies on the black by itself."""
    over = ET.SubElement(tractor, "transition", id=f"over{number}")
    lowest = number == 1
    told = {"a_track": 0 if lowest else 1, "b_track": number, "mlt_service": "qtblend", "compositing": 0}
    for name, value in (told | {"disable": int(lowest), "internal_added": _INTERNAL}).items():
        put(over, name, value)


def _called(lane: Lane) -> str:
    if not lane.off:
        return lane.name
    return f"{lane.name} {'not chosen' if lane.is_picture else 'in the mix'}"


def _known(cut: Cut) -> tuple[Clip, ...]:
    """Return the clips of the cut, each file once."""
    return tuple({clip.file: clip for clip in cut.clips}.values())


def _used(made: tuple[Lane, ...]) -> dict[str, int]:
    """Return how far each file is played, in frames of the film."""
    used: dict[str, int] = {}
    for lane in made:
        for shot in lane.shots:
            end = first_frame(shot) + shot.record.frames
            used[shot.clip.file] = max(end, used.get(shot.clip.file, 0))
    return used


def _size(made: tuple[Lane, ...]) -> tuple[int, int]:
    """Return the size that most of the film was shot in, of square pixels and even; else 1920 x 1080."""
    seen: dict[tuple[int, int], int] = {}
    for shot in (shot for lane in made if lane.is_picture and not lane.off for shot in lane.shots):
        width, height = shot.clip.seen
        if width > 1 and height > 1:
            size = width - width % 2, height - height % 2
            seen[size] = seen.get(size, 0) + shot.record.frames
    return max(seen, key=lambda size: seen[size], default=(1920, 1080))
