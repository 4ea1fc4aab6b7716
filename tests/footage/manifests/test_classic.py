"""MHL 1.1, and what any manifest says of footage: written as copying tools write it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from rushes.footage.fingerprint import digests
from rushes.footage.manifests import check, find_manifests, kinds_needed, read_manifests
from rushes.footage.manifests.marks import mark
from rushes.footage.manifests.model import Checked

Hashes = Callable[[bytes], str]


def copied(folder: Path, names: list[str], hashed: Hashes, *, slash: str = "/", size: int = 0) -> Path:
    """Write files, each holding its own name, and a hash list of them as a copying tool would."""
    entries = ""
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
        length = len(name.encode()) + size
        entries += (
            f"<hash><file>{name.replace('/', slash)}</file><size>{length}</size>"
            f"<lastmodificationdate>2026-05-04T12:00:00Z</lastmodificationdate>{hashed(name.encode())}"
            "<hashdate>2026-05-04T12:00:00Z</hashdate></hash>"
        )
    made = folder / "Card_2026-05-04.mhl"
    made.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><hashlist version="1.1"><creatorinfo><name>Loader</name>'
        f"<tool>copy</tool></creatorinfo>{entries}</hashlist>",
        encoding="utf-8",
    )
    return made


def checked(folder: Path, *trusted: str) -> Checked:
    files = sorted(folder.rglob("*.mov"))
    manifests = read_manifests(find_manifests(files))
    needed = kinds_needed(files, manifests)
    return check(files, {file: digests(file, needed[file]) for file in files}, manifests, trusted)


def told(folder: Path, *trusted: str) -> list[tuple[str, str]]:
    return [(finding.kind, finding.subject) for finding in checked(folder, *trusted).findings]


def by_xxh64(content: bytes) -> str:
    return f"<xxhash64be>{xxhash.xxh64(content).hexdigest()}</xxhash64be>"


WRITTEN: dict[str, Hashes] = {
    "from the left": by_xxh64,
    "from the right": lambda b: f"<xxhash64>{xxhash.xxh64(b).digest()[::-1].hex()}</xxhash64>",
    "in capitals": lambda b: f"<xxhash64be>{xxhash.xxh64(b).hexdigest().upper()}</xxhash64be>",
    "a number": lambda b: f"<xxhash>{xxhash.xxh32(b).intdigest()}</xxhash>",
    "newer": lambda b: f"<xxhash128>{xxhash.xxh3_128(b).hexdigest()}</xxhash128>",
    "md5 and another": lambda b: f"<md5>{_md5(b)}</md5><whirlpool>00ff</whirlpool>",
}


def _md5(content: bytes) -> str:
    import hashlib  # noqa: PLC0415

    return hashlib.md5(content).hexdigest()


@pytest.mark.parametrize("hashed", WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("slash", ["/", "\\"])
def test_every_way_in_which_tools_write_is_read(tmp_path: Path, hashed: Hashes, slash: str) -> None:
    """An untouched copy holds, a changed one of the same size does not."""
    copied(tmp_path, ["A001/c1.mov", "A001/c2.mov"], hashed, slash=slash)
    assert told(tmp_path) == []
    assert checked(tmp_path).verified == 2
    (tmp_path / "A001/c2.mov").write_bytes(b"A001/c3.mov")
    assert told(tmp_path) == [("hash mismatch", "c2.mov")]
    assert checked(tmp_path).left_out == {tmp_path / "A001/c2.mov"}


def test_a_list_of_sizes_alone_tells_a_broken_copy(tmp_path: Path) -> None:
    """`null` vouches for the size: a file that is shorter is not what was copied."""
    copied(tmp_path, ["c1.mov"], lambda _: "<null/>")
    assert (told(tmp_path), checked(tmp_path).verified) == ([], 0)
    copied(tmp_path, ["c1.mov"], lambda _: "<null/>", size=7)
    assert told(tmp_path) == [("hash mismatch", "c1.mov")]
    assert "6 bytes" in checked(tmp_path).findings[0].fact


def test_a_person_may_trust_a_clip(tmp_path: Path) -> None:
    """It is then used, and still told; a name that is none is told, too."""
    copied(tmp_path, ["c1.mov"], by_xxh64)
    (tmp_path / "c1.mov").write_bytes(b"graded")
    held = checked(tmp_path, "c1.mov", "c7.mov")
    assert held.left_out == frozenset()
    assert [finding.kind for finding in held.findings] == ["hash mismatch", "nothing to trust"]
    assert held.findings[0].fact.endswith("It is used, because you trust it.")


def test_what_did_not_arrive_is_named_once(tmp_path: Path) -> None:
    """Of a card that lost files, one finding names footage before what belongs to it."""
    names = [f"A001/{name}" for name in ("a.xml", "b.xml", "c.xml", "c1.mov", "c2.mov")]
    copied(tmp_path, names, by_xxh64)
    for name in names[:4]:
        (tmp_path / name).unlink()
    (lost,) = checked(tmp_path).findings
    assert (lost.kind, lost.subject) == ("missing from the card", f"{tmp_path.name}/Card_2026-05-04.mhl")
    assert lost.fact.startswith("4 files listed in it are not there: A001/c1.mov, ")


def test_a_clip_that_moved_is_known_again(tmp_path: Path) -> None:
    """Renamed and sorted elsewhere, it is neither missing nor unknown, and it is used."""
    copied(tmp_path, ["A001/c1.mov", "A001/c2.mov"], by_xxh64)
    (tmp_path / "sorted").mkdir()
    (tmp_path / "A001/c1.mov").rename(tmp_path / "sorted/27A-1.mov")
    held = checked(tmp_path)
    assert held.left_out == frozenset()
    assert [(f.kind, f.subject) for f in held.findings] == [("moved", "27A-1.mov")]
    assert held.findings[0].fact == "It is listed as A001/c1.mov, and known again by its xxh64."


def test_a_clip_that_nobody_listed_is_told(tmp_path: Path) -> None:
    """A manifest speaks of the rolls it lists; what lies in another folder is none of its business."""
    copied(tmp_path, ["A001/c1.mov"], by_xxh64)
    for name in ("A001/extra.mov", "A001/more.mov", "B001/c1.mov"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (found,) = checked(tmp_path).findings
    assert found.kind == "not in the manifest"
    assert "does not list 2 files of its folder: extra.mov, more.mov" in found.fact


@pytest.mark.parametrize(
    "content", [b"", b"<hashlist", b"<html/>", b"PK\x03\x04", "<hashlist>ü".encode("utf-16")]
)
def test_a_list_that_cannot_be_read_is_told(tmp_path: Path, content: bytes) -> None:
    """Nothing vouches for the footage then, and a person hears of it."""
    copied(tmp_path, ["c1.mov"], by_xxh64).write_bytes(content)
    assert told(tmp_path) == [("manifest unreadable", f"{tmp_path.name}/Card_2026-05-04.mhl")]
    assert checked(tmp_path).left_out == frozenset()


@pytest.mark.parametrize("digest", ["", "nonsense", "12", "0" * 40])
def test_a_hash_that_is_none_stops_its_clip(tmp_path: Path, digest: str) -> None:
    copied(
        tmp_path, ["c1.mov", "c2.mov"], lambda b: by_xxh64(b) if b == b"c2.mov" else f"<md5>{digest}</md5>"
    )
    assert told(tmp_path) == [("hash unreadable", "c1.mov")]
    assert checked(tmp_path).left_out == {tmp_path / "c1.mov"}


def test_accents_are_the_same_however_a_disk_writes_them(tmp_path: Path) -> None:
    """A list from a Mac spells é as two signs, the copy on this disk as one."""
    made = copied(tmp_path, ["Café/prise.mov"], by_xxh64)
    made.write_text(made.read_text("utf-8").replace("é", "e\u0301"), encoding="utf-8")
    assert (told(tmp_path), checked(tmp_path).verified) == ([], 1)


@given(st.binary(max_size=64))
def test_a_digest_reads_back_from_every_writing(content: bytes) -> None:
    """Whatever the content, its digest is among what its writings may mean."""
    xxh64, xxh32 = xxhash.xxh64(content), xxhash.xxh32(content)
    for tag, text in [
        ("xxh64", xxh64.hexdigest()),
        ("xxhash64", xxh64.digest()[::-1].hex()),
        ("xxhash64be", xxh64.hexdigest().upper()),
        ("xxhash64", str(xxh64.intdigest())),
    ]:
        assert xxh64.hexdigest() in mark(tag, text).values
    assert xxh32.hexdigest() in mark("xxhash", str(xxh32.intdigest())).values
