"""Whatever is asked of the server, however wildly: it answers in a sentence, and from the film alone."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from rushes.screening.acts import table
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom
from rushes.screening.model import OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.scene_views import clip_id
from rushes.screening.server import app_for
from tests.screening.filming import a_film
from tests.turnover.filming import film

TOKEN, PORT = "a token that nobody guesses", 4712
SECRET = b"not for you"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A room's app, asked as a server asks it: with bytes, tidied by no client. ids: of its clips."""

    app: Starlette
    room: ScreeningRoom
    ids: tuple[str, ...]

    def ask(
        self,
        method: str,
        path: str,
        query: str = "",
        body: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Ask, and wait for all of the answer; whoever watches goes away at once."""
        return asyncio.run(self._ask(method, path, query, body, self.known if headers is None else headers))

    @property
    def known(self) -> dict[str, str]:
        """What the page sends with every request."""
        origin = f"http://127.0.0.1:{PORT}"
        return {"host": f"127.0.0.1:{PORT}", "origin": origin, "authorization": f"Bearer {TOKEN}"}

    async def _ask(self, method: str, path: str, query: str, body: bytes, headers: dict[str, str]) -> Answer:
        sent: list[Any] = []
        coming = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Any:
            return coming.pop(0) if coming else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": quote(path, safe="/%", errors="surrogatepass").encode(),
            "query_string": query.encode("utf-8", "surrogatepass"),
            "root_path": "",
            "headers": [
                (name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()
            ],
            "client": ("127.0.0.1", 5),
            "server": ("127.0.0.1", PORT),
        }
        await self.app(scope, receive, send)
        start = next(one for one in sent if one["type"] == "http.response.start")
        bodies = [one.get("body", b"") for one in sent if one["type"] == "http.response.body"]
        told = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
        return Answer(start["status"], told, b"".join(bodies))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Open a room with secrets all around it."""
    folder = tmp_path_factory.mktemp("rough")
    shot = film(folder / "rushes" / "a.mov", frames=100, size=(160, 90))
    whole = a_film()
    clips = tuple(
        replace(clip, path=shot.path, frames=100, width=160, height=90, channels=1, sample_rate=48000)
        for clip in whole.lined.clips
    )
    page = folder / "page"
    page.mkdir()
    (page / "index.html").write_text("the page")
    for place in (folder, folder / "rushes", folder / "cache" / "proxies"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "secret.txt").write_bytes(SECRET)
        (place / "secret.mp4").write_bytes(SECRET)
    with Journal(folder / "journal.sqlite") as journal:
        opened = OpenFilm(whole.title, whole.screenplay, replace(whole.lined, clips=clips))
        room = ScreeningRoom(opened, journal)
        media = MediaRoom(folder / "cache", room.clips)
        app = app_for(room, media, token=TOKEN, port=PORT, page=page)
        yield Server(app, room, tuple(map(clip_id, room.clips.values())))
        media.close()


WILD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["..", "%2e%2e", "../secret.txt", "..\\secret.txt", "%2e%2e%2fsecret.txt", "\0", "secret"]
    ),
    st.sampled_from(
        ["nan", "inf", "-inf", "1e309", "-1e309", "1e17", "9" * 5000, "-1", "1_0", "٣", "²", "0x1"]
    ),
    st.integers().map(str),
    st.floats().map(str),
)
HANDS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fine(answer: Answer, path: str) -> None:
    """Nothing broke, nothing leaked, and a refusal is a sentence."""
    assert answer.status < 500 or (answer.status == 503 and path.endswith(".mp4")), (path, answer)
    assert SECRET not in answer.body, path
    assert answer.headers["x-content-type-options"] == "nosniff" or answer.status == 303
    if answer.status >= 400 and answer.headers.get("content-type") == "application/json":
        assert json.loads(answer.body)["sentence"]


@HANDS
@given(data=st.data(), asked=st.dictionaries(st.sampled_from(["from_s", "to_s", "channels", "per_s"]), WILD))
def test_media_is_the_film_s_alone(server: Server, data: st.DataObject, asked: dict[str, str]) -> None:
    """Any clip, any frame, any stretch."""
    clip = data.draw(st.one_of(st.sampled_from(server.ids), WILD))
    what = data.draw(st.one_of(st.sampled_from([".mp4", "/sound.wav", "/peaks"]), WILD.map("/{}.jpg".format)))
    path = f"/media/{clip}{what}"
    fine(
        server.ask(data.draw(st.sampled_from(["GET", "HEAD"])), path, urlencode(asked, errors="replace")),
        path,
    )


@HANDS
@given(
    path=st.lists(
        st.one_of(st.sampled_from(["api", "media", "page", "assets", "index.html"]), WILD), max_size=6
    ),
    asked=st.dictionaries(st.sampled_from(["id", "key", "name", "a", "b", "token"]), WILD),
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]),
)
@example(path=["..", "secret.txt"], asked={}, method="GET")
@example(path=["", "..", "..", "etc", "passwd"], asked={}, method="GET")
@example(path=["."], asked={"token": "clé \udc80"}, method="GET")
def test_no_path_leads_out(server: Server, path: list[str], asked: dict[str, str], method: str) -> None:
    """Neither up, nor around, nor by another method."""
    whole = "/" + "/".join(path)
    fine(server.ask(method, whole, urlencode(asked, errors="replace")), whole)


@HANDS
@given(
    path=st.sampled_from(
        ["/api/line", "/api/event", "/api/version", "/api/compare", "/api/clock", "/api/watch"]
    ),
    asked=st.dictionaries(st.sampled_from(["id", "key", "name", "a", "b"]), WILD),
)
def test_questions_are_answered(server: Server, path: str, asked: dict[str, str]) -> None:
    """By what there is, or by the word that there is no such thing."""
    fine(server.ask("GET", path, urlencode(asked, errors="replace")), path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WILD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = sorted({name for act in table()["acts"].values() for name in act["fields"]})
KNOWN = st.sampled_from(["1.1", "1.2", "2.1", "1-1.mov", "1A-1.mov", "classic", "both", "First cut"])
ACTS = st.builds(
    lambda act, fields: {"act": act, **fields},
    st.one_of(st.sampled_from(sorted(table()["acts"])), JSON),
    st.dictionaries(st.sampled_from(FIELDS), st.one_of(KNOWN, st.integers(-5, 5), st.booleans(), JSON)),
)


@HANDS
@given(
    path=st.sampled_from(["/api/act", "/api/clock", "/api/turnover", "/api/relink"]),
    told=st.one_of(JSON, ACTS),
    more=st.dictionaries(
        st.sampled_from(["who", "active_s", "version", "folder"]), st.one_of(JSON, st.just("the editor"))
    ),
    is_seen=st.booleans(),
)
def test_whatever_is_told_the_journal_stays_whole(
    server: Server, path: str, told: Any, more: dict[str, Any], *, is_seen: bool
) -> None:
    """Acts that are none, of nobody, about nothing; now and then one that is good."""
    if isinstance(told, dict):
        told = {**told, **more} | ({"seen": server.room.standing.hash} if is_seen else {})
    fine(server.ask("POST", path, body=json.dumps(told).encode("utf-8", "surrogatepass")), path)
    fine(server.ask("GET", "/api/film"), "/api/film")


@HANDS
@given(body=st.binary(max_size=200))
@example(body=b"[" * 60_000)
@example(body=b'{"act": "comment", "frame": 0, "text": "\\ud800", "who": "x"}')
@example(body=b'{"act": "comment", "frame": 1e400, "text": "x", "who": "x"}')
def test_bytes_that_are_nothing(server: Server, body: bytes) -> None:
    """No JSON, no text, no end."""
    for path in ("/api/act", "/api/clock", "/api/turnover", "/api/relink"):
        fine(server.ask("POST", path, body=body), path)


WHO: dict[str, Callable[[str], dict[str, str]]] = {
    "cookie": lambda sent: {"cookie": f"rushes-{PORT}={sent}"},
    "bearer": lambda sent: {"authorization": f"Bearer {sent}"},
    "nothing": lambda sent: {"x-said": sent},
}


@HANDS
@given(
    path=st.sampled_from(["/", "/api/film", "/api/act", "/index.html", "/api/watch", "/media/x/peaks"]),
    how=st.sampled_from(sorted(WHO)),
    sent=st.text(max_size=30).filter(lambda sent: sent.strip() != TOKEN),
    method=st.sampled_from(["GET", "POST"]),
)
@example(path="/", how="bearer", sent="é", method="GET")
def test_without_the_token_nothing_is_told(
    server: Server, path: str, how: str, sent: str, method: str
) -> None:
    """Whatever is sent in its place."""
    headers = {"host": f"127.0.0.1:{PORT}", **WHO[how](sent)}
    answer = server.ask(method, path, urlencode({"token": sent}, errors="replace"), headers=headers)
    assert answer.status == 401, (answer, sent)
    assert list(json.loads(answer.body)) == ["error", "sentence"]
