"""The self-check of the preview: as many frames as the film has, each in its place, sound to the end."""

from fractions import Fraction
from pathlib import Path

from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from rushes.cut.model import Cut
from rushes.footage.opening import TROUBLE, opened
from rushes.turnover.preview.sound import SAMPLE_RATE, sample_at
from rushes.turnover.verify import TurnoverDiffers

_EDGE = SAMPLE_RATE // 1000
"""Samples that may be missing at the very end: MP4 writes where a track ends in whole milliseconds."""

_LAST_PACKET = 1024
"""Samples by which a player may play on: an AAC packet is always whole."""


def check_preview(path: Path, cut: Cut) -> None:
    """Decode the preview from end to end; `TurnoverDiffers` when a frame is missing, or not in its place."""
    try:
        times, samples = _times(path)
    except TROUBLE as error:
        raise TurnoverDiffers(path.name, "a player", "the file", f"unreadable ({error})", "a film") from error
    wanted = cut.frames
    if len(times) != wanted:
        raise TurnoverDiffers(path.name, "a player", "the number of frames", str(len(times)), str(wanted))
    for number, time in enumerate(times):
        if time * cut.rate != number:
            place = f"{float(time):.4f} s"
            raise TurnoverDiffers(path.name, "a player", f"frame {number}", f"at {place}", f"number {number}")
    whole = sample_at(wanted, cut.rate)
    if not whole - _EDGE <= samples <= whole + _LAST_PACKET:
        raise TurnoverDiffers(path.name, "a player", "the sound", f"{samples} samples long", f"{whole}")


def _times(path: Path) -> tuple[list[Fraction], int]:
    """Return the time of every frame in seconds, and where the sound ends, in samples."""
    times: list[Fraction] = []
    end = Fraction(0)
    with opened(path) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        picture.thread_type = "AUTO"
        for frame in container.decode(picture, sound):
            if isinstance(frame, AudioFrame):
                end = max(end, _time(frame) + Fraction(frame.samples, SAMPLE_RATE))
            elif isinstance(frame, VideoFrame):
                times.append(_time(frame))
    return times, round(end * SAMPLE_RATE)


def _time(frame: AudioFrame | VideoFrame) -> Fraction:
    return (frame.pts or 0) * (frame.time_base or Fraction(1))
