"""Who is in a clip's picture: from a person, or from what the crew wrote on the set. Nobody is recognised.

A person's list of who is on camera is whole: whom it leaves out is off camera, or turned away. The crew's
logs name whom they find worth naming, so they say nothing of the others. A note such as ``CU ANNA`` shows
Anna and nobody else, ``OTS BEN / ANNA`` shows Anna's face and Ben's back; where columns and notes contradict
each other, the columns hold. What is known of one take holds for the other takes of the setup and camera,
unless they contradict each other.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from rushes.cut.model import Cut, InPicture
from rushes.cut.notes import Written, written_of
from rushes.footage.model import Clip
from rushes.picture.framing import Framing, ShotSize


@dataclass(frozen=True)
class OnCamera:
    """Who is seen and who is not, as characters of the screenplay. by: who says so, in words."""

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    by: str = ""

    def sees(self, character: str) -> bool | None:
        """Tell whether a character is seen; None where nobody says."""
        if character in self.on:
            return True
        return False if character in self.off else None


NOBODY_SAYS = OnCamera()


@dataclass(frozen=True)
class InShot(Sequence[str]):
    """Who is on camera as a person says it, with where some of them look, and how close they are seen.

    whole: the list is whole; without it nothing is said of who is on camera.
    """

    on: tuple[str, ...]
    looks: Mapping[str, int] = field(default_factory=dict)
    size: ShotSize | None = None
    whole: bool = True

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        """Return whom the list names at a place."""
        return self.on[at]

    def __len__(self) -> int:
        """Return how many are on camera."""
        return len(self.on)


Told = Mapping[str, Sequence[str]]
"""Who is on camera as a person says it: names by setup (``27A``) or by `Clip.file`."""


def on_camera(
    clips: Sequence[Clip], characters: Iterable[str], told: Told | None = None
) -> dict[str, OnCamera]:
    """Return who is seen in each clip, by `Clip.file`; clips of which nothing is known are absent."""
    cast, told = {_words(who): who for who in characters}, told or {}
    notes = written_of(clips, tuple(cast.values()))
    known: dict[str, OnCamera] = {}
    for clip in clips:
        names = told.get(clip.file, told.get(clip.slate.setup or ""))
        names = None if isinstance(names, InShot) and not names.whole else names
        found = _written(clip, notes[clip.file], cast) if names is None else _whole(_meant(names, cast), cast)
        if found.on or found.off:
            known[clip.file] = found
    setups = _of_setups(clips, known)
    for clip in clips:
        if clip.file not in known and _setup_of(clip) in setups:
            known[clip.file] = setups[_setup_of(clip)]
    return known


def as_taken(known: Mapping[str, OnCamera]) -> tuple[InPicture, ...]:
    """Return who is seen in each clip as a cut keeps it, names sorted."""
    return tuple(
        InPicture(file, tuple(sorted(who.on)), tuple(sorted(who.off)), who.by) for file, who in known.items()
    )


def taken_by(cut: Cut) -> dict[str, OnCamera]:
    """Return who is seen in each clip as a cut took it, by `Clip.file`."""
    return {one.file: OnCamera(frozenset(one.on), frozenset(one.off), one.by) for one in cut.on_camera}


def who_is(name: str, characters: Iterable[str]) -> str | None:
    """Return the character that a name means; None where it means nobody, or several."""
    return next(iter(_meant([name], {_words(who): who for who in characters})), None)


def unknown_names(told: Told, characters: Iterable[str]) -> list[str]:
    """Return the names that mean no character, or several."""
    cast = {_words(who): who for who in characters}
    names = dict.fromkeys(name for names in told.values() for name in names)
    return [name for name in names if not _meant([name], cast)]


Cast = Mapping[frozenset[str], str]
"""The characters, by the words of their names."""


def _whole(on: frozenset[str], cast: Cast) -> OnCamera:
    return OnCamera(on, frozenset(cast.values()) - on, "a person")


def _written(clip: Clip, notes: Sequence[Written], cast: Cast) -> OnCamera:
    """Return what the crew wrote of a clip; who is named on both sides is not known."""
    on, off = _meant(clip.on_camera, cast), _meant(clip.off_camera, cast)
    logged = OnCamera(on - off, off - on, "the log")
    found = (_noted(note, on, cast) for note in notes)
    noted = next((one for one in found if one.on or one.off), NOBODY_SAYS)
    more = OnCamera(noted.on - (on | off), noted.off - (on | off), noted.by)
    if not (more.on or more.off):
        return logged
    by = f"{logged.by}, and {more.by}" if on or off else more.by
    return OnCamera(logged.on | more.on, logged.off | more.off, by)


def _noted(note: Written, logged: frozenset[str], cast: Cast) -> OnCamera:
    """Return who is seen by a note, and who is not: a back, and everybody beside a single.

    logged: who the log says is on camera; a note without a name (``CU``) is of them.
    """
    told, everybody = note.framing, frozenset(cast.values())
    if told.kind in {"insert", "point of view"}:
        return NOBODY_SAYS
    on = frozenset(told.on or (() if told.over else logged))
    off = frozenset(told.over) - on
    return OnCamera(on, (everybody - on) if _is_whole(told, len(on | off)) else off, note.quoted)


def _is_whole(told: Framing, named: int) -> bool:
    """Tell whether a note leaves nobody out whose face is seen: a single, or as many names as people."""
    if told.people is not None:
        return told.people == named
    sizes = [size for size in (told.size, told.ends) if size is not None]
    return named == 1 and not told.over and bool(sizes) and min(sizes) >= ShotSize.MEDIUM_CLOSE


Setup = tuple[str | None, str | None]


def _setup_of(clip: Clip) -> Setup:
    return clip.slate.setup, clip.slate.camera


def _of_setups(clips: Sequence[Clip], known: Mapping[str, OnCamera]) -> dict[Setup, OnCamera]:
    """Return what all takes of a setup and camera agree on."""
    found: dict[Setup, list[OnCamera]] = {}
    for clip in clips:
        if clip.file in known and clip.slate.setup:
            found.setdefault(_setup_of(clip), []).append(known[clip.file])
    return {
        setup: OnCamera(ours[0].on, ours[0].off, f"{ours[0].by} of another take")
        for setup, ours in found.items()
        if all((one.on, one.off) == (ours[0].on, ours[0].off) for one in ours)
    }


def _meant(names: Sequence[str], cast: Cast) -> frozenset[str]:
    """Return the characters that names mean: ANNA is Anna, and Anna Keel where no other Anna speaks."""
    meant: set[str] = set()
    for name in map(_words, names):
        alike = [name] if name in cast else [who for who in cast if name and _fits(name, who)]
        meant |= {cast[alike[0]]} if len(alike) == 1 else set()
    return frozenset(meant)


def _fits(name: frozenset[str], who: frozenset[str]) -> bool:
    return name <= who or (bool(who) and who <= name)


def _words(name: str) -> frozenset[str]:
    """Return a name as it is compared: no case, no order, nothing in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", name).casefold())
    return frozenset(re.findall(r"\w+", bare))
