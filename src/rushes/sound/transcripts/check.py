"""What makes a transcript unusable: what it says of itself, of its clip, and of the clip's sound."""

from collections.abc import Sequence
from itertools import pairwise

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
    """Tell whether most of a transcript's words stand where its clip is silent."""
    level = np.asarray(heard.levels, dtype=np.float32)
    silent = [
        level_between(level, word.in_s, word.out_s, heard.level_step_s) < heard.noise_db + _SILENT_DB
        for word in heard.words
    ]
    return bool(silent) and sum(silent) > _MOST_SILENT * len(silent)
