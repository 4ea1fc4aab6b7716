"""Our grammar beside `screenplain`, on the same pages: every difference is listed and has a reason.

A new difference, here or in a new version of the library, fails; then a person decides who is right.
"""

import io
from pathlib import Path

import pytest
from screenplain.parsers import fountain
from screenplain.types import Dialog, DualDialog

from rushes.screenplay import Kind
from tests.screenplay.pages import read

Speech = tuple[str, str]


def ours(text: str) -> list[Speech]:
    screenplay = read(text)
    cues = {element.line: element.text for element in screenplay.elements if element.kind is Kind.CHARACTER}
    return [(cues[line.id] or "", line.text) for line in screenplay.lines]


def theirs(text: str) -> list[Speech]:
    speeches: list[Speech] = []
    for paragraph in fountain.parse(io.StringIO(text)):
        pair = [paragraph.left, paragraph.right] if isinstance(paragraph, DualDialog) else [paragraph]
        for block in pair:
            if isinstance(block, Dialog):
                said = " ".join(str(words) for direction, words in block.blocks if not direction)
                speeches.append((str(block.character), " ".join(said.split())))
    return speeches


def differences(text: str) -> tuple[list[Speech], list[Speech]]:
    """Return what only we heard and what only they heard."""
    mine, other = ours(text), theirs(text)
    return [said for said in mine if said not in other], [said for said in other if said not in mine]


REASONS: list[tuple[str, str, list[Speech], list[Speech]]] = [
    ("a plain speech is the same", "BO\n(beat)\nHello.\n", [], []),
    (
        "words after a direction on its line are spoken",
        "BO\n(SITS) WELL, HELLO.\nBYE.\n",
        [("BO", "WELL, HELLO. BYE.")],
        [("BO", "")],
    ),
    (
        "a direction inside a line is not spoken",
        "BO\nHello (beat) there.\n",
        [("BO", "Hello there.")],
        [("BO", "Hello (beat) there.")],
    ),
    (
        "action that begins with a name and an age is no cue",
        "JOHN (40s) walks in.\nHe sits.\n",
        [],
        [("JOHN (40s) walks in.", "He sits.")],
    ),
    (
        "a heading in capitals is no cue",
        "INT. HALL - NIGHT\nThe lamp is out.\n",
        [],
        [("INT. HALL - NIGHT", "The lamp is out.")],
    ),
    ("a transition is no cue", "CUT TO:\nThe sea.\n", [], [("CUT TO:", "The sea.")]),
    ("a sung line has no tilde", "BO\n~ Daisy.\n", [("BO", "Daisy.")], [("BO", "~ Daisy.")]),
    (
        "an indented parting of two spaces and more",
        "BO\nHi.\n    \nANNA\nYes.\n",
        [("BO", "Hi."), ("ANNA", "Yes.")],
        [("BO", "Hi. ANNA Yes.")],
    ),
    ("a forced action ends a speech", "BO\nHi.\n!He goes.\n", [("BO", "Hi.")], [("BO", "Hi. !He goes.")]),
    (
        "a mark of a page break is not spoken",
        "BO\nI was (MORE)\n",
        [("BO", "I was")],
        [("BO", "I was (MORE)")],
    ),
    (
        "a name between full-width parentheses",
        "@李雷\n好\uff08点头\uff09\n",
        [("李雷", "好")],
        [("李雷", "好\uff08点头\uff09")],
    ),
    ("a cue may end in two spaces", "BO  \nHi.\n", [("BO", "Hi.")], []),
    ("a boneyard inside a speech", "BO\nHi.\n/* cut\nthis */\nYes.\n", [("BO", "Hi. Yes.")], [("BO", "Hi.")]),
    ("a cue with nothing to say is no line", "BO\n(nods)\n", [], [("BO", "")]),
]


@pytest.mark.parametrize(
    ("page", "only_ours", "only_theirs"), [case[1:] for case in REASONS], ids=[case[0] for case in REASONS]
)
def test_where_the_two_differ_and_why(page: str, only_ours: list[Speech], only_theirs: list[Speech]) -> None:
    assert differences(page) == (only_ours, only_theirs)


@pytest.mark.material
def test_on_real_pages_they_differ_only_where_it_is_written_down(material: Path) -> None:
    """Caret before an extension, lyrics, a synopsis or a sentence right under a heading."""
    caret = [("AND (Dual)", "Shouldn't work")], [("AND ^ (Dual)", "Shouldn't work")]
    synopsis = (
        "= This scene sets up Brick & Steel\u2019s new life as retirees. "
        "Warm sun, cold beer, and absolutely nothing to do."
    )
    expected = {
        "Character.fountain": caret,
        "Lyrics.fountain": (
            [("ANDHERE", "Is some dialogue. This a lyric"), ("TESTING", "What happens here?")],
            [("ANDHERE", "Is some dialogue. ~ This a lyric"), ("TESTING", "~ What happens here?")],
        ),
        "Sections.fountain": (
            [],
            [("INT. PALACE HALLWAY - NIGHT", "You can nest Sections by adding more # characters.")],
        ),
        "Writer-output.fountain": (
            [("BUT (Dual)", "Should work."), *caret[0]],
            [
                (
                    "EXT. BRICK\u2019S PATIO - DAY",
                    synopsis,
                ),
                ("BUT ^ (Dual)", "Should work."),
                *caret[1],
            ],
        ),
    }
    pages = [*material.glob("screenplays/*/*.fountain"), material / "grid-scenes" / "screenplay.fountain"]
    assert len(pages) == 23
    found = {page.name: differences(page.read_text(encoding="utf-8")) for page in pages}
    assert {name: both for name, both in found.items() if any(both)} == expected
