"""Open the sound of a wave file whose other chunks are damaged: the door that decoders shut.

FFmpeg refuses a file whole where a chunk of words lies about its length. What it is given here is the format
and the samples, as they are on the disk, under a header that is right. Nothing is written.
"""

import io
import struct
from pathlib import Path

from rushes.footage.recorder.chunks import wave_of

_LONGEST = 0xFFFFFFFF


class SoundAlone(io.RawIOBase):
    """The format and the samples of a file, as a file of their own that can be read and sought."""

    def __init__(self, path: Path, head: bytes, at: int, length: int) -> None:
        """Put a header before the bytes that begin at a place of a file."""
        super().__init__()
        self._file = path.open("rb")
        self._head, self._at = head, at
        self._length = len(head) + length
        self._place = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought."""
        return True

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, from the beginning, from here or from the end."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._length}[whence]
        self._place = max(0, base + offset)
        return self._place

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, as many as there are."""
        left = max(0, self._length - self._place)
        size = left if size < 0 else min(size, left)
        content = self._head[self._place : self._place + size]
        if len(content) < size:
            self._file.seek(self._at + self._place + len(content) - len(self._head))
            content += self._file.read(size - len(content))
        self._place += len(content)
        return content

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def sound_alone(path: Path) -> SoundAlone | None:
    """Return the sound of a damaged wave file, or None where it has none; `OSError` from the disk."""
    wave = wave_of(path)
    if wave is None or wave.data is None or not wave.fmt or not wave.data.held:
        return None
    held = wave.data.held
    told = held if held + len(wave.fmt) + 20 < _LONGEST else _LONGEST
    fmt = struct.pack("<4sI", b"fmt ", len(wave.fmt)) + wave.fmt + b"\0" * (len(wave.fmt) % 2)
    length = min(_LONGEST, told + len(fmt) + 12)
    head = struct.pack("<4sI4s", b"RIFF", length, b"WAVE") + fmt + struct.pack("<4sI", b"data", told)
    return SoundAlone(path, head, wave.data.at, held)
