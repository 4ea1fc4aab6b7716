"""The microphones of a recording: their names, which two are left and right, and which are to be heard. Pure.

A recorder writes one file of many tracks, or a file for each. Where it made a mix of them, the mix alone is
heard: it holds all of the others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.sound.microphones import is_mix
from rushes.turnover.model import Place, Shot
from rushes.turnover.shots import all_shots

_LEFT: Final = re.compile(r"(^|[ _-])(l|left)$|^(tr|st|mix|stereo)l$", re.IGNORECASE)
"""What recorders call the left of a pair: L, Left, TrL, Mix L, Stereo-L."""

_TIMECODE: Final = re.compile(r"^(l?tc|timecode|time code|smpte)$", re.IGNORECASE)
"""A track that holds timecode, which is no sound."""


@dataclass(frozen=True)
class Voice:
    """A shot to be heard.

    channels: which of its clip's, from 0; all of them where it is empty. among: how many files are heard
    together, this one and others of the same recording.
    """

    shot: Shot
    channels: tuple[int, ...] = ()
    among: int = 1


def is_pair(clip: Clip) -> bool:
    """Tell whether a clip's two channels are left and right.

    A camera's always are, and a recorder's unless it has given them names of microphones.
    """
    if clip.channels != 2:
        return False
    return len(clip.tracks) != 2 or not any(clip.tracks) or _LEFT.search(clip.tracks[0].strip()) is not None


def sound_name(clip: Clip, channel: int = 0) -> str:
    """Name what is heard: the clip, and the microphone where it is one (``27A-3 Boom``).

    channel: from 1; 0 for the clip as a whole, which is one microphone where it has one track.
    """
    if not channel and len(clip.tracks) == 1:
        channel = 1
    microphone = clip.tracks[channel - 1].strip() if 0 < channel <= len(clip.tracks) else ""
    return f"{clip.name} {microphone}" if microphone else clip.name


def voices(cut: Cut) -> tuple[Voice, ...]:
    """Return what of a cut's sound is heard: all of it, but of a recording with a mix the mix alone."""
    together: dict[object, list[Shot]] = {}
    for shot in all_shots(cut):
        if not shot.is_picture and shot.clip.channels:
            together.setdefault(_recording(shot), []).append(shot)
    return tuple(voice for recording in together.values() for voice in _heard(recording))


def heard(cut: Cut) -> Mapping[Place, Voice]:
    """Return `voices` by place; sound that is not among them is there to be had, and switched off."""
    return {voice.shot.place: voice for voice in voices(cut)}


def is_heard(known: Mapping[Place, Voice], shot: Shot, channel: int = 0) -> bool:
    """Tell whether a shot is seen or heard; channel: of its sound, from 1, or 0 for any of them."""
    voice = known.get(shot.place)
    if shot.is_picture or voice is None:
        return shot.is_picture and not shot.is_alternate
    return not channel or not voice.channels or channel - 1 in voice.channels


def _recording(shot: Shot) -> object:
    """Return what the files of one take of a recorder have in common where they play; a camera's has none."""
    if not shot.clip.is_sound:
        return shot.place
    clip = shot.clip
    return shot.record, shot.source, clip.rate, clip.start, clip.frames, clip.slate


def _heard(recording: Sequence[Shot]) -> tuple[Voice, ...]:
    named = [(shot, _rows(shot.clip)) for shot in recording]
    mixes = [(shot, mix) for shot, rows in named if (mix := tuple(n for n, name in rows if is_mix(name)))]
    alone = [(shot, sound) for shot, rows in named if (sound := _sounding(rows)) is not None]
    chosen = mixes or alone
    return tuple(Voice(shot, channels, len(chosen)) for shot, channels in chosen)


def _rows(clip: Clip) -> tuple[tuple[int, str], ...]:
    """Return the channels of a recorder's file with their names; nothing where it has not named each."""
    return tuple(enumerate(clip.tracks)) if clip.is_sound and len(clip.tracks) == clip.channels else ()


def _sounding(rows: Sequence[tuple[int, str]]) -> tuple[int, ...] | None:
    """Return the channels without timecode, empty for all; None where there is nothing but timecode."""
    sounding = tuple(n for n, name in rows if not _TIMECODE.match(name.strip()))
    if rows and not sounding:
        return None
    return sounding if len(sounding) < len(rows) else ()
