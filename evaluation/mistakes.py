"""Where it went wrong, one line each: for whoever improves the ear, the coverage or the cut."""

from collections.abc import Iterator

from evaluation.exam import Exam
from evaluation.truth import TrueReading
from evaluation.words import right_words, true_kind
from rushes.coverage import Reading, ReadWord

SURE = 0.5
"""A wrong word is named when it was more likely right than not, by its own confidence."""


def mistakes_of(exam: Exam) -> Iterator[str]:
    """Yield a line for every reading that is missed, false or of the wrong kind, and for wrong words."""
    matching = exam.paper.matching
    for true in matching.missed:
        yield f"missed  {_said(true)}"
    for ours in matching.false:
        yield f"false   {_heard(ours)}"
    for true, ours in matching.pairs:
        if ours.kind != (kind := true_kind(true, ours)):
            yield f"kind    {_said(true)} | {kind}, heard {ours.kind} ({ours.confidence:.2f}): {_words(ours)}"
        elif wrong := _wrong_words(true, ours):
            yield f"words   {_said(true)} | {wrong}"


def _wrong_words(true: TrueReading, ours: Reading) -> str:
    """Return the words whose state is surely told and not so; empty where there are none."""
    rights = zip(ours.words, right_words(true, ours), strict=True)
    return " ".join(
        f"{_word(word)} {word.state} ({word.confidence:.2f})"
        for word, right in rights
        if not right and word.confidence > SURE
    )


def _said(true: TrueReading) -> str:
    slip = f" ({true.slip})" if true.slip else ""
    words = " ".join(word.text for word in true.words)
    return f"{true.file} {true.in_s:.2f}-{true.out_s:.2f} {true.line} {true.kind}{slip}: {words}"


def _heard(ours: Reading) -> str:
    where = f"{ours.file} {ours.in_s:.2f}-{ours.out_s:.2f} {ours.line}"
    return f"{where} {ours.kind} ({ours.confidence:.2f}): {_words(ours)}"


def _words(ours: Reading) -> str:
    """Return the words as heard; where they depart from the script, ``[script>heard]``."""
    return " ".join(map(_word, ours.words))


def _word(word: ReadWord) -> str:
    return word.heard or "…" if word.state == "said" else f"[{word.text or ''}>{word.heard or ''}]"
