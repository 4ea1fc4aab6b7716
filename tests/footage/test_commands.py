"""`rushes seal`: a mouth of the library."""

import json
from pathlib import Path

from click.testing import CliRunner

from rushes.footage.commands import seal


def test_sealing_says_what_it_did(tmp_path: Path) -> None:
    """A person reads how many files were sealed and where the manifest is; another program gets the value."""
    (tmp_path / "A001").mkdir()
    (tmp_path / "A001/c1.mov").write_bytes(b"1")
    words = [str(tmp_path / "A001"), "-o", str(tmp_path / "out")]
    told = CliRunner().invoke(seal, words).output.splitlines()
    assert told[0] == "Sealed 1 file; nothing was listed before."
    assert Path(told[1]).parent == tmp_path / "out" / "ascmhl"
    (tmp_path / "A001/c1.mov").write_bytes(b"2")
    again = json.loads(CliRunner().invoke(seal, [*words, "--json"]).output)
    assert (again["schema"], again["listed"], again["verified"]) == ("rushes.seal/1", 1, 0)
    assert [finding["kind"] for finding in again["findings"]] == ["hash mismatch"]


def test_where_the_manifest_goes_is_said_by_a_person(tmp_path: Path) -> None:
    """Neither place is taken silently, and not both."""
    for more in ([], ["-o", str(tmp_path / "out"), "--in-place"]):
        ran = CliRunner().invoke(seal, [str(tmp_path), *more])
        assert ran.exit_code == 2
        assert "-o OUT, or --in-place" in ran.output
    assert not (tmp_path / "ascmhl").exists()
