"""What people decided in the room is in every dialect that leaves."""

from pathlib import Path

import pytest

from rushes.project import JOURNAL, Film, write_film
from rushes.screening import leaving_as
from rushes.screening.acts import SaveVersion, Swap
from rushes.screening.journal import Journal
from rushes.screening.leaving import CannotStand
from rushes.screening.model import OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.turnover import read_cut
from rushes.turnover.dialects.otio import read
from rushes.turnover.leaving_as import wanted
from tests.screening.filming import a_film

WHO = "the editor"


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a film's folder in which the first line of `first` plays another take than it did before."""
    folder = tmp_path / "film"
    write_film(Film(folder, tmp_path / "script.fountain", (tmp_path / "rushes",)))
    with Journal(folder / JOURNAL) as journal:
        room = ScreeningRoom(a_film(), journal)
        room.do(SaveVersion("before"), WHO, room.standing.hash)
        plays = next(event for event in room.standing.cut.track("V1") if event.line == "1.2")
        other = next(one for one in plays.alternates if one.file != plays.file)
        room.do(Swap("1.2", other.file), WHO, room.standing.hash)
    monkeypatch.setattr(leaving_as, "open_film", lambda *_, **__: a_film())
    return folder


def plays(folder: Path, line: str) -> str:
    cut = read_cut((folder / "cut.json").read_bytes())
    return next(event.file for event in cut.track("A1") if event.line == line)


def test_a_film_leaves_as_people_left_it_and_each_time_into_a_new_folder(film: Path) -> None:
    first, sheet = leaving_as.turn_over_as(film, wanted("otio,edl", trust=True))
    before, _ = leaving_as.turn_over_as(film, wanted("otio", trust=True), version="before")
    assert [first, before] == [film / "handed-over" / "001", film / "handed-over" / "002"]
    assert plays(first, "1.2") != plays(before, "1.2")
    assert sheet.standing == "Proposed by the machine, decided by people in 2 places, locked by nobody."
    (told,) = (file for file in first.iterdir() if file.suffix == ".otio")
    assert plays(first, "1.2") in {Path(one.file).name for one in read(told.read_bytes()).placed}


def test_a_film_only_to_look_at_does_not_leave(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = OpenFilm("Lost Property", a_film().screenplay, a_film().lined, only_looks="its rushes are gone")
    monkeypatch.setattr(leaving_as, "open_film", lambda *_, **__: gone)
    with pytest.raises(CannotStand, match=r"its rushes are gone\. Mend that, or name the cut as it was made"):
        leaving_as.turn_over_as(film, wanted("otio"))
    assert not (film / "handed-over").exists()


def test_the_cut_of_a_film_whose_rushes_are_elsewhere_leaves_by_its_file(film: Path, tmp_path: Path) -> None:
    """What the refusal says to do, done: a laptop that has the cut and not the cards hands it over."""
    before, _ = leaving_as.turn_over_as(film, wanted("otio", trust=True), version="before")
    (film / "cut.json").write_bytes((before / "cut.json").read_bytes())
    folder, sheet = leaving_as.turn_over_as(film / "cut.json", wanted("otio", trust=True), tmp_path / "out")
    assert (folder / "turnover.html").is_file()
    assert sheet.standing == "Proposed by the machine, locked by nobody."
