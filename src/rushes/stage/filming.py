"""Filming a take: picture and sound into one MOV, with timecode, reel and the note that it is drawn.

The only door of this room to codecs; the file is written under another name and renamed at its end.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray
from PIL import Image

from rushes.stage.acting import ON, Pose, act
from rushes.stage.camera import Shot, shot
from rushes.stage.drawing.board import OPEN, Written, board
from rushes.stage.mixing import RATE, sound_of, tracks_of
from rushes.stage.model import SoftTruth, TakePlan, TakeTruth
from rushes.stage.performance import Performance, perform
from rushes.stage.truth import soft_spans, truth_of
from rushes.timecode import timecode_text

NOTE = "Drawn and spoken by the Rushes sound stage; not filmed, and nobody's likeness."
GRAIN = 1.1
"""Standard deviation of the film grain, in steps of luma: just seen on a wall, cheap to encode."""
SOFTNESS = 0.0085
"""Blur of a soft take in frame heights: eyes lose their lashes."""
_BOARD_WIDTH = 0.40
_SLIDE = 7
"""Frames in which the board comes in or leaves."""


def film(plan: TakePlan, into: str) -> TakeTruth:
    """Film one take into a folder and return the truth about it."""
    performance = perform(plan)
    pictures = shot(plan.setup, plan.performers, plan.scenery, plan.size)
    truth = truth_of(plan, performance, pictures.seen)
    target = Path(into) / plan.file
    unfinished = target.with_name(f".{target.name}.part")
    try:
        _write(unfinished, plan, performance, pictures)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return truth


def _write(path: Path, plan: TakePlan, performance: Performance, pictures: Shot) -> None:
    """Encode picture and sound a second at a time, so that they lie side by side in the file."""
    sounds = tracks_of(plan, performance) if plan.microphones else {"": sound_of(plan, performance)}
    with av.open(str(path), "w", format="mov") as film_roll:
        film_roll.metadata.update(_labels(plan))
        picture_track = film_roll.add_stream("libx264", rate=plan.rate, options=_x264(plan.rate))
        picture_track.width, picture_track.height = plan.size
        picture_track.pix_fmt = "yuv420p"
        _tell_colours(picture_track.codec_context)
        picture_track.metadata["timecode"] = timecode_text(plan.start, plan.rate)
        picture_track.metadata["reel_name"] = plan.reel
        sound_tracks = [(_sound_track(film_roll, name), sound) for name, sound in sounds.items()]
        second = max(1, round(plan.rate))
        said, length = 0, len(sound_tracks[0][1])
        for number, frame in enumerate(_frames(plan, performance, pictures)):
            film_roll.mux(picture_track.encode(frame))
            if number % second == second - 1:
                until = round((number + 1) / float(plan.rate) * RATE)
                for track, sound in sound_tracks:
                    film_roll.mux(track.encode(_heard(sound, said, until)))
                said = until
        film_roll.mux(picture_track.encode(None))
        for track, sound in sound_tracks:
            if said < length:
                film_roll.mux(track.encode(_heard(sound, said, length)))
            film_roll.mux(track.encode(None))


def _sound_track(film_roll: OutputContainer, name: str) -> AudioStream:
    track = film_roll.add_stream("pcm_s16le", rate=RATE, layout="mono")
    if name:
        track.metadata.update({"title": name, "handler_name": name})
    return track


def _labels(plan: TakePlan) -> dict[str, str]:
    return {
        "title": f"{plan.setup.slate}-{plan.number}",
        "comment": NOTE,
        "description": NOTE,
        "make": "Rushes",
        "model": "sound stage",
    }


def _tell_colours(codec: av.VideoCodecContext) -> None:
    """Mark the picture as BT.709 of limited range, so that no player has to guess."""
    codec.color_range = ColorRange.MPEG
    codec.colorspace = Colorspace.ITU709
    codec.color_primaries = ColorPrimaries.BT709
    codec.color_trc = ColorTrc.BT709


def _x264(rate: Fraction) -> dict[str, str]:
    """Set the encoder: one thread, since takes run side by side; a keyframe every second.

    Weighted prediction and the macroblock tree are off: their analysis reads past the last row where
    the height is no multiple of 16, and what lay in memory there made one encoding in four differ.
    """
    return {
        "preset": "veryfast",
        "crf": "21",
        "threads": "1",
        "g": str(max(1, round(rate))),
        "bf": "0",
        "x264-params": "weightp=0:mbtree=0",
    }


def _heard(sound: NDArray[np.int16], start: int, end: int) -> av.AudioFrame:
    frame = av.AudioFrame.from_ndarray(sound[None, start:end], format="s16", layout="mono")
    frame.sample_rate = RATE
    frame.pts = start
    frame.time_base = Fraction(1, RATE)
    return frame


def _frames(plan: TakePlan, performance: Performance, pictures: Shot) -> Iterator[av.VideoFrame]:
    """Yield every frame of a take; a drawing stands for two frames where no board moves."""
    poses = {player.character: act(plan, performance, player.character) for player in plan.performers}
    soft = soft_spans(plan, performance)
    slate = _Slate(plan, performance)
    grain = _grain(plan.size)
    held: av.VideoFrame | None = None
    for number in range(performance.frames):
        moving = slate.in_picture(number)
        if held is None or moving or number % ON == 0:
            picture = _drawn(pictures, poses, number, _softness(soft, number, plan.rate))
            slate.onto(picture, number)
            held = _as_frame(picture, grain[number // ON % len(grain)])
        held.pts, held.time_base = number, 1 / plan.rate
        yield held


def _drawn(pictures: Shot, poses: dict[str, tuple[Pose, ...]], number: int, soft: float) -> Image.Image:
    return pictures.picture({who: drawings[number // ON] for who, drawings in poses.items()}, soft)


def _softness(spans: tuple[SoftTruth, ...], number: int, rate: Fraction) -> float:
    """Return the blur of a frame: the focus drifts off and back in a quarter of a second."""
    now = number / float(rate)
    edge = max((min(now - span.in_s, span.out_s - now) for span in spans), default=-1.0)
    return SOFTNESS * float(np.clip(edge / 0.25, 0, 1)) if edge > 0 else 0.0


def _as_frame(picture: Image.Image, grain: NDArray[np.uint8]) -> av.VideoFrame:
    """Turn a picture into the encoder's colours (BT.709) and lay grain on its luma."""
    frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
    planes = frame.reformat(format="yuv420p", dst_colorspace="ITU709", threads=1).to_ndarray()
    planes[: frame.height] += grain  # limited range (16 to 235) leaves room: it never wraps
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


@lru_cache(maxsize=2)
def _grain(size: tuple[int, int]) -> tuple[NDArray[np.uint8], ...]:
    rng = np.random.default_rng(35)
    layers = [np.clip(rng.normal(0, GRAIN, (size[1], size[0])).round(), -6, 6) for _ in range(6)]
    return tuple(layer.astype(np.int8).view(np.uint8) for layer in layers)


class _Slate:
    """The board of one take: when and where it is in the picture, and how far its sticks are open."""

    def __init__(self, plan: TakePlan, performance: Performance) -> None:
        self._plan, self._rate = plan, float(plan.rate)
        self._first, self._after = (round(s * self._rate) for s in performance.board)
        self._after = min(self._after, performance.frames)
        self._clap = round(performance.clap_s * self._rate)
        self._boards: dict[float, Image.Image] = {}

    def in_picture(self, number: int) -> bool:
        """Tell whether the board is in this frame."""
        return self._first <= number < self._after

    def onto(self, picture: Image.Image, number: int) -> None:
        """Lay the board on a picture: head up at the head of a take, upside down at its tail."""
        if not self.in_picture(number):
            return
        tail = self._plan.tail_slate
        away = (
            (self._first + _SLIDE - number) / _SLIDE if tail else (number - (self._after - _SLIDE)) / _SLIDE
        )
        sprite = self._board(
            {1: 0.6, 2: 0.22, 3: 0.0}.get(3 - (self._clap - number), 1.0 if number < self._clap else 0.0)
        )
        width, height = picture.size
        rest = height * (0.10 if tail else 0.03)
        drop = max(0.0, away) ** 2 * height
        picture.paste(sprite, (round((width - sprite.width) / 2), round(rest + drop)), sprite)

    def _board(self, opened: float) -> Image.Image:
        if opened not in self._boards:
            plan = self._plan
            written = Written(plan.title.upper(), plan.setup.slate, str(plan.number), plan.reel, "A")
            sprite = board(written, round(plan.size[0] * _BOARD_WIDTH), OPEN * opened)
            self._boards[opened] = sprite.transpose(Image.Transpose.ROTATE_180) if plan.tail_slate else sprite
        return self._boards[opened]
