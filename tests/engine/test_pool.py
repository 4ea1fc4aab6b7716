"""What only a pool can do: outlive its workers."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from rushes.engine import Cache, Job, JobDied, all_cores, content_key, run
from rushes.errors import Refusal
from tests.conftest import hearing_ctrl_c
from tests.engine import acts
from tests.engine.acts import Print

HERE = Path(__file__).parents[2]


def job(name: str, act: Callable[..., Any] = acts.develop, *more: object) -> Job[Any]:
    return Job("hear", name, content_key(act.__name__, name), act, (name, *more), Print)


def names(answers: Sequence[Print | Refusal]) -> list[str]:
    return [made.name for made in answers if isinstance(made, Print)]


@pytest.mark.parametrize(("act", "how"), [(acts.be_killed, "SIGKILL"), (acts.crash, "SIG")])
def test_a_codec_that_crashes_costs_one_file(act: Callable[..., Any], how: str) -> None:
    """A process that dies takes no other result with it, and the refusal names the file."""
    jobs = [job("a"), job("bad.mov", act), *(job(f"c{n}") for n in range(5))]
    answers = run(jobs, workers=2)
    died = answers[1]
    assert isinstance(died, JobDied)
    assert "bad.mov" in str(died)
    assert how in str(died)
    assert names(answers) == [
        "a",
        "c0",
        "c1",
        "c2",
        "c3",
        "c4",
    ]


def test_who_dies_once_is_tried_again_alone(tmp_path: Path) -> None:
    """When memory was short among others, a second try alone brings the result."""
    jobs = [job("a"), job("big.mov", acts.die_the_first_time, tmp_path / "died"), job("b")]
    assert names(run(jobs, workers=2)) == ["a", "big.mov", "b"]


def test_every_process_may_die() -> None:
    """Even when no worker is left, the run ends and says who died."""
    answers = run([job(f"{n}", acts.be_killed) for n in range(4)], workers=3)
    assert all(isinstance(answer, JobDied) for answer in answers)


def test_an_error_that_cannot_travel_is_told_in_words() -> None:
    """An exception that does not unpickle hangs other pools; here its story arrives."""
    with pytest.raises(RuntimeError, match="BadlyWrittenError"):
        run([job("a"), job("b", acts.fail_badly)], workers=2)


def test_what_a_codec_prints_spoils_no_answer() -> None:
    assert names(run([job("a", acts.chatter), job("b", acts.chatter)], workers=2)) == [
        "a",
        "b",
    ]


def test_workers_do_not_multiply_threads() -> None:
    (made,) = run([job("a", acts.tell_threads)], workers=2)
    assert made == Print("a: 1")


def test_two_workers_are_two_processes(tmp_path: Path) -> None:
    """The work is shared, and never done in the caller's own process."""
    jobs = [job(f"{n}", acts.sleep, 0.3, tmp_path / "log") for n in range(2)]
    run(jobs, workers=2)
    workers = set((tmp_path / "log").read_text().split())
    assert len(workers) == 2
    assert str(os.getpid()) not in workers


def test_a_job_that_cannot_travel_is_a_fault() -> None:
    """A function of no module cannot reach another process, and that is said at once."""
    inner = Job("hear", "a.mov", "0" * 64, lambda: Print("a"), (), Print)
    with pytest.raises(Exception, match="pickle") as caught:
        run([inner], workers=2)
    assert "a.mov" in str(caught.value.__notes__)


def test_cores_are_those_we_may_use() -> None:
    assert 1 <= all_cores() <= (os.cpu_count() or 1)


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    """A person stops the run: finished results are kept, and no process goes on behind their back."""
    program = tmp_path / "program.py"  # without the usual guard: a film-maker's ten lines
    program.write_text(
        textwrap.dedent(
            f"""
            from pathlib import Path
            from rushes.engine import Cache, Job, content_key, run
            from tests.engine import acts
            log = Path({str(tmp_path / "log")!r})
            quick = Job("hear", "quick", content_key("quick"), acts.develop, ("quick",), acts.Print)
            slow = [Job("hear", n, content_key(n), acts.sleep, (n, 60.0, log), acts.Print) for n in "ab"]
            run([quick, *slow], workers=2, cache=Cache(Path({str(tmp_path / "cache")!r})))
            """
        )
    )
    running = subprocess.Popen(
        [sys.executable, program],
        env=os.environ | {"PYTHONPATH": str(HERE)},
        stderr=subprocess.PIPE,
        preexec_fn=hearing_ctrl_c,  # noqa: PLW1509 -- no threads here
    )
    _wait_for(lambda: (tmp_path / "log").exists() and len((tmp_path / "log").read_text().split()) == 2)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=10)
    assert b"KeyboardInterrupt" in told
    workers = [int(worker) for worker in (tmp_path / "log").read_text().split()]
    _wait_for(lambda: not any(_alive(worker) for worker in workers))
    assert Cache(tmp_path / "cache").recall(content_key("quick"), Print)


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    """A parent that is gone needs no answers: its idle workers leave, its busy ones after their job."""
    code = (
        "import sys; from pathlib import Path; from rushes.engine import Job, run;"
        "from tests.engine import acts;"
        "run([Job('hear', 'a', 'a', acts.sleep, ('a', 0.6, Path(sys.argv[1])), acts.Print)], workers=2)"
    )
    log = tmp_path / "log"
    running = subprocess.Popen([sys.executable, "-c", code, log], env=os.environ | {"PYTHONPATH": str(HERE)})
    _wait_for(lambda: log.exists() and log.read_text().endswith("\n"))
    running.kill()
    running.wait()
    _wait_for(lambda: not _alive(int(log.read_text())))


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")  # an ended orphan stays listed where nobody collects it
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


def _wait_for(claim: Callable[[], bool], seconds: float = 10.0) -> None:
    until = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.02)
