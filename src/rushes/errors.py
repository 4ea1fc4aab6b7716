"""Refusals and findings: the two ways in which bad material is answered.

A `Refusal` is raised when a call cannot keep its promise; a `Finding` is a fact about the user's
material, collected and shown while the work goes on. Nothing else is raised on purpose.
"""

from dataclasses import dataclass
from typing import ClassVar


class Refusal(Exception):  # noqa: N818 -- the house says refusal; an error would be ours
    """A call cannot keep its promise.

    Subclasses set `sentence`, a template over the positional facts; it says what is wrong and what
    to do next. Facts stay in `args`, so a refusal survives pickling across a pool of processes.
    """

    sentence: ClassVar[str] = "{0}"

    def __init__(self, *facts: object) -> None:
        """Keep the facts that the sentence is made of."""
        super().__init__(*facts)

    def __str__(self) -> str:
        """Return the sentence for a person."""
        return self.sentence.format(*self.args)


@dataclass(frozen=True)
class Finding:
    """A fact about the user's material that a person should know.

    kind: a short stable name, lower case, such as ``ambiguous slate``.
    subject: the file, line id or scene it is about.
    fact: one sentence that says what was seen.
    advice: one sentence that says what a person could do, or empty.
    """

    kind: str
    subject: str
    fact: str
    advice: str = ""
