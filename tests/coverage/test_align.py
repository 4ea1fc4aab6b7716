"""What was heard against what is written: every way in which actors speak a script."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.align import Weights, align
from rushes.sound.model import HeardWord
from tests.coverage.making import heard, lines_of, told, with_scores

SCENE = lines_of(
    "Where were you on Thursday night?",
    "I was at home with my brother all evening.",
    "Nobody saw you there.",
    "Ask the woman who lives across the street.",
    "Yes.",
    "Then somebody else must have turned on the light.",
    "What do you want me to say?",
)
WHERE, HOME, NOBODY, ASK, YES, LIGHT, WHAT = (" ".join(line) for line in SCENE)


def read(*pieces: str | float) -> list[str]:
    return told(SCENE, heard(*pieces))


def test_a_scene_as_written() -> None:
    """Every line once, in order, word for word."""
    scene = (WHERE, HOME, NOBODY, ASK, YES, LIGHT, WHAT)
    performance = [piece for line in scene for piece in (line, 0.7)]
    assert read(*performance) == [f"{number}: {line}" for number, line in enumerate(scene)]


def test_lines_that_run_into_each_other() -> None:
    """Without any pause between them they are still two lines."""
    assert read(NOBODY, ASK) == [f"2: {NOBODY}", f"3: {ASK}"]


def test_a_changed_word() -> None:
    assert read("nobody saw me there") == ["2: nobody saw you>me there"]


def test_a_changed_clause() -> None:
    """Three words of nine are others: the line is read, with its slips."""
    assert read("i was at work with a friend all evening") == [
        "1: i was at home>work with my>a brother>friend all evening"
    ]


def test_a_word_not_understood_is_a_changed_one() -> None:
    assert read("ask the … who lives across the street") == ["3: ask the woman>… who lives across the street"]


def test_a_missing_word() -> None:
    assert read("then somebody must have turned on the light") == [
        "5: then somebody _else_ must have turned on the light"
    ]


def test_missing_words_at_the_beginning_and_the_end() -> None:
    assert read("somebody else must have turned on the light") == [
        "5: _then_ somebody else must have turned on the light"
    ]
    assert read("what do you want me") == ["6: what do you want me _to_ _say_"]


def test_words_added_in_the_middle() -> None:
    assert read("ask the woman you know who lives across the street") == [
        "3: ask the woman +you +know who lives across the street"
    ]


def test_words_added_at_the_end() -> None:
    """What runs straight on was the actor; what comes after a pause was somebody else."""
    assert read("nobody saw you there my friend") == ["2: nobody saw you there +my +friend"]
    assert read("nobody saw you there", 0.7, "my friend") == ["2: nobody saw you there"]


def test_a_breath_after_the_line_is_no_word() -> None:
    assert read("nobody saw you there …") == ["2: nobody saw you there"]


def test_words_between_two_lines_go_to_the_nearer() -> None:
    """What leans on the line that follows is not added to the one before."""
    assert read(NOBODY, "you know", 0.3, ASK) == [f"2: {NOBODY} +you +know", f"3: {ASK}"]
    assert read(NOBODY, 0.5, "well then", ASK) == [f"2: {NOBODY}", f"3: {ASK}"]


def test_broken_off_and_started_over() -> None:
    """From the top again: two passes, the first of them partial."""
    assert read("i was at home with", 0.8, HOME) == [
        "1: i was at home with _my_ _brother_ _all_ _evening_",
        f"1: {HOME}",
    ]


def test_started_over_without_a_breath() -> None:
    """'I was at, I was at home' is a beginning that does not count, and the line."""
    assert read("then somebody else must", LIGHT)[-1] == f"5: {LIGHT}"


def test_a_stumble_in_the_middle() -> None:
    """Said again from the middle: one reading, the repeated word is one too many."""
    assert read("then somebody else must", 0.3, "must have turned on the light") == [
        "5: then somebody else +must must have turned on the light"
    ]


def test_a_stumble_over_a_whole_clause() -> None:
    """Everything that was said again counts once, as said the second time."""
    assert read("ask the woman who lives", 0.4, "the woman who lives across the street") == [
        "3: ask +the +woman +who +lives the woman who lives across the street"
    ]


def test_most_of_a_line_said_again_with_a_word_left_out() -> None:
    """What is missing is told where it is missing: between 'somebody' and 'must'."""
    assert read("then somebody must have turned on", 0.4, "somebody must have turned on the light") == [
        "5: then +somebody +must +have +turned +on somebody _else_ must have turned on the light"
    ]


def test_a_pause_for_thought_within_a_line() -> None:
    """Two seconds of silence do not make two readings."""
    assert read("i was at home", 2.0, "with my brother all evening") == [f"1: {HOME}"]


def test_said_twice() -> None:
    assert read(NOBODY, 0.9, NOBODY) == [f"2: {NOBODY}"] * 2


def test_a_reset_three_lines_back() -> None:
    """'Go again from Nobody': the lines after it come again."""
    assert read(NOBODY, 0.6, ASK, 0.6, YES, 0.6, LIGHT, 3.0, NOBODY, 0.6, ASK) == [
        f"2: {NOBODY}",
        f"3: {ASK}",
        f"4: {YES}",
        f"5: {LIGHT}",
        f"2: {NOBODY}",
        f"3: {ASK}",
    ]


def test_dropped_lines() -> None:
    """An actor jumps ahead; what was left out is not read into what was said."""
    assert read(WHERE, 0.6, LIGHT, 0.6, WHAT) == [f"0: {WHERE}", f"5: {LIGHT}", f"6: {WHAT}"]


def test_a_take_that_begins_in_the_middle_of_the_scene() -> None:
    assert read(LIGHT, 0.6, WHAT) == [f"5: {LIGHT}", f"6: {WHAT}"]


def test_an_ad_lib_between_lines_is_no_line() -> None:
    assert read(WHERE, 0.9, "sorry can we go back please", 0.9, NOBODY) == [f"0: {WHERE}", f"2: {NOBODY}"]


@pytest.mark.parametrize(
    "ad_lib", ["you were at the street with somebody", "my woman lives at home", "the light on the street"]
)
def test_an_ad_lib_in_the_scripts_own_words_is_no_line(ad_lib: str) -> None:
    """Actors talk about what they play, in its words but not in its order."""
    assert read(WHERE, 3.0, ad_lib, 3.0, NOBODY) == [f"0: {WHERE}", f"2: {NOBODY}"]


def test_sounds_that_are_no_words_are_no_lines() -> None:
    assert read("…", 0.5, "… …", 0.5, WHERE, 0.5, "…") == [f"0: {WHERE}"]
    assert read("…", 0.2, "…", 2.0, "…") == []


def test_one_word_of_a_long_line_is_not_that_line() -> None:
    """The crew says 'light' all day."""
    assert read("light") == []
    assert read("somebody", 2.0, "street", 2.0, "there") == []


def test_words_that_the_ear_guesses_are_no_line() -> None:
    """A line is believed when enough of it was surely heard."""
    words = heard(NOBODY)
    assert told(SCENE, with_scores(words, 0.1, 0.2, 0.1, 0.3)) == []
    assert told(SCENE, with_scores(words, 0.9, 0.2, 0.9, 0.3)) == [f"2: {NOBODY}"]


def test_a_line_of_one_word() -> None:
    """'Yes.' is read where it is said, alone or between others, and as often as it is said."""
    assert read(YES) == ["4: yes"]
    assert read(ASK, 0.5, YES, 0.5, LIGHT) == [f"3: {ASK}", "4: yes", f"5: {LIGHT}"]
    assert read(YES, 1.0, YES) == ["4: yes"] * 2


def test_two_lines_that_are_the_same_are_told_apart_by_their_order() -> None:
    """What was said before and after each tells which it is."""
    lines = lines_of("Yes.", "Never on a Sunday.", "Yes.", "What about Monday?")
    played = heard("yes", 0.5, "never on a sunday", 0.5, "yes", 0.5, "what about monday")
    assert [one.split(":")[0] for one in told(lines, played)] == ["0", "1", "2", "3"]


def test_nothing_heard_and_nothing_written() -> None:
    assert align(SCENE, ()) == ()
    assert align((), heard(WHERE)) == ()
    assert align(((), ()), heard(WHERE)) == ()
    assert told(((), *SCENE, ()), heard(WHERE)) == [f"1: {WHERE}"]


def test_weights_decide() -> None:
    """Where a slip costs more than a line is worth, the line is not read."""
    words = heard("nobody saw me there")
    assert told(SCENE, words) == ["2: nobody saw you>me there"]
    assert align(SCENE, words, Weights(slip=20.0, broken=20.0, late=20.0)) == ()


texts = st.sampled_from(["yes", "no", "you", "the", "light", ""])
scripts = st.lists(st.lists(st.sampled_from(["yes", "no", "you", "the", "light"]), max_size=6), max_size=5)
pauses = st.sampled_from([0.0, 0.1, 0.5, 0.7, 1.1, 1.5, 4.0])


@st.composite
def performances(draw: st.DrawFn) -> tuple[HeardWord, ...]:
    pieces = [piece for _ in range(draw(st.integers(0, 14))) for piece in (draw(texts) or "…", draw(pauses))]
    return heard(*pieces)


@settings(max_examples=300)
@given(scripts, performances())
def test_whatever_is_heard_is_used_once_and_every_line_is_told_whole(
    script: list[list[str]], words: tuple[HeardWord, ...]
) -> None:
    """No word belongs to two readings; a reading holds each word of its line once, all in order."""
    passages = align(script, words)
    used = [match.heard for passage in passages for match in passage.matches if match.heard is not None]
    assert used == sorted(set(used))
    for passage in passages:
        places = [match.place for match in passage.matches if match.place is not None]
        assert places == list(range(len(script[passage.line])))
        assert passage.first <= passage.last
        assert any(match.place is not None and match.heard is not None for match in passage.matches)


@settings(max_examples=300)
@given(
    st.lists(
        st.lists(st.sampled_from(["yes", "no", "you", "the", "light"]), min_size=1, max_size=6),
        min_size=1,
        max_size=8,
    ),
    st.data(),
)
def test_a_perfect_performance_gives_every_line_as_written(
    script: list[list[str]], data: st.DataObject
) -> None:
    """Whatever the lines, alike or not, whatever the pauses: spoken in order they are read in order."""
    performance = [piece for line in script for piece in (" ".join(line), data.draw(pauses))]
    assert told(script, heard(*performance)) == [f"{n}: {' '.join(line)}" for n, line in enumerate(script)]


@given(st.sampled_from(SCENE), st.floats(0, 3000))
def test_when_it_is_said_changes_nothing(line: tuple[str, ...], at: float) -> None:
    """A performance later in the clip is the same performance."""
    assert [one.partition(": ")[2] for one in told(SCENE, heard(" ".join(line), at=at))] == [" ".join(line)]


def test_the_first_words_of_a_far_line_are_no_reading() -> None:
    """'What do we have' calls the crew; two words of the last line do not put it before the first."""
    assert read("what do we have", 3.0, WHERE, 0.7, HOME) == [f"0: {WHERE}", f"1: {HOME}"]


def test_a_line_given_up_after_two_words_is_read_where_it_belongs() -> None:
    assert read(NOBODY, 0.7, "ask the")[-1] == "3: ask the _woman_ _who_ _lives_ _across_ _the_ _street_"


def test_a_piece_of_a_line_straight_after_the_whole_of_it_is_too_much() -> None:
    """'Nobody saw you there. Nobody saw.': one reading; after a breath it would be another pass."""
    assert read(NOBODY, 0.3, "nobody saw") == [f"2: {NOBODY} +nobody +saw"]
    assert len(read(NOBODY, 1.5, "nobody saw")) == 2


def test_a_drawn_out_noise_is_no_word_that_was_added() -> None:
    """A word of three letters does not last a second: something else sounded there."""
    *line, well = heard(NOBODY, 0.1, "well")
    assert told(SCENE, [*line, well]) == [f"2: {NOBODY} +well"]
    assert told(SCENE, [*line, replace(well, out_s=well.in_s + 1.0)]) == [f"2: {NOBODY}"]


def test_a_fainter_voice_adds_nothing_to_the_line() -> None:
    """The crew stands further from the microphone: 12 dB below the actor."""
    *line, cut = (replace(word, level_db=-20.0) for word in heard(NOBODY, 0.1, "cut"))
    assert told(SCENE, [*line, cut]) == [f"2: {NOBODY} +cut"]
    assert told(SCENE, [*line, replace(cut, level_db=-32.0)]) == [f"2: {NOBODY}"]


def test_a_clip_of_hours_is_lined_stretch_by_stretch() -> None:
    """Two hundred takes in one file: the line read last is remembered over every turn."""
    scene = (WHERE, HOME, NOBODY, ASK, YES, LIGHT, WHAT)
    performance = [piece for _ in range(200) for line in scene for piece in (line, 5.0)]
    assert read(*performance) == [
        f"{number}: {line}" for _ in range(200) for number, line in enumerate(scene)
    ]
