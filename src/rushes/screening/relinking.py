"""Finding a film's files again where they lie now, by their content and by nothing else. A door.

What was found is written into the journal; `film.toml` is a person's, and stays as it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.engine import Progress, Watch
from rushes.errors import Refusal
from rushes.footage import fingerprint
from rushes.footage.fingerprint import UNREADABLE
from rushes.footage.model import Clip
from rushes.footage.relocate import likely_first
from rushes.project import JOURNAL
from rushes.screening.acts import FoundAt, Relink
from rushes.screening.decide import NobodyNamed
from rushes.screening.journal import Journal
from rushes.screening.room import LooksOnly, ScreeningRoom
from rushes.screening.whereabouts import Places

STEP = "look through"
"""What a watch is told while a folder is looked through."""


class NothingMissing(Refusal):
    """Every file of the film is where it was."""

    sentence = "Nothing is missing: every file of the film is where it was."


class NoSuchFolder(Refusal):
    """A folder that a person named is not there."""

    sentence = "There is no folder {0} that can be read. Name it by its whole path, as /media/card-2."


class NotThere(Refusal):
    """Nothing that a folder holds is one of the missing files."""

    sentence = "None of the missing files is in {0}.{1}"


@dataclass(frozen=True)
class Found:
    """What a folder holds of the missing files.

    places: by their content. refused: of each that cannot be taken, and why, in a sentence.
    """

    places: Places
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relinked:
    """What came of looking for files: the clips that were found, those that still miss, and `Found.refused`.

    again: the room has to be opened again before anybody can decide in it.
    """

    found: tuple[Clip, ...]
    missing: tuple[Clip, ...]
    refused: tuple[str, ...]
    again: bool = False


def missing(clips: Iterable[Clip]) -> tuple[Clip, ...]:
    """Return the clips whose files are not where they were."""
    return tuple(clip for clip in clips if not clip.path.is_file())


def relink(
    room: ScreeningRoom, film: Path | None, folder: str, who: str, watch: Watch | None = None
) -> Relinked:
    """Look through a folder for what a room misses, write down what is there, and take it from there.

    film: its folder, with the journal. folder: as a person names it. watch: told of each file that is read.
    Refuses with nothing written: `LooksOnly`, `NobodyNamed`, `NothingMissing`, `NoSuchFolder`, `NoFootage`,
    `NotThere`, and those of the journal.
    """
    if not room.can_relink or film is None:
        raise LooksOnly(room.only_looks or "it has no folder to write down in what was found")
    if not who:
        raise NobodyNamed
    wanted = missing(room.clips.values())
    if not wanted:
        raise NothingMissing
    place = _folder(folder)
    found = look_through(place, wanted, watch)
    if not found.places:
        raise NotThere(str(place), "".join(f" {one}" for one in found.refused))
    files = [clip for clip in wanted if clip.sha256 in found.places]
    act = Relink(
        str(place), tuple(FoundAt(one.file, one.sha256, str(found.places[one.sha256])) for one in files)
    )
    if room.only_looks:
        with Journal(film / JOURNAL) as journal:
            journal.write(who, act, room.standing.hash)
    room.relink(act, who)
    return Relinked(tuple(files), missing(room.clips.values()), found.refused, bool(room.only_looks))


def _folder(named: str) -> Path:
    """Return the folder that a person names, as a shell would write it or in quotation marks."""
    folder = Path(named.strip().strip("'\"") or ".").expanduser()
    try:
        if folder.is_absolute() and folder.is_dir():
            return folder
    except (OSError, ValueError):
        pass
    raise NoSuchFolder(named.strip() or "of that name")


def look_through(folder: Path, wanted: Sequence[Clip], watch: Watch | None = None) -> Found:
    """Look for clips in a folder, all the way down, by their content.

    Files that are called like a missing one are read first, all of them; the others only while something is
    missing. `NoFootage` where there is nothing to be read.
    """
    names = {clip.path.name for clip in wanted}
    contents = {clip.sha256 for clip in wanted}
    files = likely_first([folder], names)
    lie: dict[str, list[Path]] = defaultdict(list)
    other: dict[Path, str] = {}
    for number, file in enumerate(files, 1):
        if file.name not in names and contents <= lie.keys():
            break
        digest = fingerprint(file)
        if digest in contents:
            lie[digest].append(file)
        elif file.name in names:
            other[file] = digest
        if watch:
            watch(Progress(STEP, number, len(files), file.name, remembered=False))
    places = {content: found[0] for content, found in lie.items() if len(found) == 1}
    return Found(places, tuple(_refused(folder, wanted, lie, other)))


def _refused(
    folder: Path, wanted: Sequence[Clip], lie: Mapping[str, list[Path]], other: Mapping[Path, str]
) -> Iterable[str]:
    """Say of each clip that cannot be taken why: it is there more than once, or its name is another's."""
    for clip in wanted:
        found = lie.get(clip.sha256, [])
        if len(found) > 1:
            places = ", ".join(file.relative_to(folder).as_posix() for file in found)
            yield f"{clip.name} is there more than once ({places}); name the folder of the one that is meant."
        for file, digest in other.items() if not found else ():
            if file.name == clip.path.name:
                yield f"{file.relative_to(folder).as_posix()} is not {clip.name}: {_why(digest)}."


def _why(digest: str) -> str:
    if digest.startswith(UNREADABLE):
        return f"it cannot be read ({digest.removeprefix(UNREADABLE)})"
    return "it has its name and holds something else"


def relinked(film: Path) -> dict[str, Path]:
    """Return where files of a film were found again that are still there, by their content.

    film: its folder. Empty where its journal cannot be read: who opens it is told why.
    """
    try:
        with Journal(film / JOURNAL, writes=False) as journal:
            acts = [entry.act for entry in journal.entries]
    except Refusal:
        return {}
    found = (one for act in acts if isinstance(act, Relink) for one in act.found)
    places = {one.sha256: Path(one.path) for one in found}
    return {content: place for content, place in places.items() if place.is_file()}
