"""What a camera's own microphone makes of a scene: from metres away, in a room, beside a fan and a hum.

A model, not a recording: the sound of the scene goes its way through the air (2.915 ms a metre), comes with
the echoes of a room (an exponentially falling noise, T60 0.25 to 0.7 s, its share growing with the distance),
meets noise of its own (hiss, a fan, mains, people), loses its highs and lows, is levelled, turned down or
clipped, and is sometimes turned over. The recorder's side is the scene as it was, resampled to another clock.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from evaluation.soundtrack import RATE, Samples

Sound = NDArray[np.float32]

MS_A_METRE: Final = 2.915
NOISES: Final = ("hiss", "fan", "mains", "people")
_TAPS: Final = 12


@dataclass(frozen=True)
class Microphone:
    """A camera's microphone in a room. walk_m: how far people walk to and fro before it, in 15 s.

    snr_db: of the scene's louder tenths of a second over the noise.
    """

    metres: float
    walk_m: float
    t60_s: float
    noise: str
    snr_db: float
    highest_hz: float
    levelling: float
    gain_db: float
    clips: bool
    turned: bool

    @property
    def way_s(self) -> float:
        """Return how long the sound takes to it."""
        return round(self.metres * MS_A_METRE / 1000 * RATE) / RATE


def somewhere(rng: np.random.Generator, snr_db: float | None = None) -> Microphone:
    """Return a microphone as it may stand in a shot."""
    return Microphone(
        metres=float(rng.uniform(1.5, 5.0)),
        walk_m=float(rng.choice([0.0, 0.5, 1.0])),
        t60_s=float(rng.uniform(0.25, 0.7)),
        noise=str(rng.choice(NOISES)),
        snr_db=float(rng.choice([0.0, 5.0, 10.0, 20.0])) if snr_db is None else snr_db,
        highest_hz=float(rng.uniform(4000, 7000)),
        levelling=float(rng.uniform(0.0, 0.6)),
        gain_db=float(rng.uniform(-30.0, -3.0)),
        clips=bool(rng.random() < 0.15),
        turned=bool(rng.random() < 0.5),
    )


def guide(scene: Samples, mic: Microphone, rng: np.random.Generator) -> Samples:
    """Return the guide track that a microphone makes of a scene's sound, as long as the scene."""
    heard = _filtered(_walked(scene.astype(np.float32), mic.walk_m), _room(mic, rng))
    loud = np.percentile(_rms(heard, RATE // 10)[:: RATE // 10], 85) + 1.0
    heard = heard / np.float32(loud) + _noise(mic.noise, heard.size, rng) * np.float32(
        10 ** (-mic.snr_db / 20)
    )
    heard = _filtered(heard, _band(mic.highest_hz))
    heard = heard / (_rms(heard, RATE // 5) + np.float32(0.01)) ** np.float32(mic.levelling)
    gain = 8000.0 * 10 ** (mic.gain_db / 20) * (-1 if mic.turned else 1)
    limit = 32767.0 if not mic.clips else float(np.percentile(np.abs(heard[::7]), 98)) * abs(gain)
    return np.asarray(np.clip(heard * np.float32(gain), -limit, limit), dtype=np.int16)


def recorded(scene: Samples, drift_ppm: float, before_s: float, after_s: float, seed: int) -> Samples:
    """Return what a recorder with another clock makes of a scene, with room tone before and after it."""
    rng = np.random.default_rng(seed)
    played = resampled(scene.astype(np.float32), drift_ppm)
    around = [np.zeros(round(seconds * RATE), np.float32) for seconds in (before_s, after_s)]
    whole = np.concatenate([around[0], played, around[1]])
    return np.clip(whole + rng.normal(0, 8, whole.size), -32768, 32767).astype(np.int16)


def resampled(scene: Sound, drift_ppm: float) -> Sound:
    """Return sound as a clock counts it that runs faster by millionths: a windowed sinc of 24 samples."""
    pace = 1 + drift_ppm * 1e-6
    size = int(scene.size * pace)
    out = np.zeros(size, np.float32)
    padded = np.pad(scene, (_TAPS, _TAPS + 2))
    for first in range(0, size, 1 << 20):
        at = np.arange(first, min(first + (1 << 20), size)) / pace
        whole = np.floor(at).astype(np.int64)
        part = (at - whole).astype(np.float32)
        out[first : first + at.size] = _interpolated(padded, whole, part)
    return out


def _walked(scene: Sound, metres: float) -> Sound:
    """Return a scene whose people come nearer and go farther, as far as the way of their sound tells it."""
    if not metres:
        return scene
    padded, out = np.pad(scene, 200), np.zeros_like(scene)
    for first in range(0, scene.size, 1 << 20):
        count = np.arange(first, min(first + (1 << 20), scene.size))
        at = count - metres * MS_A_METRE / 1000 * RATE * np.sin(2 * np.pi * count / (15 * RATE))
        whole = np.floor(at).astype(np.int64)
        part = (at - whole).astype(np.float32)
        out[first : first + at.size] = _interpolated(padded, whole + 200 - _TAPS, part)
    return out


def _interpolated(padded: Sound, whole: NDArray[np.int64], part: Sound) -> Sound:
    total = np.zeros(part.size, np.float32)
    wave = np.sin(np.pi * part)
    for tap in range(1 - _TAPS, _TAPS + 1):
        off = part - np.float32(tap)
        near = np.abs(off) < 1e-6
        sinc = np.where(near, 1.0, wave * (-1) ** (tap % 2) / (np.pi * np.where(near, 1.0, off)))
        total += padded[whole + tap + _TAPS] * sinc * np.cos(np.pi * off / (2 * _TAPS + 1)) ** 2
    return total


def _room(mic: Microphone, rng: np.random.Generator) -> Sound:
    """Return a room's answer to a click: silence on the way, the click, echoes and a tail."""
    way, size = round(mic.way_s * RATE), int(mic.t60_s * RATE)
    tail = rng.normal(size=size) * 10.0 ** (-3.0 * np.arange(size) / size)
    tail[: RATE // 500] = 0
    tail /= np.sqrt(np.sum(tail**2))
    tail[0] = 10 ** ((4.0 - 2.2 * mic.metres) / 20)
    # Table, floor and walls: farther than the direct way, so none is louder.
    tail[rng.integers(30, RATE // 30, 8)] += tail[0] * rng.uniform(-0.8, 0.8, 8)
    return np.concatenate([np.zeros(way), tail / np.sqrt(np.sum(tail**2))]).astype(np.float32)


def _noise(kind: str, size: int, rng: np.random.Generator) -> Sound:
    hiss = rng.standard_normal(size, dtype=np.float32)
    if kind == "hiss":
        return hiss
    if kind == "mains":
        at = np.arange(size, dtype=np.float32) / RATE
        hum = sum(np.sin(2 * np.pi * 50 * many * at + many) / many for many in (1, 2, 3, 5, 7, 9))
        return np.asarray(0.95 * hum / np.std(hum) + 0.3 * hiss, dtype=np.float32)
    shaped = _filtered(hiss, _fan() if kind == "fan" else _voices())
    if kind == "people":
        shaped *= 0.4 + _rms(rng.standard_normal(size, dtype=np.float32), RATE // 8) ** 2 * 0.6
    return np.asarray(shaped / np.std(shaped[: 60 * RATE]), dtype=np.float32)


def _fan() -> Sound:
    return _of_response(lambda hertz: 1 / np.sqrt(1 + hertz / 40))


def _voices() -> Sound:
    return _of_response(lambda hertz: (hertz / 400) / (1 + (hertz / 400) ** 2))


def _band(highest_hz: float) -> Sound:
    return _of_response(lambda hertz: hertz**2 / (hertz**2 + 1e4) / (1 + (hertz / highest_hz) ** 8))


def _of_response(response: object) -> Sound:
    """Return the filter, 2048 samples long and without delay, that has an amplitude for each frequency."""
    assert callable(response)
    hertz = np.fft.rfftfreq(2048, 1 / RATE)
    return np.asarray(np.roll(np.fft.irfft(response(hertz)), 1024) * np.hanning(2048), dtype=np.float32)


def _filtered(sound: Sound, answer: Sound) -> Sound:
    """Return a sound through a filter (overlap-add), as long as it was; one without delay adds none."""
    centred = answer.size == 2048
    size, step = 1 << 17, (1 << 17) - answer.size
    spectrum = np.fft.rfft(answer, size)
    out = np.zeros(sound.size + size, np.float32)
    for first in range(0, sound.size, step):
        out[first : first + size] += np.fft.irfft(
            np.fft.rfft(sound[first : first + step], size) * spectrum, size
        )
    begin = 1024 if centred else 0
    return out[begin : begin + sound.size]


def _rms(sound: Sound, width: int) -> Sound:
    """Return the level around each sample."""
    total = np.concatenate([[0.0], np.cumsum(sound.astype(np.float64) ** 2)])
    at = np.arange(sound.size)
    low, high = np.maximum(at - width // 2, 0), np.minimum(at + width // 2, sound.size)
    mean = np.maximum((total[high] - total[low]) / np.maximum(high - low, 1), 0)
    return np.asarray(np.sqrt(mean), dtype=np.float32)
