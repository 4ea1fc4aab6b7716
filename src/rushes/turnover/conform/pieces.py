"""A cut, and somebody's timeline, as the same kind of values: what is seen and what is heard. Pure.

Seen is the topmost picture; what has no media, as titles and effects, covers nothing. Channels and
microphones of one recording that play together are one sound. Where a clip runs on without a cut its pieces
are joined.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Final

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.timecode import Span, nominal
from rushes.turnover.conform.model import Piece, Version
from rushes.turnover.conform.recognise import Rushes
from rushes.turnover.microphones import heard, is_heard, sound_name
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.rulers import first_frame, on_ruler, past_midnight
from rushes.turnover.shots import all_shots, film_start

TONE = "tone"


@dataclass(frozen=True)
class Counting:
    """How a timeline counts its sources, which no format says.

    whole: its sounds' files begin on a whole frame, as in Final Cut Pro 7 XML. digits: where it counts 24
    and a clip 23.976, the two have their numbers in common, and not their seconds.
    """

    whole: bool = False
    digits: bool = False

    def begins(self, clip: Clip, film: Fraction) -> Fraction:
        """Return the frame of the film's ruler, from midnight, at which a clip begins."""
        if clip.is_sound and self.whole:
            return Fraction(first_frame(clip, film))
        return on_ruler(clip.start, clip, film)

    def first(self, placed: Placed, clip: Clip, film: Fraction) -> Fraction:
        """Return the first frame that is played, from the first of its clip, in frames of the film."""
        alike = nominal(placed.rate) == nominal(clip.rate)
        rate = clip.rate if self.digits and alike and not clip.is_sound else placed.rate
        return past_midnight(placed.source_in, placed.rate, clip) * film / rate - self.begins(clip, film)


COUNTINGS: Final = tuple(Counting(whole, digits) for whole in (False, True) for digits in (False, True))
"""All that is tried; what fits the cut best is taken."""


def version_of_cut(cut: Cut, takes: Mapping[str, str]) -> Version:
    """Return a cut as a version, no pieces joined. takes: of every sound, the first file of its recording."""
    start, drop = film_start(cut)
    known = heard(cut)
    pieces: list[Piece] = []
    tone: list[Piece] = []
    for shot in all_shots(cut):
        piece = Piece(
            side="picture" if shot.is_picture else "sound",
            key=shot.clip.file if shot.is_picture else takes.get(shot.clip.file, shot.clip.file),
            name=shot.clip.name if shot.is_picture else sound_name(shot.clip),
            at=on_ruler(shot.source.start, shot.clip, cut.rate),
            record=shot.record,
            tracks=(shot.track,),
            files=(shot.clip.file,),
            off=not is_heard(known, shot),
        )
        if shot.is_picture or shot.clip.channels:
            is_tone = not shot.is_picture and all(event.shows == TONE for event in shot.events)
            (tone if is_tone else pieces).append(piece)
    return _version(cut.title, (cut.rate, start, drop, cut.frames), pieces, tone)


def version_of_timeline(
    timeline: Timeline,
    film: Fraction,
    rushes: Rushes,
    takes: Mapping[str, str],
    counting: Counting = COUNTINGS[0],
) -> Version:
    """Return a timeline as a version, counted at the film's rate; see `version_of_cut`."""
    placed = [one for one in timeline.placed if one.record_out > one.record_in]
    pieces = [_piece(one, timeline, film, rushes.of(one).clip, takes, counting) for one in placed]
    length = max((piece.record.end for piece in pieces), default=0)
    start = _moved(timeline.start, timeline.rate, film)
    made = _version(timeline.title, (film, start, timeline.drop, length), pieces, [])
    return replace(made, tells_off=any(one.off for one in placed))


def _piece(  # noqa: PLR0917 -- what a piece is made of, as `version_of_timeline` has it
    placed: Placed,
    timeline: Timeline,
    film: Fraction,
    clip: Clip | None,
    takes: Mapping[str, str],
    counting: Counting,
) -> Piece:
    record = Span(
        _moved(placed.record_in, timeline.rate, film), _moved(placed.record_out, timeline.rate, film), film
    )
    picture = placed.track.startswith("V")
    if clip is None:
        key, at = _foreign_key(placed), placed.source_in * film / placed.rate
    else:
        key = clip.file if picture else takes.get(clip.file, clip.file)
        at = counting.first(placed, clip, film)
    return Piece(
        side="picture" if picture else "sound",
        key=key,
        name=_name(placed, clip),
        at=at,
        record=record,
        speed=placed.speed,
        tracks=(placed.track,),
        files=(clip.file if clip else placed.file.replace("\\", "/").rpartition("/")[2] or placed.name,),
        foreign=clip is None,
        off=placed.off,
        effects=placed.effects,
        made=clip is None and placed.made,
    )


def _name(placed: Placed, clip: Clip | None) -> str:
    """Return what an editor calls a piece; as the film calls its clip where that is only the file's name."""
    if clip is None:
        return placed.name or placed.file or placed.reel
    file = PurePosixPath(clip.file)
    plain = placed.name in {"", file.name, file.stem}
    return (sound_name(clip) if clip.is_sound else clip.name) if plain else placed.name


def _foreign_key(placed: Placed) -> str:
    return f"foreign:{placed.file or placed.reel or placed.name}"


def _moved(frame: int, rate: Fraction, film: Fraction) -> int:
    """Return a frame at another rate: the same number where both count alike, else the nearest in time."""
    if nominal(rate) == nominal(film):
        return frame
    return (frame * film / rate + Fraction(1, 2)).__floor__()


def _version(
    title: str, told: tuple[Fraction, int, bool, int], pieces: Sequence[Piece], tone: Sequence[Piece]
) -> Version:
    rate, start, drop, length = told
    pictures = [piece for piece in pieces if piece.side == "picture"]
    sounds = [piece for piece in pieces if piece.side == "sound"]
    return Version(title, rate, start, drop, length, visible(pictures), together(sounds), together(tone))


def run_together(version: Version) -> Version:
    """Return a version with its pieces joined wherever a source runs on without a cut."""
    pictures, sounds, tone = (joined(pieces) for pieces in (version.pictures, version.sounds, version.tone))
    return replace(version, pictures=pictures, sounds=sounds, tone=tone)


def visible(pictures: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return what is seen of pictures that lie above each other, in the order of the film."""
    by_track: dict[int, list[Piece]] = {}
    for piece in pictures:
        if not piece.off:
            by_track.setdefault(_number(piece), []).append(piece)
    covered: list[Span] = []
    seen: list[Piece] = []
    for track in sorted(by_track, reverse=True):
        seen += [part for piece in by_track[track] for part in _uncovered(piece, covered)]
        opaque = [piece.record for piece in by_track[track] if not _is_overlay(piece)]
        covered = _merged([*covered, *opaque])
    return tuple(sorted(seen, key=lambda piece: (piece.record.start, piece.key)))


def _is_overlay(piece: Piece) -> bool:
    """Tell whether nothing is known behind a piece but a name: a title, a generator, an adjustment."""
    return piece.made or (piece.foreign and piece.key == "foreign:")


def _number(piece: Piece) -> int:
    digits = "".join(filter(str.isdigit, piece.tracks[0]))
    return int(digits) if digits else 1


def _uncovered(piece: Piece, covered: Sequence[Span]) -> Iterator[Piece]:
    at = piece.record.start
    first = max(0, bisect_left(covered, at, key=lambda span: span.end))
    for span in covered[first:]:
        if span.start >= piece.record.end:
            break
        if span.start > at:
            yield part_of(piece, at - piece.record.start, span.start - piece.record.start)
        at = max(at, span.end)
    if at < piece.record.end:
        yield part_of(piece, at - piece.record.start, piece.record.frames)


def part_of(piece: Piece, start: int, end: int) -> Piece:
    """Return a part of a piece, from frame to frame of it."""
    first = piece.record.start
    record = Span(first + start, first + end, piece.record.rate)
    return replace(piece, at=piece.at + start * piece.speed, record=record)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end), span.rate)
        else:
            merged.append(span)
    return merged


def together(sounds: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return sounds with the channels and microphones that play as one; off where all of them are."""
    found: dict[object, Piece] = {}
    for piece in sounds:
        same = piece.key, piece.first, piece.record, piece.speed
        known = found.get(same)
        if known is None:
            found[same] = piece
            continue
        on = known if not known.off or piece.off else piece
        found[same] = replace(
            on,
            tracks=(*known.tracks, *piece.tracks),
            files=tuple(dict.fromkeys((*known.files, *piece.files))),
            effects=tuple(dict.fromkeys((*known.effects, *piece.effects))),
        )
    return tuple(sorted(found.values(), key=lambda piece: (piece.record.start, piece.key, piece.at)))


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces with those joined that run on without a cut."""
    made: list[Piece] = []
    open_at: dict[object, int] = {}
    for piece in pieces:
        where = open_at.get((piece.key, piece.speed, piece.off, piece.record.start))
        if where is not None and _runs_on(made[where], piece):
            first = made[where]
            record = Span(first.record.start, piece.record.end, piece.record.rate)
            made[where] = replace(first, record=record, effects=(*first.effects, *piece.effects))
        else:
            where = len(made)
            made.append(piece)
        open_at[piece.key, piece.speed, piece.off, piece.record.end] = where
    return tuple(made)


def _runs_on(first: Piece, second: Piece) -> bool:
    """Tell whether a source goes on; between two frames, to less than one."""
    apart = abs(first.until - second.at)
    whole = apart.denominator == 1
    return (
        second.speed != 0
        and set(first.files) == set(second.files)
        and apart < (1 if not whole else Fraction(1, 10**6))
    )
