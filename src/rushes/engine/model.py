"""What the engine knows: jobs and their progress. It never hears of films."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Job(Generic[Result]):
    """A pure function of some content and settings, to be run anywhere and kept by its key.

    name: what is done (``hear``); subject: to what, for a person (a file name).
    key: hex digest over everything the result depends on: content, settings, version of the code.
    act: a function of a module (so that another process can import it), called with `args`.
    gives: the type of the result, a frozen dataclass, so that the cache can rebuild it.
    labels: under which its result can be found in the cache again, to be forgotten.
    """

    name: str
    subject: str
    key: str
    act: Callable[..., Result]
    args: tuple[Any, ...]
    gives: type[Result]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Progress:
    """How far a run is: what is done, of how many, the last subject, and whether it was remembered."""

    name: str
    done: int
    total: int
    subject: str
    remembered: bool


Watch = Callable[[Progress], None]
"""Called in the parent process after every job."""
