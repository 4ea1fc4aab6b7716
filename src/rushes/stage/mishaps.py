"""What goes wrong in the takes of a shoot, planted by lot. Pure: the same seed, the same mishaps."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rushes.screenplay.model import Line, Scene
from rushes.stage.faults import BY_NAME, ROLL_FAULTS, Fault, Faults, in_order
from rushes.stage.hardship import MANNERS, overlapping, said_otherwise
from rushes.stage.model import Noise, Setup, Utterance
from rushes.stage.slips import ADLIBS, CREW, bare_words, slipped, slips_for

ONE_LINE_IN = 8
"""One line in so many is said wrong where flubs are asked for: about what the shared rushes hold."""

_HOW_OFTEN = {
    Fault.SLATE: 1.0,
    Fault.UNNAMED: 0.25,
    Fault.CREW: 0.35,
    Fault.NOISE: 0.15,
    Fault.DROPPED: 0.2,
    Fault.RESET: 0.2,
    Fault.WHISPER: 0.2,
    Fault.SHOUT: 0.2,
    Fault.OVERLAP: 0.3,
    Fault.CHATTER: 0.4,
    Fault.SWALLOWED: 0.3,
}
"""The part of the takes in which something goes wrong; one in ten for what is not named."""


_ROLL_MISHAPS = 1 / 8
_APART = (
    frozenset({Fault.LATE_ROLL, Fault.TAIL_SLATE}),
    frozenset({Fault.LATE_ROLL, Fault.SHORT_ROLL, Fault.SPLIT_ROLL, Fault.MISSED_ROLL}),
    frozenset({Fault.NO_CLAP, Fault.SECOND_STICKS, Fault.TAIL_SLATE}),
)


@dataclass
class Draft:
    """A take while it is being planned."""

    setup: Setup
    number: int
    lines: tuple[Line, ...]
    rng: random.Random
    whole: bool
    faults: set[Fault]
    hard: random.Random
    """For what is hard to hear, so that asking for it changes nothing else."""


def plant(seed: int, faults: Faults, drafts: Sequence[Draft]) -> None:
    """Give every fault asked for at least one take, and chance gives it more.

    Nobody is asked to whisper under an aeroplane: it would be no reading.
    """
    rng = random.Random(f"{seed}/faults")  # noqa: S311 - lots, not secrets
    for fault in in_order(faults - ROLL_FAULTS - BY_NAME - {Fault.FLUB}):
        rate = _HOW_OFTEN.get(fault, 0.1)
        able = [draft for draft in drafts if fault is not Fault.WHISPER or Fault.NOISE not in draft.faults]
        candidates = [draft for draft in able if len(draft.lines) > 3] or able
        chosen = [draft for draft in candidates if rng.random() < rate]
        if not chosen and candidates:
            chosen = [min(candidates, key=lambda draft: (len(draft.faults), rng.random()))]
        for draft in chosen:
            draft.faults.add(fault)
    if Fault.FLUB in faults:
        for draft in drafts:
            draft.faults.add(Fault.FLUB)
    for fault in in_order(faults & ROLL_FAULTS - {Fault.OTHER_RATE, Fault.WRONG_PAPER}):
        _plant_apart(fault, drafts, random.Random(f"{seed}/{fault}"))  # noqa: S311 - lots, not secrets


def _plant_apart(fault: Fault, drafts: Sequence[Draft], rng: random.Random) -> None:
    """Give one take in eight a mishap of rolls and sticks, and none two that rule each other out."""
    rivals = {fault}.union(*(apart for apart in _APART if fault in apart))
    able = [draft for draft in drafts if not draft.faults & rivals]
    chosen = [draft for draft in able if rng.random() < _ROLL_MISHAPS]
    if not chosen and able:
        chosen = [min(able, key=lambda draft: (len(draft.faults & ROLL_FAULTS), rng.random()))]
    for draft in chosen:
        draft.faults.add(fault)


def performed(draft: Draft, vocabulary: Sequence[str], missing: Sequence[str]) -> list[Utterance]:
    """Turn the lines of a take into what is said in it."""
    rng, lines = draft.rng, [line for line in draft.lines if line.id not in missing]
    if Fault.DROPPED in draft.faults and len(lines) > 3:
        del lines[rng.randrange(1, len(lines) - 1)]
    said = [_reading(line, rng) for line in lines]
    if Fault.FLUB in draft.faults:
        said = [_flub(one, rng, vocabulary) if rng.random() < 1 / ONE_LINE_IN else one for one in said]
    if Fault.BROKEN in draft.faults:
        at = rng.randrange(len(said))
        if len(bare_words(said[at].script)) > 3:
            said[at] = _broken(said[at], rng)
    said = said_otherwise(said, draft.faults, draft.hard)
    if Fault.ADLIB in draft.faults:
        at = rng.randrange(1, len(said) + 1)
        said.insert(at, Utterance(rng.choice(said).who, rng.choice(ADLIBS), "adlib", pause_s=0.5))
    if Fault.RESET in draft.faults:
        said = _reset(said, rng, crew=Fault.CREW in draft.faults)
    if Fault.FALSE_START in draft.faults:
        said = _false_start(said, rng)
    dual = {line.id for line in draft.lines if line.dual}
    return overlapping(said, draft.hard, dual) if Fault.OVERLAP in draft.faults else said


def _reading(line: Line, rng: random.Random) -> Utterance:
    pause = rng.uniform(0.28, 0.62) + (0.5 if line.parentheticals else 0.0)
    moved = re.search(r"\b(sorry|please|promise|forget\w*|lose\w*|alone|never)\b", line.text.lower())
    mood = "asking" if line.text.rstrip().endswith("?") else "moved" if moved else "calm"
    return Utterance(line.character, line.text, "good", line.id, line.text, None, round(pause, 2), mood)  # type: ignore[arg-type]


def _as_written(one: Utterance) -> Utterance:
    return replace(one, said=one.script, kind="good", slip=None, swallowed=None)


def _flub(one: Utterance, rng: random.Random, vocabulary: Sequence[str]) -> Utterance:
    slip = rng.choice(slips_for(one.script))
    return replace(one, said=slipped(one.script, slip, rng, vocabulary), kind="flub", slip=slip)


def _broken(one: Utterance, rng: random.Random) -> Utterance:
    return replace(one, said=slipped(one.script, "broken", rng, ()), kind="flub", slip="broken")


def _reset(said: list[Utterance], rng: random.Random, *, crew: bool) -> list[Utterance]:
    """Somewhere the take goes back one to three lines and plays them again."""
    at = rng.randrange(1, len(said) + 1)
    back = max(0, at - rng.randint(1, 3))
    again = [_as_written(one) for one in said[back:at] if one.line]
    if not again:
        return said
    call = [Utterance("crew", rng.choice(CREW), "crew", pause_s=0.6)] if crew else []
    again[0] = replace(again[0], pause_s=1.5, starts_again=True)
    return [*said[:at], *call, *again, *said[at:]]


def _false_start(said: list[Utterance], rng: random.Random) -> list[Utterance]:
    """Begin a line, break it off and begin it again from its top."""
    long = [n for n, one in enumerate(said) if one.kind == "good" and len(bare_words(one.script)) > 4]
    if not long:
        return said
    at = rng.choice(long)
    again = replace(said[at], pause_s=round(rng.uniform(0.7, 1.1), 2), starts_again=True)
    return [*said[:at], _broken(said[at], rng), again, *said[at + 1 :]]


def with_a_good_reading_of_each(
    scene: Scene, takes: list[list[Utterance]], missing: Sequence[str]
) -> list[list[Utterance]]:
    """Mend the first flub of a line that nobody got right; where all dropped it, put it back in one take."""
    for number, line in enumerate(scene.lines):
        if line.id in missing or any(
            one.line == line.id and one.kind == "good" for said in takes for one in said
        ):
            continue
        for said in takes:
            at = next((n for n, one in enumerate(said) if one.line == line.id), None)
            if at is not None:
                said[at] = _as_written(said[at])
                break
        else:
            before = {earlier.id for earlier in scene.lines[:number]}
            at = 1 + max((n for n, one in enumerate(takes[0]) if one.line in before), default=-1)
            takes[0].insert(at, _reading(line, random.Random(line.id)))  # noqa: S311 - a pause
    return takes


def planted(draft: Draft, said: Iterable[Utterance], noise: Noise | None) -> tuple[Fault, ...]:
    """Name the faults that are really in the take."""
    said = list(said)
    there = set(draft.faults)
    if not any(one.kind == "flub" and one.slip not in ("broken", "swallowed") for one in said):
        there.discard(Fault.FLUB)
    if not any(one.slip == "broken" for one in said):
        there -= {Fault.BROKEN, Fault.FALSE_START}
    if not any(one.starts_again for one in said):
        there -= {Fault.RESET, Fault.FALSE_START}
    if noise is None:
        there.discard(Fault.NOISE)
    if Fault.TAIL_SLATE in there:
        there -= {Fault.SLATE, Fault.WRONG_SLATE}
    if not any(one.slip == "swallowed" for one in said):
        there.discard(Fault.SWALLOWED)
    for fault, manner in MANNERS:
        if not any(one.manner == manner for one in said):
            there.discard(fault)
    if not any(one.together or one.pause_s < 0 for one in said):
        there.discard(Fault.OVERLAP)
    return in_order(there)


def kind_of(draft: Draft) -> str:
    """Name the take as the shared truth does: by the most telling thing about it."""
    for fault, kind in ((Fault.RESET, "reset"), (Fault.ADLIB, "adlib"), (Fault.DROPPED, "drop")):
        if fault in draft.faults:
            return kind
    return "full" if draft.whole else "short"
