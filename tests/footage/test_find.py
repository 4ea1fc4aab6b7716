"""Footage is found where a person put it, in the order a person counts in, each file once."""

import os
import pickle
from pathlib import Path

import pytest

from rushes.footage import NoFootage, NoSuchFootage, find_footage
from rushes.footage.find import natural


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


def names(found: tuple[Path, ...], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found]


def test_take_ten_follows_take_nine(tmp_path: Path) -> None:
    """Files come in the order in which people count, whatever the case of their letters."""
    lay(tmp_path, "27A-10.mov", "27A-9.MOV", "27a-1.mov", "3-1.mov")
    assert names(find_footage([tmp_path]), tmp_path) == ["3-1.mov", "27a-1.mov", "27A-9.MOV", "27A-10.mov"]


def test_what_is_hidden_and_what_is_no_footage_stays_out(tmp_path: Path) -> None:
    """Litter of macOS, hidden folders and sidecars are left where they are."""
    lay(
        tmp_path,
        "._27A-1.mov",
        ".hidden.mov",
        ".Trash/27A-1.mov",
        "notes.txt",
        "27A-1.xml",
        "day 1/27A-1.mov",
        "b.WAV",
    )
    assert names(find_footage([tmp_path]), tmp_path) == ["b.WAV", "day 1/27A-1.mov"]


def test_a_folder_that_is_hidden_itself_can_be_named(tmp_path: Path) -> None:
    """Only what lies below the named folder is judged by its name."""
    lay(tmp_path, ".cache/rushes/27A-1.mov")
    assert len(find_footage([tmp_path / ".cache"])) == 1


def test_links_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    """A link that leads back up neither hangs the walk nor doubles the footage."""
    lay(tmp_path, "day 1/27A-1.mov")
    (tmp_path / "day 1" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "day 2").symlink_to(tmp_path / "day 1", target_is_directory=True)
    assert names(find_footage([tmp_path]), tmp_path) == ["day 1/27A-1.mov"]


def test_a_dangling_link_is_no_footage(tmp_path: Path) -> None:
    lay(tmp_path, "27A-1.mov")
    (tmp_path / "27A-2.mov").symlink_to(tmp_path / "gone.mov")
    assert names(find_footage([tmp_path]), tmp_path) == ["27A-1.mov"]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    """A folder and a file in it may both be named."""
    lay(tmp_path, "a/27A-1.mov", "a/27A-2.mov")
    found = find_footage([tmp_path / "a" / "27A-2.mov", tmp_path, tmp_path / "a" / ".." / "a"])
    assert names(found, tmp_path) == ["a/27A-1.mov", "a/27A-2.mov"]


@pytest.mark.parametrize(
    "name", ["第二场 27A-3.mov", "it's “27A-3”.mov", "27A-3 🎬.mov", "a\nb.mov", "50%d?#&.mp4"]
)
def test_odd_names_are_found(tmp_path: Path, name: str) -> None:
    lay(tmp_path, name)
    assert names(find_footage([tmp_path]), tmp_path) == [name]


def test_paths_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "27A-1.mov")
    monkeypatch.chdir(tmp_path)
    assert find_footage([Path()]) == (Path(os.path.realpath(tmp_path)) / "27A-1.mov",)


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFootage, match=r"There is no footage at .*nowhere; check the path"):
        find_footage([tmp_path / "nowhere"])


def test_a_folder_without_footage_is_refused_and_the_refusal_travels(tmp_path: Path) -> None:
    """The refusal names every place that was searched, also after a trip through a pool of processes."""
    lay(tmp_path, "notes.txt")
    with pytest.raises(NoFootage) as refused:
        find_footage([tmp_path, tmp_path / "notes.txt"])
    said = str(pickle.loads(pickle.dumps(refused.value)))
    assert str(tmp_path) in said
    assert "notes.txt" in said
    assert "name the folder that holds the rushes" in said


def test_nothing_named_is_nothing_found() -> None:
    with pytest.raises(NoFootage, match="nothing that was named"):
        find_footage([])


def test_numbers_never_meet_letters_in_the_order() -> None:
    """Names that mix numbers and letters in the same place can still be sorted."""
    mixed = [Path(name) for name in ("/a/1.mov", "/a/a.mov", "/a", "/1/a.mov", "/a/²1.mov", "/a/٣.mov")]
    backwards = list(reversed(mixed))
    assert sorted(mixed, key=natural) == sorted(backwards, key=natural)
