"""Filming a take: picture and sound into one MOV, with timecode, reel and the note that it is drawn.

The only door of this room to codecs; the file is written under another name and renamed at its end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray
from PIL import Image

from rushes.footage.model import STAGE
from rushes.stage import quicktime
from rushes.stage.acting import Pose, act
from rushes.stage.camera import Shot, shot
from rushes.stage.exposures import PHONE_TICKS, Exposures, exposures
from rushes.stage.guide import guide
from rushes.stage.known import SeenTruth, SoftTruth, SoundTruth, TakeTruth
from rushes.stage.mixing import Heard, boom, heard, microphones, whole
from rushes.stage.model import CameraRoll, TakePlan
from rushes.stage.performance import perform
from rushes.stage.recording import Recorded
from rushes.stage.room import RATE, Window, as_samples
from rushes.stage.slating import Slate
from rushes.stage.truth import Footage, soft_spans, truth_of
from rushes.timecode import timecode_text

NOTE = f"Drawn and spoken by the {STAGE}; not filmed, and nobody's likeness."
GRAIN = 1.1
"""Standard deviation of the film grain, in steps of luma: just seen on a wall, cheap to encode."""
SOFTNESS = 0.0085
"""Blur of a soft take in frame heights: eyes lose their lashes."""


def film(plan: TakePlan, into: str) -> TakeTruth:
    """Film one take with its first camera into a folder and return the truth about it."""
    return film_roll(heard(plan, perform(plan)), plan.rolls[0], into)


def film_roll(take: Heard, roll: CameraRoll, into: str, recorded: Sequence[Recorded] = ()) -> TakeTruth:
    """Film a take with one camera and return the truth about the clip.

    recorded: what the sound recorder has of it.
    """
    plan, performance = take.plan, take.performance
    pictures = shot(roll.setup, plan.performers, plan.scenery, plan.size)
    exposed = exposures(plan, performance, roll)
    slate = Slate(plan, performance, roll, exposed)
    poses = {player.character: act(plan, performance, player.character) for player in plan.performers}
    clip = _Clip(take, roll, exposed, pictures, slate, poses)
    target = Path(into) / roll.file
    unfinished = target.with_name(f".{target.name}.part")
    try:
        _write(unfinished, clip)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    sound = [
        SoundTruth(one.files, round(float(one.at_s - exposed.from_s), 9), one.drift_ppm) for one in recorded
    ]
    return truth_of(plan, performance, Footage(roll, exposed, slate.claps, _seen(clip)), sound)


@dataclass(frozen=True)
class _Clip:
    """What one clip is made of."""

    take: Heard
    roll: CameraRoll
    exposed: Exposures
    pictures: Shot
    slate: Slate
    poses: dict[str, tuple[Pose, ...]]


def _seen(clip: _Clip) -> tuple[SeenTruth, ...]:
    """Return who is seen in a clip, and where their heads are in each of its frames."""
    return tuple(replace(one, heads=tuple(_heads(clip, one.character))) for one in clip.pictures.seen)


def _heads(clip: _Clip, character: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield (frame, left, top, width, height) for each frame from which a head is elsewhere."""
    last: tuple[int, int, int, int] | None = None
    poses = clip.poses[character]
    for number in range(clip.exposed.count):
        pose = poses[min(clip.exposed.drawing(number), len(poses) - 1)]
        box = clip.pictures.head(character, pose)
        if box is not None and box != last:
            last = box
            yield number, *box


def _sounds(clip: _Clip) -> dict[str, NDArray[np.int16]]:
    """Return the sound tracks of a clip by their names: the production's, the camera's own, or none."""
    plan, roll = clip.take.plan, clip.roll
    if roll.sound == "none":
        return {}
    if roll.sound == "production" and roll.from_s == 0 and clip.exposed.even:
        window = whole(clip.take)
        if plan.microphones:
            return {name: as_samples(track) for name, track in microphones(clip.take, window).items()}
        return {"": as_samples(boom(clip.take, window))}
    window = Window(round(roll.from_s * RATE), round(clip.exposed.seconds * RATE))
    return {"": as_samples(guide(clip.take, roll, window))}


def _write(path: Path, clip: _Clip) -> None:
    """Encode picture and sound a second at a time, so that they lie side by side in the file."""
    plan, roll, exposed = clip.take.plan, clip.roll, clip.exposed
    sounds = _sounds(clip)
    with av.open(str(path), "w", **_container(roll)) as film_roll:
        film_roll.metadata.update(_labels(plan))
        picture_track = film_roll.add_stream("libx264", rate=plan.rate, options=_x264(plan.rate))
        picture_track.width, picture_track.height = stored_size(plan, roll)
        picture_track.pix_fmt = "yuv420p"
        picture_track.codec_context.time_base = exposed.base
        _tell_colours(picture_track.codec_context)
        if roll.start is not None:
            picture_track.metadata["timecode"] = timecode_text(roll.start, plan.rate, drop=plan.drop)
            picture_track.metadata["reel_name"] = roll.reel
        codec: Literal["aac", "pcm_s16le"] = "aac" if roll.sound == "guide" else "pcm_s16le"
        sound_tracks = [(_sound_track(film_roll, name, codec), sound) for name, sound in sounds.items()]
        second, said = max(1, round(plan.rate)), 0
        for number, frame in enumerate(_frames(clip)):
            film_roll.mux(picture_track.encode(frame))
            if number % second == second - 1:
                until = round(exposed.end_s(number) * RATE)
                for track, sound in sound_tracks:
                    film_roll.mux(track.encode(_heard(sound, said, until)))
                said = until
        film_roll.mux(picture_track.encode(None))
        for track, sound in sound_tracks:
            if said < len(sound):
                film_roll.mux(track.encode(_heard(sound, said, len(sound))))
            film_roll.mux(track.encode(None))
    if roll.rotation:
        quicktime.turn(path, roll.rotation, stored_size(plan, roll))
    if roll.jump:
        quicktime.jump(path, exposed.jumps_at, roll.jump, exposed.count)


def _container(roll: CameraRoll) -> dict[str, Any]:
    """Return how a clip's file is opened: QuickTime, or MP4 with a phone's fine clock."""
    if not roll.phone:
        return {"format": "mov"}
    return {"format": "mp4", "options": {"video_track_timescale": str(PHONE_TICKS)}}


def stored_size(plan: TakePlan, roll: CameraRoll) -> tuple[int, int]:
    """Return the width and height that a camera stores: a phone held upright stores lying pictures."""
    width, height = plan.size
    return (height, width) if roll.rotation % 180 else (width, height)


def _sound_track(film_roll: OutputContainer, name: str, codec: Literal["aac", "pcm_s16le"]) -> AudioStream:
    quick = {"aac_coder": "fast"} if codec == "aac" else {}
    track = film_roll.add_stream(codec, rate=RATE, layout="mono", options=quick)
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


def _frames(clip: _Clip) -> Iterator[av.VideoFrame]:
    """Yield every frame of a clip; a drawing stands for two frames where no board moves."""
    plan, performance, exposed = clip.take.plan, clip.take.performance, clip.exposed
    soft = soft_spans(plan, performance) if clip.roll == plan.rolls[0] else ()
    grain = _grain(stored_size(plan, clip.roll))
    held: av.VideoFrame | None = None
    shown = -1
    for number in range(exposed.count):
        drawing = exposed.drawing(number)
        if drawing != shown or clip.slate.in_picture(number):
            picture = _drawn(clip.pictures, clip.poses, drawing, _softness(soft, exposed.take_s(number)))
            clip.slate.onto(picture, number)
            held, shown = _as_frame(_lying(picture, clip.roll), grain[drawing % len(grain)]), drawing
        if held is not None:
            held.pts, held.time_base = exposed.ticks[number], exposed.base
            yield held


def _drawn(pictures: Shot, poses: dict[str, tuple[Pose, ...]], drawing: int, soft: float) -> Image.Image:
    """Return a drawing of the take; after its end the last one."""
    return pictures.picture({who: drawn[min(drawing, len(drawn) - 1)] for who, drawn in poses.items()}, soft)


def _lying(picture: Image.Image, roll: CameraRoll) -> Image.Image:
    """Turn a picture against the way in which a player will turn it."""
    return picture.transpose(_TURNS[roll.rotation]) if roll.rotation else picture


_TURNS = {
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}
"""Pillow turns to the left, players to the right."""


def _softness(spans: tuple[SoftTruth, ...], now: float) -> float:
    """Return the blur at a second: the focus drifts off and back in a quarter of a second."""
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
