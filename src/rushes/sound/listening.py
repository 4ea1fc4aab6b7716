"""Hearing a clip: from its file to words in time, pauses, claps and levels.

Long clips are heard in pieces that end where it is quietest, so that the memory needed does not
grow with the clip.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from rushes.sound.ear import MOST_WORDS, ScriptEar
from rushes.sound.levels import (
    LEVEL_STEP_S,
    claps,
    level_between,
    levels,
    noise_and_speech,
    quiet_between,
    sharp_attacks,
)
from rushes.sound.model import Heard, HeardWord
from rushes.sound.recogniser import Recogniser, Script
from rushes.sound.samples import Samples, mono_blocks
from rushes.sound.spectrum import FRAMES_A_SECOND, SAMPLE_RATE, Floats

_PIECE_S, _LEAST_PIECE_S = 45.0, 20.0
_FOREGROUND_DB = 9.0
"""Free speech this far below the clip's lines is somebody in the background: not the actor's."""
_INAUDIBLE_DB = -80.0
"""Below this is no voice but a muted microphone, or a hole in the sound: three steps of 65,536."""
_STEPS_A_PIECE = 8_000_000
"""Frames x nodes of one search, so that what it remembers stays near 100 MB."""


def listen(path: Path, scenes: Script, ear: Recogniser | None = None) -> Heard:
    """Hear one clip against the scenes that may be spoken in it.

    A clip without sound gives a `Heard` of no duration. Nothing is decoded twice; memory is bounded.
    """
    hearer = ear or ScriptEar()
    words: list[HeardWord] = []
    attacks: list[tuple[float, float]] = []
    loudness: list[Floats] = []
    heard = 0
    for piece in _pieces(mono_blocks(path), _piece_seconds(scenes)):
        start = heard / SAMPLE_RATE
        words += [_later(word, start) for word in hearer.words(piece, scenes)]
        attacks += sharp_attacks(piece, start)
        loudness.append(levels(piece, LEVEL_STEP_S))
        heard += piece.size
    level = np.concatenate(loudness) if loudness else np.zeros(0, dtype=np.float32)
    noise, speech = noise_and_speech(level, [word for word in words if word.of_script])
    kept = tuple(word for word in words if word.of_script or _in_front(word, level, speech))
    spoken = [word for word in kept if word.of_script] or kept
    first, last = (spoken[0].in_s, spoken[-1].out_s) if spoken else (np.inf, -np.inf)
    struck = claps(attacks, first, last)
    kept = tuple(word for word in kept if word.of_script or not _is_clap(word, struck))
    duration = heard / SAMPLE_RATE
    return Heard(
        ear=hearer.name,
        duration_s=round(duration, 3),
        words=kept,
        quiet=quiet_between(kept, duration),
        claps=struck,
        levels=tuple(round(float(value), 1) for value in level),
        level_step_s=LEVEL_STEP_S,
        noise_db=round(noise, 1),
        speech_db=round(speech, 1),
    )


def _later(word: HeardWord, start_s: float) -> HeardWord:
    return HeardWord(
        word.text, round(word.in_s + start_s, 3), round(word.out_s + start_s, 3), word.score, word.of_script
    )


def _in_front(word: HeardWord, level: Floats, speech_db: float) -> bool:
    return level_between(level, word.in_s, word.out_s) > max(speech_db - _FOREGROUND_DB, _INAUDIBLE_DB)


def _is_clap(word: HeardWord, struck: Sequence[float]) -> bool:
    """Tell a clap that was taken for a word: what holds one and lasts no longer is no speech."""
    return any(word.in_s - 0.05 <= at <= word.out_s + 0.05 and word.out_s - word.in_s < 0.35 for at in struck)


def _pieces(blocks: Iterable[Samples], longest_s: float) -> Iterator[Samples]:
    """Join blocks into pieces of at most `longest_s`, each ending where it is quietest."""
    longest, waiting = int(longest_s * SAMPLE_RATE), np.zeros(0, dtype=np.int16)
    for block in blocks:
        waiting = np.concatenate([waiting, block])
        while waiting.size > longest:
            at = _quietest(waiting, int(longest * _LEAST_PIECE_S / _PIECE_S), longest)
            yield waiting[:at]
            waiting = waiting[at:]
    if waiting.size:
        yield waiting


def _quietest(samples: Samples, first: int, last: int) -> int:
    """Return the middle of the quietest 0.4 s between two samples, in whole steps of the levels.

    So the levels of the pieces, one after the other, are those of the clip.
    """
    step = round(LEVEL_STEP_S * SAMPLE_RATE)
    first = first // step * step
    level = levels(samples[first:last], LEVEL_STEP_S)
    runs = np.convolve(10.0 ** (level / 10.0), np.ones(4), mode="valid")
    return first + (int(runs.argmin()) + 2) * step


def _piece_seconds(scenes: Script) -> float:
    """Return how long a piece may be so that its search fits the memory."""
    nodes = min(sum(len(line) + 1 for scene in scenes for line in scene), 2 * MOST_WORDS) + 2
    return max(8.0, min(_PIECE_S, _STEPS_A_PIECE / nodes / FRAMES_A_SECOND))
