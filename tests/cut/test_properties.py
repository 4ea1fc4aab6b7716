"""What holds for every cut of every day of rushes, however it was shot."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript, Reading
from rushes.cut import TASTES, Cut, Event, Taste, first_cut
from rushes.cut.idioms import OF_A_READING, OF_AN_OPENING, reasons, thousandths, weighed, worth
from rushes.cut.selects import lay_out
from rushes.screenplay import Screenplay
from tests.cut.making import days, shuffled

Day = tuple[Screenplay, LinedScript]
tastes = st.sampled_from(sorted(TASTES.values(), key=lambda taste: taste.name))


def shots_of(cut: Cut, track: str) -> list[list[Event]]:
    """Return the events of a track, gathered where the source runs on without a cut."""
    shots: list[list[Event]] = []
    for event in cut.track(track):
        before = shots[-1][-1] if shots else None
        if before and before.file == event.file and before.source.end == event.source.start:
            shots[-1].append(event)
        else:
            shots.append([event])
    return shots


def exact(seconds: float) -> Fraction:
    """Return seconds to the microsecond, without the noise of floats."""
    return Fraction(round(seconds * 10**6), 10**6)


def sounds_of(day: LinedScript, file: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Give every word of a clip, and speech of which no word is known, in seconds to the microsecond."""
    found = [(w.in_s, w.out_s) for r in day.readings if r.file == file for w in r.words]
    found += [(w.in_s, w.out_s) for w in day.heard[file].words]
    words = [(exact(a), exact(b)) for a, b in found if a is not None and b is not None]
    yield from words
    for start, end in ((exact(o.in_s), exact(o.out_s)) for o in day.off_script if o.file == file):
        if not any(start <= a and b <= end for a, b in words):
            yield start, end


@given(days(), tastes)
@settings(max_examples=60)
def test_every_line_is_in_the_cut_or_missing_in_story_order(day: Day, taste: object) -> None:
    """No line is dropped silently, none comes twice, and a missing one says where it should stand."""
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    laid = [event.line for event in cut.track("A1")]
    missing = [line.line for line in cut.missing]
    order = [line.id for line in script.lines]
    assert sorted(laid + missing, key=order.index) == order
    assert laid == [line for line in order if line in laid]
    assert list(dict.fromkeys(event.line for event in cut.track("V1"))) == laid
    starts = {event.line: event.record.start for event in cut.track("A1")}
    for line in cut.missing:
        later = (starts[after] for after in order[order.index(line.line) :] if after in starts)
        assert line.at == next(later, cut.frames)


@given(days(), tastes)
@settings(max_examples=60)
def test_the_record_runs_from_zero_without_a_gap_and_nothing_is_retimed(day: Day, taste: object) -> None:
    """Picture and sound each fill the film; a shot keeps its seconds to half a frame."""
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    for track in ("V1", "A1"):
        events = cut.track(track)
        assert [e.record.start for e in events] == [0, *(e.record.end for e in events)][: len(events)]
        assert all(event.record.frames > 0 and event.source.frames > 0 for event in events)
        assert max((e.record.end for e in events), default=0) == cut.frames
        for shot in shots_of(cut, track):
            clip = cut.clip(shot[0].file)
            source = Fraction(shot[-1].source.end - shot[0].source.start) / clip.rate
            record = Fraction(shot[-1].record.end - shot[0].record.start) / cut.rate
            assert shot[0].source.start >= 0
            assert shot[-1].source.end <= clip.frames
            assert all(event.source.rate == clip.rate for event in shot)
            assert abs(source - record) <= max(Fraction(1), len(shot) - source * cut.rate) / cut.rate


@given(days(), tastes)
@settings(max_examples=60)
def test_no_mouth_says_something_else(day: Day, taste: object) -> None:
    """Whoever speaks in a picture is heard, in that take or with every word within two frames.

    Nobody knows who is on camera here, so everybody may be.
    """
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    for event in cut.track("V1"):
        spoken = [r for r in found.readings if r.file == event.file]
        for reading in spoken:
            start, end = event.source.start_s, event.source.end_s
            if min(end, reading.out_s) - max(start, reading.in_s) > 1 / float(cut.rate):
                assert any(_heard_with(reading, event, sound, found) for sound in cut.track("A1"))


def _heard_with(reading: Reading, picture: Event, sound: Event, found: LinedScript) -> bool:
    """Tell whether what a reading says in a picture is heard in step with it."""
    most_s = 2.5 / float(picture.record.rate)
    apart_s = (picture.source.start_s - picture.record.start_s) - (
        sound.source.start_s - sound.record.start_s
    )
    if sound.file == picture.file:
        return abs(apart_s) <= most_s
    return any(
        other.file == sound.file
        and other.line == reading.line
        and len(other.words) == len(reading.words)
        and all(
            abs((one.in_s or 0.0) - (two.in_s or 0.0) - apart_s) <= most_s
            for one, two in zip(reading.words, other.words, strict=True)
        )
        for other in found.readings
    )


@given(days(), tastes)
@settings(max_examples=60)
def test_no_cut_falls_inside_a_word(day: Day, taste: object) -> None:
    """Kept words are kept whole; of any other no cut takes away or leaves in more than a frame."""
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    for shot in (*shots_of(cut, "V1"), *shots_of(cut, "A1")):
        clip = cut.clip(shot[0].file)
        start, end = (Fraction(f) / clip.rate for f in (shot[0].source.start, shot[-1].source.end))
        frame = 1 / clip.rate
        for a, b in sounds_of(found, clip.file):
            assert not (a < start and b > start + frame + Fraction(1, 10**6)) or start == 0
            assert (
                not (a < end - frame - Fraction(1, 10**6) and b > end) or shot[-1].source.end == clip.frames
            )
        for event in shot if shot[0].track == "A1" else ():
            kept = [r for r in found.readings if (r.line, r.file) == (event.line, event.file)]
            over = shot[-1].source.end == clip.frames
            assert any(start <= r.in_s + 1e-6 and (over or r.out_s <= end + 1e-6) for r in kept)


@given(days(), tastes)
@settings(max_examples=60)
def test_a_worth_is_the_sum_of_its_reasons_and_no_alternate_is_worth_more(day: Day, taste: object) -> None:
    """Alternates stand best first, worth what they would be in this place: never more than the choice."""
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    for event in cut.events:
        assert abs(event.worth - sum(reason.worth for reason in event.reasons)) < 1e-9
        worths = [alternate.worth for alternate in event.alternates]
        assert worths == sorted(worths, reverse=True)
        assert all(worth <= event.worth + 1e-9 for worth in worths)
        readings = [r for r in found.readings if r.line == event.line]
        assert len(worths) <= len(readings) - 1
        for alternate in event.alternates:
            assert abs(alternate.worth - sum(reason.worth for reason in alternate.reasons)) < 1e-9
            assert 0 <= alternate.span.start < alternate.span.end


@given(days(), tastes)
@settings(max_examples=60)
def test_the_same_day_gives_the_same_cut_in_whatever_order_it_is_told(day: Day, taste: object) -> None:
    """Files come off a disk in any order; the cut must not."""
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    again, _ = first_cut(script, shuffled(found), taste)  # type: ignore[arg-type]
    assert again == cut


@given(days(), tastes)
@settings(max_examples=60)
def test_doubt_is_said(day: Day, taste: object) -> None:
    """Low confidence always asks for a look, a look always says why, and doubt is between 0 and 1."""
    script, found = day
    cut, _ = first_cut(script, found, taste)  # type: ignore[arg-type]
    for event in cut.events:
        assert 0 <= event.confidence <= 1
        assert event.needs_look == bool(event.look_because)
        assert event.needs_look or event.confidence >= 0.5
        assert event.needs_look or event.track == "V1" or event.reasons[0].worth > 0
    for before, now in pairwise(cut.track("V1")):
        if any(reason.name == "no jump cut" for reason in now.reasons):
            assert any(sentence.startswith("Jump cut") for sentence in now.look_because), before


@given(days(), tastes)
@settings(max_examples=60)
def test_what_is_weighed_untold_is_the_sum_of_the_reasons_that_would_be_told(day: Day, taste: Taste) -> None:
    """The solver weighs thousands of readings and tells a few: there is no other term in either."""
    bench, _ = lay_out(*day)
    for select in (one for ours in bench.selects.values() for one in ours):
        for idioms in (OF_A_READING, OF_A_READING + OF_AN_OPENING):
            told = reasons(idioms, select, taste)
            assert worth(weighed(idioms, taste), select) == thousandths(told)
