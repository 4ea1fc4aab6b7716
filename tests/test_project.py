"""A film is a folder with a `film.toml`: written once, read ever after, never changed by a program."""

from dataclasses import replace
from pathlib import Path

import pytest

from rushes.project import (
    CONSENT,
    FILM,
    REGISTER,
    SECONDS,
    Film,
    FilmThere,
    NotAFilm,
    TwoRegisters,
    Usual,
    film_around,
    is_a_persons,
    is_film,
    is_written_by_hand,
    keep_film,
    note_seconds,
    read_film,
    register_in,
    says_otherwise,
    worked_seconds,
    write_film,
)

USUAL = "script = 's.fountain'\nfootage = ['rushes']\n[usual]\nhours = [24, 40]\nsource = 'our last two'\n"


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Every field, with names that TOML has to be careful about."""
    folder = tmp_path / "Das „Ende“ \\ 终"
    film = Film(
        folder,
        script=tmp_path / "the script.fountain",
        footage=(folder / "rushes", Path("/media/card 2/A001")),
        title='Say "cut"\nnow',
        taste=str(folder / "mine.toml"),
        rate="23.976",
        on_camera=folder / "on-camera.toml",
        grants=tmp_path / "grants.toml",
        ear="whisper",
        ear_model="large-v3",
        transcripts=folder / "transcripts",
        paper=(folder / "log.ale", Path("/media/card 2/report.csv")),
        sync=folder / "sync.csv",
        trust=("27A-3.mov",),
    )
    assert not is_film(folder)
    write_film(film)
    assert is_film(folder)
    assert read_film(folder) == film


def test_a_film_has_its_own_register_of_consent_unless_it_names_another(tmp_path: Path) -> None:
    """From its folder, and from that of its first cut; it is people's, and no run's."""
    film = Film(tmp_path / "film", tmp_path / "s.fountain", (tmp_path,))
    write_film(film)
    own = film.folder / CONSENT
    assert (film.register, register_in(film.folder)) == (None, None)
    own.mkdir()
    assert film.register is None
    named = replace(film, grants=tmp_path / "grants.toml")
    assert named.register == tmp_path / "grants.toml"
    (own / REGISTER).touch()
    assert film.register == own
    assert replace(film, grants=own / REGISTER).register == own / REGISTER
    with pytest.raises(TwoRegisters, match="does not take its place"):
        named.register  # noqa: B018 -- it refuses when it is asked for
    assert film_around(film.folder / "first-cut") == film_around(film.folder) == film.folder
    assert film_around(tmp_path) is None
    assert is_a_persons(f"{CONSENT}/{REGISTER}")
    assert (film.called, replace(film, title="Lost Property").called) == ("film", "Lost Property")


def test_paths_move_along_with_the_folder(tmp_path: Path) -> None:
    """A film whose rushes lie beside it moves elsewhere with them; what lies on a card does not."""
    film = Film(tmp_path / "a" / "film", tmp_path / "a" / "s.fountain", (Path("/media/card"),))
    write_film(film)
    (tmp_path / "a").rename(tmp_path / "b")
    moved = read_film(tmp_path / "b" / "film")
    assert (moved.script, moved.footage) == (tmp_path / "b" / "s.fountain", (Path("/media/card"),))


def test_a_film_is_never_written_over(tmp_path: Path) -> None:
    """What a person wrote stays."""
    (tmp_path / FILM).write_text("# mine\n")
    with pytest.raises(FilmThere):
        write_film(Film(tmp_path, tmp_path / "s.fountain", (tmp_path,)))
    assert (tmp_path / FILM).read_text() == "# mine\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("footage = ['rushes']", "missing required field `script`"),
        ("script = 's.fountain'", "missing required field `footage`"),
        ("script = 's.fountain'\nfootage = 'rushes'", "Expected `array`"),
        ("script = 's.fountain'\nfootage = []", "of length >= 1"),
        ("script = 3\nfootage = ['rushes']", "Expected `str`"),
        ("script = 's.fountain'\nfootage = ['rushes']\ncolour = 'red'", "unknown field `colour`"),
        ("script = ", "no TOML"),
        (USUAL.replace("24, 40", "40, 24"), "from less to more"),
        (USUAL.replace("24, 40", "0, 40"), "not clear"),
        (USUAL.replace("source", "sauce"), "not clear"),
        (USUAL + "rate = 38\n", "a rate with its currency"),
    ],
)
def test_a_film_that_is_not_clear_is_refused(tmp_path: Path, text: str, why: str) -> None:
    """With the file and what is wrong in it."""
    (tmp_path / FILM).write_text(text)
    with pytest.raises(NotAFilm, match=why):
        read_film(tmp_path)


def test_a_folder_without_one_is_no_film(tmp_path: Path) -> None:
    """The refusal names the file that is looked for."""
    with pytest.raises(NotAFilm, match=r"film\.toml"):
        read_film(tmp_path)


def test_a_job_keeps_its_own_file_true_and_leaves_a_persons_alone(tmp_path: Path) -> None:
    """Cut again with more rushes, the file names them; with a word of a person in it, it stays as it is."""
    once = Film(tmp_path, tmp_path / "s.fountain", (tmp_path / "day-1",))
    keep_film(once)
    more = replace(once, footage=(tmp_path / "day-1", tmp_path / "day-2"))
    keep_film(more)
    assert read_film(tmp_path) == more
    assert not says_otherwise(once)
    with (tmp_path / FILM).open("a") as file:
        file.write("title = 'The Kettle'\n")
    assert is_written_by_hand(tmp_path)
    keep_film(once)
    assert read_film(tmp_path) == replace(more, title="The Kettle")
    assert says_otherwise(once)
    assert not says_otherwise(replace(more, cache=tmp_path / "elsewhere", taste="classic"))


def test_a_person_s_own_measure_is_read(tmp_path: Path) -> None:
    """Hours from and to, how that is known, and money only where somebody says what an hour costs."""
    (tmp_path / FILM).write_text(USUAL)
    assert read_film(tmp_path).usual == Usual((24.0, 40.0), "our last two")
    (tmp_path / FILM).write_text(USUAL + "rate = 38\ncurrency = 'EUR'\n")
    assert read_film(tmp_path).usual == Usual((24.0, 40.0), "our last two", 38.0, "EUR")


def test_how_long_the_machine_worked_is_noted_run_by_run(tmp_path: Path) -> None:
    """Beside the cut; a damaged note is none."""
    note_seconds(tmp_path, {"hear": 12.345, "cut": 0.5})
    note_seconds(tmp_path, {"hear": 0.1})
    assert worked_seconds(tmp_path) == [{"hear": 12.35, "cut": 0.5}, {"hear": 0.1}]
    (tmp_path / SECONDS).write_text("{")
    assert worked_seconds(tmp_path) == []
