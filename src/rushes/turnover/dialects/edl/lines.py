"""The lines of an edit decision list as anybody writes it: events, and what stands below each.

Known are the events of CMX 3600, its long forms (reels of 32 and 128 letters, six digits to a number), and
what systems put between: FCM, AUD, M2, SPLIT, EFFECTS NAME, comments with a star. Columns count for
nothing: systems disagree about them, and a reel may hold spaces. Every other line is kept as unread.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 1000
"""Letters of a line beyond which it is no line of a list; keeps the search for an event short."""

_TIMECODE = r"(\d{1,2}[:;.,]\d{2}[:;.,]\d{2}[:;.,]\d{2,3})"
_CHANNELS = r"((?:[VA]\d*/?){1,16}|B|NONE)"
_EVENT: Final = re.compile(
    rf"^(\d{{1,6}})\s+(\S+(?: +\S+)*?)\s+{_CHANNELS}\s+(C|D|W\d*|K(?: ?[BO])?)\s+(?:(\d{{1,4}})\s+)?"
    r"(?:\(F\)\s+)?" + r"\s+".join([_TIMECODE] * 4) + r"\s*$",
    re.ASCII,
)
_LIKE_AN_EVENT: Final = re.compile(rf"^\d{{1,6}}\b.*{_TIMECODE}\s+{_TIMECODE}", re.ASCII)
_STARLESS: Final = re.compile(r"^(FROM CLIP NAME|TO CLIP NAME|SOURCE FILE|COMMENT|LOC):", re.IGNORECASE)
"""Comments that some systems write without their star."""
_MARKER: Final = re.compile(r"\|M:\s*([^|]*)", re.ASCII)
"""What DaVinci Resolve writes below a marker: ``a note |C:ResolveColorBlue |M:name |D:1``."""
_LONG_REEL: Final = re.compile(r"^FINAL CUT PRO REEL:\s*(\S.*?)\s+REPLACED BY:\s*(\S.*?)\s*$", re.IGNORECASE)
_SPEED: Final = re.compile(rf"^M2\s+(\S+(?: +\S+)*?)\s+(-?\d+(?:\.\d+)?)\s+{_TIMECODE}\s*$", re.ASCII)
_LOCATOR: Final = re.compile(rf"^LOC:\s*{_TIMECODE}\s+(\w+)\s*(.*)$", re.IGNORECASE)
_SPLIT: Final = re.compile(rf"^SPLIT:\s+(AUDIO|VIDEO)\s+DELAY=?\s*{_TIMECODE}", re.ASCII)
_CHANNELS_OF: Final = {
    "A": ("A1",),
    "AA": ("A1", "A2"),
    "AA/V": ("V1", "A1", "A2"),
    "B": ("V1", "A1"),
    "NONE": (),
    "V": ("V1",),
    "VA": ("V1", "A1"),
}
_SILENT: Final = re.compile(
    r"^(REM\b|>>>|GPI|TRAILER|FINAL CUT PRO|EDIT NODES|DLEDL:|SWITCHER)", re.IGNORECASE
)
"""Lines that are of the format or of systems, and tell nothing of what plays when."""


@dataclass(frozen=True)
class Speed:
    """A speed effect (M2): its reel, and the frames a second at which it plays; below zero backwards."""

    reel: str
    frames: str


@dataclass(frozen=True)
class Locator:
    """A marker (``* LOC:``): where in the film, its colour, and what it says."""

    at: str
    colour: str
    text: str


@dataclass
class Below:
    """What stands below an event, for all lines of its number.

    told: the comments with a star, as they are written, without it. split: whose channels begin later, and by
    how much. channels: those that ``AUD`` adds. markers: the names of those that it is itself.
    """

    told: list[str] = field(default_factory=list)
    locators: list[Locator] = field(default_factory=list)
    speeds: list[Speed] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    effect: str = ""
    split: tuple[str, str] | None = None

    def said(self, what: str) -> list[str]:
        """Return what comments of a kind say (``FROM CLIP NAME``), in order."""
        mark = f"{what}:"
        return [text[len(mark) :].strip() for text in self.told if text.upper().startswith(mark)]


@dataclass(frozen=True)
class EventLine:
    """One line of an event; a transition has two of the same number: what goes, and what comes.

    turn: which line of its event it is, from 0. channels: ``V1``, ``A1`` … transition: ``C``, ``D``,
    ``W001``, ``K`` … length: its frames. times: source in and out, record in and out, as written. drop: how
    the list counts its sources here (FCM); None where it has not said.
    """

    number: int
    turn: int
    reel: str
    channels: tuple[str, ...]
    transition: str
    length: int
    times: tuple[str, str, str, str]
    drop: bool | None
    below: Below


@dataclass(frozen=True)
class Listing:
    """A list as it is written.

    drop: how the film is counted: what the first FCM says, None without one. above: comments before the
    first event. unread: lines that mean nothing to us, with their numbers; broken: those of them that look
    like events. reels: what was too long for an event, by what stands there instead.
    """

    title: str
    drop: bool | None
    events: tuple[EventLine, ...]
    above: Below
    unread: tuple[tuple[int, str], ...]
    broken: tuple[tuple[int, str], ...] = ()
    reels: Mapping[str, str] = field(default_factory=dict)


class _Reading:
    """A list on its way from text."""

    def __init__(self) -> None:
        self.title = ""
        self.counts: list[bool] = []
        self.above = Below()
        self.events: list[EventLine] = []
        self.unread: list[tuple[int, str]] = []
        self.broken: list[tuple[int, str]] = []
        self.reels: dict[str, str] = {}
        self.split: tuple[str, str] | None = None

    @property
    def below(self) -> Below:
        """What the next comment goes to."""
        return self.events[-1].below if self.events else self.above

    def take(self, at: int, line: str) -> None:
        """Read one line that is not empty."""
        event = _EVENT.match(line) if line[0].isdigit() and len(line) <= LONGEST else None
        if event:
            self.events.append(self._event(event))
        elif line.startswith("*") or _STARLESS.match(line):
            self._comment(line.lstrip("* ").rstrip())
        elif line.upper().startswith("TITLE:"):
            self.title = self.title or line[6:].strip()
        elif line.upper().startswith("FCM:"):
            self.counts.append("NON" not in line.upper())
        elif not self._statement(line) and not _SILENT.match(line):
            broken = len(line) <= LONGEST and _LIKE_AN_EVENT.match(line)
            (self.broken if broken else self.unread).append((at, line))

    def _event(self, found: re.Match[str]) -> EventLine:
        number, before = int(found[1]), self.events[-1] if self.events else None
        same = before is not None and before.number == number
        below = before.below if before is not None and same else Below()
        if self.split:
            below.split, self.split = self.split, None
        turn = before.turn + 1 if before is not None and same else 0
        times = (found[6], found[7], found[8], found[9])
        drop = self.counts[-1] if self.counts else None
        kind, length = found[4].replace(" ", ""), int(found[5] or 0)
        return EventLine(number, turn, found[2], _channels(found[3]), kind, length, times, drop, below)

    def _comment(self, text: str) -> None:
        found = _LOCATOR.match(text)
        if found:
            self.below.locators.append(Locator(found[1], found[2].upper(), found[3].strip()))
        else:
            self.below.told.append(text)

    def _statement(self, line: str) -> bool:
        """Read a statement of the format; tell whether it is one."""
        if line.startswith("AUD"):
            self.below.channels += [f"A{number}" for number in re.findall(r"\d+", line)]
        elif line.startswith("EFFECTS NAME IS"):
            self.below.effect = line[15:].strip()
        elif speed := _SPEED.match(line):
            self.below.speeds.append(Speed(speed[1], speed[2]))
        elif split := _SPLIT.match(line):
            self.split = (split[1], split[2])
        elif marker := _MARKER.search(line):
            self.below.markers.append(marker[1].strip())
        elif reel := _LONG_REEL.match(line):
            self.reels[reel[2].upper()] = reel[1]
        else:
            return False
        return True


def list_of(text: str) -> Listing:
    """Read the lines of a list; whatever is none of them is `Listing.unread`."""
    reading = _Reading()
    for at, line in enumerate(_lines(text), start=1):
        if line:
            reading.take(at, line)
    drop = reading.counts[0] if reading.counts else None
    return Listing(
        title=reading.title,
        drop=drop,
        events=tuple(reading.events),
        above=reading.above,
        unread=tuple(reading.unread),
        broken=tuple(reading.broken),
        reels=reading.reels,
    )


def _lines(text: str) -> Iterator[str]:
    """Yield lines without the spaces around them; only line feed and return end one."""
    yield from (line.strip() for line in re.split(r"\r\n|\r|\n", text))


def _channels(written: str) -> tuple[str, ...]:
    """Return the tracks that a word for channels means, picture first."""
    if written in _CHANNELS_OF:
        return _CHANNELS_OF[written]
    met: Counter[str] = Counter()
    tracks = []
    for kind, number in re.findall(r"([VA])(\d*)", written):
        met[kind] += 1
        tracks.append(f"{kind}{number or met[kind]}")
    return tuple(sorted(tracks, key=lambda track: track[0] == "A"))
