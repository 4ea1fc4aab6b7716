"""Hearing a clip: from its file to words in time, pauses, claps and levels.

Long clips are heard in pieces that end where it is quietest, so that the memory needed does not
grow with the clip.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from rushes.sound.ear import MOST_WORDS, ScriptEar
from rushes.sound.levels import (
    FOREGROUND_DB,
    LEVEL_STEP_S,
    claps,
    falls,
    level_between,
    levels,
    noise_and_speech,
    quiet_between,
    sharp_attacks,
)
from rushes.sound.microphones import (
    WHOLE,
    Source,
    cut_to,
    is_mix,
    mixed,
    put_back,
    sources,
    timecode_rows,
    worth_hearing,
)
from rushes.sound.model import SURELY, Heard, HeardWord, Stretch
from rushes.sound.playing import Sounding, blocks_playing, names_playing
from rushes.sound.recogniser import Recogniser, Script
from rushes.sound.samples import Rows, Samples
from rushes.sound.slate_voice import Ends, slates_heard
from rushes.sound.spectrum import FRAMES_A_SECOND, SAMPLE_RATE, Floats

_PIECE_S, _LEAST_PIECE_S = 45.0, 20.0
_INAUDIBLE_DB = -80.0
"""Below this is no voice but a muted microphone, or a hole in the sound: three steps of 65,536."""
_STEPS_A_PIECE = 8_000_000
"""Frames x nodes of one search, so that what it remembers stays near 100 MB."""


def listen(
    what: Sounding, scenes: Script, ear: Recogniser | None = None, numbers: tuple[str, ...] = ()
) -> Heard:
    """Hear one clip against the scenes that may be spoken in it: every microphone that was recorded.

    A clip without sound gives a `Heard` of no duration. Nothing is decoded twice; memory is bounded.
    numbers: of all the script's scenes, as a slate may say them.
    """
    return told_by(Notes(ear or ScriptEar(), scenes, names_playing(what), numbers), what)


def told_by(notes: "Notes", what: Sounding) -> Heard:
    """Let somebody take notes of a clip, piece by piece, and return what they tell."""
    for piece in _pieces(blocks_playing(what), _piece_seconds(notes.scenes)):
        notes.take(piece)
    return notes.told()


def follow(what: Sounding, words: Sequence[HeardWord], told_by: str) -> Heard:
    """Hear all of a clip but its words, which a transcript brings: levels, claps, pauses.

    told_by: what `Heard.ear` says. The words are nobody's microphone in particular.
    """
    notes = Notes(_Reader(told_by), (), names_playing(what))
    for piece in _pieces(blocks_playing(what), _PIECE_S):
        notes.take(piece)
    return notes.told(words)


@dataclass(frozen=True)
class _Reader:
    """Stands where an ear stands, and hears nothing: the words come from elsewhere."""

    name: str

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:  # noqa: ARG002 -- an ear's protocol
        return ()


class Notes:
    """What has been heard of a clip so far, piece by piece."""

    def __init__(
        self, ear: Recogniser, scenes: Script, names: Sequence[str], numbers: tuple[str, ...] = ()
    ) -> None:
        """Take who hears, what may be said, the names of the tracks, and the script's scenes' numbers."""
        self.scenes, self.names, self.numbers = scenes, names, numbers
        self._ends = Ends()
        self._ear = ear
        self._words: list[HeardWord] = []
        self._attacks: list[tuple[float, float]] = []
        self._loudness: list[Floats] = []
        self._falls: list[Floats] = []
        self._by_track: list[Floats] = []
        self._apart: set[int] = set()
        self._timecode: set[int] = set()
        self._heard = 0

    def take(self, piece: Rows) -> None:
        """Hear a piece: each distinct signal in it, where it holds something of its own."""
        start = self._heard / SAMPLE_RATE
        timecode = timecode_rows(piece)
        found = sources(piece, timecode, pair=len(piece) == 2)
        for source, where in zip(found, _where(found), strict=True):
            self._words += self.hear(source, where, start)
            self._apart |= {source.rows[0]} if where else set()
        mix = _mix(found, self.names) if found else mixed(_without(piece, timecode))
        self._ends.take(mix)
        self._attacks += sharp_attacks(mix, start)
        self._loudness.append(levels(mix, LEVEL_STEP_S))
        self._falls.append(falls(mix, LEVEL_STEP_S))
        self._by_track.append(np.stack([levels(row, LEVEL_STEP_S) for row in piece]))
        self._timecode |= set(timecode)
        self._heard += piece.shape[1]

    def hear(self, source: Source, where: Sequence[Stretch], start_s: float) -> list[HeardWord]:
        """Return the words of one signal where it is worth hearing; the row it is named by on each."""
        words = self._ear.words(cut_to(source.samples, where), self.scenes) if where else ()
        return [_later(word, start_s, source.rows[0]) for word in put_back(words, where)]

    def told(self, brought: Sequence[HeardWord] | None = None) -> Heard:
        """Return all of it; free speech in the background of a track, and claps taken for words, left out.

        brought: the words of a transcript, all of which are told, in the place of what was heard.
        """
        level = np.concatenate(self._loudness) if self._loudness else np.zeros(0, dtype=np.float32)
        words = self._words if brought is None else brought
        noise, speech = noise_and_speech(level, [word for word in words if word.of_script])
        rows = sorted(self._apart) if brought is None else []
        kept = self._in_front(rows, level) if brought is None else list(brought)
        spoken = [word for word in kept if word.of_script] or kept
        first = min((word.in_s for word in spoken), default=np.inf)
        struck = claps(self._attacks, first, max((word.out_s for word in spoken), default=-np.inf))
        kept = [word for word in kept if brought is not None or word.of_script or not _is_clap(word, struck)]
        duration = self._heard / SAMPLE_RATE
        slate = self._slate(duration) if brought is None else ()
        sure = [word for word in slate if word.score >= SURELY]
        kept = [word for word in kept if not _within(word, sure)]
        several = len(rows) > 1
        return Heard(
            ear=self._ear.name,
            duration_s=round(duration, 3),
            words=tuple(kept),
            quiet=quiet_between(sorted([*kept, *sure], key=lambda word: word.in_s), duration),
            claps=struck,
            levels=_rounded(level),
            level_step_s=LEVEL_STEP_S,
            noise_db=round(noise, 1),
            speech_db=round(speech, 1),
            tracks=tuple(self.names[row] for row in rows) if several else (),
            track_levels=tuple(map(_rounded, self._levels_of(rows))) if several else (),
            timecode_tracks=tuple(self.names[row] for row in sorted(self._timecode - self._apart)),
            slate_words=slate,
            falls=tuple(value for piece in self._falls for value in _rounded(piece)),
        )

    def _slate(self, duration_s: float) -> tuple[HeardWord, ...]:
        """Return the words of a spoken slate; other ears than ours hear them among all other words."""
        if not isinstance(self._ear, ScriptEar):
            return ()
        return slates_heard(self._ends, self._words, duration_s, self.numbers)

    def _in_front(self, rows: Sequence[int], mix: Floats) -> list[HeardWord]:
        """Return the words that each microphone heard in front, in time order, its number on them."""
        kept: list[HeardWord] = []
        for track, (row, level) in enumerate(
            zip(rows, self._levels_of(rows) if len(rows) > 1 else [mix] * len(rows), strict=True)
        ):
            words = [_measured(word, track, level) for word in self._words if word.track == row]
            noise, speech = noise_and_speech(level, [word for word in words if word.of_script])
            words = without_murmur(words, noise, speech)
            kept += [word for word in words if word.of_script or _in_front(word, level, speech)]
        return sorted(kept, key=lambda word: (word.in_s, word.track)) if len(rows) > 1 else kept

    def _levels_of(self, rows: Sequence[int]) -> list[Floats]:
        joined = np.concatenate(self._by_track, axis=1)
        return [joined[row] for row in rows]


def _mix(found: Sequence[Source], names: Sequence[str]) -> Samples:
    """Return what all microphones heard together: the recordist's mix if there is one, else their mean."""
    made = [source for source in found if any(is_mix(names[row]) for row in source.rows)]
    return mixed([source.samples for source in made or found])


def _without(piece: Rows, timecode: Sequence[int]) -> Rows:
    """Return the tracks that are no timecode; silence where all are."""
    rest = np.delete(piece, timecode, axis=0)
    return rest if len(rest) else np.zeros_like(piece[:1])


def _where(found: Sequence[Source]) -> tuple[tuple[Stretch, ...], ...]:
    """Return what is to be heard of each source: all of it where there is one alone."""
    if len(found) < 2 or found[0].samples.size < LEVEL_STEP_S * SAMPLE_RATE:
        return (WHOLE,) * len(found)
    return worth_hearing(np.stack([levels(source.samples, LEVEL_STEP_S) for source in found]))


def _rounded(level: Floats) -> tuple[float, ...]:
    return tuple(round(float(value), 1) for value in level)


def _later(word: HeardWord, start_s: float, row: int) -> HeardWord:
    return replace(word, in_s=round(word.in_s + start_s, 3), out_s=round(word.out_s + start_s, 3), track=row)


def _measured(word: HeardWord, track: int, level: Floats) -> HeardWord:
    loud = level_between(level, word.in_s, word.out_s)
    return replace(word, track=track, level_db=round(loud, 1))


def without_murmur(words: Sequence[HeardWord], noise_db: float, speech_db: float) -> list[HeardWord]:
    """Leave out what is said in the noise: runs of words no louder than it, far below the clip's speech.

    Where people murmur behind the scene, the ear hears the script in their murmur. A whisper in a
    quiet room is far below the speech too, but not in the noise.
    """
    most = min(noise_db + _MURMUR_DB, speech_db - FOREGROUND_DB)
    runs = [(low, list(run)) for low, run in groupby(words, key=lambda word: word.level_db < most)]
    return [
        word
        for low, run in runs
        if not low or sum(word.out_s - word.in_s for word in run) < _MURMUR_S
        for word in run
    ]


_MURMUR_DB, _MURMUR_S = 12.0, 0.45


def _in_front(word: HeardWord, level: Floats, speech_db: float) -> bool:
    return level_between(level, word.in_s, word.out_s) > max(speech_db - FOREGROUND_DB, _INAUDIBLE_DB)


def _within(word: HeardWord, slate: Sequence[HeardWord]) -> bool:
    """Tell a word that was heard where a slate is spoken."""
    middle = (word.in_s + word.out_s) / 2
    return any(said.in_s <= middle <= said.out_s for said in slate)


def _is_clap(word: HeardWord, struck: Sequence[float]) -> bool:
    """Tell a clap that was taken for a word: what holds one and lasts no longer is no speech."""
    return any(word.in_s - 0.05 <= at <= word.out_s + 0.05 and word.out_s - word.in_s < 0.35 for at in struck)


def _pieces(blocks: Iterable[Rows], longest_s: float) -> Iterator[Rows]:
    """Join blocks into pieces of at most `longest_s`, each ending where it is quietest on all tracks."""
    longest, waiting = int(longest_s * SAMPLE_RATE), np.zeros((0, 0), dtype=np.int16)
    for block in blocks:
        waiting = np.concatenate([waiting, block], axis=1) if waiting.size else block
        while waiting.shape[1] > longest:
            at = _quietest(waiting, int(longest * _LEAST_PIECE_S / _PIECE_S), longest)
            yield waiting[:, :at]
            waiting = waiting[:, at:]
    if waiting.size:
        yield waiting


def _quietest(rows: Rows, first: int, last: int) -> int:
    """Return the middle of the quietest 0.4 s between two samples, in whole steps of the levels.

    So the levels of the pieces, one after the other, are those of the clip.
    """
    step = round(LEVEL_STEP_S * SAMPLE_RATE)
    first = first // step * step
    sound = mixed(rows if len(rows) == 1 else _without(rows, timecode_rows(rows)))
    level = levels(sound[first:last], LEVEL_STEP_S)
    runs = np.convolve(10.0 ** (level / 10.0), np.ones(4), mode="valid")
    return first + (int(runs.argmin()) + 2) * step


def _piece_seconds(scenes: Script) -> float:
    """Return how long a piece may be so that its search fits the memory."""
    nodes = min(sum(len(line) + 1 for scene in scenes for line in scene), 2 * MOST_WORDS) + 2
    return max(8.0, min(_PIECE_S, _STEPS_A_PIECE / nodes / FRAMES_A_SECOND))
