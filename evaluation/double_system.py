"""Double-system sound with exact truth, out of takes whose sound is one track. A door: it writes files.

Each take becomes a picture with the guide track of a camera's microphone (`evaluation.camera_microphone`)
and a recording of a sound recorder, with room tone around it and another clock, and no timecode at all.
Beside them lie decoys: pictures that were shot while no recorder ran, whose sentences are those of other
takes, sound for sound, and recordings to which no picture belongs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np

from evaluation.camera_microphone import guide, recorded, somewhere
from evaluation.material import Material
from evaluation.soundtrack import RATE, Samples, soundtrack

MOST_DRIFT_PPM: Final = 200.0
LONG_S: Final = 44 * 60
_RATES: Final = (Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001))


@dataclass(frozen=True)
class TruePlace:
    """Where a recording lies under a picture. way_s: of the sound through the air to the camera."""

    sound: str
    at_s: float
    drift_ppm: float
    way_s: float

    def on_recorder(self, picture_s: float, *, heard: bool) -> float:
        """Return the recorder's second for one of the picture; heard: as its microphone heard it."""
        return (picture_s - (self.way_s if heard else 0.0) - self.at_s) * (1 + self.drift_ppm * 1e-6)


@dataclass(frozen=True)
class Shoot:
    """A day's files. truth: by picture; None where no recorder ran. angles: pictures are its sounds."""

    name: str
    pictures: Mapping[str, Path]
    sounds: Mapping[str, Path]
    truth: Mapping[str, TruePlace | None]
    seconds: float
    angles: bool = False


def doubled(materials: Sequence[Material], folder: Path, seed: int) -> Shoot:
    """Write each take of some materials as a picture and a recording, and a sixth more as decoys."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    scenes = [
        soundtrack(material.footage / take.file) for material in materials for take in material.truth.takes
    ]
    scenes = [scene for scene in scenes if scene.any()]
    pictures, sounds = dict[str, Path](), dict[str, Path]()
    truth: dict[str, TruePlace | None] = {}
    for number, scene in enumerate(scenes):
        name, sound = f"A{number:03}.mov", f"T{number:03}.wav"
        before, after = (float(value) for value in rng.uniform(0.5, 12.0, 2))
        drift = float(rng.uniform(0, MOST_DRIFT_PPM) * rng.choice([-1, 1]))
        truth[name] = _filmed(folder / name, scene, rng, (sound, before, drift))
        sounds[sound] = write_sound(folder / sound, recorded(scene, drift, before, after, number))
        pictures[name] = folder / name
    for number in range(max(2, len(scenes) // 6)):
        name, sound = f"N{number:03}.mov", f"W{number:03}.wav"
        _filmed(folder / name, _strung(scenes, rng), rng)
        pictures[name], truth[name] = folder / name, None
        sounds[sound] = write_sound(folder / sound, _without_picture(scenes, rng, number))
    name = materials[0].name if len(materials) == 1 else "stage"
    return Shoot(name, pictures, sounds, truth, _seconds_of(sounds, pictures))


def long_takes(material: Material, folder: Path, drifts: Sequence[float]) -> Shoot:
    """Write a take of 44 minutes for each drift; all string the same takes, each in an order of its own."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(44)
    scenes = [soundtrack(material.footage / take.file) for take in material.truth.takes]
    pictures, sounds, truth = {}, {}, {}
    for number, drift in enumerate(drifts):
        name, sound, before = f"L{number}.mov", f"L{number}.wav", float(rng.uniform(1, 60))
        scene = np.concatenate([scenes[n] for _ in range(4) for n in rng.permutation(len(scenes))])
        scene = scene[: LONG_S * RATE]
        truth[name] = _filmed(folder / name, scene, rng, (sound, before, drift), Fraction(1))
        sounds[sound] = write_sound(folder / sound, recorded(scene, drift, before, 5.0, number))
        pictures[name] = folder / name
    seconds = sum(LONG_S * 2 + 5.0 for _ in drifts)
    return Shoot("takes of 44 minutes", pictures, sounds, truth, seconds)


def two_cameras(material: Material, folder: Path, seed: int, most: int = 12) -> Shoot:
    """Write takes as two cameras heard them, without any recorder: both are guide tracks."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    pictures, sounds, truth = {}, {}, {}
    takes = material.truth.takes[:: max(1, len(material.truth.takes) // most)]
    seconds = 0.0
    for number, take in enumerate(takes):
        scene = soundtrack(material.footage / take.file)
        one, other, later = f"A{number:03}.mov", f"B{number:03}.mov", float(rng.uniform(0.2, 2.5))
        mine, theirs = somewhere(rng, _fair(rng)), somewhere(rng, _fair(rng))
        part = scene[round(later * RATE) :]
        write_picture(folder / one, guide(scene, mine, rng), _RATES[number % len(_RATES)])
        write_picture(folder / other, guide(part, theirs, rng), _RATES[number % len(_RATES)])
        pictures[one], sounds[other] = folder / one, folder / other
        truth[one] = TruePlace(other, round(later * RATE) / RATE, 0.0, mine.way_s - theirs.way_s)
        seconds += (scene.size + part.size) / RATE
    return Shoot("two cameras, no recorder", pictures, sounds, truth, seconds, angles=True)


def _fair(rng: np.random.Generator) -> float:
    """Return how far a scene stands above the noise where both sides have noise: dB."""
    return float(rng.choice([5.0, 10.0, 20.0]))


def _filmed(
    path: Path,
    scene: Samples,
    rng: np.random.Generator,
    clock: tuple[str, float, float] = ("", 0.0, 0.0),
    rate: Fraction | None = None,
) -> TruePlace:
    """Write a picture; clock: the recording, how long before it the recorder rolled, and its drift."""
    sound, before_s, drift_ppm = clock
    mic = somewhere(rng)
    write_picture(path, guide(scene, mic, rng), rate or _RATES[int(rng.integers(len(_RATES)))])
    before = round(before_s * RATE) / RATE
    return TruePlace(sound, -before / (1 + drift_ppm * 1e-6), drift_ppm, mic.way_s)


def _strung(scenes: Sequence[Samples], rng: np.random.Generator) -> Samples:
    """Return pieces of several takes in another order: what is said, and how, all others have as well."""
    pieces = []
    for _ in range(int(rng.integers(4, 8))):
        scene = scenes[int(rng.integers(len(scenes)))]
        begin = int(rng.integers(0, max(1, scene.size - 5 * RATE)))
        pieces.append(scene[begin : begin + int(rng.uniform(2, 5) * RATE)])
    return np.concatenate(pieces)


def _without_picture(scenes: Sequence[Samples], rng: np.random.Generator, number: int) -> Samples:
    """Return room tone, or a wild track: lines that are said once more, for their sound alone."""
    if number % 3 == 0:
        return rng.normal(0, 60, 30 * RATE).astype(np.int16)
    return recorded(_strung(scenes, rng), 0.0, 2.0, 3.0, number)


def _seconds_of(sounds: Mapping[str, Path], pictures: Mapping[str, Path]) -> float:
    return sum(_duration(path) for path in (*sounds.values(), *pictures.values()))


def _duration(path: Path) -> float:
    with av.open(str(path)) as container:
        return (container.duration or 0) / av.time_base


def write_picture(path: Path, samples: Samples, rate: Fraction) -> Path:
    """Write a small grey picture with a guide track (AAC) of 48 kHz, a second at a time."""
    with av.open(str(path), "w", format="mov") as reel:
        picture = reel.add_stream("mjpeg", rate=rate, options={"qscale": "20"})
        picture.width, picture.height, picture.pix_fmt = 32, 32, "yuvj420p"
        sound = reel.add_stream("aac", rate=48000, layout="mono")
        sound.bit_rate = 96000
        grey = av.VideoFrame.from_ndarray(np.full((48, 32), 128, dtype=np.uint8), format="yuvj420p")
        shown = 0
        for second, frames in enumerate(_at_48k(samples)):
            while shown < (second + 1) * rate and shown < samples.size / RATE * rate:
                grey.pts, grey.time_base = shown, 1 / rate
                reel.mux(picture.encode(grey))
                shown += 1
            for frame in frames:
                reel.mux(sound.encode(frame))
        reel.mux(picture.encode(None))
        reel.mux(sound.encode(None))
    return path


def write_sound(path: Path, samples: Samples) -> Path:
    """Write a recorder's file: one track, 48 kHz, 24 bits."""
    with av.open(str(path), "w", format="wav") as wave:
        sound = wave.add_stream("pcm_s24le", rate=48000, layout="mono")
        for frames in _at_48k(samples, "s32"):
            for frame in frames:
                wave.mux(sound.encode(frame))
        wave.mux(sound.encode(None))
    return path


def _at_48k(samples: Samples, form: str = "fltp") -> Iterator[list[av.AudioFrame]]:
    """Yield sound a second at a time, at three times its rate."""
    resampler = av.AudioResampler(format=form, layout="mono", rate=48000)
    for first in range(0, samples.size, RATE):
        piece = np.ascontiguousarray(samples[None, first : first + RATE])
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
        yield resampler.resample(frame)
    yield resampler.resample(None)
