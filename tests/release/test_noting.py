"""What left the house is noted beside the film, by number, and is read on the sheet of whoever is in it."""

import hashlib
from pathlib import Path

import pytest

from rushes.consent.known import what_is_known
from rushes.consent.released import releases_of
from rushes.consent.saying import consent_of
from rushes.project import HANDED_OVER, Film, read_film, write_film
from rushes.release import release
from rushes.rights import Entry, open_register, writing
from rushes.turnover.asked import Asked, MayBeSeen, asked_json, stood_on
from tests.release.making import FIRST, MARA, NOAH, TODAY, Shot, said, shot


@pytest.fixture
def made(tmp_path: Path) -> Shot:
    """Return a film that is cut, in its own folder; MARA's actor said yes to leave the house."""
    film = shot(tmp_path)
    script = tmp_path / "late.fountain"
    script.write_text("INT. HALL #1#\n\nMARA\nWhere were you?\n\nNOAH\nHere.\n")
    write_film(Film(film.out, script, (tmp_path / "rushes",), "Late"))
    said(film, {MARA: ["publish", "faces"]})
    return film


def test_a_copy_is_noted_with_who_is_in_it_and_who_is_covered(made: Shot, tmp_path: Path) -> None:
    """And whoever is in it reads so; a copy of what was handed over is noted with the film, too."""
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"], territory="DE")
    (noted,) = releases_of(made.out).copies
    assert (noted.file, noted.shown, noted.covered) == ("copy.mp4", (MARA,), (NOAH,))
    assert noted.territory == "DE"
    assert noted.sha256 == hashlib.sha256(done.file.read_bytes()).hexdigest()
    assert noted.register == open_register(made.consent).head
    film = read_film(made.out)
    assert what_is_known(film, consent_of(film), NOAH).releases == (noted,)
    assert "the actor" not in (made.out / HANDED_OVER / "releases.jsonl").read_text()


def test_a_copy_of_a_cut_in_no_film_is_said_to_be_noted_nowhere(made: Shot, tmp_path: Path) -> None:
    (made.out / "film.toml").unlink()
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"])
    assert [one.kind for one in done.findings if one.kind == "not noted"] == ["not noted"]
    assert not (made.out / HANDED_OVER).exists()


def test_a_copy_of_a_cut_that_stands_on_a_yes_taken_back_is_told(made: Shot, tmp_path: Path) -> None:
    """It leaves, as a yes to leave is another thing; but somebody should make the cut anew."""
    yes = open_register(made.consent).entries[-1].hash
    people = (MayBeSeen(MARA, ("MARA",), (FIRST,), ()),)
    asked = Asked("Late", yes, people, stood_on({"faces": {FIRST: [yes]}}))
    (made.out / "consent.json").write_bytes(asked_json(asked))
    with writing(made.consent) as register:
        register.write(Entry(kind="revoke", performer=MARA, uses=("faces",)))
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"])
    told = [one for one in done.findings if one.kind == "made with a yes that is over"]
    assert [one.fact for one in told] == ["Takes were chosen with a yes to faces that holds no more."]
