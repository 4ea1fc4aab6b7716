"""Cuts with their lined scripts: who says what, when, and how it was heard."""

from collections.abc import Sequence
from fractions import Fraction

from rushes.coverage.model import LinedScript, Reading, ReadWord
from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.timecode import Span
from tests.turnover.making import clip, spoken

RATE = Fraction(25)


def word(said: str, in_s: float, out_s: float) -> ReadWord:
    """Return a word from ``yes``, ``yes>no`` (changed), ``yes>`` (missing) or ``>well`` (added)."""
    text, changed, heard = said.partition(">")
    if not changed:
        return ReadWord(said.lower(), "said", said.lower(), in_s, out_s)
    if not heard:
        return ReadWord(text.lower(), "missing", None, None, None)
    return ReadWord(text.lower() or None, "changed" if text else "added", heard, in_s, out_s)


def reading(line: str, used: Clip, at_s: float, words: Sequence[str], each_s: float = 0.25) -> Reading:
    """Return a reading whose words follow each other without a pause."""
    made: list[ReadWord] = []
    now = at_s
    for said in words:
        made.append(word(said, now, now + each_s))
        now += 0 if made[-1].in_s is None else each_s
    span = Span(round(at_s * 25), max(round(at_s * 25) + 1, round(now * 25)), used.rate)
    return Reading(line, used.file, 1, span, at_s, now, "altered", 0.9, 0.9, tuple(made))


def lined(
    lines: Sequence[tuple[str, str, str]], clips: Sequence[Clip], readings: Sequence[Reading]
) -> LinedScript:
    """Return a lined script of (id, character, text)."""
    written = tuple(Line(name, name.rpartition(".")[0], who, text) for name, who, text in lines)
    return LinedScript(tuple(clips), written, tuple(readings))


def one_line(text: str, words: Sequence[str], each_s: float = 0.25) -> tuple[Cut, LinedScript]:
    """Return a film of one line: it is said from the first second of the clip, and the film begins there."""
    used = clip(frames=1500, start=0)
    said = reading("1.1", used, 1.0, words, each_s)
    cut = spoken([("1.1", used, 25, max(said.span.end + 5, 30))])
    return cut, lined([("1.1", "WILL", text)], [used], [said])
