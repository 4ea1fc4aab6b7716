"""Which passages to believe: what alignment finds likeliest may still be chance."""

from collections.abc import Sequence
from typing import Final

from rushes.coverage.passages import Passage
from rushes.sound.model import HeardWord


def in_order(passages: Sequence[Passage], lines: Sequence[Sequence[str]]) -> list[Passage]:
    """Leave out scraps that stand alone: the first words of a line, far from where it is played.

    Calls of the crew and the ends of other lines sound like them. A false start stands before its
    line, a line given up after the one before it.
    """
    kept: list[Passage] = []
    for at, passage in enumerate(passages):
        said = sum(match.place is not None and match.heard is not None for match in passage.matches)
        scrap = passage.broken_off and said <= _SCRAP and said < len(lines[passage.line]) / 2
        after = passages[at + 1].line if at + 1 < len(passages) else None
        follows = bool(kept) and kept[-1].line in {passage.line - 1, passage.line}
        if not scrap or follows or after in {passage.line, passage.line + 1}:
            kept.append(passage)
    return kept


_SCRAP: Final = 3


def by_chance(passage: Passage, lines: Sequence[Sequence[str]]) -> bool:
    """Tell a single word of a longer line: it must not stand between a stumble and what it broke off."""
    return len(lines[passage.line]) > 1 and passage.first == passage.last


def believable(passage: Passage, lines: Sequence[Sequence[str]], heard: Sequence[HeardWord]) -> bool:
    """Believe a passage only when what was surely said as written outweighs what was not.

    Two words of a long line are said by chance in any speech; a quarter of it is not. Of a passage
    that has not the line's beginning half is asked, and three words where it has not its end either.
    """
    script = lines[passage.line]
    said = changed = sure = 0
    for match in passage.matches:
        if match.heard is None:
            continue
        word = heard[match.heard]
        as_written = match.place is not None and word.text == script[match.place]
        said += as_written
        changed += not as_written
        sure += as_written and word.score >= _AN_EVEN_BET
    enough = max(min(2, len(script)), len(script) / 4)
    if passage.begun_late:
        enough = max(2 + passage.broken_off, min(len(script) / 2, _PLENTY))
    return sure >= enough and said - changed / 2 >= min(1.5, len(script))


_AN_EVEN_BET: Final = 0.5
_PLENTY: Final = 6
