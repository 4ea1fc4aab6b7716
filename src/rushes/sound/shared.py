"""Cameras that rolled together play one recording: it is heard once, and each angle gets its part of it."""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from rushes.footage.model import Clip
from rushes.sound.model import Heard, HeardWord, Stretch
from rushes.sound.playing import guide_needed


@dataclass(frozen=True)
class Shared:
    """What is heard once. whole: a clip as long as all of them together; parts: each with where it begins."""

    whole: Clip
    parts: tuple[tuple[Clip, float], ...]


def shared(clips: Sequence[Clip], script_of: Callable[[Clip], Hashable]) -> tuple[Shared, ...]:
    """Return what is to be heard so that every clip is: angles over the same recordings together.

    script_of: what may be said in a clip; only clips of one script are heard together. A camera whose own
    sound has to help out is heard by itself.
    """
    groups: dict[Hashable, list[Clip]] = {}
    for clip in clips:
        groups.setdefault(_heard_as(clip, script_of), []).append(clip)
    return tuple(_together(group) for group in groups.values())


def _heard_as(clip: Clip, script_of: Callable[[Clip], Hashable]) -> Hashable:
    sounds = tuple(one.sound.sha256 for one in clip.behind)
    if clip.angle is None or not sounds or guide_needed(clip):
        return clip.file
    return clip.angle.group, sounds, script_of(clip)


def _together(group: Sequence[Clip]) -> Shared:
    first = min(group, key=lambda clip: clip.angle.at_s if clip.angle else 0.0)
    begins = first.angle.at_s if first.angle else 0.0
    later = [clip.angle.at_s - begins if clip.angle else 0.0 for clip in group]
    seconds = max(at_s + float(clip.seconds) for clip, at_s in zip(group, later, strict=True))
    frames = max(first.frames, math.ceil(seconds * first.rate))
    return Shared(replace(first, frames=frames), tuple(zip(group, later, strict=True)))


def part_of(whole: Heard, later_s: float, seconds: float) -> Heard:
    """Return what is heard from `later_s` on, for so many seconds, in the time of what begins there.

    Levels move by whole steps, so each may be of a twentieth of a second beside.
    """
    steps = round(later_s / whole.level_step_s)
    count = math.ceil(seconds / whole.level_step_s)
    duration = round(min(seconds, max(0.0, whole.duration_s - later_s)), 3)

    def kept(words: Sequence[HeardWord]) -> tuple[HeardWord, ...]:
        moved = (
            replace(word, in_s=_earlier(word.in_s, later_s), out_s=_earlier(word.out_s, later_s))
            for word in words
        )
        return tuple(word for word in moved if word.in_s >= 0 and word.out_s <= duration)

    return replace(
        whole,
        duration_s=duration,
        words=kept(whole.words),
        slate_words=kept(whole.slate_words),
        quiet=tuple(
            Stretch(max(0.0, _earlier(one.in_s, later_s)), min(duration, _earlier(one.out_s, later_s)))
            for one in whole.quiet
            if one.out_s > later_s and one.in_s < later_s + duration
        ),
        claps=tuple(_earlier(at, later_s) for at in whole.claps if later_s <= at < later_s + duration),
        levels=whole.levels[steps : steps + count],
        falls=whole.falls[steps : steps + count],
        track_levels=tuple(track[steps : steps + count] for track in whole.track_levels),
    )


def _earlier(second: float, by_s: float) -> float:
    return round(second - by_s, 3)
