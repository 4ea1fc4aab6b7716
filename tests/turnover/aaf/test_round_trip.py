"""Any cut comes back from an AAF: by our reader, by pyaaf2, and by OpenTimelineIO's adapter."""

import tempfile
import time
import tracemalloc
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from rushes.cut.model import Alternate, Cut, Reason
from rushes.footage.model import Behind
from rushes.timecode import Span
from rushes.turnover.dialects import aaf
from rushes.turnover.verify import TurnoverDiffers, differences, verify
from tests.turnover.aaf.adapter import adapted, differ, expected, seen
from tests.turnover.aaf.layered import layered_cuts
from tests.turnover.making import double, double_clip, grid_cut, wav

SLOWLY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@given(cut=layered_cuts())
@SLOWLY
def test_cuts_of_several_picture_tracks_come_back(cut: Cut) -> None:
    verify(cut, aaf.DIALECT, aaf.DIALECT.write(cut))


@pytest.mark.slow
@given(cut=layered_cuts())
@SLOWLY
def test_the_adapter_of_opentimelineio_sees_the_same(cut: Cut) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.aaf"
        path.write_bytes(aaf.write(cut))
        timeline = adapted(path)
    held = aaf.holds(cut)
    assert (timeline.name, timeline.global_start_time.value) == (held.title, held.start)
    assert differ(expected(held), seen(timeline, cut.rate)) == []


def test_a_clip_a_frame_off_is_found() -> None:
    """The check can fail: a source, a place, a reel, a file, a mark."""
    cut = grid_cut()
    for was, is_now in (
        ("A001R1AB_240101", "A001R1AB_240102"),
        ("day%201/1-1_A001C001.mov", "day%201/1-1_A001C002.mov"),
        ("1.5 1B-1 93%", "1.6 1B-1 93%"),
    ):
        data = aaf.write(cut).replace(was.encode("utf-16-le"), is_now.encode("utf-16-le"))
        with pytest.raises(TurnoverDiffers):
            verify(cut, aaf.DIALECT, {".aaf": data})
    third = cut.events[2]
    moved = replace(third, source=third.source.moved(-1))
    later = replace(cut, events=(*cut.events[:2], moved, *cut.events[3:]))
    with pytest.raises(TurnoverDiffers, match="source_in of 1A-2 on V1 at frame 122"):
        verify(later, aaf.DIALECT, {".aaf": aaf.write(cut)})


def long_cut(shots: int) -> Cut:
    """Return a film of so many shots, each with two microphones, reasons, alternates and some doubt."""
    rate = Fraction(24000, 1001)
    clips = [
        replace(
            double_clip(f"{n}.mov", rate=rate, frames=20000, reel=f"A{n % 9:03}", sha256=f"{n:064x}"),
            behind=tuple(
                Behind(
                    wav(f"S/{n}_{k}.WAV", tracks=(f"Boom {k}",), sha256=f"{n}{k}", frames=144 * 10**6), -7.3
                )
                for k in range(2)
            ),
        )
        for n in range(200)
    ]
    pieces = [(f"1.{n}", clips[n * 7 % 200], 100 + n % 50, 140 + n % 50 + n % 9) for n in range(shots)]
    cut = double(pieces, rate)
    other = Alternate(clips[0].file, Span(40, 100, rate), -0.6, (Reason("altered", -1.0, "7 of 9 words"),))
    events = tuple(
        replace(one, alternates=(other,) * 3, needs_look=n % 5 == 0, look_because=("two are as good",))
        for n, one in enumerate(cut.events)
    )
    return replace(cut, events=events)


@pytest.mark.slow
def test_a_film_of_two_thousand_shots_is_written_in_seconds_and_little_memory() -> None:
    """Two thousand pictures and four thousand sounds: the promise is 5 s, 30 s to verify, and 1 GB."""
    cut = long_cut(2000)
    aaf.write(grid_cut())
    began = time.process_time()
    data = aaf.write(cut)
    written = time.process_time()
    read = aaf.read(data)
    assert written - began < 5
    assert time.process_time() - written < 15
    assert list(differences(aaf.holds(cut), read, aaf.DIALECT.slack)) == []
    verify(cut, aaf.DIALECT, {".aaf": data})
    assert time.process_time() - written < 30


def test_memory_grows_with_the_film_alone() -> None:
    cut = long_cut(100)
    aaf.write(grid_cut())
    tracemalloc.start()
    aaf.read(aaf.write(cut))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 << 20, "a twentieth of the longest film; its memory has to stay below 1 GB"
