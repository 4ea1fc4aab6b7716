"""The gate: who is in a clip, who said what, and that nothing touches a likeness past it."""

import inspect
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rushes import callsheet, errands
from rushes.coverage import LinedScript
from rushes.crew import Crew
from rushes.engine import Cache, Job
from rushes.errands import Hearing
from rushes.footage import Clip
from rushes.footage.model import Slate
from rushes.gate import Gate, TakenBack, gate_for
from rushes.picture import Face, Faces, Seen
from rushes.project import TwoRegisters
from rushes.release.people import who_is_who
from rushes.rights import (
    ABOUT,
    USES,
    Entry,
    Grant,
    NotGranted,
    Performer,
    Register,
    Undeclared,
    Use,
    touches,
    uses_of,
    writing,
)
from rushes.screenplay import Screenplay, parse_fountain
from rushes.turnover.asked import NotOurConsent, asked_json, read_asked
from tests.picture.making import a_clip
from tests.rights.making import ASKED, a_grant, a_register, back, no, yes
from tests.turnover.making import spoken

PAGE = """\
INT. KITCHEN - DAY #1#

The WAITER pours.

MARA
Where did you put the kettle?

JON
On the stove.

INT. HALL - DAY #2#

MARA
Is anybody there?
"""

ERRANDS = {
    name: found
    for name, found in vars(errands).items()
    if inspect.isfunction(found) and found.__module__ == errands.__name__
}


def page() -> Screenplay:
    """Return two scenes: Mara and Jon in the first, and Mara alone in the second."""
    return parse_fountain(PAGE)[0]


def actor(number: int, *characters: str) -> Entry:
    """Return the entry of the actor of some characters."""
    performer = f"p-{number:04}"
    about = Performer(performer, f"the actor of {' and '.join(characters)}", characters=characters)
    return Entry(kind="performer", performer=performer, about=about)


def of_scene(number: str, **more: Any) -> Clip:
    """Return a clip with a slate of a scene."""
    slate = Slate(scene=number, setup=f"{number}A", take=1)
    return replace(a_clip(f"{number}A-1.mov"), slate=slate, **more)


def gate(*entries: Entry) -> Gate:
    """Return the gate of the two scenes with what was said."""
    return Gate(a_register(*entries), ASKED, page())


CAST = (actor(1, "MARA"), actor(2, "JON"))


def test_in_a_clip_are_the_people_of_its_scene() -> None:
    """Who speaks there, and whom the page names there and the register knows; a clip of nowhere holds all."""
    asked = gate(*CAST, actor(3, "WAITER"))
    assert asked.people_in(of_scene("1")) == ("p-0001", "p-0002", "p-0003")
    assert asked.people_in(of_scene("2")) == ("p-0001",)
    assert set(asked.people_in(a_clip("IMG_4711.mov"))) == {"p-0001", "p-0002", "p-0003"}


def test_of_whom_nobody_says_whom_they_play_may_be_anywhere() -> None:
    """An extra, a passer-by, and a part that no page names: each take waits for their yes, too."""
    asked = gate(*CAST, actor(3), actor(4, "PORTER"))
    assert asked.people_in(of_scene("2")) == ("p-0001", "p-0003", "p-0004")


def test_a_number_means_one_person_wherever_it_is_told() -> None:
    """A finding, a label and a release count along the script, and so speak of the same."""
    scene_two = Slate("2", "2A", 1)
    clip = replace(of_scene("2"), slate=scene_two)
    lined = LinedScript((clip,), page().lines, ())
    told = who_is_who(spoken([("2.1", clip, 0, 10)]), lined, a_register(CAST[1]))
    asked = gate(CAST[1])
    assert told.seen[clip.file] == asked.people_in(clip) == ("unknown-1",)
    assert told.people["unknown-1"].characters == ("MARA",)


def test_whom_the_log_names_is_in_the_clip_too() -> None:
    """Jon has no word in the hall, but the script supervisor saw him there."""
    assert gate(*CAST).people_in(of_scene("2", on_camera=("JON",))) == ("p-0001", "p-0002")


def test_whom_the_register_does_not_know_said_nothing() -> None:
    """They have a number, and their silence is a no to everything."""
    asked = gate(CAST[0], yes("faces"))
    assert asked.people_in(of_scene("1")) == ("p-0001", "unknown-1")
    assert asked.grant(of_scene("1"), "faces") is None
    assert [one.performer for one in asked.noes(of_scene("1"), "faces")] == ["unknown-1"]


def test_a_yes_of_all_who_are_in_a_clip_is_good_for_that_clip_alone() -> None:
    """Mara agreed: in the hall, where she is alone, her face may be found, and nowhere else."""
    granted = gate(*CAST, yes("faces")).grant(of_scene("2"), "faces")
    assert granted
    assert granted.covers("faces", of_scene("2").file)
    assert not granted.covers("faces", of_scene("1").file)
    assert not granted.covers("faces")
    assert not granted.covers("mouths", of_scene("2").file)


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("errand", ERRANDS)
def test_no_errand_is_sent_without_the_yes_that_it_needs(errand: str, use: Use) -> None:
    """Every errand with every use: what it touches is refused by silence, and by a yes to anything else."""
    needed = uses_of(ERRANDS[errand])
    clip = of_scene("2")
    job = Job("job", clip.file, "key", ERRANDS[errand], (clip, None), Faces)
    one_use = gate(*CAST, yes(use)).grant(clip, use) if not ABOUT[use].never else None
    with_yes = Job("job", clip.file, "key", ERRANDS[errand], (clip, one_use), Faces)
    if not needed:
        callsheet.check_sent(job)
        return
    with pytest.raises(NotGranted):
        callsheet.check_sent(job)
    if needed == {use}:
        callsheet.check_sent(with_yes)
    else:
        with pytest.raises(NotGranted):
            callsheet.check_sent(with_yes)


def test_every_errand_says_what_it_touches() -> None:
    """Who adds one must say so; whoever says nothing is not sent."""
    touching = {name: set(uses_of(found)) for name, found in ERRANDS.items() if uses_of(found)}
    assert touching == {
        "find_faces": {"faces"},
        "watch_mouths": {"faces", "mouths"},
        "write_down": {"transcribe"},
    }
    with pytest.raises(Undeclared):
        callsheet.check_sent(Job("job", "a.mov", "key", lambda: None, (), Faces))


def test_what_touches_stands_under_the_yeses_that_it_was_made_by() -> None:
    """So that a yes that is taken back leads to all that was made by it; what touches nobody has no label."""
    said = gate(*CAST, yes("faces"), yes("mouths"))
    clip = of_scene("2")
    grant = said.grant(clip, "faces", "mouths")
    faces, mouths = (one.hash for one in said.register.entries[-2:])
    assert set(callsheet.to_find_faces(clip, grant).labels) == {f"faces:{faces}", f"faces:{mouths}"}
    assert {f"faces:{faces}", f"mouths:{mouths}"} < set(callsheet.to_watch_mouths(clip, (), grant).labels)
    assert callsheet.to_write_down(page(), clip, Hearing("script"), a_grant("transcribe")).labels
    assert callsheet.to_look(clip).labels == ()


def test_what_this_product_cannot_do_no_errand_touches() -> None:
    """No job recognises, ranks, alters, sends away, teaches, makes up or feels; and the table says so."""
    touched = {use for found in ERRANDS.values() for use in uses_of(found)}
    assert {one.use for one in ABOUT.values() if one.has_job} == touched | {"blur", "publish"}


def test_a_declaration_is_on_the_function_itself() -> None:
    """It is not taken for that of another function with the same name."""

    @touches("faces")
    def probe() -> None:
        """Do nothing."""

    assert uses_of(probe) == {"faces"}
    assert uses_of(errands.probe) == frozenset()


def test_the_crew_asks_again_for_whatever_it_is_handed(tmp_path: Path) -> None:
    """A job that was written down past the call sheet is refused where the work is done."""
    crew = Crew(1, Cache(tmp_path))
    job = Job("faces", "a.mov", "key", errands.find_faces, (a_clip("a.mov"), None), tuple[Faces, ...])
    with pytest.raises(NotGranted):
        crew._do([job])


@pytest.mark.parametrize("grant", [None, a_grant("faces", "mouths"), a_grant("transcribe", of="p-0001")])
def test_no_job_is_written_down_for_an_ear_that_writes_without_the_yes_to_that(grant: Grant | None) -> None:
    """The call sheet refuses by itself, before anybody is sent."""
    with pytest.raises(NotGranted):
        callsheet.to_write_down(page(), of_scene("2"), Hearing("whisper"), grant)


def test_a_worker_asks_too() -> None:
    """The errand itself refuses, wherever it is run."""
    clip = of_scene("2")
    other = a_grant("faces", of="p-0001")
    for grant in (None, other):
        with pytest.raises(NotGranted):
            errands.find_faces(clip, grant)
        with pytest.raises(NotGranted):
            errands.watch_mouths(clip, (), grant)
        with pytest.raises(NotGranted):
            errands.write_down(clip, (), Hearing("whisper"), (), grant)
    with pytest.raises(NotGranted):
        errands.listen(clip, (), Hearing("whisper"))


def test_an_outspoken_no_to_being_written_down_is_more_than_silence() -> None:
    """Silence lets the script be followed; a no does not, and is told of the person, by number."""
    assert gate(*CAST).objections(of_scene("2"), "transcribe") == ()
    (objection,) = gate(*CAST, no("transcribe")).objections(of_scene("2"), "transcribe")
    assert objection.performer == "p-0001"


def test_free_speech_is_written_down_only_with_a_yes(tmp_path: Path) -> None:
    """Without one no clip is heard by such an ear, and the finding says whose yes is missing."""
    crew = Crew(1, Cache(tmp_path))
    clips = [of_scene("2", channels=1, path=tmp_path / "2A-1.mov")]
    heard, told = crew.listen(page(), clips, Hearing("whisper"), gate(*CAST))
    assert not heard
    assert [(one.kind, one.subject) for one in told] == [("not written down", "p-0001")]
    assert "--ear script" in told[0].fact


def test_who_said_no_to_it_is_not_even_followed(tmp_path: Path) -> None:
    """The built-in ear leaves their takes alone, too."""
    crew = Crew(1, Cache(tmp_path))
    clips = [of_scene("2", channels=1, path=tmp_path / "2A-1.mov")]
    heard, told = crew.listen(page(), clips, Hearing(), gate(*CAST, no("transcribe")))
    assert not heard
    assert [(one.kind, one.subject) for one in told] == [("not followed", "p-0001")]


def test_one_too_many_in_the_picture_is_somebody_unknown() -> None:
    """Two faces where Mara is alone: somebody said nothing, so nothing that was found there is kept."""
    clip = of_scene("2")
    box = Face(0.1, 0.1, 0.2, 0.2, 0.9)
    found = {clip.file: (Faces(0.0, (box, box)),)}
    kept, (told,) = gate(*CAST, yes("faces")).without_strangers([clip], found)
    assert not kept
    assert told.kind == "somebody unknown"
    everyone = gate(*CAST, yes("faces", of="everyone"))
    assert everyone.without_strangers([clip], found) == (found, ())


def with_faces(clip: Clip) -> LinedScript:
    """Return a lined script in whose clip a face was found."""
    look = Faces(0, (Face(0.1, 0.1, 0.2, 0.3, 0.9),))
    return LinedScript((clip,), page().lines, (), seen={clip.file: Seen(2.0, faces=(look,))})


def test_a_cut_notes_the_yes_that_it_stands_on_and_nobody_by_name() -> None:
    """So that whoever takes it back can be told which cuts were made with it."""
    said, clip = gate(*CAST, yes("faces"), no("publish")), of_scene("2")
    told = said.answers(with_faces(clip))
    assert told
    assert told.yeses == {("faces", said.register.entries[2].hash)}
    assert told.read_in("faces") == {clip.file}
    (mara,) = told.people
    assert (mara.id, mara.characters, mara.clips) == ("p-0001", ("MARA",), (clip.file,))
    assert mara.to("faces").allowed
    assert mara.to("publish").said_no
    assert not mara.to("blur").said_no
    assert b"the actor" not in asked_json(told)
    assert read_asked(asked_json(told)) == told


def test_nothing_is_handed_over_that_was_read_with_a_yes_taken_back_since() -> None:
    """A film may be open for hours; what it read stays in memory, and goes no further."""
    said = gate(*CAST, yes("faces"), back("faces"))
    with pytest.raises(TakenBack, match="open it again"):
        said.answers(with_faces(of_scene("2")))


def test_another_register_does_not_take_the_place_of_the_films_own(tmp_path: Path) -> None:
    """Else a no that was said there would be undone by naming a file that does not hold it."""
    out = tmp_path / "film"
    with writing(out / "consent") as book:
        book.write(no("publish", of="everyone"))
    other = tmp_path / "grants.toml"
    other.write_text('[[grant]]\nperson = "everyone"\nuses = ["faces"]\nby = "us"\non = 2026-11-02\n')
    with pytest.raises(TwoRegisters, match="does not take its place"):
        gate_for(out, page(), other)
    for own in (None, out / "consent", out / "consent" / "register.jsonl"):
        assert len(gate_for(out, page(), own).register.entries) == 1
    assert gate_for(tmp_path / "another film", page(), other).may("faces")


def test_where_nobody_keeps_a_register_nobody_was_asked() -> None:
    assert Gate(Register(), ASKED, page(), begun=False).answers(LinedScript((), page().lines, ())) is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"schema": "rushes.cut-consent/1"}', b"\xff"])
def test_what_is_no_consent_document_is_refused(data: bytes) -> None:
    with pytest.raises(NotOurConsent, match="on whose yes"):
        read_asked(data)
