"""The folder that is handed over: whole or not at all, and never over what a person did."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rushes.turnover.delivery import (
    LINE,
    LIST,
    CannotWrite,
    ChangedByHand,
    OfAnotherJob,
    OutOccupied,
    check_out,
    delivery,
)


def deliver(out: Path, files: dict[str, str]) -> None:
    with delivery(out) as folder:
        for name, text in files.items():
            (folder / name).write_text(text)


def content(out: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in sorted(out.iterdir()) if not file.name.startswith(".")}


def hidden(folder: Path) -> list[str]:
    return [found.name for found in folder.iterdir() if found.name.startswith(".") and found.name != LIST]


def test_a_new_folder_appears_with_all_its_files(tmp_path: Path) -> None:
    deliver(tmp_path / "deep" / "out", {"a.txt": "1", "b.txt": "2"})
    assert content(tmp_path / "deep" / "out") == {"a.txt": "1", "b.txt": "2"}
    assert hidden(tmp_path / "deep") == []


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    """A folder made for temporary files would be closed to everybody else."""
    old = os.umask(0o022)
    try:
        deliver(tmp_path / "out", {"a.txt": "1"})
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755


def test_nothing_appears_when_anything_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), delivery(tmp_path / "out") as folder:
        (folder / "a.txt").write_text(str(1 // 0))
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_run_is_replaced_and_what_it_alone_made_goes(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(out, {"cut.txt": "old", "preview.txt": "old"})
    deliver(out, {"cut.txt": "new", "report.txt": "new"})
    assert content(out) == {"cut.txt": "new", "report.txt": "new"}
    check_out(out)
    assert hidden(out) == []


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    deliver(tmp_path / "out", {"a.txt": "1"})
    assert content(tmp_path / "out") == {"a.txt": "1"}


def test_a_folder_of_a_person_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(OutOccupied, match=r"holds thesis\.txt, which Rushes did not make"):
        deliver(tmp_path / "out", {"a.txt": "1"})
    assert content(tmp_path / "out") == {"thesis.txt": "mine"}


def test_a_file_that_a_person_added_is_refused_too(tmp_path: Path) -> None:
    deliver(tmp_path / "out", {"a.txt": "1"})
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(OutOccupied, match=r"notes\.txt"):
        check_out(tmp_path / "out")


def test_a_file_that_a_person_changed_is_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(out, {"first-cut.edl": "1", "b.txt": "2"})
    (out / "first-cut.edl").write_text("recut by hand")
    with pytest.raises(ChangedByHand, match=r"first-cut\.edl was changed after Rushes wrote it"):
        deliver(out, {"first-cut.edl": "new", "b.txt": "new"})
    assert content(out) == {"first-cut.edl": "recut by hand", "b.txt": "2"}


def test_a_change_made_while_the_job_ran_is_seen_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(out, {"a.txt": "1"})
    with pytest.raises(ChangedByHand), delivery(out):
        (out / "a.txt").write_text("recut by hand")
    assert content(out) == {"a.txt": "recut by hand"}


def test_a_file_that_a_person_deleted_is_written_again(tmp_path: Path) -> None:
    deliver(tmp_path / "out", {"a.txt": "1", "b.txt": "2"})
    (tmp_path / "out" / "a.txt").unlink()
    deliver(tmp_path / "out", {"a.txt": "3", "b.txt": "4"})
    assert content(tmp_path / "out") == {"a.txt": "3", "b.txt": "4"}


def test_the_litter_of_desktops_does_not_count(tmp_path: Path) -> None:
    deliver(tmp_path / "out", {"a.txt": "1"})
    (tmp_path / "out" / ".DS_Store").write_text("")
    check_out(tmp_path / "out")


@pytest.mark.parametrize("list_", ["", "{}", '{"schema": "other/1", "files": {"a.txt": []}}', "[1]"])
def test_without_a_good_list_nothing_is_ours(tmp_path: Path, list_: str) -> None:
    deliver(tmp_path / "out", {"a.txt": "1"})
    (tmp_path / "out" / LIST).write_text(list_)
    with pytest.raises(OutOccupied, match=r"a\.txt"):
        check_out(tmp_path / "out")


def test_a_folder_in_place_of_a_file_is_a_persons(tmp_path: Path) -> None:
    deliver(tmp_path / "out", {"a.txt": "1"})
    (tmp_path / "out" / "a.txt").unlink()
    (tmp_path / "out" / "a.txt").mkdir()
    with pytest.raises(ChangedByHand):
        check_out(tmp_path / "out")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutOccupied, match="holds a file"):
        check_out(tmp_path / "out")
    with pytest.raises(CannotWrite, match="out is a file"):
        check_out(tmp_path / "out" / "below")


def test_a_protected_place_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(CannotWrite, match="write-protected"):
        check_out(tmp_path / "out")
    (tmp_path / "out").mkdir()
    with pytest.raises(CannotWrite, match="write-protected"):
        check_out(tmp_path / "out")


def test_a_disk_that_fails_is_told_in_its_words(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="No space left on device"), delivery(tmp_path / "out"):
        raise OSError(28, "No space left on device", str(tmp_path / "preview.mp4"))
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    deliver(tmp_path / "out", {"a.txt": "1"})
    deliver(tmp_path / "out", {"a.txt": "2"})
    assert content(tmp_path / "disk") == {"a.txt": "2"}
    assert (tmp_path / "out").is_symlink()


def killed_after(steps: int, out: Path) -> bool:
    """Deliver in a child process that dies at its n-th act on the disk; tell whether it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = iter(range(steps))
    for name in ("replace", "rename", "unlink", "mkdir", "write_bytes", "write_text"):
        setattr(Path, name, dying(getattr(Path, name), left))
    deliver(out, dict.fromkeys(("a.txt", "b.txt", "c.txt"), "new " * 1000))
    os._exit(0)


def dying(act: Callable[..., object], left: Iterator[int]) -> Callable[..., object]:
    """Return an act that is done as long as something is left, and then ends all: nothing is tidied."""

    def done(*args: object, **settings: object) -> object:
        if next(left, None) is None:
            os._exit(9)
        return act(*args, **settings)

    return done


@pytest.mark.parametrize("before", [{}, dict.fromkeys(("a.txt", "b.txt", "d.txt"), "old " * 1000)])
def test_a_run_killed_at_any_step_leaves_whole_files_and_the_next_one_goes_on(
    tmp_path: Path, before: dict[str, str]
) -> None:
    for steps in range(30):
        out = tmp_path / str(steps) / "out"
        out.parent.mkdir()
        if before:
            deliver(out, before)
        ended = killed_after(steps, out)
        seen = content(out) if out.is_dir() else {}
        assert set(seen.values()) <= {"new " * 1000, "old " * 1000}
        if not before:
            assert set(seen) in (set(), {"a.txt", "b.txt", "c.txt"}), "a new folder is all or nothing"
        deliver(out, {"a.txt": "last"})
        assert content(out) == {"a.txt": "last"}
        assert hidden(out.parent) == hidden(out) == []
        if ended:
            assert steps > 5
            return
    pytest.fail("the run never came to its end")


def test_the_list_can_be_read_by_a_person(tmp_path: Path) -> None:
    deliver(tmp_path / "out", {"a.txt": "1"})
    told = json.loads((tmp_path / "out" / LIST).read_text())
    assert told["schema"] == "rushes.turnover/1"
    assert list(told["files"]) == ["a.txt"]


def test_one_command_never_takes_away_what_another_made(tmp_path: Path) -> None:
    """Lining into the folder of a first cut would leave no first cut, so it is refused; and round about."""
    deliver(tmp_path / "cut", {"first-cut.edl": "1", "lined-script.json": "1"})
    with pytest.raises(OfAnotherJob, match="made by `rushes assemble`, not by `rushes line`"):
        check_out(tmp_path / "cut", LINE)
    with delivery(tmp_path / "lined", LINE) as folder:
        (folder / "lined-script.json").write_text("1")
    with pytest.raises(OfAnotherJob, match="made by `rushes line`, not by `rushes assemble`"):
        deliver(tmp_path / "lined", {"first-cut.edl": "1"})
    check_out(tmp_path / "lined", LINE)


def test_a_list_of_before_there_were_two_commands_is_of_a_first_cut(tmp_path: Path) -> None:
    deliver(tmp_path / "cut", {"first-cut.edl": "1"})
    told = json.loads((tmp_path / "cut" / LIST).read_text())
    (tmp_path / "cut" / LIST).write_text(json.dumps({name: told[name] for name in ("schema", "files")}))
    check_out(tmp_path / "cut")
    with pytest.raises(OfAnotherJob):
        check_out(tmp_path / "cut", LINE)
