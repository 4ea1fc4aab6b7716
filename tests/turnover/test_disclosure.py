"""The disclosure says what was counted, in plain words, and nothing that is not known."""

import html
import io
import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from pypdf import PdfReader

from rushes.coverage.model import LinedScript
from rushes.credentials.acts_told import ACTS
from rushes.credentials.terms import CAPTURED, SYNTHETIC
from rushes.cut.model import PINNED, Cut, Lock, Reason
from rushes.picture.cover import Box, Cover
from rushes.picture.model import Face, Faces, Mouth, Seen
from rushes.screening.acts import AnyAct, Together
from rushes.sound.ear import EAR_VERSION
from rushes.sound.model import Heard
from rushes.timecode import Span
from rushes.turnover.asked import Asked, MayBeSeen, Said
from rushes.turnover.disclosure import disclosure_files, disclosure_of
from rushes.turnover.disclosure.model import Disclosure
from rushes.turnover.withheld import Withheld
from tests.turnover.chromium import Chromium
from tests.turnover.making import clip, double, double_clip, grid_cut, spoken

HEARD = Heard(EAR_VERSION, 60.0)


def pinned(cut: Cut, *lines: str) -> Cut:
    """Return the cut with the pictures of some lines decided by a person."""
    reason = Reason(PINNED, 0.0, "Somebody decided so.")
    events = tuple(
        replace(one, reasons=(*one.reasons, reason)) if one.line in lines and one.track == "V1" else one
        for one in cut.events
    )
    return replace(cut, events=events)


def lined(cut: Cut, seen: Seen | None = None) -> LinedScript:
    return LinedScript(
        cut.clips, (), (), heard={one.file: HEARD for one in cut.clips}, seen={"x": seen or Seen(60.0)}
    )


def page(told: Disclosure) -> str:
    """Return the words of the page."""
    text = disclosure_files(told)["disclosure.html"].decode()
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def data(told: Disclosure) -> dict[str, object]:
    found: dict[str, object] = json.loads(disclosure_files(told)["disclosure.json"])
    return found


def test_what_the_machine_alone_cut_says_so() -> None:
    cut = grid_cut()
    told = disclosure_of(cut, lined(cut))
    assert (told.shots, told.choices, told.human, told.locked) == (3, 7, 0, None)
    words = page(told)
    assert "Followed the lines of the script in the sound of 3 clips" in words
    assert "Looked for no faces." in words
    assert (
        "Decided nothing yet: the 7 choices of what is seen and heard are as the program proposed." in words
    )
    assert "Nobody has locked the picture: this is no final cut." in words


def test_what_people_decided_is_counted_apart() -> None:
    cut = replace(pinned(grid_cut(), "1.3"), locked=Lock("the editor", "2026-11-22T10:00:00Z"))
    told = disclosure_of(cut, lined(cut), {"swap": 2, "trim": 1, "lock": 1, "comment": 0})
    assert (told.choices, told.human) == (7, 1)
    words = page(told)
    assert (
        "Decided 1 of 7 choices of what is seen and heard; the others are as the program proposed." in words
    )
    assert "By the journal of the screening room: 2 takes exchanged, 1 trim, 1 picture lock." in words
    assert "the editor locked the picture on 2026-11-22." in words
    assert data(told)["people"] == {
        "choices": 1,
        "acts": {"swap": 2, "trim": 1, "lock": 1, "comment": 0},
        "locked": {"by": "the editor", "at": "2026-11-22T10:00:00Z"},
    }


def test_every_act_of_the_screening_room_has_plain_words() -> None:
    """Several that were done together are counted one by one."""
    tags = {str(act.__struct_config__.tag) for act in AnyAct.__args__ if act is not Together}
    assert tags <= set(ACTS)


def test_what_nobody_looked_at_is_not_said_to_be_unseen() -> None:
    """A lined script that was read from its file does not know whether faces were looked for."""
    cut = grid_cut()
    assert "faces in" not in page(disclosure_of(cut, LinedScript(cut.clips, (), ())))
    assert "no faces" not in page(disclosure_of(cut, LinedScript(cut.clips, (), ())))


def test_faces_and_mouths_are_told_with_the_consent_they_need() -> None:
    face = Face(0.1, 0.1, 0.1, 0.1, 0.9)
    seen = Seen(60.0, faces=(Faces(0.0, (face,)),), mouths=(Mouth(0.0, 1.0, 1, 1, 0.9),))
    cut = grid_cut()
    words = page(disclosure_of(cut, lined(cut, seen)))
    assert "Looked for faces in 1 clip, with consent: where they are and how large, never whose." in words
    assert "In 1 clip of these, watched which mouth moves with the voice, with consent." in words


def test_faces_that_were_looked_for_and_dropped_are_not_said_to_be_unlooked_for() -> None:
    """After a yes some may have been sought, and dropped again for a stranger in the picture."""
    cut = grid_cut()
    said = (Said("faces", allowed=True), Said("publish", allowed=False))
    with_yes = Asked("The Kettle", "", (MayBeSeen("p-0001", ("ANNA",), ("x",), said),))
    told = disclosure_of(cut, lined(cut), asked=with_yes)
    assert "Looked for no faces" not in page(told)
    assert "Kept no face: where it was allowed to look for some" in page(told)
    without = replace(with_yes, people=(MayBeSeen("p-0001", ("ANNA",), ("x",), said[1:]),))
    assert "Looked for no faces." in page(disclosure_of(cut, lined(cut), asked=without))


def test_free_speech_is_told_only_where_it_was_written_down() -> None:
    cut = grid_cut()
    whisper = replace(HEARD, ear="faster-whisper 1.2, small")
    free = replace(lined(cut), heard={"a": whisper, "b": HEARD})
    assert "In 1 clip of these, wrote down freely what was said" in page(disclosure_of(cut, free))
    assert "wrote down" not in page(disclosure_of(cut, lined(cut)))


def test_recorders_and_days_are_counted() -> None:
    one = double_clip("1A-1.mov", day="2026-11-02")
    cut = double([("1.1", one, 100, 150)])
    told = disclosure_of(cut, LinedScript((one, clip("1B-1.mov", day="2026-11-03")), (), ()))
    assert (told.captured.pictures, told.captured.sounds, told.machine.synced) == (2, 2, 1)
    words = page(told)
    assert "2 camera files (2 min 0 s) and 2 files of sound recorders." in words
    assert "Recorded from 2026-11-02 to 2026-11-03, as the files say." in words
    assert "Laid sound recordings behind 1 picture, by timecode, clap and sound." in words


def test_what_is_withheld_is_told_in_seconds() -> None:
    one = clip("1-1.mov")
    cut = spoken([("1.1", one, 0, 100)])
    cover = Cover({frame: (Box(0.1, 0.1, 0.2, 0.2),) for frame in range(50)})
    kept = Withheld({"1-1.mov": cover}, {"A1": (Span(0, 25, Fraction(25)),)})
    words = page(disclosure_of(cut, lined(cut), kept_back=kept))
    assert "with a plain grey field, for 4.0 s; 2.0 s of that is the whole picture." in words
    assert "Muted them, for 1.0 s." in words


def test_the_source_is_the_one_that_is_signed() -> None:
    """Captures are said to be captures; what the sound stage drew and spoke is not."""
    cut = grid_cut()
    assert data(disclosure_of(cut, lined(cut)))["digital_source_type"] == CAPTURED
    assert "compositeCapture" in page(disclosure_of(cut, lined(cut)))
    drawn = replace(cut, clips=tuple(replace(one, staged=True) for one in cut.clips))
    told = disclosure_of(drawn, lined(drawn))
    assert data(told)["digital_source_type"] == SYNTHETIC
    assert "3 of them, by their own word, were drawn and spoken by" in page(told)
    assert "Camera pictures" not in page(told)


def test_nothing_calls_the_film_made_by_a_machine() -> None:
    """Wording is exact: the program proposed; it generated nothing, and nobody may read it otherwise."""
    told = disclosure_of(grid_cut(), lined(grid_cut()))
    for text in (page(told), json.dumps(data(told))):
        assert not re.search(r"AI[- ]generated|made (by|with) AI", text)
    assert "No picture was generated, in part or whole." in page(told)
    assert data(told)["generated"] == {"picture": False, "sound": False, "voice": False, "music": False}


def test_the_lines_for_the_credits_are_those_of_the_screening_room() -> None:
    cut = replace(pinned(grid_cut(), "1.3"), locked=Lock("the editor", "2026-11-22"))
    lines = [
        "First cut assembled by rule-based selection with Rushes",
        "1 of 7 decisions by people",
        "Picture locked by the editor",
        "No picture and no sound generated in the cut",
    ]
    told = disclosure_of(cut, lined(cut))
    assert data(told)["end_credit"] == lines
    assert " ".join(lines) in page(told)


def test_names_are_words_and_never_markup() -> None:
    cut = replace(
        grid_cut(), title="<b>“猫” & co</b>", locked=Lock("<script>alert(1)</script>", "2026-11-22")
    )
    raw = disclosure_files(disclosure_of(cut, lined(cut)))["disclosure.html"].decode()
    assert "<script>" not in raw
    assert "&lt;b&gt;“猫” &amp; co" in raw


def test_the_same_film_gives_the_same_bytes() -> None:
    told = disclosure_of(grid_cut(), lined(grid_cut()))
    assert disclosure_files(told) == disclosure_files(told)


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_page_fits_every_screen(browser: Chromium, tmp_path: Path, width: int) -> None:
    """Nothing is wider than the screen, even with long names."""
    cut = replace(
        grid_cut(), title="Donaudampfschifffahrtsgesellschaftskapitän", locked=Lock("x" * 60, "2026-11-22")
    )
    file = tmp_path / "disclosure.html"
    file.write_bytes(disclosure_files(disclosure_of(cut, lined(cut)))["disclosure.html"])
    browser.open(file, width=width)
    assert browser.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_on_one_sheet(browser: Chromium, tmp_path: Path) -> None:
    """A long one, too: everything that can be told is told, and the journal knows every act."""
    face = Face(0.1, 0.1, 0.1, 0.1, 0.9)
    seen = Seen(60.0, faces=(Faces(0.0, (face,)),), mouths=(Mouth(0.0, 1.0, 1, 1, 0.9),))
    cut = replace(pinned(grid_cut(), "1.3"), locked=Lock("the editor", "2026-11-22"))
    kept = Withheld({one.file: Cover() for one in cut.clips}, {"A1": (Span(0, 25, Fraction(25)),)})
    told = disclosure_of(cut, lined(cut, seen), dict.fromkeys(ACTS, 3), kept)
    file = tmp_path / "disclosure.html"
    file.write_bytes(disclosure_files(told)["disclosure.html"])
    browser.open(file, width=1000)
    assert len(PdfReader(io.BytesIO(browser.printed())).pages) == 1
