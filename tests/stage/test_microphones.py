"""Takes recorded with a microphone for everybody: the tracks, their names, and what is in them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from rushes.coverage import line_clip, scenes_for
from rushes.footage import gather, probe
from rushes.screenplay.spoken import spoken_words
from rushes.sound import listen
from rushes.sound.microphones import by_track, isolated
from rushes.sound.tracks import tracks_of as names_of
from rushes.stage import Fault, StageTruth, make_rushes
from rushes.stage.commands import stage
from rushes.stage.mixing import RATE, noise, sound_of, tracks_of
from rushes.stage.model import Noise, TakePlan
from rushes.stage.performance import Performance, perform
from tests.stage.pages import SHORT, TINY, TWO_HANDER, one_take, script

Samples = NDArray[np.int16]
LETTER = """INT. POST OFFICE - DAY

RUTH
This letter has been here for a year.

OLE
I know. I walked past it every day.
"""
LINES = tuple(spoken_words(LETTER.splitlines()[n]) for n in (3, 6))
NAMES = ("Mix", "Boom", "Lav Ruth", "Lav Ole")


def recorded(plan: TakePlan) -> tuple[TakePlan, Performance, Mapping[str, Samples]]:
    """Perform a take, and return what its microphones give."""
    plan = replace(plan, microphones=True)
    performance = perform(plan)
    return plan, performance, tracks_of(plan, performance)


def level(samples: Samples, in_s: float, out_s: float) -> float:
    """Return an RMS level in dBFS."""
    part = samples[round(in_s * RATE) : round(out_s * RATE)].astype(np.float64) / 32768
    return float(10 * np.log10(np.mean(part**2) + 1e-12))


@pytest.fixture(scope="module")
def shoot(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StageTruth]:
    """Shoot one short scene with all microphones."""
    folder = tmp_path_factory.mktemp("stage") / "rushes"
    truth = make_rushes(
        script(LETTER), folder, 1, takes=1, faults=frozenset(), size=TINY, microphones=True, jobs=1
    )
    return folder, truth


def test_every_clip_has_a_named_track_for_each_microphone(shoot: tuple[Path, StageTruth]) -> None:
    """The names in the file are those in the truth; each reading knows the one on its speaker."""
    folder, truth = shoot
    for take in truth.takes:
        assert take.microphones == NAMES
        assert names_of(folder / take.file) == take.microphones
        found = probe(folder / take.file)
        assert (found.channels, found.sound_streams, found.findings) == (4, 4, ())
        for reading in take.readings:
            assert reading.microphone == f"Lav {reading.character.title()}"


def test_all_tracks_are_as_long_as_the_picture(shoot: tuple[Path, StageTruth]) -> None:
    folder, truth = shoot
    with av.open(str(folder / truth.takes[0].file)) as clip:
        lengths = {sum(f.samples for f in _decoded(clip, n)) for n in range(4)}
    assert lengths == {round(truth.takes[0].frames / 25 * RATE)}


def _decoded(clip: av.container.InputContainer, number: int) -> list[av.AudioFrame]:
    clip.seek(0)
    return list(clip.decode(audio=number))


def test_the_boom_is_what_a_single_microphone_would_have_heard() -> None:
    """So a shoot with one microphone and one with many can be compared, sample by sample."""
    plan, performance, tracks = recorded(one_take(TWO_HANDER))
    assert np.array_equal(tracks["Boom"], sound_of(plan, performance))
    assert tuple(tracks) == NAMES


def test_a_partner_is_twenty_decibels_quieter_in_ones_own_microphone() -> None:
    """Whoever speaks is in front on their own chest, and bleeds into the other's."""
    _, performance, tracks = recorded(one_take(TWO_HANDER))
    for who, own, other in (("RUTH", "Lav Ruth", "Lav Ole"), ("OLE", "Lav Ole", "Lav Ruth")):
        said = [one for one in performance.spoken if one.utterance.who == who]
        near, far = (
            np.mean([level(tracks[name], one.in_s, one.out_s) for one in said]) for name in (own, other)
        )
        assert near > -24
        assert 12 < near - far < 27


def test_each_microphone_has_a_noise_of_its_own() -> None:
    """The floors are alike, the noises are not: no two tracks are one signal."""
    _, _, tracks = recorded(one_take(TWO_HANDER))
    quiet = [track[: round(0.3 * RATE)].astype(np.float64) for track in tracks.values()]
    for n, one in enumerate(quiet[1:]):
        for other in quiet[1:][n + 1 :]:
            assert abs(np.corrcoef(one, other)[0, 1]) < 0.5


def test_noise_of_the_place_is_weaker_on_the_chest() -> None:
    """An aeroplane is as loud everywhere; the voice is not."""
    plan = replace(one_take(TWO_HANDER), noise=Noise("white", 12.0))
    _, performance, tracks = recorded(plan)
    one = next(one for one in performance.spoken if one.utterance.who == "RUTH")
    above = {
        name: level(tracks[name], one.in_s, one.out_s) - level(tracks[name], 0.0, 0.3)
        for name in ("Boom", "Lav Ruth")
    }
    assert above["Lav Ruth"] > above["Boom"] + 4
    assert noise(Noise("white", 12.0), RATE, np.random.default_rng(0)).std() == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_tracks() -> None:
    one, other = (recorded(one_take(TWO_HANDER))[2] for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in NAMES)


def test_the_sound_room_hears_who_wears_what(shoot: tuple[Path, StageTruth]) -> None:
    """By a room that knows nothing of the stage: names, whose they are, and the lines on them."""
    folder, truth = shoot
    heard = listen(folder / truth.takes[0].file, (LINES,))
    assert heard.tracks == NAMES
    mix, boom, ruths, oles = ([word.text for word in one.words if word.of_script] for one in by_track(heard))
    assert mix == boom == [*LINES[0], *LINES[1]]
    assert (ruths, oles) == ([*LINES[0]], [*LINES[1]])
    assert isolated(np.array(heard.track_levels)) == (False, False, True, True)


@pytest.mark.slow
def test_who_speaks_over_another_is_read_from_their_own_microphone(tmp_path: Path) -> None:
    """Answers begin into the lines before them: all are found, each on the microphone that knows it."""
    play = script(TWO_HANDER)
    faults = frozenset({Fault.OVERLAP})
    truth = make_rushes(play, tmp_path, 7, takes=1, faults=faults, size=TINY, microphones=True)
    take = next(take for take in truth.takes if "overlap" in take.faults)
    (clip,) = gather([tmp_path / take.file], [probe(tmp_path / take.file)], ["0" * 64]).clips
    scenes = scenes_for(play, clip)
    words = tuple(tuple(tuple(spoken_words(line.text)) for line in lines) for lines in scenes)
    readings, _ = line_clip(scenes, clip, listen(clip.path, words))
    found = sorted((reading.line, reading.microphone) for reading in readings)
    assert found == sorted((str(reading.line), reading.microphone) for reading in take.readings)


@pytest.mark.slow
def test_the_command_records_all_microphones_when_asked(tmp_path: Path) -> None:
    page, out = tmp_path / "hall.fountain", tmp_path / "out"
    page.write_text(SHORT)
    words = [*(str(page), "-o", str(out), "--takes", "1", "--faults", "none", "--json", "--jobs", "1")]
    done = CliRunner().invoke(stage, [*words, "--size", "96", "54", "--microphones"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["takes"][0]["microphones"][:2] == ["Mix", "Boom"]
    alone = CliRunner().invoke(stage, [*words, "--size", "96", "54"])
    assert json.loads(alone.stdout)["takes"][0]["microphones"] == []
