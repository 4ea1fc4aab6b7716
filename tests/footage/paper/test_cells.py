"""Cells as people fill them in: ticks, takes, cameras, names, scenes and setups."""

import pytest

from rushes.footage.paper.columns import COLUMNS, meaning_of, plain
from rushes.footage.paper.reading.cells import camera_in, marked, marks_of_comment, names_in, takes_in
from rushes.footage.paper.reading.setups import key, placed


@pytest.mark.parametrize(
    "text",
    ["x", "X", "yes", "1", "●", "*", "✓", "☑", "circled", "Print", "(C)", "ja", "oui", "K", "3", "③", "OK",
     "да", "是"],
)  # fmt: skip
def test_a_circle_is_a_circle_however_it_is_written(text: str) -> None:
    """Of take 3: its own number in the column of circles is a circle too."""
    assert marked(text, "circled", 3) == {"circled": True}


@pytest.mark.parametrize("text", ["", " ", "-", "\u2013", "0", "no", "N", "nein", "non", "FALSE", "n/a", "☐"])
def test_no_circle_is_no_circle(text: str) -> None:
    assert marked(text, "circled", 3) == {"circled": False}


@pytest.mark.parametrize(
    ("text", "field"),
    [("NG", "no_good"), ("n.g.", "no_good"), ("NK", "no_good"), ("FS", "false_start"), ("Hold", "hold"),
     ("MOS", "mos")],
)  # fmt: skip
def test_a_status_in_a_column_of_circles_sets_itself(text: str, field: str) -> None:
    assert marked(text, "circled", 3) == {"circled": False, field: True}


def test_several_statuses_stand_in_one_cell() -> None:
    assert marked("NG / FS", "status", 3) == {"no_good": True, "false_start": True}


@pytest.mark.parametrize("text", ["maybe", "ask", "7", "see notes"])
def test_what_is_neither_yes_nor_no_is_not_read(text: str) -> None:
    """The number of another take is no circle for this one."""
    assert marked(text, "circled", 3) is None


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("3", [3]), ("03", [3]), ("3.0", [3]), ("Take 3", [3]), ("Tk3", [3]), ("第3条", [3]), ("T 3", [3]),
        ("1-3", [1, 2, 3]), ("1\u20133", [1, 2, 3]), ("1 to 3", [1, 2, 3]), ("1 bis 3", [1, 2, 3]),
        ("1, 2, 5", [1, 2, 5]),
        ("1/2", [1, 2]), ("2 & 4", [2, 4]), ("", []), ("x", [None]), ("0", [None]),
    ],
)  # fmt: skip
def test_takes_are_numbers_lists_and_ranges(text: str, takes: list[int | None]) -> None:
    assert [said.take for said in takes_in(text)] == takes


@pytest.mark.parametrize("text", ["3*", "(3)", "[3]", "③", "❸", "⑶", "3⃝", "○3", "3 circ", "3 (C)", "3K"])
def test_a_take_is_circled_beside_or_around_its_number(text: str) -> None:
    (said,) = takes_in(text)
    assert (said.take, said.sets["circled"], said.rest) == (3, True, "")


def test_marks_stand_beside_takes() -> None:
    """What is no mark is kept: it was written for somebody."""
    cells = ("3 PU", "3 NG", "P/U 3", "3 pt2", "3 MOS", "WT3", "3A", "3 VFX", "2PK")
    marks = {text: takes_in(text)[0] for text in cells}
    assert {text: (said.take, dict(said.sets), said.rest) for text, said in marks.items()} == {
        "3 PU": (3, {"pickup": True}, ""),
        "3 NG": (3, {"no_good": True}, ""),
        "P/U 3": (3, {"pickup": True}, ""),
        "3 pt2": (3, {"part": 2}, ""),
        "3 MOS": (3, {"mos": True}, ""),
        "WT3": (3, {"wild": True}, ""),
        "3A": (3, {"camera": "A"}, ""),
        "3 VFX": (3, {}, "VFX"),
        "2PK": (2, {}, "PK"),
    }


@pytest.mark.parametrize(
    ("cells", "scene", "setup"),
    [
        (("27", "A", ""), "27", "27A"),
        (("27A", "", ""), "27", "27A"),
        (("27", "27A", ""), "27", "27A"),
        (("027", "b", ""), "27", "27B"),
        (("27.0", "", ""), "27", "27"),
        (("27", "4", ""), "27", "27-4"),
        (("27", "Master", ""), "27", "27"),
        (("27", "", "27A"), "27", "27A"),
        (("27", "", "123"), "27", "123"),
        (("", "", "123"), None, "123"),
        (("", "", "27A/3"), "27", "27A"),
        (("27/7", "", ""), "27", "27-7"),
        (("Sc 27", "Shot 4", ""), "27", "27-4"),
        (("第12场", "3镜", ""), "12", "12-3"),
        (("V27", "A", ""), "27", "V27A"),
        (("27A", "B", ""), "27A", "27AB"),
        (("12", "B", "12B"), "12", "12B"),
        (("A101", "", ""), "A101", "A101"),
        (("n/a", "", ""), None, None),
        (("27, 28", "", ""), None, None),
    ],
)
def test_scene_and_setup_are_told_in_one_cell_or_in_three(
    cells: tuple[str, str, str], scene: str | None, setup: str | None
) -> None:
    """A number in a column of slates is British and tells no scene; in one of shots it counts within one."""
    told = placed(*cells, 3)
    assert (told.scene, told.setup) == (scene, setup)


def test_setups_are_the_same_however_they_are_spelt() -> None:
    assert key("27-a") == key("027A") == key("27 A") == key("27A") != key("27B")
    assert key("27-4") != key("274")


def test_a_comment_that_begins_with_a_status_marks_the_take() -> None:
    """In capitals and before a dash or the end; prose is prose."""
    assert marks_of_comment("NG - plane") == {"no_good": True}
    assert marks_of_comment("FS") == {"false_start": True}
    assert marks_of_comment("NGO van in the background") == {}
    assert marks_of_comment("no good reason to stop") == {}


def test_cameras_are_letters_and_models_are_none() -> None:
    cells = ["B", "b cam", "Cam B", "B-Cam", "Camera B", "ALEXA Mini", "2", ""]
    assert [camera_in(cell) for cell in cells] == ["B"] * 5 + [None] * 3


def test_names_stand_in_a_row_and_a_tick_names_nobody() -> None:
    assert names_in("Anna, Ben / the waiter") == ("Anna", "Ben", "the waiter")
    assert names_in("Anna und Ben") == ("Anna", "Ben")
    assert names_in("x") == names_in("yes") == ()


def test_no_word_of_the_table_has_two_meanings() -> None:
    words = [plain(word) for column in COLUMNS for word in column.words]
    meanings = {plain(word): column.meaning for column in COLUMNS for word in column.words}
    assert all(meaning_of(word) == meanings[word] for word in words)
    assert len(meanings) == len(set(words))
    for column in COLUMNS:
        assert {meaning_of(word) for word in column.words} == {column.meaning}


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [("SCENE", "scene"), ("Scène", "scene"), ("Take #", "take"), ("Roll Card #", "reel"), ("T1", "track 1"),
     ("Focal Point (mm)", "focal length"), ("Circle_take", "circled"), ("Trk 03", "track 3"),
     ("Spur 2", "track 2"), ("Tracks", ""), ("Weather", "")],
)  # fmt: skip
def test_headings_are_compared_without_case_accents_and_signs(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning
