"""The journal only grows, survives a kill, and finds whatever was changed in it."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import get_args

import pytest

from rushes.screening import journal
from rushes.screening.acts import FORM, AnyAct, BringBack, Comment, FoundAt, Lock, Relink, Swap, table
from rushes.screening.journal import (
    BrokenChain,
    CannotKeepJournal,
    Journal,
    NewerJournal,
    NotAJournal,
    SomebodyWrites,
    _Row,
)
from rushes.screening.model import FIRST

SWAP = Swap("1.1", "27A-3.mov", 2)


def test_what_was_written_is_there_when_the_journal_is_opened_again(tmp_path: Path) -> None:
    """Who, when, what and on top of what, in order, with its place counted from 1."""
    with Journal(tmp_path / "journal.sqlite", clock=lambda: "2026-11-22T09:00:00.000+00:00") as journal:
        first = journal.write("the director", SWAP, "a hash")
        second = journal.write("the editor", Comment(120, "hold this look"), "another")
    with Journal(tmp_path / "journal.sqlite") as again:
        assert again.entries == (first, second)
    assert (first.seq, first.who, first.act, first.seen) == (1, "the director", SWAP, "a hash")
    assert first.at == "2026-11-22T09:00:00.000+00:00"


def test_a_second_room_only_looks_and_sees_what_the_first_one_does(tmp_path: Path) -> None:
    """One writer: whoever comes second is told, and reads along."""
    with Journal(tmp_path / "journal.sqlite") as first:
        with pytest.raises(SomebodyWrites, match="only looks"):
            Journal(tmp_path / "journal.sqlite")
        with Journal(tmp_path / "journal.sqlite", writes=False) as second:
            entry = first.write("the director", SWAP, "")
            assert second.newer() == (entry,)
            assert second.newer() == ()
            with pytest.raises(CannotKeepJournal, match="only looks"):
                second.write("the editor", SWAP, "")
    Journal(tmp_path / "journal.sqlite").close()


def test_nothing_can_be_taken_out_or_changed_by_a_program(tmp_path: Path) -> None:
    """The file itself refuses it."""
    file = tmp_path / "journal.sqlite"
    with Journal(file) as journal:
        journal.write("the director", SWAP, "")
    with sqlite3.connect(file) as other:
        for words in ("DELETE FROM entries", "UPDATE entries SET who = 'nobody'"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                other.execute(words)


@pytest.mark.parametrize(
    "words", ["UPDATE entries SET who = 'somebody' WHERE seq = 2", "DELETE FROM entries WHERE seq = 2"]
)
def test_what_was_changed_by_force_is_found(tmp_path: Path, words: str) -> None:
    """The chain breaks at the entry, or at the one after a gap."""
    file = tmp_path / "journal.sqlite"
    with Journal(file) as journal:
        for who in ("the director", "the editor", "the producer"):
            journal.write(who, SWAP, "")
    with sqlite3.connect(file) as force:
        force.executescript("DROP TRIGGER nothing_is_changed; DROP TRIGGER nothing_is_removed")
        force.execute(words)
    with pytest.raises(BrokenChain, match=r"entry [23]"):
        Journal(file)
    assert file.is_file()


def test_other_files_and_newer_ones_are_left_alone(tmp_path: Path) -> None:
    """A text, another program's database, and the journal of a later Rushes: each is refused, and stays."""
    text = tmp_path / "text.sqlite"
    text.write_text("not a database, but more than a few bytes long " * 20)
    with pytest.raises(NotAJournal):
        Journal(text)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as made:
        made.execute("CREATE TABLE shots (name)")
    with pytest.raises(NotAJournal, match="another program"):
        Journal(other)
    newer = tmp_path / "newer.sqlite"
    Journal(newer).close()
    with sqlite3.connect(newer) as later:
        later.execute("PRAGMA user_version = 9")
    with pytest.raises(NewerJournal, match="form is 9"):
        Journal(newer)


FORMS = {
    1: {
        "swap": {"line", "file", "pass", "alone", "held"},
        "keep": {"line", "file", "pass"},
        "picture": {"line", "file"},
        "trim": {"line", "head", "tail"},
        "split": {"line", "leads"},
        "forbid": {"line", "file", "pass", "side"},
        "free": {"line"},
        "star": {"line", "file", "pass", "on"},
        "taste": {"name"},
        "comment": {"frame", "text", "line"},
        "resolve": {"comment", "done"},
        "look": {"event"},
        "version": {"name"},
        "lock": set[str](),
        "unlock": {"because"},
        "undo": set[str](),
        "redo": set[str](),
    },
    2: {
        "react": {"line", "wanted", "file"},
        "bring back": {"name"},
        "relink": {"folder", "found"},
    },
    3: {"together": {"acts"}},
}
"""What the acts of each form hold. A new act, or one with a new field, goes into a new form."""


def test_what_an_older_program_cannot_read_is_of_a_newer_form() -> None:
    """Who adds an act or a field gives it the next form; else an older Rushes would call the journal none."""
    found: dict[int, dict[str, set[str]]] = {}
    for name, about in table()["acts"].items():
        kind = next(one for one in get_args(AnyAct) if one.__struct_config__.tag == name)
        found.setdefault(kind.form, {})[name] = set(about["fields"])
    assert found == FORMS
    assert max(found) == FORM


def test_a_journal_of_a_newer_form_names_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older Rushes reads what it knows; with the first act that it does not, it says who does."""
    file = tmp_path / "journal.sqlite"
    with Journal(file) as newer:
        first = newer.write("the director", SWAP, "")
    older = pytest.MonkeyPatch()
    older.setattr(journal, "FORM", 1)
    with Journal(file) as read:
        assert read.entries == (first,)
    older.undo()
    with Journal(file) as newer:
        newer.write("the director", BringBack(FIRST), "")
    monkeypatch.setattr(journal, "FORM", 1)
    for writes in (True, False):
        with pytest.raises(
            NewerJournal, match=r"its form is 2, and this one knows 1.*bring this one up to date"
        ):
            Journal(file, writes=writes)


def test_an_older_journal_is_read_and_goes_on(tmp_path: Path) -> None:
    """Its entries are as they were; its form rises with the first act that needs it, in one with that act."""
    file = tmp_path / "journal.sqlite"
    with Journal(file) as older:
        first = older.write("the director", SWAP, "")
    with Journal(file) as newer:
        assert newer.entries == (first,)
        assert form_of(file) == 1
        much = tuple(FoundAt(f"{number}.mov", "0" * 64, "/elsewhere/" + "a" * 4000) for number in range(100))
        assert newer._connection is not None
        newer._connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(CannotKeepJournal, match="full"):
            newer.write("the director", Relink("/elsewhere", much), "")
        assert form_of(file) == 1
        newer._connection.execute("PRAGMA max_page_count = 100000")
        then = newer.write("the director", Relink("/elsewhere", much), "")
        last = newer.write("the director", Lock(), "")
    assert form_of(file) == 2
    with Journal(file) as again:
        assert again.entries == (first, then, last)


def form_of(file: Path) -> int:
    """Return the form of a journal, as it stands on the disk."""
    with sqlite3.connect(file) as read:
        form: int = read.execute("PRAGMA user_version").fetchone()[0]
        return form


def test_an_act_that_nobody_here_knows_was_written_by_a_newer_program(tmp_path: Path) -> None:
    """Its chain holds, so it is as it was written; it is not called broken."""
    file = tmp_path / "journal.sqlite"
    with Journal(file) as kept:
        first = kept.write("the director", SWAP, "")
    row = _Row(2, "2026-11-22T09:00:00Z", "the director", '{"act":"dissolve","line":"1.1"}', "")
    row = row._replace(chain=row.chained(first.chain))
    with sqlite3.connect(file) as newer:
        newer.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", row)
    with pytest.raises(NewerJournal, match=r"entry 2 is an act that this one does not know.*up to date"):
        Journal(file)


def test_a_full_disk_refuses_the_act_and_keeps_the_rest(tmp_path: Path) -> None:
    """What could not be written was not done; when there is room again, the next act follows on."""
    with Journal(tmp_path / "journal.sqlite") as journal:
        first = journal.write("the director", SWAP, "")
        assert journal._connection is not None
        journal._connection.execute("PRAGMA max_page_count = 1")
        much = Comment(1, "more " * 1000)
        with pytest.raises(CannotKeepJournal, match="full"):
            list(map(partial(journal.write, "the director", seen=""), repeat(much, 1000)))
        kept = journal.entries
        journal._connection.execute("PRAGMA max_page_count = 100000")
        journal.write("the director", Lock(), "")
    with Journal(tmp_path / "journal.sqlite") as again:
        assert again.entries[: len(kept)] == kept
        assert again.entries[0] == first
        assert again.entries[-1].act == Lock()


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from rushes.screening.acts import Comment
    from rushes.screening.journal import Journal

    with Journal(Path(sys.argv[1])) as journal:
        for number in range(100_000):
            print(journal.write("the director", Comment(number, "cut here"), "").seq, flush=True)
""")


def test_a_kill_between_any_two_writes_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Killed again and again while it writes: whatever was said to be written is there, in one chain."""
    file = tmp_path / "journal.sqlite"
    for acts in (1, 7, 20, 3, 33):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            told = [int(writer.stdout.readline()) for _ in range(acts)]
            os.kill(writer.pid, signal.SIGKILL)
            told += [int(line) for line in writer.stdout.read().split() if line]
        with Journal(file) as journal:
            assert [entry.seq for entry in journal.entries][: told[-1]] == list(range(1, told[-1] + 1))
