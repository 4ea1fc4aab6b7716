"""A recorder's sound in every timeline: which file, from which sample, and how exactly it is said."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from pathlib import Path

import opentimelineio as otio
import pycmx
import pytest

from rushes.cut.model import Cut
from rushes.footage.model import Angle, Behind, Note, Slate
from rushes.turnover.dialects import FIRST_CUT, edl, fcp7
from rushes.turnover.dialects import otio as otio_dialect
from rushes.turnover.dialects.model import sole
from rushes.turnover.dialects.reels import reels
from rushes.turnover.verify import TurnoverDiffers, verify
from tests.turnover.making import clip, double, double_clip, event, wav

NTSC, DROP = Fraction(24000, 1001), Fraction(30000, 1001)


def scene() -> Cut:
    """Return two shots of a take whose recorder rolled 7.3 s before the camera: between two frames."""
    return double([("1.1", double_clip(), 28, 121), ("1.3", double_clip(), 300, 350)])


def poly(*tracks: str) -> Cut:
    """Return a shot with one file of many tracks behind it."""
    picture = clip(behind=(Behind(wav("poly.wav", tracks=tracks), -7.3),))
    return double([("1.1", picture, 28, 121)])


def items(cut: Cut) -> list[ET.Element]:
    return ET.fromstring(fcp7.write(cut)).findall(".//audio/track/clipitem")


def lines_of(cut: Cut) -> list[str]:
    return edl.write(cut).decode().split("\r\n")


def events_of(cut: Cut) -> list[str]:
    return [line for line in lines_of(cut) if re.match(r"\d{3}", line)]


def test_xmeml_names_each_microphone_and_its_nearest_frame() -> None:
    """Sample 404,165 of the file plays under the first frame: 8.42010 s, which is frame 210.5 of the film."""
    first = items(scene())[0]
    told = [first.findtext(tag) for tag in ("name", "start", "end", "in", "out", "rate/timebase")]
    assert told == ["1A-2 Boom", "0", "93", "211", "304", "25"]
    assert int(first.findtext("pproTicksIn") or 0) * 48000 == 404165 * fcp7.TICKS
    assert first.findtext("file/timecode/string") == "10:00:00:00"
    assert first.findtext("file/timecode/reel/name") == "20240101"
    assert first.findtext("file/rate/timebase") == "25"
    assert first.findtext("file/duration") == str(90 * 25)
    assert first.findtext("file/media/audio/samplecharacteristics/samplerate") == "48000"
    assert first.find("file/media/audio/samplecharacteristics/depth") is None, "nobody has told us"
    assert first.find("file/media/video") is None


def test_in_xmeml_a_picture_is_linked_with_all_its_microphones() -> None:
    root = ET.fromstring(fcp7.write(scene()))
    groups = [
        {link.text for link in item.findall("link/linkclipref")}
        for item in root.findall(".//video/track/clipitem")
    ]
    assert [len(group) for group in groups] == [3, 3]
    for item in items(scene()):
        assert item.attrib["id"] in next(group for group in groups if item.attrib["id"] in group)


def test_in_xmeml_every_track_of_a_poly_file_has_its_own_and_its_name() -> None:
    found = items(poly("Mix", "Boom", "Will"))
    assert [item.findtext("name") for item in found] == ["1A-2 Mix", "1A-2 Boom", "1A-2 Will"]
    assert [item.findtext("sourcetrack/trackindex") for item in found] == ["1", "2", "3"]
    assert [one.findtext("channelcount") for one in found[0].findall("file/media/audio")] == ["1"] * 3
    assert {item.attrib["premiereChannelType"] for item in found} == {"mono"}


def test_two_microphones_stay_mono_and_a_stereo_recording_a_pair() -> None:
    assert {item.attrib["premiereChannelType"] for item in items(poly("Boom", "Will"))} == {"mono"}
    assert {item.attrib["premiereChannelType"] for item in items(poly("L", "R"))} == {"stereo"}


@pytest.mark.parametrize("rate", [NTSC, DROP, Fraction(24), Fraction(50)])
@pytest.mark.parametrize("sample_rate", [44100, 48000, 96000])
def test_in_xmeml_a_sound_is_never_more_than_half_a_frame_off(rate: Fraction, sample_rate: int) -> None:
    picture = clip(rate=rate, behind=(Behind(wav(sample_rate=sample_rate), -7.3, 33.0),))
    cut = double([(f"1.{n}", picture, 29 * n, 29 * n + 13) for n in range(9)], rate)
    for item, one in zip(items(cut), cut.track("A1"), strict=True):
        assert abs(int(item.findtext("in") or 0) / rate - one.source.start / one.source.rate) <= 1 / rate / 2
        ticks = int(item.findtext("pproTicksIn") or 0)
        assert ticks == one.source.start * fcp7.TICKS / one.source.rate, "and to the sample in ticks"
        record = int(item.findtext("end") or 0) - int(item.findtext("start") or 0)
        assert int(item.findtext("out") or 0) - int(item.findtext("in") or 0) == record, "or it is retimed"


def test_otio_says_the_sample_as_a_part_of_a_frame() -> None:
    film = otio.adapters.read_from_string(otio_dialect.write(scene()).decode(), "otio_json")
    track = next(track for track in film.tracks if track.name == "Audio 1")
    one = track[0]
    assert one.name == "1A-2 Boom"
    assert one.source_range.duration == otio.opentime.RationalTime(93, 25)
    start, whole = one.source_range.start_time, one.media_reference.available_range
    assert round((start.to_seconds() - 36000) * 48000, 4) == 404165
    assert (whole.start_time.to_seconds(), whole.duration.to_seconds()) == (36000, 90)
    assert one.media_reference.target_url == "/rushes/DAY1/1A-2_1.WAV"
    told = one.media_reference.metadata["rushes"]
    assert {key: told[key] for key in ("is_sound", "start_sample", "samples", "reel", "rate")} == {
        "is_sound": True,
        "start_sample": 36000 * 48000,
        "samples": 90 * 48000,
        "reel": "20240101",
        "rate": "48000/1",
    }
    assert list(told["tracks"]) == ["Boom"]
    assert dict(one.metadata["rushes"]["source"]) == {"in": 404165, "out": 582725, "rate": "48000/1"}


def test_otio_tells_of_a_picture_what_lies_behind_it_and_by_what_that_is_known() -> None:
    cut = scene()
    camera = replace(cut.clips[0], angle=Angle("1A-2", 0.5, "clap", 8.0, ("Both see the sticks.",)))
    told = json.loads(otio_dialect.write(replace(cut, clips=(camera, *cut.clips[1:]))))
    picture = told["tracks"]["children"][0]["children"][0]["metadata"]["rushes"]
    assert picture["behind"][0] == {
        "file": "DAY1/1A-2_1.WAV",
        "at_s": -7.3,
        "drift_ppm": 12.0,
        "rung": "timecode",
        "error_ms": 5.0,
        "evidence": ["Both read 10:00:07 at the clap."],
    }
    assert (picture["angle"]["group"], picture["angle"]["at_s"]) == ("1A-2", 0.5)


def test_an_edl_names_tape_file_frame_and_samples() -> None:
    lines = lines_of(scene())
    at = next(n for n, line in enumerate(lines) if line.startswith("002"))
    assert lines[at : at + 4] == [
        "002  20240101 A     C        10:00:08:11 10:00:12:04 01:00:00:00 01:00:03:18",
        "* FROM CLIP NAME:  1A-2 Boom",
        "* SOURCE FILE: 1A-2_1.WAV",
        "* SOURCE SAMPLES: 404165 TO 582725 OF 48000 HZ",
    ]
    assert "* REEL 20240101: 20240101, DAY1/1A-2_2.WAV, 10:00:00:00, 25/1" in lines


def test_in_an_edl_a_poly_file_stands_on_all_its_channels() -> None:
    codes = [line.split()[2] for line in events_of(poly("Mix", "Boom", "Will"))]
    assert codes == ["V", "AA", "A3"]


def test_an_edl_counts_sound_as_the_film_does() -> None:
    """At 29.97 drop-frame ten o'clock of a recorder is 10:00:00;00, whatever the pictures began with."""
    recorder = wav(timecode_rate=DROP, start_s=1078920 / DROP)
    picture = clip(rate=DROP, drop=True, start=1078920, behind=(Behind(recorder, 0.0),))
    lines = events_of(double([("1.1", picture, 0, 1800)], DROP))
    assert lines[1].split()[4:6] == ["10:00:00;00", "10:01:00;02"]


@pytest.mark.parametrize("rate", [NTSC, DROP, Fraction(60000, 1001), Fraction(25)], ids=str)
def test_a_recorder_that_started_on_a_frame_is_told_on_that_frame(rate: Fraction) -> None:
    """At 29.97 a frame lasts 1,601.6 samples, so it begins within one; that sample is the frame's first."""
    for frame in (1078921, 1078922, 1078923, 1078924, 1078925):
        recorder = wav(timecode_rate=rate, start=(frame * 48000 / rate).__floor__(), start_s=0)
        cut = double([("1.1", clip(rate=rate, behind=(Behind(recorder, -2.0),)), 0, 20)], rate)
        assert items(cut)[0].findtext("file/timecode/frame") == str(frame)
        assert f", {recorder.start_timecode}, " in next(line for line in lines_of(cut) if "WAV, " in line)


def test_a_recording_that_runs_over_midnight_comes_back() -> None:
    recorder = wav(start_s=86400 - 5)
    cut = double([("1.1", clip(behind=(Behind(recorder, -2.0),)), 50, 100)])
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, dialect.write(cut))
    told = edl.read(edl.write(cut)).placed[1]
    assert [told.source_in, told.source_out] == [25 * 86399, 25 * 86401]


def test_pycmx_reads_the_sounds_too() -> None:
    found = list(pycmx.parse_cmx3600(StringIO(edl.write(scene()).decode(), newline="")).events)
    told = [
        (edit.source.strip(), edit.source_in, sorted(edit.channels.channels))
        for one in found
        for edit in one.edits
    ]
    assert told == [
        ("1A_2", "10:00:01:03", []),
        ("20240101", "10:00:08:11", [1]),
        ("20240101", "10:00:08:11", [2]),
        ("1A_2", "10:00:12:00", []),
        ("20240101", "10:00:19:08", [1]),
        ("20240101", "10:00:19:08", [2]),
    ]


@pytest.mark.parametrize(
    ("name", "was", "is_now", "told"),
    [
        ("fcp7", b"<in>211</in>", b"<in>212</in>", "is not at frame 212"),
        ("fcp7", b"DAY1/1A-2_2.WAV", b"DAY1/1A-2_3.WAV", "file of 1A-2 Will on A2"),
        ("fcp7", b"<name>20240101<", b"<name>20240102<", "reel of 1A-2 Boom"),
        ("edl", b"10:00:08:11 10:00:12:04", b"10:00:08:12 10:00:12:05", "source_in of 1A-2 Boom"),
        ("edl", b"20240101 A2", b"20240102 A2", "reel of 1A-2 Will on A2"),
        ("otio", b"/rushes/DAY1/1A-2_1.WAV", b"/rushes/DAY1/1A-2_3.WAV", "file of 1A-2 Boom on A1"),
    ],
)
def test_a_sound_a_frame_off_or_of_another_file_is_found(
    name: str, was: bytes, is_now: bytes, told: str
) -> None:
    data = sole(FIRST_CUT[name].write(scene()))
    assert was in data
    with pytest.raises(TurnoverDiffers, match=re.escape(told)):
        verify(scene(), FIRST_CUT[name], {FIRST_CUT[name].ending: data.replace(was, is_now, 1)})


def test_otio_is_held_to_the_sample() -> None:
    told = json.loads(otio_dialect.write(scene()))
    start = told["tracks"]["children"][1]["children"][0]["source_range"]["start_time"]
    start["value"] += 25 / 48000
    with pytest.raises(TurnoverDiffers, match="source_in of 1A-2 Boom on A1 at frame 0"):
        verify(scene(), FIRST_CUT["otio"], {".otio": json.dumps(told).encode()})


def test_ticks_that_do_not_say_what_the_frames_say_are_found() -> None:
    data = fcp7.write(scene())
    ticks = re.search(rb"<pproTicksIn>\d+", data)
    assert ticks
    with pytest.raises(TurnoverDiffers, match="pproTicksIn"):
        verify(scene(), FIRST_CUT["fcp7"], {".xml": data.replace(ticks[0], b"<pproTicksIn>1")})


def test_what_is_in_the_mix_already_is_there_and_switched_off() -> None:
    """Opened in an editing system, all tracks at once would be as loud as all microphones and their sum."""
    assert [item.findtext("enabled") for item in items(poly("Mix", "Boom", "TC"))] == [
        "TRUE",
        "FALSE",
        "FALSE",
    ]
    assert [item.findtext("enabled") for item in items(poly("Boom", "Will"))] == ["TRUE", "TRUE"]
    files = [wav(f"T_{n}.WAV", tracks=(name,)) for n, name in enumerate(("Boom", "Mix"))]
    picture = clip(behind=tuple(Behind(file, -2.0) for file in files))
    cut = double([("1.1", picture, 28, 121)])
    told = json.loads(otio_dialect.write(cut))["tracks"]["children"]
    assert [track["children"][0]["enabled"] for track in told] == [True, False, True]
    data = sole(FIRST_CUT["otio"].write(cut)).replace(b'"enabled": false', b'"enabled": true')
    with pytest.raises(TurnoverDiffers, match="off of 1A-2 Boom on A1"):
        verify(cut, FIRST_CUT["otio"], {".otio": data})


def test_what_the_paper_says_travels_to_the_bins() -> None:
    noted = clip(notes=(Note("script log", "best for Will"), Note("sound report", "plane")), lens="35 mm")
    cut = double([("1.1", noted, 28, 121)])
    root = ET.fromstring(fcp7.write(cut))
    assert root.findtext(".//logginginfo/lognote") == "best for Will (script log); plane (sound report)"
    told = json.loads(otio_dialect.write(cut))["tracks"]["children"][0]["children"][0]
    media = told["media_references"]["DEFAULT_MEDIA"]["metadata"]["rushes"]
    assert media["lens"] == "35 mm"
    assert media["notes"][0] == {"by": "script log", "text": "best for Will"}


NAMES = (
    "1A-2_A001C006.wav",
    "Tonrolle 3/Wörter & Töne.WAV",
    "猫 🎬.wav",
    "caf\udce9.wav",
    "50%20off #1?.WAV",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dialect", FIRST_CUT)
def test_sound_is_found_beside_its_picture_whatever_it_is_called(name: str, dialect: str) -> None:
    """The first has the very stem of its picture, as cameras and recorders in one bag make them."""
    picture = clip(behind=(Behind(wav(name, reel=None, path=Path("/rushes") / name), -2.0),))
    cut = double([("1.1", picture, 28, 121)])
    verify(cut, FIRST_CUT[dialect], FIRST_CUT[dialect].write(cut))
    told = fcp7.read(fcp7.write(cut)).placed
    assert [one.file for one in told] == ["/rushes/1A-2_A001C006.mov", f"/rushes/{name}"]


def test_two_files_of_one_name_in_two_folders_are_two_files() -> None:
    """Recorders begin each day with T001.WAV; the reel table tells them apart, as do URL and path."""
    monday = wav("MON/T001.WAV", reel=None, slate=Slate(), start_s=0, has_timecode=False)
    tuesday = replace(monday, file="TUE/T001.WAV", path=Path("/rushes/TUE/T001.WAV"), sha256="1" * 64)
    one, two = (
        clip("1-1.mov", behind=(Behind(monday, -2.0),)),
        clip("1-2.mov", behind=(Behind(tuesday, -2.0),)),
    )
    cut = double([("1.1", one, 28, 121), ("1.2", two, 28, 121)])
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, dialect.write(cut))
    root = ET.fromstring(fcp7.write(cut))
    urls = [file.findtext("pathurl") for file in root.iter("file") if len(file)]
    assert len(set(urls)) == len(urls) == 4
    names = reels((monday, tuesday))
    assert names["MON/T001.WAV"] != names["TUE/T001.WAV"]
    assert f"* REEL {names['TUE/T001.WAV']}: TUE/T001.WAV, 00:00:00:00, 25/1" in lines_of(cut)


def test_a_tape_is_no_cameras_reel() -> None:
    """Recorder and camera both call themselves A001 at ten: reel and timecode must lead to one file."""
    picture, recorder = clip(reel="A001"), wav(reel="A001")
    assert reels((picture, recorder)) == {picture.file: "A001", recorder.file: "A001_2"}
    later = wav(reel="A001", start_s=40000)
    assert reels((picture, later)) == {picture.file: "A001", later.file: "A001"}


def test_files_of_one_take_share_the_tape() -> None:
    files = [wav(f"T_{n}.WAV", tracks=(name,)) for n, name in enumerate(("Boom", "Will"))]
    assert set(reels(files).values()) == {"20240101"}
    again = replace(files[1], file="copy.WAV", frames=files[1].frames - 1)
    assert len(set(reels((*files, again)).values())) == 2


def test_in_a_film_of_mixed_rates_everything_counts_on_the_films_ruler() -> None:
    """A telephone's 30 frames in a film of 24, with a recorder at 96 kHz behind it."""
    picture = clip(rate=Fraction(30), behind=(Behind(wav(sample_rate=96000), -7.3),))
    cut = double([("1.1", picture, 31, 121)], Fraction(24))
    for item in ET.fromstring(fcp7.write(cut)).iter("clipitem"):
        record = int(item.findtext("end") or 0) - int(item.findtext("start") or 0)
        assert item.findtext("rate/timebase") == "24"
        assert int(item.findtext("out") or 0) - int(item.findtext("in") or 0) == record
    for dialect in FIRST_CUT.values():
        verify(cut, dialect, dialect.write(cut))


def test_the_sequence_has_the_sample_rate_of_most_of_its_sound() -> None:
    cut = scene()
    effect = wav("fx.wav", sample_rate=96000)
    one = event("A3", "1.1", effect, (0, 96000), (0, 25))
    shape = ET.fromstring(fcp7.write(replace(cut, events=(*cut.events, one), clips=(*cut.clips, effect))))
    assert shape.findtext(".//sequence/media/audio/format/samplecharacteristics/samplerate") == "48000"
