"""Which channels of a file MLT plays, which has no track for each; what can be chosen, what is told. Pure.

A film of Shotcut's has two channels. Of a file of two, one can be copied over the other (``channelcopy``,
Shotcut's *Copy Channel*). A file of more has been mixed down to two before any filter of a person's own sees
it, as surround sound; no property of a chain chooses among its channels, in Shotcut and Kdenlive neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.turnover.microphones import Voice, heard
from rushes.turnover.model import Place

STEREO: Final = 2

_BASS: Final[Mapping[int, int]] = {3: 3, 6: 4, 7: 4, 8: 4}
"""Which channel of so many, from 1, FFmpeg takes for bass and leaves out of a mix for two (measured)."""

_MOST: Final = 8
"""Channels that can be mixed for two; of more melt plays noise (measured)."""

_TOLD: Final = 3


def chosen(whole: Cut) -> dict[Place, int]:
    """Return by place which of its two channels is heard, from 1; shots that are heard whole are left out."""
    return {
        place: voice.channels[0] + 1
        for place, voice in heard(whole).items()
        if voice.shot.clip.channels == STEREO and len(voice.channels) == 1
    }


def tells_channels(cut: Cut) -> tuple[Finding, ...]:
    """Return findings about files of more than two channels: what of them is heard, and what is not."""
    many = {one.shot.clip.file: one for one in heard(cut).values() if one.shot.clip.channels > STEREO}
    return tuple(_told(list(many.values()))) if many else ()


def _told(many: Sequence[Voice]) -> Iterator[Finding]:
    clips = [voice.shot.clip for voice in many]
    more = [voice.shot.clip for voice in many if voice.channels]
    less = [clip for clip in clips if clip.channels in _BASS]
    fact = (
        f"Files of more than two channels are mixed down to two by MLT, as surround sound: {_named(clips)}."
    )
    if more:
        fact += f" Of these the cut hears some channels alone, and here all are heard: {_named(more)}."
    if less:
        left = [f"{clip.file} channel {_BASS[clip.channels]}" for clip in less]
        fact += f" Taken for bass, and not heard: {_listed(left)}."
    beyond = [clip for clip in clips if clip.channels > _MOST]
    if beyond:
        fact += f" Of more than {_MOST} it plays noise: {_named(beyond)}."
    yield Finding(
        "more than two channels",
        clips[0].file,
        fact,
        "Take the sound from another file (`aaf`, `fcp7`), or cut with a file for each microphone.",
    )


def _named(clips: Sequence[Clip]) -> str:
    return _listed([clip.file for clip in clips])


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _TOLD
    return ", ".join(names[:_TOLD]) + (f" and {rest} more" if rest > 0 else "")
