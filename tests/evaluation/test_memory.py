"""Memory is weighed over a whole family of processes."""

import os
import signal
import subprocess
import sys
import time

import pytest
from evaluation.memory import Scales

HELD_MB = 150
CHILD = f"import time; held = bytearray(b'x') * {HELD_MB}_000_000; print(1, flush=True); time.sleep(60)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


@pytest.mark.needs("linux")
@pytest.mark.parametrize("program", [CHILD, PARENT], ids=["itself", "what it starts"])
def test_what_a_family_holds_is_seen(program: str) -> None:
    """150 MB held by a process, or by one that it started, weigh 150 MB and not twice that."""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, process_group=0
    ) as process:
        assert process.stdout
        process.stdout.readline()
        with Scales(process.pid) as scales:
            while not scales.looks:
                time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert scales.peak_mb
    assert HELD_MB < scales.peak_mb < 1.5 * HELD_MB


def test_a_process_that_is_gone_weighs_nothing() -> None:
    """No value, and no error: it ended between two looks."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    with Scales(process.pid) as scales:
        time.sleep(0.12)
    assert scales.peak_mb is None
