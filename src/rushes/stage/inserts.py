"""Setups shot for action: inserts of what stands on the table, and performers who act without a word. Pure.

A crew slates them with the next letter of the scene and says in the log, in a few words, what they show: in
words of the page, in some of them, or not at all. Which action each one shows is in the truth.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rushes.screenplay.emphasis import plain
from rushes.screenplay.model import Element, Kind, Scene
from rushes.stage.extras import bare_take
from rushes.stage.model import Setup, Shown, TakePlan, Utterance
from rushes.stage.shotlist import SETUP_LETTERS
from rushes.stage.slips import bare_words

MOST = 6
"""Actions of a scene that are shot: more than a crew finds time for."""
_ASKED = 0.75
"""The part of them for which a setup is shot."""
_MOS_S, _PLAYED_S = (5.0, 8.0), (3.0, 6.0)
"""How long an insert runs, and how long a performer acts between *action* and *cut*."""
_LITTLE = frozenset(
    {"she", "he", "they", "it", "her", "his", "him", "them", "their", "its", "himself", "herself"}
    | {"a", "an", "the", "and", "or", "of", "on", "in", "to", "at", "by", "for", "with", "from", "into"}
    | {"is", "are", "was", "has", "have", "does", "do", "not", "no", "one", "up", "out", "where", "who"}
    | {"then", "now", "there", "behind", "before", "over", "under", "across", "around", "between", "off"}
)
_REMARKS = ("", "", "slow", "twice in the take", "last one is best", "a bit dark", "good pace")


def with_inserts(takes: Sequence[TakePlan], scenes: Sequence[Scene], seed: int) -> Iterator[TakePlan]:
    """Yield the takes of a shoot, after those of each scene the setups shot for its action."""
    by_number = {scene.number: scene for scene in scenes}
    for number, group in groupby(takes, key=lambda take: take.setup.scene):
        shot = tuple(group)
        yield from shot
        yield from _inserts(shot, by_number[number], seed)


def _inserts(shot: Sequence[TakePlan], scene: Scene, seed: int) -> Iterator[TakePlan]:
    rng = random.Random(f"{seed}/{scene.number}/inserts")  # noqa: S311 - lots, not secrets
    page = [element for element in scene.elements if element.kind is Kind.ACTION and _content(element)]
    chosen = [element for element in page if rng.random() < _ASKED] or page[:1]
    used = [take.setup.slate.removeprefix(scene.number) for take in shot]
    free = (
        SETUP_LETTERS[max(SETUP_LETTERS.find(letter) for letter in used if letter) + 1 :]
        if any(used)
        else SETUP_LETTERS
    )
    takes = max(take.number for take in shot)
    model = next(take for take in shot if take.performers and not take.only_sound)
    for letter, element in zip(free, chosen[:MOST], strict=False):
        slate = scene.number + letter
        take = _mos(model, slate) if rng.random() < 0.6 else _played(model, slate, rng)
        shown = Shown(scene.number, element.source_line, _text(element))
        comment = _described(take.kind, element, rng)
        for number in range(1, rng.randint(1, min(2, takes)) + 1):
            own = f"{seed}/{slate}/{number}"
            yield _timed(replace(take, number=number, shows=shown, comment=comment, seed=own))


def _mos(model: TakePlan, slate: str) -> TakePlan:
    """Return an insert without sound: nobody is in the picture."""
    setup = Setup(model.setup.scene, slate, "close", ())
    return replace(bare_take(model, "insert"), setup=setup, mos=True)


def _played(model: TakePlan, slate: str, rng: random.Random) -> TakePlan:
    """Return a setup of one performer who acts without a word, with sound."""
    who = rng.choice(model.performers).character
    setup = Setup(model.setup.scene, slate, rng.choice(("medium", "close")), (who,))
    return replace(bare_take(model, "action"), setup=setup)


def _timed(take: TakePlan) -> TakePlan:
    """Return a take with its length: calls with the performance between them, or nothing but silence."""
    rng = random.Random(f"{take.seed}/length")  # noqa: S311 - lots, not secrets
    if take.mos:
        return replace(take, silent_s=round(rng.uniform(*_MOS_S), 2))
    call = Utterance("crew", "And action.", "crew", pause_s=0.5, job="director")
    cut = Utterance("crew", "And cut.", "crew", pause_s=round(rng.uniform(*_PLAYED_S), 2), job="director")
    return replace(take, said=(call, cut))


def _described(kind: str, element: Element, rng: random.Random) -> str:
    """Return what the log says: the page's words, a few of them, or only how it was shot."""
    head = "insert" if kind == "insert" else rng.choice(("action only", "silent", "single"))
    manner, remark = rng.random(), rng.choice(_REMARKS)
    content = _content(element)
    if manner < 0.15:
        said = ""
    elif manner < 0.5:
        said = " ".join(_text(element).split(".")[0].split()[:9]).lower()
    else:
        first = rng.randrange(max(1, len(content) - 2))
        said = " ".join(content[first : first + 3])
    return ", ".join(filter(None, (f"{head}: {said}" if said else head, remark)))


def _text(element: Element) -> str:
    return " ".join(plain(element.text).split())


def _content(element: Element) -> list[str]:
    """Return the words of an action that tell what happens."""
    return [word for word in bare_words(_text(element)) if word not in _LITTLE]
