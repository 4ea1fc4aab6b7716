"""What a file and a shot say of themselves in MLT: the properties of a chain. Pure.

Shotcut gives every clip of its timeline a chain of its own, which is where its comment and its caption
stand; so it is here. A chain that shows has no sound (``audio_index`` -1), and one that sounds no picture, as
Shotcut writes it when sound is detached: so a split edit plays each once. Streams are named by no other
number, since MLT itself takes the first of each kind, wherever in the file it stands.

What MLT has no place for stands in properties that begin with ``rushes:``, which it keeps: timecode, reel,
SHA-256. They say the file's own count, since MLT knows frames of the film alone.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rushes.footage.model import Clip
from rushes.timecode import rate_text
from rushes.turnover.dialects.wording import legal, one_line
from rushes.turnover.microphones import sound_name
from rushes.turnover.model import Mark, Shot
from rushes.turnover.rulers import first_text, on_ruler

OURS = "rushes:"
"""How our own properties begin."""

FILM_START, FILM_DROP = f"{OURS}film_start", f"{OURS}film_drop"
"""What is said of the film stands on its black: what systems do not know they keep on producers alone."""

CHANNEL = f"{OURS}channel"
"""What is said on the filter that copies one channel over the other: that the cut hears this one."""

NO_STREAM = "-1"

Property = tuple[str, str]


def put(parent: ET.Element, name: str, value: object) -> None:
    """Add a property."""
    ET.SubElement(parent, "property", name=name).text = str(value)


def resource(clip: Clip) -> str:
    """Return how MLT names a file: by its path as it is, absolute or from the folder of the document."""
    return legal(clip.path.as_posix())


def length(clip: Clip, film: Fraction, used: int) -> int:
    """Return how long a file is in frames of the film, or how far it is used; at least one."""
    return max(1, on_ruler(clip.frames, clip, film).__ceil__(), used)


def of_file(clip: Clip, film: Fraction, *, drop: bool) -> Iterator[Property]:
    """Yield what a file is: where its timecode begins, its reel, its content, its slate."""
    yield f"{OURS}file", one_line(clip.file)
    yield f"{OURS}rate", rate_text(clip.rate)
    yield f"{OURS}start", str(clip.start)
    if clip.has_timecode or clip.is_sound:
        yield f"{OURS}timecode", first_text(clip, film, drop=drop)
    if clip.reel is not None:
        yield f"{OURS}reel", one_line(clip.reel)
    yield f"{OURS}sha256", clip.sha256
    if clip.channels:
        yield f"{OURS}channels", str(clip.channels)
    if any(clip.tracks):
        yield f"{OURS}microphones", one_line(", ".join(clip.tracks))
    if clip.angle:
        yield f"{OURS}group", one_line(f"{clip.angle.group} at {clip.angle.at_s:.6f} s")


def put_channel(chain: ET.Element, channel: int) -> None:
    """Let one of two channels be heard on both sides, as Shotcut's *Copy Channel* does. channel: from 1."""
    copy = ET.SubElement(chain, "filter", id=f"{chain.get('id', '')}-channel")
    told = {"from": channel - 1, "to": 2 - channel, "mlt_service": "channelcopy", CHANNEL: channel}
    for name, value in (told | {"shotcut:filter": "audioChannelCopy"}).items():
        put(copy, name, value)


def slate(clip: Clip) -> str:
    """Write what slate and paper say of a clip, for a person."""
    told = [clip.slate.label, "circled" if clip.slate.circled else "", clip.lens]
    told += [f"{note.text} ({note.by})" for note in clip.notes]
    return one_line("; ".join(part for part in told if part))


def caption(shot: Shot) -> str:
    """Return what a clip is called on the timeline: its slate, and its microphone."""
    return one_line(shot.clip.name if shot.is_picture else sound_name(shot.clip))


def comment(shot: Shot, marks: Sequence[Mark]) -> str:
    """Write a shot's reasons in full, mark by mark, and what its slate says."""
    told = [f"{mark.name}: {mark.note}" if mark.note else mark.name for mark in marks]
    return "\n".join(one_line(part) for part in (*told, slate(shot.clip)) if part)
