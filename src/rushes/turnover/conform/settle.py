"""What was rounded on the way, settled: to round a source between two frames is not to move it. Pure.

Sound is counted in samples and clips of other rates in their own frames; an editing system, and most formats,
count both in frames of the film. So a place comes back up to a frame off, and that is nobody's decision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from rushes.turnover.conform.model import SIDES, Piece, Version


def settled(theirs: Version, ours: Version) -> Version:
    """Return an editor's version, every source on the ruler of the nearest piece of ours."""
    return replace(
        theirs,
        pictures=_settled(theirs.pictures, ours.pictures),
        sounds=_settled(theirs.sounds, (*ours.sounds, *ours.tone)),
    )


def exact_stands(theirs: Version, ours: Version) -> int:
    """Count the pieces that begin and last as one of the first cut's, to half a frame."""
    return sum(
        _stands(piece, known.get(piece.key, ()))
        for known, pieces in ((_by_key(ours.side(side)), theirs.side(side)) for side in SIDES)
        for piece in pieces
    )


def _stands(piece: Piece, same: Iterable[Piece]) -> bool:
    half = Fraction(1, 2)
    return any(abs(piece.at - one.at) <= half and piece.record.frames == one.record.frames for one in same)


def without_tone(theirs: Version, ours: Version) -> Version:
    """Return an editor's version with what plays nothing but the room tone that ours lays set apart."""
    laid = _by_key(ours.tone)
    used = _by_key(ours.sounds)
    tone = [
        piece for piece in theirs.sounds if _is_tone(piece, laid.get(piece.key, ()), used.get(piece.key, ()))
    ]
    kept = set(map(id, tone))
    sounds = tuple(piece for piece in theirs.sounds if id(piece) not in kept)
    return replace(theirs, sounds=sounds, tone=tuple(tone))


def _is_tone(piece: Piece, laid: Sequence[Piece], used: Sequence[Piece]) -> bool:
    inside = any(one.first <= piece.first and piece.after <= one.after for one in laid)
    return inside and not any(_shared(piece, one) > 0 for one in used)


def _settled(theirs: Iterable[Piece], ours: Iterable[Piece]) -> tuple[Piece, ...]:
    known = _by_key(ours)
    return tuple(_on_ruler(piece, known[piece.key]) if piece.key in known else piece for piece in theirs)


def _on_ruler(piece: Piece, ours: Sequence[Piece]) -> Piece:
    if piece.speed != 1 or all((piece.at - one.at).denominator == 1 for one in ours):
        return piece
    nearest = min(ours, key=lambda one: abs(piece.at - one.at) + abs(piece.until - one.until))
    apart = piece.at - nearest.at
    if apart.denominator == 1:
        return piece
    return replace(piece, at=nearest.at + _whole(apart, piece.record.frames - nearest.record.frames))


def _whole(apart: Fraction, longer: int) -> int:
    """Return by how many frames a place was moved, that is so many and a part of one away.

    longer: by how many frames its piece is longer. As long as it was, it was not slipped by less than a
    frame; else one end is the likelier to have been trimmed alone.
    """
    if not longer and abs(apart) < 1:
        return 0
    below = apart.__floor__()
    near = sorted((below, below + 1), key=lambda whole: (abs(apart - whole), abs(whole)))
    return next((whole for whole in near if whole in (0, -longer)), near[0])


def _shared(one: Piece, other: Piece) -> Fraction:
    return min(one.until, other.until) - max(one.at, other.at)


def _by_key(pieces: Iterable[Piece]) -> Mapping[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        found.setdefault(piece.key, []).append(piece)
    return found
