"""A film that is cut with a yes."""

from pathlib import Path

import pytest

from rushes.picture import faces
from tests.conftest import Shoot
from tests.consent.making import BY, assemble, run
from tests.picture.test_faces import Model


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    """Let a double that sees one face stand in for the detector, as if it were installed."""
    seeing = Model((15, 20))
    monkeypatch.setattr(faces, "_model", lambda: seeing)
    monkeypatch.setattr("rushes.assembly.check_faces", lambda: None)
    monkeypatch.setattr(faces, "check_faces", lambda: None)
    return seeing


@pytest.fixture
def cut_film(shoot: Shoot, tmp_path: Path, model: Model) -> Path:
    """Return a film whose two actors are entered, that of ANNA with a yes to faces, and that is cut so."""
    del model
    out = tmp_path / "film" / "cut"
    assemble(shoot, out)
    run("consent", "add", out, "the actor of ANNA", "--character", "ANNA")
    run("consent", "add", out, "the actor of BEN", "--character", "BEN")
    for one in ("anna", "ben"):
        run("consent", "grant", out, one, "faces", *BY)
    assemble(shoot, out)
    return out
