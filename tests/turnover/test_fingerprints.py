"""Timelines verified: wrong takes, shifts by a frame and changed media are caught, proxies hold."""

import json
import shutil
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from evaluation.verifying import told as figures
from evaluation.verifying import verify_all

from rushes.cli import mouth
from rushes.footage.model import Behind
from rushes.turnover import DIALECTS, cut_json
from rushes.turnover.verified import Compared, verify_timeline
from rushes.turnover.verified.prints import FramePrint, Heard, listened, looked, sound_print
from tests.turnover.filming import film
from tests.turnover.making import double
from tests.turnover.verifying import handed_over, proxy, taken

EVERY = (
    "first-cut.otio",
    "first-cut-resolve.otio",
    "first-cut.xml",
    "first-cut.fcpxml",
    "first-cut.aaf",
    "first-cut-V1.edl",
    "first-cut-A1.edl",
)


def asked(*words: object) -> Result:
    """Ask `rushes verify` as from a terminal."""
    return CliRunner().invoke(mouth, ["verify", *map(str, words)])


@pytest.fixture
def takes(material: Path, tmp_path: Path) -> list[Path]:
    """Return three real takes of one setup and one of another, to be moved and renamed."""
    names = ("1A-1_A001C005", "1A-2_A001C006", "1A-3_A001C007", "1-1_A001C001")
    (tmp_path / "rushes").mkdir()
    for name in names:
        shutil.copy(material / "grid-scenes" / "rushes" / f"{name}.mov", tmp_path / "rushes")
    return [tmp_path / "rushes" / f"{name}.mov" for name in names]


@pytest.fixture
def out(takes: list[Path], tmp_path: Path) -> Path:
    """Hand over a cut of two takes of one setup."""
    handed_over(tmp_path / "out", takes[:2])
    return tmp_path / "out"


def said(found: Compared) -> str:
    """Return all that differs."""
    return " ".join(found.differences)


@pytest.mark.material
@pytest.mark.parametrize("name", EVERY)
def test_every_dialect_holds_to_the_frame(out: Path, name: str) -> None:
    found = verify_timeline(out / name)
    assert (found.differences, found.could_not) == ((), ())
    pictures, sounds = "A1" not in name, "V1" not in name
    with_choices = 18 if name.endswith(".xml") else 0  # on tracks of their own, switched off
    assert found.frames == found.exact == (18 + with_choices if pictures else 0)
    assert (found.sounds, found.by_content) == ((6, 6) if sounds else (0, 0))
    assert found.holds


@pytest.mark.material
def test_the_command_says_so_and_ends_with_nothing(out: Path) -> None:
    told = asked(out / "first-cut.xml")
    assert told.exit_code == 0, told.output
    assert "first-cut.xml: holds" in told.output
    assert "18 events were compared" in told.output
    value = json.loads(asked("--json", out / "first-cut.xml").output)["files"][0]
    assert (value["holds"], value["timeline"]["frames"]) == (True, 36)


@pytest.mark.material
def test_two_takes_whose_files_were_renamed_into_each_other_are_caught(out: Path, takes: list[Path]) -> None:
    spare = takes[0].with_name("spare.mov")
    takes[0].rename(spare)
    takes[1].rename(takes[0])
    spare.rename(takes[1])
    found = verify_timeline(out / "first-cut.otio")
    pairs = (("1A-1_A001C005.mov", "1A-2_A001C006.mov"), ("1A-2_A001C006.mov", "1A-1_A001C005.mov"))
    for named, really in pairs:
        assert said(found).count(f"{named} is {really}, byte for byte; the cut has {named} there") == 6
    assert asked(out / "first-cut.otio").exit_code == 1


@pytest.mark.material
def test_a_proxy_holds_and_is_called_one(out: Path, takes: list[Path], tmp_path: Path) -> None:
    originals = tmp_path / "originals"
    originals.mkdir()
    for take in takes[:2]:
        moved = take.rename(originals / f"camera {take.name}")
        proxy(moved, take)
    alone = verify_timeline(out / "first-cut.xml")
    assert not alone.holds
    assert "Name the folder of the originals" in " ".join(alone.could_not)
    found = verify_timeline(out / "first-cut.xml", folders=[originals])
    assert (found.differences, found.could_not) == ((), ())
    assert (found.frames, found.exact, found.sounds, found.by_content) == (36, 0, 6, 0)
    assert found.anew == ("1A-1_A001C005.mov", "1A-2_A001C006.mov")


@pytest.mark.material
@pytest.mark.parametrize("late", [1, 2])
def test_a_proxy_that_is_a_frame_late_is_caught_by_eye_and_ear(
    out: Path, takes: list[Path], tmp_path: Path, late: int
) -> None:
    moved = takes[0].rename(tmp_path / takes[0].name)
    proxy(moved, takes[0], late=late)
    found = verify_timeline(out / "first-cut.otio", folders=[tmp_path])
    what = "1 frame before" if late == 1 else "2 frames before"
    assert f"1A-1_A001C005.mov shows what lies {what} what the cut has there" in said(found)
    assert f"{late * 40} ms late" in said(found)
    assert "1A-2_A001C006" not in said(found)


@pytest.mark.material
@pytest.mark.parametrize("other", [1, 3])
def test_another_take_under_the_name_of_the_right_one_is_caught(
    out: Path, takes: list[Path], tmp_path: Path, other: int
) -> None:
    """Encoded anew, so that no content gives it away: it moves and sounds otherwise. One is of the setup."""
    moved = takes[0].rename(tmp_path / takes[0].name)
    proxy(takes[other], takes[0])
    found = verify_timeline(out / "first-cut.aaf", folders=[moved.parent])
    assert sum("sounds like another take than 1A-1_A001C005.mov" in one for one in found.differences) == 3
    assert sum("shows another take than 1A-1_A001C005.mov" in one for one in found.differences) == 3


@pytest.mark.material
def test_a_timeline_whose_source_is_a_frame_off_is_caught_twice(out: Path) -> None:
    file = out / "first-cut.xml"
    text = file.read_text()
    file.write_text(text.replace("<in>50<", "<in>51<", 1).replace("<out>90<", "<out>91<", 1))
    found = verify_timeline(file)
    assert "its first frame of the source is 1 frame late" in said(found)
    assert "shows what lies 1 frame after what the cut has there" in said(found)


@pytest.mark.material
@pytest.mark.parametrize("name", ["first-cut.otio", "first-cut.xml", "first-cut.fcpxml", "first-cut.aaf"])
def test_a_damaged_timeline_does_not_hold_and_is_refused_with_the_reason(out: Path, name: str) -> None:
    data = (out / name).read_bytes()
    (out / name).write_bytes(data[: len(data) // 2])
    told = asked(out / name)
    assert told.exit_code == 1
    assert f"{name}: does not hold" in told.output
    assert "cannot be read as a timeline" in " ".join(told.output.split())


@pytest.mark.material
def test_a_timeline_without_a_cut_is_looked_at_in_itself(out: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    file = Path(shutil.copy(out / "first-cut.otio", alone))
    found = verify_timeline(file)
    assert (found.cut, found.holds, found.differences, found.files) == (None, False, (), 2)
    told = asked(file)
    assert told.exit_code == 1
    assert "There was no cut to compare it with" in " ".join(told.output.split())
    assert asked(file, "--cut", out).exit_code == 0


@pytest.mark.material
def test_the_evaluation_measures_what_holds(takes: list[Path], tmp_path: Path) -> None:
    found = verify_all(takes[:2], tmp_path / "by lot", shots=12)
    assert [(one.events, one.frames, one.holds) for one in found] == [(24, 36, True)] * 4
    assert len(list(figures(found))) == 5


@pytest.mark.material
def test_media_that_were_moved_and_renamed_are_found_by_content(
    out: Path, takes: list[Path], tmp_path: Path
) -> None:
    there = tmp_path / "card 2: 猫"
    there.mkdir()
    for number, take in enumerate(takes[:2]):
        take.rename(there / f"clip {number}.mov")
    gone = verify_timeline(out / "first-cut.fcpxml")
    assert "is not there" in said(gone)
    found = verify_timeline(out / "first-cut.fcpxml", folders=[there])
    assert found.holds
    assert found.exact == 18


def recorded(file: Path, rows: np.ndarray) -> Path:
    """Write a recorder's file, a row for each channel."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(len(rows))
        out.setsampwidth(2)
        out.setframerate(48000)
        out.writeframes(rows.T.astype("<i2").tobytes())
    return file


@pytest.mark.parametrize("channels", [(1, 0), (0, 0), (0, 1)])
def test_a_wrong_channel_is_told_by_what_it_sounds_like(tmp_path: Path, channels: tuple[int, int]) -> None:
    """Boom and lavalier stand the wrong way round in the file that the timeline names, or the boom twice."""
    rng = np.random.default_rng(4)
    beats = np.repeat(rng.integers(0, 2, (2, 40)), 4800, axis=1) + 0.01
    rows = rng.normal(0, 3000, beats.shape) * beats
    named = recorded(tmp_path / "sound" / "A.WAV", rows)
    picture = taken(film(tmp_path / "1A-2_A001C006.mov", channels=0).path)
    picture = replace(picture, behind=(Behind(taken(named), 0.0),))
    (tmp_path / "cut.json").write_bytes(cut_json(cut := double([("1.1", picture, 10, 80)])))
    (tmp_path / "first-cut.otio").write_bytes(DIALECTS["otio"].write(cut)[".otio"])
    assert verify_timeline(tmp_path / "first-cut.otio").holds
    (tmp_path / "originals").mkdir()
    named.rename(tmp_path / "originals" / "A.WAV")
    quieter = rows[list(channels)] * 0.7
    recorded(named, quieter)
    found = verify_timeline(tmp_path / "first-cut.otio", folders=[tmp_path / "originals"])
    wrong = [
        f"channel {n + 1} of A.WAV has what channel {k + 1} of the source has" for n, k in enumerate(channels)
    ]
    told = [line for n, line in enumerate(wrong) if channels[n] != n]
    assert [difference.partition(": ")[2].rstrip(".") for difference in found.differences] == told
    assert found.anew == ("A.WAV",)


def test_prints_of_nothing_that_moves_say_that_a_shift_would_not_show() -> None:
    still = np.tile(np.linspace(0, 255, 64).astype(np.uint8), (36, 1))
    prints = [FramePrint(still, bytes([number])) for number in range(2)]
    look = looked([prints[0]], [{0: prints[1], 1: prints[1], -1: prints[1]}])
    assert look.seen == "unsure"
    silence = sound_print(np.zeros(16000, np.int16))
    assert listened(silence, silence) == Heard(0.0, quiet=True)


def test_prints_tell_which_of_three_frames_is_shown() -> None:
    """A bright bar walks over a picture, two pixels a frame; a proxy adds noise and loses contrast."""
    rng = np.random.default_rng(2)

    def frame(number: int) -> np.ndarray:
        grey = np.full((36, 64), 60.0)
        grey[:, 2 * number : 2 * number + 6] = 200
        return grey

    def seen(number: int) -> FramePrint:
        noisy = frame(number) * 0.6 + 30 + rng.normal(0, 3, (36, 64))
        return FramePrint(noisy.astype(np.uint8), b"proxy%d" % number)

    source = {number: FramePrint(frame(number).astype(np.uint8), b"%d" % number) for number in range(30)}
    for by in (-2, -1, 0, 1, 2):
        events = (5, 12, 20)
        near = [{at: source[number + at] for at in (-2, -1, 0, 1, 2)} for number in events]
        look = looked([seen(number + by) for number in events], near)
        assert (look.seen, look.by) == ("shifted" if by else "same", by)


@pytest.mark.parametrize("noise", [2, 6, 14])
def test_noise_everywhere_is_a_codec_and_a_head_elsewhere_another_take(noise: int) -> None:
    """Three frames of a locked camera; between them a dark head of 12 by 12 pixels moves by its width."""
    rng = np.random.default_rng(3)
    room = np.kron(rng.uniform(60, 200, (9, 16)), np.ones((4, 4)))

    def shot(places: tuple[int, ...], by: int) -> list[FramePrint]:
        made = []
        for number, at in enumerate(places):
            grey = room + rng.normal(0, by, room.shape)
            grey[12:24, at : at + 12] -= 60
            made.append(FramePrint(np.clip(grey, 0, 255).astype(np.uint8), bytes([number, by, places[0]])))
        return made

    near = [{0: one} for one in shot((10, 22, 34), 0)]
    assert looked(shot((10, 22, 34), noise), near).seen != "other"
    assert looked(shot((44, 30, 12), noise), near).seen == "other"
