"""The room's server: a page on this machine alone, for whoever has its address with the token.

Who comes in is the door's (`rushes.screening.door`), what is asked the desk's (`desk`), what is seen and
heard the shelf's (`shelf`). Files are asked for by a clip's id; no path comes in or goes out.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from rushes.errors import Refusal
from rushes.screening.acts import NotAnAct
from rushes.screening.decide import PictureLocked
from rushes.screening.desk import Desk
from rushes.screening.door import Door, refuse
from rushes.screening.media import MediaRoom
from rushes.screening.room import CannotCut, InTheWay, LooksOnly, NoSuchVersion, ScreeningRoom, Stale
from rushes.screening.shelf import Shelf

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


def app_for(
    room: ScreeningRoom, media: MediaRoom, *, token: str, port: int, page: Path, folder: Path | None = None
) -> Starlette:
    """Return the app of a room.

    token: who has it is let in. port: of loopback. page: the built frontend. folder: the film's, into which
    it is handed over; without one it cannot be.
    """
    desk = Desk(room, media, folder)
    shelf = Shelf(media, desk.ids)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        pictures = (event for event in room.standing.cut.events if event.track.startswith("V"))
        in_order = sorted(pictures, key=lambda event: event.record.start)
        media.want([*(event.file for event in in_order), *room.clips])
        noticing = asyncio.create_task(desk.notice())
        yield
        noticing.cancel()
        media.close()

    pages = Mount("/", _Page(directory=page, html=True))
    app = Starlette(
        routes=[*(_answered(route) for route in (*desk.routes, *shelf.routes)), pages],
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


def _more(refusal: Refusal) -> dict[str, Any]:
    """Return what the page offers to do about a refusal, beside its sentence."""
    if isinstance(refusal, CannotCut):
        return {"most": refusal.most}
    if isinstance(refusal, InTheWay):
        return {"in_the_way": {"line": refusal.line, "trim": refusal.is_trim}}
    return {}


def _answered(route: Route) -> Route:
    """Return a route whose refusals are told to the page in a sentence."""
    endpoint: Callable[[Request], Awaitable[Response]] = route.endpoint

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refusal as refusal:
            status, kind = next((code, name) for one, code, name in _STATUS if isinstance(refusal, one))
            return refuse(status, kind, str(refusal), **_more(refusal))

    return Route(route.path, answered, methods=sorted(route.methods or {"GET"}))
