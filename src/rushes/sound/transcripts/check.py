"""What makes a transcript unusable: what it says of itself, of its clip, and of the clip's sound."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

import numpy as np

from rushes.screenplay.spoken import spoken_words
from rushes.sound.levels import level_between
from rushes.sound.model import Heard
from rushes.sound.transcripts.model import BadTranscript, Piece, Transcript

SLACK_S = 1.0
"""Whisper ends its last words up to a second after the sound; subtitlers round up to the next second."""
_BACK_S = 0.05
"""Words that Whisper aligns may begin a hair before the one they follow."""
_SILENT_DB = 3.0
"""A word no louder than this above the floor of the clip is not heard at its place."""
_MOST_SILENT = 0.5
"""Words of a cue share out its pauses too, so some always stand in silence; most never do."""
_WORDS, _CUES = 0.65, 0.55
"""How often a clip has to be louder under words than beside them, where words or only cues have times.

On 35 real takes (a third of them with noise) it is 0.88 or more for the words that are said in them and
0.59 or more for cues that begin 0.2 s early and linger for 0.8 s. The words of other takes of the same
scene are refused in nine of ten cases, their cues in four of ten: a take as densely spoken looks alike.
"""
_LEAST_S = 1.0
"""Seconds of words, and half of those beside them, that can be compared."""


def check(transcript: Transcript, duration_s: float) -> None:
    """Refuse (`BadTranscript`) what is empty, runs backwards or runs past the clip's end."""
    pieces = [piece for piece in transcript.pieces if spoken_words(piece.text)]
    if not pieces:
        raise BadTranscript("there is not one word in it")
    _forwards(pieces)
    end_s = max(piece.out_s for piece in pieces)
    if end_s > duration_s + SLACK_S:
        raise BadTranscript(f"it runs to {end_s:.1f} s, and the clip ends at {duration_s:.1f} s")


def _forwards(pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        if piece.out_s < piece.in_s or piece.in_s < 0:
            raise BadTranscript(f"its times run backwards at {max(0.0, piece.in_s):.1f} s")
    for one, other in pairwise(pieces):
        if other.in_s < one.in_s - _BACK_S:
            raise BadTranscript(f"its times run backwards, from {one.in_s:.1f} s to {other.in_s:.1f} s")


def is_of_another_sound(heard: Heard) -> bool:
    """Tell whether a transcript's words do not fit the sound of its clip.

    They do not where most of them stand in silence, or where the clip is hardly louder under them than
    beside them.
    """
    if not heard.words:
        return False
    guessed = sum(word.interpolated for word in heard.words) * 2 > len(heard.words)
    louder = _louder(heard)
    return _mostly_silent(heard) or (louder is not None and louder < (_CUES if guessed else _WORDS))


def _mostly_silent(heard: Heard) -> bool:
    level = np.asarray(heard.levels, dtype=np.float32)
    silent = [
        level_between(level, word.in_s, word.out_s, heard.level_step_s) < heard.noise_db + _SILENT_DB
        for word in heard.words
    ]
    return sum(silent) > _MOST_SILENT * len(silent)


def _louder(heard: Heard) -> float | None:
    """Return how often a step under words is louder than one beside them (Mann and Whitney 1947).

    1 where it always is, 0.5 where words are scattered at random; None where there is too little of either.
    """
    level = np.asarray(heard.levels, dtype=np.float32)
    under = np.zeros(level.size, dtype=bool)
    for word in heard.words:
        under[int(word.in_s / heard.level_step_s) : ceil(word.out_s / heard.level_step_s)] = True
    words, rest = int(under.sum()), int((~under).sum())
    if words < _LEAST_S / heard.level_step_s or rest < 2 * _LEAST_S / heard.level_step_s:
        return None
    ranks = np.empty(level.size)
    ranks[level.argsort(kind="stable")] = np.arange(level.size)
    return float(ranks[under].sum() - words * (words - 1) / 2) / (words * rest)
