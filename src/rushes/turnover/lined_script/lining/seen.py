"""Who is on camera when a line is read, as the paper says: names as they are written on the set."""

import re
import unicodedata
from collections.abc import Sequence

from rushes.coverage.model import LinedScript
from rushes.screenplay.model import Line
from rushes.turnover.lined_script.lining.stretches import OnCamera


def on_camera_by_paper(lines: Sequence[Line], lined: LinedScript) -> OnCamera:
    """Return for each reading whether its speaker is seen, where the clip's paper names the speaker.

    Who is named on both sides, or on neither, is not known.
    """
    speakers = {line.id: _words(line.character) for line in lines}
    cast = set(speakers.values())
    clips = {clip.file: clip for clip in lined.clips if clip.on_camera or clip.off_camera}
    sides = {
        file: (_meant(clip.on_camera, cast), _meant(clip.off_camera, cast)) for file, clip in clips.items()
    }
    seen: dict[tuple[str, str, int], bool] = {}
    for reading in lined.readings:
        on, off = sides.get(reading.file, (set(), set()))
        speaker = speakers.get(reading.line, frozenset())
        if (speaker in on) != (speaker in off):
            seen[reading.file, reading.line, reading.pass_number] = speaker in on
    return seen


def _meant(names: Sequence[str], cast: set[frozenset[str]]) -> set[frozenset[str]]:
    """Return the characters that names mean: ANNA is Anna, and Anna Keel where no other Anna speaks."""
    meant: set[frozenset[str]] = set()
    for name in map(_words, names):
        alike = [name] if name in cast else [speaker for speaker in cast if name and _fits(name, speaker)]
        meant |= set(alike) if len(alike) == 1 else set()
    return meant


def _fits(name: frozenset[str], speaker: frozenset[str]) -> bool:
    return name <= speaker or (bool(speaker) and speaker <= name)


def _words(name: str) -> frozenset[str]:
    """Return a name as it is compared: no case, no order, nothing in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", name).casefold())
    return frozenset(re.findall(r"\w+", bare))
