"""Framing: where each performer stands in the picture of a setup, and which part of the set is behind.

Pure numbers in parts of the frame: x in frame widths, y and heads in frame heights. The performers
on the left of the line always look to the right, those on the right to the left, in every setup; in one from
across the line it is the other way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rushes.stage.model import Performer, Setup, Side

_HEAD = {"wide": 0.150, "medium": 0.335, "close": 0.600}
_TURN = {"wide": 0.75, "medium": 0.55, "close": 0.42}
_CROWN = {"wide": 0.270, "medium": 0.200, "close": 0.150}


@dataclass(frozen=True)
class Stand:
    """A performer in the picture: where the crown of the head is, the head's height, how far it is turned."""

    performer: Performer
    side: Side
    view: Literal["face", "back"]
    x: float
    y: float
    head: float
    turn: float


@dataclass(frozen=True)
class Lens:
    """What of the set is seen: its middle and width in units of the set, and the blur in frame heights."""

    x: float
    y: float
    width: float
    blur: float


_INSERT = Lens(8.1, 6.25, 4.3, 0.0008)
"""What stands on the table, sharp."""


def framing(setup: Setup, players: Sequence[Performer]) -> tuple[tuple[Stand, ...], Lens]:
    """Return who stands where, farthest first, and the lens of a setup; without anybody it is an insert."""
    if not setup.sees:
        return (), _INSERT
    if setup.across:
        players = [_from_across(player) for player in players]
    if setup.size == "wide":
        return _wide([player for player in players if player.character in setup.sees])
    player = next(player for player in players if player.character == setup.sees[0])
    over = next((other for other in players if other.character == setup.over), None)
    left = player.side == "left"
    x = (0.405 if over else 0.43) if setup.size == "medium" else 0.445
    stands = [_face(player, x if left else 1 - x, setup.size)]
    if over is not None:
        stands.append(Stand(over, over.side, "back", 0.925 if left else 0.075, 0.13, 0.60, 0.5))
    return tuple(stands), _lens_behind(player.side, setup.size)


def _from_across(player: Performer) -> Performer:
    """Return a performer as the other side of the line sees them: left is right."""
    return replace(player, side="right" if player.side == "left" else "left")


def _face(
    player: Performer, x: float, size: Literal["wide", "medium", "close"], head: float = 0.0, y: float = 0.0
) -> Stand:
    return Stand(player, player.side, "face", x, y or _CROWN[size], head or _HEAD[size], _TURN[size])


def _wide(players: Sequence[Performer]) -> tuple[tuple[Stand, ...], Lens]:
    """Place each side's performers from the table outwards; a crowd stands smaller and closer."""
    stands = []
    for side in ("left", "right"):
        group = [player for player in players if player.side == side]
        gap = min(0.15, 0.26 / max(1, len(group) - 1)) if len(group) > 1 else 0.0
        for place, player in enumerate(group):
            x = 0.297 - gap * place
            head = _HEAD["wide"] * (1 - 0.05 * place)
            stands.append(
                _face(player, x if side == "left" else 1 - x, "wide", head, _CROWN["wide"] + 0.008 * place)
            )
    return tuple(reversed(stands)), Lens(8, 4.5, 16, 0.0008)


def _lens_behind(side: Side, size: str) -> Lens:
    """Look past a performer: at the shelves behind the left side, at the door behind the right one."""
    x = 3.9 if side == "left" else 12.5
    return Lens(x, 3.55, 9.4, 0.0075) if size == "medium" else Lens(x - 0.2, 3.3, 6.6, 0.019)
