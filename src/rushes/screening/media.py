"""What is seen and heard in the room: proxies, sound to the sample, waveforms, stills. A door; it only reads.

A proxy is the clip's picture, small, every frame in its place and a keyframe never far, so that a browser
goes to any frame at once. Proxies are made in the background, the nearest to what is watched first, kept in
the cache, and never leave the house. Sound is read from the clip itself: a cut is heard as it was recorded.
"""

import io
import os
import secrets
import threading
import time
import wave
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import av
import numpy as np

from rushes.engine import content_key
from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE
from rushes.footage.stills import still
from rushes.screening.model import Media
from rushes.turnover.preview.canvas import Canvas, matrix_of
from rushes.turnover.preview.pictures import frames_of
from rushes.turnover.preview.sound import SAMPLE_RATE, sound_from

WIDE: Final = 640
"""Pixels across a proxy: a face can be judged, and four play at once on a laptop (by hand)."""
KEYFRAMES: Final = 12
"""Frames from keyframe to keyframe: to go to a frame, a browser decodes at most so many."""
_X264: Final = {
    "preset": "ultrafast",
    "tune": "fastdecode",
    "crf": "24",
    "g": str(KEYFRAMES),
    "x264-params": "scenecut=0",
}
_MOST_S: Final = 120.0
"""Seconds of sound that are handed out at once."""
STILL_HIGH: Final = 270
_FORM: Final = "proxy 2"

Told = Callable[[str, Media], None]
"""Called with `Clip.file` when a picture can be played, or not at all."""


def proxy_place(cache: Path, clip: Clip) -> Path:
    """Return where the proxy of a clip is kept: by its content and by how it is seen."""
    key = content_key(_FORM, clip.sha256, clip.rate, clip.frames, clip.seen, clip.rotation)
    return cache / "proxies" / key[:2] / f"{key}.mp4"


def write_proxy(clip: Clip, place: Path) -> bool:
    """Write a clip's proxy, whole or not at all; False where nothing of its picture can be decoded.

    Frame n of the clip is frame n of the proxy; where frames are lost, the one before stays.
    """
    wide, high = clip.seen
    if not (wide and high and clip.frames):
        return False
    scale = min(Fraction(1), Fraction(WIDE, wide))
    width, height = (max(2, round(side * scale / 2) * 2) for side in (wide, high))
    canvas = Canvas(width, height, matrix_of(high))
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.stem[:16]}-{secrets.token_hex(4)}.part.mp4")
    try:
        written = _encode(clip, canvas, beside)
        if written:
            beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    return written > 0


def _encode(clip: Clip, canvas: Canvas, path: Path) -> int:
    """Encode every frame of a clip; return how many there are."""
    count = 0
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=clip.rate, options=_X264)
        stream.width, stream.height, stream.pix_fmt = canvas.width, canvas.height, "yuv420p"
        stream.codec_context.time_base = 1 / clip.rate
        stream.codec_context.thread_count = 1
        last = None
        with suppress(*TROUBLE):
            for frame in frames_of(clip, range(clip.frames), canvas):
                last, frame.pts, frame.time_base = frame, count, 1 / clip.rate
                frame.pict_type = av.video.frame.PictureType.NONE
                out.mux(stream.encode(frame))
                count += 1
        while last is not None and count < clip.frames:
            last.pts = count
            out.mux(stream.encode(last))
            count += 1
        out.mux(stream.encode(None))
    return count


def sound_of(clip: Clip, from_s: float, to_s: float, channels: tuple[int, ...] = ()) -> bytes:
    """Return a stretch of a clip's sound as a WAV file: 48 kHz, stereo, 16 bits; silence where it has none.

    The first sample is that at `from_s` of the clip, to the sample; at most two minutes.
    """
    first = round(max(0.0, from_s) * SAMPLE_RATE)
    count = round(min(max(0.0, to_s - from_s), _MOST_S) * SAMPLE_RATE)
    made = np.zeros((2, count), np.float32)
    have = 0
    if clip.channels:
        with suppress(*TROUBLE):
            for block in sound_from(clip, channels, first):
                take = min(block.shape[1], count - have)
                made[:, have : have + take] = block[:, :take]
                have += take
                if have >= count:
                    break
    return _wav((np.clip(made, -1, 1).T * 32767).round().astype("<i2"))


def _wav(samples: np.ndarray) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def peaks_of(clip: Clip, per_s: int) -> bytes:
    """Return a clip's waveform: for each of so many columns a second its lowest and highest sample (int8)."""
    step = SAMPLE_RATE // per_s
    columns: list[np.ndarray] = []
    rest = np.zeros(0, np.float32)
    if clip.channels:
        with suppress(*TROUBLE):
            for block in sound_from(clip, (), 0):
                joined = np.concatenate([rest, block.mean(axis=0)])
                whole = len(joined) // step * step
                shaped = joined[:whole].reshape(-1, step)
                if whole:
                    columns.append(np.stack([shaped.min(axis=1), shaped.max(axis=1)], axis=1))
                rest = joined[whole:]
    told = np.concatenate(columns) if columns else np.zeros((0, 2), np.float32)
    return bytes(np.clip(np.round(told * 127), -127, 127).astype(np.int8).tobytes())


def still_of(clip: Clip, frame: int) -> bytes | None:
    """Return a JPEG near a frame of a clip: the keyframe before it; None without a picture."""
    return still(clip.path, float(frame / clip.rate), STILL_HIGH)


def _nobody_listens(_file: str, _media: Media) -> None:
    """Take the word of a media room when nobody asked for it."""


def _leave_with(parent: int) -> None:
    """End this process when the room is gone, be it killed: nobody would ask it for anything any more."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, name="leaves with the room", daemon=True).start()


class MediaRoom:
    """Makes proxies in the background and says what can be played. Close it when the room closes.

    told: called, from a thread, when that changes.
    """

    def __init__(self, cache: Path, clips: Mapping[str, Clip]) -> None:
        """Look what is there. clips: by `Clip.file`."""
        self._cache, self._clips = cache, clips
        self.told: Told = _nobody_listens
        self._state: dict[str, Media] = {file: self._found(clip) for file, clip in clips.items()}
        self._wanted: list[str] = []
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self.peaks = lru_cache(maxsize=512)(self._peaks)

    def _found(self, clip: Clip) -> Media:
        if not clip.path.is_file():
            return "gone"
        ready = clip.is_sound or proxy_place(self._cache, clip).is_file()
        return "ready" if ready else "making"

    @property
    def state(self) -> Mapping[str, Media]:
        """What can be played, by `Clip.file`."""
        return dict(self._state)

    def want(self, files: Iterable[str]) -> None:
        """Make the proxies of these clips next, in this order; those that are wanted already move up."""
        first = [file for file in dict.fromkeys(files) if self._state.get(file) == "making"]
        with self._changed:
            self._wanted = [*first, *(file for file in self._wanted if file not in set(first))]
            self._changed.notify()
            if self._thread is None and self._wanted and not self._closed:
                self._thread = threading.Thread(target=self._work, name="proxies", daemon=True)
                self._thread.start()

    def proxy(self, file: str) -> Path | None:
        """Return a clip's proxy; None while there is none, and it is made next."""
        place = proxy_place(self._cache, self._clips[file])
        if place.is_file():
            return place
        self.want([file])
        return None

    def _peaks(self, file: str, per_s: int) -> bytes:
        clip = self._clips[file]
        key = content_key("peaks 1", clip.sha256, per_s)
        place = self._cache / "proxies" / key[:2] / f"{key}.peaks"
        with suppress(OSError):
            return place.read_bytes()
        made = peaks_of(clip, per_s)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
            beside.write_bytes(made)
            beside.replace(place)
        return made

    def _work(self) -> None:
        """Make one proxy after the other, in another process, so that the page stays quick.

        A process that dies of a clip takes nothing with it: the next clip gets another.
        """
        while (file := self._next()) is not None:
            with ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_leave_with, initargs=(os.getpid(),)
            ) as pool:
                while file is not None:
                    made, broken = self._made(pool, file)
                    self._state[file] = "ready" if made else "gone"
                    self.told(file, self._state[file])
                    if broken:
                        break
                    file = self._next()

    def _made(self, pool: ProcessPoolExecutor, file: str) -> tuple[bool, bool]:
        """Make one proxy; return whether it is there, and whether the process died of it."""
        clip = self._clips[file]
        try:
            return pool.submit(write_proxy, clip, proxy_place(self._cache, clip)).result(), False
        except BrokenProcessPool:
            return False, True
        except (OSError, *TROUBLE):
            return False, False

    def _next(self) -> str | None:
        with self._changed:
            while not self._wanted and not self._closed:
                self._changed.wait()
            return None if self._closed else self._wanted.pop(0)

    def close(self) -> None:
        """Make no more; what is being made is finished or forgotten."""
        with self._changed:
            self._closed, self._wanted = True, []
            self._changed.notify()
