"""What is asked of a cut on the command line: why, in what two differ; pins and versions of the main job."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from rushes import assemble, cli
from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, first_cut
from rushes.cut.why import numbered
from rushes.errors import Refusal
from rushes.screenplay import Screenplay
from rushes.turnover.report.cards import cards_of
from rushes.turnover.report.shelf import shelf_from
from tests.conftest import Shoot
from tests.cut.making import days
from tests.test_assembly import PROMISED, cut_of

PINS = """
by = "Ruth"
[[pin]]
line = "1.2"
take = "{take}"
why = "his hands"
"""


def asked(*words: object) -> int:
    """Run a command in this process and return its exit code."""
    with pytest.raises(SystemExit) as left:
        cli.main([str(word) for word in words])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture(scope="module")
def film(shot_once: Shoot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a cut with one other version; nobody may change it."""
    out = tmp_path_factory.mktemp("asked") / "film"
    assemble(shot_once.screenplay, [shot_once.rushes], out, jobs=1, cache=shot_once.cache, versions=1)
    return out


def test_why_tells_everything_about_one_event(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What it is, what is said, what told for it, what was next best; no line is wider than a terminal."""
    assert asked("why", film, 1) == 0
    told = capsys.readouterr().out
    assert told.startswith("Event 1 of 3: V1, 01:00:00:00 to ")
    assert "1.1 ANNA: Where did you put the yellow kettle?" in told
    for part in ("Why this picture: ", "for it", "as written", "Next best", "Confidence 0."):
        assert part in told
    assert max(map(len, told.splitlines())) <= 80


@given(days())
@settings(max_examples=30)
def test_events_have_the_numbers_that_the_report_gives_them(day: tuple[Screenplay, LinedScript]) -> None:
    """Whoever reads 7 on the page asks for 7, whatever was shot."""
    script, lined = day
    cut, _ = first_cut(script, lined, TASTES["classic"])
    cards = cards_of(cut, shelf_from(script, lined, cut, {}))
    assert {card.number: card.event for card in cards} == dict(enumerate(numbered(cut), 1))


def test_why_as_json_is_the_value(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same in a shape for programs; its worth is the sum of its reasons."""
    assert asked("why", film / "cut.json", 2, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["number"], told["count"]) == ("rushes.why/1", 2, 3)
    picture = told["picture"]
    reasons = [*picture["reasons_for"], *picture["against"]]
    assert abs(sum(reason["worth"] for reason in reasons) - picture["worth"]) < 0.01
    differences = picture["next_best"]["lost_on"] + picture["next_best"]["ahead_on"]
    assert abs(sum(one["ahead"] for one in differences) - picture["next_best"]["behind"]) < 0.01


@pytest.mark.parametrize(
    "place", ["{film}", "{film}/cut.json", "{film}/versions/{version}", "{film}/{version}"]
)
def test_a_cut_goes_by_its_file_its_folder_or_its_version(
    place: str, film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And so it does for `compare`, where a version of the first may be named alone."""
    (version,) = (folder.name for folder in (film / "versions").iterdir())
    assert asked("why", place.format(film=film, version=version), 1) == 0
    capsys.readouterr()
    assert asked("compare", film, version) == 0
    told = capsys.readouterr().out
    assert "Lines from another take" in told
    assert "The same: the takes of " in told
    assert max(map(len, told.splitlines())) <= 80


def test_compare_as_json_counts_what_is_the_same(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("compare", film, film, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "rushes.compare/1"
    assert (told["takes"], told["shots_new"], told["share"], told["longer_s"]) == ([], [], 0.0, 0.0)
    assert told["same_takes"] == told["lines"] == 3
    assert asked("compare", film, film) == 0
    assert "Nothing is different, to the frame." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["why", "{film}", "99"], "There is no event 99; the cut has events 1 to 3."),
        (["why", "{film}", "first"], "'first' is not a valid integer"),
        (["why", "{film}/lost", "1"], "There is no cut at"),
        (["why", "{film}/findings.json", "1"], "cannot be read as a cut"),
        (["compare", "{film}", "another"], "(versions there: "),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    words: list[str], told: str, film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(*(word.format(film=film) for word in words)) == 2
    heard = capsys.readouterr()
    assert told in heard.err
    assert heard.out == ""


def test_a_cut_alone_can_be_asked_without_its_words(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever is sent a cut.json alone reads the reasons; the lines are in the lined script beside it."""
    (tmp_path / "mine.json").write_bytes((film / "cut.json").read_bytes())
    assert asked("why", tmp_path / "mine.json", 1) == 0
    told = capsys.readouterr().out
    assert "Why this picture: " in told
    assert "kettle" not in told


def test_a_version_is_a_folder_with_its_own_timelines(film: Path) -> None:
    """Called after what it does, in the folder and in the timelines: an editing system shows which it is."""
    (version,) = (film / "versions").iterdir()
    endings = {".otio", ".xml", ".edl"}
    timelines = {f"{version.name}{ending}" for ending in endings}
    assert {file.name for file in version.iterdir()} == {*timelines, "cut.json", "preview.mp4"}
    assert version.name in json.loads((version / f"{version.name}.otio").read_text())["name"]


def test_versions_come_and_go_with_the_option(shoot: Shoot, tmp_path: Path) -> None:
    """A later run without them takes them away; a person's own file in a version's folder stops it."""
    out = tmp_path / "cut"
    made = cut_of(shoot, out, versions=9)
    version, *_ = made.versions
    assert [finding.kind for finding in made.findings if finding.kind == "fewer versions"] == [
        "fewer versions"
    ]
    (out / "versions" / version.name / "notes.txt").write_text("mine")
    with pytest.raises(Refusal, match=r"notes\.txt, which Rushes did not make"):
        cut_of(shoot, out)
    (out / "versions" / version.name / "notes.txt").unlink()
    cut_of(shoot, out)
    assert {file.name for file in out.iterdir() if not file.name.startswith(".")} == {
        *PROMISED,
        "film.toml",
    }


def test_the_summary_tells_each_version(
    shoot: Shoot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it does, how much of the film that is, what it is worth beside the first; JSON has the same."""
    words = ("assemble", shoot.screenplay, shoot.rushes, "-o", tmp_path / "cut", "--cache", shoot.cache)
    assert asked(*words, "--versions", 1) == 0
    told = capsys.readouterr().out
    assert f"Other cuts in {tmp_path / 'cut' / 'versions'}; what is heard in the first is worth" in told
    assert "of 3 lines from elsewhere" in told
    assert asked(*words, "--versions", 1, "--json") == 0
    (version,) = json.loads(capsys.readouterr().out)["versions"]
    assert (tmp_path / "cut" / "versions" / version["name"] / "cut.json").exists()
    assert version["moved"]


def pinned(shoot: Shoot, tmp_path: Path, text: str, **more: Any) -> Any:
    file = tmp_path / "pins.toml"
    file.write_text(text, encoding="utf-8")
    return cut_of(shoot, tmp_path / "cut", pins=file, **more)


def test_a_pin_from_a_file_is_kept_and_told(
    shoot: Shoot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line comes from the take that Ruth asked for, with her name and her reason beside it."""
    free = cut_of(shoot, tmp_path / "free").cut
    was = next(clip.name for clip in free.clips if clip.file == free.track("A1")[1].file)
    (other,) = {"1-1", "1A-1"} - {was}
    made = pinned(shoot, tmp_path, PINS.format(take=other))
    (event,) = (event for event in made.cut.track("A1") if event.line == "1.2")
    assert made.cut.clip(event.file).name == other
    assert asked("why", tmp_path / "cut", 2) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"Pinned: Ruth decided line 1.2: {other} (pins.toml, line 3): his hands." in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PINS.format(take="1F-1"), r"pins\.toml, line 3: no clip is called 1F-1\. Clips are called 1"),
        (PINS.format(take="1-1") + PINS[13:].format(take="1A-1"), "line 3 and pins.toml, line 7 contradict"),
        ("by = 'Ruth'", r"pins\.toml: there is no pin in it"),
    ],
)
def test_pins_that_cannot_be_kept_leave_nothing_written(
    text: str, told: str, shoot: Shoot, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=told):
        pinned(shoot, tmp_path, text)
    assert not (tmp_path / "cut").exists()


def test_a_file_of_pins_that_is_not_there_is_refused_before_any_work(shoot: Shoot, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="it cannot be read"):
        cut_of(shoot, tmp_path / "cut", pins=tmp_path / "lost.toml", watch=lambda _: pytest.fail("worked"))
