"""What moves together: a picture, and the sound that was recorded with it. Pure.

Picture and sound of a line need not begin together (a split edit), and a line may be seen in several pieces
(a reaction in between). Editing systems link one picture with one sound of each track, and know sync by the
clip and not by the cut, so a link holds across a split; they cannot link two pictures with one sound.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover.model import Place, Shot
from rushes.turnover.shots import all_shots


def links(cut: Cut) -> dict[Place, int]:
    """Return, by place, the number of the group in which a shot moves with what it was shot with.

    A sound goes to a picture that it is in sync with: of the same clip if there is one, else of a clip that
    has it behind, or of another camera that rolled with it; of several, to the one that it overlaps most.
    Each takes one of the other at most on each track. Shots that belong to nothing are left out.
    """
    everything = [shot for shot in all_shots(cut) if not shot.is_alternate]
    pairs = sorted(_in_sync(everything), key=lambda pair: (not _one_clip(*pair[1:]), -pair[0]))
    partner: dict[Place, Place] = {}
    taken: set[tuple[Place, str]] = set()
    for _, picture, sound in pairs:
        if sound.place not in partner and (picture.place, sound.track) not in taken:
            partner[sound.place] = picture.place
            taken.add((picture.place, sound.track))
    linked = {picture for picture, _ in taken}
    numbers = [shot.place for shot in everything if shot.place in linked]
    groups = {place: number for number, place in enumerate(numbers, start=1)}
    return groups | {sound: groups[picture] for sound, picture in partner.items()}


def shared_frames(picture: Shot, sound: Shot) -> int:
    """Return how many record frames a picture and a sound share in sync, to within a frame of the film."""
    together = picture.record.overlap(sound.record)
    if not together:
        return 0
    apart = _apart_s(picture, sound)
    if apart is None:
        return 0
    exact = _one_clip(picture, sound) and picture.source.rate == picture.record.rate
    return together if abs(apart) <= (0 if exact else 1 / picture.record.rate) else 0


def _in_sync(everything: Sequence[Shot]) -> Iterator[tuple[int, Shot, Shot]]:
    """Yield (frames shared, picture, sound) for all that run in sync."""
    pictures = _by_sound(everything)
    for sound in (shot for shot in everything if not shot.is_picture and shot.clip.channels):
        for picture in pictures.get(sound.clip.file, []):
            shared = shared_frames(picture, sound)
            if shared:
                yield shared, picture, sound


def _by_sound(everything: Sequence[Shot]) -> Mapping[str, list[Shot]]:
    """Return, by the name of a file with sound, the pictures that it may belong to."""
    together: dict[str, list[str]] = {}
    for clip in {shot.clip.file: shot.clip for shot in everything if not shot.is_picture}.values():
        if clip.angle:
            together.setdefault(clip.angle.group, []).append(clip.file)
    pictures: dict[str, list[Shot]] = {}
    for shot in everything:
        if shot.is_picture:
            names = [shot.clip.file, *(behind.sound.file for behind in shot.clip.behind)]
            names += together.get(shot.clip.angle.group, []) if shot.clip.angle else []
            for name in dict.fromkeys(names):
                pictures.setdefault(name, []).append(shot)
    return pictures


def _one_clip(picture: Shot, sound: Shot) -> bool:
    return picture.clip.file == sound.clip.file


def _apart_s(picture: Shot, sound: Shot) -> Fraction | None:
    """Return by how many seconds a sound lies off its picture, in the middle of what they share.

    None when nothing is known that ties the two.
    """
    both = Span(
        max(picture.record.start, sound.record.start),
        min(picture.record.end, sound.record.end),
        picture.record.rate,
    )
    middle = (both.start + both.end) / both.rate / 2
    seen, heard = _at(picture, middle), _at(sound, middle)
    if _one_clip(picture, sound):
        return heard - seen
    for behind in picture.clip.behind:
        if behind.sound.file == sound.clip.file:
            from_first_frame = 0.0 if behind.sound.is_sound else behind.sound.sound_offset_s
            return heard - Fraction(behind.on_recorder(float(seen)) + from_first_frame)
    later = _later_s(picture.clip, sound.clip)
    return None if later is None else heard - seen - later


def _later_s(one: Clip, other: Clip) -> Fraction | None:
    """Return by how many seconds one camera began after another that rolled with it; None if none did."""
    if one.angle is None or other.angle is None or one.angle.group != other.angle.group:
        return None
    return Fraction(one.angle.at_s) - Fraction(other.angle.at_s)


def _at(shot: Shot, film_s: Fraction) -> Fraction:
    """Return the second of its clip that a shot plays at a second of the film."""
    return film_s - shot.record.start / shot.record.rate + shot.source.start / shot.source.rate
