"""What a file of the stage really holds: sound, pictures, and how far it is from what the truth says."""

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from rushes.stage.known import SoundTruth, TakeTruth

Heard = NDArray[np.float64]


def decoded(path: Path, channel: int = 0) -> tuple[float, Heard]:
    """Return the second at which a file's sound begins, and one channel of it."""
    with av.open(str(path)) as file:
        frames = list(file.decode(audio=0))
        first = frames[0]
        parts = [frame.to_ndarray() for frame in frames]
        planar, channels = first.format.is_planar, first.layout.nb_channels
    scale = 1.0 if parts[0].dtype.kind == "f" else float(1 << (8 * parts[0].dtype.itemsize - 1))
    whole = [part[channel] if planar else part.reshape(-1, channels)[:, channel] for part in parts]
    return float((first.pts or 0) * (first.time_base or 0)), np.concatenate(whole) / scale


def lag_s(one: Heard, other: Heard) -> float:
    """Return by how many seconds a sound stands later in one than in the other, by their whitened spectra."""
    size = 1 << (len(one) + len(other)).bit_length()
    spectrum = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    alike = np.fft.irfft(spectrum / (np.abs(spectrum) + 1e-3 * np.abs(spectrum).max()), size)
    at = int(np.argmax(alike))
    return (at if at < size // 2 else at - size) / 48000


def onset_s(sound: Heard) -> float:
    """Return where a sound first comes near its loudest: sticks ring on, and correlate with their ringing."""
    return int(np.argmax(np.abs(sound) > 0.4 * np.abs(sound).max())) / 48000


def apart_ms(folder: Path, take: TakeTruth, sound: SoundTruth, *, claps: bool = True) -> list[float]:
    """Measure, at the clap and at each line, how far guide and boom are from where the truth says.

    What the recorder missed is not measured.
    """
    guide_at, guide = decoded(folder / take.file)
    _, boom = decoded(folder / sound.files[-1], channel=1)
    fast = 1 + sound.drift_ppm * 1e-6
    apart = []
    mark = [take.clap_s] if claps and take.clap_s is not None else []
    for moment in (*mark, *(reading.in_s for reading in take.readings)):
        on_guide = round((moment - 0.1 - guide_at) * 48000)
        on_boom = round((moment - 0.1 - sound.at_s) * fast * 48000)
        if not 0 <= on_boom < len(boom) - 24000:
            continue
        here, there = guide[on_guide : on_guide + 36000], boom[on_boom : on_boom + 24000]
        late = onset_s(here[:9600]) - onset_s(there[:9600]) if moment in mark else lag_s(here, there)
        shown = guide_at + on_guide / 48000 + late
        told = sound.at_s + on_boom / 48000 / fast + take.guide_late_s
        apart.append(abs(shown - told) * 1000)
    return apart


def picture(path: Path, number: int) -> NDArray[np.int64]:
    with av.open(str(path)) as clip:
        return next(
            f.to_ndarray(format="rgb24").astype(np.int64)
            for n, f in enumerate(clip.decode(video=0))
            if n == number
        )
