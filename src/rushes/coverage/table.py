"""The coverage of each scene in numbers: what a script supervisor reads first."""

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.coverage.model import LinedScript, Reading


@dataclass(frozen=True)
class SceneCoverage:
    """How one scene is covered.

    covered: lines with any reading. takes: clips with a reading of the scene. as_written, altered and
    partial count readings. missing: ids of lines never read. never_as_written: ids of lines that were
    read, but by nobody as written.
    """

    scene: str
    heading: str
    lines: int
    covered: int
    takes: int
    as_written: int
    altered: int
    partial: int
    missing: tuple[str, ...]
    never_as_written: tuple[str, ...]


def coverage_table(lined: LinedScript) -> tuple[SceneCoverage, ...]:
    """Return a row for each scene with dialogue, in story order."""
    scenes: dict[str, list[str]] = {}
    for line in lined.lines:
        scenes.setdefault(line.scene, []).append(line.id)
    readings: dict[str, list[Reading]] = {}
    for reading in lined.readings:
        readings.setdefault(reading.line, []).append(reading)
    return tuple(
        _row(scene, lined.headings.get(scene, ""), lines, readings) for scene, lines in scenes.items()
    )


def _row(scene: str, heading: str, lines: Sequence[str], readings: dict[str, list[Reading]]) -> SceneCoverage:
    own = [reading for line in lines for reading in readings.get(line, ())]
    kinds = [reading.kind for reading in own]
    read = {reading.line for reading in own}
    right = {reading.line for reading in own if reading.kind == "as written"}
    return SceneCoverage(
        scene=scene,
        heading=heading,
        lines=len(lines),
        covered=len(read),
        takes=len({reading.file for reading in own}),
        as_written=kinds.count("as written"),
        altered=kinds.count("altered"),
        partial=kinds.count("partial"),
        missing=tuple(line for line in lines if line not in read),
        never_as_written=tuple(line for line in lines if line in read - right),
    )
