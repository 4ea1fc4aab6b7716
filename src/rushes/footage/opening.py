"""The one door to media files: opened read-only, from this disk alone, whatever they are called."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

LOCAL = {"protocol_whitelist": "file"}
"""A file that points elsewhere (a playlist with an address in it) is not followed."""

TROUBLE = (av.FFmpegError, OSError, ValueError, EOFError, MemoryError)
"""What PyAV raises on damaged media and failing disks."""


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Open a media file; one of `TROUBLE` when it is none or the disk refuses."""
    with av.open(str(path.absolute()), options=LOCAL, metadata_errors="replace") as container:
        yield container


def picture_of(container: InputContainer) -> VideoStream | None:
    """Return the first stream of moving picture; a cover or a thumbnail is none."""
    still = Disposition.attached_pic | Disposition.timed_thumbnails
    return next((stream for stream in container.streams.video if not stream.disposition & still), None)
