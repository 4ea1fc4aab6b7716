"""The shot list: where the camera stands, which lines each take plays, and what goes wrong in it.

All pure: the same screenplay, cast and seed give the same plan.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.screenplay.model import Line, Scene, Screenplay
from rushes.stage.casting import cast, scenery_for
from rushes.stage.drawing.light import Scenery
from rushes.stage.hardship import MANNERS, among_chatter, overlapping, said_otherwise
from rushes.stage.model import (
    SLATE_FAULTS,
    Fault,
    Faults,
    Noise,
    Performer,
    Setup,
    TakePlan,
    Utterance,
    in_order,
)
from rushes.stage.slips import (
    ADLIBS,
    CREW,
    bare,
    bare_words,
    slipped,
    slips_for,
)
from rushes.timecode import nominal

SETUP_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SPOKEN_LETTERS = {
    name[0].upper(): name
    for name in [
        *("apple", "baker", "charlie", "david", "echo", "frank", "george", "henry", "jack", "kilo", "lima"),
        *("mike", "nancy", "peter", "queen", "roger", "sugar", "tommy", "union", "victor", "william"),
        *("x-ray", "yankee", "zebra"),
    ]
}
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


@dataclass(frozen=True)
class Shooting:
    """What a person asks of the stage, beside the screenplay."""

    seed: int
    takes: int
    faults: Faults
    rate: Fraction
    size: tuple[int, int]


@dataclass
class _Draft:
    """A take while it is being planned."""

    setup: Setup
    number: int
    lines: tuple[Line, ...]
    rng: random.Random
    whole: bool
    faults: set[Fault]
    hard: random.Random
    """For what is hard to hear, so that asking for it changes nothing else."""


def plan(screenplay: Screenplay, shooting: Shooting) -> tuple[tuple[TakePlan, ...], tuple[str, ...]]:
    """Return the takes in shooting order, and the ids of lines left without a good reading on request."""
    performers = cast(screenplay, shooting.seed)
    drafts: list[tuple[Scene, tuple[Performer, ...], list[_Draft]]] = []
    for scene in screenplay.scenes:
        if scene.lines:
            players = _placed(performers, scene)
            drafts.append((scene, players, _drafts(scene, players, shooting)))
    _plant(shooting, [draft for _, _, takes in drafts for draft in takes])
    missing = _lines_to_miss(screenplay, shooting)
    vocabulary = sorted(
        {bare(word) for line in screenplay.lines for word in bare_words(line.text) if len(word) > 3}
    )
    takes: list[TakePlan] = []
    start = 10 * 3600 * nominal(shooting.rate)
    for scene, players, scene_drafts in drafts:
        spoken = [_performed(draft, vocabulary, missing) for draft in scene_drafts]
        spoken = _with_a_good_reading_of_each(scene, spoken, missing)
        for draft, said in zip(scene_drafts, spoken, strict=True):
            set_ = scenery_for(screenplay, scene, shooting.seed)
            take = _take(
                draft,
                said,
                shooting,
                title=screenplay.title,
                players=players,
                set_=set_,
                card=len(takes) + 1,
                start=start,
            )
            takes.append(take)
            start += _roll_time(take) * nominal(shooting.rate)
    return tuple(takes), missing


def setups(scene: Scene, players: Sequence[Performer]) -> tuple[Setup, ...]:
    """List the places of the camera: everyone first, then closer; nobody crosses the line."""
    names = tuple(player.character for player in players)
    if len(names) == 2:
        one, two = names
        shots = [
            ("wide", names, None),
            ("medium", (one,), two),
            ("medium", (two,), one),
            ("close", (one,), None),
            ("close", (two,), None),
        ]
    elif len(names) == 1:
        shots = [("wide", names, None), ("medium", names, None), ("close", names, None)]
    else:
        lines = Counter(line.character for line in scene.lines)
        most = sorted(names, key=lambda name: (-lines[name], names.index(name)))
        shots = [("wide", names, None), *(("medium", (name,), None) for name in names)]
        shots += [("close", (name,), None) for name in names if name in most[:2]]
    slates = ["", *SETUP_LETTERS]
    return tuple(
        Setup(scene.number, scene.number + slates[n], size, sees, over)  # type: ignore[arg-type]
        for n, (size, sees, over) in enumerate(shots[: len(slates)])
    )


def _placed(performers: Sequence[Performer], scene: Scene) -> tuple[Performer, ...]:
    """Return who speaks in a scene, half on each side of the line; as in other scenes where that works."""
    speaking = {line.character for line in scene.lines}
    players = [player for player in performers if player.character in speaking]
    left = sum(player.side == "left" for player in players)
    if len(players) > 1 and abs(2 * left - len(players)) > 1:
        players = [
            replace(player, side="left" if n % 2 == 0 else "right") for n, player in enumerate(players)
        ]
    return tuple(sorted(players, key=lambda player: player.side))


def _drafts(scene: Scene, players: Sequence[Performer], shooting: Shooting) -> list[_Draft]:
    drafts = []
    for setup in setups(scene, players):
        rng = random.Random(f"{shooting.seed}/{setup.slate}/takes")  # noqa: S311 - lots, not secrets
        count = _how_many(setup, shooting.takes, rng)
        for number in range(1, count + 1):
            own = random.Random(f"{shooting.seed}/{setup.slate}/{number}")  # noqa: S311 - lots, not secrets
            lines = _part(scene.lines, setup, number, own) if shooting.takes > 1 else scene.lines
            hard = random.Random(f"{shooting.seed}/{setup.slate}/{number}/hard")  # noqa: S311 - lots, not secrets
            whole = len(lines) == len(scene.lines)
            drafts.append(_Draft(setup, number, lines, own, whole, set(), hard))
    return drafts


def _how_many(setup: Setup, takes: int, rng: random.Random) -> int:
    """Return the number of takes: the most for over-shoulders, as nothing else is cut to so often."""
    if takes < 3 or setup.size == "medium":
        return takes if takes < 3 or rng.random() < 0.5 else takes - 1
    return takes - 1


def _part(lines: tuple[Line, ...], setup: Setup, number: int, rng: random.Random) -> tuple[Line, ...]:
    """Choose what a take plays: first the whole scene, except in close-ups, then parts of it."""
    count = len(lines)
    if count < 6 or (setup.size != "close" and number == 1):
        return lines
    share = 0.55 if number == 1 or setup.size == "wide" else 0.35
    length = max(4, round(count * share))
    first = (
        0 if setup.size == "wide" else count - length if number == 1 else rng.randrange(count - length + 1)
    )
    return lines[first : first + length]


def _plant(shooting: Shooting, drafts: Sequence[_Draft]) -> None:
    """Give every fault asked for at least one take, and chance gives it more.

    Nobody is asked to whisper under an aeroplane: it would be no reading.
    """
    rng = random.Random(f"{shooting.seed}/faults")  # noqa: S311 - lots, not secrets
    whole_take = [
        fault for fault in in_order(shooting.faults) if fault not in (Fault.FLUB, Fault.MISSING_LINE)
    ]
    for fault in whole_take:
        rate = _HOW_OFTEN.get(fault, 0.1)
        able = [draft for draft in drafts if fault is not Fault.WHISPER or Fault.NOISE not in draft.faults]
        candidates = [draft for draft in able if len(draft.lines) > 3] or able
        chosen = [draft for draft in candidates if rng.random() < rate]
        if not chosen and candidates:
            chosen = [min(candidates, key=lambda draft: (len(draft.faults), rng.random()))]
        for draft in chosen:
            draft.faults.add(fault)
    if Fault.FLUB in shooting.faults:
        for draft in drafts:
            draft.faults.add(Fault.FLUB)


def _lines_to_miss(screenplay: Screenplay, shooting: Shooting) -> tuple[str, ...]:
    if Fault.MISSING_LINE not in shooting.faults:
        return ()
    rng = random.Random(f"{shooting.seed}/missing")  # noqa: S311 - lots, not secrets
    inner = [line.id for scene in screenplay.scenes for line in scene.lines[1:-1]] or [
        line.id for line in screenplay.lines
    ]
    return (rng.choice(inner),)


def _performed(draft: _Draft, vocabulary: Sequence[str], missing: Sequence[str]) -> list[Utterance]:
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


def _with_a_good_reading_of_each(
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


def _take(
    draft: _Draft,
    said: list[Utterance],
    shooting: Shooting,
    *,
    title: str,
    players: tuple[Performer, ...],
    set_: Scenery,
    card: int,
    start: int,
) -> TakePlan:
    rng = draft.rng
    head = _slate_call(draft)
    if Fault.CREW in draft.faults:
        head = [*head, Utterance("crew", "And action.", "crew", pause_s=0.5)]
        said = [*said, Utterance("crew", "And cut.", "crew", pause_s=1.0)]
    said = [*head, *said]
    if Fault.CHATTER in draft.faults:
        said = among_chatter(said, draft.hard)
    noise = None
    if Fault.NOISE in draft.faults:
        noise = Noise(rng.choice(("white", "hum", "plane")), rng.choice((12.0, 15.0, 20.0)))
    soft: tuple[int, ...] = ()
    if Fault.SOFT in draft.faults:
        spoken = [n for n, one in enumerate(said) if one.line]
        soft = (-1,) if rng.random() < 0.2 else tuple(sorted(rng.sample(spoken, min(2, len(spoken)))))
    reel = f"A{_scene_ordinal(draft.setup.scene):03}"
    return TakePlan(
        file=("" if Fault.UNNAMED in draft.faults else f"{draft.setup.slate}-{draft.number}_")
        + f"{reel}C{card:03}.mov",
        title=title or "Untitled",
        setup=draft.setup,
        number=draft.number,
        reel=reel,
        start=start,
        said=tuple(said),
        performers=players,
        scenery=set_,
        seed=f"{shooting.seed}/{draft.setup.slate}/{draft.number}",
        rate=shooting.rate,
        size=shooting.size,
        kind=_kind(draft),
        faults=_planted(draft, said, noise),
        noise=noise,
        soft=soft,
        tail_slate=Fault.TAIL_SLATE in draft.faults,
        slate_said=_slate_said(draft),
    )


def _scene_ordinal(number: str) -> int:
    """Return a number for the camera's card: the digits of the scene's number, else 1."""
    digits = re.search(r"\d+", number)
    return int(digits[0]) % 1000 if digits else 1


def _planted(draft: _Draft, said: Iterable[Utterance], noise: Noise | None) -> tuple[Fault, ...]:
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


def _kind(draft: _Draft) -> str:
    """Name the take as the shared truth does: by the most telling thing about it."""
    for fault, kind in ((Fault.RESET, "reset"), (Fault.ADLIB, "adlib"), (Fault.DROPPED, "drop")):
        if fault in draft.faults:
            return kind
    return "full" if draft.whole else "short"


def _slate_said(draft: _Draft) -> str:
    """Return the slate that the assistant says, as a label; empty where nobody does, wrong on request."""
    if Fault.TAIL_SLATE in draft.faults or not draft.faults & (SLATE_FAULTS | {Fault.CREW}):
        return ""
    return f"{draft.setup.slate}-{draft.number + (Fault.WRONG_SLATE in draft.faults)}"


def _slate_call(draft: _Draft) -> list[Utterance]:
    """Return what the assistant calls, if anything; the clap follows it."""
    said = _slate_said(draft)
    if not said:
        return []
    scene, letter = draft.setup.scene, draft.setup.slate.removeprefix(draft.setup.scene)
    name = f" {_SPOKEN_LETTERS.get(letter, letter)}" if letter else ""
    take = said.rpartition("-")[2]
    return [Utterance("crew", f"Scene {scene}{name}, take {take}. Mark.", "slate", pause_s=0.4)]


def _roll_time(take: TakePlan) -> int:
    """Return seconds until the camera may roll again: longer than the take, as on a set."""
    words = sum(len(one.said.split()) for one in take.said)
    return int(words * 0.7 + len(take.said) * 2.5 + 45)
