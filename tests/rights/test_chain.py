"""No byte of the register changes unseen."""

import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.rights import ABOUT, USES, BrokenRegister, Entry, NewerRegister, Register, open_register, writing
from rushes.rights.chain import Broken, chain, chained, entries_of, line_of
from rushes.rights.register_file import _register_of
from tests.conftest import ROOT
from tests.rights.making import a_register, back, no, who, yes

SAID = a_register(
    who(),
    yes("faces", "mouths", description="für die Größen, auch „im Dunkeln“"),
    who(2, minor=True, guardian="the father of the actor"),
    no("transcribe", of="p-0002"),
    back("faces"),
    Entry(kind="note", performer="p-0001", description='asked again\nin "May"'),
)
LINES = tuple(line_of(entry) for entry in SAID.entries)
WHOLE = b"".join(LINES)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a register on disk."""
    (tmp_path / "register.jsonl").write_bytes(WHOLE)
    return tmp_path / "register.jsonl"


def test_what_was_said_is_read_as_it_was_said(file: Path) -> None:
    """By the file or by its folder."""
    for path in (file, file.parent):
        register = open_register(path)
        assert register.entries == SAID.entries
        assert register.findings == ()
        assert register.head == SAID.head == SAID.entries[-1].hash


@pytest.mark.parametrize("flipped", [0x01, 0x20, 0x80, 0xFF])
def test_each_byte_that_is_edited_is_found_with_its_line(file: Path, flipped: int) -> None:
    """Every byte of the file, one after the other: what is said, hashes, quotes, ends of lines."""
    assert len(WHOLE) > 1000
    for at in range(len(WHOLE)):
        edited = bytearray(WHOLE)
        edited[at] ^= flipped
        with pytest.raises(BrokenRegister, match="Somebody changed the register, so nothing") as refused:
            told_by(file, bytes(edited))
        assert refused.value.args[1] == WHOLE[:at].count(b"\n") + 1, at


def told_by(file: Path, data: bytes) -> Register:
    """Return the register of some bytes; of every hundredth by way of the disk."""
    if hash(data) % 100 == 0:
        file.write_bytes(data)
        return open_register(file)
    *lines, rest = data.split(b"\n")
    return _register_of(file, lines, rest)


@given(st.data())
def test_lines_that_are_removed_doubled_or_moved_are_found(data: st.DataObject) -> None:
    """But for those at the end, which no chain can miss."""
    one, other = (data.draw(st.integers(0, len(LINES) - 2)) for _ in range(2))
    lines = [line[:-1] for line in LINES]
    with pytest.raises(Broken) as removed:
        entries_of([*lines[:one], *lines[one + 1 :]])
    assert removed.value.line == one + 1
    with pytest.raises(Broken):
        entries_of([*lines[: one + 1], *lines[one:]])
    if one != other:
        lines[one], lines[other] = lines[other], lines[one]
        with pytest.raises(Broken) as moved:
            entries_of(lines)
        assert moved.value.line == min(one, other) + 1


@pytest.mark.parametrize("seq", range(1, len(LINES)))
def test_an_entry_that_is_edited_with_a_hash_of_its_own_is_found_by_the_next(seq: int) -> None:
    """Whoever knows how a hash is made must write all entries after it anew, and so makes another head."""
    entries = list(SAID.entries)
    edited = msgspec.structs.replace(entries[seq - 1], collected_by="somebody else")
    before = entries[seq - 2].hash if seq > 1 else ""
    lines = [line[:-1] for line in LINES]
    lines[seq - 1] = line_of(chained(edited, before))[:-1]
    with pytest.raises(Broken) as found:
        entries_of(lines)
    assert found.value.line == seq + 1
    anew = chain([*entries[: seq - 1], edited, *entries[seq:]])
    assert entries_of([line_of(one)[:-1] for one in anew])[-1].hash != SAID.head


def test_an_end_that_is_cut_off_is_seen_only_by_a_head_that_was_noted(file: Path) -> None:
    """The chain of the rest holds; so releases note the head, and docs/consent.md says why."""
    file.write_bytes(b"".join(LINES[:-1]))
    cut = open_register(file)
    assert cut.entries == SAID.entries[:-1]
    assert cut.head != SAID.head
    assert SAID.head not in cut.by_hash


def test_anybody_can_check_the_chain_with_what_every_language_has(file: Path) -> None:
    """By the very lines that docs/consent.md shows."""
    page = (ROOT / "docs" / "consent.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    room: dict[str, Any] = {}
    exec(compile(block, "consent.md", "exec"), room)
    room["check"](str(file))
    file.write_bytes(WHOLE.replace(b"mouths", b"mouthz"))
    with pytest.raises(AssertionError):
        room["check"](str(file))


def test_what_a_newer_rushes_wrote_is_refused_and_not_half_understood(file: Path) -> None:
    """A word that is not known might be a limit. Nobody is told to put an older copy back."""
    body = LINES[0][:-1].replace(b',"hash"', b',"only_at_night":true,"hash"')[
        : -len(f',"hash":"{"0" * 64}"}}')
    ]
    file.write_bytes(body + f',"hash":"{hashlib.sha256(body).hexdigest()}"}}\n'.encode())
    before = file.read_bytes()
    with pytest.raises(NewerRegister, match="a newer Rushes wrote it") as refused:
        open_register(file)
    assert "Somebody changed" not in str(refused.value)
    with pytest.raises(NewerRegister), writing(file.parent):
        pytest.fail("it was opened for writing")
    assert file.read_bytes() == before


def test_whoever_writes_backwards_in_time_is_not_believed(file: Path) -> None:
    """Even where the chain was made to hold."""
    late = msgspec.structs.replace(who(), at="2026-11-20T10:00:00.000+00:00")
    early = msgspec.structs.replace(yes("faces"), at="2026-11-19T10:00:00.000+00:00")
    file.write_bytes(b"".join(line_of(entry) for entry in a_register(late, early).entries))
    with pytest.raises(BrokenRegister, match="line 2: it is older"):
        open_register(file)


@given(
    st.lists(
        st.builds(
            Entry,
            kind=st.sampled_from(["grant", "refuse", "revoke", "note"]),
            performer=st.sampled_from(["p-0001", "everyone"]),
            uses=st.lists(st.sampled_from(USES), unique=True).map(tuple),
            project=st.text(),
            description=st.text(),
            to_day=st.none() | st.dates(),
            territory=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        ),
        max_size=5,
    )
)
def test_whatever_is_said_is_read_back_as_it_was_said(said: list[Entry]) -> None:
    """In any script, with quotes, line ends and what looks like a hash in it."""
    register = a_register(*said, no("faces", description=f'","hash":"{"0" * 64}"}}\n'))
    written = b"".join(map(line_of, register.entries))
    assert written.count(b"\n") == len(said) + 1
    assert entries_of(written.splitlines()) == register.entries


@pytest.mark.parametrize("at", ["soon", "2026-11-31T10:00:00.000+00:00", "2026-11-22T10:00:00.000+01:00"])
def test_an_entry_of_no_time_is_not_believed(file: Path, at: str) -> None:
    """Somebody made it up."""
    made_up = a_register(who(), yes("faces", at=at))
    file.write_bytes(b"".join(map(line_of, made_up.entries)))
    with pytest.raises(BrokenRegister, match="line 2: it does not say when"):
        open_register(file)


def test_every_use_has_its_words() -> None:
    """The table knows each use once, in its order, with a question and what is done instead."""
    assert tuple(ABOUT) == USES
    assert all(about.name and about.asks.endswith(("?", ".")) and about.refused for about in ABOUT.values())
    assert isinstance(SAID, Register)
