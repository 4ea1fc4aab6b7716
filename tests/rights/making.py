"""Registers and grants for tests, made the way they are made: by saying yes, and asking."""

from datetime import date

from rushes.rights import EVERYONE, Grant, Scope, Use, register_from

FILM = "Lost Property"
TODAY = date(2026, 11, 22)
ASKED = Scope(FILM, TODAY)
"""What is asked for: this film, on this day, in the house."""


def a_grant(*uses: Use, of: str = EVERYONE) -> Grant:
    """Return the yes of somebody, or of everyone, to some uses."""
    listed = ", ".join(f'"{use}"' for use in uses)
    text = f'[[grant]]\nperson = "{of}"\nuses = [{listed}]\nby = "the production"\non = 2026-11-02\n'
    granted = register_from(text).granted(uses, [of], ASKED)
    assert granted
    return granted
