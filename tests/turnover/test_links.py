"""Sound from a recorder moves with the picture it lies behind, and with no other."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.cut.model import Cut
from rushes.footage.model import Angle, Behind, Clip
from rushes.timecode import Span
from rushes.turnover.links import links
from rushes.turnover.shots import BrokenCut, film_start, shots
from tests.turnover.making import clip, double, double_clip, event, samples_of, wav

RATE = Fraction(25)


def test_every_file_of_a_recording_moves_with_its_picture() -> None:
    cut = double([("1.1", double_clip(), 28, 121), ("1.2", double_clip(), 300, 350)])
    assert links(cut) == {
        ("V1", 0): 1, ("A1", 0): 1, ("A2", 0): 1, ("V1", 93): 2, ("A1", 93): 2, ("A2", 93): 2,
    }  # fmt: skip


@pytest.mark.parametrize(("late", "linked"), [(0, True), (1900, True), (1950, False), (48000, False)])
def test_sound_out_of_sync_by_more_than_a_frame_is_not_linked(late: int, linked: bool) -> None:  # noqa: FBT001
    """A frame of 25 a second holds 1,920 samples."""
    cut = double([("1.1", double_clip(drift=0.0), 28, 121)])
    slipped = tuple(
        one if one.track == "V1" else replace(one, source=one.source.moved(late)) for one in cut.events
    )
    assert (("A1", 0) in links(replace(cut, events=slipped))) == linked


@pytest.mark.parametrize(("ppm", "at", "linked"), [(200, 0, True), (200, 600, True), (0, 600, False)])
def test_drift_is_reckoned_with(ppm: float, at: int, linked: bool) -> None:  # noqa: FBT001
    """After ten minutes at 200 ppm a recorder is three frames ahead: in sync, and not without them."""
    recorder = wav(frames=1200 * 48000)
    true = Behind(recorder, 0.0, 200.0)
    picture = clip(frames=25 * 1000, behind=(replace(true, drift_ppm=ppm),))
    record = Span(0, 50, RATE)
    heard = replace(
        event("A1", "1.1", recorder, (0, 9), (0, 50)), source=samples_of(true, Fraction(at), record)
    )
    seen = event("V1", "1.1", picture, (25 * at, 25 * at + 50), (0, 50))
    cut = Cut("Drift", RATE, "classic", (seen, heard), (), (picture, recorder))
    assert (("A1", 0) in links(cut)) == linked


def test_a_split_edit_stays_linked() -> None:
    """The sound leads its picture by six frames."""
    one, two = double_clip("1-1.mov"), double_clip("1A-1.mov")
    two = replace(two, behind=tuple(replace(b, sound=wav("B.WAV")) for b in two.behind[:1]))
    behind = two.behind[0]
    record = Span(116, 160, RATE)
    sound = replace(
        event("A1", "1.2", behind.sound, (0, 9), (116, 160)), source=samples_of(behind, Fraction(1), record)
    )
    events = (
        event("V1", "1.1", one, (0, 122), (0, 122)),
        event("V1", "1.2", two, (31, 69), (122, 160)),
        sound,
    )
    groups = links(Cut("Split", RATE, "classic", events, (), (one, two, behind.sound)))
    assert groups == {("V1", 122): 1, ("A1", 116): 1}


def test_a_cut_between_angles_leaves_the_sound_whole() -> None:
    """Both cameras rolled over one recording: its sound runs through, with the angle that is seen longest."""
    recorder = wav()
    a = clip("1A-1 A.mov", behind=(Behind(recorder, -2.0),), angle=Angle("1A-1", 0.0))
    b = clip("1A-1 B.mov", behind=(Behind(recorder, -3.0),), angle=Angle("1A-1", 1.0))
    record = Span(0, 100, RATE)
    sound = replace(
        event("A1", "1.1", recorder, (0, 9), (0, 100)),
        source=samples_of(a.behind[0], Fraction(4), record),
    )
    pictures = (event("V1", "1.1", a, (100, 130), (0, 30)), event("V1", "1.2", b, (105, 175), (30, 100)))
    cut = Cut("Angles", RATE, "classic", (*pictures, sound), (), (a, b, recorder))
    assert links(cut) == {("V1", 30): 1, ("A1", 0): 1}


def test_a_camera_without_sound_is_linked_with_the_neighbours() -> None:
    """Camera B has no microphone; what camera A heard lies behind it, 40 ms after A's first frame."""
    a = clip("1A-1 A.mov", sound_offset_s=0.04)
    b = clip("1A-1 B.mov", channels=0, behind=(Behind(a, 2.04),))
    events = (event("V1", "1.1", b, (100, 130), (0, 30)), event("A1", "1.1", a, (50, 80), (0, 30)))
    assert links(Cut("Lent", RATE, "classic", events, (), (a, b))) == {("V1", 0): 1, ("A1", 0): 1}


def test_neighbours_that_run_on_are_one_shot_in_samples() -> None:
    cut = double([("1.1", double_clip(drift=0.0), 28, 121), ("1.2", double_clip(drift=0.0), 121, 150)])
    (one,) = shots(cut, "A1")
    assert (one.source.frames, one.record) == (122 * 1920, Span(0, 122, RATE))


@given(st.lists(st.integers(0, 1900), min_size=1, max_size=30))
def test_a_shot_never_strays_from_its_events(short: list[int]) -> None:
    """Each event may last a frame less or more than its place; in a row they may not add up unseen."""
    recorder = wav(frames=10**9)
    events, source = [], 0
    for number, less in enumerate(short):
        record = (number * 25, number * 25 + 25)
        events.append(event("A1", f"1.{number}", recorder, (source, source + 48000 - less), record))
        source += 48000 - less
    for shot in shots(Cut("Row", RATE, "classic", tuple(events), (), (recorder,)), "A1"):
        for one in shot.events:
            gone_s = (one.source.start - shot.source.start) / recorder.rate
            assert abs(gone_s - (one.record.start - shot.record.start) / RATE) <= 1 / RATE / 2


def test_only_pictures_say_how_the_film_counts() -> None:
    pictures = [clip("a.mov", rate=Fraction(30000, 1001), drop=True)]
    sounds = [wav(f"{n}.WAV", drop=False, rate=Fraction(48000000, 1001)) for n in range(3)]
    cut = Cut("T", Fraction(30000, 1001), "classic", (), (), (*pictures, *sounds))
    assert film_start(cut) == (107892, True)


def test_a_recording_may_end_inside_the_last_frame() -> None:
    (one,) = shots(_playing("A1", wav(), (4319000, 4320920), 1), "A1")
    assert one.source.end == 4320920


def _playing(track: str, recorder: Clip, source: tuple[int, int], frames: int) -> Cut:
    one = event(track, "1.1", recorder, source, (0, frames))
    return Cut("T", RATE, "classic", (one,), (), (recorder,))


@pytest.mark.parametrize(
    ("cut", "because"),
    [
        (_playing("A1", wav(), (-1, 1919), 1), "plays samples -1 to 1919 of 4320000"),
        (_playing("A1", wav(), (4320960, 4322880), 1), "plays samples 4320960 to 4322880 of 4320000"),
        (_playing("A1", wav(), (0, 4000), 1), "would be retimed: 4000 frames of A101_1.WAV in 1 of the film"),
        (_playing("V1", wav(), (0, 1920), 1), "shows A101_1.WAV, which has no picture"),
    ],
)
def test_what_no_recording_can_give_is_refused(cut: Cut, because: str) -> None:
    with pytest.raises(BrokenCut, match=because):
        shots(cut, cut.events[0].track)
