"""Final Draft documents, written here as Final Draft and its kin write them."""

import pickle

import pytest

from rushes.screenplay import Kind, NotFinalDraft, Screenplay, parse_fdx

_BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<FinalDraft><Content><Paragraph Type="Action"><Text>&b;</Text></Paragraph></Content></FinalDraft>"""
_OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<FinalDraft><Content><Paragraph Type="Action"><Text>&a;</Text></Paragraph></Content></FinalDraft>"""


def document(content: str, rest: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>'
    return f'{head}<FinalDraft DocumentType="Script"><Content>{content}</Content>{rest}</FinalDraft>'.encode()


def paragraph(kind: str, *runs: str, attributes: str = "", inside: str = "") -> str:
    texts = "".join(run if run.startswith("<") else f"<Text>{run}</Text>" for run in runs)
    return f'<Paragraph Type="{kind}" {attributes}>{inside}{texts}</Paragraph>'


def speech(name: str, *words: str) -> str:
    return paragraph("Character", name) + "".join(paragraph("Dialogue", said) for said in words)


def read(content: str, rest: str = "") -> Screenplay:
    return parse_fdx(document(content, rest))[0]


def kinds_of(screenplay: Screenplay) -> list[tuple[Kind, str, int]]:
    return [(element.kind, element.text, element.source_line) for element in screenplay.elements]


def test_a_scene_with_its_number_its_speech_and_its_paragraphs() -> None:
    screenplay = read(
        paragraph("Scene Heading", "INT. HALL - DAY", attributes='Number="12A"')
        + paragraph("Action", "Rain.")
        + paragraph("Character", "BO (V.O.)")
        + paragraph("Parenthetical", "(beat)")
        + paragraph("Dialogue", "Hello (softly) there.")
        + paragraph("Transition", "CUT TO:")
    )
    (line,) = screenplay.lines
    assert (line.id, line.character, line.extension, line.text) == ("12A.1", "BO", "V.O.", "Hello there.")
    assert (line.parentheticals, line.source_line) == (("beat", "softly"), 3)
    assert kinds_of(screenplay) == [
        (Kind.HEADING, "INT. HALL - DAY", 1),
        (Kind.ACTION, "Rain.", 2),
        (Kind.CHARACTER, "BO (V.O.)", 3),
        (Kind.PARENTHETICAL, "(beat)", 4),
        (Kind.DIALOGUE, "Hello (softly) there.", 5),
        (Kind.TRANSITION, "CUT TO:", 6),
    ]


def test_a_scene_number_may_stand_in_its_properties() -> None:
    screenplay = read(
        paragraph("Scene Heading", "INT. A", inside='<SceneProperties Number="9" Page="1"/>')
        + speech("BO", "Hi.")
    )
    assert screenplay.lines[0].id == "9.1"


def test_many_runs_make_one_text_and_stars_in_it_are_stars() -> None:
    """Final Draft parts a paragraph wherever its looks change, also inside a word."""
    runs = ("Do", '<Text Style="Italic">n\u2019t</Text>', " *stop*", "<Text>\nnow.</Text>", "<Text/>")
    screenplay = read(paragraph("Character", "BO") + paragraph("Dialogue", *runs))
    assert screenplay.lines[0].text == "Don\u2019t *stop* now."


def test_capitals_that_the_page_shows_are_capitals_here() -> None:
    settings = '<ElementSettings Type="Character"><FontSpec Style="Bold+AllCaps"/></ElementSettings>'
    content = speech("Bo", "Hi.") + paragraph("Action", '<Text Style="AllCaps">bang</Text>', " and gone.")
    screenplay = read(content, settings)
    assert screenplay.lines[0].character == "BO"
    assert screenplay.elements[-1].text == "BANG and gone."


def test_a_type_of_the_writers_own_is_what_it_is_laid_out_as() -> None:
    settings = '<ElementSettings Type="Singsong"><Behavior PaginateAs="Dialogue"/></ElementSettings>'
    assert (
        read(paragraph("Character", "BO") + paragraph("Singsong", "La la."), settings).lines[0].text
        == "La la."
    )


@pytest.mark.parametrize(
    "wrap",
    [
        "<DualDialogue>{}</DualDialogue>",
        '<Paragraph Type="General"><DualDialogue>{}</DualDialogue></Paragraph>',
    ],
)
def test_both_speeches_of_a_dual_dialogue_know_it(wrap: str) -> None:
    screenplay = read(
        speech("CY", "Before.")
        + wrap.format(speech("BO", "Stop.") + speech("ANNA", "Go."))
        + speech("CY", "After.")
    )
    assert [(line.id, line.dual, line.source_line) for line in screenplay.lines] == [
        ("1.1", False, 1),
        ("1.2", True, 3),
        ("1.3", True, 5),
        ("1.4", False, 7),
    ]


def test_notes_are_kept_at_their_paragraph_and_never_spoken() -> None:
    inside = '<ScriptNote ID="1"><Paragraph><Text>louder?</Text></Paragraph></ScriptNote>'
    pointing = (
        '<ScriptNotes><ScriptNote Range="4,9"><Paragraph><Text>on Hello</Text></Paragraph>'
        "<Paragraph><Text>twice</Text></Paragraph></ScriptNote></ScriptNotes>"
    )
    content = paragraph("Character", "BO") + paragraph("Dialogue", "Hello.", inside=inside)
    screenplay = read(paragraph("Action", "") + content, pointing)
    assert screenplay.lines[0].text == "Hello."
    notes = [
        (element.text, element.source_line) for element in screenplay.elements if element.kind is Kind.NOTE
    ]
    assert notes == [("louder?", 3), ("on Hello\ntwice", 3)]


@pytest.mark.parametrize(("start", "place"), [(0, 1), (4, 1), (5, 2), (8, 4), (11, 4), (999, 4)])
def test_a_note_points_into_the_text_as_final_draft_counts_it(start: int, place: int) -> None:
    """Each paragraph counts its letters and one; a dual dialogue counts two and one, whatever it holds."""
    note = f'<ScriptNote Range="{start},{start}">{paragraph("General", "n")}</ScriptNote>'
    pair = (
        f'<Paragraph Type="General"><DualDialogue>{speech("BO", "Stop it now.")}</DualDialogue></Paragraph>'
    )
    screenplay = read(
        paragraph("Action", "Hum.") + pair + paragraph("Action", "Go."), f"<ScriptNotes>{note}</ScriptNotes>"
    )
    assert [element.source_line for element in screenplay.elements if element.kind is Kind.NOTE] == [place]


def test_dialogue_below_a_dual_dialogue_belongs_to_neither_of_the_two() -> None:
    pair = f"<DualDialogue>{speech('BO', 'Stop.')}{speech('ANNA', 'Go.')}</DualDialogue>"
    screenplay, findings = parse_fdx(document(pair + paragraph("Dialogue", "Who?")))
    assert [line.text for line in screenplay.lines] == ["Stop.", "Go."]
    assert "dialogue without a character" in [found.kind for found in findings]


def test_an_omitted_scene_keeps_its_number_and_nobody_speaks_in_it() -> None:
    omitted = f"<OmittedScene>{paragraph('Scene Heading', 'EXT. YARD')}{speech('BO', 'Cut.')}</OmittedScene>"
    screenplay = read(
        paragraph("Scene Heading", "OMITTED", attributes='Number="21"', inside=omitted)
        + paragraph("Scene Heading", "INT. A", attributes='Number="22"')
        + speech("BO", "Hi.")
    )
    assert [line.id for line in screenplay.lines] == ["22.1"]
    assert screenplay.scenes[0].elements[-1].kind is Kind.BONEYARD
    assert "Cut." in screenplay.scenes[0].elements[-1].text


def test_words_struck_out_are_taken_as_cut_and_reported() -> None:
    struck = '<Text Style="Bold+Strikeout">never </Text>'
    screenplay, findings = parse_fdx(
        document(paragraph("Character", "BO") + paragraph("Dialogue", "I ", struck, "lie."))
    )
    assert screenplay.lines[0].text == "I lie."
    assert ("words struck out", "paragraph 2") in [(found.kind, found.subject) for found in findings]


def test_dialogue_without_a_character_is_reported_and_invents_nobody() -> None:
    screenplay, findings = parse_fdx(
        document(paragraph("Action", "Rain.") + paragraph("Dialogue", "Who said that?"))
    )
    assert screenplay.lines == ()
    assert [found.kind for found in findings] == ["dialogue without a character"]


def test_other_paragraphs_find_their_kind() -> None:
    screenplay = read(
        paragraph("New Act", "ACT ONE")
        + paragraph("Outline 2", "The storm")
        + paragraph("Action", "THE END", attributes='Alignment="Center" StartsNewPage="Yes"')
        + paragraph("Shot", "CLOSE ON HANDS")
        + paragraph("Nonsense", "Whatever.")
    )
    assert [(element.kind, element.depth) for element in screenplay.elements] == [
        (Kind.SECTION, 1),
        (Kind.SECTION, 2),
        (Kind.PAGE_BREAK, 0),
        (Kind.CENTERED, 0),
        (Kind.ACTION, 0),
        (Kind.ACTION, 0),
    ]


def test_the_title_page_gives_what_it_says_and_guesses_no_more() -> None:
    texts = [
        "",
        "<Text Style='Underline'>Ferry</Text>",
        "",
        "written by",
        "",
        "Somebody",
        "\u00a9 2026",
        "Second draft",
    ]
    page = "".join(paragraph("General", text) for text in texts)
    screenplay = read(speech("BO", "Hi."), f"<TitlePage><Content>{page}</Content></TitlePage>")
    assert screenplay.title_page == (
        ("Title", "Ferry"),
        ("Credit", "written by"),
        ("Author", "Somebody"),
        ("Copyright", "\u00a9 2026"),
        ("Title page", "Second draft"),
    )


def test_utf_16_is_read_as_its_declaration_says() -> None:
    text = document(speech("ZOË", "Où ?")).decode().replace("UTF-8", "UTF-16")
    assert parse_fdx(text.encode("utf-16"))[0].lines[0].character == "ZOË"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "broken"),
        (b"<FinalDraft><Content>", "broken"),
        (b"not XML at all", "broken"),
        (b"\xff\xfe\x00", "broken"),
        (b'<?xml version="1.0" encoding="klingon"?><FinalDraft/>', "broken"),
        (b"<html/>", "another kind"),
        (b"<FinalDraft/>", "no script"),
        (_BOMB.encode(), "entities"),
        (_OUTSIDE.encode(), "entities"),
    ],
)
def test_a_document_that_cannot_be_read_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(NotFinalDraft, match=says) as refused:
        parse_fdx(data)
    assert "Export it again" in str(refused.value)
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
