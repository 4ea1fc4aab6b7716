"""What the tracks of a file are called: the recorder's own names, or a number."""

from pathlib import Path

import pytest

from rushes.sound.tracks import tracks_of
from tests.footage.making import shoot
from tests.sound.making import channels, filmed, ixml, noise, recorded_apart, ticking, written

SOUND = noise(0.3, 500.0).samples


def test_a_recorder_names_its_channels(tmp_path: Path) -> None:
    """The iXML chunk of a polyphonic WAV says which microphone each channel is."""
    path = channels(tmp_path / "a.wav", [SOUND] * 3, chunk=ixml("Mix", "Boom", "Lav Ruth"))
    assert tracks_of(path) == ("Mix", "Boom", "Lav Ruth")


def test_a_channel_that_the_recorder_left_nameless_has_its_number(tmp_path: Path) -> None:
    path = channels(tmp_path / "a.wav", [SOUND] * 3, chunk=ixml("", "Boom"))
    assert tracks_of(path) == ("track 1", "Boom", "track 3")


def test_two_tracks_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = channels(tmp_path / "a.wav", [SOUND] * 2, chunk=ixml("Boom", "Boom"))
    assert tracks_of(path) == ("Boom (1)", "Boom (2)")


@pytest.mark.parametrize("ending", ["mov", "mkv"])
def test_streams_are_called_by_their_titles(tmp_path: Path, ending: str) -> None:
    path = recorded_apart(tmp_path / f"a.{ending}", {"Boom": SOUND, "Lav Ruth": SOUND}, picture_s=0.2)
    assert tracks_of(path) == ("Boom", "Lav Ruth")


def test_what_software_writes_for_want_of_a_name_is_none(tmp_path: Path) -> None:
    """A muxer's 'SoundHandler' names no microphone."""
    path = filmed(tmp_path / "a.mp4", (0.0, ticking(0.3, rate=48000)), codec="aac", channels=2, seconds=0.3)
    assert tracks_of(path) == ("track 1", "track 2")


@pytest.mark.parametrize(
    "chunk",
    [
        b"iXML\x10\x00\x00\x00<BWFXML><TRACK_L",
        b"iXML\xff\xff\xff\x7f<BWFXML></BWFXML>",
        b"iXML\x04\x00\x00\x00\xff\xfe\x00\x01",
        b"LIST\x04\x00\x00\x00" * 40,
    ],
)
def test_a_damaged_chunk_costs_the_names_and_no_more(tmp_path: Path, chunk: bytes) -> None:
    """What can be decoded still has its channels, by number."""
    path = channels(tmp_path / "a.wav", [SOUND, SOUND], chunk=chunk)
    assert set(tracks_of(path)) <= {"track 1", "track 2"}


def test_a_file_without_sound_has_no_track(tmp_path: Path) -> None:
    assert tracks_of(shoot(tmp_path / "mos.mov", sound=False)) == ()
    assert tracks_of(tmp_path / "nowhere.wav") == ()
    assert tracks_of(written(tmp_path / "mono.wav", SOUND)) == ("track 1",)


@pytest.mark.material
def test_real_recorders_are_understood(material: Path) -> None:
    """Sound Devices and Metacorder, in one file or one for each channel."""
    folder = material / "sound" / "bwf"
    assert tracks_of(folder / "A101_1.WAV") == ("MKH516 A", "Boom")
    assert tracks_of(folder / "A101_1_2.WAV") == ("Boom",)
    assert tracks_of(folder / "Sr001-2C-01_02.WAV") == ("Lav Georgie",)
