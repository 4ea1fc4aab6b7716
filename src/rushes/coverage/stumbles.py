"""What an actor says over again or says too much belongs to the reading beside it."""

from collections.abc import Sequence
from typing import Final

from rushes.coverage.passages import Match, Passage
from rushes.sound.model import HeardWord

_STUMBLE_S: Final = 1.0
_ADDED_S: Final = 0.68
_OTHER_VOICE_DB: Final = 8.0
"""What is so much fainter than the line before it is somebody else's."""
_MOST_ADDED: Final = 5
_AS_NEAR: Final = 1.3
"""Loose words that far from the line before, in times the way to the next, still run on from it."""
_DRAWN_OUT_S, _DRAWN_OUT_LETTER_S = 0.3, 0.06
"""A loose word that lasts longer than its letters allow is a noise that was taken for it."""


def without_stumbles(passages: Sequence[Passage], heard: Sequence[HeardWord]) -> list[Passage]:
    """Join a line broken off with its own continuation: a stumble inside one reading.

    Going on from the middle within a second is a stumble, and so is a piece of a line that was just
    said whole; starting over from the top is a new pass.
    """
    joined: list[Passage] = []
    for passage in passages:
        before = joined[-1] if joined else None
        if before is None or before.line != passage.line:
            joined.append(passage)
        elif _stumbles(before, passage, heard):
            joined[-1] = _joined(before, passage)
        elif _echoes(before, passage, heard):
            echo = (Match(None, at) for at in range(before.last + 1, passage.last + 1))
            joined[-1] = Passage(before.line, (*before.matches, *echo))
        else:
            joined.append(passage)
    return joined


def _stumbles(before: Passage, after: Passage, heard: Sequence[HeardWord]) -> bool:
    gap = heard[after.first].in_s - heard[before.last].out_s
    return (
        before.broken_off
        and after.begun_late
        and after.first - before.last <= _MOST_ADDED
        and (gap < _STUMBLE_S or after.first > before.last + 1)
    )


def _echoes(before: Passage, after: Passage, heard: Sequence[HeardWord]) -> bool:
    """Tell a piece of a line straight after the whole of it."""
    whole = not before.broken_off and (after.begun_late or after.broken_off)
    return whole and heard[after.first].in_s - heard[before.last].out_s <= _ADDED_S


def _joined(before: Passage, after: Passage) -> Passage:
    """Keep the last saying of the words that were said twice; what it replaces was added."""
    going_on = [match for match in after.matches if match.heard is not None]
    turn = min(match.place for match in going_on if match.place is not None)
    said = [
        Match(None, match.heard) if match.place is not None and match.place >= turn else match
        for match in before.matches
        if match.heard is not None
    ]
    between = [Match(None, at) for at in range(before.last + 1, after.first)]
    size = 1 + max(match.place for match in after.matches if match.place is not None)
    return Passage(before.line, _with_missing([*said, *between, *going_on], size))


def _with_missing(heard: Sequence[Match], size: int) -> tuple[Match, ...]:
    """Put the places of a line of `size` words that nobody said where they are missing."""
    matches: list[Match] = []
    next_place = 0
    for match in heard:
        if match.place is not None:
            matches += [Match(place, None) for place in range(next_place, match.place)]
            next_place = match.place + 1
        matches.append(match)
    return (*matches, *(Match(place, None) for place in range(next_place, size)))


def with_added(passages: Sequence[Passage], heard: Sequence[HeardWord]) -> tuple[Passage, ...]:
    """Give each reading the loose words that run straight on from its end: the actor added them.

    Words that stand nearer to the next reading, or after a pause, stay off script.
    """
    grown: list[Passage] = []
    for index, passage in enumerate(passages):
        limit = passages[index + 1].first if index + 1 < len(passages) else len(heard)
        run = _run_after(passage, limit, heard)
        if run and limit < len(heard):
            before = heard[run[0]].in_s - heard[passage.last].out_s
            after = heard[limit].in_s - heard[run[-1]].out_s
            run = run if before <= _AS_NEAR * after else []
        added = tuple(Match(None, at) for at in run)
        grown.append(Passage(passage.line, passage.matches + added))
    return tuple(grown)


def _run_after(passage: Passage, limit: int, heard: Sequence[HeardWord]) -> list[int]:
    run: list[int] = []
    faintest = heard[passage.last].level_db - _OTHER_VOICE_DB
    for at in range(passage.last + 1, min(limit, passage.last + 1 + _MOST_ADDED)):
        word = heard[at]
        away = word.in_s - heard[at - 1].out_s > _ADDED_S or word.level_db < faintest
        if away or word.out_s - word.in_s > _DRAWN_OUT_S + _DRAWN_OUT_LETTER_S * len(word.text):
            break
        run.append(at)
    while run and not heard[run[-1]].text:  # a breath or a noise is nothing that was said
        run.pop()
    return run
