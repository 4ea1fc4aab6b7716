"""Write the preview: H.264 and AAC in an MP4 that begins to play before it is all there."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from rushes.cut.model import Cut
from rushes.engine.model import Progress, Watch
from rushes.errors import Finding
from rushes.turnover.preview.canvas import Canvas, canvas_for
from rushes.turnover.preview.pictures import on_screen, pictures
from rushes.turnover.preview.sound import SAMPLE_RATE, Mix, sample_at
from rushes.turnover.shots import all_shots
from rushes.turnover.withheld import NOTHING, Withheld


@dataclass(frozen=True)
class Grade:
    """How a film is written. full: as large as it was shot; else 720p at most. name: as progress calls it."""

    name: str
    full: bool
    preset: str
    crf: int
    aac_bits: int


PREVIEW: Final = Grade("preview", full=False, preset="veryfast", crf=21, aac_bits=160_000)
RELEASE: Final = Grade("release", full=True, preset="medium", crf=17, aac_bits=320_000)

_X264 = {"forced-idr": "1", "x264-params": "weightp=0:mbtree=0"}
"""Good enough to judge a performance by; every join begins with a keyframe, so that players land on it.

Without weighted prediction and macroblock tree, whose analysis reads past the last row: the same cut gives
the same bytes.
"""

_AAC = {"aac_pns": "0", "aac_is": "0"}
"""No noise put in place of sound and no borrowed sides: a voice in the centre stays there."""

_KEYFRAME_S = 2


def make_preview(
    cut: Cut,
    path: Path,
    watch: Watch | None = None,
    kept_back: Withheld = NOTHING,
    grade: Grade = PREVIEW,
) -> tuple[Finding, ...]:
    """Write the film as an MP4 at its own rate; findings tell what could not be shown.

    An empty cut gives no file and a finding. The picture is 720p at most and shows nothing but the
    clips; black and silence stand where the cut has nothing. kept_back: what is covered and muted.
    """
    if not cut.frames:
        return (Finding("no preview", cut.title, "The cut is empty: there is nothing to show."),)
    findings: list[Finding] = []
    canvas = canvas_for((shot for shot in all_shots(cut) if shot.is_picture), full=grade.full)
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        out.metadata["comment"] = cut.standing
        streams = _picture_stream(out, canvas, cut.rate, grade), _sound_stream(out, grade)
        pieces = pictures(on_screen(cut), canvas, findings.append, kept_back.covers)
        mix = Mix(cut, findings.append, kept_back.muted)
        for done in _write(out, streams, pieces, mix, cut.rate):
            if watch and (done % max(1, round(cut.rate)) == 0 or done == cut.frames):
                watch(Progress(grade.name, done, cut.frames, cut.title, remembered=False))
        for stream in streams:
            out.mux(stream.encode(None))
    return tuple(findings)


def _write(
    out: OutputContainer,
    streams: tuple[VideoStream, AudioStream],
    pieces: Iterator[tuple[VideoFrame, bool]],
    mix: Mix,
    rate: Fraction,
) -> Iterator[int]:
    """Encode frame by frame, picture and the sound beneath it, and yield how many are done."""
    picture, sound = streams
    for number, (frame, begins) in enumerate(pieces):
        frame.pts, frame.time_base = number, 1 / rate
        frame.pict_type = PictureType.I if begins else PictureType.NONE
        out.mux(picture.encode(frame))
        first, after = sample_at(number, rate), sample_at(number + 1, rate)
        out.mux(sound.encode(_sound_frame(mix.take(after - first), first)))
        yield number + 1


def _picture_stream(out: OutputContainer, canvas: Canvas, rate: Fraction, grade: Grade) -> VideoStream:
    quality = {"preset": grade.preset, "crf": str(grade.crf)}
    options = quality | _X264 | {"g": str(max(1, round(_KEYFRAME_S * rate)))}
    stream = out.add_stream("libx264", rate=rate, options=options)
    stream.width, stream.height, stream.pix_fmt = canvas.width, canvas.height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / rate
    number = 1 if canvas.matrix == "bt709" else 6
    context.colorspace = context.color_primaries = number
    context.color_trc = number
    context.color_range = 1
    return stream


def _sound_stream(out: OutputContainer, grade: Grade) -> AudioStream:
    stream = out.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options=_AAC)
    stream.codec_context.bit_rate = grade.aac_bits
    return stream


def _sound_frame(samples: np.ndarray, first: int) -> AudioFrame:
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, first, Fraction(1, SAMPLE_RATE)
    return frame
