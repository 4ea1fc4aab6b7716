"""Which reading is taken, and why: the stories an editor would tell."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Cut, Event, Size, first_cut
from rushes.cut.choose import choose
from rushes.cut.idioms import OF_A_JOIN, OF_A_READING, OF_AN_OPENING, OF_GOING_ON, reasons, thousandths
from rushes.cut.of_joins import Join, Way
from rushes.cut.pauses import pause_between
from rushes.cut.selects import Bench, Select, lay_out
from rushes.screenplay import Scene, Screenplay
from tests.cut.making import days
from tests.cut.shooting import a_reading, a_script, a_take, crew, lined

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four / ANNA One two three four")


def cut_of(script: Screenplay, found: LinedScript, taste: str = "classic", **other: object) -> Cut:
    """Return the first cut."""
    return first_cut(script, found, TASTES[taste], **other)[0]  # type: ignore[arg-type]


def takes(cut: Cut) -> list[str]:
    """Return the takes of V1 in order."""
    return [event.file.removesuffix(".mov") for event in cut.track("V1")]


def names(event: Event) -> dict[str, float]:
    """Return the reasons of an event: name to worth."""
    return {reason.name: reason.worth for reason in event.reasons}


def a_run(take: str, *, slips: tuple[int, ...] = (), **other: object) -> list:  # type: ignore[type-arg]
    """Return the three lines of TALK played through in one take, half a second apart."""
    return [
        a_reading(f"1.{n}", take, 2.0 + 1.5 * (n - 1), slip="two" if n in slips else "", **other)  # type: ignore[arg-type]
        for n in (1, 2, 3)
    ]


def test_a_good_take_is_left_alone() -> None:
    """One take plays all three lines: no cut is made, though another is as good."""
    cut = cut_of(TALK, lined(TALK, *a_run("1-1"), *a_run("1A-1")))
    assert takes(cut) == ["1-1"] * 3
    assert [names(event).get("whole performance") for event in cut.track("V1")] == [None, 0.5, 0.5]


def test_an_altered_line_is_replaced_even_at_the_price_of_two_cuts() -> None:
    """The master slips in its second line; the closer setup covers it and the master comes back."""
    cut = cut_of(TALK, lined(TALK, *a_run("1-1", slips=(2,)), a_reading("1.2", "1A-1", 5.0)))
    assert takes(cut) == ["1-1", "1A-1", "1-1"]
    refused = cut.track("V1")[1].alternates[0]
    assert refused.worth < -20
    assert refused.reasons[0].fact == "3 of 4 words; “two” became “else”"


def test_even_a_jump_cut_in_a_bad_sound_is_better_than_wrong_words() -> None:
    """Everything else speaks for the altered reading: it still loses."""
    good = a_reading("1.2", "1-2", 5.0, clear=8.0)
    cut = cut_of(TALK, lined(TALK, *a_run("1-1", slips=(2,), clear=40.0), good))
    assert takes(cut) == ["1-1", "1-2", "1-1"]
    assert cut.track("V1")[1].look_because == ("Jump cut: 1-1 to 1-2: the same setup on both sides.",)


def test_when_every_reading_is_altered_the_nearest_to_the_script_is_used_and_says_so() -> None:
    near = a_reading("1.1", "1-1", 2.0, words="one two three four five", slip="two")
    far = a_reading("1.1", "1-2", 2.0, words="one two", slip="two")
    script = a_script("ANNA One two three four five")
    event = cut_of(script, lined(script, near, far)).track("V1")[0]
    assert event.file == "1-1.mov"
    assert event.needs_look
    assert event.look_because == ("The best reading is altered: 4 of 5 words; “two” became “else”.",)


def test_a_scene_opens_wide() -> None:
    """The master is the bare scene number; the fact says that this is a custom and was not seen."""
    first = a_script("ANNA One two three four")
    cut = cut_of(first, lined(first, a_reading("1.1", "1A-1", 2.0), a_reading("1.1", "1-1", 2.0)))
    assert takes(cut) == ["1-1"]
    wide = next(reason for reason in cut.events[0].reasons if reason.name == "start wide")
    assert wide.worth == 2.0
    assert wide.fact == "1 is wide by the custom of slates (the bare scene number), not seen"


def test_a_size_that_was_seen_overrules_the_custom() -> None:
    first = a_script("ANNA One two three four")
    found = lined(first, a_reading("1.1", "1A-1", 2.0), a_reading("1.1", "1-1", 2.0))
    cut = cut_of(first, found, sizes={"1A": Size.WIDE, "1": Size.CLOSE})
    assert takes(cut) == ["1A-1"]
    assert cut.events[0].reasons[-1].fact == "1A is wide as a person says"


def test_noise_is_left_as_soon_as_there_is_a_clean_take() -> None:
    """An aeroplane over the second line of the master: 10 dB."""
    master = [
        a_reading("1.1", "1-1", 2.0),
        a_reading("1.2", "1-1", 3.5, clear=6.0),
        a_reading("1.3", "1-1", 5),
    ]
    cut = cut_of(TALK, lined(TALK, *master, a_reading("1.2", "1A-1", 5.0, clear=40.0)))
    assert takes(cut) == ["1-1", "1A-1", "1-1"]


def test_a_circled_take_is_used() -> None:
    circled = a_take("1-1", circled=True)
    assert takes(cut_of(TALK, lined(TALK, *a_run("1-1"), *a_run("1-2"), clips=[circled]))) == ["1-1"] * 3


def test_of_equal_takes_the_later_is_used() -> None:
    """It was shot because the earlier would not do; but that is no reason and has no worth."""
    cut = cut_of(TALK, lined(TALK, *a_run("1-1"), *a_run("1-3"), *a_run("1-2")))
    assert takes(cut) == ["1-3"] * 3
    assert cut.events[0].alternates[0].worth == cut.events[0].alternates[1].worth


def test_a_reason_says_where_a_take_was_circled() -> None:
    """In the script log, by the recorder, or in its name, which needs no saying."""
    facts = []
    for by in ("script log", "recorder", ""):
        take = a_take("1-1", circled=True)
        take = replace(take, slate=replace(take.slate, circled_by=by))
        cut = cut_of(TALK, lined(TALK, *a_run("1-1"), *a_run("1-2"), clips=[take]))
        reasons = {reason.name: reason.fact for event in cut.events for reason in event.reasons}
        facts.append(reasons["circled"])
    assert facts == [
        "1-1 is circled in the script log",
        "1-1 is circled by the recorder",
        "1-1 is a circled take",
    ]


def test_a_take_marked_no_good_is_not_used() -> None:
    spoilt = a_take("1-2")
    spoilt = replace(spoilt, slate=replace(spoilt.slate, no_good=True))
    assert takes(cut_of(TALK, lined(TALK, *a_run("1-1"), *a_run("1-2"), clips=[spoilt]))) == ["1-1"] * 3


def test_the_director_talks_between_two_lines() -> None:
    """The take does not run on then: a cut is due, and to another setup rather than within it."""
    master = a_run("1-1")
    talk = crew("1-1", 3.05, 3.35, "again please")
    closer = [a_reading("1.2", "1A-1", 5.0), a_reading("1.3", "1A-1", 6.5)]
    cut = cut_of(TALK, lined(TALK, *master, talk, *closer))
    assert takes(cut) == ["1-1", "1A-1", "1A-1"]


def test_a_reset_in_the_take_is_another_pass_and_no_running_on() -> None:
    """1.1, then 1.1 again, then 1.2: the second pass runs on into 1.2, the first does not."""
    first, again = a_reading("1.1", "1-1", 2.0), a_reading("1.1", "1-1", 4.0, pass_number=2)
    script = a_script("ANNA One two three four / BEN One two three four")
    cut = cut_of(script, lined(script, first, again, a_reading("1.2", "1-1", 5.5)))
    assert cut.track("V1")[0].source.start_s > 3.0
    assert cut.track("V1")[0].source.end == cut.track("V1")[1].source.start


@pytest.mark.parametrize(
    ("between", "joined"),
    [("", False), ("(beat) / ", True), ("> He gets up. / ", True), ("(angry) / ", False)],
)
def test_a_long_quiet_is_acting_only_where_the_page_has_something_there(
    between: str, *, joined: bool
) -> None:
    """Four seconds of nothing are kept for a written beat or an action; else they are a stop."""
    script = a_script(f"ANNA One two three four / {between}BEN One two three four")
    cut = cut_of(script, lined(script, a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1-1", 7.0)))
    first, second = cut.track("V1")
    assert (first.source.end == second.source.start) is joined
    assert ("no jump cut" in names(second)) is not joined


def test_from_wide_to_close_goes_by_way_of_medium() -> None:
    """The second line is covered by a medium and a close setup; the step decides."""
    script = a_script("ANNA One two three four / BEN One two three four")
    found = [a_reading("1.1", "1-1", 2.0), *(a_reading("1.2", take, 2.0) for take in ("1A-1", "1B-1"))]
    cut = cut_of(script, lined(script, *found))
    assert takes(cut) == ["1-1", "1A-1"]
    lost = [
        reason for reason in cut.events[1].alternates[0].reasons if reason.name == "sizes change by steps"
    ]
    assert lost[0].fact == "wide to close (by the custom of slates)"


def test_a_very_short_line_is_not_worth_a_cut() -> None:
    script = a_script("ANNA One two three four / BEN Yes / ANNA One two three four")
    master = [a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1-1", 3.4, words="yes", clear=26.0)]
    master.append(a_reading("1.3", "1-1", 4.0))
    found = lined(script, *master, a_reading("1.2", "1A-1", 3.0, words="yes", clear=40.0))
    assert takes(cut_of(script, found)) == ["1-1"] * 3


def test_the_camera_is_on_whom_the_microphone_is_near() -> None:
    """Two singles of a dialogue: each voice is 8 dB nearer in its own, and the cut goes to who speaks."""
    script = a_script(" / ".join(f"{who} One two three four" for who in ("ANNA", "BEN", "ANNA", "BEN")))
    found = []
    for take, near in (("1A-1", "ANNA"), ("1B-1", "BEN")):
        for n, who in enumerate(("ANNA", "BEN", "ANNA", "BEN"), 1):
            level = 28.0 if who == near else 20.0
            found.append(a_reading(f"1.{n}", take, 1.5 * n, clear=level))
    cut = cut_of(script, lined(script, *found))
    assert takes(cut) == ["1A-1", "1B-1", "1A-1", "1B-1"]
    fact = next(r.fact for r in cut.events[1].reasons if r.name == "speaker on mic")
    assert fact == "BEN is 8 dB nearer in 1B: probably on camera (by ear, not seen)"


def test_two_cameras_on_one_take_are_the_same_performance() -> None:
    """From camera A to camera B of take 1 is no jump cut, and better than another take."""
    script = a_script("ANNA One two three four / BEN One two three four")
    found = [
        a_reading("1.1", "1A-1a", 2.0),
        a_reading("1.2", "1A-1b", 3.5),
        a_reading("1.2", "1C-1", 3.5),
    ]
    cut = cut_of(script, lined(script, *found))
    assert takes(cut) == ["1A-1a", "1A-1b"]
    assert names(cut.events[1])["whole performance"] == 0.25


def test_both_voices_of_a_dual_dialogue_stay_in_one_take() -> None:
    """They overlap in the take; it plays both, and the seam between them is no cut."""
    script = a_script("ANNA One two three four / BEN^ One two three four")
    both = [a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1-1", 2.3)]
    apart = [a_reading("1.1", "1-2", 2.0, clear=40.0), a_reading("1.2", "1A-2", 2.0, clear=40.0)]
    cut = cut_of(script, lined(script, *both, *apart))
    first, second = cut.track("V1")
    assert takes(cut) == ["1-1", "1-1"]
    assert first.source.end == second.source.start
    assert second.source.end_s > 3.25
    assert not second.needs_look


def test_voices_that_had_to_be_cut_apart_ask_for_a_look() -> None:
    script = a_script("ANNA One two three four / BEN^ One two three four")
    cut = cut_of(script, lined(script, a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1A-1", 2.0)))
    assert cut.events[1].look_because == ("The page has two voices at once; here one plays after the other.",)


def test_clips_without_a_slate_are_cut_on_words_and_sound_alone() -> None:
    """No size, no setup, no jump cut is claimed where nothing is known."""
    found = [a_reading(f"1.{n}", f"clip {n}", 2.0) for n in (1, 2, 3)]
    cut = cut_of(TALK, lined(TALK, *found))
    told = {name for event in cut.events for name in names(event)}
    assert told <= {"as written", "surely heard", "clear sound", "picture leads", "sound leads"}


def test_a_probable_mishearing_loses_to_an_altered_reading() -> None:
    """A reading that is as written only with odds of one to forty is probably no reading at all."""
    script = a_script("ANNA One two three four")
    ghost, altered = a_reading("1.1", "1-1", 2.0, sure=0.024), a_reading("1.1", "1-2", 2.0, slip="two")
    assert takes(cut_of(script, lined(script, ghost, altered))) == ["1-2"]


def test_the_intimate_taste_goes_in_as_the_scene_goes_on() -> None:
    script = a_script(" / ".join("ANNA One two three four" for _ in range(9)))
    found = [a_reading(f"1.{n}", take, 1.5 * n) for n in range(1, 10) for take in ("1-1", "1A-1", "1B-1")]
    assert takes(cut_of(script, lined(script, *found))) == ["1-1"] * 9
    closer = takes(cut_of(script, lined(script, *found), "intimate"))
    assert closer == sorted(closer)
    assert set(closer) == {"1-1", "1A-1", "1B-1"}


def way_of(bench: Bench, scene: Scene, before: Select, now: Select) -> Way:
    """Tell how one select follows another, pair by pair, without any table."""
    if bench.runs_on(before, now, pause_between(scene, before.line.id, now.line.id)):
        return Way.RUNS_ON
    if before.clip.file == now.clip.file:
        return Way.SKIPS
    same = before.clip.slate.setup == now.clip.slate.setup and before.clip.slate.take == now.clip.slate.take
    return Way.OTHER_CAMERA if same and before.sisters and now.sisters else Way.OTHER_CLIP


def worth_of(bench: Bench, scene: Scene, path: tuple[Select, ...]) -> int:
    """Return the worth of a path as the plain sum of all its reasons, in thousandths."""
    total = sum(thousandths(reasons(OF_A_READING, select, CLASSIC)) for select in path)
    total += thousandths(reasons(OF_AN_OPENING, path[0], CLASSIC))
    duals = [line.id for line in scene.lines if line.dual]
    together = list(zip(duals[::2], duals[1::2], strict=False))
    for before, now in pairwise(path):
        pair = (before.line.id, now.line.id) in together
        answer = before.line.character != now.line.character
        join = Join(before, now, way_of(bench, scene, before, now), pair, answer)
        total += thousandths(reasons(OF_A_JOIN, join, CLASSIC))
        if join.way is Way.RUNS_ON:
            total += thousandths(reasons(OF_GOING_ON, join, CLASSIC))
    return total


@given(days())
@settings(max_examples=60)
def test_no_path_is_worth_more_and_every_margin_is_true(day: tuple[Screenplay, LinedScript]) -> None:
    """All paths of small scenes, summed reason by reason: the best is the one taken, at every line."""
    script, found = day
    bench, _ = lay_out(script, found)
    for scene in script.scenes:
        choices = choose(scene, bench, CLASSIC)
        options = [bench.selects[choice.line.id] for choice in choices]
        if not options:
            continue
        worths = {
            path: worth_of(bench, scene, tuple(options[n][r] for n, r in enumerate(path)))
            for path in product(*(range(len(of_line)) for of_line in options))
        }
        best = max(worths.values())
        taken = tuple(options[n].index(choice.select) for n, choice in enumerate(choices))
        assert worths[taken] == best
        assert sum(thousandths(choice.reasons) for choice in choices) == best
        for n, choice in enumerate(choices):
            others = [worth for path, worth in worths.items() if path[n] != taken[n]]
            assert choice.margin == ((best - max(others)) / 1000 if others else None)
