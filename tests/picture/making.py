"""Pictures and clips made for a claim: a drawn room with a figure, out of focus, dark, shaken or held."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from rushes.footage import Clip, Slate
from rushes.picture import GRID, Glance, Seen

Grey = NDArray[np.uint8]
RATE = Fraction(25)
SIZE = (640, 360)


def room(number: int = 0, *, soft: float = 0.0, contrast: float = 1.0, noise: float = 0.0) -> Grey:
    """Draw a room with a figure that sways; soft: radius of the blur in pixels."""
    image = Image.new("L", SIZE, 120)
    draw = ImageDraw.Draw(image)
    chance = np.random.default_rng(5)
    for _ in range(60):
        x, y = int(chance.integers(0, SIZE[0])), int(chance.integers(0, SIZE[1]))
        across, down = (int(one) for one in chance.integers(10, 70, 2))
        draw.rectangle((x, y, x + across, y + down), fill=int(chance.integers(30, 220)))
    sway = 12 * np.sin(number / 9)
    draw.ellipse((270 + sway, 80, 370 + sway, 220), fill=200, outline=30, width=3)
    draw.rectangle((240 + sway, 220, 400 + sway, 360), fill=60)
    if soft:
        image = image.filter(ImageFilter.BoxBlur(soft))
    shades = (np.asarray(image, float) - 128) * contrast + 128
    shades += np.random.default_rng(number).normal(0, 1, shades.shape) * noise
    return np.asarray(np.clip(shades, 0, 255), np.uint8)


def film(path: Path, pictures: Iterable[Grey], **options: str) -> Path:
    """Write grey pictures as H.264 with a keyframe a second, unless told otherwise."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "20", "g": "25", **options}
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.repeat(picture[:, :, None], 3, axis=2), "rgb24")
            frame.pts, frame.time_base = number, 1 / RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def frames(count: int, picture: Callable[[int], Grey] = room) -> list[Grey]:
    """Return so many pictures."""
    return [picture(number) for number in range(count)]


def a_clip(file: str, setup: str | None = "27A", camera: str | None = "A", frames: int = 250) -> Clip:
    """Return a clip of a setup."""
    slate = Slate(scene="27", setup=setup, take=1, camera=camera) if setup else Slate()
    return Clip(Path("/") / file, file, file, RATE, frames, width=1920, height=1080, slate=slate)


CELLS = GRID[0] * GRID[1]


def glance(at_s: float, sharp: float = 0.5, level: float = 0.4, **more: float) -> Glance:
    """Return a sample that is as sharp everywhere."""
    return Glance(
        at_s, (sharp,) * CELLS, (0.3,) * CELLS, level, more.get("bright", 0.0), more.get("dark", 0.0)
    )


def a_look(sharp: Callable[[float], float] | float = 0.5, level: float = 0.4, lasts_s: int = 10) -> Seen:
    """Return what was seen of a clip that is so sharp at each second."""
    told = sharp if callable(sharp) else lambda _: sharp
    return Seen(float(lasts_s), tuple(glance(float(at), told(at), level) for at in range(lasts_s)))
