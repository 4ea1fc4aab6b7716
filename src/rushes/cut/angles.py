"""What can be known of a setup without looking at the picture: its size by custom, who it listens to.

Both are guesses, and every reason that stands on one says so.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum
from statistics import fmean

from rushes.coverage.model import LinedScript, Reading
from rushes.footage.model import Clip, Slate

ON_MIC_FROM_DB = 3.0
"""A voice stands out in a setup from here on: half of the 6 dB that a doubled distance costs."""


class Size(IntEnum):
    """How much of a person a setup shows, in the steps that a slate can hint at."""

    WIDE = 0
    MEDIUM = 1
    CLOSE = 2


def sizes_by_custom(clips: Iterable[Clip]) -> dict[str, Size]:
    """Guess the size of each setup from its slate; setups that the custom does not reach are absent.

    By American custom the bare scene number is the first setup, the wide master; letters follow in
    the order of shooting, which goes in: their first half counts as medium, the rest as close.
    """
    setups: dict[str, set[str]] = defaultdict(set)
    for clip in clips:
        letters = _letters(clip.slate)
        if letters is not None:
            setups[clip.slate.scene or ""].add(letters)
    return {scene + letters: size for scene, found in setups.items() for letters, size in _spread(found)}


def sizes_of_played(lined: LinedScript) -> dict[str, Size]:
    """Guess the size of each setup in which lines are played; inserts after them do not count."""
    played = {reading.file for reading in lined.readings}
    return sizes_by_custom(clip for clip in lined.clips if clip.file in played)


def _letters(slate: Slate) -> str | None:
    """Return a setup's letters after its scene number, or None where it does not follow the custom."""
    if slate.scene is None or slate.setup is None or not slate.setup.startswith(slate.scene):
        return None
    letters = slate.setup.removeprefix(slate.scene)
    return letters if letters == "" or letters.isalpha() else None


def _spread(found: set[str]) -> Iterable[tuple[str, Size]]:
    """Give a size to every setup of one scene; ``AA`` comes after ``Z``."""
    lettered = sorted(found - {""}, key=lambda letters: (len(letters), letters))
    medium = math.ceil(len(lettered) / 2)
    if "" in found:
        yield "", Size.WIDE
    for place, letters in enumerate(lettered):
        yield letters, Size.MEDIUM if place < medium else Size.CLOSE


def voices_on_mic(
    readings: Iterable[Reading], clips: Mapping[str, Clip], speakers: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """Tell by how many dB a character stands out in a setup, by (setup, character).

    A microphone follows the person on camera; the one off camera is farther from it. Within a take
    a character's level is compared with the others'; that difference in this setup is compared with
    its mean over all setups of the scene, so a loud voice does not count as a near one. speakers:
    character by line id. Setups or characters without a comparison are absent; so are readings taken
    from one of several microphones, since one that is worn follows its wearer and not the camera.
    """
    by_take: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        followed = reading.clear_db and not reading.microphone
        if followed and reading.line in speakers and clips[reading.file].slate.setup:
            by_take[reading.file][speakers[reading.line]].append(reading.clear_db)
    ahead: dict[tuple[str, str], list[float]] = defaultdict(list)
    for file, voices in by_take.items():
        for who, by_db in _ahead_of_the_others(voices):
            ahead[clips[file].slate.setup or "", who].append(by_db)
    scenes = {clip.slate.setup or "": clip.slate.scene or "" for clip in clips.values()}
    return _against_the_scene({place: fmean(found) for place, found in ahead.items()}, scenes)


def _ahead_of_the_others(voices: Mapping[str, list[float]]) -> Iterable[tuple[str, float]]:
    """Give each voice of a take with how many dB it is above the mean of the other voices."""
    means = {who: fmean(levels) for who, levels in voices.items()}
    for who, mean in means.items() if len(means) > 1 else ():
        yield who, mean - fmean(level for other, level in means.items() if other != who)


def _against_the_scene(
    ahead: Mapping[tuple[str, str], float], scenes: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """Subtract from each setup's figure the mean of that character over the setups of the scene."""
    usual: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (setup, who), by_db in ahead.items():
        usual[scenes[setup], who].append(by_db)
    return {
        (setup, who): by_db - fmean(usual[scenes[setup], who])
        for (setup, who), by_db in ahead.items()
        if len(usual[scenes[setup], who]) > 1
    }
