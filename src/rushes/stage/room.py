"""The air between a mouth and a microphone: a room's answer, its tone, the sticks, planted noise. Pure.

Signals are float arrays, mono, 48 kHz; everything random comes from a seed. A `Window` says which
stretch of a take's time a microphone recorded: cameras and recorders do not begin together.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.stage.manner import Signal
from rushes.stage.model import Noise, TakePlan

RATE = 48000
SOUND_M_S = 343.0
"""Metres that sound goes in a second."""


@dataclass(frozen=True)
class Window:
    """A stretch of a take's time, in samples from the first frame of its first camera."""

    start: int
    length: int


def gain(decibels: float) -> float:
    """Return the factor of decibels."""
    return float(10 ** (decibels / 20))


def lot(seed: str) -> np.random.Generator:
    """Return the chance that a seed gives."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"))


def as_samples(signal: Signal) -> NDArray[np.int16]:
    """Return a signal as 16-bit samples."""
    return (np.clip(signal, -0.98, 0.98) * 32767).round().astype(np.int16)


def add(mix: Signal, signal: Signal, at_s: float, window: Window) -> None:
    """Add a signal that begins at a second of the take to what a microphone hears in its window."""
    start = round(at_s * RATE) - window.start
    first = max(0, -start)
    start += first
    end = min(len(mix), start + len(signal) - first)
    if end > start:
        mix[start:end] += signal[first : first + end - start]


def noise(kind: Noise, length: int, rng: np.random.Generator) -> Signal:
    """Return noise of RMS 1: white, a mains hum with its overtones, or an aeroplane passing over."""
    t = np.arange(length) / RATE
    if kind.kind == "white":
        signal = rng.standard_normal(length)
    elif kind.kind == "hum":
        hum = sum(np.sin(2 * np.pi * 50 * n * t + rng.uniform(0, 6.28)) / n**0.8 for n in (1, 2, 3, 4, 6, 8))
        signal = np.asarray(hum) + 0.12 * rng.standard_normal(length)
    else:
        swell = 0.35 + 0.65 * np.exp(-(((t / max(t[-1], 1e-9)) - rng.uniform(0.3, 0.7)) ** 2) / 0.05)
        signal = shaped(rng, length, 1.1, 60, 1400) * swell
    signal /= np.sqrt(np.mean(signal**2))
    return signal


def answer(plan: TakePlan, place: str = "") -> Signal:
    """Return a room's answer of a quarter of a second, far less outdoors. place: of the microphone."""
    rng = lot(plan.scenery.seed + "/room" + place)
    seconds = 0.07 if plan.scenery.outdoors else 0.24
    t = np.arange(int(seconds * RATE)) / RATE
    tail = rng.standard_normal(len(t)) * np.exp(-t / (seconds * 0.26))
    tail[: int(0.004 * RATE)] = 0
    tail = np.convolve(tail, np.ones(9) / 9, "same")
    tail /= np.sqrt(np.sum(tail**2))
    return tail


def answered(dry: Signal, room: Signal) -> Signal:
    """Return what a room answers to a dry sound: it lasts on for as long as the room."""
    length = len(dry) + len(room)
    size = 1 << (length - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(room, size), size)[:length]


def together(dry: Signal, wet: Signal, level_db: float, wet_db: float) -> Signal:
    """Return a dry sound and what a room answers to it, the answer so many decibels under it."""
    mixed = wet * gain(wet_db)
    mixed[: len(dry)] += dry
    return mixed * gain(level_db)


def in_the_room(dry: Signal, room: Signal, level_db: float, wet_db: float) -> Signal:
    """Return a dry sound as heard in a room, the room's answer so many decibels under it."""
    return together(dry, answered(dry, room), level_db, wet_db)


def clap(rng: np.random.Generator) -> Signal:
    """Two sticks meeting: a hard onset on the first sample, a short bright ring."""
    t = np.arange(int(0.07 * RATE)) / RATE
    crack = rng.standard_normal(len(t)) * np.exp(-t / 0.006)
    knock = np.sin(2 * np.pi * 1450 * t) * np.exp(-t / 0.012) + 0.6 * np.sin(2 * np.pi * 2900 * t) * np.exp(
        -t / 0.007
    )
    sound = crack + knock
    sound[0] = np.max(np.abs(sound))
    sound /= sound[0]
    return sound


def shaped(rng: np.random.Generator, length: int, slope: float, low: float, high: float) -> Signal:
    """Return noise of RMS 1 that falls with frequency between two corners; it repeats after 21 s."""
    period = min(1 << 20, 1 << max(10, (length - 1).bit_length()))
    frequency = np.fft.rfftfreq(period, 1 / RATE)
    shape = np.maximum(frequency, 20.0) ** -slope / (1 + (low / np.maximum(frequency, 1.0)) ** 4)
    shape /= 1 + (frequency / high) ** 2
    signal = np.fft.irfft(np.fft.rfft(rng.standard_normal(period)) * shape, period)
    signal /= np.sqrt(np.mean(signal**2))
    return np.resize(signal, length)
