"""What still holds of a hearing when the script was revised, and where a clip must be heard again.

A reading holds when its line stands in the script as it did, when it is sure and whole, when no new line
could explain it as well, and when a pause parts it from all that does not hold. Whatever else sounds is
heard again: readings of lines that were changed or are gone, speech that was off script (it may be a line
now), and what was understood badly. It is heard against the new lines, the lines whose readings do not
hold, those of which two words in a row were heard there, and their neighbours: all others were weighed
there before, and not found.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

from rushes.coverage.lining import line_clip
from rushes.coverage.model import Reading
from rushes.footage.model import Clip
from rushes.screenplay.model import Line
from rushes.screenplay.spoken import spoken_words
from rushes.sound.again import Again
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.sound.recogniser import Script

_SURE: Final = 0.5
"""Below an even bet a reading is heard again."""
_ALIKE: Final = 0.5
"""Share of words that a new line may have in common with a reading that left the text."""
_ABOVE_NOISE_DB: Final = 9.0
_LEAST_SOUND: Final = 3
"""Steps of the levels in a row that stand so far above the noise: somebody may speak there."""
_PAUSE_S: Final = 0.2
_AROUND_S: Final = 0.5
_FARTHEST_S: Final = 3.0
"""How far to look for a pause to begin or to end in, before a word's edge has to do."""
_MOST: Final = 0.7
"""Share of a clip from which on it is heard whole: the rest would save nothing."""

Scenes = Sequence[Sequence[Line]]
_Words = tuple[str, ...]


def still_holds(before: Scenes, now: Scenes, clip: Clip, heard: Heard) -> Again | None:
    """Return what is to be heard again when these scenes become those; None when it is the whole clip.

    before: the scenes that the clip was heard against. now: those it may hold today.
    """
    old = {spoken_words(line.text) for lines in before for line in lines}
    today = {spoken_words(line.text) for lines in now for line in lines}
    words = {line.id: spoken_words(line.text) for lines in before for line in lines}
    readings, _ = line_clip(before, clip, heard)
    sure = [r for r in readings if words[r.line] in today and _holds(r, words[r.line], today - old)]
    held = _apart(sure, heard)
    open_to = (today - old) | {words[reading.line] for reading in readings if reading not in held}
    pairs = set(pairwise(word.text for word in _loose(held, heard)))
    open_to |= {line for line in today if pairs & {*pairwise(line)}}
    stretches = _joined([Stretch(reading.in_s, reading.out_s) for reading in held])
    gaps = _gaps(stretches, heard.duration_s)
    hear = _joined([_widened(loud, heard) for gap in gaps for loud in _sounding(gap, heard)])
    again = Again(stretches, hear, _weighed(now, open_to))
    return again if again.seconds <= _MOST * heard.duration_s else None


def _weighed(now: Scenes, open_to: AbstractSet[_Words]) -> Script:
    """Return the lines to hear against: those that may be spoken there, and two before and after each."""
    scenes = [[spoken_words(line.text) for line in lines] for lines in now]
    kept = tuple(
        tuple(line for at, line in enumerate(lines) if open_to & {*lines[max(0, at - 2) : at + 3]})
        for lines in scenes
    )
    return tuple(lines for lines in kept if lines) or tuple(map(tuple, scenes))


def _apart(sure: Sequence[Reading], heard: Heard) -> list[Reading]:
    """Leave out readings that run straight on from speech, or into speech, that does not hold.

    Where one ends and the next begins without a pause was decided for both together.
    """
    loose = _loose(sure, heard)
    return [
        reading
        for reading in sure
        if not any(w.out_s > reading.in_s - _PAUSE_S and w.in_s < reading.out_s + _PAUSE_S for w in loose)
    ]


def _loose(held: Sequence[Reading], heard: Heard) -> list[HeardWord]:
    """Return the words that stand in none of these readings."""
    return [w for w in heard.words if not any(r.in_s <= (w.in_s + w.out_s) / 2 <= r.out_s for r in held)]


def _holds(reading: Reading, line: _Words, new: set[_Words]) -> bool:
    if reading.confidence < _SURE or reading.kind == "partial":
        return False
    said = tuple(word.heard for word in reading.words if word.heard)
    own = _share(said, line)
    return reading.kind == "as written" or all(_share(said, other) < min(_ALIKE, own) for other in new)


def _share(one: _Words, other: _Words) -> float:
    """Return the share of words that two texts have in common (Dice)."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / max(1, len(one) + len(other))


def _gaps(held: Sequence[Stretch], duration_s: float) -> list[Stretch]:
    edges = [0.0, *(edge for one in held for edge in (one.in_s, one.out_s)), duration_s]
    return [Stretch(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _sounding(gap: Stretch, heard: Heard) -> list[Stretch]:
    """Return the one stretch of a gap that holds all its words and all that is loud for a while."""
    inside = [word for word in heard.words if gap.in_s <= (word.in_s + word.out_s) / 2 <= gap.out_s]
    step = heard.level_step_s
    first, after = int(gap.in_s / step) + 2, int(gap.out_s / step) - 1
    loud = [at for at in range(max(0, first), after) if heard.levels[at] > heard.noise_db + _ABOVE_NOISE_DB]
    long = [at for at in loud if any({*range(s, s + _LEAST_SOUND)} <= {*loud} for s in range(at - 2, at + 1))]
    begins = [word.in_s for word in inside] + [at * step for at in long[:1]]
    ends = [word.out_s for word in inside] + [(at + 1) * step for at in long[-1:]]
    return [Stretch(max(gap.in_s, min(begins)), min(gap.out_s, max(ends)))] if begins else []


def _widened(loud: Stretch, heard: Heard) -> Stretch:
    """Return a stretch that begins and ends in a pause, or at a word's edge where there is none near."""
    end_s = heard.duration_s
    pauses = [quiet for quiet in heard.quiet if quiet.out_s - quiet.in_s >= _PAUSE_S]
    before = next((q for q in reversed(pauses) if q.in_s <= loud.in_s), Stretch(0.0, 0.0))
    after = next((q for q in pauses if q.out_s >= loud.out_s), Stretch(end_s, end_s))
    begin = max(before.in_s, min(before.out_s, loud.in_s) - _AROUND_S)
    end = min(after.out_s, max(after.in_s, loud.out_s) + _AROUND_S)
    return Stretch(
        begin if loud.in_s - begin <= _FARTHEST_S else loud.in_s,
        end if end - loud.out_s <= _FARTHEST_S else loud.out_s,
    )


def _joined(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, those that touch made one."""
    joined: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: one.in_s):
        if joined and one.in_s <= joined[-1].out_s:
            joined[-1] = Stretch(joined[-1].in_s, max(joined[-1].out_s, one.out_s))
        else:
            joined.append(one)
    return tuple(joined)
