"""Is what an editor changed told as it was, and nothing else?

Unit: shares of edits. A cut is edited by lot (`evaluation.editing`): takes swapped, ends trimmed, shots
slipped, moved, dropped, put in from the rushes or from elsewhere, laid over others, split edits moved; so
the truth of every edit is known. The result is written in every timeline dialect, read back as a stranger's
file, and compared with the cut. *Found*: of the edits that were made, those that are told with their kind,
their clips and their exact frames (recall). *True*: of the changes that are told, those that were made
(precision); a line that is dropped with its shot is that same change. *Densely*: neighbours are edited,
too, and one change may then be told as two or two as one, each rightly. *Untouched*: cuts that came back as
they left, of which nothing must be told.

The cuts are the stage's in memory (`evaluation.solving`), and locked reels of real films, whose lists are
taken for a first cut: real lengths, real clips that return, real runs of one take. No two lists of the
shared material are versions of one reel, so how far real editors go is not measured here. *Seconds*: a film
of so many pieces beside an edited version of it, on one core.
"""  # noqa: D400 -- it is a question

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path, PurePath
from time import perf_counter
from typing import Final

from evaluation.edit_lists import RATE, REELS, read_edits, shots
from evaluation.editing import Did, edited
from evaluation.score import Score, share
from evaluation.solving import a_shoot, solved
from rushes.coverage import LinedScript
from rushes.cut import Cut
from rushes.cut.model import Event
from rushes.footage import Clip, Slate
from rushes.timecode import Span
from rushes.turnover.brought import read_timeline
from rushes.turnover.conform import Change, conform
from rushes.turnover.dialects import DIALECTS

TOLD_IN: Final = ("otio", "fcp7", "fcpxml", "aaf")
"""The dialects that edited versions come back in: those that hold picture and sound in one file."""
LINES, TAKES, FILMS, EDITS, DENSE = 120, 24, 8, 12, 40
LONG: Final = (1000, 24)
FOUND, TRUE, UNTOUCHED, SECONDS = (
    "edits found",
    "changes that are true",
    "untouched, told as such",
    "to compare",
)
_ALONG: Final = frozenset({"line dropped", "line added"})


@dataclass
class Tally:
    """Edits made and found, and changes told and true, by kind."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    untouched: int = 0
    came_back: int = 0


@dataclass(frozen=True)
class CameBack:
    """What was measured on cuts of one kind. films: how many edited versions; scores: by row."""

    name: str
    films: int
    scores: Mapping[str, Score]


def conform_all(material: Path | None) -> tuple[CameBack, ...]:
    """Measure on the stage's cuts, and on real reels where the shared material is."""
    script, lined = a_shoot(LINES, TAKES)
    cut = solved(script, lined)
    found = [
        _measured("the stage", [(cut, lined)], FILMS),
        _measured("the stage, edited densely", [(cut, lined)], FILMS, dense=True),
    ]
    if material:
        reels = [
            (reel_as_cut(material / "timelines" / "edl" / name, told), None) for told, name in REELS.items()
        ]
        found.append(_measured("locked reels", reels, FILMS // 3))
        found.append(_measured("locked reels, edited densely", reels, FILMS // 3, dense=True))
    return (*found, _long())


def _measured(
    name: str, cuts: Sequence[tuple[Cut, LinedScript | None]], films: int, *, dense: bool = False
) -> CameBack:
    tally = Tally()
    many = 0
    with tempfile.TemporaryDirectory() as folder:
        for cut, lined in cuts:
            for timeline in _files(cut, Path(folder)):
                tally.came_back += 1
                found = conform(cut, read_timeline(timeline, cut.rate)[0], lined)
                tally.untouched += found.distance == 0 and not found.changes
            for seed in range(films):
                theirs = edited(cut, lined, DENSE if dense else EDITS, seed, dense=dense)
                for timeline in _files(theirs.cut, Path(folder)):
                    many += 1
                    found = conform(cut, read_timeline(timeline, cut.rate)[0], lined)
                    count(tally, theirs.did, found.changes)
    return CameBack(name, many, dict(rows(tally)))


def _files(cut: Cut, folder: Path) -> Iterator[Path]:
    """Yield a cut as a file in every dialect."""
    for name in TOLD_IN:
        for ending, data in DIALECTS[name].write(cut).items():
            file = folder / f"version{ending}"
            file.write_bytes(data)
            yield file


def count(tally: Tally, did: Sequence[Did], changes: Sequence[Change]) -> None:
    """Count edits that were made and changes that were told, and those that are the same."""
    left = [change for change in changes if change.kind not in _ALONG]
    tally.told.update(change.kind for change in left)
    for one in did:
        tally.made[one.kind] += 1
        match = next((change for change in left if is_it(one, change)), None)
        if match is not None:
            left = [change for change in left if change is not match]
            tally.found[one.kind] += 1
            tally.true[match.kind] += 1


def is_it(did: Did, change: Change) -> bool:
    """Tell whether a change is that edit: its kind, its clips, and for ends and slips its frames."""
    exact = did.kind not in {"trimmed", "slipped"} or (change.head, change.tail) == (did.head, did.tail)
    files = {PurePath(name).name for name in did.files}
    stretches = [one for one in (change.before, change.after) if one is not None]
    about = all({PurePath(name).name for name in one.piece.files} & files for one in stretches)
    return change.kind == did.kind and exact and about


def rows(tally: Tally) -> Iterator[tuple[str, Score]]:
    """Yield the figures by row: all kinds together, then each."""
    yield UNTOUCHED, share(tally.untouched, tally.came_back)
    yield FOUND, share(tally.found.total(), tally.made.total())
    yield TRUE, share(tally.true.total(), tally.told.total())
    for kind in sorted({*tally.made, *tally.told}):
        yield f"{kind}: found", share(tally.found[kind], tally.made[kind])
        yield f"{kind}: true", share(tally.true[kind], tally.told[kind])


def _long() -> CameBack:
    """Measure how long a long film takes."""
    script, lined = a_shoot(*LONG)
    cut = solved(script, lined)
    theirs = edited(cut, lined, 100, 1)
    (data,) = DIALECTS["fcp7"].write(theirs.cut).values()
    timeline = DIALECTS["fcp7"].read(data)
    began = perf_counter()
    conform(cut, timeline, lined)
    return CameBack("a long film", 1, {SECONDS: Score(perf_counter() - began, len(cut.events), "s")})


def reel_as_cut(path: Path, title: str) -> Cut:
    """Return the picture of a locked reel as a cut of clips of an hour each, without lines."""
    events: list[Event] = []
    clips: dict[str, Clip] = {}
    end = 0
    for shot in shots(read_edits(path)):
        frames = min(shot.record_out - shot.record_in, shot.source_out - shot.source_in)
        if frames < 1:
            continue
        clip = clips.setdefault(shot.reel, _clip(shot.reel, shot.name, shot.source_in))
        first = shot.source_in - clip.start
        if not (first >= 0 and first + frames <= clip.frames):
            continue
        source, record = Span(first, first + frames, RATE), Span(end, end + frames, RATE)
        events.append(
            Event("V1", "", clip.file, source, record, 1.0, needs_look=False, reasons=(), shows="beat")
        )
        end += frames
    return Cut(title, Fraction(RATE), "classic", tuple(events), clips=tuple(clips.values()))


def _clip(reel: str, name: str, first: int) -> Clip:
    """Return a clip of an hour around a frame of a reel."""
    file = f"{reel}.mov"
    hour = 24 * 3600
    return Clip(
        *(Path("/reels") / file, file, reel.ljust(64, "0"), RATE, hour, max(0, first - hour // 2)),
        has_timecode=True,
        reel=reel,
        width=1920,
        height=1080,
        slate=Slate(setup=name.partition("-")[0] or reel, take=None),
    )
