"""Which clip of the film a piece of somebody's timeline is of: by path, name, reel and timecode. Pure.

A path that a clip has decides. Else the name of the file, the reel and the timecode must not speak against a
clip, and of the first two one must speak for it. Where two files would do that differ in content, nothing
is guessed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Literal

from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.turnover.dialects.reels import reels
from rushes.turnover.microphones import sound_name
from rushes.turnover.model import Placed
from rushes.turnover.rulers import past_midnight

Ruler = Literal["timecode", "first frame"]
"""What a source is counted by: the timecode of its file, or from its first frame on."""

_LEAST_REEL = 4
"""Letters of a shortened reel that say something."""


@dataclass(frozen=True)
class Recognised:
    """clip: the one that it is of, None where none is; among: names of several that it may be of."""

    clip: Clip | None
    among: tuple[str, ...] = ()


def ambiguous(placed: Placed, among: Sequence[str]) -> Finding:
    """Say of a clip that it may be several."""
    fact = f"It may be {' or '.join(among[:4])}; nothing tells which."
    name = placed.name or placed.file or placed.reel
    return Finding("ambiguous clip", name, fact, "Link it, and export again.")


class Rushes:
    """The clips of a film, to be recognised."""

    def __init__(self, clips: Iterable[Clip], film: Fraction) -> None:
        """Lay them out by path, file name, name and reel. film: its rate."""
        self.clips = tuple({clip.file: clip for clip in clips}.values())
        self._film = film
        self._by_path = {str(clip.path): clip for clip in self.clips}
        listed = reels(self.clips)
        self._reels = {clip.file: {_plain(clip.reel or ""), _plain(listed[clip.file])} for clip in self.clips}
        self._by_stem: dict[str, list[Clip]] = {}
        self._by_word: dict[str, list[Clip]] = {}
        for clip in self.clips:
            self._by_stem.setdefault(_plain(PurePosixPath(clip.file).stem), []).append(clip)
            for word in {_plain(name) for name in (clip.name, *_sound_names(clip))} | self._reels[clip.file]:
                self._by_word.setdefault(word, []).append(clip)
        self._known: dict[tuple[object, ...], Recognised] = {}

    def of(self, placed: Placed, ruler: Ruler = "timecode") -> Recognised:
        """Return the clip that a placed one is of; ruler: what its source is counted by."""
        when = placed.source_in, placed.source_out
        asked = (placed.file, placed.name, placed.reel, placed.rate, placed.track[:1], when, ruler)
        if asked not in self._known:
            self._known[asked] = self._found(placed, ruler)
        return self._known[asked]

    def _found(self, placed: Placed, ruler: Ruler) -> Recognised:
        picture = placed.track.startswith("V")
        known = self._by_path.get(placed.file)
        if known and not (picture and known.is_sound):
            return Recognised(known)
        able = [clip for clip in self._candidates(placed) if not (picture and clip.is_sound)]
        fitting = [clip for clip in able if self._fits(clip, placed) and has_frames(clip, placed, ruler)]
        if ruler == "first frame":  # no timecode bears it out: it must be the file's own name
            fitting = [clip for clip in fitting if _is_named_as(clip, placed)]
        best = _best(fitting, placed)
        contents = {clip.sha256 or clip.file for clip in best}
        if len(contents) == 1:
            return Recognised(best[0])
        return Recognised(None, tuple(sorted({clip.file for clip in best})))

    def _candidates(self, placed: Placed) -> list[Clip]:
        """Return the clips that the file's name, the clip's name or the reel may mean."""
        found = list(self._by_stem.get(_stem(placed), ()))
        for word in filter(None, (_stem(placed), *_called(placed), _plain(placed.reel))):
            found += self._by_stem.get(word, ()) if word in _called(placed) else ()
            found += self._by_word.get(word, ())
        if not found and len(_plain(placed.reel)) >= _LEAST_REEL:
            found = [clip for clip in self.clips if self._reel_alike(clip, placed)]
        return list(dict.fromkeys(found))

    def _fits(self, clip: Clip, placed: Placed) -> bool:
        """Tell whether nothing speaks against a clip: another reel, frames that it has not."""
        stem = _stem(placed)
        other_file = bool(stem) and _looks_like_file(placed.file) and stem not in self._stems(clip)
        if placed.file and other_file and not self._by_name(clip, placed):
            return False
        both = bool(placed.reel and clip.reel)
        return not both or self._reel_alike(clip, placed) or self._same_file(clip, placed)

    def _by_name(self, clip: Clip, placed: Placed) -> bool:
        """Tell whether a clip is called as its file, or as the film calls it: its media may be transcoded."""
        file = PurePosixPath(clip.file)
        known = (clip.name, file.name, file.stem, *_sound_names(clip))
        return _plain(placed.name) in {_plain(name) for name in known}

    def _same_file(self, clip: Clip, placed: Placed) -> bool:
        return _stem(placed) in self._stems(clip)

    def _stems(self, clip: Clip) -> set[str]:
        return {_plain(PurePosixPath(clip.file).stem), *self._reels[clip.file]}

    def _reel_alike(self, clip: Clip, placed: Placed) -> bool:
        asked = _plain(placed.reel)
        stem = _plain(PurePosixPath(clip.file).stem)
        known = {reel for reel in (*self._reels[clip.file], stem) if reel}
        return any(
            reel == asked or (min(len(reel), len(asked)) >= _LEAST_REEL and _begins(reel, asked))
            for reel in known
        )


def has_frames(clip: Clip, placed: Placed, ruler: Ruler = "timecode") -> bool:
    """Tell whether a clip has the frames that are asked for, to one or two that somebody rounded.

    A clip without timecode has them all: nobody knows how others count it.
    """
    if not clip.has_timecode:
        return True
    first = (
        past_midnight(placed.source_in, placed.rate, clip) / placed.rate - Fraction(clip.start) / clip.rate
    )
    if ruler == "first frame":
        first = placed.source_in / placed.rate
    slack = 2 / min(placed.rate, clip.rate if not clip.is_sound else placed.rate)
    length = abs(placed.source_out - placed.source_in) / placed.rate
    return -slack <= first and first + length <= clip.seconds + slack


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _best(fitting: Sequence[Clip], placed: Placed) -> list[Clip]:
    """Return those for which most speaks: the file's name, the clip's name, the end of the path."""

    def speaks(clip: Clip) -> tuple[bool, bool, int]:
        named = _plain(placed.name) in {_plain(name) for name in (clip.name, *_sound_names(clip))}
        stem = _plain(PurePosixPath(clip.file).stem)
        return stem in (_stem(placed), _plain(placed.name)), named, _common_end(str(clip.path), placed.file)

    ranked = sorted(fitting, key=speaks, reverse=True)
    return [clip for clip in ranked if speaks(clip) == speaks(ranked[0])]


def _common_end(one: str, other: str) -> int:
    """Return how many folders and names two paths have in common at their ends."""
    pairs = zip(_parts(one)[::-1], _parts(other)[::-1], strict=False)
    common = 0
    for mine, theirs in pairs:
        if mine.casefold() != theirs.casefold():
            break
        common += 1
    return common


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts


def _stem(placed: Placed) -> str:
    """Return the name of the file without its ending, as names are compared."""
    return _plain(PurePosixPath(placed.file.replace("\\", "/")).stem) if placed.file else ""


def _is_named_as(clip: Clip, placed: Placed) -> bool:
    """Tell whether the file, or a clip that names none, has the name of a clip's file."""
    stem = _plain(PurePosixPath(clip.file).stem)
    return _stem(placed) == stem if placed.file else stem in _called(placed)


def _called(placed: Placed) -> tuple[str, ...]:
    """Return what a clip is called, as names are compared; with and without the ending of a file."""
    name = placed.name
    without = PurePosixPath(name).stem if _looks_like_file(name) else name
    return tuple(dict.fromkeys((_plain(name), _plain(without))))


def _looks_like_file(path: str) -> bool:
    return bool(re.search(r"\.[A-Za-z0-9]{2,4}$", path))


def _plain(name: str) -> str:
    """Return a name as names are compared: letters and digits of any script, in one case."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _sound_names(clip: Clip) -> tuple[str, ...]:
    return tuple(sound_name(clip, channel) for channel in range(clip.channels + 1)) if clip.is_sound else ()


def recordings(clips: Iterable[Clip]) -> Mapping[str, str]:
    """Return, by `Clip.file`, the first file of a sound's recording; its own for what runs alone.

    A recorder that writes a file for each microphone begins and ends them on the same sample.
    """
    known = tuple(clips)
    found = {clip.file: clip.file for clip in known}
    for clip in known:
        first: dict[object, str] = {}
        for sound in (behind.sound for behind in clip.behind):
            if sound.is_sound:
                found[sound.file] = first.setdefault((sound.start, sound.frames, sound.rate), sound.file)
    return found
