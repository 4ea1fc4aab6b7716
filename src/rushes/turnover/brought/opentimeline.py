"""OpenTimelineIO as anybody writes it: DaVinci Resolve, Premiere, converters, and we ourselves."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import opentimelineio as otio
from opentimelineio.opentime import RationalTime, TimeRange

from rushes.errors import Finding
from rushes.turnover.brought.nested import DEEPEST, NESTED, Told, laid_flat
from rushes.turnover.dialects.wording import NotThisDialect, path_of_reference, path_of_url, rate_of
from rushes.turnover.model import Placed, Timeline

_TRANSITIONS: Final = {otio.schema.TransitionTypes.SMPTE_Dissolve: "dissolve"}
"""What people call the kinds that OpenTimelineIO knows."""

_KINDS: Final = {otio.schema.TrackKind.Video: "V", otio.schema.TrackKind.Audio: "A"}


def read(content: bytes, name: str) -> tuple[Timeline, tuple[Finding, ...]]:
    """Return the first timeline of a file, and findings; `NotThisDialect` when it holds none.

    name: of the file, for findings. Sources are absolute timecode where the file has it so.
    """
    try:
        root = otio.adapters.read_from_string(content.decode(), "otio_json")
    except Exception as error:  # the library raises whatever it stumbles over
        raise NotThisDialect("OpenTimelineIO", _first_line(error)) from error
    told = Told(name)
    return _Reading(_film(root, told), told).timeline(), told.findings()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _film(root: Any, told: Told) -> otio.schema.Timeline:  # noqa: ANN401 -- whatever the file is made of
    """Return the timeline that a file is, or the first of its collection."""
    if isinstance(root, otio.schema.Timeline):
        return root
    films = [one for one in root if isinstance(one, otio.schema.Timeline)] if _is_collection(root) else []
    if not films:
        raise NotThisDialect("an OpenTimelineIO timeline", f"it holds a {type(root).__name__}")
    for other in films[1:]:
        told.add("other timelines", other.name)
    return films[0]


def _is_collection(root: object) -> bool:
    return isinstance(root, otio.schema.SerializableCollection)


@dataclass(frozen=True)
class _Lying:
    """An item with its place: frames of the film. after: the transition by which it comes."""

    item: Any
    record: tuple[int, int]
    after: tuple[str, ...] = ()


class _Reading:
    """One timeline on its way to being a value."""

    def __init__(self, film: otio.schema.Timeline, told: Told) -> None:
        self.film, self.told = film, told
        begins = film.global_start_time
        self.rate = rate_of(begins.rate) if begins is not None else self._first_rate()
        self.start = int(begins.value) if begins is not None else 0
        self.by_timecode = begins is None and any(map(self._counts_timecode, film.tracks))
        own = _table(film.metadata, "rushes")
        self.drop = bool(own.get("drop", False))
        self.path: Callable[[str], str] = (
            path_of_url if "Resolve_OTIO" in film.metadata else path_of_reference
        )

    def timeline(self) -> Timeline:
        """Return it whole; where its tracks count timecode, it begins where its first clip does."""
        placed = [one for track, inner in self._tracks() for one in self._of(inner, track, 0)]
        if self.by_timecode and placed:
            self.start = min(one.record_in for _, one in placed)
            placed = [(group, _earlier(one, self.start)) for group, one in placed]
        numbers: dict[object, list[str]] = {}
        for group, one in placed:
            numbers.setdefault(group, []).append(one.track)
        linked = tuple(
            one if group is None else replace(one, linked=_others(numbers[group], one.track))
            for group, one in placed
        )
        marks = tuple(self._marks())
        return Timeline(self.film.name, self.rate, self.start, self.drop, linked, marks)

    def _first_rate(self) -> Fraction:
        """Return the rate of the first item that has one."""
        for item in self.film.tracks.find_children():
            if getattr(item, "source_range", None) is not None:
                return rate_of(item.source_range.duration.rate)
        raise NotThisDialect("an OpenTimelineIO timeline", "nothing in it says at what rate it counts")

    def _tracks(self) -> Iterator[tuple[str, Any]]:
        """Yield (V1, track): by the numbers that their names end in where those differ, else in order."""
        for kind, letter in _KINDS.items():
            tracks = [one for one in self.film.tracks if getattr(one, "kind", None) == kind]
            ends = [re.findall(r"(\d{1,4})\s*$", one.name) for one in tracks]
            numbers = [int(end[0]) for end in ends if end]
            if len(set(numbers)) < len(tracks):
                numbers = list(range(1, len(tracks) + 1))
            yield from ((f"{letter}{number}", track) for number, track in zip(numbers, tracks, strict=True))
        for other in self.film.tracks:
            if getattr(other, "kind", None) not in _KINDS:
                self.told.add("not read", f"{type(other).__name__} {other.name}".strip())

    def _marks(self) -> Iterator[tuple[int, str]]:
        for marker in self.film.tracks.markers:
            yield self._frame(marker.marked_range.start_time), marker.name

    def _of(self, track: Any, name: str, depth: int) -> Iterator[tuple[object, Placed]]:  # noqa: ANN401 -- see `_film`
        """Yield (group, clip) for what lies on a track, nested or not."""
        if depth > DEEPEST:
            raise NotThisDialect("an OpenTimelineIO timeline", f"its sequences lie more than {DEEPEST} deep")
        for lying in self._lying(track, name):
            if isinstance(lying.item, otio.schema.Clip):
                yield _group(lying.item), self._clip(name, lying)
            elif isinstance(lying.item, otio.core.Composition):
                yield from ((None, one) for one in self._nested(name, lying, depth))
            elif not isinstance(lying.item, otio.schema.Gap):
                self.told.add("not read", type(lying.item).__name__)

    def _counts_timecode(self, track: Any) -> bool:  # noqa: ANN401 -- see `_film`
        """Tell whether a track begins so long before its clips that none would play.

        OpenTimelineIO's own reader of edit lists puts them so to the timecode that they have there.
        """
        trimmed = getattr(track, "source_range", None)
        return trimmed is not None and trimmed.start_time.value < 0 < trimmed.duration.value <= -(
            trimmed.start_time.rescaled_to(trimmed.duration.rate).value
        )

    def _lying(self, track: Any, name: str) -> Iterator[_Lying]:  # noqa: ANN401 -- see `_film`
        """Yield the items of a track with their places; transitions are told."""
        trimmed = track.source_range
        first = self._frame(trimmed.start_time) if trimmed is not None else 0
        end = first + self._frame(trimmed.duration) if trimmed is not None else None
        if self.by_timecode and self._counts_timecode(track):
            end = None
        ranges = track.range_of_all_children()  # in no order
        came: tuple[str, ...] = ()
        for item in track:
            record = ranges[item]
            if isinstance(item, otio.schema.Transition):
                kind = item.name or _TRANSITIONS.get(item.transition_type) or "transition"
                self.told.add("transition", f"{kind} on {name}")
                came = (f"{kind}, {self._frame(item.in_offset + item.out_offset)} frames",)
            else:
                begins, ends = self._frame(record.start_time), self._frame(record.end_time_exclusive())
                if ends > first and (end is None or begins < end):
                    yield _Lying(item, (begins - first, ends - first), came)
                came = ()

    def _nested(self, name: str, lying: _Lying, depth: int) -> Sequence[Placed]:
        """Return what plays in a nested sequence, flat where one of its tracks plays, else as one clip."""
        item, at = lying.item, lying.record[0]
        tracks = [item] if isinstance(item, otio.schema.Track) else list(item)
        window = _window(item, self._frame, lying.record)
        kinds = [
            one for one in tracks if isinstance(one, otio.schema.Track) and _KINDS.get(one.kind) == name[0]
        ]
        inner: list[Placed] = []
        for number, track in enumerate(kinds, start=1):
            whole = track.source_range
            if track is item:
                track.source_range = None
            inner.extend(one for _, one in self._of(track, f"{name[0]}{number}", depth + 1))
            track.source_range = whole
        self.told.laying(len(inner))
        speed, _ = self._effects(item)
        whole = inner and len(kinds) == len(tracks) and speed == 1
        flat = laid_flat(inner, window, at, name, self.rate) if whole else None
        if flat:
            self.told.add("laid out flat", item.name or "without a name")
            return flat
        self.told.add("nested sequence", item.name or "without a name")
        whole_clip = Placed(
            name, item.name, "", "", self.rate, Fraction(window[0]), Fraction(window[1]), *lying.record,
            effects=NESTED,
        )  # fmt: skip
        return (whole_clip,)

    def _clip(self, track: str, lying: _Lying) -> Placed:
        clip, reference = lying.item, lying.item.media_reference
        source = clip.source_range or clip.available_range()
        speed, effects = self._effects(clip)
        url = getattr(reference, "target_url", None) or getattr(reference, "target_url_base", None) or ""
        if isinstance(reference, otio.schema.GeneratorReference):
            self.told.add("generated", clip.name)
        elif not url:
            self.told.add("no media named", clip.name)
        if speed != 1:
            self.told.add("retimed", clip.name)
        first = Fraction(source.start_time.value)
        return Placed(
            track=track,
            name=clip.name,
            file=self.path(url),
            reel=_reel(clip),
            rate=rate_of(source.start_time.rate),
            source_in=first,
            source_out=first + _frames(clip, source) * speed,
            record_in=lying.record[0],
            record_out=lying.record[1],
            marks=tuple(marker.name for marker in clip.markers),
            off=not clip.enabled,
            speed=speed,
            effects=(*lying.after, *effects),
            made=isinstance(reference, otio.schema.GeneratorReference),
        )

    def _effects(self, clip: Any) -> tuple[Fraction, tuple[str, ...]]:  # noqa: ANN401 -- see `_film`
        speed, named = Fraction(1), []
        for effect in clip.effects:
            if isinstance(effect, otio.schema.LinearTimeWarp):
                speed *= Fraction(effect.time_scalar).limit_denominator(10_000)
            elif isinstance(effect, otio.schema.FreezeFrame):
                speed = Fraction(0)
            else:
                named.append(effect.effect_name or effect.name or type(effect).__name__)
        return speed, tuple(named)

    def _frame(self, time: RationalTime) -> int:
        """Return a time in frames of the film, the nearest."""
        return round(Fraction(time.value) * self.rate / rate_of(time.rate)) if time.rate else 0


def _earlier(one: Placed, frames: int) -> Placed:
    """Return a clip that many frames earlier in the film."""
    return replace(one, record_in=one.record_in - frames, record_out=one.record_out - frames)


def _window(item: Any, frame: Callable[[RationalTime], int], record: tuple[int, int]) -> tuple[int, int]:  # noqa: ANN401
    """Return the frames of a nested sequence that play."""
    first = frame(item.source_range.start_time) if item.source_range is not None else 0
    return first, first + record[1] - record[0]


def _frames(clip: Any, source: TimeRange) -> Fraction:  # noqa: ANN401 -- see `_film`
    """Return how many frames of its own a clip plays; what we wrote says it exactly where rates differ."""
    if source.duration.rate == source.start_time.rate:
        return Fraction(source.duration.value)
    told = _table(clip.metadata.get("rushes", {}), "source")
    if isinstance(told.get("in"), int) and isinstance(told.get("out"), int):
        return Fraction(told["out"] - told["in"])
    return Fraction(source.duration.value) * rate_of(source.start_time.rate) / rate_of(source.duration.rate)


def _reel(clip: Any) -> str:  # noqa: ANN401 -- see `_film`
    """Return the reel, by whoever wrote it."""
    metadata = clip.media_reference.metadata if clip.media_reference is not None else {}
    for place, key in (
        ("rushes", "reel"),
        ("Resolve_OTIO", "Reel Name"),
        ("cmx_3600", "reel"),
        ("AAF", "reel"),
    ):
        told = _table(metadata, place).get(key) or _table(clip.metadata, place).get(key)
        if told:
            return str(told)
    return ""


def _group(clip: Any) -> object:  # noqa: ANN401 -- see `_film`
    ours = _table(clip.metadata, "rushes").get("link_group")
    return _table(clip.metadata, "Resolve_OTIO").get("Link Group ID", ours)


def _others(tracks: Sequence[str], own: str) -> tuple[str, ...]:
    rest = list(tracks)
    rest.remove(own)
    return tuple(sorted(rest))


def _table(metadata: Any, key: str) -> Mapping[str, Any]:  # noqa: ANN401 -- strangers write what they like
    """Return a table of metadata, an empty one where there is none."""
    found: Any = metadata.get(key) if hasattr(metadata, "get") else None
    return found if hasattr(found, "get") else {}
