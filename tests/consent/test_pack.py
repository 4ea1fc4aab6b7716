"""The pack: all that is kept about one performer, nothing about another, and proof that it is so."""

import errno
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from rushes.cli import mouth
from rushes.consent.exporting import CannotExport, new_file
from rushes.consent.handing import NoPack
from rushes.project import CONSENT, REGISTER
from tests.consent.making import BY, run

SIGNED = b"%PDF signed by the actor of ANNA"
OTHER = b"%PDF signed by the actor of BEN"


@pytest.fixture
def pack(cut_film: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return the files of the pack of the actor of ANNA; both signed a release."""
    for who, signed in (("anna", SIGNED), ("ben", OTHER)):
        paper = tmp_path / f"{who}.pdf"
        paper.write_bytes(signed)
        run("consent", "grant", cut_film, who, "publish", "--proof", paper, *BY)
    run("consent", "note", cut_film, "ben", "a word about the actor of BEN")
    run("consent", "revoke", cut_film, "anna", "faces")
    run("consent", "pack", cut_film, "anna", "-o", tmp_path / "anna.zip")
    with zipfile.ZipFile(tmp_path / "anna.zip") as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_nobody_else_is_in_it(pack: dict[str, bytes]) -> None:
    """Not by name, not by number, not by paper: grep each file but the PDF, whose words the page has, too."""
    for name, data in pack.items():
        for other in (b"BEN", b"p-0002", b"a word about", OTHER):
            assert other not in data, name


def test_it_holds_all_that_is_theirs(pack: dict[str, bytes]) -> None:
    assert set(pack) == {
        *("README.txt", "sheet.html", "sheet.pdf", "entries.jsonl", "chain.json", "receipts.json"),
        *("footage.json", "derived.json", f"documents/{hashlib.sha256(SIGNED).hexdigest()}.pdf"),
    }
    entries = [json.loads(line) for line in pack["entries.jsonl"].splitlines()]
    assert [one["kind"] for one in entries] == ["performer", "grant", "grant", "revoke", "deletion"]
    takes = json.loads(pack["footage.json"])["takes"]
    assert [len(take["words"]) for take in takes] == [2, 2]
    assert takes[0]["words"][0]["text"] == "Where did you put the yellow kettle?"
    derived = json.loads(pack["derived.json"])
    assert derived["cuts"][0]["read"] == [
        {"use": "faces", "takes": [take["file"] for take in takes], "yeses": [entries[1]["hash"]]}
    ]
    assert derived["cuts"][0]["over"] == ["faces"]
    assert "Deleted from" in derived["deleted"][0]["what"]


def test_its_proof_is_checked_with_a_few_lines(pack: dict[str, bytes], cut_film: Path) -> None:
    """As the README says: each line by itself, and its place among all the others by their hashes."""
    chain = json.loads(pack["chain.json"])
    by_seq = {one["seq"]: one for one in chain["entries"]}
    for line in pack["entries.jsonl"].decode().splitlines():
        entry = json.loads(line)
        assert hashlib.sha256(line[: line.rindex(',"hash":"')].encode()).hexdigest() == entry["hash"]
        assert by_seq[entry["seq"]] == {"seq": entry["seq"], "hash": entry["hash"], "yours": True}
        assert entry.get("prev", "") == by_seq.get(entry["seq"] - 1, {"hash": ""})["hash"]
    last = json.loads((cut_film / CONSENT / REGISTER).read_bytes().splitlines()[-1])
    assert chain["head"] == last["hash"] == chain["entries"][-1]["hash"]
    assert chain["head"].encode() in pack["README.txt"]


def test_a_disk_that_is_full_leaves_no_half_of_a_pack(tmp_path: Path) -> None:
    """Half of what is kept about somebody would look like all of it."""

    def half() -> None:
        with new_file(tmp_path / "anna.zip") as opened:
            opened.write(b"PK")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(CannotExport, match="No space left"):
        half()
    assert not (tmp_path / "anna.zip").exists()


def test_another_ending_is_refused(cut_film: Path) -> None:
    ran = CliRunner().invoke(mouth, ["consent", "pack", str(cut_film), "anna", "-o", "anna.tar"])
    assert isinstance(ran.exception, NoPack)
