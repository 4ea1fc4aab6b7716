"""One production on disk: `film.toml` in its folder says what the film is made from.

    title = "Lost Property"
    script = "lost-property.fountain"     # from the film's folder, or absolute
    footage = ["rushes", "/media/card-2"]
    taste = "classic"                     # a name, or a file of your own
    rate = "25"                           # left out: that of most clips
    on_camera = "on-camera.toml"          # so are pins and grants: each a file, left out when there is none

    [usual]                               # what such a film takes you; may be left out
    hours = [24, 40]                      # at an editing desk, from rushes to a first cut: from, to
    source = "our last two shorts"        # how you know
    rate = 38                             # of an hour, in your money
    currency = "EUR"

The file is a person's: programs write it when there is none, and never change it.
"""

import contextlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final

import msgspec

from rushes.errors import Refusal

FILM: Final = "film.toml"
"""The file that makes a folder a film."""
FIRST_CUT: Final = "first-cut"
"""The folder in a film's own that holds its first cut, where a person made the film's."""
HANDED_OVER: Final = "handed-over"
"""The folder in a film's own for what left the house: each time in one of its own, never over another."""
SECONDS: Final = ".rushes-seconds.json"
"""The file beside a cut that says how long the machine worked on it, run by run and stage by stage."""
JOURNAL: Final = "journal.sqlite"
"""The file in which a film's people decide; SQLite lays others of its name beside it."""
_TEXTS: Final = ("title", "taste", "rate")
_FILES: Final = ("script", "on_camera", "pins", "grants", "cache")


class NotAFilm(Refusal):
    """A `film.toml` does not say what a film is made from."""

    sentence = "{0}: {1}. It needs a script and footage: see docs/screening.md."


class FilmThere(Refusal):
    """A folder is a film already."""

    sentence = "{0} is a film already. Change its film.toml by hand, or name another folder."


Hours = Annotated[float, msgspec.Meta(gt=0)]


class Usual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What such a film usually takes a person. hours: from and to. source: how that is known.

    rate: of an hour, in `currency`; None where nobody gave one.
    """

    hours: tuple[Hours, Hours]
    source: Annotated[str, msgspec.Meta(min_length=1)]
    rate: Hours | None = None
    currency: str = ""


@dataclass(frozen=True)
class Film:
    """What a film is made from. folder: where it lives; all paths are absolute.

    taste: a name or a file; None for the default. rate: as a person writes it, None for that of most clips.
    cache: where results are remembered, which can be thrown away at any time. usual: a person's own measure.
    """

    folder: Path
    script: Path
    footage: tuple[Path, ...]
    title: str = ""
    taste: str | None = None
    rate: str | None = None
    on_camera: Path | None = None
    pins: Path | None = None
    grants: Path | None = None
    cache: Path | None = None
    usual: Usual | None = None

    @property
    def cut_folder(self) -> Path:
        """Where its first cut lies: in its own folder where that was made for it, else in one of its own."""
        return self.folder if (self.folder / "cut.json").is_file() else self.folder / FIRST_CUT

    @property
    def results(self) -> Path:
        """Where results are remembered: as it says, else beside its folder."""
        return self.cache or self.folder.parent / ".rushes-cache"


def is_film(folder: Path) -> bool:
    """Tell whether a folder is a film."""
    return (folder / FILM).is_file()


def is_a_persons(name: str) -> bool:
    """Tell whether what lies in a film's folder is people's: no job writes over it, or trips over it.

    name: from that folder on.
    """
    first = PurePosixPath(name).parts[0]
    return first in {FILM, SECONDS, HANDED_OVER} or first.removeprefix(".").startswith(JOURNAL)


def read_film(folder: Path) -> Film:
    """Read what a film is made from; `NotAFilm` where that is not clear, naming what is wrong."""
    file = folder / FILM
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotAFilm(str(file), f"it cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotAFilm(str(file), f"it is no TOML ({error})") from error
    _check(told, file)
    named: dict[str, Any] = {key: _at(folder, told[key]) for key in _FILES if key in told}
    footage = tuple(_at(folder, name) for name in told["footage"])
    texts = {key: told[key] for key in _TEXTS if key in told}
    if "taste" in texts and texts["taste"].endswith(".toml"):
        texts["taste"] = str(_at(folder, texts["taste"]))
    usual = _usual(told["usual"], file) if "usual" in told else None
    return Film(folder.absolute(), footage=footage, usual=usual, **named, **texts)


def _usual(told: object, file: Path) -> Usual:
    """Return what a film usually takes; hours and their source must be there, a rate needs its currency."""
    try:
        usual = msgspec.convert(told, Usual)
    except msgspec.ValidationError as error:
        raise NotAFilm(str(file), f"[usual] is not clear ({error})") from error
    if usual.hours[0] > usual.hours[1] or (usual.rate is None) != (not usual.currency):
        raise NotAFilm(str(file), "[usual] needs hours from less to more, and a rate with its currency")
    return usual


def _check(told: dict[str, Any], file: Path) -> None:
    for key in told:
        if key not in {*_TEXTS, *_FILES, "footage", "usual"}:
            raise NotAFilm(str(file), f"'{key}' is not known")
    for key in (*_TEXTS, *_FILES):
        if key in told and (not isinstance(told[key], str) or not told[key].strip()):
            raise NotAFilm(str(file), f"'{key}' is no text")
    if "script" not in told:
        raise NotAFilm(str(file), "it names no script")
    footage = told.get("footage")
    if not (isinstance(footage, list) and footage and all(isinstance(one, str) and one for one in footage)):
        raise NotAFilm(str(file), "'footage' is no list of folders or files")


def write_film(film: Film) -> Path:
    """Write a `film.toml` where there is none, and return it; `FilmThere` where there is one."""
    file = film.folder / FILM
    film.folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(film_toml(film))
    except FileExistsError as error:
        raise FilmThere(str(film.folder)) from error
    return file


def film_toml(film: Film) -> str:
    """Return the text of a `film.toml`; paths below the folder that holds the film are told from there."""
    values: dict[str, object] = {key: getattr(film, key) for key in ("title", *_FILES[:1])}
    values["footage"] = list(film.footage)
    values |= {key: getattr(film, key) for key in ("taste", "rate", *_FILES[1:])}
    lines = [f"{key} = {_written(film, value)}" for key, value in values.items() if value]
    return "\n".join(lines) + "\n"


def _written(film: Film, value: object) -> str:
    """Return a value as TOML; its basic strings are those of JSON."""
    if isinstance(value, list):
        return f"[{', '.join(_written(film, one) for one in value)}]"
    return json.dumps(_from(film.folder, value) if isinstance(value, Path) else value, ensure_ascii=False)


def _from(folder: Path, path: Path) -> str:
    """Return a path as it is told from a folder: relative where it moves along with it."""
    path, folder = path.absolute(), folder.absolute()
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    if path.is_relative_to(folder.parent):
        return f"../{path.relative_to(folder.parent).as_posix()}"
    return str(path)


def _at(folder: Path, name: str) -> Path:
    """Return the path that a name means in a film's folder."""
    path = Path(name).expanduser()
    parts = list(path.parts)
    if path.is_absolute():
        return path
    base = folder.absolute()
    while parts and parts[0] == "..":
        base, parts = base.parent, parts[1:]
    return base.joinpath(*parts)


def note_seconds(folder: Path, seconds: Mapping[str, float]) -> None:
    """Write down how long a run took, by stage, beside those before it, where the folder takes a note."""
    with contextlib.suppress(OSError):
        runs = [*worked_seconds(folder), {stage: round(took, 2) for stage, took in seconds.items()}]
        (folder / SECONDS).write_bytes(msgspec.json.encode(runs))


def worked_seconds(folder: Path) -> list[dict[str, float]]:
    """Return how long each run on a cut took, by stage; nothing where that was not written down."""
    try:
        return msgspec.json.decode((folder / SECONDS).read_bytes(), type=list[dict[str, float]])
    except (OSError, msgspec.MsgspecError):
        return []
