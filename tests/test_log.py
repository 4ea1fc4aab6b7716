"""The log of what was shot: `rushes log`."""

import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from rushes import Logged, assemble, cli, log_footage
from rushes.engine import Progress
from rushes.errands import Material
from rushes.errors import Refusal
from rushes.footage import NoFootage
from rushes.telling import log_as_json, log_summary
from rushes.turnover.log import rows_of
from rushes.turnover.log.as_json import log_json
from tests.conftest import ROOT, Shoot
from tests.footage import making
from tests.footage.recording import recorded
from tests.test_docs import told_and_missing
from tests.turnover.log.shot import day as a_day

PROMISED = {"log.html", "log.csv", "log.ale", "log.json", "findings.json"}


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """Return a folder of two takes, a wild track, an empty file and a picture without a name."""
    folder = tmp_path / "day 1"
    folder.mkdir()
    making.shoot(folder / "27A-1_A001C001.mov", frames=30, timecode="10:00:00:00", size=(640, 360))
    making.shoot(folder / "27A-2_A001C002.mov", frames=50, timecode="10:01:00:00", shade=40, size=(640, 360))
    making.shoot(folder / "IMG_0042.MOV", frames=40, sound=False, shade=90)
    making.record(folder / "27WT-1.wav", 2.0)
    (folder / "27A-3_A001C003.mov").touch()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def rushes(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own, as into a pipe."""
    command = [sys.executable, "-m", "rushes", "log", *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=cwd)


def test_without_a_folder_it_is_told_and_nothing_is_written(day: Path, tmp_path: Path) -> None:
    """A card in the reader is looked at and stays as it is; the folder one stands in, too."""
    before = content(tmp_path)
    ran = rushes(day, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "Log of day 1: 3 clips (0:05), 3 takes, 1 recording (0:02)" in ran.stdout
    assert "4 of 5 files logged, 1 empty" in ran.stdout
    assert content(tmp_path) == before


def test_with_a_folder_it_is_written_whole(day: Path, tmp_path: Path) -> None:
    made = log_footage([day], tmp_path / "log", jobs=1)
    assert (
        {file.name for file in made.files}
        == PROMISED
        == {*content(tmp_path / "log")} - {".rushes-turnover.json"}
    )
    assert made.evidence == "4 of 5 files logged, 1 empty"
    assert list(made.seconds) == ["read", "sync", "hand over"]
    page = (made.out or day).joinpath("log.html").read_text(encoding="utf-8")
    assert page.count('<img src="data:image/jpeg;base64,') == 3
    assert page.count("<svg") == 1


def test_nobody_is_listened_to(day: Path, tmp_path: Path) -> None:
    """No word is sought and no script asked for, so a day is logged in a minute."""
    steps = list[Progress]()
    log_footage([day], tmp_path / "log", jobs=1, watch=steps.append)
    assert {"identify", "probe", "still", "loudness"} <= {step.name for step in steps}
    assert not {"listen", "line up", "follow"} & {step.name for step in steps}


def test_a_second_log_is_remembered_and_writes_nothing(day: Path, tmp_path: Path) -> None:
    first = log_footage([day], tmp_path / "log", jobs=1)
    written = {file: file.stat().st_mtime_ns for file in first.files}
    steps = list[Progress]()
    log_footage([day], tmp_path / "log", jobs=1, watch=steps.append)
    assert all(step.remembered for step in steps if step.subject)
    assert {file: file.stat().st_mtime_ns for file in first.files} == written


def test_originals_are_only_read(day: Path, tmp_path: Path) -> None:
    for file in day.iterdir():
        file.chmod(0o444)
    before = content(day)
    log_footage([day], tmp_path / "log", jobs=1)
    assert content(day) == before


def test_neither_job_takes_away_what_the_other_made(shoot: Shoot, tmp_path: Path) -> None:
    assemble(shoot.screenplay, [shoot.rushes], tmp_path / "cut", jobs=1, cache=shoot.cache)
    before = content(tmp_path / "cut")
    with pytest.raises(Refusal, match="made by `rushes assemble`"):
        log_footage([shoot.rushes], tmp_path / "cut", jobs=1, cache=shoot.cache)
    assert content(tmp_path / "cut") == before


def test_a_log_that_a_person_wrote_on_is_not_written_over(day: Path, tmp_path: Path) -> None:
    """Comments in the spreadsheet are a person's work."""
    made = log_footage([day], tmp_path / "log", jobs=1)
    (tmp_path / "log" / "log.csv").write_text("my notes")
    with pytest.raises(Refusal, match="was changed after Rushes wrote it"):
        log_footage([day], made.out, jobs=1)


def test_an_older_log_of_other_rates_leaves_no_avid_log_behind(day: Path, tmp_path: Path) -> None:
    """Once there were two rates and a log for each; the second log has one, and the old two are gone."""
    other = shoot_at_50(day)
    assert {"log-25.ale", "log-50.ale"} <= {
        file.name for file in log_footage([day], tmp_path / "log", jobs=1).files
    }
    other.unlink()
    log_footage([day], tmp_path / "log", jobs=1)
    assert {*content(tmp_path / "log")} == PROMISED | {".rushes-turnover.json"}


def shoot_at_50(day: Path) -> Path:
    return making.shoot(day / "28-1_A001C009.mov", rate=50, frames=60, timecode="11:00:00:00")


def test_the_recorders_sound_lies_behind_its_picture(tmp_path: Path) -> None:
    """By timecode: the recorder rolled half a second before, and its tracks and scene are told."""
    day = tmp_path / "day"
    day.mkdir()
    making.shoot(day / "27A-1_A001C001.mov", frames=50, timecode="10:00:01:00", sound=False)
    words = {"SCENE": "27A", "TAKE": "1", "TIMECODE_RATE": "25/1", "TIMECODE_FLAG": "NDF"}
    half_before = 36000 + Fraction(1, 2)
    recorded(day / "27A-T001.WAV", half_before, samples=4 * 48000, tracks=("Boom", "Maren"), words=words)
    picture, sound = rows_of(log_footage([day], jobs=1).log)
    (under,) = picture.under
    assert (under.file, under.rung, round(under.at_s, 3)) == ("27A-T001.WAV", "timecode", -0.5)
    assert under.timecode == "10:00:01:00"
    assert (sound.over, sound.tracks, sound.scene) == (("27A-1",), ("Boom", "Maren"), "27")
    assert picture.findings == ()


def test_the_paper_beside_the_footage_is_read_and_shown(day: Path, tmp_path: Path) -> None:
    """What the script supervisor circled is circled, and the page tells what each column was taken for."""
    report = "Scene,Setup,Take,Circled,Comments,Weather\n27,27A,2,yes,better at the door,rain\n"
    (day / "script log.csv").write_text(report, encoding="utf-8")
    made = log_footage([day], tmp_path / "log", jobs=1)
    row = next(one for one in rows_of(made.log) if one.take == "2")
    assert row.circled
    assert [note.text for note in row.notes] == ["better at the door"]
    (paper,) = made.log.paper
    assert dict(paper.columns)["Weather"] == ""
    page = (tmp_path / "log" / "log.html").read_text(encoding="utf-8")
    assert "better at the door" in page
    assert "script log.csv" in page


def test_a_log_given_back_as_paper_says_what_it_said(day: Path, tmp_path: Path) -> None:
    """A person ticks a take in a copy of the spreadsheet; the next log has it circled."""
    log_footage([day], tmp_path / "log", jobs=1)
    told = (tmp_path / "log" / "log.csv").read_text(encoding="utf-8-sig")
    line = next(one for one in told.splitlines() if one.startswith("27,27A,1,"))
    cells = line.split(",")
    cells[5] = "yes"
    copy = tmp_path / "ticked.csv"
    copy.write_text(told.replace(line, ",".join(cells)), encoding="utf-8-sig")
    made = log_footage([day], jobs=1, material=Material(paper=(copy,)))
    assert {row.take: row.circled for row in rows_of(made.log) if row.setup == "27A"} == {
        "1": True,
        "2": False,
    }


def test_a_clip_that_its_manifest_denies_is_logged_as_left_out(day: Path) -> None:
    """It was shot and is no use as it is; the findings begin with it."""
    seal = [sys.executable, "-m", "rushes", "seal", "--in-place", str(day)]
    subprocess.run(seal, check=True, capture_output=True)
    clip = day / "27A-2_A001C002.mov"
    clip.write_bytes(clip.read_bytes() + b"x")
    made = log_footage([day], jobs=1)
    rows = {row.file: row for row in rows_of(made.log)}
    assert (rows[clip.name].kind, rows[clip.name].alone) == ("left out", "hash mismatch")
    assert made.evidence == "3 of 5 files logged, 1 hash mismatch, 1 empty"
    assert (
        log_summary(made, 100, colours=False).split("\n\n")[1].lstrip().startswith(("hash mismatch", "empty"))
    )


def test_nothing_to_log_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(NoFootage):
        log_footage([tmp_path], tmp_path / "log")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def logged(day: Path) -> Logged:
    """Return the day's log, not written."""
    making.shoot(day / ("27B-1_" + "very_long_" * 12 + ".mov"), frames=25, shade=60)
    (day / "27C-1_\x1b[31mred[bold].mov").touch()
    return log_footage([day], jobs=1, cache=day.parent / "cache")


def test_findings_come_before_the_table(logged: Logged) -> None:
    told = log_summary(logged, 120, colours=False)
    assert told.index("empty (2)") < told.index("27A-1_A001C001.mov  ")
    assert told.index("empty (2)") < told.index("no sound (1)")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_table_fits_the_terminal(logged: Logged, width: int) -> None:
    """Whatever a file is called, no line is longer than the screen; wider ones show more columns."""
    lines = log_summary(logged, width, colours=False).splitlines()
    assert max(map(len, lines)) <= width
    (head,) = (line for line in lines if line.startswith("Name"))
    assert ("Codec" in head) == (width >= 120)
    assert all(heading in head for heading in ("File", "Start", "Length"))


def test_a_pipe_gets_every_name_in_full_and_no_colours(logged: Logged) -> None:
    told = log_summary(logged)
    for row in rows_of(logged.log):
        assert row.file.replace("\x1b", "\ufffd") in told
    assert "\x1b" not in told
    assert "[bold]" in told
    assert not any(mark in told for mark in "│┃━╭")


def test_a_terminal_gets_colours(logged: Logged) -> None:
    assert "\x1b[1m" in log_summary(logged, 100, colours=True)


def test_json_is_all_there_is(day: Path, tmp_path: Path) -> None:
    """Another program reads the log in the shape of its file, with or without a folder."""
    ran = rushes(day, "--json", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert (told["schema"], told["out"], told["files"]) == ("rushes.logged/1", None, [])
    assert told["log"]["schema"] == "rushes.log/1"
    assert [file["kind"] for file in told["log"]["files"]].count("left out") == 1
    made = log_footage([day], tmp_path / "log", jobs=1)
    assert json.loads(log_as_json(made))["log"] == json.loads((tmp_path / "log" / "log.json").read_bytes())


def test_the_shape_of_the_log_is_as_promised() -> None:
    """Every field that the docs show is in the file, with a value of that type."""
    page = (ROOT / "docs" / "log.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    told, real = json.loads(block), json.loads(log_json(a_day()))
    wanted = {file["file"]: file for file in told["files"]}
    for file in real["files"]:
        if file["file"] in wanted:
            assert told_and_missing(wanted[file["file"]], file, file["file"]) == []
    assert told_and_missing(told | {"files": []}, real, "log.json") == []


def test_names_that_are_no_text_are_logged(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    making.shoot(folder / "a.mov", frames=10).rename(os.fsdecode(os.fsencode(folder) + b"/27A-1_\xff.mov"))
    made = log_footage([folder], tmp_path / "log", jobs=1)
    assert [row.name for row in rows_of(made.log)] == ["27A-1"]


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    ran = rushes(tmp_path / "gone", cwd=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "There is no footage at" in ran.stderr


def test_help_tells_the_command() -> None:
    assert cli.COMMANDS["log"][1].startswith("Log what was shot")


@pytest.mark.material
@pytest.mark.slow
def test_real_rushes_and_sounds_of_every_kind_are_logged(material: Path, tmp_path: Path) -> None:
    """Forty-five pictures at five rates, production sound, readings: each is logged, or left out with why."""
    made = log_footage([material], tmp_path / "log", cache=tmp_path / "cache")
    rows = rows_of(made.log)
    assert {f"log-{rate}.ale" for rate in ("23.976", "24", "25", "30", "60")} <= {
        file.name for file in made.files
    }
    assert sum(row.kind == "picture" for row in rows) == 45
    assert len([row for row in rows if row.kind != "left out"]) + len(made.log.left_out) == 65
    bwf = next(row for row in rows if row.file == "A101_1.WAV")
    assert (bwf.scene, bwf.take, bwf.day, bwf.is_sound) == ("A101", "1", "2018-12-31", True)
    assert bwf.start.startswith("12:39:5")
    assert all(row.because or row.under or row.over for row in rows)
