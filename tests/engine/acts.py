"""What the jobs of these tests do; a module of its own, so that other processes can import it."""

import ctypes
import os
import signal
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from rushes.errors import Refusal


@dataclass(frozen=True)
class Print:
    """What came out of the bath."""

    name: str
    rate: Fraction = Fraction(25)
    where: Path = Path("reel 1/a.mov")
    frames: tuple[int, ...] = ()
    negative: bytes = b""


class NoNegative(Refusal):
    """The camera was not loaded."""

    sentence = "There is no film in {0}."


class BadlyWrittenError(Exception):
    """An exception that cannot be rebuilt on the other side of a pipe."""

    def __init__(self, one: str, two: str) -> None:
        """Take two facts and keep one, so that unpickling fails."""
        super().__init__(one + two)


def develop(name: str) -> Print:
    return Print(name, frames=(1, 2, 3), negative=b"\x00\xff")


def develop_and_note(name: str, log: Path) -> Print:
    with log.open("a", encoding="utf-8") as book:
        book.write(f"{name}\n")
    return Print(name)


def refuse(name: str) -> Print:
    raise NoNegative(name)


def drop_the_tank(name: str) -> Print:
    raise ZeroDivisionError(name)


def fail_badly(name: str) -> Print:
    raise BadlyWrittenError(name, "!")


def give_what_cannot_be_kept(name: str) -> object:
    return {name: object()}


def chatter(name: str) -> Print:
    """Print on every output that a codec might use."""
    print(name)  # noqa: T201 -- the point
    os.write(1, b"written past Python\n")
    return Print(name)


def be_killed(name: str) -> Print:
    os.kill(os.getpid(), signal.SIGKILL)
    return Print(name)


def crash(name: str) -> Print:
    ctypes.string_at(0)
    return Print(name)


def die_the_first_time(name: str, mark: Path) -> Print:
    if not mark.exists():
        mark.touch()
        os._exit(3)
    return Print(name)


def sleep(name: str, seconds: float, log: Path) -> Print:
    with log.open("a", encoding="utf-8") as book:
        book.write(f"{os.getpid()}\n")
    time.sleep(seconds)
    return Print(name)


def tell_threads(name: str) -> Print:
    return Print(f"{name}: {os.environ.get('OMP_NUM_THREADS', 'many')}")


def give_nothing(_name: str) -> None:
    return None
