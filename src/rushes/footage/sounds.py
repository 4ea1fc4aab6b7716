"""Read the facts of a file that holds sound and no picture: its samples, and what its recorder wrote."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer

from rushes.errors import Finding
from rushes.footage.broken import unreadable
from rushes.footage.model import Probe
from rushes.footage.recorder import Wave, told_by, wave_of

_COPY = "Copy it again from the recorder's card; if the card has it no better, ask for the recorder's mirror."
_LISTEN = "Listen to its end: such a file is of a recorder that lost its power, or still being written."
_WHOLE = "Let the recorder or its maker's software repair its header."

_HEARD = range(4000, 768001)
"""Samples a second that sound is recorded at; what claims others is damaged."""

_UNINDEXED = {"mp3", "aac"}
"""Formats that tell no length: what decoders estimate is counted."""

_PADDING = 4608
"""Samples by which an encoder of such a format lengthens a sound: its own delay and the last packet."""


def with_samples(seen: Probe, container: InputContainer, path: Path) -> Probe:
    """Add to the facts of a file without picture how long it is, and all that its recorder tells."""
    if seen.sample_rate not in _HEARD:
        why = f"it claims {seen.sample_rate} samples a second, which is no sound"
        return replace(seen, findings=(*seen.findings, unreadable(why)))
    wave = wave_of(path) if "wav" in container.format.name else None
    block = _block(seen)
    if wave and wave.data and block:
        samples, doubts = wave.data.held // block, tuple(_doubts(wave, block * seen.sample_rate))
    else:
        samples, doubts = _samples(container), ()
    if not samples:
        return replace(seen, findings=(*seen.findings, unreadable("there is no sound in it")))
    seen = replace(seen, samples=samples, duration_s=samples / seen.sample_rate)
    return _clocked(replace(seen, findings=(*seen.findings, *doubts)), container, wave)


def _clocked(seen: Probe, container: InputContainer, wave: Wave | None) -> Probe:
    """Add when its first sample was recorded, and its recorder's notes."""
    if wave is None:
        written = container.metadata.get("time_reference", "")
        since = int(written) if written.isdecimal() and written.isascii() else 0
        return replace(seen, start=since, has_timecode=since > 0)
    told = told_by(wave, seen.sample_rate, seen.channels)
    return replace(
        seen,
        start=told.samples or 0,
        has_timecode=told.samples is not None,
        drop=told.notes.drop if told.notes else False,
        reel=(told.notes.tape if told.notes else "") or seen.reel,
        recorder=told.notes,
        findings=(*seen.findings, *told.findings),
    )


def _block(seen: Probe) -> int:
    """Return the bytes of one sample of all channels, as decoders read them; 0 for compressed sound."""
    found = re.match(r"pcm_(?:[suf](8|16|24|32|64)|(?:alaw|mulaw)())", seen.sound_codec)
    return (int(found[1] or 8) // 8) * seen.channels if found else 0


def _doubts(wave: Wave, bytes_a_second: int) -> Iterator[Finding]:
    """Say where a wave file lies about its length."""
    data = wave.data
    if data is None:
        return
    held = f"{data.held / bytes_a_second:.1f} s"
    if data.told is None:
        fact = f"Its header does not tell how long it is; all that follows was read: {held}."
        yield Finding("unclosed recording", "", fact, _LISTEN)
    elif data.told > data.held:
        fact = f"Its header tells of {data.told / bytes_a_second:.1f} s of sound; there are {held}."
        yield Finding("truncated", "", fact, _COPY)
    elif wave.loose > bytes_a_second // 10:
        more = f"{wave.loose / bytes_a_second:.1f} s"
        fact = (
            f"Its header tells of {held} of sound; behind it lies what may be {more} more, and is not used."
        )
        yield Finding("unclosed recording", "", fact, _WHOLE)


def _samples(container: InputContainer) -> int:
    """Return how many samples the first stream of sound lasts."""
    stream = container.streams.audio[0]
    rate = stream.codec_context.sample_rate
    lasts = (stream.duration or 0) * (stream.time_base or Fraction(0))
    told = round((lasts or Fraction(container.duration or 0, av.time_base)) * rate)
    if told and container.format.name not in _UNINDEXED:
        return told
    ticks = sum(packet.duration or 0 for packet in container.demux(stream))
    counted = round(ticks * (stream.time_base or Fraction(0)) * rate)
    return told if 0 <= counted - told <= _PADDING else counted
