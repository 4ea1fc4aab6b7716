"""How long is a timeline of two thousand events verified against its cut, by its frames and its sound?

The film: real takes, cut by lot, every event a second or two of picture and sound; its media are those that
the cut was made from: all frames have to be decoded, and no sound, which is the same by content. Unit:
seconds from the question to the answer, in a process of its own; MB (10^6 bytes) at most that it grows to. It
must hold, too.
"""  # noqa: D400 -- it is a question

import multiprocessing
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from time import monotonic, process_time
from typing import Final

from rushes.cut.model import Cut, Event, Reason
from rushes.footage import fingerprint, probe
from rushes.footage.gather import clip_of
from rushes.footage.model import Clip
from rushes.timecode import Span
from rushes.turnover import DIALECTS, cut_json
from rushes.turnover.verified import verify_timeline

SHOTS: Final = 2000
BRIEFLY: Final = 200
"""Shots where only a minute is to be had."""

VERIFY_S, MOST_MB = 30, 1000
"""What was promised for two cores."""
_TOLD: Final = ("otio", "fcp7", "fcpxml", "aaf")


@dataclass(frozen=True)
class Verified:
    """What verifying one dialect took. events, frames: compared. busy_s: of processor time."""

    dialect: str
    events: int
    frames: int
    verify_s: float
    busy_s: float
    peak_mb: float
    holds: bool

    @property
    def kept(self) -> bool:
        """Whether it is within what was promised."""
        return self.holds and self.verify_s <= VERIFY_S and self.peak_mb <= MOST_MB


def verify_all(takes: Sequence[Path], work: Path, shots: int = SHOTS) -> tuple[Verified, ...]:
    """Cut a film from real takes into a folder, and verify each of its timelines, one after the other."""
    film = _film([clip_of(take, probe(take), fingerprint(take)) for take in takes], shots)
    work.mkdir(parents=True, exist_ok=True)
    (work / "cut.json").write_bytes(cut_json(film))
    given = []
    for name in _TOLD:
        ((ending, data),) = DIALECTS[name].write(film).items()
        (work / f"film{ending}").write_bytes(data)
        given.append((name, str(work / f"film{ending}")))
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        return tuple(pool.imap(_measured, given, chunksize=1))


def told(found: Sequence[Verified]) -> Iterator[str]:
    """Yield the figures as a table."""
    yield f"{'dialect':<14}{'events':>8}{'frames':>8}{'verify s':>10}{'busy s':>8}{'MB':>8}"
    for one in found:
        figures = f"{one.events:>8}{one.frames:>8}{one.verify_s:>10.1f}{one.busy_s:>8.1f}{one.peak_mb:>8.0f}"
        yield f"{one.dialect:<14}{figures}{'' if one.kept else '  NOT KEPT'}"


def _film(clips: Sequence[Clip], shots: int) -> Cut:
    chance = random.Random(7)  # noqa: S311 -- a lot, no secret
    rate, at = clips[0].rate, 0
    events: list[Event] = []
    for number in range(shots):
        clip = clips[number % len(clips)]
        length = chance.randint(12, 60)
        start = chance.randint(0, clip.frames - length)
        source, record = Span(start, start + length, clip.rate), Span(at, at + length, rate)
        why = (Reason("as written", 1.0, "by lot"),)
        events += [
            Event(track, f"1.{number + 1}", clip.file, source, record, 0.9, needs_look=False, reasons=why)
            for track in ("V1", "A1")
        ]
        at += length
    events.sort(key=lambda event: (event.track != "V1", event.record.start))
    return Cut("By lot", Fraction(rate), "classic", tuple(events), clips=tuple(clips))


def _measured(given: tuple[str, str]) -> Verified:
    """Verify one file in this process."""
    name, file = given
    begun = monotonic(), process_time()
    found = verify_timeline(Path(file))
    took = monotonic() - begun[0], process_time() - begun[1]
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return Verified(name, found.events, found.frames, *took, peak, found.holds)
