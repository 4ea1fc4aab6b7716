"""The door to a clip's sound: mono at 16 kHz, and every sample at its time."""

from pathlib import Path

import av
import numpy as np
import pytest

from rushes.sound.microphones import mixed
from rushes.sound.samples import Samples, track_blocks
from rushes.sound.spectrum import SAMPLE_RATE
from tests.footage.making import shoot
from tests.sound.making import filmed, noise, recorded_apart, ticking, ticks, written

HIGH = 48000


def sound_of(clip: Path, seconds: float = 10.0) -> Samples:
    """Return all tracks of a clip together: their mean."""
    blocks = list(track_blocks(clip, seconds))
    return mixed(np.concatenate(blocks, axis=1)) if blocks else np.zeros(0, np.int16)


def damaged(clip: Path, first: int, count: int) -> Path:
    """Overwrite some packets of a clip's sound, as a bad sector would."""
    content = bytearray(clip.read_bytes())
    with av.open(str(clip)) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(audio=0) if packet.pos]
    for at, size in packets[first : first + count]:
        content[at : at + size] = bytes([255]) * size
    clip.write_bytes(content)
    return clip


def test_sound_at_16_khz_comes_through_as_it_is(tmp_path: Path) -> None:
    """Nothing is done to what is already as the ear wants it."""
    samples = noise(1.0, 3000.0).samples
    assert np.array_equal(sound_of(written(tmp_path / "a.wav", samples)), samples)


def test_a_stereo_clip_at_48_khz_keeps_its_level_and_its_time(tmp_path: Path) -> None:
    """The same on both sides is as loud as on one; a second is a second."""
    sound = sound_of(filmed(tmp_path / "a.mov", (0.0, ticking(2.0, 0.5, 1.5, rate=HIGH)), channels=2))
    assert sound.size == 2 * SAMPLE_RATE
    assert ticks(sound) == [0.5, 1.5]
    assert 18000 < np.abs(sound.astype(int)).max() < 26000


@pytest.mark.parametrize(
    ("layout", "channels"),
    [("stereo", 2), ("4 channels", 4), ("5.1", 6), ("6 channels", 6), ("8 channels", 8)],
)
def test_sound_on_any_one_channel_is_heard(tmp_path: Path, layout: str, channels: int) -> None:
    """A boom on the left and nothing on the right is usual; so is a lavalier on the fourth of six."""
    for channel in range(channels):
        path = tmp_path / "one.mov"
        table = np.zeros((SAMPLE_RATE, channels), np.int16)
        table[:, channel] = noise(1.0, 4000.0).samples
        with av.open(str(path), "w") as container:
            stream = container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout=layout)
            frame = av.AudioFrame.from_ndarray(table.reshape(1, -1), format="s16", layout=layout)
            frame.sample_rate = SAMPLE_RATE
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        assert np.std(sound_of(path)) == pytest.approx(4000.0 / channels, rel=0.05)


@pytest.mark.parametrize(
    ("ending", "codec"), [("mov", "pcm_s16le"), ("mov", "aac"), ("mp4", "aac"), ("mkv", "aac")]
)
def test_sound_that_starts_late_waits_for_its_time(tmp_path: Path, ending: str, codec: str) -> None:
    """The recorder ran up after the camera: the first word is still where the lips say it."""
    recorded = (0.4, ticking(1.6, 0.1, 1.1, rate=HIGH))
    sound = sound_of(filmed(tmp_path / f"a.{ending}", recorded, codec=codec))
    assert ticks(sound) == pytest.approx([0.5, 1.5], abs=0.0015)
    assert not sound[: int(0.35 * SAMPLE_RATE)].any()


@pytest.mark.parametrize(
    ("ending", "codec"), [("mov", "pcm_s16le"), ("mov", "aac"), ("mp4", "aac"), ("mkv", "aac")]
)
@pytest.mark.parametrize("before", [0.04, 0.4])
def test_sound_before_the_first_picture_is_left_out(
    tmp_path: Path, ending: str, codec: str, before: float
) -> None:
    """Second nought is the first frame of the picture."""
    recorded = (0.0, ticking(2.0, 0.5, 1.5, rate=HIGH))
    sound = sound_of(filmed(tmp_path / f"a.{ending}", recorded, codec=codec, picture_at=before))
    assert ticks(sound) == pytest.approx([0.5 - before, 1.5 - before], abs=0.0015)


def test_sound_just_before_the_first_picture_is_left_out_to_the_sample(tmp_path: Path) -> None:
    """Less than a hundredth of a second is no reason to be late."""
    sound = sound_of(filmed(tmp_path / "a.mkv", (-0.006, ticking(1.0, 0.206, rate=HIGH))))
    assert ticks(sound) == pytest.approx([0.2], abs=0.0015)


def test_a_hole_in_the_sound_becomes_silence(tmp_path: Path) -> None:
    """What comes after it is not pulled forward."""
    before, after = ticking(1.0, 0.5, rate=HIGH), ticking(1.0, 0.1, rate=HIGH)
    sound = sound_of(filmed(tmp_path / "a.mkv", (0.0, before), (3.4, after), seconds=4.5))
    assert ticks(sound) == pytest.approx([0.5, 3.5], abs=0.0015)
    assert sound.size == pytest.approx(4.4 * SAMPLE_RATE, abs=32)


def test_a_long_hole_is_filled_block_by_block(tmp_path: Path) -> None:
    """Nobody holds an hour of silence in memory at once."""
    before, after = ticking(0.1, rate=HIGH), ticking(0.2, 0.1, rate=HIGH)
    clip = filmed(tmp_path / "a.mkv", (0.0, before), (600.0, after), seconds=0.2)
    sizes = [(block.size, block.base is None or block.base.size) for block in track_blocks(clip)]
    assert sum(size for size, _ in sizes) == pytest.approx(600.2 * SAMPLE_RATE, abs=32)
    assert max(base for _, base in sizes) <= 12 * SAMPLE_RATE


@pytest.mark.parametrize(("ending", "codec"), [("mp4", "aac"), ("mkv", "aac")])
def test_damaged_packets_leave_a_hole_and_nothing_more(tmp_path: Path, ending: str, codec: str) -> None:
    """A bad sector does not cost the rest of a take."""
    recorded = (0.0, ticking(6.0, *(at + 0.5 for at in range(6)), rate=HIGH))
    clip = damaged(filmed(tmp_path / f"a.{ending}", recorded, codec=codec, seconds=6.0), 60, 16)
    assert ticks(sound_of(clip)) == pytest.approx([0.5, 2.5, 3.5, 4.5, 5.5], abs=0.0015)


def test_a_clip_without_sound_gives_nothing(tmp_path: Path) -> None:
    assert list(track_blocks(shoot(tmp_path / "mos.mov", sound=False))) == []


def test_a_file_that_is_no_clip_gives_nothing(tmp_path: Path) -> None:
    """The probe has said so already; an ear has nothing to add."""
    path = tmp_path / "a.mov"
    path.write_bytes(b"not a film at all" * 100)
    assert list(track_blocks(path)) == []
    assert list(track_blocks(tmp_path / "nowhere.mov")) == []


@pytest.mark.parametrize("share", [0.3, 0.6, 0.999])
def test_a_file_that_breaks_off_is_heard_up_to_there(tmp_path: Path, share: float) -> None:
    """A card that was pulled too early still holds its beginning."""
    seconds = 6.0
    recorded = (0.0, ticking(seconds, *(at + 0.2 for at in range(6)), rate=HIGH))
    clip = filmed(tmp_path / "a.mkv", recorded, seconds=seconds)
    whole = clip.read_bytes()
    clip.write_bytes(whole[: int(share * len(whole))])
    found = ticks(sound_of(clip))
    assert found == [0.2, 1.2, 2.2, 3.2, 4.2, 5.2][: len(found)]
    assert len(found) >= int(share * 5)


@pytest.mark.parametrize("seconds", [0.05, 0.7, 3.0, 100.0])
def test_blocks_joined_are_the_whole(tmp_path: Path, seconds: float) -> None:
    """However it is cut into blocks, all but the last are of that length, and nothing is lost."""
    samples = noise(2.33, 3000.0).samples
    clip = written(tmp_path / "a.wav", samples)
    blocks = list(track_blocks(clip, seconds))
    assert {block.shape[1] for block in blocks[:-1]} <= {int(seconds * SAMPLE_RATE)}
    assert 0 < blocks[-1].size <= int(seconds * SAMPLE_RATE)
    assert np.array_equal(np.concatenate(blocks, axis=1), samples[None])


def test_all_tracks_of_a_file_come_side_by_side(tmp_path: Path) -> None:
    """Streams of one channel each, in step with one another, read once."""
    beats = {"Boom": ticking(2.0, 0.5), "Lav": ticking(2.0, 1.5), "Mix": ticking(2.0, 0.5, 1.5)}
    blocks = list(track_blocks(recorded_apart(tmp_path / "a.mov", beats, picture_s=2.0), 0.7))
    rows = np.concatenate(blocks, axis=1)
    assert [ticks(row) for row in rows] == [[0.5], [1.5], [0.5, 1.5]]
    assert all(block.shape[0] == 3 for block in blocks)


def test_a_stream_that_begins_late_is_silent_until_then(tmp_path: Path) -> None:
    """Its ticks stay where they were; so do those of the stream beside it."""
    beats = {"Boom": ticking(2.0, 0.5, 1.5), "Lav": ticking(1.0, 0.25)}
    path = recorded_apart(tmp_path / "a.mkv", beats, begins=0.75, picture_s=2.0)
    rows = np.concatenate(list(track_blocks(path)), axis=1)
    assert [ticks(row) for row in rows] == [[0.5, 1.5], [1.0]]


def test_a_stream_that_ends_early_is_silent_from_there(tmp_path: Path) -> None:
    beats = {"Boom": ticking(80.0, 0.5, 79.0), "Lav": ticking(1.0, 0.5)}
    blocks = list(track_blocks(recorded_apart(tmp_path / "a.mkv", beats)))
    rows = np.concatenate(blocks, axis=1)
    assert rows.shape[1] == pytest.approx(80 * SAMPLE_RATE, abs=32)
    assert [ticks(row) for row in rows] == [[0.5, 79.0], [0.5]]


def test_a_damaged_stream_leaves_the_others_whole(tmp_path: Path) -> None:
    """A file of two streams that breaks off gives both up to there."""
    beats = {"Boom": ticking(6.0, 0.2, 1.2, 2.2, 5.0), "Lav": ticking(6.0, 0.4, 1.4, 2.4, 5.0)}
    path = recorded_apart(tmp_path / "a.mkv", beats)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    rows = np.concatenate(list(track_blocks(path)), axis=1)
    assert [ticks(row) for row in rows] == [[0.2, 1.2, 2.2], [0.4, 1.4, 2.4]]
