"""What a person is told on the terminal."""

import io
from collections.abc import Iterator

import pytest

from rushes.engine import Progress
from rushes.errors import Finding
from rushes.telling import EVERY_S, PlainLines, findings_told, progress


def step(done: int, total: int = 3, name: str = "listen") -> Progress:
    return Progress(name, done, total, f"{done}.mov", remembered=False)


def clock(*seconds: float) -> Iterator[float]:
    yield 0.0
    yield from seconds


def test_a_pipe_hears_now_and_then() -> None:
    """A log file is not flooded: a line when a stage ends, else one in five seconds."""
    told: list[str] = []
    now = clock(1.0, EVERY_S + 1, EVERY_S + 2)
    lines = PlainLines(told.append, lambda: next(now))
    for done in (1, 2, 3):
        lines(step(done))
    assert told == ["clips heard: 2 of 3", "clips heard: 3 of 3"]


def test_a_quiet_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(quiet=True) as watch:
        watch(step(3))
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_it_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every kind of work has its bar, the whole its time left; odd names are shown as they are."""
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    with progress() as watch:
        watch(step(2))
        watch(Progress("probe", 1, 35, "[bold]東京 🎬.mov", remembered=False))
    shown = screen.getvalue()
    for part in ("clips heard", "2 of 3", "clips read", "1 of 35", "[bold]東京", "time left"):
        assert part in shown


def test_many_findings_of_a_kind_are_two_lines() -> None:
    """Two hundred clips without a slate are one thing to know, not two hundred lines to scroll."""
    findings = [
        Finding("no slate", f"clip {n}.mov", f"Clip {n} has no slate.", "Name it.") for n in range(200)
    ]
    findings.append(Finding("empty", "a.mov", "The file is empty."))
    assert list(findings_told(findings)) == [
        "  no slate (200): clip 0.mov, clip 1.mov, clip 2.mov and 197 more",
        "    Clip 0 has no slate. Name it.",
        "  empty (1): a.mov",
        "    The file is empty.",
    ]
