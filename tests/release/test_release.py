"""A release copy: nobody is in it who did not say yes, and it says what is covered."""

import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from rushes import assemble
from rushes.credentials import anchors, read_credentials
from rushes.credentials.terms import COVERED, MUTED, STANDING
from rushes.picture.model import Face
from rushes.project import JOURNAL
from rushes.release import NotAllAgreed, NotBoxes, copying, read_boxes, release
from rushes.release import finding as finder
from rushes.release.copying import NothingToRelease, Occupied, Shown, write_copy
from rushes.release.opening import Opened
from rushes.release.people import NotInThisFilm
from rushes.release.told import released_told
from rushes.rights import Entry, Grant, NotGranted, writing
from rushes.screening.acts import Swap
from rushes.screening.film import open_film
from rushes.screening.journal import Journal
from rushes.screening.room import ScreeningRoom
from rushes.turnover import NoCutThere
from rushes.turnover.preview.check import check_preview
from rushes.turnover.withheld import NOTHING
from tests.conftest import Shoot
from tests.release.making import FIRST, MARA, NOAH, SECOND, TODAY, Shot, said, shot
from tests.rights.making import a_grant


def flat(path: Path) -> list[bool]:
    """Tell of each frame whether it is one grey."""
    with av.open(str(path)) as container:
        return [int(np.ptp(frame.to_ndarray(format="gray"))) < 16 for frame in container.decode(video=0)]


def loudness(path: Path) -> tuple[float, float]:
    """Return the peaks of the first and the second second, well within."""
    with av.open(str(path)) as container:
        sound = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    return tuple(float(np.abs(sound[:, at : at + 40000]).max()) for at in (4000, 52000))  # type: ignore[return-value]


@pytest.fixture
def made(tmp_path: Path) -> Shot:
    return shot(tmp_path)


def test_without_a_register_nothing_leaves(made: Shot, tmp_path: Path) -> None:
    """Silence means no: it names who did not say yes, and what can be done."""
    with pytest.raises(NotAllAgreed) as refused:
        release(made.out, tmp_path / "copy.mp4", on=TODAY)
    told = str(refused.value)
    assert "the performer of MARA (unknown-1), the performer of NOAH (unknown-2) did not say yes" in told
    assert "--cover all" in told
    assert not (tmp_path / "copy.mp4").exists()


def test_when_all_said_yes_all_are_in_it(made: Shot, tmp_path: Path) -> None:
    said(made, {MARA: ["publish"], NOAH: ["publish"]})
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY)
    assert (done.covered, [one.id for one in done.shown]) == ((), [MARA, NOAH])
    assert not any(flat(done.file))
    assert min(loudness(done.file)) > 0.1
    assert "Nobody is covered: all said yes." in released_told(done)


def test_who_did_not_say_yes_is_named_and_nobody_else(made: Shot, tmp_path: Path) -> None:
    said(made, {MARA: ["publish"]})
    with pytest.raises(NotAllAgreed, match=r"^the actor of NOAH \(p-0002\) did not say yes"):
        release(made.out, tmp_path / "copy.mp4", on=TODAY)


@pytest.mark.parametrize("name", ["all", "NOAH", "the actor of noah", "p-0002"])
def test_who_is_covered_is_neither_seen_nor_heard(made: Shot, tmp_path: Path, name: str) -> None:
    """Nobody knows where he is in the picture, so all of it is covered; she is as she was."""
    said(made, {MARA: ["publish"]})
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=[name])
    assert [one.id for one in done.covered] == [NOAH]
    assert flat(done.file) == [False] * 25 + [True] * 25
    first, second = loudness(done.file)
    assert first > 0.1
    assert second < 1e-3
    assert [one.kind for one in done.findings] == ["covered whole", "not noted"]
    told = released_told(done)
    assert "over the whole picture for 1.0 s, muted for 1.0 s" in told
    assert "Watch the copy from end to end before it leaves" in told


def test_a_yes_that_is_taken_back_while_the_copy_is_written_stops_it(
    made: Shot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds from that moment on: nothing appears, and nothing is noted as having left."""
    said(made, {MARA: ["publish"], NOAH: ["publish"]})

    def meanwhile(*of_copy: object) -> None:
        check_preview(*of_copy)  # type: ignore[arg-type]
        with writing(made.consent) as register:
            register.write(Entry(kind="revoke", performer=NOAH, uses=("publish",)))

    monkeypatch.setattr(copying, "check_preview", meanwhile)
    with pytest.raises(NotGranted, match="p-0002 took the yes to 'publish' back"):
        release(made.out, tmp_path / "copy.mp4", on=TODAY)
    assert not list(tmp_path.glob("*.mp4"))
    assert not list(tmp_path.glob(".rushes-partial*"))


def test_a_film_of_which_nobody_says_who_is_in_it_is_not_taken_for_empty(tmp_path: Path) -> None:
    """Nobody speaks and nobody is in the register: whoever is in the pictures said nothing."""
    made = shot(tmp_path, ())
    lined = made.out / "lined-script.json"
    told = json.loads(lined.read_bytes())
    lined.write_text(json.dumps({**told, "lines": [], "readings": []}))
    with pytest.raises(NotAllAgreed, match=r"^whoever is in the pictures \(unknown-1\) did not say yes"):
        release(made.out, tmp_path / "copy.mp4", on=TODAY)
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"])
    assert all(flat(done.file))
    assert max(loudness(done.file)) < 1e-3


def test_a_yes_to_something_else_is_no_yes(made: Shot, tmp_path: Path) -> None:
    said(made, {MARA: ["publish"], NOAH: ["faces", "blur"]})
    with pytest.raises(NotAllAgreed, match=r"^the actor of NOAH"):
        release(made.out, tmp_path / "copy.mp4", on=TODAY)


def test_where_nobody_says_who_is_on_camera_all_of_the_scene_may_be(tmp_path: Path) -> None:
    """The script alone knows that both speak in the scene: her clip may show him, too."""
    made = shot(tmp_path, ())
    said(made, {MARA: ["publish"]})
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"])
    assert all(flat(done.file))


def boxes(made: Shot, text: str) -> Path:
    file = made.out.parent / "boxes.toml"
    file.write_text(text)
    return file


def test_a_drawn_box_covers_him_and_nothing_else(made: Shot, tmp_path: Path) -> None:
    """Needs no yes to look for faces: nothing looked."""
    said(made, {MARA: ["publish"]})
    file = boxes(made, f'[[box]]\nclip = "{SECOND}"\nwho = "NOAH"\nat = {{ 0 = [0.25, 0.25, 0.25, 0.5] }}\n')
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"], boxes=file)
    assert done.places == {SECOND: "drawn"}
    assert (done.count.covered, done.count.whole) == (25, 0)
    with av.open(str(done.file)) as container:
        pictures = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    for picture in pictures[25:]:
        assert int(np.ptp(picture[60:120, 95:145])) < 12
        assert int(np.ptp(picture)) > 100


def test_frames_outside_of_a_drawn_box_are_covered_whole(made: Shot, tmp_path: Path) -> None:
    said(made, {MARA: ["publish"]})
    file = boxes(made, f'[[box]]\nclip = "{SECOND}"\nto = 20\nat = {{ 0 = [0.25, 0.25, 0.25, 0.5] }}\n')
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"], boxes=file)
    assert flat(done.file) == [False] * 35 + [True] * 15


def test_a_person_may_say_that_somebody_is_not_seen(made: Shot, tmp_path: Path) -> None:
    said(made, {MARA: ["publish"]})
    file = boxes(made, f'[[nobody]]\nclip = "{SECOND}"\nwho = "NOAH"\n')
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"], boxes=file)
    assert not any(flat(done.file))
    assert loudness(done.file)[1] < 1e-3


HIS = Face(0.3, 0.3, 0.1, 0.2, 0.9)


def test_faces_are_looked_for_only_with_everybodys_yes_in_that_clip(
    made: Shot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He said yes to being found in order to be covered; his clip shows him alone."""
    said(made, {MARA: ["publish"], NOAH: ["blur"]})
    looked: list[str] = []

    def see(_frame: object, grant: Grant, clip: str) -> tuple[Face, ...]:
        assert grant.covers("blur", clip)
        looked.append(clip)
        return (HIS,)

    monkeypatch.setattr(copying, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "faces_to_cover", see)
    kept = tmp_path / "found.toml"
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"], keep_boxes=kept)
    assert set(looked) == {SECOND}
    assert done.places == {SECOND: "found"}
    assert not any(flat(done.file))
    again = read_boxes(kept, [FIRST, SECOND])
    assert {one.clip for one in again} == {SECOND}
    assert all(one.at for one in again)


def test_what_finds_faces_asks_for_the_yes_to_that_clip_itself(
    made: Shot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends it: one clip of several without a yes to `blur`, and none is opened."""
    monkeypatch.setattr(finder, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "decoded_from", lambda *_: pytest.fail("a clip was opened"))
    yes, other = a_grant("blur"), a_grant("faces", "mouths")
    clips = [
        finder.ToFind(clip, frozenset({0}), 1, grant)
        for clip, grant in zip(made.cut.clips, (yes, other), strict=True)
    ]
    with pytest.raises(NotGranted, match="no yes to 'blur'"):
        finder.found_in(clips, 1)


def test_without_his_yes_no_frame_is_opened_to_look_for_faces(
    made: Shot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(made, {MARA: ["publish"]})
    monkeypatch.setattr(copying, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "decoded_from", lambda *_: pytest.fail("a clip was opened"))
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"])
    assert done.places == {SECOND: "not everybody in it said yes to 'blur'"}


@pytest.mark.parametrize("damaged", [False, True])
def test_a_clip_in_which_no_face_is_found_is_covered_whole(
    made: Shot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, damaged: bool
) -> None:
    """Nor one that cannot be looked at: what a machine does not see may be there."""
    said(made, {MARA: ["publish"], NOAH: ["blur"]})
    monkeypatch.setattr(copying, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "faces_to_cover", lambda *_: ())
    if damaged:
        monkeypatch.setattr(finder, "decoded_from", lambda *_: iter(()))
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"])
    assert done.places == {SECOND: "found"}
    assert (done.count.covered, done.count.whole) == (0, 25)
    assert flat(done.file) == [False] * 25 + [True] * 25


def test_a_clip_that_its_maker_keeps_from_models_is_covered_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The finder of faces is a model, whoever said yes to being covered."""
    made = shot(tmp_path)
    cut = made.out / "cut.json"
    told = json.loads(cut.read_bytes())
    for one in told["clips"]:
        one["carried"] = {"holds": True, "by": "a camera", "no_models": True}
    cut.write_text(json.dumps(told))
    said(made, {MARA: ["publish", "blur"], NOAH: ["blur"]})
    monkeypatch.setattr(copying, "check_faces", lambda: None)
    monkeypatch.setattr(copying, "found_in", lambda clips, *_: pytest.fail("looked at") if clips else {})
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"])
    assert flat(done.file) == [False] * 25 + [True] * 25
    assert done.places == {SECOND: "its maker forbids that models look at it"}


def test_boxes_that_were_found_are_forgotten(
    made: Shot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but the copy is left of a release, nor anything hidden."""
    said(made, {MARA: ["publish"], NOAH: ["blur"]})
    monkeypatch.setattr(copying, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "check_faces", lambda: None)
    monkeypatch.setattr(finder, "faces_to_cover", lambda *_: (HIS,))
    before = {file for file in tmp_path.rglob("*") if file.is_file()}
    release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["NOAH"])
    after = {file for file in tmp_path.rglob("*") if file.is_file()}
    assert after - before == {tmp_path / "copy.mp4"}


def test_the_copy_says_what_is_covered_and_what_the_register_said(made: Shot, tmp_path: Path) -> None:
    """By pseudonym: no name is in the label."""
    said(made, {MARA: ["publish"]})
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"])
    told = read_credentials(done.file, anchors())
    frames = {one["action"]: one.get("parameters", {}).get("org.rushes.frames") for one in told.actions}
    assert (told.unchanged, frames[COVERED], frames[MUTED]) == (True, 25, 25)
    answers = told.assertion("org.rushes.consent")["answers"]
    assert {(one["performer"], one["use"], one["result"]) for one in answers} == {
        (MARA, "publish", "allowed"),
        (NOAH, "publish", "refused"),
        (NOAH, "blur", "refused"),
    }
    assert "the actor of" not in str(told.manifest)


def test_the_label_of_a_copy_tells_what_people_did(shoot: Shoot, tmp_path: Path) -> None:
    """As their journal holds it, in the counts of the disclosure."""
    out = tmp_path / "cut of it"
    assemble(shoot.screenplay, [shoot.rushes], out, jobs=1, cache=shoot.cache)
    film = open_film(out, jobs=1, cache=shoot.cache)
    with Journal(out / JOURNAL) as journal:
        room = ScreeningRoom(film, journal)
        spoken = {event.line: event.file for event in room.standing.cut.spoken}
        line, other = next(
            (one.line, one.file) for one in film.lined.readings if one.file != spoken.get(one.line, one.file)
        )
        room.do(Swap(line, other), "the editor", room.standing.hash)
    done = release(out, tmp_path / "copy.mp4", on=TODAY, cover=["all"], jobs=1, cache=shoot.cache)
    told = read_credentials(done.file, anchors())
    assert told.assertion(STANDING)["acts"] == {"swap": 1}
    assert told.assertion(STANDING)["by_people"] > 0


def test_the_leaf_that_writes_asks_for_the_yes_itself(made: Shot, tmp_path: Path) -> None:
    """Whoever comes by another door than the command is refused, too, before a file is made."""
    opened = Opened(made.cut, made.lined, "Late", None)
    with pytest.raises(NotGranted, match=r"p-0001"):
        write_copy(opened, tmp_path / "copy.mp4", NOTHING, Shown(frozenset({MARA}), None), None)
    assert not (tmp_path / "copy.mp4").exists()


def test_a_copy_is_as_large_as_it_was_shot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview is 720p at most."""
    from tests.release import making  # noqa: PLC0415 -- filmed larger than the others

    monkeypatch.setattr(making, "film", _large)
    made = shot(tmp_path)
    done = release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"])
    with av.open(str(done.file)) as copy, av.open(str(made.out / "preview.mp4")) as preview:
        sizes = [(one.streams.video[0].width, one.streams.video[0].height) for one in (copy, preview)]
    assert sizes == [(1920, 1080), (1280, 720)]


def _large(*about: object, **more: object) -> object:
    from tests.turnover.filming import film  # noqa: PLC0415 -- the real one, beside the one in its place

    return film(*about, size=(1920, 1080), **more)  # type: ignore[arg-type]


def test_nothing_is_written_over(made: Shot, tmp_path: Path) -> None:
    (tmp_path / "copy.mp4").write_text("mine")
    with pytest.raises(Occupied):
        release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"])
    assert (tmp_path / "copy.mp4").read_text() == "mine"


def test_what_cannot_be_released_is_refused(made: Shot, tmp_path: Path) -> None:
    with pytest.raises(NoCutThere):
        release(tmp_path / "nowhere", tmp_path / "copy.mp4", on=TODAY)
    with pytest.raises(NotInThisFilm, match="'EVE' is nobody in this film"):
        release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["EVE"])
    file = boxes(made, '[[nobody]]\nclip = "x.mov"\n')
    with pytest.raises(NotBoxes, match=r"there is no clip 'x\.mov'"):
        release(made.out, tmp_path / "copy.mp4", on=TODAY, cover=["all"], boxes=file)
    assert not (tmp_path / "copy.mp4").exists()
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".rushes-partial")]


def test_an_empty_film_is_not_released(made: Shot, tmp_path: Path) -> None:
    from rushes.turnover import cut_json  # noqa: PLC0415 -- only here

    (made.out / "cut.json").write_bytes(cut_json(replace(made.cut, events=(), clips=())))
    with pytest.raises(NothingToRelease):
        release(made.out, tmp_path / "copy.mp4", on=TODAY)
