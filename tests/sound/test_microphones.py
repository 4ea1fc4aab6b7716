"""Several microphones on one scene: told apart, heard where they have something of their own, kept apart."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from rushes.sound import Heard, HeardWord, Script, listen
from rushes.sound.levels import LEVEL_STEP_S, levels
from rushes.sound.microphones import (
    bleeding,
    by_track,
    cut_to,
    isolated,
    put_back,
    sources,
    worth_hearing,
)
from rushes.sound.model import Stretch
from rushes.sound.samples import Samples
from rushes.sound.spectrum import SAMPLE_RATE, Floats
from tests.sound.making import (
    ROOM_RMS,
    Track,
    channels,
    filmed,
    ixml,
    ltc,
    mixed,
    noise,
    pause,
    recorded_apart,
    said,
    script,
    take,
    written,
)

NOBODY, MOVED = "Nobody saw you there.", "She moved to Chicago three years ago."
WHERE, HOME = "Where were you on Thursday night?", "I was at home with my brother all evening."
SCENE = script(NOBODY, MOVED, WHERE, HOME)


@dataclass
class CountingEar:
    """An ear that hears nothing and remembers how much it was given."""

    name: str = "counting"
    given: list[float] = field(default_factory=list)

    def words(self, samples: Samples, scenes: Script) -> tuple[HeardWord, ...]:  # noqa: ARG002 -- a Recogniser
        """Take a piece."""
        self.given.append(samples.size / SAMPLE_RATE)
        return ()


def far(track: Track, by_db: float = -20.0, late_s: float = 0.0044) -> Samples:
    """Return how a voice is heard a metre and a half away."""
    late = round(late_s * SAMPLE_RATE)
    quiet = track.samples * 10 ** (by_db / 20)
    return np.concatenate([np.zeros(late), quiet])[: track.samples.size].astype(np.int16)


def dialogue() -> tuple[Track, Samples, Samples, Samples]:
    """Record two people in turn: (what is said in all, her lavalier, his lavalier, the boom)."""
    rests = [pause(said(text).seconds) for text in (NOBODY, MOVED)]
    hers = pause(1.0) + said(NOBODY) + pause(1.5) + rests[1] + pause(1.0)
    his = pause(1.0) + rests[0] + pause(1.5) + said(MOVED) + pause(1.0)
    whole = pause(1.0) + said(NOBODY) + pause(1.5) + said(MOVED) + pause(1.0)
    room = [noise(whole.seconds, ROOM_RMS, seed).samples for seed in (1, 2, 3)]
    her_lav = mixed(mixed(hers.samples, far(his)), room[0])
    his_lav = mixed(mixed(his.samples, far(hers)), room[1])
    return whole, her_lav, his_lav, mixed((whole.samples // 2).astype(np.int16), room[2])


def in_db(*rows: Samples) -> Floats:
    return np.stack([levels(row, LEVEL_STEP_S) for row in rows])


def rows_of(*tracks: Samples) -> list[tuple[int, ...]]:
    return [source.rows for source in sources(np.stack(tracks))]


def test_the_same_signal_twice_is_heard_once() -> None:
    """Dual mono, a copy at half the gain, a copy turned over in its hiss."""
    sound = take(0.3, NOBODY, 0.3).samples
    half = (sound // 2).astype(np.int16)
    hissing = mixed(sound, noise(len(sound) / SAMPLE_RATE, 4.0, 9).samples)
    assert rows_of(sound, sound) == [(0, 1)]
    assert rows_of(sound, half) == [(0, 1)]
    assert rows_of(sound, hissing) == [(0, 1)]


def test_a_silent_track_is_not_heard() -> None:
    sound = take(0.3, NOBODY, 0.3).samples
    assert rows_of(np.zeros_like(sound), sound) == [(1,)]
    assert rows_of(np.zeros_like(sound), np.zeros_like(sound)) == []
    assert rows_of(np.zeros_like(sound)) == [(0,)], "a single track is always heard"


def test_two_microphones_on_one_voice_are_two() -> None:
    """A boom two metres away from a lavalier: another time, another room."""
    _, her_lav, his_lav, boom = dialogue()
    assert rows_of(her_lav, his_lav, boom) == [(0,), (1,), (2,)]


def test_the_two_capsules_of_a_camera_are_one_microphone() -> None:
    """Twenty centimetres apart, a voice from the side comes half a millisecond later; each has its hiss."""
    sound = take(0.3, NOBODY, 0.3)
    left = mixed(sound.samples, noise(sound.seconds, 20.0, 5).samples)
    right = mixed(far(sound, -2.0, 0.0005), noise(sound.seconds, 20.0, 6).samples)
    assert [one.rows for one in sources(np.stack([left, right]), pair=True)] == [(0, 1)]
    _, her_lav, his_lav, _ = dialogue()
    assert len(sources(np.stack([her_lav, his_lav]), pair=True)) == 2


def test_bleed_is_where_the_other_speaks_and_nowhere_else() -> None:
    """Twenty decibels below, whatever the gains are: one recorded 10 dB too low is still his own."""
    whole, her_lav, his_lav, boom = dialogue()
    for gain in (1.0, 0.32):
        bleeds = bleeding(in_db(her_lav, (his_lav * gain).astype(np.int16), boom))
        hers = slice(round(whole.words[0][1] * 10) + 1, round(whole.words[3][2] * 10) - 1)
        his = slice(round(whole.words[4][1] * 10) + 1, round(whole.words[-1][2] * 10) - 1)
        assert bleeds[1, hers].mean() > 0.8
        assert bleeds[0, his].mean() > 0.8
        assert not bleeds[0, hers].any()
        assert not bleeds[1, his].any()
        assert not bleeds[2].any()
        assert isolated(in_db(her_lav, (his_lav * gain).astype(np.int16), boom)) == (True, True, False)


def test_two_who_talk_at_once_are_both_in_front() -> None:
    """Overlapping dialogue is no bleed: after an exchange that shows how far each is from the other."""
    _, her_lav, his_lav, _ = dialogue()
    hers, his = said(WHERE), said(HOME)
    length = min(hers.samples.size, his.samples.size)
    one = mixed(hers.samples[:length], far(his)[:length])
    other = mixed(his.samples[:length], far(hers)[:length])
    both = in_db(np.concatenate([her_lav, one]), np.concatenate([his_lav, other]))
    at_once = bleeding(both)[:, -(length // 1600) :]
    assert at_once.mean(axis=1).max() < 0.25


def test_only_what_is_worth_hearing_is_heard() -> None:
    """Her track holds her line, his track his; the boom holds both."""
    whole, her_lav, his_lav, boom = dialogue()
    where = worth_hearing(in_db(her_lav, his_lav, boom))
    assert len(where[0]) == len(where[1]) == 1
    assert where[0][0].in_s <= whole.words[0][1] - 0.2
    assert whole.words[3][2] + 0.2 <= where[0][0].out_s < whole.words[4][1]
    assert whole.words[3][2] < where[1][0].in_s <= whole.words[4][1] - 0.2
    assert sum(one.out_s - one.in_s for one in where[2]) > 0.6 * whole.seconds


def test_words_come_back_to_where_they_were_said() -> None:
    """Two stretches joined: a word in each, and one that runs over the joint."""
    stretches = (Stretch(1.0, 2.0), Stretch(5.0, np.inf))
    samples = np.arange(8 * SAMPLE_RATE, dtype=np.int32).astype(np.int16)
    joined = cut_to(samples, stretches)
    assert joined.size == 4 * SAMPLE_RATE
    words = (HeardWord("one", 0.2, 0.5), HeardWord("over", 0.8, 1.1), HeardWord("two", 1.5, 1.9))
    placed = put_back(words, stretches)
    assert [word.in_s for word in placed] == pytest.approx([1.2, 1.8, 5.5])
    assert [word.out_s for word in placed] == pytest.approx([1.5, 2.0, 5.9])


def test_each_line_is_heard_on_the_microphone_of_who_speaks_it(tmp_path: Path) -> None:
    """Two lavaliers and a boom in a clip: names, words of each, and what is quiet on all."""
    whole, her_lav, his_lav, boom = dialogue()
    tracks = {"Boom": boom, "Lav Ruth": her_lav, "Lav Ole": his_lav}
    path = recorded_apart(tmp_path / "a.mov", tracks, picture_s=whole.seconds)
    heard = listen(path, SCENE)
    assert heard.tracks == ("Boom", "Lav Ruth", "Lav Ole")
    on_boom, on_hers, on_his = by_track(heard)
    assert [word.text for word in on_boom.words] == whole.text
    assert [word.text for word in on_hers.words] == whole.text[:4]
    assert [word.text for word in on_his.words] == whole.text[4:]
    late = [abs(word.in_s - at) for word, (_, at, _) in zip(on_boom.words, whole.words, strict=True)]
    assert max(late) < 0.08
    assert any(quiet.in_s < 3.0 < quiet.out_s for quiet in heard.quiet)
    assert len(heard.track_levels) == 3
    assert all(len(level) == len(heard.levels) for level in heard.track_levels)
    assert on_hers.speech_db > on_boom.speech_db


def test_a_file_of_a_recorder_is_heard_like_a_clip(tmp_path: Path) -> None:
    """A polyphonic WAV with the names in its iXML, and no picture."""
    whole, her_lav, his_lav, boom = dialogue()
    path = channels(tmp_path / "a.wav", [boom, her_lav, his_lav], chunk=ixml("Boom", "Ruth", "Ole"))
    heard = listen(path, SCENE)
    assert heard.tracks == ("Boom", "Ruth", "Ole")
    assert [word.text for word in by_track(heard)[0].words] == whole.text


def test_what_the_tracks_cost(tmp_path: Path) -> None:
    """Of three tracks of a dialogue less is heard than twice its length."""
    whole, her_lav, his_lav, boom = dialogue()
    ear = CountingEar()
    listen(recorded_apart(tmp_path / "a.mov", {"1": boom, "2": her_lav, "3": his_lav}), SCENE, ear)
    assert whole.seconds < sum(ear.given) + 1.0 < 2 * whole.seconds


def test_a_clip_of_one_signal_is_heard_as_it_ever_was(tmp_path: Path) -> None:
    """Once, twice, or twice in a camera's stereo: the same words, levels, pauses, to the last figure."""
    sound = take(0.5, NOBODY, 0.5)
    mono = listen(written(tmp_path / "mono.wav", sound.samples), SCENE)
    assert (mono.tracks, mono.track_levels, mono.timecode_tracks) == ((), (), ())
    assert {word.track for word in mono.words} == {0}
    assert listen(written(tmp_path / "dual.wav", sound.samples, channels=2), SCENE) == mono
    apart = recorded_apart(tmp_path / "apart.wav", {"": sound.samples})
    assert listen(apart, SCENE) == mono


def test_a_microphone_beside_silence_is_heard_at_its_own_level(tmp_path: Path) -> None:
    """The boom on the left and nothing on the right: one microphone, not half of one."""
    sound = take(0.5, NOBODY, 0.5).samples
    alone = listen(written(tmp_path / "mono.wav", sound), SCENE)
    beside = listen(channels(tmp_path / "left.wav", [sound, np.zeros_like(sound)]), SCENE)
    assert beside == alone


def test_timecode_on_a_track_is_told_and_not_heard(tmp_path: Path) -> None:
    """The words are those of the microphone beside it; alone, timecode is no speech and no clap."""
    sound = take(0.5, NOBODY, 0.5)
    code = ltc(sound.seconds + 0.1)[: sound.samples.size]
    alone = listen(written(tmp_path / "mono.wav", sound.samples), SCENE)
    beside = listen(channels(tmp_path / "a.wav", [sound.samples, code], chunk=ixml("Boom", "TC")), SCENE)
    assert beside == replace(alone, timecode_tracks=("TC",))
    only = listen(written(tmp_path / "tc.wav", code), SCENE)
    assert (only.words, only.claps, only.timecode_tracks) == ((), (), ("track 1",))
    assert only.levels == (-96.0,) * len(only.levels)


def test_the_recordists_mix_gives_the_levels(tmp_path: Path) -> None:
    """Beside lavaliers that are each silent half the time, a mean would be 6 dB too low."""
    _, her_lav, his_lav, boom = dialogue()
    mix = listen(recorded_apart(tmp_path / "a.mov", {"Mix": boom, "A": her_lav, "B": his_lav}), SCENE)
    assert mix.levels == listen(written(tmp_path / "b.wav", boom), SCENE).levels


def test_long_clips_of_several_tracks_are_heard_in_pieces(tmp_path: Path) -> None:
    """Two minutes: no piece of any track is longer than another clip's would be, and levels go on."""
    _, her_lav, his_lav, _ = dialogue()
    times = 1 + 120 * SAMPLE_RATE // her_lav.size
    tracks = {"A": np.tile(her_lav, times), "B": np.tile(his_lav, times)}
    ear = CountingEar()
    heard = listen(recorded_apart(tmp_path / "a.mkv", tracks), SCENE, ear)
    assert max(ear.given) <= 45.0
    assert heard.duration_s == pytest.approx(tracks["A"].size / SAMPLE_RATE, abs=0.01)
    whole = levels(tracks["B"], LEVEL_STEP_S)
    assert heard.track_levels[1] == tuple(round(float(value), 1) for value in whole)


def test_one_signal_has_nothing_to_take_apart() -> None:
    heard = Heard("made", 1.0, (HeardWord("one", 0.1, 0.4),), levels=(-20.0,) * 10)
    assert by_track(heard) == (heard,)


@pytest.mark.parametrize("codec", ["aac", "pcm_s16le"])
def test_a_camera_with_the_same_on_both_sides_has_one_microphone(tmp_path: Path, codec: str) -> None:
    """AAC makes two sides of one; they stay one."""
    sound = take(0.5, NOBODY, 0.5)
    film = filmed(
        tmp_path / "a.mov", (0.0, np.repeat(sound.samples, 3)), codec=codec, channels=2, seconds=sound.seconds
    )
    heard = listen(film, SCENE)
    assert heard.tracks == ()
    assert [word.text for word in heard.words] == sound.text


@pytest.mark.material
def test_a_real_recording_of_two_microphones_is_heard_on_both(material: Path) -> None:
    """Five seconds of a Sound Devices recorder: a shotgun and a boom, by their names, with their levels."""
    heard = listen(material / "sound" / "bwf" / "A101_1.WAV", SCENE)
    assert heard.duration_s == pytest.approx(5.005, abs=0.01)
    assert heard.tracks in {(), ("MKH516 A", "Boom")}
    assert not [word for word in heard.words if word.of_script and word.score > 0.9]
