"""The cut as values: events on tracks, each a choice with its reasons and the choices not taken."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from rushes.footage.model import Clip
from rushes.timecode import Span

Shows = Literal["line", "reaction", "beat", "tone", "take", "alternate"]
"""What a picture is for: the line that is heard, somebody who hears it, or what happens without words.

A sound is a line's, that of such a picture, or the room's *tone* (`rushes.cut.room_tone`). A *take* is what
lies before its first line; a cut has none, a stringout has (`rushes.cut.stringout`). An *alternate* is a
choice not taken, laid on a switched-off track for systems that show it so (`rushes.turnover.alternates`)."""


PINNED: Final = "pinned"
"""The reason of a choice that a person made. It weighs nothing: a pin is no argument, it is kept."""

Said = tuple[float, str]
"""What an idiom says: a strength within its bounds, and the fact behind it."""


@dataclass(frozen=True)
class Reason:
    """One named term of a choice's worth, with the fact behind it. There is no other term."""

    name: str
    worth: float
    fact: str


@dataclass(frozen=True)
class Alternate:
    """A choice not taken for an event: what it would have been, and its worth in this place."""

    file: str
    span: Span
    worth: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Event:
    """A piece of one clip on one track.

    track: ``V1``, ``A1`` … line: the id of the line it plays; a picture between lines has that of the line
    before it. source: whole frames of the clip from its first frame, at the clip's rate.
    record: where it stands in the film, from 0, at the cut's rate. confidence: 0 to 1, how many of such
    choices are right (`rushes.cut.doubt`). alternates: best first. shows: what a picture is for. leads: by
    how many frames of the film a picture begins before its line's sound does (split edit, picture first), or
    after it (below zero, sound first). margin: what the film as a whole is worth more than with another
    choice here; None where there is no other.
    """

    track: str
    line: str
    file: str
    source: Span
    record: Span
    confidence: float
    needs_look: bool
    reasons: tuple[Reason, ...]
    alternates: tuple[Alternate, ...] = ()
    look_because: tuple[str, ...] = ()
    shows: Shows = "line"
    leads: int = 0
    margin: float | None = None

    @property
    def worth(self) -> float:
        """The sum of the reasons."""
        return sum(reason.worth for reason in self.reasons)


@dataclass(frozen=True)
class MissingLine:
    """A line that has no reading: marked at the frame of the film where it should be."""

    line: str
    character: str
    text: str
    at: int


How = Literal["played through", "shot for it", "room for it", "perhaps shot", "not covered"]
"""How the cut covers what happens without words; see `rushes.cut.beats`."""


@dataclass(frozen=True)
class ActionBeat:
    """What happens without words, between two lines or where nobody speaks, and how it is covered.

    number: counts the beats of the scene from 1. text: its paragraphs, without emphasis marks. file: the
    clip that shows it, empty where none surely does; in_s, out_s: seconds of that clip. candidates: other
    clips that may show it, the likeliest first. fact: in one sentence, what is known of it. after, before:
    ids of the lines around it on the page, empty at the ends of a scene. at: the frame of the film where
    it belongs.
    """

    scene: str
    number: int
    text: str
    how: How
    file: str = ""
    in_s: float = 0.0
    out_s: float = 0.0
    candidates: tuple[str, ...] = ()
    fact: str = ""
    after: str = ""
    before: str = ""
    at: int = 0


@dataclass(frozen=True)
class InPicture:
    """Who is seen in a clip and who is not, as the cut took it, by name. by: who says so, in words."""

    file: str
    on: tuple[str, ...]
    off: tuple[str, ...]
    by: str


@dataclass(frozen=True)
class Lock:
    """A picture lock: by whom, and when (ISO time)."""

    who: str
    at: str


@dataclass(frozen=True)
class Cut:
    """A film: the one truth of which every timeline format is a dialect.

    events: by track, then by record time; picture and sound of one choice share line and spans.
    clips: those that the events use, in order of first use. beats: what happens without words.
    on_camera: who is seen in every clip of which somebody says it, in the order of the clips. locked: by whom
    the picture is locked; None by nobody: no program locks one.
    """

    title: str
    rate: Fraction
    taste: str
    events: tuple[Event, ...]
    missing: tuple[MissingLine, ...] = ()
    clips: tuple[Clip, ...] = ()
    beats: tuple[ActionBeat, ...] = ()
    on_camera: tuple[InPicture, ...] = ()
    locked: Lock | None = None

    @property
    def standing(self) -> str:
        """Whose it is, in a sentence that goes with it wherever it leaves the house."""
        if self.locked is not None:
            return f"Locked by {self.locked.who}, {self.locked.at[:10]}."
        people = sum(any(reason.name == PINNED for reason in event.reasons) for event in self.events)
        if people:
            return f"Proposed by the machine, decided by people in {people} places, locked by nobody."
        return "Proposed by the machine, locked by nobody."

    @property
    def frames(self) -> int:
        """How long the film is, in frames of its rate."""
        return max((event.record.end for event in self.events), default=0)

    def track(self, name: str) -> tuple[Event, ...]:
        """Return the events of one track in record order."""
        return tuple(event for event in self.events if event.track == name)

    @property
    def spoken(self) -> tuple[Event, ...]:
        """The sound of every line, in the order of the film; what is heard under a beat is none."""
        return tuple(event for event in self.track("A1") if event.shows == "line")

    def clip(self, file: str) -> Clip:
        """Return the clip of that name; KeyError when there is none."""
        return {clip.file: clip for clip in self.clips}[file]
