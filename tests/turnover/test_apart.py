"""Picture and sound handed over apart: every format says who is seen while whom is heard."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import opentimelineio as otio
import pycmx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.assembly import Assembly
from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.screenplay.model import Screenplay
from rushes.telling.first_cut import summary
from rushes.turnover.dialects import FIRST_CUT, edl, fcp7
from rushes.turnover.dialects.model import sole
from rushes.turnover.documents import cut_json, read_cut
from rushes.turnover.links import links
from rushes.turnover.marks import film_marks, shot_marks, to_look_at
from rushes.turnover.shots import all_shots
from rushes.turnover.splits import Counted, counted, split_said
from rushes.turnover.verify import verify
from tests.turnover.apart import EDITH, WILL, apart_cuts, off_camera_line, split_scene, two_cameras
from tests.turnover.making import event
from tests.turnover.test_fcp7 import texts, written

ANY = st.one_of(apart_cuts(), apart_cuts(mixed=True), apart_cuts(recorded=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", FIRST_CUT)
@given(cut=ANY)
@settings(max_examples=150)
def test_any_cut_with_picture_and_sound_apart_comes_back_without_a_difference(name: str, cut: Cut) -> None:
    verify(cut, FIRST_CUT[name], FIRST_CUT[name].write(cut))


@given(cut=ANY)
@settings(max_examples=60)
def test_its_document_comes_back_as_it_was(cut: Cut) -> None:
    again = read_cut(cut_json(cut))
    assert [(one.shows, one.leads) for one in again.events] == [(one.shows, one.leads) for one in cut.events]
    assert cut_json(again) == cut_json(cut)


def test_what_says_nothing_is_left_out_of_the_document_and_older_ones_are_read() -> None:
    told = json.loads(cut_json(split_scene()))
    named = [(one.get("shows"), one.get("leads")) for one in told["events"]]
    assert named == [(None, None), ("reaction", None), (None, None), (None, 12), (None, None), (None, None)]
    for one in told["events"]:
        one.pop("shows", None)
        one.pop("leads", None)
    older = read_cut(json.dumps(told).encode())
    assert {(one.shows, one.leads) for one in older.events} == {("line", 0)}


def test_a_sound_is_linked_with_the_longest_of_its_own_pictures_across_the_split() -> None:
    """Edith is seen 60 frames, then 48; Will's picture is there 12 frames before his voice."""
    groups = links(split_scene())
    assert groups["A1", 0] == groups["V1", 0]
    assert groups["A1", 150] == groups["V1", 138]
    assert ("V1", 60) not in groups, "a reaction over another take's sound moves alone"
    assert ("V1", 90) not in groups, "no editing system links one sound with two pictures"


def test_a_line_that_is_not_seen_is_linked_with_nothing() -> None:
    assert links(off_camera_line()) == {}


def test_a_cameras_sound_stays_with_its_own_picture_and_goes_to_the_other_camera_without_one() -> None:
    """Camera B is seen longer, and is in sync; the sound is camera A's."""
    cut = two_cameras()
    assert links(cut) == {("V1", 0): 1, ("A1", 0): 1}
    only_b = replace(cut, events=cut.events[1:2] + cut.events[3:])
    assert links(only_b) == {("V1", 30): 1, ("A1", 0): 1}
    slipped = replace(only_b.events[0], source=only_b.events[0].source.moved(2))
    assert links(replace(only_b, events=(slipped, only_b.events[1]))) == {}, "two frames off is not in sync"


def test_a_sound_whose_best_picture_is_taken_goes_to_the_next() -> None:
    """The second sound has most of the second picture, so the first one moves with the first."""
    events = (
        event("V1", "1.1", EDITH, (100, 120), (0, 20)),
        event("V1", "1.1", WILL, (700, 720), (20, 40), shows="reaction"),
        event("V1", "1.1", EDITH, (140, 200), (40, 100)),
        event("A1", "1.1", EDITH, (100, 162), (0, 62)),
        event("A1", "1.2", EDITH, (164, 200), (64, 100)),
    )
    groups = links(replace(split_scene(), events=events))
    assert groups == {("V1", 0): 1, ("A1", 0): 1, ("V1", 40): 2, ("A1", 64): 2}


@given(cut=ANY)
@settings(max_examples=60)
def test_a_link_holds_one_picture_and_at_most_one_sound_of_each_track(cut: Cut) -> None:
    groups: dict[int, list[str]] = {}
    for (track, _), number in links(cut).items():
        groups.setdefault(number, []).append(track)
    for members in groups.values():
        assert len(members) == len(set(members)) > 1
        assert "V1" in members


def test_the_list_has_an_event_for_the_picture_and_one_for_the_sound_of_each_split() -> None:
    rows = [line.split() for line in edl.write(split_scene()).decode().split("\r\n") if line[:3].isdigit()]
    assert [(row[2], *row[6:8]) for row in rows] == [
        ("V", "01:00:00:00", "01:00:02:10"),
        ("A", "01:00:00:00", "01:00:06:00"),
        ("V", "01:00:02:10", "01:00:03:15"),
        ("V", "01:00:03:15", "01:00:05:13"),
        ("V", "01:00:05:13", "01:00:08:12"),
        ("A", "01:00:06:00", "01:00:08:12"),
    ]


@given(cut=apart_cuts())
@settings(max_examples=60)
def test_a_third_reader_finds_picture_and_sound_where_they_are(cut: Cut) -> None:
    """A split edit is an event of picture and one of sound. Three digits a frame are beyond that reader."""
    if cut.rate > 60:
        return
    found = list(pycmx.parse_cmx3600(StringIO(edl.write(cut).decode(), newline="")).events)
    pictures = [one.edits[0] for one in found if one.edits[0].channels.video]
    shots = [shot for shot in all_shots(cut) if shot.is_picture]
    assert len(pictures) == len(shots)
    assert [one.record_out for one in pictures[:-1]] == [one.record_in for one in pictures[1:]]


def test_linked_items_begin_apart_and_lie_in_sync() -> None:
    """Final Cut and Premiere tell sync by the clip: it holds where in minus start is the same for both."""
    items = {item.attrib["id"]: item for item in written(split_scene()).iter("clipitem")}
    linked = [
        (name, set(texts(item, "link/linkclipref"))) for name, item in items.items() if item.find("link")
    ]
    assert len(linked) == 4
    for name, mates in linked:
        for mate in mates:
            apart = {
                int(items[one].findtext("in") or 0) - int(items[one].findtext("start") or 0)
                for one in (name, mate)
            }
            assert len(apart) == 1
    starts = [items[name].findtext("start") for name, _ in linked]
    assert starts == ["0", "138", "0", "150"]
    assert fcp7.write(split_scene()).count(b"<enabled>FALSE") == 0


def test_a_split_is_a_plain_cut_on_two_tracks_and_the_metadata_says_why() -> None:
    film = otio.adapters.read_from_string(sole(FIRST_CUT["otio"].write(split_scene())).decode(), "otio_json")
    video, audio = film.tracks
    assert [clip.name for clip in video] == ["1A-1", "1B-2", "1A-1", "1B-2"]
    assert [clip.name for clip in audio] == ["1A-1", "1B-2"]
    told = [clip.metadata["rushes"]["events"][0] for clip in video]
    assert [(one["shows"], one["leads"]) for one in told] == [
        ("line", 0),
        ("reaction", 0),
        ("line", 0),
        ("line", 12),
    ]
    assert told[1]["reasons"][0]["name"] == "listener seen"
    assert not any(isinstance(item, otio.schema.Transition) for track in film.tracks for item in track)


def test_marks_say_what_a_picture_is_and_how_it_leads() -> None:
    marks = shot_marks(split_scene())
    assert marks["V1", 60][0].name == "1.1 reaction 1B-2 93%"
    assert marks["V1", 138][0].note.startswith("picture first, 12 frames | why: as written +2.0")
    assert marks["A1", 0] == (), "the picture in sync tells it already"


def test_a_sound_whose_picture_has_other_reasons_says_its_own() -> None:
    cut = off_camera_line()
    assert [mark.name for mark in shot_marks(cut)["A1", 0]] == ["1.1 1A-1 40%"]
    assert [mark.name for mark in film_marks(cut)] == ["NOT LOCKED", "NEEDS A LOOK 1.1 1B-2 93%"]
    doubted = replace(
        cut, events=(cut.events[0], replace(cut.events[1], needs_look=True, look_because=("Hiss.",)))
    )
    assert [one.track for one in to_look_at(doubted)] == ["V1", "A1"]


def test_a_cut_is_counted_in_shots_reactions_and_split_edits() -> None:
    assert counted(split_scene()) == Counted(shots=4, reactions=1, splits=1)
    assert [split_said(leads) for leads in (12, -1, 0)] == [
        "picture first, 12 frames",
        "sound first, 1 frame",
        "",
    ]
    assert {EDITH.name, WILL.name} == {"1A-1", "1B-2"}


def test_the_summary_on_the_terminal_counts_them() -> None:
    cut = split_scene()
    lined = LinedScript(cut.clips, (), ())
    made = Assembly(
        out=Path("out"),
        files=(),
        screenplay=Screenplay((), ()),
        lined=lined,
        cut=cut,
        findings=(),
        evidence="2 of 2 clips heard",
        seconds={"cut": 1.0},
    )
    first = summary(made).splitlines()[0]
    assert first.endswith("0:08, 4 shots from 2 clips, 1 reaction, 1 split edit, made in 1.0 s.")
    plain = replace(cut, events=tuple(replace(one, shows="line", leads=0) for one in cut.events))
    told = summary(replace(made, cut=plain)).splitlines()
    assert told[0].endswith("4 shots from 2 clips, made in 1.0 s.")
    assert told[1].endswith("; 0 places to look at.")
