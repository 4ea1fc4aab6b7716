"""Room tone in every file handed over: on a track of its own, from its own place, heard in the preview."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import opentimelineio as otio
import pytest

from rushes.cut.compare import compare
from rushes.cut.model import Cut, Reason
from rushes.cut.why import why
from rushes.footage.model import Clip
from rushes.turnover.dialects import FIRST_CUT, edl
from rushes.turnover.dialects import otio as otio_dialect
from rushes.turnover.documents import cut_json, read_cut
from rushes.turnover.links import links
from rushes.turnover.preview.sound import Mix, sample_at
from rushes.turnover.verify import verify
from tests.turnover.filming import film
from tests.turnover.making import clip, event, spoken

MASTER, INSERT = clip("1-1_A001C001.mov"), clip("1B-1_MOS_A001C002.mov", channels=0)
QUIET = (Reason("room tone", 0.0, "2.1 s of the quiet in 1-1"),)


def with_insert(master: Clip = MASTER, insert: Clip = INSERT, frames: int = 25) -> Cut:
    """Return a film of two lines of one take with a silent insert between them, and tone under that."""
    bare = spoken([("1.1", master, 0, frames), ("1.2", master, frames, 2 * frames)])
    later = [
        replace(one, record=one.record.moved(frames)) if one.line == "1.2" else one for one in bare.events
    ]
    beat = event("V1", "1.1", insert, (0, frames), (frames, 2 * frames), shows="beat", confidence=0.5)
    tone = event("A2", "1.1", master, (60, 62 + frames), (frames - 1, 2 * frames + 1), shows="tone")
    toned = replace(tone, reasons=QUIET, confidence=1.0)
    events = sorted((*later, beat, toned), key=lambda one: (one.track != "V1", one.track, one.record.start))
    return replace(bare, events=tuple(events), clips=(master, insert))


def without_tone(cut: Cut) -> Cut:
    return replace(cut, events=tuple(one for one in cut.events if one.shows != "tone"))


@pytest.mark.parametrize("name", FIRST_CUT)
def test_every_timeline_holds_it_and_is_read_back(name: str) -> None:
    dialect, cut = FIRST_CUT[name], with_insert()
    verify(cut, dialect, dialect.write(cut))


def test_an_editor_finds_it_on_a_track_named_for_it() -> None:
    told = otio.adapters.read_from_string(otio_dialect.write(with_insert()).decode(), "otio_json")
    assert [track.name for track in told.tracks] == ["Video 1", "Audio 1", "Room tone, Audio 2"]
    (tone,) = told.tracks[2].find_clips()
    assert tone.metadata["rushes"]["events"][0]["shows"] == "tone"
    assert [marker.name for marker in tone.markers] == ["1.1 tone 1A-2 100%"]


def test_an_edit_list_gives_it_the_next_channel() -> None:
    told = [line for line in edl.write(with_insert()).decode().splitlines() if " A2 " in line]
    assert [line.split()[2:] for line in told] == [
        ["A2", "C", "10:00:02:10", "10:00:03:12", "01:00:00:24", "01:00:02:01"]
    ]


def test_it_moves_with_no_picture() -> None:
    """It was not recorded with what is seen: linked, it would be dragged about with it."""
    cut = with_insert()
    assert ("A2", 24) not in links(cut)


def test_the_document_keeps_what_it_is() -> None:
    cut = with_insert()
    assert read_cut(cut_json(cut)) == cut


def test_it_is_told_with_the_picture_that_it_lies_under() -> None:
    """It reaches a frame under the lines beside it, and is not theirs."""
    cut = with_insert()
    told = {number: [one.event.shows for one in why(cut, number).sounds] for number in (1, 2, 3)}
    assert told == {1: ["line"], 2: ["tone"], 3: ["line"]}


def test_a_cut_with_tone_is_the_same_cut_to_compare() -> None:
    cut = with_insert()
    assert compare(without_tone(cut), cut).none


def test_the_preview_plays_it_and_no_join_falls_silent(tmp_path: Path) -> None:
    """Digital silence without it; with it the take's own sound, 60 frames into it."""
    master = film(tmp_path / "1-1.mov", frames=100)
    insert = film(tmp_path / "1B-1.mov", frames=50, channels=0)
    cut = with_insert(master, insert)
    toned, bare = (
        Mix(one, lambda _: None).take(sample_at(one.frames, one.rate)) for one in (cut, without_tone(cut))
    )
    under = slice(48000 + 480, 96000 - 480)
    assert np.abs(bare[:, under]).max() == 0
    assert np.abs(toned[:, under]).max() > 0.5
    assert np.array_equal(bare[:, : 48000 - 1920], toned[:, : 48000 - 1920])
