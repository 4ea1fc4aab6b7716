"""Those who have the page open, and what they are told as it happens: server-sent events."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator


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

    @property
    def closed(self) -> bool:
        """Whether the room closes."""
        return self._closed

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
