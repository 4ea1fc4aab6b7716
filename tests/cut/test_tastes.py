"""Tastes: the table, its refusals, and what must hold whatever the weights."""

import pickle
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Taste, UnknownReason, UnknownTaste, first_cut, taste_named
from rushes.cut.idioms import NAMES, OF_A_JOIN, OF_A_READING, OF_AN_OPENING, OF_GOING_ON
from rushes.cut.of_joins import Join, Way
from rushes.cut.of_pictures import speaker_on_mic, speaker_seen
from rushes.cut.of_readings import as_written
from rushes.cut.own_taste import WORDS, doubts_about, swing
from rushes.cut.selects import lay_out
from rushes.screenplay import Screenplay
from tests.cut.making import days
from tests.cut.shooting import a_reading, a_script, lined


def test_an_unknown_taste_is_refused_and_the_others_are_named() -> None:
    with pytest.raises(UnknownTaste) as refused:
        taste_named("baroque")
    assert str(refused.value) == (
        "There is no taste called 'baroque'; the ones there are: classic, intimate, restless, "
        "documentary of the take. A file of one's own ends in .toml."
    )
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    assert taste_named("classic") is TASTES["classic"]


def test_tastes_are_found_by_what_they_were_called_and_however_they_are_typed() -> None:
    """Whoever wrote a name into a script of theirs keeps a cut; the cut tells the new name."""
    assert taste_named("theatre") is TASTES["documentary of the take"]
    assert taste_named("closer") is TASTES["intimate"]
    assert taste_named("documentary-of-the-take") is taste_named("Documentary of the Take")


def test_every_taste_says_what_it_is_for_and_weighs_every_reason() -> None:
    for name, taste in TASTES.items():
        assert taste.name == name
        assert taste.why.endswith(".")
        assert set(taste.weights) == set(NAMES)


def test_a_misspelled_reason_is_refused_and_does_not_weigh_nothing_silently() -> None:
    script = a_script("ANNA One")
    with pytest.raises(UnknownReason, match="weighs 'jump cuts', which is no reason"):
        first_cut(script, lined(script), Taste("mine", {"jump cuts": 3.0}))


def test_a_taste_that_weighs_nothing_still_cuts() -> None:
    script = a_script("ANNA One two three four")
    cut, _ = first_cut(script, lined(script, a_reading("1.1", "1-1", 2.0)), Taste("none", {}))
    assert cut.events[0].reasons == ()
    assert cut.events[0].worth == 0


@pytest.mark.parametrize("taste", TASTES.values(), ids=list(TASTES))
def test_wrong_words_cost_more_than_everything_else_together_can_earn(taste: Taste) -> None:
    """By the bounds of the idioms: at one line, its opening and its two joins, in every taste.

    A line has its other voice on one side only. Pictures that are laid over a line change no word of it.
    """
    weigh = taste.weight_of
    apart = {"as written", "surely heard", "speaker seen", "speaker on mic"}
    once = [idiom for idiom in (*OF_A_READING, *OF_AN_OPENING) if idiom.name not in apart]
    could = sum((idiom.most - idiom.least) * weigh(idiom.name) for idiom in once)
    could += 2 * max(weigh("speaker seen"), weigh("speaker on mic")) + weigh("voices together")
    kept, cut = weigh("whole performance"), max(weigh("no jump cut"), weigh("crosses the line"))
    earns = kept + weigh("sizes match")
    costs = max(1.5 * weigh("pace"), cut + weigh("sizes change by steps") + weigh("short lines stay"))
    could += 2 * (earns + costs)
    assert could == pytest.approx(swing(taste))
    assert least_gap() == WORDS
    assert could < WORDS * taste.weights["as written"]
    assert doubts_about(taste) == ()


def least_gap() -> float:
    """Return by how much the idiom sets the worst good reading over the best altered one."""
    script = a_script("ANNA One two three four")
    good, bad = a_reading("1.1", "1-1", 2.0), a_reading("1.1", "1-2", 2.0, slip="two")
    found = lined(script, good, replace(bad, fidelity=1.0))
    by_kind = {select.reading.kind: select for select in lay_out(script, found)[0].selects["1.1"]}
    return as_written(by_kind["as written"])[0] - as_written(by_kind["altered"])[0]


@pytest.mark.parametrize("taste", TASTES.values(), ids=list(TASTES))
def test_who_is_probably_no_reading_at_all_is_not_heard_for_its_words(taste: Taste) -> None:
    """The ear's doubt may outweigh even that: a ghost of one to fifty loses to a sure altered one."""
    script = a_script("ANNA One two three four")
    ghost, altered = a_reading("1.1", "1-1", 2.0, sure=0.02), a_reading("1.1", "1-2", 2.0, slip="two")
    cut, _ = first_cut(script, lined(script, ghost, altered), taste)
    assert cut.track("A1")[0].file == "1-2.mov"


@given(days())
@settings(max_examples=60)
def test_every_idiom_stays_within_its_bounds(day: tuple[Screenplay, LinedScript]) -> None:
    """And the bounds stand in the table, so that the proof above is one."""
    script, found = day
    bench, _ = lay_out(script, found)
    selects = [select for of_line in bench.selects.values() for select in of_line]
    for select in selects:
        for idiom in (*OF_A_READING, *OF_AN_OPENING):
            said = idiom.say(select)
            assert said is None or (idiom.least <= said[0] <= idiom.most and said[1])
        assert speaker_seen(select) is None or speaker_on_mic(select) is None
    for before, now in pairwise(selects):
        for way in Way:
            for join_idiom in (*OF_A_JOIN, *OF_GOING_ON):
                said = join_idiom.say(Join(before, now, way, dual=way is Way.RUNS_ON))
                assert said is None or (join_idiom.least <= said[0] <= join_idiom.most and said[1])
                runs_on = join_idiom.name in {"whole performance", "pace"}
                assert said is None or way is not Way.RUNS_ON or runs_on
                assert said is None or way is Way.RUNS_ON or join_idiom.name != "pace"


@given(days())
@settings(max_examples=60)
def test_an_altered_reading_is_used_only_where_no_good_one_was_surely_heard(
    day: tuple[Screenplay, LinedScript],
) -> None:
    """On any day, in any taste: a sure good reading of a line is never left for an altered one."""
    script, found = day
    sure = replace(found, readings=tuple(replace(reading, confidence=1.0) for reading in found.readings))
    usable = {line for line, selects in lay_out(script, sure)[0].selects.items() if _has_good(selects)}
    for taste in TASTES.values():
        for event in first_cut(script, sure, taste)[0].track("A1"):
            heard = [
                reading.kind
                for reading in sure.readings
                if (reading.line, reading.file) == (event.line, event.file)
                and event.source.start_s <= reading.in_s < event.source.end_s
            ]
            assert event.line not in usable or "as written" in heard


def _has_good(selects: object) -> bool:
    return any(select.reading.kind == "as written" for select in selects)  # type: ignore[attr-defined]
