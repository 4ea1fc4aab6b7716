"""Ids: the same on every run, unique, and in agreement with the slate."""

from tests.screenplay.pages import doubts, read


def test_ids_count_the_speeches_of_each_scene_from_one() -> None:
    page = "INT. A\n\nBO\nOne.\n\nBO\nTwo.\n\nINT. B #7#\n\nBO\nThree.\n"
    assert [line.id for line in read(page).lines] == ["1.1", "1.2", "7.1"]
    assert doubts(page) == ()


def test_dialogue_before_the_first_heading_is_a_scene_of_its_own() -> None:
    page = "BO\nEarly.\n\nINT. A\n\nBO\nLate.\n"
    assert [(line.id, line.text) for line in read(page).lines] == [("1.1", "Early."), ("2.1", "Late.")]
    (found,) = doubts(page)
    assert (found.kind, found.subject) == ("dialogue without a scene", "line 1")


def test_what_stands_before_the_first_heading_without_dialogue_is_no_scene() -> None:
    screenplay = read("FADE IN:\n\n# Act one\n\nINT. A\n\nBO\nHi.\n")
    assert [element.text for element in screenplay.opening] == ["FADE IN:", "Act one"]
    assert [line.id for line in screenplay.lines] == ["1.1"]


def test_two_scenes_with_one_number_share_one_count() -> None:
    """Their slates say the same number, so their lines must be looked for together."""
    page = "INT. A #5#\n\nBO\nOne.\n\nINT. B #6#\n\nBO\nTwo.\n\nINT. A - LATER #5#\n\nBO\nThree.\n"
    assert [(line.id, line.scene) for line in read(page).lines] == [("5.1", "5"), ("6.1", "6"), ("5.2", "5")]
    (found,) = doubts(page)
    assert (found.kind, found.subject) == ("repeated scene number", "scene 5")


def test_a_scene_without_a_number_never_takes_the_number_of_another() -> None:
    page = "INT. A\n\nBO\nOne.\n\nINT. B #1#\n\nBO\nTwo.\n"
    assert [line.id for line in read(page).lines] == ["unnumbered-1.1", "1.1"]
    (found,) = doubts(page)
    assert (found.kind, found.subject) == ("scene number taken", "scene unnumbered-1")


def test_an_implied_scene_never_takes_the_number_of_another_either() -> None:
    page = "BO\nEarly.\n\nINT. B #1#\n\nBO\nTwo.\n"
    assert [line.id for line in read(page).lines] == ["unnumbered-1.1", "1.1"]
    assert [found.kind for found in doubts(page)] == ["dialogue without a scene"]


def test_a_number_in_other_letters_is_the_same_number() -> None:
    page = "INT. A #1a#\n\nBO\nOne.\n\nINT. B #1A#\n\nBO\nTwo.\n"
    assert [line.id for line in read(page).lines] == ["1a.1", "1A.2"]


def test_a_cue_without_words_gets_no_line_and_is_reported() -> None:
    page = "INT. A\n\nBO\n(nods)\n\nBO\n...\n\nBO\nYes.\n"
    assert [(line.id, line.text) for line in read(page).lines] == [("1.1", "Yes.")]
    assert [(found.kind, found.subject) for found in doubts(page)] == [
        ("speech without words", "scene 1")
    ] * 2


def test_everyone_who_speaks_is_named_once_in_order() -> None:
    page = "INT. A\n\nBO\nOne.\n\nANNA (V.O.)\nTwo.\n\nBO (CONT'D)\nThree.\n"
    assert read(page).characters == ("BO", "ANNA")
