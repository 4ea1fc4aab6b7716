"""The screenplay in its page form: where everything stands, and where a page may end."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.screenplay import Kind, NoDialogue, Screenplay, parse_fountain, read_screenplay
from rushes.screenplay.spoken import spoken_words
from rushes.turnover.lined_script.page import ROWS, Pages, Row, columns_of, spots_of, typeset
from rushes.turnover.lined_script.page.columns import clean, wrapped
from tests.turnover.lined_footage import KEY, long_scene


def pages_of(text: str) -> Pages:
    return typeset(parse_fountain(text)[0])


def row_of(pages: Pages, text: str) -> Row:
    return next(row for row in pages.rows if row.text == text)


def test_everything_stands_in_its_column() -> None:
    """Action from 1.5 inches, speech from 2.5, a direction from 3.1, a cue from 3.7, as typists set it."""
    pages = pages_of(KEY)
    where = {
        "INT. KITCHEN - NIGHT": 1.5,
        "puts a brass key down between them.": 1.5,
        "You kept the key.": 2.5,
        "(not looking)": 3.1,
        "MAREN (O.S.)": 3.7,
    }
    assert {text: row_of(pages, text).x / 72 for text in where} == pytest.approx(where)
    transition = row_of(pages, "CUT TO:")
    assert transition.x + 7.2 * len(transition.text) == pytest.approx(7.5 * 72)
    assert row_of(pages, "INT. KITCHEN - NIGHT").number == "27"


def test_two_who_speak_at_once_stand_side_by_side() -> None:
    pages = pages_of(KEY)
    assert pages.blocks["27.6"].cue == pages.blocks["27.7"].cue
    left, right = row_of(pages, "He could have called me."), row_of(pages, "He did call you.")
    assert left.at == right.at
    assert left.x < right.x


def test_what_is_not_for_the_page_is_not_on_it() -> None:
    pages = pages_of(
        "# Act one\n\n= They meet.\n\nINT. A - DAY\n\nRain. [[not yet]]\n\n/* no */\n\nANNA\nGo.\n"
    )
    assert [row.text for row in pages.rows] == ["INT. A - DAY", "Rain.", "ANNA", "Go."]


@given(st.integers(1, 70), st.integers(1, 14))
def test_no_heading_and_no_cue_is_left_alone_at_the_foot_of_a_page(lines: int, length: int) -> None:
    """Wherever the page ends, at least two rows of a speech stand on it, and two rows follow a heading."""
    scenes = "\n\n".join(
        long_scene(lines % 9 + 1, str(n), "I said that I never went there. " * length) for n in (1, 2, 3)
    )
    pages = pages_of(scenes)
    last = {row.page: row for row in pages.rows}
    for page in range(pages.count - 1):
        foot = last[page]
        assert foot.kind is not Kind.HEADING
        assert foot.kind is not Kind.CHARACTER or foot.text == "(MORE)"
    assert all(row.at % ROWS < ROWS for row in pages.rows)
    assert [row.at for row in pages.rows] == sorted(row.at for row in pages.rows)


def test_a_speech_that_crosses_the_page_says_so() -> None:
    pages = pages_of(long_scene(1, words="I said that I never went there. " * 120))
    mores = [row for row in pages.rows if row.text == "(MORE)"]
    assert mores
    for more in mores:
        after = next(row for row in pages.rows if row.at > more.at)
        assert after.page == more.page + 1
        assert after.text == "BNNA (CONT'D)"
    said = " ".join(row.text for row in pages.rows if row.words)
    assert said.split() == ("I said that I never went there. " * 120).split()


@given(st.text(max_size=200), st.integers(4, 60))
def test_rows_hold_every_letter_and_none_is_too_wide(text: str, columns: int) -> None:
    rows = wrapped(text, columns)
    assert "".join("".join(rows).split()) == "".join(clean(text).split())
    assert all(columns_of(row) <= columns for row in rows if len(row) > 1)


def test_no_row_of_chinese_or_japanese_begins_with_a_stop() -> None:
    rows = wrapped("その鍵はまだ持っていたんですね。どの扉の鍵なのか、私は知りませんでした。" * 5, 20)
    assert len(rows) > 5
    assert not any(row.startswith(("。", "、")) for row in rows)


@given(st.lists(st.text(st.sampled_from("abcé'-. ,!?\n漢字かאבג("), max_size=20), min_size=1, max_size=5))
def test_words_are_found_in_their_order_or_not_at_all(parts: list[str]) -> None:
    """A word stands where its letters are, right of and below the one before, or nobody says where."""
    screenplay, _ = parse_fountain(
        "INT. A - DAY\n\n@ANNA\n" + "\n".join(part or "x" for part in parts) + "\n"
    )
    pages = typeset(screenplay)
    for line in screenplay.lines:
        spots = spots_of(line, pages.rows)
        assert len(spots) == len(spoken_words(line.text))
        rows = [spot.row for spot in spots if spot]
        assert rows == sorted(rows)


def test_every_spoken_word_has_its_place_and_a_direction_has_none() -> None:
    screenplay, _ = parse_fountain(KEY)
    line = next(line for line in screenplay.lines if line.id == "27.6")
    pages = typeset(screenplay)
    spots = spots_of(line, pages.rows)
    assert all(spots)
    tell = spots[-2]
    row = next(row for row in pages.of_line[line.id] if "Tell" in row.text)
    assert tell is not None
    assert tell.row == row.at
    assert tell.begins == pytest.approx(row.x + row.text.index("Tell") * 7.2)


@pytest.mark.material
def test_every_real_page_is_set(material: Path) -> None:
    """Everything the screenplay tools were tried on: each dialogue word is on a page, and is found there."""
    tried = 0
    for path in sorted((material / "screenplays").rglob("*")):
        if path.suffix not in {".fountain", ".fdx"}:
            continue
        screenplay = readable(path)
        if screenplay is None:
            continue
        tried += 1
        pages = typeset(screenplay)
        assert set(pages.blocks) == {line.id for line in screenplay.lines}
        for line in screenplay.lines:
            assert all(spots_of(line, pages.rows)), (path.name, line.id)
    assert tried > 10


def readable(path: Path) -> Screenplay | None:
    """Read a script; None where nobody speaks in it."""
    try:
        return read_screenplay(path)[0]
    except NoDialogue:
        return None
