"""The lined script alone: `rushes line`, and lining again after the screenplay was revised."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from rushes import Lining, assemble, cli, line
from rushes.engine import Progress
from rushes.errors import Refusal
from rushes.telling import lining_as_json, lining_summary
from tests.conftest import Shoot

PROMISED = {"lined-script.html", "lined-script.pdf", "lined-script.json", "findings.json"}


def lined(shoot: Shoot, out: Path | None = None, **more: Any) -> Lining:
    """Line the shoot with one process and the cache that has heard it, but for what is said."""
    told: dict[str, Any] = {"footage": [shoot.rushes], "jobs": 1, "cache": shoot.cache} | more
    return line(shoot.screenplay, out=out, **told)


def revise(shoot: Shoot, *changes: tuple[str, str]) -> None:
    text = shoot.screenplay.read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    shoot.screenplay.write_text(text, encoding="utf-8")


def ids(made: Lining) -> list[str]:
    return [line.id for line in made.lined.lines]


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_script_is_lined_beside_itself(shoot: Shoot) -> None:
    """Without a word about where, the lined script stands beside the screenplay; no cut is made."""
    made = lined(shoot)
    assert made.out == shoot.screenplay.with_name("kettle-lined")
    assert {file.name for file in made.files} == PROMISED
    assert all(file.stat().st_size for file in made.files)
    assert ids(made) == ["1.1", "1.2", "1.3"]
    assert made.revision is None
    assert made.evidence == "2 of 2 clips heard"
    assert list(made.seconds) == ["read", "sync", "hear", "look", "line up", "hand over"]


def test_what_was_heard_for_the_cut_is_not_heard_again(shoot: Shoot, tmp_path: Path) -> None:
    """Lining, cutting and lining once more share one memory, and a second lining writes nothing."""
    steps = list[Progress]()
    made = lined(shoot, tmp_path / "lined", watch=steps.append)
    assert all(step.remembered for step in steps if step.name == "listen" and step.subject)
    written = {file: file.stat().st_mtime_ns for file in made.out.iterdir()}
    lined(shoot, tmp_path / "lined")
    assert {file: file.stat().st_mtime_ns for file in made.out.iterdir()} == written


def test_neither_job_takes_away_what_the_other_made(shoot: Shoot, tmp_path: Path) -> None:
    """Not a byte of the first cut is lost by lining into its folder, nor the other way round."""
    assemble(shoot.screenplay, [shoot.rushes], tmp_path / "cut", jobs=1, cache=shoot.cache)
    before = content(tmp_path / "cut")
    with pytest.raises(Refusal, match="made by `rushes assemble`"):
        lined(shoot, tmp_path / "cut")
    assert content(tmp_path / "cut") == before
    lined(shoot, tmp_path / "lined")
    with pytest.raises(Refusal, match="made by `rushes line`"):
        assemble(shoot.screenplay, [shoot.rushes], tmp_path / "lined", jobs=1, cache=shoot.cache)


def test_a_file_that_a_person_changed_is_not_written_over(shoot: Shoot, tmp_path: Path) -> None:
    made = lined(shoot, tmp_path / "lined")
    (made.out / "lined-script.html").write_text("my notes")
    with pytest.raises(Refusal, match="was changed after Rushes wrote it"):
        lined(shoot, tmp_path / "lined")


def test_a_revised_script_keeps_its_ids_and_tells_what_is_new(shoot: Shoot, tmp_path: Path) -> None:
    """One line changed, one put in: the others are who they were, and the summary says so in one line."""
    out = tmp_path / "lined"
    lined(shoot, out)
    revise(shoot, ("yellow kettle", "green kettle"), ("BEN\nOn", "ANNA\nAnswer me.\n\nBEN\nOn"))
    made = lined(shoot, out)
    assert ids(made) == ["1.1", "1.1A", "1.2", "1.3"]
    assert str(made.revision) == "2 lines unchanged, 1 changed, 1 new, 0 gone"
    assert "Since it was lined last: 2 lines unchanged, 1 changed, 1 new, 0 gone." in lining_summary(made)
    assert {"line changed", "new line"} <= {finding.kind for finding in made.findings}
    told = json.loads(lining_as_json(made))["revision"]
    assert told == {"unchanged": ["1.2", "1.3"], "changed": ["1.1"], "new": ["1.1A"], "gone": []}


def test_an_id_that_is_gone_stays_gone_through_later_linings(shoot: Shoot, tmp_path: Path) -> None:
    """The file remembers it, so that notes about 1.3 never come to be about another line."""
    out = tmp_path / "lined"
    lined(shoot, out)
    last = "\nANNA\nThat is not a stove, that is a piano.\n"
    revise(shoot, (last, ""))
    lined(shoot, out)
    assert json.loads((out / "lined-script.json").read_bytes())["retired"] == ["1.3"]
    lined(shoot, out)
    revise(shoot, ("always is.\n", "always is.\n\nANNA\nGood night, then.\n"))
    assert ids(lined(shoot, out)) == ["1.1", "1.2", "1.4"]


def test_a_first_cut_keeps_ids_too(shoot: Shoot, tmp_path: Path) -> None:
    """Whoever cuts a revised script into the same folder finds the lines of the last cut by their ids."""
    out = tmp_path / "cut"
    assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache)
    revise(shoot, ("ANNA\nWhere", "BEN\nLook.\n\nANNA\nWhere"))
    made = assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache)
    assert [line.id for line in made.lined.lines] == ["1.0A", "1.1", "1.2", "1.3"]
    assert [event.line for event in made.cut.track("V1")] == ["1.1", "1.2", "1.3"]


def test_only_what_the_revision_touches_is_heard_again(
    shoot: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each clip a part, by the seconds the ear is given; readings of unchanged lines are identical."""
    given: list[float] = []
    from rushes.sound.ear import ScriptEar  # noqa: PLC0415 -- heavy; other tests do without

    hear = ScriptEar.words

    def counting(ear: ScriptEar, samples: Any, scenes: Any) -> Any:
        given.append(samples.size / 16000)
        return hear(ear, samples, scenes)

    monkeypatch.setattr(ScriptEar, "words", counting)
    out = tmp_path / "lined"
    first = lined(shoot, out)
    assert given == []
    revise(shoot, ("yellow kettle", "green kettle"))
    second = lined(shoot, out)
    whole = sum(heard.duration_s for heard in first.lined.heard.values())
    assert 0 < sum(given) < whole * 0.7
    assert [r for r in second.lined.readings if r.line != "1.1"] == [
        r for r in first.lined.readings if r.line != "1.1"
    ]
    heard_once = len(given)
    lined(shoot, out)
    assert len(given) == heard_once
    revise(shoot, ("green kettle", "yellow kettle"))
    third = lined(shoot, out)
    assert len(given) == heard_once
    assert third.lined.readings == first.lined.readings


def test_the_summary_says_what_an_actor_and_a_supervisor_ask(shoot: Shoot, tmp_path: Path) -> None:
    """How many lines are covered, which are not, and what was said instead of what is written."""
    revise(shoot, ("is not a stove", "is surely not a stove"), ("a piano.\n", "a piano.\n\nBEN\nIs it?\n"))
    told = lining_summary(lined(shoot, tmp_path / "lined"))
    assert "Lined script of “The Kettle”: 4 lines, 2 clips, made in" in told
    assert "2 of 2 clips heard; 3 of 4 lines covered." in told
    assert "scene  lines  covered  takes  as written  altered  partial" in told
    assert "Never spoken:\n  1.4  BEN: Is it?" in told
    assert "ANNA left out “surely”" in told
    assert "Spoken, but never as written:\n  1.3  ANNA: That is surely not a stove, that is a piano." in told
    assert "lined-script.pdf" in told


def nothing_in_it(shoot: Shoot) -> None:
    for clip in shoot.rushes.glob("*.mov"):
        clip.unlink()


def nobody_speaks(shoot: Shoot) -> None:
    shoot.screenplay.write_text("INT. KITCHEN - DAY\n\nNobody.\n")


def no_screenplay(shoot: Shoot) -> None:
    shoot.screenplay.unlink()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (nothing_in_it, "No picture or sound files"),
        (nobody_speaks, "Nobody speaks in"),
        (no_screenplay, "check the path"),
    ],
)
def test_what_makes_lining_pointless_is_refused(shoot: Shoot, spoil: Any, sentence: str) -> None:
    """One sentence, before any work, with nothing written."""
    spoil(shoot)
    before = set(shoot.screenplay.parent.rglob("*"))
    with pytest.raises(Refusal, match=sentence):
        lined(shoot)
    assert set(shoot.screenplay.parent.rglob("*")) == before


def test_clips_that_cannot_be_read_are_told_and_the_rest_is_lined(shoot: Shoot) -> None:
    (shoot.rushes / "1B-1.mov").write_text("not a film")
    (shoot.rushes / "1C-1.mov").touch()
    made = lined(shoot)
    assert made.evidence.startswith("2 of 4 clips heard, ")
    assert {"1B-1.mov", "1C-1.mov"} <= {finding.subject for finding in made.findings}
    assert not made.lined.missing


def test_the_command_passes_on_what_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, Any] = {}

    def listen(*args: Any, **more: Any) -> None:
        told.update(more, args=args)
        raise KeyboardInterrupt

    monkeypatch.setattr("rushes.lining.line", listen)
    with pytest.raises(SystemExit) as left:
        cli.main(["line", "a.fountain", "b", "c", "-o", "out", "--jobs", "3", "--cache", "there", "--json"])
    assert left.value.code == 130
    assert told["args"] == (Path("a.fountain"), (Path("b"), Path("c")), Path("out"))
    assert (told["jobs"], told["cache"], told["hearing"].ear) == (3, Path("there"), "script")


@pytest.mark.slow
def test_a_lining_that_was_killed_goes_on_where_it_was(shoot: Shoot, tmp_path: Path) -> None:
    """Killed without warning after the first clip was heard: no output; what was heard is not heard again."""
    cache = tmp_path / "fresh"
    words = ["line", str(shoot.screenplay), str(shoot.rushes), "--jobs", "1", "--cache", str(cache)]
    command = [sys.executable, "-m", "rushes", *words]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    out = shoot.screenplay.with_name("kettle-lined")
    wait_for(lambda: heard_in(cache) >= 1, running)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert not out.exists()
    known = {file: file.stat().st_mtime_ns for file in cache.glob("*/*.json")}
    ran = subprocess.run([*command, "--json"], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert heard_in(cache) == 2
    assert {file: file.stat().st_mtime_ns for file in known} == known
    made = json.loads(ran.stdout)
    assert (made["schema"], made["revision"]) == ("rushes.line/1", None)
    assert made["coverage"][0]["covered"] == 3
    assert made["lined_script"] == json.loads((out / "lined-script.json").read_bytes())
    assert {Path(file).name for file in made["files"]} == PROMISED
    assert {path.name for path in shoot.screenplay.parent.iterdir()} == {
        "kettle.fountain",
        "rushes",
        "kettle-lined",
    }


def heard_in(cache: Path) -> int:
    """Count the clips that a cache has heard."""
    entries = [file.read_text() for file in cache.glob("*/*.json")]
    return sum('"speech_db"' in entry for entry in entries)


def wait_for(so: Any, running: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 300
    while not so():
        assert running.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < ends
        time.sleep(0.02)
