"""How a cut lies on a storyline: the first picture track, and what is connected to it. Pure.

Final Cut has no tracks. The pictures of ``V1`` and the gaps between them are the primary storyline; all else
is connected to the piece of it under which it begins, on a lane: ``V2`` is lane 1, ``A1`` is lane -1.
Sound of ``A1`` that a camera took with its picture, and that runs in sync with it, stays in one clip with it,
so that they move together, split edit or not.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rushes.cut.model import Alternate, Cut
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.model import Mark, Place, Shot
from rushes.turnover.shots import all_shots, film_start, shots, tracks

FIRST_PICTURE, FIRST_SOUND = "V1", "A1"
SCENE = "Scene "
"""How the name of a chapter begins, before the scene's number."""


@dataclass(frozen=True)
class Noted:
    """A mark with the second of its element's own time at which it stands."""

    at_s: Fraction
    mark: Mark


@dataclass(frozen=True)
class Piece:
    """A piece of the primary storyline.

    shot: its picture; None for a gap. own_sound: what its camera heard, in one clip with it. connected: what
    begins under it. start_s: where its own time begins: the source's, a gap's is that of the film.
    marks: those of the film that fall on it. chapters: (second of its own time, name).
    """

    shot: Shot | None
    record: Span
    start_s: Fraction
    own_sound: Shot | None = None
    connected: tuple[Shot, ...] = ()
    marks: tuple[Noted, ...] = ()
    chapters: tuple[tuple[Fraction, str], ...] = ()

    def own_time(self, frame: int) -> Fraction:
        """Return the second of its own time that plays at a frame of the film."""
        return self.start_s + (frame - self.record.start) / self.record.rate


def storyline(cut: Cut) -> tuple[Piece, ...]:
    """Return the pieces of a cut in the order of the film, without holes; one at least.

    `BrokenCut` when it is no timeline.
    """
    bare = _pieces(cut)
    begins = [piece.record.start for piece in bare]
    marked, groups = shot_marks(cut), links(cut)
    connected: dict[int, list[Shot]] = {}
    own: dict[int, Shot] = {}
    for shot in _beside(cut):
        index = bisect_right(begins, shot.record.start) - 1
        home = _home(shot, bare, begins, groups) if not marked[shot.place] else None
        if home is not None and home not in own:
            own[home] = shot
        else:
            connected.setdefault(index, []).append(shot)
    on_film, chapters = _film_marks(cut, bare, begins), _chapters(cut, bare, begins)
    return tuple(
        Piece(
            piece.shot,
            piece.record,
            piece.start_s,
            own.get(index),
            tuple(connected.get(index, ())),
            tuple(on_film.get(index, ())),
            tuple(chapters.get(index, ())),
        )
        for index, piece in enumerate(bare)
    )


def noted(shot: Shot, marks: Iterable[Mark]) -> tuple[Noted, ...]:
    """Return marks of a shot with the second of its clip at which each stands."""
    return tuple(Noted((shot.clip.start + mark.at) / shot.clip.rate, mark) for mark in marks)


def source_s(shot: Shot) -> Fraction:
    """Return where a shot begins in its clip, in seconds since midnight; of a sound to the sample."""
    return shot.source_start / shot.clip.rate


def lane(track: str) -> int:
    """Return the lane of a track: 1 for ``V2``, -1 for ``A1``."""
    number = int((re.findall(r"\d+$", track) or ["1"])[0])
    return number - 1 if track.startswith("V") else -number


def others(shot: Shot, clips: Mapping[str, Clip]) -> tuple[Alternate, ...]:
    """Return what could be shown instead of a whole shot, best first; a shot of several lines needs them all.

    What could be shown for some of its lines alone is told in their marks.
    """
    first, *rest = shot.events
    made = [
        joined
        for alternate in first.alternates
        if (clip := clips.get(alternate.file)) is not None
        and not clip.is_sound
        and (joined := _through(shot, alternate, [event.alternates for event in rest])) is not None
        and 0 <= joined.span.start < joined.span.end <= clip.frames
        and (joined.file, joined.span) != (shot.clip.file, shot.source)
    ]
    return tuple({(one.file, one.span): one for one in reversed(made)}.values())[::-1]


def _through(shot: Shot, first: Alternate, rest: Sequence[tuple[Alternate, ...]]) -> Alternate | None:
    """Return an alternate that goes on over all lines of a shot; None where its take lacks one of them."""
    span = first.span
    for alternates in rest:
        follows = (one.span for one in alternates if one.file == first.file and one.span.start >= span.start)
        following = next(follows, None)
        if following is None:
            return None
        span = Span(span.start, following.end, span.rate)
    longest = 2 * shot.source.seconds if rest else span.seconds
    return Alternate(first.file, span, first.worth, first.reasons) if span.seconds <= longest else None


def _beside(cut: Cut) -> list[Shot]:
    """Return all but the first picture track, without sound of clips that have none."""
    return [
        shot
        for shot in all_shots(cut)
        if shot.track != FIRST_PICTURE and (shot.is_picture or shot.clip.channels)
    ]


def _pieces(cut: Cut) -> list[Piece]:
    """Return pictures and gaps; a film of nothing is as long as its marks need."""
    start, made, at = film_start(cut)[0], [], 0
    length = cut.frames or max((mark.at for mark in film_marks(cut)), default=0) + 1
    for shot in shots(cut, FIRST_PICTURE):
        if shot.record.start > at:
            made.append(_gap(start, at, shot.record.start, cut.rate))
        made.append(Piece(shot, shot.record, source_s(shot)))
        at = shot.record.end
    if at < length:
        made.append(_gap(start, at, length, cut.rate))
    return made


def _gap(start: int, first: int, end: int, rate: Fraction) -> Piece:
    return Piece(None, Span(first, end, rate), (start + first) / rate)


def _home(
    sound: Shot, pieces: Sequence[Piece], begins: Sequence[int], groups: Mapping[Place, int]
) -> int | None:
    """Return the piece whose picture a sound was taken with, if it runs in sync with it to the sample."""
    if sound.track != FIRST_SOUND or sound.place not in groups:
        return None
    first = max(bisect_right(begins, sound.record.start) - 1, 0)
    for index in range(first, len(pieces)):
        piece = pieces[index]
        if piece.record.start >= sound.record.end:
            break
        if piece.shot is not None and _in_one_clip(piece.shot, sound, groups):
            return index
    return None


def _in_one_clip(picture: Shot, sound: Shot, groups: Mapping[Place, int]) -> bool:
    together = picture.clip.file == sound.clip.file and groups.get(picture.place) == groups[sound.place]
    apart = source_s(sound) - source_s(picture)
    return together and apart == (sound.record.start - picture.record.start) / sound.record.rate


def _film_marks(cut: Cut, pieces: Sequence[Piece], begins: Sequence[int]) -> dict[int, list[Noted]]:
    """Return what no shot's mark tells, by piece; what lies behind the film's end is on its last frame."""
    found: dict[int, list[Noted]] = {}
    for mark in film_marks(cut):
        if mark.kind in {"standing", "missing"}:
            frame = max(0, min(mark.at, pieces[-1].record.end - 1))
            index = bisect_right(begins, frame) - 1
            found.setdefault(index, []).append(Noted(pieces[index].own_time(frame), mark))
    return found


def _chapters(
    cut: Cut, pieces: Sequence[Piece], begins: Sequence[int]
) -> dict[int, list[tuple[Fraction, str]]]:
    """Return where each scene begins, by piece; its name is ``Scene 27``."""
    found: dict[int, list[tuple[Fraction, str]]] = {}
    scene, first = None, next(iter(tracks(cut)), "")
    for event in sorted(cut.track(first), key=lambda event: event.record.start):
        began = event.line.rsplit(".", 1)[0]
        if began != scene:
            scene, index = began, bisect_right(begins, event.record.start) - 1
            name = f"{SCENE}{began}" if began else "No scene"
            found.setdefault(index, []).append((pieces[index].own_time(event.record.start), name))
    return found
