"""Run jobs: recall what is known, do the rest here or on a pool, keep each result as it comes."""

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import Any, TypeVar

from rushes.engine.act import Broke, Died, Done, Outcome, perform
from rushes.engine.cache import Cache
from rushes.engine.model import Job, Progress, Watch
from rushes.engine.pool import JobDied, perform_on_pool
from rushes.engine.writing import decode
from rushes.errors import Refusal

Result = TypeVar("Result")


def run(
    jobs: Sequence[Job[Result]],
    *,
    workers: int,
    cache: Cache | None = None,
    watch: Watch | None = None,
) -> tuple[Result | Refusal, ...]:
    """Return the result of each job, in their order, or the `Refusal` it ended with.

    Jobs of equal key are done once. With one worker all is done in this process; with more, a job
    whose process dies twice gives `JobDied`. Any other exception is raised, with a note of the
    job's subject. Each result is kept before the next is waited for, so an interrupted run
    (KeyboardInterrupt) goes on where it was. Refusals are not kept: the file may be mended.
    """
    book = _Book(jobs, watch)
    if cache:
        book.recall_from(cache)
    waiting = book.unsettled()
    with closing(_perform(waiting, workers)) as outcomes:
        for place, outcome in outcomes:
            job = waiting[place]
            if cache and isinstance(outcome, Done):
                cache.keep(job.key, outcome.result, job.labels)
            book.settle(job, _result(job, outcome), remembered=False)
    return book.in_order()


class _Book:
    """Who has answered so far; jobs of one key share one answer."""

    def __init__(self, jobs: Sequence[Job[Result]], watch: Watch | None) -> None:
        self._jobs = jobs
        self._watch = watch
        self._told = 0
        self._answers: dict[str, Any] = {}

    def recall_from(self, cache: Cache) -> None:
        for job in self.unsettled():
            if kept := cache.recall(job.key, job.gives):
                self.settle(job, kept.value, remembered=True)

    def unsettled(self) -> list[Job[Any]]:
        """Return one job for each key that has no answer yet."""
        first: dict[str, Job[Any]] = {}
        for job in self._jobs:
            if job.key not in self._answers:
                first.setdefault(job.key, job)
        return list(first.values())

    def settle(self, job: Job[Any], answer: object, *, remembered: bool) -> None:
        self._answers[job.key] = answer
        for same in self._jobs:
            if same.key == job.key:
                self._tell(same, remembered=remembered)

    def _tell(self, job: Job[Any], *, remembered: bool) -> None:
        self._told += 1
        if self._watch:
            self._watch(Progress(job.name, self._told, len(self._jobs), job.subject, remembered))

    def in_order(self) -> tuple[Any, ...]:
        return tuple(self._answers[job.key] for job in self._jobs)


def _perform(jobs: Sequence[Job[Any]], workers: int) -> Generator[tuple[int, Outcome]]:
    """Yield (place, outcome) as jobs end."""
    if not jobs:
        return
    if workers == 1:
        yield from ((place, perform(job)) for place, job in enumerate(jobs))
    else:
        yield from perform_on_pool(jobs, workers)


def _result(job: Job[Result], outcome: Outcome) -> Result | Refusal:
    """Turn an outcome into what `run` promises."""
    if isinstance(outcome, Done):
        return decode(outcome.result, job.gives)
    if isinstance(outcome, Died):
        return JobDied(job.name, job.subject, outcome.how)
    if isinstance(outcome, Broke):
        outcome.error.add_note(f"while doing '{job.name}' of {job.subject}\n{outcome.trace}".rstrip())
        raise outcome.error
    return outcome.refusal
