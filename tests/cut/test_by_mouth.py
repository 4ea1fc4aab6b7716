"""Who is on camera by mouth movement: only where nobody says, and only where several lines agree."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import rushes
from rushes import errands
from rushes.coverage.model import LinedScript
from rushes.cut import TASTES, first_cut
from rushes.cut.by_mouth import AGAINST, mouths_told, seen_by_mouth, stretches_to_watch
from rushes.cut.on_camera import OnCamera
from rushes.picture import Face, Faces, Mouth, Seen, Stretch
from rushes.screenplay import Screenplay
from tests.cut.shooting import a_reading, a_script, a_take, lined

LINE = "one two three four five six"
"""Takes 1.45 s to say."""
SCRIPT = a_script(" / ".join(f"{who} {LINE}" for who in ("ANNA", "BEN") * 3))
ANNAS, BENS = ("1.1", "1.3", "1.5"), ("1.2", "1.4", "1.6")
ONE_FACE = (Faces(0.0, (Face(0.4, 0.2, 0.2, 0.4, 0.9),)),)


def day(*takes: str, script: Screenplay = SCRIPT) -> LinedScript:
    """Return takes of the whole scene, a line every two seconds from the first on; a face in each."""
    readings = [
        a_reading(line.id, take, 1.0 + 2 * number, words=LINE)
        for take in takes
        for number, line in enumerate(script.lines)
    ]
    found = lined(script, *readings, clips=[a_take(take) for take in takes])
    return replace(found, seen={clip.file: Seen(60.0, faces=ONE_FACE) for clip in found.clips})


def watched(found: LinedScript, take: str, speaks: Mapping[str, Sequence[float | None]]) -> LinedScript:
    """Return a day of which mouths were watched: by line, how sure it is of each face from the left."""
    mouths = [
        Mouth(one.in_s - 0.2, one.out_s + 0.2, number, len(speaks[one.line]), sure)
        for one in found.readings
        if one.file == f"{take}.mov" and one.line in speaks
        for number, sure in enumerate(speaks[one.line], 1)
    ]
    file = f"{take}.mov"
    return replace(found, seen={**found.seen, file: replace(found.seen[file], mouths=tuple(mouths))})


def lines(ids: Sequence[str], *sure: float | None) -> dict[str, Sequence[float | None]]:
    """Return that in each of some lines the mouths are so sure."""
    return dict.fromkeys(ids, sure)


def test_whose_mouth_moves_with_several_lines_is_on_camera_and_who_is_only_heard_is_off() -> None:
    """One face: it speaks Anna's lines and rests through Ben's; the other take of the setup is the same."""
    found = watched(day("1A-1", "1A-2"), "1A-1", lines(ANNAS, 0.9) | lines(BENS, 0.05))
    seen = seen_by_mouth(found, {})
    assert seen["1A-1.mov"] == OnCamera(
        frozenset({"ANNA"}), frozenset({"BEN"}), "mouth movement in 3 of 3 lines"
    )
    assert seen["1A-2.mov"] == seen["1A-1.mov"]


def test_what_somebody_says_is_never_changed_and_a_contradiction_is_told() -> None:
    """The log has Ben there; the only mouth rests through his lines. The cut keeps to the log."""
    found = watched(day("1A-1"), "1A-1", lines(ANNAS, 0.9) | lines(BENS, 0.05))
    known = {"1A-1.mov": OnCamera(frozenset({"BEN"}), frozenset({"ANNA"}), "the log")}
    assert seen_by_mouth(found, known) == known
    told = mouths_told(found, known)
    assert [(one.kind, one.subject) for one in told] == [(AGAINST, "1A")] * 2
    assert told[0].fact == (
        "ANNA is off camera in 1A by the log, but a mouth moves with the words in 3 of 3 lines of ANNA."
    )
    agreed = {"1A-1.mov": OnCamera(frozenset({"ANNA"}), frozenset({"BEN"}), "the log")}
    assert mouths_told(found, agreed) == ()


@pytest.mark.parametrize(
    "speaks",
    [
        {},
        lines(ANNAS[:1], 0.95),
        lines(ANNAS, 0.5),
        lines(ANNAS, None),
        {"1.1": (0.9,), "1.3": (0.1,), "1.5": (0.1,)},
        lines(BENS, 0.02),
    ],
    ids=["none", "one line", "even", "cannot tell", "one of three", "rests alone"],
)
def test_too_little_says_nothing(speaks: dict[str, Sequence[float | None]]) -> None:
    """One line may agree by chance; a face that never speaks may be anybody's."""
    assert seen_by_mouth(watched(day("1A-1"), "1A-1", speaks), {}) == {}


def test_of_two_faces_each_speaks_its_own_lines_and_nobody_is_off() -> None:
    """Left is Anna's, right is Ben's; a third, turned away, might speak unseen."""
    found = watched(day("1A-1"), "1A-1", lines(ANNAS, 0.95, 0.1) | lines(BENS, 0.1, 0.95))
    assert seen_by_mouth(found, {})["1A-1.mov"].on == {"ANNA", "BEN"}
    only = watched(day("1A-1"), "1A-1", lines(ANNAS, 0.95, 0.1) | lines(BENS, 0.1, 0.1))
    assert seen_by_mouth(only, {})["1A-1.mov"] == OnCamera(
        frozenset({"ANNA"}), frozenset(), "mouth movement in 3 of 3 lines"
    )


def test_where_mouths_alone_tell_it_a_finding_says_so() -> None:
    """One for all setups, with how many lines each stands on; a person may say otherwise."""
    found = day("1A-1", "1B-1")
    for take in ("1A-1", "1B-1"):
        found = watched(found, take, lines(ANNAS, 0.9) | lines(BENS, 0.05))
    (told,) = mouths_told(found, {})
    assert (told.kind, told.subject) == ("on camera by mouths", "1A")
    assert told.fact == (
        "Mouth movement alone tells who is on camera in 1A (ANNA in 3 of 3 lines), 1B (ANNA in 3 of 3 lines)."
    )


def test_lines_that_jump_from_face_to_face_are_nobodys() -> None:
    """Once left, once right: each may be chance."""
    speaks = {"1.1": (0.95, 0.1), "1.3": (0.1, 0.95), "1.5": (0.95, 0.1)}
    assert seen_by_mouth(watched(day("1A-1"), "1A-1", speaks), {}) == {}


def test_one_mouth_for_two_is_left_open_and_told() -> None:
    """The same face seems to speak all lines: a person must look."""
    found = watched(day("1A-1"), "1A-1", lines(ANNAS, 0.9) | lines(BENS, 0.9))
    assert seen_by_mouth(found, {}) == {}
    (told,) = mouths_told(found, {})
    assert told.fact == "In 1A one face seems to speak the lines of ANNA and BEN."


def test_some_lines_of_everybody_are_watched_with_quiet_around_them_and_no_other_voice() -> None:
    """Two in a take, four in a setup; where no face was found nothing is watched."""
    found = day("1A-1", "1A-2", "1A-3", "1B-1")
    blind = {**found.seen, "1B-1.mov": Seen(60.0)}
    wanted = stretches_to_watch(replace(found, seen=blind))
    assert {file: len(stretches) for file, stretches in wanted.items()} == {"1A-1.mov": 4, "1A-2.mov": 4}
    assert wanted["1A-1.mov"][0] == Stretch(0.6, 2.85)
    assert wanted["1A-1.mov"][1] == Stretch(2.6, 4.85)
    close = [a_reading("1.1", "1A-1", 1.0, words=LINE), a_reading("1.2", "1A-1", 2.5, words=LINE)]
    tight = replace(found, readings=tuple(close))
    assert stretches_to_watch(tight)["1A-1.mov"] == (Stretch(0.6, 2.5), Stretch(2.45, 4.35))


def test_a_cut_takes_it_and_says_by_what() -> None:
    """The cut keeps who was on camera by mouths; a person's word goes before."""
    found = watched(day("1A-1"), "1A-1", lines(ANNAS, 0.9) | lines(BENS, 0.05))
    cut, _ = first_cut(SCRIPT, found, TASTES["classic"])
    (taken,) = cut.on_camera
    assert (taken.on, taken.off, taken.by) == (("ANNA",), ("BEN",), "mouth movement in 3 of 3 lines")
    cut, findings = first_cut(SCRIPT, found, TASTES["classic"], told={"1A": ["BEN"]})
    assert cut.on_camera[0].by == "a person"
    assert AGAINST in [one.kind for one in findings]


REGISTER = """
[[grant]]
person = "everyone"
uses = ["faces", "mouths"]
by = "the corpus, by its licence"
on = 2026-11-02
"""


@pytest.mark.slow
@pytest.mark.material
@pytest.mark.needs("faces")
def test_real_rushes_are_watched_with_a_yes_and_never_without(
    material: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two takes of one who speaks. Without a register no mouth is watched, though a cache remembers them."""
    scenes, footage = material / "grid-scenes", tmp_path / "rushes"
    footage.mkdir()
    for name in ("1A-1_A001C005.mov", "1A-2_A001C006.mov"):
        shutil.copy(scenes / "rushes" / name, footage)
    (tmp_path / "grants.toml").write_text(REGISTER, encoding="utf-8")
    what = (scenes / "screenplay.fountain", [footage])
    granted = rushes.assemble(*what, tmp_path / "a", cache=tmp_path / "c", grants=tmp_path / "grants.toml")
    assert {one.on for one in granted.cut.on_camera} == {("WILL",)}
    assert all(one.by.startswith("mouth movement in ") for one in granted.cut.on_camera)
    assert "on camera by mouths" in [one.kind for one in granted.findings]
    monkeypatch.setattr(errands, "watch_mouths", lambda *_: pytest.fail("a mouth was watched"))
    silent = rushes.assemble(*what, tmp_path / "b", cache=tmp_path / "c")
    assert silent.cut.on_camera == ()
    assert not any(seen.mouths or seen.faces for seen in silent.lined.seen.values())
