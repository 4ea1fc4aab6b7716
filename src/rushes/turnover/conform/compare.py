"""An editor's version beside the first cut: what they changed, how far it is, and what is not sure. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.errors import Finding, Refusal
from rushes.footage.model import Clip
from rushes.timecode import nominal
from rushes.turnover.clip_shapes import sounds_behind
from rushes.turnover.conform.align import MOST, TooMuch
from rushes.turnover.conform.distance import cost_of, distance_of
from rushes.turnover.conform.first_frames import by_timecode
from rushes.turnover.conform.joins import black
from rushes.turnover.conform.lines import Lines, Spoken
from rushes.turnover.conform.model import SIDES, Conformed, Counts, Piece, Side, State, Version
from rushes.turnover.conform.pieces import COUNTINGS, run_together, version_of_cut, version_of_timeline
from rushes.turnover.conform.recognise import Rushes, ambiguous, recordings
from rushes.turnover.conform.settle import exact_stands, settled, without_tone
from rushes.turnover.conform.sides import Compared, Talk, compared, frames_of, is_slip
from rushes.turnover.conform.telling import in_order, told_of
from rushes.turnover.model import Timeline
from rushes.turnover.report.wording import rate_said

MOST_PLACED: Final = 4 * MOST
"""Clips of a timeline, each channel of sound counted: more are refused before they are looked at."""

LEAST: Final = 10
"""One clip in so many must be of this film: locked reels of real films hold up to a third of other
material."""


class NothingPlaced(Refusal):
    """A timeline without a clip."""

    sentence = (
        "It holds no clip, so there is nothing to compare. Export the sequence itself, not an empty one."
    )


class OtherFilm(Refusal):
    """A timeline of another film."""

    sentence = (
        "Of its {1} pieces {0} of this film's rushes: it is another film's, or its clips were renamed and "
        "have neither path, reel nor timecode left. Name the cut that it was made from."
    )


def conform(cut: Cut, timeline: Timeline, lined: LinedScript | None = None) -> Conformed:
    """Return what somebody's later version of a cut changes in it.

    lined: the lined script of the film, which knows the rushes that the cut does not use. `NothingPlaced`,
    `OtherFilm`, `TooMuch` for what cannot be compared.
    """
    clips = tuple(clips_of(cut, lined).values())
    takes = recordings(clips)
    ours = version_of_cut(cut, takes)
    if len(timeline.placed) > MOST_PLACED:
        raise TooMuch(MOST)
    rushes = Rushes(clips, cut.rate)
    timeline, counted = by_timecode(timeline, rushes)
    theirs = _theirs(cut, timeline, rushes, takes, ours)
    doubts = (*counted, *_doubts(timeline, cut, rushes))
    return compare_versions(ours, theirs, Lines(cut, lined, takes), _goes_with(clips, takes), doubts)


def compare_versions(
    ours: Version,
    theirs: Version,
    lines: Lines,
    goes_with: Mapping[str, frozenset[str]],
    findings: Iterable[Finding] = (),
) -> Conformed:
    """Return what is different in a version, whose sources are counted as those of the other are."""
    ours, theirs = run_together(ours), run_together(theirs)
    talk = Talk(lines, Spoken(ours, lines), Spoken(theirs, lines))
    sides = {side: _side(side, ours, theirs, talk) for side in SIDES}
    known = [side for side in sides.values() if side is not None]
    changes, more = told_of(sides, theirs, goes_with, talk)
    if sides["picture"] is not None:
        changes += black(ours, theirs)
    silent = tuple(_silent(ours, theirs))
    return Conformed(
        before=ours,
        after=theirs,
        changes=in_order(changes),
        distance=distance_of(known),
        cost=sum(map(cost_of, known), Fraction(0)),
        picture=_counts(sides["picture"]),
        sound=_counts(sides["sound"]),
        states={side.side: (tuple(side.state_ours), tuple(side.state_theirs)) for side in known},
        compared={side.side: (side.ours, side.theirs) for side in known},
        kept={side.side: side.links for side in known},
        findings=(*findings, *silent, *more),
    )


def _side(side: Side, ours: Version, theirs: Version, talk: Talk) -> Compared | None:
    """Compare one side; None where a version has none of it, which says nothing about the other."""
    if not ours.side(side) or not theirs.side(side):
        return None
    return compared(side, _counted(ours.side(side)), _counted(theirs.side(side)), talk)


def _counted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Leave out sound on tracks that hold nothing but foreign material."""
    beside = foreign_tracks(pieces)
    return tuple(piece for piece in pieces if not (piece.side == "sound" and set(piece.tracks) <= beside))


def foreign_tracks(pieces: Iterable[Piece]) -> frozenset[str]:
    """Return the tracks on which nothing is known."""
    all_of = tuple(pieces)
    known = {track for piece in all_of if not piece.foreign for track in piece.tracks}
    return frozenset(track for piece in all_of for track in piece.tracks) - known


def _theirs(cut: Cut, timeline: Timeline, rushes: Rushes, takes: Mapping[str, str], ours: Version) -> Version:
    if not any(one.record_out > one.record_in for one in timeline.placed):
        raise NothingPlaced
    made = [version_of_timeline(timeline, cut.rate, rushes, takes, counting) for counting in COUNTINGS]
    best = max(made, key=lambda version: exact_stands(version, ours))
    pieces = best.pictures or best.sounds
    known = [piece for piece in pieces if not piece.foreign]
    if len(known) * LEAST < len(pieces):
        raise OtherFilm(_many(len(known)), len(pieces))
    return without_tone(settled(best, ours), ours)


def _many(count: int) -> str:
    return {0: "none is", 1: "1 is"}.get(count, f"{count} are")


def lines_of(cut: Cut, lined: LinedScript | None) -> Lines:
    """Return what is said where in the rushes of a film."""
    return Lines(cut, lined, recordings(clips_of(cut, lined).values()))


def clips_of(cut: Cut, lined: LinedScript | None) -> dict[str, Clip]:
    """Return, by file, every clip of the film: those of the cut, other rushes, and all sound behind them."""
    pictures = (*cut.clips, *(lined.clips if lined else ()))
    loose = (file for recording in lined.loose for file in recording.files) if lined else ()
    return {clip.file: clip for clip in (*loose, *sounds_behind(pictures), *pictures[::-1])}


def _goes_with(clips: Iterable[Clip], takes: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """Return, by the key of a sound, the pictures that it was recorded with."""
    found: dict[str, set[str]] = {}
    for clip in clips:
        if not clip.is_sound:
            found.setdefault(clip.file, set()).add(clip.file)
        for behind in clip.behind:
            found.setdefault(takes.get(behind.sound.file, behind.sound.file), set()).add(clip.file)
    return {key: frozenset(pictures) for key, pictures in found.items()}


def _counts(side: Compared | None) -> Counts | None:
    if side is None:
        return None
    states: Counter[State] = Counter(side.state_ours)
    ends = [abs(frames) for one in side.ends if not is_slip(one) for frames in (one.head, one.tail) if frames]
    return Counts(
        before=len(side.ours),
        after=len(side.theirs),
        states=dict(states),
        new=side.state_theirs.count("new"),
        trims=tuple(sorted(ends)),
        frames=frames_of(side.ours),
        frames_after=frames_of(side.theirs),
        same=side.same,
    )


def _doubts(timeline: Timeline, cut: Cut, rushes: Rushes) -> Iterator[Finding]:
    """Yield what is not sure about a timeline: clips that may be several, another rate."""
    if timeline.rate != cut.rate:
        rates = f"It counts {rate_said(timeline.rate)} frames a second, the cut {rate_said(cut.rate)}."
        advice = "Frames are told at the rate of the cut."
        if timeline.rate < cut.rate and nominal(timeline.rate) != nominal(cut.rate):
            advice += " An end may be told a frame off, since fewer places are left to cut at."
        yield Finding("another rate", timeline.title, rates, advice)
    told = set()
    for one in timeline.placed:
        among = rushes.of(one).among
        if among and (one.name, among) not in told:
            told.add((one.name, among))
            yield ambiguous(one, among)


def _silent(ours: Version, theirs: Version) -> Iterator[Finding]:
    for side in SIDES:
        if ours.side(side) and not theirs.side(side):
            fact = f"It holds no {side}, so nothing is said about that of the cut."
            yield Finding(f"no {side}", theirs.title, fact, "Export all tracks, to have it compared.")
