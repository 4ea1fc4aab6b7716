"""A room that answers at a real port, in a thread of the test, and can be closed and opened again."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from rushes.screening.brought import BroughtFolder
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom
from rushes.screening.model import OpenFilm
from rushes.screening.room import ScreeningRoom
from rushes.screening.server import Answerer, app_for, page_folder

TOKEN = "a-token-that-nobody-guesses"


@dataclass(frozen=True)
class Answering:
    """A room that answers. address: with the token, as `rushes screen` prints it."""

    room: ScreeningRoom
    port: int

    @property
    def address(self) -> str:
        """The address with its token."""
        return f"http://127.0.0.1:{self.port}/?token={TOKEN}"

    @property
    def home(self) -> str:
        """The address without."""
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def answering(film: OpenFilm, folder: Path, cache: Path, port: int = 0) -> Iterator[Answering]:
    """Open a film whose folder holds its journal and what is handed over; answer until the ``with`` ends."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    bound.listen()  # as `rushes screen` does: a browser that comes before the server waits
    port = bound.getsockname()[1]
    with Journal(folder / "journal.sqlite") as journal:
        room = ScreeningRoom(film, journal, brought=BroughtFolder(folder))
        app = app_for(
            room, MediaRoom(cache, room.clips), token=TOKEN, port=port, page=page_folder(), folder=folder
        )
        config = uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=1)
        server = Answerer(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield Answering(room, port)
        finally:
            server.stop()
            thread.join(10)
            bound.close()
