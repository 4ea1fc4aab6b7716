"""The journal: who did what, when, on top of what. It only grows, and outlives a kill at any moment.

A door: an SQLite file with a write-ahead log that is flushed to the disk before an act is acknowledged
(``synchronous=FULL``). Its form (SQLite's ``user_version``) is the lowest in which all that it holds can be
said, so that an older Rushes reads whatever it can, and knows what it cannot. Each row carries the hash of
itself and of all before it, so that nothing can be taken out or changed without being found. One room writes
at a time; others read.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

import msgspec
from filelock import FileLock, Timeout

from rushes.errors import Refusal
from rushes.screening.acts import FORM, AnyAct, NotAnAct, act_from, told
from rushes.screening.model import Entry

_FIRST_FORM: Final = 1
_MARK: Final = 0x52555348
"""SQLite's application id: the letters RUSH."""

_TABLE: Final = """
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL,
    seen TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;
CREATE TABLE attended (at TEXT NOT NULL, who TEXT NOT NULL, seconds REAL NOT NULL) STRICT;
CREATE TRIGGER nothing_is_changed BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER nothing_is_removed BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
"""  # noqa: E501 -- a trigger reads best as one sentence


class NotAJournal(Refusal):
    """A file should be a journal and is none that can be read."""

    sentence = "{0} is no journal that can be read: {1}. Nothing was changed in it; put back a copy of it."


class NewerJournal(Refusal):
    """A later Rushes wrote the journal."""

    sentence = (
        "{0} was written by a newer Rushes: {1}. Nothing was changed in it. Open the film with that one, or "
        "bring this one up to date."
    )


class BrokenChain(Refusal):
    """What the journal says is not what was written."""

    sentence = (
        "{0}: entry {1} is not as it was written, or one before it is missing. Nothing after it is believed; "
        "put back a copy of the journal."
    )


class SomebodyWrites(Refusal):
    """Another room has the film open."""

    sentence = "Another screening room has {0} open; this one only looks. Close the other to decide here."


class CannotKeepJournal(Refusal):
    """An act could not be written down, so it was not done."""

    sentence = "{0} cannot be written ({1}), so nothing was changed. Make room, then do it again."


def now() -> str:
    """Return the moment, as the journal writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class _Row(NamedTuple):
    """A row of the journal, as `Entry` has it; the act is JSON."""

    seq: int
    at: str
    who: str
    act: str
    seen: str
    chain: str = ""

    def chained(self, before: str) -> str:
        """Return the hash of the row and of all before it (SHA-256, hexadecimal)."""
        return hashlib.sha256(msgspec.json.encode([before, *self[:-1]])).hexdigest()


class Journal:
    """The journal of one film. Use it as a context; `entries` may be read when it is only looked at, too."""

    def __init__(self, file: Path, *, writes: bool = True, clock: Callable[[], str] = now) -> None:
        """Open or make a journal.

        writes: to write in it; without, a file that is not there is an empty journal. clock: tells the
        moment.
        `SomebodyWrites` where another room has it; `NotAJournal`, `NewerJournal` for what cannot be read.
        """
        self.file, self._clock = file, clock
        self._lock = FileLock(file.with_name(f".{file.name}.lock")) if writes else None
        self._connection: sqlite3.Connection | None = None
        self._closed = False
        self._form = _FIRST_FORM
        self._entries: list[Entry] = []
        if self._lock is not None:
            self._take(self._lock)
        try:
            self._connection = self._opened(writes=writes)
            self._entries += self._read()
        except BaseException:
            self.close()
            raise

    def _take(self, lock: FileLock) -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise SomebodyWrites(str(self.file.parent)) from error
        except OSError as error:
            raise CannotKeepJournal(str(self.file), error.strerror or str(error)) from error

    def _opened(self, *, writes: bool) -> sqlite3.Connection | None:
        if not writes and not self.file.is_file():
            return None
        mode = "rwc" if writes else "ro"
        with self._reading():
            connection = sqlite3.connect(
                f"{self.file.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
            if writes:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
            self._check(connection, new=writes)
        return connection

    def _check(self, connection: sqlite3.Connection, *, new: bool) -> None:
        """Refuse a file of something else, or of a later version; make the table in a new one."""
        asked = ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        mark, version, tables = (connection.execute(question).fetchone()[0] for question in asked)
        if new and not tables:
            version = _FIRST_FORM
            connection.executescript(
                f"BEGIN; PRAGMA application_id={_MARK}; PRAGMA user_version={_FIRST_FORM}; {_TABLE} COMMIT;"
            )
        elif mark != _MARK:
            raise NotAJournal(str(self.file), "it belongs to another program")
        elif version > FORM:
            raise NewerJournal(str(self.file), f"its form is {version}, and this one knows {FORM}")
        self._form = version

    def _read(self) -> Iterator[Entry]:
        """Yield what is written and not yet known; `BrokenChain` where it is not as it was written."""
        last = self._entries[-1] if self._entries else None
        chain = last.chain if last else ""
        for row in self._rows(last.seq if last else 0):
            if row.chained(chain) != row.chain:
                raise BrokenChain(str(self.file), row.seq)
            chain = row.chain
            yield self._entry(row)

    def _rows(self, after: int) -> list["_Row"]:
        if self._connection is None:
            return []
        with self._reading():
            found = self._connection.execute(
                "SELECT seq, at, who, act, seen, chain FROM entries WHERE seq > ? ORDER BY seq", (after,)
            )
            return [_Row(*row) for row in found]

    def _entry(self, row: "_Row") -> Entry:
        try:
            act = act_from(msgspec.json.decode(row.act))
        except msgspec.DecodeError as error:
            raise NotAJournal(str(self.file), f"entry {row.seq}: {error}") from error
        except NotAnAct as error:  # it is as it was written, so one who knew it wrote it
            raise NewerJournal(
                str(self.file), f"entry {row.seq} is an act that this one does not know"
            ) from error
        return Entry(row.seq, row.at, row.who, act, row.seen, row.chain)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that was done, in order."""
        return tuple(self._entries)

    def write(self, who: str, act: AnyAct, seen: str) -> Entry:
        """Write an act down and return its entry: it is on the disk when this returns.

        `CannotKeepJournal` where the disk is full or cannot be written; then nothing was written.
        """
        if self._connection is None or self._lock is None:
            raise CannotKeepJournal(str(self.file), "this room only looks")
        last = self._entries[-1] if self._entries else None
        words = msgspec.json.encode(told(act)).decode()
        row = _Row(last.seq + 1 if last else 1, self._clock(), who, words, seen)
        row = row._replace(chain=row.chained(last.chain if last else ""))
        try:
            self._insert(self._connection, row, max(act.form, self._form))
        except sqlite3.Error as error:
            raise CannotKeepJournal(str(self.file), str(error)) from error
        self._entries.append(Entry(row.seq, row.at, who, act, seen, row.chain))
        return self._entries[-1]

    def _insert(self, connection: sqlite3.Connection, row: _Row, form: int) -> None:
        """Write a row and, where it is in a newer form, that the journal is: both or none."""
        connection.execute("BEGIN IMMEDIATE")
        try:
            if form > self._form:
                connection.execute(f"PRAGMA user_version={form}")
            connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute("COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self._form = form

    def newer(self) -> tuple[Entry, ...]:
        """Read what another room wrote since the last look, and return it; it may have begun the journal."""
        if self._connection is None and not self._closed:
            self._connection = self._opened(writes=False)
        found = tuple(self._read())
        self._entries += found
        return found

    def attend(self, who: str, seconds: float) -> None:
        """Note that somebody was at work in the room for so long; `CannotKeepJournal` where it cannot be."""
        if self._connection is None or self._lock is None:
            return
        try:
            row = (self._clock(), who, seconds)
            self._connection.execute("INSERT INTO attended VALUES (?, ?, ?)", row)
        except sqlite3.Error as error:
            raise CannotKeepJournal(str(self.file), str(error)) from error

    @property
    def attended(self) -> Mapping[str, float]:
        """For how many seconds each person was at work, in order of their names."""
        if self._connection is None:
            return {}
        with self._reading():
            found = self._connection.execute(
                "SELECT who, sum(seconds) FROM attended GROUP BY who ORDER BY who"
            )
            return dict(found.fetchall())

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotAJournal(str(self.file), str(error)) from error

    def close(self) -> None:
        """Close the file and let another room write."""
        self._closed = True
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
