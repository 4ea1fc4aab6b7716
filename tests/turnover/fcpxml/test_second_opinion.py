"""Our files as OpenTimelineIO's FCPXML adapter reads them, which shares no line of code with us.

It was written for FCPXML 1.8 and an older Python, and bears the marks: it asks for a module that Python no
longer has, counts 23.976 as 23 frames a second, takes a file's place from an attribute that 1.10 has no more,
and knows neither auditions nor split edits. It can judge where every clip stands, at whole rates, and does.
"""

import sys
import xml.etree
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import opentimelineio as otio
import pytest
from hypothesis import HealthCheck, given, settings

from rushes.cut.model import Cut
from rushes.turnover.dialects.fcpxml import holds, write
from rushes.turnover.dialects.fcpxml.storyline import lane
from rushes.turnover.model import Placed
from tests.turnover.making import cuts, double, double_clip, grid_cut

_Seen = tuple[int, str, int, int, int]
"""Lane, name, frame of the film with its timecode, first frame of the source, frames."""


@pytest.fixture(scope="module")
def adapter() -> Iterator[ModuleType]:
    """Return the adapter, with the module that it asks for under its old name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml.etree, "cElementTree", ET, raising=False)
        patch.setitem(sys.modules, "xml.etree.cElementTree", ET)
        from otio_fcpx_xml_adapter import fcpx_xml  # noqa: PLC0415 -- it cannot be imported before

        yield fcpx_xml


def seen_by(adapter: ModuleType, data: bytes) -> list[_Seen]:
    """Return what the adapter finds of clips in the first project."""
    film = adapter.read_from_string(data.decode())[0]
    found = []
    for track in film.tracks:
        for item, record in track.range_of_all_children().items():
            if isinstance(item, otio.schema.Clip):
                source = item.source_range
                place = int(record.start_time.value), int(source.start_time.value), int(source.duration.value)
                found.append((int(track.name), item.name, *place))
    return sorted(found)


def wanted(cut: Cut) -> list[_Seen]:
    """Return what it must find: each clip once, with the sound that is in one with it."""
    film = holds(cut)
    alone = [one for one in film.placed if not (one.track.startswith("A") and one.linked)]
    return sorted(_seen(one, film.start) for one in alone)


def _seen(one: Placed, start: int) -> _Seen:
    length = one.record_out - one.record_in
    return lane(one.track), one.name, start + one.record_in, one.source_in.__floor__(), length


def without_choices(cut: Cut) -> Cut:
    """Return the cut without its alternates: the adapter takes all of an audition for the film."""
    return replace(cut, events=tuple(replace(one, alternates=()) for one in cut.events))


def test_it_finds_every_clip_of_the_grid_in_its_place(adapter: ModuleType) -> None:
    """Three shots at the film's own rate, of which one is split; the fourth is of another rate."""
    grid = without_choices(grid_cut())
    cut = replace(grid, events=tuple(one for one in grid.events if not one.file.startswith("1B")))
    assert seen_by(adapter, write(cut)) == wanted(cut)
    assert len(wanted(cut)) == 2


def test_it_finds_a_recorders_sound_under_its_picture(adapter: ModuleType) -> None:
    cut = double([("1.1", double_clip(), 20, 60), ("1.2", double_clip(), 90, 160)])
    assert [one[0] for one in seen_by(adapter, write(cut))] == [-2, -2, -1, -1, 0, 0]
    assert seen_by(adapter, write(cut)) == wanted(cut)


@given(cut=cuts().filter(lambda cut: cut.rate.denominator == 1))
@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_it_finds_every_clip_of_any_film_at_a_whole_rate(adapter: ModuleType, cut: Cut) -> None:
    """To the frame below, where its floats fall short of one: 250 thirtieths of a second are frame 249.

    It takes the place of what is connected from three such numbers, of which one is taken off: to a frame.
    """
    plain = without_choices(cut)
    found, ours = seen_by(adapter, write(plain)), wanted(plain)
    assert [one[:2] for one in found] == [one[:2] for one in ours]
    for one, other in zip(found, ours, strict=True):
        assert abs(other[2] - one[2]) <= bool(one[0]) or other[2] - one[2] == 1, (one, other)
        assert all(0 <= b - a <= 1 for a, b in zip(one[3:], other[3:], strict=True)), (one, other)
