"""Cuts whose picture and sound are apart: split edits, reactions within a line, another camera's picture."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from rushes.cut.model import Alternate, Cut, Event, Reason, Shows
from rushes.footage.model import Angle, Clip, Slate
from rushes.timecode import Span
from tests.turnover.making import RATES, clip, clips, double_clips, event, samples_of, words

RATE = Fraction(25)

EDITH = clip("1A-1.mov", slate=Slate("1", "1A", 1, "A"), on_camera=("EDITH",), off_camera=("WILL",))
WILL = clip("1B-2.mov", slate=Slate("1", "1B", 2, "A"), on_camera=("WILL",), off_camera=("EDITH",))
READ = (Reason("as written", 2.0, "6 of 6 words"), Reason("clear sound", -0.25, "9 dB over the noise"))
LISTENS = (Reason("listener seen", 1.5, "WILL listens in 1B-2"), Reason("opens again", -0.2, "1A at once"))


def split_scene() -> Cut:
    """Return two lines with a reaction within the first, and the second with its picture first.

    EDITH is heard from frame 0 to 150 and seen until 60 and from 90 on; WILL is heard from 150 on, and seen
    12 frames before that.
    """
    other = Alternate(WILL.file, Span(40, 100, RATE), -0.6, (Reason("altered", -1.0, "7 of 9 words"),))
    events = (
        event("V1", "1.1", EDITH, (100, 160), (0, 60), reasons=READ, alternates=(other,)),
        event("V1", "1.1", WILL, (700, 730), (60, 90), reasons=LISTENS, shows="reaction"),
        event("V1", "1.1", EDITH, (190, 238), (90, 138), reasons=READ[:1]),
        event("V1", "1.2", WILL, (288, 362), (138, 212), reasons=READ, leads=12),
        event("A1", "1.1", EDITH, (100, 250), (0, 150), reasons=READ, alternates=(other,)),
        event("A1", "1.2", WILL, (300, 362), (150, 212), reasons=READ),
    )
    return Cut("Apart", RATE, "classic", events, (), (EDITH, WILL))


def off_camera_line() -> Cut:
    """Return a line that is heard from one take and seen in another, with reasons of its own for each."""
    events = (
        event("V1", "1.1", WILL, (700, 760), (0, 60), reasons=LISTENS, needs_look=True),
        event("A1", "1.1", EDITH, (100, 160), (0, 60), reasons=READ, confidence=0.4),
    )
    return Cut("Off camera", RATE, "classic", events, (), (EDITH, WILL))


def two_cameras() -> Cut:
    """Return a line of camera A that is seen by A, by B at the same moment, and by A again."""
    a = replace(EDITH, angle=Angle("1A-1", 1.0))
    b = clip("1A-1 B.mov", slate=Slate("1", "1A", 1, "B"), angle=Angle("1A-1", 0.2))
    events = (
        event("V1", "1.1", a, (100, 130), (0, 30)),
        event("V1", "1.1", b, (150, 200), (30, 80)),
        event("V1", "1.1", a, (180, 200), (80, 100)),
        event("A1", "1.1", a, (100, 200), (0, 100)),
    )
    return Cut("Two cameras", RATE, "classic", events, (), (a, b))


_SHOWS: tuple[Shows, ...] = ("line", "reaction", "beat")


@dataclass(frozen=True)
class _Said:
    """A line as it is heard: its clip, the frame of it that is heard first, and its place in the film."""

    line: str
    clip: Clip
    first: int
    record: Span

    def source(self, record: Span) -> Span:
        """Return what its own clip shows in sync at a stretch of the film."""
        rate, film = self.clip.rate, self.record.rate
        start = self.first + round((record.start - self.record.start) / film * rate)
        return Span(start, start + max(1, round(record.frames / film * rate)), rate)


@st.composite
def apart_cuts(draw: st.DrawFn, *, recorded: bool = False, mixed: bool = False) -> Cut:
    """Draw a film as the solver makes them: sound whole and in order, pictures apart from it, without a gap.

    recorded: a recorder's sound is heard. mixed: clips run at other rates than the film.
    """
    rate = draw(st.sampled_from(RATES))
    made = double_clips if recorded else clips
    used = [
        draw(made(draw(st.sampled_from(RATES)) if mixed else rate, number))
        for number in range(draw(st.integers(2, 4)))
    ]
    if draw(st.booleans()):
        used[:2] = [replace(one, angle=Angle("1A-1", 0.0)) for one in used[:2]]
    said = _said(draw, used, rate)
    pictures = [picture for n, one in enumerate(said) for picture in _pictures(draw, said, n, one, used)]
    sounds = [sound for one in said for sound in _sounds(draw, one)]
    sounds.sort(key=lambda sound: (sound.track, sound.record.start))
    known = dict.fromkeys((*used, *(behind.sound for one in used for behind in one.behind)))
    return Cut(draw(words), rate, "classic", (*pictures, *sounds), (), tuple(known))


def _said(draw: st.DrawFn, used: list[Clip], rate: Fraction) -> list[_Said]:
    said, at = [], 0
    for number in range(draw(st.integers(1, 5))):
        record = Span(at, at + draw(st.integers(30, 80)), rate)
        one = draw(st.sampled_from(used))
        said.append(_Said(f"1.{number + 1}", one, draw(st.integers(200, 900)), record))
        at = record.end
    return said


def _pictures(draw: st.DrawFn, said: list[_Said], number: int, one: _Said, used: list[Clip]) -> list[Event]:
    """Draw the pictures of a line: its own, or with another in between; begun before its sound, or after."""
    leads, next_leads = (
        draw(st.shared(st.integers(-9, 9), key=f"before {place}")) if 0 < place < len(said) else 0
        for place in (number, number + 1)
    )
    first, last = one.record.start - leads, one.record.end - next_leads
    inside = st.lists(st.integers(first + 1, last - 1), min_size=2, max_size=2, unique=True)
    edges = [first, *(sorted(draw(inside)) if draw(st.booleans()) else ()), last]
    made = []
    for place, (start, end) in enumerate(pairwise(edges)):
        record, away = Span(start, end, one.record.rate), place == 1 or draw(st.integers(0, 4)) == 0
        shown = replace(one, clip=draw(st.sampled_from(used)), first=draw(st.integers(200, 900)))
        made.append(
            Event(
                "V1",
                one.line,
                shown.clip.file if away else one.clip.file,
                (shown if away else one).source(record),
                record,
                draw(st.floats(0, 1)),
                draw(st.booleans()),
                (Reason(draw(words), draw(st.floats(-3, 3)), draw(words)),),
                shows=draw(st.sampled_from(_SHOWS)) if away else "line",
                leads=0 if place else leads,
            )
        )
    return made


def _sounds(draw: st.DrawFn, one: _Said) -> list[Event]:
    """Draw the sound of a line: its camera's, or that of every file of the recorder behind it."""
    heard = event(
        "A1", one.line, one.clip, (0, 1), (one.record.start, one.record.end), rate=one.record.rate,
        needs_look=draw(st.booleans()), confidence=draw(st.floats(0, 1)),
    )  # fmt: skip
    if not one.clip.behind:
        return [replace(heard, source=one.source(one.record))]
    return [
        replace(
            heard,
            track=f"A{number}",
            file=behind.sound.file,
            source=samples_of(behind, Fraction(one.first) / one.clip.rate, one.record),
        )
        for number, behind in enumerate(one.clip.behind, start=1)
    ]
