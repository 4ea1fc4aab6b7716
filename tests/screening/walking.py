"""Walks of random acts, with kills: ``python -m tests.screening.walking FOLDER HOW_MANY``.

A process of its own, so that it may fork: each life of a walk opens the same small film, does acts by lot and
acknowledges each through a pipe; it is killed (SIGKILL) at a moment by lot, while it opens, cuts, writes or
answers. Then the film is opened again, and must hold all that was acknowledged and stand as it was told.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, NoReturn, cast

from rushes.cut import Cut
from rushes.errors import Refusal
from rushes.screening.acts import BringBack
from rushes.screening.journal import Journal
from rushes.screening.model import Entry
from rushes.screening.room import ScreeningRoom
from rushes.screening.views import done_view
from tests.screening.filming import a_film, an_act

LIVES, MOST_ACTS, LATER_S = 3, 6, 0.02
"""How often each walk is killed at most, after how many acts, and how long after the last of these."""
FILM = a_film()


class Told(NamedTuple):
    """What was acknowledged: an entry, with the hash of all up to it, and how the film stood then."""

    seq: int
    chain: str
    hash: str
    cut: str


@dataclass
class Counted:
    """What happened. beyond: lives that ended with something written that nobody was told of."""

    walks: int = 0
    kills: int = 0
    acts: int = 0
    beyond: int = 0


@dataclass(frozen=True)
class Until:
    """A journal as it was at an entry."""

    entries: tuple[Entry, ...]


def looks_like(cut: Cut) -> str:
    """Return the hash of all that a cut is."""
    return hashlib.sha256(repr(cut).encode()).hexdigest()


def live(file: Path, seed: float, tell: int) -> NoReturn:
    """Open the film, and do acts by lot until killed."""
    lot = random.Random(seed)
    with Journal(file) as journal:
        room = ScreeningRoom(FILM, journal)
        while True:
            with suppress(Refusal):
                act = an_act(lot, room)
                named = room.version(act.name).cut if isinstance(act, BringBack) else None
                done = room.do(act, "the director", room.standing.hash)
                done_view(room, done, 0.0)
                assert named is None or looks_like(done.now.cut) == looks_like(named), "another cut came back"
                if done.entry is None:  # it was so already
                    continue
                told = Told(done.entry.seq, done.entry.chain, done.now.hash, looks_like(done.now.cut))
                os.write(tell, json.dumps(told).encode() + b"\n")


def killed_at(lot: random.Random, file: Path) -> list[Told]:
    """Live once, be killed, and return what was acknowledged until then."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            live(file, lot.random(), write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        lines = [pipe.readline() for _ in range(lot.randint(0, MOST_ACTS))]
        time.sleep(lot.uniform(0, LATER_S))
        os.kill(child, signal.SIGKILL)
        lines += pipe.readlines()
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "it ended by itself"
    return [Told(*json.loads(line)) for line in lines]


def check(file: Path, acknowledged: list[Told]) -> int:
    """Open the film again, hold it to what was acknowledged, and return how many entries it has."""
    with Journal(file) as journal:
        entries = journal.entries
        standing = ScreeningRoom(FILM, journal).standing
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entries[told.seq - 1].chain for told in acknowledged] == [told.chain for told in acknowledged]
    if acknowledged:
        last = acknowledged[-1]
        then = ScreeningRoom(
            FILM, cast("Journal", Until(entries[: last.seq])), "it is looked back at"
        ).standing
        assert (then.hash, looks_like(then.cut)) == (last.hash, last.cut)
        if last.seq == len(entries):
            assert standing == then
    return len(entries)


def walk(file: Path, lot: random.Random, counted: Counted) -> None:
    """Live up to three times on one film, killed each time."""
    acknowledged: list[Told] = []
    for _ in range(lot.randint(1, LIVES)):
        acknowledged += killed_at(lot, file)
        counted.kills += 1
        written = check(file, acknowledged)
        counted.beyond += written > (acknowledged[-1].seq if acknowledged else 0)
    counted.walks += 1
    counted.acts += len(acknowledged)


def walks(folder: Path, many: int) -> Iterator[Counted]:
    """Walk so often, and tell after each what happened so far."""
    counted = Counted()
    for number in range(many):
        walk(folder / f"{number}.sqlite", random.Random(number), counted)
        yield counted


if __name__ == "__main__":
    for counts in walks(Path(sys.argv[1]), int(sys.argv[2])):
        last = counts
    sys.stdout.write(json.dumps(vars(last)))
