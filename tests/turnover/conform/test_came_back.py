"""What came back is kept with the film as it came, and nothing is written over."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from rushes.cli import mouth
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.project import BROUGHT, FILM, is_a_persons
from rushes.turnover import cut_json, find_cut, open_cut
from rushes.turnover.came_back import CannotKeep, ReportThere, come_back
from rushes.turnover.conform import OtherFilm
from rushes.turnover.dialects import DIALECTS
from tests.turnover.chromium import Chromium
from tests.turnover.conform.coming_back import TAKES, WILL_AGAIN, scene, split, with_alternate
from tests.turnover.making import clip


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a film's folder with its first cut."""
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / FILM).write_text('script = "s.fountain"\nfootage = ["rushes"]\n', encoding="utf-8")
    (folder / "cut.json").write_bytes(cut_json(scene()))
    return folder


def exported(folder: Path, name: str, dialect: str = "fcp7", used: Clip | None = None) -> Path:
    """Return a file that an editing system might have written: a trim, a split edit, a line dropped."""
    line, own, start, end = TAKES[1]
    takes = [TAKES[0], (line, used or own, start, end - 6), *TAKES[2:4]]
    (data,) = DIALECTS[dialect].write(split(scene(takes), 2, 5)).values()
    file = folder / name
    file.write_bytes(data)
    return file


def test_a_report_that_a_full_disk_breaks_off_does_not_stand(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all; with more room the same command writes it."""
    edited, report = exported(tmp_path, "v2.xml"), tmp_path / "report" / "changes.html"
    whole = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        whole(file, data[:100])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", full)
        with pytest.raises(CannotKeep, match="No space left"):
            come_back(film / "cut.json", edited, report)
    assert list(report.parent.iterdir()) == []
    come_back(film / "cut.json", edited, report)
    assert report.read_bytes().endswith(b"</html>")


def test_our_own_auditions_are_nothing_to_be_unsure_of(film: Path, tmp_path: Path) -> None:
    """FCPXML carries the choices not taken, since we put them there."""
    first = with_alternate(scene(), "1.2", WILL_AGAIN, (40, 140))
    (film / "cut.json").write_bytes(cut_json(first))
    (data,) = DIALECTS["fcpxml"].write(first).values()
    (tmp_path / "back.fcpxml").write_bytes(data)
    found = come_back(film / "cut.json", tmp_path / "back.fcpxml").found
    assert (found.changes, found.findings) == ((), ())


def test_a_version_is_kept_with_the_film(film: Path, tmp_path: Path) -> None:
    """The file as it came, its report, what other programs read, and a cut that opens as any other."""
    edited = exported(tmp_path, "locked v3.xml")
    back = come_back(film, edited, name="after the first screening")
    place = film / BROUGHT / "after the first screening"
    assert back.kept == place
    assert sorted(file.name for file in place.iterdir()) == [
        "conform.html",
        "conform.json",
        "cut.json",
        "locked v3.xml",
    ]
    assert (place / "locked v3.xml").read_bytes() == edited.read_bytes()
    assert json.loads((place / "conform.json").read_text(encoding="utf-8"))["sha256"] == back.sha256
    assert is_a_persons(f"{BROUGHT}/after the first screening/cut.json")
    assert find_cut(film / "after the first screening") == place / "cut.json"
    again = come_back(place, edited)
    assert (again.found.distance, again.kept) == (0, None)
    assert open_cut(place / "cut.json").standing.startswith("Proposed by the machine, decided by people")


def test_the_same_file_is_kept_once_and_another_gets_a_number(film: Path, tmp_path: Path) -> None:
    """What is there is never written over."""
    edited = exported(tmp_path, "cut.xml")
    assert come_back(film, edited).before is False
    assert come_back(film, edited).before is True
    other = exported(tmp_path, "cut.otio", "otio")
    assert come_back(film, other, name="cut").kept == film / BROUGHT / "cut-2"


@pytest.mark.parametrize(
    "name", ["../../elsewhere", "/etc/passwd", "..", "a/b", ".hidden", "\x00", "中文:v2"]
)
def test_a_version_stays_in_the_films_folder_whatever_it_is_called(
    name: str, film: Path, tmp_path: Path
) -> None:
    """A name is a name and no path."""
    kept = come_back(film, exported(tmp_path, "v.xml"), name=name).kept
    assert kept is not None
    assert kept.parent == film / BROUGHT
    assert kept.resolve().parent == (film / BROUGHT).resolve()
    assert not kept.name.startswith(".")


def test_what_no_cut_can_hold_is_kept_as_a_file(film: Path, tmp_path: Path) -> None:
    """A shot from a library is no clip of the film."""
    edited = exported(tmp_path, "v.xml", used=clip("skyline.mov", start=1, sha256="5" * 64))
    back = come_back(film, edited)
    assert back.no_cut == "material that is no clip of this film"
    assert back.kept is not None
    assert not (back.kept / "cut.json").exists()


def test_a_report_is_not_written_over(film: Path, tmp_path: Path) -> None:
    """Named twice, the second time is refused before anything is kept."""
    edited, page = exported(tmp_path, "v.xml"), tmp_path / "reports" / "v.html"
    come_back(film / "cut.json", edited, page)
    assert not (film / BROUGHT).exists()
    with pytest.raises(ReportThere, match="not written over"):
        come_back(film, edited, page)
    assert not (film / BROUGHT).exists()


def test_what_cannot_be_compared_is_refused_in_a_sentence(film: Path, tmp_path: Path) -> None:
    """Another film's timeline, an empty file, no timeline, none at all: nothing is kept."""
    (data,) = (
        DIALECTS["fcp7"].write(scene([("9.1", clip("other.mov", start=5, sha256="9" * 64), 0, 50)])).values()
    )
    (tmp_path / "other.xml").write_bytes(data)
    with pytest.raises(OtherFilm):
        come_back(film, tmp_path / "other.xml")
    for name, content in (
        ("empty.xml", b""),
        ("poem.edl", b"Roses are red"),
        ("half.otio", b'{"OTIO_SCHEMA": "Ti'),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refusal):
            come_back(film, tmp_path / name)
    with pytest.raises(Refusal):
        come_back(film, tmp_path / "nowhere.xml")
    assert not (film / BROUGHT).exists()


def test_the_command_tells_what_was_changed(film: Path, tmp_path: Path) -> None:
    """The distance, the counts, each change at its place, and where it is kept."""
    edited = exported(tmp_path, "v.fcpxml", "fcpxml")
    told = CliRunner().invoke(mouth, ["conform", str(film), str(edited)], catch_exceptions=False).output
    assert told.startswith("Edit distance 0.2")
    assert "trimmed 1.2: 1A-2: tail 6 frames shorter" in told
    assert "split edit moved 1.4: 1A-2: straight → sound first, 5 frames" in told
    assert "line dropped 1.5" in told
    asked = ["conform", str(film), str(edited), "--json"]
    shape = json.loads(CliRunner().invoke(mouth, asked, catch_exceptions=False).output)
    assert shape["schema"] == "rushes.conform/1"
    assert [change["kind"] for change in shape["changes"]] == [
        "trimmed",
        "split moved",
        "removed",
        "line dropped",
    ]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_report_fits_its_window(width: int, film: Path, tmp_path: Path, browser: Chromium) -> None:
    """On a phone and on a desk nothing sticks out, nothing is fetched, and every change is in the table."""
    kept = come_back(film, exported(tmp_path, "v.xml")).kept
    assert kept is not None
    browser.open(kept / "conform.html", width)
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert browser.evaluate("document.querySelectorAll('tbody tr').length") == 4
    assert browser.evaluate("document.querySelectorAll('.lane:not(.heard) > *').length") == 9
    assert [asked for asked in browser.asked if not asked.startswith("file:")] == []
