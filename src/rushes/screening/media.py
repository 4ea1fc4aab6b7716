"""What is seen and heard in the room: proxies, sound to the sample, waveforms, stills. A door; it only reads.

Proxies are made in the background, the nearest to what is watched first. Sound is read from the clip itself:
a cut is heard as it was recorded.
"""

import io
import os
import secrets
import threading
import time
import traceback
import wave
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import Pipe, active_children, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

import numpy as np

from rushes.engine import content_key
from rushes.footage.model import Clip
from rushes.footage.opening import TROUBLE
from rushes.footage.stills import still
from rushes.screening.model import Media
from rushes.screening.proxies import NotDecoded, NotKept, words_of
from rushes.screening.proxies import proxy_place as proxy_place  # noqa: PLC0414 -- asked for here, too
from rushes.screening.proxies import write_proxy as write_proxy  # noqa: PLC0414 -- asked for here, too
from rushes.turnover.preview.sound import SAMPLE_RATE, sound_from

_MOST_S: Final = 120.0
"""Seconds of sound that are handed out at once."""
STILL_HIGH: Final = 270
AGAIN_S: Final = 30.0
"""Seconds until what the disk did not take is tried again."""
_GONE: Final = "Its file is not where it was."
_DIED: Final = "Its picture cannot be decoded (the decoder gave up without a word)."

Told = Callable[[str, Media], None]
"""Called with `Clip.file` when a picture can be played, or not at all."""


def sound_of(clip: Clip, from_s: float, to_s: float, channels: tuple[int, ...] = ()) -> bytes:
    """Return a stretch of a clip's sound as a WAV file: 48 kHz, stereo, 16 bits; silence where it has none.

    The first sample is that at `from_s` of the clip, to the sample; before its beginning there is silence. At
    most two minutes.
    """
    first = round(from_s * SAMPLE_RATE)
    count = round(min(max(0.0, to_s - from_s), _MOST_S) * SAMPLE_RATE)
    made = np.zeros((2, count), np.float32)
    have = min(count, max(0, -first))
    if clip.channels and have < count:
        with suppress(*TROUBLE):
            for block in sound_from(clip, channels, max(0, first)):
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


_OVER: Final = threading.Event()
"""In a process that makes proxies: its room is gone."""
_GRACE_S: Final = 2.0
"""Seconds in which what was begun is swept away."""


def _leave_with(room: Connection, here: Connection) -> None:
    """Stop in the midst of a clip when the room closes its end, or is killed: nobody would ask for more.

    here: is told that this process has come so far, and sweeps away what it begins.
    """
    with suppress(OSError):  # the room may have been killed meanwhile; `watch` sees that
        here.send_bytes(b"here")

    def watch() -> None:
        with suppress(EOFError, OSError):
            room.recv_bytes()
        _OVER.set()
        time.sleep(_GRACE_S)
        os._exit(0)

    threading.Thread(target=watch, name="leaves with the room", daemon=True).start()


def _write(clip: Clip, place: Path) -> None:
    write_proxy(clip, place, _OVER.is_set)


class MediaRoom:
    """Makes proxies in the background and says what can be played. Close it when the room closes.

    told: called, from a thread, when that changes.
    """

    def __init__(self, cache: Path, clips: Mapping[str, Clip]) -> None:
        """Look what is there. clips: by `Clip.file`."""
        self._cache, self._clips = cache, dict(clips)
        self.told: Told = _nobody_listens
        self._state: dict[str, Media] = {file: self._found(clip) for file, clip in clips.items()}
        self._because: dict[str, str] = {}
        self._wanted: list[str] = []
        self._rests_until = 0.0
        self._changed = threading.Condition()
        self._closed = False
        self._theirs, self._ours = Pipe(duplex=False)
        self._maker: tuple[Connection, frozenset[BaseProcess]] | None = None
        self._thread: threading.Thread | None = None

    def _found(self, clip: Clip) -> Media:
        if not clip.path.is_file():
            return "gone"
        ready = clip.is_sound or proxy_place(self._cache, clip).is_file()
        return "ready" if ready else "making"

    @property
    def state(self) -> Mapping[str, Media]:
        """What can be played, by `Clip.file`."""
        return dict(self._state)

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why clips cannot be played, or not yet, by `Clip.file`; see `because`."""
        return {file: self.because(file) for file in self._state}

    def because(self, file: str) -> str:
        """Say why a clip cannot be played, or not yet; empty where nothing is wrong."""
        return _GONE if self._state[file] == "gone" else self._because.get(file, "")

    def is_there(self, file: str) -> bool:
        """Look whether a clip's file is where it was; who listens is told when that is news."""
        here, known = self._clips[file].path.is_file(), self._state[file] != "gone"
        if here != known:
            self._say(file, self._found(self._clips[file]))
            self.want([file])
        return here

    def look_again(self) -> None:
        """Look for every file: a card that was pulled out, or is in again, is told at once."""
        for file in tuple(self._state):
            self.is_there(file)

    def moved(self, clips: Mapping[str, Clip]) -> None:
        """Take some clips from where they lie now. clips: by `Clip.file`."""
        self._clips |= clips
        for file, clip in clips.items():
            self._say(file, self._found(clip))
        self.want(clips)

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

    def peaks(self, file: str, per_s: int) -> bytes | None:
        """Return a clip's waveform as `peaks_of`, remembered; None where its file is gone."""
        clip = self._clips[file]
        key = content_key("peaks 1", clip.sha256, per_s)
        place = self._cache / "proxies" / key[:2] / f"{key}.peaks"
        with suppress(OSError):
            return place.read_bytes()
        if not self.is_there(file):
            return None
        made = peaks_of(clip, per_s)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
            beside.write_bytes(made)
            beside.replace(place)
        return made

    def _say(self, file: str, state: Media, because: str = "") -> None:
        self._state[file], self._because[file] = state, because
        self.told(file, state)

    def _work(self) -> None:
        """Make proxies until the room closes; what nobody foresaw is told on the terminal, no more."""
        while not self._closed:
            try:
                self._in_turn()
            except Exception:  # noqa: BLE001 -- whatever it is, the next clip is made
                traceback.print_exc()

    def _in_turn(self) -> None:
        """Make one proxy after the other, in another process, so that the page stays quick.

        A process that dies of a clip takes nothing with it: the next clip gets another.
        """
        while (file := self._next()) is not None:
            heard, here = Pipe(duplex=False)
            with ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_leave_with, initargs=(self._theirs, here)
            ) as pool:
                before = frozenset(active_children())
                while file is not None and self._make(pool, file, (heard, before)):
                    file = self._next()
            self._maker = None

    def _make(
        self, pool: ProcessPoolExecutor, file: str, begun: tuple[Connection, frozenset[BaseProcess]]
    ) -> bool:
        """Make one proxy and say what came of it; return whether its process is good for another.

        begun: where that process says that it is there, and those that were there before it.
        """
        clip = self._clips[file]
        try:
            making = pool.submit(_write, clip, proxy_place(self._cache, clip))
            with self._changed:
                self._maker = begun[0], frozenset(active_children()) - begun[1]
            if self._closed:
                self._end_who_did_not_begin()
            making.result()
        except NotKept as refusal:
            self._later(file, str(refusal))
            return False
        except BrokenProcessPool:
            if not self._closed:
                self._not_shown(clip, _DIED)
            return False
        except NotDecoded as refusal:
            self._not_shown(clip, str(refusal))
        except Exception as error:  # noqa: BLE001 -- none of them may stop those that come after
            self._not_shown(clip, str(NotDecoded(words_of(error))))
        else:
            self._say(file, "ready")
        return True

    def _not_shown(self, clip: Clip, because: str) -> None:
        """Say that a clip's picture cannot be shown: its file is gone, or it cannot be read."""
        if clip.path.is_file():
            self._say(clip.file, "unreadable", because)
        else:
            self._say(clip.file, "gone")

    def _later(self, file: str, because: str) -> None:
        """Rest, as the disk takes nothing, and try this clip again after the others."""
        self._say(file, "making", because)
        with self._changed:
            self._rests_until = time.monotonic() + AGAIN_S
            self._wanted = [*(one for one in self._wanted if one != file), file]

    def _next(self) -> str | None:
        with self._changed:
            while not self._closed:
                rests_s = self._rests_until - time.monotonic()
                if self._wanted and rests_s <= 0:
                    return self._wanted.pop(0)
                self._changed.wait(rests_s if self._wanted else None)
            return None

    def close(self) -> None:
        """Make no more; what is being made is forgotten."""
        with self._changed:
            self._closed, self._wanted = True, []
            self._changed.notify()
        self._ours.close()
        self._end_who_did_not_begin()

    def _end_who_did_not_begin(self) -> None:
        """End a process that is still on its way to its first clip: it has nothing to sweep away.

        On a busy machine it is on its way for many seconds, and whoever closes the room would wait for it.
        """
        with self._changed:
            heard, makers = self._maker or (None, ())
            if heard is not None and not heard.poll():
                for maker in makers:
                    maker.kill()
