"""What Whisper and its kin write as JSON: openai-whisper, faster-whisper, whisperX, whisper.cpp.

All but whisper.cpp hold ``segments`` of ``words``; a dump of faster-whisper may be the list of segments
alone. whisperX leaves the times of words out that it could not align (``27``). whisper.cpp holds a
``transcription`` of segments, with parts of words (``tokens``) where it was asked for all (``-ojf``).
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rushes.screenplay.spoken import spoken_words
from rushes.sound.transcripts.model import BELIEVED, BadTranscript, NotATranscript, Piece, Transcript
from rushes.sound.transcripts.said import shared

_ROOM_S = 0.03
"""Less time than this for a word without times, and it has to share that of the word before."""


@dataclass(frozen=True)
class _Word:
    """A word of a segment; times None where the file has none."""

    text: str
    in_s: float | None
    out_s: float | None
    score: float = BELIEVED


def read_json(text: str) -> Transcript:
    """Read any of them; `BadTranscript` when it is broken, `NotATranscript` for other JSON."""
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadTranscript(f"its JSON is broken ({error.msg}, line {error.lineno})") from None
    except RecursionError:
        raise BadTranscript("its JSON is nested too deep") from None
    if isinstance(told, Mapping) and isinstance(told.get("transcription"), list):
        return Transcript("whisper.cpp JSON", tuple(_of_cpp(told["transcription"])))
    segments = told.get("segments") if isinstance(told, Mapping) else told
    if not isinstance(segments, list) or not all(_is_segment(segment) for segment in segments):
        raise NotATranscript("its JSON holds no segments of speech")
    maker = "whisperX JSON" if isinstance(told, Mapping) and "word_segments" in told else "Whisper JSON"
    return Transcript(maker, tuple(piece for segment in segments for piece in _of_segment(segment)))


def _is_segment(segment: object) -> bool:
    return isinstance(segment, Mapping) and ("text" in segment or "words" in segment)


def _of_segment(segment: Mapping[str, Any]) -> list[Piece]:
    words = [_word(word) for word in segment.get("words") or () if isinstance(word, Mapping)]
    words = [word for word in words if spoken_words(word.text)]
    times = [second for word in words for second in (word.in_s, word.out_s) if second is not None]
    in_s, out_s = _number(segment.get("start")), _number(segment.get("end"))
    in_s = in_s if in_s is not None else min(times, default=None)
    out_s = out_s if out_s is not None else max(times, default=None)
    text = str(segment.get("text") or "")
    if not words and not spoken_words(text):
        return []
    if in_s is None or out_s is None:
        raise BadTranscript(f"it does not say when \u201c{text.strip()[:40]}\u201d is spoken")
    return _placed(words, in_s, out_s) if words else [Piece(text, in_s, out_s, measured=False)]


def _word(word: Mapping[str, Any]) -> _Word:
    text = str(word.get("word") or word.get("text") or "")
    return _Word(text, _number(word.get("start")), _number(word.get("end")), _score(word))


def _score(told: Mapping[str, Any]) -> float:
    """Return how sure the program was, by whichever name it has; `BELIEVED` where it does not say."""
    scores = (_number(told.get(name)) for name in ("probability", "score", "confidence", "p"))
    score = next((score for score in scores if score is not None), BELIEVED)
    return min(1.0, max(0.0, score))


def _number(value: object) -> float | None:
    """Return a finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _placed(words: Sequence[_Word], in_s: float, out_s: float) -> list[Piece]:
    """Give the words of a segment times: those without stand between their neighbours."""
    pieces: list[Piece] = []
    waiting: list[_Word] = []
    for word in words:
        if word.in_s is None or word.out_s is None:
            waiting.append(word)
            continue
        pieces = _between(pieces, waiting, in_s, word.in_s)
        waiting = []
        pieces.append(Piece(word.text, word.in_s, word.out_s, word.score))
    return _between(pieces, waiting, in_s, max(out_s, pieces[-1].out_s if pieces else out_s))


def _between(pieces: list[Piece], waiting: Sequence[_Word], in_s: float, end_s: float) -> list[Piece]:
    """Add words without times, up to a second; where there is no room the word before gives of its own."""
    if not waiting:
        return pieces
    group = [Piece(word.text, 0.0, 0.0, word.score) for word in waiting]
    begin = pieces[-1].out_s if pieces else in_s
    if pieces and end_s - begin < _ROOM_S * len(group):
        pieces, group, begin = pieces[:-1], [pieces[-1], *group], pieces[-1].in_s
    edges = shared([len(piece.text.strip()) for piece in group], begin, max(begin, end_s))
    return pieces + [
        Piece(piece.text, a, b, piece.score, measured=False)
        for piece, (a, b) in zip(group, edges, strict=True)
    ]


def _of_cpp(segments: Sequence[Any]) -> Iterator[Piece]:
    """Read the segments of whisper.cpp; where each is one word (``-ml 1``), its times are the word's."""
    if not all(isinstance(segment, Mapping) for segment in segments):
        raise NotATranscript("its JSON holds no segments of speech")
    texts = [str(segment.get("text") or "") for segment in segments]
    apart = all(len(spoken_words(text)) <= 1 for text in texts)
    for segment, text in zip(segments, texts, strict=True):
        words = _of_tokens(segment.get("tokens"), text)
        if words:
            yield from words
        elif spoken_words(text):
            in_s, out_s = _offsets(segment)
            yield Piece(text, in_s, out_s, measured=apart)


def _of_tokens(tokens: object, text: str) -> list[Piece]:
    """Join tokens into words; none where they are not the text, as when a sign is cut into bytes."""
    told = [
        token
        for token in (tokens if isinstance(tokens, list) else [])
        if isinstance(token, Mapping) and not str(token.get("text", "")).startswith("[_")
    ]
    if "".join(str(token.get("text", "")) for token in told).strip() != text.strip():
        return []
    return [Piece(str(token["text"]), *_offsets(token), _score(token)) for token in told]


def _offsets(told: Mapping[str, Any]) -> tuple[float, float]:
    offsets = told.get("offsets")
    found = [_number(offsets.get(key)) for key in ("from", "to")] if isinstance(offsets, Mapping) else []
    if len(found) != 2 or found[0] is None or found[1] is None:
        raise BadTranscript("it does not say when its words are spoken")
    return found[0] / 1000, found[1] / 1000
