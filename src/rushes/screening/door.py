"""The door of the room's server: who is let in, what every answer says of itself, what a request may bring.

The room is bound to loopback. Every request needs the token (a cookie that the address sets), names this
host, and writes come from this very page.
"""

import hmac
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from rushes.screening import views
from rushes.screening.acts import NotAnAct

MOST_BYTES: Final = 64 * 1024
"""An act is a few words; whatever is longer is none."""
_MOST_READ: Final = 1 << 30
"""Bytes of what is too long that are read, and dropped: who still sends hears no answer."""
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
            return refuse(403, "host", "This room is only for this machine.")
        if request.url.path == "/" and self._is_token(request.query_params.get("token", "")):
            answer = RedirectResponse("/", status_code=303, headers=_HEADERS)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not self._knows(request):
            return _no_token(request)
        if request.method not in {"GET", "HEAD"} and not self._from_here(request):
            return refuse(403, "origin", "Only the page of this room may decide.")
        return None

    def _knows(self, request: Request) -> bool:
        given = request.cookies.get(self.cookie, "")
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        return self._is_token(given) or self._is_token(bearer)

    def _is_token(self, given: str) -> bool:
        sent = given.encode("utf-8", "surrogatepass")  # it may be anything at all
        return hmac.compare_digest(sent, self.token.encode())

    def _from_here(self, request: Request) -> bool:
        origin = request.headers.get("origin", "")
        return origin.removeprefix("http://") in self.hosts and origin.startswith("http://")


def _no_token(request: Request) -> Response:
    """Refuse who has no token: in plain words to a browser that asks for a page, else as all is refused."""
    sentence = "Open the address that `rushes screen` printed: its token lets you in."
    if "text/html" in request.headers.get("accept", ""):
        return PlainTextResponse(sentence, 401, headers=_HEADERS | {"Cache-Control": "no-store"})
    return refuse(401, "token", sentence)


def _with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:  # noqa: ANN401 -- a message of the protocol
        if message["type"] == "http.response.start":
            extra = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return sending


def refuse(status: int, kind: str, sentence: str, **more: object) -> Response:
    """Return an answer that says no, in a sentence for people."""
    return answer({"error": kind, "sentence": sentence, **more}, status)


def answer(told: object, status: int = 200) -> Response:
    """Return an answer in JSON, which is kept nowhere."""
    return Response(
        views.as_json(told), status, media_type="application/json", headers={"Cache-Control": "no-store"}
    )


async def told_by(request: Request) -> dict[str, Any]:
    """Return the JSON that a page sends; `NotAnAct` for what is too long or no object."""
    body, read = b"", 0
    async for chunk in request.stream():
        read += len(chunk)
        if read <= MOST_BYTES:
            body += chunk
        elif read > _MOST_READ:
            break
    if read > MOST_BYTES:
        raise NotAnAct("it is too long")
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotAnAct("it is no JSON") from error
    if not isinstance(told, dict):
        raise NotAnAct("it is no object")
    return told
