"""Groups of cameras that rolled together, as multicam clips beside the project."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.dialects.fcpxml.resources import Resources
from rushes.turnover.dialects.fcpxml.times import spelled
from rushes.turnover.dialects.wording import legal
from rushes.turnover.microphones import sound_name

_Angle = tuple[str, Clip, Fraction]
"""What it is called, its file, and the second of the group's clock at which that begins."""


def put_groups(event: ET.Element, cut: Cut, resources: Resources) -> None:
    """Add a multicam clip for each group of which the cut knows two cameras or more."""
    groups: dict[str, list[Clip]] = {}
    for clip in cut.clips:
        if clip.angle is not None and not clip.is_sound:
            groups.setdefault(clip.angle.group, []).append(clip)
    for name, clips in groups.items():
        if len(clips) > 1:
            _put_group(event, resources, name, clips)


def _put_group(event: ET.Element, resources: Resources, name: str, clips: list[Clip]) -> None:
    rate = clips[0].rate
    angles = list(_angles(clips, rate))
    begin = min(at for _, _, at in angles)
    assets = {clip.file: resources.asset(clip) for _, clip, _ in angles}
    media = resources.media(name or "Multicam")
    multicam = ET.SubElement(media, "multicam", format=resources.format_of(clips[0]))
    multicam.set("tcStart", "0s")
    multicam.set("tcFormat", "DF" if clips[0].drop else "NDF")
    for called, clip, at in angles:
        angle = ET.SubElement(multicam, "mc-angle", name=legal(called), angleID=f"angle-{assets[clip.file]}")
        _put_angle(angle, resources, clip, at - begin, rate)
    lasts = max(at - begin + resources.length_s(clip) for _, clip, at in angles)
    length = (lasts * rate).__ceil__() / rate
    whole = ET.SubElement(event, "mc-clip", ref=media.attrib["id"], name=legal(name or "Multicam"))
    whole.set("duration", spelled(length, rate))


def _angles(clips: list[Clip], rate: Fraction) -> Iterator[_Angle]:
    """Yield the cameras to the nearest frame of the group's clock, then the recorders, to the sample."""
    sounds: dict[str, _Angle] = {}
    for clip in clips:
        at_s = Fraction(clip.angle.at_s if clip.angle else 0)
        camera = f"Camera {clip.slate.camera}" if clip.slate.camera else clip.path.stem
        yield camera, clip, round(at_s * rate) / rate
        for behind in clip.behind:
            sound = behind.sound
            if sound.is_sound:
                at = round((at_s + Fraction(behind.at_s)) * sound.rate) / sound.rate
                sounds.setdefault(sound.file, (sound_name(sound), sound, at))
    yield from sounds.values()


def _put_angle(angle: ET.Element, resources: Resources, clip: Clip, at: Fraction, rate: Fraction) -> None:
    if at:
        ET.SubElement(angle, "gap", name="Gap", offset="0s", start="0s", duration=spelled(at, rate))
    element = ET.SubElement(angle, "asset-clip", ref=resources.asset(clip), offset=spelled(at, rate))
    element.set("name", legal(clip.name))
    element.set("start", spelled(clip.start / clip.rate, clip.rate if not clip.is_sound else rate))
    element.set("duration", spelled(resources.length_s(clip), rate))
    if not clip.is_sound:
        element.set("format", resources.format_of(clip))
    element.set("tcFormat", "DF" if clip.drop else "NDF")
    if clip.channels:
        element.set("audioRole", "dialogue")
