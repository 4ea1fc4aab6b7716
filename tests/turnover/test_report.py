"""The report page: what it must hold, for whom, and what it must never do."""

import base64
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from html import escape
from html.parser import HTMLParser
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rushes.coverage.model import LinedScript
from rushes.cut.model import Cut
from rushes.footage.model import Slate
from rushes.screenplay.model import Screenplay
from rushes.timecode import Span
from rushes.turnover.report.lined import lined_scenes
from rushes.turnover.report.pictures import WIDEST, setups_of, still_from
from rushes.turnover.report.scales import worth_text
from rushes.turnover.report.shelf import shelf_from
from rushes.turnover.report.wording import length_text, rate_said
from rushes.turnover.report.words import departures, marked
from rushes.turnover.sheets import house_style
from tests.turnover.report_footage import (
    CAST,
    NAMES,
    RATE,
    Told,
    clip_of,
    double_system,
    long_film,
    odd_names,
    picture_of,
    read_words,
    two_hander,
)

VOID = {"meta", "link", "br", "img", "input", "hr", "source"}


@dataclass
class Read(HTMLParser):
    """A page read back: its text, its ids, its links, and the faults of its grammar."""

    source: str
    open: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read it."""
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()
        self.faults += [f"never closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is opened, named and linked."""
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action", "poster", "data"):
                self.links.append(value or "")
            if name in ("title", "aria-label"):
                self.said.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last, or note the fault."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"closed out of turn: {tag} at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Keep what is to be read."""
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that is to be read, as one line of words."""
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def told() -> Told:
    return two_hander()


@pytest.fixture(scope="module")
def page(told: Told) -> Read:
    return Read(told.page())


def nothing() -> Told:
    """Return a screenplay without any footage that could be read."""
    screenplay = two_hander().screenplay
    lines = screenplay.lines
    lined = LinedScript((), lines, (), missing=tuple(line.id for line in lines))
    return Told(
        screenplay, lined, Cut("The Boathouse Key", RATE, "classic", ()), evidence="0 of 0 clips heard"
    )


EVERY_PAGE: dict[str, Callable[[], Told]] = {
    "two-hander": two_hander,
    "recorder and two cameras": double_system,
    "odd names": odd_names,
    "no stills": lambda: two_hander()._replace(stills={}),
    "nothing shot": nothing,
    "nothing at all": lambda: Told(Screenplay((), ()), LinedScript((), (), ()), Cut("", RATE, "", ())),
}


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_every_page_is_whole_whatever_was_shot(name: str) -> None:
    """Tags balance, ids are unique, and every link to a place in the page finds it."""
    read = Read(EVERY_PAGE[name]().page())
    assert read.faults == []
    assert len(read.ids) == len(set(read.ids))
    inside = {link[1:] for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_asks_nothing_of_any_network(name: str) -> None:
    """Links lead into the page or to the files beside it; no address, no import, no font from elsewhere."""
    source = EVERY_PAGE[name]().page()
    beside = {"preview.mp4", "first-cut.otio", "first-cut.xml", "first-cut.edl"}
    beside |= {"lined-script.json", "lined-script.html", "lined-script.pdf", "cut.json", "findings.json"}
    assert {link.partition("#")[0] for link in Read(source).links} <= beside | {""}
    assert "//" not in re.sub(r"base64,[A-Za-z0-9+/=]+", "", source)
    assert "@import" not in source


def test_the_same_values_give_the_same_bytes(told: Told) -> None:
    other_way = dict(reversed([*told.stills.items()]))
    assert told.page() == two_hander()._replace(stills=other_way).page()


def test_the_head_says_what_it_is_and_what_it_stands_on(page: Read) -> None:
    assert "First cut The Boathouse Key Proposed by the machine, locked by nobody." in page.text
    assert "Lines covered 11 of 12" in page.text
    assert "8 of 9 clips heard, 1 without dialogue" in page.text
    assert "Nothing was generated, retimed or beautified." in page.text
    assert "originals were opened read-only" in page.text


def test_every_event_shows_its_clip_its_time_and_its_reasons(told: Told, page: Read) -> None:
    for number, event in enumerate(told.cut.track("V1"), 1):
        card = between(told.page(), f'id="event-{number}"', "</article>")
        clip = told.cut.clip(event.file)
        assert clip.name in card
        assert escape(event.file) in card or "the take runs on, no cut" in card
        for reason in event.reasons:
            assert escape(reason.name) in card
            assert escape(reason.fact) in card
            assert worth_text(reason.worth) in card
        assert f"{round(event.confidence * 100)} % sure" in card
    assert f"event-{len(told.cut.track('V1')) + 1}" not in page.ids


def test_every_choice_not_taken_is_there_with_its_worth_and_why_it_lost(told: Told) -> None:
    for number, event in enumerate(told.cut.track("V1"), 1):
        card = between(told.page(), f'id="event-{number}"', "</article>")
        assert card.count(" worth <b>") == len(event.alternates)
        for alternate in event.alternates:
            assert told.lined.clip(alternate.file).name in card
            assert f"worth <b>{worth_text(alternate.worth)}</b>" in card
            assert all(escape(reason.fact) in card for reason in alternate.reasons)
    assert "less than the choice, mostly for “left the text”" in told.page()


def test_every_line_and_every_reading_is_in_the_lined_script(told: Told, page: Read) -> None:
    for line in told.lined.lines:
        assert line.text in page.text
    readings = [said for said in page.said if "% sure" in said]
    assert len({*readings}) <= len(told.lined.readings)
    for reading in told.lined.readings:
        name = told.lined.clip(reading.file).name
        again = f" pass {reading.pass_number}" if reading.pass_number > 1 else ""
        assert any(said.startswith(f"{name}{again}: ") for said in readings)
    assert sum(source.count('data-take="') for source in [told.page()]) == len(told.lined.readings)


def test_a_line_nobody_spoke_stands_out_in_three_places(told: Told, page: Read) -> None:
    """It comes first in what needs a look, at its place in the film, and in the lined script."""
    words = CAST[11][1]
    assert "1 line nobody spoke 1.12 TOM " + words in page.text
    assert "Line 1.12 is missing." in page.text
    assert f"TOM {words} never covered" in page.text
    assert 'class="tick" href="#gap-1"' in told.page()


def test_a_missing_line_that_the_cut_does_not_place_still_leads_somewhere(told: Told) -> None:
    loose = told._replace(cut=replace(told.cut, missing=()))
    assert 'href="#line-12"' in between(loose.page(), 'id="look"', "</section>")


def test_findings_come_with_their_advice(told: Told, page: Read) -> None:
    for finding in told.findings:
        assert f"{finding.subject} {finding.fact}" in page.text
        assert finding.advice in page.text
    assert "3 findings about the material ambiguous slate 1 nothing heard 2" in page.text


def test_what_was_heard_off_the_script_and_what_was_not_used_is_told(page: Read) -> None:
    assert "10:12:01:05 \N{EN DASH} 10:12:02:16 sorry can we go again" in page.text
    assert "from the top crew" in page.text, "what is surely the crew is told as theirs"
    assert "Without a line of the script 1C-1 nothing of the script was heard 1C-1_A001C009.mov" in page.text


def test_words_are_marked_where_the_actor_left_the_text() -> None:
    """Struck out: written, not said. Put in: said, not written. The script keeps its capitals and stops."""
    written = "Your brother sold it. To a man who paints ducks."
    read = read_words(written, "your brother has sold it to a man who paints dogs", 0.0)
    shown = [
        (mark.state, mark.text.strip())
        for mark in marked(written, read)
        if mark.text.strip() not in ("", ".")
    ]
    assert shown == [
        ("said", "Your brother"),
        ("added", "has"),
        ("said", "sold it. To a man who paints"),
        ("missing", "ducks"),
        ("added", "dogs"),
    ]
    assert departures(read) == "added “has”; said “dogs”, the script has “ducks”"


@given(
    st.lists(
        st.sampled_from(
            ["Set", "red,", "in", "h.", "Don\N{RIGHT SINGLE QUOTATION MARK}t", "İki", "—", "no", "NO!"]
        ),
        min_size=1,
        max_size=12,
    ),
    st.lists(st.sampled_from(["set", "red", "in", "no", "ah", "don't"]), max_size=12),
)
def test_marks_never_lose_or_move_a_written_word(written: list[str], spoken: list[str]) -> None:
    """Without what was added, the marks are the written line, letter by letter."""
    line = " ".join(written)
    words = tuple(word for word in read_words(line, " ".join(spoken), 0.0) if word.text != "")
    kept = "".join(mark.text for mark in marked(line, words) if mark.state != "added")
    assert kept == line


def test_a_line_whose_words_do_not_fit_the_page_is_shown_bare() -> None:
    assert [mark.text for mark in marked("Room 2", read_words("room two", "room two", 0.0))] == ["room two"]


def test_a_reset_in_the_take_stands_beside_the_first_pass(told: Told) -> None:
    """1A-2 goes back to its second line twice: three bars side by side; 1A-1 drops lines: dotted."""
    shelf = shelf_from(told.screenplay, told.lined, told.cut, {})
    scene = lined_scenes(told.screenplay, shelf, {})[0]
    columns = [column for group in scene.groups for column in group.columns]
    second = next(at for at, column in enumerate(columns) if column.clip.name == "1A-2")
    assert columns[second].lanes == 3
    row = next(row for row in scene.rows if row.line == "1.2")
    assert [bar.aside for bar in row.cells[second]] == [-16, 0, 16]
    first = next(at for at, column in enumerate(columns) if column.clip.name == "1A-1")
    looks = {row.line: [bar.look for bar in row.cells[first]] for row in scene.rows if row.line}
    assert looks["1.1"] == ["w s"]
    assert looks["1.2"] == ["a"]
    assert looks["1.3"] == ["g"]
    assert looks["1.10"] == ["p e"]


def test_sound_that_leaves_its_picture_says_so(told: Told) -> None:
    """Sound first, picture first: the page names who leads, by how many frames."""
    picture, *others = told.cut.track("V1")
    late = replace(picture, record=Span(10, 10 + picture.record.frames, RATE))
    heard = Span(picture.source.start - 6, picture.source.end + 1, RATE)
    sound = replace(picture, track="A1", source=heard, record=Span(4, 11 + picture.record.frames, RATE))
    page = told._replace(cut=replace(told.cut, events=(late, *others, sound))).page()
    assert (
        "Sound A1 starts 6 frames before the picture, goes on for 1 frame after the picture, under event 2"
        in page
    )


def test_sound_without_a_picture_is_an_event_of_its_own(told: Told) -> None:
    events = tuple(event for event in told.cut.events if event.track == "A1")
    page = told._replace(cut=replace(told.cut, events=events)).page()
    assert page.count('<article class="event') == len(events)


def test_pictures_are_in_the_page_once_for_each_setup(told: Told) -> None:
    assert told.page().count("data:image/jpeg") == 3  # 1, 1A, 1B; nothing was taken of 1C
    assert told.page().count("no picture") == 1


def test_a_large_still_is_made_smaller_and_a_broken_one_left_out() -> None:
    large = still_from(picture_of("A", 80, (1920, 1080)))
    assert large is not None
    assert large.shape == 16 / 9
    assert Image.open(io.BytesIO(base64.b64decode(large.base64))).width == WIDEST
    assert still_from(b"") is None
    assert still_from(picture_of("A", 80)[:500]) is None
    assert still_from(b"\x89PNG\r\n\x1a\n" + bytes(50)) is None


def test_setups_stand_in_the_order_a_person_counts() -> None:
    clips = [clip_of(slate, n) for n, slate in enumerate(["10-1", "2-10", "2-2", "2A-1", "1-1"], 1)]
    second_camera = replace(clips[4], file="b.mov", slate=replace(clips[4].slate, camera="B"))
    unslated = replace(clips[0], file="DSC_1.MOV", slate=Slate())
    setups = setups_of([*clips, second_camera, unslated], {})
    assert [setup.label for setup in setups] == ["1 cam A", "1 cam B", "2", "2A", "10", "DSC_1"]
    assert [clip.name for clip in setups[2].clips] == ["2-2", "2-10"]


def test_names_from_outside_are_words_and_never_markup() -> None:
    """A film may be called <script>; the page has one script, its own, and the browser will run no other."""
    read = Read(odd_names().page())
    assert read.tags.count("script") == 1
    assert read.tags.count("style") == 1
    for name in NAMES:
        assert " ".join(name.split()) in read.text


def test_the_browser_runs_only_the_script_that_was_written_for_the_page(told: Told) -> None:
    source = told.page()
    script = between(source, "<script>", "</script>")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in source
    assert "default-src 'none'" in source


def test_words_have_contrast_in_light_and_dark() -> None:
    """WCAG 2.2 AA: 4.5 to 1 for every colour of words on every ground they stand on."""
    css = house_style()
    light, dark = (colours(block) for block in re.findall(r":root \{(.*?)\n\s*\}", css, re.DOTALL)[:2])
    for scheme in (light, dark):
        for words, ground in product(
            ("ink", "soft", "blue", "red"), ("paper", "sheet", "red-wash", "blue-wash")
        ):
            if (words, ground) not in {("red", "blue-wash"), ("blue", "red-wash")}:
                assert contrast(scheme[words], scheme[ground]) >= 4.5, (words, ground)
        assert contrast(scheme["on-blue"], scheme["blue"]) >= 4.5


@pytest.mark.slow
def test_a_film_of_two_thousand_events_stays_usable() -> None:
    """Seven alternates to each event: 6 kB an event all told, and what is off the screen is not laid out."""
    film = long_film()
    page = film.page()
    assert len(film.cut.track("V1")) == 2000
    assert len(page) < 12_000_000
    assert page.count('<article class="event') == 2000
    assert "content-visibility: auto" in page


@pytest.mark.parametrize(
    ("frames", "rate", "said"),
    [(88, 25, "3.5 s"), (2425, 25, "1 min 37 s"), (138000, 25, "1 h 32 min"), (0, 25, "0.0 s")],
)
def test_lengths_are_said_as_people_say_them(frames: int, rate: int, said: str) -> None:
    assert length_text(frames, Fraction(rate)) == said


def test_worths_and_rates_are_written_with_care() -> None:
    assert [worth_text(worth) for worth in (2, -0.6, 0.355, -0.001, 0)] == [
        "+2.0",
        "\N{MINUS SIGN}0.6",
        "+0.35",
        "+0.0",
        "+0.0",
    ]
    assert [rate_said(Fraction(*rate)) for rate in ((25, 1), (24000, 1001), (90, 7))] == [
        "25",
        "23.976",
        "90/7",
    ]


def between(source: str, start: str, end: str) -> str:
    """Return what stands between two marks, the first time."""
    return source.partition(start)[2].partition(end)[0]


def colours(block: str) -> dict[str, str]:
    """Return the hexadecimal colours that a block of style names."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    red, green, blue = (linear(part) for part in parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts(colour: str) -> Iterator[float]:
    """Yield red, green and blue, 0 to 1."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    yield from (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def linear(part: float) -> float:
    """Take the gamma of sRGB out."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
