"""Sound recorded apart, and several cameras: where everything stands, measured in the files themselves."""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from wavinfo import WavInfoReader

from rushes.footage import probe
from rushes.footage.slate import read_slate
from rushes.stage import Fault, Faults, OddKit, StageTruth, make_rushes
from rushes.stage.commands import stage
from rushes.stage.drift import sampled
from rushes.stage.known import SoundTruth, TakeTruth
from rushes.stage.rolling import roll
from rushes.timecode import frame_from
from tests.stage.measured import apart_ms, picture
from tests.stage.pages import SHORT, TINY, clips, script, unit_takes

LINE = """INT. HALL - DAY

ADA
Hold the door, it falls shut by itself.
"""
NTSC = Fraction(24000, 1001)


def shoot(into: Path, *, text: str = LINE, faults: Faults = frozenset(), **kit: Any) -> StageTruth:
    """Shoot a page, one small take a setup."""
    asked = {"takes": 1, "size": TINY, "jobs": 1, **kit}
    return make_rushes(script(text), into, asked.pop("seed", 1), faults=faults, **asked)


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StageTruth]:
    """Shoot with two cameras and a recorder that has no timecode in common with them, and drifts."""
    folder = tmp_path_factory.mktemp("free") / "rushes"
    return folder, shoot(folder, double_system=True, cameras=2, timecode="none", rate=NTSC)


def pairs(truth: StageTruth) -> Iterator[tuple[TakeTruth, SoundTruth]]:
    return ((take, sound) for take in truth.takes for sound in take.sound)


def test_the_truth_is_where_the_sound_stands_in_both_files(free: tuple[Path, StageTruth]) -> None:
    """On both cameras, at the clap and at the words: within a fifth of a millisecond."""
    folder, truth = free
    measured = [ms for take, sound in pairs(truth) for ms in apart_ms(folder, take, sound)]
    assert len(measured) == 2 * len(truth.takes)
    assert max(measured) < 0.2


def test_each_take_has_a_recording_of_every_microphone(free: tuple[Path, StageTruth]) -> None:
    """One poly file a take; the recorder begins before the cameras and ends after them."""
    folder, truth = free
    assert len(truth.recordings) * 2 == len(truth.takes)
    for recording in truth.recordings:
        told = WavInfoReader(str(folder / recording.files[0]))
        assert [track.name for track in told.ixml.track_list] == list(recording.tracks)
        assert recording.tracks == ("Mix", "Boom", "Lav Ada")
        assert (told.data.frame_count, told.ixml.tape) == (recording.samples, recording.roll)
        assert (
            f"{told.ixml.scene}-{told.ixml.take}" == recording.told == f"{recording.setup}-{recording.take}"
        )
        for take in truth.takes:
            if take.file in recording.pictures:
                (sound,) = take.sound
                lasts = recording.samples / 48000 / (1 + sound.drift_ppm * 1e-6)
                assert sound.at_s < 0 < take.frames / NTSC < sound.at_s + lasts


def test_without_timecode_no_file_tells_a_time(free: tuple[Path, StageTruth]) -> None:
    folder, truth = free
    assert {take.timecode for take in truth.takes} == {""}
    assert not any(probe(folder / take.file).has_timecode for take in truth.takes)
    references = {WavInfoReader(str(folder / one.files[0])).bext.time_reference for one in truth.recordings}
    assert references == {0}


def test_the_clock_of_the_recorder_drifts_both_ways_and_differently(free: tuple[Path, StageTruth]) -> None:
    drifts = {one.drift_ppm for one in free[1].recordings}
    assert len(drifts) == len(free[1].recordings)
    assert all(0 < abs(drift) <= 200 for drift in drifts)


def test_both_cameras_see_the_same_performance_from_two_places(free: tuple[Path, StageTruth]) -> None:
    """Same slate, same words at the same moments of their common clock, another size, a roll of their own."""
    _, truth = free
    for one, other in zip(truth.takes[::2], truth.takes[1::2], strict=True):
        assert (one.camera, other.camera, one.group) == ("A", "B", other.group)
        assert one.size != other.size
        assert (one.reel[0], other.reel[0]) == ("A", "B")
        for mine, theirs in zip(one.readings, other.readings, strict=True):
            assert mine.in_s + one.group_at_s == pytest.approx(theirs.in_s + other.group_at_s, abs=1e-5)
        assert min(one.group_at_s, other.group_at_s) == 0


def test_the_slate_reader_knows_both_habits_of_naming_cameras() -> None:
    """Roll and card, or the camera's letter behind the take: by seed."""
    habits = set()
    for seed in range(1, 7):
        for take in unit_takes(SHORT, seed=seed, cameras=2):
            for camera in take.rolls:
                slate, _ = read_slate(camera.file)
                assert (slate.setup, slate.take, slate.camera) == (
                    take.setup.slate,
                    take.number,
                    camera.letter,
                )
                habits.add("_" in camera.file)
    assert habits == {True, False}


def test_the_sticks_close_on_the_frame_of_the_clap_in_every_camera(tmp_path: Path) -> None:
    """The picture jumps on that frame and is still after it; the clap is heard within the frame before it."""
    shot = unit_takes(size=(192, 108), cameras=3, clocks="jammed", recorder=True)[0]
    for take in roll(shot, str(tmp_path)).takes:
        clap = take.clap_frame
        assert clap is not None
        assert take.clap_s is not None
        assert clap - 1 < take.clap_s * 25 <= clap + 1e-6
        before, on, after = (picture(tmp_path / take.file, clap + step)[:52] for step in (-1, 0, 1))
        assert (np.abs(on - before) > 80).sum() > 20 + 4 * (np.abs(after - on) > 80).sum()


def test_one_clock_puts_sound_and_picture_together_to_the_sample(tmp_path: Path) -> None:
    """The time reference, less the timecode of the first frame, is exactly where the truth says."""
    truth = shoot(tmp_path, double_system=True, cameras=2, rate=NTSC)
    starts = {one.files: one.start for one in truth.recordings}
    for take, sound in pairs(truth):
        first = frame_from(take.timecode, NTSC) / NTSC
        assert float(starts[sound.files] / Fraction(48000) - first) == pytest.approx(sound.at_s, abs=1e-6)
        assert sound.drift_ppm == 0


@pytest.mark.slow
def test_clocks_that_were_jammed_stand_apart_by_one_number(tmp_path: Path) -> None:
    """The first camera's is off by the same for every take; another camera's within half a frame of it."""
    truth = shoot(tmp_path, double_system=True, cameras=2, timecode="jammed", seed=5)
    starts = {one.files: one.start for one in truth.recordings}
    assert abs(truth.clock_off_s) > 0.02
    for take, sound in pairs(truth):
        told = float(
            starts[sound.files] / Fraction(48000) - Fraction(frame_from(take.timecode, Fraction(25)), 25)
        )
        near = 1e-6 if take.camera == "A" else 0.0201
        assert told - truth.clock_off_s == pytest.approx(sound.at_s, abs=near)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_recordings(tmp_path: Path) -> None:
    one, other = (shoot(tmp_path / name, double_system=True, timecode="none") for name in ("one", "other"))
    assert one == other
    for file in one.files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


@pytest.mark.slow
def test_a_folder_with_sound_rolls_is_made_again_and_nothing_is_left_of_them(tmp_path: Path) -> None:
    shoot(tmp_path, text=SHORT, double_system=True, mono_files=True)
    truth = shoot(tmp_path)
    assert clips(tmp_path) == sorted([*truth.files, "truth.json"])


def test_files_for_each_microphone_where_asked(tmp_path: Path) -> None:
    truth = shoot(tmp_path, double_system=True, mono_files=True)
    for recording in truth.recordings:
        assert len(recording.files) == len(recording.tracks) == 3
        lengths = {WavInfoReader(str(tmp_path / file)).data.frame_count for file in recording.files}
        assert lengths == {recording.samples}


def test_what_does_not_go_together_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    for faults, kit, words in (
        (frozenset(), {"cameras": 5}, "1 to 4 cameras"),
        (frozenset(), {"timecode": "free"}, "shared, jammed, none"),
        (frozenset(), {"drift_ppm": 900.0}, "0 to 500"),
        (frozenset(), {"drop": True}, "29.97"),
        (frozenset(), {"mono_files": True}, "mono files"),
        (frozenset({Fault.LATE_ROLL}), {}, "late-roll"),
        (frozenset({Fault.WRONG_PAPER}), {}, "wrong-paper"),
    ):
        with pytest.raises(OddKit, match=words):
            shoot(folder, faults=faults, **kit)
    assert not folder.exists()


def test_the_truth_on_disk_has_what_others_need(free: tuple[Path, StageTruth]) -> None:
    written = json.loads((free[0] / "truth.json").read_text())
    take = written["takes"][0]
    assert set(take["sound"][0]) == {"files", "at_s", "drift_ppm"}
    assert set(take) >= {"group", "group_at_s", "clap_frame", "clap_s", "guide", "guide_late_s"}
    assert set(written["recordings"][0]) >= {
        "files",
        "kind",
        "told",
        "start",
        "samples",
        "drift_ppm",
        "pictures",
    }


def test_a_signal_between_its_samples_is_the_signal() -> None:
    """A tone of 9 kHz taken by a clock that runs 150 parts in a million fast is that tone, 80 dB clean."""
    n = np.arange(48000)
    tone = np.sin(2 * np.pi * 9000 / 48000 * n)
    step = 1 / (1 + 150e-6)
    places = 100.25 + np.arange(47000) * step
    clean = np.sin(2 * np.pi * 9000 / 48000 * places)
    wrong = sampled(tone, 100.25, step, 47000) - clean
    assert 20 * np.log10(np.sqrt(np.mean(wrong**2)) / np.sqrt(0.5)) < -80


@pytest.mark.slow
def test_the_command_shoots_with_the_kit_it_is_told_and_says_what_it_recorded(tmp_path: Path) -> None:
    page, out = tmp_path / "hall.fountain", tmp_path / "out"
    page.write_text("INT. HALL - DAY\n\nADA\nHold it.\n")
    kit = "--double-system --mono-files --cameras 2 --timecode jammed --drift 50 --wild --paper --jobs 1"
    words = [*(str(page), "-o", str(out), "--takes", "1", "--faults", "none"), *kit.split()]
    done = CliRunner().invoke(stage, [*words, "--size", "96", "54"])
    assert done.exit_code == 0, done.output
    assert "7 clips of 4 takes" in done.output
    assert "6 recordings, among them false start, room tone, wild." in done.output
    truth = json.loads((out / "truth.json").read_text())
    assert max(abs(one["drift_ppm"]) for one in truth["recordings"]) <= 50
    assert all((out / file).exists() for one in truth["recordings"] for file in one["files"])
    refused = CliRunner().invoke(stage, [*words[:5], "--faults", "late-roll"])
    assert isinstance(refused.exception, OddKit)
