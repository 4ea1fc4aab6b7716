"""A transcript as values: what somebody or something else heard in a clip, before it is words in time."""

from dataclasses import dataclass

from rushes.errors import Refusal

BELIEVED = 0.9
"""The score of what is told without one: to be believed, but nobody measured how far."""


@dataclass(frozen=True)
class Piece:
    """What a transcript tells of one stretch of sound: a word, or all words of a cue.

    in_s, out_s: seconds from the clip's beginning. score: 0 to 1. measured: these are the times of this
    one word, as somebody found them.
    """

    text: str
    in_s: float
    out_s: float
    score: float = BELIEVED
    measured: bool = True


@dataclass(frozen=True)
class Transcript:
    """All that one file tells, in its order. maker: the format, as it is named to a person."""

    maker: str
    pieces: tuple[Piece, ...]


class NotATranscript(Refusal):
    """A file is of another kind altogether: a camera's own notes, say."""

    sentence = "it is no transcript: {0}"


class BadTranscript(Refusal):
    """A transcript cannot be used; its sentence says why."""

    sentence = "{0}"
