"""Slates are read from names by a table; a name of two readings is a finding, a camera's own name is none."""

import itertools
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage import HABITS, Clip, Habit, Slate, in_words, read_slate
from rushes.footage.marks import MARKS, Mark
from rushes.footage.rolls import CAMERAS, CameraHabit, Roll, roll_of

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_each_row_reads_its_own_example(habit: Habit) -> None:
    """And no row above takes it away: the order of the table is its rule."""
    assert read_slate(habit.example)[0].habit == habit.name


@pytest.mark.parametrize("camera", CAMERAS, ids=lambda camera: camera.name)
def test_each_camera_names_its_own_example(camera: CameraHabit) -> None:
    """A camera's own name leaves nothing over, is no slate and makes no noise."""
    roll, rest = roll_of(camera.example)
    assert (roll.habit, rest) == (camera.name, "")
    assert read_slate(camera.example + ".mov") == (Slate(camera=roll.camera), ())


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.example)
def test_each_mark_is_read_beside_a_slate_and_leaves_it_whole(mark: Mark) -> None:
    slate, doubts = read_slate(mark.example)
    assert slate.take
    assert slate.scene
    assert all(getattr(slate, field) == value for field, value in mark.sets.items())
    assert len(doubts) == (1 if slate.habit == "scene-take" else 0)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        # American: the scene, a letter for each setup, the take; the bare number is the master
        ("27A-3.mov", "scene 27, setup 27A, take 3"),
        ("16E-2A", "scene 16, setup 16E, take 2, camera A"),
        ("1A-2_A001C006.mov", "scene 1, setup 1A, take 2, camera A"),
        ("027A-03-B.mxf", "scene 27, setup 27A, take 3, camera B"),
        ("27a_t03.mp4", "scene 27, setup 27A, take 3"),
        ("27A T3", "scene 27, setup 27A, take 3"),
        ("34D_01(a)", "scene 34, setup 34D, take 1, camera A"),
        ("Sc27A_Tk3", "scene 27, setup 27A, take 3"),
        ("Scene 27A Take 3 - close on the door.mov", "scene 27, setup 27A, take 3"),
        ("Scene 27 Take 3", "scene 27, setup 27, take 3"),
        ("S027_SH_A_T03", "scene 27, setup 27A, take 3"),
        ("154AQ-2", "scene 154, setup 154AQ, take 2"),
        ("VB152W-3B", "scene B152, setup VB152W, take 3, camera B, visual effects"),
        ("R102A-1*", "scene 102, setup R102A, take 1, circled, reshoot"),
        ("AP002F-4-B*", "scene 2, setup AP2F, take 4, camera B, circled, additional photography"),
        ("A26C-1", "scene A26, setup A26C, take 1"),
        ("15W-1", "scene 15, setup 15W, take 1"),
        # what stands beside it
        ("4F-5PUA", "scene 4, setup 4F, take 5, camera A, pickup"),
        ("27B PU t4", "scene 27, setup 27B, take 4, pickup"),
        ("12B-3SER", "scene 12, setup 12B, take 3, series"),
        ("40E-4 MOS*", "scene 40, setup 40E, take 4, mos, circled"),
        ("13A-1-SER-1-M MOS", "scene 13, setup 13A, take 1, camera M, series, mos"),
        ("119F-3* 48FPS PU", "scene 119, setup 119F, take 3, pickup, circled"),
        ("4M-1.SUB.01", "scene 4, setup 4M, take 1"),
        ("27A-3_Cam B.mov", "scene 27, setup 27A, take 3, camera B"),
        ("27A-3 (1).mov", "scene 27, setup 27A, take 3"),
        ("MyFilm_27A-3_NG_20230415.mov", "scene 27, setup 27A, take 3, no good"),
        ("“27A-3” 🎬.mov", "scene 27, setup 27A, take 3"),
        # British: a slate's number runs through the film and tells no scene
        ("Slate 123 Take 4.mov", "setup 123, take 4"),
        ("SL123 T4 CamB", "setup 123, take 4, camera B"),
        ("Sc 27A Slate 123 Take 4", "scene 27A, setup 123, take 4"),
        # Europe and China: scene, shot, take
        ("72B-14T04.WAV", "scene 72B, setup 72B-14, take 4"),
        ("125-127-1T01.WAV", "scene 125-127, setup 125-127-1, take 1"),
        ("Szene 12 Einstellung 3 Take 2", "scene 12, setup 12-3, take 2"),
        ("Séq 12 Plan 3 Prise 2", "scene 12, setup 12-3, take 2"),
        ("第12场第3镜第4条.mov", "scene 12, setup 12-3, take 4"),
        # sound without picture in sync
        ("WT27A-1.wav", "scene 27, setup 27A, take 1, wild"),
        ("VO 16/1", "scene 16, setup 16, take 1, wild"),
        ("27_RT.wav", "scene 27, room tone"),
        ("Room Tone kitchen.wav", "room tone"),
        # only a scene is told
        ("Scene 27 wide.mov", "scene 27"),
    ],
)
def test_the_names_of_real_productions(name: str, said: str) -> None:
    slate, doubts = read_slate(name)
    assert (in_words(slate), doubts) == (said, ())


@pytest.mark.parametrize(
    "name",
    [
        "A001C006_230415_R1AB.mov",
        "IMG_1234.MOV",
        "C0001.MP4",
        "20230103_233847_3648630367975655476.mp4",
        "big-buck-bunny-30s.mp4",
        "clip_01_tears_of_steel.mp4",
        "REEL 4 DC 1.mov",
        "2-71 LEVER BIG LOW METAL BARREL.AIF",
        "18-96 HOSPITAL HEART MONITOR_ 76 BPM.MP3",
        "HORR BREATHGHOST AHS-04_44.01.AIF",
        "QTLF_101_010_113_BG_01_V001.mov",
        "fv075_lgk_0500_rf01_v01.mov",
        "TRANSITION2_1.mov",
        "JAKE NO TAKE 2.M4A",
        "PUNCH - WET 1F - SLAP.wav",
        "2023-01.mov",
        "1080p-2.mov",
        "34D_2-01.mov",
        "第二场.mov",
        "🎬.mov",
        "",
    ],
)
def test_what_is_no_slate_makes_no_noise(name: str) -> None:
    """Camera names, effects, visual effects shots, dates: nothing is read and nothing is reported."""
    slate, doubts = read_slate(name)
    assert (slate.scene, slate.setup, slate.take, slate.source, doubts) == (None, None, None, "none", ())


@pytest.mark.parametrize(
    ("name", "said", "doubt"),
    [
        ("27-1.mov", "scene 27, setup 27, take 1", "British slate number"),
        ("27/3A", "scene 27, setup 27, take 3, camera A", "British slate number"),
        ("27_T03.mov", "scene 27, setup 27, take 3", "British slate number"),
        ("S27_T3.mov", "scene 27, setup 27, take 3", "S may stand for slate"),
        ("12-03-05.mov", "scene 12, setup 12-3, take 5", "date"),
        ("27A-3B_A001C006.mov", "scene 27, setup 27A, take 3, camera B", "its roll camera A"),
        ("27I-3.mov", "", "I is no setup letter"),
        ("27O-3.mov", "", "O is no setup letter"),
    ],
)
def test_a_name_of_two_readings_is_a_finding(name: str, said: str, doubt: str) -> None:
    """The first reading by the table's order, or none where it would be a guess; and what else it may be."""
    slate, (finding,) = read_slate(name)
    assert in_words(slate) == said
    assert (finding.kind, finding.subject) == ("ambiguous slate", name)
    assert doubt in finding.fact


def test_the_roll_is_read_beside_the_slate() -> None:
    assert roll_of("1A-2_A001C006") == (Roll("A", "A001", 6, "roll and clip"), "1A-2")


@given(
    scene=st.integers(1, 999),
    insert=st.sampled_from(["", "A", "B", "AA"]),
    setup=st.sampled_from([*LETTERS, "AA", "AZ", "BB", "QQ"]),
    take=st.integers(1, 99),
    pickup=st.booleans(),
)
def test_a_label_reads_back(scene: int, insert: str, setup: str, take: int, *, pickup: bool) -> None:
    """What Rushes itself writes on a clip is read as the same slate."""
    number = f"{insert}{scene}"
    slate = Slate(number, number + setup, take, pickup=pickup, source="name", habit="setup-take")
    assert read_slate(slate.label) == (slate, ())


@given(st.text(max_size=60))
def test_any_name_has_an_answer(name: str) -> None:
    """No name raises, and setup letters are never I or O."""
    slate, _ = read_slate(name)
    assert not re.search(r"^[A-Z]*\d+[IO]$", slate.setup or "")
    assert slate.take is None or slate.take > 0


@pytest.mark.material
def test_the_35_rushes_of_grid_scenes(material: Path) -> None:
    """Every scene, setup, take and camera, against the truth."""
    takes = json.loads((material / "grid-scenes/truth.json").read_text())["takes"]
    read = [read_slate(take["file"])[0] for take in takes]
    told = [(slate.scene, slate.setup, slate.take, slate.camera) for slate in read]
    assert told == [(take["scene"], take["setup"], take["take"], "A") for take in takes]


@pytest.mark.material
@pytest.mark.parametrize(
    ("reel", "read", "unread_slates"),
    [
        ("INS4_R1_010417.edl", 155, ()),
        ("INS4_R5_DX_092117.edl", 147, ()),
        ("STP R1 v082517.edl", 162, ()),
        ("ToD_R4_LOCK3.1_030618_Video.edl", 204, ("•92PT-5*",)),
        ("ISSUE_14_conform_edl_issue_03.edl", 20, ()),
        ("cdl_example01.edl", 23, ()),
        ("cdl_frmc_example02.edl", 0, ()),
        (
            "adobe_dai109_test.txt",
            700,
            ("10G17T02.WAV", "AMD2-1T01.WAV", "AMD2-1T02.WAV", "AMD2-1T04.WAV", "AMD2-1T05.WAV"),
        ),
    ],
)
def test_the_names_in_locked_reels(
    material: Path, reel: str, read: int, unread_slates: tuple[str, ...]
) -> None:
    """Names that assistant editors gave: how many are slates, and which like slates are not read."""
    text = (material / "timelines/edl" / reel).read_text(encoding="utf-8", errors="replace")
    names = sorted(set(re.findall(r"CLIP NAME: *(.*?)\s*$", text, re.MULTILINE)))
    slates = {name: read_slate(name)[0] for name in names}
    like_a_slate = re.compile(r"\W?[A-Z]{0,3}\d{1,4}[A-Z]{0,2}\d*(?:-\d+T|T|-)\d+[A-Z]?\*?(?:\.WAV)?")
    others = re.compile(r"OS|AMB|XZ")  # off-screen voice, ambience and voice lists: sound by itself
    unread = [name for name, slate in slates.items() if not slate.scene and not slate.setup]
    assert len(slates) - len(unread) == read
    assert tuple(filter(like_a_slate.fullmatch, itertools.filterfalse(others.match, unread))) == unread_slates


@pytest.mark.parametrize(
    ("slate", "name"),
    [
        (Slate("27", "27A", 3, "A"), "27A-3"),
        (Slate("27", "27A", 3, "B"), "27A-3 B"),
        (Slate("27", "27A", 3), "27A-3"),
        (Slate(), "C0007"),
    ],
)
def test_two_cameras_on_one_take_are_told_apart(slate: Slate, name: str) -> None:
    """A bin in which two clips have one name is a trap; the first camera needs no letter."""
    assert Clip(Path("C0007.mov"), "C0007.mov", "0", Fraction(25), 50, slate=slate).name == name
