"""A shoot on disk: files as from a camera, the truth beside them, no harm to a person's folder."""

import hashlib
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner

from rushes.footage import find_footage, probe
from rushes.stage import FolderInUse, NoTakes, NothingToPlay, OddSize, StageTruth, make_rushes
from rushes.stage.acting import act
from rushes.stage.camera import Shot, shot
from rushes.stage.commands import stage
from rushes.stage.drawing.look import Face
from rushes.stage.filming import NOTE, film
from rushes.stage.model import TakePlan
from rushes.stage.performance import perform
from rushes.stage.telling import example, screenplay_from
from rushes.timecode import timecode_text
from tests.stage.pages import ALONE, CROWD, SHORT, TINY, TWO_HANDER, clips, one_take, script, takes_of


@pytest.fixture(scope="module")
def shoot(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StageTruth]:
    """Shoot one short scene, small and clean."""
    folder = tmp_path_factory.mktemp("stage") / "rushes"
    truth = make_rushes(script(SHORT), folder, 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    return folder, truth


def decoded(path: Path) -> str:
    """Return a digest over every picture and sample of a clip."""
    digest = hashlib.sha256()
    with av.open(str(path)) as clip:
        for frame in clip.decode(video=0):
            digest.update(frame.to_ndarray().tobytes())
    with av.open(str(path)) as clip:
        for sound in clip.decode(audio=0):
            digest.update(sound.to_ndarray().tobytes())
    return digest.hexdigest()


def picture(path: Path, number: int) -> np.ndarray:
    with av.open(str(path)) as clip:
        return next(f.to_ndarray(format="rgb24") for n, f in enumerate(clip.decode(video=0)) if n == number)


def test_the_folder_holds_the_takes_and_the_truth_and_nothing_else(shoot: tuple[Path, StageTruth]) -> None:
    folder, truth = shoot
    assert clips(folder) == sorted([*(take.file for take in truth.takes), "truth.json"])


def test_the_file_says_that_it_is_drawn(shoot: tuple[Path, StageTruth]) -> None:
    folder, truth = shoot
    with av.open(str(folder / truth.takes[0].file)) as clip:
        assert clip.metadata["comment"] == NOTE
    assert probe(folder / truth.takes[0].file).staged


def test_the_truth_on_disk_has_the_form_of_the_shared_rushes(shoot: tuple[Path, StageTruth]) -> None:
    """The keys that other programs read are there, in plain JSON."""
    folder, truth = shoot
    written = json.loads((folder / "truth.json").read_text())
    assert (written["fps"], written["rate"], len(written["takes"])) == (25, "25/1", len(truth.takes))
    take = written["takes"][0]
    assert set(take) >= {
        *("file", "scene", "setup", "size", "take", "timecode", "frames", "kind"),
        *("noise", "noise_snr_db", "clap_s", "readings"),
    }
    start, end, word = take["readings"][0]["words"][0]
    assert (start < end, word, take["readings"][0]["text"]) == (True, "hold", "hold the door")


def test_the_sticks_close_on_the_frame_of_the_clap(tmp_path: Path) -> None:
    """Between the frame before the clap and the clap the picture jumps; after it the board is still."""
    take = one_take(size=(192, 108))
    truth = film(take, str(tmp_path))
    assert truth.clap_s is not None
    clap = round(truth.clap_s * 25)
    frames = [picture(tmp_path / take.file, clap + step).astype(int) for step in (-1, 0, 1)]
    above = [frame[:40, 60:140] for frame in frames]
    assert np.abs(above[1] - above[0]).mean() > 4 * np.abs(above[2] - above[1]).mean()


def test_the_same_seed_gives_the_same_pictures_and_samples(
    tmp_path: Path, shoot: tuple[Path, StageTruth]
) -> None:
    folder, truth = shoot
    again = make_rushes(script(SHORT), tmp_path / "again", 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    assert again == truth
    file = truth.takes[-1].file
    assert decoded(folder / file) == decoded(tmp_path / "again" / file)


@pytest.mark.slow
def test_an_encoding_does_not_depend_on_what_was_in_memory_before(tmp_path: Path) -> None:
    """x264 looks past the last row of some frames; eight times over, the file stays the same to a byte."""
    take = one_take("INT. HALL - DAY\n\nADA\nHold it.\n")
    files = set()
    for _ in range(8):
        shot.cache_clear()
        film(take, str(tmp_path))
        files.add(hashlib.sha256((tmp_path / take.file).read_bytes()).hexdigest())
    assert len(files) == 1


def test_another_seed_gives_other_performers_and_another_set() -> None:
    one, other = (first_picture(one_take(seed=seed)).astype(int) for seed in (1, 2))
    assert np.abs(one - other).mean() > 5


def first_picture(take: TakePlan) -> np.ndarray:
    view = Shot(take.setup, take.performers, take.scenery, (192, 108))
    performance = perform(take)
    poses = {p.character: act(take, performance, p.character)[0] for p in take.performers}
    return np.asarray(view.picture(poses)).copy()


@pytest.mark.parametrize("text", [ALONE, CROWD, TWO_HANDER])
def test_faces_grow_from_the_wide_to_the_close_up_and_stay_in_the_picture(text: str) -> None:
    """Wide, medium, close: each at least one and a half times the size before it."""
    heights: dict[str, list[int]] = {"wide": [], "medium": [], "close": []}
    for take in takes_of(text, takes=1):
        for who in Shot(take.setup, take.performers, take.scenery, (320, 180)).seen:
            left, top, width, height = who.head
            assert 0 <= left < left + width <= 320
            assert 0 <= top < top + height <= 180
            if who.view == "face":
                heights[take.setup.size].append(height)
    assert min(heights["medium"]) > 1.5 * max(heights["wide"])
    assert min(heights["close"]) > 1.5 * max(heights["medium"])


def test_the_mouth_moves_in_the_picture_when_the_performer_speaks() -> None:
    """Two pictures that differ in the mouth alone differ in the lower half of the head alone."""
    take = next(take for take in takes_of(TWO_HANDER, takes=1) if take.setup.size == "close")
    view = Shot(take.setup, take.performers, take.scenery, (320, 180))
    performance = perform(take)
    poses = {player.character: act(take, performance, player.character)[0] for player in take.performers}
    who = take.setup.sees[0]
    shut = replace(poses[who], face=Face("rest"))
    still = np.asarray(view.picture({**poses, who: shut})).astype(int)
    moved = np.asarray(view.picture({**poses, who: replace(shut, face=Face("open"))})).astype(int)
    difference = np.abs(moved - still).sum(axis=2)
    _, top, _, height = view.seen[0].head
    rows = np.flatnonzero(difference.sum(axis=1))
    assert len(rows) > 3
    assert rows.min() > top + height * 0.55


@pytest.mark.parametrize("name", ["notes.txt", "1-1_A001C001.mov"])
def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, name: str) -> None:
    """Even a clip of the same name, when no truth of the stage vouches for it."""
    (tmp_path / name).write_text("mine")
    with pytest.raises(FolderInUse, match="name a new folder"):
        make_rushes(script(SHORT), tmp_path, 1, takes=1, size=TINY)
    assert (tmp_path / name).read_text() == "mine"
    assert clips(tmp_path) == [name]


@pytest.mark.slow
def test_a_folder_of_an_earlier_shoot_is_made_again(tmp_path: Path) -> None:
    text = "INT. HALL - DAY\n\nADA\nHold it.\n"
    make_rushes(script(SHORT), tmp_path, 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    truth = make_rushes(script(text), tmp_path, 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    assert clips(tmp_path) == sorted([*(take.file for take in truth.takes), "truth.json"])


def test_a_shoot_that_was_killed_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves takes and no truth; its own list says which files are its own."""

    def killed(*_: object, **__: object) -> None:
        (tmp_path / "1-1_A001C001.mov").write_bytes(b"whole")
        (tmp_path / ".1A-1_A001C002.mov.part").write_bytes(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("rushes.stage.shoot.run", killed)
        with pytest.raises(KeyboardInterrupt):
            make_rushes(script(SHORT), tmp_path, 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    assert "truth.json" not in clips(tmp_path)
    truth = make_rushes(script(SHORT), tmp_path, 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    assert clips(tmp_path) == sorted([*(take.file for take in truth.takes), "truth.json"])


def test_but_not_when_a_person_has_put_something_beside_it(tmp_path: Path) -> None:
    make_rushes(script(SHORT), tmp_path, 1, takes=1, faults=frozenset(), size=TINY, jobs=1)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FolderInUse, match=r"notes\.txt"):
        make_rushes(script(SHORT), tmp_path, 1, takes=1, size=TINY)


def test_what_cannot_be_shot_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with pytest.raises(NothingToPlay, match="dialogue"):
        make_rushes(script("INT. HALL - DAY\n\nNobody comes.\n"), folder, 1)
    with pytest.raises(OddSize, match="even"):
        make_rushes(script(SHORT), folder, 1, size=(95, 54))
    with pytest.raises(NoTakes, match="1 to 9"):
        make_rushes(script(SHORT), folder, 1, takes=0)
    assert not folder.exists()


def test_rates_of_american_television_are_exact(tmp_path: Path) -> None:
    truth = make_rushes(
        script("INT. HALL - DAY\n\nADA\nHold it.\n"),
        tmp_path / "r",
        1,
        takes=1,
        faults=frozenset(),
        rate=Fraction(24000, 1001),
        size=TINY,
        jobs=1,
    )
    assert (truth.rate, truth.takes[0].timecode) == ("24000/1001", "10:00:00:00")
    with av.open(str(tmp_path / "r" / truth.takes[0].file)) as clip:
        assert clip.streams.video[0].average_rate == Fraction(24000, 1001)


def test_the_command_plays_the_scene_that_ships_and_prints_the_truth(tmp_path: Path) -> None:
    """Without a screenplay the example is found; here a page of our own keeps it quick."""
    page = tmp_path / "hall.fountain"
    page.write_text(SHORT)
    words = [
        str(page),
        "-o",
        str(tmp_path / "out"),
        "--seed",
        "3",
        "--takes",
        "1",
        "--faults",
        "none",
        "--json",
    ]
    done = CliRunner().invoke(stage, [*words, "--size", "96", "54", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["seed"] == 3


def test_the_example_that_ships_is_found_and_can_be_played(examples: Path) -> None:
    assert example().read_bytes() == (examples / "lost-property.fountain").read_bytes()
    assert screenplay_from(None).title == "Lost Property"


@pytest.mark.slow
def test_two_processes_shoot_what_one_does(tmp_path: Path, shoot: tuple[Path, StageTruth]) -> None:
    folder, truth = shoot
    both = make_rushes(script(SHORT), tmp_path / "both", 1, takes=1, faults=frozenset(), size=TINY, jobs=2)
    assert both == truth
    assert [decoded(folder / t.file) for t in truth.takes] == [
        decoded(tmp_path / "both" / t.file) for t in both.takes
    ]


def test_the_footage_room_reads_what_the_truth_says(shoot: tuple[Path, StageTruth]) -> None:
    """Frames, rate, timecode, reel and sound, by a room that knows nothing of the stage."""
    folder, truth = shoot
    read = {path.name: probe(path) for path in find_footage([folder])}
    assert set(read) == {take.file for take in truth.takes}
    for take in truth.takes:
        found = read[take.file]
        assert (found.frames, found.rate, found.reel) == (take.frames, Fraction(25), take.reel)
        assert timecode_text(found.start, Fraction(25)) == take.timecode
        assert (found.sample_rate, found.channels, found.variable_rate) == (48000, 1, False)
        assert found.sound_codec == "pcm_s16le"
        assert found.duration_s == pytest.approx(take.frames / 25)
        assert not found.findings
