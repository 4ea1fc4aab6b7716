"""Judge an FCPXML file by another hand than the writer's: order of elements, references, frames, no holes.

Final Cut refuses a whole file for one element out of order. Which may stand in which, for those that are
written here, is stated below as patterns over the names of the children; nothing of the product is imported.
It was held against Apple's document type for version 1.10, which is Apple's and is not kept here.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction

CLIP = "(asset-clip |audition )"
MARK = "(marker |chapter-marker |keyword )"
CHILDREN = {
    "fcpxml": "resources library ",
    "resources": "(format |asset |media )*",
    "format": "",
    "asset": "(media-rep )+(metadata )?",
    "media-rep": "",
    "metadata": "(md )*",
    "md": "",
    "media": "multicam ",
    "multicam": "(mc-angle )+",
    "mc-angle": "(gap |asset-clip )*",
    "library": "event ",
    "event": "(project |mc-clip )*",
    "project": "sequence ",
    "sequence": "(note )?spine ",
    "spine": "(asset-clip |audition |gap )*",
    "audition": "(asset-clip )+",
    "asset-clip": f"(note )?(conform-rate )?{CLIP}*{MARK}*(audio-channel-source )*",
    "gap": f"{CLIP}*{MARK}*",
    "mc-clip": "(mc-source )*",
    "mc-source": "",
    "note": "",
    "conform-rate": "",
    "marker": "",
    "chapter-marker": "",
    "keyword": "",
    "audio-channel-source": "",
}
ATTRIBUTES = {
    "fcpxml": "version!",
    "format": "id! name frameDuration width height paspH paspV",
    "asset": "id! name start duration hasVideo format hasAudio videoSources audioSources"
    " audioChannels audioRate",
    "media-rep": "kind src!",
    "md": "key! value",
    "media": "id! name",
    "multicam": "format! tcStart tcFormat",
    "mc-angle": "name angleID!",
    "event": "name",
    "project": "name",
    "sequence": "format! duration tcStart tcFormat audioLayout audioRate",
    "audition": "lane offset",
    "asset-clip": "ref! lane offset name start duration enabled srcEnable audioStart audioDuration format"
    " tcFormat audioRole",
    "gap": "name offset start duration!",
    "mc-clip": "ref! name duration!",
    "mc-source": "angleID! srcEnable",
    "conform-rate": "scaleEnabled srcFrameRate",
    "marker": "start! duration value! completed note",
    "chapter-marker": "start! duration value! note",
    "keyword": "start duration value!",
    "audio-channel-source": "srcCh! outCh role enabled",
}
VALUES = {
    "tcFormat": "DF|NDF",
    "enabled": "0|1",
    "srcEnable": "all|audio|video",
    "audioLayout": "mono|stereo|surround",
    "srcFrameRate": r"23\.98|24|25|29\.97|30|47\.95|48|50|59\.94|60",
    "kind": "original-media",
    "lane": r"-?[1-9]\d*",
    "completed": "0|1",
    "hasVideo": "1",
    "hasAudio": "1",
    "src": r"[A-Za-z0-9%/:._~-]+",
    "version": r"1\.10",
    "frameDuration": r"[1-9]\d*/[1-9]\d*s",
    "sequence.audioRate": r"32k|44\.1k|48k|88\.2k|96k|176\.4k|192k",
    "asset.audioRate": r"[1-9]\d*",
    "asset.audioSources": "1",
    "asset.videoSources": "1",
    "asset.audioChannels": r"[1-9]\d*",
    "audioRole": r"[^.?]+(\.[^.?]+)?",
    "role": r"[^.?]+(\.[^.?]+)?",
}
"""By the attribute, or by the element and its attribute."""
TIMES = {"frameDuration", "start", "duration", "offset", "tcStart", "audioStart", "audioDuration"}


def faults(data: bytes) -> list[str]:
    """Return everything that is wrong with a file, in sentences."""
    text = data.decode()
    root = ET.fromstring(text)
    head = [] if text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n') else ["head"]
    found = [*head, *_shapes(root), *_references(root)]
    return found or list(_story(root))


def seconds(text: str | None) -> Fraction:
    """Return the seconds of a time, which Core Media must be able to hold."""
    found = re.fullmatch(r"(-?\d+)(?:/(\d+))?s", text or "")
    if not found or not -(2**63) < int(found[1]) < 2**63 or not 0 < int(found[2] or 1) < 2**31:
        raise ValueError(f"{text} is no time")
    return Fraction(int(found[1]), int(found[2] or 1))


def _shapes(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag not in CHILDREN:
            yield f"<{element.tag}> is unknown"
            continue
        children = "".join(f"{child.tag} " for child in element)
        if not re.fullmatch(CHILDREN[element.tag], children):
            yield f"<{element.tag}> has {children}"
        known = ATTRIBUTES.get(element.tag, "").split()
        for name in (one[:-1] for one in known if one.endswith("!")):
            if name not in element.attrib:
                yield f"<{element.tag}> has no {name}"
        for name, value in element.attrib.items():
            if name not in {one.rstrip("!") for one in known}:
                yield f"<{element.tag}> has {name}"
            pattern = VALUES.get(f"{element.tag}.{name}", VALUES.get(name))
            if pattern and not re.fullmatch(pattern, value):
                yield f"{name}={value}"
            if name in TIMES:
                seconds(value)


def _references(root: ET.Element) -> Iterator[str]:
    """Ask that each thing is defined once, and all that is named is defined."""
    ids = [(element.get("id"), element.tag) for element in root.iter() if "id" in element.attrib]
    if len({one for one, _ in ids}) != len(ids):
        yield "an id is given twice"
    for element in root.iter():
        means = {"format": "format", "ref": "media" if element.tag == "mc-clip" else "asset"}
        for name, tag in means.items():
            if name in element.attrib and (element.attrib[name], tag) not in ids:
                yield f"<{element.tag}> names {name}={element.attrib[name]}"
    yield from _angles(root)


def _angles(root: ET.Element) -> Iterator[str]:
    """Ask that angles are on frames of their group, without holes, and that what is seen is there."""
    formats = {one.get("id"): one for one in root.iter("format")}
    for media in root.iter("media"):
        group = media[0]
        frame, ids = seconds(formats[group.get("format")].get("frameDuration")), set()
        for angle in group:
            ids.add(angle.get("angleID"))
            at = Fraction(0)
            for element in angle:
                if seconds(element.get("offset")) != at or seconds(element.get("duration")) % frame:
                    yield f"{angle.get('name')} is off a frame at {at}"
                at += seconds(element.get("duration"))
        if len(ids) != len(group):
            yield "two angles have one id"
        for clip in root.iter("mc-clip"):
            if clip.get("ref") == media.get("id") and not {one.get("angleID") for one in clip} <= ids:
                yield f"{clip.get('name')} shows an angle that is not there"


def _story(root: ET.Element) -> Iterator[str]:
    """Ask for a storyline without holes, every edit on a frame, and what is connected on its clip."""
    sequence = root.find(".//project/sequence")
    assert sequence is not None
    formats = {one.get("id"): one for one in root.iter("format")}
    frame = seconds(formats[sequence.get("format")].get("frameDuration"))
    at = seconds(sequence.get("tcStart"))
    end = at + seconds(sequence.get("duration"))
    for element in sequence.findall("spine/*"):
        if seconds(element.get("offset")) != at:
            yield f"a hole in the storyline at {at}"
        chosen = element[0] if element.tag == "audition" else element
        lasts = seconds(chosen.get("duration"))
        if lasts <= 0 or lasts % frame:
            yield f"{lasts} is not on a frame"
        yield from _connected(chosen, frame)
        at += lasts
    if at != end:
        yield f"the storyline ends at {at} and not at {end}"
    yield from _inside_their_files(root)


def _connected(element: ET.Element, frame: Fraction) -> Iterator[str]:
    start = seconds(element.get("start"))
    for child in element:
        if "offset" not in child.attrib:
            continue
        where = seconds(child.get("offset")) - start
        chosen = child[0] if child.tag == "audition" else child
        if not 0 <= where < seconds(element.get("duration")) or where % frame:
            yield f"connected at {where}"
        if seconds(chosen.get("duration")) % frame or "lane" not in child.attrib:
            yield "connected without a lane, or off a frame"
        if child.find("*[@offset]") is not None:
            yield "what is connected has something connected"


def _inside_their_files(root: ET.Element) -> Iterator[str]:
    """Ask that no clip plays what its file does not have."""
    assets = {one.get("id"): one for one in root.iter("asset")}
    for clip in root.iter("asset-clip"):
        asset = assets[clip.get("ref")]
        begins = seconds(asset.get("start"))
        first, lasts = seconds(clip.get("start")), seconds(clip.get("duration"))
        slack = Fraction(1, 12)
        if first < begins or first + lasts > begins + seconds(asset.get("duration")) + slack:
            yield f"{clip.get('name')} plays beyond its file"
