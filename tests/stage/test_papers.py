"""The papers of a shoot: they say what is true, in the forms that crews hand in, and one row may not."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.footage.paper import find_papers, read_papers
from rushes.stage import Fault, StageTruth, make_rushes
from rushes.stage.papers import papers
from rushes.timecode import frame_from
from tests.stage.pages import SHORT, TINY, clips, script

RATE = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def shoot(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StageTruth]:
    """Shoot a page with two cameras, sound apart, drop-frame timecode and paper."""
    folder = tmp_path_factory.mktemp("paper") / "rushes"
    truth = make_rushes(
        script(SHORT),
        folder,
        1,
        takes=1,
        faults=frozenset(),
        size=TINY,
        rate=RATE,
        drop=True,
        double_system=True,
        cameras=2,
        wild=True,
        paper=True,
    )
    return folder, truth


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    text = (folder / "paper" / name).read_bytes().decode().replace("\r\n", "\n").replace("\r", "\n")
    if name.endswith(".ale"):
        lines = text.split("\n")
        names, data = lines[lines.index("Column") + 1], lines[lines.index("Data") + 1 : -1]
        return [dict(zip(names.split("\t"), line.split("\t"), strict=True)) for line in data]
    body = text.split("\n\n")[-1]
    return list(csv.DictReader(body.splitlines()))


def test_the_script_log_tells_every_clip_who_is_in_it_and_which_take_is_circled(
    shoot: tuple[Path, StageTruth],
) -> None:
    folder, truth = shoot
    log = {(row["Slate"], row["Take"], row["Camera"]): row for row in rows(folder, "script-log.csv")}
    assert len(log) == len(truth.takes)
    for take in truth.takes:
        row = log[take.setup, str(take.take), take.camera]
        faces = {one.character.title() for one in take.seen if one.view == "face"}
        assert set(filter(None, row["On Camera"].split(", "))) == faces
        assert (row["Circled"] == "X", row["Lens"], row["Camera Roll"]) == (
            take.circled,
            take.lens,
            take.reel,
        )
        speaking = {one.character.title() for one in take.readings}
        assert set(filter(None, row["Off Camera"].split(", "))) == speaking - faces


def test_the_sound_report_is_that_of_wave_agent(shoot: tuple[Path, StageTruth]) -> None:
    """A head before the table, lines that end with carriage returns, a column for every track."""
    folder, truth = shoot
    raw = (folder / "paper" / "sound-report.csv").read_bytes()
    assert raw.startswith(b"SOUND REPORT\rProject:,")
    assert b"\n" not in raw
    report = rows(folder, "sound-report.csv")
    assert [row["File Name"] for row in report] == [Path(one.files[0]).name for one in truth.recordings]
    for row, one in zip(report, truth.recordings, strict=True):
        assert (row["Start TC"], row["Frame Rate"], row["Tape"]) == (one.timecode, "29.97 DF", one.roll)
        assert [row[f"T{n}"] for n in range(1, 5)] == list(one.tracks)
        assert (row["Wild"] == "WILD") == (one.kind == "wild")


def test_each_cameras_list_has_its_clips_by_timecode(shoot: tuple[Path, StageTruth]) -> None:
    folder, truth = shoot
    for letter in "AB":
        takes = [take for take in truth.takes if take.camera == letter]
        listed = rows(folder, f"{letter}-camera.ale")
        assert [row["Source File Name"] for row in listed] == [take.file for take in takes]
        for row, take in zip(listed, takes, strict=True):
            assert frame_from(row["End"], RATE) - frame_from(row["Start"], RATE) == take.frames


def test_the_footage_room_finds_and_reads_all_of_them(shoot: tuple[Path, StageTruth]) -> None:
    folder, truth = shoot
    read, findings = read_papers(find_papers([folder]))
    assert sorted(f"paper/{one.name}" for one in read) == sorted(truth.papers)
    assert not findings


def test_a_wrong_paper_differs_in_one_cell_and_the_truth_says_which(shoot: tuple[Path, StageTruth]) -> None:
    _, truth = shoot
    right, none = papers(truth, wrong=False)
    wrong, (mistake,) = papers(truth, wrong=True)
    assert none == ()
    assert [name for name in right if right[name] != wrong[name]] == [mistake.paper]
    assert mistake.says != mistake.true


@pytest.mark.slow
def test_papers_are_made_again_with_the_shoot(tmp_path: Path) -> None:
    page, faults = script("INT. HALL - DAY\n\nADA\nHold it.\n"), frozenset({Fault.WRONG_PAPER})
    truth = make_rushes(page, tmp_path, 1, takes=1, faults=faults, size=TINY, paper=True)
    assert len(truth.paper_wrong) == 1
    assert clips(tmp_path / "paper") == ["A-camera.ale", "camera-report.csv", "script-log.csv"]
    make_rushes(page, tmp_path, 1, takes=1, faults=frozenset(), size=TINY)
    assert not (tmp_path / "paper").exists()
