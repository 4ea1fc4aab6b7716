"""How much does signing a film cost beside merely hashing it?

Unit: seconds of processor time, and MB. A film of 500 MB (a small one whose picture is filled up with noise
that no player looks at) is hashed with SHA-256 as a stream, and signed with a label of 100 rushes, each in a
process of its own; of the time only that at work is counted, since a busy machine lets both wait alike. The
fastest of three. *Ratio*: that of signing, all that `rushes.credentials.sign` does, over that of hashing.
*Peak*: the most memory that the signing process ever held, as Linux tells it (VmHWM); elsewhere no value.
"""  # noqa: D400 -- it is a question

import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.frame import VideoFrame

from evaluation.score import Score
from rushes.credentials import authority, manifest_of, sign
from rushes.credentials.authority import PLACE
from rushes.credentials.boxes import boxes
from rushes.cut import Cut
from rushes.cut.model import Event
from rushes.footage import Clip
from rushes.timecode import Span

BYTES: Final = 500_000_000
RUSHES: Final = 100
AS_HASHING: Final = "signing, beside hashing"
MEMORY: Final = "peak memory of signing"
_TRIES: Final = 3
_RATE: Final = Fraction(25)
_BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class Signed:
    """What signing a film of so many bytes took; scores: by row."""

    bytes: int
    scores: Mapping[str, Score]


def sign_all(folder: Path, size: int = BYTES) -> Signed:
    """Hash and sign a film of so many bytes in a folder; what was written is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    film = folder / "film.mp4"
    _large(film, size)
    try:
        hashed = min(_told("hash", film)["seconds"] or 0.0 for _ in range(_TRIES))
        tries = [_told("sign", film) for _ in range(_TRIES)]
    finally:
        shutil.rmtree(folder)
    signed = min(one["seconds"] or 0.0 for one in tries)
    peaks = [one["peak_mb"] for one in tries if one["peak_mb"]]
    scores = {
        "hashing": Score(hashed, _TRIES, "s"),
        "signing": Score(signed, _TRIES, "s"),
        AS_HASHING: Score(signed / hashed if hashed else None, _TRIES, "times"),
        MEMORY: Score(max(peaks) if peaks else None, _TRIES, "MB"),
    }
    return Signed(size, scores)


def _told(what: str, film: Path) -> dict[str, float | None]:
    """Let a process of its own hash or sign a copy of the film, and return what it tells of itself."""
    copy = film.with_name(f"{what}.mp4")
    shutil.copyfile(film, copy)
    command = [sys.executable, "-m", "evaluation.signing", what, str(copy)]
    place = os.environ | {PLACE: str(film.with_name("certificates"))}
    told = subprocess.run(  # noqa: S603 -- our own module
        command, check=True, capture_output=True, text=True, env=place
    ).stdout
    copy.unlink()
    found: dict[str, float | None] = json.loads(told)
    return found


def _large(film: Path, size: int) -> None:
    """Write a film of so many bytes: a second of noise, its picture filled up behind the last frame."""
    small, noise = film.with_name("small.mp4"), np.random.default_rng(1)
    with av.open(str(small), "w", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=_RATE)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(25):
            pixels = noise.integers(0, 256, (48, 64, 3), dtype=np.uint8)
            out.mux(stream.encode(VideoFrame.from_ndarray(pixels, format="rgb24")))
        out.mux(stream.encode(None))
    with small.open("rb") as source:
        last = list(boxes(source))[-1]
    data, block = small.read_bytes(), noise.bytes(_BLOCK)
    with film.open("wb") as target:
        target.write(data[: last.start] + struct.pack(">I", size - last.start) + data[last.start + 4 :])
        while (left := size - target.tell()) > 0:
            target.write(block[:left])
    small.unlink()


def a_cut(rushes: int = RUSHES) -> Cut:
    """Return a cut of so many rushes, a second of each."""
    clips = tuple(
        Clip(Path("/rushes") / f"{n}.mov", f"{n}.mov", f"{n:064x}", _RATE, 100) for n in range(rushes)
    )
    events = tuple(
        Event("V1", f"1.{n}", clip.file, Span(0, 25, _RATE), Span(25 * n, 25 * n + 25, _RATE), 1.0, False, ())  # noqa: FBT003 -- it needs no look
        for n, clip in enumerate(clips)
    )
    return Cut("The bench", _RATE, "classic", events, clips=clips)


def main(what: str, film: Path) -> None:
    """Hash or sign a film, and print what it took as JSON."""
    by, manifest = authority(), manifest_of(a_cut())
    began = time.process_time()
    if what == "sign":
        sign(film, manifest, by)
    else:
        with film.open("rb") as file:
            hashlib.file_digest(file, "sha256")
    print(json.dumps({"seconds": time.process_time() - began, "peak_mb": _peak_mb()}))


def _peak_mb() -> float | None:
    """Return the most memory that this process ever held."""
    try:
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) * 1024 / 1e6 if found else None


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
