"""Split edits: the picture is cut before or after the sound, and nobody who is heard has a still mouth."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rushes.coverage.model import Reading
from rushes.cut import TASTES, Cut, Splits, Taste, first_cut
from rushes.cut.pins import Pin, Pins
from rushes.cut.settle import CannotKeep
from rushes.footage import Clip
from rushes.picture import Glance, Seen
from tests.cut.shooting import a_script, a_take, lined, slowly

CLASSIC = TASTES["classic"]
ALWAYS = replace(CLASSIC, splits=Splits(share=1.0, least_s=0.24, most_s=0.72, picture_most_s=0.72))
TALK = a_script("ANNA one two three four / BEN one two three four")
ON_ANNA = {"on_camera": ("ANNA",), "off_camera": ("BEN",)}
ON_BEN = {"on_camera": ("BEN",), "off_camera": ("ANNA",)}


def filmed(take: str, **seen: tuple[str, ...]) -> Clip:
    return replace(a_take(take, channels=1), **seen)  # type: ignore[arg-type]


def two_takes(*more: Reading) -> list[Reading]:
    """Return Anna's line in her single and Ben's in his, slowly, with two seconds of quiet around each."""
    return [slowly("1.1", "1A-1", 4.0), slowly("1.2", "1B-1", 4.0), *more]


def cut_of(
    readings: Sequence[Reading],
    *clips: Clip,
    taste: Taste = ALWAYS,
    pins: Pins | None = None,
) -> Cut:
    return first_cut(TALK, lined(TALK, *readings, clips=clips), taste, pins=pins)[0]


def leads(cut: Cut) -> int:
    """Return by how many frames the second picture leads, and hold it to where it lies."""
    first, second = cut.track("V1")
    sound = cut.track("A1")[1]
    assert first.record.end == second.record.start
    assert sound.record.start - second.record.start == second.leads
    return second.leads


def test_where_both_are_known_to_be_alone_the_picture_is_cut_apart_from_the_sound() -> None:
    """Both keep their place: what was heard is heard on the same frame as in a straight cut."""
    cut = cut_of(two_takes(), filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN))
    straight = cut_of(two_takes(), filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN), taste=straight_cuts())
    assert 6 <= abs(leads(cut)) <= 18
    assert leads(straight) == 0
    assert cut.track("A1") == straight.track("A1")
    told = cut.track("V1")[1].reasons[-1]
    assert told.name in ("picture leads", "sound leads")


def straight_cuts() -> Taste:
    return replace(CLASSIC, splits=Splits(share=0.0))


def test_where_nobody_says_who_is_seen_only_quiet_is_overlapped() -> None:
    """A picture may come earlier or later in the air between two lines, and over no word."""
    cut = cut_of(two_takes(), filmed("1A-1"), filmed("1B-1"))
    first, second = cut.track("A1")
    words = [
        (
            event.record.start_s + word.in_s - event.source.start_s,
            event.record.start_s + word.out_s - event.source.start_s,
        )
        for event, reading in zip((first, second), two_takes(), strict=True)
        for word in reading.words
        if word.in_s is not None and word.out_s is not None
    ]
    at_s = cut.track("V1")[1].record.start_s
    assert not any(begin < at_s - 0.02 and end > at_s + 0.02 for begin, end in words)
    moved = sorted((at_s, second.record.start_s))
    assert not any(begin < moved[1] - 0.02 and end > moved[0] + 0.02 for begin, end in words)


def test_nobody_who_is_seen_speaks_in_what_comes_on_screen_longer() -> None:
    """Ben speaks on camera just before his line, and Anna just after hers: the cut stays where it is."""
    far = replace(ALWAYS, splits=Splits(share=1.0, least_s=0.6, most_s=0.72, picture_most_s=0.72))
    before = replace(slowly("1.2", "1B-1", 1.2), kind="altered", fidelity=0.5)
    after = replace(slowly("1.1", "1A-1", 6.9), kind="altered", fidelity=0.5, pass_number=2)
    clips = filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)
    assert leads(cut_of(two_takes(), *clips, taste=far)) != 0
    assert leads(cut_of(two_takes(before, after), *clips, taste=far)) == 0


@pytest.mark.parametrize("frames", [18, -18, 0])
def test_a_person_says_how_picture_and_sound_part(frames: int) -> None:
    pins = Pins((Pin("1.2", split=frames),))
    clips = filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)
    assert leads(cut_of(two_takes(), *clips, taste=straight_cuts(), pins=pins)) == frames
    assert leads(cut_of(two_takes(), *clips, pins=pins)) == frames


def test_a_speaker_who_goes_on_in_another_take_is_cut_straight() -> None:
    """A split edit is for an answer."""
    script = a_script("ANNA one two three four / ANNA one two three four")
    clips = [filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_ANNA)]
    cut, _ = first_cut(script, lined(script, *two_takes(), clips=clips), ALWAYS)
    assert [event.leads for event in cut.track("V1")] == [0, 0]


def spoken_apart(*, answer_at: float = 8.0) -> list[Reading]:
    """Return Anna's line with half a second between its words in both takes, then Ben's answer in his."""
    return [
        slowly("1.1", "1A-1", 4.0),
        replace(slowly("1.1", "1B-1", answer_at - 3.3), clear_db=20.0),
        slowly("1.2", "1B-1", answer_at),
    ]


def test_the_picture_leads_by_as_much_as_real_editors_let_it() -> None:
    """Ben is seen while Anna, off camera in his take, speaks her last words; she was seen long enough."""
    cut = cut_of(spoken_apart(), filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN), taste=CLASSIC)
    assert 5 <= leads(cut) <= 87
    first, second = cut.track("V1")
    assert first.record.frames >= 25
    words = [(w.in_s, w.out_s) for r in spoken_apart() if r.file == second.file for w in r.words]
    assert not any(a < second.source.start_s + 0.06 and b > second.source.start_s - 0.06 for a, b in words)  # type: ignore[operator]


def test_a_taste_says_how_many_pictures_lead() -> None:
    """Where no picture is wanted first the sound is, and so it is where the picture cannot be."""
    clips = filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)
    never = replace(CLASSIC, splits=Splits(share=1.0, picture_share=0.0))
    assert leads(cut_of(spoken_apart(), *clips, taste=never)) < 0
    crowded = [slowly("1.1", "1A-1", 4.0, pause_s=0.05), slowly("1.2", "1B-1", 4.0)]
    assert leads(cut_of(crowded, *clips, taste=CLASSIC)) < 0


def test_nothing_spoilt_comes_on_screen_for_a_split() -> None:
    """Ben's take is dark until a second before his line: his picture waits for the light."""
    clips = filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)
    day = lined(TALK, *spoken_apart(), clips=clips)
    lit = replace(day, seen={clip.file: glances(dark_until_s=0.0) for clip in clips})
    dark = replace(day, seen={**lit.seen, "1B-1.mov": glances(dark_until_s=7.0)})
    far = replace(CLASSIC, splits=Splits(share=1.0, picture_share=1.0, least_s=1.2))
    before, after = (first_cut(TALK, one, far)[0] for one in (lit, dark))
    assert leads(before) > 0
    assert leads(after) <= 0


def test_who_speaks_keeps_two_fifths_of_the_picture() -> None:
    """Of Anna's shot of 3 s Ben may have up to 1.8 s; a person may want more."""
    cut = cut_of(spoken_apart(), filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN), taste=CLASSIC)
    first, second = cut.track("V1")
    assert first.record.frames >= 0.4 * (first.record.frames + second.leads)
    early = replace(CLASSIC, splits=Splits(share=1.0, picture_share=1.0, least_s=1.9, most_s=2.0))
    clips = filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)
    assert leads(cut_of(spoken_apart(), *clips, taste=early)) <= 0


def test_who_listens_already_is_not_cut_to_twice() -> None:
    """Ben's close face listens to the end of Anna's long line; his answer in another setup does not lead."""
    words = "one two three four five six seven eight nine ten eleven twelve"
    script = a_script(f"ANNA {words} / BEN one two three four")
    readings = [
        slowly("1.1", "1A-1", 2.0, words),
        slowly("1.1", "1C-1", 3.0, words),
        slowly("1.2", "1B-1", 8.0),
    ]
    clips = [filmed("1A-1", **ON_ANNA), filmed("1C-1", **ON_BEN), filmed("1B-1", **ON_BEN)]
    eager = replace(CLASSIC, splits=Splits(share=1.0, picture_share=1.0))
    cut, _ = first_cut(script, lined(script, *readings, clips=clips), eager)
    assert [(event.file, event.shows) for event in cut.track("V1")] == [
        ("1A-1.mov", "line"),
        ("1C-1.mov", "reaction"),
        ("1B-1.mov", "line"),
    ]
    assert cut.track("V1")[-1].leads <= 0


def glances(*, dark_until_s: float) -> Seen:
    """Return what is seen of a minute: black at first."""
    return Seen(
        60.0,
        tuple(
            Glance(at / 2, (1.0,) * 12, (1.0,) * 12, 0.02 if at / 2 < dark_until_s else 0.5, 0.0, 0.0)
            for at in range(120)
        ),
    )


@pytest.mark.parametrize(
    ("leads", "sees", "why"),
    [
        (200, True, "1B-1 was not shot for so long there"),
        (12, False, "ANNA is heard there, and may be seen in 1B-1 with a mouth that is still"),
        (-30, False, "would"),
        (60, True, "fall inside a word of"),
    ],
)
def test_a_split_that_cannot_be_says_the_one_reason(leads: int, why: str, *, sees: bool) -> None:
    """Of all that may be in the way what is in the way here, by the names of clips and people."""
    clips = (
        (filmed("1A-1", **ON_ANNA), filmed("1B-1", **ON_BEN)) if sees else (filmed("1A-1"), filmed("1B-1"))
    )
    with pytest.raises(CannotKeep) as refused:
        cut_of(two_takes(), *clips, pins=Pins((Pin("1.2", split=leads),)))
    assert refused.value.why.startswith(f"with {leads:+} frames ")
    assert why in refused.value.why
    assert " or a mouth" not in refused.value.why


def test_where_one_person_goes_on_there_is_no_split() -> None:
    """Said as it is, and not as one of several things that it may be."""
    script = a_script("ANNA one two three four / ANNA one two three four")
    day = lined(script, *two_takes())
    with pytest.raises(CannotKeep, match="only where somebody else speaks before it"):
        first_cut(script, day, CLASSIC, pins=Pins((Pin("1.2", split=6),)))
