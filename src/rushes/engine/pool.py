"""A pool of processes that knows which job a dead one held.

The pools of the standard library break as a whole when one process dies, cannot say whose job it
was, and import the caller's program again in every process. Here each process has its own pair of
pipes and a thread that waits on it, on every system the same way.
"""

import contextlib
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Sequence
from typing import Any, Self

from rushes.engine.act import Broke, Died, Outcome
from rushes.engine.model import Job
from rushes.engine.worker import receive, send
from rushes.errors import Refusal

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from rushes.engine.worker import serve; serve()"
)
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Processes have all cores already; number crunchers' own threads would only wait for each other."""


class JobDied(Refusal):
    """A job took its process with it, twice: among others, and alone."""

    sentence = "'{0}' of {1} ended its process twice ({2}); leave that file out, or convert it and try again."


def all_cores() -> int:
    """Return how many cores this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def perform_on_pool(jobs: Sequence[Job[Any]], workers: int) -> Generator[tuple[int, Outcome]]:
    """Yield (place, outcome) as jobs end; those whose process died come last, after a try alone."""
    died = []
    with _Crew(jobs, workers) as crew:
        for _ in jobs:
            place, outcome = crew.next_outcome()
            if isinstance(outcome, Died):
                died.append(place)
            else:
                yield place, outcome
    for place in died:
        with _Crew([jobs[place]], 1) as alone:
            yield place, alone.next_outcome()[1]


class _Crew:
    """Threads that each feed one process of their own from a common list of jobs."""

    def __init__(self, jobs: Sequence[Job[Any]], size: int) -> None:
        self._todo = deque(enumerate(jobs))
        self._done: queue.SimpleQueue[tuple[int, Outcome]] = queue.SimpleQueue()
        self._processes: list[_Process] = []
        self._threads = [threading.Thread(target=self._feed) for _ in range(min(size, len(jobs)))]
        self._door = threading.Lock()
        self._dismissed = False

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Drop what is waiting and end every process, busy or not."""
        self._todo.clear()
        with self._door:
            self._dismissed = True
            for process in self._processes:
                process.end()
        for thread in self._threads:
            thread.join()

    def next_outcome(self) -> tuple[int, Outcome]:
        """Wait for any job to end, awake often enough for Ctrl-C on every system."""
        while True:
            with contextlib.suppress(queue.Empty):
                return self._done.get(timeout=0.2)

    def _feed(self) -> None:
        process: _Process | None = None
        while True:
            try:
                place, job = self._todo.popleft()
            except IndexError:
                return
            try:
                process = process or self._another()
                outcome = process.perform(job)
            except Exception as error:  # noqa: BLE001 -- no process to be had, or a job that does not pickle
                outcome = Broke(error)
            if isinstance(outcome, Died):
                process = None
            self._done.put((place, outcome))

    def _another(self) -> "_Process":
        with self._door:
            if self._dismissed:
                raise RuntimeError("the crew went home")
            process = _Process()
            self._processes.append(process)
            return process


class _Process:
    """One worker process and its pipes."""

    def __init__(self) -> None:
        paths = json.dumps([os.path.abspath(path) for path in sys.path])  # noqa: PTH100 -- "" is the current folder
        self._popen = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own words
            [sys.executable, "-P", "-c", _BOOT, paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ONE_THREAD,
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )

    def perform(self, job: Job[Any]) -> Outcome:
        """Send a job and wait for its outcome."""
        packed = pickle.dumps(job)
        if self._popen.stdin is None or self._popen.stdout is None:
            raise RuntimeError("a worker without pipes")
        answer = None
        with contextlib.suppress(BrokenPipeError, ConnectionError):
            send(self._popen.stdin, packed)
            answer = receive(self._popen.stdout)
        if answer is None:
            self._popen.kill()
            return Died(_how_it_ended(self._popen.wait()))
        outcome: Outcome = pickle.loads(answer)  # noqa: S301 -- from our own worker over a private pipe
        return outcome

    def end(self) -> None:
        """End the process now; it holds nothing that is not either sent or to be made again."""
        self._popen.kill()
        self._popen.wait()


def _how_it_ended(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
