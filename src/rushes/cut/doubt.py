"""Doubt: how sure a choice is, and what a person should look at."""

from collections.abc import Iterator, Sequence

from rushes.cut.choose import Choice
from rushes.cut.model import Reason
from rushes.cut.of_readings import words_fact
from rushes.cut.tastes import Taste
from rushes.cut.trim import Trim

HALVES = 1.0
"""Every so much margin halves the doubt of a choice. 1.0 is the worth of staying in a running take."""

AS_GOOD = 0.15
"""Below this margin two readings are called as good as each other: 0.15 is 1.5 dB of clear sound."""


HEARD_LOW = 0.6
"""Below this the ear's word is to be checked by a person; about where its odds reach 1 to 1.5."""


def confidence(choice: Choice) -> float:
    """Return 0 to 1: the less sure of what was heard and of what was chosen.

    The choice is sure by 1 - 2^(-margin / HALVES) / 2: one half, a toss of a coin, when another path
    is as good, towards 1 as the margin grows. A line with one reading is no choice: its confidence is
    the ear's. The lesser and not the product, because the ear's doubt has already lowered the worth
    of the reading and with it the margin; multiplied, it would count twice.
    """
    return round(min(_heard(choice), sureness(choice.margin)), 3)


def _heard(choice: Choice) -> float:
    return min(1.0, max(0.0, choice.select.reading.confidence))


def sureness(margin: float | None) -> float:
    """Return how sure a choice is by its margin alone; None: there was no other."""
    return 1.0 if margin is None else 1.0 - 0.5 * 2.0 ** (-margin / HALVES)


def is_tied(choice: Choice) -> bool:
    """Tell whether another reading is as good as the one chosen, as far as the reasons go."""
    return choice.margin is not None and choice.margin < AS_GOOD


def look_because(choice: Choice, trimmed: Trim, taste: Taste, *, tie_is_told: bool) -> tuple[str, ...]:
    """Return a sentence for everything about an event that a person should look at.

    trimmed: with only those ends that are this event's. tie_is_told: the same shot has said already
    that another is as good; one look decides about the shot.
    """
    reading = choice.select.reading
    found = [*_words(choice), *_join(choice), *_crowd(trimmed)]
    if is_tied(choice) and choice.rival is not None and not tie_is_told:
        where = f"{choice.rival.name} at {choice.rival.reading.in_s:.1f} s"
        found.append(f"Two readings are as good: {where} is within {choice.margin:.2f}.")
    if reading.confidence < max(HEARD_LOW, taste.look_below):
        only = "" if choice.others else " and there is no other reading"
        found.append(f"It was heard with low confidence ({reading.confidence:.2f}){only}.")
    if choice.select.clip.variable_rate:
        found.append("The clip's frame rate varies: check that picture and sound agree.")
    if not found and confidence(choice) < taste.look_below:
        found.append(f"The choice is not sure: confidence {confidence(choice):.2f}.")
    return tuple(found)


def _words(choice: Choice) -> list[str]:
    """Say that the words are not the script's, and whether there was another reading."""
    kind = choice.select.reading.kind
    if kind == "as written":
        return []
    which = "The only reading" if not choice.others else "The best reading"
    return [f"{which} is {'broken off' if kind == 'partial' else 'altered'}: {words_fact(choice.select)}."]


def _join(choice: Choice) -> list[str]:
    """Say that a cut jumps, or that two voices which belong together had to be cut apart."""
    found = list(jumps(choice.reasons))
    if choice.second_voice and not choice.runs_on:
        found.append("The page has two voices at once; here one plays after the other.")
    return found


def jumps(given: Sequence[Reason]) -> Iterator[str]:
    """Give a sentence for every jump cut among reasons."""
    return (f"{_JUMP} {reason.fact}." for reason in given if reason.name == "no jump cut")


def without_jumps(because: Sequence[str]) -> Iterator[str]:
    """Give what else a person should look at, where other pictures stand than those that jumped."""
    return (sentence for sentence in because if not sentence.startswith(_JUMP))


_JUMP = "Jump cut:"


def _crowd(trimmed: Trim) -> list[str]:
    """Say that other speech could not be kept out."""
    sides = ((trimmed.crowded_before, "before"), (trimmed.crowded_after, "after"))
    return [
        f"Other speech runs over the line {side} and was kept whole." for crowded, side in sides if crowded
    ]
