"""Registers and grants for tests, made the way they are made: by saying yes, and asking."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rushes.rights import EVERYONE, Entry, Grant, Performer, Proof, Register, Scope, Use, register_from
from rushes.rights.chain import chain

FILM = "Lost Property"
TODAY = date(2026, 11, 22)
ASKED = Scope(FILM, TODAY)
"""What is asked for: this film, on this day, in the house."""
PROOF = "5" * 64
WHAT = "a second voice for the announcement in scene 4"
"""A description that says what exactly is done."""


def a_grant(*uses: Use, of: str = EVERYONE) -> Grant:
    """Return the yes of somebody, or of everyone, to some uses."""
    listed = ", ".join(f'"{use}"' for use in uses)
    text = f'[[grant]]\nperson = "{of}"\nuses = [{listed}]\nby = "the production"\non = 2026-11-02\n'
    granted = register_from(text).granted(uses, [of], ASKED)
    assert granted
    return granted


def who(number: int = 1, **more: Any) -> Entry:
    """Return the entry of a performer, the actor of a character."""
    performer = f"p-{number:04}"
    about = Performer(performer, f"the actor of MARA {number}", characters=("MARA",), **more)
    return Entry(kind="performer", performer=performer, about=about)


def yes(*uses: Use, of: str = "p-0001", **more: Any) -> Entry:
    """Return a yes that is whole for each use, but for what is said otherwise."""
    whole = {"project": FILM, "collected_by": "the assistant director", "description": WHAT}
    return Entry(kind="grant", performer=of, uses=uses, **{**whole, "proof_sha256": PROOF, **more})


def no(*uses: Use, of: str = "p-0001", **more: Any) -> Entry:
    """Return an outspoken no."""
    return Entry(kind="refuse", performer=of, uses=uses, **more)


def back(*uses: Use, of: str = "p-0001", **more: Any) -> Entry:
    """Return a yes that is taken back."""
    return Entry(kind="revoke", performer=of, uses=uses, **more)


def a_register(*drafts: Entry, proofs: Mapping[str, Proof] | None = None) -> Register:
    """Return the register of what was said, a minute after the other, unless an entry says when."""
    placed = []
    for number, draft in enumerate(drafts, 1):
        at = draft.at or f"2026-11-20T10:{number // 60:02}:{number % 60:02}.000+00:00"
        told = {name: getattr(draft, name) for name in draft.__struct_fields__}
        placed.append(Entry(**{**told, "seq": number, "at": at}))
    return Register(chain(placed), {PROOF: "held"} if proofs is None else proofs)
