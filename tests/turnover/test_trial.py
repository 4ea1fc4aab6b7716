"""A damaged OpenTimelineIO ends a child and not the program of the person who brought it."""

import json
from pathlib import Path

import pytest

from rushes.turnover.brought import NoTimeline, read_timeline
from rushes.turnover.brought.trial import is_plain
from rushes.turnover.dialects import otio
from tests.turnover.making import grid_cut

TIME = {"OTIO_SCHEMA": "RationalTime.1", "rate": 25, "value": 40}
RANGE = {"OTIO_SCHEMA": "TimeRange.1", "start_time": {**TIME, "value": 0}, "duration": TIME}


def film(**clip: object) -> bytes:
    """Return a film of one clip, which says this too."""
    one = {"OTIO_SCHEMA": "Clip.1", "name": "a", "metadata": {}, "source_range": RANGE, **clip}
    track = {"OTIO_SCHEMA": "Track.1", "name": "V1", "kind": "Video", "children": [one]}
    stack = {"OTIO_SCHEMA": "Stack.1", "name": "tracks", "children": [track]}
    return json.dumps({"OTIO_SCHEMA": "Timeline.1", "name": "Reel 1", "tracks": stack}).encode()


def laid(folder: Path, data: bytes) -> Path:
    file = folder / "brought.otio"
    file.write_bytes(data)
    return file


def test_what_systems_write_is_plain_and_needs_no_child() -> None:
    for dialect in (otio.PLAIN, otio.RESOLVE):
        assert all(is_plain(data) for data in dialect.write(grid_cut()).values())
    assert is_plain(film())


@pytest.mark.parametrize(
    "clip",
    [
        {"source_range": {**RANGE, "duration": {**TIME, "name": {"OTIO_SCHEMA": "Gap.1"}}}},
        {"source_range": {**RANGE, "id": {"OTIO_SCHEMA": "Track.1"}}},
        {"metadata": {"x": {"OTIO_SCHEMA": "UnknownSchema.1"}}},
    ],
    ids=["a gap within a time", "a track within a range", "a part that calls itself unknown"],
)
def test_what_ends_the_library_is_refused_with_the_reason(clip: dict[str, object], tmp_path: Path) -> None:
    data = film(**clip)
    assert not is_plain(data)
    with pytest.raises(NoTimeline, match="OpenTimelineIO's own library breaks down on it"):
        read_timeline(laid(tmp_path, data))


@pytest.mark.parametrize(
    "clip",
    [
        {"source_range": {**RANGE, "duration": {**TIME, "rate": -25}}},
        {"source_range": {**RANGE, "duration": None}},
        {"source_range": TIME},
        {"effects": [{"OTIO_SCHEMA": "Clip.1"}]},
        {"markers": {}},
        {"media_reference": {"OTIO_SCHEMA": "Clip.1"}},
        {"media_references": {"x": RANGE}},
        {"enabled": "yes"},
        {"metadata": {"x": {"OTIO_SCHEMA": "Clip.1", "OTIO_REF_ID": "c"}}},
        {"metadata": {"x": {"OTIO_SCHEMA": "Marker.2"}}},
    ],
    ids=str,
)
def test_a_part_that_stands_where_it_does_not_belong_is_not_plain(clip: dict[str, object]) -> None:
    assert not is_plain(film(**clip))


def test_brackets_that_do_not_match_are_refused_before_any_library_sees_them(tmp_path: Path) -> None:
    assert not is_plain(b"\xff")
    with pytest.raises(NoTimeline, match="it is damaged JSON"):
        read_timeline(laid(tmp_path, film()[:-2]))


def test_a_part_that_somebody_made_up_is_no_reason_to_refuse_the_file(tmp_path: Path) -> None:
    """Studios add parts of their own; a child reads such a file first, and it is read."""
    data = film(metadata={"studio": {"OTIO_SCHEMA": "StudioTake.1", "take": 3}})
    assert not is_plain(data)
    timeline, _ = read_timeline(laid(tmp_path, data))
    assert [(one.name, one.record_out) for one in timeline.placed] == [("a", 40)]
