"""One production on disk: `film.toml` in its folder says what the film is made from.

    title = "Lost Property"
    script = "lost-property.fountain"     # from the film's folder, or absolute
    footage = ["rushes", "/media/card-2"]
    taste = "classic"                     # a name, or a file of your own
    rate = "25"                           # left out: that of most clips
    on_camera = "on-camera.toml"          # so are pins and grants: each a file, left out when there is none
                                          # (grants: by default the folder "consent", where that is there)
    ear = "whisper"                       # what else was named beside the footage, as by the options of
    paper = ["log.ale"]                   # `rushes assemble`: ear_model, transcripts, sync, trust

    [usual]                               # what such a film takes you; may be left out
    hours = [24, 40]                      # at an editing desk, from rushes to a first cut: from, to
    source = "our last two shorts"        # how you know
    rate = 38                             # of an hour, in your money
    currency = "EUR"

The file is a person's from the first change on: until then the job that wrote it writes it anew.
"""

import contextlib
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

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
BROUGHT: Final = "brought"
"""The folder in a film's own for versions that came back from an editor, each in one of its own."""
JOURNAL: Final = "journal.sqlite"
"""The file in which a film's people decide; SQLite lays others of its name beside it."""
CONSENT: Final = "consent"
"""The folder in a film's own that holds the register of consent."""
REGISTER: Final = "register.jsonl"
"""The file in that folder that says who said what."""
_MARK: Final = "# As rushes assembled it, and yours from the first change on: "
"""What stands before the hash of the rest in a file that nobody changed."""


class TwoRegisters(Refusal):
    """Another register is named for a film that has its own."""

    sentence = (
        "This film has a register of consent of its own, {0}, and what was said there holds: {1} does not "
        "take its place. Write all answers into one of them, and move the other to where such papers lie."
    )


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
    cache: where results are remembered, which can be thrown away at any time. ear, ear_model, transcripts:
    how it is heard. paper, sync, trust: what is brought beside the footage, or said about it. usual: a
    person's own measure.
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
    ear: str = "script"
    ear_model: str | None = None
    transcripts: Path | None = None
    paper: tuple[Path, ...] = ()
    sync: Path | None = None
    trust: tuple[str, ...] = ()
    usual: Usual | None = None

    @property
    def cut_folder(self) -> Path:
        """Where its first cut lies: in its own folder where that was made for it, else in one of its own."""
        return self.folder if (self.folder / "cut.json").is_file() else self.folder / FIRST_CUT

    @property
    def register(self) -> Path | None:
        """The register of consent: the one that it names, else its own; refuses as `one_register` does."""
        return one_register(self.grants, register_in(self.folder))

    @property
    def called(self) -> str:
        """What the film is called where a yes is for this film only: its title, else its folder's name."""
        return self.title or self.folder.absolute().name

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
    return first in {FILM, SECONDS, HANDED_OVER, BROUGHT, CONSENT} or first.removeprefix(".").startswith(
        JOURNAL
    )


def register_in(folder: Path) -> Path | None:
    """Return a film's own register of consent, a folder; None where nobody began one."""
    return folder / CONSENT if (folder / CONSENT / REGISTER).is_file() else None


def one_register(named: Path | None, own: Path | None) -> Path | None:
    """Return where consent is kept: the register that is named, else the film's own; None without one.

    `TwoRegisters` where both are there and are not the same: a no in one is not undone by a yes in the other.
    """
    if named and own and _folder_of(named) != _folder_of(own):
        raise TwoRegisters(str(own), str(named))
    return named or own


def _folder_of(register: Path) -> Path:
    return (register.parent if register.name == REGISTER else register).resolve()


def film_around(cut: Path) -> Path | None:
    """Return the folder of the film that a cut's folder belongs to: its own, or the one above; or None."""
    cut = cut.absolute()
    return next((folder for folder in (cut, cut.parent) if is_film(folder)), None)


def read_film(folder: Path) -> Film:
    """Read what a film is made from; `NotAFilm` where that is not clear, naming what is wrong."""
    file = folder / FILM
    try:
        told = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Told)
    except OSError as error:
        raise NotAFilm(str(file), f"it cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NotAFilm(str(file), f"it is no TOML ({error})") from error
    except msgspec.ValidationError as error:
        raise NotAFilm(str(file), f"it is not clear ({error})") from error
    if told.usual is not None:
        _check(told.usual, file)
    return _film_of(told, folder.absolute())


_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Told(msgspec.Struct, forbid_unknown_fields=True):
    """A `film.toml` as it is written; its keys are the fields of `Film`."""

    script: _Text
    footage: Annotated[tuple[_Text, ...], msgspec.Meta(min_length=1)]
    title: str = ""
    taste: _Text | None = None
    rate: _Text | None = None
    on_camera: _Text | None = None
    pins: _Text | None = None
    grants: _Text | None = None
    cache: _Text | None = None
    ear: _Text = "script"
    ear_model: _Text | None = None
    transcripts: _Text | None = None
    paper: tuple[_Text, ...] = ()
    sync: _Text | None = None
    trust: tuple[_Text, ...] = ()
    usual: Usual | None = None


_FILES: Final = ("script", "on_camera", "pins", "grants", "cache", "transcripts", "sync")
_SEVERAL: Final = ("footage", "paper")


def _film_of(told: _Told, folder: Path) -> Film:
    """Return the film that is told of, its files found from its folder."""
    values = msgspec.structs.asdict(told)
    for key in _FILES:
        values[key] = _at(folder, values[key]) if values[key] else None
    for key in _SEVERAL:
        values[key] = tuple(_at(folder, name) for name in values[key])
    if told.taste and told.taste.endswith(".toml"):
        values["taste"] = str(_at(folder, told.taste))
    return Film(folder, **values)


def _check(usual: Usual, file: Path) -> None:
    if usual.hours[0] > usual.hours[1] or (usual.rate is None) != (not usual.currency):
        raise NotAFilm(str(file), "[usual] needs hours from less to more, and a rate with its currency")


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


def keep_film(film: Film) -> None:
    """Write what a film was made from, unless a person has written in its file, which stays as it is."""
    file, text = film.folder / FILM, film_toml(film)
    marked = f"{_MARK}{_hash(text)}\n{text}"
    if is_written_by_hand(film.folder) or (file.exists() and file.read_text(encoding="utf-8") == marked):
        return
    beside = file.with_name(f".{FILM}.part")
    beside.write_text(marked, encoding="utf-8", newline="\n")
    beside.replace(file)


def is_written_by_hand(folder: Path) -> bool:
    """Tell whether somebody wrote a film's file, or in it: it is not as a job wrote it, to the letter."""
    if not is_film(folder):
        return False
    first, _, rest = (folder / FILM).read_text(encoding="utf-8", errors="replace").partition("\n")
    return first != f"{_MARK}{_hash(rest)}"


def says_otherwise(film: Film) -> bool:
    """Tell whether a person's file has the film made from something else than this, with absolute paths."""
    by_hand = is_written_by_hand(film.folder)
    return by_hand and _made_from(read_film(film.folder)) != _made_from(film)


def _made_from(film: Film) -> Film:
    """Return what a cut depends on, and no more: not what it is called, nor where results are remembered."""
    taste = film.taste or "classic"
    return replace(film, folder=film.folder.absolute(), title="", taste=taste, cache=None, usual=None)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def film_toml(film: Film) -> str:
    """Return the text of a `film.toml`; paths below the folder that holds the film are told from there."""
    told = ((one, getattr(film, one.name)) for one in fields(film) if one.name not in {"folder", "usual"})
    wanted = ((one.name, value) for one, value in told if value and value != one.default)
    return "".join(f"{key} = {_written(film.folder, value)}\n" for key, value in wanted)


def _written(folder: Path, value: object) -> str:
    """Return a value as TOML; its basic strings are those of JSON."""
    if isinstance(value, tuple):
        return f"[{', '.join(_written(folder, one) for one in value)}]"
    return json.dumps(_from(folder, value) if isinstance(value, Path) else value, ensure_ascii=False)


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
