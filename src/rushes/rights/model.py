"""Consent as values: who said yes to what. Silence means no."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from rushes.errors import Refusal

Use = Literal["faces"]
"""What somebody may be asked for. ``faces``: that boxes around faces are found in the pictures."""

USES: tuple[str, ...] = get_args(Use)

EVERYONE = "everyone"
"""The person of a grant that was given for all who are in the pictures."""


class NotGranted(Refusal):
    """Nobody said yes."""

    sentence = (
        "Nobody has said yes to '{0}' for {1}, so it is not done; "
        "write the consent that you have into grants.toml (docs/picture.md shows how)."
    )


@dataclass(frozen=True)
class Grant:
    """A yes. person: whose likeness, or `EVERYONE`. uses: to what. by: who gave it. on: on which day."""

    person: str
    uses: frozenset[str]
    by: str
    on: date

    def covers(self, use: Use, person: str = EVERYONE) -> bool:
        """Tell whether this is a yes to a use, for a person; that for everyone holds for each."""
        return use in self.uses and self.person in {person, EVERYONE}


@dataclass(frozen=True)
class Register:
    """All that was granted; an empty one says no to everything."""

    grants: tuple[Grant, ...] = ()

    def granted(self, use: Use, person: str = EVERYONE) -> Grant | None:
        """Return the yes to a use, or None where nobody gave it."""
        return next((one for one in self.grants if one.covers(use, person)), None)

    def grant(self, use: Use, person: str = EVERYONE) -> Grant:
        """Return the yes to a use; `NotGranted` where nobody gave it."""
        found = self.granted(use, person)
        if found is None:
            raise NotGranted(use, person)
        return found


def check_grant(grant: Grant | None, use: Use) -> Grant:
    """Return a grant that covers a use for all who are in the pictures; `NotGranted` otherwise."""
    if grant is None or not grant.covers(use):
        raise NotGranted(use, EVERYONE)
    return grant
