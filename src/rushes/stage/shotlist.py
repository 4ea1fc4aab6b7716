"""The shot list: where the camera stands, which lines each take plays, and what goes wrong in it.

All pure: the same screenplay, cast and seed give the same plan.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.screenplay.model import Line, Scene, Screenplay
from rushes.stage.casting import cast, scenery_for
from rushes.stage.drawing.light import Scenery
from rushes.stage.faults import SLATE_FAULTS, Fault, Faults
from rushes.stage.hardship import among_chatter
from rushes.stage.mishaps import Draft, kind_of, performed, plant, planted, with_a_good_reading_of_each
from rushes.stage.model import Noise, Performer, Setup, TakePlan, Utterance
from rushes.stage.slips import bare, bare_words
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


@dataclass(frozen=True)
class Shooting:
    """What a person asks of the stage, beside the screenplay."""

    seed: int
    takes: int
    faults: Faults
    rate: Fraction
    size: tuple[int, int]


def plan(screenplay: Screenplay, shooting: Shooting) -> tuple[tuple[TakePlan, ...], tuple[str, ...]]:
    """Return the takes in shooting order, and the ids of lines left without a good reading on request."""
    performers = cast(screenplay, shooting.seed)
    drafts: list[tuple[Scene, tuple[Performer, ...], list[Draft]]] = []
    for scene in screenplay.scenes:
        if scene.lines:
            players = _placed(performers, scene)
            drafts.append((scene, players, _drafts(scene, players, shooting)))
    plant(shooting.seed, shooting.faults, [draft for _, _, takes in drafts for draft in takes])
    missing = _lines_to_miss(screenplay, shooting)
    for draft in (draft for _, _, takes in drafts for draft in takes if draft.setup.across):
        draft.faults.add(Fault.WRONG_SIDE)
    vocabulary = sorted(
        {bare(word) for line in screenplay.lines for word in bare_words(line.text) if len(word) > 3}
    )
    takes: list[TakePlan] = []
    start = 10 * 3600 * nominal(shooting.rate)
    for scene, players, scene_drafts in drafts:
        spoken = [performed(draft, vocabulary, missing) for draft in scene_drafts]
        spoken = with_a_good_reading_of_each(scene, spoken, missing)
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
            start += roll_time(take) * nominal(shooting.rate)
    return tuple(takes), missing


def setups(scene: Scene, players: Sequence[Performer]) -> tuple[Setup, ...]:
    """List the places of the camera: everyone first, then closer; none is across the line (see `_stood`)."""
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


def _stood(setups: Sequence[Setup], shooting: Shooting) -> tuple[Setup, ...]:
    """Return the setups where the camera really stood: on request one or two of them from across the line.

    The first, which sees everybody, is never one of them: it says where the line is.
    """
    may = [setup.slate for setup in setups[1:]] if len(setups[0].sees) > 1 else []
    if Fault.WRONG_SIDE not in shooting.faults or not may:
        return tuple(setups)
    rng = random.Random(f"{shooting.seed}/{setups[0].scene}/sides")  # noqa: S311 - lots, not secrets
    wrong = rng.sample(may, rng.randint(1, 2))
    return tuple(replace(setup, across=setup.slate in wrong) for setup in setups)


def next_slate(setup: Setup) -> str:
    """Return the slate of the setup that comes after this one."""
    letter = setup.slate.removeprefix(setup.scene)
    return setup.scene + SETUP_LETTERS[SETUP_LETTERS.index(letter) + 1 if letter else 0]


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


def _drafts(scene: Scene, players: Sequence[Performer], shooting: Shooting) -> list[Draft]:
    drafts = []
    for setup in _stood(setups(scene, players), shooting):
        rng = random.Random(f"{shooting.seed}/{setup.slate}/takes")  # noqa: S311 - lots, not secrets
        count = _how_many(setup, shooting.takes, rng)
        for number in range(1, count + 1):
            own = random.Random(f"{shooting.seed}/{setup.slate}/{number}")  # noqa: S311 - lots, not secrets
            lines = _part(scene.lines, setup, number, own) if shooting.takes > 1 else scene.lines
            hard = random.Random(f"{shooting.seed}/{setup.slate}/{number}/hard")  # noqa: S311 - lots, not secrets
            whole = len(lines) == len(scene.lines)
            drafts.append(Draft(setup, number, lines, own, whole, set(), hard))
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


def _lines_to_miss(screenplay: Screenplay, shooting: Shooting) -> tuple[str, ...]:
    if Fault.MISSING_LINE not in shooting.faults:
        return ()
    rng = random.Random(f"{shooting.seed}/missing")  # noqa: S311 - lots, not secrets
    inner = [line.id for scene in screenplay.scenes for line in scene.lines[1:-1]] or [
        line.id for line in screenplay.lines
    ]
    return (rng.choice(inner),)


def _take(
    draft: Draft,
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
    if Fault.SECOND_STICKS in draft.faults:
        head = [*head, Utterance("crew", "Second sticks.", "crew", pause_s=0.5, mark=True)]
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
        kind=kind_of(draft),
        faults=planted(draft, said, noise),
        noise=noise,
        soft=soft,
        tail_slate=Fault.TAIL_SLATE in draft.faults,
        slate_said=_slate_said(draft),
    )


def _scene_ordinal(number: str) -> int:
    """Return a number for the camera's card: the digits of the scene's number, else 1."""
    digits = re.search(r"\d+", number)
    return int(digits[0]) % 1000 if digits else 1


def _slate_said(draft: Draft) -> str:
    """Return the slate that the assistant says, as a label; empty where nobody does, wrong on request."""
    if Fault.TAIL_SLATE in draft.faults or not draft.faults & (SLATE_FAULTS | {Fault.CREW}):
        return ""
    return f"{draft.setup.slate}-{draft.number + (Fault.WRONG_SLATE in draft.faults)}"


def _slate_call(draft: Draft) -> list[Utterance]:
    """Return what the assistant calls, if anything; the clap follows it."""
    said = _slate_said(draft)
    if not said:
        return []
    scene, letter = draft.setup.scene, draft.setup.slate.removeprefix(draft.setup.scene)
    name = f" {_SPOKEN_LETTERS.get(letter, letter)}" if letter else ""
    take = said.rpartition("-")[2]
    return [Utterance("crew", f"Scene {scene}{name}, take {take}. Mark.", "slate", pause_s=0.4)]


def roll_time(take: TakePlan) -> int:
    """Return seconds until the camera may roll again: longer than the take, as on a set."""
    words = sum(len(one.said.split()) for one in take.said)
    return int(words * 0.7 + len(take.said) * 2.5 + 45 + take.silent_s)
