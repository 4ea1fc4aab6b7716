"""Transcripts brought along: words that another ear, or a person, heard in a clip.

In comes a file beside a clip or in a folder of its own; out come words in time, as the script spells
them. Words to know: a *cue* is what stands on the screen at once in a subtitle; a word is *interpolated*
when nobody measured when it was said.
"""

from rushes.sound.transcripts.bring import bring, of_another_sound
from rushes.sound.transcripts.check import is_of_another_sound
from rushes.sound.transcripts.find import NoSuchTranscripts, find_transcripts
from rushes.sound.transcripts.model import Piece, Transcript
from rushes.sound.transcripts.said import words_of

__all__ = [
    "NoSuchTranscripts",
    "Piece",
    "Transcript",
    "bring",
    "find_transcripts",
    "is_of_another_sound",
    "of_another_sound",
    "words_of",
]
