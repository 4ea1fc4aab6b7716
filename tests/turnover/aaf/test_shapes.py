"""The shape of the AAF, held against what others found that Media Composer and Resolve will not take."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.cut.model import Cut
from rushes.footage.model import Behind, Note, Slate
from rushes.turnover.dialects import aaf
from tests.turnover.aaf.opening import chain, everything, film, slots, told, written
from tests.turnover.making import clip, double, double_clip, event, grid_cut, spoken, wav

NTSC, DROP = Fraction(24000, 1001), Fraction(30000, 1001)


def scene() -> Cut:
    """Return two shots with a recorder of two microphones."""
    picture = double_clip()
    return double([("1.1", picture, 28, 121), ("1.2", picture, 300, 375)])


def fraction(rate: Fraction) -> Fraction:
    return Fraction(rate.numerator, rate.denominator)


def test_every_object_has_what_the_format_demands_of_it(tmp_path: Path) -> None:
    with written(tmp_path, grid_cut()) as file:
        count = 0
        for one in everything(file.header):
            one.validate()
            count += 1
    assert count > 200


@pytest.mark.parametrize(
    ("rate", "drop", "fps", "start"),
    [(NTSC, False, 24, 86400), (DROP, True, 30, 107892), (Fraction(25), False, 25, 90000)],
)
def test_a_primary_timecode_track_begins_at_one_hour(
    tmp_path: Path,
    rate: Fraction,
    drop: bool,  # noqa: FBT001 -- a row of the table
    fps: int,
    start: int,
) -> None:
    """OpenTimelineIO 766: "no primary timecode track found. Violates AAF edit protocol 6.3"."""
    cut = spoken([("1.1", clip(rate=rate, drop=drop), 0, 48)], rate)
    with written(tmp_path, cut) as file:
        slot = slots(film(file))["TC1"]
        assert slot["PhysicalTrackNumber"].value == 1
        assert fraction(slot.edit_rate) == rate
        told_of = slot.segment
        assert (told_of.start, told_of.fps, told_of.drop, told_of.length) == (start, fps, drop, 48)


def test_every_track_has_the_exact_rate_and_the_length_of_the_film(tmp_path: Path) -> None:
    cut = spoken(
        [("1.1", clip(rate=NTSC), 0, 48), ("1.2", clip("b.mov", rate=NTSC, channels=2), 5, 29)], NTSC
    )
    with written(tmp_path, cut) as file:
        tracks = slots(film(file))
        assert list(tracks) == ["V1", "A1", "A2", "A3", "TC1"]
        assert {fraction(slot.edit_rate) for slot in tracks.values()} == {NTSC}
        assert {slot.segment.length for slot in tracks.values()} == {72}
        assert [slot["PhysicalTrackNumber"].value for slot in tracks.values()] == [1, 1, 2, 3, 1]
        for name in ("V1", "A1", "A2"):
            components = tracks[name].segment.components
            assert sum(one.length for one in components) == 72, "gaps are filled"


def test_no_clip_is_offline_for_want_of_a_locator_or_a_descriptor(tmp_path: Path) -> None:
    """otio-aaf-adapter 62: every clip of an AAF made by a program came in offline."""
    names = ("day 1/A 1.mov", "猫的房子.mov", "12:30:05 C.mov", "50%20off #1?.mov")
    clips = [clip(name, rate=NTSC, channels=number) for number, name in enumerate(names)]
    cut = spoken([(f"1.{n}", one, 0, 12) for n, one in enumerate(clips)], NTSC)
    with written(tmp_path, cut) as file:
        components = slots(film(file))["V1"].segment.components
        urls = []
        for component in components:
            _, source, _ = chain(component)
            (locator,) = source.descriptor["Locator"].value
            urls.append(locator["URLString"].value)
            assert fraction(source.descriptor["SampleRate"].value) == NTSC
            assert source.descriptor.length == clips[0].frames
    assert urls == [
        "file:///rushes/day%201/A%201.mov",
        "file:///rushes/%E7%8C%AB%E7%9A%84%E6%88%BF%E5%AD%90.mov",
        "file:///rushes/12%3A30%3A05%20C.mov",
        "file:///rushes/50%2520off%20%231%3F.mov",
    ]


def test_a_file_says_what_is_in_it_picture_sound_or_both(tmp_path: Path) -> None:
    silent = replace(double_clip(), channels=0)
    cut = double([("1.1", silent, 28, 121), ("1.2", clip("b.mov", channels=2, behind=()), 0, 50)])
    cut = replace(cut, events=(*cut.events, event("A9", "1.2", cut.clips[1], (0, 50), (93, 143))))
    with written(tmp_path, cut) as file:
        tracks = slots(film(file))
        first, second = tracks["V1"].segment.components
        kinds = [type(chain(one)[1].descriptor).__name__ for one in (first, second)]
        assert kinds == ["CDCIDescriptor", "MultipleDescriptor"]
        picture, sound = chain(second)[1].descriptor["FileDescriptors"].value
        assert (picture["StoredWidth"].value, picture["StoredHeight"].value) == (1920, 1080)
        assert [sound["Channels"].value, fraction(sound["AudioSamplingRate"].value)] == [2, 48000]
        recorder = chain(tracks["A1"].segment.components[0])[1].descriptor
        assert type(recorder).__name__ == "PCMDescriptor"
        assert [recorder.length, fraction(recorder["SampleRate"].value)] == [90 * 48000, 48000]


def test_source_timecode_and_tape_are_at_the_end_of_the_chain(tmp_path: Path) -> None:
    """OpenTimelineIO 976: source timecode was read as nought."""
    shot = clip(rate=DROP, start=1078920, drop=True, reel="A001R1AB")
    with written(tmp_path, spoken([("1.1", shot, 5, 10)], DROP)) as file:
        (component,) = slots(film(file))["V1"].segment.components
        master, source, tape = chain(component)
        assert (component.start, component.length) == (5, 5)
        assert master.name == "1A-2"
        assert type(tape.descriptor).__name__ == "TapeDescriptor"
        assert tape.name == "A001R1AB"
        timecode = slots(tape)["TC1"]
        assert timecode["PhysicalTrackNumber"].value == 1
        assert (timecode.segment.fps, timecode.segment.drop) == (30, True)
        assert timecode.segment.start + slots(source)["V1"].segment.start == 1078920
    placed = aaf.read(aaf.write(spoken([("1.1", shot, 5, 10)], DROP))).placed[0]
    assert [placed.source_in, placed.source_out, placed.reel] == [1078925, 1078930, "A001R1AB"]


def test_a_clip_without_a_reel_has_no_tape_and_keeps_its_timecode(tmp_path: Path) -> None:
    cut = spoken([("1.1", clip(reel=None), 5, 10)])
    with written(tmp_path, cut) as file:
        (component,) = slots(film(file))["V1"].segment.components
        brought_in = chain(component)[-1]
        assert type(brought_in.descriptor).__name__ == "ImportDescriptor"
        assert slots(brought_in)["TC1"].segment.start == 0
    (picture, _) = aaf.read(aaf.write(cut)).placed
    assert [picture.reel, picture.source_in] == ["", 36000 * 25 + 5]


def test_clips_of_one_reel_are_on_one_tape(tmp_path: Path) -> None:
    clips = [clip(f"{n}.mov", reel="A001", sha256=f"{n:064x}", start=n * 9000) for n in range(3)]
    with written(tmp_path, spoken([(f"1.{n}", one, 0, 9) for n, one in enumerate(clips)])) as file:
        tapes = [
            mob for mob in file.content.sourcemobs() if type(mob.descriptor).__name__ == "TapeDescriptor"
        ]
        assert [tape.name for tape in tapes] == ["A001"]


def test_the_same_clip_is_the_same_mob_in_every_aaf(tmp_path: Path) -> None:
    """Else a system that knows it already imports it as another clip."""
    shot = clip(sha256="5" * 64, reel="A001")
    ids = []
    for number, cut in enumerate(
        (spoken([("1.1", shot, 0, 9)]), spoken([("9.9", shot, 50, 99)], title="Else"))
    ):
        (tmp_path / str(number)).mkdir()
        with written(tmp_path / str(number), cut) as file:
            (component,) = slots(film(file))["V1"].segment.components
            ids.append([str(film(file).mob_id), *(str(mob.mob_id) for mob in chain(component))])
    assert ids[0][1:] == ids[1][1:]
    assert ids[0][0] != ids[1][0], "but a film that was changed is another film"
    moved = replace(shot, path=Path("/elsewhere/1.mov"))
    (tmp_path / "moved").mkdir()
    with written(tmp_path / "moved", spoken([("1.1", moved, 0, 9)])) as file:
        (component,) = slots(film(file))["V1"].segment.components
        assert [str(mob.mob_id) for mob in chain(component)] == ids[0][1:]


def test_two_files_of_one_content_are_two_clips(tmp_path: Path) -> None:
    """A card that was copied twice: both have the same hash, and each its own place."""
    twins = [clip("A/1.mov", sha256="5" * 64), clip("B/1.mov", sha256="5" * 64)]
    cut = spoken([(f"1.{n}", one, 0, 9) for n, one in enumerate(twins)])
    with written(tmp_path, cut) as file:
        mobs = [str(mob.mob_id) for mob in file.content.mobs]
        assert len(mobs) == len(set(mobs))
    assert [one.file for one in aaf.read(aaf.write(cut)).placed[:2]] == ["/rushes/A/1.mov", "/rushes/B/1.mov"]


def test_several_picture_tracks_are_layers_of_one_slot(tmp_path: Path) -> None:
    """otio-aaf-adapter 69, pyaaf2 43: of several slots Resolve made several timelines."""
    cut = spoken([("1.1", clip(), 0, 50)])
    above = event("V2", "1.1", clip(), (200, 210), (20, 30))
    with written(tmp_path, replace(cut, events=(cut.events[0], above, cut.events[1]))) as file:
        tracks = slots(film(file))
        assert list(tracks) == ["V1", "A1", "TC1"]
        lower, upper = tracks["V1"].segment.slots
        assert [type(one).__name__ for one in lower.components] == ["SourceClip"]
        through = ["ScopeReference", "SourceClip", "ScopeReference"]
        assert [type(one).__name__ for one in upper.components] == through


def test_every_microphone_has_its_track_and_its_name(tmp_path: Path) -> None:
    poly = clip(behind=(Behind(wav("P.WAV", tracks=("Mix", "Boom", "Will")), -7.3),), channels=0)
    cut = double([("1.1", poly, 28, 121)])
    with written(tmp_path, cut) as file:
        tracks = slots(film(file))
        assert list(tracks) == ["V1", "A1", "A2", "A3", "TC1"]
        clip_of_mix = tracks["A1"].segment.components[0]
        master = chain(clip_of_mix)[0]
        assert list(slots(master)) == ["Mix", "Boom", "Will"]
        assert [slot["PhysicalTrackNumber"].value for slot in master.slots] == [1, 2, 3]
        assert {fraction(slot.edit_rate) for slot in chain(clip_of_mix)[1].slots} == {48000}
    assert [one.name for one in aaf.read(aaf.write(cut)).placed] == [
        "1A-2",
        "1A-2 Mix",
        "1A-2 Boom",
        "1A-2 Will",
    ]


def test_what_is_in_the_mix_already_is_muted_as_media_composer_mutes(tmp_path: Path) -> None:
    poly = clip(behind=(Behind(wav("P.WAV", tracks=("Mix", "Boom")), -7.3),), channels=0)
    cut = double([("1.1", poly, 28, 121)])
    with written(tmp_path, cut) as file:
        (muted,) = slots(film(file))["A2"].segment.components
        assert type(muted).__name__ == "Selector"
        assert type(muted["Selected"].value).__name__ == "Filler"
        assert type(muted["Alternates"].value[0]).__name__ == "SourceClip"
    assert [one.off for one in aaf.read(aaf.write(cut)).placed] == [False, False, True]


def test_a_split_edit_is_two_lengths_on_two_tracks(tmp_path: Path) -> None:
    with written(tmp_path, grid_cut()) as file:
        tracks = slots(film(file))
        told_of = {
            name: [(type(one).__name__, one.length) for one in tracks[name].segment.components]
            for name in ("V1", "A1")
        }
    assert told_of["V1"] == [("SourceClip", 122), ("SourceClip", 30), ("SourceClip", 26)]
    assert told_of["A1"] == [("SourceClip", 116), ("Filler", 62)]


def test_marks_stand_on_their_track_as_media_composer_has_them(tmp_path: Path) -> None:
    """One event slot a track, its number and slot named, colour and text where its window shows them."""
    with written(tmp_path, grid_cut()) as file:
        events = [slot for slot in film(file).slots if type(slot).__name__ == "EventMobSlot"]
        assert [slot["PhysicalTrackNumber"].value for slot in events] == [1, 1]
        pictures, whole = (list(slot.segment.components) for slot in events)
        described = slots(film(file))["V1"].slot_id
        assert {number for one in pictures for number in one["DescribedSlots"].value} == {described}
        timecode = slots(film(file))["TC1"].slot_id
        assert {number for one in whole for number in one["DescribedSlots"].value} == {timecode}
        look = pictures[2]
        assert (look["Position"].value, look.length) == (122, None)
        assert look["CommentMarkerUser"].value == "NEEDS A LOOK 1.3 1A-2 93%"
        text = "NEEDS A LOOK 1.3 1A-2 93% | two readings are as good | why: as written +2.0"
        assert look["Comment"].value.startswith(text)
        attributes = told(look["CommentMarkerAttributeList"].value)
        assert attributes["_ATN_CRM_COLOR"] == "Yellow"
        assert attributes["_ATN_CRM_COM"].startswith(text)
    read = aaf.read(aaf.write(grid_cut()))
    assert [one.marks for one in read.placed[:2]] == [
        ("1.1 1-1 93%", "1.2 1-1 93%"),
        ("NEEDS A LOOK 1.3 1A-2 93%",),
    ]
    assert read.marks == (
        (0, "NOT LOCKED"),
        (122, "NEEDS A LOOK 1.3 1A-2 93%"),
        (152, "MISSING 1.4 WILL: Set blue at “q” now."),
    )


def test_a_clip_says_which_line_it_plays_and_why(tmp_path: Path) -> None:
    with written(tmp_path, scene()) as file:
        tracks = slots(film(file))
        said = told(tracks["V1"].segment.components[0]["ComponentAttributeList"].value)
        assert (said["Line"], said["Take"], said["Confidence"]) == ("1.1", "1A-2", "93%")
        assert said["_COMMENT"] == "1.1 1A-2 93%"
        assert said["Reasons"].startswith("why: as written +2.0 (12 of 12 words)")
        sound = told(tracks["A1"].segment.components[0]["ComponentAttributeList"].value)
        assert sound["Samples"] == "404165 to 582725 of 48000 Hz"


def test_the_bin_has_scene_take_circle_and_notes(tmp_path: Path) -> None:
    shot = clip(
        slate=Slate("27", "27A", 3, "B", circled=True), notes=(Note("script log", "best"),), lens="35 mm"
    )
    with written(tmp_path, spoken([("1.1", shot, 0, 9)])) as file:
        (component,) = slots(film(file))["V1"].segment.components
        columns = dict(chain(component)[0].comments.items())
    assert columns == {
        "Scene": "27",
        "Take": "3",
        "Slate": "27A-3",
        "Camera": "B",
        "Circled": "yes",
        "Lens": "35 mm",
        "Comments": "best (script log)",
        "SHA-256": "0" * 64,
    }


def test_every_frame_of_a_file_is_there_as_handles(tmp_path: Path) -> None:
    with written(tmp_path, spoken([("1.1", clip(), 700, 710)])) as file:
        (component,) = slots(film(file))["V1"].segment.components
        assert [slots(mob)["V1"].segment.length for mob in chain(component)[:2]] == [1500, 1500]


def test_a_clip_of_another_rate_is_counted_in_frames_of_the_film(tmp_path: Path) -> None:
    """Its file and its tape keep their own rate, and rates only change where both begin at nought."""
    fast = clip(rate=Fraction(50), frames=3000)
    with written(tmp_path, spoken([("1.1", fast, 11, 61)])) as file:
        (component,) = slots(film(file))["V1"].segment.components
        master, source, tape = chain(component)
        assert (component.start, component.length) == (6, 25)
        assert [fraction(slots(master)["V1"].edit_rate), slots(master)["V1"].segment.length] == [25, 1500]
        assert slots(master)["V1"].segment.start == 0
        assert [fraction(slots(mob)["V1"].edit_rate) for mob in (source, tape)] == [50, 50]


def test_media_on_another_machine_are_named_as_it_knows_them() -> None:
    for place in ("D:/Rushes/a b.mov", "../day 1/猫.mov", "//server/rushes/a#1.mov", "/Volumes/R:1/x.mov"):
        cut = spoken([("1.1", clip(path=Path(place)), 0, 9)])
        assert aaf.read(aaf.write(cut)).placed[0].file == place
    assert b"D%3A" in aaf.write(spoken([("1.1", clip(path=Path("D:/a.mov")), 0, 9)])).replace(b"\0", b"")


def test_an_empty_film_is_still_a_sequence() -> None:
    empty = Cut("", Fraction(25), "classic", (), grid_cut().missing, ())
    told_of = aaf.read(aaf.write(empty))
    assert (told_of.title, told_of.placed, told_of.start) == ("First cut", (), 90000)
    assert [frame for frame, _ in told_of.marks] == [0, 152]


def test_a_second_run_rewrites_nothing() -> None:
    """No clock and no chance: the same cut is the same file, byte for byte."""
    assert aaf.write(grid_cut()) == aaf.write(grid_cut())
    assert aaf.write(scene()) != aaf.write(replace(scene(), title="Else"))


def test_nor_does_another_process() -> None:
    program = "from tests.turnover.aaf.test_shapes import digest; print(digest())"
    told_of = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert told_of == [digest()] * 2


def digest() -> str:
    """Return what tells one AAF of a cut from another."""
    return hashlib.sha256(aaf.write(grid_cut())).hexdigest()
