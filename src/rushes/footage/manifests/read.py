"""The door to manifests on disk: find them beside the footage, read them, see which of their files are there.

Nothing is ever written here.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from rushes.errors import Finding
from rushes.footage.find import natural
from rushes.footage.manifests.asc import CHAIN, FOLDER, Entry, NotAManifest, read_history
from rushes.footage.manifests.classic import read_classic
from rushes.footage.manifests.model import Listed, Manifest

_ENDING = ".mhl"
_MOST_BYTES = 256 << 20
"""A manifest of a million files is smaller; what is larger is none."""

_ADVICE = "Ask for the manifest again where the card was copied; until then nothing vouches for these files."


def find_manifests(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the manifests that may speak of some footage: `ascmhl` folders, and `.mhl` files of MHL 1.1.

    paths: files, or folders, which are walked. An `ascmhl` folder counts wherever it lies above a path, a
    hash list of MHL 1.1 in a path's own folder and the two above it.
    """
    found: set[Path] = set()
    for folder in _folders(paths):
        found.update(_in_folder(folder))
    for folder in {above for path in paths for above in _absolute(path).parents}:
        if (folder / FOLDER).is_dir():
            found.add(folder / FOLDER)
    return tuple(sorted(found, key=natural))


def read_manifests(places: Sequence[Path]) -> tuple[Manifest, ...]:
    """Return what each manifest lists; what is wrong with one stands in its findings."""
    return tuple(_read_history(place) if place.name == FOLDER else _read_classic(place) for place in places)


def _folders(paths: Sequence[Path]) -> set[Path]:
    """Return the folders to look in for hash lists."""
    folders: set[Path] = set()
    for path in map(_absolute, paths):
        if path.is_dir():
            folders.update(Path(folder) for folder, _, _ in os.walk(path))
        else:
            folders.update(path.parents[:3])
    return folders


def _in_folder(folder: Path) -> Iterator[Path]:
    if folder.name == FOLDER:
        return
    try:
        inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in inside:
        is_list = entry.name.lower().endswith(_ENDING) and not entry.name.startswith(".")
        if (entry.is_dir() and entry.name == FOLDER) or (is_list and entry.is_file()):
            yield folder / entry.name


def _read_history(place: Path) -> Manifest:
    root, name = place.parent, f"{place.parent.name}/{FOLDER}"
    files: dict[str, bytes] = {}
    faults: list[str] = []
    for file in sorted(place.glob("*")):
        if file.name == CHAIN or (file.suffix == _ENDING and not file.name.startswith(".")):
            try:
                files[file.name] = _bytes_of(file)
            except NotAManifest as why:
                faults.append(f"{file.name} cannot be read: {why}.")
    history = read_history(files)
    listed, outside = _placed(root, history.entries)
    told = [*faults, *history.faults, *outside]
    findings = tuple(
        Finding("broken chain" if _of_chain(t) else "manifest unreadable", name, t, _ADVICE) for t in told
    )
    return Manifest(name, root, listed, whole=True, ignored=history.ignored, findings=findings)


def _of_chain(fault: str) -> bool:
    return "cannot be read" not in fault


def _read_classic(place: Path) -> Manifest:
    name = f"{place.parent.name}/{place.name}"
    try:
        listed, outside = _placed(place.parent, read_classic(_bytes_of(place)))
    except NotAManifest as why:
        fault = Finding("manifest unreadable", name, f"The manifest cannot be read: {why}.", _ADVICE)
        return Manifest(name, place.parent, whole=False, findings=(fault,))
    findings = tuple(Finding("manifest unreadable", name, fault, _ADVICE) for fault in outside)
    return Manifest(name, place.parent, listed, whole=False, findings=findings)


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise NotAManifest("it is larger than any manifest")
        return file.read_bytes()
    except OSError as error:
        raise NotAManifest(f"the disk refuses it ({error.strerror})") from error


def _placed(root: Path, entries: Iterable[Entry]) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
    """Return entries with the paths they stand for; those that lead out of the folder are told instead."""
    listed, outside = [], []
    for entry in entries:
        way = PurePosixPath(entry.path)
        if way.is_absolute() or ".." in way.parts or "\0" in entry.path:
            outside.append(entry.path)
            continue
        path, size = _on_disk(root, entry.path)
        mark = entry.mark
        listed.append(
            Listed(
                path,
                mark.kind,
                mark.values,
                entry.bytes,
                size,
                unknown=mark.unknown,
                unreadable=mark.unreadable,
            )
        )
    more = f" and {len(outside) - 1} more" if len(outside) > 1 else ""
    told = (
        (f"It lists what lies outside its folder ({outside[0]!r}{more}); that cannot be read.",)
        if outside
        else ()
    )
    return tuple(listed), told


def _on_disk(root: Path, path: str) -> tuple[Path, int | None]:
    """Return where a listed file lies and its bytes: accented letters are one sign or two."""
    for form in (None, "NFC", "NFD"):
        place = root / (unicodedata.normalize(form, path) if form else path)
        try:
            return place, place.stat().st_size
        except (OSError, ValueError):
            continue
    return root / path, None


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 -- keeps a link's own name, as `find_footage` does
