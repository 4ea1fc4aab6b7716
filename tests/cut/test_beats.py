"""What happens without words: every action of the page is told, and pictures for it change nothing else.

Words of the made readings last 0.2 s each with 0.05 s between.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript, Reading
from rushes.cut import TASTES, first_cut
from rushes.cut.action_clips import matches
from rushes.cut.actions import actions
from rushes.cut.beat_pictures import Proposal, Table, lay, lay_beats, place_between, propose
from rushes.cut.beats import action_beats
from rushes.cut.beats_open import beats_left_open
from rushes.cut.model import ActionBeat, Cut, Event, MissingLine
from rushes.cut.on_camera import OnCamera
from rushes.footage.model import Angle, Behind, Clip, Note
from rushes.screenplay import Screenplay, parse_fountain
from rushes.timecode import Span
from tests.cut.shooting import RATE, a_reading, a_script, a_take, crew, heard, lined

CASE = "ANNA Where is it / > She puts one hand on the case. / BEN Right here"
"""Two lines of three and two words: 0.7 s and 0.45 s long, and what happens between them."""


def an_event(line: str, take: str, at: float, until: float, record: int, *, track: str = "V1") -> Event:
    """Return an event of a take from a second to another, laid at a frame of the film."""
    source = Span(round(at * RATE), round(until * RATE), RATE)
    return Event(
        track=track,
        line=line,
        file=f"{take}.mov",
        source=source,
        record=Span(record, record + source.frames, RATE),
        confidence=1.0,
        needs_look=False,
        reasons=(),
    )


def a_cut(day: LinedScript, *laid: tuple[str, str, float, float], split: int = 0) -> Cut:
    """Return a cut of lines from takes, end to end; split: frames by which pictures lead."""
    sound, at = [], 0
    for line, take, start, end in laid:
        sound.append(an_event(line, take, start, end, at, track="A1"))
        at = sound[-1].record.end
    joins = [0, *(event.record.start - split for event in sound[1:]), at]
    picture = [
        replace(
            event,
            track="V1",
            record=Span(start, end, RATE),
            source=Span(
                event.source.start + start - event.record.start,
                event.source.end + end - event.record.end,
                RATE,
            ),
            leads=event.record.start - start,
        )
        for event, (start, end) in zip(sound, pairwise(joins), strict=True)
    ]
    files = dict.fromkeys(event.file for event in sound)
    return Cut("Made", RATE, "classic", (*picture, *sound), clips=tuple(day.clip(file) for file in files))


def an_insert(take: str = "1F-1", note: str = "insert: hand on case", *, circled: bool = False) -> Clip:
    """Return a clip without sound, and what the script log says of it."""
    clip = a_take(take, frames=150, circled=circled)
    return replace(clip, notes=(Note("script log", note),) if note else ())


def two_takes(*clips: Clip, script: str = CASE, pause: float = 0.9) -> tuple[Screenplay, LinedScript, Cut]:
    """Return a film of two takes that meet between the two lines, with so much quiet there."""
    page = a_script(script)
    day = lined(
        page,
        a_reading("1.1", "1A-1", 10, words="where is it"),
        a_reading("1.2", "1B-1", 20, words="right here"),
        clips=(a_take("1A-1", channels=1), a_take("1B-1", channels=1), *clips),
    )
    cut = a_cut(
        day,
        ("1.1", "1A-1", 9.6, 10.72 + pause / 2),
        ("1.2", "1B-1", 20 - pause / 2, 21),
    )
    return page, day, cut


def the_beat(told: Sequence[ActionBeat]) -> ActionBeat:
    """Return the only beat."""
    (beat,) = told
    return beat


def test_paragraphs_between_two_lines_are_one_beat_and_marks_are_taken_off() -> None:
    """Two paragraphs between two lines stand at one place of the film; a row of stars tells nothing."""
    page = a_script("> It *rains*. / > Harder. / ANNA Go / > * * * / BEN No / (quietly) / > He goes.")
    ((_, found),) = actions(page)
    assert [(one.number, one.text, one.after, one.before) for one in found] == [
        (1, "It rains.\nHarder.", "", "1.1"),
        (2, "He goes.", "1.2", ""),
    ]


def test_a_take_that_runs_on_plays_the_action_through() -> None:
    """One take plays both lines: what happens between them is on screen, told with its seconds."""
    page = a_script(CASE)
    day = lined(page, a_reading("1.1", "1-2", 10, words="where is it"), a_reading("1.2", "1-2", 13))
    cut = a_cut(day, ("1.1", "1-2", 9.6, 12), ("1.2", "1-2", 12, 14))
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.file) == ("played through", "1-2.mov")
    assert (round(beat.in_s, 2), round(beat.out_s, 2)) == (10.7, 13.0)
    assert beat.fact == "1-2 plays on from line 1.1 to line 1.2, 2.3 s without words."
    assert beats_left_open(replace(cut, beats=(beat,)), day) == ()


def test_two_cameras_of_one_performance_play_it_through_as_well() -> None:
    """The cut goes from camera A to camera B on one instant of the take: nothing of it is left out."""
    page = a_script(CASE)
    one = replace(a_take("1-2a"), angle=Angle("1-2", 0.0))
    two = replace(a_take("1-2b"), angle=Angle("1-2", 4.0))
    said = (a_reading("1.1", "1-2a", 10, words="where is it"), a_reading("1.2", "1-2b", 9))
    day = lined(page, *said, clips=(one, two))
    in_step = a_cut(day, ("1.1", "1-2a", 9.6, 12), ("1.2", "1-2b", 8, 10))
    jumps = a_cut(day, ("1.1", "1-2a", 9.6, 12), ("1.2", "1-2b", 8.5, 10))
    assert the_beat(action_beats(page, day, in_step)).how == "played through"
    assert the_beat(action_beats(page, day, jumps)).how == "room for it"


def test_a_pause_over_two_takes_is_room_and_takes_that_play_it_are_named() -> None:
    """The cut leaves the written pause but not in one take; the master plays it and is a candidate."""
    page, day, cut = two_takes()
    master = (a_reading("1.1", "1-1", 5, words="where is it"), a_reading("1.2", "1-1", 8))
    day = replace(day, readings=(*day.readings, *master), clips=(*day.clips, a_take("1-1")))
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.file, beat.candidates) == ("room for it", "", ("1-1.mov",))
    assert beat.fact == (
        "The cut leaves 0.9 s between lines 1.1 and 1.2, over 1A-1 and 1B-1. It is played in 1-1."
    )


def test_a_take_that_is_reset_between_two_lines_does_not_play_through() -> None:
    """The crew speaks between the two lines: whatever the actor did there was not the action."""
    page, day, cut = two_takes()
    master = (a_reading("1.1", "1-1", 5, words="where is it"), a_reading("1.2", "1-1", 12))
    day = replace(
        day,
        readings=(*day.readings, *master),
        off_script=(crew("1-1", 8, 10, "going again from the top"),),
        clips=(*day.clips, a_take("1-1")),
    )
    assert the_beat(action_beats(page, day, cut)).candidates == ()


def test_without_room_it_is_not_covered_and_one_finding_says_so_for_the_scene() -> None:
    """Two takes meet half a second after the words: nothing can happen there."""
    page, day, cut = two_takes(pause=0.5)
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.fact) == (
        "not covered",
        "Between lines 1.1 and 1.2 are 0.5 s, over 1A-1 and 1B-1.",
    )
    (finding,) = beats_left_open(
        replace(cut, beats=(beat, replace(beat, number=2), replace(beat, how="room for it"))), day
    )
    assert (finding.kind, finding.subject) == ("action not covered", "1")
    assert finding.fact.startswith("The page has 3 actions in scene 1; not surely covered: after line 1.1, ")


def test_a_reaction_laid_over_the_pause_hides_what_the_take_plays() -> None:
    """The sound runs through in one take, but the picture is elsewhere: that is room."""
    page = a_script(CASE)
    day = lined(
        page,
        a_reading("1.1", "1-2", 10, words="where is it"),
        a_reading("1.2", "1-2", 13),
        a_reading("1.2", "1C-1", 13),
    )
    cut = a_cut(day, ("1.1", "1-2", 9.6, 12), ("1.2", "1-2", 12, 14))
    first, second = cut.track("V1")
    away = replace(an_event("1.1", "1C-1", 3, 4.4, first.record.end - 35), shows="reaction")
    first = replace(
        first,
        source=Span(first.source.start, first.source.end - 35, RATE),
        record=Span(0, away.record.start, RATE),
    )
    cut = replace(cut, events=(first, away, second, *cut.track("A1")))
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.candidates) == ("room for it", ("1-2.mov",))


def test_an_insert_is_matched_by_the_words_of_the_log() -> None:
    """The script log says what a silent clip shows: it was shot for that action and for no other."""
    script = f"{CASE} / > He turns the book around on the counter. / ANNA Read it to me"
    page, day, cut = two_takes(an_insert(note="insert: hand on case, clear of the book"), script=script)
    hand, book = action_beats(page, day, cut)
    assert (hand.how, hand.file) == ("shot for it", "1F-1.mov")
    says = "the script log says \u201cinsert: hand on case, clear of the book\u201d"
    assert hand.fact == f"1F-1 was shot for it: {says}; the film does not show it."
    assert book.how == "not covered"
    assert "1F-1.mov" not in book.candidates


def test_the_name_of_a_file_tells_too() -> None:
    """Who has no log writes it into the name."""
    clip = replace(an_insert(note=""), file="inserts/1F-1_INSERT_handCase_MOS.mov")
    page, day, cut = two_takes(clip)
    beat = the_beat(action_beats(page, day, cut))
    assert beat.how == "shot for it"
    assert "its name says" in beat.fact


def test_words_that_two_actions_share_make_a_clip_a_candidate_of_both() -> None:
    """Everybody handles the case: *case* alone tells neither."""
    script = f"{CASE} / > He opens the case. / ANNA So it is"
    page, day, cut = two_takes(an_insert(note="CU the case"), script=script)
    first, second = action_beats(page, day, cut)
    assert first.candidates == second.candidates == ("1F-1.mov",)
    assert "shot for it" not in {first.how, second.how}


def test_a_clip_that_only_the_slate_ties_to_the_scene_is_no_more_than_a_candidate() -> None:
    """Nothing is written about it: it may show anything of the scene."""
    page, day, cut = two_takes(an_insert(note="MOS"), pause=0.5)
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.file, beat.candidates) == ("perhaps shot", "", ("1F-1.mov",))
    assert "Nobody speaks in 1F-1." in beat.fact


def test_what_is_written_of_one_take_holds_for_its_setup_and_the_circled_take_goes_first() -> None:
    """The log describes a setup once; three takes of it are one insert."""
    takes = (
        an_insert("1F-1"),
        an_insert("1F-2", note="", circled=True),
        replace(an_insert("1F-3", note=""), slate=replace(a_take("1F-3").slate, no_good=True)),
    )
    page, day, cut = two_takes(*takes)
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.file, beat.candidates) == ("shot for it", "1F-2.mov", ("1F-1.mov", "1F-3.mov"))


def test_names_of_characters_and_words_of_the_camera_tell_nothing() -> None:
    """*Close on Anna* is how a picture is made, not what happens in it."""
    script = "ANNA Where is it / > Anna looks up. / BEN Right here"
    page, day, cut = two_takes(an_insert(note="close on Anna, single"), script=script, pause=0.5)
    assert the_beat(action_beats(page, day, cut)).how == "perhaps shot"


def test_a_clip_full_of_other_talk_is_not_silent() -> None:
    """An interview on the same slate holds no line, but it is no clip without dialogue."""
    page, day, cut = two_takes(an_insert())
    day = replace(day, off_script=(crew("1F-1", 1, 5, "so tell me how it all began"),))
    assert the_beat(action_beats(page, day, cut)).how == "room for it"


def test_a_scene_in_which_nobody_speaks_lists_its_clips_in_order() -> None:
    """All clips of its slate are candidates, in order of setup and take."""
    page = a_script("ANNA Go", "> Rain on the window.")
    clips = [a_take(take) for take in ("2A-1", "2-2", "2-1")]
    day = lined(page, a_reading("1.1", "1-1", 5, words="go"), clips=(a_take("1-1"), *clips))
    beat = the_beat(action_beats(page, day, a_cut(day, ("1.1", "1-1", 4, 6))))
    assert (beat.how, beat.candidates) == ("perhaps shot", ("2-1.mov", "2-2.mov", "2A-1.mov"))
    assert beat.at == 50


def test_the_beginning_of_a_scene_is_looked_for_before_the_first_word() -> None:
    """The cut opens short, but the take has three quiet seconds after its clap: there is room."""
    page = a_script("> A counter, forty umbrellas. / ANNA Where is it")
    day = lined(
        page,
        a_reading("1.1", "1-1", 6, words="where is it"),
        ears={"1-1": heard([(6.0, 6.7)], claps=[1.0])},
    )
    beat = the_beat(action_beats(page, day, a_cut(day, ("1.1", "1-1", 5.4, 7))))
    assert beat.how == "room for it"
    assert beat.fact == (
        "The cut shows 0.6 s before the first word; 1-1 has 4.0 s there without slate or voice."
    )
    longer = the_beat(action_beats(page, day, a_cut(day, ("1.1", "1-1", 4, 7))))
    assert (longer.how, longer.fact) == (
        "played through",
        "1-1 is on screen for 2.0 s before the first word.",
    )


def test_what_a_scene_opens_on_is_never_told_as_missing() -> None:
    """A description of the place is on screen as long as the scene is; a goodbye after it is not."""
    page = a_script("> A counter, forty umbrellas. / ANNA Where is it / > She walks out.")
    said = a_reading("1.1", "1-1", 6, words="where is it")
    for ear, last in ((heard(claps=[5.0]), "room for it"), (heard(), "not covered")):
        day = lined(page, said, ears={"1-1": ear})
        opening, goodbye = action_beats(page, day, a_cut(day, ("1.1", "1-1", 5.4, 7)))
        assert (opening.how, goodbye.how) == ("room for it", last)


def test_a_silent_scene_without_clips_is_not_told_of_twice() -> None:
    """That it has no dialogue is told with its place in the film; its actions add nothing to that."""
    page = a_script("ANNA Go", "> Rain on the window.")
    day = lined(page, a_reading("1.1", "1-1", 5, words="go"))
    beats = action_beats(page, day, a_cut(day, ("1.1", "1-1", 4, 6)))
    assert the_beat(beats).how == "not covered"
    assert beats_left_open(Cut("", RATE, "classic", (), beats=beats), day) == ()


def test_a_line_that_is_not_in_the_film_leaves_its_action_open() -> None:
    """Without the line after it nobody can say where the action belongs."""
    page, day, cut = two_takes()
    cut = replace(cut, events=tuple(event for event in cut.events if event.line == "1.1"))
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, beat.fact) == ("not covered", "Line 1.2 beside it is not in the film.")


def test_words_are_found_in_a_recording_behind_the_picture() -> None:
    """The film's sound is the recorder's: its samples are counted back to the words of the reading."""
    recorder = a_take("sound", rate=Fraction(48000), frames=48000 * 60, is_sound=True)
    page = a_script(CASE)
    clip = replace(a_take("1-2"), behind=(Behind(recorder, at_s=-3.0),))
    said = (a_reading("1.1", "1-2", 10, words="where is it"), a_reading("1.2", "1-2", 13))
    day = lined(page, *said, clips=(clip,))
    cut = a_cut(day, ("1.1", "1-2", 9.6, 12), ("1.2", "1-2", 12, 14))
    events = [
        replace(event, file="sound.mov", source=Span(a * 48000 // 25, b * 48000 // 25, Fraction(48000)))
        for event in cut.track("A1")
        for a, b in [(event.source.start + 75, event.source.end + 75)]
    ]
    cut = replace(cut, events=(*cut.track("V1"), *events), clips=(clip, recorder))
    beat = the_beat(action_beats(page, day, cut))
    assert (beat.how, round(beat.in_s, 2), round(beat.out_s, 2)) == ("played through", 10.7, 13.0)


def test_one_sure_insert_is_proposed_from_the_middle_of_its_clip() -> None:
    """Nobody is heard in it, so its head and tail may show the board; a person is asked to look."""
    page, day, cut = two_takes(an_insert())
    beats = action_beats(page, day, cut)
    table = Table.of(page, day, cut)
    (proposal,) = propose(beats, table, wished_s=2.0)
    assert propose(beats, table, room_s=1.0) == ()
    assert (proposal.after, proposal.before, proposal.clip.file) == ("1.1", "1.2", "1F-1.mov")
    assert proposal.source == Span(50, 100, RATE)
    assert proposal.doubt == "Nobody slates 1F-1 aloud: its board may be in the picture."
    assert proposal.fact.endswith("says \u201cinsert: hand on case\u201d.")


def test_a_proposal_keeps_clear_of_clap_and_crew() -> None:
    """Two voices and a clap are heard: the picture lies between them, and it is known where the board is."""
    page, day, cut = two_takes(replace(an_insert(), channels=1))
    day = replace(
        day,
        off_script=(crew("1F-1", 0.2, 0.6, "action"), crew("1F-1", 5.0, 5.6, "and cut")),
        heard={"1F-1.mov": heard(claps=[1.0], duration=6.0)},
    )
    (proposal,) = propose(action_beats(page, day, cut), Table.of(page, day, cut), wished_s=9.0)
    assert (proposal.source, proposal.doubt) == (Span(50, 120, RATE), "")


def test_two_setups_for_one_action_are_left_to_a_person() -> None:
    """Both surely show it: which one is better nobody has said."""
    page, day, cut = two_takes(an_insert("1F-1"), an_insert("1G-1"))
    beats = action_beats(page, day, cut)
    assert the_beat(beats).how == "shot for it"
    assert propose(beats, Table.of(page, day, cut)) == ()
    assert the_beat(lay_beats(page, day, cut).beats).fact.endswith("not show it: several setups show it.")


def test_a_picture_is_laid_where_the_film_is_cut_and_its_own_sound_with_it() -> None:
    """Everything after it moves later by its length; the beat is told as shown."""
    page, day, cut = two_takes(replace(an_insert(), channels=1))
    day = replace(day, heard={"1F-1.mov": heard(claps=[0.5], duration=6.0)})
    cut = replace(cut, missing=(MissingLine("1.9", "BEN", "What?", cut.frames),))
    laid = lay_beats(page, day, cut)
    beat = the_beat(laid.beats)
    assert (beat.how, beat.file) == ("shot for it", "1F-1.mov")
    assert beat.fact.endswith("hand on case\u201d; it is in the film for 2.0 s.")
    assert [event.shows for event in laid.track("V1")] == ["line", "beat", "line"]
    picture, sound = laid.track("V1")[1], laid.track("A1")[1]
    assert (sound.file, sound.source, sound.record) == ("1F-1.mov", picture.source, picture.record)
    assert laid.missing[0].at == laid.frames == cut.frames + 50
    assert [clip.name for clip in laid.clips] == ["1A-1", "1F-1", "1B-1"]
    assert lay_beats(page, day, laid) == laid


def test_a_silent_insert_leaves_a_gap_in_the_sound() -> None:
    """A clip that was shot without sound brings none."""
    page, day, cut = two_takes(an_insert())
    laid = lay_beats(page, day, cut)
    first, second = laid.track("A1")
    assert second.record.start - first.record.end == 50


def test_a_split_edit_stays_a_split_edit() -> None:
    """The picture is cut ten frames before the sound, and still is; the insert's sound is in sync with it."""
    page, day, _ = two_takes(replace(an_insert(), channels=1))
    day = replace(day, heard={"1F-1.mov": heard(claps=[0.2], duration=6.0)})
    cut = a_cut(day, ("1.1", "1A-1", 9.6, 11.2), ("1.2", "1B-1", 19.6, 21), split=10)
    laid = lay_beats(page, day, cut)
    picture, sound = laid.track("V1")[1], laid.track("A1")[1]
    assert sound.record.start - picture.record.start == sound.source.start - picture.source.start == 10
    assert laid.track("V1")[2].leads == 10
    assert laid.track("A1")[2].record.start - laid.track("V1")[2].record.start == 10


def logged(clip: Clip, *names: str) -> Clip:
    """Return a clip of which the log says who is on camera."""
    return replace(clip, on_camera=names)


def test_a_picture_that_would_jump_is_left_to_a_person() -> None:
    """The silent close-up and the next picture both show Ben: how close each is nobody knows surely."""
    page, day, cut = two_takes(logged(an_insert(note="CU hand on case"), "Ben"))
    day = replace(day, clips=(day.clips[0], logged(day.clips[1], "Ben"), *day.clips[2:]))
    laid = lay_beats(page, day, cut)
    assert laid.events == cut.events
    assert the_beat(laid.beats).fact.endswith(
        "the film does not show it: it may jump beside 1B-1, which shows the same people."
    )
    (finding,) = beats_left_open(laid, day)
    assert (finding.kind, "1F-1 for \u201cShe puts one hand" in finding.fact) == ("shot and not shown", True)
    anna = replace(day, clips=(*day.clips[:2], logged(an_insert(note="hand on case"), "Anna")))
    assert lay_beats(page, anna, cut).frames == cut.frames + 50


def test_no_line_is_heard_over_a_picture_that_may_show_its_speaker() -> None:
    """Sound comes first by half a second, and words with it: only of Anna is it known that she is not Ben."""
    page, day, _ = two_takes(an_insert(note="hand on case"))
    cut = a_cut(day, ("1.1", "1A-1", 9.6, 11.2), ("1.2", "1B-1", 19.8, 21), split=-12)
    assert "heard over it" in the_beat(lay_beats(page, day, cut).beats).fact
    seen = {"1F-1.mov": OnCamera(frozenset({"ANNA"}), frozenset({"BEN"}), "a person")}
    assert lay_beats(page, day, cut, seen).frames == cut.frames + 50
    detail = replace(day, clips=(*day.clips[:2], an_insert(note="insert: hand on case")))
    assert lay_beats(page, detail, cut).frames == cut.frames + 50


def test_a_running_take_is_not_cut_open_for_a_picture() -> None:
    """One take goes on over both lines: there is no cut to lay anything at."""
    page = a_script(CASE)
    day = lined(page, a_reading("1.1", "1-2", 10, words="where is it"), a_reading("1.2", "1-2", 13))
    cut = a_cut(day, ("1.1", "1-2", 9.6, 12), ("1.2", "1-2", 12, 14))
    assert place_between(cut, "1.1", "1.2") is None


def test_a_first_cut_shows_what_was_shot_for_an_action_and_tells_of_the_rest() -> None:
    """Cut from a day: the insert is in the film; for the second action the cut leaves room."""
    page, day, _ = two_takes(an_insert(), script=f"{CASE} / > He lights a lamp. / ANNA Go")
    day = replace(day, readings=(*day.readings, a_reading("1.3", "1C-1", 5, words="go")))
    day = replace(day, clips=(*day.clips, a_take("1C-1")))
    cut, findings = first_cut(page, day, TASTES["classic"])
    assert [(beat.how, beat.file) for beat in cut.beats] == [("shot for it", "1F-1.mov"), ("room for it", "")]
    assert [event.file for event in cut.track("V1") if event.shows == "beat"] == ["1F-1.mov"]
    assert "action not covered" not in {finding.kind for finding in findings}


AS_CREWS_WRITE = (
    ("INS - violin case, tag", 1),
    ("umbrellas, pan L-R to oar", 1),
    ("EST. counter + umbrellas", 1),
    ("cutaway gloves", 1),
    ("counter, wide", 1),
    ("Edith's hand comes in frame R, rests on case lid", 2),
    ("ECU hand / case", 2),
    ("hand", 2),
    ("MCU Edith w pencil, doesn't write", 3),
    ("pencil out from behind ear", 3),
    ("hands only, pencil", 3),
    ("insert book, she turns it", 4),
    ("OH ledger turned round", 4),
    ("INSERT: guest book", 4),
    ("CU Noah reacts", 0),
)
"""What was meant by each, as the number of an action of the first scene; 0: none of them."""


def test_what_crews_write_is_matched_rightly_or_left_open(examples: Path) -> None:
    """Most of it is surely matched, and none of it wrongly; what is left open has the true one among them."""
    page, _ = parse_fountain((examples / "lost-property.fountain").read_text(encoding="utf-8"))
    (scene, found), _ = actions(page)
    assert scene.number == "1"
    surely = 0
    for written, meant in AS_CREWS_WRITE:
        clip = an_insert(note=written)
        match = matches([clip], found, page.characters)[clip.file]
        assert match.sure in {None, meant}, written
        assert meant in {0, match.sure, *match.maybe}, written
        surely += match.sure is not None
    assert surely == 9


@pytest.mark.parametrize("remark", ["a bit dark", "good, twice", "MOS", "boom shadow", "last one is best"])
def test_remarks_on_a_take_tell_nothing_of_what_it_shows(remark: str) -> None:
    """The page has a dark hall and a last light; that is not what the log speaks of."""
    script = "ANNA Where is it / > A dark hall, a shadow, the last light. / BEN Right here"
    page, day, cut = two_takes(an_insert(note=remark), script=script, pause=0.5)
    assert the_beat(action_beats(page, day, cut)).how == "perhaps shot"


@st.composite
def films(draw: st.DrawFn) -> tuple[Cut, tuple[Proposal, ...]]:
    """Return any film of one sound track, split edits and all, and pictures proposed anywhere in it."""
    lengths = draw(st.lists(st.integers(30, 90), min_size=2, max_size=6))
    lines = [f"1.{n}" for n in range(1, len(lengths) + 1)]
    takes = [draw(st.sampled_from(["1A-1", "1B-1", "1C-1"])) for _ in lines]
    day = lined(a_script("ANNA Go"), clips=[a_take(take) for take in ("1A-1", "1B-1", "1C-1")])
    laid = [(line, take, 10.0, 10 + n / 25) for line, take, n in zip(lines, takes, lengths, strict=True)]
    cut = a_cut(day, *laid, split=draw(st.integers(-12, 12)))
    missing = [MissingLine(f"2.{n}", "BEN", "No", n * 20) for n in range(draw(st.integers(0, 4)))]
    proposals = []
    for after, before in draw(st.lists(st.sampled_from(list(pairwise(lines))), max_size=4)):
        take = a_take(draw(st.sampled_from(["1F-1", "1G-1"])), frames=200, channels=draw(st.integers(0, 1)))
        start, frames = draw(st.integers(0, 100)), draw(st.integers(15, 80))
        source = Span(start, start + frames, RATE)
        free = (0.0, 8.0) if draw(st.booleans()) else (start / 25, (start + frames) / 25)
        proposals.append(Proposal("1", 1, after, before, take, source, free, "It was shot for it."))
    return replace(cut, missing=tuple(missing)), tuple(proposals)


@given(films())
def test_laying_pictures_in_changes_nothing_else(made: tuple[Cut, tuple[Proposal, ...]]) -> None:
    """Every event, line and join is as before, only later; V1 is a partition; no track overlaps."""
    cut, proposals = made
    laid = lay(cut, proposals)
    pictures = laid.track("V1")
    assert pictures[0].record.start == 0
    assert all(a.record.end == b.record.start for a, b in pairwise(pictures))
    sounds = laid.track("A1")
    assert all(a.record.end <= b.record.start for a, b in pairwise(sounds))
    kept = [event for event in laid.events if event.shows != "beat"]
    assert [replace(event, record=None) for event in kept] == [  # type: ignore[arg-type]
        replace(event, record=None)  # type: ignore[arg-type]
        for event in cut.events
    ]
    _moved_alike(cut, laid)
    added = sum(event.record.frames for event in pictures if event.shows == "beat")
    assert laid.frames == cut.frames + added
    assert [one.line for one in laid.missing] == [one.line for one in cut.missing]
    assert all(b.at - a.at in {0, *range(added + 1)} for a, b in zip(cut.missing, laid.missing, strict=True))
    assert {event.file for event in laid.events} == {clip.file for clip in laid.clips} | {
        event.file for event in cut.events
    }
    _in_sync(laid)


def _moved_alike(cut: Cut, laid: Cut) -> None:
    """Hold that picture and sound of every line stand to each other as they did."""
    for line in {event.line for event in cut.events}:
        before, after = (
            {
                event.track: event.record.start
                for event in film.events
                if event.line == line and event.shows == "line"
            }
            for film in (cut, laid)
        )
        assert after["V1"] - after["A1"] == before["V1"] - before["A1"]


def _in_sync(laid: Cut) -> None:
    """Hold that the own sound of a picture without words is in sync with it."""
    pictures = {event.line: event for event in laid.track("V1") if event.shows == "beat"}
    for sound in (event for event in laid.track("A1") if event.shows == "beat"):
        picture = pictures[sound.line]
        assert sound.record.start - picture.record.start == sound.source.start - picture.source.start


@given(
    films(), st.lists(st.tuples(st.sampled_from(["1A-1", "1B-1", "1F-1"]), st.integers(0, 40)), max_size=8)
)
def test_any_film_has_every_action_told_once(
    made: tuple[Cut, tuple[Proposal, ...]], said: list[tuple[str, int]]
) -> None:
    """Whatever was heard and laid: each action of the page is told once, in order, with a fact."""
    cut, proposals = made
    page = a_script("> A. / ANNA Go now / > She turns. / BEN No never / > He waits. / ANNA Yes")
    readings: list[Reading] = [a_reading(f"1.{1 + n % 3}", take, at) for n, (take, at) in enumerate(said)]
    day = lined(page, *readings, clips=(*cut.clips, a_take("1F-1"), a_take("1G-1")))
    beats = action_beats(page, day, lay(cut, proposals))
    assert [beat.number for beat in beats] == [1, 2, 3]
    assert all(beat.fact and beat.out_s >= beat.in_s for beat in beats)
    assert all((beat.how == "not covered") <= (not beat.file) for beat in beats)


@pytest.mark.material
def test_scripts_of_others_have_every_paragraph_of_action_told(material: Path) -> None:
    """Nothing of the page is lost: each paragraph with a word in it stands in one beat."""
    folder = material / "screenplays" / "screenplay-tools"
    for path in sorted(folder.glob("*.fountain")):
        page, _ = parse_fountain(path.read_text(encoding="utf-8-sig"))
        day = lined(page)
        beats = action_beats(page, day, Cut(page.title, RATE, "classic", ()))
        told = " ".join(word for beat in beats for word in beat.text.split())
        assert all(" ".join(action.text.split()) in told for _, found in actions(page) for action in found)
        assert all(beat.how == "not covered" for beat in beats)
