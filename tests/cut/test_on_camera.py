"""Who is in a picture: from the crew's logs or a person's word, and never by looking at a face."""

from dataclasses import replace
from pathlib import Path

import pytest

from rushes.cut import TASTES, Size, first_cut
from rushes.cut.framed import Framings
from rushes.cut.model import InPicture
from rushes.cut.on_camera import OnCamera, on_camera, taken_by
from rushes.cut.on_camera_toml import NotOnCamera, check_on_camera, read_on_camera
from rushes.footage.model import Clip, Note
from tests.cut.shooting import a_reading, a_script, a_take, lined

CAST = ("ANNA KEEL", "BEN")


def test_a_log_says_who_is_on_and_who_is_off_camera_and_nothing_of_the_others() -> None:
    """Ben is named off camera in 27A; of 27B only Anna is known."""
    first = replace(a_take("27A-1"), on_camera=("Anna",), off_camera=("Ben",))
    second = replace(a_take("27B-1"), on_camera=("Anna Keel",))
    seen = on_camera([first, second], CAST)
    assert [seen["27A-1.mov"].sees(who) for who in CAST] == [True, False]
    assert [seen["27B-1.mov"].sees(who) for who in CAST] == [True, None]


def test_what_is_known_of_one_take_holds_for_the_others_of_its_setup_and_camera() -> None:
    """Not for another camera, and not where two takes say different things."""
    log = {"on_camera": ("Anna",), "off_camera": ("Ben",)}
    takes = [replace(a_take("27A-1a"), **log), a_take("27A-2a"), a_take("27A-1b")]  # type: ignore[arg-type]
    seen = on_camera(takes, CAST)
    assert seen["27A-2a.mov"].by == "the log of another take"
    assert "27A-1b.mov" not in seen
    other = replace(a_take("27A-3a"), on_camera=("Ben",), off_camera=("Anna",))
    assert "27A-2a.mov" not in on_camera([*takes, other], CAST)


def test_who_is_named_on_both_sides_is_not_known() -> None:
    both = replace(a_take("27A-1"), on_camera=("Anna", "Ben"), off_camera=("Ben",))
    assert on_camera([both], CAST)["27A-1.mov"].sees("BEN") is None


def test_a_persons_list_is_whole_and_goes_before_the_log() -> None:
    """Whom it leaves out is off camera; a file goes before its setup."""
    clips = [replace(a_take("27A-1"), on_camera=("Ben",)), a_take("27A-2")]
    seen = on_camera(clips, CAST, {"27A": ["Anna"], "27A-2.mov": []})
    assert [seen["27A-1.mov"].sees(who) for who in CAST] == [True, False]
    assert [seen["27A-2.mov"].sees(who) for who in CAST] == [False, False]


def test_a_cut_keeps_who_was_on_camera_and_who_said_so() -> None:
    """So its report tells it as the cut took it, and not as the paper has it."""
    script = a_script("ANNA One two three four")
    found = lined(script, a_reading("1.1", "1A-1", 2.0))
    cut, _ = first_cut(script, found, TASTES["classic"], told={"1A": ["ANNA"]})
    assert cut.on_camera == (InPicture("1A-1.mov", ("ANNA",), (), "a person"),)
    assert taken_by(cut)["1A-1.mov"].sees("ANNA") is True


def test_a_person_writes_it_setup_by_setup(tmp_path: Path) -> None:
    file = tmp_path / "seen.toml"
    file.write_text('"27" = ["ANNA KEEL", "BEN"]\n"27A" = ["Anna"]\n', encoding="utf-8")
    told = read_on_camera(file)
    check_on_camera(file, told, [a_take("27-1"), a_take("27A-1")], CAST)
    assert told == {"27": ["ANNA KEEL", "BEN"], "27A": ["Anna"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"27A" = "ANNA"', "cannot be understood"),
        ('"27A" = [', "cannot be understood"),
        ('"27A" = ["CLARA"]', "nobody in the screenplay is called CLARA"),
        ('"99" = ["BEN"]', "no clip is of 99"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "seen.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotOnCamera, match=said):
        check_on_camera(file, read_on_camera(file), [a_take("27A-1")], CAST)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotOnCamera, match="cannot be read"):
        read_on_camera(tmp_path / "none.toml")


def test_a_person_may_write_how_close_a_setup_is_seen(tmp_path: Path) -> None:
    """In the words of the field, with or without who is on camera; a word that means no size is refused."""
    file = tmp_path / "seen.toml"
    file.write_text('["1A"]\nsize = "CU"\n\n["1B"]\non = ["BEN"]\nsize = "halbnah"\n', encoding="utf-8")
    told = read_on_camera(file)
    clips = [replace(a_take("1A-1"), on_camera=("Anna",)), a_take("1B-1")]
    framings = Framings.of(lined(a_script("ANNA One"), clips=clips), CAST, told=told)
    assert [framings.over(clip.file, 0.0, 1.0).size for clip in clips] == [Size.CLOSE, Size.MEDIUM]
    known = on_camera(clips, CAST, told)
    assert (known["1A-1.mov"].by, known["1B-1.mov"].sees("BEN")) == ("the log", True)
    assert known["1B-1.mov"].sees("ANNA KEEL") is False
    file.write_text('["1A"]\nsize = "huge"\n', encoding="utf-8")
    with pytest.raises(NotOnCamera, match="no size is called 'huge'"):
        read_on_camera(file)


def noted(take: str, text: str, by: str = "camera report") -> Clip:
    """Return a clip with a note."""
    return replace(a_take(take), notes=(Note(by, text),))


YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("note", "anna_and_ben"),
    [
        ("CU ANNA", [YES, NO]),
        ("single Anna, clean", [YES, NO]),
        ("MS ANNA", [YES, OPEN]),
        ("MS OTS BEN / ANNA", [YES, NO]),
        ("2-shot Anna and Ben", [YES, YES]),
        ("two shot favoring Ben", [OPEN, YES]),
        ("MS to CU Anna", [YES, OPEN]),
        ("insert Anna's letter", [OPEN, OPEN]),
        ("not bad, close", [OPEN, OPEN]),
    ],
)
def test_a_note_shows_whom_it_names_and_a_single_nobody_else(
    note: str, anna_and_ben: list[bool | None]
) -> None:
    """Over a shoulder one face and one back are seen; in a medium shot others may be, too."""
    known = on_camera([noted("27A-1", note)], CAST).get("27A-1.mov", OnCamera())
    assert [known.sees(who) for who in CAST] == anna_and_ben


def test_the_columns_of_a_log_hold_where_a_note_says_otherwise() -> None:
    """The note adds what the log leaves out; what they contradict each other in is the log's."""
    three = (*CAST, "CARL")
    clip = replace(noted("27A-1", "CU ANNA"), on_camera=("Ben",))
    known = on_camera([clip], three)["27A-1.mov"]
    assert [known.sees(who) for who in three] == [True, True, False]
    assert known.by == "the log, and the camera report: CU ANNA"
    told = on_camera([clip], three, {"27A": ["Carl"]})["27A-1.mov"]
    assert [told.sees(who) for who in three] == [False, False, True]


def test_a_close_shot_of_one_whom_the_log_names_leaves_the_others_out() -> None:
    """The log has a column for sizes and one for who is on camera: together they say it."""
    clip = replace(a_take("27A-1"), on_camera=("Anna",), shot_size=Note("script log", "MCU"))
    assert on_camera([clip], CAST)["27A-1.mov"].sees("BEN") is False
    wide = replace(clip, shot_size=Note("script log", "wide"))
    assert on_camera([wide], CAST)["27A-1.mov"].sees("BEN") is None


def test_a_note_on_the_clips_of_several_cameras_tells_of_none_of_them() -> None:
    """Which of the cameras had the close shot, the note does not say; a column of one camera does."""
    both = [noted("27A-1a", "CU ANNA"), noted("27A-1b", "CU ANNA")]
    assert on_camera(both, CAST) == {}
    apart = [noted("27A-1a", "CU ANNA"), noted("27A-1b", "MS BEN")]
    assert on_camera(apart, CAST)["27A-1b.mov"].on == {"BEN"}


def test_the_name_of_a_file_may_tell_it() -> None:
    clip = replace(a_take("27A-1"), file="27A-1_CU_Anna.mov")
    assert on_camera([clip], CAST)["27A-1_CU_Anna.mov"].by == "its name: CU Anna"
