"""The guide track: what the microphone on a camera hears, metres away from everybody. Pure.

Good for sync and not for the film: late by the way of sound, full of the room, its own hiss and fan,
dull, and pumped up by the camera's automatic gain.
"""

import numpy as np

from rushes.stage.manner import Signal
from rushes.stage.mixing import CREW_DB, MANNER_DB, Heard, rms_while_speaking
from rushes.stage.model import CameraRoll
from rushes.stage.performance import Spoken
from rushes.stage.room import (
    RATE,
    SOUND_M_S,
    Window,
    add,
    answer,
    clap,
    gain,
    in_the_room,
    lot,
    noise,
    shaped,
)

METRES = {"wide": 4.0, "medium": 2.6, "close": 1.7}
"""How far the camera stands, for each size."""
_AT_A_METRE_DB, _WET_DB = -24.0, -16.0
"""Speech at one metre, and the room's answer there: the voice falls with the way, the room does not."""
_OWN_FLOOR_DB, _FAN_DB = -56.0, -62.0
_CREW_M = 1.2
_NEARER_NOISE_DB = 5.0
"""How much worse speech stands above the noise of a place than at the boom."""
_DULL_HZ = (6500.0, 9500.0)
_BLOCK = RATE // 100
_AIM_DB, _MOST_DB = -20.0, 20.0
"""Where the automatic gain wants the level, and the most that it turns up."""
_ATTACK, _RELEASE = 0.35, 0.012
"""Parts of the way that the gain goes in a hundredth of a second, down and up."""


def guide(take: Heard, roll: CameraRoll, window: Window) -> Signal:
    """Return a camera's own sound in its window."""
    plan, performance = take.plan, take.performance
    rng = lot(f"{plan.seed}/guide/{roll.letter}")
    heard, room = np.zeros(window.length), answer(plan, f"/{roll.letter}")
    for one, voice in zip(performance.spoken, take.said, strict=True):
        level, wet, metres = _from_there(one, roll.metres)
        add(heard, in_the_room(voice, room, level, wet), one.at + metres / SOUND_M_S, window)
    speech_rms = rms_while_speaking(heard, performance, window)
    for clap_s in performance.claps:
        add(heard, in_the_room(clap(rng), room, -10.0, -7.0), clap_s + late_s(roll), window)
    if plan.noise is not None:
        below = gain(_NEARER_NOISE_DB - plan.noise.snr_db)
        heard += noise(plan.noise, window.length, rng) * speech_rms * below
    heard += shaped(rng, window.length, 0.35, 60, 9000) * gain(_OWN_FLOOR_DB)
    heard += _fan(window.length, rng) * gain(_FAN_DB)
    return _pumped(_dull(heard, rng))


def late_s(roll: CameraRoll) -> float:
    """Return how much later than a microphone at the mouth the camera's hears the performers."""
    return roll.metres / SOUND_M_S if roll.sound == "guide" else 0.0


def _from_there(one: Spoken, metres: float) -> tuple[float, float, float]:
    """Return (voice dB, room dB under it, metres) for who speaks: the crew stands about the camera."""
    if one.utterance.who == "crew":
        return CREW_DB[one.utterance.job] + 4.0, -8.0, _CREW_M
    falls = 20 * float(np.log10(metres))
    return _AT_A_METRE_DB - falls + MANNER_DB[one.utterance.manner], _WET_DB + falls, metres


def _fan(length: int, rng: np.random.Generator) -> Signal:
    """Return a fan's hum: whole turns a second, so that one second of it goes on and on."""
    turns = int(rng.integers(95, 141))
    t = np.arange(RATE) / RATE
    hum = sum(np.sin(2 * np.pi * turns * n * t + rng.uniform(0, 6.28)) / n for n in (1, 2, 3, 5))
    return np.resize(np.asarray(hum), length)


def _dull(signal: Signal, rng: np.random.Generator) -> Signal:
    """Take away what a small microphone behind foam does not hear: the lows and the highs."""
    size = 1 << (len(signal) + RATE - 1).bit_length()
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    high = rng.uniform(*_DULL_HZ)
    shape = 1 / np.sqrt(1 + (frequency / high) ** 8) / (1 + (110 / np.maximum(frequency, 1.0)) ** 2)
    dull: Signal = np.fft.irfft(np.fft.rfft(signal, size) * shape, size)[: len(signal)]
    return dull


def _pumped(signal: Signal) -> Signal:
    """Turn the gain up where it is quiet, at once down where it is loud, and cut off what is too much."""
    blocks = -(-len(signal) // _BLOCK)
    padded = np.resize(signal, blocks * _BLOCK)
    levels = np.sqrt(np.mean(padded.reshape(blocks, _BLOCK) ** 2, axis=1)) + 1e-6
    wanted = np.clip(_AIM_DB - 20 * np.log10(levels), -_MOST_DB, _MOST_DB)
    gains = np.empty(blocks)
    now = float(wanted[0])
    for block, wish in enumerate(wanted.tolist()):
        now += (wish - now) * (_ATTACK if wish < now else _RELEASE)
        gains[block] = now
    places = np.arange(len(signal)) / _BLOCK - 0.5
    return np.tanh(signal * 10 ** (np.interp(places, np.arange(blocks), gains) / 20))
