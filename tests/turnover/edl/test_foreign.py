"""Lists that anybody wrote are opened as they mean it, or refused with the reason."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.turnover.dialects import NotThisDialect
from rushes.turnover.dialects.edl import read_list, write
from rushes.turnover.model import Timeline
from tests.turnover.making import clip, cuts, spoken

HEAD = "TITLE: Reel 1\nFCM: NON-DROP FRAME\n"


def opened(events: str, head: str = HEAD, rate: Fraction | None = None) -> Timeline:
    return read_list((head + events).encode(), rate)[0]


def places(timeline: Timeline) -> list[tuple[str, int, int]]:
    """Return track, first source frame and first record frame of each clip."""
    return [(one.track, int(one.source_in), one.record_in) for one in timeline.placed]


def kinds(events: str, head: str = HEAD) -> list[str]:
    return [finding.kind for finding in read_list((head + events).encode())[1]]


def test_an_event_stands_on_every_track_of_its_channels() -> None:
    timeline = opened("001  A001 AA/V C 10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00\nAUD  3    4\n")
    assert [one.track for one in timeline.placed] == ["V1", "A1", "A2", "A3", "A4"]


@pytest.mark.parametrize(
    ("written", "tracks"),
    [
        ("V", ["V1"]),
        ("V2", ["V2"]),
        ("A", ["A1"]),
        ("A12", ["A12"]),
        ("B", ["V1", "A1"]),
        ("A2/V", ["V1", "A2"]),
        ("AA", ["A1", "A2"]),
    ],
)
def test_words_for_channels(written: str, tracks: list[str]) -> None:
    event = f"001  A001  {written}  C  10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00\n"
    assert [one.track for one in opened(event).placed] == tracks


@pytest.mark.parametrize(
    "reel",
    ["A001", "A_0022C003_241016_092821_h1F4X", "UNILOGO_2012_S235_MONO_DNX175X.M", "TEMP ADR", "片名", "001"],
)
def test_a_reel_may_be_long_hold_spaces_and_be_of_any_script(reel: str) -> None:
    (one,) = opened(
        f"000001  {reel}  V     C        10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00 \r\n"
    ).placed
    assert one.reel == reel


def test_a_dissolve_is_a_cut_where_it_begins_and_each_side_has_its_name() -> None:
    events = (
        "001  AX V C 00:00:00:00 00:00:04:00 01:00:00:00 01:00:04:00\n"
        "* FROM CLIP NAME: ONE\n"
        "002  AX V C 00:00:04:00 00:00:04:00 01:00:04:00 01:00:04:00\n"
        "002  A2 V D    012 00:00:10:00 00:00:13:00 01:00:04:00 01:00:07:00\n"
        "EFFECTS NAME IS CROSS DISSOLVE\n"
        "* FROM CLIP NAME: ONE\n* TO CLIP NAME: TWO\n"
    )
    first, second = opened(events).placed
    assert (first.name, first.effects) == ("ONE", ())
    assert (second.name, second.reel) == ("TWO", "A2")
    assert second.effects == ("dissolve CROSS DISSOLVE, 12 frames",)
    assert kinds(events) == ["rate not told", "transitions"]


def test_a_wipe_to_black_leaves_a_gap() -> None:
    events = (
        "001  AX AA C 00:00:29:01 00:00:29:01 00:01:59:01 00:01:59:01\n"
        "001  BL AA W001 025 00:00:00:00 00:00:10:20 00:01:59:01 00:02:10:21\n"
    )
    assert opened(events).placed == ()
    assert "transitions" in kinds(events)


@pytest.mark.parametrize(
    ("told", "speed"),
    [
        ("031.7", Fraction(317, 240)),
        ("-25.0", Fraction(-25, 24)),
        ("000.0", Fraction(0)),
        ("024.0", Fraction(1)),
    ],
)
def test_numbers_after_m2_are_frames_a_second(told: str, speed: Fraction) -> None:
    events = (
        "004  A192C008_160909_R1BY V C 19:26:32:20 19:26:33:21 01:00:50:18 01:00:51:19\n"
        f"M2      A192C008_160909_R1BY                      {told} 19:26:32:20\n"
    )
    assert opened(events).placed[0].speed == speed


def test_of_two_speeds_in_a_transition_each_goes_to_its_reel() -> None:
    events = (
        "001  ONE V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
        "001  TWO V D 012 00:00:00:00 00:00:02:00 01:00:01:00 01:00:02:00\n"
        "M2   ONE 024.0 00:00:00:00\nM2   TWO -48.0 00:00:00:00\n"
    )
    assert [one.speed for one in opened(events).placed] == [1, -2]


def test_drop_frame_is_told_by_a_semicolon() -> None:
    timeline = opened("001  A V C 00:01:00;02 00:02:00;02 01:01:00;02 01:02:00;02\n", "TITLE: X\n")
    assert (timeline.drop, timeline.rate, timeline.start) == (True, Fraction(30000, 1001), 109692)
    assert places(timeline) == [("V1", 1800, 0)]
    assert timeline.placed[0].record_out == 1798


def test_drop_frame_is_told_by_fcm_where_no_semicolon_is() -> None:
    head = "TITLE: X\nFCM: DROP FRAME\n"
    timeline = opened("001  A V C 00:01:00:02 00:02:00:02 01:01:00:02 01:02:00:02\n", head)
    assert (timeline.drop, timeline.rate) == (True, Fraction(30000, 1001))
    assert places(timeline) == [("V1", 1800, 0)]
    assert timeline.placed[0].record_out == 1798


def test_a_switch_of_fcm_inside_a_list_is_the_sources() -> None:
    head = "TITLE: X\nFCM: DROP FRAME\n"
    events = (
        "001  A V C 00:01:00:02 00:02:00:02 01:01:00:02 01:02:00:02\nFCM: NON-DROP FRAME\n"
        "002  B V C 00:01:00:02 00:01:01:02 01:02:00:02 01:02:01:02\n"
    )
    assert places(opened(events, head)) == [("V1", 1800, 0), ("V1", 1802, 1798)]


def test_a_colon_beside_semicolons_is_non_drop() -> None:
    """Ours are written so: the sign tells each timecode, and FCM the film."""
    head = "TITLE: X\nFCM: DROP FRAME\n"
    assert (
        opened("001  A V C 00:01:00:02 00:01:01:02 01:01:00;02 01:01:01;02\n", head).placed[0].source_in
        == 1802
    )


def test_a_split_delays_sound_only_where_one_line_has_both() -> None:
    both = "SPLIT:    AUDIO DELAY=  00:00:00:05\n001  A B C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    assert places(opened(both)) == [("V1", 0, 0), ("A1", 5, 5)]
    apart = (
        "SPLIT:    AUDIO DELAY=  00:00:00:05\n"
        "001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
        "001  A A C 00:00:00:05 00:00:01:00 01:00:00:05 01:00:01:00\n"
    )
    assert places(opened(apart)) == [("V1", 0, 0), ("A1", 5, 5)]


def test_avids_late_sound_is_as_long_as_its_place_and_is_told() -> None:
    event = "001  SR005  A  C  09:00:00:00 09:00:01:01 01:00:00:00 01:00:01:00\n"
    assert opened(event).placed[0].source_out - opened(event).placed[0].source_in == 24
    assert kinds(event) == ["rate not told", "sound ends late"]
    assert kinds(event.replace(" A ", " V ")) == ["rate not told", "speed not told"]


def test_colours_remarks_and_licences_are_read_past_and_nonsense_is_told() -> None:
    event = "001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    known = (
        "*ASC_SOP (1.0 1.0 1.0)(0.0 0.0 0.0)(1.0 1.0 1.0)\n*ASC_SAT 0.9\nREM MIT License\n>>> SOURCE A B\n"
    )
    assert kinds(event + known) == ["rate not told"]
    assert kinds(event + known + "who wrote this?\n") == ["rate not told", "lines not understood"]


def test_locators_are_marks_of_the_film() -> None:
    event = "001  A V C 00:00:00:00 00:00:04:00 01:00:00:00 01:00:04:00\n"
    marks = opened(event + "*LOC: 1:00:01:00  YELLOW  DRA_001\n* LOC: 01:00:02:00 RED \n").marks
    assert marks == ((24, "DRA_001"), (48, "RED"))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_may_say_its_letters_in_several_ways(coding: str) -> None:
    text = (
        HEAD + "001  A V C 00:00:00:00 00:00:04:00 01:00:00:00 01:00:04:00\r\n* FROM CLIP NAME: 龙标 •92\r\n"
    )
    timeline, findings = read_list(text.encode(coding))
    assert timeline.placed[0].name == "龙标 •92"
    assert [finding.kind for finding in findings] == ["rate not told"]


def test_letters_that_nobody_tells_are_a_finding() -> None:
    text = HEAD + "001  A V C 00:00:00:00 00:00:04:00 01:00:00:00 01:00:04:00\n* FROM CLIP NAME: 龙标\n"
    _, findings = read_list(text.encode("gb18030"))
    assert [finding.kind for finding in findings] == ["letters not sure", "rate not told"]


def test_events_that_cannot_be_are_left_out_and_named() -> None:
    good = "001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    bad = (
        "002  A V C 00:00:00:00 00:00:01:00 01:00:02:00 01:00:01:00\n"
        "003  A V C 00:00:00:00 00:00:77:00 01:00:02:00 01:00:03:00\n"
    )
    timeline, findings = read_list((HEAD + good + bad).encode())
    assert len(timeline.placed) == 1
    broken = next(finding for finding in findings if finding.kind == "broken events")
    assert broken.fact.startswith("2 events could not be read")
    assert "event 2 ends before it begins" in broken.fact


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "no event"),
        (b"TITLE: A screenplay\n\nINT. OFFICE - DAY\n", "no event"),
        (b"\0\0\0\x18ftypmp42", "no text"),
        (
            HEAD.encode() + b"001  A V C 00:00:00:00 00:00:77:00 01:00:02:00 01:00:03:00\n",
            "none of its events",
        ),
        (b"001" + b" A" * 200_000 + b" V C 00:00:00:00", "no event"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(data: bytes, because: str) -> None:
    with pytest.raises(NotThisDialect, match=because):
        read_list(data)


@given(st.text(max_size=300) | st.text("0123456789:; \nAVCD*M", max_size=300))
def test_whatever_stands_in_a_file_nothing_else_is_raised(text: str) -> None:
    try:
        timeline, findings = read_list(text.encode())
    except NotThisDialect:
        return
    assert timeline.rate > 0
    assert all(finding.fact for finding in findings)


@given(cut=cuts(mixed=True))
def test_our_own_list_reads_as_ours(cut: Cut) -> None:
    """What a person sends back unchanged is what was sent: the hour, the rate and every clip."""
    timeline, findings = read_list(write(cut))
    assert timeline.rate == cut.rate
    assert not [finding for finding in findings if finding.kind in {"rate not told", "broken events"}]


def test_our_own_list_tells_its_rate_whatever_anybody_thinks() -> None:
    rate = Fraction(24000, 1001)
    timeline, _ = read_list(write(spoken([("1.1", clip(rate=rate, start=0), 10, 60)], rate)), Fraction(25))
    assert timeline.rate == rate
    assert places(timeline) == [("V1", 10, 0), ("A1", 10, 0)]
