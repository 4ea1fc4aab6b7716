"""A large film leaves in every dialect, quickly and to its last frame."""

from io import StringIO

import pycmx
import pytest
from evaluation.turning_over import MINUTES, RATE, large_film, told, turn_over_all

from rushes.timecode import timecode_text
from rushes.turnover.dialects import DIALECTS, Dialect

LISTS = [dialect for dialect in DIALECTS.values() if dialect.name in {"edl", "edl-long"}]


@pytest.mark.parametrize("dialect", LISTS, ids=lambda dialect: dialect.name)
def test_two_hours_at_23976_end_on_the_frame_in_every_list(dialect: Dialect) -> None:
    """Read by pycmx, which is neither ours nor OpenTimelineIO's: 172,627 frames after one hour."""
    cut = large_film(500)
    assert cut.frames == int(MINUTES * 60 * RATE) == 172_627
    ends = timecode_text(86_400 + cut.frames, RATE)
    assert ends == "02:59:52:19"
    for data in dialect.write(cut).values():
        events = list(pycmx.parse_cmx3600(StringIO(data.decode(), newline="")).events)
        assert events[-1].edits[0].record_out == ends
        assert max(edit.record_out for event in events for edit in event.edits) == ends


@pytest.mark.slow
def test_every_dialect_is_measured() -> None:
    found = turn_over_all(60, 3)
    assert [one.dialect for one in found] == list(DIALECTS)
    assert all(one.kept and one.events for one in found)
    assert min(one.events for one in found if one.dialect != "ale") >= 60
    assert len(list(told(found))) == len(found) + 1
