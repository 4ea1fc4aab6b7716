"""A clip that moved is found again by its content."""

from pathlib import Path

from rushes.footage import fingerprint
from rushes.footage.relocate import relocate


def test_a_moved_clip_is_found_and_a_lost_one_is_not_made_up(tmp_path: Path) -> None:
    """Names and folders do not count; what nobody has is not among the answers."""
    (tmp_path / "a.mov").write_bytes(b"27A-3")
    (tmp_path / "b.mov").write_bytes(b"27A-4")
    wanted = {"27A-3.mov": fingerprint(tmp_path / "a.mov"), "lost.mov": "0" * 64}
    (tmp_path / "new").mkdir()
    place = (tmp_path / "a.mov").rename(tmp_path / "new" / "other.mov")
    assert relocate(wanted, [tmp_path]) == {"27A-3.mov": place}


def test_reading_ends_when_all_is_found(tmp_path: Path) -> None:
    """A disk of a day's rushes is not read to its end for one clip."""
    for name in "abc":
        (tmp_path / f"{name}.mov").write_bytes(name.encode())
    read: list[str] = []

    def identify(path: Path) -> str:
        read.append(path.name)
        return fingerprint(path)

    wanted = {"x": fingerprint(tmp_path / "b.mov")}
    assert relocate(wanted, [tmp_path], identify) == {"x": tmp_path / "b.mov"}
    assert read == ["a.mov", "b.mov"]
