"""How close a setup is seen is told by whoever knows best, and every reason says who that was."""

from dataclasses import replace

from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, Size, first_cut
from rushes.cut.framed import Framings
from rushes.cut.model import Cut
from rushes.errors import Finding
from rushes.footage.model import Clip, Note
from rushes.picture import Face, Faces, Seen, ShotSize
from tests.cut.shooting import a_reading, a_script, a_take, lined

TALK = a_script("ANNA One two three four / BEN One two three four")
CAST = ("ANNA", "BEN")
CLOSE, WIDE = 0.45, 0.08
"""Heights of a face in a close and in a wide shot."""


def noted(take: str, text: str, by: str = "camera report") -> Clip:
    """Return a clip with a note."""
    return replace(a_take(take), notes=(Note(by, text),))


def faces(*heights: float, looks: int = 6) -> Seen:
    """Return a clip in which faces of these heights are seen, every two seconds."""
    boxes = tuple(Face(0.1 + 0.4 * n, 0.2, 0.6 * height, height, 0.9) for n, height in enumerate(heights))
    return Seen(60.0, faces=tuple(Faces(2.0 * n, boxes) for n in range(looks)))


def a_day(*clips: Clip, seen: dict[str, Seen] | None = None) -> LinedScript:
    """Return both lines played in every clip, and what was seen of some."""
    readings = [
        a_reading(line.id, clip.file.removesuffix(".mov"), 2.0 + 2 * n)
        for clip in clips
        for n, line in enumerate(TALK.lines)
    ]
    found = lined(TALK, *readings, clips=list(clips))
    return replace(found, seen={f"{take}.mov": one for take, one in (seen or {}).items()})


def framed(day: LinedScript, take: str, **told: Size) -> tuple[Size | None, str]:
    """Return how a take is framed over its first line, and by whose word."""
    sizes = {name.removeprefix("of_"): size for name, size in told.items()}
    found = Framings.of(day, CAST, sizes).over(f"{take}.mov", 2.0, 3.0)
    return found.size, found.by


def test_a_person_goes_before_paper_paper_before_faces_faces_before_custom() -> None:
    """1B is close by its letter, medium by its face, wide by the note, and what a person says by that."""
    clip = noted("1B-1", "WS")
    seen = {"1B-1": faces(0.2)}
    told = a_day(a_take("1-1"), a_take("1A-1"), clip, seen=seen)
    plain = a_day(a_take("1-1"), a_take("1A-1"), a_take("1B-1"), seen=seen)
    blind = a_day(a_take("1-1"), a_take("1A-1"), a_take("1B-1"))
    assert framed(told, "1B-1", of_1B=Size.MEDIUM) == (Size.MEDIUM, "as a person says")
    assert framed(told, "1B-1") == (Size.WIDE, "(the camera report: WS)")
    assert framed(plain, "1B-1") == (Size.MEDIUM, "by its faces")
    assert framed(blind, "1B-1") == (Size.CLOSE, "by the custom of slates (its letter), not seen")


def test_a_column_of_shot_sizes_goes_before_free_notes() -> None:
    clip = replace(noted("1A-1", "MS Anna"), shot_size=Note("script log", "CU"))
    assert framed(a_day(clip), "1A-1") == (Size.CLOSE, "(the script log: CU)")


def test_what_is_noted_of_one_take_holds_for_the_others_of_its_setup() -> None:
    """Not for another setup, another camera, or where two takes are noted to differ."""
    takes = [noted("1A-1", "CU ANNA"), a_take("1A-2"), a_take("1B-1"), a_take("1A-1b")]
    day = a_day(*takes)
    assert framed(day, "1A-2") == (Size.CLOSE, "(the camera report: CU ANNA)")
    assert "custom" in framed(day, "1B-1")[1]
    assert framed(day, "1A-1b") == (None, "")
    assert "custom" in framed(a_day(*takes, noted("1A-3", "WS")), "1A-2")[1]


def test_a_camera_that_moves_is_told_by_its_faces_where_it_is() -> None:
    """The note says from where to where, and not when; without faces nobody knows."""
    clip = noted("1A-1", "push in WS to CU Anna")
    near, far = faces(CLOSE).faces, faces(WIDE).faces
    seen = Seen(60.0, faces=(*far[:2], *(replace(one, at_s=one.at_s + 10) for one in near)))
    found = Framings.of(a_day(clip, seen={"1A-1": seen}), CAST)
    assert [found.over(clip.file, at_s, at_s + 3).size for at_s in (0.0, 12.0)] == [Size.WIDE, Size.CLOSE]
    assert framed(a_day(clip), "1A-1")[0] is None


def test_a_face_that_turns_away_leaves_the_size_of_its_setup() -> None:
    """Over this reading no face is seen, nor in the rest of this take; in another take one is."""
    day = a_day(a_take("1B-1"), a_take("1B-2"), seen={"1B-1": faces(), "1B-2": faces(CLOSE)})
    assert framed(day, "1B-1") == (Size.CLOSE, "by the faces in its takes")


def cut_of(day: LinedScript, **more: object) -> tuple[Cut, list[Finding]]:
    """Return a cut of the talk, and the findings about faces and sizes."""
    cut, findings = first_cut(TALK, day, TASTES["classic"], **more)  # type: ignore[arg-type]
    return cut, [one for one in findings if "face" in one.kind or "size" in one.kind]


def test_the_cut_opens_with_the_setup_that_is_wide_and_quotes_who_says_so() -> None:
    """By its slate 1 is the master; the crew shot 1B as one."""
    cut, _ = cut_of(a_day(noted("1-1", "CU"), noted("1B-1", "Master")))
    assert cut.events[0].file == "1B-1.mov"
    (fact,) = [reason.fact for reason in cut.events[0].reasons if reason.name == "start wide"]
    assert fact == "1B is wide (the camera report: Master)"


def test_faces_that_contradict_the_paper_are_told_and_the_paper_is_followed() -> None:
    """CU ANNA shows two, of one size, and far away."""
    _, (number, size) = cut_of(a_day(noted("1A-1", "CU ANNA"), seen={"1A-1": faces(WIDE, WIDE)}))
    assert number.fact == (
        "2 faces are seen at once in 1A, where ANNA alone should be (the camera report: CU ANNA)."
    )
    assert size.fact == "1A is close (the camera report: CU ANNA), but wide by the faces in its takes."


def test_people_in_the_background_contradict_nobody() -> None:
    """A close face and a small one far behind it are a single."""
    day = a_day(noted("1A-1", "CU ANNA"), seen={"1A-1": faces(CLOSE, WIDE)})
    assert cut_of(day)[1] == []


def test_no_face_where_one_should_be_is_told() -> None:
    """Nobody is in the picture that is told to show Anna: perhaps the wrong clip."""
    day = a_day(a_take("1A-1"), seen={"1A-1": faces()})
    _, (finding,) = cut_of(day, told={"1A": ["ANNA"]})
    assert finding.fact == "No face was found in 1A, where ANNA should be seen (a person)."


def test_setups_that_are_not_what_their_letters_say_are_told_once() -> None:
    """All three are close: faces are followed, and one finding says so of all."""
    takes = ("1-1", "1A-1", "1B-1")
    day = a_day(*map(a_take, takes), seen={take: faces(CLOSE) for take in takes})
    _, (finding,) = cut_of(day)
    assert finding.fact == (
        "By their faces setups are not what their letters let one guess: "
        "1 (close, not wide), 1A (close, not medium)."
    )


def test_sizes_a_single_fine_step_apart_do_not_make_two_shots_of_one() -> None:
    """A medium and a medium close shot of Anna alone look alike; a medium and a close one do not."""
    of = {
        take: Framings.of(a_day(noted("1A-1", text)), CAST).over("1A-1.mov", 2.0, 3.0)
        for take, text in (("a", "MS ANNA"), ("b", "MCU ANNA"), ("c", "CU ANNA"))
    }
    assert of["b"].step is ShotSize.MEDIUM_CLOSE
    assert not of["a"].differs_from(of["b"])
    assert of["a"].differs_from(of["c"])


def test_a_size_that_changes_within_a_clip_is_told_of_each_cut_as_it_is_there() -> None:
    """1A is wide over the first line, close over the third: only its first cut to the close 1B is a leap."""
    script = a_script(" / ".join(f"{who} One two three four" for who in CAST * 2))
    moving = Seen(60.0, faces=(*faces(WIDE, looks=5).faces, *_later(faces(CLOSE, looks=5), 20.0)))
    readings = [
        a_reading(line.id, take, at)
        for line, take, at in zip(script.lines, ("1A-1", "1B-1") * 2, (2.0, 2.0, 24.0, 24.0), strict=True)
    ]
    day = replace(lined(script, *readings), seen={"1A-1.mov": moving, "1B-1.mov": faces(CLOSE, looks=20)})
    cut, _ = first_cut(script, day, TASTES["classic"])
    leaps = [
        (event.track, event.line, reason.fact)
        for event in cut.events
        for reason in event.reasons
        if reason.name == "sizes change by steps"
    ]
    assert leaps == [("V1", "1.2", "wide to close"), ("A1", "1.2", "wide to close")]


def _later(seen: Seen, by_s: float) -> list[Faces]:
    return [replace(one, at_s=one.at_s + by_s) for one in seen.faces]
