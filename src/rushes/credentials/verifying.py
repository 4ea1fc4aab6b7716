"""Verify a file: by its own label, or by that of the film it was handed over with. A door.

Timelines and lists cannot carry a label, so the film beside them lists their hashes. Here they are compared
as wholes; `Verified.noted` is where a comparison event by event would go on.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from rushes.credentials.boxes import carries_label
from rushes.credentials.model import Anchors, Judged, rows
from rushes.credentials.reading import NotReadable, read_credentials
from rushes.credentials.terms import TURNOVER

Noted = Literal["itself", "as noted", "changed", "not noted", "no film"]
"""By what a file was judged: its own label; or, of a file that carries none, what the film beside it says."""

_FILMS: Final = frozenset((".mp4", ".mov", ".m4v"))
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Verified:
    """How a file stands. judged: its own label, or that of `film`, which lists it. name: as it was listed."""

    file: Path
    judged: Judged
    noted: Noted = "itself"
    film: Path | None = None
    name: str = ""

    @property
    def holds(self) -> bool:
        """Whether it can be relied on that the file is what a signer known here has signed."""
        return self.judged.holds and self.noted in {"itself", "as noted"}


def verify(file: Path, anchors: Anchors, film: Path | None = None) -> Verified:
    """Judge a file; `NotReadable` when there is none.

    film: whose label may list it, where the file carries none; by default those that lie beside it.
    """
    judged = read_credentials(file, anchors)
    if judged.state != "none":
        return Verified(file, judged)
    digest = _digest(file)
    found = Verified(file, judged, "no film")
    for other in [film] if film else _films_beside(file):
        of_film = _listed(file, digest, other, read_credentials(other, anchors))
        if of_film.noted == "as noted":
            return of_film
        if of_film.noted == "changed" or (of_film.noted == "not noted" and found.noted == "no film"):
            found = of_film
    return found


def _listed(file: Path, digest: str, film: Path, judged: Judged) -> Verified:
    """Return what a film's label says of a file: by its content, else by its name."""
    listed = rows(judged.assertion(TURNOVER).get("files"))
    for one in listed:
        if one.get("sha256") == digest:
            return Verified(file, judged, "as noted", film, str(one.get("name", "")))
    if any(one.get("name") == file.name for one in listed):
        return Verified(file, judged, "changed", film, file.name)
    return Verified(file, Judged("none"), "not noted" if listed else "no film", film)


def _films_beside(file: Path) -> Iterator[Path]:
    """Yield the films with a label in the folder of a file, by name."""
    for other in sorted(file.absolute().parent.iterdir()):
        if other.suffix.lower() in _FILMS and other.name != file.name and carries_label(other):
            yield other


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise NotReadable(str(file), error.strerror or type(error).__name__) from error
