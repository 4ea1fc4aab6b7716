"""A transcript as values: what somebody or something else heard in a clip, before it is words in time."""

from dataclasses import dataclass

from rushes.errors import Refusal

BELIEVED = 0.9
"""The score of what is told without one: to be believed, but nobody measured how far."""


@dataclass(frozen=True)
class Piece:
    """What a transcript tells of one stretch of sound: a word, or all words of a cue.

    in_s, out_s: seconds from the clip's beginning, None where the transcript does not say. score: 0 to
    1. whole: it is a cue, whose words have no times of their own.
    """

    text: str
    in_s: float | None
    out_s: float | None
    score: float = BELIEVED
    whole: bool = False


@dataclass(frozen=True)
class Transcript:
    """All that one file tells. maker: the format, as it is named to a person."""

    maker: str
    pieces: tuple[Piece, ...]


class NotATranscript(Refusal):
    """A file is of another kind altogether: a camera's own notes in JSON, say. Nobody need hear of it."""

    sentence = "it is no transcript ({0})"


class BadTranscript(Refusal):
    """A transcript that cannot be used; the sentence goes on from the file's name."""

    sentence = "{0}"
