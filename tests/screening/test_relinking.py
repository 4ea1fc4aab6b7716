"""Footage that went away is found again by its content, and the film is whole again, also the next time."""

import hashlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from rushes import assemble
from rushes.crew import Crew
from rushes.engine import Cache
from rushes.errors import Refusal
from rushes.footage import NoFootage
from rushes.footage.model import Behind, Clip
from rushes.project import FILM, JOURNAL, Film
from rushes.screening.acts import Comment, Keep, Lock, LookAt, Relink, Swap
from rushes.screening.decide import NobodyNamed
from rushes.screening.film import open_film
from rushes.screening.journal import Journal
from rushes.screening.leaving import CannotStand, turn_over_film
from rushes.screening.media import MediaRoom
from rushes.screening.model import OpenFilm
from rushes.screening.opening import open_room
from rushes.screening.relinking import NoSuchFolder, NothingMissing, NotThere, look_through, relink
from rushes.screening.reopening import Known, footage_of
from rushes.screening.room import LooksOnly, ScreeningRoom
from rushes.screening.server import app_for
from rushes.screening.standing import look_key
from tests.conftest import Shoot
from tests.screening.filming import a_film
from tests.turnover.filming import film

WHO = "the editor"
if TYPE_CHECKING:
    from rushes.engine import Progress

TOKEN, PORT = "a token that nobody guesses", 4713


@pytest.fixture(scope="module")
def shot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shoot a second for every clip of the film, each with other numbers in its picture."""
    folder = tmp_path_factory.mktemp("shot")
    for number, clip in enumerate(a_film().lined.clips):
        film(folder / clip.file, frames=25, size=(64, 36), number=number)
    return folder


@pytest.fixture
def filmed(tmp_path: Path, shot: Path) -> OpenFilm:
    """Return the film over real files, which lie in `rushes`."""
    shutil.copytree(shot, tmp_path / "rushes")
    whole = a_film()
    clips = tuple(_filmed(clip, tmp_path / "rushes" / clip.file) for clip in whole.lined.clips)
    return replace(whole, lined=replace(whole.lined, clips=clips))


def _filmed(clip: Clip, path: Path) -> Clip:
    told = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(clip, path=path, sha256=told, width=64, height=36, channels=1)


@pytest.fixture
def room(tmp_path: Path, filmed: OpenFilm) -> Iterator[ScreeningRoom]:
    """Open the room."""
    with Journal(tmp_path / JOURNAL) as journal:
        yield ScreeningRoom(filmed, journal)


def away(folder: Path, name: str = "elsewhere") -> Path:
    """Move the footage to another folder, and return that."""
    return (folder / "rushes").rename(folder / name)


def test_a_folder_that_was_moved_is_found_and_written_down(tmp_path: Path, room: ScreeningRoom) -> None:
    """All of it, by one folder; the cut and what may be undone are as they were."""
    room.do(Swap("1.2", "1B-1.mov"), WHO, room.standing.hash)
    before = room.standing
    found = relink(room, tmp_path, str(away(tmp_path)), WHO)
    assert len(found.found) == len(room.clips) == 8
    assert (found.missing, found.refused, found.again) == ((), (), False)
    assert all(clip.path.is_file() for clip in (*room.clips.values(), *room.standing.cut.clips))
    assert (room.standing.hash, room.standing.cut.events) == (before.hash, before.cut.events)
    room.do(Swap("1.2", "1-1.mov"), WHO, room.standing.hash)
    assert all(clip.path.is_file() for clip in room.standing.cut.clips)
    entry = room.since("")[1]
    assert isinstance(entry.act, Relink)
    assert (entry.who, entry.act.folder, len(entry.act.found)) == (WHO, str(tmp_path / "elsewhere"), 8)


def test_a_clip_is_known_by_its_content_and_by_nothing_else(tmp_path: Path, room: ScreeningRoom) -> None:
    """Renamed it is found; another file under its name is refused, by that name."""
    new = away(tmp_path)
    (new / "1-1.mov").rename(new / "copy of something.mov")
    (new / "1A-1.mov").write_bytes((new / "1B-1.mov").read_bytes() + b"more")
    found = relink(room, tmp_path, str(new), WHO)
    assert room.clips["1-1.mov"].path == new / "copy of something.mov"
    assert [clip.file for clip in found.missing] == ["1A-1.mov"]
    assert found.refused == ("1A-1.mov is not 1A-1: it has its name and holds something else.",)


def test_what_is_there_twice_is_not_guessed_at(tmp_path: Path, room: ScreeningRoom) -> None:
    """A card and its copy: both places are named, and a folder with one of them will do."""
    new = away(tmp_path)
    shutil.copytree(new, new / "backup", ignore=lambda *_: ["2-1.mov"])
    found = relink(room, tmp_path, str(new), WHO)
    assert [clip.file for clip in found.found] == ["2-1.mov"]
    assert any("1-1 is there more than once (1-1.mov, backup/1-1.mov)" in one for one in found.refused)
    assert not relink(room, tmp_path, str(new / "backup"), WHO).missing


def test_no_more_is_read_than_must_be(tmp_path: Path, filmed: OpenFilm) -> None:
    """Of nine files the one that is called so is read first, and then no other."""
    (lost,) = (clip for clip in filmed.lined.clips if clip.file == "2B-1.mov")
    film(tmp_path / "rushes" / "0.mov", frames=5)
    told: list[Progress] = []
    assert look_through(tmp_path / "rushes", [lost], told.append).places == {lost.sha256: lost.path}
    assert [one.subject for one in told] == ["2B-1.mov"]


@pytest.mark.parametrize(
    ("named", "refusal"),
    [
        ("", NoSuchFolder),
        ("rushes", NoSuchFolder),
        ("/no/such/folder", NoSuchFolder),
        ("\0", NoSuchFolder),
        ("/" + "x" * 5000, NoSuchFolder),
        ("{0}/empty", NoFootage),
        ("{0}/other", NotThere),
        ("{0}/journal.sqlite", NoSuchFolder),
    ],
)
def test_a_folder_of_nothing_is_refused(
    tmp_path: Path, room: ScreeningRoom, named: str, refusal: type[Refusal]
) -> None:
    """With a sentence that says what to do, and nothing is written."""
    away(tmp_path)
    (tmp_path / "empty").mkdir()
    film(tmp_path / "other" / "else.mov", frames=5)
    with pytest.raises(refusal):
        relink(room, tmp_path, named.format(tmp_path), WHO)
    assert room.standing.decisions.seq == 0


def test_a_name_is_needed_and_something_that_is_missing(tmp_path: Path, room: ScreeningRoom) -> None:
    """Somebody finds it; and who misses nothing looks for nothing."""
    with pytest.raises(NothingMissing):
        relink(room, tmp_path, "/", WHO)
    with pytest.raises(NobodyNamed):
        relink(room, tmp_path, str(away(tmp_path)), "")


def test_who_only_looks_finds_nothing(tmp_path: Path, filmed: OpenFilm) -> None:
    """A second room, or one that was opened so."""
    looking = ScreeningRoom(filmed, None, only_looks="you opened it so")
    with pytest.raises(LooksOnly, match="you opened it so"):
        relink(looking, tmp_path, str(away(tmp_path)), WHO)


def test_after_a_lock_footage_may_still_be_found(tmp_path: Path, room: ScreeningRoom) -> None:
    """It changes nothing of the cut."""
    for event in room.standing.to_look:
        room.do(LookAt(look_key(event)), WHO, room.standing.hash)
    room.do(Lock(), WHO, room.standing.hash)
    assert not relink(room, tmp_path, str(away(tmp_path)), WHO).missing


def test_the_sound_behind_a_picture_is_found_too(tmp_path: Path, filmed: OpenFilm) -> None:
    """A recorder's file is a file of the film as any other."""
    first, *rest = filmed.lined.clips
    sound = replace(_filmed(first, first.path), file="T01.wav", path=tmp_path / "rushes" / "T01.wav")
    sound.path.write_bytes(b"RIFF a recording")
    sound = replace(sound, sha256=hashlib.sha256(sound.path.read_bytes()).hexdigest(), is_sound=True)
    clips = (replace(first, behind=(Behind(sound, 0.0),)), *rest)
    with Journal(tmp_path / JOURNAL) as journal:
        room = ScreeningRoom(replace(filmed, lined=replace(filmed.lined, clips=clips)), journal)
        assert not relink(room, tmp_path, str(away(tmp_path)), WHO).missing
        assert room.clips["T01.wav"].path.is_file()
        assert room.film.lined.clips[0].behind[0].sound.path.is_file()


def test_the_page_plays_what_was_found_at_once(tmp_path: Path, room: ScreeningRoom) -> None:
    """Without opening the room again: gone before, made and heard after, in the journal by its folder."""
    new = away(tmp_path)
    page = tmp_path / "page"
    page.mkdir()
    media = MediaRoom(tmp_path / "cache", room.clips)
    app = app_for(room, media, token=TOKEN, port=PORT, page=page, folder=tmp_path)
    home = f"http://127.0.0.1:{PORT}"
    with TestClient(app, base_url=home) as client:
        client.headers.update({"authorization": f"Bearer {TOKEN}", "origin": home})
        clip = client.get("/api/film").json()["clips"][0]
        assert clip["media"] == "gone"
        assert client.get(f"/media/{clip['id']}.mp4").status_code == 410
        assert client.post("/api/relink", json={"folder": 5}).status_code == 400
        told = {"act": "relink", "folder": str(new), "who": WHO, "seen": room.standing.hash}
        assert client.post("/api/act", json=told).json()["error"] == "no act"
        answer = client.post("/api/relink", json={"folder": str(new), "who": WHO}).json()
        assert (len(answer["found"]), answer["missing"], answer["again"]) == (8, [], False)
        until = time.monotonic() + 60
        while client.get(f"/media/{clip['id']}.mp4").status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert client.get(f"/media/{clip['id']}/sound.wav?from_s=0&to_s=1").status_code == 200
        (entry,) = client.get("/api/journal").json()["entries"]
        assert entry["act"] == {"act": "relink", "folder": str(new)}
        assert client.post("/api/relink", json={"folder": str(new), "who": WHO}).status_code == 422


def test_a_card_that_is_in_again_needs_no_finding(tmp_path: Path, room: ScreeningRoom) -> None:
    """Who loads the page anew sees what is there now: out, in, and out again."""
    (tmp_path / "page").mkdir()
    media = MediaRoom(tmp_path / "cache", room.clips)
    app = app_for(room, media, token=TOKEN, port=PORT, page=tmp_path / "page", folder=tmp_path)
    home = f"http://127.0.0.1:{PORT}"
    with TestClient(app, base_url=home) as client:
        client.headers.update({"authorization": f"Bearer {TOKEN}", "origin": home})

        def gone() -> int:
            return sum(one["media"] == "gone" for one in client.get("/api/film").json()["clips"])

        assert gone() == 0
        new = away(tmp_path)
        assert gone() == 8
        new.rename(tmp_path / "rushes")
        refused = client.post("/api/relink", json={"folder": "/", "who": WHO})
        assert (refused.status_code, refused.json()["sentence"][:18]) == (422, "Nothing is missing")
        assert gone() == 0


@pytest.fixture
def cut(shoot: Shoot, tmp_path: Path) -> Path:
    """Return a film that was cut from two takes."""
    out = tmp_path / "first-cut"
    assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache)
    return out


def opened(film: Path, shoot: Shoot, **how: bool) -> ScreeningRoom:
    """Return the room as `rushes screen` opens it."""
    return open_room(film, jobs=1, cache=shoot.cache, read_only=how.get("read_only", False)).room


def test_a_film_whose_footage_was_moved_opens_whole_again(cut: Path, shoot: Shoot, tmp_path: Path) -> None:
    """First it is looked at, with what is missing; then it is found, and the next room decides as before.

    Its folder has another name, and one clip was renamed: the clips keep theirs, so all decisions hold.
    """
    toml = (cut / FILM).read_text(encoding="utf-8")
    with Journal(cut / JOURNAL) as journal:
        first = ScreeningRoom(open_film(cut, jobs=1, cache=shoot.cache), journal)
        plays = next(event.file for event in first.standing.cut.spoken if event.line == "1.2")
        first.do(Keep("1.2", plays), WHO, first.standing.hash)
        before = first.standing
    new = shoot.rushes.rename(tmp_path / "another name")
    (new / plays).rename(new / "renamed.mov")

    room = open_room(cut, read_only=False, jobs=1, cache=shoot.cache)
    assert "There is no footage at" in room.only_looks
    assert room.room.can_relink
    found = relink(room.room, cut, str(new), "the assistant")
    assert found.again
    assert not found.missing
    assert all(clip.path.is_file() for clip in room.room.clips.values())
    room.close()

    again = open_room(cut, read_only=False, jobs=1, cache=shoot.cache)
    assert not again.only_looks
    assert again.room.standing.cut.events == before.cut.events
    assert again.room.standing.hash == before.hash
    assert {clip.file: clip.slate for clip in again.room.clips.values()} == {
        clip.file: clip.slate for clip in first.clips.values()
    }
    assert again.room.clips[plays].path == new / "renamed.mov"
    again.room.do(Comment(0, "all there"), WHO, again.room.standing.hash)
    again.close()
    assert (cut / FILM).read_text(encoding="utf-8") == toml
    assert turn_over_film(cut, jobs=1, cache=shoot.cache).folder.is_dir()


def test_a_new_folder_that_was_written_down_and_moved_is_found_where_it_lies(
    cut: Path, shoot: Shoot, tmp_path: Path
) -> None:
    """What the film was cut from lies where it lay, and is not what film.toml asks for: it is not taken."""
    copy = shutil.copytree(shoot.rushes, tmp_path / "copy")
    toml = (cut / FILM).read_text(encoding="utf-8")
    named = next(line for line in toml.splitlines() if line.startswith("footage"))
    (cut / FILM).write_text(toml.replace(named, f'footage = ["{copy.as_posix()}"]'), encoding="utf-8")
    room = open_room(cut, read_only=False, jobs=1, cache=shoot.cache)
    new = copy.rename(tmp_path / "moved")
    assert not relink(room.room, cut, str(new), WHO).missing
    room.close()
    again = open_room(cut, read_only=False, jobs=1, cache=shoot.cache)
    assert not again.only_looks
    assert all(clip.path.parent == new for clip in again.room.clips.values())
    again.close()


def test_one_take_that_went_away_keeps_the_film_from_being_cut_without_it(
    cut: Path, shoot: Shoot, tmp_path: Path
) -> None:
    """It is named; the film is looked at, nothing leaves, and it is found where it lies now."""
    file = next(file for file in sorted(shoot.rushes.iterdir()) if file.suffix == ".mov")
    (tmp_path / "elsewhere").mkdir()
    file.rename(tmp_path / "elsewhere" / file.name)
    room = open_room(cut, read_only=False, jobs=1, cache=shoot.cache)
    assert "is not where it was" in room.only_looks
    with pytest.raises(CannotStand, match="is not where it was"):
        turn_over_film(cut, jobs=1, cache=shoot.cache)
    media = MediaRoom(shoot.cache, room.room.clips)
    app = app_for(room.room, media, token=TOKEN, port=PORT, page=tmp_path, folder=cut)
    home = f"http://127.0.0.1:{PORT}"
    with TestClient(app, base_url=home) as client:
        client.headers.update({"authorization": f"Bearer {TOKEN}", "origin": home})
        told = client.get("/api/film").json()
        assert (bool(told["read_only"]), told["relinks"]) == (True, True)
        answer = client.post("/api/relink", json={"folder": str(tmp_path / "elsewhere"), "who": WHO}).json()
        assert (len(answer["found"]), answer["missing"], answer["again"]) == (1, [], True)
        assert "gone" not in {clip["media"] for clip in client.get("/api/film").json()["clips"]}
    room.close()
    assert opened(cut, shoot).only_looks == ""


def test_two_cards_with_the_same_names_keep_them_apart(tmp_path: Path) -> None:
    """One card lies in another folder now: its clips are called, slated and ordered as if it lay there still.

    Its paper came along with it, and is read where it lies.
    """
    for card in ("A", "B"):
        film(tmp_path / "moved" / card / "27A-1.mov", frames=5, number=ord(card))
    (tmp_path / "A").mkdir()
    (tmp_path / "moved" / "A" / "27A-1.mov").rename(tmp_path / "A" / "27A-1.mov")
    (tmp_path / "moved" / "B").rename(tmp_path / "moved" / "backup 2")
    (tmp_path / "moved" / "backup 2" / "log.csv").write_text("Scene,Take,Notes\n27A,1,lovely\n")
    lies = tmp_path / "moved" / "backup 2" / "27A-1.mov"
    known = [Known("27A-1", "content", tmp_path / "B" / "27A-1.mov", used=True)]
    named = Film(tmp_path, tmp_path / "script.fountain", (tmp_path / "A", tmp_path / "B"))
    given = footage_of(named, known, {"content": lies})
    assert given.files == (tmp_path / "A" / "27A-1.mov", lies)
    assert [paper.path.name for paper in given.papers] == ["log.csv"]
    crew = Crew(1, Cache(tmp_path / "cache"))
    read = crew.read(given.files, (), given.known_as).clips
    assert [(clip.file, clip.path) for clip in read] == [
        ("A/27A-1.mov", given.files[0]),
        ("B/27A-1.mov", lies),
    ]


def test_a_film_opened_to_look_stays_so(cut: Path, shoot: Shoot, tmp_path: Path) -> None:
    """Who asked for a room that only looks writes nothing in the journal."""
    new = shoot.rushes.rename(tmp_path / "elsewhere")
    with pytest.raises(LooksOnly):
        relink(opened(cut, shoot, read_only=True), cut, str(new), WHO)
    assert not (cut / JOURNAL).exists()


def test_what_was_found_and_went_away_again_is_missing_again(cut: Path, shoot: Shoot, tmp_path: Path) -> None:
    """And may be found a second time; back at its first place it needs no finding."""
    new = shoot.rushes.rename(tmp_path / "elsewhere")
    room = opened(cut, shoot)
    relink(room, cut, str(new), WHO)
    newer = new.rename(tmp_path / "farther")
    room = opened(cut, shoot)
    assert room.can_relink
    relink(room, cut, str(newer), WHO)
    shutil.move(newer, shoot.rushes)
    assert opened(cut, shoot).only_looks == ""
