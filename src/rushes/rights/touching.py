"""What an errand touches of people: each says so where it stands, and whoever sends it asks for that."""

from collections.abc import Callable
from typing import Final, TypeVar

from rushes.errors import Refusal
from rushes.rights.model import Grant, check_grant
from rushes.rights.uses import Use

Errand = TypeVar("Errand", bound=Callable[..., object])

_SAYS: Final = "__touches__"


class Undeclared(Refusal):
    """An errand does not say what it touches."""

    sentence = (
        "'{0}' does not say what it touches of people, so it is not done. "
        "That is a fault of Rushes, not of your rushes; please report this sentence."
    )


def touches(*uses: Use) -> Callable[[Errand], Errand]:
    """Say of a function what it needs a yes to; nothing, where it touches nobody's likeness."""

    def said(errand: Errand) -> Errand:
        setattr(errand, _SAYS, frozenset(uses))
        return errand

    return said


def uses_of(errand: Callable[..., object]) -> frozenset[Use]:
    """Return what a function says that it needs a yes to; `Undeclared` where it says nothing."""
    said: frozenset[Use] | None = getattr(errand, _SAYS, None)
    if said is None:
        raise Undeclared(getattr(errand, "__name__", repr(errand)))
    return said


def check_touched(errand: Callable[..., object], grant: Grant | None, clip: str) -> tuple[str, ...]:
    """Return the yeses under which a function may be sent to a clip; `NotGranted` where one is missing.

    They belong into the key of its result: what was found with one yes is never recalled with another.
    """
    uses = sorted(uses_of(errand))
    return tuple(yes for use in uses for yes in check_grant(grant, use, clip).yeses)
