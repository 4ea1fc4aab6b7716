"""Clips and cuts made for the tests, and strategies that make many."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

from rushes.cut.model import Alternate, Cut, Event, MissingLine, Reason
from rushes.footage.model import Angle, Behind, Clip, Note, Rung, Slate, Witness
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


def wav(
    file: str = "A101_1.WAV",
    *,
    sample_rate: int = 48000,
    tracks: tuple[str, ...] = ("Boom",),
    start_s: Fraction | int = 36000,
    **other: object,
) -> Clip:
    """Return a minute and a half of a recorder's sound that starts at ten o'clock."""
    known = {
        "rate": Fraction(sample_rate),
        "frames": 90 * sample_rate,
        "start": round(start_s * sample_rate),
        "width": 0,
        "height": 0,
        "channels": len(tracks),
        "sample_rate": sample_rate,
        "is_sound": True,
        "tracks": tracks,
        "reel": "20240101",
        "timecode_rate": Fraction(25),
        "slate": Slate("1", "1A", 2, source="recorder"),
    }
    return clip(file, **(known | other))  # type: ignore[arg-type]


def double(
    pieces: Sequence[tuple[str, Clip, int, int]], rate: Fraction = Fraction(25), **other: object
) -> Cut:
    """Return a cut of (line, clip, in, out) pieces with the sound of the recordings that lie behind them.

    The first file goes to A1, the second to A2, from the sample that belongs to the picture's first frame.
    """
    pictures = spoken(pieces, rate)
    events = [one for one in pictures.events if one.track == "V1"]
    for shown in tuple(events):
        picture = pictures.clip(shown.file)
        for number, behind in enumerate(picture.behind, start=1):
            source = samples_of(behind, shown.source.start / picture.rate, shown.record)
            events.append(replace(shown, track=f"A{number}", file=behind.sound.file, source=source))
    events.sort(key=lambda one: (one.track[0] != "V", one.track, one.record.start))
    sounds = [behind.sound for _, used, _, _ in pieces for behind in used.behind]
    known = {"events": tuple(events), "clips": tuple(dict.fromkeys((*pictures.clips, *sounds)))}
    return replace(pictures, **(known | other))  # type: ignore[arg-type]


def samples_of(behind: Behind, picture_s: Fraction, record: Span) -> Span:
    """Return the samples that play under a picture from one of its seconds on, for as long as `record` is."""
    rate = behind.sound.rate
    first = round(Fraction(behind.on_recorder(float(picture_s))) * rate)
    return Span(first, first + round(record.seconds * rate), rate)


def double_clip(
    file: str = "1A-2_A001C006.mov", *, rate: Fraction = Fraction(25), drift: float = 12.0, **other: object
) -> Clip:
    """Return a picture with a recorder of two microphones behind it, which rolled 7.3 seconds before."""
    sounds = wav("DAY1/1A-2_1.WAV", tracks=("Boom",)), wav("DAY1/1A-2_2.WAV", tracks=("Will",))
    evidence = ("Both read 10:00:07 at the clap.",)
    behind = tuple(Behind(sound, -7.3, drift, "timecode", 5.0, evidence) for sound in sounds)
    return clip(file, rate=rate, **({"behind": behind} | other))  # type: ignore[arg-type]


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
def recordings(draw: st.DrawFn, number: int) -> tuple[Behind, ...]:
    """Draw what lies behind a picture: a poly file, or one to three files of a microphone each."""
    sample_rate = draw(st.sampled_from([44100, 48000, 96000]))
    start = draw(st.integers(0, 24 * 3600 * sample_rate - 1))
    names = draw(st.lists(words, min_size=1, max_size=3))
    files = [tuple(names)] if draw(st.booleans()) else [(name,) for name in names]
    tape, at_s, drift = draw(st.none() | words), draw(st.floats(-20, -1)), draw(st.floats(-200, 200))
    rungs: list[Rung] = ["timecode", "clap", "waveform", "person"]
    slate = Slate(setup=draw(words) or "1", take=draw(st.none() | st.integers(1, 20)))
    return tuple(
        Behind(
            wav(
                f"R{number}_{part}.WAV",
                sample_rate=sample_rate,
                tracks=tracks,
                start=start,
                frames=900 * sample_rate,
                reel=tape,
                slate=slate,
                has_timecode=draw(st.booleans()),
                timecode_rate=draw(st.none() | st.sampled_from(RATES)),
            ),
            at_s,
            drift,
            draw(st.sampled_from(rungs)),
            draw(st.floats(0, 50)),
            tuple(draw(st.lists(words, max_size=2))),
        )
        for part, tracks in enumerate(files)
    )


@st.composite
def double_clips(draw: st.DrawFn, rate: Fraction, number: int) -> Clip:
    """Draw a picture with its recording behind it, its group of cameras, and what the paper says of it."""
    one = draw(clips(rate, number))
    angle = Angle(draw(words), draw(st.floats(0, 9)), "waveform", 3.5, ("They share a clap.",))
    return replace(
        one,
        behind=draw(recordings(number)),
        angle=angle if draw(st.booleans()) else None,
        notes=tuple(draw(st.lists(st.builds(Note, st.just("script log"), words), max_size=2))),
        witnesses=(Witness("script log", Slate("1", "1B", 3, circled=True, circled_by="script log")),),
        lens=draw(words),
        on_camera=tuple(draw(st.lists(words, max_size=2))),
        off_camera=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def double_cuts(draw: st.DrawFn) -> Cut:
    """Draw a film whose sound comes from recorders: one to three takes, at rates that may differ."""
    rate = draw(st.sampled_from(RATES))
    used = [
        draw(double_clips(draw(st.sampled_from([rate, rate, *RATES])), number))
        for number in range(draw(st.integers(1, 3)))
    ]
    pieces, at = [], 0
    for number in range(draw(st.integers(1, 4))):
        one = draw(st.sampled_from(used))
        at = at if draw(st.booleans()) else draw(st.integers(0, 300))
        length = draw(st.integers(6, 40))
        pieces.append((f"1.{number + 1}", one, at, at + length))
        at += length
    return double(pieces, rate)


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
