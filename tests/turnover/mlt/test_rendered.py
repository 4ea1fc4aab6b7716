"""What melt shows and plays of our files: layers, rates, channels, names. Each frame has its own grey."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rushes.cut.model import Cut, Event
from rushes.footage.model import Clip
from rushes.turnover.dialects import mlt
from rushes.turnover.options import AS_SHOT
from rushes.turnover.verify import differences
from tests.turnover.making import clip, event, wav
from tests.turnover.mlt.rendering import SIZE, filmed, recorded, rendered

pytestmark = [pytest.mark.needs("melt"), pytest.mark.slow]

NTSC, PULLED = Fraction(30000, 1001), Fraction(24000, 1001)
STAIRS = [20 + 3 * number for number in range(70)]
WIDTH, HEIGHT = SIZE


def shot_on(path: Path, frames: int, rate: Fraction = Fraction(25)) -> Clip:
    return clip(path.name, path=path, frames=frames, rate=rate, width=WIDTH, height=HEIGHT, channels=0)


def cut_of(events: list[Event], clips: list[Clip], rate: Fraction = Fraction(25)) -> Cut:
    return Cut("Layers", rate, "classic", tuple(events), (), tuple(clips))


def stair(frames: list[np.ndarray]) -> list[int]:
    """Return the number of each frame by its grey, as `STAIRS` were filmed; melt and we round alike."""
    return [round((float(frame.mean()) * 219 / 255 + 16 - STAIRS[0]) / 3) for frame in frames]


def test_an_upper_picture_is_seen_over_a_lower_one_and_only_as_long_as_it_lasts(tmp_path: Path) -> None:
    low = shot_on(filmed(tmp_path / "low.mkv", [STAIRS[10]] * 40), 40)
    high = shot_on(filmed(tmp_path / "high.mkv", [STAIRS[50]] * 40), 40)
    events = [event("V1", "1.1", low, (0, 30), (0, 30)), event("V2", "1.2", high, (5, 15), (10, 20))]
    frames, _ = rendered(cut_of(events, [low, high]), tmp_path)
    assert stair(frames) == [10] * 10 + [50] * 10 + [10] * 10


def test_a_film_in_drop_frame_is_shown_frame_by_frame(tmp_path: Path) -> None:
    used = replace(shot_on(filmed(tmp_path / "a.mkv", STAIRS, NTSC), 70, NTSC), drop=True, start=107892)
    events = [
        event("V1", "1.1", used, (7, 40), (0, 33), rate=NTSC),
        event("V1", "1.2", used, (3, 20), (33, 50), rate=NTSC),
    ]
    frames, _ = rendered(cut_of(events, [used], NTSC), tmp_path)
    assert stair(frames) == [*range(7, 40), *range(3, 20)]


def test_a_clip_at_23_976_in_a_film_at_25_shows_at_each_moment_the_frame_of_that_moment(
    tmp_path: Path,
) -> None:
    """To within the frame that lies on either side: 25 frames of the film are nearly 24 of the clip."""
    used = shot_on(filmed(tmp_path / "a.mkv", STAIRS, PULLED), 70, PULLED)
    events = [event("V1", "1.1", used, (24, 48), (0, 25))]
    frames, _ = rendered(cut_of(events, [used]), tmp_path)
    wanted = [24 + number * PULLED / 25 for number in range(25)]
    assert all(abs(shown - moment) <= 1 for shown, moment in zip(stair(frames), wanted, strict=True))


@pytest.mark.parametrize("rate", [48000, 44100])
def test_sound_of_either_rate_plays_at_its_moment(tmp_path: Path, rate: int) -> None:
    """A click one second into the file is heard twelve frames into the film, which begins at frame 13."""
    click = np.zeros(3 * rate)
    click[rate : rate + rate // 100] = 0.8
    path = recorded(tmp_path / "click.wav", [click, click], rate)
    sound = wav("click.wav", path=path, sample_rate=rate, frames=3 * rate, tracks=("L", "R"))
    picture = shot_on(filmed(tmp_path / "a.mkv", STAIRS), 70)
    begins = rate * 13 // 25
    events = [
        event("V1", "1.1", picture, (0, 50), (0, 50)),
        event("A1", "1.1", sound, (begins, begins + rate * 2), (0, 50)),
    ]
    _, played = rendered(cut_of(events, [picture, sound]), tmp_path)
    assert abs(int(np.argmax(np.abs(played) > 8000)) - 12 * 1920) <= 48


def tones(channels: int) -> list[np.ndarray]:
    """Return two seconds of a tone for each channel: 300 Hz, 500 Hz and so on."""
    times = np.arange(2 * 48000) / 48000
    return [0.2 * np.sin(2 * np.pi * (300 + 200 * number) * times) for number in range(channels)]


def heard_of(tmp_path: Path, tracks: tuple[str, ...]) -> list[int]:
    """Return the channels of a recorder's file that are heard on the left, from 1."""
    path = recorded(tmp_path / "poly.wav", tones(len(tracks)))
    sound = wav("poly.wav", path=path, frames=96000, tracks=tracks)
    _, played = rendered(cut_of([event("A1", "1.1", sound, (0, 96000), (0, 50))], [sound]), tmp_path)
    spectrum = np.abs(np.fft.rfft(played[9600:57600] * np.hanning(48000)))
    return [number + 1 for number in range(len(tracks)) if spectrum[300 + 200 * number] > 1e7]


def test_of_a_pair_of_microphones_the_one_of_the_cut_is_heard_alone(tmp_path: Path) -> None:
    assert heard_of(tmp_path, ("Boom", "Mix")) == [2]


def test_of_more_channels_melt_plays_what_the_turnover_sheet_says(tmp_path: Path) -> None:
    """The cut hears the mix alone; MLT lays six out as surround sound, leaves out the fourth as bass."""
    assert heard_of(tmp_path, ("Mix", "Right", "Centre", "Boom", "Lav 1", "Lav 2")) == [1, 3, 5]
    sound = wav("poly.wav", tracks=("Mix", "Right", "Centre", "Boom", "Lav 1", "Lav 2"))
    (told,) = mlt.DIALECT.tells(cut_of([event("A1", "1.1", sound, (0, 96000), (0, 50))], [sound]), AS_SHOT)
    assert "poly.wav channel 4" in told.fact
    assert "the cut hears some channels alone" in told.fact


@pytest.mark.parametrize(
    "name", ["day 1/a.mkv", "what?.mkv", "#1 50%20.mkv", "猫的房子.mkv", "“it's” & <that>.mkv"]
)
def test_a_file_named_from_the_folder_of_the_project_is_found(tmp_path: Path, name: str) -> None:
    filmed(tmp_path / name, STAIRS)
    used = shot_on(Path(name), 70)
    frames, _ = rendered(cut_of([event("V1", "1.1", used, (4, 9), (0, 5))], [used]), tmp_path)
    assert stair(frames) == [4, 5, 6, 7, 8]


def test_another_channel_or_content_than_the_cuts_is_a_difference() -> None:
    sound = wav("pair.wav", tracks=("Boom", "Mix"))
    cut = cut_of([event("A1", "1.1", sound, (0, 96000), (0, 50))], [sound])
    written = mlt.write(cut)
    assert b"channelcopy" in written
    other = written.replace(b'name="from">1<', b'name="from">0<').replace(b"0" * 64, b"1" * 64)
    told = [what.split(" of ")[0] for what, _, _ in differences(mlt.holds(cut), mlt.read(other))]
    assert told == ["channel", "sha256"]


def test_a_name_with_a_colon_is_found_by_its_whole_path_and_else_the_turnover_sheet_says_that_it_is_not(
    tmp_path: Path,
) -> None:
    """MLT takes a relative name with a colon for an address, and looks for it beside the program."""
    path = filmed(tmp_path / "a:b.mkv", STAIRS)
    used = shot_on(path, 70)
    cut = cut_of([event("V1", "1.1", used, (4, 9), (0, 5))], [used])
    frames, _ = rendered(cut, tmp_path)
    assert stair(frames) == [4, 5, 6, 7, 8]
    assert not mlt.DIALECT.tells(cut, AS_SHOT)
    relative = replace(used, path=Path("a:b.mkv"))
    (told,) = mlt.DIALECT.tells(replace(cut, clips=(relative,)), AS_SHOT)
    assert (told.kind, told.subject) == ("colon in a relative name", "a:b.mkv")
