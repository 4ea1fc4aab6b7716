"""`rushes screen` as a process of its own, as it is typed."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Process = subprocess.Popen[str]

CTRL_C_IS_HEARD, IN_THE_BACKGROUND, UNDER_NOHUP = "SIGINT SIG_DFL", "SIGINT SIG_IGN", "SIGHUP SIG_IGN"
"""How a shell leaves what it starts: from a prompt, with `&` in a script, without its terminal."""
_SHELL = """
import os, signal, sys
name, how = sys.argv[1].split()
signal.signal(signal.Signals[name], signal.Handlers[how])
os.execv(sys.argv[2], sys.argv[2:])
"""


def command(*words: object) -> list[str]:
    """Return the command line of a room that opens no browser."""
    return [sys.executable, "-m", "rushes", "screen", *map(str, words), "--no-open"]


@contextmanager
def screening(*words: object, left: str = CTRL_C_IS_HEARD) -> Iterator[tuple[Process, str]]:
    """Start a room and give its process and the address that it printed. left: how its shell leaves it."""
    typed = [sys.executable, "-c", _SHELL, left, *command(*words)]
    with subprocess.Popen(typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as room:
        assert room.stdout is not None
        try:
            yield room, next(found[0] for line in room.stdout if (found := re.search(r"http://\S+", line)))
        finally:
            ended(room)


def ended(room: Process) -> None:
    """End a room at once: everything is on the disk, and its pipes are closed unread."""
    room.kill()
    room.wait()
    for pipe in (room.stdout, room.stderr):
        if pipe is not None:
            pipe.close()


def children(process: int) -> set[int]:
    """Return the processes that one has started and that still run, and theirs."""
    listed = Path(f"/proc/{process}/task").glob("*/children")
    own = {int(number) for one in listed for number in one.read_text(encoding="ascii").split()}
    return own.union(*map(children, own))


def runs(process: int) -> bool:
    """Tell whether a process is there and is no zombie."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rpartition(")")[2].split()[0] != "Z"
