"""What an editor sent back is a version in the room: looked at, compared, handed over, never changed."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rushes.cut.compare import compare
from rushes.project import BROUGHT
from rushes.screening import views
from rushes.screening.acts import SaveVersion
from rushes.screening.brought import BroughtFolder, NotToBePlayed
from rushes.screening.journal import Journal
from rushes.screening.model import FIRST
from rushes.screening.room import NoSuchVersion, ScreeningRoom
from rushes.screening.scene_views import Shape
from tests.screening.sending_back import WHEN, a_film_that_is_heard, send_back, shorter, with_stock


@pytest.fixture
def room(tmp_path: Path) -> ScreeningRoom:
    """Open a film to whose folder versions may come back."""
    return ScreeningRoom(
        a_film_that_is_heard(), Journal(tmp_path / "journal.sqlite"), brought=BroughtFolder(tmp_path)
    )


def versions(room: ScreeningRoom) -> dict[str, Shape]:
    """Return what the page is told of versions that came back, by what they are called."""
    told = views.state_view(room, room.standing)["versions"]
    return {one["title"]: one for one in told if one["by"] == "editor"}


def test_a_version_that_came_back_stands_in_the_list(room: ScreeningRoom, tmp_path: Path) -> None:
    """Whose, from which file, when, how far from the first cut; and it appears while the room is open."""
    assert not versions(room)
    send_back(room, tmp_path, shorter(room.standing.cut, "1.2", 6))
    (told,) = versions(room).values()
    assert (told["title"], told["what"], told["who"], told["at"]) == (
        "locked v3",
        "locked v3.xml",
        "the editor",
        WHEN,
    )
    assert 0 < told["distance"] < 0.5
    assert (told["trouble"], told["place"]) == ("", f"{BROUGHT}/locked v3/locked v3.xml")
    shutil.rmtree(tmp_path / BROUGHT)
    assert not versions(room)


def test_it_is_played_and_compared_as_it_came(room: ScreeningRoom, tmp_path: Path) -> None:
    """The trim is there to the frame, and nothing else is said to be different."""
    send_back(room, tmp_path, shorter(room.standing.cut, "1.2", 6))
    key = versions(room)["locked v3"]["name"]
    cut = room.version(key).cut
    assert cut.frames == room.standing.cut.frames - 6
    (trim,) = compare(room.standing.cut, cut).trims
    assert (trim.line, trim.head, trim.tail) == ("1.2", 0, -6)
    scenes = views.version_view(room, key)["scenes"]
    assert sum(scene["frames"] for scene in scenes) == cut.frames
    changes = {one["what"]: one["rows"] for one in views.compare_view(room, "", key)["changes"]}
    assert changes == {"Lines trimmed otherwise, in frames of the film": ["1.2: 6 fewer after"]}
    (told,) = views.brought_view(room, key)["changes"]
    assert told["what"] == "Cut out of the middle"  # the take runs on behind the line
    assert "6 frames" in told["rows"][0]
    assert room.version("locked v3").cut == cut  # as a command names it


def test_what_came_back_unchanged_is_not_different(room: ScreeningRoom, tmp_path: Path) -> None:
    """Every line is where it was, in takes that run on, too."""
    send_back(room, tmp_path, room.standing.cut)
    assert views.compare_view(room, "", "locked v3") == {"says": [], "changes": []}


def test_what_no_cut_can_hold_is_told_and_not_played(room: ScreeningRoom, tmp_path: Path) -> None:
    """A shot from a library: the room says so, what they changed is told all the same."""
    send_back(room, tmp_path, with_stock(room.standing.cut, "1.2"))
    told = versions(room)["locked v3"]
    assert "material that is no clip of this film" in told["trouble"]
    assert views.brought_view(room, told["name"])["changes"]
    with pytest.raises(NotToBePlayed, match="no clip of this film"):
        room.version(told["name"])


def test_a_name_that_somebody_gave_goes_before(room: ScreeningRoom, tmp_path: Path) -> None:
    """Two versions of one name: each is asked for by its own."""
    send_back(room, tmp_path, shorter(room.standing.cut, "1.2", 6), FIRST)
    room.do(SaveVersion("before lunch"), "the director", room.standing.hash)
    send_back(room, tmp_path, shorter(room.standing.cut, "1.2", 9), "before lunch")
    whole = room.standing.cut.frames
    assert room.version(FIRST).cut.frames == whole
    assert room.version("before lunch").cut.frames == whole
    assert room.version(f"{BROUGHT}/before lunch").cut.frames == whole - 9
    assert room.version(f"{BROUGHT}/{FIRST}").cut.frames == whole - 6
    with pytest.raises(NoSuchVersion):
        room.version("after lunch")


def test_footage_that_is_another_now_is_not_played_for_it(room: ScreeningRoom, tmp_path: Path) -> None:
    """Other content under a clip's name is no clip of that version."""
    send_back(room, tmp_path, room.standing.cut)
    film = a_film_that_is_heard()
    clips = tuple(replace(clip, sha256="f" * 64) for clip in film.lined.clips)
    other = replace(film, lined=replace(film.lined, clips=clips))
    with Journal(tmp_path / "other.sqlite") as journal:
        later = ScreeningRoom(other, journal, brought=BroughtFolder(tmp_path))
        with pytest.raises(NotToBePlayed, match="no longer has"):
            later.version("locked v3")


BROKEN: dict[str, list[bytes | None]] = {
    "conform.json": [b"", b"{", b"[]", b'{"schema": "rushes.conform/9"}', b"\xff\xfe", b"[" * 100_000, None],
    "cut.json": [b"", b"{", b'{"schema": "rushes.cut/99"}', b"\x00" * 100, b"[" * 100_000, b'{"events": 7}'],
}


@pytest.mark.parametrize(("file", "content"), [(file, one) for file, many in BROKEN.items() for one in many])
def test_a_broken_folder_is_told_in_a_sentence(
    room: ScreeningRoom, tmp_path: Path, file: str, content: bytes | None
) -> None:
    """And the whole one beside it is as it was."""
    send_back(room, tmp_path, room.standing.cut, "whole")
    place = send_back(room, tmp_path, shorter(room.standing.cut, "1.2", 6), "broken") / file
    place.unlink()
    if content is not None:
        place.write_bytes(content)
    told = versions(room)
    assert told["whole"]["trouble"] == ""
    assert told["broken"]["trouble"].endswith(".")
    assert file in told["broken"]["trouble"]
    json.loads(views.as_json(views.brought_view(room, told["broken"]["name"])))
    with pytest.raises(NotToBePlayed):
        room.version(told["broken"]["name"])


def test_what_else_lies_in_the_folder_is_no_version(room: ScreeningRoom, tmp_path: Path) -> None:
    """A file, a hidden folder that a copy left behind; an empty one says that it is empty."""
    folder = tmp_path / BROUGHT
    (folder / ".half").mkdir(parents=True)
    (folder / "notes.txt").write_text("call them", encoding="utf-8")
    (folder / "empty").mkdir()
    (told,) = versions(room).values()
    assert told["trouble"] == "There is no conform.json in its folder: bring the editor's file again."
