"""What of all that a dialect may hold a cut really has, and how much of it. Pure."""

from collections import Counter
from collections.abc import Mapping

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.turnover.dialects.model import Feature
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks
from rushes.turnover.microphones import heard, is_heard
from rushes.turnover.model import Shot
from rushes.turnover.options import Leaving, handles
from rushes.turnover.rulers import counted_at
from rushes.turnover.shots import all_shots, film_start, tracks


def counted_features(cut: Cut, leaving: Leaving) -> Mapping[Feature, int]:
    """Return how often a cut has what a format may lose; what it has not is left out.

    Of rate, drop-frame and timecode it is 1, or the clips that have it.
    """
    everything, used = all_shots(cut), _used(cut)
    counted = {
        Feature.RATE: 1,
        Feature.DROP: int(film_start(cut)[1]),
        Feature.LINK: len(used),
        Feature.HASH: len(used),
        Feature.TRACKS: _beyond_one(cut),
        Feature.GROUPS: len(set(links(cut).values())),
        Feature.MARKS: len(film_marks(cut)) + sum(len(marks) for marks in shot_marks(cut).values()),
        Feature.SWITCHED_OFF: _switched_off(cut, everything),
    }
    counted |= _of_clips(cut, used) | _of_shots(cut, everything, leaving) | _of_events(cut, leaving)
    return {feature: counted[feature] for feature in Feature if counted.get(feature)}


def _used(cut: Cut) -> tuple[Clip, ...]:
    """Return the clips that are played, each once."""
    played = {event.file for event in cut.events}
    return tuple(clip for clip in cut.clips if clip.file in played)


def _beyond_one(cut: Cut) -> int:
    """Return how many tracks there are beside the first of picture and the first of sound."""
    names = tracks(cut)
    pictures = sum(name.startswith("V") for name in names)
    return max(0, pictures - 1) + max(0, len(names) - pictures - 1)


def _switched_off(cut: Cut, everything: tuple[Shot, ...]) -> int:
    known = heard(cut)
    return sum(not is_heard(known, shot) for shot in everything if shot.clip.channels)


def _of_clips(cut: Cut, used: tuple[Clip, ...]) -> dict[Feature, int]:
    groups = Counter(clip.angle.group for clip in cut.clips if clip.angle)
    names = [cut.title]
    for clip in used:
        names += [clip.file, clip.name, clip.reel or "", *clip.tracks]
    return {
        Feature.TIMECODE: sum(clip.has_timecode for clip in used),
        Feature.MIXED_RATES: sum(counted_at(clip, cut.rate) != cut.rate for clip in used),
        Feature.REEL: sum(clip.reel is not None for clip in used),
        Feature.CHANNELS: sum(clip.channels > 1 for clip in used),
        Feature.MICROPHONES: sum(any(clip.tracks) for clip in used),
        Feature.ANGLES: sum(cameras > 1 for cameras in groups.values()),
        Feature.SLATE: sum(bool(clip.slate.label) for clip in used),
        Feature.UNICODE: sum(not name.isascii() for name in names),
    }


def _of_shots(cut: Cut, everything: tuple[Shot, ...], leaving: Leaving) -> dict[Feature, int]:
    asked = leaving.handles or cut.frames
    return {
        Feature.SAMPLES: sum(shot.clip.is_sound for shot in everything),
        Feature.HANDLES: sum(any(handles(shot, asked)) for shot in everything),
    }


def _of_events(cut: Cut, leaving: Leaving) -> dict[Feature, int]:
    pictures = [event for event in cut.events if event.track.startswith("V")]
    words = leaving.lined is not None and leaving.lined.readings
    return {
        Feature.SPLITS: sum(event.leads != 0 for event in pictures),
        Feature.ALTERNATES: sum(len(event.alternates) for event in pictures),
        Feature.NOTES: sum(bool(event.reasons) for event in pictures),
        Feature.WORDS: len(cut.spoken) if words else 0,
    }
