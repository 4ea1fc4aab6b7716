"""How well the grammar of a cut is kept, as figures: of one cut, or of many together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from statistics import median
from typing import Final

from evaluation import grammar
from evaluation.calibration import Claim, calibration_error
from evaluation.choices import claims_of
from evaluation.cuts import bad_readings
from evaluation.lips import Lips, read_lips
from evaluation.marks import Mark, Marks
from evaluation.playing import Playing
from evaluation.score import Score
from evaluation.truth import Truth
from rushes.cut import Cut
from rushes.errors import Finding

SEEN: Final = "shots: speaker seen, or a reaction"
SEEN_PICTURES: Final = "pictures: speaker seen, or a reaction"
JUMPS: Final = "jump cuts"
AVOIDABLE: Final = "jump cuts that could be avoided"
CROSSINGS: Final = "line crossings"
AVOIDABLE_CROSSINGS: Final = "line crossings that could be avoided"
UNTOLD: Final = "line crossings not told"
OF_THE_LINE: Final = (CROSSINGS, AVOIDABLE_CROSSINGS, UNTOLD)
BAD: Final = "bad choices"
SOFT: Final = "soft, though a clean one exists"
NOISY: Final = "noisy, though a clean one exists"
SPLITS: Final = "split edits, of changes of speaker"
SPLITS_OF_CUT: Final = "split edits, of those where the picture is cut"
PICTURE_FIRST: Final = "picture first, of split edits"
PICTURE_WORDS: Final = "picture cuts inside words"
SEEN_WORDS: Final = "picture cuts inside words of a seen mouth"
SOUND_WORDS: Final = "sound cuts inside words"
LIPS: Final = "lip error, the worst"
LIPS_OFF: Final = "words more than two frames off the lips"
OTHER_TEXT: Final = "mouths of another text"
REACTIONS: Final = "reactions, of pictures spoken over"
SHOT: Final = "shot length, median"
SURE_SOUND: Final = "calibration error, choices of sound"
SURE_PICTURE: Final = "calibration error, choices of picture"

_SPARED: Final = (SEEN, SEEN_PICTURES)


@dataclass(frozen=True)
class Graded:
    """What was marked in the cuts of one cutter. shots_s: how long each shot lasts.

    sounds, pictures: what the cut claims of its choices; naive ways claim nothing.
    """

    marks: Mapping[str, Marks] = field(default_factory=dict)
    lips: Lips = field(default_factory=Lips)
    shots_s: tuple[float, ...] = ()
    sounds: tuple[Claim, ...] = ()
    pictures: tuple[Claim, ...] = ()

    def __add__(self, other: "Graded") -> "Graded":
        """Return what was marked in the cuts of both."""
        names = dict.fromkeys((*self.marks, *other.marks))
        both = {name: self.marks.get(name, Marks()) + other.marks.get(name, Marks()) for name in names}
        claims = (self.sounds + other.sounds, self.pictures + other.pictures)
        return Graded(both, self.lips + other.lips, self.shots_s + other.shots_s, *claims)

    def only(self, rows: Collection[str]) -> "Graded":
        """Return what was marked in some rows; nothing of lips and lengths."""
        return Graded({name: marks for name, marks in self.marks.items() if name in rows})

    def with_those_of(self, other: "Graded") -> "Graded":
        """Return what was marked, with the rows of another in place of one's own."""
        return replace(self, marks={**self.marks, **other.marks})

    @property
    def scores(self) -> Mapping[str, Score]:
        """Every figure by the name of its row."""
        told = {name: marks.spared if name in _SPARED else marks.many for name, marks in self.marks.items()}
        shots = Score(median(self.shots_s) if self.shots_s else None, len(self.shots_s), "s")
        return {
            **told,
            LIPS: self.lips.worst,
            LIPS_OFF: self.lips.over,
            OTHER_TEXT: self.lips.other_text.many,
            SHOT: shots,
            SURE_SOUND: calibration_error(self.sounds),
            SURE_PICTURE: calibration_error(self.pictures),
        }

    @property
    def faults(self) -> Iterable[tuple[str, Mark]]:
        """Everything that should not be, by the name of its row."""
        praised = {SEEN_PICTURES, SPLITS, SPLITS_OF_CUT, PICTURE_FIRST, REACTIONS, JUMPS, CROSSINGS}
        for name, marks in self.marks.items():
            for mark in marks.found if name not in praised else ():
                yield name, mark
        for mark in self.lips.other_text.found:
            yield OTHER_TEXT, mark


def grade(truth: Truth, cut: Cut, findings: Sequence[Finding] = (), *, claims: bool = False) -> Graded:
    """Mark one cut. claims: its confidences are meant, and marked too."""
    playing = Playing(truth, cut)
    marks = {
        SEEN: grammar.shots_of_unseen_speakers(playing),
        SEEN_PICTURES: grammar.unseen_speakers(playing),
        REACTIONS: grammar.reactions(playing),
        JUMPS: grammar.jump_cuts(playing),
        AVOIDABLE: grammar.jump_cuts(playing, avoidable=True),
        CROSSINGS: grammar.line_crossings(playing),
        AVOIDABLE_CROSSINGS: grammar.avoidable_crossings(playing),
        UNTOLD: grammar.untold_crossings(playing, findings),
        BAD: bad_readings(playing),
        SOFT: grammar.soft_pictures(playing),
        NOISY: grammar.noisy_sounds(playing),
        SPLITS: grammar.split_edits(playing),
        SPLITS_OF_CUT: grammar.split_edits(playing, of_cut=True),
        PICTURE_FIRST: grammar.picture_first(playing),
        PICTURE_WORDS: grammar.split_words(playing, "V"),
        SEEN_WORDS: grammar.seen_split_words(playing),
        SOUND_WORDS: grammar.split_words(playing, "A"),
    }
    lengths = (sum(float(one.event.record.seconds) for one in shot) for shot in playing.shots)
    claimed = claims_of(playing) if claims else {}
    said = (claimed.get("sound", ()), claimed.get("picture", ()))
    return Graded(marks, read_lips(playing), tuple(lengths), *said)


def in_all(graded: Iterable[Graded]) -> Graded:
    """Return what was marked in several cuts together."""
    return reduce(add, graded, Graded())
