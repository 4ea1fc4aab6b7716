"""The preview plays the recorder's file under the picture, to the sample, and the camera's own sound nowhere.

The recordings are written here: one sample stands out, and where it is heard in the film is counted.
"""

import wave
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rushes.cut.model import Cut
from rushes.errors import Finding  # noqa: TC001 -- named in a list
from rushes.footage.model import Behind, Clip
from rushes.timecode import Span
from rushes.turnover.preview import check_preview, make_preview
from rushes.turnover.preview.sound import Mix, sample_at
from tests.turnover.filming import film, heard_clicks, record, watch_film
from tests.turnover.making import double, event, wav

RATE = Fraction(25)
NTSC = Fraction(24000, 1001)


def played(cut: Cut) -> np.ndarray:
    """Return the film's sound before it is encoded; nothing may be told."""
    told: list[Finding] = []
    mix = Mix(cut, told.append)
    sound = mix.take(sample_at(cut.frames, cut.rate))
    assert told == []
    return sound


def laid(sounds: tuple[Clip, ...], first: int, frames: int = 50, rate: Fraction = RATE) -> Cut:
    """Return a film of one shot of sound: each file on a track of its own, from one sample on."""
    events = []
    for number, sound in enumerate(sounds, 1):
        length = round(frames / rate * sound.rate)
        events.append(event(f"A{number}", "1.1", sound, (first, first + length), (0, frames), rate=rate))
    return Cut("T", rate, "classic", tuple(events), (), sounds)


def loudest(sound: np.ndarray) -> int:
    return int(np.abs(sound[0]).argmax())


@pytest.mark.parametrize("first", [0, 1, 12345, 47999])
@pytest.mark.parametrize("rate", [RATE, NTSC, Fraction(30000, 1001)])
def test_a_sample_is_heard_exactly_where_the_cut_puts_it(tmp_path: Path, first: int, rate: Fraction) -> None:
    one = record(tmp_path / "one.wav", {0: 60000})
    assert loudest(played(laid((one,), first, 48, rate))) == 60000 - first


@pytest.mark.parametrize("sample_rate", [32000, 44100, 47952, 48048, 88200, 96000])
def test_at_other_sample_rates_it_is_the_nearest_sample(tmp_path: Path, sample_rate: int) -> None:
    one = record(tmp_path / "one.wav", {0: sample_rate + 777}, sample_rate=sample_rate)
    first = sample_rate // 2 + 11
    wanted = Fraction(sample_rate + 777 - first, sample_rate) * 48000
    assert abs(loudest(played(laid((one,), first))) - wanted) <= 1


@pytest.mark.parametrize("channels", [1, 2, 3, 8, 9, 16])
def test_every_track_of_a_recorder_is_heard_in_the_centre(tmp_path: Path, channels: int) -> None:
    """Recorders write up to 32 tracks without saying where they belong; none may be lost or doubled."""
    tracks = tuple(f"Lav {n}" for n in range(channels))
    at = {channel: 30000 + 1000 * channel for channel in range(channels)}
    sound = played(laid((record(tmp_path / "poly.wav", at, tracks=tracks),), 0))
    loud = np.flatnonzero(np.abs(sound[0]) > 0.05)
    assert loud.tolist() == list(at.values())
    assert np.abs(sound[0][loud]) == pytest.approx(0.5 / np.sqrt(channels), rel=1e-3)
    assert (sound[0] == sound[1]).all()


def test_the_mix_is_heard_and_nothing_with_it(tmp_path: Path) -> None:
    tracks, at = ("Boom", "Mix", "Will"), {0: 20000, 1: 30000, 2: 40000}
    sound = played(laid((record(tmp_path / "poly.wav", at, tracks=tracks),), 0))
    assert np.flatnonzero(np.abs(sound[0]) > 0.01).tolist() == [30000]
    assert sound[0, 30000] == pytest.approx(0.5, abs=1e-3)


def test_so_it_is_of_a_file_for_each_microphone(tmp_path: Path) -> None:
    files = tuple(
        record(tmp_path / f"{name}.wav", {0: at}, tracks=(name,))
        for name, at in (("Boom", 20000), ("Mix", 30000), ("Will", 40000))
    )
    sound = played(laid(files, 0))
    assert np.flatnonzero(np.abs(sound[0]) > 0.01).tolist() == [30000]
    alone = played(laid((files[0], files[2]), 0))
    assert np.abs(alone[0][[20000, 40000]]) == pytest.approx(0.5 / np.sqrt(2), rel=1e-3)


def test_a_stereo_recording_keeps_its_sides(tmp_path: Path) -> None:
    """A pocket recorder names nothing, and a pair says so."""
    for number, tracks in enumerate((("L", "R"), ("", ""))):
        one = record(tmp_path / f"{number}.wav", {0: 20000, 1: 30000}, tracks=tracks)
        sound = played(laid((one,), 0))
        assert [int(np.abs(side).argmax()) for side in sound] == [20000, 30000]


def test_sound_is_not_stretched_however_far_the_clocks_part(tmp_path: Path) -> None:
    """A recorder that runs 200 ppm fast is followed by where the cut begins, and by nothing else."""
    recorder = record(tmp_path / "one.wav", {0: 60000})
    behind = Behind(recorder, -0.5, 200.0)
    camera = replace(film(tmp_path / "1A-1.mov"), behind=(behind,))
    cut = double([("1.1", camera, 10, 60)])
    first = round(behind.on_recorder(10 / 25) * 48000)
    assert first == 43209, "the ninth sample later than at equal clocks"
    assert loudest(played(cut)) == 60000 - first


def test_a_recording_that_ends_early_is_quiet_from_there(tmp_path: Path) -> None:
    one = record(tmp_path / "one.wav", {0: 4 * 48000 - 1000})
    sound = played(laid((one,), 2 * 48000 + 1500, 50))
    assert loudest(sound) == 4 * 48000 - 1000 - 2 * 48000 - 1500
    assert not np.abs(sound[:, -1500:]).max()


def test_the_preview_plays_the_recording_and_not_the_cameras_guide(tmp_path: Path) -> None:
    """The camera clicks five times a second; its recording has one click, which alone is in the film."""
    camera = film(tmp_path / "1A-1.mov", number=1)
    recorder = record(tmp_path / "Wörter & Töne" / "1A-1.wav", {0: 72000})
    camera = replace(camera, behind=(Behind(recorder, -0.5),))
    cut = double([("1.1", camera, 10, 60)])
    path = tmp_path / "preview.mp4"
    assert make_preview(cut, path) == ()
    check_preview(path, cut)
    _, sound = watch_film(path)
    assert heard_clicks(sound[0]) == pytest.approx([1.0 - 10 / 25], abs=0.0005)


def test_a_line_whose_take_nobody_recorded_plays_the_camera(tmp_path: Path) -> None:
    camera, alone = film(tmp_path / "1A-1.mov", number=1), film(tmp_path / "1A-2.mov", number=2)
    recorder = record(tmp_path / "1A-1.wav", {0: 72000})
    camera = replace(camera, behind=(Behind(recorder, -0.5),))
    cut = double([("1.1", camera, 10, 60)])
    seen, heard = (event(track, "1.2", alone, (10, 35), (50, 75)) for track in ("V1", "A1"))
    cut = replace(cut, events=(*cut.events, seen, heard), clips=(*cut.clips, alone))
    path = tmp_path / "preview.mp4"
    assert make_preview(cut, path) == ()
    _, sound = watch_film(path)
    wanted = [0.6, *(2 + at - 0.4 for at in (0.6, 0.8, 1.0, 1.2))]
    heard_at = [at for at in heard_clicks(sound[0]) if abs(at - 2.0) > 0.02 and at < 2.9]
    assert heard_at == pytest.approx(wanted, abs=0.0005), "the joins at 2 s and at the end are faded"


def test_a_recording_that_is_gone_is_silence_and_told(tmp_path: Path) -> None:
    gone = wav("gone.wav", path=tmp_path / "gone.wav")
    cut = Cut("T", RATE, "classic", (event("A1", "1.1", gone, (0, 48000), (0, 25)),), (), (gone,))
    told = make_preview(cut, tmp_path / "preview.mp4")
    assert [(finding.kind, finding.subject) for finding in told] == [("not in the preview", "gone.wav")]


def test_where_the_performance_goes_on_no_fade_is_heard(tmp_path: Path) -> None:
    """Two lines of one take have touching samples: the sound between them is not touched."""
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48000)
        out.writeframes(np.full(192000, 16384, "<i2").tobytes())
    one = wav("tone.wav", path=path, frames=192000)
    spans = [((500, 500 + 19200), (0, 10)), ((500 + 19200, 500 + 38400), (10, 20))]
    events = tuple(event("A1", f"1.{n}", one, *places) for n, places in enumerate(spans))
    sound = played(Cut("T", RATE, "classic", events, (), (one,)))[0]
    assert sound[480:-480] == pytest.approx(0.5, abs=1e-4)
    assert events[0].source == Span(500, 19700, one.rate)
