"""Timelines that count their sources from the first frame of each file, and not by its timecode. Pure.

MLT does, and so do what Kdenlive and its adapter write, and systems whose media have lost their timecode. A
timeline counts in one way; which one is told by the pieces that can only be counted in one. What has a
clip's name, and could be of two that differ, stays unknown.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.turnover.conform.recognise import Recognised, Ruler, Rushes, ambiguous, has_frames
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.numbers import many

_RULERS: Final[tuple[Ruler, Ruler]] = ("timecode", "first frame")


def by_timecode(timeline: Timeline, rushes: Rushes) -> tuple[Timeline, tuple[Finding, ...]]:
    """Return a timeline by the timecode of its files, and a finding where it was not counted so."""
    ways = [_ways(one, rushes) for one in timeline.placed]
    sure = [way for way in ways if len(way) == 1]
    if 2 * sum(way == {"first frame"} for way in sure) <= len(sure):
        return timeline, ()
    found = {
        number: rushes.of(one, "first frame")
        for number, (one, way) in enumerate(zip(timeline.placed, ways, strict=True))
        if "first frame" in way
    }
    clips = {number: one.clip for number, one in found.items() if one.clip and one.clip.has_timecode}
    placed = tuple(
        _moved(one, clips[number]) if number in clips else one for number, one in enumerate(timeline.placed)
    )
    return replace(timeline, placed=placed), _told(timeline, found)


def _ways(placed: Placed, rushes: Rushes) -> set[Ruler]:
    """Return by which rulers a piece is of this film's rushes."""
    return {ruler for ruler in _RULERS if _is_theirs(rushes.of(placed, ruler), placed, ruler)}


def _is_theirs(found: Recognised, placed: Placed, ruler: Ruler) -> bool:
    return bool(found.among) or (found.clip is not None and has_frames(found.clip, placed, ruler))


def _moved(placed: Placed, clip: Clip) -> Placed:
    begins = Fraction(clip.start) / clip.rate * placed.rate
    return replace(placed, source_in=placed.source_in + begins, source_out=placed.source_out + begins)


def _told(timeline: Timeline, found: Mapping[int, Recognised]) -> tuple[Finding, ...]:
    known = {one.clip.file for one in found.values() if one.clip}
    fact = (
        f"It counts {many(len(known), 'file')} from the first frame, and not by timecode; "
        "they were known by name, and told by the timecode that they have here."
    )
    unsure = (ambiguous(timeline.placed[number], one.among) for number, one in found.items() if one.among)
    advice = "Look at one of them, whether it is the moment."
    return Finding("counted from zero", timeline.title, fact, advice), *dict.fromkeys(unsure)
