"""What FCPXML holds of a cut: all of it, sound clip by clip, and every mark on a clip or gap."""

from collections.abc import Iterator
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.turnover.dialects.fcpxml.document import title
from rushes.turnover.dialects.fcpxml.storyline import Noted, Piece, lane, noted, source_s, storyline
from rushes.turnover.dialects.wording import legal
from rushes.turnover.marks import shot_marks
from rushes.turnover.microphones import heard, is_heard, sound_name
from rushes.turnover.model import Placed, Shot, Timeline
from rushes.turnover.rulers import counted_at, nearest
from rushes.turnover.shots import film_start


def holds(cut: Cut) -> Timeline:
    """Return what must be read back of a cut that was written."""
    start, drop = film_start(cut)
    pieces = storyline(cut)
    told, known = shot_marks(cut), heard(cut)
    placed: list[Placed] = []
    marks: list[tuple[int, str]] = []
    for piece in pieces:
        on_clip = noted(piece.shot, told[piece.shot.place]) if piece.shot else ()
        marks.extend(_on_film(piece.start_s, piece, (*on_clip, *piece.marks)))
        marks.extend((_frame(at_s, piece.start_s, piece), name) for at_s, name in piece.chapters)
        if piece.shot is not None:
            written = sorted((*on_clip, *piece.marks), key=lambda one: one.at_s)
            names = tuple(legal(one.mark.name) for one in written)
            sound = piece.own_sound
            placed.append(_expected(piece.shot, "V1", names, ("A1",) if sound else ()))
            if sound is not None:
                placed.append(_expected(sound, "A1", (), ("V1",), piece.shot.clip.name))
        for shot in piece.connected:
            beside = noted(shot, told[shot.place])
            names = tuple(legal(one.mark.name) for one in beside)
            off = not is_heard(known, shot)
            placed.append(_expected(shot, _track(shot), names, (), off=off))
            at = Piece(shot, shot.record, source_s(shot))
            marks.extend(_on_film(at.start_s, at, beside))
    return Timeline(title(cut), cut.rate, start, drop, tuple(placed), tuple(sorted(marks)))


def _expected(
    shot: Shot,
    track: str,
    marks: tuple[str, ...],
    linked: tuple[str, ...],
    name: str = "",
    *,
    off: bool = False,
) -> Placed:
    clip = shot.clip
    counted = counted_at(clip, shot.record.rate)
    first = source_s(shot) * counted
    return Placed(
        track=track,
        name=legal(name or (clip.name if shot.is_picture else sound_name(clip))),
        file=str(clip.path),
        reel=legal(clip.reel or ""),
        rate=counted,
        source_in=first,
        source_out=first + shot.record.seconds * counted,
        record_in=shot.record.start,
        record_out=shot.record.end,
        linked=linked,
        marks=marks,
        off=off,
    )


def _track(shot: Shot) -> str:
    """Return the track that a lane is read back as."""
    number = lane(shot.track)
    return f"V{number + 1}" if shot.is_picture else f"A{-number}"


def _on_film(start_s: Fraction, piece: Piece, marks: tuple[Noted, ...]) -> Iterator[tuple[int, str]]:
    return ((_frame(one.at_s, start_s, piece), legal(one.mark.name)) for one in marks)


def _frame(at_s: Fraction, start_s: Fraction, piece: Piece) -> int:
    """Return the frame of the film at which a mark stands."""
    return piece.record.start + nearest((at_s - start_s) * piece.record.rate)
