"""What a timeline says against what the cut says, event by event, as far as its format can hold it. Pure."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath

from rushes.cut.model import Cut
from rushes.timecode import rate_text, timecode_text
from rushes.turnover.alternates import on_tracks
from rushes.turnover.brought.kinds import Kind
from rushes.turnover.dialects import Dialect, aaf, edl, fcp7, fcpxml, mlt, otio
from rushes.turnover.features import counted_features
from rushes.turnover.model import Placed, Shot, Timeline
from rushes.turnover.numbers import many
from rushes.turnover.options import AS_SHOT
from rushes.turnover.shots import all_shots

DIALECTS: Mapping[Kind, tuple[Dialect, ...]] = {
    Kind.OTIO: (otio.PLAIN,),
    Kind.FCP7: (fcp7.FIRST_CUT, fcp7.DIALECT),
    Kind.FCPXML: (fcpxml.DIALECT,),
    Kind.AAF: (aaf.DIALECT,),
    Kind.MLT: (mlt.DIALECT,),
    Kind.EDL: (edl.FLAT, edl.TRACKS, edl.LONG),
}
"""By whom a file of a kind may have been written; that which differs least is taken."""


@dataclass(frozen=True)
class Said:
    """What a timeline says. differences: against the cut. not_held: what its format cannot say."""

    differences: tuple[str, ...]
    not_held: tuple[str, ...]


def against(cut: Cut, kind: Kind, found: Timeline) -> Said:
    """Compare tracks, places, sources, reels, links and marks; files are compared by what they hold."""
    tried = [(dialect, tuple(_differences(cut, dialect, kind, found))) for dialect in DIALECTS[kind]]
    dialect, differences = min(tried, key=lambda one: len(one[1]))
    had = counted_features(cut, AS_SHOT)
    return Said(differences, tuple(one.value for one in had if one not in dialect.holds | dialect.compares))


def _differences(cut: Cut, dialect: Dialect, kind: Kind, found: Timeline) -> Iterator[str]:
    whole = dialect.checks[0].wanted(cut, AS_SHOT)
    if whole is None:
        yield f"The cut cannot be said in {dialect.called}."
        return
    wanted = [replace(one, track="V1") if one.track == "V" else one for one in whole.placed]
    if kind is Kind.EDL:
        there = {one.track for one in found.placed}
        wanted = [one for one in wanted if one.track in there]
    yield from _of_the_film(whole, found)
    for one, other in _pairs(wanted, found.placed):
        yield from _of_an_event(one, other, found, dialect.slack)
    if kind is not Kind.EDL or {one.track for one in wanted} >= {"V1"}:
        yield from _of_marks(whole, wanted, found)


def _of_the_film(wanted: Timeline, found: Timeline) -> Iterator[str]:
    if found.rate != wanted.rate:
        yield f"It counts {rate_text(found.rate)} frames a second, the cut {rate_text(wanted.rate)}."
    if found.start != wanted.start or (found.drop, wanted.drop) == (False, True):
        begins = [timecode_text(one.start, one.rate, drop=one.drop) for one in (found, wanted)]
        yield f"It begins at {begins[0]}, the cut at {begins[1]}."


def _pairs(
    wanted: Sequence[Placed], found: Sequence[Placed]
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Yield what belongs together: by track and place, else by track and the most that is shared."""
    left = {(one.track, one.record_in, number): one for number, one in enumerate(wanted)}
    at: dict[tuple[str, int], list[tuple[str, int, int]]] = defaultdict(list)
    for key in left:
        at[key[:2]].append(key)
    rest: list[Placed] = []
    for other in found:
        keys = at.get((other.track, other.record_in))
        if keys:
            yield left.pop(keys.pop(0)), other
        else:
            rest.append(other)
    over: dict[str, list[Placed]] = defaultdict(list)
    for one in left.values():
        over[one.track].append(one)
    for other in rest:
        near = max(over[other.track], key=lambda one: _shared(one, other), default=None)
        if near is not None and _shared(near, other) > 0:
            over[other.track].remove(near)
            yield near, other
        else:
            yield None, other
    for ones in over.values():
        yield from ((one, None) for one in ones)


def _shared(one: Placed, other: Placed) -> int:
    return min(one.record_out, other.record_out) - max(one.record_in, other.record_in)


def _of_an_event(one: Placed | None, other: Placed | None, film: Timeline, slack: Fraction) -> Iterator[str]:
    if one is None and other is not None:
        yield f"{where(other, film)}: the cut has nothing there, the timeline has {named(other)}."
    elif other is None and one is not None:
        yield f"{where(one, film)}: {named(one)} is missing."
    elif one is not None and other is not None:
        yield from (
            f"{where(other, film)}, {named(other)}: {said}." for said in _fields(one, other, film, slack)
        )


def _fields(one: Placed, other: Placed, film: Timeline, slack: Fraction) -> Iterator[str]:
    """Yield what differs between two clips of one place."""
    for what, wanted, found in (
        ("begins", one.record_in, other.record_in),
        ("ends", one.record_out, other.record_out),
    ):
        if wanted != found:
            yield f"it {what} at {_clock(found, film)}, in the cut at {_clock(wanted, film)}"
    for what, begins, came in (
        ("first", one.source_in, other.source_in),
        ("last", one.source_out, other.source_out),
    ):
        far = came / other.rate - begins / one.rate
        exact = one.rate == other.rate and begins.denominator == came.denominator == 1
        if abs(far) * one.rate > (0 if exact else max(slack, Fraction(1, 100_000))):
            side = "late" if far > 0 else "early"
            yield f"its {what} frame of the source is {_frames(far * one.rate)} {side}"
    if one.reel != other.reel:
        yield f"its reel is {other.reel or 'not told'}, in the cut {one.reel or 'not told'}"
    yield from _of_its_file(one, other)
    if one.off != other.off:
        yield f"it is switched {'off' if other.off else 'on'}"
    if one.linked != other.linked:
        yield f"it moves with {_listed(other.linked)}, in the cut with {_listed(one.linked)}"
    if one.speed != other.speed:
        yield f"it plays at {float(other.speed * 100):g} % of its speed"


def _of_its_file(one: Placed, other: Placed) -> Iterator[str]:
    if one.sha256 and other.sha256 and one.sha256 != other.sha256:
        yield "it names a file of other content, by its SHA-256"
    if one.channel != other.channel:
        yield f"it plays channel {other.channel or 'all'} of its file, in the cut {one.channel or 'all'}"


def _frames(count: Fraction) -> str:
    number = abs(count)
    if number.denominator == 1:
        return many(int(number), "frame")
    return f"{float(number):.2f} frames"


def _listed(tracks: Sequence[str]) -> str:
    return ", ".join(tracks) or "nothing"


def _of_marks(whole: Timeline, wanted: Iterable[Placed], found: Timeline) -> Iterator[str]:
    """Yield the marks that are missing, or are not the cut's; on which clip is another matter of systems."""
    ours = Counter([name for _, name in whole.marks] + [name for one in wanted for name in one.marks])
    theirs = Counter([name for _, name in found.marks] + [name for one in found.placed for name in one.marks])
    for missing in (ours - theirs).elements():
        yield f"The mark “{missing}” is missing."
    for more in (theirs - ours).elements():
        yield f"The mark “{more}” is not in the cut."


def where(one: Placed, film: Timeline) -> str:
    """Return where a clip stands, for people: ``V1 at 01:00:04:05``."""
    return f"{one.track} at {_clock(one.record_in, film)}"


def _clock(frame: int, film: Timeline) -> str:
    return timecode_text(film.start + frame, film.rate, drop=film.drop)


def named(one: Placed) -> str:
    """Return what a clip is called."""
    return one.name or PurePosixPath(one.file).name or "a clip without a name"


class Playing:
    """The shots of a cut, to be asked for what a clip of a timeline stands for."""

    def __init__(self, cut: Cut) -> None:
        """Order them by track and time; choices not taken stand on tracks of their own, switched off."""
        self._on, self._off = _Tracks(cut), _Tracks(on_tracks(cut))

    def under(self, placed: Placed) -> Shot | None:
        """Return the shot that a clip stands for; a choice not taken where it is switched off.

        And where it lies on a track that only those have: not every reader tells what is switched off.
        """
        off = placed.off or (placed.track not in self._on and placed.track in self._off)
        return (self._off if off else self._on).under(placed)


class _Tracks:
    """The shots of a cut by track and time."""

    def __init__(self, cut: Cut) -> None:
        self._tracks: dict[str, list[Shot]] = defaultdict(list)
        for shot in all_shots(cut):
            self._tracks[shot.track].append(shot)
        self._begins = {track: [one.record.start for one in made] for track, made in self._tracks.items()}

    def __contains__(self, track: str) -> bool:
        """Tell whether anything stands on a track."""
        return track in self._tracks

    def under(self, placed: Placed) -> Shot | None:
        """Return the shot that shares most of a clip's place: of its file first, then of its track."""
        found = [
            shot
            for track in self._tracks
            if track[0] == placed.track[0]
            for shot in self._over(track, placed)
        ]
        return max(found, key=lambda shot: _fits(shot, placed), default=None)

    def _over(self, track: str, placed: Placed) -> Iterator[Shot]:
        made = self._tracks[track]
        for shot in made[max(0, bisect_right(self._begins[track], placed.record_in) - 1) :]:
            if shot.record.start >= placed.record_out:
                return
            if shot.record.end > placed.record_in:
                yield shot


def _fits(shot: Shot, placed: Placed) -> tuple[int, int, bool]:
    shared = min(shot.record.end, placed.record_out) - max(shot.record.start, placed.record_in)
    return tail(placed.file, shot.clip.path.as_posix()), shared, shot.track == placed.track


def tail(one: str, other: str) -> int:
    """Return how many names two paths have in common at their ends."""
    count = 0
    for mine, theirs in zip(
        reversed(PurePosixPath(one).parts), reversed(PurePosixPath(other).parts), strict=False
    ):
        if mine != theirs:
            break
        count += 1
    return count
