"""Final Cut Pro 7 XML against what its users complained of elsewhere, one by one."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from urllib.parse import unquote

import pytest

from rushes.cut.model import Cut
from rushes.turnover.dialects import fcp7
from rushes.turnover.dialects.wording import NotThisDialect, file_url, path_of_url
from tests.turnover.making import clip, event, grid_cut, spoken

ODD_NAMES = (
    "day 1/A 1.mov",
    "猫的房子.mov",
    "take 🎬.mov",
    "“it's” & <that>.mov",
    "12:30:05 C.mov",
    "50%20off #1?.mov",
    "caf\udce9.mov",
    "Ünïcode.mov",
)


def written(cut: Cut) -> ET.Element:
    return ET.fromstring(fcp7.write(cut))


def texts(root: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path)]


def test_resolve_gets_the_format_without_which_it_ignores_the_sequence() -> None:
    """OpenTimelineIO 839."""
    shape = written(grid_cut()).find(".//sequence/media/video/format/samplecharacteristics")
    assert shape is not None
    assert (shape.findtext("width"), shape.findtext("height")) == ("1920", "1080")
    assert shape.findtext("rate/timebase") == "25"


def test_a_film_of_unknown_size_still_has_a_format() -> None:
    """auto-editor 195: width and height came out as None."""
    cut = spoken([("1.1", clip(width=0, height=0), 0, 10)])
    assert texts(written(cut), ".//format/samplecharacteristics/width") == ["1920"]
    assert b"None" not in fcp7.write(cut)


def test_picture_and_sound_of_a_shot_name_each_other() -> None:
    """auto-editor 188, 368, 370: picture and sound came in unlinked."""
    root = written(grid_cut())
    items = {item.attrib["id"]: item for item in root.iter("clipitem")}
    groups = {name: set(texts(item, "link/linkclipref")) for name, item in items.items()}
    assert groups["clipitem-1"] == {"clipitem-1", "clipitem-4"}
    assert groups["clipitem-2"] == {"clipitem-2", "clipitem-5", "clipitem-6"}
    assert groups["clipitem-3"] == set(), "a picture without sound is linked to nothing"
    for name, group in groups.items():
        assert all(groups[other] == group for other in group), name


def test_a_link_says_where_its_item_stands() -> None:
    root = written(grid_cut())
    tracks = {kind: root.findall(f".//sequence/media/{kind}/track") for kind in ("video", "audio")}
    for link in root.iter("link"):
        track = tracks[link.findtext("mediatype") or ""][int(link.findtext("trackindex") or 0) - 1]
        item = track.findall("clipitem")[int(link.findtext("clipindex") or 0) - 1]
        assert item.attrib["id"] == link.findtext("linkclipref")


def test_every_channel_of_sound_has_its_track() -> None:
    """auto-editor 70: only the first one survived. A four-channel recorder gives four mono tracks.

    auto-editor 325: Premiere does not link mono items to a file that was said to be of several channels.
    """
    cut = spoken([("1.1", clip(channels=4), 0, 10)])
    tracks = written(cut).findall(".//sequence/media/audio/track")
    assert [texts(track, "clipitem/sourcetrack/trackindex") for track in tracks] == [
        ["1"],
        ["2"],
        ["3"],
        ["4"],
    ]
    assert {track.attrib["premiereTrackType"] for track in tracks} == {"Mono"}
    assert texts(written(cut), ".//file/media/audio/channelcount") == ["1"] * 4
    assert texts(written(cut), ".//file/media/audio/layout") == ["mono"] * 4
    assert texts(written(cut), ".//file/media/audio/audiochannel/sourcechannel") == ["1", "2", "3", "4"]
    pair = written(spoken([("1.1", clip(channels=2), 0, 10)]))
    assert texts(pair, ".//file/media/audio/channelcount") == ["2"], "left and right are one"


def test_a_mono_clip_is_mono_and_a_stereo_clip_has_its_two_sides() -> None:
    """auto-editor 1139: mono forced into a stereo pair was heard on one side only."""
    cut = spoken([("1.1", clip("mono.mov"), 0, 10), ("1.2", clip("stereo.mov", channels=2), 0, 10)])
    tracks = written(cut).findall(".//sequence/media/audio/track")
    told = [
        (
            track.attrib["premiereTrackType"],
            track.attrib["currentExplodedTrackIndex"],
            track.findtext("outputchannelindex"),
            texts(track, "clipitem/sourcetrack/trackindex"),
        )
        for track in tracks
    ]
    assert told == [("Mono", "0", None, ["1"]), ("Stereo", "0", "1", ["1"]), ("Stereo", "1", "2", ["2"])]


@pytest.mark.parametrize(
    ("rate", "timebase", "ntsc"),
    [
        ("24000/1001", "24", "TRUE"),
        ("24", "24", "FALSE"),
        ("25", "25", "FALSE"),
        ("30000/1001", "30", "TRUE"),
        ("60000/1001", "60", "TRUE"),
        ("240", "240", "FALSE"),
    ],
)
def test_rates_are_exact_and_at_every_level(rate: str, timebase: str, ntsc: str) -> None:
    """auto-editor 131, 342, 424: 29.97 taken for 30, nothing at 240, gaps between clips."""
    root = written(spoken([("1.1", clip(rate=Fraction(rate)), 0, 10)], Fraction(rate)))
    assert set(texts(root, ".//rate/timebase")) == {timebase}
    assert set(texts(root, ".//rate/ntsc")) == {ntsc}


def test_neighbours_touch_to_the_frame() -> None:
    """auto-editor 424: gaps of a hundredth of a second between cuts."""
    rate = Fraction(30000, 1001)
    cut = spoken([("1.1", clip(f"{n}.mov", rate=rate), 7 * n, 7 * n + 11) for n in range(20)], rate)
    items = written(cut).findall(".//video/track/clipitem")
    ends = [item.findtext("end") for item in items]
    assert [item.findtext("start") for item in items][1:] == ends[:-1]


def test_the_source_begins_at_the_cameras_timecode() -> None:
    """OpenTimelineIO 976: source timecode was read as nought."""
    drop = clip(rate=Fraction(30000, 1001), start=1078920, drop=True, reel="A001")
    timecode = written(spoken([("1.1", drop, 5, 10)], drop.rate)).find(".//file/timecode")
    assert timecode is not None
    told = [timecode.findtext(tag) for tag in ("string", "frame", "displayformat", "reel/name")]
    assert told == ["10:00:00;00", "1078920", "DF", "A001"]


def test_a_clip_of_another_rate_counts_on_the_films_ruler() -> None:
    """ButterCut 133: Premiere and Resolve read in and out as seconds of the clip times the sequence's rate.

    Frame 11 of a 50 fps clip lies between two frames of the film, which only Premiere's ticks can say.
    """
    item = written(spoken([("1.1", clip(rate=Fraction(50)), 11, 61)])).find(".//clipitem")
    assert item is not None
    assert [item.findtext(tag) for tag in ("in", "out", "start", "end")] == ["6", "31", "0", "25"]
    assert item.findtext("rate/timebase") == "25"
    assert item.findtext("file/rate/timebase") == "50"
    assert int(item.findtext("pproTicksIn") or 0) * 50 == 11 * fcp7.TICKS


def test_a_telephones_rate_without_a_name_is_the_nearest_with_one() -> None:
    """auto-editor 472: 87169000/2905633 frames a second mangled the timeline."""
    odd = clip(rate=Fraction(87169000, 2905633), frames=900)
    cut = spoken([("1.1", odd, 300, 600)], Fraction(30))
    item = written(cut).find(".//clipitem")
    assert item is not None
    assert (item.findtext("rate/timebase"), item.findtext("rate/ntsc")) == ("30", "FALSE")
    assert [item.findtext(tag) for tag in ("in", "out")] == ["300", "600"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_found_again(name: str) -> None:
    """auto-editor 388: media not found. The URL is plain ASCII, and means the very file."""
    path = Path("/rushes") / name
    url = file_url(path)
    assert url.isascii()
    assert " " not in url
    assert path_of_url(url) == str(path)
    assert unquote(url.removeprefix("file://localhost"), errors="surrogateescape") == str(path)
    cut = spoken([("1.1", clip(name), 0, 10)])
    assert fcp7.read(fcp7.write(cut)).placed[0].file == str(path)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("D:/Rushes/a b.mov", "file://localhost/D%3A/Rushes/a%20b.mov"),
        ("/Volumes/R/12:30.mov", "file://localhost/Volumes/R/12%3A30.mov"),
        ("../day 1/a.mov", "../day%201/a.mov"),
    ],
)
def test_a_drive_is_written_as_premiere_writes_it(path: str, url: str) -> None:
    """With a bare drive Resolve found no clip (videogrep 139); Premiere's own files encode its colon."""
    cut = spoken([("1.1", clip(path=Path(path)), 0, 10)])
    assert texts(written(cut), ".//file/pathurl") == [url]
    assert fcp7.read(fcp7.write(cut)).placed[0].file == path


def test_each_file_is_defined_once_and_then_named() -> None:
    root = written(grid_cut())
    full = [file.attrib["id"] for file in root.iter("file") if len(file)]
    assert full == ["file-1", "file-2", "file-3"]
    assert {file.attrib["id"] for file in root.iter("file")} == set(full)


def test_nothing_is_nested() -> None:
    """auto-editor 449: a user saw one clip."""
    assert len(list(written(grid_cut()).iter("sequence"))) == 1


def test_marks_tell_line_choice_and_doubt() -> None:
    root = written(grid_cut())
    first = root.find(".//clipitem[@id='clipitem-2']/marker")
    assert first is not None
    assert first.findtext("name") == "NEEDS A LOOK 1.3 1A-2 93%"
    assert (first.findtext("comment") or "").startswith("two readings are as good | why: as written +2.0")
    assert first.findtext("pproColor"), "Premiere shows it orange"
    assert root.findtext(".//clipitem[@id='clipitem-2']/labels/label2") == "Mango"
    film = root.findall(".//sequence/marker")
    assert [(mark.findtext("in"), mark.findtext("name")) for mark in film] == [
        ("0", "NOT LOCKED"),
        ("122", "NEEDS A LOOK 1.3 1A-2 93%"),
        ("152", "MISSING 1.4 WILL: Set blue at “q” now."),
    ]


def test_scene_take_and_circle_go_to_the_bins_columns() -> None:
    logged = written(grid_cut()).find(".//clipitem[@id='clipitem-2']/logginginfo")
    assert logged is not None
    assert [logged.findtext(tag) for tag in ("scene", "shottake", "good")] == ["1", "1A-2", "TRUE"]


def test_characters_that_xml_cannot_hold_do_not_break_it() -> None:
    cut = replace(
        spoken([("1.1", clip("a\x01\ufffe\udc80.mov", slate=None), 0, 10)]), title="Bell \x07 & <b>"
    )
    assert fcp7.read(fcp7.write(cut)).title == "Bell \ufffd & <b>"


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "no element"),
        (b"<xmeml><sequence>", "no element"),
        (b"<fcpxml/>", "no sequence"),
        (b"<xmeml><bin/></xmeml>", "no sequence"),
        (b"<xmeml><sequence><name>x</name></sequence></xmeml>", "timebase|literal|Invalid"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><xmeml>&a;</xmeml>', "EntitiesForbidden|Entit"),
        (fcp7.write(grid_cut()).replace(b"<start>0</start>", b"<start>soon</start>"), "soon"),
        (fcp7.write(grid_cut()).replace(b"<start>0</start>", b""), "no <start>"),
        (fcp7.write(grid_cut()).replace(b'<file id="file-1">', b'<file id="file-9">'), "file-1"),
    ],
)
def test_bad_xml_is_refused_with_the_reason(data: bytes, because: str) -> None:
    with pytest.raises(NotThisDialect, match=because):
        fcp7.read(data)


def test_an_empty_film_is_still_a_sequence() -> None:
    empty = Cut("Nothing", Fraction(25), "classic", (), grid_cut().missing, ())
    told = fcp7.read(fcp7.write(empty))
    assert told.placed == ()
    assert told.marks == ((0, "NOT LOCKED"), (152, "MISSING 1.4 WILL: Set blue at “q” now."))


def test_a_track_that_only_sounds_is_no_picture_track() -> None:
    wild = Cut(
        "Wild", Fraction(25), "classic", (event("A1", "1.1", clip(), (0, 10), (0, 10)),), (), (clip(),)
    )
    assert [one.track for one in fcp7.read(fcp7.write(wild)).placed] == ["A1"]


def test_a_sound_file_of_unknown_length_lasts_as_long_as_it_is_used() -> None:
    """Resolve wants a duration for every file, and a sound file has no frames to count."""
    wave = clip("wild.wav", frames=0, width=0, height=0)
    events = (event("A1", "1.1", wave, (20, 30), (0, 10)), event("A1", "1.2", wave, (70, 90), (10, 30)))
    root = written(Cut("Wild", Fraction(25), "classic", events, (), (wave,)))
    assert texts(root, ".//file/duration") == ["90"]
    assert root.find(".//file/media/video") is None


def test_choices_not_taken_lie_switched_off_above_the_picture() -> None:
    """As Resolve's own assembly from a script shows them; a first cut has none, as it always had."""
    film = ET.fromstring(fcp7.DIALECT.write(grid_cut())[".xml"])
    tracks = film.findall(".//video/track")
    assert [track.findtext("enabled") for track in tracks] == ["TRUE", "FALSE"]
    (other,) = tracks[1].findall("clipitem")
    assert [other.findtext(tag) for tag in ("name", "enabled", "start", "end", "in", "out")] == [
        "1A-2",
        "FALSE",
        "93",
        "122",
        "40",
        "69",
    ]
    assert other.findtext("marker/name") == "1.2 alternate 1A-2 -1.0"
    assert not other.findall("link"), "no sound moves with it"
    assert len(ET.fromstring(fcp7.FIRST_CUT.write(grid_cut())[".xml"]).findall(".//video/track")) == 1
