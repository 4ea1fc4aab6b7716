"""The whole job at every rate that cameras run at: exact from the file to the film and back.

A small scene is shot and cut at each of them. What is cut, laid, written and shown counts whole frames of the
one rate, and every timeline is read back to the same numbers.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest

from rushes import Assembly, assemble
from rushes.footage import probe
from rushes.stage.known import TakeTruth
from rushes.stage.rolling import roll
from rushes.timecode import frame_from, timecode_text
from rushes.turnover.dialects import FIRST_CUT
from tests.conftest import KETTLE
from tests.stage.pages import TINY, unit_takes

RATES = [
    *((Fraction(n), False) for n in (24, 25, 30, 48, 50)),
    *((Fraction(n * 1000, 1001), False) for n in (24, 30, 60)),
    *((Fraction(n * 1000, 1001), True) for n in (30, 60)),
]


@dataclass(frozen=True)
class Job:
    """A take that was shot at a rate, what is true of it, and the film that was made of it."""

    rate: Fraction
    drop: bool
    clip: Path
    truth: TakeTruth
    out: Path
    made: Assembly


@pytest.fixture(scope="module", params=RATES, ids=lambda one: f"{one[0]}{' drop' * one[1]}")
def job(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Shoot one take of three lines and assemble it."""
    rate, drop = request.param
    folder = tmp_path_factory.mktemp("rates")
    rushes = folder / "rushes"
    rushes.mkdir()
    take = unit_takes(KETTLE, rate=rate, drop=drop, size=TINY)[0]
    (truth,) = roll(take, str(rushes)).takes
    (folder / "kettle.fountain").write_text(KETTLE, encoding="utf-8")
    made = assemble(folder / "kettle.fountain", [rushes], out=folder / "cut", jobs=1)
    return Job(rate, drop, rushes / truth.file, truth, folder / "cut", made)


@pytest.mark.slow
def test_a_film_is_exact_at_every_rate(job: Job) -> None:
    """One test for each rate: making the film is the work, asking it costs nothing."""
    the_clip_is_what_was_shot(job)
    the_cut_counts_whole_frames_and_holds_its_lines(job)
    every_timeline_is_read_back_to_the_same_frames(job)
    the_preview_has_as_many_frames_as_the_film(job)


def the_clip_is_what_was_shot(job: Job) -> None:
    seen = probe(job.clip)
    assert (seen.rate, seen.frames, seen.drop, seen.findings) == (job.rate, job.truth.frames, job.drop, ())
    assert timecode_text(seen.start, job.rate, drop=seen.drop) == job.truth.timecode


def the_cut_counts_whole_frames_and_holds_its_lines(job: Job) -> None:
    """Shots follow each other without a hole, as long as what they play, and every word is inside."""
    cut = job.made.cut
    events = cut.track("V1")
    assert (cut.rate, [event.line for event in events]) == (job.rate, ["1.1", "1.2", "1.3"])
    assert [events[0].record.start, *(after.record.start for after in events[1:])] == [
        0,
        *(before.record.end for before, _ in pairwise(events)),
    ]
    for event, reading in zip(events, job.truth.readings, strict=True):
        assert event.source.frames == event.record.frames
        assert event.source.rate == job.rate
        assert event.source.start / job.rate <= reading.in_s < reading.out_s <= event.source.end / job.rate


def every_timeline_is_read_back_to_the_same_frames(job: Job) -> None:
    cut, start = job.made.cut, frame_from(job.truth.timecode, job.rate)
    first, last = cut.track("V1")[0], cut.track("V1")[-1]
    clock = "01:00:00;00" if job.drop else "01:00:00:00"
    for dialect in FIRST_CUT.values():
        told = dialect.read((job.out / f"first-cut{dialect.ending}").read_bytes())
        assert (told.rate, told.start, told.drop) == (job.rate, frame_from(clock, job.rate), job.drop)
        shots = [one for one in told.placed if one.track.startswith("V")]
        assert (shots[0].source_in, shots[0].record_in) == (Fraction(start + first.source.start), 0)
        assert (shots[-1].source_out, shots[-1].record_out) == (Fraction(start + last.source.end), cut.frames)
    listed = (job.out / "first-cut.edl").read_text()
    assert f"FCM: {'' if job.drop else 'NON-'}DROP FRAME" in listed
    assert f" {clock} " in listed


def the_preview_has_as_many_frames_as_the_film(job: Job) -> None:
    with av.open(str(job.out / "preview.mp4")) as film:
        picture = film.streams.video[0]
        assert picture.average_rate == job.rate
        assert sum(1 for _ in film.decode(picture)) == job.made.cut.frames
