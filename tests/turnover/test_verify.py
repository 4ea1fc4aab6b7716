"""A file that does not say what the cut says is never handed over, and the refusal names the event."""

import pickle
import re

import pytest

from rushes.turnover.dialects import FIRST_CUT
from rushes.turnover.dialects.model import sole
from rushes.turnover.verify import TurnoverDiffers, differences, verify
from tests.turnover.making import clip, grid_cut, spoken

TAMPERED = [
    (
        "fcp7",
        b"<in>30</in>",
        b"<in>31</in>",
        "source_in of 1A-2 on V1 at frame 122 is 900154 where the cut has 900153",
    ),
    ("fcp7", b"<end>152</end>", b"<end>151</end>", "record_out of 1A-2 on V1 at frame 122 is 151"),
    ("fcp7", b"<name>1-1</name>", b"<name>1-7</name>", "name of 1-1 on V1"),
    ("fcp7", b"day%201/1-1_A001C001", b"day%201/1-1_A001C002", "file of 1-1 on V1"),
    ("fcp7", b"<linkclipref>clipitem-4<", b"<linkclipref>clipitem-5<", "linked of 1-1 on V1"),
    ("fcp7", b"<name>1.2 1-1 93%</name>", b"<name></name>", "marks of 1-1 on V1"),
    (
        "fcp7",
        b"<frame>90000</frame>",
        b"<frame>0</frame>",
        "the timeline's start is 0 where the cut has 90000",
    ),
    ("edl", b"10:00:06:00", b"10:00:05:24", "source_out of 1-1 on V at frame 0 is 900149"),
    ("edl", b"A001R1AB V ", b"A001R1AC V ", "reel of 1-1 on V at frame 0"),
    ("edl", b"RED     MISSING 1.4", b"RED     MISSING 1.5", "the timeline's marks"),
    ("edl", b"* SOURCE RATE: 50/1", b"* SOURCE RATE: 60/1", "rate of 1B-1 on V"),
    ("otio", b'"value": 900153', b'"value": 900154', "source_in of 1A-2 on V1 at frame 122 is 900154"),
    ("otio", b'"Link Group ID": 2', b'"Link Group ID": 3', "linked of"),
    ("otio", b'"target_url": "/rushes/day 1/', b'"target_url": "/rushes/day 2/', "file of 1-1 on V1"),
]


@pytest.mark.parametrize("name", FIRST_CUT)
def test_what_was_written_passes(name: str) -> None:
    verify(grid_cut(), FIRST_CUT[name], FIRST_CUT[name].write(grid_cut()))


@pytest.mark.parametrize(("name", "was", "is_now", "told"), TAMPERED)
def test_one_changed_value_is_found_and_named(name: str, was: bytes, is_now: bytes, told: str) -> None:
    data = sole(FIRST_CUT[name].write(grid_cut()))
    assert was in data
    with pytest.raises(TurnoverDiffers, match=re.escape(told)) as refused:
        verify(grid_cut(), FIRST_CUT[name], {FIRST_CUT[name].ending: data.replace(was, is_now, 1)})
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


@pytest.mark.parametrize("name", FIRST_CUT)
def test_a_broken_file_is_told_as_such(name: str) -> None:
    with pytest.raises(TurnoverDiffers, match="unreadable"):
        verify(grid_cut(), FIRST_CUT[name], {FIRST_CUT[name].ending: b"not this"})


@pytest.mark.parametrize("name", FIRST_CUT)
def test_another_cut_is_not_this_cut(name: str) -> None:
    other = spoken([("1.1", clip(), 0, 10)])
    with pytest.raises(TurnoverDiffers):
        verify(grid_cut(), FIRST_CUT[name], FIRST_CUT[name].write(other))


@pytest.mark.parametrize(
    ("name", "was", "is_now"),
    [
        ("fcp7", b"<in>28</in>", b"<in>27</in>"),
        ("edl", b"10:00:01:03 10:00:04:21", b"10:00:01:02 10:00:04:20"),
    ],
)
def test_opentimelineio_itself_finds_a_shifted_event(name: str, was: bytes, is_now: bytes) -> None:
    """The second reader shares no code with the first: each would see the fault alone."""
    cut = spoken([("1.1", clip(), 28, 121), ("1.2", clip("b.mov"), 3, 9)])
    files = FIRST_CUT[name].write(cut)
    second = FIRST_CUT[name].checks[1]
    wanted = second.holds(cut)
    assert wanted is not None
    assert list(differences(wanted, second.read(cut, files))) == []
    shifted = list(
        differences(wanted, second.read(cut, {FIRST_CUT[name].ending: sole(files).replace(was, is_now)}))
    )
    assert any("source_in of 1A-2" in what for what, _, _ in shifted)
