"""Versions that an editor sent back, kept in a film's folder by `rushes conform`. A door; it only reads.

What lies there broken, or half of it, is told in a sentence; the others stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

from rushes.cut import Cut
from rushes.errors import Refusal
from rushes.footage.model import Clip
from rushes.project import BROUGHT
from rushes.turnover.came_back import CUT, DATA, PAGE
from rushes.turnover.conform.report.as_json import SCHEMA
from rushes.turnover.opening import open_cut

_MOST_BYTES: Final = 256 << 20
"""Bytes of a document that a version is read from: what is larger nobody wrote for us."""
_CANNOT_PLAY: Final = "A cut cannot hold {0}, so it is kept as the file that it is."


class NotToBePlayed(Refusal):
    """A version that came back is there, and is no cut that can be played here."""

    sentence = "“{0}” came back and cannot be played here. {1}"


@dataclass(frozen=True)
class Brought:
    """A version that came back. name: its folder's. file: the editor's, as it is called there.

    by, at: whose it is and when it came, empty where that was not written down. distance: from the first cut
    that it was compared with, None where that cannot be read. told, changes: what they changed, as
    `rushes conform` says it, and kind by kind. cut: None where it cannot be played; then `trouble` says why.
    has_report: its report lies there, too.
    """

    name: str
    file: str = ""
    by: str = ""
    at: str = ""
    distance: float | None = None
    told: tuple[str, ...] = ()
    changes: Mapping[str, tuple[str, ...]] | None = None
    cut: Cut | None = None
    trouble: str = ""
    has_report: bool = False

    @property
    def key(self) -> str:
        """What it is asked for by: no version that somebody named is called so."""
        return f"{BROUGHT}/{self.name}"

    @property
    def place(self) -> str:
        """Where its file lies, from the film's folder."""
        return f"{self.key}/{self.file}" if self.file else self.key


class _Change(msgspec.Struct):
    """As much of a change as is told here."""

    said: str
    kind: str
    what: str = ""
    lines: tuple[str, ...] = ()
    before: "_Place | None" = None
    after: "_Place | None" = None


class _Place(msgspec.Struct):
    timecode: str


class _Told(msgspec.Struct):
    """A ``conform.json``, as far as it is read here."""

    schema: str
    edited: str
    distance: float
    changes: list[_Change]
    by: str = ""
    at: str = ""
    no_cut: str = ""
    told: tuple[str, ...] = ()


_Mark = tuple[object, ...]


class BroughtFolder:
    """The versions that came back to a film; read again where its folder has changed. Any thread may ask."""

    def __init__(self, film: Path | None) -> None:
        """Look into a film's folder; None: there is none, and nothing came back."""
        self._folder = film / BROUGHT if film else None
        self._known: dict[str, tuple[_Mark, Brought]] = {}
        self._lock = Lock()

    def versions(self) -> tuple[Brought, ...]:
        """Return all of them by name; what cannot be read is among them, and says so."""
        with self._lock:
            known = {}
            for place in self._places():
                mark = _mark(place)
                was = self._known.get(place.name)
                known[place.name] = was if was and was[0] == mark else (mark, _read(place))
            self._known = known
            return tuple(brought for _, brought in known.values())

    def _places(self) -> list[Path]:
        if self._folder is None:
            return []
        try:
            return sorted(one for one in self._folder.iterdir() if one.is_dir() and one.name[0] != ".")
        except OSError:
            return []

    def find(self, name: str) -> Brought | None:
        """Return the version of that key, or that folder's name; None without one."""
        return next((one for one in self.versions() if name in {one.key, one.name}), None)

    def report(self, name: str) -> bytes | None:
        """Return the page on which all is told that changed in the version of that key; None without one."""
        found = self.find(name)
        if found is None or self._folder is None:
            return None
        try:
            return _bytes(self._folder / found.name / PAGE) if _is_report(self._folder / found.name) else None
        except OSError:
            return None


def as_played(brought: Brought, clips: Mapping[str, Clip]) -> Cut:
    """Return its cut with the clips of the film as they lie now; `NotToBePlayed` where that cannot be.

    clips: of the film, by `Clip.file`.
    """
    cut = brought.cut
    if cut is None:
        raise NotToBePlayed(brought.name, brought.trouble)
    gone = [clip.name for clip in cut.clips if not _is_same(clip, clips.get(clip.file))]
    if gone:
        more = f" and {len(gone) - 1} more" if gone[1:] else ""
        raise NotToBePlayed(brought.name, f"The film no longer has {gone[0]}{more} as it was then.")
    return replace(cut, clips=tuple(clips[clip.file] for clip in cut.clips))


def _is_same(clip: Clip, now: Clip | None) -> bool:
    return now is not None and now.sha256 == clip.sha256


def _mark(place: Path) -> _Mark:
    """Return what tells whether a version is as it was when it was read."""
    marks: list[object] = []
    for file in (place, place / DATA, place / CUT, place / PAGE):
        try:
            told = file.stat()
            marks.append((told.st_mtime_ns, told.st_size, told.st_ino))
        except OSError as error:
            marks.append(error.errno)
    return tuple(marks)


def _read(place: Path) -> Brought:
    """Read a version; whatever is wrong with it is its trouble."""
    try:
        told = msgspec.json.decode(_bytes(place / DATA), type=_Told)
        if told.schema != SCHEMA:
            return Brought(place.name, trouble=f"Its {DATA} is of another version of Rushes ({told.schema}).")
    except FileNotFoundError:
        why = f"There is no {DATA} in its folder: bring the editor's file again."
        return Brought(place.name, trouble=why)
    except (OSError, msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        return Brought(place.name, trouble=f"Its {DATA} cannot be read ({_words(error)}).")
    brought = Brought(
        name=place.name,
        file=_file_in(place) or told.edited,
        by=told.by,
        at=told.at,
        distance=told.distance,
        told=told.told,
        changes=_by_kind(told.changes),
        has_report=_is_report(place),
    )
    if told.no_cut or not (place / CUT).exists():
        why = told.no_cut or "all that it holds (see its report)"
        return replace(brought, trouble=_CANNOT_PLAY.format(why))
    try:
        _bytes(place / CUT, most_only=True)
        return replace(brought, cut=open_cut(place / CUT))
    except Exception as error:  # noqa: BLE001 -- whatever is in there stops nobody from opening the film
        return replace(brought, trouble=f"Its {CUT} cannot be read ({_words(error)}).")


def _is_report(place: Path) -> bool:
    """Tell whether a report lies there itself: a link to something elsewhere is none."""
    return not place.is_symlink() and not (place / PAGE).is_symlink() and (place / PAGE).is_file()


def _file_in(place: Path) -> str:
    """Return the name of the editor's own file; empty where it is gone."""
    try:
        own = sorted(one.name for one in place.iterdir() if one.name not in {PAGE, DATA, CUT})
    except OSError:
        return ""
    return next((name for name in own if name[0] != "."), "")


def _bytes(file: Path, *, most_only: bool = False) -> bytes:
    """Return what is in a plain file that is not too large; `OSError` for any other."""
    if not file.is_file():
        raise FileNotFoundError(file)
    if file.stat().st_size > _MOST_BYTES:
        raise OSError(0, "it is too large")
    return b"" if most_only else file.read_bytes()


def _words(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _by_kind(changes: list[_Change]) -> Mapping[str, tuple[str, ...]]:
    """Return what is told of changes, by what they are called, in the order of the film."""
    told: dict[str, list[str]] = {}
    for change in changes:
        told.setdefault(change.what or change.kind.capitalize(), []).append(" ".join(_words_of(change)))
    return {what: tuple(rows) for what, rows in told.items()}


def _words_of(change: _Change) -> Iterator[str]:
    """Yield where, about which lines, and what."""
    place = change.after or change.before
    if place and place.timecode:
        yield place.timecode
    if change.lines:
        yield f"({', '.join(change.lines[:3])})"
    yield change.said
