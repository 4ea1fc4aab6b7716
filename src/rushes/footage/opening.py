"""The one door to media files: opened read-only, from this disk alone, whatever they are called."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from rushes.footage.recorder.salvage import sound_alone

LOCAL = {"protocol_whitelist": "file"}
"""A file that points elsewhere (a playlist with an address in it) is not followed."""

TROUBLE = (av.FFmpegError, OSError, ValueError, EOFError, MemoryError)
"""What PyAV raises on damaged media and failing disks."""


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Open a media file; one of `TROUBLE` when it is none or the disk refuses.

    Of a wave file that decoders refuse for the damage beside its sound, the sound alone is opened.
    """
    try:
        container = av.open(str(path.absolute()), options=LOCAL, metadata_errors="replace")
    except av.InvalidDataError:
        sound = sound_alone(path)
        if sound is None:
            raise
        with closing(sound), av.open(sound, "r", format="wav") as container:
            yield container
        return
    with container:
        yield container


def picture_of(container: InputContainer) -> VideoStream | None:
    """Return the first stream of moving picture; a cover or a thumbnail is none."""
    still = Disposition.attached_pic | Disposition.timed_thumbnails
    return next((stream for stream in container.streams.video if not stream.disposition & still), None)
