"""The performer's own sheet: what an actor reads of themselves, on a page and on paper."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from rushes.cli import mouth
from rushes.consent.handing import NobodysSheet, NoSheet
from rushes.consent.known import what_is_known
from rushes.consent.released import RELEASES, Release, Releases, note_release, releases_of
from rushes.consent.saying import consent_of
from rushes.project import HANDED_OVER, read_film
from tests.conftest import Shoot
from tests.consent.making import BY, assemble, run


def words(page: Path) -> str:
    """Return the words of a page."""
    body = page.read_text(encoding="utf-8").partition("<body>")[2]
    return " ".join(re.sub("<[^>]*>", " ", body).split())


def sheet(film: Path, who: str) -> str:
    """Write somebody's sheet and return its words."""
    out = film.parent / f"{who}.html"
    out.unlink(missing_ok=True)
    run("consent", "sheet", film, who, "-o", out)
    return words(out)


def test_it_says_where_they_are_what_was_read_and_what_they_said(cut_film: Path) -> None:
    """In their own words: you; with the takes, the yes, and what silence means."""
    told = sheet(cut_film, "anna")
    assert "Your sheet: The Kettle the actor of ANNA" in told
    assert "You may be seen or heard in 2 takes in 1 scene; the cut as it stands plays 2 of them." in told
    assert "With a yes, this was read of you: where your face is (as a box)." in told
    assert re.search(
        r"Find faces as boxes Yes, since 2\d{3}-\d\d-\d\d, without an end, asked by the assistant", told
    )
    assert (
        "Watch whose mouth moves with the words You said nothing, so it is a no. So in those takes no" in told
    )
    assert "the cut Where your face is (as a box), in 2 takes." in told
    assert "Nothing that is known here." in told
    assert "rushes consent refuse FILM p-0001 --all" in told
    assert "BEN" not in told


def test_after_a_no_it_says_what_was_deleted_and_what_must_be_made_anew(cut_film: Path, shoot: Shoot) -> None:
    run("consent", "revoke", cut_film, "anna")
    told = sheet(cut_film, "anna")
    assert "The yes to it holds no more: the cut must be made anew." in told
    assert "What was deleted" in told
    assert "entry 6: Deleted from" in told
    assert "No, you said so on" in told
    assemble(shoot, cut_film)
    assert "Nothing that was read of you stands in a cut any more" in sheet(cut_film, "anna")


def test_what_left_the_house_is_on_it(cut_film: Path) -> None:
    """A turnover by its folder, a release by its file; with who locked it, and whether they are seen."""
    left = cut_film / HANDED_OVER / "001"
    left.mkdir(parents=True)
    for name in ("cut.json", "consent.json"):
        (left / name).write_bytes((cut_film / name).read_bytes())
    copy = Release("2026-11-22T10:00:00+00:00", "festival.mp4", "a" * 64, "b" * 64, ("p-0002",), ("p-0001",))
    note_release(cut_film, copy)
    told = sheet(cut_film, "anna")
    assert "handed-over/001 The cut for other editing systems" in told
    assert (
        "festival.mp4 A copy for outside, 2026-11-22, locked by nobody; you are covered and muted in it."
        in told
    )
    assert "you are seen and heard in it" in sheet(cut_film, "ben")


def test_releases_are_told_in_order_and_damage_is_told(tmp_path: Path) -> None:
    """A line that nobody can read may be a copy; and one that was torn takes none after it with it."""
    one = Release("2026-11-22T10:00:00+00:00", "a.mp4", "a" * 64, "", ("p-0001",))
    file = note_release(tmp_path, one)
    with file.open("ab") as opened:
        opened.write(b'{"at": "2026')
    note_release(tmp_path, one)
    assert file == tmp_path / HANDED_OVER / RELEASES
    found = releases_of(tmp_path)
    assert found.copies == (one, one)
    assert found.unclear[0].startswith("1 line is damaged in the list of copies that left (handed-over/")
    assert releases_of(tmp_path / "nowhere") == Releases()


def test_what_cannot_be_read_is_told_and_never_taken_for_nothing(cut_film: Path) -> None:
    """A cut that is damaged, and a list of what left that is: the sheet says that there may be more."""
    list_ = note_release(cut_film, Release("2026-11-22T10:00:00+00:00", "a.mp4", "a" * 64, "", ("p-0001",)))
    list_.write_bytes(b"\xff\n")
    told = sheet(cut_film, "anna")
    assert "there may be more copies than stand here. Ask the production." in told
    assert "Nothing that could be read here." in told
    assert "that is known here" not in told
    (cut_film / "lined-script.json").write_bytes(b"{")
    told = sheet(cut_film, "anna")
    assert "The cut cannot be read, so it is not known in which takes you may be." in told
    assert "nothing is cut yet" not in told


def test_on_paper_it_says_the_same(cut_film: Path) -> None:
    out = cut_film.parent / "anna.pdf"
    run("consent", "sheet", cut_film, "anna", "-o", out)
    text = " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages).split()
    )
    assert len(pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages) == 1
    for sentence in ("the actor of ANNA", "What you can do", "Where your face is (as a box), in 2 takes."):
        assert sentence in text


def test_the_same_film_gives_the_same_bytes(cut_film: Path) -> None:
    outs = [cut_film.parent / f"{number}.pdf" for number in (1, 2)]
    for out in outs:
        run("consent", "sheet", cut_film, "anna", "-o", out)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_before_anything_is_cut_it_says_that_nothing_is_known(cut_film: Path) -> None:
    for name in ("cut.json", "lined-script.json", "consent.json"):
        (cut_film / name).unlink()
    told = sheet(cut_film, "anna")
    assert "No take in which you may be is known" in told
    assert "Nothing that was read of you stands in a cut any more" in told


def test_without_the_screenplay_it_goes_by_the_lined_script(cut_film: Path, shoot: Shoot) -> None:
    shoot.screenplay.unlink()
    film = read_film(cut_film)
    known = what_is_known(film, consent_of(film), "p-0001")
    assert len(known.takes) == 2
    assert known.takes[0].words
    assert known.unclear == (
        "The screenplay cannot be read, so takes in which it names you without a line may be missing.",
    )


@pytest.mark.parametrize(
    ("who", "out", "refusal"),
    [("everyone", "a.html", NobodysSheet), ("anna", "a.docx", NoSheet)],
)
def test_what_cannot_be_written_is_refused(cut_film: Path, who: str, out: str, refusal: type) -> None:
    run("consent", "grant", cut_film, "everyone", "faces", *BY)
    ran = CliRunner().invoke(
        mouth, ["consent", "sheet", str(cut_film), who, "-o", str(cut_film.parent / out)]
    )
    assert isinstance(ran.exception, refusal)
