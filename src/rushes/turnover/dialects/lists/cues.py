"""From words to cues: at most two lines of 42 letters, never two at once, as long as they are spoken. Pure.

A cue begins with its first word and stands until its last, a moment longer where the next leaves room. The
numbers are those of broadcasters: 42 letters a line, two lines, seven seconds, 17 letters a second (BBC
Subtitle Guidelines; Netflix Timed Text Style Guide). Where somebody speaks faster the words stay as they are:
a finding says so. Two who speak at once stand in one cue, a dash before each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rushes.errors import Finding
from rushes.turnover.dialects.lists.spoken import Said, SpokenWord, joined, seconds_ms
from rushes.turnover.dialects.wording import legal

LINE: Final = 42
LONGEST_MS: Final = 7000
SHORTEST_MS: Final = 1000
FASTEST: Final = 17.0
"""Letters a second, spaces counted, beyond which a reader cannot follow."""
_PAUSE_S: Final = 1.0
"""A silence within a line that parts two cues."""
_STOPS: Final = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')
_COMMAS: Final = (",", ";", ":", "\u2013", "\u2014", ",\u201d", ',"')
_FEW: Final = 20
"""Letters below which a cue looks forlorn."""
_TOLD: Final = 3


@dataclass(frozen=True)
class Cue:
    """Lines on screen, and from which to which millisecond of the film. line: whose words they are."""

    from_ms: int
    until_ms: int
    lines: tuple[str, ...]
    line: str

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.lines)

    @property
    def speed(self) -> float:
        """Letters a second."""
        return len(self.text) * 1000 / max(self.until_ms - self.from_ms, 1)


def cues_of(said: Sequence[Said], film_ms: int) -> tuple[Cue, ...]:
    """Return the cues of a film in order; film_ms: where it ends."""
    made = [cue for one in said for cue in _cues(one)]
    return _lingering(_apart(sorted(made, key=lambda cue: (cue.from_ms, cue.until_ms))), film_ms)


def in_lines(text: str) -> tuple[str, ...]:
    """Return a text in one line or two of at most 42 letters, as even as can be; more where it must be."""
    if len(text) <= LINE:
        return (text,)
    breaks = [
        at for at, letter in enumerate(text) if letter == " " and at <= LINE and len(text) - at - 1 <= LINE
    ]
    if breaks:
        at = min(breaks, key=lambda at: abs(2 * at - len(text)) - 12 * (text[at - 1] in ",.;:?!…"))
        return text[:at], text[at + 1 :]
    at = max((at for at in range(LINE + 1) if text[at] == " "), default=LINE)
    return (text[:at].rstrip(), *in_lines(text[at:].lstrip()))


def _cues(said: Said) -> Iterator[Cue]:
    """Yield the cues of what one sound says of one line."""
    run: list[SpokenWord] = []
    for word in (part for one in said.words for part in _short(one)):
        if run and word.from_s - run[-1].until_s > _PAUSE_S:
            yield from _of_run(run, said.line)
            run = []
        run.append(word)
    yield from _of_run(run, said.line)


def _of_run(words: Sequence[SpokenWord], line: str) -> Iterator[Cue]:
    """Yield the cues of words without a pause: the best way to part them, as `_worse` has it."""
    texts = [legal(word.text) for word in words]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            text = " ".join("".join(texts[start:end]).split())
            if end - start > 1 and not _fits(text, words[start], words[end - 1]):
                break
            ways.append((best[start][0] + _worse(text, last=end == len(words)), start))
        best.append(min(ways))
    made = [(words[start:end], line) for start, end in _back(best)]
    yield from (_cue(part, of) for part, of in reversed(made) if joined(part))


def _back(best: Sequence[tuple[float, int]]) -> Iterator[tuple[int, int]]:
    """Yield where each cue begins and ends, the last one first."""
    end = len(best) - 1
    while end:
        yield best[end][1], end
        end = best[end][1]


def _fits(text: str, first: SpokenWord, last: SpokenWord) -> bool:
    """Tell whether words stand in two lines, and not too long."""
    if len(text) > 2 * LINE + 1 or seconds_ms(last.until_s - first.from_s) > LONGEST_MS:
        return False
    return len(in_lines(text)) <= 2


def _worse(text: str, *, last: bool) -> float:
    """Return how bad a cue is: one more, a break within a phrase or a sentence, a few letters alone.

    Set by hand on three films, so that sentences stay whole where they fit.
    """
    broken = 0 if last or text.endswith(_STOPS) else 3 if text.endswith(_COMMAS) else 8
    return 6 + broken + max(0, _FEW - len(text)) / 4


def _short(word: SpokenWord) -> Iterator[SpokenWord]:
    """Yield a word, or pieces of one that is longer than a line."""
    text = word.text
    if len(text.strip()) <= LINE:
        yield word
        return
    yield from (replace(word, text=text[at : at + LINE]) for at in range(0, len(text), LINE))


def _cue(words: Sequence[SpokenWord], line: str) -> Cue:
    first, after = seconds_ms(words[0].from_s), seconds_ms(words[-1].until_s)
    return Cue(first, max(after, first + 1), in_lines(joined(words)), line)


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues so that none begins before the one before it ends."""
    made: list[Cue] = []
    for cue in cues:
        if not made or cue.from_ms >= made[-1].until_ms:
            made.append(cue)
        elif _together(made[-1], cue):
            made[-1] = _both(made[-1], cue)
        elif cue.from_ms > made[-1].from_ms:
            made[-1] = replace(made[-1], until_ms=cue.from_ms)
            made.append(cue)
        else:
            made.append(
                replace(cue, from_ms=made[-1].until_ms, until_ms=max(cue.until_ms, made[-1].until_ms + 1))
            )
    return made


def _together(one: Cue, other: Cue) -> bool:
    """Tell whether two are spoken at once, for half of either at least, and each fits a line."""
    shared = min(one.until_ms, other.until_ms) - other.from_ms
    shorter = min(one.until_ms - one.from_ms, other.until_ms - other.from_ms)
    fits = all(len(cue.text) <= LINE - 2 for cue in (one, other))
    return fits and one.line != other.line and "\n" not in one.line and 2 * shared >= shorter


def _both(one: Cue, other: Cue) -> Cue:
    lines = (f"- {one.text}", f"- {other.text}")
    return Cue(one.from_ms, max(one.until_ms, other.until_ms), lines, f"{one.line}\n{other.line}")


def _lingering(cues: Sequence[Cue], film_ms: int) -> tuple[Cue, ...]:
    """Let a short or fast cue stand longer where the next leaves room."""
    made = []
    for number, cue in enumerate(cues):
        room = cues[number + 1].from_ms if number + 1 < len(cues) else max(film_ms, cue.until_ms)
        wish = max(SHORTEST_MS, seconds_ms(len(cue.text) / FASTEST))
        until = max(cue.until_ms, min(cue.from_ms + min(wish, LONGEST_MS), room))
        made.append(replace(cue, until_ms=until))
    return tuple(made)


def told_of(said: Sequence[Said], cues: Sequence[Cue]) -> Iterator[Finding]:
    """Yield findings about lines whose words nobody knows, and cues that are too fast to read."""
    unknown = list(dict.fromkeys(one.line for one in said if not one.words))
    if unknown:
        fact = (
            f"No reading of {_lines(unknown)} was found where the film plays it; its words are not subtitled."
        )
        yield Finding(
            "words not known", unknown[0], fact, "Line these takes again, or write the words by hand."
        )
    fast = [cue for cue in cues if cue.speed > FASTEST]
    if fast:
        worst = max(fast, key=lambda cue: cue.speed)
        fact = (
            f"{len(fast)} of {len(cues)} subtitles are spoken faster than {FASTEST:.0f} letters a second, "
            f"the fastest at {worst.speed:.1f} (line {worst.line.partition(chr(10))[0]})."
        )
        yield Finding(
            "fast subtitles", worst.line.partition("\n")[0], fact, "They are as spoken; shorten them by hand."
        )


def _lines(names: Sequence[str]) -> str:
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return f"line{'s' if len(names) > 1 else ''} {', '.join(names[:_TOLD])}{more}"
