"""From the pieces of a transcript to words in time: every time that nobody measured is marked."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from rushes.screenplay.spelling import Spelling
from rushes.screenplay.spoken import runs_on, spoken_words
from rushes.sound.model import HeardWord
from rushes.sound.recogniser import Script
from rushes.sound.transcripts.model import Piece

_LEAST_S = 0.01
"""A word lasts at least this long."""
_BESIDES = 2
"""Letters that a word counts for besides its own: short words last longer than their letters.

Chosen on 35 takes of real sentences strung together, told by cues of 5 s: without it 0.943 of the
readings were found at their place (F1), with it 0.983; told on 127 words of read and of spontaneous
speech, twelve to a cue: the beginnings were 218 ms off in the mean without it, 204 ms with it.
"""


def words_of(pieces: Sequence[Piece], scenes: Script) -> tuple[HeardWord, ...]:
    """Return the words of pieces in time order, as the script spells them.

    A word that is a whole piece, and measured, keeps its times. All others share out the time of their
    piece by their letters, and are marked as interpolated.
    """
    words = [word for piece in _in_turn(_joined(pieces)) for word in _words_in(piece)]
    return _of_script(_spelt(_apart(words), scenes), scenes)


def shared(letters: Sequence[int], in_s: float, out_s: float) -> list[tuple[float, float]]:
    """Share out a stretch of seconds over words, by how many letters each has."""
    ends = list(accumulate((count + _BESIDES for count in letters), initial=0))
    return list(pairwise(round(in_s + (out_s - in_s) * end / (ends[-1] or 1), 3) for end in ends))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join a piece that goes on with the word before it (`` wood``, ``en``), where spaces begin words."""
    spaced = any(piece.text.startswith(" ") for piece in pieces if piece.measured)
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if spaced and last and piece.measured and last.measured and runs_on(last.text, piece.text):
            text, score = last.text + piece.text, min(last.score, piece.score)
            joined[-1] = replace(last, text=text, out_s=piece.out_s, score=score)
        else:
            joined.append(piece)
    return joined


def _in_turn(pieces: Sequence[Piece]) -> list[Piece]:
    """Let cues that overlap be said one after the other, as words of a clip have one order.

    What is shown mostly at once shares out the time of both; else the first ends where the second begins.
    """
    turns: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.in_s):
        last = turns[-1] if turns else None
        if last and piece.in_s < last.out_s and not (last.measured and piece.measured):
            turns[-1:] = _one_after_other(last, piece)
        else:
            turns.append(piece)
    return turns


def _one_after_other(one: Piece, other: Piece) -> tuple[Piece, Piece]:
    shorter = min(one.out_s - one.in_s, other.out_s - other.in_s)
    if (one.out_s - other.in_s) * 2 <= shorter:
        return replace(one, out_s=other.in_s), other
    sizes = [len(piece.text.strip()) for piece in (one, other)]
    (in_s, turn_s), (_, out_s) = shared(sizes, one.in_s, max(one.out_s, other.out_s))
    return (
        replace(one, in_s=in_s, out_s=turn_s, measured=False),
        replace(other, in_s=turn_s, out_s=out_s, measured=False),
    )


def _words_in(piece: Piece) -> list[HeardWord]:
    texts = spoken_words(piece.text)
    known = piece.measured and len(texts) == 1
    edges = shared([len(text) for text in texts], piece.in_s, piece.out_s)
    return [
        HeardWord(text, in_s, out_s, round(piece.score, 3), interpolated=not known)
        for text, (in_s, out_s) in zip(texts, edges, strict=True)
    ]


def _apart(words: Sequence[HeardWord]) -> list[HeardWord]:
    """Put words in time order, each over where the next begins at the latest, none shorter than it can be."""
    apart: list[HeardWord] = []
    for word in sorted(words, key=lambda word: word.in_s):
        begin = max(word.in_s, apart[-1].in_s + _LEAST_S) if apart else word.in_s
        if apart and apart[-1].out_s > begin:
            apart[-1] = replace(apart[-1], out_s=round(begin, 3))
        apart.append(replace(word, in_s=round(begin, 3), out_s=round(max(word.out_s, begin + _LEAST_S), 3)))
    return apart


def _spelt(words: Sequence[HeardWord], scenes: Script) -> list[HeardWord]:
    """Return the words in the spelling of the script: ``twenty seven`` as its ``27``, and so on."""
    spelling = Spelling.of(scenes)
    return [
        word
        for first, after, texts in spelling.conformed([word.text for word in words])
        for word in _respelt(words[first:after], texts)
    ]


def _respelt(words: Sequence[HeardWord], texts: Sequence[str]) -> list[HeardWord]:
    """Give some words other texts: one for one they keep their times, else they share out the whole."""
    if len(words) == len(texts):
        return [replace(word, text=text) for word, text in zip(words, texts, strict=True)]
    edges = shared([len(text) for text in texts], words[0].in_s, words[-1].out_s)
    guessed = len(texts) > 1 or any(word.interpolated for word in words)
    score = min(word.score for word in words)
    return [
        HeardWord(text, in_s, out_s, score, interpolated=guessed)
        for text, (in_s, out_s) in zip(texts, edges, strict=True)
    ]


def _of_script(words: Sequence[HeardWord], scenes: Script) -> tuple[HeardWord, ...]:
    """Mark the words that stand beside another as in a line, or are a line by themselves."""
    lines = [line for scene in scenes for line in scene]
    pairs = {pair for line in lines for pair in pairwise(line)}
    alone = {line[0] for line in lines if len(line) == 1}
    texts = ["", *(word.text for word in words), ""]
    return tuple(
        replace(word, of_script=(a, b) in pairs or (b, c) in pairs or b in alone)
        for word, a, b, c in zip(words, texts, texts[1:], texts[2:], strict=False)
    )
