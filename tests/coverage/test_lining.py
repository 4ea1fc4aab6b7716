"""The lined script: which take covers which line, how well, and what is missing."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage import LinedScript, OffScript, Reading, line_clip, line_up, scenes_for
from rushes.errors import Finding
from rushes.footage.model import Clip
from rushes.footage.slate import read_slate
from rushes.screenplay import Screenplay, parse_fountain
from rushes.sound.model import Heard
from rushes.timecode import Span
from tests.coverage.making import heard, reading_told, sound_of, with_scores

SCRIPT = """INT. KITCHEN - NIGHT #27#

ANNA
Where were you on Thursday night?

BEN
I was at home.

ANNA
Nobody saw you there.

INT. STREET - DAY #28#

BEN
Ask the woman who lives across the street.

ANNA
Yes.
"""
RATE = Fraction(25)


@pytest.fixture
def script() -> Screenplay:
    return parse_fountain(SCRIPT)[0]


def numbered(*scenes: str) -> Screenplay:
    """Return a script of these scene numbers, one line in each: its number, twice."""
    return parse_fountain("\n\n".join(f"INT. ROOM - DAY #{n}#\n\nANNA\nScene {n}." for n in scenes))[0]


def a_clip(name: str, *, frames: int = 1500, rate: Fraction = RATE) -> Clip:
    """Return the clip of that name; its slate is read from it."""
    slate, _ = read_slate(f"{name}.mov")
    return Clip(
        Path("/rushes") / f"{name}.mov", f"{name}.mov", "0" * 64, rate, frames, slate=slate, channels=1
    )


def lined(script: Screenplay, **takes: Heard) -> tuple[LinedScript, tuple[Finding, ...]]:
    """Line the script from takes: ``s27A_1`` is the clip 27A-1."""
    names = {take: take.removeprefix("s").replace("_", "-") for take in takes}
    clips = [a_clip(name) for name in names.values()]
    return line_up(script, clips, {f"{names[take]}.mov": sound for take, sound in takes.items()})


def one_reading(script: Screenplay, *pieces: str | float) -> Reading:
    """Return the only reading of a performance in scene 27."""
    (reading,) = lined(script, s27_1=sound_of(*heard(*pieces)))[0].readings
    return reading


def scenes_of(script: Screenplay, clip: Clip) -> list[str]:
    return [lines[0].scene for lines in scenes_for(script, clip)]


def test_a_line_as_written(script: Screenplay) -> None:
    """Its words, its frames and its seconds, and nothing to forgive."""
    reading = one_reading(script, "nobody saw you there")
    assert (reading.line, reading.file, reading.kind, reading.fidelity) == (
        "27.3",
        "27-1.mov",
        "as written",
        1.0,
    )
    assert [word.state for word in reading.words] == ["said"] * 4
    assert reading.in_s == 1.0
    assert reading.out_s == pytest.approx(1.98)
    assert reading.span == Span(25, 50, RATE)


@pytest.mark.parametrize(
    ("performance", "kind", "told", "fidelity"),
    [
        ("nobody saw me there", "altered", "nobody saw you>me there", 3 / 4),
        ("nobody saw … there", "altered", "nobody saw you>… there", 3 / 4),
        ("nobody saw there", "altered", "nobody saw _you_ there", 3 / 4),
        ("nobody really saw you there", "altered", "nobody +really saw you there", 4 / 5),
        ("nobody saw you", "partial", "nobody saw you _there_", 3 / 4),
        ("were you on thursday night", "partial", "_where_ were you on thursday night", 5 / 6),
        ("were you on thursday", "partial", "_where_ were you on thursday _night_", 4 / 6),
        ("were you on tuesday night", "altered", "_where_ were you on thursday>tuesday night", 4 / 6),
    ],
)
def test_the_kind_of_a_reading_says_what_was_done_to_it(
    script: Screenplay, performance: str, kind: str, told: str, fidelity: float
) -> None:
    """Broken off or begun late is partial; anything said otherwise is altered."""
    reading = one_reading(script, performance)
    assert (reading.kind, reading_told(reading)) == (kind, told)
    assert reading.fidelity == pytest.approx(fidelity)


def test_words_of_a_reading_carry_their_seconds(script: Screenplay) -> None:
    """A missing word has none; an added one has no word of the script."""
    words = one_reading(script, "nobody really saw there").words
    assert [(word.text, word.state, word.heard) for word in words] == [
        ("nobody", "said", "nobody"),
        (None, "added", "really"),
        ("saw", "said", "saw"),
        ("you", "missing", None),
        ("there", "said", "there"),
    ]
    assert [word.in_s for word in words] == [1.0, 1.25, 1.5, None, 1.75]


def test_a_line_said_again_is_another_pass(script: Screenplay) -> None:
    """Passes count up within a clip, line by line; another clip begins at one."""
    take = sound_of(*heard("nobody saw you there", 1.0, "nobody saw you", 1.0, "nobody saw you there"))
    found, _ = lined(script, s27_1=take, s27_2=sound_of(*heard("nobody saw you there")))
    assert [(r.file, r.pass_number, r.kind) for r in found.readings_of("27.3")] == [
        ("27-1.mov", 1, "as written"),
        ("27-1.mov", 2, "partial"),
        ("27-1.mov", 3, "as written"),
        ("27-2.mov", 1, "as written"),
    ]


def test_readings_come_in_story_order_then_by_clip_then_in_time(script: Screenplay) -> None:
    """However the clips are sorted."""
    both = sound_of(*heard("nobody saw you there", 1.0, "where were you on thursday night"))
    found, _ = lined(script, s28_1=sound_of(*heard("yes")), s27B_1=both, s27A_1=both)
    assert [(r.line, r.file) for r in found.readings] == [
        ("27.1", "27A-1.mov"),
        ("27.1", "27B-1.mov"),
        ("27.3", "27A-1.mov"),
        ("27.3", "27B-1.mov"),
        ("28.2", "28-1.mov"),
    ]


def test_what_was_heard_badly_is_believed_less(script: Screenplay) -> None:
    """The same four words, from surely heard to guessed."""
    words = heard("nobody saw you there")
    sure = [
        lined(script, s27_1=sound_of(*with_scores(words, *[score] * 4)))[0].readings[0].confidence
        for score in (0.98, 0.8, 0.6)
    ]
    assert sure[0] > 0.95
    assert sure == sorted(sure, reverse=True)


def test_an_ending_that_sounds_otherwise_is_believed_less_than_a_change_within(script: Screenplay) -> None:
    """A last vowel dying away passes for another word; two words in the middle do not."""
    ending = one_reading(script, "where were you on thursday now")
    within = one_reading(script, "where were they on thursday night")
    assert ending.kind == within.kind == "altered"
    assert ending.confidence < 0.5 < within.confidence
    assert ending.words[-1].confidence < within.words[2].confidence < within.words[0].confidence


def test_a_clean_take_is_clearer_than_a_noisy_one(script: Screenplay) -> None:
    """How far the speech stands above what is heard around it, in dB."""
    words = heard("nobody saw you there")
    found, _ = lined(script, s27_1=sound_of(*words, room_db=-60.0), s27_2=sound_of(*words, room_db=-30.0))
    clean, noisy = found.readings
    assert (clean.clear_db, noisy.clear_db) == (40.0, 10.0)


def test_clearness_without_levels_is_not_known(script: Screenplay) -> None:
    (reading,) = lined(script, s27_1=Heard("made", 60.0, heard("nobody saw you there")))[0].readings
    assert reading.clear_db == 0.0


def test_speech_that_is_no_line_goes_off_script(script: Screenplay) -> None:
    """Half a second of silence parts one utterance from the next; a voice not understood is a dot dot dot."""
    take = sound_of(*heard("sorry can we", 0.3, "go again", 0.9, "… please", 0.9, "nobody saw you there"))
    found, _ = lined(script, s27_1=take)
    assert [one.heard for one in found.off_script] == ["sorry can we go again", "… please"]
    assert found.off_script[0].span == Span.around(1.0, 2.53, RATE)


def test_a_reading_parts_what_was_said_before_it_from_what_was_said_after() -> None:
    """'Well.' 'Yes.' 'So.' 'Nobody ...': what is off script does not cover the line between."""
    script = parse_fountain("INT. A #1#\n\nANNA\nYes.\n\nBEN\nNobody saw you there.")[0]
    found, _ = lined(script, s1_1=sound_of(*heard("well", 0.06, "yes", 0.1, "so nobody saw you there")))
    assert [(reading.line, reading.kind) for reading in found.readings] == [
        ("1.1", "as written"),
        ("1.2", "as written"),
    ]
    assert [one.heard for one in found.off_script] == ["well", "so"]


def test_lines_that_nobody_spoke_are_missing_and_told(script: Screenplay) -> None:
    """In story order, each with a finding that says whose line it is."""
    found, findings = lined(
        script, s27_1=sound_of(*heard("nobody saw you there")), s28_1=sound_of(*heard("yes"))
    )
    assert found.missing == ("27.1", "27.2", "28.1")
    told = [finding for finding in findings if finding.kind == "line never spoken"]
    assert [finding.subject for finding in told] == list(found.missing)
    assert 'BEN: "I was at home."' in told[1].fact


def test_a_clip_in_which_nothing_of_the_script_is_heard_is_told(script: Screenplay) -> None:
    """Silence, a noise and chatter are three different things to look for."""
    _, findings = lined(
        script,
        s27A_1=sound_of(),
        s27B_1=sound_of(*heard("…", 0.4, "…")),
        s27C_1=sound_of(*heard("is there any coffee left")),
        s27D_1=sound_of(*heard("nobody saw you there")),
    )
    told = {
        finding.subject: finding.fact for finding in findings if finding.kind == "nothing of the script heard"
    }
    assert list(told) == ["27A-1.mov", "27B-1.mov", "27C-1.mov"]
    assert "no speech at all" in told["27A-1.mov"]
    assert "no word" in told["27B-1.mov"]
    assert "no line of the script" in told["27C-1.mov"]


def test_a_clip_that_was_not_heard_is_neither_silent_nor_missing(script: Screenplay) -> None:
    """A clip without sound stays among the clips; nothing is claimed of it."""
    clips = [a_clip("27-1"), a_clip("27-2")]
    found, findings = line_up(script, clips, {"27-2.mov": sound_of(*heard("nobody saw you there"))})
    assert found.clips == tuple(clips)
    assert set(found.heard) == {"27-2.mov"}
    assert not [finding for finding in findings if finding.subject == "27-1.mov"]


def test_no_clips_and_no_lines(script: Screenplay) -> None:
    found, findings = line_up(script, [], {})
    assert (found.readings, len(found.missing), len(findings)) == ((), 5, 5)
    empty, nothing = line_up(Screenplay((), ()), [a_clip("27-1")], {"27-1.mov": sound_of(*heard("yes"))})
    assert (empty.readings, empty.missing, len(nothing)) == ((), (), 1)
    assert [one.heard for one in empty.off_script] == ["yes"]


def test_a_slate_names_its_scene(script: Screenplay) -> None:
    """27A is scene 27's setup A; only that scene's lines are listened for."""
    assert scenes_of(script, a_clip("27A-1")) == ["27"]
    assert scenes_of(script, a_clip("28-3")) == ["28"]


def test_without_a_slate_any_scene_may_be_spoken(script: Screenplay) -> None:
    assert scenes_of(script, a_clip("holiday")) == ["27", "28"]


def test_a_slate_of_a_scene_that_the_script_has_not_may_be_any(script: Screenplay) -> None:
    """Renumbered pages: better to look everywhere than nowhere."""
    assert scenes_of(script, a_clip("99B-1")) == ["27", "28"]


def test_scenes_without_dialogue_are_not_listened_for() -> None:
    page = "INT. A #1#\n\nRain.\n\nINT. B #2#\n\nANNA\nScene two."
    assert scenes_of(parse_fountain(page)[0], a_clip("holiday")) == ["2"]


@pytest.mark.parametrize(
    ("scenes", "name", "expected"),
    [
        (("27", "28"), "27A-1", ["27"]),
        (("27A", "28"), "27A-1", ["27A"]),
        (("27", "27A", "28"), "27A-1", ["27", "27A"]),
        (("27", "27A", "27B"), "27-1", ["27"]),
        (("27", "27A"), "27AB-1", ["27", "27A"]),
        (("2", "27", "7A"), "27A-1", ["27"]),
        (("27a", "28"), "27A-1", ["27a"]),
    ],
)
def test_a_slate_27a_is_scene_27_or_scene_27a(
    scenes: tuple[str, ...], name: str, expected: list[str]
) -> None:
    """Where the script has both, the setup of one and the master of the other look alike."""
    assert scenes_of(numbered(*scenes), a_clip(name)) == expected


def test_a_british_slate_number_is_no_scene() -> None:
    """Slate 12 may be any scene: British slates count through the whole film."""
    clip = a_clip("Slate 12 Take 4")
    assert (clip.slate.scene, clip.slate.setup) == (None, "12")
    assert scenes_of(numbered("11", "12", "13"), clip) == ["11", "12", "13"]


def test_of_several_scenes_the_one_that_explains_most_is_taken(script: Screenplay) -> None:
    """A clip without a slate belongs to the scene that is played in it."""
    take = sound_of(*heard("ask the woman who lives across the street", 0.6, "yes", 0.9, "nobody saw you"))
    readings, _ = line_clip(scenes_for(script, a_clip("holiday")), a_clip("holiday"), take)
    assert [reading.line for reading in readings] == ["28.1", "28.2"]


def test_two_scenes_of_one_number_are_both_looked_in() -> None:
    page = "INT. A #1#\n\nANNA\nHere comes the rain.\n\nINT. B #1#\n\nBEN\nThere goes the sun."
    script = parse_fountain(page)[0]
    found, _ = lined(script, s1A_1=sound_of(*heard("there goes the sun")))
    assert [reading.line for reading in found.readings] == ["1.2"]


def test_sound_beyond_the_last_frame_is_no_part_of_the_clip(script: Screenplay) -> None:
    """The recorder ran on: a line that begins after the picture cannot be cut to."""
    clip = a_clip("27-1", frames=40)
    take = sound_of(*heard("nobody saw you there", 1.0, "where were you on thursday night"))
    (reading,), loose = line_clip(scenes_for(script, clip), clip, take)
    assert (reading.line, reading.kind) == ("27.3", "partial")
    assert reading.span == Span(25, 40, RATE)
    assert loose == ()


words = st.sampled_from(
    ["nobody", "saw", "you", "where", "were", "on", "i", "was", "at", "home", "yes", "cut"]
)
performed = st.lists(
    st.one_of(
        words,
        st.sampled_from(
            ["nobody saw you there", "where were you on thursday night", "i was at home", "yes", "…"]
        ),
        st.sampled_from([0.1, 0.6, 1.5]),
    ),
    max_size=25,
)


@settings(max_examples=200)
@given(
    performed,
    st.sampled_from([Fraction(25), Fraction(24000, 1001), Fraction(30000, 1001), Fraction(120)]),
    st.integers(1, 3000),
    st.sampled_from(["27-1", "28-1", "holiday"]),
)
def test_whatever_is_said_readings_lie_within_the_clip(
    pieces: list[str | float], rate: Fraction, frames: int, name: str
) -> None:
    """Every span is whole frames of the clip that hold the sound; every number is in its range."""
    script, clip = parse_fountain(SCRIPT)[0], a_clip(name, frames=frames, rate=rate)
    found, _ = line_up(script, [clip], {clip.file: sound_of(*heard(*pieces))})
    for one in _speech(found):
        assert 0 <= one.span.start < one.span.end <= frames
        assert one.span.start_s <= one.in_s + 1e-6
        assert one.span.end_s >= min(one.out_s, float(frames / rate)) - 1e-6
    for reading in found.readings:
        assert 0 < reading.fidelity <= 1
        assert 0 <= reading.confidence <= 1
        assert (reading.kind == "as written") is (reading.fidelity == 1.0)
    covered = {reading.line for reading in found.readings}
    assert covered | set(found.missing) == {line.id for line in script.lines}
    assert covered.isdisjoint(found.missing)
    stretches = sorted((one.in_s, one.out_s) for one in _speech(found))
    assert all(one[1] <= other[0] + 1e-9 for one, other in pairwise(stretches))


def _speech(found: LinedScript) -> list[Reading | OffScript]:
    return [*found.readings, *found.off_script]
