"""The server lets in who has the key, answers for the film alone, and never a path."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from rushes.footage.model import Clip
from rushes.project import BROUGHT
from rushes.screening.acts import Lock, LookAt, Trim
from rushes.screening.brought import BroughtFolder
from rushes.screening.door import MOST_BYTES
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom
from rushes.screening.model import OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.server import Answerer, app_for
from rushes.screening.standing import look_key
from rushes.turnover.documents import read_cut
from rushes.turnover.hand_over import hand_over
from tests.screening.filming import a_film
from tests.turnover.filming import film

TOKEN, PORT = "a token that nobody guesses", 4711
HOST = f"http://127.0.0.1:{PORT}"


@pytest.fixture(scope="module")
def shot(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """Shoot thirty seconds once, for all clips of all rooms."""
    return film(tmp_path_factory.mktemp("rushes") / "a.mov", frames=750, size=(160, 90))


@pytest.fixture
def room(tmp_path: Path, shot: Clip) -> Iterator[ScreeningRoom]:
    """Open a room whose clips are real files."""
    whole = a_film()
    clips = tuple(
        replace(clip, path=shot.path, frames=750, width=160, height=90, channels=1, sample_rate=48000)
        for clip in whole.lined.clips
    )
    with Journal(tmp_path / "journal.sqlite") as journal:
        lined = replace(whole.lined, clips=clips)
        yield ScreeningRoom(OpenFilm(whole.title, whole.screenplay, lined), journal)


@pytest.fixture
def page(tmp_path: Path, room: ScreeningRoom) -> Iterator[TestClient]:
    """Open the page as a browser has it, with the key."""
    with stranger(tmp_path, room) as client:
        client.cookies.set(f"rushes-{PORT}", TOKEN)
        client.headers["origin"] = HOST
        yield client


def stranger(folder: Path, room: ScreeningRoom) -> TestClient:
    """Return somebody who has no key."""
    built = folder / "page"
    built.mkdir(exist_ok=True)
    (built / "index.html").write_text("the page")
    (folder / "secret.txt").write_text("not for you")
    media = MediaRoom(folder / "cache", room.clips)
    return TestClient(app_for(room, media, token=TOKEN, port=PORT, page=built, folder=folder), base_url=HOST)


def swap(page: TestClient, room: ScreeningRoom, **other: object) -> Any:
    """Swap line 1.2 to another take, as the page asks it."""
    plays = next(event.file for event in room.standing.cut.spoken if event.line == "1.2")
    file = next(one.file for one in room.readings["1.2"] if one.file != plays)
    told = {"act": "swap", "line": "1.2", "file": file, "who": "the director", "seen": room.standing.hash}
    return page.post("/api/act", json=told | other)


def test_the_address_lets_in_and_then_the_cookie_does(tmp_path: Path, room: ScreeningRoom) -> None:
    """The token goes out of the address at once; scripts of other pages cannot read the cookie."""
    with stranger(tmp_path, room) as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/?token=clé").status_code == 401
        shown = client.get("/?token=wrong", headers={"accept": "text/html,*/*;q=0.8"})
        assert shown.status_code == 401
        assert shown.text == "Open the address that `rushes screen` printed: its token lets you in."
        answer = client.get(f"/?token={TOKEN}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert {"httponly", "samesite=strict"} <= set(answer.headers["set-cookie"].lower().split("; "))
        assert client.get("/").text == "the page"


@pytest.mark.parametrize("path", ["/api/film", "/api/act", "/media/0123456789abcdef.mp4", "/api/journal"])
def test_nothing_is_told_without_the_key(tmp_path: Path, room: ScreeningRoom, path: str) -> None:
    """Not even whether it is there."""
    with stranger(tmp_path, room) as client:
        answer = client.get(path)
        assert (answer.status_code, answer.json()["error"]) == (401, "token")


def test_another_host_name_is_refused(page: TestClient) -> None:
    """A page elsewhere that points its own name at this machine gets nothing (DNS rebinding)."""
    assert page.get("/api/film", headers={"host": f"evil.example:{PORT}"}).json()["error"] == "host"


@pytest.mark.parametrize("origin", ["http://evil.example", f"https://127.0.0.1:{PORT}", "null", ""])
def test_only_this_page_may_decide(page: TestClient, room: ScreeningRoom, origin: str) -> None:
    """Whoever else posts is refused, key or not."""
    page.headers["origin"] = origin
    assert swap(page, room).json()["error"] == "origin"
    assert room.standing.decisions.seq == 0


def test_no_third_party_is_ever_asked(page: TestClient) -> None:
    """The page may load from here alone, and stand in nobody's frame."""
    policy = page.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


def test_the_first_view_holds_the_film_and_no_path(page: TestClient, tmp_path: Path) -> None:
    """Script, scenes, clips by id, state; where files lie is nobody's business."""
    answer = page.get("/api/film")
    told = answer.json()
    assert told["schema"] == "rushes.room/1"
    assert [scene["number"] for scene in told["script"]] == ["1", "2"]
    events = [event for scene in told["scenes"] for event in scene["events"]]
    assert {event["track"] for event in events} == {"V1", "A1"}
    assert {event["clip"] for event in events} <= {clip["id"] for clip in told["clips"]}
    assert str(tmp_path) not in answer.text


def test_a_swap_gives_the_scenes_that_are_different(page: TestClient, room: ScreeningRoom) -> None:
    """Scene 1 anew, scene 2 where it lies now, what changed in words; then it can be undone."""
    told = swap(page, room).json()
    assert [scene["number"] for scene in told["scenes"]] == ["1"]
    assert [number for number, _ in told["order"]] == ["1", "2"]
    assert any("1.2" in row for change in told["changes"] for row in change["rows"])
    assert told["state"]["undo"]["act"] == told["entry"]["act"]
    assert told["state"]["hash"] == room.standing.hash


def test_a_stale_act_is_refused_with_a_way_forward(page: TestClient, room: ScreeningRoom) -> None:
    """It is told what happened since and the hash that it needs; nothing is lost."""
    seen = room.standing.hash
    swap(page, room)
    answer = page.post(
        "/api/act", json={"act": "star", "line": "2.1", "file": "2-1.mov", "who": "x", "seen": seen}
    )
    assert (answer.status_code, answer.json()["error"]) == (409, "stale")
    assert [entry["who"] for entry in answer.json()["acts_since"]] == ["the director"]
    seen = answer.json()["state"]["hash"]
    again = {"act": "star", "line": "2.1", "file": "2-1.mov", "who": "x", "seen": seen}
    assert page.post("/api/act", json=again).status_code == 200


@pytest.mark.parametrize(
    ("told", "status", "error"),
    [
        ({"act": "dance"}, 400, "no act"),
        ({"act": "swap", "line": "1.2", "file": "nothing.mov"}, 422, "refused"),
        ({"act": "swap", "line": "9.9", "file": "1-1.mov"}, 422, "refused"),
        ({"act": "undo"}, 422, "refused"),
        ({"act": "undo", "who": ""}, 422, "refused"),
        ({"act": "lock"}, 422, "refused"),
        ({"act": "comment", "frame": 3, "text": "x" * 20_000}, 400, "no act"),
        ({"act": "comment", "frame": 3, "text": 5}, 400, "no act"),
        ({"act": "comment", "frame": 3, "text": "x", "who": ["me"]}, 400, "no act"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    page: TestClient, room: ScreeningRoom, told: dict[str, object], status: int, error: str
) -> None:
    """And nothing is written."""
    answer = page.post("/api/act", json={"who": "the director", "seen": room.standing.hash} | told)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["sentence"].endswith(".")
    assert room.standing.decisions.seq == 0


def test_what_is_in_the_way_is_named(page: TestClient, room: ScreeningRoom) -> None:
    """The page can offer to take it back: it is told the line, and that it is a trim alone."""
    room.do(Trim("1.1", head=60), "the director", room.standing.hash)
    told = {"who": "the editor", "seen": room.standing.hash}
    answer = page.post("/api/act", json=told | {"act": "star", "line": "1.1", "file": "1-1.mov"})
    assert (answer.status_code, answer.json()["error"]) == (422, "refused")
    assert answer.json()["in_the_way"] == {"line": "1.1", "trim": True}
    assert "what the director decided about line 1.1" in answer.json()["sentence"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"swap"', b"\xff\xfe", b"{" + b" " * MOST_BYTES + b"}"])
def test_what_is_no_act_at_all_is_refused(page: TestClient, body: bytes) -> None:
    """Neither nonsense nor a hundred megabytes do any harm."""
    assert page.post("/api/act", content=body).json()["error"] == "no act"


def test_a_hundred_megabytes_get_a_clear_answer(tmp_path: Path, room: ScreeningRoom) -> None:
    """At a real port: they are read to the end and dropped, as who still sends hears nothing."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        media = MediaRoom(tmp_path / "cache", {})
        app = app_for(room, media, token=TOKEN, port=port, page=tmp_path, folder=None)
        server = Answerer(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        bound.listen()
        thread.start()
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        known = {"authorization": f"Bearer {TOKEN}", "origin": f"http://127.0.0.1:{port}"}
        length = {"content-length": str(100 << 20)}
        asking.request("POST", "/api/act", (b" " * (1 << 20) for _ in range(100)), known | length)
        answer = asking.getresponse()
        assert (answer.status, json.loads(answer.read())["error"]) == (400, "no act")
        server.stop()
        thread.join(10)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/media/..%2f..%2fsecret.txt",
        "/media/../secret.txt",
        "/..%5csecret.txt",
        "/media/secret.txt/sound.wav?from_s=0&to_s=1",
    ],
)
def test_nothing_outside_is_served(page: TestClient, path: str) -> None:
    """Tricks with paths lead nowhere."""
    answer = page.get(path)
    assert answer.status_code in {400, 404}
    assert "not for you" not in answer.text


def test_media_is_asked_for_by_id(page: TestClient) -> None:
    """Sound, waveform, still and, once it is made, any part of the proxy."""
    clip = page.get("/api/film").json()["clips"][0]["id"]
    assert page.get(f"/media/{clip}/sound.wav?from_s=1&to_s=2").content[:4] == b"RIFF"
    assert len(page.get(f"/media/{clip}/peaks?per_s=10").content) > 100
    assert page.get(f"/media/{clip}/30.jpg").headers["content-type"] == "image/jpeg"
    for _ in range(600):
        answer = page.get(f"/media/{clip}.mp4", headers={"range": "bytes=0-99"})
        if answer.status_code != 503:
            break
        time.sleep(0.1)
    assert (answer.status_code, len(answer.content)) == (206, 100)
    assert page.get("/media/0123456789abcdef.mp4").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "",
            "from_s=0",
            "from_s=a&to_s=b",
            "from_s=nan&to_s=1",
            "from_s=0&to_s=inf",
            "from_s=-1e300&to_s=0",
        ),
        *(f"from_s=0&to_s=1&channels={one}" for one in ("x", "1", "-1", "0,7", "9" * 5000)),
    ],
)
def test_sound_needs_a_stretch(page: TestClient, asked: str) -> None:
    """Seconds of the clip, both of them, and channels that it has."""
    clip = page.get("/api/film").json()["clips"][0]["id"]
    assert page.get(f"/media/{clip}/sound.wav?from_s=0&to_s=1&channels=0").status_code == 200
    assert page.get(f"/media/{clip}/sound.wav?{asked}").status_code == 400


@pytest.mark.parametrize("frame", ["750", "-1", "9" * 5000, "1.5", "x", "%D9%A3"])
def test_there_is_no_still_beyond_the_clip(page: TestClient, frame: str) -> None:
    """Of 750 frames the last is 749."""
    clip = page.get("/api/film").json()["clips"][0]["id"]
    assert page.get(f"/media/{clip}/749.jpg").status_code == 200
    answer = page.get(f"/media/{clip}/{frame}.jpg")
    assert (answer.status_code, answer.json()["error"]) == (404, "no picture")


@pytest.mark.parametrize("per_s", ["0", "1001", "-1", "9" * 5000, "²"])
def test_a_waveform_has_some_columns(page: TestClient, per_s: str) -> None:
    """From one to a thousand a second."""
    clip = page.get("/api/film").json()["clips"][0]["id"]
    assert page.get(f"/media/{clip}/peaks?per_s={per_s}").status_code == 400


def test_sound_of_a_clip_that_went_away(tmp_path: Path, room: ScreeningRoom) -> None:
    """It is no silence: the page is told that the file is gone, and it is not kept for a day."""
    file, *_ = room.clips
    gone = replace(room.clips[file], path=tmp_path / "unplugged.mov")
    room.clips = {**room.clips, file: gone}
    with stranger(tmp_path, room) as page:
        page.cookies.set(f"rushes-{PORT}", TOKEN)
        told = next(one for one in page.get("/api/film").json()["clips"] if one["file"] == file)
        assert (told["media"], told["because"]) == ("gone", "Its file is not where it was.")
        for what in ("sound.wav?from_s=0&to_s=1", "peaks"):
            answer = page.get(f"/media/{told['id']}/{what}")
            assert (answer.status_code, answer.headers["cache-control"]) == (410, "no-store")


def test_the_takes_of_a_line_and_an_event_on_the_scales(page: TestClient) -> None:
    """Every take with its words; every reason with its fact; what there is not is told so."""
    line = page.get("/api/line?id=1.1").json()
    assert len(line["readings"]) == 4
    assert line["readings"][0]["words"][0]["state"] == "said"
    event = page.get("/api/event?key=V1:1.1:0").json()
    assert event["reasons"][0]["fact"]
    assert event["alternates"][0]["lost_on"]
    assert page.get("/api/line?id=7.7").status_code == page.get("/api/event?key=V9:1.1:0").status_code == 404


def test_versions_are_compared(page: TestClient, room: ScreeningRoom) -> None:
    """A named state beside the cut as it is."""
    page.post("/api/act", json={"act": "version", "name": "first", "who": "x", "seen": room.standing.hash})
    swap(page, room)
    assert "1.2" in str(page.get("/api/compare?a=first&b=").json()["changes"])
    assert "1.2" in str(page.get("/api/compare?a=First cut&b=").json()["changes"])
    assert page.get("/api/version?name=first").json()["scenes"]
    assert page.get("/api/version?name=second").status_code == 404


def test_the_journal_can_be_read(page: TestClient, room: ScreeningRoom) -> None:
    """Who, when, what."""
    swap(page, room)
    (entry,) = page.get("/api/journal").json()["entries"]
    assert (entry["who"], entry["act"]["act"]) == ("the director", "swap")


def test_the_clock_adds_up_what_the_page_tells(page: TestClient) -> None:
    """Seconds of a named person, in all and in words; nonsense is refused and counts for nothing."""
    for seconds in (30, 12.5):
        page.post("/api/clock", json={"who": "the director", "active_s": seconds})
    assert page.post("/api/clock", json={"who": "the director", "active_s": 1e9}).status_code == 400
    assert page.post("/api/clock", json={"who": " ", "active_s": 5}).status_code == 400
    told = page.get("/api/clock").json()
    assert told["people"] == [{"who": "the director", "active_s": 42.5}]
    assert any("the director was at work in the room for 42 s" in one for one in told["says"])


def test_the_film_leaves_as_it_stands_each_time_into_a_folder_of_its_own(
    page: TestClient, room: ScreeningRoom, tmp_path: Path
) -> None:
    """With what people decided, and the word that nobody locked it; then with the name of who did."""
    swap(page, room)
    first = page.post("/api/turnover", json={}).json()
    assert first["folder"] == "handed-over/001"
    assert first["standing"].startswith("Proposed by the machine, decided by people in")
    cut = read_cut((tmp_path / "handed-over" / "001" / "cut.json").read_bytes())
    assert (cut.events, cut.locked) == (room.standing.cut.events, None)
    for event in room.standing.to_look:
        room.do(LookAt(look_key(event)), "the director", room.standing.hash)
    room.do(Lock(), "the director", room.standing.hash)
    second = page.post("/api/turnover", json={}).json()
    assert second["folder"] == "handed-over/002"
    assert second["standing"].startswith("Locked by the director, ")
    told = (tmp_path / "handed-over" / "002" / "first-cut.edl").read_text(encoding="utf-8")
    assert "LOCKED" in told
    assert "NOT LOCKED" not in told
    assert page.post("/api/turnover", json={"version": "none"}).status_code == 404


def test_what_leaves_is_told_as_it_left(
    page: TestClient, room: ScreeningRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who locks while it leaves locks the next one: the answer says what stands in the folder."""

    def lock_meanwhile(*given: Any, **named: Any) -> tuple[Path, ...]:
        for event in room.standing.to_look:
            room.do(LookAt(look_key(event)), "the director", room.standing.hash)
        room.do(Lock(), "the director", room.standing.hash)
        return hand_over(*given, **named)

    monkeypatch.setattr("rushes.screening.leaving.hand_over", lock_meanwhile)
    told = page.post("/api/turnover", json={}).json()
    assert told["standing"] == "Proposed by the machine, locked by nobody."
    assert room.standing.decisions.locked


def test_a_room_that_only_looks_says_why(tmp_path: Path, room: ScreeningRoom) -> None:
    """And refuses every act."""
    looking = ScreeningRoom(room.film, None, only_looks="you opened it so")
    with stranger(tmp_path, looking) as page:
        page.cookies.set(f"rushes-{PORT}", TOKEN)
        page.headers["origin"] = HOST
        assert page.get("/api/film").json()["read_only"] == "you opened it so"
        told = {"act": "undo", "who": "x", "seen": looking.standing.hash}
        assert page.post("/api/act", json=told).json()["error"] == "looks only"


REPORT = "/api/brought/report"
KEPT = {"name": f"{BROUGHT}/locked v3"}


@pytest.fixture
def came_back(tmp_path: Path, page: TestClient, room: ScreeningRoom) -> Path:
    """Lay a version that came back into the film's folder; nobody can play it. Return where it lies."""
    assert page.get(REPORT, params=KEPT).status_code == 404
    place = tmp_path / BROUGHT / "locked v3"
    place.mkdir(parents=True)
    told = {"schema": "rushes.conform/1", "edited": "v3.xml", "distance": 0.1, "changes": []}
    (place / "conform.json").write_text(json.dumps(told | {"no_cut": "effects"}))
    (place / "conform.html").write_text("<!doctype html><script>document.title = 'it ran'</script>")
    room.brought = BroughtFolder(tmp_path)
    return place


def test_the_report_of_a_version_is_shown_and_runs_nothing(page: TestClient, came_back: Path) -> None:
    """A film's folder may come from anywhere: what lies in it as a page can do nothing here."""
    assert came_back.is_dir()
    (told,) = (one for one in page.get("/api/film").json()["state"]["versions"] if one["by"] == "editor")
    assert told["report"]
    shown = page.get(REPORT, params=KEPT)
    assert shown.status_code == 200
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert "script-src" not in shown.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name", ["", "brought", "brought/..", "../brought/locked v3", "brought/locked v3/.."]
)
def test_no_other_file_is_shown_as_a_report(page: TestClient, came_back: Path, name: str) -> None:
    """What is asked for is a version of the list, and no path."""
    assert came_back.is_dir()
    assert page.get(REPORT, params={"name": name}).status_code == 404


@pytest.mark.parametrize("linked", ["conform.html", ""])
def test_a_link_in_its_place_is_no_report(page: TestClient, came_back: Path, linked: str) -> None:
    """Nothing outside of the film's folder is served, wherever a link leads."""
    elsewhere = came_back.parents[1] / "elsewhere"
    came_back.rename(elsewhere)
    if linked:
        came_back.mkdir()
        (elsewhere / "conform.json").rename(came_back / "conform.json")
    (came_back / linked if linked else came_back).symlink_to(elsewhere / linked)
    assert page.get(REPORT, params=KEPT).status_code == 404


def test_what_is_no_text_is_not_taken_over(page: TestClient, came_back: Path) -> None:
    """And a version that cannot be played, or is not there, is told so."""
    assert came_back.is_dir()
    asked = {"name": "locked v3", "line": "1.2", "who": "x", "seen": "y"}
    for field in asked:
        assert page.post("/api/take-over", json=asked | {field: 7}).status_code == 400
    told = page.post("/api/take-over", json=asked).json()
    assert "effects" in told["sentence"]
    assert page.post("/api/take-over", json=asked | {"name": "none"}).status_code == 404
