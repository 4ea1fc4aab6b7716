"""Where it went wrong, one line each: for whoever improves the ear, the coverage or the cut."""

from collections.abc import Iterator

from evaluation.exam import Exam
from evaluation.readings import match
from evaluation.truth import TrueReading
from rushes.coverage import Reading


def mistakes_of(exam: Exam) -> Iterator[str]:
    """Yield a line for every reading that is missed, false, or called altered wrongly or not at all."""
    matching = match(exam.material.truth, exam.lined.readings)
    for true in matching.missed:
        yield f"missed  {_said(true)}"
    for ours in matching.false:
        yield f"false   {_heard(ours)}"
    for true, ours in matching.pairs:
        if true.altered != (ours.kind != "as written"):
            yield f"kind    {_said(true)} | heard {ours.kind}: {_words(ours)}"


def _said(true: TrueReading) -> str:
    slip = f" ({true.slip})" if true.slip else ""
    words = " ".join(word.text for word in true.words)
    return f"{true.file} {true.in_s:.2f}-{true.out_s:.2f} {true.line} {true.kind}{slip}: {words}"


def _heard(ours: Reading) -> str:
    return f"{ours.file} {ours.in_s:.2f}-{ours.out_s:.2f} {ours.line} {ours.kind}: {_words(ours)}"


def _words(ours: Reading) -> str:
    """Return the words as heard; where they depart from the script, ``[script>heard]``."""
    return " ".join(
        word.heard or "…" if word.state == "said" else f"[{word.text or ''}>{word.heard or ''}]"
        for word in ours.words
    )
