"""One job, done here and now: what it gave, what it refused, or what broke."""

from dataclasses import dataclass
from typing import Any

from rushes.engine.model import Job
from rushes.engine.writing import encode
from rushes.errors import Refusal


@dataclass(frozen=True)
class Done:
    """A job gave a result; it is JSON from the first moment, so fresh and remembered are the same."""

    result: bytes


@dataclass(frozen=True)
class Refused:
    """A job cannot keep its promise; that is an answer."""

    refusal: Refusal


@dataclass(frozen=True)
class Broke:
    """A job met a fault of ours. trace: where, when that was in another process."""

    error: Exception
    trace: str = ""


@dataclass(frozen=True)
class Died:
    """A job took its process with it. how: the signal or exit code."""

    how: str


Outcome = Done | Refused | Broke | Died


def perform(job: Job[Any]) -> Outcome:
    """Do a job in this process; only an interruption passes through."""
    try:
        return Done(encode(job.act(*job.args)))
    except Refusal as refusal:
        return Refused(refusal)
    except Exception as error:  # noqa: BLE001 -- carried to the caller, who raises it with its subject
        return Broke(error)
