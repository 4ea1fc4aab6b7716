"""The shelf of the room: pictures, sound, waveforms and stills, given out by a clip's id, by no path."""

import math
from collections.abc import Callable, Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from rushes.footage.model import Clip
from rushes.screening.door import refuse
from rushes.screening.media import MediaRoom, sound_of, still_of

_KEPT: Final = {"Cache-Control": "private, max-age=86400"}
_FARTHEST_S: Final = 1e6
"""Seconds from a clip's beginning beyond which nobody means anything: eleven days."""
_MOST_COLUMNS: Final = 1000
_LONGEST_NUMBER: Final = 12
"""Digits of a frame or a channel; whatever has more is none."""


class Shelf:
    """Gives out what is seen and heard. ids: the clips of the film by id, as they are now."""

    def __init__(self, media: MediaRoom, ids: Callable[[], Mapping[str, Clip]]) -> None:
        """Give out from a media room."""
        self._media, self._ids = media, ids

    @property
    def routes(self) -> tuple[Route, ...]:
        """What may be asked for."""
        return (
            Route("/media/{clip}.mp4", self.proxy),
            Route("/media/{clip}/sound.wav", self.sound),
            Route("/media/{clip}/peaks", self.peaks),
            Route("/media/{clip}/{frame}.jpg", self.still),
        )

    def _clip(self, request: Request) -> Clip | None:
        return self._ids().get(request.path_params["clip"])

    async def proxy(self, request: Request) -> Response:
        """Give a clip's proxy, or any part of it."""
        if (clip := self._clip(request)) is None:
            return _no_clip()
        if clip.is_sound:
            return refuse(404, "no picture", "It is sound alone.")
        place = await run_in_threadpool(self._media.proxy, clip.file)
        if place is not None:
            return FileResponse(place, media_type="video/mp4", headers=_KEPT)
        state, because = self._media.state[clip.file], self._media.because(clip.file)
        sentence = because or "Its picture is not made yet."
        return refuse(503 if state in {"making", "ready"} else 410, state, sentence)

    async def sound(self, request: Request) -> Response:
        """Give a stretch of a clip's sound."""
        if (clip := self._clip(request)) is None:
            return _no_clip()
        asked = request.query_params
        from_s, to_s = (_seconds(asked.get(name, "")) for name in ("from_s", "to_s"))
        if from_s is None or to_s is None:
            return refuse(400, "no stretch", "Say from_s and to_s, in seconds of the clip.")
        channels = [_number(one) for one in asked.get("channels", "").split(",") if one]
        known = tuple(one for one in channels if one is not None and one < clip.channels)
        if len(known) < len(channels):
            return refuse(400, "no channel", f"It has {clip.channels} channels, counted from 0.")
        if not await run_in_threadpool(self._media.is_there, clip.file):
            return refuse(410, "gone", self._media.because(clip.file))
        data = await run_in_threadpool(sound_of, clip, from_s, to_s, known)
        return Response(data, media_type="audio/wav", headers=_KEPT)

    async def peaks(self, request: Request) -> Response:
        """Give a clip's waveform."""
        if (clip := self._clip(request)) is None:
            return _no_clip()
        per_s = _number(request.query_params.get("per_s", "50"))
        if per_s is None or not 1 <= per_s <= _MOST_COLUMNS:
            return refuse(400, "no number", f"per_s is a number of columns from 1 to {_MOST_COLUMNS}.")
        data = await run_in_threadpool(self._media.peaks, clip.file, per_s)
        if data is None:
            return refuse(410, "gone", self._media.because(clip.file))
        return Response(data, media_type="application/octet-stream", headers=_KEPT)

    async def still(self, request: Request) -> Response:
        """Give a picture near a frame."""
        if (clip := self._clip(request)) is None:
            return _no_clip()
        frame = _number(request.path_params["frame"])
        there = frame is not None and frame < clip.frames and not clip.is_sound
        data = await run_in_threadpool(still_of, clip, frame or 0) if there else None
        if data is None:
            return refuse(404, "no picture", "There is no picture there.")
        return Response(data, media_type="image/jpeg", headers=_KEPT)


def _no_clip() -> Response:
    return refuse(404, "no clip", "The film has no such clip.")


def _number(told: str) -> int | None:
    """Return a whole number from zero on, or None for anything else."""
    plain = told.isascii() and told.isdecimal() and len(told) <= _LONGEST_NUMBER
    return int(told) if plain else None


def _seconds(told: str) -> float | None:
    """Return seconds that somebody could mean, or None."""
    try:
        seconds = float(told)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and abs(seconds) <= _FARTHEST_S else None
