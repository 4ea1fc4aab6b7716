"""A yes is taken back: what was made with it is gone from the disk, and cuts that stand on it are named."""

import json
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from rushes.cli import mouth
from rushes.consent import forgetting
from rushes.consent.forgetting import MARK, NotForgotten, over, unsettled
from rushes.engine import Cache
from rushes.project import CONSENT, HANDED_OVER
from rushes.rights import USES, Entry, Register, open_register
from rushes.turnover.asked import read_asked
from tests.conftest import Shoot
from tests.consent.making import BY, assemble, run
from tests.rights.making import TODAY, a_register, back, no, who, yes

BOX = b'"sure"'
"""What is in every box of a face, and in nothing else that is remembered."""


def boxes(cache: Path) -> list[Path]:
    """Return the files of a cache in which there is a box of a face."""
    return [file for file in cache.rglob("*") if file.is_file() and BOX in file.read_bytes()]


def test_what_was_made_with_a_yes_goes_with_it(cut_film: Path, shoot: Shoot) -> None:
    """Grant, cut, take back: no box is left; the receipt is written, the cut is named, and made anew."""
    asked = read_asked((cut_film / "consent.json").read_bytes())
    assert {use for use, _ in asked.yeses} == {"faces"}
    assert boxes(shoot.cache)
    said = run("consent", "revoke", cut_film, "anna").output
    assert boxes(shoot.cache) == []
    assert "2 results with boxes of faces" in said
    assert "The receipt is entry 6." in said
    assert "The cut in cut was made with a yes to faces that holds no more, in 2 clips." in said
    assert "What another computer remembers" in said
    mark = cut_film / MARK
    assert "The cut in cut was made with a yes to faces that holds no more, in 2 clips." in mark.read_text()
    receipt = open_register(cut_film / CONSENT).entries[-1]
    assert (receipt.kind, receipt.performer, receipt.uses) == ("deletion", "p-0001", ("faces",))
    assert str(shoot.cache) in receipt.description
    shown = run("consent", "show", cut_film).output
    assert "The cut in cut was made with a yes to faces that holds no more" in shown
    assert "not deleted yet" not in shown
    assemble(shoot, cut_film)
    assert read_asked((cut_film / "consent.json").read_bytes()).yeses == frozenset()
    assert "holds no more" not in run("consent", "show", cut_film).output
    assert boxes(shoot.cache) == []
    assert not mark.exists()
    told = json.loads((cut_film / "findings.json").read_bytes())["findings"]
    assert [one["subject"] for one in told if one["kind"] == "no face looked for"] == ["p-0001"]
    assert "Nothing is left to delete." in run("consent", "forget", cut_film).output


def test_what_left_the_house_is_named_too(cut_film: Path) -> None:
    """It cannot be called back by a program, so a person is told whom to ask."""
    left = cut_film / HANDED_OVER / "001"
    left.mkdir(parents=True)
    for name in ("cut.json", "consent.json"):
        (left / name).write_bytes((cut_film / name).read_bytes())
    said = run("consent", "refuse", cut_film, "ben", "--all").output
    assert "handed-over/001 was made with a yes to faces" in said
    assert "ask whoever has it to delete it" in said
    assert "It left the house: ask whoever has it to delete it." in (left / MARK).read_text()
    (left / "consent.json").write_text("{")
    assert "On whose yes handed-over/001 stands cannot be read" in run("consent", "show", cut_film).output


@pytest.mark.usefixtures("model")
def test_a_no_deletes_what_was_read_by_the_yes_for_everyone(shoot: Shoot, tmp_path: Path) -> None:
    """Once: where others are alone it may be read again, and the next who says no has a receipt, too."""
    film = tmp_path / "film" / "cut"
    assemble(shoot, film)
    for one in ("ANNA", "BEN"):
        run("consent", "add", film, f"the actor of {one}", "--character", one)
    run("consent", "grant", film, "everyone", "faces", *BY)
    assemble(shoot, film)
    assert boxes(shoot.cache)
    said = run("consent", "refuse", film, "anna", "faces").output
    assert "with a yes to faces that holds no more, in 2 clips" in said
    assert boxes(shoot.cache) == []
    assemble(shoot, film)
    assert boxes(shoot.cache) == []
    assert "Nothing is left" in run("consent", "forget", film).output
    assert "The receipt is entry 7." in run("consent", "refuse", film, "ben", "faces").output


def test_a_folder_that_a_run_was_given_is_found_when_it_is_named(
    cut_film: Path, shoot: Shoot, tmp_path: Path
) -> None:
    """Where else something is remembered nobody knows; whoever does names it."""
    other = tmp_path / "other"
    run("assemble", shoot.screenplay, shoot.rushes, "-o", cut_film, "--jobs", 1, "--cache", other)
    run("assemble", shoot.screenplay, shoot.rushes, "-o", cut_film, "--jobs", 1, "--cache", shoot.cache)
    run("consent", "revoke", cut_film, "anna")
    assert boxes(other)
    run("consent", "forget", cut_film, "--cache", other)
    assert boxes(other) == []


def test_a_machine_that_stops_in_the_middle_is_told_and_made_good(
    cut_film: Path, shoot: Shoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The no is written first and holds; what is not deleted is said until it is."""

    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Cache, "forget", stopped)
        CliRunner().invoke(mouth, ["consent", "revoke", str(cut_film), "anna"])
    assert boxes(shoot.cache)
    assert "of p-0001 that holds no more is not deleted yet" in run("consent", "show", cut_film).output
    assert "The receipt is entry 6." in run("consent", "forget", cut_film).output
    assert boxes(shoot.cache) == []


def test_a_disk_that_refuses_is_no_silent_success(cut_film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No receipt is written for what was not deleted."""

    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuses)
    ran = CliRunner().invoke(mouth, ["consent", "revoke", str(cut_film), "anna"])
    assert isinstance(ran.exception, NotForgotten)
    assert "What was said is written down and holds" in str(ran.exception)
    assert open_register(cut_film / CONSENT).entries[-1].kind == "revoke"


def ended(register: Register, day: date = TODAY) -> set[tuple[str, int, bool]]:
    """Return the yeses that are over: the use, the number of the entry, and whether for good."""
    number = {entry.hash: entry.seq for entry in register.entries}
    return {(one.use, number[one.yes], one.for_good) for one in over(register, day)}


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ((yes("faces"),), set()),
        ((yes("faces", "mouths"), back("mouths")), {("mouths", 2, True)}),
        ((yes("faces"), no("faces")), {("faces", 2, True)}),
        ((yes("faces"), no("faces", project="another film")), set()),
        ((yes("faces"), no("faces", project="lost  PROPERTY")), {("faces", 2, True)}),
        ((no("faces"), yes("faces")), set()),
        ((yes("faces"), back("faces"), yes("faces")), {("faces", 2, True)}),
        ((yes("faces", to_day=date(2026, 11, 21)),), {("faces", 2, True)}),
        ((yes("faces", to_day=TODAY),), set()),
        ((yes("faces", of="everyone"), no("faces")), {("faces", 2, False)}),
        ((yes("faces", of="everyone"), back("faces", of="everyone")), {("faces", 2, True)}),
    ],
)
def test_a_yes_is_over_when_nobody_may_stand_on_it(
    said: tuple[Entry, ...], gone: set[tuple[str, int, bool]]
) -> None:
    """Taken back, refused, or past its last day; a later yes is another one."""
    assert ended(a_register(who(), *said)) == gone


def test_what_is_settled_stays_settled_until_the_next_no() -> None:
    """Each who ends a yes has a receipt of their own."""
    receipt = Entry(kind="deletion", performer="p-0001", uses=("faces",))
    first = (who(), yes("faces"), back("faces"), receipt)
    assert unsettled(a_register(*first), TODAY) == ()
    again = a_register(*first, yes("faces"), back("faces"))
    assert [one.since for one in unsettled(again, TODAY)] == [6]
    shared = a_register(who(1), who(2), yes("faces", of="everyone"), no("faces"), no("faces", of="p-0002"))
    assert [one.by for one in unsettled(shared, TODAY)] == ["p-0001", "p-0002"]


def test_a_day_is_the_one_of_here_and_not_of_greenwich() -> None:
    """A receipt knows for which day it was looked what is over: tomorrow already, or still today."""
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    there = Entry(kind="deletion", performer="p-0001", uses=("faces",), to_day=tomorrow)
    ahead = a_register(who(), yes("faces", to_day=TODAY), there)
    assert unsettled(ahead, tomorrow) == ()
    behind = Entry(kind="deletion", performer="p-0001", uses=("faces",), to_day=yesterday)
    still = a_register(who(), yes("faces", to_day=yesterday), behind)
    assert [one.until for one in unsettled(still, TODAY)] == [yesterday]


def test_a_cut_that_cannot_be_marked_is_no_silent_success(
    cut_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was deleted is deleted and written down; that the mark is missing is said, with the cure."""

    def refuses(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(forgetting, "lay_beside", refuses)
    ran = CliRunner().invoke(mouth, ["consent", "revoke", str(cut_film), "anna"])
    assert isinstance(ran.exception, NotForgotten)
    assert "could not be marked (Permission denied)." in str(ran.exception)
    assert open_register(cut_film / CONSENT).entries[-1].kind == "deletion"


def test_a_long_register_is_gone_through_in_no_time() -> None:
    """Each yes asks for its own noes alone; 20,000 entries of 500 people."""
    said = [
        (yes if number % 2 else back)(*USES[:7], of=f"p-{number // 2 % 500 + 1:04}")
        for number in range(20_000)
    ]
    register = Register(tuple(msgspec.structs.replace(one, seq=at) for at, one in enumerate(said, 1)))
    assert len(over(register, TODAY)) > 25_000
