"""Two tabs decide at once: no act is lost, and whoever was too late is told what happened."""

import random
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from rushes.screening.acts import told
from rushes.screening.decide import after
from rushes.screening.journal import Journal
from rushes.screening.media import MediaRoom
from rushes.screening.room import ScreeningRoom
from rushes.screening.server import app_for
from tests.screening.filming import a_film

TABS, EACH, PORT = 4, 20, 4711
KEY = {"authorization": "Bearer key", "origin": f"http://127.0.0.1:{PORT}"}


@dataclass
class Tab:
    """Somebody who decides as fast as they can. done: the entries that were acknowledged, as told."""

    page: TestClient
    who: str
    acts: list[dict[str, Any]]
    done: list[dict[str, Any]] = field(default_factory=list)
    stale: int = 0
    other: list[str] = field(default_factory=list)

    def decide(self, seen: str) -> None:
        """Do all acts, each again upon the state that a refusal tells."""
        for act in self.acts:
            while True:
                answer = self.page.post("/api/act", json=act | {"who": self.who, "seen": seen}, headers=KEY)
                heard = answer.json()
                if answer.status_code == 200:
                    self.done.append(heard["entry"])
                    seen = heard["state"]["hash"]
                    break
                if (answer.status_code, heard["error"]) != (409, "stale"):
                    self.other.append(heard["sentence"])
                    return
                assert heard["acts_since"], "it is told what happened"
                self.stale, seen = self.stale + 1, heard["state"]["hash"]


def acts_of(room: ScreeningRoom, seed: int) -> list[dict[str, Any]]:
    """Return acts that are never refused but for being late, each known by a comment or a line of its own."""
    lot, acts = random.Random(seed), list[dict[str, Any]]()
    for number in range(EACH):
        line = lot.choice(room.film.screenplay.lines).id
        reading = lot.choice(room.readings[line])
        star = {"act": "star", "line": line, "file": reading.file, "pass": 1, "on": lot.random() < 0.5}
        said = {"act": "comment", "frame": number, "text": f"tab {seed}, {number}"}
        acts.append(lot.choice([star, said, {"act": "free", "line": line}]))
    return acts


@pytest.mark.parametrize("seed", range(3))
def test_no_act_of_many_tabs_is_lost(tmp_path: Path, seed: int) -> None:
    """Each act is in the journal once, in the order in which it was done, on top of what its tab had seen."""
    with Journal(tmp_path / "journal.sqlite") as journal:
        room = ScreeningRoom(a_film(), journal)
        app = app_for(room, MediaRoom(tmp_path, room.clips), token="key", port=PORT, page=tmp_path)
        with TestClient(app, base_url=f"http://127.0.0.1:{PORT}") as page:
            tabs = [Tab(page, f"tab {n}", acts_of(room, TABS * seed + n)) for n in range(TABS)]
            opened = room.standing.hash
            threads = [threading.Thread(target=tab.decide, args=(opened,)) for tab in tabs]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        stood, entries = room.standing, journal.entries
    assert [tab.other for tab in tabs] == [[]] * TABS
    assert [len(tab.done) for tab in tabs] == [EACH] * TABS
    for tab in tabs:
        ours = [entry for entry in entries if entry.who == tab.who]
        assert [entry.seq for entry in ours] == [one["seq"] for one in tab.done]
        assert [told(entry.act) for entry in ours] == [one["act"] for one in tab.done]
    assert len(entries) == TABS * EACH
    assert sum(tab.stale for tab in tabs) > 0
    with Journal(tmp_path / "journal.sqlite") as again:
        assert ScreeningRoom(a_film(), again).standing == stood
    for entry in entries:
        ahead = after(entries[: entry.seq - 1])
        assert entry.seen == room._bench.hash_of(ahead)
