"""What performers do within a take: again, from the top, too early, too late, more, less, low and loud."""

from dataclasses import replace

import pytest

from tests.conditions.playing import Set, ad_lib, crew

WHERE = "1: where were you on thursday night"
HOME = "2: i was at home with my brother"
NOBODY = "3: nobody saw you there"
ASK = "4: ask the woman who lives across the street"
MOVED = "5: she moved to chicago three years ago"


def test_a_scene_played_as_written_is_five_readings(kitchen: Set) -> None:
    """What all other claims here stand on."""
    story = kitchen.play(*map(kitchen.line, range(1, 6)))
    assert story.told == [WHERE, HOME, NOBODY, ASK, MOVED]
    assert not story.found.off_script
    for reading, spoken in zip(story.found.readings, story.spoken, strict=True):
        assert reading.in_s == pytest.approx(spoken.in_s, abs=0.12)
        assert reading.out_s == pytest.approx(spoken.out_s, abs=0.2)


def test_a_retake_without_stopping_the_camera_is_a_second_pass_of_each_line(kitchen: Set) -> None:
    """'Going again', and two lines from the top: four readings, and the call is none of them."""
    again = crew("Going again.", pause_s=0.9)
    line = kitchen.line
    story = kitchen.play(line(3), line(4), again, line(3, pause_s=1.2), line(4))
    assert story.told == [NOBODY, ASK, NOBODY, ASK]
    assert story.passes == [("3", 1), ("4", 1), ("3", 2), ("4", 2)]
    assert story.read_within(*story.of_crew()[0]) < 0.1


def test_a_reset_goes_back_over_what_was_played_and_on(kitchen: Set) -> None:
    """After the third line back to the second, and through to the fourth."""
    line = kitchen.line
    story = kitchen.play(line(2), line(3), line(2, pause_s=1.5, starts_again=True), line(3), line(4))
    assert story.passes == [("2", 1), ("3", 1), ("2", 2), ("3", 2), ("4", 1)]
    assert story.told == [HOME, NOBODY, HOME, NOBODY, ASK]


def test_a_pickup_that_begins_late_is_a_part_of_its_line(kitchen: Set) -> None:
    """'... lives across the street': the camera rolled for the end of the line only."""
    story = kitchen.play(kitchen.line(4, "lives across the street."), kitchen.line(5))
    assert story.told == ["4: _ask_ _the_ _woman_ _who_ lives across the street", MOVED]
    assert story.found.readings_of("27.4")[0].kind == "partial"


@pytest.mark.parametrize("pause_s", [0.35, 0.9])
def test_a_false_start_is_a_part_and_then_the_whole(kitchen: Set, pause_s: float) -> None:
    """'I was at ... I was at home with my brother': quick or after a breath, the whole one is usable."""
    story = kitchen.play(kitchen.line(1), kitchen.line(2, "I was at"), kitchen.line(2, pause_s=pause_s))
    assert story.told == [WHERE, "2: i was at _home_ _with_ _my_ _brother_", HOME]
    assert [one.kind for one in story.found.readings_of("27.2")] == ["partial", "as written"]


def test_an_ad_lib_between_two_lines_is_off_script_and_no_part_of_either(kitchen: Set) -> None:
    """Both lines stay as written; what stands between them is reported."""
    story = kitchen.play(
        kitchen.line(1), ad_lib("BEN", "Sorry, is the kettle on?", pause_s=0.9), kitchen.line(2)
    )
    assert story.told == [WHERE, HOME]
    (said,) = story.ad_libbed()
    assert story.off_within(*said) > 0.5 * (said[1] - said[0])


def test_words_that_run_on_from_a_line_are_added_to_it(kitchen: Set) -> None:
    """'Nobody saw you there, did they': no pause, the same voice: the line was altered."""
    story = kitchen.play(
        kitchen.line(3, "Nobody saw you there either you know."), kitchen.line(4, pause_s=1.0)
    )
    first, second = story.told
    assert first.startswith(NOBODY + " +")
    assert second == ASK


def test_whispered_lines_are_found_as_written(kitchen: Set) -> None:
    """Without voice, a fifth as strong as the lines around them."""
    line = kitchen.line
    story = kitchen.play(line(1), line(2, manner="whispered"), line(3, manner="whispered"), line(4))
    assert story.told == [WHERE, HOME, NOBODY, ASK]


def test_a_scene_played_in_whispers_is_found(kitchen: Set) -> None:
    """Nobody in the take has a voice to compare with."""
    story = kitchen.play(*(replace(kitchen.line(n), manner="whispered") for n in (2, 4, 5)))
    assert story.told == [HOME, ASK, MOVED]


def test_shouted_lines_are_found_as_written(kitchen: Set) -> None:
    """Higher, faster, more than twice as strong, and bent at the top."""
    line = kitchen.line
    story = kitchen.play(line(1), line(2, manner="shouted"), line(3, manner="shouted"), line(4))
    assert story.told == [WHERE, HOME, NOBODY, ASK]


def test_an_answer_that_comes_too_early_loses_neither_line(kitchen: Set) -> None:
    """Each begins before the last one ends; a word under the other voice may be lost, not the line."""
    line = kitchen.line
    story = kitchen.play(line(3), line(4, pause_s=-0.45), line(5, pause_s=-0.45))
    assert story.passes == [("3", 1), ("4", 1), ("5", 1)]
    for reading, words in zip(story.found.readings, (4, 8, 7), strict=True):
        assert sum(word.state == "said" for word in reading.words) >= words - 2


def test_two_lines_at_once_on_one_microphone_spoil_nothing_that_follows(kitchen: Set) -> None:
    """Dual dialogue: nobody can part the voices, so none is called as written; the next line is."""
    line = kitchen.line
    story = kitchen.play(line(1), line(4, together=True), line(3, pause_s=0.6))
    assert story.told[-1] == NOBODY
    assert [one.line for one in story.found.readings if one.kind == "as written"] == ["27.3"]
