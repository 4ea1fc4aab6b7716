"""The cut as a whole: its record, its rate, what is missing, and what a person is told."""

from fractions import Fraction

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, first_cut
from rushes.cut.choose import MOST_OTHERS
from rushes.cut.laying import rate_of_most
from tests.cut.shooting import a_reading, a_script, a_take, lined

CLASSIC = TASTES["classic"]
TALK = a_script("ANNA One two three four / BEN One two three four / ANNA One two three four")


def test_a_line_that_nobody_spoke_is_missing_where_it_should_stand() -> None:
    """The second of three lines: its place is the frame at which the third begins."""
    found = lined(TALK, a_reading("1.1", "1-1", 2.0), a_reading("1.3", "1A-1", 2.0))
    cut, findings = first_cut(TALK, found, CLASSIC)
    (missing,) = cut.missing
    assert (missing.line, missing.character, missing.text) == ("1.2", "BEN", "One two three four")
    assert missing.at == cut.track("V1")[1].record.start > 0
    assert findings == ()


def test_nothing_at_all_was_heard() -> None:
    """A cut without events is a cut: every line is missing at 0, and a finding says it of the scene."""
    clip = a_take("1-1", rate=Fraction(30000, 1001))
    cut, findings = first_cut(TALK, LinedScript((clip,), TALK.lines, ()), CLASSIC)
    assert cut.events == ()
    assert cut.frames == 0
    assert cut.rate == Fraction(30000, 1001)
    assert [(line.line, line.at) for line in cut.missing] == [("1.1", 0), ("1.2", 0), ("1.3", 0)]
    assert [finding.kind for finding in findings] == ["scene not covered"]


def test_no_footage_and_no_lines() -> None:
    cut, findings = first_cut(a_script("> Rain."), LinedScript((), (), ()), CLASSIC)
    assert (cut.events, cut.missing, cut.rate) == ((), (), Fraction(24))
    assert findings[0].fact.startswith("Scene 1, INT. ROOM 1 - DAY, has no dialogue")


def test_a_scene_of_action_alone_is_named_with_its_place_in_the_film() -> None:
    """Between two scenes of dialogue: at the end of the first."""
    script = a_script("ANNA One two three four", "> Rain on the window.", "BEN One two three four")
    found = lined(script, a_reading("1.1", "1-1", 5.0), a_reading("3.1", "3-1", 5.0))
    cut, findings = first_cut(script, found, CLASSIC)
    (finding,) = findings
    assert finding.kind == "scene without dialogue"
    assert finding.subject == "2"
    assert finding.advice == "Cut it by hand at 00:00:02:06 of the film."
    assert cut.track("V1")[0].record.end == 56


def test_scenes_are_joined_in_order_and_each_opens_for_itself() -> None:
    """The same clip covers the end of one scene and the start of the next: no whole performance there."""
    script = a_script("ANNA One two three four", "BEN One two three four")
    found = lined(script, a_reading("1.1", "1-1", 2.0), a_reading("2.1", "1-1", 3.3))
    first, second = first_cut(script, found, CLASSIC)[0].track("V1")
    assert first.record.end == second.record.start
    assert not [reason for reason in second.reasons if reason.name in ("whole performance", "no jump cut")]


def test_the_cut_runs_at_the_rate_of_most_used_clips() -> None:
    """Two clips at 25 and one at 24000/1001; the odd one keeps its seconds, and a finding says so."""
    odd = a_take("1B-1", rate=Fraction(24000, 1001))
    found = lined(
        TALK,
        a_reading("1.1", "1-1", 2.0),
        a_reading("1.2", "1B-1", 2.0, rate=odd.rate),
        a_reading("1.3", "1A-1", 2.0),
        clips=[odd],
    )
    cut, findings = first_cut(TALK, found, CLASSIC)
    event = cut.track("A1")[1]
    assert cut.rate == 25
    assert event.source.rate == odd.rate
    assert abs(event.source.seconds - event.record.seconds) <= Fraction(1, 50)
    assert [(finding.kind, finding.subject) for finding in findings] == [("mixed rates", "1B-1.mov")]
    assert first_cut(TALK, found, CLASSIC, Fraction(24))[0].rate == 24


def test_of_equally_many_the_rate_with_more_footage_wins() -> None:
    short, long = a_take("1-1", rate=Fraction(30), frames=100), a_take("1-2", frames=5000)
    assert rate_of_most([short, long]) == rate_of_most([long, short]) == 25


def test_a_rate_without_a_name_makes_no_film() -> None:
    """A telephone keeps even time, but its own: 29.983. The film counts what editing systems can."""
    phone = a_take("1-1", rate=Fraction(90000, 3002))
    assert rate_of_most([phone, phone]) == Fraction(30000, 1001)
    cut, findings = first_cut(
        TALK, lined(TALK, a_reading("1.1", "1-1", 2.0, rate=phone.rate), clips=[phone]), CLASSIC
    )
    assert (cut.rate, cut.track("V1")[0].source.rate) == (Fraction(30000, 1001), phone.rate)
    assert "mixed rates" in [finding.kind for finding in findings]


def test_a_long_running_shot_at_another_rate_drifts_by_half_a_frame_at_most() -> None:
    """Forty lines in one take at 23.976 in a film at 25: rounded once for the shot, not at each line."""
    script = a_script(" / ".join("ANNA One two three four" for _ in range(40)))
    rate = Fraction(24000, 1001)
    readings = [a_reading(f"1.{n}", "1-1", 1.37 * n, rate=rate) for n in range(1, 41)]
    cut, _ = first_cut(
        script, lined(script, *readings, clips=[a_take("1-1", rate=rate)]), CLASSIC, Fraction(25)
    )
    events = cut.track("V1")
    source = Fraction(events[-1].source.end - events[0].source.start) / rate
    assert abs(source - cut.frames / cut.rate) <= Fraction(1, 50)


def test_clips_stand_in_order_of_first_use() -> None:
    found = lined(
        TALK, *(a_reading(f"1.{n}", take, 2.0) for n, take in ((1, "1B-1"), (2, "1-1"), (3, "1B-1")))
    )
    cut, _ = first_cut(TALK, found, CLASSIC)
    assert [clip.file for clip in cut.clips] == ["1B-1.mov", "1-1.mov"]
    assert [event.track for event in cut.events] == ["V1"] * 3 + ["A1"] * 3


def test_sound_without_a_picture_is_no_event_but_a_finding() -> None:
    """The line begins after the last frame of its clip: it is missing, and the finding says where it is."""
    script = a_script("ANNA One two three four")
    cut, findings = first_cut(
        script, lined(script, a_reading("1.1", "1-1", 9.0), clips=[a_take("1-1", frames=100)]), CLASSIC
    )
    assert [line.line for line in cut.missing] == ["1.1"]
    assert [finding.kind for finding in findings] == ["reading without picture", "scene not covered"]


def test_a_clip_of_variable_rate_is_used_last_and_asks_for_a_look() -> None:
    script = a_script("ANNA One two three four")
    phone = a_take("phone", variable_rate=True)
    only = lined(script, a_reading("1.1", "phone", 2.0), clips=[phone])
    assert first_cut(script, only, CLASSIC)[0].events[0].look_because == (
        "The clip's frame rate varies: check that picture and sound agree.",
    )
    both = lined(script, a_reading("1.1", "phone", 2.0), a_reading("1.1", "other", 2.0), clips=[phone])
    assert first_cut(script, both, CLASSIC)[0].events[0].file == "other.mov"


def test_four_hundred_takes_of_one_scene() -> None:
    """A director who shoots on: the cut still stays in one take."""
    readings = [
        a_reading(f"1.{n}", f"1{'ABCDEFGH'[take % 8]}-{take // 8 + 1}", 2.0 + 1.5 * n)
        for take in range(400)
        for n in (1, 2, 3)
    ]
    cut, _ = first_cut(TALK, lined(TALK, *readings), CLASSIC)
    assert len({event.file for event in cut.events}) == 1
    assert len(cut.events[0].alternates) == MOST_OTHERS
