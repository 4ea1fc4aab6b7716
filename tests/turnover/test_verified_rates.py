"""The whole of `rushes verify` on small files of other rates, drop-frame, and sound of a recorder."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from rushes.cli import mouth
from rushes.cut.model import Cut
from rushes.footage.model import Behind
from rushes.timecode import frames_a_day
from rushes.turnover import DIALECTS, cut_json
from rushes.turnover.verified import verify_timeline
from tests.turnover.filming import film
from tests.turnover.making import double, spoken
from tests.turnover.test_fingerprints import recorded
from tests.turnover.verifying import proxy, taken

NTSC_FILM, PAL, FAST, NTSC = Fraction(24000, 1001), Fraction(25), Fraction(50), Fraction(30000, 1001)
TOLD = ("otio", "otio-resolve", "fcp7", "fcpxml", "aaf", "mlt", "edl")


def handed_over(cut: Cut, name: str, out: Path) -> list[Path]:
    """Lay a cut and its timelines in one dialect into a folder."""
    out.mkdir(exist_ok=True)
    (out / "cut.json").write_bytes(cut_json(cut))
    files = []
    for ending, data in DIALECTS[name].write(cut).items():
        (out / f"film{ending}").write_bytes(data)
        files.append(out / f"film{ending}")
    return files


def asked(file: Path, *words: object) -> Result:
    """Ask `rushes verify` as from a terminal."""
    return CliRunner().invoke(mouth, ["verify", str(file), *map(str, words)])


def mixed(tmp_path: Path, other: Fraction, rate: Fraction, *, drop: bool = False) -> Cut:
    """Cut a film at one rate from a clip of its own and one of another; both have timecode."""
    clips = []
    for number, counted in enumerate((rate, other)):
        path = tmp_path / "rushes" / f"1A-{number + 1}_A001C00{number + 1}.mov"
        made = film(path, number=number, rate=counted, frames=150)
        known = taken(made.path)
        start = 10 * 3600 * round(counted)
        clips.append(replace(known, start=start, has_timecode=True, drop=drop, reel=f"A00{number + 1}"))
    own, rated = clips
    pieces = [("1.1", own, 10, 40), ("1.2", rated, 21, 80), ("1.3", own, 60, 95), ("1.4", rated, 97, 141)]
    return spoken(pieces, rate)


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize(
    ("other", "rate"),
    [(NTSC_FILM, PAL), (FAST, PAL), (PAL, NTSC_FILM)],
    ids=["23.976 in 25", "50 in 25", "25 in 23.976"],
)
def test_a_film_of_two_rates_holds_to_the_frame(
    tmp_path: Path, name: str, other: Fraction, rate: Fraction
) -> None:
    cut = mixed(tmp_path, other, rate)
    for file in handed_over(cut, name, tmp_path / "out"):
        told = asked(file)
        assert told.exit_code == 0, told.output


@pytest.mark.parametrize("name", TOLD)
def test_a_film_that_counts_drop_frame_holds(tmp_path: Path, name: str) -> None:
    cut = mixed(tmp_path, NTSC, NTSC, drop=True)
    for file in handed_over(cut, name, tmp_path / "out"):
        told = asked(file)
        assert told.exit_code == 0, told.output


@pytest.mark.parametrize("name", TOLD)
def test_a_clip_that_runs_over_midnight_holds(tmp_path: Path, name: str) -> None:
    """Timecode begins again at zero in the middle of it: what is looked at lies after that all the same."""
    known = taken(film(tmp_path / "1A-1_A001C001.mov", rate=PAL, frames=150).path)
    late = replace(known, start=frames_a_day(PAL) - 50, has_timecode=True, reel="A001")
    cut = spoken([("1.1", late, 10, 70), ("1.2", late, 80, 120)], PAL)
    for file in handed_over(cut, name, tmp_path / "out"):
        told = asked(file)
        assert told.exit_code == 0, told.output


@pytest.mark.parametrize("other", [NTSC_FILM, FAST], ids=["23.976", "50"])
def test_a_late_proxy_of_another_rate_is_caught(tmp_path: Path, other: Fraction) -> None:
    """By a frame of its own, which is not one of the film."""
    cut = mixed(tmp_path, other, PAL)
    (file,) = handed_over(cut, "otio", tmp_path / "out")
    path = cut.clips[1].path if cut.clips[1].rate == other else cut.clips[0].path
    (tmp_path / "originals").mkdir()
    original = path.rename(tmp_path / "originals" / path.name)
    proxy(original, path)
    held = verify_timeline(file, folders=[original.parent])
    assert held.differences == ()
    assert held.anew == (path.name,)
    proxy(original, path, late=1)
    found = verify_timeline(file, folders=[original.parent])
    assert "shows what lies 1 frame before what the cut has there" in " ".join(found.differences)


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("rate", [PAL, NTSC_FILM, NTSC], ids=str)
def test_a_cut_with_the_sound_of_a_recorder_holds(tmp_path: Path, name: str, rate: Fraction) -> None:
    """The recorder began somewhere else than the camera, not on a frame."""
    rng = np.random.default_rng(4)
    beats = np.repeat(rng.integers(0, 2, (2, 80)), 4800, axis=1) + 0.01
    sound = recorded(tmp_path / "sound" / "A.WAV", rng.normal(0, 3000, beats.shape) * beats)
    picture = taken(film(tmp_path / "1A-2_A001C006.mov", channels=0, rate=rate).path)
    picture = replace(picture, behind=(Behind(taken(sound), -0.6137),))
    cut = double([("1.1", picture, 10, 50), ("1.2", picture, 55, 80)], rate)
    for file in handed_over(cut, name, tmp_path / "out"):
        told = asked(file)
        assert told.exit_code == 0, told.output
