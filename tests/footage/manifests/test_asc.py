"""ASC MHL: what the reference tool writes is read, and what is written here satisfies the reference tool."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ascmhl import commands as reference
from click.testing import CliRunner

from rushes.footage.fingerprint import KINDS, digests
from rushes.footage.manifests import Manifest, check, find_manifests, kinds_needed, read_manifests, seal
from rushes.footage.manifests.seal import AmongTheOriginals, BrokenHistory, NothingToSeal

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

_BOMB = b'<?xml version="1.0"?><!DOCTYPE h [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><hashlist>&b;</hashlist>'


def _manifest(ascmhl: Path) -> Path:
    return next(ascmhl.glob("0001_*.mhl"))


def tool(command: str, *words: object) -> tuple[int, str]:
    """Run a command of the reference implementation."""
    ran = CliRunner().invoke(getattr(reference, command), [str(word) for word in words])
    return ran.exit_code, ran.output


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a card of two clips and a sidecar."""
    card = tmp_path / "A001"
    for name in ("CLIPS/A001C001.mov", "CLIPS/A001C002.mov", "A001.xml"):
        file = card / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode() * 1000)
    return card


def clips(card: Path) -> list[Path]:
    return sorted(card.rglob("*.mov"))


def told(card: Path, *trusted: str, files: list[Path] | None = None) -> tuple[list[str], list[str]]:
    """Return the kinds of what is found, and the names of what is left out."""
    files = clips(card) if files is None else files
    manifests = read_manifests(find_manifests(files))
    needed = kinds_needed(files, manifests)
    checked = check(files, {file: digests(file, needed[file]) for file in files}, manifests, trusted)
    return [finding.kind for finding in checked.findings], sorted(file.name for file in checked.left_out)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("kind", ["xxh64", "xxh3", "xxh128", "md5", "sha1", "c4"])
def test_what_the_reference_tool_seals_holds(card: Path, kind: str) -> None:
    """Whatever it hashed by, an untouched card gives no finding, and checking writes nothing beside it."""
    assert tool("create", "-h", kind, card)[0] == 0
    before = everything(card)
    assert told(card) == ([], [])
    assert everything(card) == before
    (card / "CLIPS/A001C001.mov").write_bytes(b"x" * 18_000)
    assert told(card) == (["hash mismatch"], ["A001C001.mov"])


def test_a_digest_of_each_kind_is_the_reference_tools(card: Path) -> None:
    """Every kind that can be counted comes out as the standard writes it."""
    file = clips(card)[0]
    for kind in {*KINDS} - {"sha256", "xxh32"}:
        assert tool("hash", "-h", kind, file)[1].split()[-1] == digests(file, [kind])[kind]


def test_what_was_listed_first_holds(card: Path) -> None:
    """A later generation that saw a file changed, and said so, does not vouch for the change."""
    tool("create", "-h", "md5", card)
    clips(card)[1].write_bytes(b"changed")
    assert tool("create", "-h", "xxh64", card)[0] == 11
    assert told(card) == (["hash mismatch"], ["A001C002.mov"])


def test_a_renamed_clip_that_the_history_knows_is_no_news(card: Path) -> None:
    """ASC MHL tells what a file was called before."""
    tool("create", card)
    clips(card)[0].rename(card / "CLIPS/A001C009.mov")
    assert tool("create", "--detect_renaming", card)[0] == 0
    assert told(card) == ([], [])


def test_folders_with_their_own_history_answer_for_themselves(card: Path) -> None:
    """A reel's manifest lies in the reel, the day's in the day; together they list everything once."""
    tool("create", card)
    day = card.parent
    (day / "B001").mkdir()
    (day / "B001/B001C001.mov").write_bytes(b"B")
    assert tool("create", day)[0] == 0
    assert told(day) == ([], [])
    assert len(find_manifests(clips(day))) == 2
    clips(card)[0].write_bytes(b"changed")
    assert told(day) == (["hash mismatch"], ["A001C001.mov"])


def test_a_sealed_card_satisfies_the_reference_tool(card: Path) -> None:
    """What is written verifies, conforms to the chain, and leaves the media alone."""
    before = everything(card)
    made = seal(card, now=NOON)
    assert (made.listed, made.verified, made.findings) == (3, 0, ())
    assert made.manifests[0].name == "0001_A001_2026-05-04_120000Z.mhl"
    assert {name: everything(card)[name] for name in before} == before
    assert tool("verify", card) == (0, "")
    assert tool("diff", card)[0] == 0
    assert told(card) == ([], [])
    clips(card)[0].write_bytes(b"changed")
    assert tool("verify", card)[0] == 11


def test_the_reference_tool_goes_on_from_a_seal(card: Path) -> None:
    """Generations of both may follow each other."""
    tool("create", "-h", "md5", card)
    assert seal(card, now=NOON).verified == 3
    assert tool("create", "-h", "c4", card)[0] == 0
    assert seal(card, now=NOON.replace(hour=13)).manifests[0].name.startswith("0004_")
    assert tool("verify", card) == (0, "")
    assert told(card) == ([], [])


def test_a_seal_elsewhere_leaves_the_card_alone(card: Path, tmp_path: Path) -> None:
    """Without leave nothing is added beside the originals; copied there later, it verifies."""
    tool("create", "-h", "xxh64", card)
    before = everything(card)
    made = seal(card, tmp_path / "out", now=NOON)
    assert everything(card) == before
    assert made.verified == 3
    shutil.rmtree(card / "ascmhl")
    shutil.copytree(tmp_path / "out" / "ascmhl", card / "ascmhl")
    assert tool("verify", card) == (0, "")
    assert told(card) == ([], [])


def test_a_seal_over_reels_that_have_their_own(card: Path) -> None:
    """The day's generation refers to the reels', so that the reference tool accepts the whole."""
    seal(card, now=NOON)
    day = card.parent
    (day / "B001").mkdir()
    (day / "B001/B001C001.mov").write_bytes(b"B")
    made = seal(day, now=NOON)
    assert [path.parent.parent.name for path in made.manifests] == ["A001", day.name]
    assert (made.listed, made.verified) == (4, 3)
    assert b"A001/ascmhl/0002_A001" in made.manifests[1].read_bytes()
    assert tool("verify", day) == (0, "")
    assert told(day) == ([], [])


def test_a_seal_says_what_changed(card: Path) -> None:
    """Sealing again is also checking: what changed is written as failed, what is gone is named."""
    seal(card, now=NOON)
    clips(card)[0].write_bytes(b"changed")
    clips(card)[1].unlink()
    made = seal(card, now=NOON.replace(hour=13))
    assert [finding.kind for finding in made.findings] == ["hash mismatch", "missing from the card"]
    assert tool("verify", card)[0] in {10, 11}
    assert told(card)[1] == ["A001C001.mov"]


def test_what_cannot_be_sealed_is_refused(card: Path, tmp_path: Path) -> None:
    """No folder, no files, a place among the originals, a damaged history: a sentence each."""
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(NothingToSeal):
            seal(folder, now=NOON)
    for out in (card, card / "CLIPS"):
        with pytest.raises(AmongTheOriginals):
            seal(card, out, now=NOON)
    manifest = seal(card, now=NOON).manifests[0]
    manifest.write_bytes(manifest.read_bytes() + b"<!-- later -->")
    before = everything(card)
    with pytest.raises(BrokenHistory, match="changed after it was sealed"):
        seal(card, now=NOON)
    assert everything(card) == before


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (lambda ascmhl: (ascmhl / "ascmhl_chain.xml").unlink(), ["broken chain"]),
        (lambda ascmhl: (ascmhl / "ascmhl_chain.xml").write_bytes(b"<half"), ["manifest unreadable"]),
        (lambda ascmhl: _manifest(ascmhl).unlink(), ["broken chain"]),
        (lambda ascmhl: _manifest(ascmhl).write_bytes(b""), ["broken chain", "manifest unreadable"]),
        (lambda ascmhl: _manifest(ascmhl).write_bytes(_BOMB), ["broken chain", "manifest unreadable"]),
        (
            lambda ascmhl: _manifest(ascmhl).write_bytes(b"\x00\xff" * 99),
            ["broken chain", "manifest unreadable"],
        ),
    ],
)
def test_a_damaged_history_is_told(card: Path, damage: object, kinds: list[str]) -> None:
    """Each kind of damage is a finding; the footage is used, since nothing says that it is wrong."""
    seal(card, now=NOON)
    damage(card / "ascmhl")  # type: ignore[operator]
    assert told(card) == (kinds, [])


def test_a_way_out_of_the_folder_is_not_followed(card: Path) -> None:
    """A manifest that lists what lies above it is not believed in that."""
    made = seal(card, now=NOON).manifests[0]
    made.write_bytes(made.read_bytes().replace(b"A001.xml", b"../../A001.xml"))
    assert told(card) == (["broken chain", "manifest unreadable"], [])


def test_an_unreadable_hash_stops_the_clip(card: Path) -> None:
    """It cannot be known whether the clip is right, so it waits for a person."""
    made = seal(card, now=NOON).manifests[0]
    digest = digests(clips(card)[0], ["xxh128"])["xxh128"].encode()
    made.write_bytes(made.read_bytes().replace(digest, digest[:9]))
    assert told(card) == (["broken chain", "hash unreadable"], ["A001C001.mov"])
    assert told(card, "A001C001.mov") == (["broken chain", "hash unreadable"], [])


def test_an_unknown_hash_is_told_once(card: Path) -> None:
    """A newer algorithm vouches for nothing here, and denies nothing."""
    made = seal(card, now=NOON).manifests[0]
    made.write_bytes(made.read_bytes().replace(b"xxh128", b"blake3"))
    assert told(card) == (["broken chain", "unknown hash"], [])


def test_nothing_lists_nothing(tmp_path: Path) -> None:
    """Footage without a manifest is no finding: most has none."""
    (tmp_path / "a.mov").write_bytes(b"a")
    assert told(tmp_path) == ([], [])
    assert read_manifests(()) == ()
    assert Manifest("", tmp_path).listed == ()
