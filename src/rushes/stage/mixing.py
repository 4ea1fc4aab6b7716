"""The sound of a take: voices in a room, the room itself, the clap, and whatever noise was planted.

Signals are float arrays, mono, 48 kHz; everything random comes from the take's seed.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from rushes.stage.manner import Signal, shouted, whispered
from rushes.stage.model import Job, Manner, Noise, Size, TakePlan
from rushes.stage.performance import Performance, Spoken
from rushes.stage.truth import tracks_recorded

RATE = 48000

_SPEECH_DB = {"wide": -26.0, "medium": -22.0, "close": -20.0}
"""The level of speech for each size: the boom comes nearer."""
_WET_DB = {"wide": -13.0, "medium": -19.0, "close": -25.0}
"""How loud the room answers, under the voice."""
_OFF_MIC_DB = {"wide": 0.0, "medium": -5.0, "close": -9.0}
"""How much quieter a performer is who is not the one the boom follows."""
ROOM_TONE_DB = -64.0
CREW_DB: dict[Job, float] = {"assistant": -34.0, "director": -35.0, "camera": -38.0, "sound": -40.0}
"""The crew stands behind the camera, the sound recordist farthest."""
_MANNER_DB: dict[Manner, float] = {"spoken": 0.0, "whispered": -13.0, "shouted": 8.0}
"""How far a whisper and a shout lie from the voice; the recordist's hand is on the gain (people: 20 dB)."""

_CHEST_DB, _CHEST_TONE_DB, _TRIM_DB = -20.0, -62.0, 3.0
"""A lavalier's level of its wearer's speech, its own floor, and how far its gain may be off."""
_BLEED_DB, _WAY_S = -20.0, 1.5 / 343
"""How a partner is heard in it: as much quieter, and later by the way of sound over a metre and a half."""
_NEARER_DB = 8.0
"""How much better speech stands above the noise of a place on the chest than at the boom."""
_MIX_DB = -4.0


def sound_of(plan: TakePlan, performance: Performance) -> NDArray[np.int16]:
    """Return the take's sound as 16-bit samples at 48 kHz, as long as its picture: that of the boom."""
    return _as_samples(_boom(plan, performance))


def tracks_of(plan: TakePlan, performance: Performance) -> dict[str, NDArray[np.int16]]:
    """Return what a recorder with a microphone for everybody gives, by the names of its tracks.

    The mix of all, the boom, and a lavalier on each performer, in which the others are heard from afar.
    """
    boom = _boom(plan, performance)
    worn = [_lavalier(plan, performance, player.character) for player in plan.performers]
    mix = (boom + np.sum(worn, axis=0)) * _gain(_MIX_DB)
    return dict(zip(tracks_recorded(plan), map(_as_samples, (mix, boom, *worn)), strict=True))


def _boom(plan: TakePlan, performance: Performance) -> Signal:
    rng = np.random.default_rng(_number(plan.seed))
    length = round(performance.frames / float(plan.rate) * RATE)
    mix = np.zeros(length)
    room = _room(plan)
    for one in performance.spoken:
        _add(mix, _in_the_room(_delivered(plan, one), room, *_level(plan, one)), one.at)
    speech_rms = _rms_while_speaking(mix, performance)
    _add(mix, _in_the_room(_clap(rng), room, -8.0, -12.0), performance.clap_s)
    mix += _shaped(rng, length, 0.75, 90, 5200) * _gain(ROOM_TONE_DB)
    if plan.noise is not None:
        mix += noise(plan.noise, length, rng) * speech_rms * _gain(-plan.noise.snr_db)
    return mix


def _lavalier(plan: TakePlan, performance: Performance, wearer: str) -> Signal:
    """Return what the microphone on a performer's chest hears: the wearer close, all others from afar."""
    rng = np.random.default_rng(_number(f"{plan.seed}/lavalier/{wearer}"))
    length = round(performance.frames / float(plan.rate) * RATE)
    trim = rng.uniform(-_TRIM_DB, _TRIM_DB)
    sound, room = np.zeros(length), _room(plan)
    for one in performance.spoken:
        own = one.utterance.who == wearer
        level, wet = _on_the_chest(one) if own else _across(one)
        heard = _in_the_room(_delivered(plan, one), room, level + trim, wet)
        _add(sound, heard, one.at + (0.0 if own else _WAY_S))
    _add(sound, _in_the_room(_clap(rng), room, -16.0 + trim, -8.0), performance.clap_s + _WAY_S)
    sound += _shaped(rng, length, 0.75, 120, 4200) * _gain(_CHEST_TONE_DB + trim)
    if plan.noise is not None:
        speech_rms = _gain(_CHEST_DB + trim)
        sound += noise(plan.noise, length, rng) * speech_rms * _gain(-plan.noise.snr_db - _NEARER_DB)
    return sound


def _on_the_chest(one: Spoken) -> tuple[float, float]:
    return _CHEST_DB + _MANNER_DB[one.utterance.manner], -30.0


def _across(one: Spoken) -> tuple[float, float]:
    """Return (voice dB, room dB under it) for somebody else: the crew is farther than a partner."""
    if one.utterance.who == "crew":
        return CREW_DB[one.utterance.job] - 6.0, -4.0
    return _CHEST_DB + _BLEED_DB + _MANNER_DB[one.utterance.manner], -6.0


def _as_samples(signal: Signal) -> NDArray[np.int16]:
    return (np.clip(signal, -0.98, 0.98) * 32767).round().astype(np.int16)


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
        signal = _shaped(rng, length, 1.1, 60, 1400) * swell
    signal /= np.sqrt(np.mean(signal**2))
    return signal


def resampled(samples: NDArray[np.int16], rate: int) -> Signal:
    """Return samples at 48 kHz, without delay: by zero padding of the spectrum; rate must divide evenly."""
    common = int(np.gcd(rate, RATE))
    block = rate // common
    padded = -(-(len(samples) + 2 * block) // block) * block
    spectrum = np.fft.rfft(samples / 32768.0, padded)
    longer = padded // block * (RATE // common)
    wide = np.zeros(longer // 2 + 1, complex)
    wide[: len(spectrum)] = spectrum
    signal: Signal = np.fft.irfft(wide, longer) * (longer / padded)
    return signal


def _voiced(one: Spoken) -> Signal:
    """Return an utterance at RMS 1 while it sounds, cut after its last word."""
    speech = one.speech
    end = round((one.out_s - one.at + 0.06) * speech.rate)
    samples = speech.samples[:end].copy()
    fade = min(len(samples), round(0.02 * speech.rate))
    samples[len(samples) - fade :] = (samples[len(samples) - fade :] * np.linspace(1, 0, fade)).astype(
        np.int16
    )
    signal = resampled(samples, speech.rate)
    loud = signal[np.abs(signal) > 0.02 * np.max(np.abs(signal), initial=1e-9)]
    return signal / max(1e-9, float(np.sqrt(np.mean(loud**2)))) if len(loud) else signal


def _delivered(plan: TakePlan, one: Spoken) -> Signal:
    """Return an utterance at RMS 1, in the manner in which it is said."""
    signal, manner = _voiced(one), one.utterance.manner
    if manner == "whispered":
        rng = np.random.default_rng(_number(f"{plan.seed}/{one.number}/breath"))
        signal = whispered(signal, RATE, rng)
        return signal / max(1e-9, float(np.sqrt(np.mean(signal**2))))
    return shouted(signal) if manner == "shouted" else signal


def _level(plan: TakePlan, one: Spoken) -> tuple[float, float]:
    """Return (voice dB, room dB under it) for who speaks in this setup."""
    size: Size = plan.setup.size
    if one.utterance.who == "crew":
        return CREW_DB[one.utterance.job], -6.0
    off = one.utterance.who not in plan.setup.sees
    voice = _SPEECH_DB[size] + (_OFF_MIC_DB[size] if off else 0.0) + _MANNER_DB[one.utterance.manner]
    return voice, _WET_DB[size] + (6.0 if off else 0.0)


def _room(plan: TakePlan) -> Signal:
    """Return a room's answer of a quarter of a second; outdoors it is far shorter."""
    rng = np.random.default_rng(_number(plan.scenery.seed + "/room"))
    seconds = 0.07 if plan.scenery.outdoors else 0.24
    t = np.arange(int(seconds * RATE)) / RATE
    answer = rng.standard_normal(len(t)) * np.exp(-t / (seconds * 0.26))
    answer[: int(0.004 * RATE)] = 0
    answer = np.convolve(answer, np.ones(9) / 9, "same")
    answer /= np.sqrt(np.sum(answer**2))
    return answer


def _in_the_room(dry: Signal, room: Signal, level_db: float, wet_db: float) -> Signal:
    length = len(dry) + len(room)
    size = 1 << (length - 1).bit_length()
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(room, size), size)[:length]
    wet *= _gain(wet_db)
    wet[: len(dry)] += dry
    return wet * _gain(level_db)


def _clap(rng: np.random.Generator) -> Signal:
    """Two sticks meeting: a hard onset on the first sample, a short bright ring."""
    t = np.arange(int(0.07 * RATE)) / RATE
    crack = rng.standard_normal(len(t)) * np.exp(-t / 0.006)
    knock = np.sin(2 * np.pi * 1450 * t) * np.exp(-t / 0.012) + 0.6 * np.sin(2 * np.pi * 2900 * t) * np.exp(
        -t / 0.007
    )
    clap = crack + knock
    clap[0] = np.max(np.abs(clap))
    clap /= clap[0]
    return clap


def _shaped(rng: np.random.Generator, length: int, slope: float, low: float, high: float) -> Signal:
    """Return noise of RMS 1 that falls with frequency between two corners; it repeats after 21 s."""
    period = min(1 << 20, 1 << max(10, (length - 1).bit_length()))
    frequency = np.fft.rfftfreq(period, 1 / RATE)
    shape = np.maximum(frequency, 20.0) ** -slope / (1 + (low / np.maximum(frequency, 1.0)) ** 4)
    shape /= 1 + (frequency / high) ** 2
    signal = np.fft.irfft(np.fft.rfft(rng.standard_normal(period)) * shape, period)
    signal /= np.sqrt(np.mean(signal**2))
    return np.resize(signal, length)


def _rms_while_speaking(mix: Signal, performance: Performance) -> float:
    spans = [
        mix[round(a * RATE) : round(b * RATE)]
        for one in performance.spoken
        if one.utterance.who != "crew"
        for a, b, _ in one.words
    ]
    spoken = np.concatenate(spans) if spans else mix
    return max(1e-5, float(np.sqrt(np.mean(spoken**2))))


def _add(mix: Signal, signal: Signal, at_s: float) -> None:
    start = round(at_s * RATE)
    end = min(len(mix), start + len(signal))
    mix[start:end] += signal[: end - start]


def _gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
