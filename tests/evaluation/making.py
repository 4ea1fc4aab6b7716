"""What was really said in made-up takes, on the clock of `tests.cut.shooting`."""

from collections.abc import Sequence
from fractions import Fraction

from evaluation.truth import TrueReading, TrueTake, TrueWord, Truth

from rushes.coverage import LinedScript, OffScript, Reading
from rushes.cut import Cut, Event, MissingLine
from rushes.screenplay import Screenplay
from rushes.timecode import Span
from tests.cut.shooting import GAP_S, RATE, WORD_S, a_reading, a_script, lined

FOUR_LINES = a_script("ANNA One two three four. / BEN One two three four. / ANNA Yes. / BEN No.")


def said(
    line: str | None, take: str, at: float, words: str = "one two three four", *, slip: str | None = None
) -> TrueReading:
    """Return a true reading; one with a slip is altered, one without a line an ad-lib."""
    spoken, clock = [], at
    for word in words.split():
        spoken.append(TrueWord(clock, clock + WORD_S, word))
        clock += WORD_S + GAP_S
    kind = "adlib" if line is None else "flub" if slip else "good"
    return TrueReading(f"{take}.mov", line, kind, slip, tuple(spoken))


def true(*readings: TrueReading, seconds: int = 60) -> Truth:
    """Return the truth about the takes that some readings stand in."""
    files = dict.fromkeys(reading.file for reading in readings)
    return Truth(tuple(_take(file, readings, seconds) for file in files))


def _take(file: str, readings: Sequence[TrueReading], seconds: int) -> TrueTake:
    own = tuple(reading for reading in readings if reading.file == file)
    return TrueTake(file, Fraction(seconds), own, tuple(word for one in own for word in one.words))


def found(*readings: Reading | OffScript, script: Screenplay = FOUR_LINES) -> LinedScript:
    """Return a lined script of some readings and other speech."""
    return lined(script, *readings)


def perfect(truth: Truth, script: Screenplay = FOUR_LINES) -> LinedScript:
    """Return the lined script of an ear that makes no mistake."""
    heard: list[Reading | OffScript] = [_as_found(one) for one in truth.readings]
    heard += [
        OffScript(one.file, Span.around(one.in_s, one.out_s, RATE), one.in_s, one.out_s, "so to speak")
        for one in truth.ad_libs
    ]
    return found(*heard, script=script)


def _as_found(one: TrueReading) -> Reading:
    words = " ".join(word.text for word in one.words)
    return a_reading(
        one.line or "",
        one.file.removesuffix(".mov"),
        one.in_s,
        words=words,
        kind="altered" if one.altered else "as written",
    )


def a_cut(*events: tuple[str, str, float, float], missing: Sequence[str] = ()) -> Cut:
    """Return a cut of events (line, take, from second, to second), on V1 and A1, end to end."""
    laid: list[Event] = []
    at = 0
    for line, take, start, end in events:
        source = Span(round(start * RATE), round(end * RATE), RATE)
        record = Span(at, at + source.frames, RATE)
        laid += [Event(track, line, f"{take}.mov", source, record, 1.0, False, ()) for track in ("V1", "A1")]  # noqa: FBT003
        at = record.end
    order = sorted(laid, key=lambda event: (event.track != "V1", event.record.start))
    gone = tuple(MissingLine(line, "ANNA", "", at) for line in missing)
    return Cut("Made up", RATE, "classic", tuple(order), gone)
