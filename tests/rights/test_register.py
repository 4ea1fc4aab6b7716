"""Silence means no, and half a yes is none."""

from datetime import date
from pathlib import Path

import pytest

from rushes.rights import (
    EVERYONE,
    NoRegister,
    NotARegister,
    NotGranted,
    Register,
    Scope,
    check_grant,
    read_register,
    register_from,
)
from tests.rights.making import ASKED, FILM

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
        with pytest.raises(NotGranted, match=r"silence means no\..*grants\.toml"):
            register.grant("faces", [EVERYONE], ASKED)
    with pytest.raises(NotGranted):
        check_grant(None, "faces")


def test_a_yes_is_read_with_who_gave_it_and_when(tmp_path: Path) -> None:
    """The grant goes along with whatever is done by it."""
    file = tmp_path / "grants.toml"
    file.write_text(YES, encoding="utf-8")
    register = read_register(file)
    grant = register.grant("faces", [EVERYONE], ASKED)
    assert (sorted(grant.performers), grant.on) == ([EVERYONE], date(2026, 11, 2))
    assert grant.yeses == (register.head,) == (grant.head,)
    assert check_grant(grant, "faces") is grant


def test_one_persons_yes_is_not_everyones() -> None:
    """A picture holds others, too; the yes of all who are in a clip is one for that clip."""
    register = register_from(YES.replace('"everyone"', '"Anna"'))
    assert register.grant("faces", ["Anna"], ASKED).performers == {"Anna"}
    for people in (["Ben"], [EVERYONE], ["Anna", "Ben"], []):
        with pytest.raises(NotGranted):
            register.grant("faces", people, ASKED)
    of_one_clip = register.grant("faces", ["Anna"], ASKED, clip="a.mov")
    assert check_grant(of_one_clip, "faces", "a.mov") is of_one_clip
    for clip in ("", "b.mov"):
        with pytest.raises(NotGranted):
            check_grant(of_one_clip, "faces", clip)


def test_everyones_yes_holds_for_each_and_begins_on_its_day() -> None:
    """It was said for all who are in the pictures, known to the register or not."""
    register = register_from(YES)
    assert register.grant("faces", ["unknown-1"], ASKED)
    with pytest.raises(NotGranted, match="begins only on 2026-11-02"):
        register.grant("faces", [EVERYONE], Scope(FILM, date(2026, 11, 1)))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (YES.replace("faces", "voices"), "no use 'voices'"),
        (YES.replace("faces", "publish"), "cannot be granted for everyone"),
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
