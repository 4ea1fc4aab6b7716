"""From a film on disk to a room that answers: what `rushes screen` does."""

import contextlib
import gc
import socket
from dataclasses import replace
from pathlib import Path

import uvicorn

from rushes.engine import Watch
from rushes.project import JOURNAL
from rushes.screening.brought import BroughtFolder
from rushes.screening.film import cache_of, folder_of, open_film
from rushes.screening.journal import Journal, SomebodyWrites
from rushes.screening.media import MediaRoom
from rushes.screening.room import ScreeningRoom
from rushes.screening.server import Answerer, app_for, page_folder


def settle_down() -> None:
    """Let Python look for rubbish in what comes from now on alone: among a film's many values it finds none.

    In a film of 4,000 readings each such look is a third of a second in which somebody waits for an answer.
    """
    gc.collect()
    gc.freeze()


class OpenRoom:
    """A room with its journal and its media, ready to answer. Close it at the end."""

    def __init__(
        self, where: Path, room: ScreeningRoom, journal: Journal | None, media: MediaRoom, only_looks: str
    ) -> None:
        """Hold what was opened. only_looks: why nothing can be decided, or empty."""
        self.where, self.room, self.only_looks = where, room, only_looks
        self._journal, self._media = journal, media
        self.page = page_folder()

    def serve(self, answering: socket.socket, token: str) -> None:
        """Answer until Ctrl-C."""
        port = answering.getsockname()[1]
        folder = folder_of(self.where)
        app = app_for(self.room, self._media, token=token, port=port, page=self.page, folder=folder)
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
        settle_down()
        with contextlib.suppress(KeyboardInterrupt):
            Answerer(config).run(sockets=[answering])

    def close(self) -> None:
        """Let go of the journal and the media."""
        self._media.close()
        if self._journal is not None:
            self._journal.close()


def open_room(
    where: Path,
    *,
    read_only: bool,
    jobs: int | None = None,
    cache: Path | None = None,
    watch: Watch | None = None,
) -> OpenRoom:
    """Open a film with its journal; where another room writes in it, or nothing can be decided, to look only.

    Refusals as of `open_film`, and those of the journal that cannot be read; `NoPage` without a page.
    """
    page_folder()
    film = open_film(where, jobs=jobs, cache=cache, watch=watch)
    if read_only:
        film = replace(film, footage_gone=False)  # who only looks finds nothing again
    journal, because = None, film.only_looks or ("you opened it so" if read_only else "")
    file = folder_of(where) / JOURNAL
    if not film.only_looks:
        try:
            journal = Journal(file, writes=not read_only)
        except SomebodyWrites as refusal:
            journal, because = Journal(file, writes=False), str(refusal)
    room = ScreeningRoom(film, journal, only_looks=because, brought=BroughtFolder(folder_of(where)))
    return OpenRoom(where, room, journal, MediaRoom(cache_of(where, cache), room.clips), because)
