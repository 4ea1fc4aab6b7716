"""The room's server: a page on this machine alone, for whoever has its address with the token.

It is bound to loopback. Every request needs the token (a cookie that the address sets), names this host, and
writes come from this very page. Files are asked for by a clip's id; no path comes in or goes out.
"""

import asyncio
import hmac
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Any, Final

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from rushes.engine import Progress
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.screening import views
from rushes.screening.acts import NotAnAct, act_from
from rushes.screening.clock import attended_s
from rushes.screening.decide import PictureLocked
from rushes.screening.leaving import as_it_stands, turn_over
from rushes.screening.media import MediaRoom, sound_of, still_of
from rushes.screening.model import Media
from rushes.screening.room import CannotCut, LooksOnly, NoSuchVersion, ScreeningRoom, Stale

MOST_BYTES: Final = 64 * 1024
"""An act is a few words; whatever is longer is none."""
_POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_STATUS: Final[tuple[tuple[type[Refusal], int, str], ...]] = (
    (Stale, 409, "stale"),
    (PictureLocked, 423, "locked"),
    (LooksOnly, 403, "looks only"),
    (NoSuchVersion, 404, "no such version"),
    (NotAnAct, 400, "no act"),
    (Refusal, 422, "refused"),
)


class NoPage(Refusal):
    """The page was not built."""

    sentence = (
        "The page of the screening room is not here: {0}. Build it with `make page`, or install a wheel."
    )


def page_folder() -> Path:
    """Return where the built page lies; `NoPage` where it was not built."""
    folder = Path(str(files("rushes.screening"))) / "page"
    if not (folder / "index.html").is_file():
        raise NoPage(str(folder))
    return folder


class Watchers:
    """Everybody who has the page open, to be told at once of what happens."""

    def __init__(self) -> None:
        """Nobody watches yet."""
        self._queues: set[asyncio.Queue[str]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.RLock()  # Ctrl-C comes in the midst of anything
        self._closed = False

    async def watch(self) -> AsyncIterator[str]:
        """Yield server-sent events as they come; a comment now and then, so that a gone page is noticed."""
        queue: asyncio.Queue[str] = asyncio.Queue(maxsize=1000)
        with self._lock:
            self._loop = asyncio.get_running_loop()
            self._queues.add(queue)
        try:
            yield ": here\n\n"
            while not self._closed:
                try:
                    yield await asyncio.wait_for(queue.get(), timeout=15)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            with self._lock:
                self._queues.discard(queue)

    def tell(self, kind: str, told: object) -> None:
        """Tell everybody, from any thread."""
        self._say(f"event: {kind}\ndata: {json.dumps(told)}\n\n")

    def close(self) -> None:
        """Let everybody go: the room closes, and waits for nobody."""
        self._closed = True
        self._say(": closed\n\n")

    def _say(self, words: str) -> None:
        with self._lock:
            loop, queues = self._loop, list(self._queues)
        for queue in queues:
            if loop is not None and not loop.is_closed():
                loop.call_soon_threadsafe(_put, queue, words)


def _put(queue: asyncio.Queue[str], words: str) -> None:
    if not queue.full():
        queue.put_nowait(words)


class Door:
    """Lets in who has the token, names this host, and, to write, comes from this page."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        """Guard an app at a port of loopback."""
        self.app, self.token, self.cookie = app, token, f"rushes-{port}"
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with the reason."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self.hosts:
            return _refuse(403, "host", "This room is only for this machine.")
        token = request.query_params.get("token")
        if token is not None and request.url.path == "/" and hmac.compare_digest(token, self.token):
            answer = RedirectResponse("/", status_code=303, headers=_HEADERS)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not self._knows(request):
            return _refuse(
                401, "token", "Open the address that `rushes screen` printed: its token lets you in."
            )
        if request.method not in {"GET", "HEAD"} and not self._from_here(request):
            return _refuse(403, "origin", "Only the page of this room may decide.")
        return None

    def _knows(self, request: Request) -> bool:
        given = request.cookies.get(self.cookie, "")
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return any(hmac.compare_digest(one.encode(), self.token.encode()) for one in (given, bearer) if one)

    def _from_here(self, request: Request) -> bool:
        origin = request.headers.get("origin", "")
        return origin.removeprefix("http://") in self.hosts and origin.startswith("http://")


def _with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:  # noqa: ANN401 -- a message of the protocol
        if message["type"] == "http.response.start":
            extra = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return sending


def _refuse(status: int, kind: str, sentence: str, **more: object) -> Response:
    return _json({"error": kind, "sentence": sentence, **more}, status)


def _json(told: object, status: int = 200) -> Response:
    return Response(
        views.as_json(told), status, media_type="application/json", headers={"Cache-Control": "no-store"}
    )


def app_for(
    room: ScreeningRoom, media: MediaRoom, *, token: str, port: int, page: Path, folder: Path | None = None
) -> Starlette:
    """Return the app of a room.

    token: who has it is let in. port: of loopback. page: the built frontend. folder: the film's, into which
    it is handed over; without one it cannot be.
    """
    desk = _Desk(room, media, folder)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        media.want([*(event.file for event in room.standing.cut.track("V1")), *room.clips])
        yield
        media.close()

    routes = [
        Route("/api/film", desk.film),
        Route("/api/acts", desk.acts),
        Route("/api/act", desk.act, methods=["POST"]),
        Route("/api/line", desk.line),
        Route("/api/event", desk.event),
        Route("/api/version", desk.version),
        Route("/api/compare", desk.compare),
        Route("/api/journal", desk.journal),
        Route("/api/watch", desk.watch),
        Route("/api/turnover", desk.turnover, methods=["POST"]),
        Route("/api/clock", desk.clock, methods=["GET", "POST"]),
        Route("/media/{clip}.mp4", desk.proxy),
        Route("/media/{clip}/sound.wav", desk.sound),
        Route("/media/{clip}/peaks", desk.peaks),
        Route("/media/{clip}/{frame:int}.jpg", desk.still),
    ]
    pages = Mount("/", _Page(directory=page, html=True))
    app = Starlette(
        routes=[*(_answered(route) for route in routes), pages],
        middleware=[Middleware(Door, token=token, port=port)],
        lifespan=life,
    )
    app.state.watchers = desk.watchers
    return app


class Answerer(uvicorn.Server):
    """The server of an app of `app_for`, which lets everybody go when it is to stop."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at Ctrl-C, and let those go who watch."""
        super().handle_exit(sig, frame)
        self.stop()

    def stop(self) -> None:
        """Stop soon, from any thread."""
        assert isinstance(self.config.app, Starlette)
        self.config.app.state.watchers.close()
        self.should_exit = True


class _Page(StaticFiles):
    """The built page, which a browser asks for anew each time: it needs the token."""

    def file_response(self, *given: Any, **named: Any) -> Response:  # noqa: ANN401 -- as its base has it
        """Give a file of the page, or say that it has not changed."""
        answer = super().file_response(*given, **named)
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer


def _answered(route: Route) -> Route:
    """Return a route whose refusals are told to the page in a sentence."""
    endpoint: Callable[[Request], Awaitable[Response]] = route.endpoint

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refusal as refusal:
            status, kind = next((code, name) for one, code, name in _STATUS if isinstance(refusal, one))
            most = {"most": refusal.most} if isinstance(refusal, CannotCut) else {}
            return _refuse(status, kind, str(refusal), **most)

    return Route(route.path, answered, methods=sorted(route.methods or {"GET"}))


class _Desk:
    """Answers the page, one method for each address."""

    def __init__(self, room: ScreeningRoom, media: MediaRoom, folder: Path | None) -> None:
        self.room, self.media, self.folder, self.watchers = room, media, folder, Watchers()
        self._leaving = asyncio.Lock()
        self.ids = {views.clip_id(clip): clip for clip in room.clips.values()}
        media.told = self._media_changed

    def _media_changed(self, file: str, state: Media) -> None:
        self.watchers.tell("media", {"clip": views.clip_id(self.room.clips[file]), "media": state})

    def _clip(self, request: Request) -> Clip:
        return self.ids[request.path_params["clip"]]

    async def film(self, _: Request) -> Response:
        """Give the whole first view."""
        return _json(await run_in_threadpool(views.film_view, self.room, self.media.state))

    async def acts(self, _: Request) -> Response:
        """Give the table of what a person may do."""
        return _json(views.acts_view())

    async def act(self, request: Request) -> Response:
        """Do an act; a stale one is told what happened since, with the film as it is now."""
        told = await _told(request)
        who, seen = told.pop("who", ""), told.pop("seen", "")
        if not (isinstance(who, str) and isinstance(seen, str) and len(who) <= 200):
            raise NotAnAct("'who' and 'seen' are texts")
        act, begun = act_from(told), perf_counter()
        try:
            done = await run_in_threadpool(self.room.do, act, who.strip(), seen)
        except Stale as stale:
            since = views.entries_view(self.room.since(seen))
            state = views.state_view(self.room, self.room.standing)
            return _refuse(409, "stale", str(stale), state=state, acts_since=since)
        took_ms = 1000 * (perf_counter() - begun)
        answer = await run_in_threadpool(views.done_view, self.room, done, took_ms)
        self.watchers.tell("state", {"hash": done.now.hash, "seq": done.now.decisions.seq})
        return _json(answer)

    async def line(self, request: Request) -> Response:
        """Give every take of a line; their pictures are made next, as they will be looked at."""
        name = request.query_params.get("id", "")
        found = await run_in_threadpool(views.line_view, self.room, name)
        self.media.want(one.file for one in self.room.readings.get(name, ()))
        return _json(found) if found else _refuse(404, "no line", "There is no such line.")

    async def event(self, request: Request) -> Response:
        """Give an event on the scales."""
        found = await run_in_threadpool(views.event_view, self.room, request.query_params.get("key", ""))
        return _json(found) if found else _refuse(404, "no event", "There is no such event in the cut now.")

    async def version(self, request: Request) -> Response:
        """Give the scenes of a named version."""
        name = request.query_params.get("name", "")
        return _json(await run_in_threadpool(views.version_view, self.room, name))

    async def compare(self, request: Request) -> Response:
        """Say in what one version differs from another; without a name, from the cut as it is."""
        names = (request.query_params.get(side, "") for side in ("a", "b"))
        return _json(await run_in_threadpool(views.compare_view, self.room, *names))

    async def journal(self, _: Request) -> Response:
        """Give everything that was done."""
        return _json({"entries": views.entries_view(self.room.since(""))})

    async def turnover(self, request: Request) -> Response:
        """Hand over the film as it stands, or a named version of it, into a folder of its own."""
        told = await _told(request)
        version = told.get("version", "")
        if not isinstance(version, str):
            raise NotAnAct("'version' is a name")
        if self.room.only_looks or self.folder is None:
            raise LooksOnly(self.room.only_looks or "it has no folder to hand over into")
        async with self._leaving:  # one after the other: each gets a number of its own
            place = await run_in_threadpool(turn_over, self.room, self.folder, None, version, self._progress)
        standing = self.room.version(version) if version else self.room.standing
        folder = place.relative_to(self.folder).as_posix()
        return _json({"folder": folder, "standing": as_it_stands(standing).standing})

    def _progress(self, how_far: Progress) -> None:
        self.watchers.tell("leaving", {"done": how_far.done, "of": how_far.total})

    async def clock(self, request: Request) -> Response:
        """Take how long somebody was at work since the page last said so, and tell how long it was in all."""
        if request.method == "POST":
            told = await _told(request)
            who, seconds = told.get("who"), attended_s(told.get("active_s"))
            if not isinstance(who, str) or not who.strip() or len(who) > 200 or seconds is None:
                raise NotAnAct("'who' is a name, 'active_s' up to an hour of seconds")
            await run_in_threadpool(self.room.attend, who.strip(), seconds)
        return _json(await run_in_threadpool(views.hours_view, self.room))

    async def watch(self, _: Request) -> Response:
        """Tell of what happens, as it happens."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self.watchers.watch(), media_type="text/event-stream", headers=headers)

    async def proxy(self, request: Request) -> Response:
        """Give a clip's proxy, or any part of it."""
        if (clip := self.ids.get(request.path_params["clip"])) is None:
            return _no_clip()
        place = await run_in_threadpool(self.media.proxy, clip.file)
        if place is None:
            state = self.media.state[clip.file]
            return _refuse(503 if state == "making" else 410, state, "Its picture cannot be played yet.")
        return FileResponse(
            place, media_type="video/mp4", headers={"Cache-Control": "private, max-age=86400"}
        )

    async def sound(self, request: Request) -> Response:
        """Give a stretch of a clip's sound."""
        if (clip := self.ids.get(request.path_params["clip"])) is None:
            return _no_clip()
        try:
            ends = [float(request.query_params[name]) for name in ("from_s", "to_s")]
            channels = tuple(int(one) for one in request.query_params.get("channels", "").split(",") if one)
        except (KeyError, ValueError):
            return _refuse(400, "no stretch", "Say from_s and to_s, in seconds of the clip.")
        data = await run_in_threadpool(sound_of, clip, ends[0], ends[1], channels)
        return Response(data, media_type="audio/wav", headers={"Cache-Control": "private, max-age=86400"})

    async def peaks(self, request: Request) -> Response:
        """Give a clip's waveform."""
        if (clip := self.ids.get(request.path_params["clip"])) is None:
            return _no_clip()
        per_s = request.query_params.get("per_s", "50")
        if not per_s.isdecimal() or not 1 <= int(per_s) <= 1000:
            return _refuse(400, "no number", "per_s is a number of columns from 1 to 1000.")
        data = await run_in_threadpool(self.media.peaks, clip.file, int(per_s))
        return Response(
            data, media_type="application/octet-stream", headers={"Cache-Control": "private, max-age=86400"}
        )

    async def still(self, request: Request) -> Response:
        """Give a picture near a frame."""
        if (clip := self.ids.get(request.path_params["clip"])) is None:
            return _no_clip()
        data = await run_in_threadpool(still_of, clip, request.path_params["frame"])
        if data is None:
            return _refuse(404, "no picture", "There is no picture there.")
        return Response(data, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


def _no_clip() -> Response:
    return _refuse(404, "no clip", "The film has no such clip.")


async def _told(request: Request) -> dict[str, Any]:
    """Return the JSON that a page sends; `NotAnAct` for what is too long or no object."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise NotAnAct("it is too long")
    try:
        told = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise NotAnAct("it is no JSON") from error
    if not isinstance(told, dict):
        raise NotAnAct("it is no object")
    return told
