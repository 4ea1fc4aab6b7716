"""Real pages: Fountain feature by feature, paired Final Draft files, and the scenes shot on a grid."""

import json
from pathlib import Path

import pytest

from rushes.screenplay import Kind, Screenplay, parse_fdx, parse_fountain, read_screenplay

pytestmark = pytest.mark.material


@pytest.fixture
def pages(material: Path) -> Path:
    return material / "screenplays" / "screenplay-tools"


def read(page: Path) -> Screenplay:
    return parse_fountain(page.read_text(encoding="utf-8"))[0]


def said(screenplay: Screenplay) -> list[tuple[str, str, str]]:
    return [(line.id, line.character, line.text) for line in screenplay.lines]


def of_kind(screenplay: Screenplay, kind: Kind) -> list[str]:
    return [element.text for element in screenplay.elements if element.kind is kind]


def test_grid_scenes_have_the_ids_of_their_truth(material: Path) -> None:
    screenplay, findings = read_screenplay(material / "grid-scenes" / "screenplay.fountain")
    truth = json.loads((material / "grid-scenes" / "truth.json").read_text(encoding="utf-8"))
    read_aloud = {reading["line"] for take in truth["takes"] for reading in take["readings"]} - {None}
    assert findings == ()
    assert [len(scene.lines) for scene in screenplay.scenes] == [10, 12, 14]
    assert {line.id for line in screenplay.lines} == read_aloud
    assert screenplay.lines[-1].text == "Lay red at y, lay blue by k, place white at j."


@pytest.mark.parametrize("name", ["TestFDX-FD.fdx", "TestFDX-FI.fdx"])
def test_final_draft_and_fountain_of_one_script_are_one_script(pages: Path, name: str) -> None:
    """All but the place in the file, and the title page, whose texts have no keys in Final Draft."""
    drafted = parse_fdx((pages / name).read_bytes())[0]
    typed = read((pages / name).with_suffix(".fountain"))
    assert [(scene.number, scene.heading) for scene in drafted.scenes] == [
        (scene.number, scene.heading) for scene in typed.scenes
    ]
    assert [(element.kind, element.text, element.line) for element in drafted.elements] == [
        (element.kind, element.text, element.line) for element in typed.elements
    ]
    assert [{**vars(line), "source_line": 0} for line in drafted.lines] == [
        {**vars(line), "source_line": 0} for line in typed.lines
    ]
    assert drafted.title == "FDX Test Script"
    assert dict(drafted.title_page)["Author"] == "Ian"


@pytest.mark.parametrize("language", ["cpp", "csharp", "js", "py"])
def test_what_other_programs_write_as_final_draft_reads_the_same(pages: Path, language: str) -> None:
    written = parse_fdx((pages / f"TestFDX-FD-Write-{language}.fdx").read_bytes())[0]
    assert said(written) == said(read(pages / "TestFDX-FD.fountain"))


def test_action_keeps_its_indentation(pages: Path) -> None:
    screenplay = read(pages / "Action.fountain")
    letter = "    Scott --\n    Jacob Billups\n    Palace Hotel, RM 412\n    1:00 pm tomorrow"
    assert letter in of_kind(screenplay, Kind.ACTION)
    assert of_kind(screenplay, Kind.CENTERED) == ["CENTERED BIT", "ANOTHER CENTERED BIT"]


def test_the_boneyard_takes_a_whole_scene_out(pages: Path) -> None:
    screenplay = read(pages / "Boneyards.fountain")
    assert [scene.heading for scene in screenplay.scenes] == ["", "EXT. PALATIAL MANSION - DAY"]
    assert [line.character for line in screenplay.lines] == ["COGNITO"]


def test_characters(pages: Path) -> None:
    """Two readings are not those of the page's author, who takes both for action.

    ``3CPO`` is a cue: the grammar asks for one letter, and `2ND COP` is common. ``AND ^ (Dual)`` is
    one too: his own writer puts the caret there, and its words would be lost.
    """
    lines = read(pages / "Character.fountain").lines
    assert [(line.character, line.extension) for line in lines] == [
        ("STEEL", None),
        ("STEEL", None),
        ("STEEL", "CONT'D"),
        ("BOB", "test extension"),
        ("MOM", "O. S."),
        ("Han", "O.S."),
        ("STEEL", "V.O., CONT'D"),
        ("STEEL", "V.O., CONT'D"),
        ("3CPO", None),
        ("C3PO", None),
        ("3CPO", None),
        ("DONT", None),
        ("ME", None),
        ("BUT", "Dual"),
        ("AND", "Dual"),
        ("TEST", None),
        ("TEST2", None),
    ]
    assert [line.character for line in lines if line.dual] == ["ME", "BUT", "AND", "TEST", "TEST2"]


def test_dialogue_and_parentheticals(pages: Path) -> None:
    lines = read(pages / "Dialogue.fountain").lines + read(pages / "Parenthetical.fountain").lines
    assert [
        (line.character, line.text, line.parentheticals)
        for line in lines
        if line.character in "DAN BOB FISH MONKEY"
    ] == [
        ("DAN", "Then let\u2019s retire them. Permanently.", ()),
        ("BOB", "Trying this. Also trying this?", ("slowly", "loudly")),
        ("FISH", "I am a little fish.", ()),
        ("DAN", "Then let\u2019s retire them. Permanently.", ("asleep",)),
        ("BOB", "Trying this. Also trying this?", ("slowly", "loudly", "bouncy")),
        ("MONKEY", "Boo! Boo again!", ("pause",)),
    ]


def test_line_breaks_decide_what_is_spoken(pages: Path) -> None:
    screenplay = read(pages / "LineBreaks.fountain")
    assert said(screenplay) == [
        ("1.1", "SCANNING THE AISLES\u2026", "Where is that pit boss?"),
        ("2.1", "DEALER", "Ten. Four. Dealer gets a seven."),
        ("2.2", "MONKEY", "Dude, I\u2019m a monkey."),
        ("2.3", "DEALER", "Ten. Four. Dealer gets a seven. Hit or stand sir?"),
        ("2.4", "MONKEY", "Dude, I\u2019m a monkey."),
    ]


def test_lyrics_are_spoken_only_under_a_cue(pages: Path) -> None:
    screenplay = read(pages / "Lyrics.fountain")
    assert [line.text for line in screenplay.lines] == [
        "Is some dialogue. This a lyric",
        "What happens here?",
    ]
    assert len(of_kind(screenplay, Kind.LYRIC)) == 4


def test_notes_end_at_an_empty_line(pages: Path) -> None:
    screenplay, findings = parse_fountain((pages / "Notes.fountain").read_text(encoding="utf-8"))
    assert len(of_kind(screenplay, Kind.NOTE)) == 3
    assert said(screenplay) == [("1.1", "JACK", "Did you know Brick and Steel are retired?")]
    assert [(found.kind, found.subject) for found in findings] == [("unclosed note", "line 16")]


def test_page_breaks_and_sections(pages: Path) -> None:
    assert len(of_kind(read(pages / "PageBreak.fountain"), Kind.PAGE_BREAK)) == 2
    screenplay = read(pages / "Sections.fountain")
    sections = [element for element in screenplay.elements if element.kind is Kind.SECTION]
    assert [section.depth for section in sections] == [1, 1, 2, 3, 4, 5, 6, 2, 1, 1]
    assert [scene.number for scene in screenplay.scenes] == ["1", "1a", "3"]
    assert len(of_kind(screenplay, Kind.SYNOPSIS)) == 2


@pytest.mark.parametrize("name", ["SceneHeading", "Scratch", "UTF8", "UTF8-output"])
def test_scene_headings(pages: Path, name: str) -> None:
    """The forced heading is the third scene, but a later one carries the number 3."""
    scenes = read(pages / f"{name}.fountain").scenes
    assert [scene.number for scene in scenes][:4] == ["1", "2", "unnumbered-3", "3"]
    assert scenes[-1].heading == "EST BUCKET LIST"
    assert scenes[-1].elements[-1].text == ". NOT A HEADER"


def test_tags_are_not_fountain(pages: Path) -> None:
    """They are the author's own addition; a cue with one is not in capitals, so nobody speaks."""
    screenplay = read(pages / "Tags.fountain")
    assert screenplay.lines == ()
    assert "INT. SCEHE 1 - DAY #scene1Day #mook:music #hababibibi" in of_kind(screenplay, Kind.HEADING)


def test_title_page(pages: Path) -> None:
    screenplay = read(pages / "TitlePage.fountain")
    assert [key for key, _ in screenplay.title_page] == [
        "Title",
        "Credit",
        "Author",
        "Source",
        "Draft date",
        "Contact",
    ]
    assert screenplay.title == "BRICK & STEEL FULL RETIRED"
    assert of_kind(screenplay, Kind.ACTION) == ["Not a title entry.\nStill: Not a title entry."]


def test_transitions(pages: Path) -> None:
    screenplay = read(pages / "Transition.fountain")
    assert of_kind(screenplay, Kind.TRANSITION) == [
        "CUT TO:",
        "CUT TO:",
        "GO TO:",
        "FORCE Transition",
        "Another transition",
    ]
    assert of_kind(screenplay, Kind.CENTERED) == ["This isn't a transition"]
    assert [line.text for line in screenplay.lines] == [
        "Some dialogue. Some other dialogue.",
        "More dialogue",
    ]


@pytest.mark.parametrize("name", ["Append-output", "Formatted", "Writer-output", "TestFDX-FI"])
def test_every_line_of_every_page_is_where_it_says(pages: Path, name: str) -> None:
    page = pages / f"{name}.fountain"
    rows = page.read_text(encoding="utf-8").splitlines()
    for element in read(page).elements:
        first = element.text.split("\n")[0].replace("(Dual)", "").strip()
        assert first in rows[element.source_line - 1]
