"""What holds for every page, not only for those that somebody thought of."""

import string

from hypothesis import example, given
from hypothesis import strategies as st

from rushes.screenplay import Kind, Screenplay, parse_fountain
from rushes.screenplay.emphasis import plain
from rushes.screenplay.speech import spoken
from tests.screenplay.fountain_writer import Draft, Writer, drafts

_TOKENS = [
    *(
        "\n",
        "\n\n",
        "\r\n",
        "  \n",
        "\t",
        " ",
        "INT. HALL - DAY",
        "int. ",
        ".X",
        "#1#",
        "#2 A#",
        "1 INT. A 1",
    ),
    *("BO", "ANNA (V.O.)", "@bo", " ^", "^", "(", ")", "(beat)", "(MORE)", "Hello", "YES.", "CUT TO:", "TO:"),
    *(
        "[[",
        "]]",
        "/*",
        "*/",
        "/* x */",
        "[[y]]",
        "*",
        "**",
        "_",
        "\\",
        "!",
        "~",
        ">",
        "<",
        "=",
        "===",
        "# A",
        "=",
    ),
    *("Title: ", "key: value", ":", "李雷", "é", "\u2028", "\0", "\ufeff", "\uff08", "\uff09", "\x0c", "😆"),
]
pages = st.one_of(st.text(), st.lists(st.sampled_from(_TOKENS), max_size=60).map("".join))


@given(drafts, st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_was_written_is_read_back(draft: Draft, newline: str) -> None:
    text, written = Writer().write(draft)
    assert parse_fountain(text.replace("\n", newline))[0] == written


@given(pages)
@example("BO\n[[")
@example("/*/")
@example("@^\nHi")
@example("#1# #1#\n\n.#1#")
def test_any_text_can_be_read_and_its_ids_are_unique(text: str) -> None:
    screenplay, _ = parse_fountain(text)
    ids = [line.id for line in screenplay.lines]
    assert len(set(ids)) == len(ids)
    for scene in screenplay.scenes:
        assert all(
            line.scene == scene.number and line.id.startswith(f"{scene.number}.") for line in scene.lines
        )
    assert {element.line for element in screenplay.elements} - {None} == set(ids)
    assert all(line.text and line.character for line in screenplay.lines)


@given(pages)
def test_every_element_is_on_the_line_it_says(text: str) -> None:
    """Notes and boneyards are left out of what they stand in, so letters are compared, in order."""
    source = [_letters(row) for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for element in parse_fountain(text)[0].elements:
        first = _letters(next(iter(element.text.splitlines()), ""))
        if element.kind in {Kind.NOTE, Kind.BONEYARD}:
            assert first in "".join(source[element.source_line - 1 :])
        elif "[[" not in text and "/*" not in text:
            assert first in source[element.source_line - 1]
        else:
            assert first[:1] in source[element.source_line - 1]


@given(pages)
def test_elements_stand_in_page_order(text: str) -> None:
    screenplay, _ = parse_fountain(text)
    starts = [scene.source_line for scene in screenplay.scenes]
    cues = [line.source_line for line in screenplay.lines]
    assert starts == sorted(starts)
    assert cues == sorted(set(cues))


@given(st.text("ab ()\n"))
def test_every_word_of_a_speech_is_either_spoken_or_a_direction(text: str) -> None:
    words, directions = spoken(text)
    assert sorted(_letters(words + "".join(directions))) == sorted(_letters(text))


@given(st.text(string.ascii_letters + " ,.'\n"))
def test_text_without_marks_is_plain_already(text: str) -> None:
    assert plain(text) == text


@given(st.text("ab *_\\\n"))
def test_plain_text_loses_marks_and_nothing_else(text: str) -> None:
    assert plain(text).translate({ord(mark): None for mark in "*_\\"}) == text.translate(
        {ord(mark): None for mark in "*_\\"}
    )


def test_a_screenplay_without_anything_is_one() -> None:
    assert parse_fountain("") == (Screenplay((), ()), ())


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
