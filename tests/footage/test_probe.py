"""The facts of a file are read from its content; bad media is a finding and never an error."""

import json
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.engine.writing import decode, encode
from rushes.footage import Probe, find_footage, probe
from rushes.timecode import timecode_text
from tests.footage.making import broken, record, shoot

NTSC = Fraction(30000, 1001)
FILM = Fraction(24000, 1001)
EVERY_CONTAINER = [("mov", "libx264"), ("mp4", "libx264"), ("mkv", "libx264"), ("ts", "libx264")]
MORE_CONTAINERS = [*EVERY_CONTAINER, ("mxf", "mpeg2video"), ("avi", "mpeg4")]


def kinds(seen: Probe) -> list[str]:
    return [finding.kind for finding in seen.findings]


@pytest.mark.parametrize(("ending", "codec"), MORE_CONTAINERS)
@pytest.mark.parametrize("rate", [Fraction(25), NTSC])
def test_rate_and_frames_are_exact_in_every_container(
    tmp_path: Path, ending: str, codec: str, rate: Fraction
) -> None:
    """Fifty frames are fifty frames, at 29.97 too, whatever the container rounds."""
    seen = probe(shoot(tmp_path / f"clip.{ending}", rate=rate, frames=50, codec=codec))
    assert (seen.rate, seen.frames, seen.variable_rate, kinds(seen)) == (rate, 50, False, [])
    assert (seen.width, seen.height, seen.channels, seen.sample_rate) == (64, 48, 1, 48000)
    assert seen.duration_s == pytest.approx(50 / rate)


@pytest.mark.parametrize(
    ("ending", "codec", "rate", "timecode"),
    [
        ("mov", "libx264", Fraction(25), "10:02:03:00"),
        ("mov", "libx264", NTSC, "01:00:00;02"),
        ("mov", "libx264", NTSC, "01:00:00:02"),
        ("mov", "libx264", FILM, "21:44:10:09"),
        ("mp4", "libx264", Fraction(50), "09:59:59:49"),
        ("mkv", "libx264", FILM, "01:00:00:23"),
        ("mxf", "mpeg2video", Fraction(25), "10:02:03:24"),
    ],
)
def test_timecode_is_absolute(tmp_path: Path, ending: str, codec: str, rate: Fraction, timecode: str) -> None:
    """The clock of the camera comes back to the frame, with its way of counting."""
    seen = probe(shoot(tmp_path / f"clip.{ending}", rate=rate, frames=12, timecode=timecode, codec=codec))
    assert seen.has_timecode
    assert seen.drop is (";" in timecode)
    assert seen.rate == rate
    assert timecode_text(seen.start, rate, drop=seen.drop) == timecode


def test_a_clip_without_timecode_says_so(tmp_path: Path) -> None:
    seen = probe(shoot(tmp_path / "clip.mp4"))
    assert (seen.has_timecode, seen.start) == (False, 0)


def test_the_reel_is_read_from_the_timecode_track(tmp_path: Path) -> None:
    clip = shoot(tmp_path / "clip.mov", timecode="10:00:00:00", reel="A001")
    assert probe(clip).reel == "A001"


@pytest.mark.parametrize("ending", ["mp4", "mkv"])
def test_variable_rate_is_noticed_without_decoding(tmp_path: Path, ending: str) -> None:
    """A phone that slows down in the dark: the ruler that it means, and a warning, before any decoding."""
    times = [Fraction(n, 30) for n in range(30)] + [1 + Fraction(2 * n, 25) for n in range(20)]
    seen = probe(shoot(tmp_path / f"clip.{ending}", frames=50, times=times))
    assert seen.variable_rate
    assert (seen.rate, seen.frames, kinds(seen)) == (Fraction(30), 77, ["variable rate"])
    assert "19.44 a second on average" in seen.findings[0].fact


def test_lost_frames_leave_the_ruler_alone(tmp_path: Path) -> None:
    times = [Fraction(n, 25) for n in range(52) if n not in (20, 21)]
    seen = probe(shoot(tmp_path / "clip.mp4", frames=50, times=times))
    assert (seen.rate, seen.frames, kinds(seen)) == (Fraction(25), 52, ["variable rate"])
    assert seen.findings[0].fact.startswith("2 of 52 frames are missing")


@pytest.mark.parametrize(("ending", "codec"), EVERY_CONTAINER)
@pytest.mark.parametrize("delay_s", [0.0, 0.5])
def test_the_offset_of_the_sound_is_what_a_decoder_meets(
    tmp_path: Path, ending: str, codec: str, delay_s: float
) -> None:
    """First sample against first frame, as decoded; so sound and picture meet again in the cut."""
    clip = shoot(tmp_path / f"clip.{ending}", codec=codec, sound_delay_s=delay_s)
    with av.open(str(clip)) as container:
        frame = next(container.decode(video=0))
    with av.open(str(clip)) as container:
        samples = next(container.decode(audio=0))
    seen = probe(clip)
    assert seen.sound_offset_s == pytest.approx(float(samples.time or 0) - float(frame.time), abs=0.0011)
    assert seen.sound_offset_s == pytest.approx(delay_s, abs=0.03)  # a packet of AAC begins up to 23 ms early
    assert seen.picture_start_s == pytest.approx(frame.time, abs=1e-6)


def test_pixels_that_are_not_square_and_a_camera_on_its_side(tmp_path: Path) -> None:
    wide = probe(shoot(tmp_path / "wide.mov", pixel_aspect=Fraction(64, 45)))
    assert wide.pixel_aspect == Fraction(64, 45)
    assert [probe(shoot(tmp_path / f"{turn}.mov", turned=turn)).rotation for turn in (90, 180, 270)] == [
        90,
        180,
        270,
    ]


def test_a_clip_without_sound_and_sound_without_picture(tmp_path: Path) -> None:
    mute, wild = probe(shoot(tmp_path / "mos.mov", sound=False)), probe(record(tmp_path / "wild.wav", 2.5))
    assert (kinds(mute), mute.has_picture, mute.has_sound) == (["no sound"], True, False)
    assert (kinds(wild), wild.has_picture, wild.has_sound) == ([], False, True)
    assert (wild.samples, wild.sample_rate, wild.duration_s) == (120000, 48000, 2.5)


def test_a_cover_is_no_picture(tmp_path: Path) -> None:
    """Music with a cover has a still in a picture stream; it is sound all the same."""
    with av.open(str(tmp_path / "song.mp4"), "w") as container:
        sound = container.add_stream("aac", rate=48000, layout="mono")
        cover = container.add_stream("mjpeg", rate=1)
        cover.width, cover.height, cover.pix_fmt = 16, 16, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        container.mux(cover.encode(av.VideoFrame(16, 16, "yuvj420p")))
        for start in range(0, 9600, 960):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 960), np.int16), "s16", "mono")
            frame.sample_rate, frame.pts = 48000, start
            container.mux(sound.encode(frame))
        container.mux(sound.encode())
    song = probe(tmp_path / "song.mp4")
    assert (kinds(song), song.has_picture, song.samples > 0) == ([], False, True)


@pytest.mark.parametrize(
    ("ending", "codec", "options"),
    [
        ("mov", "libx264", {"movflags": "faststart"}),
        ("mp4", "libx264", {"movflags": "frag_keyframe+empty_moov"}),
        ("mkv", "libx264", {}),
        ("mxf", "mpeg2video", {}),
        ("avi", "mpeg4", {}),
    ],
)
def test_a_pulled_card_leaves_what_can_be_read(
    tmp_path: Path, ending: str, codec: str, options: dict[str, str]
) -> None:
    """Sixty per cent of a clip: its frames up to the break are counted, and the finding says how far."""
    whole = shoot(tmp_path / f"whole.{ending}", frames=100, codec=codec, options=options)
    seen = probe(broken(whole, 0.6, tmp_path / f"half.{ending}"))
    assert kinds(seen) == ["truncated"]
    assert 40 <= seen.frames <= 70
    assert f"{seen.duration_s:.1f} s" in seen.findings[0].fact


def test_a_recording_without_its_index_names_the_cure(tmp_path: Path) -> None:
    """QuickTime writes its index last; without it nothing can be read, but it can be repaired."""
    seen = probe(broken(shoot(tmp_path / "whole.mov"), 0.6, tmp_path / "half.mov"))
    assert kinds(seen) == ["unreadable"]
    assert "no index" in seen.findings[0].fact
    assert "untrunc" in seen.findings[0].advice


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"", "empty", "0 bytes"),
        (b"no film at all\n" * 99, "unreadable", "damaged"),
        (b"\x00\x00\x00\x40RED2" + bytes(500), "unreadable", "REDCODE raw"),
        (b"ARRI" + bytes(500), "unreadable", "ARRIRAW"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nhttp://127.0.0.1:9/a.ts\n", "unreadable", "damaged"),
        (b"\x00\x00\x00\x00mdat" + bytes(500), "unreadable", "no index"),
    ],
)
def test_what_is_no_clip_is_a_finding(tmp_path: Path, content: bytes, kind: str, said: str) -> None:
    (tmp_path / "clip.mov").write_bytes(content)
    seen = probe(tmp_path / "clip.mov")
    assert kinds(seen) == [kind]
    assert said in seen.findings[0].fact
    assert seen.findings[0].advice
    assert not seen.has_picture


def test_a_file_that_went_away_is_a_finding(tmp_path: Path) -> None:
    seen = probe(tmp_path / "gone.mov")
    assert kinds(seen) == ["unreadable"]
    assert "No such file" in seen.findings[0].fact


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), ending=st.sampled_from(["mov", "mkv", "ts"]))
def test_no_damage_raises(tmp_path: Path, data: st.DataObject, ending: str) -> None:
    """Bytes are overwritten and the end is cut at any place: there is always an answer."""
    whole = tmp_path / f"whole.{ending}"
    content = bytearray((whole if whole.exists() else shoot(whole, frames=10)).read_bytes())
    for _ in range(data.draw(st.integers(0, 20))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    damaged = tmp_path / f"damaged.{ending}"
    damaged.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    seen = probe(damaged)
    assert seen.frames >= 0
    assert seen.has_picture or seen.findings


def test_the_facts_depend_on_the_content_alone_and_can_be_remembered(tmp_path: Path) -> None:
    """Another name gives an equal answer, and JSON gives it back: that is what a cache needs."""
    clip = shoot(tmp_path / "27A-3.mov", rate=FILM, timecode="01:00:00:00", sound=False)
    first = probe(clip)
    second = probe(clip.rename(tmp_path / "it's “第二场” 🎬.mov"))
    assert first == second
    assert decode(encode(first), Probe) == first
    assert b'"24000/1001"' in encode(first)


@pytest.mark.material
def test_every_rush_of_grid_scenes_has_its_true_frames_and_timecode(material: Path) -> None:
    """35 takes, against the truth that was written when they were made."""
    truth = {
        take["file"]: take for take in json.loads((material / "grid-scenes/truth.json").read_text())["takes"]
    }
    seen = {path.name: probe(path) for path in find_footage([material / "grid-scenes"])}
    told = {
        name: (facts.rate, facts.frames, timecode_text(facts.start, Fraction(25)), facts.findings)
        for name, facts in seen.items()
    }
    assert told == {
        name: (Fraction(25), take["frames"], take["timecode"], ()) for name, take in truth.items()
    }


@pytest.mark.material
def test_a_camera_file_with_a_timecode_track(material: Path) -> None:
    seen = probe(material / "timelines/P1044376_timecode_fixture.mov")
    assert (seen.rate, seen.frames, seen.has_timecode) == (FILM, 24, True)
    assert timecode_text(seen.start, FILM) == "21:44:10:09"


@pytest.mark.material
def test_real_films_and_real_production_sound(material: Path) -> None:
    """Six channels, 60 frames a second upright, and sound without picture."""
    bunny = probe(material / "film/big-buck-bunny-30s.mp4")
    upright = probe(material / "film/four-angles/cam01.mp4")
    boom = probe(material / "sound/bwf/A101_1.WAV")
    assert (bunny.rate, bunny.frames, bunny.channels) == (Fraction(24), 720, 6)
    assert (upright.rate, upright.frames, upright.has_sound) == (Fraction(60), 100, False)
    assert (boom.has_picture, boom.channels, boom.sample_rate) == (False, 2, 48000)
