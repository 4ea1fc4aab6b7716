"""Groups of cameras that rolled together, as multicam clips beside the project.

The timeline names plain files. An audition cannot hold a multicam clip (the document type says so), so
choices not taken would be lost; and DaVinci Resolve makes a compound clip of each, as its manual says.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.sound.microphones import is_mix
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
    begin = (min(at for _, _, at in angles) * rate).__floor__() / rate
    assets = {clip.file: resources.asset(clip) for _, clip, _ in angles}
    media = resources.media(name or "Multicam")
    multicam = ET.SubElement(media, "multicam", format=resources.format_of(clips[0]))
    multicam.set("tcStart", "0s")
    multicam.set("tcFormat", "DF" if clips[0].drop else "NDF")
    for called, clip, at in angles:
        angle = ET.SubElement(multicam, "mc-angle", name=legal(called), angleID=_angle_id(assets, clip))
        _put_angle(angle, resources, clip, at - begin, rate)
    lasts = max(at - begin + resources.length_s(clip) for _, clip, at in angles)
    length = (lasts * rate).__ceil__() / rate
    whole = ET.SubElement(event, "mc-clip", ref=media.attrib["id"], name=legal(name or "Multicam"))
    whole.set("duration", spelled(length, rate))
    sounding = [clip for _, clip, _ in angles if clip.is_sound]
    mixes = [clip for clip in sounding if any(is_mix(track) for track in clip.tracks)]
    seen = "video" if sounding else "all"
    ET.SubElement(whole, "mc-source", angleID=_angle_id(assets, clips[0]), srcEnable=seen)
    for clip in mixes or sounding:
        ET.SubElement(whole, "mc-source", angleID=_angle_id(assets, clip), srcEnable="audio")


def _angle_id(assets: Mapping[str, str], clip: Clip) -> str:
    return f"angle-{assets[clip.file]}"


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
    """Add a camera or recorder: on whole frames of the group, its own beginning cut to stay in sync."""
    begins = (at * rate).__ceil__() / rate
    late = begins - at
    if begins:
        ET.SubElement(angle, "gap", name="Gap", offset="0s", start="0s", duration=spelled(begins, rate))
    element = ET.SubElement(angle, "asset-clip", ref=resources.asset(clip), offset=spelled(begins, rate))
    element.set("name", legal(clip.name))
    first = clip.start / clip.rate + late
    element.set("start", spelled(first, clip.rate if not clip.is_sound else rate))
    lasts = ((resources.length_s(clip) - late) * rate).__floor__() / rate
    element.set("duration", spelled(max(lasts, 1 / rate), rate))
    if not clip.is_sound:
        element.set("format", resources.format_of(clip))
    element.set("tcFormat", "DF" if clip.drop else "NDF")
    if clip.channels:
        element.set("audioRole", "dialogue")
