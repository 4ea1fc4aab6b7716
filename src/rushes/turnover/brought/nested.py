"""A sequence that plays inside of another: laid out flat where that changes nothing. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from rushes.errors import Finding
from rushes.turnover.model import Placed

DEEPEST: Final = 12
"""Sequences within sequences that are followed."""

MOST: Final = 500_000
"""Events that are laid out: each of ten sequences may hold the next one ten times."""

NESTED: Final = ("nested sequence",)
"""The effects of a clip that is such a sequence, kept whole."""

_TOLD: Final = 3


def laid_flat(
    inner: Iterable[Placed], window: tuple[int, int], at: int, track: str, rate: Fraction
) -> tuple[Placed, ...] | None:
    """Return what of a nested sequence plays in a window of it, on the track that it lies on.

    window: its frames, which begin at frame `at` of the film. rate: of both. None when several of its tracks
    play there: one track cannot hold them.
    """
    playing = [
        one
        for one in inner
        if one.track[0] == track[0] and one.record_in < window[1] and one.record_out > window[0]
    ]
    if len({one.track for one in playing}) > 1:
        return None
    return tuple(_within(one, window, at, track, rate) for one in playing)


def _within(one: Placed, window: tuple[int, int], at: int, track: str, rate: Fraction) -> Placed:
    first, after = max(one.record_in, window[0]), min(one.record_out, window[1])
    step = one.rate / rate * one.speed
    source_in = one.source_in + (first - one.record_in) * step
    source_out = one.source_out - (one.record_out - after) * step
    return replace(
        one,
        track=track,
        source_in=source_in,
        source_out=source_out,
        record_in=at + first - window[0],
        record_out=at + after - window[0],
        linked=(),
    )


@dataclass
class Told:
    """What was met on the way that a person should know, gathered by what it is."""

    name: str
    met: dict[str, list[str]] = field(default_factory=dict)
    laid: int = 0

    def add(self, what: str, where: str) -> None:
        """Remember one of a kind."""
        self.met.setdefault(what, []).append(where)

    def laying(self, count: int) -> None:
        """Count what was laid out; ValueError when it becomes too much."""
        self.laid += count
        if self.laid > MOST:
            raise ValueError(f"laid out flat, its sequences would have more than {MOST:,} events")

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each kind, which names the first few."""
        return tuple(self._finding(what, where) for what, where in self.met.items())

    def _finding(self, what: str, where: Sequence[str]) -> Finding:
        fact, advice = _KINDS[what]
        more = f" and {len(where) - _TOLD} more" if len(where) > _TOLD else ""
        named = ", ".join(where[:_TOLD]) + more
        fact = _AS_MANY.sub(r"\1" if len(where) == 1 else r"\2", fact)
        return Finding(what, self.name, fact.format(count=len(where), named=named), advice)


_AS_MANY: Final = re.compile(r"\[([^|\]]*)\|([^|\]]*)\]")
"""``[of one|of several]``."""

_KINDS: Final = {
    "nested sequence": (
        "{count} [clip is a sequence|clips are sequences] that no one track can hold, kept whole: {named}.",
        "What plays inside is not looked at. Decompose them in the editing system to have it read.",
    ),
    "laid out flat": ("{count} nested [sequence was|sequences were] laid out flat: {named}.", ""),
    "retimed": (
        "{count} [clip does not play at its|clips do not play at their] own speed: {named}.",
        "Systems differ in how they count the source of such a clip; look at it.",
    ),
    "changing speed": (
        "{count} [clip changes its|clips change their] speed on the way, read as at one: {named}.",
        "Systems differ in how they count the source of such a clip; look at it.",
    ),
    "subclip": (
        "{count} [clip is|clips are] of a subclip, the source counted from where that begins: {named}.",
        "",
    ),
    "multiclip": (
        "{count} [clip is|clips are] of a multiclip; the file is that of the angle seen: {named}.",
        "Where in it they begin is counted as in the multiclip; look at it.",
    ),
    "no place": (
        "{count} [clip does not say where it stands|clips do not say where they stand]: left out, {named}.",
        "",
    ),
    "transition": (
        "{count} [transition|transitions] read as [a cut in its|cuts in their] middle: {named}.",
        "Both clips have what the transition shows beyond the cut.",
    ),
    "generated": ("{count} [clip is|clips are] made by the editing system, without media: {named}.", ""),
    "no media named": (
        "{count} [clip names|clips name] no file: {named}.",
        "They can be found by reel and timecode alone.",
    ),
    "not read": ("{count} [part is|parts are] of no kind that is known here, and left out: {named}.", ""),
    "other timelines": ("The file holds {count} other [sequence|sequences], not read: {named}.", ""),
    "no timecode": (
        "{count} [file tells|files tell] no timecode; the source is counted from the first frame: {named}.",
        "",
    ),
    "other count": (
        "In {count} [clip|clips] Premiere's own count of the source differs from its frames: {named}.",
        "The frames were taken.",
    ),
}
