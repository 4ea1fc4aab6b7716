"""Papers are found where the footage lies, and what is none is left alone."""

from pathlib import Path

import pytest

from rushes.footage.paper import NoSuchPaper, NotAPaper, find_papers, read_papers
from tests.footage.paper.making import ale

LOG = "Scene,Take,Notes\n27A,1,x\n"


def put(folder: Path, name: str, text: str = LOG) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_reports_lie_anywhere_among_the_footage(tmp_path: Path) -> None:
    """In natural order; other tables, hidden files and plain texts are none."""
    for name in ("day 10/log.csv", "day 2/A001.txt", "day 2/B001.ALE"):
        put(tmp_path, name, ale(["Name", "Scene", "Take"], ["27A-1", "27A", "1"]) if "001" in name else LOG)
    put(tmp_path, "readme.txt", "Scene 27: copied from card A001, thanks.\nTake care.\n")
    put(tmp_path, "checksums.csv", "Size;MD5\n12;aa\n")
    put(tmp_path, "shot list.csv", "Scene,Shot,Description\n27,A,wide\n")
    put(tmp_path, "._log.csv")
    put(tmp_path, ".trash/log.csv")
    found = [file.relative_to(tmp_path).as_posix() for file in find_papers([tmp_path, tmp_path / "day 10"])]
    assert found == ["day 2/A001.txt", "day 2/B001.ALE", "day 10/log.csv"]


def test_a_broken_ale_among_the_footage_is_told(tmp_path: Path) -> None:
    put(tmp_path, "A001.ale", "Heading\nColumn\nName\nData\n")
    papers, (finding,) = read_papers(find_papers([tmp_path]))
    assert papers == ()
    assert (finding.kind, finding.subject) == ("paper not read", "A001.ale")


def test_a_paper_that_a_person_named_must_be_one(tmp_path: Path) -> None:
    bad = put(tmp_path, "notes.csv", "hello\n")
    with pytest.raises(NotAPaper):
        read_papers((), [bad])
    with pytest.raises(NoSuchPaper):
        read_papers((), [tmp_path / "gone.csv"])


def test_the_same_paper_twice_is_one(tmp_path: Path) -> None:
    """Copied into two folders, and named by a person besides."""
    one, other = put(tmp_path, "a/log.csv"), put(tmp_path, "b/log.csv")
    papers, findings = read_papers(find_papers([tmp_path]), [one])
    assert ([paper.path for paper in papers], findings) == ([one], ())
    assert other.exists()
