"""A cut with faces needs a register that says yes; without one none is looked for, and the cut says so."""

from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

from rushes import Assembly, assemble
from rushes.errors import Refusal
from rushes.picture import Faces, faces
from tests.conftest import Shoot
from tests.picture.test_faces import Model

YES = """\
[[grant]]
person = "everyone"
uses = ["faces", "mouths"]
by = "the production"
on = 2026-11-02
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a register that says yes for everyone."""
    file = tmp_path / "grants.toml"
    file.write_text(YES, encoding="utf-8")
    return file


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """Let a double that sees one face stand in for the detector, as if it were installed."""
    seeing = Model((15, 20))
    monkeypatch.setattr(faces, "_model", lambda: seeing)
    monkeypatch.setattr("rushes.assembly.check_faces", lambda: None)
    monkeypatch.setattr(faces, "check_faces", lambda: None)
    return seeing


def cut_of(shoot: Shoot, out: Path, **more: Any) -> Assembly:
    """Assemble the shoot in this process with the cache that has heard it."""
    return assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache, **more)


def faces_in(made: Assembly) -> list[Faces]:
    """Return all looks at faces in all clips."""
    return [look for seen in made.lined.seen.values() for look in seen.faces]


def refuses(*_: object) -> NoReturn:
    """Fail the test: somebody opened the detector."""
    pytest.fail("a face was looked for")


@pytest.mark.usefixtures("model")
def test_a_yes_finds_faces_and_the_cut_says_by_whose_word(
    shoot: Shoot, tmp_path: Path, register: Path
) -> None:
    """Both clips are looked at; the report tells on which day it was granted."""
    made = cut_of(shoot, tmp_path / "cut", grants=register)
    assert faces_in(made)
    assert all(len(look.boxes) == 1 for look in faces_in(made))
    told = "faces found in 2 of 2 clips, as granted on 2026-11-02"
    assert made.evidence.endswith(told)
    assert told in (tmp_path / "cut" / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("model")
def test_what_was_found_with_a_yes_never_comes_back_without_it(
    shoot: Shoot, tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same yes nobody looks again; without it, in the same cache, there is no face."""
    with_yes = cut_of(shoot, tmp_path / "one", grants=register)
    monkeypatch.setattr(faces, "_model", refuses)
    assert faces_in(cut_of(shoot, tmp_path / "two", grants=register)) == faces_in(with_yes)
    without = cut_of(shoot, tmp_path / "three")
    assert faces_in(without) == []
    assert without.evidence.endswith("; no faces read, as nobody granted it")


def test_another_yes_is_another_look(
    shoot: Shoot, tmp_path: Path, register: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found under a yes that was taken back is not used under the next."""
    cut_of(shoot, tmp_path / "one", grants=register)
    register.write_text(YES.replace("11-02", "11-05"), encoding="utf-8")
    looked: list[int] = []
    run = model.run

    def noting(names: list[str], given: dict[str, Any]) -> list[np.ndarray]:
        looked.append(1)
        return run(names, given)

    monkeypatch.setattr(model, "run", noting)
    cut_of(shoot, tmp_path / "two", grants=register)
    assert looked


def test_without_a_yes_nothing_of_faces_is_kept(
    shoot: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is opened, and no box is in the cache."""
    monkeypatch.setattr(faces, "_model", refuses)
    cache = tmp_path / "fresh"
    assemble(shoot.screenplay, [shoot.rushes], tmp_path / "cut", jobs=1, cache=cache)
    assert not [file for file in cache.rglob("*.json") if b'"sure"' in file.read_bytes()]


@pytest.mark.parametrize("said", ["", YES.replace("everyone", "Anna")])
def test_a_register_without_a_yes_for_all_is_a_finding(
    shoot: Shoot, tmp_path: Path, register: Path, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person's yes is not that of all in the pictures; the cut is made without faces, and says so."""
    monkeypatch.setattr(faces, "_model", refuses)
    register.write_text(said, encoding="utf-8")
    made = cut_of(shoot, tmp_path / "cut", grants=register)
    told = [one for one in made.findings if one.kind == "no face looked for"]
    assert [one.subject for one in told] == ["unknown-1", "unknown-2"]
    assert "unknown-1 said nothing to 'faces', and silence means no." in told[0].fact
    assert faces_in(made) == []


def missing(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of the extra be installed."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)


def unclear(register: Path, _: pytest.MonkeyPatch) -> None:
    """Let the register name a use that there is none of."""
    register.write_text(YES.replace('"faces"', '"voices"'), encoding="utf-8")


def absent(register: Path, _: pytest.MonkeyPatch) -> None:
    """Let there be no register where one is named."""
    register.unlink()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (missing, "pip install 'rushes[faces]'"),
        (unclear, "Nothing in it counts"),
        (absent, "cannot be read"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_before_any_work(
    shoot: Shoot, register: Path, wrong: Any, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing written, and a sentence that says what to do."""
    wrong(register, monkeypatch)
    out = register.with_name("cut")
    with pytest.raises(Refusal) as refused:
        cut_of(shoot, out, grants=register)
    assert sentence in str(refused.value)
    assert not out.exists()


def test_a_clip_whose_faces_cannot_be_read_is_a_finding(
    shoot: Shoot, tmp_path: Path, register: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of what was seen of it stays."""

    def broken(*_: object) -> NoReturn:
        raise Refusal("it stumbled")

    monkeypatch.setattr(model, "run", broken)
    made = cut_of(shoot, tmp_path / "cut", grants=register)
    assert {one.kind for one in made.findings if "faces" in one.kind} == {"faces not read"}
    assert all(seen.glances for seen in made.lined.seen.values())
    assert np.sum([len(look.boxes) for look in faces_in(made)]) == 0
