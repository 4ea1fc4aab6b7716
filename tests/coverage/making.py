"""Words as an ear would hear them, written down, and readings as one line of text each.

A performance is texts and pauses in seconds: ``heard("where were you", 0.8, "out")``. Words last a
quarter of a second, with a fiftieth between; ``…`` is a voice that says no known word. A reading is
told as ``where were you>they _on_ thursday +well night``: said, changed, missing, added.
"""

from collections.abc import Sequence
from dataclasses import replace

from rushes.coverage.align import align
from rushes.coverage.model import Reading
from rushes.coverage.passages import Passage
from rushes.screenplay.spoken import spoken_words
from rushes.sound.model import Heard, HeardWord

WORD_S, GAP_S = 0.23, 0.02


def heard(*pieces: str | float, at: float = 1.0) -> tuple[HeardWord, ...]:
    """Return the words of a performance, the first one at so many seconds."""
    words: list[HeardWord] = []
    clock = at
    for piece in pieces:
        if not isinstance(piece, str):
            clock += piece
            continue
        for text in piece.split():
            words.append(HeardWord("" if text == "…" else text, clock, clock + WORD_S))
            clock += WORD_S + GAP_S
    return tuple(words)


def sound_of(*words: HeardWord, seconds: float = 60.0, room_db: float = -60.0) -> Heard:
    """Return what a clip's sound gave: these words at -20 dBFS, and a room around them."""
    levels = [room_db] * int(seconds * 10)
    for word in words:
        for step in range(int(word.in_s * 10), min(int(word.out_s * 10) + 1, len(levels))):
            levels[step] = max(-20.0, room_db)
    return Heard("made", seconds, words, levels=tuple(levels), noise_db=room_db, speech_db=-20.0)


def with_scores(words: Sequence[HeardWord], *scores: float) -> tuple[HeardWord, ...]:
    """Return the same words, so sure."""
    return tuple(replace(word, score=score) for word, score in zip(words, scores, strict=True))


def lines_of(*texts: str) -> tuple[tuple[str, ...], ...]:
    """Return lines as words."""
    return tuple(spoken_words(text) for text in texts)


def told(lines: Sequence[Sequence[str]], words: Sequence[HeardWord]) -> list[str]:
    """Return each passage that coverage reads, with the number of its line."""
    return [
        f"{passage.line}: {_told(lines[passage.line], passage, words)}" for passage in align(lines, words)
    ]


def _told(line: Sequence[str], passage: Passage, words: Sequence[HeardWord]) -> str:
    said = []
    for match in passage.matches:
        text = None if match.heard is None else words[match.heard].text or "…"
        written = None if match.place is None else line[match.place]
        said.append(_one(written, text))
    return " ".join(said)


def _one(written: str | None, text: str | None) -> str:
    if written is None:
        return f"+{text}"
    if text is None:
        return f"_{written}_"
    return written if text == written else f"{written}>{text}"


def reading_told(reading: Reading) -> str:
    """Return a reading as text."""
    return " ".join(
        _one(word.text, None if word.heard is None else word.heard or "…") for word in reading.words
    )
