"""How long does the screening room take to open a film, and from an act to its answer?

Unit: seconds and milliseconds of wall clock, on one core. The film is made in memory (`evaluation.solving`):
120 scenes, 1,000 lines in four takes each, so 4,000 readings and 2,000 events. The journal lies on the disk
and is flushed with every act. *First view*: what the page is sent when it opens, made and encoded. *Act to
answer*: from the act to the bytes that the page is sent: 200 acts by lot (swap, undo, redo, trim, split,
reaction, not this, star) on lines by lot, each on top of what was done before; those that are refused take
their time, too, and are counted apart. What the browser takes to show it is not in here.
"""  # noqa: D400 -- it is a question

import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from evaluation.score import Score, percentile
from evaluation.solving import a_shoot
from rushes.errors import Refusal
from rushes.screening import acts
from rushes.screening.journal import Journal
from rushes.screening.model import OpenFilm
from rushes.screening.opening import settle_down
from rushes.screening.room import ScreeningRoom
from rushes.screening.views import as_json, done_view, film_view

SCENES, LINES, TAKES, ACTS = 120, 1000, 4, 200
AT_ONCE: Final = "act to answer, 95 %"
OPENED: Final = "first view"
_WHO: Final = "the bench"

Lot = Callable[[random.Random, str, str], acts.AnyAct]
_LOTS: Final[tuple[Lot, ...]] = (
    lambda lot, line, file: acts.Swap(line, file, alone=lot.random() < 0.5),
    lambda lot, line, file: acts.Undo(),  # noqa: ARG005 -- all lots are asked alike
    lambda lot, line, file: acts.Redo(),  # noqa: ARG005
    lambda lot, line, file: acts.Trim(line, head=lot.randint(-3, 6), tail=lot.randint(-3, 6)),  # noqa: ARG005
    lambda lot, line, file: acts.Split(line, lot.choice((-8, 0, 6))),  # noqa: ARG005
    lambda lot, line, file: acts.React(line, wanted=lot.random() < 0.5),  # noqa: ARG005
    lambda lot, line, file: acts.Forbid(line, file),  # noqa: ARG005
    lambda lot, line, file: acts.Star(line, file),  # noqa: ARG005
)


@dataclass(frozen=True)
class Screened:
    """What a film of so many scenes, events and readings took in the room; scores: by row."""

    scenes: int
    events: int
    readings: int
    scores: Mapping[str, Score]


def screen_all(scenes: int = SCENES, lines: int = LINES, takes: int = TAKES, many: int = ACTS) -> Screened:
    """Open a film of that size in the room, and do so many acts."""
    script, lined = a_shoot(lines, takes, scenes=scenes)
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "journal.sqlite") as journal:
        began = perf_counter()
        room = ScreeningRoom(OpenFilm("The bench", script, lined), journal)
        cut_s, began = perf_counter() - began, perf_counter()
        sent = as_json(film_view(room, {}))
        shown_s = perf_counter() - began
        settle_down()
        took_ms, refused = _walk(room, many)
    scores = {
        "cutting the film": Score(cut_s, 1, "s"),
        OPENED: Score(shown_s, 1, "s"),
        "size of the first view": Score(len(sent) / 1000, 1, "kB"),
        "act to answer, median": percentile(took_ms, 50, "ms"),
        AT_ONCE: percentile(took_ms, 95, "ms"),
        "acts refused": Score(refused, len(took_ms), "of"),
    }
    return Screened(len(script.scenes), len(room.standing.cut.events), len(lined.readings), scores)


def _walk(room: ScreeningRoom, many: int) -> tuple[list[float], int]:
    """Do acts by lot until so many were done; return the milliseconds of each, and how many were refused."""
    lot = random.Random(1)  # noqa: S311 -- lots, not secrets
    took_ms, done = list[float](), 0
    while done < many:
        act = _an_act(lot, room)
        began = perf_counter()
        try:
            as_json(done_view(room, room.do(act, _WHO, room.standing.hash), 0.0))
            done += 1
        except Refusal:
            pass
        took_ms.append(1000 * (perf_counter() - began))
    return took_ms, len(took_ms) - done


def _an_act(lot: random.Random, room: ScreeningRoom) -> acts.AnyAct:
    line = lot.choice(room.film.screenplay.lines).id
    return lot.choice(_LOTS)(lot, line, lot.choice(room.readings[line]).file)
