"""The production sound of a take: the boom, a lavalier on each performer, and their mix.

Signals are float arrays, mono, 48 kHz; everything random comes from the take's seed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.stage.manner import Signal, shouted, whispered
from rushes.stage.model import Job, Manner, Size, TakePlan
from rushes.stage.performance import Performance, Spoken
from rushes.stage.room import (
    RATE,
    Window,
    add,
    answer,
    answered,
    as_samples,
    clap,
    gain,
    in_the_room,
    lot,
    noise,
    shaped,
    together,
)

__all__ = [
    "RATE",
    "Heard",
    "boom",
    "heard",
    "microphones",
    "noise",
    "resampled",
    "sound_of",
    "tracks_of",
    "whole",
]

_SPEECH_DB = {"wide": -26.0, "medium": -22.0, "close": -20.0}
"""The level of speech for each size: the boom comes nearer."""
_WET_DB = {"wide": -13.0, "medium": -19.0, "close": -25.0}
"""How loud the room answers, under the voice."""
_OFF_MIC_DB = {"wide": 0.0, "medium": -5.0, "close": -9.0}
"""How much quieter a performer is who is not the one the boom follows."""
ROOM_TONE_DB = -64.0
CREW_DB: dict[Job, float] = {"assistant": -34.0, "director": -35.0, "camera": -38.0, "sound": -40.0}
"""The crew stands behind the camera, the sound recordist farthest."""
MANNER_DB: dict[Manner, float] = {"spoken": 0.0, "whispered": -13.0, "shouted": 8.0}
"""How far a whisper and a shout lie from the voice; the recordist's hand is on the gain (people: 20 dB)."""

_CHEST_DB, _CHEST_TONE_DB, _TRIM_DB = -20.0, -62.0, 3.0
"""A lavalier's level of its wearer's speech, its own floor, and how far its gain may be off."""
_BLEED_DB, _WAY_S = -20.0, 1.5 / 343
"""How a partner is heard in it: as much quieter, and later by the way of sound over a metre and a half."""
_NEARER_DB = 8.0
"""How much better speech stands above the noise of a place on the chest than at the boom."""
_MIX_DB = -4.0


@dataclass(frozen=True, eq=False)
class Heard:
    """A take as it is played, and all its voices: dry, at RMS 1, in the order of the performance.

    answers: what the room says to each.
    """

    plan: TakePlan
    performance: Performance
    said: tuple[Signal, ...]
    answers: tuple[Signal, ...]


def heard(plan: TakePlan, performance: Performance) -> Heard:
    """Return everything that is said in a take, and what its room answers."""
    said, room = tuple(_delivered(plan, one) for one in performance.spoken), answer(plan)
    return Heard(plan, performance, said, tuple(answered(voice, room) for voice in said))


def sound_of(plan: TakePlan, performance: Performance) -> NDArray[np.int16]:
    """Return the take's sound as 16-bit samples at 48 kHz, as long as its picture: that of the boom."""
    take = heard(plan, performance)
    return as_samples(boom(take, whole(take)))


def tracks_of(plan: TakePlan, performance: Performance) -> dict[str, NDArray[np.int16]]:
    """Return what `microphones` give, as 16-bit samples as long as the picture."""
    take = heard(plan, performance)
    return {name: as_samples(signal) for name, signal in microphones(take, whole(take)).items()}


def microphones(take: Heard, window: Window) -> dict[str, Signal]:
    """Return what a recorder with a microphone for everybody gives, by the names of its tracks.

    The mix of all, the boom, and a lavalier on each performer, in which the others are heard from afar.
    """
    overhead = boom(take, window)
    worn = [_lavalier(take, window, player.character) for player in take.plan.performers]
    mix = (overhead + np.sum(worn, axis=0)) * gain(_MIX_DB)
    return dict(zip(take.plan.tracks, (mix, overhead, *worn), strict=True))


def whole(take: Heard) -> Window:
    """Return the window of the first camera: from its first frame to its last."""
    return Window(0, round(take.performance.frames / float(take.plan.rate) * RATE))


def boom(take: Heard, window: Window) -> Signal:
    """Return what the boom hears."""
    plan, performance = take.plan, take.performance
    rng = lot(plan.seed)
    mix = np.zeros(window.length)
    room = answer(plan)
    for one, voice, wet in zip(performance.spoken, take.said, take.answers, strict=True):
        add(mix, together(voice, wet, *_level(plan, one)), one.at, window)
    speech_rms = rms_while_speaking(mix, performance, window)
    for clap_s in performance.claps:
        add(mix, in_the_room(clap(rng), room, -8.0, -12.0), clap_s, window)
    mix += shaped(rng, window.length, 0.75, 90, 5200) * gain(ROOM_TONE_DB)
    if plan.noise is not None:
        mix += noise(plan.noise, window.length, rng) * speech_rms * gain(-plan.noise.snr_db)
    return mix


def _lavalier(take: Heard, window: Window, wearer: str) -> Signal:
    """Return what the microphone on a performer's chest hears: the wearer close, all others from afar."""
    plan, performance = take.plan, take.performance
    rng = lot(f"{plan.seed}/lavalier/{wearer}")
    trim = rng.uniform(-_TRIM_DB, _TRIM_DB)
    sound, room = np.zeros(window.length), answer(plan)
    for one, voice, wet in zip(performance.spoken, take.said, take.answers, strict=True):
        own = one.utterance.who == wearer
        level, wet_db = _on_the_chest(one) if own else _across(one)
        there = together(voice, wet, level + trim, wet_db)
        add(sound, there, one.at + (0.0 if own else _WAY_S), window)
    for clap_s in performance.claps:
        add(sound, in_the_room(clap(rng), room, -16.0 + trim, -8.0), clap_s + _WAY_S, window)
    sound += shaped(rng, window.length, 0.75, 120, 4200) * gain(_CHEST_TONE_DB + trim)
    if plan.noise is not None:
        speech_rms = gain(_CHEST_DB + trim)
        sound += noise(plan.noise, window.length, rng) * speech_rms * gain(-plan.noise.snr_db - _NEARER_DB)
    return sound


def _on_the_chest(one: Spoken) -> tuple[float, float]:
    return _CHEST_DB + MANNER_DB[one.utterance.manner], -30.0


def _across(one: Spoken) -> tuple[float, float]:
    """Return (voice dB, room dB under it) for somebody else: the crew is farther than a partner."""
    if one.utterance.who == "crew":
        return CREW_DB[one.utterance.job] - 6.0, -4.0
    return _CHEST_DB + _BLEED_DB + MANNER_DB[one.utterance.manner], -6.0


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
        rng = lot(f"{plan.seed}/{one.number}/breath")
        signal = whispered(signal, RATE, rng)
        return signal / max(1e-9, float(np.sqrt(np.mean(signal**2))))
    return shouted(signal) if manner == "shouted" else signal


def _level(plan: TakePlan, one: Spoken) -> tuple[float, float]:
    """Return (voice dB, room dB under it) for who speaks in this setup."""
    size: Size = plan.setup.size
    if one.utterance.who == "crew":
        return CREW_DB[one.utterance.job], -6.0
    off = one.utterance.who not in plan.setup.sees
    voice = _SPEECH_DB[size] + (_OFF_MIC_DB[size] if off else 0.0) + MANNER_DB[one.utterance.manner]
    return voice, _WET_DB[size] + (6.0 if off else 0.0)


def rms_while_speaking(mix: Signal, performance: Performance, window: Window) -> float:
    """Return the level of a signal while performers speak."""
    spans = [
        mix[max(0, round(a * RATE) - window.start) : max(0, round(b * RATE) - window.start)]
        for one in performance.spoken
        if one.utterance.who != "crew"
        for a, b, _ in one.words
    ]
    spoken = np.concatenate(spans) if spans else mix
    return max(1e-5, float(np.sqrt(np.mean(spoken**2)))) if len(spoken) else 1e-5
