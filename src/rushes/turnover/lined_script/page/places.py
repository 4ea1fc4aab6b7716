"""Where each spoken word of a line stands on the page, when it can be known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rushes.screenplay.model import Line
from rushes.screenplay.spoken import spoken_words
from rushes.turnover.lined_script.page.columns import columns_of, is_wide
from rushes.turnover.lined_script.page.model import CHARACTER_WIDTH, Row, Spot

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`", "'"))  # noqa: RUF001 -- what words are compared without
_OPENING, _CLOSING = "(（", ")）"  # noqa: RUF001 -- parentheses of Chinese and Japanese pages


@dataclass(frozen=True)
class _Letter:
    """A letter as words are compared, its row, its place in the row, and whether it may be spoken."""

    folded: str
    row: Row
    at: int
    spoken: bool


def spots_of(line: Line, rows: Sequence[Row]) -> tuple[Spot | None, ...]:
    """Return where each word of `spoken_words` stands; None where it cannot be found in its order.

    rows: of the whole script or of this line.
    """
    letters = list(_letters([row for row in rows if row.line == line.id and row.words]))
    folded = "".join(letter.folded for letter in letters)
    spots: list[Spot | None] = []
    here = 0
    for word in spoken_words(line.text):
        found = _find(folded, word, here, letters)
        if found is None:
            spots.append(None)
            continue
        here = found + len(word)
        spots.append(_spot(letters[found], letters[here - 1]))
    return tuple(spots)


def _letters(rows: Sequence[Row]) -> Iterator[_Letter]:
    """Yield the letters of rows, with a space between rows; a capital may fold to two letters."""
    depth = 0
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        for at, letter in enumerate(row.text):
            depth += letter in _OPENING
            for folded in letter.translate(_APOSTROPHES).lower():
                yield _Letter(folded, row, at, not depth)
            depth = max(0, depth - (letter in _CLOSING))
        if after is None or not _runs_on(row.text, after.text):
            yield _Letter(" ", row, len(row.text), spoken=False)


def _runs_on(text: str, after: str) -> bool:
    """Tell whether a row was broken where no space was: between wide letters."""
    return bool(text and after) and (is_wide(text[-1]) or is_wide(after[0]))


def _find(folded: str, word: str, here: int, letters: Sequence[_Letter]) -> int | None:
    """Return where a word stands next; None when other spoken letters lie before it."""
    found = folded.find(word, here)
    while found >= 0 and not letters[found].spoken:
        found = folded.find(word, found + 1)
    if found < 0 or any(letter.spoken and letter.folded.isalnum() for letter in letters[here:found]):
        return None
    return found


def _spot(first: _Letter, last: _Letter) -> Spot:
    return Spot(first.row.at, _across(first.row, first.at), last.row.at, _across(last.row, last.at + 1))


def _across(row: Row, letters: int) -> float:
    """Return how far across the page a row is after so many letters."""
    way = -1 if row.right_to_left else 1
    return row.x + way * columns_of(row.text[:letters]) * CHARACTER_WIDTH
