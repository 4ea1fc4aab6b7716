"""What is counted of a crew's day: groups of cameras, and the sound under each picture of the cut."""

from dataclasses import replace

from evaluation.day import angles_together, events_over_their_sound
from evaluation.score import Score

from rushes.cut import TASTES, Cut, first_cut
from rushes.footage import Clip
from rushes.footage.model import Angle, Behind
from rushes.stage import SoundTruth, StageTruth, TakeTruth
from tests.cut.shooting import a_reading, a_script, a_take, lined
from tests.cut.test_sound import a_recording

ONE = a_script("ANNA One two three four")


def true_take(take: str, *, group_at_s: float = 0.0, sound: tuple[SoundTruth, ...] = ()) -> TakeTruth:
    """Return what is true of a clip: of which take, and what the recorder has of it."""
    setup, _, rest = take.partition("-")
    return TakeTruth(
        *(f"{take}.mov", "1", setup, "wide", int(rest[0]), "A", "", "", 1500, "25", "", ()),
        noise=None,
        noise_snr_db=None,
        clap_s=None,
        tail_slate=False,
        readings=(),
        off_script=(),
        seen=(),
        soft=(),
        resets_s=(),
        group=f"{setup}-{rest[0]}",
        group_at_s=group_at_s,
        sound=sound,
    )


def day_of(*takes: TakeTruth) -> StageTruth:
    return StageTruth(25.0, "25", "", 1, (), takes)


def angles(first_at_s: float, second_at_s: float, *more: str) -> list[Clip]:
    """Return clips of one group, the first two at these seconds."""
    at = (first_at_s, second_at_s, *(0.0 for _ in more))
    return [
        replace(a_take(name), angle=Angle("1-1", at_s))
        for name, at_s in zip(("1-1a", "1-1b", *more), at, strict=True)
    ]


def test_angles_stand_on_one_clock_and_no_other_take_is_among_them() -> None:
    """Camera B rolled 2 s later: right to half a frame, wrong at two frames, or with take 2 in the group."""
    truth = day_of(true_take("1-1a"), true_take("1-1b", group_at_s=2.0), true_take("1-2a"))
    found = {
        "right": angles(0.0, 2.01),
        "two frames off": angles(0.0, 2.08),
        "a stranger among them": angles(0.0, 2.0, "1-2a"),
        "one missing": angles(0.0, 2.0)[:1],
    }
    assert {name: angles_together(truth, clips).value for name, clips in found.items()} == {
        "right": 1,
        "two frames off": 0,
        "a stranger among them": 0,
        "one missing": 0,
    }


def cut_over(*behind: Behind) -> Cut:
    take = replace(a_take("1-1", channels=1), behind=behind)
    return first_cut(ONE, lined(ONE, a_reading("1.1", "1-1", 2.0), clips=[take]), TASTES["classic"])[0]


def test_an_event_is_right_over_the_recording_that_ran_and_where_it_ran() -> None:
    recorder = day_of(true_take("1-1", sound=(SoundTruth(("sound/t.wav",), -5.0, 0.0),)))
    camera = day_of(true_take("1-1"))
    right, late, other = (
        cut_over(Behind(a_recording(name), at_s))
        for name, at_s in (("t.wav", -5.0), ("t.wav", -4.96), ("u.wav", -5.0))
    )
    assert [events_over_their_sound(recorder, cut).value for cut in (right, late, other)] == [1, 0, 0]
    assert events_over_their_sound(recorder, cut_over()).value == 0
    assert events_over_their_sound(camera, cut_over()).value == 1
    assert events_over_their_sound(camera, right).value == 0


def test_a_split_edit_is_right_and_a_picture_of_another_take_is_not_asked() -> None:
    """The picture is cut 10 frames after its sound; before that, Ben's picture has no sound of its own."""
    truth = day_of(true_take("1-1", sound=(SoundTruth(("sound/t.wav",), -5.0, 0.0),)), true_take("1B-1"))
    cut = cut_over(Behind(a_recording("t.wav"), -5.0))
    (picture,), sound = cut.track("V1"), cut.track("A1")
    at = picture.record.start + 10
    own = replace(
        picture,
        source=replace(picture.source, start=picture.source.start + 10),
        record=replace(picture.record, start=at),
    )
    other = replace(picture, file="1B-1.mov", record=replace(picture.record, end=at))
    split = replace(cut, events=(other, own, *sound), clips=(*cut.clips, a_take("1B-1")))
    assert events_over_their_sound(truth, split) == Score(1, 1, "of")
    late = replace(own, source=picture.source)
    assert events_over_their_sound(truth, replace(split, events=(other, late, *sound))) == Score(0, 1, "of")


def test_another_cameras_microphone_is_right_to_a_frame_since_both_are_counted_in_frames() -> None:
    """B began 2 s after A, and not on a frame of it: 26 ms off is rounding of two pieces, 52 ms is not."""
    cut = cut_over()
    sound = replace(cut.track("A1")[0], file="1-1b.mov", source=cut.track("A1")[0].source.moved(-50))
    a, b = (replace(a_take(name), angle=Angle("1-1", at_s)) for name, at_s in (("1-1", 0.0), ("1-1b", 2.0)))
    over = replace(cut, events=(*cut.track("V1"), sound), clips=(a, b))
    found = [
        events_over_their_sound(day_of(true_take("1-1"), true_take("1-1b", group_at_s=at_s)), over).value
        for at_s in (2.0, 2.026, 2.052)
    ]
    assert found == [1, 1, 0]
