"""Everything that both pages show, laid out once: the type, the lanes, the notes and the tally."""

from collections.abc import Mapping
from dataclasses import dataclass

from rushes.coverage.model import LinedScript
from rushes.screenplay.model import Screenplay
from rushes.turnover.lined_script.lining import (
    NOBODY_KNOWS,
    Key,
    Lane,
    Note,
    OnCamera,
    SceneTally,
    lanes_of,
    notes_of,
    on_camera_by_paper,
    takes_of,
    tallies_of,
)
from rushes.turnover.lined_script.page import ROWS, Pages, typeset


@dataclass(frozen=True)
class Layout:
    """A lined script, laid out.

    lanes: by page, from 0. notes: by reading. setups: in the order of their colours. missing: lines that
    nobody reads; in_part: lines that no take reads to both ends. camera: what is known of who is seen:
    ``all``, ``some`` or ``nothing``. unplaced: clips in which no line was heard.
    """

    title: str
    title_page: tuple[tuple[str, str], ...]
    evidence: str
    pages: Pages
    lanes: Mapping[int, tuple[Lane, ...]]
    notes: Mapping[Key, Note]
    tallies: tuple[SceneTally, ...]
    setups: tuple[str, ...]
    missing: frozenset[str]
    in_part: frozenset[str]
    camera: str
    unplaced: tuple[str, ...]
    ears: tuple[str, ...]

    @property
    def crowded(self) -> bool:
        """Whether some line had to share its place with another setup."""
        return any(lane.crowded for lanes in self.lanes.values() for lane in lanes)


def lay_out(
    screenplay: Screenplay, lined: LinedScript, evidence: str = "", on_camera: OnCamera = NOBODY_KNOWS
) -> Layout:
    """Lay a lined script out; the same values give the same layout.

    on_camera: what is known of who is seen besides what the paper says.
    """
    pages = typeset(screenplay)
    seen = {**on_camera_by_paper(screenplay.lines, lined), **on_camera}
    takes = takes_of(pages, screenplay.lines, lined, seen)
    lanes = lanes_of(takes, pages)
    tallies = tallies_of(screenplay, pages, lined, lanes)
    placed = {take.clip.file for take in takes}
    return Layout(
        title=screenplay.title or "Untitled",
        title_page=screenplay.title_page,
        evidence=evidence or f"{len(lined.heard) or len(placed)} of {len(lined.clips)} clips heard",
        pages=pages,
        lanes=_by_page(lanes, pages.count),
        notes=notes_of(screenplay.lines, lined),
        tallies=tallies,
        setups=tuple(dict.fromkeys(take.setup for take in takes)),
        missing=frozenset(line for tally in tallies for line in tally.missing),
        in_part=frozenset(line for tally in tallies for line in tally.in_part),
        camera=_camera(lanes),
        unplaced=tuple(clip.name for clip in lined.clips if clip.file not in placed),
        ears=tuple(sorted({heard.ear for heard in lined.heard.values()})),
    )


def _by_page(lanes: tuple[Lane, ...], pages: int) -> dict[int, tuple[Lane, ...]]:
    """Return for each page the lanes that run on it."""
    by_page: dict[int, list[Lane]] = {page: [] for page in range(pages)}
    for lane in lanes:
        runs = {page for s in lane.line.stretches for page in range(s.first // ROWS, s.last // ROWS + 1)}
        for page in sorted(runs):
            by_page[page].append(lane)
    return {page: tuple(own) for page, own in by_page.items()}


def _camera(lanes: tuple[Lane, ...]) -> str:
    read = [
        piece.on_camera is not None
        for lane in lanes
        for stretch in lane.line.stretches
        for piece in stretch.pieces
        if piece.ran == "read"
    ]
    return "all" if read and all(read) else "some" if any(read) else "nothing"
