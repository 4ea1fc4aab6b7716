"""The tally: for each scene what is covered and what is not, and for each take what it holds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.coverage.model import LinedScript, Reading
from rushes.footage.model import Clip
from rushes.screenplay.model import Line, Scene, Screenplay
from rushes.turnover.lined_script.lining.lanes import Lane, TakeLine
from rushes.turnover.lined_script.lining.stretches import UNSURE, in_order, setup_of
from rushes.turnover.lined_script.page import ROWS, Pages


@dataclass(frozen=True)
class TakeEntry:
    """One take in the log of a scene, as on the page that faces a lined script.

    marks: circled, NG, pickup and so on. covers: first and last line read. microphones: each with the
    lines it heard clearest, where a clip has several.
    """

    name: str
    setup: str
    file: str
    reel: str
    timecode: str
    length: str
    circled: bool
    marks: tuple[str, ...]
    covers: str
    lines: int
    as_written: int
    altered: int
    partial: int
    unsure: int
    passes: int
    microphones: tuple[str, ...]


@dataclass(frozen=True)
class SceneTally:
    """A scene's coverage. eighths: of a page, as breakdowns count. missing: ids of lines never read.

    in_part: ids of lines that no take reads to both ends. silent: takes slated for this scene in which
    none of its lines was heard. shared: setups whose takes share one drawn line.
    """

    number: str
    heading: str
    page: int
    eighths: int
    lines: int
    missing: tuple[str, ...]
    in_part: tuple[str, ...]
    takes: tuple[TakeEntry, ...]
    silent: tuple[str, ...]
    shared: tuple[str, ...] = ()

    @property
    def length(self) -> str:
        """The length on paper: ``1 3/8``, ``6/8``."""
        whole, rest = divmod(self.eighths, 8)
        return " ".join(part for part in (str(whole) if whole else "", f"{rest}/8" if rest else "") if part)

    @property
    def setups(self) -> int:
        """How many setups covered it."""
        return len({take.setup for take in self.takes})

    @property
    def circled(self) -> tuple[str, ...]:
        """The names of its circled takes."""
        return tuple(take.name for take in self.takes if take.circled)

    def total(self, what: str) -> int:
        """Add up one count of its takes: ``as_written``, ``altered``, ``partial`` or ``unsure``."""
        return sum(int(getattr(take, what)) for take in self.takes)


def tallies_of(
    screenplay: Screenplay, pages: Pages, lined: LinedScript, lanes: Sequence[Lane] = ()
) -> tuple[SceneTally, ...]:
    """Count every scene with dialogue; the lanes tell which setups share a line."""
    shared = [lane.line for lane in lanes if lane.line.shared]
    clips = sorted(lined.clips, key=in_order)
    by_line: dict[str, list[Reading]] = {}
    for reading in lined.readings:
        by_line.setdefault(reading.line, []).append(reading)
    return tuple(
        _tally(scene, rows, [r for line in scene.lines for r in by_line.get(line.id, ())], clips, shared)
        for scene, rows in zip(screenplay.scenes, pages.scenes, strict=True)
        if scene.lines
    )


def _tally(
    scene: Scene,
    rows: tuple[int, int],
    readings: Sequence[Reading],
    clips: Sequence[Clip],
    shared: Sequence[TakeLine],
) -> SceneTally:
    """Count one scene, with its first and last row, its readings, and all clips in order."""
    by_file: dict[str, list[Reading]] = {}
    for reading in readings:
        by_file.setdefault(reading.file, []).append(reading)
    whole = {reading.line for reading in readings if reading.kind != "partial"}
    read = {reading.line for reading in readings}
    return SceneTally(
        number=scene.number,
        heading=scene.heading,
        page=rows[0] // ROWS + 1,
        eighths=max(1, math.ceil((rows[1] - rows[0] + 1) * 8 / ROWS)),
        lines=len({line.id for line in scene.lines}),
        missing=tuple(line.id for line in scene.lines if line.id not in read),
        in_part=tuple(line.id for line in scene.lines if line.id in read - whole),
        takes=tuple(_entry(clip, by_file[clip.file], scene.lines) for clip in clips if clip.file in by_file),
        silent=tuple(c.name for c in clips if c.slate.scene == scene.number and c.file not in by_file),
        shared=tuple(line.setup for line in shared if rows[0] <= line.last and line.first <= rows[1]),
    )


def _entry(clip: Clip, readings: Sequence[Reading], lines: Sequence[Line]) -> TakeEntry:
    order = {line.id: at for at, line in enumerate(lines)}
    ids = sorted({reading.line for reading in readings}, key=order.__getitem__)
    return TakeEntry(
        name=clip.name,
        setup=setup_of(clip),
        file=clip.file,
        reel=clip.reel or "",
        timecode=clip.start_timecode if clip.has_timecode else "",
        length=_length(clip),
        circled=clip.slate.circled,
        marks=_marks(clip),
        covers=ids[0] if len(ids) == 1 else f"{ids[0]}\N{EN DASH}{ids[-1]}",
        lines=len(ids),
        as_written=sum(reading.kind == "as written" for reading in readings),
        altered=sum(reading.kind == "altered" for reading in readings),
        partial=sum(reading.kind == "partial" for reading in readings),
        unsure=sum(reading.confidence < UNSURE for reading in readings),
        passes=max(reading.pass_number for reading in readings),
        microphones=_microphones(readings),
    )


def _marks(clip: Clip) -> tuple[str, ...]:
    slate = clip.slate
    told = (
        (slate.circled, "circled"),
        (slate.no_good, "NG"),
        (slate.pickup, "pickup"),
        (slate.series, "series"),
        (slate.mos, "MOS"),
        (slate.wild, "wild"),
        (slate.room_tone, "room tone"),
    )
    part = (f"part {slate.part}",) if slate.part else ()
    return tuple(word for is_so, word in told if is_so) + part


def _microphones(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Name each microphone with the lines it heard clearest; nothing where there is only one track."""
    heard: dict[str, list[str]] = {}
    for reading in readings:
        if reading.microphone:
            lines = heard.setdefault(reading.microphone, [])
            lines += [] if reading.line in lines else [reading.line]
    return tuple(f"{name}: {', '.join(lines)}" for name, lines in heard.items())


def _length(clip: Clip) -> str:
    """Write a clip's length as a stopwatch shows it: ``1:07``."""
    seconds = round(clip.frames / clip.rate)
    return f"{seconds // 60}:{seconds % 60:02}"
