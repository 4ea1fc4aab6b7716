"""Hearing a clip again after the script was revised: only where what was heard no longer holds.

What holds are words of sure readings of lines that nobody changed; they are taken over as they are.
The rest of what sounds is heard anew, against the script as it is now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.sound.ear import ScriptEar
from rushes.sound.levels import quiet_between
from rushes.sound.listening import Notes, told_by
from rushes.sound.microphones import Source
from rushes.sound.model import SURELY, Heard, HeardWord, Stretch
from rushes.sound.playing import Sounding, names_playing
from rushes.sound.recogniser import Recogniser, Script
from rushes.sound.spectrum import SAMPLE_RATE

_LEAST_S = 0.1
"""No ear makes anything of less."""


@dataclass(frozen=True)
class Again:
    """What is to be done about a clip that was heard before: stretches in time order, in seconds.

    held: readings that still hold, whose words are kept. hear: what is to be heard again; it may reach
    into `held`, so that the ear does not begin in the middle of a sentence. scenes: the lines that may be
    spoken there.
    """

    held: tuple[Stretch, ...] = ()
    hear: tuple[Stretch, ...] = ()
    scenes: Script = ()

    @property
    def seconds(self) -> float:
        """How much is to be heard again."""
        return sum(one.out_s - one.in_s for one in self.hear)


def listen_again(what: Sounding, earlier: Heard, again: Again, ear: Recogniser | None = None) -> Heard:
    """Return what is heard in a clip against another script, with the earlier words where they hold."""
    kept = tuple(word for word in earlier.words if _inside(word, again.held))
    notes = _NotesAgain(ear or ScriptEar(), again.scenes, names_playing(what))
    notes.kept, notes.tracks, notes.again = kept, earlier.tracks, again
    heard = told_by(notes, what)
    words = sorted({*heard.words, *kept}, key=lambda word: (word.in_s, word.track, word.out_s))
    slate = [word for word in earlier.slate_words if word.score >= SURELY]
    quiet = quiet_between(sorted([*words, *slate], key=lambda word: word.in_s), heard.duration_s)
    return replace(heard, words=tuple(words), quiet=quiet, slate_words=earlier.slate_words)


class _NotesAgain(Notes):
    """Notes that begin with what is known."""

    kept: tuple[HeardWord, ...] = ()
    tracks: tuple[str, ...] = ()
    again: Again = Again()

    def hear(self, source: Source, where: Sequence[Stretch], start_s: float) -> list[HeardWord]:
        """Return the kept words of one signal, and what is heard where it is to be heard again."""
        end_s = start_s + source.samples.size / SAMPLE_RATE
        kept = [
            replace(word, track=source.rows[0])
            for word in self.kept
            if start_s <= _middle(word) < end_s
            and (not self.tracks or self.names.index(self.tracks[word.track]) in source.rows)
        ]
        heard = super().hear(source, within(where, self.again.hear, start_s, end_s), start_s)
        new = [word for word in heard if not _inside(word, self.again.held)]
        return sorted([*kept, *new], key=lambda word: word.in_s)


def within(
    where: Sequence[Stretch], hear: Sequence[Stretch], start_s: float, end_s: float
) -> tuple[Stretch, ...]:
    """Return what two lists of stretches share in a piece; `hear` counts from the clip's first sample."""
    both = [
        Stretch(
            max(one.in_s, other.in_s - start_s, 0.0), min(one.out_s, other.out_s - start_s, end_s - start_s)
        )
        for one in where
        for other in hear
    ]
    return tuple(stretch for stretch in both if stretch.out_s - stretch.in_s >= _LEAST_S)


def _inside(word: HeardWord, stretches: Sequence[Stretch]) -> bool:
    return any(one.in_s <= _middle(word) <= one.out_s for one in stretches)


def _middle(word: HeardWord) -> float:
    return (word.in_s + word.out_s) / 2
