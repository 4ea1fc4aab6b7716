"""The spoken slate against the name's: the same, another one, or one where the name has none."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.coverage import LinedScript, line_up
from rushes.coverage.slating import slated
from rushes.errors import Finding
from rushes.footage import Clip, read_slate
from rushes.footage.model import Witness
from rushes.screenplay.fountain import parse_fountain
from rushes.sound import EAR_VERSION
from rushes.sound.model import Heard, HeardWord
from tests.coverage.making import heard, sound_of

SCRIPT = """
INT. BAR - NIGHT #27#

ANNA
Where were you on Thursday night?

BEN
I was at home and nobody saw me.

INT. STREET - DAY #31#

ANNA
The piano stands in the rain again.

BEN
Then somebody has to carry it home.
"""
SCENE_27 = ("where were you on thursday night", 0.5, "i was at home and nobody saw me")
SCENE_31 = ("the piano stands in the rain again", 0.5, "then somebody has to carry it home")


def a_clip(name: str) -> Clip:
    slate, _ = read_slate(name)
    return Clip(Path("/rushes") / name, name, "0" * 64, Fraction(25), 2000, channels=1, slate=slate)


def spoken(slate: str, *lines: str | float, score: float = 0.8, ear: str = EAR_VERSION) -> Heard:
    """Return what is heard where an assistant says a slate before these lines."""
    words = tuple(replace(word, score=score) for word in heard(slate, at=1.0))
    return replace(sound_of(*heard(*lines, at=8.0)), ear=ear, slate_words=words)


def lined(name: str, sound: Heard) -> tuple[LinedScript, list[Finding]]:
    script, clip = parse_fountain(SCRIPT)[0], a_clip(name)
    found, findings = line_up(script, [clip], {clip.file: sound})
    return found, [one for one in findings if one.kind != "line never spoken"]


def test_a_voice_that_says_what_the_name_says_confirms_it() -> None:
    """No finding; the slate tells what was heard, and is the name's as before."""
    found, findings = lined("27A-3.mov", spoken("scene twenty seven apple take three mark", *SCENE_27))
    slate = found.clips[0].slate
    assert (slate.label, slate.heard, slate.source) == ("27A-3", "27A-3", "name")
    assert findings == []


def test_another_take_is_a_conflict_and_the_name_stays_in_force() -> None:
    """A person decides; both are named, and what to do about it."""
    found, (finding,) = lined("27A-2.mov", spoken("scene twenty seven apple take three", *SCENE_27))
    assert (found.clips[0].slate.label, found.clips[0].slate.heard) == ("27A-2", "27A-3")
    assert finding.kind == "slate conflict"
    assert "scene 27, setup 27A, take 2; the voice says scene 27, setup 27A, take 3" in finding.fact
    assert "rename" in finding.advice


def test_a_faint_voice_does_not_contradict_a_name() -> None:
    """What was half heard is no reason to trouble anybody."""
    found, findings = lined("27A-2.mov", spoken("scene twenty seven apple take three", *SCENE_27, score=0.4))
    assert (found.clips[0].slate.heard, findings) == ("", [])


def test_a_faint_voice_that_says_the_same_is_believed() -> None:
    """Two witnesses: the name and the voice."""
    found, _ = lined("27A-3.mov", spoken("scene twenty seven apple take three", *SCENE_27, score=0.4))
    assert found.clips[0].slate.heard == "27A-3"
    assert [speech.what for speech in found.off_script] == ["slate"]


def test_a_name_without_slate_is_filled_by_the_voice() -> None:
    """The clip goes by its spoken slate in everything that follows."""
    sound = spoken("scene thirty one baker take two mark", *SCENE_31)
    found, (finding,) = lined("MVI_0042.MOV", sound)
    (clip,) = found.clips
    assert (clip.name, clip.slate.scene, clip.slate.source) == ("31B-2", "31", "voice")
    assert [reading.line for reading in found.readings] == ["31.1", "31.2"]
    assert finding.kind == "slate heard"
    assert "31B-2" in finding.advice


def test_the_spoken_scene_decides_whose_lines_may_be_spoken() -> None:
    """A line of the other scene, said as an ad-lib under this slate, is no reading of that scene."""
    sound = spoken("scene twenty seven take one mark", *SCENE_27, 2.0, "then somebody has to")
    found, _ = lined("MVI_0042.MOV", sound)
    assert {reading.line for reading in found.readings} == {"27.1", "27.2"}


def test_a_voice_that_the_lines_deny_fills_in_nothing() -> None:
    """The lines are of scene 31, whatever was called; that is a conflict for a person to settle."""
    found, (finding,) = lined("MVI_0042.MOV", spoken("scene twenty seven take one mark", *SCENE_31))
    assert (found.clips[0].slate.label, finding.kind) == ("", "slate conflict")
    assert "of scene 31" in finding.fact
    assert {reading.line for reading in found.readings} == {"31.1", "31.2"}
    _, faintly = lined("MVI_0042.MOV", spoken("scene twenty seven take one mark", *SCENE_31, score=0.4))
    assert faintly == []


@pytest.mark.parametrize("lines", [(), SCENE_27], ids=["no line", "its lines"])
def test_a_faint_voice_fills_in_nothing(lines: tuple[str | float, ...]) -> None:
    """Lines can bear witness to the scene, not to the setup and the take."""
    found, findings = lined("MVI_0042.MOV", spoken("scene twenty seven take one", *lines, score=0.4))
    assert found.clips[0].slate.label == ""
    assert "slate heard" not in {one.kind for one in findings}


def test_only_what_the_name_leaves_open_is_filled() -> None:
    """A folder's name gives the scene, the voice the take."""
    found, (finding,) = lined("Scene 27 wide.mov", spoken("scene twenty seven take four mark", *SCENE_27))
    slate = found.clips[0].slate
    assert (slate.scene, slate.take, slate.source) == ("27", 4, "name, voice")
    assert finding.kind == "slate heard"


def test_a_voice_that_says_two_slates_is_believed_in_neither() -> None:
    """Somebody corrected himself, or two boards went over one clip."""
    sound = spoken("scene twenty seven take one mark scene twenty seven take two mark", *SCENE_27)
    found, (finding,) = lined("MVI_0042.MOV", sound)
    assert (found.clips[0].slate.label, finding.kind) == ("", "ambiguous slate")


def test_a_british_slate_is_no_conflict_with_a_letter() -> None:
    """Slate 124 and setup 27A may be the same board; their takes are compared."""
    _, same = lined("27A-2.mov", spoken("slate one two four take two", *SCENE_27))
    _, (other,) = lined("27A-2.mov", spoken("slate one two four take three", *SCENE_27))
    assert same == []
    assert other.kind == "slate conflict"


def test_a_transcript_says_its_slate_among_its_words() -> None:
    """Other ears hear whole sentences: the slate is read in what they tell."""
    words = heard("Scene 31B, take 2. Mark.", 1.0, *SCENE_31)
    found, _ = lined("MVI_0042.MOV", replace(sound_of(*words), ear="transcript, somebody"))
    assert found.clips[0].slate.label == "31B-2"
    assert [(speech.what, speech.heard) for speech in found.off_script] == [
        ("slate", "Scene 31B, take 2. Mark.")
    ]


def test_free_words_of_our_ear_are_no_slate() -> None:
    """It hears what anybody may say, and is not sure of it: only the slate's own search tells a slate."""
    words = heard("scene twenty seven take one mark", 1.0, *SCENE_31)
    found, findings = lined("MVI_0042.MOV", replace(sound_of(*words), ear=EAR_VERSION))
    assert (found.clips[0].slate.label, findings) == ("", [])


def test_slate_and_crew_are_told_from_ad_libs() -> None:
    """What is off script says what it is, where that is sure."""
    sound = spoken("scene twenty seven take one mark", *SCENE_27, 1.0, "sorry once more", 1.0, "and cut")
    found, _ = lined("27-1.mov", sound)
    told = [(speech.heard, speech.what) for speech in found.off_script]
    assert told == [
        ("scene twenty seven take one mark", "slate"),
        ("sorry once more", ""),
        ("and cut", "crew"),
    ]


def test_a_slate_is_told_once() -> None:
    """Free words where a believed slate was heard faintly are that slate, not an ad-lib."""
    faint = spoken("scene twenty seven take one mark", *SCENE_27, score=0.4)
    sound = replace(faint, words=(HeardWord("seen", 1.1, 1.4), HeardWord("mark", 2.2, 2.5), *faint.words))
    found, _ = lined("27-1.mov", sound)
    assert [speech.what for speech in found.off_script] == ["slate"]


def test_lines_that_two_scenes_share_deny_neither() -> None:
    """A scene played twice in the film: what the voice calls decides which it is."""
    script = parse_fountain(SCRIPT + SCRIPT.replace("#27#", "#44#").replace("#31#", "#45#"))[0]
    clip, sound = a_clip("MVI_0042.MOV"), spoken("scene forty four take one mark", *SCENE_27)
    found, _ = line_up(script, [clip], {clip.file: sound})
    assert found.clips[0].slate.label == "44-1"
    assert {reading.line for reading in found.readings} == {"44.1", "44.2"}


def on_paper(clip: Clip, by: str, told: str) -> Clip:
    """Return a clip of which a paper told another take and was followed."""
    slate, _ = read_slate(told)
    followed = replace(slate, source="paper", circled=True, circled_by=by)
    return replace(clip, slate=followed, witnesses=(Witness(by, followed), Witness("name", clip.slate)))


def test_a_voice_is_the_second_witness_of_the_name_against_the_paper() -> None:
    """The log's line slipped: name and voice say take 2, so its circle goes with take 3."""
    sound = spoken("scene twenty seven apple take two", *SCENE_27)
    clip, (finding,) = slated(on_paper(a_clip("27A-2.mov"), "script log", "27A-3"), sound, ["27"])
    assert (clip.slate.label, clip.slate.heard, clip.slate.circled) == ("27A-2", "27A-2", False)
    assert finding.kind == "slate conflict"
    assert "Its name and the voice were followed, as more say so" in finding.fact


def test_a_voice_alone_outweighs_neither_paper_nor_name() -> None:
    """The voice says a third thing: the paper stays in force, and the finding names all three."""
    sound = spoken("scene twenty seven apple take five", *SCENE_27)
    clip, (finding,) = slated(on_paper(a_clip("27A-2.mov"), "script log", "27A-3"), sound, ["27"])
    assert (clip.slate.label, clip.slate.circled) == ("27A-3", True)
    assert [word in finding.fact for word in ("take 2", "take 3", "take 5")] == [True] * 3


def test_a_voice_that_confirms_the_paper_needs_no_further_finding() -> None:
    sound = spoken("scene twenty seven apple take three", *SCENE_27)
    clip, findings = slated(on_paper(a_clip("27A-2.mov"), "script log", "27A-3"), sound, ["27"])
    assert (clip.slate.label, clip.slate.heard, findings) == ("27A-3", "27A-3", ())
