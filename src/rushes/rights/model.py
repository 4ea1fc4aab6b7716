"""Consent as values: who said yes to what. Silence means no."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Use = Literal["faces"]
"""What somebody may be asked for: ``faces``: that boxes around faces are found in the pictures."""


@dataclass(frozen=True)
class Grant:
    """A yes. person: whose likeness, or ``everyone``. uses: to what. by: who gave it. on: on which day."""

    person: str
    uses: frozenset[Use]
    by: str
    on: date
