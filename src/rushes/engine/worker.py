"""The far end of the pool: a process that takes jobs from its input and answers on its output.

Both ends are ours and alive at once, so jobs and answers travel pickled; what is kept on disk never
is. An answer that cannot be rebuilt on the other side (a badly written exception) would hang or
break a pool, so it is tried here first.
"""

import contextlib
import os
import pickle
import signal
import sys
import traceback
from typing import IO

from rushes.engine.act import Broke, Outcome, perform

POLITENESS = 5
"""How far a worker steps back for whoever sits at the machine (POSIX niceness)."""


def serve() -> None:
    """Answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    with contextlib.suppress(AttributeError, OSError):  # no niceness on Windows
        os.nice(POLITENESS)
    inbox, outbox = _private_ends()
    while (packed := receive(inbox)) is not None:
        send(outbox, _portable(_perform_packed(packed)))


def send(stream: IO[bytes], packed: bytes) -> None:
    """Write one message: its length in eight bytes, then itself."""
    stream.write(len(packed).to_bytes(8, "little") + packed)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message, or None when the other side is gone, even in the middle of one."""
    head = stream.read(8)
    length = int.from_bytes(head, "little")
    body = stream.read(length) if len(head) == 8 else b""
    return body if len(head) == 8 and len(body) == length else None


def _perform_packed(packed: bytes) -> Outcome:
    try:
        job = pickle.loads(packed)  # noqa: S301 -- from our own parent over a private pipe
    except Exception as error:  # noqa: BLE001 -- a job that cannot be unpacked is answered, not dropped
        return Broke(error)
    outcome = perform(job)
    if isinstance(outcome, Broke):
        return Broke(outcome.error, "".join(traceback.format_exception(outcome.error)))
    return outcome


def _portable(outcome: Outcome) -> bytes:
    """Pack an answer that surely unpacks; an error that would not is told in words."""
    try:
        packed = pickle.dumps(outcome)
        pickle.loads(packed)  # noqa: S301 -- written one line above
    except Exception:  # noqa: BLE001 -- whatever a foreign exception does while it is rebuilt
        told = getattr(outcome, "trace", "") or repr(outcome)
        return pickle.dumps(Broke(RuntimeError(f"an error that cannot travel: {told}")))
    return packed


def _private_ends() -> tuple[IO[bytes], IO[bytes]]:
    """Keep both pipes for messages and point the common output at the error stream.

    A codec that prints would otherwise write into the answers.
    """
    inbox = os.fdopen(os.dup(0), "rb")
    outbox = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 -- lives as long as the process
    return inbox, outbox
