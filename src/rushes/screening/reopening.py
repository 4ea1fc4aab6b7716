"""Bringing a film's footage although some of it was moved: what was found again counts as lying where it lay.

So every clip keeps its name, and what people decided about it holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from rushes.coverage.model import LinedScript
from rushes.errands import Material
from rushes.errors import Refusal
from rushes.footage.find import natural
from rushes.ingest import Brought, brought
from rushes.project import Film
from rushes.screening.whereabouts import Places, files_of


class FootageGone(Refusal):
    """Clips that a film was cut from are not in its footage any more."""

    sentence = (
        "{0} not where {1}, or not as shot. Find {2} again here, write the new folder into film.toml, or run "
        "`rushes assemble` to cut without {2}."
    )

    def __str__(self) -> str:
        """Name the first of them."""
        names: tuple[str, ...] = self.args[0]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        are = ("is", "it was", "it") if len(names) == 1 else ("are", "they were", "them")
        return self.sentence.format(f"{', '.join(names[:3])}{more} {are[0]}", *are[1:])


@dataclass(frozen=True)
class Known:
    """A file that a film was cut from. path: where it lay. used: a line is read in it, or it lies behind."""

    name: str
    sha256: str
    path: Path
    used: bool


class _Named(msgspec.Struct):
    """Whatever names a file."""

    file: str


class _File(_Named, kw_only=True):
    """As much of a clip as is asked here; a lined script of a long film is read in a blink so."""

    name: str
    sha256: str
    path: str
    behind: list[_Named] = []


class _Written(msgspec.Struct):
    """A lined script, as its document has it."""

    clips: list[_File]
    readings: list[_Named]
    sounds: list[_File] = []


def remembered(film: Film) -> tuple[Known, ...]:
    """Return the files that a film's last cut stands on; none for a film that was never cut."""
    try:
        written = msgspec.json.decode((film.cut_folder / "lined-script.json").read_bytes(), type=_Written)
    except (OSError, msgspec.DecodeError):
        return ()
    used = {reading.file for reading in written.readings}
    used |= {sound.file for clip in written.clips if clip.file in used for sound in clip.behind}
    return tuple(
        Known(one.name, one.sha256, Path(one.path), one.file in used)
        for one in (*written.clips, *written.sounds)
    )


def footage_of(film: Film, known: Sequence[Known], places: Places) -> Brought:
    """Find a film's footage where film.toml has it, and what is not there any more where it was found again.

    known: what the film was cut from. Refusals as of `rushes.ingest.brought`.
    """
    material = Material.of_film(film)
    found = (one for one in known if one.sha256 in places and not _is_brought(film, one.path))
    known_as = {places[one.sha256]: one.path for one in found}
    if not known_as:
        return brought(film.footage, material)
    there = [one for one in film.footage if one.exists()]
    beside = [moved for one in film.footage if not one.exists() and (moved := _moved(one, known_as))]
    given = brought((*there, *known_as), material, beside)
    whole = {place.resolve(): lay for place, lay in known_as.items()}
    named = {file: whole[file.resolve()] for file in given.files if file.resolve() in whole}
    lay = {file: named.get(file, file) for file in given.files}
    files = sorted(given.files, key=lambda file: natural(lay[file]))
    return replace(given, files=tuple(files), known_as=named)


def _is_brought(film: Film, file: Path) -> bool:
    """Tell whether a file can be had: where one of the film's folders is gone, in one of the others."""
    there = [one for one in film.footage if one.exists()]
    return file.is_file() and (there == list(film.footage) or any(map(file.is_relative_to, there)))


def _moved(folder: Path, known_as: Mapping[Path, Path]) -> Path | None:
    """Return where a whole folder lies now; None where its files were not moved as one."""
    found = set()
    for place, lay in known_as.items():
        if lay.is_relative_to(folder):
            inside = lay.relative_to(folder).parts
            if place.parts[-len(inside) :] != inside:
                return None
            found.add(Path(*place.parts[: -len(inside)]))
    return found.pop() if len(found) == 1 else None


def check_whole(known: Sequence[Known], lined: LinedScript) -> None:
    """Refuse a film some of whose takes are gone: `FootageGone`. known: what it was cut from."""
    there = {clip.sha256 for clip in files_of(lined)}
    gone = tuple(one.name for one in known if one.used and one.sha256 not in there)
    if gone:
        raise FootageGone(gone)
