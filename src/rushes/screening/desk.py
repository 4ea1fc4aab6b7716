"""The desk of the room: answers the page, one method for each address."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from rushes.engine import Progress
from rushes.footage.model import Clip
from rushes.screening import views
from rushes.screening.acts import NotAnAct, Relink, act_from
from rushes.screening.clock import attended_s
from rushes.screening.door import answer, refuse, told_by
from rushes.screening.leaving import turn_over
from rushes.screening.media import MediaRoom
from rushes.screening.model import Media
from rushes.screening.relinking import relink
from rushes.screening.room import LooksOnly, ScreeningRoom, Stale
from rushes.screening.standing import Done
from rushes.screening.taking_over import take_over
from rushes.screening.watchers import Watchers

LONGEST_NAME: Final = 200
"""Letters of a person's name."""
_STEPS: Final = 20
_LOOKS_S: Final = 2.0
"""Seconds between two looks at what came back: a folder is listed, and read where it is new."""
_A_PAGE: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}
"""How a page goes out that came with the film's folder: it is shown, and can do nothing in the room."""


class Desk:
    """Answers for a room. folder: the film's, into which it is handed over; without one it cannot be."""

    def __init__(self, room: ScreeningRoom, media: MediaRoom, folder: Path | None) -> None:
        """Sit down; whoever watches is told of the media from now on."""
        self.room, self.media, self.folder, self.watchers = room, media, folder, Watchers()
        self._leaving, self._looking = asyncio.Lock(), asyncio.Lock()
        self._ids: tuple[Mapping[str, Clip], dict[str, Clip]] = ({}, {})
        media.told = self._media_changed
        self._told, room.tell = 0, self._cutting

    @property
    def routes(self) -> tuple[Route, ...]:
        """What may be asked."""
        return (
            Route("/api/film", self.film),
            Route("/api/acts", self.acts),
            Route("/api/act", self.act, methods=["POST"]),
            Route("/api/take-over", self.take_over, methods=["POST"]),
            Route("/api/line", self.line),
            Route("/api/event", self.event),
            Route("/api/version", self.version),
            Route("/api/compare", self.compare),
            Route("/api/brought", self.brought),
            Route("/api/brought/report", self.report),
            Route("/api/journal", self.journal),
            Route("/api/watch", self.watch),
            Route("/api/turnover", self.turnover, methods=["POST"]),
            Route("/api/relink", self.relink, methods=["POST"]),
            Route("/api/clock", self.clock, methods=["GET", "POST"]),
        )

    def ids(self) -> Mapping[str, Clip]:
        """Return the clips of the film by the id under which the page asks for them."""
        if self._ids[0] is not (clips := self.room.clips):
            self._ids = clips, {views.clip_id(clip): clip for clip in clips.values()}
        return self._ids[1]

    def _media_changed(self, file: str, state: Media) -> None:
        told = {"clip": views.clip_id(self.room.clips[file]), "media": state}
        self.watchers.tell("media", told | {"because": self.media.because(file)})

    async def notice(self) -> None:
        """Tell who watches when a version came back, or went away, for as long as the room is open."""
        known = await run_in_threadpool(self.room.brought.versions)
        while not self.watchers.closed:
            await asyncio.sleep(_LOOKS_S)
            now = await run_in_threadpool(self.room.brought.versions)
            if now != known:
                new = {one.name for one in now} - {one.name for one in known}
                self.watchers.tell("brought", {"names": sorted(new)})
                known = now

    def _cutting(self, share: float) -> None:
        """Tell how much of a film is cut that is cut anew as a whole, in steps of a twentieth."""
        step = int(share * _STEPS)
        if step != self._told:
            self._told = step
            self.watchers.tell("cutting", {"share": step / _STEPS})

    async def film(self, _: Request) -> Response:
        """Give the whole first view."""
        await run_in_threadpool(self.media.look_again)
        media = self.media.state, self.media.reasons
        shown = await run_in_threadpool(views.film_view, self.room, *media)
        return answer(shown | {"relinks": self.room.can_relink and self.folder is not None})

    async def acts(self, _: Request) -> Response:
        """Give the table of what a person may do."""
        return answer(views.acts_view())

    async def act(self, request: Request) -> Response:
        """Do an act; a stale one is told what happened since, with the film as it is now."""
        told = await told_by(request)
        who, seen = told.pop("who", ""), told.pop("seen", "")
        if not (isinstance(who, str) and isinstance(seen, str) and len(who) <= LONGEST_NAME):
            raise NotAnAct("'who' and 'seen' are texts")
        act = act_from(told)
        if isinstance(act, Relink):
            raise NotAnAct("a folder is looked through before it is written down")
        return await self._done(seen, lambda: self.room.do(act, who.strip(), seen))

    async def take_over(self, request: Request) -> Response:
        """Have a line as it is in a version that came back; answers as an act does."""
        told = await told_by(request)
        name, line, who, seen = (told.get(one, "") for one in ("name", "line", "who", "seen"))
        if not all(isinstance(one, str) for one in (name, line, who, seen)) or len(who) > LONGEST_NAME:
            raise NotAnAct("'name', 'line', 'who' and 'seen' are texts")
        return await self._done(seen, lambda: take_over(self.room, name, line, who.strip(), seen))

    async def _done(self, seen: str, do: Callable[[], Done]) -> Response:
        """Do something and tell what it came to; what is stale is told with what happened since."""
        begun = perf_counter()
        try:
            done = await run_in_threadpool(do)
        except Stale as stale:
            since = views.entries_view(self.room.since(seen))
            state = views.state_view(self.room, self.room.standing)
            return refuse(409, "stale", str(stale), state=state, acts_since=since)
        took_ms = 1000 * (perf_counter() - begun)
        shown = await run_in_threadpool(views.done_view, self.room, done, took_ms)
        self.watchers.tell("state", {"hash": done.now.hash, "seq": done.now.decisions.seq})
        return answer(shown)

    async def line(self, request: Request) -> Response:
        """Give every take of a line; their pictures are made next, as they will be looked at."""
        name = request.query_params.get("id", "")
        found = await run_in_threadpool(views.line_view, self.room, name)
        self.media.want(one.file for one in self.room.readings.get(name, ()))
        return answer(found) if found else refuse(404, "no line", "There is no such line.")

    async def event(self, request: Request) -> Response:
        """Give an event on the scales."""
        found = await run_in_threadpool(views.event_view, self.room, request.query_params.get("key", ""))
        return answer(found) if found else refuse(404, "no event", "There is no such event in the cut now.")

    async def version(self, request: Request) -> Response:
        """Give the scenes of a named version."""
        name = request.query_params.get("name", "")
        return answer(await run_in_threadpool(views.version_view, self.room, name))

    async def compare(self, request: Request) -> Response:
        """Say in what one version differs from another; without a name, from the cut as it is."""
        names = (request.query_params.get(side, "") for side in ("a", "b"))
        return answer(await run_in_threadpool(views.compare_view, self.room, *names))

    async def brought(self, request: Request) -> Response:
        """Say what an editor changed in a version that came back."""
        name = request.query_params.get("name", "")
        return answer(await run_in_threadpool(views.brought_view, self.room, name))

    async def report(self, request: Request) -> Response:
        """Give the page on which all is told that an editor changed; nothing in it runs, or asks for more."""
        name = request.query_params.get("name", "")
        page = await run_in_threadpool(self.room.brought.report, name)
        if page is None:
            return refuse(404, "no report", "That version has no report in its folder.")
        return Response(page, media_type="text/html; charset=utf-8", headers=_A_PAGE)

    async def journal(self, _: Request) -> Response:
        """Give everything that was done."""
        return answer({"entries": views.entries_view(self.room.since(""))})

    async def turnover(self, request: Request) -> Response:
        """Hand over the film as it stands, or a named version of it, into a folder of its own."""
        told = await told_by(request)
        version = told.get("version", "")
        if not isinstance(version, str):
            raise NotAnAct("'version' is a name")
        if self.room.only_looks or self.folder is None:
            raise LooksOnly(self.room.only_looks or "it has no folder to hand over into")
        async with self._leaving:  # one after the other: each gets a number of its own
            left = await run_in_threadpool(turn_over, self.room, self.folder, None, version, self._progress)
        folder = left.folder.relative_to(self.folder).as_posix()
        return answer({"folder": folder, "standing": left.standing})

    def _progress(self, how_far: Progress) -> None:
        self.watchers.tell("leaving", {"step": how_far.name, "done": how_far.done, "of": how_far.total})

    async def relink(self, request: Request) -> Response:
        """Look through a folder for files that went away, and play them from there at once."""
        told = await told_by(request)
        folder, who = told.get("folder", ""), told.get("who", "")
        if not (isinstance(folder, str) and isinstance(who, str)) or len(who) > LONGEST_NAME:
            raise NotAnAct("'folder' and 'who' are texts")
        await run_in_threadpool(self.media.look_again)
        async with self._looking:
            done = await run_in_threadpool(
                relink, self.room, self.folder, folder, who.strip(), self._looked_at
            )
        self.media.moved({clip.file: self.room.clips[clip.file] for clip in done.found})
        standing = self.room.standing
        self.watchers.tell("state", {"hash": standing.hash, "seq": standing.decisions.seq})
        found, missing = ([clip.name for clip in clips] for clips in (done.found, done.missing))
        return answer(
            {"found": found, "missing": missing, "refused": list(done.refused), "again": done.again}
        )

    def _looked_at(self, how_far: Progress) -> None:
        if self.watchers.closed:
            raise LooksOnly("it is being closed")
        told = {"done": how_far.done, "of": how_far.total, "file": how_far.subject}
        self.watchers.tell("relink", told)

    async def clock(self, request: Request) -> Response:
        """Take how long somebody was at work since the page last said so, and tell how long it was in all."""
        if request.method == "POST":
            told = await told_by(request)
            who, seconds = told.get("who"), attended_s(told.get("active_s"))
            if not isinstance(who, str) or not who.strip() or len(who) > LONGEST_NAME or seconds is None:
                raise NotAnAct("'who' is a name, 'active_s' up to an hour of seconds")
            await run_in_threadpool(self.room.attend, who.strip(), seconds)
        return answer(await run_in_threadpool(views.hours_view, self.room))

    async def watch(self, _: Request) -> Response:
        """Tell of what happens, as it happens."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self.watchers.watch(), media_type="text/event-stream", headers=headers)
