"""Find media that were moved or renamed, in folders that a person names. The door of `relink`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rushes.footage.fingerprint import UNREADABLE, fingerprint
from rushes.footage.gather import clip_of
from rushes.footage.model import Clip
from rushes.footage.probe import probe
from rushes.footage.relocate import likely_first
from rushes.turnover.relink import Relinked, Wanted, relink


@dataclass
class Media:
    """What is known of the files at hand; each is read once, and only for what is asked of it."""

    digests: dict[Path, str] = field(default_factory=dict)
    clips: dict[Path, Clip] = field(default_factory=dict)

    def digest(self, path: Path) -> str:
        """Return the sha256 of a file; empty where it cannot be read."""
        if path not in self.digests:
            found = fingerprint(path)
            self.digests[path] = "" if found.startswith(UNREADABLE) else found
        return self.digests[path]

    def clip(self, path: Path) -> Clip:
        """Return a file's own facts as a clip; its content is told where it was asked for before."""
        if path not in self.clips:
            self.clips[path] = clip_of(path, probe(path), "")
        one = self.clips[path]
        digest = self.digests.get(path, "")
        if one.sha256 != digest:
            one = self.clips[path] = replace(one, sha256=digest)
        return one


def find_media(
    wanted: Iterable[Wanted], folders: Sequence[Path], media: Media | None = None
) -> Mapping[Wanted, Relinked]:
    """Return where files are now, each looked for in folders all the way down.

    Files are read until every content is found; those named like a wanted one first. `NoSuchFootage` and
    `NoFootage` as `find_footage` has them. Of what no content leads to, reel and timecode are asked.
    """
    media = media or Media()
    asked = list(dict.fromkeys(wanted))
    contents = {one.sha256 for one in asked if one.sha256}
    files = likely_first(folders, {Path(one.name).name for one in asked})
    missing = set(contents)
    for path in files:
        if not missing:
            break
        missing.discard(media.digest(path))
    known = [path for path in files if media.digests.get(path) in contents]
    found = {one: relink(one, [media.clip(path) for path in known]) for one in asked}
    if any(one.file is None for one in found.values()):
        everything = [media.clip(path) for path in files]
        found = {one: at if at.file else relink(one, everything) for one, at in found.items()}
    return found
