"""Sounds made for the tests of sync: speech-like bursts, what microphones make of them, files of them."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
Sound = NDArray[np.float64]


def sentence(seed: int, seconds: float = 1.5) -> Sound:
    """Return something like a sentence: syllables of voice and hiss with gaps between them."""
    rng = np.random.default_rng(seed)
    pieces: list[Sound] = []
    while sum(piece.size for piece in pieces) < seconds * RATE:
        count = int(rng.uniform(0.08, 0.25) * RATE)
        at = np.arange(count) / RATE
        pitch = rng.uniform(90, 220)
        voice = np.zeros(count)
        for n in range(1, 18):
            voice += np.sin(2 * np.pi * pitch * n * at + rng.uniform(0, 6)) / n * rng.uniform(0.2, 1)
        hiss = np.diff(rng.normal(size=count + 1)) * rng.uniform(0, 0.8)
        pieces += [
            (voice + hiss) * np.hanning(count) * rng.uniform(0.3, 1),
            np.zeros(int(rng.uniform(0.02, 0.08) * RATE)),
        ]
    return np.concatenate(pieces)[: int(seconds * RATE)] * 3000


def scene(words: Sequence[int], pauses: Sequence[float]) -> Sound:
    """Return sentences, each after its pause; the same number is the same sound."""
    parts = []
    for word, pause in zip(words, pauses, strict=True):
        parts += [np.zeros(int(pause * RATE)), sentence(word)]
    return np.concatenate([*parts, np.zeros(RATE // 2)])


def played(count: int, seed: int, first: int = 0) -> Sound:
    """Return a take of so many sentences, with pauses of its own."""
    return scene(range(first, first + count), np.random.default_rng(seed).uniform(0.4, 1.2, count).tolist())


def by_camera(sound: Sound, seed: int = 0, snr_db: float = 10.0) -> Sound:
    """Return a guide track: echoes, hiss, highs cut, low, and turned over."""
    rng = np.random.default_rng(1000 + seed)
    room = rng.normal(size=RATE // 3) * 10.0 ** (-3 * np.arange(RATE // 3) / (RATE // 3)) * 0.04
    room[0] = 1.0
    size = 1 << (sound.size + room.size).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.fft.rfft(room, size)
    spectrum /= 1 + (np.fft.rfftfreq(size, 1 / RATE) / 5000) ** 8
    heard = np.fft.irfft(spectrum, size)[: sound.size]
    loud = np.sqrt(np.mean(heard[np.abs(heard) > 300] ** 2)) if np.any(np.abs(heard) > 300) else 1000.0
    return -0.1 * (heard + rng.normal(size=heard.size) * loud * 10 ** (-snr_db / 20))


def by_recorder(
    sound: Sound, before_s: float = 2.0, after_s: float = 1.0, drift_ppm: float = 0.0, seed: int = 0
) -> Sound:
    """Return a recording: room tone before and after, and another clock."""
    pace = 1 + drift_ppm * 1e-6
    if drift_ppm:
        sound = _at_pace(sound, pace)
    tone = np.random.default_rng(2000 + seed)
    whole = np.concatenate([np.zeros(round(before_s * RATE)), sound, np.zeros(round(after_s * RATE))])
    return whole + tone.normal(size=whole.size) * 8


def _at_pace(sound: Sound, pace: float) -> Sound:
    """Resample block by block: shifts are exact in the spectrum of a block, and hardly change within it."""
    size, block = int(sound.size * pace), 2048
    out = np.zeros(size + 2 * block)
    padded = np.pad(sound, (2 * block, 4 * block))
    fade = np.hanning(2 * block + 1)[:-1]
    turn = np.fft.rfftfreq(4 * block)
    for first in range(-block, size, block):
        at = (first + block) / pace
        begin = round(at) - block
        spectrum = np.fft.rfft(padded[begin + block : begin + 5 * block])
        moved = np.fft.irfft(spectrum * np.exp(2j * np.pi * turn * (at - round(at))))[block : 3 * block]
        low = max(0, -first)
        out[first + low : first + 2 * block] += (moved * fade)[low:]
    return out[:size]


def write(path: Path, *tracks: Sound) -> Path:
    """Write a WAV of some tracks."""
    rows = np.clip(np.stack(tracks, axis=1), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(tracks))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(rows.tobytes())
    return path
