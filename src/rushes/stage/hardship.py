"""What makes a take hard to hear: whispers, shouts, swallowed words, overlaps, the crew. All pure.

Each of them changes what is said in a take, by a chance of its own: asking for it changes nothing else.
"""

import random
from collections.abc import Collection, Container
from dataclasses import replace
from itertools import pairwise

from rushes.stage.faults import Fault
from rushes.stage.model import Manner, Utterance
from rushes.stage.slips import CHATTER_AFTER, CHATTER_BEFORE, swallowable

MANNERS: tuple[tuple[Fault, Manner], ...] = ((Fault.WHISPER, "whispered"), (Fault.SHOUT, "shouted"))


def said_otherwise(said: list[Utterance], faults: Collection[Fault], rng: random.Random) -> list[Utterance]:
    """Return what is said with words swallowed, and lines whispered and shouted, as far as asked for."""
    if Fault.SWALLOWED in faults:
        said = _swallowed(said, rng)
    for fault, manner in MANNERS:
        if fault in faults:
            said = _in_a_manner(said, rng, manner)
    return said


def _swallowed(said: list[Utterance], rng: random.Random) -> list[Utterance]:
    """Let a word of one line in three, at least of one, be swallowed where the line is right."""
    said = list(said)
    able = [n for n, one in enumerate(said) if one.kind == "good" and swallowable(one.script)]
    for at in rng.sample(able, -(-len(able) // 3)):
        place = rng.choice(swallowable(said[at].script))
        said[at] = replace(said[at], kind="flub", slip="swallowed", swallowed=place)
    return said


def _in_a_manner(said: list[Utterance], rng: random.Random, manner: Manner) -> list[Utterance]:
    """Let one to three lines be whispered or shouted, of those that are not yet."""
    plain = [n for n, one in enumerate(said) if one.manner == "spoken"]
    chosen = set(rng.sample(plain, min(len(plain), rng.randint(1, 3))))
    return [replace(one, manner=manner) if n in chosen else one for n, one in enumerate(said)]


def overlapping(said: list[Utterance], rng: random.Random, dual: Container[str | None]) -> list[Utterance]:
    """Let one answer in three, at least one, begin into the line before; dual dialogue is said at once.

    dual: ids of the lines that stand side by side on the page.
    """
    said = list(said)
    answers = [n for n, (one, answer) in enumerate(pairwise(said), start=1) if _may_overlap(one, answer)]
    for at in sorted(rng.sample(answers, -(-len(answers) // 3))):
        said[at] = replace(said[at], pause_s=-round(rng.uniform(0.25, 0.8), 2))
    for at in answers:
        one, answer = said[at - 1], said[at]
        if one.line in dual and answer.line in dual and not one.together:
            said[at] = replace(answer, together=True)
    return said


def _may_overlap(one: Utterance, answer: Utterance) -> bool:
    both_lines = one.line is not None and answer.line is not None
    return both_lines and one.who != answer.who and not answer.starts_again


def among_chatter(said: list[Utterance], rng: random.Random) -> list[Utterance]:
    """Put what the crew says before and after the performance; each call has its own voice and place."""
    before, after = (
        [
            Utterance("crew", words, "crew", pause_s=round(rng.uniform(0.3, 0.9), 2), job=job)
            for n, (job, words) in enumerate(calls)
            if n in chosen
        ]
        for calls in (CHATTER_BEFORE, CHATTER_AFTER)
        for chosen in [rng.sample(range(len(calls)), rng.randint(2, 4))]
    )
    return [*before, *said, *after]
