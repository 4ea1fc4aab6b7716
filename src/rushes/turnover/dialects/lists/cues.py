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

LINE: Final = 42
LONGEST_MS: Final = 7000
SHORTEST_MS: Final = 1000
FASTEST: Final = 17.0
"""Letters a second, spaces counted, beyond which a reader cannot follow."""
_PAUSE_S: Final = 1.0
"""A silence within a line that parts two cues."""
_STOPS: Final = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')
_ENOUGH: Final = 24
"""Letters after which the end of a sentence ends a cue."""
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
    words: list[SpokenWord] = []
    for word in (part for one in said.words for part in _short(one)):
        if words and _parted(words, word):
            yield _cue(words, said.line)
            words = []
        words.append(word)
    if joined(words):
        yield _cue(words, said.line)


def _short(word: SpokenWord) -> Iterator[SpokenWord]:
    """Yield a word, or pieces of one that is longer than a line."""
    text = word.text
    if len(text.strip()) <= LINE:
        yield word
        return
    yield from (replace(word, text=text[at : at + LINE]) for at in range(0, len(text), LINE))


def _parted(words: Sequence[SpokenWord], word: SpokenWord) -> bool:
    """Tell whether a new cue begins with a word."""
    before, text = words[-1], joined(words)
    longer = joined([*words, word])
    return (
        len(in_lines(longer)) > 2
        or word.from_s - before.until_s > _PAUSE_S
        or seconds_ms(word.until_s - words[0].from_s) > LONGEST_MS
        or (len(text) >= _ENOUGH and text.endswith(_STOPS))
    )


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
            f"the fastest at {worst.speed:.0f} (line {worst.line.partition(chr(10))[0]})."
        )
        yield Finding(
            "fast subtitles", worst.line.partition("\n")[0], fact, "They are as spoken; shorten them by hand."
        )


def _lines(names: Sequence[str]) -> str:
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return f"line{'s' if len(names) > 1 else ''} {', '.join(names[:_TOLD])}{more}"
