"""Silence means no, and half a yes is none."""

from datetime import date
from pathlib import Path

import pytest

from rushes.rights import (
    EVERYONE,
    Grant,
    NoRegister,
    NotARegister,
    NotGranted,
    Register,
    check_grant,
    read_register,
    register_from,
)

YES = """
[[grant]]
person = "everyone"
uses = ["faces"]
by = "the production, by the release forms of all performers"
on = 2026-11-02
"""


def test_silence_means_no() -> None:
    """An empty register, an empty file, no grant at all."""
    for register in (Register(), register_from("")):
        with pytest.raises(NotGranted, match=r"grants\.toml"):
            register.grant("faces")
    with pytest.raises(NotGranted):
        check_grant(None, "faces")


def test_a_yes_is_read_with_who_gave_it_and_when(tmp_path: Path) -> None:
    """The grant goes along with whatever is done by it."""
    file = tmp_path / "grants.toml"
    file.write_text(YES, encoding="utf-8")
    grant = read_register(file).grant("faces")
    assert (grant.person, grant.on) == (EVERYONE, date(2026, 11, 2))
    assert check_grant(grant, "faces") is grant


def test_one_persons_yes_is_not_everyones() -> None:
    """A picture holds others, too."""
    register = register_from(YES.replace('"everyone"', '"Anna"'))
    assert register.grant("faces", "Anna").person == "Anna"
    for person in ("Ben", EVERYONE):
        with pytest.raises(NotGranted):
            register.grant("faces", person)
    with pytest.raises(NotGranted):
        check_grant(Grant("Anna", frozenset({"faces"}), "Anna", date(2026, 1, 1)), "faces")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (YES.replace("faces", "voices"), "no use 'voices'"),
        (YES.replace('["faces"]', '"faces"'), "no list"),
        (YES.replace("2026-11-02", '"2026-11-02"'), "no day"),
        (YES.replace('person = "everyone"\n', ""), "lacks 'person'"),
        (YES + "until = 2027-01-01\n", "nothing called 'until'"),
        (YES.replace('"everyone"', '" "'), "no name"),
        (YES.replace("[[grant]]", "[[grants]]"), "not 'grants'"),
        ("grant = 1", "not 'grant'"),
        ("grant = [1]", "no table"),
        ("[[grant", "no TOML"),
    ],
)
def test_what_is_not_clear_is_no_yes(wrong: str, told: str) -> None:
    """A word that is misspelt is not guessed at."""
    with pytest.raises(NotARegister, match=told):
        register_from(wrong)


def test_a_register_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Somebody named it, so it was meant."""
    with pytest.raises(NoRegister):
        read_register(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(NoRegister, match="UTF-8"):
        read_register(tmp_path / "latin.toml")
