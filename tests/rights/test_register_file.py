"""What was acknowledged is there, whatever happens; what was not is told and does no harm."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

from rushes.project import REGISTER
from rushes.rights import (
    EVERYONE,
    CannotKeep,
    ClockSetBack,
    Entry,
    NoProof,
    NoRegister,
    NotAPerformer,
    NotAYes,
    Performer,
    Register,
    SeveralOfThatName,
    SomebodyWritesRegister,
    decide,
    keep_document,
    next_id,
    open_register,
    performer_called,
    register_file,
    writing,
)
from rushes.rights.admit import NobodyOfThatName
from tests.rights.making import ASKED, no, who, yes

MOMENT = "2026-11-22T10:00:00.000+00:00"


def ticking(moment: str = MOMENT) -> Callable[[], str]:
    """Return a clock that goes on by a second whenever it is asked."""
    seconds = count()
    return lambda: moment.replace(":00.000", f":{next(seconds):02}.000")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a register in which one performer said yes to one use."""
    with writing(tmp_path / "consent", ticking()) as book:
        book.write(who())
        book.write(yes("faces", proof_sha256=""))
    return tmp_path / "consent"


def test_what_was_said_is_there_when_it_was_acknowledged(folder: Path) -> None:
    """By another reader, in order, each entry on top of the one before."""
    register = open_register(folder)
    assert [entry.kind for entry in register.entries] == ["performer", "grant"]
    assert register.entries[1].prev == register.entries[0].hash
    assert decide(register, "p-0001", "faces", ASKED).allowed
    with writing(folder, ticking("2026-11-22T11:00:00.000+00:00")) as book:
        entry = book.write(no("faces"))
        assert open_register(folder).entries[-1] == entry
    assert not decide(open_register(folder), "p-0001", "faces", ASKED).allowed


WRITES = """
import sys
from pathlib import Path
from rushes.rights import Entry, writing
while True:
    with writing(Path(sys.argv[1])) as book:
        entry = book.write(Entry(kind="note", performer="everyone", description="x" * 2000))
        print(entry.seq, flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """Six writers are killed without warning; what each said it wrote is there, and the chain holds."""
    for killed in range(6):
        run = [sys.executable, "-c", WRITES, str(tmp_path)]
        with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            told = [int(writer.stdout.readline()) for _ in range(3 + killed)]
            time.sleep(0.003 * killed)
            writer.kill()
            told += [int(line) for line in writer.stdout.read().split("\n")[:-1] if line]
        register = open_register(tmp_path)
        assert len(register.entries) >= told[-1]
        assert told == list(range(told[0], told[-1] + 1))


@pytest.mark.parametrize("kept", [1, 20, 0.5, -90, -66, -2])
def test_a_torn_last_line_is_told_and_the_next_goes_on_after_it(folder: Path, kept: float) -> None:
    """The part counts for nothing; it is laid aside, not lost, and the chain holds."""
    file = folder / REGISTER
    *lines, last = file.read_bytes().splitlines(keepends=True)
    part = last[: int(len(last) * kept) if isinstance(kept, float) else kept]
    file.write_bytes(b"".join(lines) + part)
    torn = open_register(folder)
    assert len(torn.entries) == len(lines)
    (finding,) = torn.findings
    assert (finding.kind, f"({len(part)} bytes)" in finding.fact) == ("torn line", True)
    with writing(folder) as book:
        assert [one.kind for one in book.register.findings] == ["torn line"]
        book.write(no("faces"))
    assert [one.kind for one in open_register(folder).entries] == ["performer", "refuse"]
    assert open_register(folder).findings == ()
    assert [one.read_bytes() for one in folder.glob("torn-*.txt")] == [part]


def test_a_last_line_that_lacks_its_end_alone_is_whole(folder: Path) -> None:
    """Nothing of what it says is missing."""
    file = folder / REGISTER
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert len(open_register(folder).entries) == 2
    with writing(folder) as book:
        book.write(no("faces"))
    assert file.read_bytes().startswith(whole)
    assert len(open_register(folder).entries) == 3


def test_one_writes_at_a_time_and_all_may_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes second is told so, and nothing is mixed up."""
    monkeypatch.setattr(register_file, "_PATIENCE_S", 0.05)
    with FileLock(folder / ".register.lock"):
        assert len(open_register(folder).entries) == 2
        with pytest.raises(SomebodyWritesRegister), writing(folder):
            pass


def test_many_at_once_make_one_chain(tmp_path: Path) -> None:
    """Eight threads write five notes each."""

    def note(number: int) -> None:
        for _ in range(5):
            with writing(tmp_path) as book:
                book.write(Entry(kind="note", performer=EVERYONE, description=f"by {number}"))

    threads = [threading.Thread(target=note, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(open_register(tmp_path).entries) == 40


def test_a_full_disk_leaves_the_register_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says so; the next entry is written as if nothing had been."""
    before = (folder / REGISTER).read_bytes()

    def full(opened: object, line: bytes) -> None:
        opened.write(line[:10])  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, writing(folder) as book:
        patched.setattr(register_file, "_write_to_disk", full)
        with pytest.raises(CannotKeep, match="No space left"):
            book.write(no("faces"))
    assert (folder / REGISTER).read_bytes() == before
    with writing(folder) as book:
        book.write(no("faces"))
    assert len(open_register(folder).entries) == 3


def test_a_clock_that_was_set_back_writes_no_yes_but_every_no(folder: Path) -> None:
    """To take something back must be as easy as to give it; the no counts as of the entry before it."""
    with writing(folder, ticking("2025-01-01T10:00:00.000+00:00")) as book:
        with pytest.raises(ClockSetBack, match="Set it right"):
            book.write(yes("mouths"))
        assert book.write(no("faces")).at == book.register.entries[1].at
    assert decide(open_register(folder), "p-0001", "faces", ASKED).said_no


INCOMPLETE = {
    "a document": (yes("publish", proof_sha256=""), "to 'publish' has no document"),
    "a description": (yes("train", description="a voice"), "in at least 20 characters"),
    "a film": (yes("faces", project=" "), "for which film"),
    "who asked": (yes("faces", collected_by=""), "who asked"),
    "a use": (yes(), "to what"),
    "what there is none of": (yes("synthesise-voice"), "nothing that this program can do"),
    "each one's own": (yes("rank", of=EVERYONE), "each one must be asked"),
    "an end in time": (yes("faces", to_day=ASKED.on.replace(year=2020)), "ended on 2020-11-22 already"),
    "an order": (yes("faces", from_day=ASKED.on.replace(year=2031), to_day=ASKED.on), "before it begins"),
}


@pytest.mark.parametrize("lacking", INCOMPLETE)
def test_a_yes_that_would_never_count_is_not_written(folder: Path, lacking: str) -> None:
    """It is said at once what it lacks, not on the day on which it is needed."""
    draft, sentence = INCOMPLETE[lacking]
    before = (folder / REGISTER).read_bytes()
    with writing(folder) as book, pytest.raises(NotAYes, match=sentence):
        book.write(draft)
    assert (folder / REGISTER).read_bytes() == before


@pytest.mark.parametrize(
    ("zone", "moment", "last", "is_over"),
    [
        ("Pacific/Honolulu", "2026-11-22T05:00:00.000+00:00", 21, False),
        ("Pacific/Honolulu", "2026-11-22T05:00:00.000+00:00", 20, True),
        ("Pacific/Auckland", "2026-11-22T20:00:00.000+00:00", 22, True),
    ],
)
def test_a_last_day_is_one_of_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, moment: str, last: int, *, is_over: bool
) -> None:
    """In the evening of a last day on Hawaii it is the next one in Greenwich; the yes may still be said."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        with writing(tmp_path, lambda: moment) as book:
            book.write(who())
            with pytest.raises(NotAYes, match="already") if is_over else nullcontext():
                book.write(yes("faces", to_day=date(2026, 11, last)))
    time.tzset()


def test_nobody_is_entered_without_who_speaks_for_them(folder: Path) -> None:
    """A minor needs a guardian, the dead an estate or a representative, everybody a name of their own."""
    with writing(folder) as book:
        for person, sentence in (
            (who(2, minor=True), "no guardian"),
            (who(2, deceased=True), "neither an estate"),
            (Entry(kind="performer", performer="p-0002", about=Performer("p-0002", " ")), "needs a name"),
            (Entry(kind="performer", performer="p-0002", about=Performer("p-0002", "p-0001")), "else here"),
            (Entry(kind="performer", performer="p-0002", about=Performer("p-0002", "Everyone")), "else here"),
        ):
            with pytest.raises(NotAPerformer, match=sentence):
                book.write(person)
        with pytest.raises(NobodyOfThatName, match=r"the actor of MARA 1, MARA \(p-0001\)"):
            book.write(yes("faces", of="p-0009"))
        book.write(who(2, minor=True, guardian="the mother of the actor"))
        assert next_id(book.register) == "p-0003"


def test_two_people_with_one_name_are_told_apart_by_their_ids() -> None:
    """A name may also be that of the character, where only one plays it."""
    people = [
        Performer("p-0001", "Alex Doe", characters=("MARA",)),
        Performer("p-0002", "alex  doe", characters=("JONAS",)),
        Performer("p-0003", "Another", legal_name="Legal Name", characters=("JONAS", "A VOICE")),
    ]
    entries = tuple(Entry(kind="performer", performer=one.id, about=one) for one in people)
    register = Register(entries)
    found = {name: performer_called(register, name) for name in ("P-0002", "mara", "legal name", "a voice")}
    assert found == {"P-0002": "p-0002", "mara": "p-0001", "legal name": "p-0003", "a voice": "p-0003"}
    for name in ("Alex Doe", "Jonas"):
        with pytest.raises(SeveralOfThatName, match="Say which one"):
            performer_called(register, name)
    with pytest.raises(NobodyOfThatName, match="It knows Alex Doe, MARA"):
        performer_called(register, "Ben")


def test_a_document_is_kept_by_its_bytes_and_asked_for_with_every_yes(folder: Path, tmp_path: Path) -> None:
    """Changed or gone, the yes counts no more, until the very file is put back; other uses go on."""
    release = tmp_path / "Release.PDF"
    release.write_bytes(b"I agree that this film is shown.")
    with writing(folder) as book:
        entry = book.write(yes("publish", proof_sha256=""), release)
        assert book.write(yes("publish", proof_sha256=""), release).proof_sha256 == entry.proof_sha256
    kept = keep_document(folder, release)
    assert kept == (entry.proof_sha256, "Release.PDF")
    (file,) = (folder / "proofs").iterdir()
    assert file.name == f"{kept.sha256}.pdf"
    assert decide(open_register(folder), "p-0001", "publish", ASKED).allowed
    file.write_bytes(b"I agree that this film is sold.")
    assert "is not the one that was kept" in decide(open_register(folder), "p-0001", "publish", ASKED).because
    file.unlink()
    gone = decide(open_register(folder), "p-0001", "publish", ASKED)
    assert "Release.PDF is gone. Put the file with the SHA-256" in gone.because
    assert decide(open_register(folder), "p-0001", "faces", ASKED).allowed
    keep_document(folder, release)
    assert decide(open_register(folder), "p-0001", "publish", ASKED).allowed


def test_what_proves_nothing_is_refused(folder: Path, tmp_path: Path) -> None:
    """A file that is not there, a folder, an empty file; a device, which would never end."""
    (tmp_path / "empty.pdf").touch()
    endless = Path("/dev/zero") if Path("/dev/zero").exists() else tmp_path
    for document in (tmp_path / "none.pdf", tmp_path, tmp_path / "empty.pdf", endless):
        with pytest.raises(NoProof, match="proves nothing"):
            keep_document(folder, document)
    with writing(folder) as book, pytest.raises(NotAYes):
        book.write(yes("train", description="a voice"), folder / REGISTER)
    assert not (folder / "proofs").exists()


def test_a_register_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """A person named it, so it was meant; to write begins one."""
    for path in (tmp_path, tmp_path / REGISTER, tmp_path / "grants.toml"):
        with pytest.raises(NoRegister):
            open_register(path)
