"""Subtitles say what was said, in lines that can be read, and never two at once."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.turnover.dialects.lists import SRT
from rushes.turnover.dialects.lists.cues import FASTEST, LINE, cues_of, in_lines
from rushes.turnover.dialects.lists.spoken import said_in
from rushes.turnover.dialects.lists.srt import WordsNotKnown
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.options import Leaving
from rushes.turnover.verify import TurnoverDiffers, verify
from tests.turnover.lists.spoken_cut import lined, one_line, reading
from tests.turnover.making import clip, cuts, double, double_clip, event, grid_cut, spoken


def written(cut: Cut, script: LinedScript) -> list[str]:
    leaving = Leaving(lined=script)
    files = SRT.write(cut, leaving)
    verify(cut, SRT, files, leaving=leaving)
    return files[".srt"].decode().split("\r\n")


def said(text: str, words: list[str]) -> str:
    cut, script = one_line(text, words)
    return " ".join(line for line in written(cut, script)[2:] if line)


def test_a_line_as_written_is_spelt_as_the_script_has_it() -> None:
    cut, script = one_line("“Bin white,” at last.", ["Bin", "white", "at", "last"])
    assert written(cut, script) == ["1", "00:00:00,000 --> 00:00:01,200", "“Bin white,” at last.", "", ""]


@pytest.mark.parametrize(
    ("text", "words", "heard"),
    [
        (
            "Yes, sir, go “home,” John.",
            ["Yes", "sir>", ">well", "go>run", "home", "John>"],
            "Yes, well run “home.”",
        ),
        ("Where is it?", ["Where", "is>was", "it"], "Where was it?"),
        ("Never!", ["Never>", ">always"], "always"),
        ("I—no.", ["I", "no"], "I—no."),
        ("Go. Now.", ["Go", "Now>"], "Go."),
    ],
)
def test_changed_and_added_words_stand_as_heard_and_missing_ones_do_not(
    text: str, words: list[str], heard: str
) -> None:
    assert said(text, words) == heard


def test_what_the_cut_leaves_out_of_a_reading_is_not_subtitled() -> None:
    used = clip(frames=1500, start=0)
    whole = reading("1.1", used, 1.0, ["one", "two", "three", "four"], 1.0)
    cut = spoken([("1.1", used, 50, 100)])
    script = lined([("1.1", "WILL", "One two, three four.")], [used], [whole])
    assert written(cut, script)[:3] == ["1", "00:00:00,000 --> 00:00:02,000", "two, three"]


def test_two_lines_of_forty_two_letters_at_most_and_phrases_stay_whole() -> None:
    text = (
        "I kept a key. I never knew which door it was for, "
        "and nobody in this house told me, not once in years."
    )
    cut, script = one_line(text, text.replace(",", "").replace(".", "").split())
    assert [line for line in written(cut, script) if len(line) > 3 and ":" not in line] == [
        "I kept a key. I never knew",
        "which door it was for,",
        "and nobody in this house told me,",
        "not once in years.",
    ]


@given(st.text("abcde  ,.", min_size=1, max_size=200).map(lambda text: " ".join(text.split())).filter(bool))
def test_lines_hold_all_letters_and_none_is_too_long(text: str) -> None:
    lines = in_lines(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(0 < len(line) <= LINE for line in lines)


def test_a_sound_of_a_recorder_has_the_words_of_its_picture() -> None:
    """The recorder rolled 7.3 seconds before the camera: words are where they are heard in the film."""
    picture = double_clip(frames=1500, start=0, drift=0.0)
    cut = double([("1.1", picture, 25, 100)])
    script = lined(
        [("1.1", "WILL", "Lay blue.")], [picture], [reading("1.1", picture, 2.0, ["Lay", "blue"], 0.5)]
    )
    assert written(cut, script)[:3] == ["1", "00:00:01,000 --> 00:00:02,000", "Lay blue."]


def test_two_who_speak_at_once_share_a_subtitle_with_a_dash_before_each() -> None:
    one, other = clip("a.mov", frames=1500, start=0), clip("b.mov", frames=1500, start=0)
    cut = spoken([("1.1", one, 0, 100)])
    over = event("A2", "1.2", other, (0, 100), (0, 100))
    both = replace(cut, events=(*cut.events, over), clips=(one, other))
    readings = [reading("1.1", one, 1.0, ["No"], 1.5), reading("1.2", other, 1.2, ["Yes"], 1.5)]
    script = lined([("1.1", "WILL", "No!"), ("1.2", "ANN", "Yes!")], [one, other], readings)
    assert written(both, script)[1:4] == ["00:00:01,000 --> 00:00:02,700", "- No!", "- Yes!"]


def test_what_is_too_fast_to_read_stays_as_spoken_and_is_told() -> None:
    words = ["extraordinarily", "straightforward", "counterintuitive"] * 3
    cut, script = one_line(" ".join(words), words, 0.2)
    longer = replace(cut, events=(*cut.events,))
    (finding,) = SRT.tells(longer, Leaving(lined=script))
    assert finding.kind == "fast subtitles"
    assert "faster than 17 letters a second" in finding.fact
    assert all(cue.speed > FASTEST for cue in cues_of(said_in(cut, script), 0)[:1])


def test_a_line_whose_words_nobody_knows_is_told_and_not_invented() -> None:
    cut, script = one_line("Bin white.", ["Bin", "white"])
    unread = replace(cut, events=tuple(replace(one, line="1.2") for one in cut.events))
    other = clip("other.mov", frames=1500, start=0)
    quiet = replace(script, readings=(reading("1.1", other, 1.0, ["Bin"]),))
    assert written(unread, quiet) == [""]
    (finding,) = SRT.tells(unread, Leaving(lined=quiet))
    assert (finding.kind, finding.subject) == ("words not known", "1.2")


def test_without_a_lined_script_there_is_nothing_to_write_and_that_is_said() -> None:
    with pytest.raises(WordsNotKnown, match="leave srt out"):
        SRT.write(grid_cut(), Leaving(lined=LinedScript((), (), ())))
    assert SRT.write(grid_cut()) == {".srt": b""}


def test_marks_that_players_take_for_formatting_are_written_with_others() -> None:
    cut, script = one_line("x", [">a<i>", ">{b}", ">-->"])
    assert written(cut, script)[2] == "a\u2039i\u203a (b) --\u203a"


@pytest.mark.parametrize(
    ("was", "is_now"),
    [(b"white", b"black"), (b"00:00:00,000", b"00:00:00,001"), (b"-->", b"to"), (b"1\r\n", b"2\r\n")],
)
def test_subtitles_that_say_something_else_are_never_handed_over(was: bytes, is_now: bytes) -> None:
    cut, script = one_line("Bin white.", ["Bin", "white"])
    leaving = Leaving(lined=script)
    files = {name: data.replace(was, is_now, 1) for name, data in SRT.write(cut, leaving).items()}
    with pytest.raises(TurnoverDiffers):
        verify(cut, SRT, files, leaving=leaving)


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"1\r\nnever\r\nBin\r\n", b"7\r\n00:00:00,000 --> 00:00:01,000\r\nBin\r\n"]
)
def test_what_is_no_subtitle_is_refused(data: bytes) -> None:
    with pytest.raises(NotThisDialect, match="SubRip"):
        SRT.read(data)


letters = st.text(st.characters(codec="utf-8", categories=["L", "M", "P", "N"]), min_size=1, max_size=60)


@st.composite
def spoken_cuts(draw: st.DrawFn) -> tuple[Cut, LinedScript]:
    """Draw a film, with a reading somewhere in each of its clips for each of its lines."""
    cut = draw(cuts(mixed=True))
    ids = sorted({one.line for one in cut.events})
    readings = []
    for name in ids:
        for used in cut.clips:
            words = draw(st.lists(letters.map(lambda text: f">{text}") | letters, min_size=1, max_size=6))
            plain = [
                one.replace(">", "") if not one.startswith(">") else f">{one[1:].replace('>', '')}"
                for one in words
            ]
            at = draw(st.floats(0, 6))
            made = reading(name, used, at, [one for one in plain if one.strip(">")], draw(st.floats(0.01, 2)))
            ends = max(int(made.out_s * used.rate), int(at * used.rate) + 1)
            span = replace(made.span, start=int(at * used.rate), end=ends)
            readings.append(replace(made, span=span))
    return cut, lined([(name, "WILL", draw(letters)) for name in ids], cut.clips, readings)


@pytest.mark.slow
@given(drawn=spoken_cuts())
@settings(max_examples=200)
def test_whatever_is_said_comes_back_from_two_readers_and_nothing_overlaps(
    drawn: tuple[Cut, LinedScript],
) -> None:
    cut, script = drawn
    written(cut, script)
    cues = cues_of(said_in(cut, script), round(cut.frames / cut.rate * 1000))
    ends = [0, *(cue.until_ms for cue in cues)]
    assert all(cue.from_ms >= before for cue, before in zip(cues, ends, strict=False))
    assert all(cue.from_ms < cue.until_ms for cue in cues)
    assert all(len(cue.lines) <= 2 and all(len(line) <= LINE for line in cue.lines) for cue in cues)
    assert Fraction(cues[-1].until_ms if cues else 0, 1000) <= cut.frames / cut.rate + 1
