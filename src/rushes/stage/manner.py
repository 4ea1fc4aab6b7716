"""The manner in which a line is said: whispered, shouted, with a word swallowed. Changes of samples, pure.

Signals are float arrays of one voice; what is random comes from a generator that is given.
"""

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rushes.sound.espeak import Speech, SpokenPhone, SpokenWord

Signal = NDArray[np.float64]
Sound = TypeVar("Sound", SpokenWord, SpokenPhone)

_WINDOW_S, _ENVELOPE_S = 0.023, 0.0016
"""A stretch of speech that stands still, and the quefrency below which the shape of the mouth lies."""
_SWALLOWED_PART, _SWALLOWED_DB, _SEAM_S = 0.30, -14.0, 0.008
"""What is left of a swallowed word, how far under its voice, and the blend into the next one."""


def whispered(signal: Signal, rate: int, rng: np.random.Generator) -> Signal:
    """Return a voice without voicing: breath in the shape of the mouth, stretch by stretch.

    The envelope is the low part of the cepstrum. Where a voice was, the glottis no longer darkens
    it: low formants lose, high ones gain (Jovicic 1998: a whisper is flatter by 6 to 12 dB an octave).
    """
    size = 1 << round(np.log2(_WINDOW_S * rate))
    hop, window = size // 4, np.hanning(size + 1)[:-1]
    padded = np.concatenate([np.zeros(size), signal, np.zeros(size)])
    breath = rng.standard_normal(padded.size)
    whisper = np.zeros(padded.size)
    frequency = np.fft.rfftfreq(size, 1 / rate)
    flatter = np.minimum(frequency / 900.0, 3.0)
    for at in range(0, padded.size - size, hop):
        spectrum = np.abs(np.fft.rfft(padded[at : at + size] * window)) + 1e-9
        power = spectrum**2
        voiced = power[frequency < 900].sum() / power.sum()
        shape = _envelope(spectrum, int(_ENVELOPE_S * rate)) * (1 + voiced * (flatter - 1))
        blown = np.fft.rfft(breath[at : at + size] * window)
        whisper[at : at + size] += np.fft.irfft(blown * shape, size) * window
    return np.asarray(whisper[size : size + signal.size] / np.sqrt(size), dtype=np.float64)


def _envelope(spectrum: Signal, low: int) -> Signal:
    cepstrum = np.fft.irfft(np.log(spectrum))
    cepstrum[low : len(cepstrum) - low + 1] = 0.0
    return np.asarray(np.exp(np.fft.rfft(cepstrum).real), dtype=np.float64)


def shouted(signal: Signal) -> Signal:
    """Return a voice of RMS 1 at the top of its strength: brighter, and bent where it is loudest."""
    brighter = signal + 0.9 * np.diff(signal, prepend=0.0) * 4.0
    brighter /= max(1e-9, float(np.sqrt(np.mean(brighter**2))))
    return np.asarray(np.tanh(0.7 * brighter) / 0.7, dtype=np.float64)


def swallowed(speech: Speech, word: int) -> Speech:
    """Return speech of which one word is only begun, under the voice: what follows comes earlier.

    The word is still listed, as long as what is left of it.
    """
    lost = speech.words[word]
    begin, end = round(lost.in_s * speech.rate), round(lost.out_s * speech.rate)
    kept = begin + round((end - begin) * _SWALLOWED_PART)
    samples = speech.samples.astype(np.float64)
    seam = min(round(_SEAM_S * speech.rate), kept - begin, len(samples) - end)
    samples[begin:kept] *= 10 ** (_SWALLOWED_DB / 20)
    rise = np.linspace(0.0, 1.0, seam)
    blend = samples[kept - seam : kept] * (1 - rise) + samples[end - seam : end] * rise
    joined = np.concatenate([samples[: kept - seam], blend, samples[end:]])
    earlier = (end - kept) / speech.rate
    left_s = kept / speech.rate
    return replace(
        speech,
        samples=joined.round().astype(np.int16),
        words=tuple(_moved(one, lost.out_s, left_s, earlier) for one in speech.words),
        phones=tuple(_moved(one, lost.out_s, left_s, earlier) for one in speech.phones),
    )


def _moved(sound: Sound, after: float, left: float, earlier: float) -> Sound:
    """Move what comes after the cut to where it is now; end at the cut what was cut."""
    if sound.in_s >= after - 1e-6:
        return replace(sound, in_s=sound.in_s - earlier, out_s=sound.out_s - earlier)
    return replace(sound, in_s=min(sound.in_s, left), out_s=min(sound.out_s, left))
