"""The report of a cut whose picture and sound are apart: somebody who was not there understands every cut."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from rushes.coverage.model import LinedScript
from rushes.cut.model import PINNED, ActionBeat, Alternate, Cut, InPicture, Reason
from rushes.cut.why import LEAST, numbered, why
from rushes.footage.model import Angle
from rushes.screenplay.model import Screenplay
from rushes.timecode import Span
from rushes.turnover.report.cards import Card, cards_of, numbers_of
from rushes.turnover.report.lined import lined_scenes, used_readings
from rushes.turnover.report.scales import next_best, worth_text
from rushes.turnover.report.shelf import Shelf, shelf_from
from rushes.turnover.report.strip import strip_of
from tests.turnover.apart import apart_cuts
from tests.turnover.apart_report import apart
from tests.turnover.report_footage import RATE, Told, double_system, two_hander
from tests.turnover.test_report import Read, between


@pytest.fixture(scope="module")
def told() -> Told:
    return apart()


def shelf_of(told: Told) -> Shelf:
    return shelf_from(told.screenplay, told.lined, told.cut, {})


def cards(told: Told) -> tuple[Card, ...]:
    return cards_of(told.cut, shelf_of(told))


def card_text(told: Told, number: int) -> str:
    """Return what a card says, as one line of words."""
    article = between(told.page(), f'id="event-{number}"', "</article>")
    return " ".join(re.sub("<[^>]*>", " ", article).split())


def words_of(card: Card, line: str) -> str:
    """Return the words of a line that are heard under a card's picture."""
    spoken = next(one for one in card.spoken if one.line == line)
    return "".join(mark.text for mark in spoken.marks if mark.here).strip()


def test_the_page_is_whole(told: Told) -> None:
    read = Read(told.page())
    assert read.faults == []
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)


def test_there_is_a_card_for_every_picture_in_the_order_of_the_film(told: Told) -> None:
    """1.7 has three: MAREN, TOM who listens, MAREN again."""
    made = cards(told)
    assert [card.number for card in made] == list(range(1, 14))
    assert [card.event.line for card in made][6:9] == ["1.7"] * 3
    assert [card.kind for card in made if card.kind] == ["Reaction"]


@given(cut=apart_cuts())
@settings(max_examples=40)
def test_cards_and_the_command_line_number_events_alike(cut: Cut) -> None:
    shelf = shelf_from(Screenplay((), ()), LinedScript(cut.clips, (), ()), cut, {})
    made = {card.number: card for card in cards_of(cut, shelf)}
    assert [made[number].event for number in sorted(made)] == list(numbered(cut))
    for number, card in made.items():
        own = {sound.line for sound in card.own}
        assert {chosen.event.line for chosen in why(cut, number).sounds} == own


def test_a_reaction_says_who_is_heard_who_is_seen_and_from_which_takes(told: Told) -> None:
    text = card_text(told, 8)
    assert "1A-1 Reaction" in text
    assert "MAREN is heard, TOM is seen (the log says so)." in text
    assert "The words are from 1B-3, the picture is from 1A-1." in text
    unknown = told._replace(
        lined=replace(told.lined, clips=tuple(replace(c, on_camera=()) for c in told.lined.clips))
    )
    cut = replace(told.cut, clips=tuple(replace(c, on_camera=()) for c in told.cut.clips))
    assert "MAREN is heard; TOM listens while MAREN speaks." in card_text(unknown._replace(cut=cut), 8)


def test_who_is_in_the_picture_is_told_as_the_cut_took_it(told: Told) -> None:
    """The log had Tom in 1A; a person who was asked says both are, and it is the person who is believed."""
    assert "TOM is in the picture (the log)" in card_text(told, 8)
    word = InPicture("1A-1_A001C001.mov", ("MAREN", "TOM"), (), "a person")
    files = {clip.file for clip in told.lined.clips if clip.slate.setup == "1A"}
    asked = replace(told.cut, on_camera=tuple(replace(word, file=file) for file in sorted(files)))
    text = card_text(told._replace(cut=asked), 8)
    assert "MAREN and TOM are in the picture (a person)" in text
    page = told._replace(cut=asked).page()
    assert "MAREN and TOM are in the picture (a person)" in between(page, 'id="setups"', 'id="findings"')
    assert "Nobody says who is in the picture" in between(page, 'id="setups"', 'id="findings"')


def test_each_word_of_a_long_line_is_heard_under_one_picture(told: Told) -> None:
    """Your brother sold it. To a man who paints ducks, and he paid in cash."""
    made = cards(told)
    heard = [words_of(made[at], "1.7") for at in (6, 7, 8)]
    assert heard == ["Your brother sold it. To a man", "who paints ducks, and he", "paid in cash."]
    assert [made[at].spoken[0].part for at in (6, 7, 8)] == [
        "its beginning, under this picture",
        "its middle, under this picture",
        "its end, under this picture",
    ]


def test_the_way_back_from_a_reaction_is_told(told: Told) -> None:
    assert "Back to the picture of MAREN\N{RIGHT SINGLE QUOTATION MARK}s own words." in card_text(told, 9)


def test_a_split_edit_is_told_in_editors_words(told: Told) -> None:
    assert "Picture first, 16 frames. The picture changes 16 frames before the sound" in card_text(told, 12)
    assert "Sound first, 13 frames. The sound changes 13 frames before the picture" in card_text(told, 13)
    assert "Reactions 1 Split edits 2" in Read(told.page()).text


def test_the_words_that_reach_over_a_split_stand_with_the_picture_they_are_heard_under(told: Told) -> None:
    picture_first, sound_first = cards(told)[11], cards(told)[12]
    over = [(one.line, words_of(picture_first, one.line)) for one in picture_first.spoken]
    assert over == [
        ("1.9", "answered."),
        ("1.10", "And you said what, exactly?"),
        ("1.11", "That you were out. On"),
    ]
    assert [one.aside for one in picture_first.spoken] == [True, False, True]
    assert "MAREN … answered. Line 1.9, as written; its end, under this picture" in card_text(told, 12)
    assert words_of(sound_first, "1.11") == "the water."
    assert "goes on" not in card_text(told, 11), "the next card says that its picture is first"


def test_reasons_against_stand_apart_from_those_for_it(told: Told) -> None:
    text = card_text(told, 8)
    assert text.index("listener seen") < text.index("Against it") < text.index("pace")


def test_the_next_best_is_one_sentence_with_why_it_lost(told: Told) -> None:
    assert (
        "Next best was 1B-3 at 10:16:06:04, worth 0.8 less: this one has “listener seen” "
        "(TOM listens while MAREN speaks), and that one has not." in card_text(told, 8)
    )


def test_the_next_best_is_weighed_without_the_split_which_came_later(told: Told) -> None:
    shelf, event = shelf_of(told), told.cut.track("V1")[11]
    chosen = tuple(reason for reason in event.reasons if reason.name != "picture leads")
    worth = sum(reason.worth for reason in chosen)
    alike = Alternate(event.file, Span(0, 9, RATE), worth, chosen)
    assert next_best(replace(event, alternates=(alike,)), shelf).endswith(
        ", worth as much, the split edit left out: nothing tells them apart."
    )
    better = replace(alike, worth=worth + 0.5)
    assert "worth 0.5 more in this place alone, the split edit left out;" in next_best(
        replace(event, alternates=(better,)), shelf
    )
    worse = replace(alike, worth=worth - 2, reasons=(*chosen, Reason("jump cut", -2.0, "the same setup")))
    told_against = next_best(replace(event, alternates=(worse,)), shelf)
    assert told_against.endswith("left out: “jump cut” told against it (the same setup).")

    lesser = replace(chosen[0], worth=chosen[0].worth - 0.5)
    less = replace(alike, worth=worth - 0.5, reasons=(lesser, *chosen[1:]))
    amounts = f"{worth_text(lesser.worth)}, not {worth_text(chosen[0].worth)}"
    assert f"“{lesser.name}” told less for it, {amounts}" in next_best(
        replace(event, alternates=(less,)), shelf
    )


def test_choices_of_the_same_worth_are_told_apart_by_what_tells_for_each(told: Told) -> None:
    """Two reasons that weigh the same: nobody is told that one choice lost."""
    event = told.cut.track("V1")[7]
    chosen = sum(reason.worth for reason in event.reasons)
    other = Alternate(event.file, Span(0, 9, RATE), chosen, (Reason("circled", chosen, "1A-1 is circled"),))
    sentence = next_best(replace(event, alternates=(other,)), shelf_of(told))
    assert sentence.endswith(
        "worth as much: “listener seen” tells for this one as much as “circled” for that one."
    )


def test_the_page_and_the_command_line_say_alike_why_the_next_best_lost(told: Told) -> None:
    """Both stand on one comparison: how far behind, and on which reason most."""
    made = {card.number: card for card in cards(told)}
    seen = 0
    for number, card in made.items():
        chosen = why(told.cut, number).picture
        if chosen is None or chosen.next_best is None:
            continue
        best, seen = chosen.next_best, seen + 1
        if best.behind >= LEAST and best.lost_on:
            assert f"worth {worth_text(best.behind)[1:]} less" in card.next_best
            assert best.lost_on[0].name in card.next_best
            assert card.others[0].lost_on == best.lost_on[0].name
    assert seen > 3


def test_the_strip_shows_the_cuts_of_the_sound_against_those_of_the_picture(told: Told) -> None:
    made = cards(told)
    strip = strip_of(told.cut, made, (), shelf_of(told))
    assert len(strip.blocks) == 13
    assert len(strip.sounds) == 11
    seen, heard = {block.left for block in strip.blocks}, {sound.left for sound in strip.sounds}
    assert len(heard - seen) == 2, "two cuts of the sound lie where the picture is not cut"
    long = next(sound for sound in strip.sounds if sound.line == "1.7")
    assert (long.take, long.number) == ("1B-3", 7)


def test_a_line_that_is_seen_in_three_pictures_is_drawn_once_in_the_lined_script(told: Told) -> None:
    """Lines 1.7 and 1.8 run on in 1B-3 although TOM is seen in between; the bar runs on too."""
    shelf = shelf_of(told)
    used = used_readings(shelf, numbers_of(cards(told)))
    (scene,) = lined_scenes(told.screenplay, shelf, used)
    columns = [column.clip.name for group in scene.groups for column in group.columns]
    bars = {row.line or row.text: row.cells[columns.index("1B-3")] for row in scene.rows}
    assert [bars[line][0].event for line in ("1.7", "1.8", "1.9", "1.11")] == [7, 10, 11, 13]
    rain = next(cells for text, cells in bars.items() if text.startswith("Rain."))
    assert rain[0].look == "t u"
    other = {row.line: row.cells[columns.index("1A-1")] for row in scene.rows}
    assert all(bar.event is None for bar in other["1.8"]), "what 1A-1 says under the reaction is not heard"


def test_a_line_heard_over_another_take_gives_reasons_for_picture_and_sound(told: Told) -> None:
    events = list(told.cut.events)
    at = next(n for n, event in enumerate(events) if event.track == "V1" and event.line == "1.8")
    file = next(clip.file for clip in told.lined.clips if clip.name == "1A-1")
    events[at] = replace(
        events[at], file=file, source=Span(300, 350, RATE), reasons=(Reason("in step", 1.0, "fits"),)
    )
    text = card_text(told._replace(cut=replace(told.cut, events=tuple(events))), 10)
    assert "The words are from 1B-3, the picture is from 1A-1." in text
    assert "Why this picture +1.0 in step fits" in text
    assert "Why this sound, 1B-3 on A1" in text
    (sound,) = (event for event in told.cut.track("A1") if event.line == "1.8")
    assert f"sound {sound.confidence:.0%}".replace("%", " % sure") not in text, "it is as sure as the picture"
    events[at] = replace(events[at], confidence=0.52)
    text = card_text(told._replace(cut=replace(told.cut, events=tuple(events))), 10)
    assert "picture 52 % sure" in text
    assert f"sound {sound.confidence:.0%}".replace("%", " % sure") in text


def test_another_cameras_picture_of_the_same_moment_is_told_as_that() -> None:
    told = two_hander()
    a, b = (clip for clip in told.lined.clips if clip.name in ("1B-3", "1B-2"))
    named = {a.file: replace(a, angle=Angle("g", 0.0)), b.file: replace(b, angle=Angle("g", 0.0))}
    events = [
        replace(event, file=a.file if event.file == b.file else b.file)
        if event.track == "V1" and event.line == "1.8"
        else event
        for event in told.cut.events
    ]
    clips = tuple(named.get(clip.file, clip) for clip in told.lined.clips)
    cut = replace(told.cut, events=tuple(events), clips=clips)
    page = told._replace(cut=cut, lined=replace(told.lined, clips=clips))
    assert "The same moment as 1B-3, whose sound is heard, from another camera." in card_text(page, 8)


def test_a_recorders_words_are_followed_under_a_split_too() -> None:
    """The reading is in the picture's seconds, the sound in samples of a recorder that began before it."""
    told = double_system()
    events = list(told.cut.events)
    first, second = (
        next(n for n, e in enumerate(events) if (e.track, e.line) == ("V1", line)) for line in ("1.6", "1.7")
    )
    one, two = events[first], events[second]
    events[first] = replace(
        one,
        record=replace(one.record, end=one.record.end - 14),
        source=replace(one.source, end=one.source.end - 14),
    )
    events[second] = replace(
        two,
        record=replace(two.record, start=two.record.start - 14),
        source=replace(two.source, start=two.source.start - 14),
        leads=14,
    )
    made = cards(told._replace(cut=replace(told.cut, events=tuple(events))))
    assert words_of(made[5], "1.6") == "What happened on"
    assert words_of(made[6], "1.6") == "Thursday?"


def test_a_picture_without_words_says_what_it_shows_and_every_action_is_listed(told: Told) -> None:
    shown = told.cut.clips[0].file
    laid = ActionBeat(
        "1", 1, "He turns the key over.", "shot for it", file=shown, after="1.4", fact="So slated."
    )
    beats = (laid, ActionBeat("1", 2, "Rain.", "not covered", fact="No clip is left."))
    events = [
        replace(event, shows="beat", file=shown) if event.line == "1.4" else event
        for event in told.cut.events
        if (event.track, event.line) != ("A1", "1.4")
    ]
    page = told._replace(cut=replace(told.cut, events=tuple(events), beats=beats))
    assert "1-2 Beat" in card_text(page, 4)
    assert "He turns the key over." in card_text(page, 4)
    section = " ".join(re.sub("<[^>]*>", " ", between(page.page(), 'id="actions"', "</section>")).split())
    assert "1 of 2 is open" in section
    assert "Rain. Not covered No clip is left." in section
    assert 'id="actions"' not in told.page()


def test_what_a_person_decided_is_said_before_all_reasons(told: Told) -> None:
    pinned = replace(
        told.cut.events[0], reasons=(*told.cut.events[0].reasons, Reason(PINNED, 0.0, "Ines decided this"))
    )
    page = told._replace(cut=replace(told.cut, events=(pinned, *told.cut.events[1:])))
    text = card_text(page, 1)
    assert "Pinned. Ines decided this. Why this one" in text
    assert text.count("decided") == 1
