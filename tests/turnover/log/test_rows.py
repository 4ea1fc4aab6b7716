"""What the log says of each file: slate, time, what lies behind it, who wrote what."""

from dataclasses import replace

import pytest

from rushes.errors import Finding
from rushes.footage.model import Note, Probe, RecorderNotes, Recording, Slate
from rushes.turnover.log import Log, Row, by_day, by_recording, by_reel, by_scene, rows_of, whole
from tests.turnover.log.shot import DAY, FIELD, behind, day, picture, sound, takes


def row(log: Log, file: str) -> Row:
    return next(one for one in rows_of(log) if one.file == file)


def test_the_log_runs_by_scene_setup_take_and_camera_and_sound_follows_its_pictures() -> None:
    """A wild track is last in its scene; what has no scene comes last, and behind it what was no use."""
    assert [one.file for one in rows_of(day())] == [
        "27A-2_A004C002.mov",
        "27A-T002.WAV",
        "27A-3_A004C003.mov",
        "27A-3_B004C003.mov",
        "27A-T003.WAV",
        "27WT-1.WAV",
        "28PU-1_A005C001.mov",
        "VID_0007.mp4",
        "27A-4_A004C004.mov",
    ]


def test_scene_2_comes_before_scene_10() -> None:
    clips = [picture(f"{scene}-1.mov", takes(scene, scene, 1)) for scene in ("10", "2", "2A", "1")]
    assert [one.scene for one in rows_of(Log("", tuple(clips)))] == ["1", "2", "2A", "10"]


def test_a_picture_tells_what_lies_behind_it_and_how_it_was_found() -> None:
    """The recorder rolled 1.25 s before, so its clock says ten o'clock where the picture begins."""
    told = row(day(), "27A-3_A004C003.mov")
    (under,) = told.under
    assert (under.file, under.rung, under.at_s, under.error_ms) == ("27A-T003.WAV", "timecode", -1.25, 2.0)
    assert (under.timecode, under.reel, under.tracks) == ("10:00:00:00", "SR014", ("Boom", "Maren"))
    assert told.flags == ("circled",)
    assert (told.day, told.reel, told.lens, told.on_camera) == (DAY, "A004", "35 mm", ("MAREN",))
    assert [note.by for note in told.notes] == ["script log", "camera report"]
    assert (told.group, told.group_at_s) == ("27A-3", 0.0)


def test_a_recording_tells_which_pictures_it_lies_behind() -> None:
    told = row(day(), "27A-T003.WAV")
    assert told.over == ("27A-3", "27A-3 B")
    assert dict(told.recorder) == {"project": "Boathouse", "recorder": "MixPre-6"}
    assert (told.start, told.end, told.duration) == ("09:59:58:18", "10:00:28:18", "00:00:30.000")


@pytest.mark.parametrize(
    ("file", "word"),
    [
        ("27A-2_A004C002.mov", "not in sync"),
        ("28PU-1_A005C001.mov", "MOS"),
        ("VID_0007.mp4", "own sound"),
        ("27WT-1.WAV", "wild track"),
        ("27A-T002.WAV", "no picture"),
        ("27A-4_A004C004.mov", "empty"),
        ("27A-3_A004C003.mov", ""),
    ],
)
def test_what_is_alone_says_why(file: str, word: str) -> None:
    """Nothing is forced together, and a blank is never the answer to why not."""
    told = row(day(), file)
    assert told.alone == word
    assert bool(told.because) == bool(word)


def test_a_clock_of_unknown_rate_tells_the_time_of_day() -> None:
    """Frames that nobody counted are not made up; nor is a start where there is no timecode."""
    assert row(day(), "27WT-1.WAV").start == "11:00:00.000"
    assert row(day(), "VID_0007.mp4").start == ""


def test_drop_frame_is_written_as_drop_frame() -> None:
    clip = picture("a.mov", None, 0, rate=FIELD, drop=True, start=107892, frames=1800)
    (told,) = rows_of(Log("", (clip,)))
    assert (told.start, told.end, told.rate) == ("01:00:00;00", "01:01:00;02", "29.97")


def test_a_camera_without_sound_may_have_another_cameras_behind_it() -> None:
    """Its timecode is counted in that camera's frames."""
    loud, mute = picture("A.mov", None, 36000), picture("B.mov", None, 36001, channels=0)
    (told,) = (one for one in rows_of(Log("", (loud, behind(mute, loud, at_s=-1.0)))) if one.file == "B.mov")
    assert told.under[0].timecode == "10:00:01:00"


def test_a_file_that_another_finding_names_says_that() -> None:
    """Of three copies of one recording the finding stands on the first that was left out."""
    left = tuple((name, picture(name).path) for name in ("b.wav", "c.wav", "d.wav"))
    told = Finding("same recording", "b.wav", "The same recording as a.wav, and left out: b.wav, c.wav.")
    rows = {one.file: one.because for one in rows_of(Log("", findings=(told,), left_out=left))}
    assert rows == {"b.wav": told.fact, "c.wav": told.fact, "d.wav": "It was not used."}


def test_two_cameras_on_one_slate_are_one_take() -> None:
    """Two clips of 27A-3 are one take, circled once, and forty seconds of footage."""
    first, second, last = by_scene(rows_of(day()))
    assert (first.name, first.takes, first.clips, first.circled, first.no_good) == ("27", 2, 3, 1, 1)
    assert (first.synced, first.sounds) == (2, 3)
    assert first.seconds == 60
    assert first.sound_seconds == 90
    assert (second.name, second.takes, last.name) == ("28", 1, "no scene")


def test_files_for_each_microphone_are_one_recording() -> None:
    files = tuple(sound(f"1-1_{n}.wav", takes("1", "1", 1)) for n in (1, 2, 3))
    total = whole(rows_of(Log("", recordings=(Recording(files),))))
    assert total.sounds == 1
    assert total.sound_seconds == 30


def test_totals_by_reel_and_day_hold_all_that_was_shot() -> None:
    rows = rows_of(day())
    for totals in (by_scene(rows), by_reel(rows), by_day(rows)):
        assert sum(total.clips for total in totals) == whole(rows).clips == 5
        assert sum(total.seconds for total in totals) == whole(rows).seconds
    assert [total.name for total in by_day(rows)] == [DAY]


def test_a_take_in_parts_and_a_reshoot_are_takes_of_their_own() -> None:
    slate = takes("1", "1", 1)
    clips = (picture("a.mov", replace(slate, part=1)), picture("b.mov", replace(slate, part=2)))
    assert whole(rows_of(Log("", clips))).takes == 2
    assert rows_of(Log("", clips))[0].marks == ("part 1",)


def test_an_empty_log_is_a_log() -> None:
    assert rows_of(Log("nothing")) == ()
    assert whole(()).takes == 0
    assert by_scene(()) == ()
    assert Slate().label == ""


def mono() -> Log:
    """Return a take whose recorder wrote a file for each microphone, all four with the same remark."""
    note = Note("recorder", "no clap")
    files = tuple(
        sound(f"T001_{n}.WAV", takes("1", "1", 1), channels=1, tracks=(name,), notes=(note,))
        for n, name in enumerate(("Mix", "Boom", "Edith", "Noah"), 1)
    )
    clip = behind(picture("1-1.mov", takes("1", "1", 1), notes=(note, Note("script log", "no clap"))), *files)
    return Log("", (clip,), (Recording(files),))


def test_the_files_of_one_recording_are_one_entry_for_people_and_a_row_each_for_programs() -> None:
    """A person reads a take of four microphones once; a spreadsheet finds each file."""
    rows = rows_of(mono())
    assert len(rows) == 5
    picture_row, sound_row = by_recording(rows)
    assert [part.file for part in sound_row.parts] == [f"T001_{n}.WAV" for n in (1, 2, 3, 4)]
    assert (sound_row.channels, sound_row.tracks) == (4, ("Mix", "Boom", "Edith", "Noah"))
    assert sound_row.said == (("no clap", ("recorder",)),)
    assert {under.recording for under in picture_row.under} == {"T001_1.WAV"}


def test_a_remark_that_two_people_wrote_is_told_once_with_both() -> None:
    picture_row, *_ = rows_of(mono())
    assert picture_row.said == (("no clap", ("recorder", "script log")),)


def test_a_picture_without_a_date_was_shot_on_the_day_of_its_sound() -> None:
    """They rolled together; a picture alone tells no day."""
    heard = sound("a.wav")
    clips = (behind(picture("a.mov"), heard), picture("b.mov"))
    probes = {"a.wav": Probe(1, recorder=RecorderNotes(date=DAY)), "a.mov": Probe(1), "b.mov": Probe(1)}
    rows = {one.file: one.day for one in rows_of(Log("", clips, (Recording((heard,)),), probes=probes))}
    assert rows == {"a.mov": DAY, "a.wav": DAY, "b.mov": ""}
