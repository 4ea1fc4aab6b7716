"""Which of a recorder's tracks are heard, which two are left and right, and what each is called."""

from dataclasses import replace
from fractions import Fraction

import pytest

from rushes.cut.model import Cut
from rushes.footage.model import Clip, Slate
from rushes.turnover.microphones import is_pair, sound_name, voices
from tests.turnover.making import clip, event, wav

RATE = Fraction(25)


def playing(*recorders: Clip) -> Cut:
    """Return a cut in which each file plays its first second, one on each track."""
    events = [
        event(f"A{number}", "1.1", one, (0, int(one.rate)), (0, 25))
        for number, one in enumerate(recorders, 1)
    ]
    return Cut("T", RATE, "classic", tuple(events), (), recorders)


def heard(cut: Cut) -> list[tuple[str, tuple[int, ...], int]]:
    return [(voice.shot.clip.file, voice.channels, voice.among) for voice in voices(cut)]


@pytest.mark.parametrize(
    ("tracks", "channels"),
    [
        (("Boom", "Will", "Ann"), ()),
        (("Mix", "Boom", "Will"), (0,)),
        (("MixL", "MixR", "Boom", "Will"), (0, 1)),
        (("Boom", "Mix Mono"), (1,)),
        (("Boom", "TC"), (0,)),
        (("Boom", "Remixed"), ()),
        (("", ""), ()),
    ],
)
def test_of_a_poly_file_with_a_mix_only_the_mix_is_heard(
    tracks: tuple[str, ...], channels: tuple[int, ...]
) -> None:
    assert heard(playing(wav(tracks=tracks))) == [("A101_1.WAV", channels, 1)]


def test_of_mono_files_with_a_mix_only_the_mix_is_heard() -> None:
    files = [wav(f"1A-2_{n}.WAV", tracks=(name,)) for n, name in enumerate(("Boom", "Mix", "Will"), 1)]
    assert heard(playing(*files)) == [("1A-2_2.WAV", (0,), 1)]
    assert heard(playing(files[0], files[2])) == [("1A-2_1.WAV", (), 2), ("1A-2_3.WAV", (), 2)]


def test_two_recordings_do_not_silence_each_other() -> None:
    """A second recorder has no mix; that the first one has one says nothing about it."""
    other = wav("B.WAV", tracks=("Plant",), start_s=35000)
    assert heard(playing(wav("A.WAV", tracks=("Mix",)), other)) == [("A.WAV", (0,), 1), ("B.WAV", (), 1)]
    take = wav("C.WAV", tracks=("Plant",), slate=Slate("1", "1A", 3))
    assert len(heard(playing(wav("A.WAV", tracks=("Mix",)), take))) == 2


def test_timecode_on_a_track_is_no_sound() -> None:
    files = wav("1_1.WAV", tracks=("Boom",)), wav("1_2.WAV", tracks=("LTC",))
    assert heard(playing(*files)) == [("1_1.WAV", (), 1)]


def test_a_camera_is_heard_as_it_is() -> None:
    assert heard(playing(clip(channels=2, tracks=("Mix", "Boom")))) == [("1A-2_A001C006.mov", (), 1)]


@pytest.mark.parametrize(
    ("tracks", "pair"),
    [
        (("L", "R"), True),
        (("TrL", "TrR"), True),
        (("Mix L", "Mix R"), True),
        (("Stereo-L", "Stereo-R"), True),
        (("Left", "Right"), True),
        (("", ""), True),
        ((), True),
        (("Boom", "Will"), False),
        (("Tr1", "Tr2"), False),
        (("Paul", "Ann"), False),
    ],
)
def test_two_named_microphones_are_no_left_and_right(tracks: tuple[str, ...], pair: bool) -> None:  # noqa: FBT001
    assert is_pair(wav(tracks=tracks, channels=2)) == pair


def test_a_cameras_two_channels_are_left_and_right() -> None:
    assert is_pair(clip(channels=2))
    assert not is_pair(clip(channels=1))
    assert not is_pair(wav(tracks=("L", "R", "C")))


def test_a_sound_is_called_by_its_take_and_microphone() -> None:
    assert sound_name(wav(tracks=("Boom",))) == "1A-2 Boom"
    poly = wav(tracks=("Mix", " Will ", ""))
    assert [sound_name(poly, channel) for channel in range(5)] == [
        "1A-2",
        "1A-2 Mix",
        "1A-2 Will",
        "1A-2",
        "1A-2",
    ]
    assert sound_name(replace(poly, slate=Slate())) == "A101_1"
    assert sound_name(clip(), 1) == "1A-2"
