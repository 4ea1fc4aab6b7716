"""The lined-script pages: what a script supervisor, an actor and an editor find on them."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from rushes.coverage.model import LinedScript, Reading, ReadWord
from rushes.footage.model import Slate
from rushes.screenplay import Screenplay, parse_fountain
from rushes.timecode import Span
from rushes.turnover import TurnoverDiffers
from rushes.turnover.lined_script import as_html, as_pdf, lined_script_pages
from rushes.turnover.lined_script.drawing import COLOURS
from rushes.turnover.lined_script.layout import lay_out
from rushes.turnover.lined_script.lining import notes_of
from rushes.turnover.lined_script.lining.notes import Note
from rushes.turnover.lined_script.paper import fonts
from rushes.turnover.lined_script.read_back import check_pages, pages_in
from tests.turnover.lined_footage import key, lined_of, long_scene, many_takes, world
from tests.turnover.making import clip

Made = Callable[[], tuple[Screenplay, LinedScript]]


def printed(screenplay: Screenplay, lined: LinedScript) -> list[str]:
    """Print, and read every page by another hand."""
    pdf, _ = as_pdf(screenplay, lined)
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def seen(html: str) -> str:
    """Return what the page says, without its tags and style."""
    return re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)


def test_every_take_has_its_slate_on_both_pages() -> None:
    screenplay, lined = key()
    html, pages = seen(as_html(screenplay, lined)), "".join(printed(screenplay, lined))
    for slate in ("27-1", "27-2", "27A-1", "27A-2", "27B-1"):
        assert slate in html
        assert slate in pages.replace("\n", "")


def test_the_whole_screenplay_is_on_the_pages() -> None:
    screenplay, lined = key()
    html = seen(as_html(screenplay, lined))
    for words in (
        "The Boathouse Key",
        "A kitchen table, two chairs",
        "(not looking)",
        "CUT TO:",
        "28",
        "Ducks.",
    ):
        assert words in html
        assert words in "".join(printed(screenplay, lined))


def test_lines_never_covered_stand_out() -> None:
    screenplay, lined = key()
    assert lined.missing == ("27.8", "27.9", "28.1")
    html = as_html(screenplay, lined)
    assert html.count(">NOT COVERED<") == 3
    assert "".join(printed(screenplay, lined)).count("NOT COVERED") >= 3
    assert "<b>Not covered:</b> <bdi>27.8, 27.9</bdi>" in html


def test_words_lost_and_put_in_are_shown_against_the_text() -> None:
    """*which* became *what*, *really* was put in: struck out, said, and after a caret."""
    html = as_html(*key())
    assert "<del>which</del><ins> said “what”</ins> door it was<ins> ^really </ins>for." in html
    assert "It was for <del>the boathouse, Tom</del>." in html
    page = next(page for page in printed(*key()) if "Words that differ" in page)
    assert "which said “what”" in page
    assert "^really" in page


def test_a_word_that_may_not_differ_at_all_is_named() -> None:
    """Of one changed word it is sure, of the other not: the note says which."""
    screenplay, lined = key()
    doubted = [
        replace(r, words=tuple(replace(w, confidence=0.3) if w.state == "changed" else w for w in r.words))
        for r in lined.readings
    ]
    page = seen(as_html(screenplay, replace(lined, readings=tuple(doubted))))
    assert "1 word changed, 1 word added, not sure of “what”" in page
    assert "not sure of" not in seen(as_html(screenplay, lined))


def test_the_numbers_on_the_lines_are_those_of_the_notes() -> None:
    html = as_html(*key())
    numbers = [note.number for note in notes_of(key()[0].lines, key()[1]).values()]
    assert numbers == [1, 2, 3]
    for number in numbers:
        assert f'href="#note-{number}"' in html
        assert f'id="note-{number}"' in html
        assert f'id="mark-{number}"' in html


def test_a_doubtful_reading_is_dashed_and_explained() -> None:
    screenplay, lined = key()
    assert "less than half sure" in seen(as_html(screenplay, lined))
    sure = replace(lined, readings=tuple(replace(r, confidence=0.9) for r in lined.readings))
    assert "less than half sure" not in seen(as_html(screenplay, sure))
    assert as_html(screenplay, lined).count('stroke-dasharray="4 2.6"') >= 2


def test_the_legend_says_what_is_not_known() -> None:
    screenplay, lined = key()
    unknown = "Who is on camera is not known yet: all lines are drawn straight."
    assert unknown in seen(as_html(screenplay, lined))
    assert unknown in " ".join(printed(screenplay, lined)[0].split())
    reading = lined.readings[0]
    known = {(reading.file, reading.line, reading.pass_number): False}
    assert unknown not in seen(as_html(screenplay, lined, on_camera=known))


def test_the_tally_counts_each_scene() -> None:
    screenplay, lined = key()
    kitchen, landing = lay_out(screenplay, lined).tallies
    assert (kitchen.lines, kitchen.missing, len(kitchen.takes), kitchen.setups) == (9, ("27.8", "27.9"), 5, 3)
    assert [kitchen.total(what) for what in ("as_written", "altered", "partial", "unsure")] == [21, 1, 2, 1]
    assert kitchen.circled == ("27-2",)
    assert kitchen.length == "5/8"
    assert (landing.lines, landing.missing, landing.takes, landing.length) == (1, ("28.1",), (), "1/8")


def test_the_microphone_that_heard_a_line_is_named() -> None:
    take = next(take for take in lay_out(*key()).tallies[0].takes if take.name == "27B-1")
    assert take.microphones == ("Boom: 27.6, 27.7",)
    assert "heard on <bdi>Boom</bdi>" in as_html(*key())


def test_a_line_read_only_in_part_is_not_passed_off_as_covered() -> None:
    screenplay, _ = key()
    lined = lined_of(screenplay, [("27-1", ["27.1", ("27.2", "I kept a key"), "27.3"])])
    assert lay_out(screenplay, lined).in_part == {"27.2"}
    assert "ONLY IN PART" in as_html(screenplay, lined)


def test_takes_in_which_nothing_was_heard_are_named() -> None:
    screenplay, _ = key()
    lined = lined_of(screenplay, [("27-1", ["27.1"]), ("27C-1", [])])
    assert lay_out(screenplay, lined).tallies[0].silent == ("27C-1",)
    assert "none of its lines was heard:</b> <bdi>27C-1" in as_html(screenplay, lined)
    assert "27C-1" in printed(screenplay, lined)[0]


def test_a_reader_finds_every_scene_in_the_outline() -> None:
    outline = PdfReader(io.BytesIO(as_pdf(*key())[0])).outline
    names = [entry.title for entry in outline if not isinstance(entry, list)]
    scenes = ["27 INT. KITCHEN - NIGHT", "28 EXT. LANDING - DAWN"]
    assert names == ["Coverage", *scenes, "Takes", "Words that differ"]


@pytest.mark.slow
@pytest.mark.parametrize("made", [key, world])
def test_the_same_values_give_the_same_bytes(made: Made) -> None:
    assert as_html(*made()) == as_html(*made())
    assert as_pdf(*made())[0] == as_pdf(*made())[0]
    assert b"19700101" in as_pdf(*made())[0]


def test_a_script_without_takes_is_all_gaps() -> None:
    screenplay, _ = key()
    empty = lined_of(screenplay, [])
    files, findings = lined_script_pages(screenplay, empty)
    assert seen(files["lined-script.html"].decode()).count("NOT COVERED") >= 10
    assert not findings


def test_a_script_without_words_is_a_page() -> None:
    files, _ = lined_script_pages(Screenplay((), ()), LinedScript((), (), ()))
    assert len(pages_in(files["lined-script.pdf"])) == 2


def test_nothing_of_the_material_is_taken_for_markup() -> None:
    screenplay, _ = parse_fountain(
        'Title: <script>x</script>\n\nINT. "A" & <b> - DAY\n\n@<i>ANN\n<b>Go</b> & "run".\n'
    )
    lined = lined_of(screenplay, [("1-1", [("1.1", "<u>come</u>")])])
    html = as_html(screenplay, lined)
    assert not re.search(r"<(script|i>ANN|b>Go|u>)", html)
    assert "Content-Security-Policy" in html
    assert not re.search(r"https?://|@import|url\(", html)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_any_script_is_readable_on_paper() -> None:
    """Japanese, Chinese, Czech, Greek, Russian: set in fonts of this machine, or told that it has none."""
    pdf, findings = as_pdf(*world())
    for letter in "鍵钥ŘΩП":
        assert letter in text_of(pdf) or fonts.faces_for(frozenset(letter)) == ()
    assert [finding.kind for finding in findings] == ["letters without a font"]
    assert "question mark" in findings[0].fact


def test_without_any_font_the_pdf_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.faces_for.cache_clear()
    monkeypatch.setattr(fonts, "_files", tuple)
    pdf, (finding,) = as_pdf(*world())
    fonts.faces_for.cache_clear()
    assert "question mark" in finding.fact
    assert "lined-script.html shows them" in finding.advice
    assert "Kde je ten žlutý klí?? ?rült ?aj" in text_of(pdf)
    assert "鍵" in as_html(*world())


def test_a_broken_font_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "broken.ttf").write_bytes(b"no font at all")
    monkeypatch.setattr(fonts, "_files", lambda: (folder / "broken.ttf",))
    assert fonts.faces_for(frozenset("\ua4d0")) == ()
    fonts.faces_for.cache_clear()


def test_every_ink_can_be_read_on_white() -> None:
    """WCAG 2.2: 4.5 to 1 for small type."""
    for colour in COLOURS:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        assert 1.05 / (light + 0.05) >= 4.5, colour


def test_the_small_reader_and_another_agree_on_every_page() -> None:
    pdf, _ = as_pdf(*key())
    ours, theirs = pages_in(pdf), PdfReader(io.BytesIO(pdf)).pages
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert "".join(sorted("".join(one.split()))) == "".join(sorted("".join(other.extract_text().split())))


def test_a_page_that_lost_a_take_is_not_handed_over() -> None:
    screenplay, lined = key()
    layout = lay_out(screenplay, lined)
    html, (pdf, _) = as_html(screenplay, lined), as_pdf(screenplay, lined)
    check_pages(layout, html, pdf)
    with pytest.raises(TurnoverDiffers, match="27B-1"):
        check_pages(layout, html.replace("27B-1", "27X-9"), pdf)
    without = replace(lined, readings=tuple(r for r in lined.readings if not r.file.startswith("27B")))
    without = replace(without, clips=tuple(c for c in lined.clips if not c.file.startswith("27B")))
    with pytest.raises(TurnoverDiffers, match=r"lined-script\.pdf.*27B-1"):
        check_pages(layout, html, as_pdf(screenplay, without)[0])
    with pytest.raises(TurnoverDiffers, match="pages"):
        check_pages(layout, html, pdf[: len(pdf) // 2])


@pytest.mark.parametrize(("setups", "takes"), [(5, 3), (6, 10), (48, 1)])
def test_many_takes_are_read_back_whole(setups: int, takes: int) -> None:
    screenplay, _ = parse_fountain(long_scene(30))
    files, _ = lined_script_pages(screenplay, many_takes(screenplay, setups, takes))
    assert set(files) == {"lined-script.html", "lined-script.pdf"}


def test_a_clip_of_another_rate_tells_its_length_in_seconds() -> None:
    screenplay, lined = key()
    slow = replace(lined.clips[0], rate=Fraction(24000, 1001), frames=1606)
    tally = lay_out(screenplay, replace(lined, clips=(slow, *lined.clips[1:]))).tallies[0]
    assert next(take for take in tally.takes if take.name == "27-1").length == "1:07"


latin = st.text(st.characters(max_codepoint=0xFF), max_size=8)
odd = latin | st.sampled_from(["\udcff x", "27A-3 (x) \\ )", "שלום", "漢字", "a\x00b"])
slates = st.builds(
    Slate,
    scene=st.none() | odd,
    setup=st.none() | odd,
    take=st.none() | st.integers(0, 99),
    camera=st.none() | odd,
    pickup=st.booleans(),
    circled=st.booleans(),
)
some_words = st.builds(
    ReadWord,
    text=st.none() | odd,
    state=st.sampled_from(["said", "changed", "missing", "added"]),
    heard=st.none() | odd,
    in_s=st.none(),
    out_s=st.none(),
)


@st.composite
def anything(draw: st.DrawFn) -> tuple[Screenplay, LinedScript]:
    """Draw a script and readings that need not fit it, of clips under any name."""
    typed = draw(st.text(st.sampled_from("ABab \n.()@^:*_>~!#=[]/漢אبہé\t\u0301'-"), max_size=200))
    spoken = draw(odd)
    screenplay, _ = parse_fountain(f"INT. X\n\n@A\n{spoken} one (beat) two\n\n@B ^\nfive\n\n{typed}")
    clips = [replace(clip(f"{n}{draw(odd)}"), slate=draw(slates)) for n in range(draw(st.integers(0, 3)))]
    reading = st.builds(
        Reading,
        line=st.sampled_from([line.id for line in screenplay.lines] + ["9.9"]),
        file=st.sampled_from([one.file for one in clips] + ["no clip"]),
        pass_number=st.integers(1, 3),
        span=st.just(Span(0, 5, Fraction(25))),
        in_s=st.floats(0, 9),
        out_s=st.just(10.0),
        kind=st.sampled_from(["as written", "altered", "partial"]),
        fidelity=st.just(0.5),
        confidence=st.floats(0, 1),
        words=st.lists(some_words, max_size=6).map(tuple),
        microphone=odd,
    )
    readings = tuple(draw(st.lists(reading, max_size=8)))
    return screenplay, LinedScript(tuple(clips), screenplay.lines, readings)


def test_a_reading_of_no_words_has_nothing_to_show() -> None:
    """An ear may call a line altered and tell no word of it."""
    note = Note(1, "1.1", "ANNA", "1-1", "1-1.mov", "altered", (), 0.5, "")
    assert note.shown == ()


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(anything())
def test_whatever_the_material_the_pages_are_made_and_read_back(made: tuple[Screenplay, LinedScript]) -> None:
    """Names that are no Unicode, readings of no line, slates of nothing: drawn, and whole when read back."""
    files, _ = lined_script_pages(*made)
    assert pages_in(files["lined-script.pdf"])
