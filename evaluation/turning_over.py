"""How quick is a large film handed over in every dialect, how large does that grow, and is its end exact?

The film: two hours at 23.976, two thousand shots of two hundred takes, each with its sound and three choices
not taken. Unit: seconds of processor time for writing a dialect, and for reading it back by every reader and
comparing event by event, with what programs of others take that are asked (`melt`); MB (10^6 bytes) at most
that the process or one of these programs grows to, whichever is larger, each dialect in a process of its
own. *Last frame*: frames by which the last event that a file tells, read back, ends beside the
film's end.
"""  # noqa: D400 -- it is a question

import multiprocessing
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

from rushes.coverage.model import LinedScript, Reading, ReadWord
from rushes.cut.model import Alternate, Cut, Event, Reason
from rushes.footage.model import Clip, Slate
from rushes.screenplay.model import Line
from rushes.timecode import Span
from rushes.turnover.dialects import DIALECTS
from rushes.turnover.options import Leaving
from rushes.turnover.verify import verify

SHOTS, TAKES, MINUTES = 2000, 200, 120
RATE: Final = Fraction(24000, 1001)
WRITE_S, VERIFY_S, MOST_MB = 5, 30, 1000
"""What was promised for two cores."""
_TAKE_S: Final = 180
_SPOKEN: Final = ("you", "could", "have", "told", "me", "that", "last", "night")


@dataclass(frozen=True)
class TurnedOver:
    """What a dialect took. events: its marks, where it holds nothing else.

    last: by how many frames its last event ends beside the film's; None of a list.
    """

    dialect: str
    events: int
    write_s: float
    verify_s: float
    peak_mb: float
    last: int | None

    @property
    def kept(self) -> bool:
        """Whether it is within what was promised."""
        quick = self.write_s <= WRITE_S and self.verify_s <= VERIFY_S
        return quick and self.peak_mb <= MOST_MB and not self.last


def turn_over_all(shots: int = SHOTS, minutes: int = MINUTES) -> tuple[TurnedOver, ...]:
    """Hand a film over in every dialect, two at a time, and measure each by its own processor time."""
    given = [(name, shots, minutes) for name in DIALECTS]
    with multiprocessing.get_context("spawn").Pool(2, maxtasksperchild=1) as pool:
        return tuple(pool.imap(_measured, given, chunksize=1))


def told(found: Sequence[TurnedOver]) -> Iterator[str]:
    """Yield the figures as a table."""
    yield f"{'dialect':<14}{'events':>8}{'write s':>10}{'verify s':>10}{'MB':>8}{'last frame':>12}"
    for one in found:
        last = "-" if one.last is None else str(one.last)
        figures = f"{one.events:>8}{one.write_s:>10.2f}{one.verify_s:>10.2f}{one.peak_mb:>8.0f}{last:>12}"
        yield f"{one.dialect:<14}{figures}{'' if one.kept else '  NOT KEPT'}"


def large_film(shots: int = SHOTS, minutes: int = MINUTES, seed: int = 7) -> Cut:
    """Return a film of so many shots and minutes at 23.976, cut by lot from two hundred takes."""
    chance = random.Random(seed)  # noqa: S311 -- a lot, no secret
    clips = [_take(number) for number in range(TAKES)]
    frames = int(minutes * 60 * RATE)
    cuts = sorted(chance.sample(range(1, frames), shots - 1))
    pictures = [
        _event(chance, clips, number, Span(*record, RATE))
        for number, record in enumerate(pairwise((0, *cuts, frames)))
    ]
    sounds = tuple(_sound(one) for one in pictures)
    return Cut("Two hours", RATE, "classic", (*pictures, *sounds), clips=tuple(clips))


def lined_of(cut: Cut) -> LinedScript:
    """Return what a lined script says of a film: every line once, eight words spoken as they are written."""
    heard = cut.track("A1")
    lines = tuple(Line(event.line, event.line.split(".")[0], "ANNA", " ".join(_SPOKEN)) for event in heard)
    return LinedScript(cut.clips, lines, tuple(_reading(event) for event in heard))


def _reading(event: Event) -> Reading:
    begins, step = event.source.start_s, float(event.source.seconds) / len(_SPOKEN)
    words = tuple(
        ReadWord(word, "said", word, begins + number * step, begins + (number + 1) * step)
        for number, word in enumerate(_SPOKEN)
    )
    ends = event.source.end_s
    return Reading(event.line, event.file, 1, event.source, begins, ends, "as written", 1.0, 0.9, words)


def _take(number: int) -> Clip:
    file = (
        f"A{number // 20 + 1:03}/{number // 9 + 1}A-{number % 9 + 1}_A{number // 20 + 1:03}C{number:03}.mov"
    )
    return Clip(
        path=Path("/rushes") / file,
        file=file,
        sha256=f"{number:064x}",
        rate=RATE,
        frames=int(_TAKE_S * RATE),
        start=24 * (36000 + 200 * number),
        has_timecode=True,
        reel=f"A{number // 20 + 1:03}R1AB",
        width=1920,
        height=1080,
        channels=2,
        sample_rate=48000,
        slate=Slate(f"{number // 9 + 1}", f"{number // 9 + 1}A", number % 9 + 1, "A", source="name"),
    )


def _event(chance: random.Random, clips: Sequence[Clip], number: int, record: Span) -> Event:
    clip, *others = chance.sample(clips, 4)
    first = chance.randrange(max(1, clip.frames - record.frames))
    why = tuple(
        Reason(name, 1.0, f"{number} of {SHOTS}") for name in ("as written", "clear sound", "speaker seen")
    )
    return Event(
        track="V1",
        line=f"{number // 40 + 1}.{number % 40 + 1}",
        file=clip.file,
        source=Span(first, first + record.frames, RATE),
        record=record,
        confidence=chance.random(),
        needs_look=chance.random() < 0.1,
        reasons=why,
        alternates=tuple(Alternate(one.file, Span(first, first + 50, RATE), -1.0, why) for one in others),
        leads=chance.choice((0, 0, 6, -4)),
    )


def _sound(event: Event) -> Event:
    return replace(event, track="A1", alternates=(), leads=0)


def _measured(given: tuple[str, int, int]) -> TurnedOver:
    name, shots, minutes = given
    dialect, cut = DIALECTS[name], large_film(shots, minutes)
    leaving = Leaving(lined=lined_of(cut))
    began = _processor_s()
    files = dialect.write(cut, leaving)
    written = _processor_s()
    compared = verify(cut, dialect, files, leaving=leaving)
    verified = _processor_s()
    peak = _largest()
    ends = (
        []
        if dialect.is_list
        else [
            one.record_out
            for data in files.values()
            for one in dialect.read(data).placed
            if one.track[0] == "V"
        ]
    )
    return TurnedOver(
        dialect=name,
        events=max(one.events or one.marks for one in compared),
        write_s=written - began,
        verify_s=verified - written,
        peak_mb=peak / 1e6,
        last=abs(max(ends) - cut.frames) if ends else None,
    )


def _processor_s() -> float:
    """Return the seconds of processor time of this process and of all programs that it has asked."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _largest() -> int:
    """Return the bytes that this process grew to, or the largest program that it has asked."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(one.ru_maxrss for one in used) * (1 if sys.platform == "darwin" else 1024)
