"""The whole job: a screenplay and a folder of rushes in, a first cut out."""

import json
import shutil
import sys
from collections.abc import Callable
from errno import EACCES
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

import pytest

from rushes import Assembly, assemble
from rushes.engine import Progress
from rushes.errors import Refusal
from tests.conftest import Shoot

PROMISED = {
    "first-cut.otio",
    "first-cut.xml",
    "first-cut.edl",
    "preview.mp4",
    "report.html",
    "lined-script.json",
    "lined-script.html",
    "lined-script.pdf",
    "cut.json",
    "findings.json",
    "disclosure.html",
    "disclosure.json",
}


def cut_of(shoot: Shoot, out: Path, **more: Any) -> Assembly:
    """Assemble the shoot with one process and the cache that has heard it, but for what is said."""
    told: dict[str, Any] = {"footage": [shoot.rushes], "jobs": 1, "cache": shoot.cache} | more
    return assemble(shoot.screenplay, out=out, **told)


def everything_under(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_a_first_cut_is_made(shoot: Shoot, tmp_path: Path) -> None:
    """Three lines, two takes: every line is in the film once, in order, and every promised file is there."""
    out = tmp_path / "first cut"
    made = cut_of(shoot, out, cache=None)
    assert {file.name for file in made.files} == PROMISED
    assert all(file.stat().st_size for file in made.files)
    assert [event.line for event in made.cut.track("V1")] == ["1.1", "1.2", "1.3"]
    assert made.evidence == "2 of 2 clips heard; no faces read, as nobody granted it"
    assert made.cut.title == "The Kettle"
    assert list(made.seconds) == ["read", "sync", "hear", "look", "line up", "cut", "hand over"]


def test_a_second_run_remembers_and_rewrites_nothing(shoot: Shoot, tmp_path: Path) -> None:
    """Nothing changed, so nothing is done: not a clip is read, not a file written."""
    out = tmp_path / "cut"
    first = cut_of(shoot, out)
    written = {file: file.stat().st_mtime_ns for file in out.iterdir()}
    steps = list[Progress]()
    second = cut_of(shoot, out, jobs=2, watch=steps.append)
    jobs = [step for step in steps if step.subject]
    assert {step.name for step in jobs} == {"identify", "probe", "listen", "look", "still"}
    assert all(step.remembered for step in jobs)
    assert {file: file.stat().st_mtime_ns for file in out.iterdir()} == written
    assert (second.cut, second.files, second.findings) == (first.cut, first.files, first.findings)


def test_what_a_person_deleted_is_made_again(shoot: Shoot, tmp_path: Path) -> None:
    out = tmp_path / "cut"
    cut_of(shoot, out)
    (out / "report.html").unlink()
    cut_of(shoot, out)
    assert {file.name for file in out.iterdir()} >= PROMISED


def test_moved_rushes_are_known_by_their_content(shoot: Shoot, tmp_path: Path) -> None:
    """The card was copied to another disk under another name: nothing is heard again."""
    moved = shoot.rushes.rename(tmp_path / "another disk")
    steps = list[Progress]()
    cut_of(shoot, tmp_path / "cut", footage=[moved], watch=steps.append)
    done = [step for step in steps if step.subject]
    assert {step.name for step in done if step.remembered} == {"probe", "listen", "look", "still"}
    assert {step.name for step in done if not step.remembered} == {"identify", "preview"}


def test_a_changed_line_is_heard_again(shoot: Shoot, tmp_path: Path) -> None:
    """What is heard depends on the words that may be spoken, what a file holds does not."""
    shoot.screenplay.write_text(shoot.screenplay.read_text().replace("yellow kettle", "green kettle"))
    steps = list[Progress]()
    cut_of(shoot, tmp_path / "cut", watch=steps.append)
    remembered = {step.name: step.remembered for step in steps if step.subject}
    assert (remembered["probe"], remembered["listen"]) == (True, False)


@pytest.mark.slow
def test_the_cut_does_not_depend_on_the_cores(shoot: Shoot, tmp_path: Path) -> None:
    """One process or two, fresh caches: the same bytes."""
    for jobs in (1, 2):
        cut_of(shoot, tmp_path / f"with {jobs}", jobs=jobs, cache=tmp_path / f"cache {jobs}")
    for name in PROMISED - {"preview.mp4"}:
        assert (tmp_path / "with 1" / name).read_bytes() == (tmp_path / "with 2" / name).read_bytes()


def test_a_stopped_run_goes_on_where_it_was(shoot: Shoot, tmp_path: Path) -> None:
    """Ctrl-C in the middle of hearing: no output, no half file; what was heard stays heard."""
    out = tmp_path / "cut"

    def stop(step: Progress) -> None:
        if step.name == "listen" and step.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_of(shoot, out, cache=None, watch=stop)
    assert not out.exists()
    steps = list[Progress]()
    cut_of(shoot, out, cache=None, watch=steps.append)
    assert [step.remembered for step in steps if step.name == "listen" and step.subject] == [True, False]


def no_screenplay(shoot: Shoot, _: Path) -> dict[str, Any]:
    return {"screenplay": shoot.screenplay.with_name("lost.fountain")}


def no_dialogue(shoot: Shoot, _: Path) -> dict[str, Any]:
    shoot.screenplay.write_text("INT. KITCHEN - DAY\n\nNobody.\n")
    return {}


def not_text(shoot: Shoot, _: Path) -> dict[str, Any]:
    shoot.screenplay.write_bytes(b"\xff\x00\x81\x00\x00")
    return {}


def no_footage(shoot: Shoot, _: Path) -> dict[str, Any]:
    for clip in shoot.rushes.iterdir():
        clip.rename(clip.with_suffix(".doc"))
    return {}


def no_folder(shoot: Shoot, _: Path) -> dict[str, Any]:
    return {"footage": [shoot.rushes.with_name("lost")]}


def a_persons_folder(_: Shoot, tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "my film.prproj").touch()
    return {}


def no_such_taste(_: Shoot, __: Path) -> dict[str, Any]:
    return {"taste": "mine"}


def no_such_rate(_: Shoot, __: Path) -> dict[str, Any]:
    return {"rate": Fraction(37, 2)}


def no_time(_: Shoot, __: Path) -> dict[str, Any]:
    return {"rate": Fraction(0)}


def no_cache(_: Shoot, tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "file").touch()
    return {"cache": tmp_path / "file" / "cache"}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (no_screenplay, "check the path"),
        (no_dialogue, "Nobody speaks"),
        (not_text, "UTF-8"),
        (no_footage, "No picture or sound files"),
        (no_folder, "check the path"),
        (a_persons_folder, "my film.prproj"),
        (no_such_taste, "classic"),
        (no_such_rate, "37/2"),
        (no_time, "0"),
        (no_cache, "--cache"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_makes_the_job_pointless_is_refused(
    shoot: Shoot, tmp_path: Path, wrong: Callable[[Shoot, Path], dict[str, Any]], sentence: str
) -> None:
    """A sentence that says what to do, before any work, with nothing written anywhere."""
    told: dict[str, Any] = {
        "screenplay": shoot.screenplay,
        "footage": [shoot.rushes],
        "out": tmp_path / "cut",
    }
    told |= wrong(shoot, tmp_path)
    before = everything_under(tmp_path)
    with pytest.raises(Refusal) as refused:
        assemble(**told)
    assert sentence in str(refused.value)
    assert everything_under(tmp_path) == before


def test_bad_clips_are_findings_and_the_job_goes_on(shoot: Shoot, tmp_path: Path) -> None:
    """An empty card file, a truncated copy, a text called .mov, the same take twice: all told, none fatal."""
    good = min(shoot.rushes.glob("*.mov"))
    (shoot.rushes / "9A-1.mov").touch()
    (shoot.rushes / "9B-1.mov").write_bytes(good.read_bytes()[:5000])
    (shoot.rushes / "9C-1.mov").write_text("not a film")
    shutil.copy(good, shoot.rushes / "copy of 1-1.mov")
    made = cut_of(shoot, tmp_path / "cut", jobs=2)
    about = {finding.subject for finding in made.findings}
    assert {"9A-1.mov", "9B-1.mov", "9C-1.mov"} <= about
    assert "same content" in {finding.kind for finding in made.findings}
    assert made.evidence.startswith("2 of 6 clips heard, ")
    assert [event.line for event in made.cut.track("V1")] == ["1.1", "1.2", "1.3"]
    told = json.loads((tmp_path / "cut" / "findings.json").read_bytes())["findings"]
    assert {finding["subject"] for finding in told} == about


def test_a_forbidden_clip_is_asked_again(
    shoot: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal of the disk is no property of the content, and is not remembered."""

    def forbidden(*_: object) -> NoReturn:
        raise PermissionError(EACCES, "Permission denied")

    with monkeypatch.context() as disk:
        disk.setattr(sys.modules["rushes.footage.fingerprint"], "digests", forbidden)
        refused = cut_of(shoot, tmp_path / "cut")
    assert refused.evidence.startswith("0 of 2 clips heard, 2 unreadable; ")
    assert not refused.cut.events
    assert cut_of(shoot, tmp_path / "cut").evidence.startswith("2 of 2 clips heard; ")


def test_an_earlier_preview_is_no_footage(shoot: Shoot) -> None:
    """Whoever writes the cut among the rushes does not find it cut into the next one."""
    out = shoot.rushes / "first cut"
    first = cut_of(shoot, out)
    again = cut_of(shoot, shoot.rushes / "second cut")
    assert again.cut == first.cut
    with pytest.raises(Refusal, match="No picture or sound files"):
        cut_of(shoot, shoot.rushes / "third cut", footage=[out])


@pytest.mark.slow
def test_odd_names_survive(shoot: Shoot, tmp_path: Path) -> None:
    """Spaces, Chinese, emoji, quotes, percent signs: the clip, the folder and the film keep their names."""
    folder = shoot.rushes.rename(tmp_path / '东京 🎬 100% "it\'s"')
    clip = min(folder.glob("*.mov"))
    odd = clip.rename(clip.with_name(clip.stem + " 猫 'n' \"dog\" 50% 🎬.mov"))
    out = tmp_path / "été 夏"
    made = cut_of(shoot, out, footage=[folder], jobs=2)
    assert odd.name in {clip.file for clip in made.lined.clips}
    lined = json.loads((out / "lined-script.json").read_bytes())
    assert odd.name in {clip["file"] for clip in lined["clips"]}
