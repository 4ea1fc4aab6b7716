"""Whatever the film: what is written is well formed, and comes back without a difference."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.turnover.dialects.fcpxml import DIALECT, write
from rushes.turnover.verify import verify
from tests.turnover.fcpxml.grammar import faults
from tests.turnover.making import cuts, double_cuts

ANY = st.one_of(cuts(), cuts(mixed=True), double_cuts())


@pytest.mark.slow
@given(cut=ANY)
@settings(max_examples=200)
def test_any_cut_comes_back_without_a_difference(cut: Cut) -> None:
    """200 random films: rates, drop-frame, split edits, alternates, recorders, names in any script."""
    files = DIALECT.write(cut)
    assert faults(files[".fcpxml"]) == []
    verify(cut, DIALECT, files)


@given(cut=ANY)
@settings(max_examples=40)
def test_so_do_a_few_at_once(cut: Cut) -> None:
    """The same in a second, for those who are waiting; alternates of clips that begin elsewhere too."""
    moved = tuple(replace(clip, start=clip.start % 1000) for clip in cut.clips)
    other = replace(cut, clips=moved)
    assert faults(write(other)) == []
    verify(other, DIALECT, DIALECT.write(other))


@given(cut=ANY)
@settings(max_examples=20)
def test_the_same_cut_gives_the_same_bytes(cut: Cut) -> None:
    assert write(cut) == write(cut)
    assert ET.fromstring(write(cut)).get("version") == "1.10"
