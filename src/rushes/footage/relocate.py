"""Find files again by their content, wherever they lie now and whatever they are called."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rushes.footage.find import find_footage
from rushes.footage.fingerprint import UNREADABLE, fingerprint

Name = TypeVar("Name")


def found_again(wanted: Mapping[Name, str], digests: Mapping[Path, str]) -> dict[Name, Path]:
    """Return where each wanted content lies now: the first file that has it; nothing for what is nowhere.

    wanted: digests by whatever the files are called. digests: those of the files at hand, of the same kind.
    """
    places: dict[str, Path] = {}
    for path, digest in digests.items():
        places.setdefault(digest, path)
    return {name: places[digest] for name, digest in wanted.items() if digest and digest in places}


def relocate(
    wanted: Mapping[Name, str],
    folders: Sequence[Path],
    identify: Callable[[Path], str] = fingerprint,
) -> dict[Name, Path]:
    """Return where files lie now that a cut or a lined script knows by their sha256.

    wanted: sha256 by name. folders: where to look, all the way down. Files are read one by one, only until
    everything is found. Raises `NoSuchFootage` and `NoFootage` as `find_footage` does.
    """
    found: dict[Name, Path] = {}
    for path, digest in _identified(find_footage(folders), identify):
        here = found_again(wanted, {path: digest})
        found |= {name: place for name, place in here.items() if name not in found}
        if len(found) == len(wanted):
            break
    return found


def likely_first(folders: Sequence[Path], names: Collection[str]) -> tuple[Path, ...]:
    """Return every file of these folders, those that are called like a wanted one before all others.

    Raises `NoSuchFootage` and `NoFootage` as `find_footage` does.
    """
    return tuple(sorted(find_footage(folders), key=lambda file: file.name not in names))


def _identified(paths: Iterable[Path], identify: Callable[[Path], str]) -> Iterable[tuple[Path, str]]:
    for path in paths:
        digest = identify(path)
        if not digest.startswith(UNREADABLE):
            yield path, digest
