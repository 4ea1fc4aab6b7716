"""What the room shows and plays is what was shot: every frame in its place, every sample where it was."""

import io
import resource
import time
import wave
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.footage.model import Clip
from rushes.screening import media
from rushes.screening.media import MediaRoom, peaks_of, sound_of, still_of
from rushes.screening.model import Media
from rushes.screening.proxies import KEYFRAMES, NotDecoded, NotKept, write_proxy
from tests.turnover.filming import film, heard_clicks, number_on


def frames_in(path: Path) -> list[tuple[Fraction, int | None, bool]]:
    """Return time, number and whether it is a keyframe, of every frame of a film."""
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        return [
            (Fraction((frame.pts or 0) * (stream.time_base or 1)), number_on(frame), frame.key_frame)
            for frame in opened.decode(stream)
        ]


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(24000, 1001)])
def test_every_frame_of_a_clip_is_in_its_proxy_at_its_time(tmp_path: Path, rate: Fraction) -> None:
    """The nth frame shows n, at n frames; a keyframe is never farther than twelve frames."""
    clip = film(tmp_path / "a.mov", rate=rate, frames=60, late=900)
    write_proxy(clip, tmp_path / "proxies" / "a.mp4")
    frames = frames_in(tmp_path / "proxies" / "a.mp4")
    assert [number for _, number, _ in frames] == list(range(60))
    assert all(abs(at - n / rate) < Fraction(1, 10_000) for n, (at, _, _) in enumerate(frames))
    keys = [n for n, (_, _, key) in enumerate(frames) if key]
    assert keys[0] == 0
    assert max(b - a for a, b in zip(keys, [*keys[1:], 60], strict=True)) <= KEYFRAMES


def test_a_lost_frame_shifts_nothing(tmp_path: Path) -> None:
    """Where two frames are lost, the one before stays; all after stand where they stood."""
    clip = film(tmp_path / "a.mov", frames=40, lost=(10, 11))
    write_proxy(clip, tmp_path / "a.mp4")
    numbers = [number for _, number, _ in frames_in(tmp_path / "a.mp4")]
    assert numbers == [*range(10), 9, 9, *range(12, 40)]


def test_what_cannot_be_decoded_gives_no_proxy_and_leaves_nothing(tmp_path: Path) -> None:
    """No half file stands in the cache."""
    clip = film(tmp_path / "a.mov", frames=10)
    clip.path.write_bytes(b"no film at all")
    with pytest.raises(NotDecoded, match="Invalid data"):
        write_proxy(clip, tmp_path / "proxies" / "a.mp4")
    assert list((tmp_path / "proxies").iterdir()) == []


def test_sound_begins_at_the_very_sample(tmp_path: Path) -> None:
    """Clicks of every fifth of a second, asked from 0.5 s on: they come 0.1, 0.3 … s later."""
    clip = film(tmp_path / "a.mov", frames=100, codecs=("libx264", "pcm_s16le"))
    with wave.open(io.BytesIO(sound_of(clip, 0.5, 1.5))) as told:
        assert (told.getframerate(), told.getnchannels(), told.getnframes()) == (48000, 2, 48000)
        samples = np.frombuffer(told.readframes(48000), "<i2").reshape(-1, 2).T / 32768
    assert heard_clicks(samples[0]) == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9], abs=0.001)


def test_sound_beyond_the_clip_is_silence_of_the_length_that_was_asked(tmp_path: Path) -> None:
    """And never more than two minutes at once."""
    clip = film(tmp_path / "a.mov", frames=25)
    for ends, frames in (((0.9, 2.9), 96000), ((0.0, 1e9), 120 * 48000), ((5.0, 1.0), 0)):
        with wave.open(io.BytesIO(sound_of(clip, *ends))) as told:
            assert told.getnframes() == frames


def test_a_waveform_has_a_low_and_a_high_for_every_column(tmp_path: Path) -> None:
    """Ten columns a second of four seconds; those with a click are loud, the others still."""
    clip = film(tmp_path / "a.mov", frames=100, codecs=("libx264", "pcm_s16le"))
    told = np.frombuffer(peaks_of(clip, 10), np.int8).reshape(-1, 2)
    assert len(told) == 40
    assert (told[0::2, 1] > 80).all()
    assert (np.abs(told[1::2]) < 3).all()


def test_a_still_is_a_picture(tmp_path: Path) -> None:
    """A JPEG; a clip without a picture has none."""
    clip = film(tmp_path / "a.mov", frames=40)
    assert (still_of(clip, 20) or b"").startswith(b"\xff\xd8")
    assert still_of(replace(clip, path=tmp_path / "gone.mov"), 20) is None


def a_media_room(folder: Path, *clips: Clip) -> tuple[MediaRoom, dict[str, Media]]:
    """Return a media room over clips, and a note of all that it says."""
    told: dict[str, Media] = {}
    room = MediaRoom(folder / "cache", {clip.file: clip for clip in clips})
    room.told = told.__setitem__
    return room, told


def wait_for(told: dict[str, Media], count: int) -> None:
    """Wait until so many clips were told of."""
    until = time.monotonic() + 60
    while len(told) < count:
        assert time.monotonic() < until, told
        time.sleep(0.02)


def test_proxies_are_made_in_the_background_and_remembered(tmp_path: Path) -> None:
    """One is ready, one cannot be made, one is gone; the next room has the first at once."""
    good = film(tmp_path / "good.mov", frames=20)
    bad = film(tmp_path / "bad.mov", frames=20)
    bad.path.write_bytes(b"no film")
    gone = replace(good, file="gone.mov", path=tmp_path / "gone.mov")
    room, told = a_media_room(tmp_path, good, bad, gone)
    assert room.state == {"good.mov": "making", "bad.mov": "making", "gone.mov": "gone"}
    assert room.proxy("good.mov") is None
    room.want(["bad.mov", "gone.mov"])
    wait_for(told, 2)
    assert told == {"good.mov": "ready", "bad.mov": "unreadable"}
    assert "decoded" in room.because("bad.mov")
    room.close()
    again, _ = a_media_room(tmp_path, good)
    assert again.state == {"good.mov": "ready"}
    assert again.proxy("good.mov")


def test_a_waveform_is_remembered(tmp_path: Path) -> None:
    """The second time it comes from the cache, though the clip is gone."""
    clip = film(tmp_path / "a.mov", frames=25)
    first, _ = a_media_room(tmp_path, clip)
    peaks = first.peaks("a.mov", 50)
    clip.path.unlink()
    second, _ = a_media_room(tmp_path, clip)
    assert second.peaks("a.mov", 50) == peaks


def test_no_waveform_is_remembered_of_a_clip_that_is_gone(tmp_path: Path) -> None:
    """When the clip is there again, so is its waveform."""
    clip = film(tmp_path / "a.mov", frames=25, codecs=("libx264", "pcm_s16le"))
    away = tmp_path / "away.mov"
    clip.path.rename(away)
    room, told = a_media_room(tmp_path, clip)
    assert room.peaks("a.mov", 50) is None
    away.rename(clip.path)
    assert room.peaks("a.mov", 50)
    assert told["a.mov"] == "making"


def test_sound_before_the_beginning_is_silence(tmp_path: Path) -> None:
    """A recorder that began late: its first sample comes where it was recorded."""
    clip = film(tmp_path / "a.mov", frames=100, codecs=("libx264", "pcm_s16le"))
    with wave.open(io.BytesIO(sound_of(clip, -0.5, 0.5))) as told:
        samples = np.frombuffer(told.readframes(48000), "<i2").reshape(-1, 2).T / 32768
    assert not samples[:, :24000].any()
    assert heard_clicks(samples[0]) == pytest.approx([0.5, 0.7, 0.9], abs=0.001)


def test_what_nobody_foresaw_stops_no_other_clip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither one who listens and breaks, nor a clip whose figures are nonsense."""
    bad = replace(film(tmp_path / "bad.mov", frames=20), rate=Fraction(-25), file="bad.mov")
    good = [film(tmp_path / name, frames=20) for name in ("first.mov", "second.mov")]
    room, told = a_media_room(tmp_path, bad, *good)

    def listen(file: str, state: Media) -> None:
        told[file] = state
        if file == "first.mov":
            raise LookupError(file)

    room.told = listen
    room.want(["bad.mov", "first.mov", "second.mov"])
    wait_for(told, 3)
    room.close()
    assert told == {"bad.mov": "unreadable", "first.mov": "ready", "second.mov": "ready"}
    assert "LookupError" in capsys.readouterr().err


def test_a_full_disk_is_no_fault_of_the_clip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room says so, goes on showing stills, and tries again until there is room."""
    monkeypatch.setattr(media, "AGAIN_S", 0.2)
    clip = film(tmp_path / "a.mov", frames=200, size=(640, 360))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    room, told = a_media_room(tmp_path, clip)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))  # as a disk on which 4 KB are left
        room.want(["a.mov"])
        wait_for(told, 1)
        assert (told["a.mov"], room.state["a.mov"]) == ("making", "making")
        assert "Make room" in room.because("a.mov")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    until = time.monotonic() + 60
    while told["a.mov"] != "ready":
        assert time.monotonic() < until, room.because("a.mov")
        time.sleep(0.05)
    room.close()
    assert room.because("a.mov") == ""
    assert [file.suffix for file in (tmp_path / "cache").rglob("*.*")] == [".mp4"]


def test_a_cache_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    """A file stands where the folder should be made: nothing is wrong with the clip."""
    clip = film(tmp_path / "a.mov", frames=10)
    (tmp_path / "cache").write_bytes(b"")
    with pytest.raises((NotKept, NotDecoded)) as told:
        write_proxy(clip, tmp_path / "cache" / "proxies" / "a.mp4")
    assert isinstance(told.value, NotKept), told.value
