"""What plays on a track: clips and blanks in order, mixes and transitions as cuts in the middle. Pure."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from rushes.turnover.brought.nested import MOST, NESTED, Told
from rushes.turnover.dialects.mlt.chains import properties
from rushes.turnover.dialects.mlt.times import frames_of
from rushes.turnover.dialects.wording import NotThisDialect

_CALLED: Final = "MLT XML (Shotcut, Kdenlive)"
_LONGEST: Final = 10**10
"""Frames; no film lasts longer."""


@dataclass(frozen=True)
class Track:
    """A track. off: nothing on it is seen, or heard if it is sound. mute: its sound is off."""

    playlists: tuple[ET.Element, ...]
    is_sound: bool
    off: bool
    mute: bool
    is_kdenlives: bool


@dataclass(frozen=True)
class Laid:
    """A clip on a track: which element it plays, from which of its frames, where in the film, how long."""

    element: ET.Element
    first: int
    at: int
    frames: int
    group: str = ""
    effects: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first frame of the film after it."""
        return self.at + self.frames


@dataclass(frozen=True)
class _Mixed:
    """A transition of Shotcut's on a playlist: from the end of one clip into the next."""

    at: int
    frames: int


def track_of(named: ET.Element, playlists: Sequence[ET.Element], hide: str) -> Track:
    """Return a track by what is written on it."""
    said: dict[str, str] = {}
    for one in (*playlists, named):
        said |= properties(one)
    hides = {hide, *(_hide(one) for one in playlists)}
    unseen, unheard = bool(hides & {"video", "both"}), bool(hides & {"audio", "both"})
    sound = said.get("shotcut:audio") == "1" or said.get("kdenlive:audio_track") == "1"
    sound = sound or (unseen and not unheard and said.get("shotcut:video") != "1")
    return Track(
        playlists=tuple(playlists),
        is_sound=sound,
        off=unheard if sound else unseen,
        mute=unheard,
        is_kdenlives=any(name.startswith("kdenlive:") for name in said),
    )


def _hide(playlist: ET.Element) -> str:
    return playlist.get("hide", "") or {"1": "video", "2": "audio", "3": "both"}.get(
        properties(playlist).get("hide", ""), ""
    )


def playing(track: Track, known: Mapping[str, ET.Element], rate: Fraction, told: Told) -> list[Laid]:
    """Return what plays on a track in order; where two lie over each other they meet in the middle."""
    laid: list[Laid] = []
    for playlist in track.playlists:
        laid += _one_after_another(playlist, known, rate, told)
    laid.sort(key=lambda one: (one.at, one.end))
    told.laying(len(laid))
    return list(_apart(laid, told)) if len(track.playlists) > 1 else laid


def _one_after_another(
    playlist: ET.Element, known: Mapping[str, ET.Element], rate: Fraction, told: Told
) -> list[Laid]:
    laid: list[Laid] = []
    mixed: list[_Mixed] = []
    at = 0
    for part in playlist:
        if part.tag == "blank":
            at += max(0, frames_of(part.get("length", "0"), rate))
        elif part.tag in {"entry", "producer", "chain", "tractor", "playlist"}:
            element = known.get(part.get("producer", ""), part) if part.tag == "entry" else part
            if element is part and part.tag == "entry":
                element = _within(part)
            first, frames = _trimmed(part, element, rate)
            said = properties(part)
            one = Laid(element, first, at, frames, said.get("shotcut:group", ""))
            if element.tag == "tractor" and "shotcut:transition" in properties(element):
                mixed.append(_Mixed(at, frames))
                told.add("transition", properties(element)["shotcut:transition"])
            elif element.tag in {"tractor", "playlist"}:
                told.add("nested sequence", element.get("title") or element.get("id") or "without a name")
                laid.append(replace(one, effects=NESTED))
            else:
                laid.append(one)
            at += frames
        if at > _LONGEST or len(laid) > MOST:
            raise NotThisDialect(_CALLED, "no film lasts so long")
    return list(_met(laid, mixed))


def _within(entry: ET.Element) -> ET.Element:
    """Return what stands in an entry that names nothing."""
    inside = next((one for one in entry if one.tag in {"producer", "chain", "tractor", "playlist"}), None)
    if inside is None:
        raise NotThisDialect(_CALLED, f"an entry names {entry.get('producer', '')!r:.40}, which is not there")
    return inside


def _trimmed(part: ET.Element, element: ET.Element, rate: Fraction) -> tuple[int, int]:
    """Return the first frame that is played, and how many are; MLT's out is the last."""
    said = properties(element)
    first = frames_of(part.get("in") or element.get("in") or "0", rate)
    end = part.get("out") or element.get("out")
    last = frames_of(end, rate) if end else frames_of(said.get("length", "1"), rate) - 1
    if last < first:
        raise NotThisDialect(_CALLED, f"a clip ends at {last}, before it begins at {first}")
    return first, last - first + 1


def _met(laid: Iterable[Laid], mixed: Sequence[_Mixed]) -> Iterator[Laid]:
    """Yield clips, lengthened to the middle of the transitions that they touch."""
    begins = {one.at: one.frames for one in mixed}
    ends = {one.at + one.frames: one.frames for one in mixed}
    for one in laid:
        after, before = begins.get(one.end, 0) // 2, ends.get(one.at, 0)
        before -= before // 2
        touched = ("transition",) if after or before else ()
        yield replace(
            one,
            first=one.first - before,
            at=one.at - before,
            frames=one.frames + before + after,
            effects=(*one.effects, *touched),
        )


def _apart(laid: Sequence[Laid], told: Told) -> Iterator[Laid]:
    """Yield clips that do not overlap: each pair that did meets in the middle of what it shared."""
    rest = list(laid)
    for number, one in enumerate(rest):
        after = rest[number + 1] if number + 1 < len(rest) else None
        cut = one
        if after is not None and after.at < one.end:
            told.add("transition", "mix")
            shared = min(one.end, after.end) - after.at
            first_part = shared // 2
            cut = replace(one, frames=max(0, after.at + first_part - one.at), effects=(*one.effects, "mix"))
            moved = replace(
                after,
                first=after.first + first_part,
                at=after.at + first_part,
                frames=after.frames - first_part,
            )
            rest[number + 1] = replace(moved, effects=(*moved.effects, "mix"))
        if cut.frames > 0:
            yield cut
