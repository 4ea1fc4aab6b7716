"""What the paper says comes to the right clips; what fits none, or several, is told and changes nothing."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.errors import Finding
from rushes.footage import Clip, Gathered, Note, Recording, find_footage, fingerprint, gather, probe
from rushes.footage.paper import NotAPaper, apply_paper, find_papers, read_papers
from rushes.footage.paper.witness import differences
from tests.footage.paper.making import HOUR, ale, clip, kinds, sound, told, written

LOG = """\
Scene,Setup,Take,Circled,NG,Hold,Lens,On Camera,Off Camera,Comments
27,A,1,,x,,50,Anna,Ben,plane
27,A,2,x,,,50,Anna,Ben,lovely
27,A,3,,,x,50,Anna,Ben,
"""


def test_a_script_log_marks_the_takes_of_its_slates(tmp_path: Path) -> None:
    """Circled, no good, lens, who is on camera, and every word that was written."""
    made = told(clip("27A-1.mov"), clip("27A-2.mov"), clip("27A-3.mov"), papers=[written(tmp_path, LOG)])
    first, second, third = made.clips
    assert (first.slate.no_good, first.slate.no_good_by) == (True, "script log")
    assert (second.slate.circled, second.slate.circled_by) == (True, "script log")
    assert (second.lens, second.on_camera, second.off_camera) == ("50", ("Anna",), ("Ben",))
    assert first.notes == (Note("script log", "plane"),)
    assert third.notes == (Note("script log", "hold"),)
    assert (third.slate.circled, third.slate.no_good) == (False, False)
    assert {one.slate.source for one in made.clips} == {"name"}
    assert made.findings == ()


def test_a_column_of_shot_sizes_is_kept_with_who_wrote_it(tmp_path: Path) -> None:
    """As it is written; where log and report differ, the log is followed and a finding says so."""
    log = written(tmp_path, "Slate,Take,Shot Size,On Camera\n27A,1,CU,Anna\n", "log.csv")
    report = written(tmp_path, "Clip,Einstellungsgröße,Lens\n27A-1,Halbnah,50\n", "camera.csv")
    made = told(clip("27A-1.mov"), papers=[log, report])
    assert made.clips[0].shot_size == Note("script log", "CU")
    (finding,) = [one for one in made.findings if one.kind == "papers disagree"]
    assert "The shot size differs between the script log and the camera report" in finding.fact


def test_a_camera_report_gives_slates_to_files_that_have_none(tmp_path: Path) -> None:
    rows = [["A001C001_190101AB", "A001", "27A", "1", "Y"], ["A001C002_190101AB", "A001", "27A", "2", ""]]
    paper = written(tmp_path, ale(["Name", "Tape", "Scene", "Take", "Circled"], *rows), "A001.ale")
    made = told(clip("A001C001_190101AB.mov"), clip("A001C002_190101AB.mov"), papers=[paper])
    assert [(one.slate.label, one.slate.source, one.reel) for one in made.clips] == [
        ("27A-1", "paper", "A001"),
        ("27A-2", "paper", "A001"),
    ]
    assert [one.slate.circled for one in made.clips] == [True, False]
    assert made.findings == ()


@pytest.mark.parametrize(
    ("told_as", "file"),
    [
        ("A001C001_190101AB.mov", "A001C001_190101AB.mxf"),
        ("a001c001_190101ab", "A001C001_190101AB.mov"),
        ("D:\\cards\\A001\\A001C001_190101AB.MXF", "day 1/A001C001_190101AB.mov"),
        ("A001C001", "27A-1_A001C001_190101AB.mov"),
        ("A001_C001_0101AB.R3D", "A001_C001_0101AB_001.mov"),
        ("MVI_0042", "MVI_0042.MOV"),
    ],
)
def test_a_file_is_known_under_the_names_it_has_on_paper(tmp_path: Path, told_as: str, file: str) -> None:
    """Another ending, no ending, a path of another machine, the camera's own name within a longer one."""
    paper = written(tmp_path, f"File Name,Notes\n{told_as},hello\n", "camera.csv")
    assert [one.notes for one in told(clip(file), papers=[paper]).clips] == [
        (Note("camera report", "hello"),)
    ]


def test_a_clips_number_on_its_roll_is_a_file(tmp_path: Path) -> None:
    paper = written(tmp_path, "Roll,Clip,Scene,Take\nA001,C002,27A,2\nA001,1,27A,1\n", "camera report.csv")
    made = told(clip("A001C001_190101AB.mov"), clip("A001C002_190101AB.mov"), papers=[paper])
    assert [one.slate.label for one in made.clips] == ["27A-1", "27A-2"]


TIMES = "Reel,Start TC,Scene,Take\nA001,10:00:00:00,27A,1\nA001,10:01:00:05,27A,2\n"


def test_a_clip_is_found_by_its_reel_and_timecode(tmp_path: Path) -> None:
    """The second row was typed when the camera had run for five frames; the other camera ran too."""
    clips = (
        clip("MVI_1.mov", HOUR, reel="A001"),
        clip("MVI_2.mov", HOUR + 1500, reel="A001"),
        clip("MVI_3.mov", HOUR + 1500, reel="B001"),
    )
    made = told(*clips, papers=[written(tmp_path, TIMES, "camera report.csv")])
    assert [one.slate.label for one in made.clips] == ["27A-1", "27A-2", ""]
    assert kinds(made.findings) == [("not on paper", "camera report.csv")]


def test_without_a_reel_only_the_very_first_frame_is_no_coincidence(tmp_path: Path) -> None:
    """Time of day comes again every day."""
    clips = clip("MVI_1.mov", HOUR), clip("MVI_2.mov", HOUR + 1500)
    made = told(*clips, papers=[written(tmp_path, TIMES, "camera report.csv")])
    assert [one.slate.label for one in made.clips] == ["27A-1", ""]
    assert "27A-2 (line 3)" in made.findings[0].fact


def test_paper_knows_the_scene_of_a_british_slate(tmp_path: Path) -> None:
    """Slate 123 tells no scene; the log does."""
    paper = written(tmp_path, "Scene,Slate,Take,Notes\n27,123,4,\n")
    (made,) = told(clip("Slate 123 Take 4.mov"), papers=[paper]).clips
    assert (made.slate.scene, made.slate.setup, made.slate.take) == ("27", "123", 4)
    assert made.slate.source == "name, paper"


def test_a_row_that_fits_two_clips_changes_neither(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene,Take,Circled,Notes\n27A,1,x,plane\n")
    clips = clip("day 1/27A-1.mov"), clip("day 2/27A-1.mov")
    made = told(*clips, papers=[paper])
    assert made.clips == clips
    (finding,) = made.findings
    assert (finding.kind, finding.subject) == ("paper fits several clips", "script log.csv")
    assert "Line 2 (27A-1) fits several clips (day 1/27A-1.mov, day 2/27A-1.mov)" in finding.fact


def test_what_a_row_tells_besides_decides_between_two_files_of_one_name(tmp_path: Path) -> None:
    """Cameras count from one on every card; the folder, the reel or the timecode tells which is meant."""
    clips = clip("A/C0001.MP4", HOUR, reel="A007"), clip("B/C0001.MP4", HOUR + 5000, reel="B007")
    for row in ("B\\C0001.MP4,,", "C0001.MP4,B007,", "C0001.MP4,,10:03:20:00"):
        paper = written(tmp_path, f"File,Reel,Start,Notes\n{row},this one\n", "camera.csv")
        assert [bool(one.notes) for one in told(*clips, papers=[paper]).clips] == [False, True], row
    paper = written(tmp_path, "File,Notes\nC0001.MP4,this one\n", "camera.csv")
    assert kinds(told(*clips, papers=[paper]).findings) == [("paper fits several clips", "camera.csv")]


def test_a_row_of_a_file_that_is_not_here_is_no_row_of_another(tmp_path: Path) -> None:
    """The report tells of clip 9 of the card; this is clip 5 with the same slate in its name."""
    paper = written(
        tmp_path, "Clip Name,Scene,Take,Circled\nA001C009_190101AB,27A,3,x\n", "camera report.csv"
    )
    made = told(clip("27A-3_A001C005.mov"), papers=[paper])
    assert not made.clips[0].slate.circled
    assert kinds(made.findings) == [("paper without a clip", "camera report.csv")]


def test_a_logs_row_is_of_all_cameras_and_a_camera_reports_of_one(tmp_path: Path) -> None:
    log = written(tmp_path, "Scene,Take,Circled,Lens\n27A,1,x,50\n")
    report = written(tmp_path, "Camera,Scene,Take,Lens\nB,27A,1,85\n", "camera report.csv")
    first, second = told(clip("27A-1_A001C001.mov"), clip("27A-1_B001C001.mov"), papers=[log, report]).clips
    assert (first.slate.circled, second.slate.circled) == (True, True)
    assert (first.lens, second.lens) == ("", "85"), "whose lens the log means is not known"


def test_a_log_that_names_the_a_cameras_file_circles_the_b_camera_too(tmp_path: Path) -> None:
    log = written(tmp_path, "Clip,Scene,Take,Circled\nA001C001,27A,1,x\nA001C002,27A,2,\n")
    clips = clip("27A-1_A001C001.mov"), clip("27A-2_A001C002.mov"), clip("27A-1_B001C001.mov")
    made = told(*clips, papers=[log])
    assert [one.slate.circled for one in made.clips] == [True, False, True]


def test_a_wild_track_is_no_picture(tmp_path: Path) -> None:
    """Take 1 of the wild track has nothing to do with take 1 of the setup."""
    paper = written(tmp_path, "Scene,Take,Wild,Circled,Notes\n27A,1,x,x,doors\n")
    made = told(clip("27A-1.mov"), papers=[paper])
    assert made.clips[0].notes == ()
    assert kinds(made.findings) == [("paper without a clip", "script log.csv")]


def test_a_sound_report_is_of_sounds(tmp_path: Path) -> None:
    """All tracks of a take, also under the name that Wave Agent gives to the files of one take."""
    head = "File Name,Scene,Take,Circled,Notes,T1,T2\n"
    text = f"{head}27A_01_X.WAV,27A,1,x,hum,Boom,Anna\n27A_02.WAV,27A,2,,,Boom,Anna\n"
    single = sound("27A_01_1.WAV", "27A_01_2.WAV"), sound("27A_02.WAV")
    made = told(clip("27A-1.mov"), sounds=single, papers=[written(tmp_path, text, "sound report.csv")])
    first, second = made.recordings
    assert {(file.slate.circled, file.slate.circled_by) for file in first.files} == {(True, "sound report")}
    assert first.files[1].notes == (Note("sound report", "hum"),)
    assert second.files[0].tracks == ("Boom", "Anna")
    assert not made.clips[0].slate.circled, "that comes with the sound, if it lies behind this picture"
    assert made.findings == ()


def test_a_false_starts_row_is_not_of_the_take_that_bears_its_slate(tmp_path: Path) -> None:
    """The recorder rolled twice for one slate: what the mixer notes of the first is not of the picture."""
    rows = "File Name,Scene,Take,NG,Notes\nT001.WAV,27A,1,x,false start\nT002.WAV,27A,1,,\n"
    both = sound("T001.WAV"), sound("T002.WAV")
    made = told(clip("27A-1.mov"), sounds=both, papers=[written(tmp_path, rows, "sound report.csv")])
    assert (made.clips[0].slate.no_good, made.clips[0].notes) == (False, ())
    assert [one.files[0].slate.no_good for one in made.recordings] == [True, False]


def test_of_a_false_start_and_a_take_a_log_means_the_take(tmp_path: Path) -> None:
    """Both recordings have its slate; the recorder itself says which of them is no good."""
    real, false = sound("T002.WAV"), sound("T001.WAV")
    slate = clip("27A-1.mov").slate
    marked = Recording(tuple(replace(one, slate=replace(slate, no_good=True)) for one in false.files))
    taken = Recording(tuple(replace(one, slate=slate) for one in real.files))
    log = written(tmp_path, "Scene,Take,Circled,Notes\n27A,1,x,lovely\n")
    made = told(clip("27A-1.mov"), sounds=[marked, taken], papers=[log])
    assert [one.files[0].slate.circled for one in made.recordings] == [False, True]
    assert made.findings == ()


def test_what_is_missing_is_summed_up_once_a_paper(tmp_path: Path) -> None:
    rows = "".join(f"27A,{take},note\n" for take in range(1, 41))
    paper = written(tmp_path, f"Scene,Take,Notes\n{rows}")
    made = told(clip("27A-1.mov"), clip("31-1.mov"), clip("31-2.mov"), papers=[paper])
    missing, silent = made.findings
    assert "39 of 40 rows" in missing.fact
    assert "27A-2 (line 3), 27A-3 (line 4), 27A-4 (line 5) and 36 more" in missing.fact
    assert "mentions 2 of 3 clips: 31-1.mov, 31-2.mov" in silent.fact


def test_off_speed_and_filters_are_notes(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene,Take,FPS,Filter,Lens\n27A,1,48,ND6,50\n27A,2,25,0,50\n", "camera.csv")
    first, second = told(clip("27A-1.mov"), clip("27A-2.mov"), papers=[paper]).clips
    assert [note.text for note in first.notes] == ["48 fps", "filter ND6"]
    assert second.notes == ()


# Contradictions


def test_paper_about_this_very_file_goes_before_its_name(tmp_path: Path) -> None:
    """One against one: the name was typed from the board or the paper; both are named."""
    paper = written(tmp_path, "Clip Name,Scene,Take,Circled\nA001C002,27A,4,x\n", "camera report.csv")
    made = told(clip("27A-3_A001C002.mov"), papers=[paper])
    assert (made.clips[0].slate.label, made.clips[0].slate.circled) == ("27A-4", True)
    assert [(one.by, one.slate.label) for one in made.clips[0].witnesses] == [
        ("camera report", "27A-4"),
        ("name", "27A-3"),
    ]
    (finding,) = made.findings
    assert (finding.kind, finding.subject) == ("slates disagree", "27A-3_A001C002.mov")
    assert "take 4" in finding.fact
    assert "take 3" in finding.fact
    assert "The camera report was followed" in finding.fact


def test_a_logs_slip_loses_against_report_and_name_and_keeps_its_circle(tmp_path: Path) -> None:
    """The log's clip numbers slipped by one: what it says of take 3 still belongs to take 3."""
    log = written(tmp_path, "Clip,Scene,Take,Circled\nA001C002,27A,2,\nA001C003,27A,3,x\n")
    rows = [["A001C001", "27A", "2"], ["A001C002", "27A", "3"]]
    report = written(tmp_path, ale(["Name", "Scene", "Take"], *rows), "camera report.ale")
    made = told(clip("27A-2_A001C001.mov"), clip("27A-3_A001C002.mov"), papers=[log, report])
    assert [(one.slate.label, one.slate.circled) for one in made.clips] == [
        ("27A-2", False),
        ("27A-3", False),
    ]
    assert ("slates disagree", "27A-3_A001C002.mov") in kinds(made.findings)
    assert "as more say so" in made.findings[0].fact


def test_papers_that_circle_differently_are_told_once(tmp_path: Path) -> None:
    log = written(tmp_path, "Scene,Take,Circled\n27A,1,x\n27A,2,\n27A,3,\n")
    report = written(tmp_path, "Scene,Take,Circled\n27A,1,\n27A,2,x\n27A,3,x\n", "camera report.csv")
    made = told(clip("27A-1.mov"), clip("27A-2.mov"), clip("27A-3.mov"), papers=[log, report])
    assert [one.slate.circled for one in made.clips] == [True, False, False]
    followed = "The script log was followed."
    first, second = (finding.fact for finding in made.findings)
    assert first == f"Circled in the script log, not circled in the camera report: 27A-1.mov. {followed}"
    assert second.startswith(
        "Not circled in the script log, circled in the camera report: 27A-2.mov, 27A-3.mov."
    )


def test_a_star_in_the_name_that_the_log_does_not_know_is_told(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene,Take,Circled\n27A,1,x\n27A,2,\n")
    made = told(clip("27A-1.mov"), clip("27A-2*.mov"), papers=[paper])
    assert [one.slate.circled for one in made.clips] == [True, False]
    assert "circled in the file's name: 27A-2*.mov" in made.findings[0].fact


def test_circled_and_no_good_at_once_are_both_kept(tmp_path: Path) -> None:
    """Good for picture and bad for sound: the cut weighs both, a person should know."""
    log = written(tmp_path, "Scene,Take,Circled\n27A,1,x\n")
    report = written(tmp_path, "Scene,Take,NG\n27A,1,x\n", "sound report.csv")
    made = told(clip("27A-1.mov"), papers=[log, report])
    slate = made.clips[0].slate
    assert (slate.circled_by, slate.no_good_by) == ("script log", "sound report")
    assert kinds(made.findings) == [("papers disagree", "27A-1.mov")]


def test_lenses_and_reels_that_differ_are_told(tmp_path: Path) -> None:
    """50 and 50 mm are the same; the camera department knows its lenses, a file its own reel."""
    log = written(tmp_path, "Scene,Take,Lens\n27A,1,50\n27A,2,35\n")
    rows = [["27A-1.mov", "A002", "Cooke 50mm", "27A", "1"], ["27A-2.mov", "A001R2EC", "50 mm", "27A", "2"]]
    report = written(
        tmp_path, ale(["Name", "Tape", "Lens Type", "Scene", "Take"], *rows), "camera report.ale"
    )
    made = told(clip("27A-1.mov", reel="A001"), clip("27A-2.mov", reel="A001"), papers=[log, report])
    assert [(one.lens, one.reel) for one in made.clips] == [("Cooke 50mm", "A001"), ("50 mm", "A001")]
    facts = sorted(finding.fact for finding in made.findings)
    assert "lens differs between the camera report and the script log: 27A-2.mov (50 mm; 35)" in facts[0]
    assert "reel differs between the file itself and the camera report: 27A-1.mov (A001; A002)" in facts[1]


def test_two_files_with_one_slate_on_paper_are_told(tmp_path: Path) -> None:
    paper = written(tmp_path, "Clip Name,Scene,Take,Lens\nA001C001,27A,3,\nA001C002,27A,3,\n", "camera.csv")
    made = told(clip("A001C001_190101AB.mov"), clip("A001C002_190101AB.mov"), papers=[paper])
    assert kinds(made.findings) == [("same slate", "A001C002_190101AB.mov")]


def test_two_versions_of_a_report_that_contradict_each_other_are_not_followed(tmp_path: Path) -> None:
    one, other = (
        written(tmp_path, f"Clip Name,Scene,Take,Notes\nA001C001,27A,{take},\n", f"camera v{take}.csv")
        for take in (1, 2)
    )
    made = told(clip("A001C001_190101AB.mov"), papers=[one, other])
    assert made.clips[0].slate.label == ""
    assert kinds(made.findings) == [("slates disagree", "A001C001_190101AB.mov")]


def test_a_slates_number_on_paper_does_not_replace_a_names_letter(tmp_path: Path) -> None:
    """Slate 124 may be the board of 27A: nothing contradicts, so the name stays."""
    paper = written(tmp_path, "Clip,Slate,Take,Notes\nA001C001,124,1,\n")
    (made,) = told(clip("27A-1_A001C001.mov"), papers=[paper]).clips
    assert (made.slate.label, made.slate.scene, made.slate.source) == ("27A-1", "27", "name")


def test_what_no_longer_is_so_is_not_said(tmp_path: Path) -> None:
    """Once paper gave every clip its slate, nobody needs to hear that their names have none."""
    finding = Finding("no slate", "A001C001_190101AB.mov", "No slate in the name of 1 of 1 clips.")
    paper = written(tmp_path, "Clip Name,Scene,Take\nA001C001,27A,3\n", "camera.csv")
    gathered = Gathered((clip("A001C001_190101AB.mov"),), (), (finding,))
    assert apply_paper(gathered, [paper]).findings == ()
    assert apply_paper(gathered, []) == gathered


TAKES = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 4)), min_size=1, max_size=8, unique=True)


@given(TAKES, st.data())
def test_the_order_of_rows_and_clips_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, takes: list[tuple[str, int]], data: st.DataObject
) -> None:
    """Every clip gets its own row's note and circle, wherever they stand."""
    circled = data.draw(st.sets(st.sampled_from(takes)))
    rows = data.draw(st.permutations(takes))
    marks = {row: "x" if row in circled else "" for row in rows}
    lines = [f"27,{row[0]},{row[1]},{marks[row]},{row[0]}{row[1]}\n" for row in rows]
    text = "".join(lines)
    paper = written(tmp_path_factory.mktemp("paper"), "Scene,Setup,Take,Circled,Notes\n" + text)
    made = told(*(clip(f"27{letter}-{take}.mov") for letter, take in takes), papers=[paper])
    assert made.findings == ()
    for one, (letter, take) in zip(made.clips, takes, strict=True):
        assert one.notes == (Note("script log", f"{letter}{take}"),)
        assert one.slate.circled == ((letter, take) in circled)


@pytest.mark.material
def test_the_report_of_wave_agent_finds_its_sounds(material: Path) -> None:
    """Real sounds and their report: all five recordings are known, two rows tell of others."""
    folder = material / "sound" / "bwf"
    files = find_footage([folder])
    gathered = gather(files, [probe(file) for file in files], [fingerprint(file) for file in files])
    papers, unread = read_papers(find_papers([folder]))
    made = apply_paper(gathered, papers)
    assert (len(papers), unread, len(made.recordings)) == (1, (), 5)
    assert all(one.files[0].witnesses for one in made.recordings)
    assert [one.slate for one in made.recordings] == [one.slate for one in gathered.recordings]
    new = made.findings[len(gathered.findings) :]
    assert kinds(new) == [("paper without a clip", "WaveAgentSoundReport.csv")]
    assert "2 of 9 rows" in new[0].fact


def test_clips_at_another_rate_are_found_by_the_clock(tmp_path: Path) -> None:
    """A row's frames are counted in the paper's rate, a clip's in its own."""
    paper = written(tmp_path, "Reel,Start TC,Frame Rate,Notes\nA001,10:00:01:12,25,x\n", "camera.csv")
    fast = clip("MVI_1.mov", 36000 * 50 + 74, reel="A001", rate=Fraction(50))
    slow: Clip = clip("MVI_2.mov", 36000 * 50 + 76 + 50, reel="A001", rate=Fraction(50))
    assert [bool(one.notes) for one in told(fast, slow, papers=[paper]).clips] == [True, False]


def test_a_name_that_picture_and_sound_share(tmp_path: Path) -> None:
    """An ALE means the picture, a WAV is a sound, a log means both, a mixer's report the sound."""
    picture, recorded = clip("27A-3.mov"), sound("27A-3.WAV")
    ways = {
        ("camera.ale", "27A-3"): (True, False),
        ("camera.csv", "27A-3.WAV"): (False, True),
        ("script log.csv", "27A-3"): (True, True),
        ("sound report.csv", "27A-3"): (False, True),
    }
    for (name, file), expected in ways.items():
        text = ale(["Name", "Comments"], [file, "x"]) if name.endswith("ale") else f"File,Notes\n{file},x\n"
        made = told(picture, sounds=[recorded], papers=[written(tmp_path, text, name)])
        assert (bool(made.clips[0].notes), bool(made.recordings[0].files[0].notes)) == expected, name


def test_a_cameras_own_letter_is_not_overruled(tmp_path: Path) -> None:
    """The log says camera B of a file that camera A made: told, and the file is right."""
    paper = written(tmp_path, "Clip,Camera,Scene,Take\nA001C001,B,27A,3\n")
    made = told(clip("A001C001_190101AB.mov", reel="A001"), clip("27A-3_A001C002.mov"), papers=[paper])
    assert [one.slate.camera for one in made.clips] == ["A", "A"]


def test_scene_and_take_in_one_column(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene/Take,Circled (Y/N),Notes\n27A/3,Y,\n27/2,N,\n28A-1*,,\n")
    made = told(clip("27A-3.mov"), clip("27-2.mov"), clip("28A-1.mov"), papers=[paper])
    assert [one.slate.circled for one in made.clips] == [True, False, True]
    assert made.findings == ()


def test_a_paper_that_tells_scenes_and_no_setups(tmp_path: Path) -> None:
    """An ALE of Avid has columns for scene and take; the setup is in the name, or nowhere."""
    rows = [["1A-2", "1", "2", "a"], ["x", "1", "3", "b"], ["y", "2", "1", "c"], ["z", "3", "1", "d"]]
    paper = written(tmp_path, ale(["Name", "Scene", "Take", "Comments"], *rows), "camera.ale")
    names = ("1A-2.mov", "1-2.mov", "1-3.mov", "1A-3.mov", "2-1.mov", "3B-1.mov")
    made = told(*map(clip, names), papers=[paper])
    assert [[note.text for note in one.notes] for one in made.clips] == [["a"], [], [], [], ["c"], ["d"]]
    assert ("paper fits several clips", "camera.ale") in kinds(made.findings)
    assert not [finding for finding in made.findings if finding.kind == "slates disagree"]


def test_where_setups_are_told_a_bare_scene_is_its_master(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene,Take,Notes\n1,2,a\n1A,1,b\n")
    made = told(clip("1-2.mov"), clip("1A-2.mov"), clip("1A-1.mov"), papers=[paper])
    assert [[note.text for note in one.notes] for one in made.clips] == [["a"], [], ["b"]]


def test_paper_settles_what_a_bare_number_is(tmp_path: Path) -> None:
    """123-1 is scene 123, take 1, or British slate 123; the log knows that it is of scene 27."""
    paper = written(tmp_path, "Slate,Take,Scene,Print\n123,1,27 pt,x\n123,2,27,\n")
    made = told(clip("123-1.mov"), clip("123-2.mov"), papers=[paper])
    assert [(one.slate.scene, one.slate.label, one.slate.source) for one in made.clips] == [
        ("27", "123-1", "name, paper"),
        ("27", "123-2", "name, paper"),
    ]
    assert made.findings == ()


def test_several_takes_in_one_file_are_a_series(tmp_path: Path) -> None:
    """The camera ran on: the name tells the second take, or none. It may be a slip too, so it is told."""
    text = "Clip,Scene,Take,Circled,Notes\nA001C001,27A,1,,a\nA001C001,27A,2,x,b\nA001C002,27B,1-2,,\n"
    made = told(clip("27A-2_A001C001.mov"), clip("A001C002_240101AB.mov"), papers=[written(tmp_path, text)])
    assert [(one.slate.label, one.slate.series) for one in made.clips] == [("27A-2", True), ("27B-1", True)]
    assert made.clips[0].slate.circled
    assert [note.text for note in made.clips[0].notes] == ["a", "b"]
    assert kinds(made.findings) == [
        ("several takes in a file", "27A-2_A001C001.mov"),
        ("several takes in a file", "A001C002_240101AB.mov"),
    ]
    assert "27A-1 (line 2) and 27A-2 (line 3)" in made.findings[0].fact


def test_a_log_with_a_column_for_each_camera(tmp_path: Path) -> None:
    """Cameras that rolled together are slated by one row, though their files tell nothing."""
    text = "Scene,Take,A Clip,Cam B Clip,Circled\n27A,1,A001C001,B001C004,x\n27A,2,A001C002,,\n"
    names = ("A001C001_240101AB.mov", "A001C002_240101AB.mov", "B001C004_240101AB.mov")
    made = told(*map(clip, names), papers=[written(tmp_path, text)])
    assert [(one.slate.label, one.slate.camera, one.slate.circled) for one in made.clips] == [
        ("27A-1", "A", True),
        ("27A-2", "A", False),
        ("27A-1", "B", True),
    ]
    assert made.findings == ()


CELLS = st.sampled_from(
    [
        *(
            "",
            "27",
            "27A",
            "A",
            "1",
            "2",
            "1-3",
            "3*",
            "x",
            "NG",
            "123",
            "WT1",
            "A001C001",
            "27A-1",
            "A001",
            "B",
        ),
        *(
            "C001",
            "10:00:00:00",
            "10:00:00",
            "25",
            "27A-1.WAV",
            "Anna",
            "A001C001, B001C001",
            "27/3",
            "maybe",
        ),
    ]
)
HEADS = st.sampled_from(
    [
        *(
            "Scene",
            "Setup",
            "Slate",
            "Take",
            "Camera",
            "File Name",
            "Name",
            "Roll",
            "Start TC",
            "Circled",
            "NG",
        ),
        *(
            "Wild",
            "Notes",
            "Lens",
            "On Camera",
            "FPS",
            "Frame Rate",
            "T1",
            "Part",
            "Status",
            "A Clip",
            "B Clip",
        ),
    ]
)


@given(
    st.lists(HEADS, min_size=3, max_size=8, unique=True),
    st.lists(st.lists(CELLS, min_size=3, max_size=8), min_size=1, max_size=6),
    st.sampled_from(["script log.csv", "camera report.csv", "sound report.csv"]),
)
def test_no_paper_breaks_the_rushes(
    tmp_path_factory: pytest.TempPathFactory, heads: list[str], rows: list[list[str]], name: str
) -> None:
    """Whatever it says: the clips stay the same files, and a changed slate is told or was open."""
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (heads, *rows))
    try:
        paper = written(tmp_path_factory.mktemp("paper"), text, name)
    except NotAPaper:
        return
    clips = (
        clip("27A-1_A001C001.mov", HOUR, reel="A001"),
        clip("A001C002_240101AB.mov", HOUR + 600),
        clip("27A-1_B001C001.mov", HOUR, reel="B001"),
        clip("123-2.mov"),
    )
    made = told(*clips, sounds=[sound("27A-1.WAV")], papers=[paper])
    assert [one.file for one in made.clips] == [one.file for one in clips]
    spoken_of = {finding.subject for finding in made.findings if finding.kind == "slates disagree"}
    for before, after in zip(clips, made.clips, strict=True):
        if before.slate.take and differences(before.slate, after.slate):
            assert after.file in spoken_of
