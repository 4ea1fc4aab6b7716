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


def test_a_dissolve_is_a_cut_in_its_middle_and_each_side_has_its_name() -> None:
    """Twelve frames from 01:00:04:00 on: both clips play at the sixth, and have frames beyond it."""
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
    assert second.effects == ("cross dissolve, 12 frames",)
    assert [first.record_out, first.source_out] == [102, 102]
    assert [second.record_in, second.source_in] == [102, 246]
    assert [second.record_out, second.source_out] == [168, 312]
    assert kinds(events) == ["rate not told", "transitions"]


def test_out_of_black_and_into_it_nothing_is_cut() -> None:
    """The picture comes where it begins to be seen, and is there until nothing of it is."""
    events = (
        "001  BL V C 00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00\n"
        "001  AX V D    012 00:00:10:00 00:00:12:00 01:00:00:00 01:00:02:00\n"
        "002  AX V C 00:00:12:00 00:00:12:00 01:00:02:00 01:00:02:00\n"
        "002  BL V D    024 00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00\n"
    )
    (one,) = opened(events).placed
    assert [one.record_in, one.record_out, one.source_in, one.source_out] == [0, 72, 240, 312]
    assert one.effects == ("dissolve, 12 frames", "fade to black, 24 frames")


def test_each_side_of_a_dissolve_plays_at_its_own_speed() -> None:
    """Half speed goes, double speed comes: six frames of the film are three and twelve of theirs."""
    events = (
        "001  ONE V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:02:00\nM2   ONE 012.0 00:00:00:00\n"
        "002  ONE V C 00:00:01:00 00:00:01:00 01:00:02:00 01:00:02:00\n"
        "002  TWO V D 012 00:00:10:00 00:00:14:00 01:00:02:00 01:00:04:00\nM2   TWO 048.0 00:00:10:00\n"
    )
    first, second = opened(events).placed
    assert [first.source_out, second.source_in] == [27, 252]


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


def test_sources_as_long_as_their_places_tell_the_rate_that_no_number_does() -> None:
    """Two seconds less three frames are one second and twenty-two frames at 25 alone."""
    events = (
        "001  A V C 10:00:00:03 10:00:02:00 01:00:00:00 01:00:01:22\n"
        "002  A V C 10:00:05:10 10:00:06:20 01:00:01:22 01:00:03:07\n"
    )
    timeline, (finding,) = read_list((HEAD + events).encode())
    assert timeline.rate == 25
    assert "as long as their places at one rate only, so it was read at 25/1" in finding.fact
    slow = events.replace("\n", "\nM2   A   012.5   10:00:00:03\n")
    assert opened(slow).rate == 24


def test_one_source_that_is_of_another_length_tells_no_rate() -> None:
    assert opened("001  A V C 10:00:00:03 10:00:02:00 01:00:00:00 01:00:01:22\n").rate == 24


def test_one_is_enough_where_a_source_numbers_the_frame_of_that_rate() -> None:
    assert opened("001  A V C 10:00:00:00 10:00:01:24 01:00:00:22 01:00:02:21\n").rate == 25


def test_a_source_that_numbers_more_frames_than_the_film_is_read_and_told() -> None:
    """A phone's clip of 30 frames in a film of 24 counts as it does, and is not left out."""
    events = (
        "001  A V C 10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00\n"
        "002  B V C 00:00:01:05 00:00:02:29 01:00:01:00 01:00:02:19\n"
    )
    timeline, findings = read_list((HEAD + events).encode())
    one = timeline.placed[1]
    assert [timeline.rate, one.rate, one.source_in, one.source_out] == [24, 30, 35, 89]
    assert [finding.kind for finding in findings] == ["rate not told", "source rate not told"]
    assert "event 2 at 30/1" in findings[1].fact


def test_what_is_keyed_over_a_picture_stands_above_it() -> None:
    events = (
        "037  131 V K B      10:57:40:22 10:57:41:11 01:00:36:08 01:00:36:21\n"
        "037  051 V K O  000 01:07:39:05 01:07:39:18 01:00:36:08 01:00:36:21\n"
        "038  131 V KB       10:57:41:11 10:57:42:11 01:00:36:21 01:00:37:21\n"
        "038  BL  V K    012 00:00:00:00 00:00:01:00 01:00:36:21 01:00:37:21\n"
    )
    told = [(one.track, one.reel, one.record_in) for one in opened(events).placed]
    assert told == [("V1", "131", 0), ("V2", "051", 0), ("V1", "131", 13)]


@pytest.mark.parametrize(
    ("written", "tracks"),
    [
        ("VA1A2", ["V1", "A1", "A2"]),
        ("A1A2", ["A1", "A2"]),
        ("A3/A4/V", ["V1", "A3", "A4"]),
        ("AAV", ["V1", "A1", "A2"]),
        ("A/V", ["V1", "A1"]),
    ],
)
def test_channels_may_be_strung_together(written: str, tracks: list[str]) -> None:
    event = f"001  A001  {written}  C  10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00\n"
    assert [one.track for one in opened(event).placed] == tracks


def test_a_name_without_a_star_is_a_name() -> None:
    event = "001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    timeline, findings = read_list((HEAD + event + "FROM CLIP NAME: Wide 3\n").encode())
    assert timeline.placed[0].name == "Wide 3"
    assert [finding.kind for finding in findings] == ["rate not told"]


def test_a_reel_that_was_shortened_has_its_whole_name() -> None:
    event = (
        "001  A014C007 V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
        "FINAL CUT PRO REEL: A014C007_1409 24 R REPLACED BY: A014C007\n"
    )
    assert opened(event).placed[0].reel == "A014C007_1409 24 R"


def test_a_film_may_run_past_midnight() -> None:
    events = (
        "001  A V C 10:00:00:00 10:00:01:00 23:59:58:00 23:59:59:00\n"
        "002  B V C 10:00:00:00 10:00:02:00 23:59:59:00 00:00:01:00\n"
        "003  C V C 23:59:59:00 00:00:01:00 00:00:01:00 00:00:03:00\n"
    )
    timeline, findings = read_list((HEAD + events).encode())
    assert [(one.record_in, one.record_out) for one in timeline.placed] == [(0, 24), (24, 72), (72, 120)]
    assert timeline.placed[2].source_out - timeline.placed[2].source_in == 48
    assert [finding.kind for finding in findings] == ["rate not told"]


def test_markers_are_no_cut_and_a_cut_may_have_markers() -> None:
    place = "01:00:05:00 01:00:05:01"
    mark = f"001  001 V C {place} {place}\nlook at it |C:ResolveColorBlue |M:Eyes |D:1\n"
    with pytest.raises(NotThisDialect, match="2 markers"):
        read_list((HEAD + mark + mark.replace("001  001", "002  001")).encode())
    event = "001  A V C 10:00:00:00 10:00:01:00 01:00:00:00 01:00:01:00\n |C:ResolveColorRed |M:Hook |D:24\n"
    assert opened(event).marks == ((0, "Hook"),)


def test_a_line_that_looks_like_an_event_is_no_mere_remark() -> None:
    """What was an event once must not pass as a comment."""
    good = "001  A V C 00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00\n"
    odd = (
        "002  A V Q 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00\n"
        "003  A V C 00:00:00:00 00:00:01:00 01:00\n"
    )
    _, findings = read_list((HEAD + good + odd).encode())
    assert [finding.kind for finding in findings] == ["rate not told", "broken lines"]
    assert "2 lines look like events" in findings[1].fact
    with pytest.raises(NotThisDialect, match="none of its events can be read"):
        read_list((HEAD + odd).encode())
