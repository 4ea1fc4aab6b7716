"""What others measured on real systems, held against every file of ours, on cuts of the awkward kind.

Each test is one system and one kind of file; each assertion is a fact, with the thread that it was seen in.
No system of these runs here: a fact is what somebody else saw it take or refuse.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from rushes.cut.model import Cut
from rushes.turnover.clip_shapes import sounds_behind
from rushes.turnover.dialects import DIALECTS, aaf, fcp7, fcpxml, otio
from rushes.turnover.dialects.otio.film import PLAIN, RESOLVE
from rushes.turnover.options import AS_SHOT
from rushes.turnover.verify import verify
from tests.turnover.aaf.opening import chain, everything, film, opened
from tests.turnover.awkward import CUTS
from tests.turnover.fcpxml.grammar import faults, seconds

awkward = pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)


def of_schema(told: Any, schema: str) -> list[dict[str, Any]]:
    """Return every object of an OpenTimelineIO file that is of a schema."""
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    mine = [told] if isinstance(told, dict) and told.get("OTIO_SCHEMA", "").startswith(schema) else []
    return mine + [one for value in inside for one in of_schema(value, schema)]


@awkward
@pytest.mark.parametrize("name", [name for name, one in DIALECTS.items() if name != "srt"])
def test_every_kind_of_file_reads_back_as_the_cut(cut: Cut, name: str) -> None:
    verify(cut, DIALECTS[name], DIALECTS[name].write(cut, AS_SHOT))


@awkward
def test_resolve_takes_the_opentimelineio_that_is_shaped_for_it(cut: Cut) -> None:
    """davinci-resolve-mcp, headless edit loop: any other comes back as None, without a message."""
    told = json.loads(otio.write(cut, shape=RESOLVE))
    clips, tracks = of_schema(told, "Clip."), of_schema(told, "Track.")
    assert told["OTIO_SCHEMA"] == "Timeline.1"
    assert told["metadata"]["Resolve_OTIO"] == {"Resolve OTIO Meta Version": "1.0"}
    assert {one["OTIO_SCHEMA"] for one in clips} == {"Clip.2"}, "with a map of media"
    for one in clips:
        assert one["active_media_reference_key"] == "DEFAULT_MEDIA"
        media = one["media_references"]["DEFAULT_MEDIA"]
        assert re.match(r"/rushes/", media["target_url"]), "a bare path, and no URL"
        assert "://" not in media["target_url"]
        whole, part = media["available_range"], one["source_range"]
        assert whole["start_time"]["value"] > 0, "absolute timecode, which all of these clips have"
        assert whole["start_time"]["value"] <= part["start_time"]["value"]
        end = part["start_time"]["value"] / part["start_time"]["rate"]
        end += part["duration"]["value"] / part["duration"]["rate"]
        media_end = whole["start_time"]["value"] / whole["start_time"]["rate"]
        assert end <= media_end + whole["duration"]["value"] / whole["duration"]["rate"] + 0.05
    lengths = {sum(one["source_range"]["duration"]["value"] for one in track["children"]) for track in tracks}
    assert lengths == {cut.frames}, "every track is padded to the film's end"
    groups = Counter(one["metadata"]["Resolve_OTIO"].get("Link Group ID") for one in clips)
    assert all(count > 1 for group, count in groups.items() if group), "who is linked is not alone"
    for track in tracks:
        if track["kind"] == "Audio":
            channels = [one["metadata"]["Resolve_OTIO"]["Channels"] for one in of_schema(track, "Clip.")]
            assert all(len(one) > 0 for one in channels)


@awkward
def test_the_plain_opentimelineio_is_what_its_specification_says(cut: Cut) -> None:
    """Readers that hold to it stumble over a bare path with a space, a # or a %; and no stranger's words."""
    text = otio.write(cut, shape=PLAIN).decode()
    urls = [one["target_url"] for one in of_schema(json.loads(text), "ExternalReference.")]
    assert all(re.fullmatch(r"file:///[A-Za-z0-9%/._~-]+", url) for url in urls)
    assert "Resolve_OTIO" not in text


@awkward
def test_premiere_and_resolve_take_the_final_cut_7_xml(cut: Cut) -> None:
    root = ET.fromstring(fcp7.DIALECT.write(cut)[".xml"])
    assert root.attrib == {"version": "5"}
    assert len(list(root.iter("sequence"))) == 1, "auto-editor 449: of a nested one a user saw a single clip"
    shape = root.find("sequence/media/video/format/samplecharacteristics")
    assert shape is not None, "OpenTimelineIO 839, 1287: without it Resolve shows black, and says nothing"
    assert (shape.findtext("width") or "0").isdigit(), "auto-editor 195: None by None is media pending"
    items = {one.attrib["id"]: one for one in root.iter("clipitem")}
    assert len(items) == len(list(root.iter("clipitem"))), "auto-editor 1139: ids given twice"
    _times_and_tracks(root, cut)
    _links(root, items)
    _files(root, cut)


def _times_and_tracks(root: ET.Element, cut: Cut) -> None:
    rates = {(one.findtext("timebase"), one.findtext("ntsc")) for one in root.findall("sequence/rate")}
    assert rates == {(str(round(cut.rate)), str(cut.rate.denominator == 1001).upper())}
    for track in root.findall("sequence/media/*/track"):
        places = [
            tuple(int(one.findtext(tag) or -1) for tag in ("start", "end", "in", "out"))
            for one in track.iter("clipitem")
        ]
        for start, end, first, after in places:
            assert 0 <= start < end <= cut.frames
            assert end - start == after - first, "else it is retimed; auto-editor 424: gaps of a hundredth"
        assert all(one[1] <= other[0] for one, other in pairwise(places))
    for track in root.findall("sequence/media/audio/track"):
        kinds = {one.attrib["premiereChannelType"] for one in track.iter("clipitem")}
        assert kinds == {track.attrib["premiereTrackType"].lower()}, "auto-editor 1139: heard on one side"
        pairs = {"Mono": "1", "Stereo": "2"}[track.attrib["premiereTrackType"]]
        assert track.attrib["totalExplodedTrackCount"] == pairs


def _links(root: ET.Element, items: dict[str, ET.Element]) -> None:
    """auto-editor 188, 368, 370, 1139: picture and sound unlinked, links that lead nowhere."""
    tracks = {kind: root.findall(f"sequence/media/{kind}/track") for kind in ("video", "audio")}
    together = {
        name: [link.findtext("linkclipref") or "" for link in item.iter("link")]
        for name, item in items.items()
    }
    for name, group in together.items():
        assert not group or name in group, "an item links itself too"
        assert all(together[other] == group for other in group)
    heard = [item.attrib["id"] for item in root.findall("sequence/media/audio/track/clipitem")]
    assert all(together[name] for name in heard), "all sound of these cuts was shot with its picture"
    for link in root.iter("link"):
        track = tracks[link.findtext("mediatype") or ""][int(link.findtext("trackindex") or 0) - 1]
        item = track.findall("clipitem")[int(link.findtext("clipindex") or 0) - 1]
        assert item.attrib["id"] == link.findtext("linkclipref")


def _files(root: ET.Element, cut: Cut) -> None:
    clips = {str(clip.path): clip for clip in cut.clips}
    files = [one for one in root.iter("file") if len(one)]
    assert len({one.attrib["id"] for one in files}) == len(files), "auto-editor 195: defined once, and there"
    assert {one.attrib["id"] for one in root.iter("file")} == {one.attrib["id"] for one in files}
    for file in files:
        url = file.findtext("pathurl") or ""
        assert re.fullmatch(r"file://localhost/[A-Za-z0-9%/._~-]+", url), "auto-editor 388, videogrep 139"
        used = clips[unquote(url.removeprefix("file://localhost"))]
        assert file.findtext("name") == used.path.name, "with its ending, by which Resolve finds it again"
        assert int(file.findtext("duration") or 0) > 0, "Resolve takes no file without it"
        assert file.find("timecode/frame") is not None, "auto-editor 344: timecode extents do not match"
        assert file.findtext("timecode/displayformat") == ("DF" if used.drop else "NDF")
        assert file.findtext("timecode/reel/name") == used.reel
        sounds = file.findall("media/audio")
        counts = [int(one.findtext("channelcount") or 0) for one in sounds]
        assert all(counts), "ButterCut: a count of 0 breaks the import into Premiere"
        assert sum(counts) == used.channels, "auto-editor 70: every channel, and not the first alone"
        if len(counts) > 1:
            assert {one.findtext("layout") for one in sounds} == {"mono"}


@awkward
def test_final_cut_takes_the_fcpxml(cut: Cut) -> None:
    data = fcpxml.DIALECT.write(cut)[".fcpxml"]
    assert faults(data) == [], "one element out of order, and Final Cut refuses the whole file (palmier 254)"
    root = ET.fromstring(data)
    assert root.get("version") == "1.10", "auto-editor 367: Resolve 18 takes nothing newer"
    assert b"modDate" not in data, "rescript 88: a date that it cannot read takes down the document"
    assert not root.findall("./library/event/asset-clip"), "Doza 7: a clip beside the project is an orphan"
    assets = root.findall("resources/asset")
    sources = [one.get("src") or "" for one in root.iter("media-rep")]
    assert len(set(sources)) == len(sources) == len(assets), "palmier 206, 214: one file is one asset"
    assert all(re.fullmatch(r"file:///[A-Za-z0-9%/._~-]+", one) for one in sources), "palmier 254"
    assert [unquote(one).rpartition("/")[2] for one in sources] == [one.get("name") for one in assets]
    assert not [one for one in assets if one.get("uid")], "palmier 214: it clashes with the library's own"
    assert all(one.get("frameDuration") for one in root.iter("format")), "FCP Cafe 523: else nothing offline"
    assert {one.get("audioLayout") for one in root.iter("sequence")} == {"stereo"}, "auto-editor 1138"
    clips = {str(clip.path): clip for clip in (*cut.clips, *sounds_behind(cut.clips))}
    for asset, source in zip(assets, sources, strict=True):
        used = clips[unquote(source.removeprefix("file://"))]
        assert seconds(asset.get("start")) == used.start / used.rate, (
            "Doza 35, ButterCut 141: its own timecode"
        )
        assert seconds(asset.get("duration")) == used.seconds, "auto-editor 1138: the file's, not the edit's"


@awkward
def test_media_composer_and_resolve_take_the_aaf(cut: Cut, tmp_path: Path) -> None:
    with opened(tmp_path, aaf.write(cut)) as file:
        composition = film(file)
        assert str(composition.usage) == "Usage_TopLevel"
        primary = [one for one in composition.slots if type(one.segment).__name__ == "Timecode"]
        numbers = [one["PhysicalTrackNumber"].value for one in primary]
        assert numbers == [1], "OpenTimelineIO 766: violates AAF edit protocol 6.3"
        (pictures,) = (one for one in composition.slots if one.media_kind == "Picture")
        ids = [str(mob.mob_id) for mob in file.content.mobs]
        assert len(ids) == len(set(ids)), "pyaaf2 61: CM_LABEL_NOT_UNIQUE"
        sounds = [one for one in composition.slots if one.media_kind == "Sound"]
        layers = (
            list(pictures.segment.slots) if type(pictures.segment).__name__ == "NestedScope" else [pictures]
        )
        for slot in (one for one in composition.slots if type(one).__name__ == "EventMobSlot"):
            number = slot["PhysicalTrackNumber"].value
            assert 1 <= number <= max(len(layers), len(sounds)), "otio-aaf-adapter 40: Avid drops the mark"
        playing = [one for slot in (pictures, *sounds) for one in everything(slot.segment)]
        _chains([one for one in playing if type(one).__name__ == "SourceClip"])


def _chains(playing: list[Any]) -> None:
    """otio-aaf-adapter 9, 62: every clip of an AAF that a program made came in offline."""
    assert playing
    for component in playing:
        in_the_bin, source, tape = chain(component)
        assert type(in_the_bin).__name__ == "MasterMob"
        (locator,) = source.descriptor["Locator"].value
        assert re.fullmatch(r"file:///[A-Za-z0-9%/._~-]+", locator["URLString"].value)
        assert source.descriptor.length > 0
        (timecode,) = (one.segment for one in tape.slots if type(one.segment).__name__ == "Timecode")
        begins = component.slot.segment.slot.segment.start
        assert timecode.start + begins > 0, "OpenTimelineIO 976: source timecode was read as nought"


@awkward
@pytest.mark.parametrize("name", ["edl", "edl-long"])
def test_resolve_avid_and_premiere_take_the_lists(cut: Cut, name: str) -> None:
    for path, data in DIALECTS[name].write(cut).items():
        lines = data.decode().split("\r\n")
        assert lines[0].startswith("TITLE: ")
        assert re.fullmatch(r"FCM: (NON-)?DROP FRAME", lines[1])
        told = [line for line in lines if line.startswith("*")]
        assert not [one for one in told if re.match(r"\* FROM (CLIP:|FILE)", one)], (
            "OpenTimelineIO 1178: UNKNOWN in Premiere"
        )
        events = [re.split(r"\s+", line) for line in lines if re.match(r"\d{3}", line)]
        letters = 8 if name == "edl" else 32
        pattern = rf"[A-Za-z0-9_]{{1,{letters}}}" if name == "edl" else rf"[A-Za-z0-9_.-]{{1,{letters}}}"
        assert all(re.fullmatch(pattern, one[1]) for one in events), path
        assert not [one for one in lines if one.startswith("SPLIT:")]
        assert {len(one) for one in events} == {8}
        own = [one for one in events if one[1] != "BL"]
        channels = {code for one in own for code in [one[2]]}
        assert channels <= {"V"} or not channels & {"V", "B", "AA/V"}, "a list is of one track"
        for before, after in pairwise([one for one in own if one[2] == own[0][2]]):
            assert before[7] <= after[6], "PySceneDetect 516: outs are exclusive, so neighbours share them"


@awkward
def test_media_composer_takes_the_bin(cut: Cut) -> None:
    """Avid's log specification, and what 24p.com saw it refuse."""
    for data in DIALECTS["ale"].write(cut).values():
        head, columns, rows = data.decode().split("\r\n\r\n")
        assert head.split("\r\n")[:2] == ["Heading", "FIELD_DELIM\tTABS"]
        heading = dict(line.split("\t") for line in head.split("\r\n")[1:])
        assert heading["VIDEO_FORMAT"] in {"1080", "720", "PAL", "NTSC"}, "CUSTOM is refused in an HD project"
        assert heading["FPS"] in {"23.976", "24", "25", "29.97", "30", "48", "50", "59.94", "60"}
        names = columns.split("\r\n")[1].split("\t")
        assert names[:4] == ["Name", "Tracks", "Start", "End"], "required, and spelt so"
        assert {"Tape", "Source File", "Scene", "Take", "Soundroll", "FPS", "Comments"} <= set(names)
        assert rows.startswith("Data\r\n")
        cells = [line.split("\t") for line in rows.split("\r\n")[1:] if line]
        assert {len(row) for row in cells} == {len(names)}
        assert all(re.fullmatch(r"V?(A\d+)*", row[1]) and row[1] for row in cells)
