"""Is time exact at every rate, from the file to the film and back? ``python -m evaluation.rates`` prints it.

Question and unit, column by column, all of them counts that must be whole:

- *numbers*: of a day of timecode, nine frames about each of its 1,440 minutes; right when the text is the one
  that the list of all numbers has in that place, and leads back to the frame. The list is written down from
  the standard (SMPTE ST 12-1), without the arithmetic that is measured.
- *files*: of the clips that the stage shot; right when rate, frames, timecode and drop-frame are those of the
  truth, and nothing is found wrong.
- *shots*: of the film, in every dialect; right when reading the file back gives the same frames of the clip,
  and the same of the film. Of clips at another rate, half a frame of the film may be off.
- *pictures*: of the preview; right when there are as many as the film has frames, at its rate.

A telephone's clip has no even frames. There *files* counts the places of its ruler, right when the frame that
`TimeMap` has there is the one that the truth has on screen in the middle of the place.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path

import av
import click
import numpy as np

from evaluation.score import Score, tally
from rushes import Assembly, assemble
from rushes.footage import probe, read_time_map
from rushes.screenplay import parse_fountain
from rushes.stage import StageTruth, make_rushes
from rushes.stage.known import TakeTruth
from rushes.timecode import frame_from, frames_a_day, nominal, timecode_text
from rushes.turnover.dialects import FIRST_CUT

RULERS = [
    *((Fraction(n * 1000, 1001), False) for n in (24, 30, 48, 60)),
    *((Fraction(n * 1000, 1001), True) for n in (30, 60)),
    *((Fraction(n), False) for n in (24, 25, 30, 48, 50, 60)),
]
"""Rates that cameras run at, and whether timecode counts drop-frame."""

SCENE = """INT. KITCHEN - DAY #1#

ANNA
Where did you put the yellow kettle?

BEN
On the stove, where it always is.

ANNA
That is not a stove, that is a piano.
"""
_SIZE = (96, 54)


@dataclass(frozen=True)
class Kept:
    """What held at one rate."""

    name: str
    scores: Mapping[str, Score]


@dataclass(frozen=True)
class Film:
    """What was shot at a rate and what was made of it."""

    rushes: Path
    out: Path
    truth: StageTruth
    made: Assembly


def sit_rates(folder: Path) -> Iterator[Kept]:
    """Shoot and cut the scene at every rate, then with a telephone among the cameras, and yield what held."""
    for rate, drop in RULERS:
        name = _name(rate, drop=drop)
        film = film_made(folder / name, rate, drop=drop)
        yield Kept(name, {"numbers": numbers(rate, drop=drop), **kept_of(film, rate)})
    film = film_made(folder / "telephone", Fraction(25), phone=True)
    yield Kept("a telephone", kept_of(film, Fraction(25)) | {"files": _places(film)})


def film_made(folder: Path, rate: Fraction, *, drop: bool = False, phone: bool = False) -> Film:
    """Shoot and cut the scene."""
    folder.mkdir(parents=True, exist_ok=True)
    page, rushes, out = folder / "kettle.fountain", folder / "rushes", folder / "cut"
    page.write_text(SCENE, encoding="utf-8")
    script, _ = parse_fountain(SCENE)
    truth = make_rushes(
        script, rushes, 3, takes=1, faults=frozenset(), rate=rate, size=_SIZE, drop=drop, phone=phone
    )
    return Film(rushes, out, truth, assemble(page, [rushes], out=out))


def kept_of(film: Film, rate: Fraction) -> dict[str, Score]:
    """Return what held of a film's files, its shots and its pictures."""
    return {"files": _files(film, rate), "shots": _shots(film), "pictures": _pictures(film)}


def _name(rate: Fraction, *, drop: bool) -> str:
    return f"{float(rate):.3f}".rstrip("0").rstrip(".") + (" drop-frame" if drop else "")


def numbers(rate: Fraction, *, drop: bool) -> Score:
    """Count the numbers about every minute of a day that are written and read as the standard has them."""
    base, width = nominal(rate), 3 if nominal(rate) > 100 else 2
    number = np.arange(86_400 * base)
    seconds, frame = number // base, number % base
    skipped = drop & (seconds % 60 == 0) & (frame < base // 15) & (seconds // 60 % 10 != 0)
    listed = number[~skipped]
    right, day = 0, frames_a_day(rate, drop=drop)
    minutes = np.searchsorted(listed, np.arange(0, 86_400, 60) * base)
    asked = ((minutes[:, None] + np.arange(-4, 5)).ravel() % len(listed)).tolist()
    for at in asked:
        second, rest = divmod(int(listed[at]), base)
        mark = ";" if drop else ":"
        clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        text = f"{clock}{mark}{rest:0{width}}"
        right += timecode_text(at, rate, drop=drop) == text and frame_from(text, rate) == at
    return tally(right if day == len(listed) else 0, len(asked))


def _files(film: Film, rate: Fraction) -> Score:
    def is_right(take: TakeTruth) -> bool:
        seen = probe(film.rushes / take.file)
        told = timecode_text(seen.start, rate, drop=seen.drop) if seen.has_timecode else ""
        same = (seen.rate, seen.frames, told) == (rate, take.frames, take.timecode)
        return same and seen.drop == take.drop and not seen.findings

    return tally(sum(is_right(take) for take in film.truth.takes), len(film.truth.takes))


def _places(film: Film) -> Score:
    """Count the places of uneven clips where the map has the frame that the truth has on screen."""
    right = count = 0
    for take in (take for take in film.truth.takes if take.frame_times_s):
        seen = probe(film.rushes / take.file)
        if seen.rate is None:
            return tally(0, take.frames)
        ruler = read_time_map(film.rushes / take.file, seen.rate, seen.frames)
        begins = np.array(take.frame_times_s) - take.frame_times_s[0]
        middles = (np.arange(ruler.frames) + 0.5) / float(seen.rate)
        due = np.searchsorted(begins, middles) - 1
        count += ruler.frames
        right += sum(ruler.frame_shown(place) == int(frame) for place, frame in enumerate(due))
    return tally(right, count)


def _shots(film: Film) -> Score:
    """Count the shots that every dialect gives back as the cut has them."""
    made = film.made
    events = made.cut.track("V1")
    right = 0
    for dialect, event in product(FIRST_CUT.values(), events):
        told = dialect.read((film.out / f"first-cut{dialect.ending}").read_bytes())
        clip = made.cut.clip(event.file)
        first = (clip.start + event.source.start) / clip.rate
        half = Fraction(1, 2) / made.cut.rate if clip.rate != made.cut.rate else 0
        right += any(
            one.record_in <= event.record.start < event.record.end <= one.record_out
            and abs(_at(one.source_in, one.rate, event.record.start - one.record_in, told.rate) - first)
            <= half
            for one in told.placed
            if one.track.startswith("V")
        )
    return tally(right, len(events) * len(FIRST_CUT))


def _at(source_in: Fraction, rate: Fraction, later: int, film: Fraction) -> Fraction:
    return source_in / rate + later / film


def _pictures(film: Film) -> Score:
    cut = film.made.cut
    with av.open(str(film.out / "preview.mp4")) as preview:
        picture = preview.streams.video[0]
        shown = sum(1 for _ in preview.decode(picture))
        same = shown == cut.frames and picture.average_rate == cut.rate
    return tally(shown if same else 0, cut.frames)


def as_table(kept: Iterator[Kept]) -> Iterator[str]:
    """Yield the table line by line, as Markdown."""
    columns = ("numbers", "files", "shots", "pictures")
    yield f"| rate | {' | '.join(columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for one in kept:
        cells = [_cell(one.scores.get(column)) for column in columns]
        yield f"| {one.name} | {' | '.join(cells)} |"


def _cell(score: Score | None) -> str:
    return f"{score.value:.0f} of {score.count}" if score and score.value is not None else "-"


@click.command()
def main() -> None:
    """Print what held at every rate."""
    with tempfile.TemporaryDirectory(prefix="rushes-rates-") as folder:
        for line in as_table(sit_rates(Path(folder))):
            click.echo(line)


if __name__ == "__main__":
    main()
