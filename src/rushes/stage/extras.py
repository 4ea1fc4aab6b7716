"""What a unit records beside the takes, and what it says about them: circled, no good, a comment. Pure."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rushes.stage.faults import Fault
from rushes.stage.model import TakePlan, Utterance
from rushes.stage.shotlist import next_slate

_TONE_S, _MOS_S = 9.0, 4.0
_COMMENTS = {
    Fault.BROKEN: "broke off",
    Fault.DROPPED: "line dropped",
    Fault.RESET: "reset, kept rolling",
    Fault.FALSE_START: "false start",
    Fault.ADLIB: "ad-lib",
    Fault.NOISE: "noise on the take",
    Fault.SOFT: "soft",
    Fault.TAIL_SLATE: "tail slate",
    Fault.SECOND_STICKS: "second sticks",
    Fault.NO_CLAP: "no clap",
    Fault.LATE_ROLL: "sound rolled late",
    Fault.SPLIT_ROLL: "sound stopped",
    Fault.SHORT_ROLL: "sound ran out",
    Fault.MISSED_ROLL: "sound missed it",
}
_SPOILT = frozenset({Fault.BROKEN, Fault.FALSE_START, Fault.DROPPED, Fault.RESET})


def extras(takes: Sequence[TakePlan], seed: int) -> Iterator[TakePlan]:
    """Yield a scene's takes with a false start before one, and a silent setup, a wild track and room tone."""
    rng = random.Random(f"{seed}/{takes[0].setup.scene}/extras")  # noqa: S311 - lots, not secrets
    early = rng.randrange(len(takes))
    for number, take in enumerate(takes):
        if number == early:
            yield _false_start(take)
        yield take
    yield _silent_setup(takes, rng)
    yield _wild_track(takes[-1], rng)
    yield _room_tone(takes[-1])


def verdicts(takes: Sequence[TakePlan], seed: int) -> tuple[TakePlan, ...]:
    """Return takes with what was said of them: one circled in each setup, spoilt ones no good, comments."""
    judged: list[TakePlan] = []
    for slate, group in groupby(takes, key=lambda take: take.setup.slate):
        rng = random.Random(f"{seed}/{slate}/verdicts")  # noqa: S311 - lots, not secrets
        tries = list(group)
        whole = [take for take in tries if not take.only_sound]
        clean = [take for take in whole if not _SPOILT & set(take.faults)] or whole
        chosen = clean[-1] if clean else None
        for take in tries:
            spoilt = bool(_SPOILT & set(take.faults)) and rng.random() < 0.7
            no_good = take.kind == "false start" or (spoilt and take is not chosen)
            judged.append(replace(take, circled=take is chosen, no_good=no_good, comment=_comment(take)))
    return tuple(judged)


def _comment(take: TakePlan) -> str:
    if take.shows:
        return take.comment
    if take.only_sound:
        return {"wild": "wild track", "room tone": "room tone"}.get(take.kind, take.kind)
    return ", ".join(_COMMENTS[fault] for fault in take.faults if fault in _COMMENTS)


def bare_take(take: TakePlan, kind: str) -> TakePlan:
    """Return a take of another kind with nothing said and nothing planted in it."""
    return replace(
        take,
        said=(),
        kind=kind,
        seed=f"{take.seed}/{kind}",
        faults=(),
        noise=None,
        soft=(),
        tail_slate=False,
        slate_said="",
    )


def _false_start(take: TakePlan) -> TakePlan:
    """Return what the recorder has of a try at which the camera did not roll: a call, half a line, cut."""
    line = next((one for one in take.said if one.line and one.manner == "spoken"), None)
    begun = () if line is None else (replace(line, said=_half(line.said), kind="flub", slip="broken"),)
    call = Utterance("crew", "Sound speed. Wait, no picture.", "crew", pause_s=0.6)
    cut = Utterance("crew", "And cut. Going again.", "crew", pause_s=0.7)
    return replace(bare_take(take, "false start"), said=(call, *begun, cut), only_sound=True)


def _half(text: str) -> str:
    words = text.split()
    return " ".join(words[: max(1, len(words) // 2)])


def _silent_setup(takes: Sequence[TakePlan], rng: random.Random) -> TakePlan:
    """Return a setup of the scene in which nobody records sound."""
    last = takes[-1]
    who = rng.choice(last.performers).character
    setup = replace(last.setup, slate=next_slate(last.setup), size="close", sees=(who,), over=None)
    return replace(bare_take(last, "mos"), setup=setup, number=1, mos=True, silent_s=_MOS_S)


def _wild_track(take: TakePlan, rng: random.Random) -> TakePlan:
    """Return lines that one performer says again for the sound alone."""
    lines = [one for one in take.said if one.line and one.together is False]
    who = rng.choice(lines).who if lines else ""
    own = [one for one in lines if one.who == who][:3]
    said = [
        replace(one, said=one.script, kind="good", slip=None, swallowed=None, manner="spoken", pause_s=0.9)
        for one in own
    ]
    call = Utterance("crew", f"Wild track, scene {take.setup.scene}.", "crew", pause_s=0.4)
    return replace(bare_take(take, "wild"), said=(call, *said), number=1, only_sound=True)


def _room_tone(take: TakePlan) -> TakePlan:
    call = Utterance("crew", f"Room tone, scene {take.setup.scene}.", "crew", pause_s=0.4)
    return replace(bare_take(take, "room tone"), said=(call,), number=1, only_sound=True, silent_s=_TONE_S)
