"""How long do shots last, beside those of real editors?

Unit: seconds of film. A shot is a stretch of picture without a cut: events whose source and record run on are
joined. Only what a camera shot counts: leaders, logos and titles have no slate. The reels are locked features
(`evaluation.edit_lists`).

Fit: the median and the spread (standard deviation) of the logarithms (a log-normal: Salt, "The Metrics in
Cinemetrics"). Distance: the largest difference of the two shares of shots that are shorter, over all lengths
(Kolmogorov-Smirnov): of a reel to the other reels, of all else to all reels. How far reels lie from each
other is the yardstick for a cut. A first cut is no locked one: it is longer, and its shots are.

Split edits: cuts at which picture and sound change apart, of those that could be judged; in a cut of ours, of
all changes of speaker; and by how long, half of them by more. Of reels only one has its sound listed, too.
"""  # noqa: D400 -- it is a question

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import exp, log
from pathlib import Path
from statistics import fmean, median, pstdev

import numpy as np

from evaluation.edit_lists import (
    DIALOGUE,
    PICTURE,
    RATE,
    REELS,
    SHORT_LISTS,
    read_edits,
    shots,
    splits,
)
from rushes.coverage import LinedScript
from rushes.cut import TASTES, Cut, Taste, first_cut
from rushes.screenplay import Screenplay


@dataclass(frozen=True)
class Shots:
    """The shots of one film, or of several together. seconds: how long each lasts.

    splits: by how many frames picture leads sound at each cut that was judged, so many in a second: rate.
    apart: the distance to real reels, None without any. asked_s: the median that the taste asks for.
    """

    name: str
    seconds: tuple[float, ...]
    splits: tuple[int, ...] = ()
    apart: float | None = None
    asked_s: float | None = None
    rate: Fraction = RATE

    @property
    def figures(self) -> Mapping[str, str]:
        """What the table tells, by the head of its column."""
        if not self.seconds:
            return {"shots": "0"}
        middle, spread = fitted(self.seconds)
        mean, count = fmean(self.seconds), len(self.seconds)
        return {
            "shots": str(count),
            "mean": f"{mean:.2f} s",
            "median": f"{median(self.seconds):.2f} s",
            "fitted median": f"{middle:.2f} s",
            "asked for": "-" if self.asked_s is None else f"{self.asked_s:g} s",
            "fitted spread": f"{spread:.2f}",
            "deviation over mean": f"{pstdev(self.seconds) / mean:.2f}",
            "under 1 s": f"{sum(one < 1 for one in self.seconds) / count:.0%}",
            "over 10 s": f"{sum(one > 10 for one in self.seconds) / count:.0%}",
            "distance": "-" if self.apart is None else f"{self.apart:.2f}",
            "split edits": _told(self.splits, self.rate),
        }


def _told(leads: Sequence[int], rate: Fraction) -> str:
    """Say how many cuts are split, how many of them picture first and sound first, and by how long."""
    if not leads:
        return "-"
    ways = {
        "picture": [one for one in leads if one > 1],
        "sound": [-one for one in leads if one < -1],
    }
    told = [
        f"{way} first {len(apart)}" + (f" by {float(median(apart) / rate):.1f} s" if apart else "")
        for way, apart in ways.items()
    ]
    return f"{sum(map(len, ways.values()))} of {len(leads)}: {', '.join(told)}"


Rushes = tuple[str, Screenplay, LinedScript]
"""What is cut: a name for the table, the script, what was heard of it. Those of one name count together."""


def sit_pace(material: Path | None, rushes: Sequence[Rushes]) -> tuple[Shots, ...]:
    """Measure the reels in the folder of shared material, then what every taste makes of some rushes.

    Without that folder there is nothing to lay cuts beside; they are measured by themselves.
    """
    names = dict.fromkeys(name for name, *_ in rushes)
    cuts = tuple(_of_taste(name, taste, rushes) for name in names for taste in TASTES.values())
    if material is None or not (material / "timelines" / "edl").is_dir():
        return cuts
    reels = tuple(_of_list(material, name, file) for name, file in REELS.items())
    every = joined("all three reels", reels)
    measured = [_beside(reel, [other for other in reels if other is not reel]) for reel in reels]
    others = [_of_list(material, name, file) for name, file in SHORT_LISTS.items()]
    return (*measured, every, *(_beside(one, [every]) for one in (*others, *cuts)))


def joined(name: str, films: Sequence[Shots]) -> Shots:
    """Return the shots of several films together."""
    return Shots(
        name,
        tuple(seconds for film in films for seconds in film.seconds),
        tuple(lead for film in films for lead in film.splits),
        rate=next((film.rate for film in films), RATE),
    )


def _of_list(material: Path, name: str, file: str) -> Shots:
    folder = material / "timelines" / "edl"
    edits = read_edits(folder / file)
    seconds = tuple(float((edit.record_out - edit.record_in) / RATE) for edit in shots(edits))
    apart = splits(edits, read_edits(folder / DIALOGUE)) if file == PICTURE else ()
    return Shots(name, seconds, tuple(split.leads for split in apart))


def _of_taste(name: str, taste: Taste, rushes: Sequence[Rushes]) -> Shots:
    """Return the shots of what a taste makes of the rushes of a name."""
    cuts = [
        of_cut(name, first_cut(screenplay, lined, taste)[0], screenplay)
        for one, screenplay, lined in rushes
        if one == name
    ]
    return replace(joined(f"{name}, {taste.name}", cuts), asked_s=taste.pace.median_s)


def of_cut(name: str, cut: Cut, screenplay: Screenplay) -> Shots:
    """Return the shots of a cut, and how far its pictures lead at every change of speaker within a scene."""
    lines = {line.id: line for line in screenplay.lines}
    leads: list[int] = []
    for before, now in pairwise(_first_pictures(cut)):
        one, other = lines[before[0]], lines[now[0]]
        if one.scene == other.scene and one.character != other.character:
            leads.append(now[1])
    return Shots(name, shot_lengths(cut), tuple(leads), rate=cut.rate)


def _first_pictures(cut: Cut) -> Iterator[tuple[str, int]]:
    """Yield each line in the film's order with the frames by which its first picture leads."""
    told: set[str] = set()
    for event in cut.track("V1"):
        if event.line not in told and event.shows != "beat":
            told.add(event.line)
            yield event.line, event.leads


def _beside(film: Shots, others: Sequence[Shots]) -> Shots:
    theirs = joined("", others).seconds
    apart = distance(film.seconds, theirs) if film.seconds and theirs else None
    return replace(film, apart=apart)


def fitted(seconds: Sequence[float]) -> tuple[float, float]:
    """Return the median in seconds and the spread of the log-normal that fits best (greatest likelihood)."""
    logs = [log(one) for one in seconds]
    return exp(fmean(logs)), pstdev(logs)


def distance(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the Kolmogorov-Smirnov distance of two samples, 0 to 1."""
    one, other = np.sort(np.array(ours)), np.sort(np.array(theirs))
    at = np.concatenate([one, other])
    below = [np.searchsorted(sample, at, "right") / len(sample) for sample in (one, other)]
    return float(np.abs(below[0] - below[1]).max())


def shot_lengths(cut: Cut) -> tuple[float, ...]:
    """Return how long each shot of a cut lasts, in seconds, joining what runs on without a cut."""
    lengths: list[Fraction] = []
    for before, now in pairwise((None, *cut.track("V1"))):
        seconds = now.record.frames / now.record.rate if now else Fraction(0)
        runs_on = before and now and before.file == now.file and before.source.end == now.source.start
        if runs_on and before and now and before.record.end == now.record.start:
            lengths[-1] += seconds
        elif now:
            lengths.append(seconds)
    return tuple(float(one) for one in lengths)
