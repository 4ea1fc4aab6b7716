"""The credit: who decided how much of a cut, in words for the end of a film.

Counted are choices as they stand: each event that shows or plays a line is one. It is a person's where a
named person's decision holds it, and the machine's where nobody has changed what it proposed. Nothing is
said that was not counted, and nobody is named who did not decide.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Credit:
    """What a credit is written from.

    choices: of the cut, all of them. human: those that people's decisions hold. people: who decided what
    holds now, in the order in which they first did. locked_by: who locked the picture, empty where nobody.
    """

    choices: int
    human: int
    people: tuple[str, ...] = ()
    locked_by: str = ""

    @property
    def machine(self) -> int:
        """How many choices are the machine's."""
        return self.choices - self.human


def credit_lines(credit: Credit) -> tuple[str, ...]:
    """Return the lines of an end credit, in order; none where nothing is cut."""
    if not credit.choices:
        return ()
    return (
        "First cut assembled by rule-based selection with Rushes",
        _decisions(credit),
        f"Picture locked by {credit.locked_by}" if credit.locked_by else "Picture not locked",
        "No picture and no sound generated in the cut",
    )


def credit_text(credit: Credit) -> str:
    """Return an end credit as one sentence; an empty text where nothing is cut."""
    first, *others = credit_lines(credit) or ("",)
    return "; ".join([first, *(line[0].lower() + line[1:] for line in others)]) + "." if others else ""


def _decisions(credit: Credit) -> str:
    """Say how many of the decisions are people's, and whose."""
    many = "1 decision" if credit.choices == 1 else f"{credit.choices:,} decisions"
    if not credit.human:
        return f"None of {many} by people"
    whose = f" ({', '.join(credit.people)})" if credit.people else ""
    return f"{credit.human:,} of {many} by people{whose}"
