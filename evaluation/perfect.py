"""The lined script of an ear that makes no mistake: what the truth says, about clips as they were read.

So the cut is measured and nothing before it. Words that were said otherwise are found by laying what was said
beside the script (`difflib`); how clear a reading is follows from the noise that was laid over its take, and
from where the microphone stood.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from evaluation.truth import TrueReading, TrueTake, TrueWord, Truth
from rushes.coverage import LinedScript, OffScript, Reading, WordState
from rushes.coverage.model import ReadingKind, ReadWord
from rushes.footage import Clip
from rushes.picture import Seen
from rushes.screenplay import Line, Screenplay
from rushes.sound import Heard
from rushes.sound.model import HeardWord, Stretch
from rushes.stage.slips import bare, bare_words
from rushes.timecode import Span

CLEAN_DB: Final = 38.0
GUIDE_DB: Final = 18.0
"""How far speech lies above its noise on a stage without any, and on a microphone metres away."""


def perfectly_lined(
    script: Screenplay, clips: Sequence[Clip], truth: Truth, seen: Mapping[str, Seen] | None = None
) -> LinedScript:
    """Return the lined script of clips whose truth is known; seen: what an eye saw of them."""
    takes = {take.file: take for take in truth.takes}
    lines = {line.id: line for line in script.lines}
    known = [(clip, takes[clip.file]) for clip in clips if clip.file in takes]
    found = [one for clip, take in known for one in _readings(clip, take, lines)]
    order = {line.id: place for place, line in enumerate(script.lines)}
    found.sort(key=lambda one: (order[one.line], one.file, one.in_s))
    covered = {one.line for one in found}
    return LinedScript(
        clips=tuple(clips),
        lines=script.lines,
        readings=tuple(found),
        off_script=tuple(other for clip, take in known for other in _others(clip, take)),
        missing=tuple(line for line in order if line not in covered),
        heard={clip.file: heard_of(take) for clip, take in known},
        headings={scene.number: scene.heading for scene in script.scenes},
        seen=dict(seen or {}),
    )


def _readings(clip: Clip, take: TrueTake, lines: Mapping[str, Line]) -> Iterator[Reading]:
    passes: Counter[str] = Counter()
    for one in sorted(take.readings, key=lambda one: one.in_s):
        line = lines.get(one.line or "")
        if line is not None:
            passes[line.id] += 1
            yield _reading(clip, take, one, line, passes[line.id])


def _reading(clip: Clip, take: TrueTake, one: TrueReading, line: Line, number: int) -> Reading:
    words = tuple(_words(bare_words(line.text), one.words))
    right = sum(word.state == "said" for word in words)
    return Reading(
        line=line.id,
        file=clip.file,
        pass_number=number,
        span=Span.around(one.in_s, one.out_s, clip.rate),
        in_s=one.in_s,
        out_s=one.out_s,
        kind=_kind(one),
        fidelity=right / len(words),
        confidence=1.0,
        words=words,
        clear_db=_clear_db(take),
    )


def _kind(one: TrueReading) -> ReadingKind:
    if not one.altered:
        return "as written"
    return "partial" if one.slip == "broken" else "altered"


def _clear_db(take: TrueTake) -> float:
    clear = CLEAN_DB if take.guide == "production" else GUIDE_DB
    return min(clear, take.noise_snr_db or clear) if take.noise else clear


def _words(script: Sequence[str], said: Sequence[TrueWord]) -> Iterator[ReadWord]:
    """Yield every word of a reading against the script."""
    texts = [bare(word.text) for word in said]
    for tag, a, b, c, d in SequenceMatcher(a=script, b=texts, autojunk=False).get_opcodes():
        for n in range(max(b - a, d - c)):
            text = script[a + n] if a + n < b else None
            word = said[c + n] if c + n < d else None
            if word is None:
                yield ReadWord(text, "missing", None, None, None)
            else:
                state: WordState = "said" if tag == "equal" else "added" if text is None else "changed"
                yield ReadWord(text, state, word.text, word.in_s, word.out_s)


def _others(clip: Clip, take: TrueTake) -> Iterator[OffScript]:
    """Yield the speech that is no line."""
    ad_libs = [one for one in take.readings if one.line is None]
    for one in (*ad_libs, *take.crew):
        what = one.kind if one.kind in {"slate", "crew"} else ""
        text = " ".join(word.text for word in one.words)
        yield OffScript(
            clip.file, Span.around(one.in_s, one.out_s, clip.rate), one.in_s, one.out_s, text, what
        )


def heard_of(take: TrueTake) -> Heard:
    """Return what a perfect ear gives of a clip: every word, the quiet between them, the clap."""
    lines = {word for one in take.readings if one.line for word in one.words}
    seconds = float(take.seconds)
    return Heard(
        ear="truth",
        duration_s=seconds,
        words=tuple(
            HeardWord(word.text, word.in_s, word.out_s, of_script=word in lines) for word in take.words
        ),
        quiet=tuple(_quiet(take.words, seconds)),
        claps=take.claps_s,
    )


def _quiet(words: Iterable[TrueWord], seconds: float) -> Iterator[Stretch]:
    at = 0.0
    for word in words:
        if word.in_s > at + 0.05:
            yield Stretch(at, word.in_s)
        at = max(at, word.out_s)
    if seconds > at + 0.05:
        yield Stretch(at, seconds)
