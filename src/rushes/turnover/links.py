"""What moves together: a picture, and the sound that was recorded with it. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.timecode import Span
from rushes.turnover.model import Place, Shot
from rushes.turnover.shots import all_shots


def links(cut: Cut) -> dict[Place, int]:
    """Return, by place, the number of the group in which a shot moves with what it was shot with.

    Each sound goes to the picture that it overlaps most among those it is in sync with: of the same clip,
    or of one that has it behind. A picture takes at most one sound of each track. Shots that belong to
    nothing are left out.
    """
    everything = all_shots(cut)
    pictures = _by_sound(everything)
    taken: dict[tuple[Place, str], tuple[int, Place]] = {}
    for sound in (shot for shot in everything if not shot.is_picture and shot.clip.channels):
        for picture in _best_mate(sound, pictures.get(sound.clip.file, [])):
            key, shared = (picture.place, sound.track), shared_frames(picture, sound)
            taken[key] = max(taken.get(key, (0, sound.place)), (shared, sound.place), key=lambda one: one[0])
    groups: dict[Place, int] = {}
    for (picture_place, _), (_, sound_place) in taken.items():
        number = groups.setdefault(picture_place, len({*groups.values()}) + 1)
        groups[sound_place] = number
    return groups


def shared_frames(picture: Shot, sound: Shot) -> int:
    """Return how many record frames a picture and a sound share in sync, to within a frame of the film."""
    together = picture.record.overlap(sound.record)
    if not together:
        return 0
    apart = abs(_apart_s(picture, sound))
    same_clip = picture.clip.file == sound.clip.file and picture.source.rate == picture.record.rate
    return together if apart <= (0 if same_clip else 1 / picture.record.rate) else 0


def _by_sound(everything: Sequence[Shot]) -> Mapping[str, list[Shot]]:
    """Return, by the name of a file with sound, the pictures that it may belong to."""
    pictures: dict[str, list[Shot]] = {}
    for shot in everything:
        if shot.is_picture:
            names = [shot.clip.file, *(behind.sound.file for behind in shot.clip.behind)]
            for name in dict.fromkeys(names):
                pictures.setdefault(name, []).append(shot)
    return pictures


def _best_mate(sound: Shot, pictures: Sequence[Shot]) -> list[Shot]:
    """Return the picture that shares most of a sound, or none."""
    best = max(pictures, key=lambda picture: shared_frames(picture, sound), default=None)
    return [best] if best is not None and shared_frames(best, sound) else []


def _apart_s(picture: Shot, sound: Shot) -> Fraction:
    """Return by how many seconds a sound lies off its picture, in the middle of what they share."""
    both = Span(
        max(picture.record.start, sound.record.start),
        min(picture.record.end, sound.record.end),
        picture.record.rate,
    )
    middle = (both.start + both.end) / both.rate / 2
    seen, heard = _at(picture, middle), _at(sound, middle)
    for behind in picture.clip.behind:
        if behind.sound.file == sound.clip.file and sound.clip.file != picture.clip.file:
            from_first_frame = 0.0 if behind.sound.is_sound else behind.sound.sound_offset_s
            return heard - Fraction(behind.on_recorder(float(seen)) + from_first_frame)
    return heard - seen


def _at(shot: Shot, film_s: Fraction) -> Fraction:
    """Return the second of its clip that a shot plays at a second of the film."""
    return film_s - shot.record.start / shot.record.rate + shot.source.start / shot.source.rate
