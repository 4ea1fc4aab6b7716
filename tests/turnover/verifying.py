"""Cuts of media that are there, their timelines, and proxies, made for the tests of verifying."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from rushes.cut.model import Alternate, Cut, Event
from rushes.footage import fingerprint, probe
from rushes.footage.gather import clip_of
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover import DIALECTS, cut_json
from tests.turnover.making import spoken


def taken(file: Path) -> Clip:
    """Return a file as a clip, with its content."""
    return clip_of(file, probe(file), fingerprint(file))


def handed_over(folder: Path, files: Sequence[Path], pieces: int = 6, frames: int = 40) -> Cut:
    """Cut so many pieces from files in turn, and lay the cut and every timeline of it into a folder."""
    clips = [taken(file) for file in files]
    used = [clips[number % len(clips)] for number in range(pieces)]
    starts = [50 + 53 * (number // len(clips)) for number in range(pieces)]
    cut = spoken(
        [(f"1.{n + 1}", clip, at, at + frames) for n, (clip, at) in enumerate(zip(used, starts, strict=True))]
    )
    cut = replace(cut, events=tuple(_with_choice(one, clips) for one in cut.events))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cut.json").write_bytes(cut_json(cut))
    for dialect in DIALECTS.values():
        if not dialect.is_list:
            for name, data in dialect.write(cut).items():
                (folder / f"first-cut{name}").write_bytes(data)
    return cut


def _with_choice(event: Event, clips: Sequence[Clip]) -> Event:
    """Return a picture with the same line of the next clip as a choice not taken."""
    if event.track != "V1":
        return event
    files = [clip.file for clip in clips]
    other = clips[(files.index(event.file) + 1) % len(clips)]
    span = Span(event.source.start + 7, event.source.end + 7, other.rate)
    return replace(event, alternates=(Alternate(other.file, span, -1.0, ()),))


def proxy(file: Path, to: Path, *, scale: int = 1, crf: int = 23, late: int = 0) -> Path:
    """Encode a clip anew, smaller; late: by so many frames, with the first one shown longer."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(file)) as source, av.open(str(to), "w") as out:
        picture = source.streams.video[0]
        rate = Fraction(picture.average_rate or 25)
        options = {"crf": str(crf), "preset": "veryfast"}
        made = out.add_stream("libx264", rate=rate, options=options)
        made.width, made.height, made.pix_fmt = picture.width // scale, picture.height // scale, "yuv420p"
        sound = out.add_stream("aac", rate=48000, layout="mono")
        number = 0
        for frame in source.decode(picture):
            small = frame.reformat(made.width, made.height, "yuv420p")
            for _ in range(late + 1 if number == 0 else 1):
                small.pts, small.time_base, small.pict_type = number, 1 / rate, 0
                out.mux(made.encode(small))
                number += 1
        out.mux(made.encode(None))
        source.seek(0)
        _sound_into(out, sound, source, round(late / rate * 48000))
    return to


def _sound_into(
    out: av.container.OutputContainer, made: AudioStream, source: av.container.InputContainer, late: int
) -> None:
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=48000)
    blocks = [one.to_ndarray() for frame in source.decode(audio=0) for one in resampler.resample(frame)]
    sound = np.concatenate([np.zeros((1, late), np.float32), *blocks], axis=1)
    for start in range(0, sound.shape[1], 1024):
        block = AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, start : start + 1024]), "fltp", "mono")
        block.sample_rate, block.time_base, block.pts = 48000, Fraction(1, 48000), start
        out.mux(made.encode(block))
    out.mux(made.encode(None))
