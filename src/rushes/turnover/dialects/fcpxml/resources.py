"""What a document defines before it tells a story: formats, assets, and groups of cameras.

Each file is one asset, picture and sound together: DaVinci Resolve makes two clips of two assets. It lasts as
long as the file, which is the handles of every shot, and its start is the file's own timecode. It is called
as the file is, ending and all, which Resolve goes by where a path is dead. It has no ``uid``: Final Cut makes
that itself, and one of ours would clash with what its library has, or between two copies of one card.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.dialects.fcpxml.times import format_name, frame_duration, spelled
from rushes.turnover.dialects.wording import file_url, legal
from rushes.turnover.shots import all_shots

REEL = "com.apple.proapps.studio.reel"
SCENE, TAKE, ANGLE = (f"com.apple.proapps.studio.{what}" for what in ("scene", "shot", "angle"))
HASH = "org.rushes.sha256"
UNKNOWN_SIZE = (1920, 1080)


class Resources:
    """The resources of one document on their way to XML: ids are given out in order, each thing once."""

    def __init__(self, cut: Cut) -> None:
        """Begin with the format of the film: the size that most of it was shot in."""
        self.element = ET.Element("resources")
        self.film = cut.rate
        self._formats: dict[object, str] = {}
        self._assets: dict[str, str] = {}
        self._used = _used(cut)
        self._count = 0
        self.sequence_format = self.format(cut.rate, _size(cut), Fraction(1))

    def format(self, rate: Fraction, size: tuple[int, int], pixel_aspect: Fraction) -> str:
        """Return the id of a format, defined when it is first asked for; size: (0, 0) when unknown."""
        key = rate, size, pixel_aspect
        if key not in self._formats:
            element = ET.SubElement(self.element, "format", id=self._id())
            if name := format_name(rate, size) if pixel_aspect == 1 else "":
                element.set("name", name)
            element.set("frameDuration", frame_duration(rate))
            if all(size):
                element.set("width", str(size[0]))
                element.set("height", str(size[1]))
            if pixel_aspect != 1:
                element.set("paspH", str(pixel_aspect.numerator))
                element.set("paspV", str(pixel_aspect.denominator))
            self._formats[key] = element.attrib["id"]
        return self._formats[key]

    def format_of(self, clip: Clip) -> str:
        """Return the id of a picture's format."""
        return self.format(clip.rate, (clip.width, clip.height), clip.pixel_aspect)

    def asset(self, clip: Clip) -> str:
        """Return the id of a clip's asset, which is defined when it is first asked for."""
        if clip.file not in self._assets:
            picture = "" if clip.is_sound or not clip.frames else self.format_of(clip)
            self._assets[clip.file] = self._id()
            self._define(clip, self._assets[clip.file], picture)
        return self._assets[clip.file]

    def length_s(self, clip: Clip) -> Fraction:
        """Return how long a file is, or at least how far it is used, in seconds."""
        return max(clip.seconds, self._used.get(clip.file, Fraction(0)))

    def media(self, name: str) -> ET.Element:
        """Add a medium that is put together from others, to be filled."""
        return ET.SubElement(self.element, "media", id=self._id(), name=legal(name))

    def _id(self) -> str:
        self._count += 1
        return f"r{self._count}"

    def _define(self, clip: Clip, name: str, picture: str) -> None:
        rate = self.film if clip.is_sound else clip.rate
        element = ET.SubElement(self.element, "asset", id=name, name=legal(clip.path.name))
        element.set("start", spelled(clip.start / clip.rate, rate))
        element.set("duration", spelled(self.length_s(clip), rate))
        if picture:
            for key, value in (("hasVideo", "1"), ("format", picture), ("videoSources", "1")):
                element.set(key, value)
        if clip.channels:
            for key, value in (
                ("hasAudio", "1"),
                ("audioSources", "1"),
                ("audioChannels", str(clip.channels)),
                ("audioRate", str(clip.sample_rate or 48000)),
            ):
                element.set(key, value)
        ET.SubElement(element, "media-rep", kind="original-media", src=file_url(clip.path, ""))
        metadata = ET.SubElement(element, "metadata")
        for key, value in _told(clip).items():
            ET.SubElement(metadata, "md", key=key, value=legal(value))


def _told(clip: Clip) -> Mapping[str, str]:
    """Return what bins show of a clip, in the keys that Final Cut has for it, and its hash."""
    slate = clip.slate
    told = {
        REEL: clip.reel or "",
        SCENE: slate.setup or slate.scene or "",
        TAKE: str(slate.take) if slate.take else "",
        ANGLE: slate.camera or "",
        HASH: clip.sha256,
    }
    return {key: value for key, value in told.items() if value}


def _used(cut: Cut) -> dict[str, Fraction]:
    """Return how far each file is used, in seconds from its beginning."""
    used: dict[str, Fraction] = {}
    for shot in all_shots(cut):
        end = shot.source.start / shot.source.rate + shot.record.seconds
        used[shot.clip.file] = max(end, used.get(shot.clip.file, end))
    return used


def _size(cut: Cut) -> tuple[int, int]:
    """Return the size, as a person sees it, that most of the film was shot in."""
    seen: dict[tuple[int, int], int] = {}
    for shot in all_shots(cut):
        if shot.is_picture and all(shot.clip.seen):
            seen[shot.clip.seen] = seen.get(shot.clip.seen, 0) + shot.record.frames
    return max(seen, key=lambda size: seen[size], default=UNKNOWN_SIZE)
