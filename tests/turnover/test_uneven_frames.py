"""A telephone's clip in the film: at every frame the picture that was on screen then, and its own sound.

The clips are filmed here with frames that waver, stop and slow down; each shows its own number in bars, and
the sound clicks with every fifth of a second, so that right and wrong are read from the file.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import numpy as np
import pytest

from rushes.cut.model import Cut
from rushes.footage.model import Clip
from rushes.footage.packets import read_time_map
from rushes.footage.probe import probe
from rushes.turnover.preview import check_preview, make_preview
from rushes.turnover.preview.canvas import Canvas
from rushes.turnover.preview.pictures import frames_of
from rushes.turnover.shots import all_shots, shown
from tests.turnover.filming import film, heard_clicks, number_on, watch_film
from tests.turnover.making import clip, spoken

PHONE = Fraction(30)


def phone_times(frames: int, seed: int = 1) -> list[Fraction]:
    """Return the seconds of a telephone's frames: wavering, one in twelve left out, dark in the middle."""
    chance, times, place = Random(seed), [Fraction(0)], 0
    while len(times) < frames:
        dark = frames // 3 < len(times) < frames // 2
        place += 2 if dark else 2 if chance.random() < 1 / 12 else 1
        times.append((place + Fraction(chance.randint(-340, 340), 1000)) / PHONE)
    return times


def shot_by_phone(path: Path, number: int, frames: int = 150, late: int = 0) -> Clip:
    """Film with a telephone; the clip is what `probe` makes of the file."""
    times = phone_times(frames, number)
    rate = frames / (times[-1] + 1 / PHONE)
    filmed = film(path, number=number, frames=frames, times=times, rate=rate, late=late)
    seen = probe(path)
    assert seen.rate == PHONE
    assert seen.variable_rate
    assert abs(seen.frames - (times[-1] * PHONE + 1)) <= Fraction(1, 2)
    return replace(
        filmed, rate=seen.rate, frames=seen.frames, variable_rate=True, sound_offset_s=seen.sound_offset_s
    )


def wanted(cut: Cut) -> list[int]:
    """Return the number that each frame of the film must show, by the time map of its clip."""
    maps = {clip.file: read_time_map(clip.path, clip.rate) for clip in cut.clips}
    first = {clip.file: 256 * (1 + place) for place, clip in enumerate(cut.clips)}
    return [
        first[shot.clip.file] + maps[shot.clip.file].frame_shown(place)
        for shot in all_shots(cut)
        if shot.is_picture
        for place in shown(shot)
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "late"), [(".mp4", 0), (".mov", 9000), (".mkv", 0)])
@pytest.mark.parametrize("films_rate", [PHONE, Fraction(25)])
def test_every_frame_is_what_was_on_screen_and_sounds_with_it(
    tmp_path: Path, ending: str, late: int, films_rate: Fraction
) -> None:
    """Ten cuts all over two clips, each begun among frames that nothing else is built upon."""
    one, two = (shot_by_phone(tmp_path / f"{name}{ending}", name, late=late) for name in (1, 2))
    places = [(3, 20), (41, 60), (64, 99), (70, 81), (130, min(one.frames, two.frames))]
    lines = [
        (f"1.{n}", clip, *place) for n, (clip, place) in enumerate((c, p) for c in (one, two) for p in places)
    ]
    cut = spoken(lines, films_rate)
    path = tmp_path / "preview.mp4"
    assert make_preview(cut, path) == ()
    check_preview(path, cut)
    pictures, sound = watch_film(path)
    assert [number_on(picture) for picture in pictures] == wanted(cut)
    for shot in (shot for shot in all_shots(cut) if not shot.is_picture):
        begins, length = float(shot.record.seconds), shot.record.start_s
        heard = heard_clicks(sound[0][round(length * 48000) : round((length + begins) * 48000)])
        ours = [click + shot.source.start_s for click in heard if 0.012 < click < begins - 0.012]
        assert [click * 5 for click in ours] == pytest.approx(
            np.round([click * 5 for click in ours]), abs=0.0075
        )


def test_a_shot_may_begin_while_a_frame_stands_still(tmp_path: Path) -> None:
    """Two of three frames stand for six places; the film may begin at any of them."""
    lengths = [6 if number % 3 else 1 for number in range(45)]
    times = [sum(lengths[:number]) / PHONE for number in range(45)]
    film(tmp_path / "stops.mp4", frames=45, times=times, rate=Fraction(8))
    seen, ruler = probe(tmp_path / "stops.mp4"), read_time_map(tmp_path / "stops.mp4", PHONE)
    assert (seen.rate, seen.variable_rate) == (PHONE, True)
    one = clip("stops.mp4", path=tmp_path / "stops.mp4", rate=PHONE, frames=seen.frames, variable_rate=True)
    canvas = Canvas(320, 180, "bt709")
    begun = [number_on(next(iter(frames_of(one, [place], canvas)))) for place in range(60, 180)]
    assert begun == [ruler.frame_shown(place) for place in range(60, 180)]


def test_picture_and_sound_are_together_at_both_ends_of_a_long_clip(tmp_path: Path) -> None:
    """Forty seconds, 24 frames a second on average: no frame stands more than half a place from its time."""
    times = phone_times(900)
    film(tmp_path / "long.mp4", frames=900, times=times, rate=900 / times[-1], size=(64, 36))
    seen, ruler = probe(tmp_path / "long.mp4"), read_time_map(tmp_path / "long.mp4", PHONE)
    assert seen.frames == ruler.frames
    assert ruler.in_file == 900
    off = [abs(ruler.place_of(frame) / PHONE - at) for frame, at in enumerate(times)]
    assert max(off) <= Fraction(1, 60) + Fraction(1, 90000)
    assert abs(seen.frames / PHONE - times[-1] - 1 / PHONE) <= Fraction(1, 60)
