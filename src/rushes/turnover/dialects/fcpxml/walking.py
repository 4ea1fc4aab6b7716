"""Follow a storyline down to the files: what plays, from where in its source to where in the film. Pure.

Each element has a time of its own, which begins at its ``start``; ``offset`` is where it stands in the time
of its parent. Clips within clips (compound, synchronised, multicam) show only what their own ends let
through; what is connected to a clip is not held by its ends.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from rushes.turnover.dialects.fcpxml.library import CALLED, Asset, Library
from rushes.turnover.dialects.fcpxml.retiming import Content, conformed, retimed
from rushes.turnover.dialects.fcpxml.standing import BOTH, Noticed, Playing, Where, Window
from rushes.turnover.dialects.fcpxml.times import seconds_of
from rushes.turnover.dialects.wording import NotThisDialect

_CLIPS = ("asset-clip", "clip", "sync-clip", "ref-clip", "mc-clip", "video", "audio")
STORIES: Final = frozenset((*_CLIPS, "audition", "gap", "title", "caption", "spine", "transition"))
MOST_STEPS: Final = 100_000
MOST_PLAYING: Final = 50_000
DEEPEST_NEST: Final = 24
"""Compounds within compounds; a document that names one many times over could otherwise grow without end."""

_MARKS: Final = frozenset({"marker", "chapter-marker"})
_UNTOLD: Final = frozenset({"adjust-colorConform", "adjust-conform"})
_ENABLED: Final = {"all": BOTH, "video": frozenset("V"), "audio": frozenset("A"), "none": frozenset()}


@dataclass
class Walk:
    """What was found on the way.

    passed: what no timeline of files can hold, counted; first: where each was met first.
    """

    library: Library
    film_rate: Fraction
    playing: list[Playing] = field(default_factory=list)
    marks: list[Noticed] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    first: dict[str, Fraction] = field(default_factory=dict)
    steps: int = 0

    def spine(self, elements: Iterable[ET.Element], where: Where) -> None:
        """Follow the elements of a storyline; a transition is told with the clip behind it.

        An element that does not say where it stands follows the one before it.
        """
        before: tuple[str, ...] = ()
        after = where.own
        for element in elements:
            if element.tag in STORIES:
                here = replace(where, effects=(*where.effects, *before)) if before else where
                offset = element.get("offset", f"{after}s")
                self._element(element, here, offset, element.get("lane"))
                before = self._transition(element) if element.tag == "transition" else ()
                after = max(after, seconds_of(offset) + self._run(element))
            elif element.tag in _MARKS:
                self.marks.append(_noticed(element, where.at(seconds_of(element.get("start", "0s")))))
            else:
                self._pass(f"{element.tag} that is not known", where.film)

    def contents(self, elements: Iterable[ET.Element], where: Where) -> None:
        """Follow what lies in a clip, one over the other."""
        for element in elements:
            if element.tag in STORIES:
                self._element(element, where, element.get("offset"), element.get("lane"))

    def _run(self, element: ET.Element) -> Fraction:
        """Return how long an element of a storyline keeps what follows it waiting."""
        if element.tag == "transition":
            return Fraction(0)
        chosen = next((one for one in element if one.tag in STORIES), None)
        if element.tag == "audition" and chosen is not None:
            element = chosen
        asset = self.library.asset(element.get("ref", ""))
        return self._lasts(element, asset) if element.tag in (*_CLIPS, "gap", "title") else Fraction(0)

    def _transition(self, element: ET.Element) -> tuple[str, ...]:
        frames = seconds_of(element.get("duration", "0s")) * self.film_rate
        return (f"{element.get('name') or 'transition'}, {round(frames)} frames",)

    def _element(self, element: ET.Element, where: Where, offset: str | None, lane: str | None) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS or len(self.playing) > MOST_PLAYING or where.nested > DEEPEST_NEST:
            raise NotThisDialect(CALLED, "its clips within clips have no end")
        at = where.at(seconds_of(offset)) if offset is not None else where.at(where.own)
        off = where.off or element.get("enabled") == "0"
        here = replace(where, film=at, lane=where.lane + _whole(lane), off=off)
        if element.tag == "audition":
            self._audition(element, where, offset, lane)
        elif element.tag == "spine":
            own = where.own if offset is None and where.inside else Fraction(0)
            self.spine(element, replace(here, own=own, inside=False))
        elif element.tag in {"transition", "title", "caption"}:
            self._pass(element.tag, at)
            if element.tag == "title":
                start = seconds_of(element.get("start", "0s"))
                self._anchored(element, replace(here, own=start, inside=False, effects=()), (at, at))
        else:
            self._clip(element, here, where)

    def _audition(self, element: ET.Element, where: Where, offset: str | None, lane: str | None) -> None:
        """Follow what was chosen, which comes first."""
        choices = [one for one in element if one.tag in STORIES]
        if choices:
            self._element(choices[0], where, offset, lane)
        for _ in choices[1:]:
            self._pass("choice not taken", where.at(seconds_of(offset)) if offset else where.film)

    def _clip(self, element: ET.Element, here: Where, parent: Where) -> None:
        """Follow an element that lasts: what plays in it, then what is connected to it and its marks."""
        number, asset = self.steps, self.library.asset(element.get("ref", ""))
        start = self._start(element, asset)
        conform = conformed(element, self.film_rate)
        lasts = self._lasts(element, asset) / parent.pace
        here = replace(here, own=start, pace=parent.pace * conform)
        span = here.film, here.film + lasts
        effects = here.effects if here.inside else ()  # a clip's own sound, which comes as it does
        marks = self._anchored(element, replace(here, inside=False, effects=effects), span)
        kinds = here.kinds & _ENABLED.get(element.get("srcEnable", "all"), BOTH)
        window = self._window(element, here, span)
        if conform != 1:
            self._pass("clip scaled to the rate of the film", span[0])
        content, change = retimed(element, here, span)
        if element.tag == "gap":
            return
        if content.pace <= 0 and asset is None:
            content, change = Content(content.own, here.pace), "frozen or backward clips, opened as forward"
        if change:
            self._pass(change, span[0])
        effects = (*here.effects, *_done_to(element))
        here = replace(here, own=content.own, pace=content.pace, kinds=kinds, window=window, effects=effects)
        if element.tag == "clip":
            inner = replace(here, inside=True, nested=here.nested + 1)
            self.contents((one for one in element if _whole(one.get("lane")) == 0), inner)
            self._own_sound(element, inner)
        elif element.tag == "sync-clip":
            quiet = frozenset(_quiet(element))
            inner = replace(here, inside=True, nested=here.nested + 1, quiet=quiet, ground=here.lane)
            self.contents(element, inner)
        elif element.tag == "ref-clip":
            self._compound(element, here)
        elif element.tag == "mc-clip":
            self._multicam(element, here)
        else:
            self._file(element, asset, here, marks, number)

    def _file(
        self, element: ET.Element, asset: Asset | None, here: Where, marks: tuple[Noticed, ...], number: int
    ) -> None:
        """Take down a file that plays; one that the document does not define keeps its place and its name."""
        if asset is None:
            lost = element.tag == "asset-clip"
            what = "clip whose media are not in the document" if lost else "generator"
            self._pass(what, here.film)
            asset = Asset(has_sound=False) if lost else None
        if asset is not None:
            self._asset(element, asset, here, marks, number)

    def _anchored(
        self, element: ET.Element, here: Where, span: tuple[Fraction, Fraction]
    ) -> tuple[Noticed, ...]:
        """Follow what is connected to an element; return its marks that are seen."""
        found = []
        for one in element:
            if one.tag in _MARKS:
                film = here.at(seconds_of(one.get("start", "0s")))
                if span[0] <= film < span[1] and _lets(here.window, film):
                    found.append(_noticed(one, film))
            elif one.tag in STORIES and not _is_within(one, element):
                self._element(one, replace(here, inside=here.inside), one.get("offset"), one.get("lane"))
        self.marks.extend(found)
        return tuple(one for one in found if not one.chapter)

    def _own_sound(self, element: ET.Element, inner: Where) -> None:
        """Follow the sound of a clip that has it beside its picture, on a lane of its own."""
        for one in element:
            if one.tag == "audio" and _whole(one.get("lane")) != 0:
                self._element(one, inner, one.get("offset"), None)

    def _compound(self, element: ET.Element, here: Where) -> None:
        sequence = self.library.media(element.get("ref", ""))
        if sequence is None or sequence.tag != "sequence":
            self._pass("compound clip that is not in the document", here.film)
            return
        self._pass("compound clip, opened", here.film)
        spine = sequence.find("spine")
        inner = replace(here, inside=False, nested=here.nested + 1, effects=())
        self.spine(spine if spine is not None else (), inner)

    def _multicam(self, element: ET.Element, here: Where) -> None:
        """Follow the angle that is seen and those that are heard."""
        multicam = self.library.media(element.get("ref", ""))
        if multicam is None or multicam.tag != "multicam":
            self._pass("multicam clip that is not in the document", here.film)
            return
        self._pass("multicam clip, opened", here.film)
        for angle, kinds in _angles(element, multicam):
            if kinds & here.kinds:
                inner = replace(here, kinds=kinds & here.kinds, inside=False, nested=here.nested + 1)
                self.spine(angle, replace(inner, effects=()))

    def _asset(
        self, element: ET.Element, asset: Asset, here: Where, marks: tuple[Noticed, ...], number: int
    ) -> None:
        """Take down a file that plays, its picture and its sound each by itself."""
        window = here.window
        if window is None:
            raise NotThisDialect(CALLED, "a clip has no length")
        for kind, has, (first, end) in (
            ("V", asset.has_picture and element.tag != "audio", window.picture),
            ("A", asset.has_sound and element.tag != "video", window.sound),
        ):
            if not has or kind not in here.kinds or end <= first:
                continue
            source = tuple(here.own + (film - here.film) * here.pace for film in (first, end))
            lower = kind == "A" and (
                element.tag == "audio" or (asset.has_picture and element.get("srcEnable") != "audio")
            )
            self.playing.append(
                Playing(
                    kind,
                    here.lane,
                    here.inside or lower or here.lane == 0,
                    element.get("name") or asset.name,
                    asset,
                    (source[0], source[1]),
                    (first, end),
                    here.off or (kind == "A" and (here.silent or _silent(element))),
                    marks,
                    number,
                    here.pace,
                    here.effects,
                )
            )
            marks = ()

    def _window(self, element: ET.Element, here: Where, span: tuple[Fraction, Fraction]) -> Window:
        """Return what of an element is seen and heard, within its own ends and its container's."""
        sound = span
        if (begins := element.get("audioStart")) is not None:
            sound = here.at(seconds_of(begins)), sound[1]
        if (lasts := element.get("audioDuration")) is not None:
            sound = sound[0], sound[0] + seconds_of(lasts) / here.pace
        if here.window is None:
            return Window(span, sound)
        return Window(_common(span, here.window.picture), _common(sound, here.window.sound))

    def _start(self, element: ET.Element, asset: Asset | None) -> Fraction:
        """Return where an element's own time begins."""
        if (start := element.get("start")) is not None:
            return seconds_of(start)
        if asset is not None:
            return asset.start_s
        media = self.library.media(element.get("ref", ""))
        begins = (media if media is not None else element).get("tcStart")
        return seconds_of(begins) if begins is not None else Fraction(0)

    def _lasts(self, element: ET.Element, asset: Asset | None) -> Fraction:
        lasts = element.get("duration")
        if lasts is None and asset is None:
            return self._as_long_as_within(element)
        seconds = seconds_of(lasts) if lasts is not None else asset.lasts_s if asset else Fraction(0)
        if seconds < 0:
            raise ValueError(f"<{element.tag}> lasts {lasts}")
        return seconds

    def _as_long_as_within(self, element: ET.Element) -> Fraction:
        """Return how long a clip lasts that does not say it: as what is in it; ValueError for nothing."""
        media = self.library.media(element.get("ref", ""))
        if media is not None and media.get("duration") is not None:
            return seconds_of(media.get("duration", ""))
        within = [one for one in element if one.tag in _CLIPS and _whole(one.get("lane")) == 0]
        if element.tag not in {"clip", "sync-clip"} or not within:
            raise ValueError(f"<{element.tag}> has no duration")
        return max(self._lasts(one, self.library.asset(one.get("ref", ""))) for one in within)

    def _pass(self, what: str, film: Fraction) -> None:
        self.passed[what] += 1
        self.first.setdefault(what, film)


def _noticed(element: ET.Element, film: Fraction) -> Noticed:
    return Noticed(film, element.get("value", ""), element.tag == "chapter-marker")


def _is_within(one: ET.Element, element: ET.Element) -> bool:
    """Tell whether an element is the content of a clip, and not connected to it.

    A synchronised clip holds what is connected inside it.
    """
    if element.tag == "sync-clip":
        return True
    return element.tag == "clip" and (_whole(one.get("lane")) == 0 or one.tag == "audio")


def _quiet(element: ET.Element) -> Iterator[str]:
    """Yield the sources of a synchronised clip whose every sound is switched off."""
    for source in element.findall("sync-source"):
        roles = source.findall("audio-role-source")
        if roles and all("0" in {one.get("active"), one.get("enabled")} for one in roles):
            yield source.get("sourceID", "")


def _angles(element: ET.Element, multicam: ET.Element) -> Iterator[tuple[ET.Element, frozenset[str]]]:
    """Yield the angles of a multicam clip that are used, with what each gives; without any the first."""
    angles = {angle.get("angleID", ""): angle for angle in multicam.findall("mc-angle")}
    sources = element.findall("mc-source")
    if not sources and angles:
        yield next(iter(angles.values())), BOTH
    for source in sources:
        angle = angles.get(source.get("angleID", ""))
        if angle is not None:
            yield angle, _ENABLED.get(source.get("srcEnable", "all"), BOTH)


def _done_to(element: ET.Element) -> tuple[str, ...]:
    """Return the names of filters and adjustments; that of colour stands on every clip, and says nothing."""
    found = []
    for one in element:
        if one.tag in {"filter-video", "filter-audio"}:
            found.append(one.get("name") or one.tag)
        elif one.tag.startswith("adjust-") and one.tag not in _UNTOLD and one.get("enabled") != "0":
            found.append(one.tag.removeprefix("adjust-"))
    return tuple(dict.fromkeys(found))


def _silent(element: ET.Element) -> bool:
    """Tell whether every channel of a clip is switched off."""
    sources = element.findall("audio-channel-source")
    return bool(sources) and all("0" in {one.get("enabled"), one.get("active")} for one in sources)


def _common(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    return max(one[0], other[0]), min(one[1], other[1])


def _lets(window: Window | None, film: Fraction) -> bool:
    return window is None or window.picture[0] <= film < window.picture[1]


def _whole(lane: str | None) -> int:
    return int(lane) if lane else 0
