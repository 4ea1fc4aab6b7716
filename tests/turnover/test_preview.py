"""The preview shows exactly the frames of the cut, with the sound that belongs to them.

The clips are filmed here: each frame shows its own number in bars, and the sound clicks with every fifth
of a second, so that right and wrong can be read from the picture and the wave.
"""

import resource
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.cut.model import Cut
from rushes.engine.model import Progress  # noqa: TC001 -- named in a list
from rushes.footage.model import Clip
from rushes.footage.probe import probe
from rushes.turnover.model import Shot
from rushes.turnover.preview import check_preview, make_preview
from rushes.turnover.preview.canvas import canvas_for
from rushes.turnover.preview.pictures import on_screen
from rushes.turnover.preview.sound import FADE, Mix, sample_at
from rushes.turnover.shots import all_shots, shown
from rushes.turnover.verify import TurnoverDiffers
from tests.turnover.filming import film, heard_clicks, number_on, watch_film
from tests.turnover.making import clip, event, spoken

NTSC = Fraction(24000, 1001)


def watched(cut: Cut, folder: Path) -> tuple[list[av.VideoFrame], np.ndarray]:
    """Make a preview without findings, check it and decode it."""
    path = folder / "preview.mp4"
    assert make_preview(cut, path) == ()
    check_preview(path, cut)
    return watch_film(path)


def wanted_numbers(cut: Cut, numbers: dict[str, int]) -> list[int]:
    """Return the number that each frame of the film must show."""
    pictures = [shot for shot in all_shots(cut) if shot.is_picture]
    return [numbers[shot.clip.file] * 256 + frame for shot in pictures for frame in shown(shot)]


def wanted_clicks(cut: Cut) -> list[float]:
    """Return when the film must click: with every fifth of a second of a clip that a shot plays."""
    at: list[float] = []
    for shot in (shot for shot in all_shots(cut) if not shot.is_picture):
        begin, length = shot.source.start_s, float(shot.record.seconds)
        inside = (n / 5 for n in range(200) if begin + 0.012 <= n / 5 < begin + length - 0.012)
        at += [shot.record.start_s + click - begin for click in inside]
    return sorted(at)


@pytest.mark.parametrize(
    ("ending", "codecs", "late"),
    [
        (".mov", ("libx264", "aac"), 0),
        (".mkv", ("libx264", "aac"), 0),
        (".mp4", ("libx264", "aac"), 9000),
        (".ts", ("libx264", "aac"), 45000),
        (".mov", ("mjpeg", "pcm_s16le"), 0),
    ],
)
def test_around_every_join_each_frame_and_click_is_in_place(
    tmp_path: Path, ending: str, codecs: tuple[str, str], late: int
) -> None:
    pixels = "yuvj420p" if codecs[0] == "mjpeg" else "yuv420p"
    one = film(tmp_path / f"one{ending}", number=1, codecs=codecs, late=late, pixels=pixels)
    two = film(tmp_path / f"two{ending}", number=2, codecs=codecs, late=late, pixels=pixels)
    cut = spoken([("1.1", one, 33, 60), ("1.2", two, 7, 20), ("1.3", one, 60, 81), ("1.4", two, 71, 100)])
    pictures, sound = watched(cut, tmp_path)
    assert [number_on(picture) for picture in pictures] == wanted_numbers(cut, {one.file: 1, two.file: 2})
    assert heard_clicks(sound[0]) == pytest.approx(wanted_clicks(cut), abs=0.001)
    assert heard_clicks(sound[1]) == pytest.approx(wanted_clicks(cut), abs=0.001)


@pytest.mark.parametrize(
    ("clips_rate", "films_rate"),
    [
        (NTSC, NTSC),
        (Fraction(50), Fraction(25)),
        (Fraction(30000, 1001), Fraction(24)),
        (Fraction(24), Fraction(60)),
    ],
)
def test_at_other_rates_too(tmp_path: Path, clips_rate: Fraction, films_rate: Fraction) -> None:
    one = film(tmp_path / "one.mov", number=1, rate=clips_rate, frames=120)
    cut = spoken([("1.1", one, 33, 60), ("1.2", one, 7, 20), ("1.3", one, 70, 119)], films_rate)
    pictures, sound = watched(cut, tmp_path)
    assert [number_on(picture) for picture in pictures] == wanted_numbers(cut, {one.file: 1})
    assert heard_clicks(sound[0]) == pytest.approx(wanted_clicks(cut), abs=0.0015)


def test_a_split_edit_hears_the_next_take_before_it_is_seen(tmp_path: Path) -> None:
    one, two = film(tmp_path / "one.mov", number=1), film(tmp_path / "two.mov", number=2)
    events = (
        event("V1", "1.1", one, (0, 30), (0, 30)),
        event("V1", "1.2", two, (20, 50), (30, 60)),
        event("A1", "1.1", one, (0, 24), (0, 24)),
        event("A1", "1.2", two, (14, 50), (24, 60)),
    )
    cut = Cut("Split", Fraction(25), "classic", events, (), (one, two))
    pictures, sound = watched(cut, tmp_path)
    assert [number_on(picture) for picture in pictures[28:32]] == [284, 285, 532, 533]
    assert heard_clicks(sound[0]) == pytest.approx(wanted_clicks(cut), abs=0.001)


def test_a_listener_is_seen_while_the_line_is_heard_on(tmp_path: Path) -> None:
    """The sound does not notice the pictures; the last one is there four frames before its sound."""
    one, two = film(tmp_path / "one.mov", number=1), film(tmp_path / "two.mov", number=2)
    events = (
        event("V1", "1.1", one, (20, 45), (0, 25)),
        event("V1", "1.1", two, (3, 18), (25, 40), shows="reaction"),
        event("V1", "1.1", one, (60, 71), (40, 51)),
        event("V1", "1.2", two, (50, 74), (51, 75), leads=4),
        event("A1", "1.1", one, (20, 75), (0, 55)),
        event("A1", "1.2", two, (54, 74), (55, 75)),
    )
    cut = Cut("Listener", Fraction(25), "classic", events, (), (one, two))
    pictures, sound = watched(cut, tmp_path)
    assert [number_on(picture) for picture in pictures] == wanted_numbers(cut, {one.file: 1, two.file: 2})
    assert heard_clicks(sound[0]) == pytest.approx(wanted_clicks(cut), abs=0.001)


@pytest.mark.parametrize("rate", [44100, 32000, 96000])
def test_other_sample_rates_stay_in_sync(tmp_path: Path, rate: int) -> None:
    one = film(tmp_path / "one.mov", sample_rate=rate, codecs=("libx264", "pcm_s16le"))
    cut = spoken([("1.1", one, 33, 60), ("1.2", one, 7, 20)])
    _, sound = watched(cut, tmp_path)
    assert heard_clicks(sound[0]) == pytest.approx(wanted_clicks(cut), abs=0.001)


@pytest.mark.parametrize(("channels", "streams"), [(1, 1), (2, 1), (6, 1), (1, 3), (2, 2)])
def test_all_microphones_are_heard_and_stay_in_the_centre(
    tmp_path: Path, channels: int, streams: int
) -> None:
    codecs = ("libx264", "pcm_s16le")
    one = film(tmp_path / "one.mov", channels=channels, streams=streams, codecs=codecs)
    cut = spoken([("1.1", one, 30, 60)])
    _, sound = watched(cut, tmp_path)
    assert heard_clicks(sound[0]) == pytest.approx(wanted_clicks(cut), abs=0.001)
    assert np.abs(sound[0] - sound[1]).max() < 0.01
    assert 0.7 < np.abs(sound).max() < 1.1


def test_the_sides_of_a_stereo_clip_stay_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "sides.wav"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=48000, layout="stereo")
        tone = (0.5 * np.sin(np.arange(48000) * 0.05)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(np.stack([tone, 0 * tone]), format="fltp", layout="stereo")
        frame.sample_rate = 48000
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    one = clip("sides.wav", path=path, frames=0, width=0, height=0, channels=2)
    cut = Cut("Sides", Fraction(25), "classic", (event("A1", "1.1", one, (0, 25), (0, 25)),), (), (one,))
    pictures, sound = watched(cut, tmp_path)
    assert (len(pictures), pictures[0].width) == (25, 1280), "black where nothing was filmed"
    assert np.abs(sound[0]).max() > 0.45
    assert np.abs(sound[1]).max() < 0.02


def test_a_clip_without_sound_is_silent_and_no_join_clicks(tmp_path: Path) -> None:
    mute = film(tmp_path / "mute.mov", number=1, channels=0)
    pictures, sound = watched(spoken([("1.1", mute, 10, 30)]), tmp_path)
    assert [number_on(picture) for picture in pictures] == list(range(266, 286))
    assert not np.abs(sound).max()


def test_sound_is_faded_at_joins_for_ten_milliseconds_and_nowhere_else(tmp_path: Path) -> None:
    """A tone cut in the middle of its wave would pop; where a take runs on nothing may be touched."""
    path = tmp_path / "tone.wav"
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=48000, layout="mono")
        tone = np.full((1, 96000), 0.5, np.float32)
        frame = av.AudioFrame.from_ndarray(tone, format="fltp", layout="mono")
        frame.sample_rate = 48000
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    one = clip("tone.wav", path=path, frames=0, channels=1)
    places = [((0, 10), (0, 10)), ((10, 20), (10, 20)), ((30, 40), (20, 30))]
    events = tuple(event("A1", f"1.{n}", one, *place) for n, place in enumerate(places))
    mix = Mix(Cut("Tone", Fraction(25), "classic", events, (), (one,)), lambda _: None)
    sound = np.concatenate([mix.take(1920) for _ in range(30)], axis=1)[0]
    join = 20 * 1920
    assert sound[FADE : join - FADE] == pytest.approx(0.5, abs=1e-4), "the take runs on at frame 10"
    assert sound[join - 1] < 0.001
    assert sound[join] < 0.001
    assert (np.diff(sound[join - FADE : join]) <= 0).all()
    assert (np.diff(sound[join : join + FADE]) >= 0).all()


def test_pictures_of_other_shapes_are_shown_whole_between_bars(tmp_path: Path) -> None:
    wide = film(tmp_path / "wide.mov", number=1, size=(640, 360))
    narrow = film(tmp_path / "narrow.mov", number=2, size=(320, 240))
    cut = spoken([("1.1", wide, 0, 10), ("1.2", narrow, 5, 10)])
    pictures, _ = watched(cut, tmp_path)
    assert {(picture.width, picture.height) for picture in pictures} == {(640, 360)}
    assert [number_on(picture, (80, 0, 480, 360)) for picture in pictures[10:]] == list(range(517, 522))
    bars = pictures[12].to_ndarray(format="gray8")
    assert bars[:, :72].max() < 30
    assert bars[:, 568:].max() < 30


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_picture_stands_upright(tmp_path: Path, turn: int) -> None:
    """A telephone stores the picture as the sensor lay; its file says how to turn it."""
    upright = film(tmp_path / "a.mov", number=1, size=(320, 180))
    path = tmp_path / "turned.mov"
    with av.open(str(upright.path)) as source, av.open(str(path), "w") as out:
        frames = [frame.to_ndarray(format="gray8") for frame in source.decode(source.streams.video[0])][:20]
        stored = [np.ascontiguousarray(np.rot90(frame, turn // 90)).astype(np.uint8) for frame in frames]
        stream = out.add_stream("libx264", rate=25, options={"crf": "10"})
        stream.height, stream.width = stored[0].shape
        stream.pix_fmt = "yuv420p"
        for number, pixels in enumerate(stored):
            frame = av.VideoFrame.from_ndarray(pixels, format="gray8").reformat(format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    height, width = stored[0].shape
    turned = clip("turned.mov", path=path, frames=20, width=width, height=height, rotation=turn, channels=0)
    pictures, _ = watched(spoken([("1.1", turned, 3, 20)]), tmp_path)
    assert (pictures[0].width, pictures[0].height) == (320, 180)
    assert [number_on(picture) for picture in pictures] == list(range(259, 276))


def test_a_telephones_full_range_is_not_crushed(tmp_path: Path) -> None:
    """White is 255 in the clip and 235 in the film; taken for the same, light and shadow would be lost."""
    one = film(tmp_path / "one.mov", codecs=("mjpeg", "pcm_s16le"), pixels="yuvj420p")
    with av.open(str(one.path)) as clip_:
        white = next(clip_.decode(clip_.streams.video[0])).to_ndarray()[: one.height]
    pictures, _ = watched(spoken([("1.1", one, 0, 10)]), tmp_path)
    luma = pictures[5].to_ndarray()[: one.height]
    assert (int(white.max()), int(white.min())) == (255, 0)
    assert int(luma.max()) == pytest.approx(235, abs=3)
    assert int(luma.min()) == pytest.approx(16, abs=3)


def test_a_lost_frame_shifts_nothing(tmp_path: Path) -> None:
    """A card that drops frames: the frame before stays on screen, the next one is in its place."""
    one = film(tmp_path / "one.mov", number=1, lost=(40, 41, 50))
    pictures, _ = watched(spoken([("1.1", one, 38, 53)]), tmp_path)
    shown_ = [(number_on(picture) or 0) - 256 for picture in pictures]
    assert shown_ == [38, 39, 39, 39, 42, 43, 44, 45, 46, 47, 48, 49, 49, 51, 52]


def test_a_broken_file_does_not_stop_the_preview_and_is_told(tmp_path: Path) -> None:
    good, bad = film(tmp_path / "good.mov", number=1), film(tmp_path / "bad.ts", number=2)
    bad.path.write_bytes(bad.path.read_bytes()[:60000])
    cut = spoken([("1.1", good, 10, 20), ("1.2", bad, 10, 100), ("1.3", good, 20, 30)])
    path = tmp_path / "preview.mp4"
    told = make_preview(cut, path)
    check_preview(path, cut)
    pictures, _ = watch_film(path)
    assert [number_on(picture) for picture in pictures[:15]] == [*range(266, 276), *range(522, 527)]
    assert [number_on(picture) for picture in pictures[-10:]] == list(range(276, 286))
    assert {finding.kind for finding in told} == {"not in the preview"}
    assert {finding.subject for finding in told} == {"bad.ts"}
    assert "The picture of line 1.2 stops at frame" in told[0].fact


def test_a_file_that_is_gone_is_black_and_told(tmp_path: Path) -> None:
    gone = clip("gone.mov", path=tmp_path / "gone.mov", width=320, height=180)
    cut = spoken([("1.1", gone, 0, 10)])
    told = make_preview(cut, tmp_path / "preview.mp4")
    pictures, sound = watch_film(tmp_path / "preview.mp4")
    assert len(pictures) == 10
    assert pictures[5].to_ndarray(format="gray8").max() < 20
    assert not np.abs(sound).max()
    assert len(told) == 2


def test_an_empty_cut_has_no_preview_and_a_finding(tmp_path: Path) -> None:
    told = make_preview(Cut("Nothing", Fraction(25), "classic", ()), tmp_path / "preview.mp4")
    assert [finding.kind for finding in told] == ["no preview"]
    assert not list(tmp_path.iterdir())


def test_it_begins_to_play_before_it_is_all_there(tmp_path: Path) -> None:
    one = film(tmp_path / "one.mov")
    make_preview(spoken([("1.1", one, 0, 50)]), tmp_path / "preview.mp4")
    data = (tmp_path / "preview.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(tmp_path / "preview.mp4")) as made:
        picture, sound = made.streams.video[0], made.streams.audio[0]
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert (picture.start_time, sound.start_time) == (0, 0)
        assert picture.average_rate == Fraction(25)
        assert sound.codec_context.sample_rate == 48000


def test_a_player_can_land_on_every_join(tmp_path: Path) -> None:
    one, two = film(tmp_path / "one.mov"), film(tmp_path / "two.mov")
    cut = spoken([("1.1", one, 0, 13), ("1.2", two, 0, 17), ("1.3", one, 13, 30)])
    make_preview(cut, tmp_path / "preview.mp4")
    with av.open(str(tmp_path / "preview.mp4")) as made:
        stream = made.streams.video[0]
        tick = stream.time_base or Fraction(1)
        keys = {
            packet.pts * tick * 25
            for packet in made.demux(stream)
            if packet.is_keyframe and packet.pts is not None
        }
    assert {0, 13, 30} <= keys


def test_progress_rises_to_the_last_frame(tmp_path: Path) -> None:
    told: list[Progress] = []
    make_preview(spoken([("1.1", film(tmp_path / "one.mov"), 0, 60)]), tmp_path / "p.mp4", told.append)
    assert [step.done for step in told] == [25, 50, 60]
    assert {(step.name, step.total) for step in told} == {("preview", 60)}


def test_a_missing_frame_and_a_short_sound_are_found(tmp_path: Path) -> None:
    one = film(tmp_path / "one.mov")
    make_preview(spoken([("1.1", one, 0, 50)]), tmp_path / "preview.mp4")
    longer = spoken([("1.1", one, 0, 51)])
    with pytest.raises(TurnoverDiffers, match="number of frames is 50 where the cut has 51"):
        check_preview(tmp_path / "preview.mp4", longer)
    with pytest.raises(TurnoverDiffers, match="frame 1 is at"):
        check_preview(tmp_path / "preview.mp4", replace(spoken([("1.1", one, 0, 50)]), rate=Fraction(24)))
    with pytest.raises(TurnoverDiffers, match="unreadable"):
        check_preview(tmp_path / "none.mp4", longer)


def test_samples_follow_frames_without_drift() -> None:
    assert sample_at(0, NTSC) == 0
    assert sample_at(24000, NTSC) == 48048000 // 1
    assert sample_at(1, Fraction(30000, 1001)) == 1602


@pytest.mark.parametrize(
    ("sizes", "canvas"),
    [
        ([(1920, 1080)], (1280, 720)),
        ([(640, 512)], (640, 512)),
        ([(4096, 1716)], (1280, 536)),
        ([(1080, 1920)], (720, 1280)),
        ([(641, 481)], (640, 480)),
        ([(1920, 1080), (640, 480), (1920, 1080)], (1280, 720)),
        ([(0, 0)], (1280, 720)),
        ([(2, 9000)], (2, 1280)),
    ],
)
def test_the_canvas_is_even_at_most_720p_and_no_larger_than_the_film(
    sizes: list[tuple[int, int]], canvas: tuple[int, int]
) -> None:
    clips = [clip(f"{n}.mov", width=w, height=h) for n, (w, h) in enumerate(sizes)]
    cut = spoken([("1.1", one, 0, 10) for one in clips])
    made = canvas_for(shot for shot in all_shots(cut) if shot.is_picture)
    assert (made.width, made.height) == canvas
    for one in clips:
        width, height, left, top = made.fitted(one)
        assert [size % 2 for size in (width, height, left, top)] == [0, 0, 0, 0]
        assert left + width <= made.width
        assert top + height <= made.height


def test_wide_pixels_are_shown_wide() -> None:
    made = canvas_for([_shot(clip(width=720, height=576, pixel_aspect=Fraction(64, 45)))])
    assert (made.width, made.height) == (1024, 576)


def _shot(one: Clip) -> Shot:
    return next(iter(all_shots(spoken([("1.1", one, 0, 10)]))))


def test_a_higher_track_covers_a_lower_one() -> None:
    low, high = clip("low.mov"), clip("high.mov")
    events = (
        event("V1", "1.1", low, (0, 30), (0, 30)),
        event("V2", "1.1", high, (0, 10), (10, 20)),
        event("A1", "1.1", low, (0, 40), (0, 40)),
    )
    pieces = on_screen(Cut("Over", Fraction(25), "classic", events, (), (low, high)))
    told = [
        (piece.shot.clip.file if piece.shot else None, piece.record_start, piece.frames, piece.skip)
        for piece in pieces
    ]
    assert told == [
        ("low.mov", 0, 10, 0),
        ("high.mov", 10, 10, 0),
        ("low.mov", 20, 10, 20),
        (None, 30, 10, 0),
    ]


@pytest.mark.slow
def test_memory_stays_flat_however_long_the_film_is(tmp_path: Path) -> None:
    one = film(tmp_path / "one.mov", frames=250, size=(640, 360))
    make_preview(spoken([("1.1", one, 0, 100)]), tmp_path / "p.mp4")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    make_preview(spoken([(f"1.{n}", one, n % 50, n % 50 + 200) for n in range(12)]), tmp_path / "p.mp4")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000, "in KiB on Linux"


def test_the_clips_made_here_are_what_they_say(tmp_path: Path) -> None:
    """The probe of the footage room agrees with what these tests believe of their clips."""
    one = film(tmp_path / "one.mov", rate=NTSC, frames=48, channels=2)
    seen = probe(one.path)
    assert (seen.rate, seen.frames, seen.channels, seen.width) == (NTSC, 48, 2, 320)
