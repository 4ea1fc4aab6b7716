"""What alignment finds: stretches of heard words that read a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Match:
    """One script word of a reading, or a word added between: indices into the line and the heard words."""

    place: int | None
    heard: int | None


@dataclass(frozen=True)
class Passage:
    """A stretch of heard words that reads one line. line: its index. matches: in script order."""

    line: int
    matches: tuple[Match, ...]

    @property
    def first(self) -> int:
        """Index of the first heard word."""
        return min(match.heard for match in self.matches if match.heard is not None)

    @property
    def last(self) -> int:
        """Index of the last heard word."""
        return max(match.heard for match in self.matches if match.heard is not None)

    @property
    def begun_late(self) -> bool:
        """Whether the line's first word is not in it."""
        return self.matches[0].heard is None

    @property
    def broken_off(self) -> bool:
        """Whether the line's last word is not in it."""
        return self.matches[-1].heard is None

    def later(self, words: int) -> "Passage":
        """Return this passage as one of heard words that begin so many earlier."""
        moved = (Match(m.place, None if m.heard is None else m.heard + words) for m in self.matches)
        return Passage(self.line, tuple(moved))
