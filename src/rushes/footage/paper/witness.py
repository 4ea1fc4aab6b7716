"""Who wins when paper, names, recorders and voices disagree about a slate. Pure.

The rule: the side with more witnesses wins; among sides of as many, the one whose best witness stands first
in `RANK`. Whoever wins, there is a finding that names both sides.

The reasons. The script supervisor watches every take and writes for the cutting room; the camera report is
written by the one who holds the board, about this very file; the sound report repeats what the mixer
corrected after the take; a recorder's metadata were typed before it; a file's name is typed later from one
of these, or made by software; a voice is heard by a machine, so alone it outweighs nobody. But slips of the
pen are single: where two that do not copy each other say the same (a log's line slipped by one, yet the
name and the voice on the clip agree), they outweigh one that stands higher. Two papers of the same kind are
one witness, since they are copies; where they contradict each other and nobody else helps, neither is
followed.

A paper whose row was found only by scene and take bears no witness of scene and take: it is no second
opinion.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rushes.errors import Finding
from rushes.footage.model import Slate, Witness
from rushes.footage.paper.reading.setups import key
from rushes.footage.slate import in_words

RANK = ("script log", "camera report", "sound report", "recorder", "name", "folder", "voice")
"""Most credible first. A recorder's metadata and the name of its file are one witness: see `sound_slates`."""

PAPERS = ("script log", "camera report", "sound report")
"""Those of them that are paper."""

MARKS = ("circled", "no_good", "pickup", "series", "mos", "wild", "room_tone")
"""What is marked on a slate beside its numbers."""

_MARKED_BY = ("circled_by", "no_good_by")

KIND = "slates disagree"
"""The finding of two witnesses who disagree."""

_LOOK = "Look at the board in the picture, and correct the one that is wrong."
_SAYERS = {"name": "its name", "folder": "its folder"}


def rank(by: str) -> int:
    """Return the place of a witness in `RANK`; one that is not in it comes last."""
    return RANK.index(by) if by in RANK else len(RANK)


def differences(one: Slate, other: Slate) -> tuple[str, ...]:
    """Return which parts differ of those that both tell.

    A British number and a setup's letter may stand for the same setup: then only the rest is compared. Of
    the same setup the scene is not compared, as 27A may be a setup of scene 27 and a scene of its own.
    """
    same_way = (one.scene is None) == (other.scene is None)
    parts = ["take", "camera"]
    if one.setup and other.setup and same_way:
        parts += [] if key(one.setup) == key(other.setup) else ["scene", "setup"]
    else:
        parts.append("scene")
    pairs = [(part, getattr(one, part), getattr(other, part)) for part in parts]
    told = [(part, mine, its) for part, mine, its in pairs if mine and its]
    return tuple(part for part, mine, its in told if str(mine).casefold() != str(its).casefold())


def who_wins(witnesses: Sequence[Witness]) -> tuple[Slate, Finding | None]:
    """Return the slate that is followed, its gaps filled by those who agree, and a disagreement's finding.

    The finding's subject is empty. Witnesses who tell nothing are not asked; without any the slate is empty.
    """
    asked = sorted((witness for witness in witnesses if _tells(witness.slate)), key=lambda one: rank(one.by))
    if not asked:
        return (witnesses[0].slate if witnesses else Slate()), None
    counts = [len({other.by for other in asked if not differences(one.slate, other.slate)}) for one in asked]
    best = min(range(len(asked)), key=lambda at: (-counts[at], rank(asked[at].by)))
    leader = asked[best]
    against = [other for other in asked if differences(leader.slate, other.slate)]
    undecided = [
        at for at, other in enumerate(asked)
        if other in against and counts[at] == counts[best] and other.by == leader.by
    ]  # fmt: skip
    if undecided:
        left, _ = who_wins([witness for witness in asked if witness.by != leader.by])
        return left, _neither(leader, asked[undecided[0]])
    side = [other for other in asked if other not in against]
    return _joined(leader, side), _finding(side, against) if against else None


def _tells(slate: Slate) -> bool:
    return bool(slate.scene or slate.setup or slate.take)


def _joined(leader: Witness, side: Sequence[Witness]) -> Slate:
    """Return the leader's slate, with what only the others of its side tell, and whose it is."""
    made, sources = leader.slate, [_source(leader.by)]
    for witness in side:
        gaps = {
            part: getattr(witness.slate, part)
            for part in ("scene", "setup", "take", "camera")
            if getattr(made, part) is None and getattr(witness.slate, part) is not None
        }
        said: dict[str, Any] = {mark: True for mark in MARKS if getattr(witness.slate, mark)}
        said |= {
            by: value for by in _MARKED_BY if (value := getattr(witness.slate, by)) and not getattr(made, by)
        }
        made = replace(made, **gaps, **said, part=made.part or witness.slate.part)
        sources += [_source(witness.by)] if gaps else []
    return replace(made, source=", ".join(dict.fromkeys(sources)))


def _source(by: str) -> str:
    return "paper" if by in PAPERS else by


def _finding(side: Sequence[Witness], against: Sequence[Witness]) -> Finding:
    others: list[list[Witness]] = []
    for witness in against:
        same = next((group for group in others if not differences(group[0].slate, witness.slate)), None)
        if same is None:
            others.append([witness])
        else:
            same.append(witness)
    said = "; ".join(_said(group) for group in (side, *others))
    counts = {len(_names(group)) for group in (side, *others)}
    reason = "which goes before" if len(counts) == 1 else "as more say so"
    fact = f"{_capital(said)}. {_capital(_and(_names(side)))} {_was(side)} followed, {reason}."
    return Finding(KIND, "", fact, _LOOK)


def _neither(one: Witness, other: Witness) -> Finding:
    fact = f"Two lines of the {one.by} contradict each other: {in_words(one.slate)}; {in_words(other.slate)}."
    return Finding(KIND, "", f"{fact} Neither was followed.", _LOOK)


def _said(group: Sequence[Witness]) -> str:
    told = group[0].slate
    bare = Slate(told.scene, told.setup, told.take, told.camera, pickup=told.pickup, prefix=told.prefix)
    names = _names(group)
    return f"{_and(names)} {'says' if len(names) == 1 else 'say'} {in_words(bare)}"


def _names(group: Sequence[Witness]) -> list[str]:
    return list(dict.fromkeys(_SAYERS.get(witness.by, f"the {witness.by}") for witness in group))


def _was(group: Sequence[Witness]) -> str:
    return "was" if len(_names(group)) == 1 else "were"


def _and(names: Sequence[str]) -> str:
    return " and ".join(", ".join(names).rsplit(", ", 1))


def _capital(text: str) -> str:
    return re.sub(r"^\w", lambda found: found[0].upper(), text)
