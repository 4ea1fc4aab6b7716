"""Clips and cuts made for the tests, and strategies that make many."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

from rushes.cut.model import Alternate, Cut, Event, MissingLine, Reason
from rushes.footage.model import Clip, Slate
from rushes.timecode import Span

RATES = [
    Fraction(text)
    for text in ("24000/1001", "24", "25", "30000/1001", "30", "48", "50", "60000/1001", "60", "120")
]


def clip(
    file: str = "1A-2_A001C006.mov",
    *,
    rate: Fraction = Fraction(25),
    slate: Slate | None = None,
    **other: object,
) -> Clip:
    """Return a clip of a minute that starts at ten o'clock, 1920 x 1080, mono."""
    known = {
        "path": Path("/rushes") / file,
        "file": file,
        "sha256": "0" * 64,
        "rate": rate,
        "frames": 60 * round(rate),
        "start": 36000 * round(rate),
        "has_timecode": True,
        "width": 1920,
        "height": 1080,
        "channels": 1,
        "sample_rate": 48000,
        "slate": slate or Slate("1", "1A", 2, "A", source="name"),
    }
    return Clip(**(known | other))  # type: ignore[arg-type]


def event(
    track: str,
    line: str,
    used: Clip,
    source: tuple[int, int],
    record: tuple[int, int],
    *,
    rate: Fraction = Fraction(25),
    **other: object,
) -> Event:
    """Return an event that plays frames of a clip, chosen for one reason."""
    reasons = (
        Reason("as written", 2.0, "12 of 12 words"),
        Reason("clear sound", -0.25, "9 dB over the noise"),
    )
    known = {"confidence": 0.93, "needs_look": False, "reasons": reasons}
    spans = (Span(*source, used.rate), Span(*record, rate))
    return Event(track, line, used.file, *spans, **(known | other))  # type: ignore[arg-type]


def spoken(
    pieces: Sequence[tuple[str, Clip, int, int]], rate: Fraction = Fraction(25), **other: object
) -> Cut:
    """Return a cut of (line, clip, in, out) pieces one after the other, picture and sound together."""
    events: list[Event] = []
    at = 0
    for line, used, start, end in pieces:
        length = end - start if used.rate == rate else max(1, round((end - start) / used.rate * rate))
        record = (at, at + length)
        events.append(event("V1", line, used, (start, end), record, rate=rate))
        events.append(event("A1", line, used, (start, end), record, rate=rate))
        at += length
    events.sort(key=lambda one: (one.track != "V1", one.track, one.record.start))
    clips = tuple(dict.fromkeys(used for _, used, _, _ in pieces))
    known = {"title": "The Grid", "rate": rate, "taste": "classic", "events": tuple(events), "clips": clips}
    return Cut(**(known | other))  # type: ignore[arg-type]


def grid_cut() -> Cut:
    """Return a small scene with all that a timeline must tell: splits, doubt, alternates, a missing line."""
    wide = clip("day 1/1-1_A001C001.mov", frames=900, reel="A001R1AB_240101", slate=Slate("1", "1", 1, "A"))
    close = clip(
        "1A-2 “猫 & <dog>”.mov", start=900123, channels=2, slate=Slate("1", "1A", 2, "A", circled=True)
    )
    other = clip("1B-1_A001C003.mov", rate=Fraction(50), channels=0, slate=Slate("1", "1B", 1, "A"))
    rate = Fraction(25)
    alternate = Alternate(close.file, Span(40, 100, rate), -0.6, (Reason("altered", -1.0, "7 of 9 words"),))
    events = (
        event("V1", "1.1", wide, (28, 121), (0, 93)),
        event("V1", "1.2", wide, (121, 150), (93, 122), alternates=(alternate,)),
        event(
            "V1",
            "1.3",
            close,
            (30, 60),
            (122, 152),
            needs_look=True,
            look_because=("two readings are as good",),
        ),
        event("V1", "1.5", other, (10, 61), (152, 178)),
        event("A1", "1.1", wide, (28, 121), (0, 93)),
        event("A1", "1.2", wide, (121, 144), (93, 116)),
        event("A1", "1.3", close, (24, 60), (116, 152)),
    )
    missing = (MissingLine("1.4", "WILL", "Set blue at “q” now.", 152),)
    return Cut("The Grid", rate, "classic", events, missing, (wide, close, other))


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
"""Any text that can be a name, with quotes, emoji, controls and spaces where nobody expects them."""


@st.composite
def clips(draw: st.DrawFn, rate: Fraction, number: int) -> Clip:
    """Draw a clip whose file name is unique by its number."""
    stem = draw(words).replace("/", "").replace("\0", "")
    return clip(
        f"{stem}{number}.mov",
        rate=rate,
        frames=draw(st.integers(2000, 9000)),
        start=draw(st.integers(0, 23 * 3600 * round(rate))),
        drop=draw(st.booleans()) and rate.denominator == 1001 and round(rate) % 30 == 0,
        reel=draw(st.none() | words),
        channels=draw(st.integers(0, 4)),
        slate=Slate(
            setup=draw(words) or "1", take=draw(st.none() | st.integers(1, 20)), circled=draw(st.booleans())
        ),
    )


@st.composite
def cuts(draw: st.DrawFn, *, mixed: bool = False) -> Cut:
    """Draw a film: one to three clips, joins of all kinds, gaps, split edits, marks and missing lines."""
    rate = draw(st.sampled_from(RATES))
    rates = [draw(st.sampled_from(RATES)) if mixed else rate for _ in range(draw(st.integers(1, 3)))]
    used = [draw(clips(one, number)) for number, one in enumerate(rates)]
    events: list[Event] = []
    for track in ("V1", "A1", "A2")[: draw(st.integers(1, 3))]:
        at, source = draw(st.integers(0, 3)), 0
        for number in range(draw(st.integers(1, 4))):
            one = draw(st.sampled_from(used))
            source = source if draw(st.booleans()) else draw(st.integers(0, 300))
            length = draw(st.integers(2, 40))
            own = length if one.rate == rate else max(1, round(length / rate * one.rate))
            events.append(
                event(
                    track,
                    f"{draw(st.integers(1, 3))}.{number + 1}",
                    one,
                    (source, source + own),
                    (at, at + length),
                    rate=rate,
                    needs_look=draw(st.booleans()),
                    confidence=draw(st.floats(0, 1)),
                    reasons=(Reason(draw(words), draw(st.floats(-3, 3)), draw(words)),),
                    alternates=tuple(
                        Alternate(other.file, Span(5, 9, other.rate), -1.0, ())
                        for other in used[: draw(st.integers(0, 2))]
                    ),
                )
            )
            at, source = at + length + draw(st.sampled_from([0, 0, 7])), source + own
    frames = max(one.record.end for one in events)
    missing = draw(
        st.lists(st.builds(MissingLine, st.just("9.1"), words, words, st.integers(0, frames)), max_size=2)
    )
    missing.sort(key=lambda line: line.at)
    return Cut(draw(words), rate, "classic", tuple(events), tuple(missing), tuple(used))


def retimed(cut: Cut) -> Cut:
    """Return the cut with its first event's record one frame longer than its source."""
    first = cut.events[0]
    longer = Span(first.record.start, first.record.end + 1, first.record.rate)
    return replace(cut, events=(replace(first, record=longer),))
