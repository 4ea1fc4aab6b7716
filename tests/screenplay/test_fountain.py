"""The grammar of Fountain, a claim at a time."""

import pytest

from rushes.screenplay import Kind, parse_fountain
from tests.screenplay.pages import doubts, kinds, only_line, read, said


def test_a_scene_keeps_its_number_its_heading_and_its_elements_in_page_order() -> None:
    screenplay = read("""\
        Title: Ferry

        INT. WHEELHOUSE - NIGHT #12A#

        Rain on the glass.

        MATE
        Two lights.

        CUT TO:
        """)
    (scene,) = screenplay.scenes
    assert (screenplay.title, scene.number, scene.heading) == ("Ferry", "12A", "INT. WHEELHOUSE - NIGHT")
    assert [(element.kind, element.source_line, element.line) for element in scene.elements] == [
        (Kind.HEADING, 3, None),
        (Kind.ACTION, 5, None),
        (Kind.CHARACTER, 7, "12A.1"),
        (Kind.DIALOGUE, 8, "12A.1"),
        (Kind.TRANSITION, 10, None),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "INT. HOUSE - DAY",
        "ext. field - night",
        "EST. THE CITY",
        "INT./EXT. CAR - DAY",
        "INT/EXT CAR - DAY",
        "I/E CAR - DAY",
        "int house",
        "**INT. HOUSE - DAY**",
        "   INT. HOUSE - DAY",
        ".THE DREAM",
    ],
)
def test_what_begins_a_scene(heading: str) -> None:
    assert len(read(f"{heading}\n\nHe waits.\n").scenes) == 1


@pytest.mark.parametrize(
    "text", ["...where they wait.", ". THE DREAM", "INTERIOR MONOLOGUE", "Internal bleeding."]
)
def test_what_does_not_begin_a_scene(text: str) -> None:
    assert kinds(f"{text}\n") == [(Kind.ACTION, text)]


def test_a_heading_in_capitals_needs_no_empty_line_below_it() -> None:
    """Otherwise two scenes would run into one, and their lines would get the wrong ids."""
    screenplay = read("""\
        INT. HALL - NIGHT
        The lamp is out.

        EXT. YARD - NIGHT
        BO
        Who is there?
        """)
    assert [scene.heading for scene in screenplay.scenes] == ["INT. HALL - NIGHT", "EXT. YARD - NIGHT"]
    assert screenplay.lines[0].id == "2.1"


def test_a_sentence_that_begins_like_a_heading_is_action() -> None:
    page = "Est. 1970, says the sign.\nNobody has painted it since.\n"
    assert kinds(page) == [(Kind.ACTION, page.strip())]


def test_a_production_draft_has_its_numbers_in_both_margins() -> None:
    (scene,) = read("12A   INT. KITCHEN - DAY   12A\n\nSteam.\n").scenes
    assert (scene.number, scene.heading) == ("12A", "INT. KITCHEN - DAY")


@pytest.mark.parametrize(
    ("cue", "name", "extension"),
    [
        ("ANNA", "ANNA", None),
        ("    ANNA  ", "ANNA", None),
        ("ANNA (V.O.)", "ANNA", "V.O."),
        ("ANNA (O.S.) (CONT'D)", "ANNA", "O.S., CONT'D"),
        ("ANNA (CONT\u2019D)", "ANNA", "CONT'D"),
        ("ANNA (on the radio)", "ANNA", "on the radio"),
        ("ANNA (V.O.", "ANNA", "V.O."),
        ("OLD   ANNA", "OLD ANNA", None),
        ("**ANNA**", "ANNA", None),
        ("ZOË DE L'ÎLE", "ZOË DE L'ÎLE", None),
        ("ZOE\u0308", "ZOË", None),
        ("R2D2", "R2D2", None),
        ("2ND COP", "2ND COP", None),
        ("@McCLANE", "McCLANE", None),
        ("@李雷 \uff08画外音\uff09", "李雷", "画外音"),
        ("@anna (V.O.) and bo", "anna (V.O.) and bo", None),
    ],
)
def test_a_cue_is_a_name_and_an_extension(cue: str, name: str, extension: str | None) -> None:
    line = only_line(f"{cue}\nYes.\n")
    assert (line.character, line.extension, line.text) == (name, extension, "Yes.")


@pytest.mark.parametrize(
    "text",
    ["Anna", "23", "(ANNA)", "ANNA (40s) walks in.", "李雷", "Anna (V.O.)", "@"],
)
def test_what_is_not_a_cue(text: str) -> None:
    assert kinds(f"{text}\nYes.\n") == [(Kind.ACTION, f"{text}\nYes.")]


def test_a_cue_stands_below_an_empty_line_and_above_its_words() -> None:
    assert said("He waits.\nANNA\nYes.\n") == []
    assert said("ANNA\n\nYes.\n") == []
    assert said("ANNA\n") == []


def test_a_transition_is_never_a_character() -> None:
    assert kinds("CUT TO:\nThe sea.\n") == [(Kind.TRANSITION, "CUT TO:"), (Kind.ACTION, "The sea.")]


def test_forced_elements_lose_their_signs() -> None:
    page = """\
        !INT. IS A FINE WORD
        !BANG

        > SMASH TO BLACK

        > THE END <

        ~ O how the wheel becomes it

        # Act one

        ### The storm

        = It rains.

        ====
        """
    assert kinds(page) == [
        (Kind.ACTION, "INT. IS A FINE WORD\nBANG"),
        (Kind.TRANSITION, "SMASH TO BLACK"),
        (Kind.CENTERED, "THE END"),
        (Kind.LYRIC, "O how the wheel becomes it"),
        (Kind.SECTION, "Act one"),
        (Kind.SECTION, "The storm"),
        (Kind.SYNOPSIS, "It rains."),
        (Kind.PAGE_BREAK, ""),
    ]
    assert [element.depth for element in read(page).elements if element.kind is Kind.SECTION] == [1, 3]


def test_stage_directions_are_not_spoken_wherever_they_stand() -> None:
    """On their own line, over two lines, before, between and inside the words."""
    line = only_line("""\
        BO
        (starting the
        engine)
        Hello (beat) there.
        (to Anna)
        (softly) Come in (both (of them) nod).
        """)
    assert line.text == "Hello there. Come in ."
    assert line.parentheticals == ("starting the engine", "beat", "to Anna", "softly", "both (of them) nod")


def test_a_direction_at_the_head_of_a_line_does_not_swallow_the_words_after_it() -> None:
    """In multi-camera scripts every direction stands so; screenplain takes the rest for direction."""
    assert only_line("BO\n(SITS) WELL, HELLO.\nHOW ARE YOU?\n").text == "WELL, HELLO. HOW ARE YOU?"


def test_a_parenthesis_without_its_partner_is_left_in_the_words() -> None:
    assert only_line("BO\nYes :) or (no.\nPerhaps.\n").text == "Yes :) or (no. Perhaps."


def test_marks_of_a_page_break_are_neither_spoken_nor_directions() -> None:
    line = only_line("BO\nI was\n(CONT\u2019D)\nthere.\n(MORE)\n")
    assert (line.text, line.parentheticals) == ("I was there.", ())


def test_parenthetical_and_dialogue_elements_keep_their_lines() -> None:
    elements = read("BO\n(beat)\nOne.\nTwo.\n(turns)\nThree.\n").elements
    assert [(element.kind, element.text, element.source_line) for element in elements] == [
        (Kind.CHARACTER, "BO", 1),
        (Kind.PARENTHETICAL, "(beat)", 2),
        (Kind.DIALOGUE, "One.\nTwo.", 3),
        (Kind.PARENTHETICAL, "(turns)", 5),
        (Kind.DIALOGUE, "Three.", 6),
    ]


def test_two_spaces_hold_a_speech_together() -> None:
    assert only_line("FISH\nI am\n  \na little fish.\n").text == "I am a little fish."


@pytest.mark.parametrize("blank", ["", " "])
def test_an_empty_line_ends_a_speech(blank: str) -> None:
    assert said(f"FISH\nI am.\n{blank}\nA little fish.\n") == [("FISH", "I am.")]


@pytest.mark.parametrize("blank", ["  ", "\t", "     "])
def test_stray_spaces_before_the_next_cue_do_not_join_two_speeches(blank: str) -> None:
    assert said(f"BO\nHi.\n{blank}\nANNA\nHello.\n") == [("BO", "Hi."), ("ANNA", "Hello.")]


def test_a_forced_element_ends_a_speech() -> None:
    assert kinds("BO\nHi.\n!He leaves.\n") == [
        (Kind.CHARACTER, "BO"),
        (Kind.DIALOGUE, "Hi."),
        (Kind.ACTION, "He leaves."),
    ]


def test_sung_words_under_a_cue_are_heard() -> None:
    line = only_line("BO\n(at the piano)\n~ Daisy, Daisy,\nWell. And so on.\n")
    assert line.text == "Daisy, Daisy, Well. And so on."


def test_both_speeches_of_a_dual_dialogue_know_it() -> None:
    page = "BO\nStop.\n\nANNA ^\nGo.\n\nCY\nWhat?\n\nBO ^ (V.O.)\nNothing.\n"
    assert [line.dual for line in read(page).lines] == [True, True, True, True]
    assert doubts("He waits.\n\nANNA ^\nGo.\n")[-1].kind == "dual dialogue alone"


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("*Never*.", "Never."),
        ("**Never** ***ever*** _again_.", "Never ever again."),
        ("_Not the *Leupold* scope_.", "Not the Leupold scope."),
        ("**bold *and italic* too**", "bold and italic too"),
        ("***both** one*", "both one"),
        (r"Dial \*69, snake\_case, C:\\.", r"Dial *69, snake_case, C:\."),
        ("He dialed *69 and then *23.", "He dialed *69 and then *23."),
        ("_69 and then 23 _", "_69 and then 23 _"),
        ("a_b_c 2 * 3 * 4", "a_b_c 2 * 3 * 4"),
        ("*Open\nand closed*", "*Open and closed*"),
        ("_(beat)_ Yes.", "Yes."),
    ],
)
def test_emphasis_is_on_the_page_and_not_in_the_mouth(typed: str, spoken: str) -> None:
    assert only_line(f"BO\n{typed}\n").text == spoken


def test_notes_are_kept_and_not_spoken() -> None:
    screenplay = read(
        "INT. HALL - DAY\n\nBO [[recast?]]\nHello [[or\nGood morning]] there.\n"
        "[[A note alone on its line,\n  \nover an empty one.]]\nMy friend.\n"
    )
    (line,) = screenplay.lines
    assert (line.character, line.text) == ("BO", "Hello there. My friend.")
    notes = [
        (element.source_line, element.text.split()[0])
        for element in screenplay.elements
        if element.kind is Kind.NOTE
    ]
    assert notes == [(3, "recast?"), (4, "or"), (6, "A")]


def test_an_unclosed_note_is_reported_and_loses_no_dialogue() -> None:
    page = "BO\nHello [[or not\n\nANNA\nHi.]]\n"
    assert said(page) == [("BO", "Hello [[or not"), ("ANNA", "Hi.]]")]
    assert (doubts(page)[0].kind, doubts(page)[0].subject) == ("unclosed note", "line 2")


def test_the_boneyard_is_kept_and_not_read() -> None:
    screenplay = read("""\
        BO
        Hello. /* and
        welcome */

        /*
        INT. GARAGE - DAY

        BO
        Cut.
        */
        ANNA
        Hi.
        /* one line */
        Bo.
        """)
    assert [(line.character, line.text) for line in screenplay.lines] == [
        ("BO", "Hello."),
        ("ANNA", "Hi. Bo."),
    ]
    assert [line.source_line for line in screenplay.lines] == [1, 11]
    assert sum(element.kind is Kind.BONEYARD for element in screenplay.elements) == 3


def test_a_note_under_a_cue_never_parts_it_from_its_words() -> None:
    assert said("ANNA\nYes.\n\nBO\n[[louder]]\nHELLO!\nYES!\n")[1] == ("BO", "HELLO! YES!")


def test_text_behind_a_boneyard_is_on_the_line_where_it_stands() -> None:
    (line,) = read("He waits.\n\n/* cut\nthis */ BO\nNo.\n").lines
    assert line.source_line == 4


def test_a_boneyard_between_two_speeches_parts_them() -> None:
    assert said("ANNA\nYes.\n/*\nCY\nCut.\n*/\nBO\nNo.\n") == [("ANNA", "Yes."), ("BO", "No.")]


def test_the_title_page_has_values_over_several_lines() -> None:
    screenplay = read("""\
        Title:
            _**BRICK & STEEL**_
            FULL RETIRED
        Credit: Written by
        Contact:
        \tNext Level
        \tSolvang, CA

        He waits.
        """)
    assert screenplay.title_page == (
        ("Title", "_**BRICK & STEEL**_\nFULL RETIRED"),
        ("Credit", "Written by"),
        ("Contact", "Next Level\nSolvang, CA"),
    )
    assert screenplay.title == "BRICK & STEEL FULL RETIRED"


def test_a_note_inside_the_title_page_does_not_end_it() -> None:
    screenplay = read("Title: Ferry\n[[or Boat?]]\nAuthor: Somebody\n\nHe waits.\n")
    assert [key for key, _ in screenplay.title_page] == ["Title", "Author"]


@pytest.mark.parametrize("first", ["FADE IN:", "As she runs: a truck.", "INT. HOUSE: KITCHEN"])
def test_a_script_may_begin_with_a_colon_and_have_no_title_page(first: str) -> None:
    screenplay = read(f"{first}\n\nHe waits.\n")
    assert screenplay.title_page == ()
    assert screenplay.elements[0].text == first


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_the_same(newline: str) -> None:
    page = "Title: Ferry\n\nINT. HALL - DAY #1#\n\nBO\n(beat)\nHi,\nyou.\n"
    assert parse_fountain("\ufeff" + page.replace("\n", newline)) == parse_fountain(page)


def test_shouted_action_that_reads_as_a_name_is_doubted() -> None:
    (found,) = (
        found
        for found in doubts("SCANNING THE AISLES\u2026\nWhere is he?\n")
        if found.subject == "line 1" and "odd" in found.kind
    )
    assert "!" in found.advice
    assert not [found for found in doubts("@WAIT\u2026\nYes.\n") if "odd" in found.kind]
