"""The label of a cut tells what the register said of its people: by number, where anybody keeps one."""

from pathlib import Path

import pytest

from rushes import assemble
from rushes.credentials import read_credentials
from rushes.credentials.terms import CONSENT
from tests.conftest import Shoot

NO_FACES = """\
[[grant]]
person = "everyone"
uses = ["mouths"]
by = "the production"
on = 2026-11-02
"""


@pytest.mark.slow
def test_answers_stand_in_the_label_and_names_do_not(shoot: Shoot, tmp_path: Path) -> None:
    """Anna and Ben play in it; the yes is to one use, and silence is a no to all others."""
    register = tmp_path / "grants.toml"
    register.write_text(NO_FACES, encoding="utf-8")
    out = tmp_path / "cut"
    assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache, grants=register)
    told = read_credentials(out / "preview.mp4").assertion(CONSENT)
    said = {(one["performer"], one["use"]): one["result"] for one in told["answers"]}
    assert {who for who, _ in said} == {"unknown-1", "unknown-2"}
    assert {use for (_, use), result in said.items() if result == "allowed"} == {"mouths"}
    refused = {use for (_, use), result in said.items() if result == "refused"}
    assert refused == {"faces", "transcribe", "publish"}


@pytest.mark.slow
def test_without_a_register_the_label_is_silent(shoot: Shoot, tmp_path: Path) -> None:
    assemble(shoot.screenplay, [shoot.rushes], tmp_path / "cut", jobs=1, cache=shoot.cache)
    found = read_credentials(tmp_path / "cut" / "preview.mp4")
    assert found.holds
    assert not found.assertion(CONSENT)
