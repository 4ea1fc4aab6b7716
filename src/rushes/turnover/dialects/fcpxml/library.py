"""What a document defines, looked up: formats, assets, media and the project that is read. Pure."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from fractions import Fraction

from rushes.turnover.dialects.fcpxml.resources import REEL
from rushes.turnover.dialects.fcpxml.times import rate_named, seconds_of
from rushes.turnover.dialects.wording import NotThisDialect, path_of_reference

CALLED = "Final Cut Pro XML"
_EDITS = ("project", "clip", "asset-clip", "ref-clip", "mc-clip", "sync-clip", "audition")


@dataclass(frozen=True)
class Asset:
    """A file as a document defines it.

    rate: of its pictures; None for sound and stills. reel: empty without one. One that the document does not
    define has neither name nor file.
    """

    name: str = ""
    file: str = ""
    rate: Fraction | None = None
    start_s: Fraction = Fraction(0)
    lasts_s: Fraction = Fraction(0)
    has_picture: bool = True
    has_sound: bool = True
    reel: str = ""


class Library:
    """The resources of a document by their ids."""

    def __init__(self, root: ET.Element) -> None:
        """Index the resources; a version 1.0 to 1.2 has them within its project."""
        found = [child for resources in root.iter("resources") for child in resources]
        self._by_id = {(child.tag, child.get("id", "")): child for child in found}
        self._assets: dict[str, Asset] = {}

    def rate(self, name: str) -> Fraction | None:
        """Return the frame rate of a format; None for one that has none."""
        element = self._by_id.get(("format", name))
        if element is None:
            return None
        if text := element.get("frameDuration"):
            lasts = seconds_of(text)
            if lasts <= 0:
                raise ValueError(f"a frame lasts {text}")
            return 1 / lasts
        return rate_named(element.get("name", ""))

    def asset(self, name: str) -> Asset | None:
        """Return an asset; None for what is none, such as the effect behind a title."""
        element = self._by_id.get(("asset", name))
        if element is None:
            return None
        if name not in self._assets:
            self._assets[name] = self._asset(element)
        return self._assets[name]

    def sole_rate(self) -> Fraction | None:
        """Return the one frame rate that the formats have; None where they have several, or none has one."""
        rates = {self.rate(name) for tag, name in self._by_id if tag == "format"} - {None}
        return rates.pop() if len(rates) == 1 else None

    def media(self, name: str) -> ET.Element | None:
        """Return the sequence or multicam that a medium is put together from."""
        element = self._by_id.get(("media", name))
        return None if element is None else next(iter(element), None)

    def _asset(self, element: ET.Element) -> Asset:
        sources = [one.get("src", "") for one in element.findall("media-rep")]
        source = next((one for one in (*sources, element.get("src", "")) if one), "")
        reels = (md.get("value", "") for md in element.iterfind("metadata/md") if md.get("key") == REEL)
        return Asset(
            name=element.get("name", ""),
            file=path_of_reference(source) if source else "",
            rate=self.rate(element.get("format", "")),
            start_s=seconds_of(element.get("start", "0s")),
            lasts_s=seconds_of(element.get("duration", "0s")),
            has_picture=element.get("hasVideo") == "1",
            has_sound=element.get("hasAudio") == "1",
            reel=next(reels, ""),
        )


@dataclass(frozen=True)
class Project:
    """The timeline that is read. others: the names of further ones in the document."""

    name: str
    sequence: ET.Element
    others: tuple[str, ...]


def project_in(root: ET.Element) -> Project:
    """Return the first project of a document with anything in it, else its first.

    `NotThisDialect` when it is no such document, or has none.
    """
    if root.tag != "fcpxml":
        raise NotThisDialect(CALLED, f"it begins with <{root.tag[:40]}>")
    pairs = [(one, one.find("sequence")) for one in root.iter("project")]
    found = [(one.get("name", ""), sequence) for one, sequence in pairs if sequence is not None]
    if not found:
        raise NotThisDialect(CALLED, _without_project(root))
    full = [index for index, (_, sequence) in enumerate(found) if sequence.find("spine/*") is not None]
    index = full[0] if full else 0
    others = tuple(name for number, (name, _) in enumerate(found) if number != index)
    return Project(*found[index], others)


def _without_project(root: ET.Element) -> str:
    clips = sum(1 for where in (root, *root.iter("event")) for one in where if one.tag in _EDITS)
    if not clips:
        return "it holds no project"
    return f"it holds {clips} clip{'s' if clips != 1 else ''} of a bin and no project"
