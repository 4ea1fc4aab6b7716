"""Hearing a clip from its file: long ones in pieces, with levels, claps and pauses beside the words."""

import tracemalloc
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from rushes.sound import Heard, HeardWord, Script, ScriptEar, Stretch, ear, listen
from rushes.sound import listening as hearing
from rushes.sound.levels import LEVEL_STEP_S, levels
from rushes.sound.listening import without_murmur
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE
from tests.footage.making import shoot
from tests.sound.making import ROOM_RMS, Track, clap, filmed, noise, pause, said, script, take, written

WHERE = "Where were you on Thursday night?"
HOME = "I was at home with my brother all evening."
NOBODY = "Nobody saw you there."
ASK = "Ask the woman who lives across the street."
MOVED = "She moved to Chicago three years ago."
LIGHT = "Then somebody else must have turned on the light."
SCENE = script(WHERE, HOME, NOBODY, ASK, MOVED, LIGHT)


@dataclass
class DeafEar:
    """An ear that hears nothing, and remembers how much it was given and how each piece ended."""

    name: str = "deaf"
    given: list[int] = field(default_factory=list)
    ends: list[Samples] = field(default_factory=list)

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:  # noqa: ARG002 -- a Recogniser
        """Take a piece."""
        self.given.append(samples.size)
        self.ends.append(samples[-1600:].copy())
        return ()


def clip(folder: Path, track: Track) -> Path:
    return written(folder / "a.wav", track.samples)


def test_a_take_is_heard_with_its_slate_and_its_pauses(tmp_path: Path) -> None:
    """Room tone, clap, a line, a pause, a line: everything is told once, in seconds of the clip."""
    track = take(0.6, clap(), 0.9, NOBODY, 1.0, MOVED, 0.5)
    heard = listen(clip(tmp_path, track), SCENE)
    assert heard.ear == ScriptEar().name
    assert [word.text for word in heard.words] == track.text
    assert all(word.of_script for word in heard.words)
    assert heard.claps == pytest.approx((0.6,), abs=0.003)
    assert heard.duration_s == pytest.approx(track.seconds, abs=0.001)
    assert len(heard.levels) == int(track.seconds / LEVEL_STEP_S)
    assert heard.noise_db == pytest.approx(20 * np.log10(ROOM_RMS / 32768), abs=2.0)
    there, she = track.words[3][2], track.words[4][1]
    assert any(abs(q.in_s - there) < 0.1 and abs(q.out_s - she) < 0.1 for q in heard.quiet)


def test_a_filmed_clip_is_heard_like_its_sound_alone(tmp_path: Path) -> None:
    """AAC at 48 kHz in stereo beside a picture: the same words at the same times."""
    track = take(0.5, NOBODY, 0.5)
    high = np.repeat(track.samples, 3)
    film = filmed(tmp_path / "a.mp4", (0.0, high), codec="aac", channels=2, seconds=track.seconds)
    heard = listen(film, SCENE)
    assert [word.text for word in heard.words] == track.text
    assert [word.in_s for word in heard.words] == pytest.approx([at for _, at, _ in track.words], abs=0.08)


def test_a_clip_without_sound_was_not_silent_but_unheard(tmp_path: Path) -> None:
    """No duration, no level, no pause: nothing is claimed of what was not recorded."""
    assert listen(shoot(tmp_path / "mos.mov", sound=False), SCENE) == Heard(ScriptEar().name, 0.0)


def test_a_muted_clip_is_silent_from_end_to_end(tmp_path: Path) -> None:
    """Zeros fit no model of silence; they are no voice all the same."""
    heard = listen(clip(tmp_path, pause(3.0)), SCENE)
    assert (heard.words, heard.claps) == ((), ())
    assert heard.quiet == (Stretch(0.0, 3.0),)
    assert (heard.noise_db, heard.speech_db) == (-96.0, -96.0)


def test_somebody_in_the_background_is_not_the_actor(tmp_path: Path) -> None:
    """Free speech far below the lines is left out; at the level of the lines it is told."""
    other = said("We need another camera battery before lunch.")
    for share, told in ((1.0, True), (0.1, False)):
        aside = Track((other.samples * share).astype(np.int16))
        heard = listen(clip(tmp_path, take(0.5, NOBODY, 1.0, aside, 0.5)), SCENE)
        assert [word.text for word in heard.words if word.of_script] == ["nobody", "saw", "you", "there"]
        assert (len(heard.words) > 4) is told


def test_a_clap_taken_for_a_word_is_no_word(tmp_path: Path) -> None:
    """Sticks may sound like a T; what is no longer than a clap and holds one was not spoken."""
    heard = listen(clip(tmp_path, take(0.5, clap(), 0.5, clap(seed=2), 1.0, NOBODY, 0.5)), SCENE)
    assert [word.text for word in heard.words] == ["nobody", "saw", "you", "there"]


def test_pieces_lose_no_word_at_a_joint_and_double_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heard in pieces of eight seconds at most, a take has the words that it has heard at once."""
    track = take(0.6, WHERE, 0.9, HOME, 0.6, NOBODY, 0.8, ASK, 0.7, MOVED, 0.6, LIGHT, 0.6)
    monkeypatch.setattr(hearing, "_piece_seconds", lambda _: 8.0)
    heard = listen(clip(tmp_path, track), SCENE)
    at_once = ScriptEar().words(track.samples, SCENE)
    assert [word.text for word in heard.words] == [word.text for word in at_once] == track.text
    moved = [abs(one.in_s - other.in_s) for one, other in zip(heard.words, at_once, strict=True)]
    assert max(moved) < 0.08
    assert all(one.out_s <= other.in_s for one, other in pairwise(heard.words))


@pytest.mark.slow
def test_three_minutes_are_heard_like_ten_seconds(tmp_path: Path) -> None:
    """Speech and pauses without end: every word of every round, in its time."""
    one = take(0.7, WHERE, 1.3, NOBODY, 2.1, MOVED, 0.9, ASK, 0.4)
    track = one
    while track.seconds < 180:
        track += one
    heard = listen(clip(tmp_path, track), SCENE)
    assert [word.text for word in heard.words] == track.text
    late = [abs(word.in_s - at) for word, (_, at, _) in zip(heard.words, track.words, strict=True)]
    assert max(late) < 0.08


def test_pieces_end_where_it_is_quiet_and_leave_nothing_out(tmp_path: Path) -> None:
    """Two minutes of speech with a pause here and there: no piece is too long, every cut is in a pause."""
    one = take(said(HOME), 0.15, said(WHERE), 0.15, said(LIGHT), 0.9)
    track = one
    while track.seconds < 120:
        track += one
    ear = DeafEar()
    heard = listen(clip(tmp_path, track), SCENE, ear)
    assert sum(ear.given) == track.samples.size
    assert max(ear.given) <= 45 * SAMPLE_RATE
    assert min(ear.given[:-1]) >= 20 * SAMPLE_RATE
    assert all(np.abs(end).max() < 10 * ROOM_RMS for end in ear.ends[:-1])
    assert heard.duration_s == pytest.approx(track.seconds, abs=0.001)


def test_the_levels_of_the_pieces_are_those_of_the_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A piece of an odd length must not shift the levels after it."""
    monkeypatch.setattr(hearing, "_piece_seconds", lambda _: 8.0371)
    track = take(*(piece for _ in range(6) for piece in (HOME, 0.73)))
    heard = listen(clip(tmp_path, track), SCENE, DeafEar())
    whole = levels(track.samples, LEVEL_STEP_S)
    assert heard.levels == tuple(round(float(value), 1) for value in whole)


def test_a_clap_late_in_a_long_clip_has_its_own_second(tmp_path: Path) -> None:
    """Attacks are told from where their piece begins."""
    track = noise(60.0, ROOM_RMS) + take(clap(), 2.0)
    assert listen(clip(tmp_path, track), SCENE, DeafEar()).claps == pytest.approx((60.0,), abs=0.003)


def test_memory_does_not_grow_with_a_clip(tmp_path: Path) -> None:
    """Five minutes take no more than two: the samples of a piece or two are held, never all."""
    peaks = []
    for number, minutes in enumerate((2, 5)):
        path = written(tmp_path / f"{number}.wav", noise(60.0 * minutes, 200.0).samples)
        tracemalloc.start()
        listen(path, SCENE, DeafEar())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.1
    assert peaks[1] < 40e6


def test_the_longer_the_script_the_shorter_the_pieces() -> None:
    """What a search remembers grows with both; a piece never gets too short to hold a line."""
    line = ("word",) * 10
    assert hearing._piece_seconds(SCENE) == 45.0
    shorter = hearing._piece_seconds(((line,) * 1000,))
    assert 8.0 <= shorter < 45.0
    assert hearing._piece_seconds(((line,) * 100_000,)) == shorter


def test_a_script_too_long_to_be_searched_is_narrowed_to_its_likely_scenes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A clip without a slate may be any scene; a first hearing of bare words tells which."""
    monkeypatch.setattr(ear, "MOST_WORDS", 25)
    film = (*script(WHERE, HOME), *script(NOBODY, LIGHT), *script(ASK, MOVED))
    track = take(0.5, ASK, 0.5, MOVED, 0.5)
    words = ScriptEar().words(track.samples, film)
    assert [word.text for word in words] == track.text
    assert all(word.of_script for word in words)


def test_murmur_in_the_noise_is_left_out_and_a_whisper_in_a_quiet_room_is_not() -> None:
    """People talk behind the scene, 15 dB below it: the ear hears the script in their murmur."""

    def said(*levels_db: float) -> list[HeardWord]:
        return [
            HeardWord("lay", at, at + 0.3, of_script=True, level_db=db) for at, db in enumerate(levels_db)
        ]

    spoken = said(-14, -15, -26, -27, -13)
    assert [word.level_db for word in without_murmur(spoken, -36, -14)] == [-14, -15, -13]
    assert without_murmur(spoken, -70, -14) == spoken, "a quiet room: somebody whispered"
    assert without_murmur(said(-14, -26, -13), -36, -14) == said(-14, -26, -13), "one short word is swallowed"
