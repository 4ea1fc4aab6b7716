"""A film is a folder with a `film.toml`: written once, read ever after, never changed by a program."""

from pathlib import Path

import pytest

from rushes.project import FILM, Film, FilmThere, NotAFilm, is_film, read_film, write_film


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
    )
    assert not is_film(folder)
    write_film(film)
    assert is_film(folder)
    assert read_film(folder) == film


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
        ("footage = ['rushes']", "no script"),
        ("script = 's.fountain'", "no list"),
        ("script = 's.fountain'\nfootage = 'rushes'", "no list"),
        ("script = 's.fountain'\nfootage = []", "no list"),
        ("script = 3\nfootage = ['rushes']", "'script' is no text"),
        ("script = 's.fountain'\nfootage = ['rushes']\ncolour = 'red'", "'colour' is not known"),
        ("script = ", "no TOML"),
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
