"""The command line: exit codes, what goes where, and that it is only a mouth."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rushes import cli
from rushes.engine import Progress
from tests.conftest import Shoot, hearing_ctrl_c


def rushes(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    command = [sys.executable, "-m", "rushes", *map(str, words)]
    how = {"encoding": "utf-8", "errors": "replace"} | more
    return subprocess.run(command, check=False, capture_output=True, text=True, **how)


def assembling(shoot: Shoot, out: Path, *more: object) -> tuple[object, ...]:
    return ("assemble", shoot.screenplay, shoot.rushes, "-o", out, "--cache", shoot.cache, *more)


def test_a_summary_ends_the_run(shoot: Shoot, tmp_path: Path) -> None:
    """A person reads how long the film is, what it stands on and where to look; findings are no failure."""
    (shoot.rushes / "empty.mov").touch()
    ran = rushes(*assembling(shoot, tmp_path / "cut"))
    assert ran.returncode == 0, ran.stderr
    assert "First cut of “The Kettle”" in ran.stdout
    assert "2 of 3 clips heard, 1 empty; no faces read, as nobody granted it; 3 of 3 lines" in ran.stdout
    assert "empty (1): empty.mov" in ran.stdout
    assert "report.html" in ran.stdout
    assert "clips heard: 2 of 2" in ran.stderr


def test_json_is_all_there_is(shoot: Shoot, tmp_path: Path) -> None:
    """Another program reads the value itself, in the shapes of the files, and nothing disturbs it."""
    ran = rushes(*assembling(shoot, tmp_path / "cut", "--json"))
    assert (ran.returncode, ran.stderr) == (0, "")
    made = json.loads(ran.stdout)
    assert made["schema"] == "rushes.assembly/1"
    assert made["cut"] == json.loads((tmp_path / "cut" / "cut.json").read_bytes())
    assert made["lined_script"] == json.loads((tmp_path / "cut" / "lined-script.json").read_bytes())
    assert all(Path(file).exists() for file in made["files"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["assemble", "lost.fountain", ".", "-o", "out"], "lost.fountain"),
        (["assemble", "lost.fountain", ".", "-o", "out", "--rate", "fast"], "write 25"),
        (["assemble", "lost.fountain", ".", "-o", "out", "--jobs", "0"], "--jobs"),
        (["assemble", "lost.fountain"], "FOOTAGE"),
        (["assemble", "lost.fountain", "."], "--out"),
        (["assemble", "lost.fountain", ".", "-o", "out", "--beautify"], "--beautify"),
        (["edit"], "edit"),
    ],
)
def test_what_cannot_be_done_is_refused(words: list[str], told: str, tmp_path: Path) -> None:
    """One sentence on the error output, exit code 2, no traceback, nothing written."""
    ran = rushes(*words, cwd=tmp_path)
    assert ran.returncode == 2
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_is_one_line(shoot: Shoot, tmp_path: Path) -> None:
    ran = rushes(*assembling(shoot, tmp_path / "cut", "--taste", "mine"))
    assert ran.stderr.startswith("rushes: There is no taste called 'mine'")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_leaves_nothing_behind(
    shoot: Shoot, tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    """Ctrl-C or a polite kill: a sentence or silence, the right code, no output and no workers."""
    told = assembling(shoot, tmp_path / "cut", "--jobs", "2")
    words = [str(word).replace(str(shoot.cache), str(tmp_path / "fresh")) for word in told]
    command = [sys.executable, "-m", "rushes", *words]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=hearing_ctrl_c)  # noqa: PLW1509 -- no threads here
    assert running.stderr
    while "clips read: 2" not in (line := running.stderr.readline()):
        assert line, "it ended before it could be stopped"
    time.sleep(0.2)
    running.send_signal(sent)
    _, rest = running.communicate(timeout=20)
    assert running.returncode == code
    assert "Traceback" not in rest
    assert not (tmp_path / "cut").exists()
    assert not [path for path in tmp_path.rglob("*") if "partial" in path.name or path.suffix == ".part"]


@pytest.mark.slow
def test_a_reader_who_leaves_is_no_error(shoot: Shoot, tmp_path: Path) -> None:
    """`rushes … --json | head` ends in silence."""
    words = [str(word) for word in assembling(shoot, tmp_path / "cut", "--json")]
    running = subprocess.Popen(
        [sys.executable, "-m", "rushes", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout
    running.stdout.close()
    assert running.stderr
    assert running.stderr.read() == b""
    assert running.wait() != 0


@pytest.mark.slow
def test_odd_names_are_told_on_any_terminal(shoot: Shoot, tmp_path: Path) -> None:
    """A terminal that knows Latin alone shows escapes, not a traceback."""
    (shoot.rushes / "猫 🎬.mov").touch()
    ran = rushes(*assembling(shoot, tmp_path / "cut"), env=os.environ | {"PYTHONIOENCODING": "latin-1"})
    assert ran.returncode == 0, ran.stderr
    assert "\\u732b" in ran.stdout


def test_the_command_passes_on_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every option reaches the library as the value it means."""
    told: dict[str, Any] = {}

    def listen(*args: Any, **more: Any) -> None:
        told.update(more, args=args)
        raise KeyboardInterrupt

    monkeypatch.setattr("rushes.assembly.assemble", listen)
    words = "assemble a.fountain b c -o out --taste theatre --rate 23.976 --jobs 3 --cache there --json"
    with pytest.raises(SystemExit) as left:
        cli.main(words.split())
    assert left.value.code == 130
    assert told["args"] == (Path("a.fountain"), (Path("b"), Path("c")), Path("out"))
    assert (told["taste"], told["jobs"], told["cache"]) == ("theatre", 3, Path("there"))
    assert str(told["rate"]) == "24000/1001"
    told["watch"](Progress("listen", 1, 1, "a.mov", remembered=False))
