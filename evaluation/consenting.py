"""How quick is the register of consent, and is every edited byte of it found?

Unit: core seconds (processor time of one thread), the fewest of three, for opening a register from disk and
asking it the first question, as every job does: reading, checking the chain of hashes, hashing the documents
that its yeses need. Decisions a core second are questions by lot (performer, use, film, territory), each
asked anew. An entry is *written* when it is on the disk: the median of fifty. *Edited bytes found*: single
bytes of the file, drawn by lot, with one bit or more of them turned; every one must be told, with its line.

The register is made by lot: performers, and yeses, noes and what was taken back, for two films, with terms.
"""  # noqa: D400 -- it is a question

import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Final

from evaluation.score import Score, tally
from rushes.project import REGISTER
from rushes.rights import (
    ABOUT,
    USES,
    BrokenRegister,
    Entry,
    Kind,
    Performer,
    Register,
    Scope,
    decide,
    keep_document,
    open_register,
    writing,
)
from rushes.rights.chain import chain, line_of

PERFORMERS, ENTRIES, DOCUMENTS = 500, 20_000, 200
OPENED: Final = "opened and asked once, a core"
DECIDED: Final = "decisions, a core"
WRITTEN: Final = "an entry written"
FOUND: Final = "edited bytes found"
FILMS: Final = ("Lost Property", "The Kettle")
_BEGAN: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
_TODAY: Final = date(2026, 11, 22)
_TRIES: Final = 3
_GRANTABLE: Final = tuple(use for use in USES if not ABOUT[use].never)


@dataclass(frozen=True)
class Consented:
    """What the register took. performers, entries: how large it was."""

    performers: int
    entries: int
    scores: Mapping[str, Score]


def consent_all(
    performers: int = PERFORMERS, entries: int = ENTRIES, asked: int = 100_000, edited: int = 200
) -> Consented:
    """Make a register and measure it. asked: decisions; edited: bytes."""
    chance = random.Random(7)  # noqa: S311 -- a lot, no secret
    with tempfile.TemporaryDirectory(prefix="rushes-consent-") as name:
        folder = Path(name)
        documents = _documents(folder, min(DOCUMENTS, entries // 10))
        said = chain(_said(chance, performers, entries, documents))
        (folder / REGISTER).write_bytes(b"".join(map(line_of, said)))
        opened = min(_seconds_to_open(folder) for _ in range(_TRIES))
        register = open_register(folder)
        scores = {
            OPENED: Score(opened, entries, "s"),
            DECIDED: Score(_decisions_a_second(chance, register, asked), asked, "a second"),
            WRITTEN: Score(_written_ms(folder / "another"), 50, "fine ms"),
            FOUND: _found(chance, folder / REGISTER, edited),
        }
    return Consented(performers, entries, scores)


def _documents(folder: Path, count: int) -> list[str]:
    """Keep some documents of 100 kB, and return their hashes."""
    kept = []
    for number in range(count):
        paper = folder / "paper.pdf"
        paper.write_bytes(b"%PDF" + number.to_bytes(4, "big") * 25_000)
        kept.append(keep_document(folder, paper).sha256)
    return kept


def _said(chance: random.Random, performers: int, entries: int, documents: list[str]) -> Iterator[Entry]:
    """Yield what was said, a minute after the other."""
    for number in range(1, entries + 1):
        at = (_BEGAN + timedelta(minutes=number)).isoformat(timespec="milliseconds")
        if number <= performers:
            person = f"p-{number:04}"
            about = Performer(person, f"the actor of PART {number}", characters=(f"PART {number}",))
            yield Entry(seq=number, at=at, kind="performer", performer=person, about=about)
        else:
            yield _answer(chance, number, at, performers, documents)


def _answer(chance: random.Random, number: int, at: str, performers: int, documents: list[str]) -> Entry:
    person = f"p-{chance.randint(1, performers):04}"
    uses = tuple(use for use in _GRANTABLE if chance.random() < 0.2) or ("faces",)
    if chance.random() < 0.3:
        kind: Kind = chance.choice(("refuse", "revoke"))
        return Entry(seq=number, at=at, kind=kind, performer=person, uses=uses, collected_by="an assistant")
    return Entry(
        seq=number,
        at=at,
        kind="grant",
        performer=person,
        uses=uses,
        project=chance.choice(FILMS),
        description="for the cut, the trailer and the end credits of this film",
        to_day=chance.choice((None, date(2026, 6, 30), date(2031, 12, 31))),
        territory=chance.choice(((), (), ("DE", "AT"))),
        proof_sha256=chance.choice(documents) if documents else "",
        collected_by="an assistant",
        collected_how="on paper",
    )


def _seconds_to_open(folder: Path) -> float:
    began = process_time()
    decide(open_register(folder), "p-0001", "faces", Scope(FILMS[0], _TODAY))
    return process_time() - began


def _decisions_a_second(chance: random.Random, register: Register, asked: int) -> float:
    people = sorted(register.performers)
    scopes = [Scope(film, _TODAY, territory) for film in FILMS for territory in ("", "DE", "FR")]
    questions = [(chance.choice(people), chance.choice(USES), chance.choice(scopes)) for _ in range(asked)]
    decide(register, *questions[0])
    began = process_time()
    for performer, use, scope in questions:
        decide(register, performer, use, scope)
    return asked / (process_time() - began)


def _written_ms(folder: Path) -> float:
    took = []
    with writing(folder) as book:
        for number in range(50):
            began = perf_counter()
            book.write(Entry(kind="note", performer="everyone", description=f"note {number}"))
            took.append(1000 * (perf_counter() - began))
    return median(took)


def _found(chance: random.Random, file: Path, edited: int) -> Score:
    """Edit one byte after the other near the beginning, so that each try is quick, and see it told."""
    whole = b"".join(file.read_bytes().splitlines(keepends=True)[:600])
    told = 0
    for _ in range(edited):
        at = chance.randrange(len(whole))
        turned = whole[at] ^ chance.randint(1, 255)
        file.write_bytes(whole[:at] + bytes([turned]) + whole[at + 1 :])
        try:
            open_register(file)
        except BrokenRegister as broken:
            told += broken.args[1] == whole[:at].count(b"\n") + 1
    return tally(told, edited)
