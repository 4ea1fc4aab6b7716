"""Bringing a film's footage although some of it was moved: what was found again counts as lying where it lay.

So every clip keeps its name, and what people decided about it holds.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rushes.coverage.model import LinedScript
from rushes.errands import Material
from rushes.errors import Refusal
from rushes.footage.find import natural
from rushes.ingest import Brought, brought
from rushes.project import Film
from rushes.screening.relinking import missing
from rushes.screening.whereabouts import Places, files_of
from rushes.turnover import NotOurDocument, read_lined_script


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


def remembered(film: Film) -> LinedScript | None:
    """Return the lined script that a film's last cut stands on; None for a film that was never cut."""
    try:
        return read_lined_script((film.cut_folder / "lined-script.json").read_bytes())
    except (OSError, NotOurDocument):
        return None


def footage_of(film: Film, known: LinedScript | None, places: Places) -> Brought:
    """Find a film's footage where film.toml has it, and what is not there any more where it was found again.

    known: what the film was cut from. Refusals as of `rushes.ingest.brought`.
    """
    material = Material.of_film(film)
    gone = missing(files_of(known)) if known and places else ()
    known_as = {places[clip.sha256]: clip.path for clip in gone if clip.sha256 in places}
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


def check_whole(known: LinedScript | None, lined: LinedScript) -> None:
    """Refuse a film some of whose takes are gone: `FootageGone`. known: what it was cut from."""
    if known is None:
        return
    there = {clip.sha256 for clip in files_of(lined)}
    used = {reading.file for reading in known.readings}
    needed = (clip for clip in known.clips if clip.file in used)
    files = {one.file: one for clip in needed for one in (clip, *(behind.sound for behind in clip.behind))}
    gone = tuple(one.name for one in files.values() if one.sha256 not in there)
    if gone:
        raise FootageGone(gone)
