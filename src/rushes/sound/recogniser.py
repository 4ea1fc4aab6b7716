"""What every ear can do: turn samples and the script into words."""

from typing import Protocol

from rushes.sound.model import HeardWord
from rushes.sound.samples import Samples

Script = tuple[tuple[tuple[str, ...], ...], ...]
"""The words that may be spoken: scenes of lines of words."""


class Recogniser(Protocol):
    """What every ear can do; all sit the same exam (`tests/sound/test_recognisers.py`)."""

    @property
    def name(self) -> str:
        """What `Heard.ear` says of who heard it; another name for another way of hearing."""

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:
        """Return what is said in mono 16 kHz samples; a word without text is a voice, not understood."""
