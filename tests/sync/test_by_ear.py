"""Which recording lies under which picture, told by the sound alone: the stories of a shooting day."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rushes.footage.model import Behind, Clip
from rushes.sync.measure import measure
from rushes.sync.meetings import meetings
from rushes.sync.model import Fit, Verdict
from rushes.sync.settle import settle, surest
from rushes.sync.sketch import sketch
from tests.sync.sounds import RATE, Sound, by_camera, by_recorder, played, scene, sentence, write

SOUND = Clip(Path("take.wav"), "take.wav", "", Fraction(RATE), 1, is_sound=True)


class Day:
    """A picture's guide track and the recordings of a day, brought together as the ladder does."""

    def __init__(self, folder: Path, picture: Sound, recordings: Mapping[str, Sound]) -> None:
        """Write the files and listen to them."""
        picture_file = write(folder / "picture.wav", picture)
        files = {name: write(folder / f"{name}.wav", sound) for name, sound in recordings.items()}
        mine, theirs = sketch(picture_file), {name: sketch(file) for name, file in files.items()}
        self.fits: dict[str, list[Fit]] = {}
        for one in meetings({"picture": mine}, theirs)["picture"]:
            fit = measure(picture_file, files[one.sound], one.at_s, sketches=(mine, theirs[one.sound]))
            self.fits.setdefault(one.sound, []).append(fit)
        self.verdict: Verdict = settle(self.fits)

    def fit(self, name: str) -> Fit:
        """Return the best fit of a recording."""
        return surest(self.fits[name])


def off_ms(fit: Fit, at_s: float, drift_ppm: float, seconds: float) -> float:
    """Return how far a fit is off at the worst, at either end of the picture."""
    return max(
        1000
        * abs((second - fit.at_s) * (1 + fit.drift_ppm * 1e-6) - (second - at_s) * (1 + drift_ppm * 1e-6))
        for second in (0.0, seconds)
    )


def test_the_wrong_neighbour_with_identical_words_loses(tmp_path: Path) -> None:
    """Three takes of the same sentences, sound for sound, in which only the pauses differ."""
    takes = {f"take {n}": played(8, seed=n) for n in (1, 2, 3)}
    recordings = {name: by_recorder(sound, 1.7, drift_ppm=80) for name, sound in takes.items()}
    day = Day(tmp_path, by_camera(takes["take 2"]), recordings)
    assert day.verdict == Verdict(chosen=("take 2",))
    fit = day.fit("take 2")
    assert fit.agreeing >= 0.9 * fit.places
    assert off_ms(fit, -1.7 / (1 + 80e-6), 80, takes["take 2"].size / RATE) < 2
    assert all(
        one.agreeing <= 0.5 * one.places for name in ("take 1", "take 3") for one in day.fits.get(name, ())
    )


def test_without_its_recording_a_picture_gets_none_of_its_neighbours(tmp_path: Path) -> None:
    """The recorder was off; all that is said lies in other takes, sentence by sentence."""
    others = {f"take {n}": by_recorder(played(8, seed=n)) for n in (1, 3, 4, 5)}
    day = Day(tmp_path, by_camera(played(8, seed=2)), others)
    assert day.verdict.chosen == ()
    assert day.verdict.doubt


def test_twins_are_flagged_never_guessed(tmp_path: Path) -> None:
    """A recording and its copy explain the picture equally: both are named, none is taken."""
    take = played(6, seed=1)
    day = Day(
        tmp_path,
        by_camera(take),
        {"original": by_recorder(take, 2.0), "copy": by_recorder(take, 3.0, seed=5)},
    )
    assert day.verdict.chosen == ()
    assert set(day.verdict.rivals) == {"original", "copy"}
    assert "original" in day.verdict.doubt


def test_a_recording_that_begins_late_and_ends_early_lies_inside_the_picture(tmp_path: Path) -> None:
    """The recorder rolled after the camera and stopped before it."""
    take = played(12, seed=1)
    part = take[5 * RATE : 20 * RATE]
    day = Day(
        tmp_path, by_camera(take), {"short": by_recorder(part, 0.0, 0.0), "other": by_recorder(played(8, 9))}
    )
    assert day.verdict.chosen == ("short",)
    assert off_ms(day.fit("short"), 5.0, 0.0, 20.0) < 2


@pytest.mark.slow
def test_one_long_recording_holds_many_pictures(tmp_path: Path) -> None:
    """The recorder ran through; the clip is half a minute in five."""
    whole = np.concatenate([played(9, seed=n, first=20 * n) for n in range(14)])
    begin = 137
    day = Day(
        tmp_path,
        by_camera(whole[begin * RATE : (begin + 30) * RATE]),
        {"roll": by_recorder(whole, 0.0, drift_ppm=150)},
    )
    assert day.verdict.chosen == ("roll",)
    fit = day.fit("roll")
    behind = (0 - fit.at_s) * (1 + fit.drift_ppm * 1e-6), (30 - fit.at_s) * (1 + fit.drift_ppm * 1e-6)
    assert behind == pytest.approx((begin * (1 + 150e-6), (begin + 30) * (1 + 150e-6)), abs=0.003)


def test_two_recordings_in_sequence_lie_under_one_picture(tmp_path: Path) -> None:
    """The recorder was stopped and started while the camera rolled on."""
    take = played(20, seed=1)
    first, second = take[2 * RATE : 18 * RATE], take[21 * RATE : 40 * RATE]
    recordings = {
        "second": by_recorder(second, 0.0, 0.0, seed=1),
        "first": by_recorder(first, 0.0, 0.0, seed=2),
        "neighbour": by_recorder(played(9, seed=7), seed=3),
    }
    day = Day(tmp_path, by_camera(take), recordings)
    assert day.verdict.chosen == ("first", "second")
    assert day.fit("first").at_s == pytest.approx(2.0, abs=0.003)
    assert day.fit("second").at_s == pytest.approx(21.0, abs=0.003)


def test_a_line_at_the_edge_is_no_sync(tmp_path: Path) -> None:
    """A recording begins with the sentence with which the picture ends: two seconds prove nothing."""
    picture = scene([1, 2, 3, 4, 5], [1, 0.5, 0.7, 0.6, 0.4])[: -RATE // 2]
    other = scene([5, 11, 12, 13, 14], [0.1, 0.5, 0.7, 0.6, 0.4])
    day = Day(tmp_path, by_camera(picture, snr_db=25), {"other": by_recorder(other, 0.0)})
    assert day.verdict.chosen == ()


def test_a_played_back_line_and_a_quiet_room_are_no_sync(tmp_path: Path) -> None:
    """A recording ends with five seconds that begin the picture, and ten of room tone: little in common."""
    line = scene([1, 2, 3], [0.2, 0.3, 0.3])[: 5 * RATE]
    picture = np.concatenate([line, np.zeros(10 * RATE), scene([4, 5, 6, 7, 8], [0.5, 0.7, 0.6, 0.4, 0.3])])
    other = np.concatenate([scene([11, 12, 13], [0.5, 0.7, 0.6]), line, np.zeros(10 * RATE)])
    day = Day(tmp_path, by_camera(picture, snr_db=25), {"other": by_recorder(other, 0.0)})
    assert day.verdict.chosen == ()
    assert "s in common" in day.verdict.doubt


@pytest.mark.slow
@pytest.mark.parametrize("drift_ppm", [200.0, -500.0])
def test_clocks_that_run_apart_are_followed_for_ten_minutes(tmp_path: Path, drift_ppm: float) -> None:
    """At the end the recorder is a tenth of a second and more away."""
    rng = np.random.default_rng(3)
    words = [sentence(n) for n in range(40)]
    take = np.concatenate(
        [
            part
            for _ in range(230)
            for part in (words[rng.integers(40)], np.zeros(int(rng.uniform(0.3, 2) * RATE)))
        ]
    )[: 10 * 60 * RATE]
    day = Day(tmp_path, by_camera(take), {"roll": by_recorder(take, 12.0, drift_ppm=drift_ppm)})
    assert day.verdict.chosen == ("roll",)
    fit = day.fit("roll")
    assert fit.drift_ppm == pytest.approx(drift_ppm, abs=1)
    assert off_ms(fit, -12.0 / (1 + drift_ppm * 1e-6), drift_ppm, 600) < 2 < fit.error_ms + 2


def test_music_that_comes_round_again_does_not_say_where(tmp_path: Path) -> None:
    """A bar over and over, and nothing else: each round is as good as the other."""
    bar = np.concatenate([sentence(n, 0.5) for n in range(4)])
    loop = np.tile(bar, 12)
    day = Day(tmp_path, by_camera(loop[: 16 * RATE], snr_db=20), {"loop": by_recorder(loop, 0.0, 0.0)})
    assert day.verdict.chosen == ()


def test_speech_over_music_that_comes_round_says_where(tmp_path: Path) -> None:
    """The same music, and somebody talks: only one place explains the talk as well."""
    bar = np.concatenate([sentence(n, 0.5) for n in range(4)]) * 0.5
    talk = played(10, seed=4, first=50)
    both = np.tile(bar, 20)[: talk.size] + talk
    day = Day(tmp_path, by_camera(both, snr_db=20), {"both": by_recorder(both, 3.0)})
    assert day.verdict.chosen == ("both",)
    assert day.fit("both").at_s == pytest.approx(-3.0, abs=0.003)


def test_hum_does_not_win(tmp_path: Path) -> None:
    """Mains at full level in both: its side lobes, twenty milliseconds apart, are no places."""
    take = played(8, seed=1)
    at = np.arange(take.size) / RATE
    hum = np.sum([6000 / n * np.sin(2 * np.pi * 50 * n * at + n) for n in (1, 2, 3, 5)], axis=0)
    later = np.concatenate([np.zeros(RATE), take]) + 4000 * np.sin(
        2 * np.pi * 50 * np.arange(take.size + RATE) / RATE
    )
    day = Day(tmp_path, by_camera(take) + hum, {"take": later, "hum": hum + 10})
    assert day.verdict.chosen == ("take",)
    assert day.fit("take").at_s == pytest.approx(-1.0, abs=0.003)


@pytest.mark.parametrize(
    "sound", [np.zeros(10 * RATE), np.zeros(0), np.random.default_rng(0).normal(0, 3, 9 * RATE)]
)
def test_silence_and_room_tone_are_forced_on_nobody(tmp_path: Path, sound: Sound) -> None:
    """Digital silence, a file without samples and room tone lie nowhere, and nothing lies under them."""
    day = Day(tmp_path, by_camera(played(6, seed=1)), {"tone": sound})
    assert day.verdict.chosen == ()
    (tmp_path / "other").mkdir()
    assert Day(tmp_path / "other", sound, {"take": by_recorder(played(6, seed=1))}).verdict.chosen == ()


def test_a_lavalier_that_hardly_hears_the_other_actor_still_lies_right(tmp_path: Path) -> None:
    """Two tracks, each one person's; the camera hears both, one of the tracks is turned over."""
    anna, ben = played(6, seed=1), played(6, seed=2, first=30)
    size = max(anna.size, ben.size)
    anna, ben = (np.pad(one, (0, size - one.size)) for one in (anna, ben))
    picture = write(tmp_path / "picture.wav", by_camera(anna + ben))
    tracks = [by_recorder(anna + 0.02 * ben, 2.5), -by_recorder(ben + 0.02 * anna, 2.5)]
    poly = write(tmp_path / "poly.wav", *tracks)
    fit = measure(picture, poly, -2.4)
    assert settle({"poly": fit}).chosen == ("poly",)
    assert fit.at_s == pytest.approx(-2.5, abs=0.003)


def test_cameras_find_each_other_by_their_own_sound(tmp_path: Path) -> None:
    """Two guide tracks, no clean source, one begins later."""
    take = played(14, seed=1)
    day = Day(
        tmp_path,
        by_camera(take, 1),
        {"camera B": by_camera(take[3 * RATE :], 2), "else": by_camera(played(9, 5), 3)},
    )
    assert day.verdict.chosen == ("camera B",)
    assert day.fit("camera B").at_s == pytest.approx(3.0, abs=0.003)


def test_a_fit_means_what_behind_means(tmp_path: Path) -> None:
    """`Behind.on_recorder` of a fit lands where the words are on the recorder."""
    take = played(10, seed=1)
    day = Day(tmp_path, by_camera(take), {"take": by_recorder(take, 4.0, drift_ppm=-120)})
    fit = day.fit("take")
    for second in (0.0, 10.0, take.size / RATE):
        on = Behind(SOUND, fit.at_s, fit.drift_ppm).on_recorder(second)
        assert on == pytest.approx(4.0 + second * (1 - 120e-6), abs=0.003)
