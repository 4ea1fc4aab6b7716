"""What goes wrong with rolls, clocks and sticks, and what is recorded beside the takes."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from wavinfo import WavInfoReader

from rushes.footage import probe
from rushes.footage.slate import read_slate
from rushes.stage import ALL_FAULTS, ROLL_FAULTS, Fault, faults_from
from rushes.stage.known import Rolled
from rushes.stage.model import TakePlan
from rushes.stage.rolling import roll
from rushes.timecode import frame_from, rate_text
from tests.stage.measured import apart_ms, decoded, picture
from tests.stage.pages import SHORT, TINY, TWO_HANDER, unit_takes

NTSC = {rate: Fraction(rate * 1000, 1001) for rate in (24, 30, 60)}


def hit(fault: Fault, text: str = SHORT, **asked: object) -> TakePlan:
    """Return the take that a fault fell on."""
    takes = unit_takes(text, frozenset({fault}), recorder=True, **asked)
    return next(take for take in takes if fault in take.faults)


def shot(fault: Fault, into: Path, **asked: object) -> Rolled:
    """Shoot the take that a fault fell on."""
    text = TWO_HANDER if fault is Fault.SPLIT_ROLL else SHORT
    return roll(hit(fault, text, **{"clocks": "none", **asked}), str(into))


def lasts_s(rolled: Rolled, part: int = 0) -> float:
    """Return how long a recording lasts, by the camera's clock."""
    one = rolled.recordings[part]
    return one.samples / 48000 / (1 + one.drift_ppm * 1e-6)


def test_they_are_asked_for_by_name_and_never_among_all() -> None:
    assert faults_from("rolls") == ROLL_FAULTS
    assert ROLL_FAULTS.isdisjoint(ALL_FAULTS)


def test_a_recorder_that_rolls_late_misses_the_clap(tmp_path: Path) -> None:
    """And has all the words."""
    rolled = shot(Fault.LATE_ROLL, tmp_path)
    (take,) = rolled.takes
    assert take.clap_s is not None
    assert take.clap_s < take.sound[0].at_s < take.readings[0].in_s
    assert max(apart_ms(tmp_path, take, take.sound[0], claps=False)) < 0.5


def test_a_short_recording_ends_before_the_picture(tmp_path: Path) -> None:
    rolled = shot(Fault.SHORT_ROLL, tmp_path)
    (take,) = rolled.takes
    assert take.sound[0].at_s + lasts_s(rolled) < 0.8 * take.frames / 25


def test_a_recorder_that_stopped_has_two_files_with_a_hole_between(tmp_path: Path) -> None:
    """Both say the same slate; the truth places each, and each is where it says."""
    rolled = shot(Fault.SPLIT_ROLL, tmp_path)
    (take,), (one, two) = rolled.takes, rolled.recordings
    assert (one.part, two.part, one.told) == (1, 2, two.told)
    first, second = take.sound
    assert 0.7 < second.at_s - (first.at_s + lasts_s(rolled)) < 2.6
    measured = [apart_ms(tmp_path, take, sound, claps=False) for sound in take.sound]
    assert min(map(len, measured)) > 0
    assert max(map(max, measured)) < 0.5


def test_a_missed_take_has_no_recording() -> None:
    assert hit(Fault.MISSED_ROLL).sound == ()


def test_the_wrong_slate_is_a_neighbours(tmp_path: Path) -> None:
    """In the metadata and in a name that tells one: a take that is, or will be, another's."""
    rolled = shot(Fault.WRONG_SOUND_SLATE, tmp_path)
    (recording,) = rolled.recordings
    told = WavInfoReader(str(tmp_path / recording.files[0])).ixml
    assert told.scene == recording.setup
    assert abs(int(told.take) - recording.take) == 1


def test_two_recordings_never_have_one_name() -> None:
    """However many takes are given a neighbour's slate."""
    for seed in range(1, 9):
        takes = unit_takes(TWO_HANDER, ROLL_FAULTS - {Fault.WRONG_PAPER}, recorder=True, takes=3, seed=seed)
        names = [one.file for take in takes for one in take.sound]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("rate", [Fraction(24), NTSC[24], NTSC[30]])
def test_a_recorder_that_counts_another_rate_has_the_digits_in_common(rate: Fraction) -> None:
    """Jammed at ten o'clock; from there 24 and 23.976 run a thousandth apart, drop-frame beside non-drop."""
    take = unit_takes(TWO_HANDER, frozenset({Fault.OTHER_RATE}), recorder=True, rate=rate)[0]
    (sound,) = take.sound
    assert (sound.rate, sound.drop) != (rate, False)
    assert sound.clock_s is not None
    ten = "10:00:00;00" if sound.drop else "10:00:00:00"
    assert sound.clock_s == frame_from(ten, sound.rate) / sound.rate
    assert Fault.OTHER_RATE in take.faults


def test_a_camera_without_sound_has_none(tmp_path: Path) -> None:
    """Of two cameras it is the second."""
    rolled = shot(Fault.NO_GUIDE, tmp_path, cameras=2)
    assert [take.guide for take in rolled.takes] == ["guide", "none"]
    assert [probe(tmp_path / take.file).has_sound for take in rolled.takes] == [True, False]


def test_nobody_claps_where_there_is_no_clap(tmp_path: Path) -> None:
    """The board is shown, its sticks stay open, and no microphone hears them meet."""
    rolled = shot(Fault.NO_CLAP, tmp_path, size=(192, 108))
    (take,) = rolled.takes
    assert (take.clap_s, take.clap_frame, take.claps_s) == (None, None, ())
    _, guide = decoded(tmp_path / take.file)
    assert np.abs(guide[: 48000 + 24000]).max() < 0.4
    stills = [picture(tmp_path / take.file, frame)[:50, 60:130] for frame in (15, 25)]
    assert (np.abs(stills[0] - stills[1]) > 80).sum() < 10


def test_second_sticks_close_twice_and_the_second_clap_counts(tmp_path: Path) -> None:
    rolled = shot(Fault.SECOND_STICKS, tmp_path, size=(192, 108))
    (take,) = rolled.takes
    second = take.claps_s[1]
    assert (take.clap_s, take.clap_frame) == (second, round(second * 25))
    assert any(" ".join(word for *_, word in one.words) == "second sticks" for one in take.off_script)
    for clap in take.claps_s:
        frame = round(clap * 25)
        before, on, after = (picture(tmp_path / take.file, frame + step)[:52] for step in (-1, 0, 1))
        assert (np.abs(on - before) > 80).sum() > 20 + 4 * (np.abs(after - on) > 80).sum()


def test_timecode_jumps_inside_a_clip_and_in_the_file(tmp_path: Path) -> None:
    """Two numbers stand in the timecode track: a reader that knows nothing of the stage finds both."""
    rolled = shot(Fault.TIMECODE_JUMP, tmp_path, clocks="shared", rate=NTSC[30], drop=True)
    (take,) = rolled.takes
    assert take.jump is not None
    frame, text = take.jump
    assert frame_from(text, NTSC[30]) > frame_from(take.timecode, NTSC[30]) + frame
    (finding,) = probe(tmp_path / take.file).findings
    assert finding.kind == "timecode jumps"
    assert f"frame {frame}" in finding.fact
    assert text in finding.fact


def test_a_phone_has_no_even_frames_and_the_truth_has_each_of_them(tmp_path: Path) -> None:
    """The times are those of the packets; a player turns the picture upright; there is no timecode."""
    take = unit_takes(phone=True, size=(192, 108))[-1]
    (truth,) = roll(take, str(tmp_path)).takes
    with av.open(str(tmp_path / truth.file)) as clip:
        stream = clip.streams.video[0]
        times = sorted(float(p.pts * p.time_base) for p in clip.demux(stream) if p.pts is not None)
    assert times == pytest.approx(list(truth.frame_times_s), abs=1e-5)
    steps = np.diff(times)
    assert steps.max() > 1.4 * steps.min()
    found = probe(tmp_path / truth.file)
    assert (found.variable_rate, found.rotation, found.has_timecode) == (True, truth.rotation, False)
    assert truth.clap_frame is not None
    assert truth.clap_s is not None
    assert times[truth.clap_frame - 1] < truth.clap_s <= times[truth.clap_frame] + 1e-4


@pytest.mark.parametrize(
    ("rate", "drop"),
    [
        *(
            (NTSC[24], False),
            (Fraction(24), False),
            (Fraction(25), False),
            (NTSC[30], False),
            (NTSC[30], True),
        ),
        *((Fraction(30), False), (Fraction(48), False), (Fraction(50), False), (NTSC[60], False)),
        (NTSC[60], True),
    ],
)
def test_every_rate_is_exact_in_the_file_and_in_the_truth(tmp_path: Path, rate: Fraction, drop: bool) -> None:  # noqa: FBT001 -- pytest's own way
    """Frames, rate, timecode; and the recorder stands to the picture where both clocks say."""
    take = unit_takes("INT. HALL - DAY\n\nADA\nHold it.\n", recorder=True, rate=rate, drop=drop, size=TINY)[1]
    (truth,), (recording,) = (rolled := roll(take, str(tmp_path))).takes, rolled.recordings
    found = probe(tmp_path / truth.file)
    assert (found.rate, found.frames, found.drop) == (rate, truth.frames, drop)
    assert (truth.rate, found.start) == (rate_text(rate), frame_from(truth.timecode, rate))
    assert (";" in truth.timecode) == drop
    clocks = Fraction(recording.start, 48000) - found.start / rate
    assert float(clocks) == pytest.approx(truth.sound[0].at_s, abs=1e-6)
    counted = Fraction(*map(int, recording.timecode_rate.split("/")))
    assert counted in {rate, rate / 2}
    assert frame_from(recording.timecode, counted) == recording.start * counted // 48000


def test_a_scene_gets_wild_sound_room_tone_a_false_start_and_a_silent_setup() -> None:
    """Sound without a picture, and a picture without sound; each is named so that the slate reader knows."""
    takes = unit_takes(TWO_HANDER, recorder=True, wild=True, seed=2)
    beside = {take.kind: take for take in takes if take.only_sound or take.mos}
    assert set(beside) == {"false start", "mos", "wild", "room tone"}
    assert {kind: (len(take.rolls), len(take.sound)) for kind, take in beside.items()} == {
        **dict.fromkeys(("false start", "wild", "room tone"), (0, 1)),
        "mos": (1, 0),
    }
    silent, _ = read_slate(beside["mos"].rolls[0].file)
    assert (silent.mos, silent.setup) == (True, "7E")
    assert beside["wild"].sound[0].scene_told == "WT7"
    assert beside["room tone"].sound[0].scene_told == "RT7"
    assert beside["false start"].sound[0].false_start


def test_a_wild_track_says_its_lines_and_room_tone_says_none(tmp_path: Path) -> None:
    takes = unit_takes(TWO_HANDER, recorder=True, wild=True)
    wild, tone = (
        roll(next(take for take in takes if take.kind == kind), str(tmp_path)).recordings[0]
        for kind in ("wild", "room tone")
    )
    assert {reading.kind for reading in wild.readings} == {"good"}
    assert tone.readings == ()
    _, boom = decoded(tmp_path / wild.files[0], channel=1)
    one = wild.readings[0]
    said = boom[round(one.in_s * 48000) : round(one.out_s * 48000)]
    _, quiet = decoded(tmp_path / tone.files[0], channel=1)
    assert np.std(said) > 20 * np.std(quiet[-48000 * 4 :])
