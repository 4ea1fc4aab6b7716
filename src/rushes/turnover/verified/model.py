"""What comes of verifying a timeline, as a value."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.turnover.model import Placed, Shot
from rushes.turnover.rulers import past_midnight


@dataclass(frozen=True)
class Event:
    """A clip of the timeline with what the cut has there. where: for people, ``V1 at 01:00:04:05``.

    shot: None where the cut has nothing. medium: the file that it plays, None where it is nowhere. source:
    the file that the cut was made from.
    """

    placed: Placed
    where: str
    shot: Shot | None = None
    medium: Clip | None = None
    source: Clip | None = None

    @property
    def is_source(self) -> bool:
        """Whether it plays the very content that the cut was made from."""
        known = self.medium is not None and self.shot is not None and bool(self.medium.sha256)
        return known and self.medium.sha256 == self.shot.clip.sha256  # type: ignore[union-attr]

    @property
    def begins_s(self) -> Fraction:
        """The second of its medium, from the first frame, at which it begins, as the timeline says it."""
        return self._second(self.placed.source_in)

    @property
    def ends_s(self) -> Fraction:
        """The second of its medium at which what it plays of it ends, as the timeline says it."""
        return self._second(self.placed.source_out)

    def _second(self, count: Fraction) -> Fraction:
        if self.medium is None:
            return Fraction(0)
        clock = (
            self.shot.clip if self.shot and (self.is_source or not self.medium.has_timecode) else self.medium
        )
        rate = self.placed.rate
        return past_midnight(count, rate, clock) / rate - clock.start / clock.rate


@dataclass(frozen=True)
class Compared:
    """How a timeline stands.

    kind: what the file is, for people. cut: what it was compared with, None with nothing. events: those that
    were compared, or looked at. frames, sounds: fingerprinted; exact: frames of which every pixel is the
    source's. by_content: sounds that play the same place of the very same file. files: media that were found.
    anew: those that were encoded anew. differences: what is not as it should be. could_not: what could not be
    compared, and why. not_held: what such a file cannot say, so that it was not compared. findings: the rest.
    """

    file: Path
    kind: str
    cut: Path | None
    events: int = 0
    frames: int = 0
    exact: int = 0
    sounds: int = 0
    by_content: int = 0
    files: int = 0
    anew: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    could_not: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it says what a cut says, and its media show that, as far as its kind can hold it."""
        return self.cut is not None and not self.differences and not self.could_not


@dataclass(frozen=True)
class Seen:
    """What was seen of the media that timelines name, before they left; nothing differed.

    dialects: whose timelines agree, by name. events, frames, sounds: looked at, each once, however many of
    them name it. exact: frames of which every pixel is the source's. by_content: sounds that play the same
    place of the very same file. files: media that were opened. itself: of these, those that are, byte for
    byte, what the cut was made from. still: events in which a shift by a frame would not show. quiet: those
    with nothing to hear. anew: media that were encoded anew. could_not: what could not be looked at, and why.
    """

    dialects: tuple[str, ...] = ()
    events: int = 0
    frames: int = 0
    exact: int = 0
    sounds: int = 0
    by_content: int = 0
    files: int = 0
    itself: int = 0
    still: int = 0
    quiet: int = 0
    anew: tuple[str, ...] = ()
    could_not: tuple[str, ...] = ()
