"""What is handed over in folders of its own: as whole, and as safe, as what lies beside it."""

from pathlib import Path

import pytest

from rushes.turnover.delivery import ChangedByHand, OutOccupied, delivery, files_in


def deliver(out: Path, *names: str) -> None:
    with delivery(out) as folder:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name)


def test_folders_appear_change_and_go_with_their_files(tmp_path: Path) -> None:
    """A version that a later run does not make is taken away, its empty folder with it."""
    out = tmp_path / "film"
    deliver(out, "cut.json", "versions/wide/cut.json", "versions/close/cut.json")
    assert files_in(out) == ("cut.json", "versions/close/cut.json", "versions/wide/cut.json")
    deliver(out, "cut.json", "versions/wide/cut.json", "versions/wide/preview.mp4")
    assert files_in(out) == ("cut.json", "versions/wide/cut.json", "versions/wide/preview.mp4")
    assert not (out / "versions" / "close").exists()
    deliver(out, "cut.json")
    assert not (out / "versions").exists()


def test_the_litter_of_desktops_keeps_no_folder(tmp_path: Path) -> None:
    out = tmp_path / "film"
    deliver(out, "cut.json", "versions/wide/cut.json")
    (out / "versions" / ".DS_Store").touch()
    (out / "versions" / "wide" / ".DS_Store").touch()
    deliver(out, "cut.json")
    assert not (out / "versions").exists()


@pytest.mark.parametrize("name", ["versions/notes.txt", "versions/mine/cut.json", "versions/wide/notes.txt"])
def test_a_persons_file_in_our_folder_is_not_touched(name: str, tmp_path: Path) -> None:
    """Nor is anything else replaced then."""
    out = tmp_path / "film"
    deliver(out, "cut.json", "versions/wide/cut.json")
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine")
    with pytest.raises(OutOccupied):
        deliver(out, "cut.json")
    assert (out / name).read_text() == "mine"
    assert (out / "versions" / "wide" / "cut.json").exists()


def test_a_file_that_a_person_changed_in_our_folder_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "film"
    deliver(out, "cut.json", "versions/wide/cut.json")
    (out / "versions" / "wide" / "cut.json").write_text("mine")
    with pytest.raises(ChangedByHand, match="wide"):
        deliver(out, "cut.json", "versions/wide/cut.json")


def test_a_persons_folder_of_the_same_name_stops_the_first_run(tmp_path: Path) -> None:
    (tmp_path / "film" / "versions").mkdir(parents=True)
    with pytest.raises(OutOccupied, match="versions"):
        deliver(tmp_path / "film", "cut.json", "versions/wide/cut.json")
