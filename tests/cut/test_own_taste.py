"""A taste of one's own: what a file may say, what it gives, and how each mistake in it is told."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rushes
from rushes.cut import TASTES, NotATaste, UnknownTaste, doubts_about, first_cut, taste_of
from rushes.cut.idioms import NAMES, check
from rushes.cut.own_taste import SECTIONS, taste_from
from tests.conftest import Shoot
from tests.cut.shooting import a_reading, a_script, lined

MINE = """
name = "Sunday evening"
based-on = "intimate"
look_below = 0.6

[weights]
start_wide = 3
"whole performance" = 0.25

[air]
before_s = 0.5   # more breath

[pace]
median-s = 5

[splits]
share = 0
"""


def test_a_file_says_in_what_it_differs() -> None:
    """All else is that of the taste it is based on; spaces, hyphens and underscores are one."""
    taste, base = taste_from(MINE, "mine"), TASTES["intimate"]
    assert (taste.name, taste.look_below) == ("Sunday evening", 0.6)
    assert taste.weights == {**base.weights, "start wide": 3.0, "whole performance": 0.25}
    assert (taste.air.before_s, taste.air.after_s) == (0.5, base.air.after_s)
    assert (taste.pace.median_s, taste.pace.hold_s) == (5.0, base.pace.hold_s)
    assert (taste.splits.share, taste.splits.most_s) == (0.0, base.splits.most_s)
    check(taste)


def test_a_file_is_called_what_it_is_called(tmp_path: Path) -> None:
    """And its name goes into the cut; an empty one is classic under another name."""
    path = tmp_path / "Our Film.toml"
    path.write_bytes(b"\xef\xbb\xbf")
    taste = taste_of(str(path))
    assert taste.weights == TASTES["classic"].weights
    script = a_script("ANNA One two three four")
    cut, _ = first_cut(script, lined(script, a_reading("1.1", "1-1", 2.0)), taste)
    assert cut.taste == "Our Film"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[weights]\nstart_wyde = 2", "line 2: 'start_wyde' is not known; is 'start wide' meant?"),
        ("\n\n[colour]\nred = 1", "line 3: 'colour' is not known. Here a taste sets: name, based_on"),
        ("pase = 1", "line 1: 'pase' is not known; is 'pace' meant?"),
        ("[air]\nbefore_s = 1\n[pace]\nbefore_s = 1", "line 4: 'before_s' is not known. Here pace has: "),
        ("[weights]\ncircled = 'much'", "line 2: 'circled' is a number from 0 to 1000, not 'much'."),
        ("[weights]\ncircled = true", "line 2: 'circled' is a number from 0 to 1000, not true."),
        ("weights.circled = -1", "line 1: 'circled' is a number from 0 to 1000, not -1."),
        ("[weights]\n'moves in' = inf", "line 2: 'moves in' is a number from 0 to 1000, not inf."),
        ('[weights]\n"moves in" = nan # ?', "line 2: 'moves in' is a number from 0 to 1000, not nan."),
        ("[weights.circled]\nmuch = 1", "line 1: 'circled' is a number from 0 to 1000, not {'much': 1}."),
        ("pace . 'median_s' = -1", "line 1: 'median_s' is a number from 0.1 to 3600, not -1."),
        ("a" * 90_000 + " = 1", "line 1: '" + "a" * 39 + "… is not known."),
        ("x = '''\n" + "a." * 40_000 + "\n'''", "line 1: 'x' is not known."),
        ("weights = { circled = 1e9 }", "line 1: 'circled' is a number from 0 to 1000, not 1000000000.0."),
        ("[pace]\nmedian_s = [1]", "line 2: 'median_s' is a number from 0.1 to 3600, not [1]."),
        ("[pace]\nmedian_s = 2\nmedian-s = 3", "line 3: 'median-s' was set before, as 'median_s'."),
        ("[pace]\n\nshortest_s = 9", "line 3: shortest_s is 9, more than the longest hold, hold_s, 6."),
        ("[splits]\nleast_s = 2", "line 2: least_s is 2, more than most_s"),
        ("[splits]\nmost_s = 0.1", "line 1: least_s is 0.2, more than most_s, 0.1."),
        ("air = 3", "line 1: 'air' is a table: write [air] and its values below."),
        ("look_below = 2", "line 1: 'look_below' is a number from 0 to 1, not 2."),
        ("based_on = 'baroque'", "line 1: there is no taste 'baroque'; the ones there are: classic"),
        ("based_on = 3", "line 1: there is no taste 3;"),
        ("name = 'Classic'", "line 1: 'Classic' is a taste that Rushes brings; give yours"),
        ("name = 3", "line 1: a name is one line of words"),
        ('name = "a\\nb"', "line 1: a name is one line of words"),
        ("[pace\nmedian_s = 1", "this is not TOML: Expected ']' at the end of a table declaration"),
        ("a = " + "[" * 5000, "of mine.toml: "),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(NotATaste) as refused:
        taste_from(text, "mine")
    assert str(refused.value).startswith("The taste mine.toml")
    assert told.replace("of mine.toml: ", "") in str(refused.value)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    absent, folder, odd, large = (tmp_path / f"{name}.toml" for name in ("absent", "folder", "odd", "large"))
    folder.mkdir()
    odd.write_bytes(b"name = \xff\xfe")
    large.write_text("#" * 200_000)
    for path, told in (
        (absent, "The taste absent.toml: the file cannot be read ("),
        (folder, "The taste folder.toml: the file cannot be read ("),
        (odd, "The taste odd.toml: the file is no text in UTF-8."),
        (large, "The taste large.toml: the file is larger than 100 kB."),
    ):
        with pytest.raises(NotATaste) as refused:
            taste_of(str(path))
        assert str(refused.value).startswith(told)
    with pytest.raises(UnknownTaste):
        taste_of(str(tmp_path / "no ending"))


def test_a_taste_of_nothing_cuts_and_is_told_to_care_for_no_words() -> None:
    text = "[weights]\n" + "".join(f'"{name}" = 0\n' for name in NAMES)
    taste = taste_from(text, "nothing")
    script = a_script("ANNA One two three four / BEN Five six seven")
    cut, _ = first_cut(
        script, lined(script, a_reading("1.1", "1-1", 2.0), a_reading("1.2", "1-1", 4.0)), taste
    )
    assert [event.line for event in cut.track("A1")] == ["1.1", "1.2"]
    (finding,) = doubts_about(taste)
    assert finding.kind == "taste may leave the script"


def test_a_taste_that_wants_a_picture_more_than_words_is_told_what_would_mend_it() -> None:
    taste = taste_from("[weights]\ncircled = 50", "mine")
    (finding,) = doubts_about(taste)
    enough = float(finding.advice.removeprefix("With a weight of ").partition(" ")[0])
    for words, doubts in ((enough, 0), (enough - 0.3, 1)):
        text = f"[weights]\ncircled = 50\nas_written = {words}"
        assert len(doubts_about(taste_from(text, "mine"))) == doubts


def test_the_whole_job_takes_it_and_tells_its_name(shoot: Shoot, tmp_path: Path) -> None:
    """From the file to cut.json; a taste that cares for no words is told with the findings."""
    (tmp_path / "Our Film.toml").write_text("[weights]\nas_written = 0\n")
    taste, out = str(tmp_path / "Our Film.toml"), tmp_path / "cut"
    made = rushes.assemble(shoot.screenplay, [shoot.rushes], out, taste=taste, cache=shoot.cache, jobs=1)
    assert json.loads((tmp_path / "cut" / "cut.json").read_bytes())["taste"] == "Our Film"
    assert "taste may leave the script" in {finding.kind for finding in made.findings}


def test_the_whole_job_refuses_it_before_any_work(shoot: Shoot, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[weights]\nas_writen = 0\n")
    with pytest.raises(NotATaste, match="line 2: 'as_writen' is not known; is 'as written' meant"):
        rushes.assemble(shoot.screenplay, [shoot.rushes], tmp_path / "cut", taste=str(tmp_path / "mine.toml"))
    assert not (tmp_path / "cut").exists()


@given(
    st.dictionaries(st.sampled_from(NAMES), st.floats(0, 1000)),
    st.sampled_from(sorted(SECTIONS)),
    st.data(),
)
@settings(max_examples=60)
def test_whatever_is_within_bounds_cuts(weights: dict[str, float], title: str, data: st.DataObject) -> None:
    """Any weights and any one other number give a taste that cuts, or a refusal that says two contradict."""
    key = data.draw(st.sampled_from(sorted(SECTIONS[title])))
    value = data.draw(st.floats(*SECTIONS[title][key]))
    text = "[weights]\n" + "".join(f'"{name}" = {weight!r}\n' for name, weight in weights.items())
    script = a_script("ANNA One two three four / BEN Five six seven")
    found = [a_reading(line, take, 2.0) for line in ("1.1", "1.2") for take in ("1-1", "1A-1")]
    try:
        taste = taste_from(f"{text}\n[{title}]\n{key} = {value!r}\n", "any")
    except NotATaste as refused:
        assert "more than" in str(refused)  # noqa: PT017 -- either is right
    else:
        assert len(first_cut(script, lined(script, *found), taste)[0].track("A1")) == 2
