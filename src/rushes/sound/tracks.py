"""What sound tracks a file has and what they are called: the recorder's own names, where it wrote any.

A recorder names the channels of a WAV (`rushes.footage.recorder`); cameras and transcoders name streams.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from av.audio.stream import AudioStream
from av.container import InputContainer

from rushes.footage.opening import TROUBLE, opened
from rushes.footage.recorder import names_of, wave_of

_WRITTEN_IN = ("title", "track_name", "name", "handler_name")
_SAYS_NOTHING = re.compile(
    r"handler|core media|mainconcept|iso media|^(audio|sound|stereo|mono)$", re.IGNORECASE
)
"""What software writes where it has no name."""


def tracks_of(path: Path) -> tuple[str, ...]:
    """Return the name of each sound track, stream by stream and channel by channel; empty without sound.

    What has no name is called ``track 3``, counted over all streams; no two are called the same.
    """
    try:
        with opened(path) as container:
            streams = sounding(container)
            named = tuple(_of_streams(streams))
            wave = wave_of(path) if "wav" in container.format.name else None
            written = names_of(wave, len(named)) if wave else {}
            return told_apart([written.get(n) or name for n, name in enumerate(named, 1)])
    except TROUBLE:
        return ()


def sounding(container: InputContainer) -> tuple[AudioStream, ...]:
    """Return the sound streams that something here decodes."""
    return tuple(stream for stream in container.streams.audio if stream.codec_context is not None)


def _of_streams(streams: Sequence[AudioStream]) -> Iterator[str]:
    """Yield a name for each channel: its stream's, numbered where it has several."""
    count = 0
    for stream in streams:
        channels = stream.codec_context.channels
        name = _name(stream.metadata)
        for channel in range(1, channels + 1):
            count += 1
            yield f"track {count}" if not name else f"{name} {channel}" if channels > 1 else name


def _name(metadata: Mapping[str, str]) -> str:
    names = (metadata.get(key, "").strip() for key in _WRITTEN_IN)
    return next((name for name in names if name and not _SAYS_NOTHING.search(name)), "")


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of which those that come more than once have a number, so that a name is one track."""
    often, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if often[name] > 1 else name)
    return tuple(told)
