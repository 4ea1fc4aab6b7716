"""Every mistake is named once, with what was said and what was heard."""

from dataclasses import replace
from pathlib import Path

from evaluation.exam import Exam
from evaluation.material import Material
from evaluation.mistakes import mistakes_of
from evaluation.speed import Run
from evaluation.truth import Truth

from rushes.coverage import LinedScript
from tests.cut.shooting import a_reading
from tests.evaluation.making import a_cut, found, perfect, said, true

TRUTH = true(said("1.1", "1-1", 2.0), said("1.2", "1-1", 5.0, slip="changed"), said("1.1", "1-1", 9.0))
RUN = Run(1.0, {}, None, 0)


def mistakes(lined: LinedScript, truth: Truth = TRUTH) -> list[str]:
    material = Material("made", "people", Path("a.fountain"), Path("rushes"), truth)
    return list(mistakes_of(Exam(material, lined, a_cut(), RUN, RUN)))


def test_a_perfect_ear_makes_none() -> None:
    """Nothing to name."""
    assert mistakes(perfect(TRUTH)) == []


def test_each_kind_of_mistake_is_one_line() -> None:
    """One missed, one in the wrong place, one slip not seen, one seen where none was."""
    lined = found(
        a_reading("1.1", "1-1", 2.0, slip="two", sure=0.7),
        a_reading("1.2", "1-1", 5.0),
        a_reading("1.1", "1-1", 30.0),
    )
    told = sorted(mistakes(lined))
    assert [line.split()[0] for line in told] == ["false", "kind", "kind", "missed"]
    assert "1-1.mov 30.00-30.95 1.1 as written (1.00): one two three four" in told[0]
    assert "good: one two three four | as written, heard altered (0.70): one [two>else] three four" in told[1]
    assert "flub (changed)" in told[2]
    assert "1-1.mov 9.00" in told[3]


def test_a_sure_word_that_is_wrong_is_named() -> None:
    """The second word was exchanged, we say the third; a word that is in doubt is not held against it."""
    truth = true(said("1.1", "1-1", 2.0, "one else three four", slip="changed"))
    lined = found(a_reading("1.1", "1-1", 2.0, slip="three"))
    (line,) = mistakes(lined, truth)
    assert line.startswith("words   1-1.mov 2.00")
    assert line.endswith("| two said (1.00) [three>else] changed (1.00)")
    doubtful = [replace(word, confidence=0.4) for word in lined.readings[0].words]
    assert mistakes(found(replace(lined.readings[0], words=tuple(doubtful))), truth) == []
