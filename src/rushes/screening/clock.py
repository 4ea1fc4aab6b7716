"""The honest clock: how long the machine and the people worked on a film, beside what it usually takes them.

What nobody measured is not told, and no money is where nobody said what an hour costs. The usual hours are a
person's own, with their source; saved time is a range, since they are one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rushes.project import Usual

_LEAST_S = 1.0
_MOST_S = 3600.0
"""Seconds of work that a page may tell of at once: it tells every half minute."""


def attended_s(told: object) -> float | None:
    """Return the seconds of work that a page tells of; None for what cannot be."""
    if isinstance(told, bool) or not isinstance(told, int | float) or not _LEAST_S <= told <= _MOST_S:
        return None
    return float(told)


@dataclass(frozen=True)
class Hours:
    """Who worked for how long.

    machine: each run, seconds by stage. people: active seconds in the room, by name. usual: as of `Usual`.
    """

    machine: Sequence[Mapping[str, float]]
    people: Mapping[str, float]
    usual: Usual | None = None

    @property
    def machine_s(self) -> float:
        """Seconds of all runs of the machine that were written down."""
        return round(sum(took for run in self.machine for took in run.values()), 1)

    @property
    def people_s(self) -> float:
        """Active seconds of all people in the room."""
        return round(sum(self.people.values()), 1)

    @property
    def saved_hours(self) -> tuple[float, float] | None:
        """Hours of people's work less than usual, from and to; below zero: more. None without a measure."""
        if self.usual is None:
            return None
        least, most = (hours - self.people_s / 3600 for hours in self.usual.hours)
        return round(least, 2), round(most, 2)

    @property
    def saved_money(self) -> tuple[float, float] | None:
        """What that is worth, in the currency of the rate; None where nobody gave one."""
        saved = self.saved_hours
        if saved is None or self.usual is None or self.usual.rate is None:
            return None
        return round(saved[0] * self.usual.rate, 2), round(saved[1] * self.usual.rate, 2)


def told(hours: Hours) -> Iterator[str]:
    """Say it in sentences, each figure with where it is from."""
    runs = len(hours.machine)
    if runs:
        many = "1 run" if runs == 1 else f"{runs} runs"
        yield f"The machine worked {_long(hours.machine_s)} in {many} (measured)."
    else:
        yield "How long the machine worked was not written down."
    for who, seconds in hours.people.items():
        yield f"{who} was at work in the room for {_long(seconds)} (measured; idle minutes left out)."
    if not hours.people:
        yield "Nobody has been at work in the room yet."
    usual = hours.usual
    if usual is None or hours.saved_hours is None:
        yield "What such a film usually takes you is not known: write it under [usual] in film.toml."
        return
    least, most = hours.saved_hours
    yield f"Usually it takes {usual.hours[0]:g} to {usual.hours[1]:g} hours ({usual.source})."
    yield f"So far that is {_range(least, most)} hours of people's work {'less' if most > 0 else 'more'}."
    if hours.saved_money is None:
        yield "No money is told, as no rate was given."
    else:
        yield f"At {usual.rate:g} {usual.currency} an hour: {_range(*hours.saved_money)} {usual.currency}."


def _long(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def _range(least: float, most: float) -> str:
    one, other = sorted((abs(least), abs(most))) if least * most >= 0 else (least, most)
    return f"{one:,.1f} to {other:,.1f}"
