"""Where faces contradict what is written or told of a setup: findings, for a person to look. Pure.

What is written is followed all the same, as a face may be turned away, and somebody in the background is no
character; the custom of slates is not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median

from rushes.cut.framed import Framed, Framings, Setup, setup_of
from rushes.cut.on_camera import OnCamera
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.picture.model import Faces

_NEAR = 0.5
"""Part of the largest face's height that another face has at least, if it is not one in the background."""
_LOOKS = 2
"""Looks into a setup from which on it counts that no face was found."""
_APART = 3
"""Steps of `ShotSize` by which words and faces differ by more than a way of speaking."""
_SHOWN = 4


def faces_against(
    framings: Framings, seen: Mapping[str, OnCamera], characters: Collection[str]
) -> tuple[Finding, ...]:
    """Return where faces say otherwise. seen: who is on camera, by `Clip.file`."""
    setups: dict[Setup, list[Clip]] = defaultdict(list)
    for clip in framings.clips.values():
        if clip.file in framings.seen and framings.seen[clip.file].faces:
            setups[setup_of(clip)].append(clip)
    found: list[Finding] = []
    for setup, clips in setups.items():
        looks = [one for clip in clips for one in framings.seen[clip.file].faces]
        found += _of_number(clips, looks, seen, frozenset(characters))
        found += _of_size(clips, framings, framings.by_faces.get(setup))
    return (*found, *_of_custom(setups, framings))


def _of_number(
    clips: Sequence[Clip], looks: Sequence[Faces], seen: Mapping[str, OnCamera], cast: frozenset[str]
) -> Iterator[Finding]:
    """Say where more faces are seen at once than people are said to be on camera, or none at all."""
    who = next((seen[clip.file] for clip in clips if clip.file in seen), None)
    if who is None or not who.on:
        return
    name, people = clips[0].slate.setup or clips[0].name, " and ".join(sorted(who.on))
    faces = round(median(_near(one) for one in looks))
    whole = cast <= who.on | who.off
    if whole and faces > len(who.on):
        fact = f"{faces} faces are seen at once in {name}, where {people} alone should be ({who.by})."
        yield Finding("more faces than told", clips[0].file, fact, "Look who is in the picture.")
    elif len(looks) >= _LOOKS and not any(one.boxes for one in looks):
        fact = f"No face was found in {name}, where {people} should be seen ({who.by})."
        yield Finding("no face where told", clips[0].file, fact, "Look whether it is the right clip.")


def _near(look: Faces) -> int:
    """Return how many faces are in a look, without those in the background."""
    highest = max((face.height for face in look.boxes), default=0.0)
    return sum(face.height >= _NEAR * highest for face in look.boxes)


def _of_size(clips: Sequence[Clip], framings: Framings, faces: Framed | None) -> Iterator[Finding]:
    """Say where a size that is told is far from that of the faces."""
    told = next((framings.told[clip.file] for clip in clips if clip.file in framings.told), None)
    if told is None or faces is None or told.size is None or faces.size is None:
        return
    steps = abs(told.step - faces.step) if told.step is not None and faces.step is not None else 0
    if steps >= _APART or abs(told.size - faces.size) > 1:
        name = clips[0].slate.setup or clips[0].name
        fact = f"{name} is {_word(told)} {told.by}, but {_word(faces)} {faces.by}."
        advice = "Look at it; what was told was followed."
        yield Finding("size differs from faces", clips[0].file, fact, advice)


def _of_custom(setups: Mapping[Setup, Sequence[Clip]], framings: Framings) -> Iterator[Finding]:
    """Say once which setups are not of the size that the custom of slates would have them at."""
    others: list[str] = []
    for setup, clips in setups.items():
        guess, faces = framings.custom.get(clips[0].file), framings.by_faces.get(setup)
        told = clips[0].file in framings.told
        if guess and faces and not told and guess.size != faces.size:
            others.append(f"{setup[0]} ({_word(faces)}, not {_word(guess)})")
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        which = ", ".join(others[:_SHOWN]) + more
        fact = f"By their faces setups are not what their letters let one guess: {which}."
        yield Finding("sizes are not by custom", others[0].split()[0], fact, "Faces were followed.")


def _word(framed: Framed) -> str:
    return framed.size.name.lower() if framed.size is not None else "of no known size"
