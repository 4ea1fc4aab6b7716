"""Read MLT XML, ours and anybody's: Shotcut's, Kdenlive's, and what is made by hand for `melt`.

The timeline is the tractor that Shotcut marks, else the last one. A tractor that has but one track beside
the black is opened, as Kdenlive wraps its sequences. Each of Kdenlive's tracks is a tractor of two playlists,
with mixes where they overlap; Shotcut's transitions are tractors on a playlist. Both are read as cuts in the
middle. A clip that is seen and heard on a picture track has its sound on a track of its own, behind all
others.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from rushes.errors import Finding
from rushes.turnover.brought.nested import Told
from rushes.turnover.dialects.bounded_xml import open_xml
from rushes.turnover.dialects.mlt.chains import properties, source_of
from rushes.turnover.dialects.mlt.clips import FILM_DROP, FILM_START
from rushes.turnover.dialects.mlt.playlists import Laid, Track, playing, track_of
from rushes.turnover.dialects.mlt.times import frames_of
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline

CALLED: Final = "MLT XML (Shotcut, Kdenlive)"
_BLACK: Final = frozenset({"background", "black_track"})
_DEEPEST: Final = 12
_PROGRAM: Final = "Shotcut version"
"""How the title begins that Shotcut gives every project."""


def read(data: bytes) -> Timeline:
    """Read the timeline of a project; `NotThisDialect` when there is none or it is damaged."""
    return read_told(data, "it")[0]


def read_told(data: bytes, name: str) -> tuple[Timeline, tuple[Finding, ...]]:
    """Read the timeline of a project, and tell what of it was left open. name: of the file, for findings."""
    root = open_xml(data, CALLED)
    told = Told(name)
    try:
        return _Project(root, told).timeline(), told.findings()
    except (ValueError, KeyError, OverflowError, ZeroDivisionError) as error:
        raise NotThisDialect(CALLED, str(error)) from error


class _Project:
    """One document on its way: its elements by their names."""

    def __init__(self, root: ET.Element, told: Told) -> None:
        self.root, self.told = root, told
        self.known = {one.get("id", ""): one for one in root.iter() if one.get("id") and one.tag != "entry"}
        self.rate = _rate(root.find("profile"))
        self.folder = root.get("root", "")

    def timeline(self) -> Timeline:
        """Return the timeline whole."""
        film = self._film()
        said = self._of_the_film()
        placed, groups = self._placed(list(self._tracks(film, 0)))
        return Timeline(
            title=self._title(film),
            rate=self.rate,
            start=int(said.get(FILM_START, "0")[:12]),
            drop=said.get(FILM_DROP) == "1",
            placed=_linked(placed, groups),
            marks=tuple(sorted(self._marks(film), key=lambda mark: mark[0])),
        )

    def _of_the_film(self) -> dict[str, str]:
        """Return what we once wrote of the film, which stands on its black."""
        everything = (properties(one) for one in self.root.iterfind("producer"))
        return next((one for one in everything if FILM_START in one), {})

    def _film(self) -> ET.Element:
        """Return the tractor that is the timeline; a playlist where there is no tractor."""
        if self.root.tag != "mlt":
            raise NotThisDialect(CALLED, f"it begins with <{self.root.tag[:40]}>")
        tractors = [one for one in self.root if one.tag == "tractor"]
        marked = [one for one in tractors if properties(one).get("shotcut") == "1"]
        playlists = [one for one in self.root if one.tag == "playlist" and one.get("id") != "main_bin"]
        found = marked or tractors or playlists
        if not found:
            raise NotThisDialect(CALLED, "it holds no timeline")
        return self._opened(found[-1], 0)

    def _opened(self, film: ET.Element, depth: int) -> ET.Element:
        """Return what a tractor wraps that has but one track, which is a tractor of tracks itself."""
        inside = [self._named(one) for one in _children(film) if self._is_track(one)]
        wraps = len(inside) == 1 and inside[0].tag == "tractor" and not _is_double(properties(inside[0]))
        return self._opened(inside[0], depth + 1) if wraps and depth < _DEEPEST else film

    def _named(self, track: ET.Element) -> ET.Element:
        """Return what a track plays: what it names, else what stands in it."""
        name = track.get("producer")
        if name is not None:
            if name not in self.known:
                raise NotThisDialect(CALLED, f"a track names {name!r:.40}, which is not there")
            return self.known[name]
        return next((one for one in track if one.tag in {"playlist", "tractor", "chain", "producer"}), track)

    def _is_track(self, track: ET.Element) -> bool:
        """Tell whether a track is one of the film's, and not the black below all others."""
        named = self._named(track)
        return named.get("id") not in _BLACK and named.tag in {"playlist", "tractor"}

    def _tracks(self, film: ET.Element, depth: int) -> Iterator[Track]:
        """Yield the tracks, pictures from below, sounds in their order."""
        if film.tag == "playlist":
            yield track_of(film, [film], "")
            return
        made = [
            track_of(self._named(one), list(self._playlists(self._named(one), depth)), one.get("hide", ""))
            for one in _children(film)
            if self._is_track(one)
        ]
        pictures = [one for one in made if not one.is_sound]
        sounds = [one for one in made if one.is_sound]
        below_up = any(one.is_kdenlives for one in sounds) and properties(film).get("shotcut") != "1"
        yield from (*pictures, *(reversed(sounds) if below_up else sounds))

    def _playlists(self, named: ET.Element, depth: int) -> Iterator[ET.Element]:
        """Yield the playlists of a track, which lie in each other's place."""
        if named.tag == "playlist":
            yield named
        elif depth > _DEEPEST:
            raise NotThisDialect(CALLED, f"its sequences lie more than {_DEEPEST} deep within each other")
        else:
            for one in _children(named):
                yield from self._playlists(self._named(one), depth + 1)

    def _placed(self, tracks: list[Track]) -> tuple[list[Placed], list[str]]:
        """Return every clip, and beside each its group, empty for none."""
        placed: list[Placed] = []
        groups: list[str] = []
        beside: list[list[Laid]] = []
        numbers = {"V": 0, "A": 0}
        for track in tracks:
            letter = "A" if track.is_sound else "V"
            numbers[letter] += 1
            laid = playing(track, self.known, self.rate, self.told)
            heard: list[Laid] = []
            for one in laid:
                source = source_of(one.element, self.rate, self.folder)
                if source.hears and not track.is_sound and not track.mute:
                    heard.append(one)
                if not track.is_sound and not source.sees:
                    continue
                placed.append(self._one(f"{letter}{numbers[letter]}", one, off=track.off))
                groups.append(one.group)
            beside += [heard] if heard else []
        for number, heard in enumerate(beside, start=numbers["A"] + 1):
            placed += [self._one(f"A{number}", one, off=False) for one in heard]
            groups += [""] * len(heard)
        return placed, groups

    def _one(self, track: str, laid: Laid, *, off: bool) -> Placed:
        source = source_of(laid.element, self.rate, self.folder)
        if source.speed != 1:
            self.told.add("retimed", source.name)
        if source.begins is None:
            self.told.add("no timecode" if source.file else "generated", source.name)
        begins = source.begins or Fraction(0)
        first = begins + laid.first * source.speed
        return Placed(
            track=track,
            name=source.name,
            file=source.file,
            reel=source.reel,
            rate=self.rate,
            source_in=first,
            source_out=first + laid.frames * source.speed,
            record_in=laid.at,
            record_out=laid.at + laid.frames,
            off=off,
            speed=source.speed,
            effects=(*source.effects, *laid.effects),
            channel=source.channel if track.startswith("A") else 0,
            sha256=source.sha256,
        )

    def _title(self, film: ET.Element) -> str:
        names = (film.get("title", ""), self.root.get("title", ""))
        return next((name for name in names if name and not name.startswith(_PROGRAM)), "")

    def _marks(self, film: ET.Element) -> Iterator[tuple[int, str]]:
        for markers in film.iterfind("properties[@name='shotcut:markers']"):
            for one in markers.iterfind("properties"):
                said = properties(one)
                yield frames_of(said.get("start", "0"), self.rate), said.get("text", "")
        if film.find("properties[@name='shotcut:markers']") is None:
            yield from self._guides(film)

    def _guides(self, film: ET.Element) -> Iterator[tuple[int, str]]:
        """Yield Kdenlive's guides, which stand in the sequence or, until 22.12, in the bin."""
        main = self.known.get("main_bin")
        said = properties(film) | (properties(main) if main is not None else {})
        names = ("kdenlive:sequenceproperties.guides", "kdenlive:docproperties.guides")
        text = next((said[name] for name in names if said.get(name)), "[]")
        found: Any = json.loads(text)
        for one in found if isinstance(found, list) else ():
            if isinstance(one, dict) and isinstance(one.get("pos"), int):
                yield one["pos"], str(one.get("comment", ""))


def _children(film: ET.Element) -> Iterable[ET.Element]:
    """Return the tracks of a tractor, which may stand in a multitrack."""
    several = film.find("multitrack")
    return [
        one for one in (film if several is None else several) if one.tag in {"track", "playlist", "tractor"}
    ]


def _is_double(said: dict[str, str]) -> bool:
    """Tell whether a tractor is one of Kdenlive's tracks."""
    return any(
        name in said for name in ("kdenlive:trackheight", "kdenlive:audio_track", "kdenlive:track_name")
    )


def _rate(profile: ET.Element | None) -> Fraction:
    if profile is None:
        raise NotThisDialect(CALLED, "it has no profile, and so no rate")
    parts = profile.get("frame_rate_num", ""), profile.get("frame_rate_den", "1")
    if not all(part.isdecimal() and len(part) < 10 for part in parts) or not int(parts[1]):
        raise NotThisDialect(CALLED, f"{'/'.join(parts)!r:.40} is no rate")
    rate = Fraction(int(parts[0]), int(parts[1]))
    if not 0 < rate <= 1000:
        raise NotThisDialect(CALLED, f"{rate} frames a second are none")
    return rate


def _linked(placed: list[Placed], groups: list[str]) -> tuple[Placed, ...]:
    """Return the clips with the tracks that they are grouped with."""
    together: dict[str, list[str]] = {}
    for one, group in zip(placed, groups, strict=True):
        if group:
            together.setdefault(group, []).append(one.track)
    return tuple(
        replace(one, linked=tuple(sorted(_others(together[group], one.track)))) if group else one
        for one, group in zip(placed, groups, strict=True)
    )


def _others(tracks: list[str], own: str) -> list[str]:
    mates = list(tracks)
    mates.remove(own)
    return mates
