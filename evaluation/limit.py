"""How near is the job to what reading the same clips costs at all?

Unit: seconds of wall clock on the same cores, in the same minute. Definition of the limit: every
packet of every clip is demultiplexed, all sound and the keyframes of the picture are decoded, and
nothing is done with them; pure PyAV, a process a core, one thread each, from the first clip begun to
the last one done. The ratio is the seconds of the whole cold ``rushes assemble`` over those of the
limit: 1 would be a job that costs nothing but reading.
"""  # noqa: D400 -- it is a question

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from evaluation.material import Material
from rushes.engine import Job, all_cores, content_key, run
from rushes.errors import Refusal


@dataclass(frozen=True)
class Read:
    """What was read of one clip, and from when to when on the clock that all share."""

    sound_s: float
    keyframes: int
    bytes: int
    began: float
    ended: float
    core_s: float


@dataclass(frozen=True)
class Limit:
    """What reading a material costs: seconds on `cores` cores, core seconds, and what was read."""

    seconds: float
    core_s: float
    cores: int
    clips: int
    sound_s: float
    keyframes: int
    bytes: int


def limit_of(material: Material, cores: int | None = None) -> Limit:
    """Read every clip of a material as fast as it can be read."""
    files = sorted(material.footage.rglob("*.mov"), key=lambda file: -file.stat().st_size)
    cores = cores or all_cores()
    read = _read_all(files, cores)
    return Limit(
        seconds=max(one.ended for one in read) - min(one.began for one in read),
        core_s=sum(one.core_s for one in read),
        cores=cores,
        clips=len(read),
        sound_s=sum(one.sound_s for one in read),
        keyframes=sum(one.keyframes for one in read),
        bytes=sum(one.bytes for one in read),
    )


def _read_all(files: Sequence[Path], cores: int) -> list[Read]:
    jobs = [Job("read", file.name, content_key(str(file)), read_clip, (file,), Read) for file in files]
    read: list[Read] = []
    for result in run(jobs, workers=cores):
        if isinstance(result, Refusal):
            raise result
        read.append(result)
    return read


def read_clip(file: Path) -> Read:
    """Demultiplex one clip, decode its sound and its keyframes, and keep nothing."""
    began, used, sound, keyframes = time.monotonic(), time.process_time(), 0.0, 0
    with av.open(str(file)) as container:
        for stream in container.streams.video:
            stream.codec_context.skip_frame = "NONKEY"
            stream.codec_context.thread_count = 1
        chosen = [*container.streams.video[:1], *container.streams.audio[:1]]
        for packet in container.demux(chosen):
            for frame in packet.decode():
                if isinstance(frame, AudioFrame):
                    sound += frame.samples / frame.sample_rate
                keyframes += isinstance(frame, VideoFrame)
    size, worked = file.stat().st_size, time.process_time() - used
    return Read(sound, keyframes, size, began, time.monotonic(), worked)
