"""What really became of every word of a line?

Definition: the words of the script and those that were said are laid along each other so that as many
as possible stand in their place (the longest common subsequence: Wagner and Fischer 1974,
doi:10.1145/321796.321811). A word of the script that has its place was ``said``; one without is
``missing``, or ``changed`` where another word stands instead; a spoken word without a place is
``added``. Where several layings are equally good, what any of them says is true: of a word said twice
either may be the added one, and a word exchanged is also one missing and one added.
"""  # noqa: D400 -- it is a question

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.truth import TrueReading, TrueWord
from rushes.coverage import Reading, ReadingKind, ReadWord, WordState
from rushes.screenplay.spoken import spoken_words


@dataclass(frozen=True)
class Fates:
    """What may truly be told of a line's words. script: by its words; added: indices of spoken words."""

    script: tuple[frozenset[WordState], ...]
    added: frozenset[int]


def fates(script: Sequence[str], said: Sequence[str]) -> Fates:
    """Return what became of the words of a line of which `said` was said."""
    before, after = _common(script, said), _common(script[::-1], said[::-1])
    rows, columns = len(script), len(said)
    best = before[rows][columns]

    def stands(row: int, column: int, row_after: int, column_after: int, *, gain: int = 0) -> bool:
        """Tell whether a best laying goes from one place to the other."""
        rest = after[rows - row_after][columns - column_after]
        return before[row][column] + gain + rest == best

    def of(row: int) -> frozenset[WordState]:
        told: set[WordState] = set()
        for column in range(columns + 1):
            if column < columns and stands(row, column, row + 1, column + 1):
                told.add("changed")
            if column < columns and script[row] == said[column]:
                told |= {"said"} if stands(row, column, row + 1, column + 1, gain=1) else set()
            if stands(row, column, row + 1, column):
                told.add("missing")
        return frozenset(told)

    spare = {
        column
        for column in range(columns)
        if any(stands(row, column, row, column + 1) for row in range(rows + 1))
    }
    return Fates(tuple(of(row) for row in range(rows)), frozenset(spare))


def _common(one: Sequence[str], other: Sequence[str]) -> list[list[int]]:
    """Return how many words the beginnings of two rows of words have in common, in their order."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row, word in enumerate(one):
        for column, said in enumerate(other):
            same = table[row][column] + 1 if word == said else 0
            table[row + 1][column + 1] = max(same, table[row][column + 1], table[row + 1][column])
    return table


def right_words(true: TrueReading, ours: Reading) -> tuple[bool, ...]:
    """Tell for each word of a reading whether its state is what truth says of it."""
    said = _spoken(true)
    told = fates([word.text for word in ours.words if word.text is not None], [text for text, _ in said])
    script = iter(told.script)
    spare = [word for at, (_, word) in enumerate(said) if at in told.added]
    return tuple(
        _is_among(word, spare) if word.text is None else word.state in next(script) for word in ours.words
    )


def true_kind(true: TrueReading, ours: Reading) -> ReadingKind:
    """Return what kind of reading it really was, by the words of the script that ours gives."""
    if not true.altered:
        return "as written"
    script = [word.text for word in ours.words if word.text is not None]
    said = [text for text, _ in _spoken(true)]
    runs = (script[at : at + len(said)] for at in range(len(script) - len(said) + 1))
    return "partial" if said in runs and said != script else "altered"


def _spoken(true: TrueReading) -> list[tuple[str, TrueWord]]:
    """Return the words of a true reading as words are compared, each with its time."""
    return [(text, word) for word in true.words for text in spoken_words(word.text)]


def _is_among(word: ReadWord, spare: Sequence[TrueWord]) -> bool:
    """Tell whether a word that we call added sounds while one does that truly was."""
    if word.in_s is None or word.out_s is None:
        return False
    return any(word.in_s < one.out_s and one.in_s < word.out_s for one in spare)
