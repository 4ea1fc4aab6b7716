"""Where the media of a timeline are, and the files that the cut was made from. A door."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from rushes.cut.model import Cut
from rushes.errors import Finding  # noqa: TC001 -- named in an attribute
from rushes.footage.model import Clip
from rushes.turnover.brought.nested import NESTED
from rushes.turnover.model import Placed, Timeline
from rushes.turnover.relink import Relinked, Wanted, relink, told, wanted_of
from rushes.turnover.relinking import Media, find_media
from rushes.turnover.verified.against import Playing, tail, where
from rushes.turnover.verified.model import Event


class Whereabouts:
    """The files that a timeline and a cut speak of, each found and read once."""

    def __init__(
        self,
        file: Path,
        cut: Cut | None,
        folders: Sequence[Path] = (),
        *,
        media: Media | None = None,
        named: Mapping[str, Path] | None = None,
        without: Collection[Path] = (),
    ) -> None:
        """Nothing is opened yet. file: the timeline; paths in it may begin where it lies.

        media: what is known of files already. named: where the files lie that timelines name so. without:
        files that are as good as not there.
        """
        self.media = media or Media()
        self.findings: list[Finding] = []
        self._beside, self._cut, self._folders = file.absolute().parent, cut, folders
        self._named = named or {}
        self._playing = Playing(cut) if cut else None
        self._searched: dict[Wanted, Relinked] = {}
        self._there: dict[Path, bool] = dict.fromkeys(without, False)
        self._like: dict[tuple[str, str], Clip | None] = {}

    def events(self, film: Timeline) -> tuple[Event, ...]:
        """Return the clips of a timeline with the shots of the cut, their media and sources."""
        events = [
            Event(one, where(one, film), self._playing.under(one) if self._playing else None)
            for one in film.placed
            if one.effects != NESTED
        ]
        self._search(event for event in events if self._at(event) is None)
        self._read({path for event in events for path in self._paths(event)})
        self._search_sources(events)
        contents = self._by_content
        return tuple(
            replace(event, medium=self._medium(event), source=_source(event, contents)) for event in events
        )

    def _at(self, event: Event) -> Path | None:
        """Return where a file is: as the timeline names it, else where the cut knows what it means."""
        named = event.placed.file
        path = self._named.get(named) or (self._beside / named if named else None)
        if path is not None and self._is_there(path):
            return path
        clip = self._meant(event)
        return clip.path if clip is not None and self._is_there(clip.path) else None

    def _is_there(self, path: Path) -> bool:
        """Tell whether there is a file at a path, which may be none that a disk can have."""
        if path not in self._there:
            try:
                self._there[path] = path.is_file()
            except (OSError, ValueError):
                self._there[path] = False
        return self._there[path]

    def _meant(self, event: Event) -> Clip | None:
        """Return the clip of the cut that an event means: by its file's path, else by its clock."""
        own, one = (event.shot.clip if event.shot else None), event.placed
        if self._cut is None:
            return None
        if one.file:
            return self._most_like(one.file, own)
        asked = self._asked(event)
        if own is not None and (
            not own.has_timecode or relink(replace(asked, reel=own.reel or ""), [own]).file
        ):
            return own
        return relink(asked, self._cut.clips).file

    def _most_like(self, file: str, own: Clip | None) -> Clip | None:
        """Return the clip of the cut whose path ends most like a name; of several, that of the event."""
        key = file, own.file if own else ""
        if key not in self._like:
            clips = self._cut.clips if self._cut else ()
            like = [(tail(file, clip.path.as_posix()), clip == own, clip) for clip in clips]
            best = max(like, key=lambda each: each[:2], default=None)
            self._like[key] = best[2] if best and best[0] else None
        return self._like[key]

    def _wanted(self, event: Event) -> Wanted:
        """Return what is known of the medium of an event: by the cut, else by the timeline alone."""
        meant = self._meant(event)
        return wanted_of(meant) if meant else self._asked(event)

    def _asked(self, event: Event) -> Wanted:
        one = event.placed
        name, length = Path(one.file).name or one.name, one.source_out - one.source_in
        return Wanted(name, "", one.reel, one.rate, one.source_in, max(Fraction(1), length), whole=False)

    def _search(self, events: Iterable[Event]) -> None:
        """Look for what is not where it is said to be."""
        asked = [self._wanted(event) for event in events]
        new = [one for one in dict.fromkeys(asked) if one not in self._searched]
        if not new:
            return
        self._searched |= (
            find_media(new, self._folders, self.media)
            if self._folders
            else {one: Relinked(one) for one in new}
        )
        named: dict[str, Finding] = {}
        for one in new:
            finding = told(self._searched[one])
            if finding and self._searched[one].file is not None:
                named.setdefault(finding.subject, finding)
        self.findings.extend(named.values())

    def _search_sources(self, events: Iterable[Event]) -> None:
        """Look for the files that the cut was made from, where what is at hand has another content."""
        clips = {event.shot.clip.file: event.shot.clip for event in events if event.shot}
        have = set(self.media.digests.values())
        missing = [wanted_of(clip) for clip in clips.values() if clip.sha256 not in have]
        if missing and self._folders:
            only = [replace(one, reel="", rate=None) for one in missing]
            find_media(only, self._folders, self.media)

    def _paths(self, event: Event) -> Iterator[Path]:
        at = self._at(event)
        if at is not None:
            yield at
        else:
            found = self._searched[self._wanted(event)].file
            if found is not None:
                yield found.path
        if event.shot is not None and self._is_there(event.shot.clip.path):
            yield event.shot.clip.path

    def _read(self, paths: Iterable[Path]) -> None:
        """Take the digest of each file, two at a time: that is what takes long."""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self.media.digest, sorted(paths)))

    def _medium(self, event: Event) -> Clip | None:
        at = self._at(event)
        if at is None:
            found = self._searched[self._wanted(event)].file
            at = found.path if found else None
        return self.media.clip(at) if at else None

    @property
    def _by_content(self) -> Mapping[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for path, digest in self.media.digests.items():
            if digest:
                found.setdefault(digest, []).append(path)
        return found

    def missing(self, event: Event) -> str:
        """Say why the medium of an event is not there."""
        finding = told(self._searched[self._wanted(event)]) if self._at(event) is None else None
        advice = f" {finding.advice}" if finding else ""
        name = _called(event.placed)
        return f"{name} is not there: {finding.fact if finding else 'no file was found for it.'}{advice}"


def _source(event: Event, contents: Mapping[str, Sequence[Path]]) -> Clip | None:
    """Return the file with the content that the cut was made from, counted as the cut counts it."""
    if event.shot is None:
        return None
    clip = event.shot.clip
    paths = contents.get(clip.sha256, ())
    return replace(clip, path=min(paths, key=lambda path: (path != clip.path, str(path)))) if paths else None


def _called(one: Placed) -> str:
    return one.file or (f"reel {one.reel}" if one.reel else one.name)
