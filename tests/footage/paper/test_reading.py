"""Reports and logs of many programs, languages and decades, read as what they say."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage.paper import NoSuchPaper, NotAPaper, Paper, read_paper
from rushes.footage.paper.reading.tables import table_of
from tests.footage.paper.making import ale, written

RESOLVE = ale(
    ["Name", "Tracks", "Start", "End", "Take", "Tape", "Scene", "DESCRIPT", "Comments", "Camera Type", ""],
    [
        "A020C003_150905_E2XZ.mov",
        "V",
        "05:42:12:20",
        "05:42:30:12",
        "2",
        "A020E2XZ",
        "12A",
        "",
        "lovely",
        "+",
    ],
)


def test_an_ale_of_dailies_is_a_camera_report(tmp_path: Path) -> None:
    """As DaVinci Resolve writes it, with a tab at each line's end; the mapping is part of the value."""
    paper = written(tmp_path, RESOLVE, "day 3.ale")
    (row,) = paper.rows
    assert (paper.kind, paper.form) == ("camera report", "ALE")
    assert (row.scene, row.setup, row.take) == ("12", "12A", 2)
    assert (row.file, row.reel, row.start) == ("A020C003_150905_E2XZ.mov", "A020E2XZ", "05:42:12:20")
    assert (row.comment, row.rate) == ("lovely", Fraction(25))
    assert {one.heading: one.meaning for one in paper.mapping}["DESCRIPT"] == "comment"
    assert paper.unmapped == ("Tracks",)


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_and_line_ends_make_no_difference(tmp_path: Path, letters: str, end: str) -> None:
    """Avid writes CR, Excel UTF-16, everybody else something else."""
    text = RESOLVE.replace("lovely", "très drôle").replace("\n", end)
    (row,) = written(tmp_path, text.encode(letters), "day 3.ale").rows
    assert (row.comment, row.take, row.line_number) == ("très drôle", 2, 10)


def test_blank_lines_between_the_sections_are_nothing(tmp_path: Path) -> None:
    paper = written(tmp_path, RESOLVE.replace("\n", "\n\n"), "day 3.ale")
    assert [row.setup for row in paper.rows] == ["12A"]


def test_one_bad_row_does_not_cost_the_others(tmp_path: Path) -> None:
    """A cell too many, a timecode that is none, a row that was cut short."""
    rows = [["27A-1.mov", "27A", "1", "99:99:99:99", "x", "y", "z"], ["27A-2.mov"], ["27A-3.mov", "27A", "3"]]
    paper = written(tmp_path, ale(["Name", "Scene", "Take", "Start"], *rows), "avid.ale")
    assert [(row.setup, row.take) for row in paper.rows] == [("27A", 1), ("27A", 2), ("27A", 3)]


SCRIPTE = """\
Scene,Setup,Take,Camroll,Soundroll,Circled,NG,FS,Timing,Lens,On Camera,Off Camera,Comments
27,A,1,A012,S03,,x,,1:02,50mm,Anna,Ben,"Plane, twice"
,,2,A012,S03,x,,,1:04,50mm,Anna,Ben,
27,B,1,A013,S03,,,FS,0:03,85mm,Ben,Anna,
"""


def test_a_script_supervisors_log(tmp_path: Path) -> None:
    """Scene and setup are written once, and hold for the takes below."""
    paper = written(tmp_path, SCRIPTE, "day 3.csv")
    assert paper.kind == "script log"
    assert [(row.setup, row.take) for row in paper.rows] == [("27A", 1), ("27A", 2), ("27B", 1)]
    assert [row.circled for row in paper.rows] == [False, True, False]
    assert [row.no_good for row in paper.rows] == [True, False, False]
    assert [row.false_start for row in paper.rows] == [False, False, True]
    assert [row.reel for row in paper.rows] == ["A012", "A012", "A013"]
    assert (paper.rows[0].on_camera, paper.rows[0].off_camera) == (("Anna",), ("Ben",))
    assert paper.rows[0].comment == "Plane, twice"


def test_a_column_that_nobody_used_says_nothing(tmp_path: Path) -> None:
    """No take of this log is circled: that is not to say that none was liked."""
    paper = written(tmp_path, "Scene,Take,Circled,NG\n27A,1,,\n27A,2,,\n27B,1,,x\n")
    assert [row.circled for row in paper.rows] == [None, None, None]
    assert [row.no_good for row in paper.rows] == [False, False, True]


ZOELOG = """\
"Date","Scene","Slate","Take","Circle Take","Camera","Roll","Clip","Lens","Focal","Filter","FPS","Notes"
"2024-05-01","27","27A","1","","A","A001","C001","Cooke S4","50","ND6","24","slate soft
again"
"2024-05-01","27","27A","2","✓","A","A001","C002","Cooke S4","50","ND6","48",""
"""


def test_a_camera_report_with_line_breaks_in_its_cells(tmp_path: Path) -> None:
    paper = written(tmp_path, ZOELOG, "zoelog.csv")
    first, second = paper.rows
    assert paper.kind == "camera report"
    assert (first.comment, first.line_number, second.line_number) == ("slate soft\nagain", 2, 4)
    assert (second.lens, second.filter, second.fps, second.circled) == ("Cooke S4, 50 mm", "ND6", "48", True)


GERMAN = """\
Tonbericht;;;;
Rolle:;T012;;;

Szene;Einst;Take;Kopierer;Bemerkung
12;3;1;;Störgeräusch im Flur
;;2;K;schön
12;4;1;NK;"Flugzeug; laut"
"""


@pytest.mark.parametrize("letters", ["utf-8", "cp1252", "mac_roman"])
def test_a_german_sound_report(tmp_path: Path, letters: str) -> None:
    """Semicolons, a letterhead whose roll holds for all rows, K for Kopierer, letters of forty years."""
    paper = written(tmp_path, GERMAN.replace("\n", "\r").encode(letters), "bericht.csv")
    assert paper.kind == "sound report"
    assert [(row.setup, row.take, row.circled, row.no_good) for row in paper.rows] == [
        ("12-3", 1, False, None),
        ("12-3", 2, True, None),
        ("12-4", 1, False, True),
    ]
    assert [row.comment for row in paper.rows] == ["Störgeräusch im Flur", "schön", "Flugzeug; laut"]
    assert {row.reel for row in paper.rows} == {"T012"}


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Séquence;Plan;Prise;Cerclée;Remarques\n27;3;2;oui;très bien\n", "cp1252"),
        ("Escena,Plano,Toma,Buena,Observaciones\n27,3,2,sí,avión\n", "utf-8"),
        ("Scena\tInquadratura\tCiak\tRipresa\tBuona\tNote\n27\t3\t\t2\tsì\tperò\n", "mac_roman"),
        ("Сцена,Кадр,Дубль,Хороший,Примечание\n27,3,2,да,шум\n", "cp1251"),
        ("场,镜,条,过,备注\n27,3,2,✓,飞机\n", "gb18030"),
        ("シーン,カット,テイク,キープ,備考\n27,3,2,○,飛行機\n", "shift_jis"),
    ],
)
def test_other_languages_and_their_old_letters(tmp_path: Path, text: str, letters: str) -> None:
    """The letters are those in which most headings are known."""
    (row,) = written(tmp_path, text.encode(letters)).rows
    assert (row.setup, row.take, row.circled) == ("27-3", 2, True)
    assert (
        row.comment == text.rstrip().rpartition("\n")[2].replace(";", ",").replace("\t", ",").split(",")[-1]
    )


def test_a_report_of_several_rolls(tmp_path: Path) -> None:
    """Each block has its roll above and its headings again; a sum below is no take."""
    text = (
        "CAMERA REPORT\nRoll:,A001,Camera:,A\nScene,Take,Clip,Notes\n27A,1,C001,\n27A,2,C002,good\n\n"
        "Roll:,A002\nScene,Take,Clip,Notes\n27B,1,C001,x\nTotal,3\n"
    )
    paper = written(tmp_path, text, "cam.csv")
    assert [(row.reel, row.file, row.setup, row.camera) for row in paper.rows] == [
        ("A001", "C001", "27A", "A"),
        ("A001", "C002", "27A", "A"),
        ("A002", "C001", "27B", "A"),
    ]
    assert paper.findings == ()


def test_takes_in_one_cell_are_rows_of_their_own(tmp_path: Path) -> None:
    paper = written(tmp_path, 'Scene,Setup,Takes,Notes\n27,A,"1, 2NG, (3)",ok\n27,B,1-2,\n')
    assert [(row.setup, row.take, row.circled, row.no_good) for row in paper.rows] == [
        ("27A", 1, None, None),
        ("27A", 2, None, True),
        ("27A", 3, True, None),
        ("27B", 1, None, None),
        ("27B", 2, None, None),
    ]
    assert [row.line_number for row in paper.rows] == [2, 2, 2, 3, 3]


def test_a_scene_written_once_holds_for_the_clips_below(tmp_path: Path) -> None:
    """Also where they have numbers, but not where the file's own name tells another slate."""
    text = "Scene,Setup,Take,Clip,Notes\n27,Master,1,C001,a\n,,2,C002,b\n,,1,28A-1.mov,c\n"
    paper = written(tmp_path, text)
    assert [(row.setup, row.take, row.comment) for row in paper.rows] == [
        ("27", 1, "a"),
        ("27", 2, "b"),
        ("28A", 1, "c"),
    ]


def test_ditto_marks_repeat_what_stands_above(tmp_path: Path) -> None:
    paper = written(tmp_path, 'Scene;Setup;Take;Lens\n27;A;1;50mm\n〃;〃;2;"\n'.replace('"', '""""'))
    assert [(row.setup, row.take, row.lens) for row in paper.rows] == [("27A", 1, "50mm"), ("27A", 2, "50mm")]


def test_marks_that_cannot_be_read_are_told_and_kept(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene,Take,Circled\n27A,1,x\n27A,2,ask Maria\n")
    assert [row.circled for row in paper.rows] == [True, None]
    assert paper.rows[1].comment == "Circled: ask Maria"
    (finding,) = paper.findings
    assert (finding.kind, finding.subject) == ("paper not understood", "script log.csv")
    assert "ask Maria" in finding.fact


def test_rows_that_name_no_take_and_no_file_are_told(tmp_path: Path) -> None:
    paper = written(tmp_path, "Scene,Take,Notes,Lens\n27A,1,ok,50\n,,lunch,was late,\n")
    assert len(paper.rows) == 1
    assert [finding.fact for finding in paper.findings] == []
    paper = written(tmp_path, "Scene,Take,Notes,Lens,Filter\n27A,1,ok,50,ND\n,,on this one,85,ND\n")
    assert ["Line 3 name" in finding.fact for finding in paper.findings] == [True]


def test_another_version_of_a_paper_has_another_digest(tmp_path: Path) -> None:
    """So that a result is not remembered for what was written before."""
    one, other = (written(tmp_path, f"Scene,Take,Notes\n27A,1,{note}\n") for note in ("a", "b"))
    assert one.sha256 != other.sha256


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "it is empty"),
        (b"hello world", "no line of headings"),
        (b"a,b,c\n1,2,3\n", "no line of headings"),
        (b"Scene,Shot,Description\n1,2,wide\n", "no column names takes or files"),
        (b"Scene,Take,Notes\n", "no row below its headings"),
        (b"Column\nData\n", "no line of headings"),
        (b"\x00\xff\x00\x01", "no line of headings"),
    ],
)
def test_what_is_no_paper_is_refused_in_one_sentence(tmp_path: Path, text: bytes, why: str) -> None:
    """A list of planned shots tells of no takes; the sentence says what to do."""
    with pytest.raises(NotAPaper) as refused:
        written(tmp_path, text)
    assert why in str(refused.value)
    assert "Export it as ALE or CSV" in str(refused.value)


def test_a_paper_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPaper):
        read_paper(tmp_path / "gone.csv")


CELLS = st.text(max_size=12) | st.sampled_from(
    ["27A", "1-3", "(3)", "x", "Scene", "Take", "A001C001.mov", "10:00:00:00"]
)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=8)


@given(
    LINES,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["", "Scene,Setup,Take,Circled,Notes\n", "Heading\n\nColumn\nName\tTake\tScene\nData\n"]),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_no_text_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], delimiter: str, head: str, letters: str
) -> None:
    """A paper or a refusal, whatever stands in it."""
    text = head + "\n".join(delimiter.join(line) for line in lines)
    file = tmp_path_factory.mktemp("paper") / "log.csv"
    file.write_bytes(text.encode(letters, "replace"))
    try:
        assert isinstance(read_paper(file), Paper)
    except NotAPaper:
        return


@given(st.binary(max_size=300))
def test_no_bytes_break_the_table(data: bytes) -> None:
    table = table_of(data)
    assert table is None or table.headings


@pytest.mark.material
def test_the_report_of_wave_agent(material: Path) -> None:
    """Real, with CR line ends and a letterhead: five takes of two scenes, and a sound effect among them."""
    paper = read_paper(material / "sound" / "bwf" / "WaveAgentSoundReport.csv")
    assert (paper.kind, paper.form, paper.unmapped) == ("sound report", "CSV", ())
    rows = {row.file: row for row in paper.rows}
    assert len(rows) == 9
    take = rows["Sr001-2C-01_X.WAV"]
    assert (take.setup, take.take, take.reel, take.start) == ("2C", 1, "Sr001", "13:37:30:07")
    assert take.comment == "Tail Slate Cloth noise"
    assert take.tracks[:2] == ("Boom", "Lav Georgie")
    assert {row.circled for row in paper.rows} == {None}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("day.csv", "Scene,Take,Notes\n27A,1,x\n", "script log"),
        ("day.csv", "Scene,Take,Camroll,Soundroll,Lens\n27A,1,A001,S01,50\n", "script log"),
        ("day.csv", "Scene,Take,Lens,Filter,Notes\n27A,1,50,ND,x\n", "camera report"),
        ("day.csv", "Scene,Take,T1,T2\n27A,1,Boom,Anna\n", "sound report"),
        ("day.csv", "Name,Scene,Take\n27A_01.WAV,27A,1\n", "sound report"),
        ("day.csv", "Name,Scene,Take\nA001C001_240101_R1AB,27A,1\n", "camera report"),
        ("Sound Report.csv", "Scene,Take,Notes\n27A,1,x\n", "sound report"),
        ("The_Sound_Script_log.csv", "Scene,Take,Notes\n27A,1,x\n", "script log"),
        ("day.csv", "Project:,SOUND OF RAIN\nScene,Take,Notes\n27A,1,x\n", "script log"),
        ("A001_camera.csv", "Scene,Take,Notes\n27A,1,x\n", "camera report"),
        ("day.csv", "Daily Editor Log\nScene,Take,Lens\n27A,1,50\n", "script log"),
        ("day.ale", "Heading\nColumn\nName\tScene\tTake\nData\nx\t27A\t1\n", "camera report"),
    ],
)
def test_whose_paper_it_is(tmp_path: Path, name: str, text: str, kind: str) -> None:
    """By its title, its name, its columns, or the files that it names."""
    assert written(tmp_path, text, name).kind == kind
