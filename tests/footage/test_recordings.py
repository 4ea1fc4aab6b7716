"""The files of a take become one recording under its slate, whoever recorded it, whatever they are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.footage import (
    Clip,
    Gathered,
    Probe,
    RecorderNotes,
    Slate,
    find_footage,
    fingerprint,
    gather,
    probe,
)
from tests.footage.making import shoot
from tests.footage.recording import NOON, recorded

FILM = Fraction(25)
PICTURE = Probe(1000, "mov", FILM, 250, start=900000, has_timecode=True, width=64, height=48, channels=1)


@dataclass(frozen=True)
class File:
    """A file that a recorder made: begun so many seconds after midnight (0: clock not set)."""

    name: str
    at_s: Fraction | float = NOON
    seconds: Fraction | float = 10
    scene: str = ""
    take: str = ""
    tracks: tuple[str, ...] = ()
    channels: int = 1
    family: str = ""
    ticks: dict[str, bool] = field(default_factory=dict)
    called: str = ""
    tape: str = ""
    plain: bool = False

    @property
    def facts(self) -> Probe:
        """What probing it gives."""
        notes = RecorderNotes(
            scene=self.scene,
            take=self.take,
            family=self.family,
            tracks=self.tracks,
            called=self.called,
            rate=FILM,
            **self.ticks,  # type: ignore[arg-type]
        )
        return Probe(
            1000,
            "wav",
            channels=len(self.tracks) or self.channels,
            sample_rate=48000,
            samples=round(self.seconds * 48000),
            start=round(self.at_s * 48000),
            has_timecode=self.at_s > 0,
            reel=self.tape,
            recorder=None if self.plain else notes,
        )


def made(*files: File | str) -> Gathered:
    """Gather these: names alone are pictures."""
    paths = [Path("/roll") / (file if isinstance(file, str) else file.name) for file in files]
    facts = [PICTURE if isinstance(file, str) else file.facts for file in files]
    return gather(paths, facts, [str(path) for path in paths])


def files_of(gathered: Gathered) -> list[list[str]]:
    return [[file.file for file in recording.files] for recording in gathered.recordings]


def kinds(gathered: Gathered) -> list[str]:
    return [finding.kind for finding in gathered.findings]


def slate_of(*files: File | str) -> Slate:
    return made(*files).recordings[0].slate


def labels(clips: Iterable[Clip]) -> list[str]:
    return [clip.slate.label for clip in clips]


SETS: dict[str, tuple[str, ...]] = {
    "Sound Devices": ("27A-T003_1.WAV", "27A-T003_2.WAV", "27A-T003_3.WAV"),
    "Metacorder": ("Sr001-2C-01_01.WAV", "Sr001-2C-01_02.WAV"),
    "Zoom H": ("ZOOM0001_LR.WAV", "ZOOM0001_Tr1.WAV", "ZOOM0001_Tr2.WAV"),
    "Zoom F": ("27A-003_Tr1.WAV", "27A-003_Tr3_4.WAV", "27A-003_Mix.WAV"),
    "Tascam": ("T01_1.wav", "T01_2.wav"),
    "split stereo": ("27A-3.L.wav", "27A-3.R.wav"),
    "Pro Tools": ("27A-3.A1.wav", "27A-3.A2.wav"),
    "by microphone": ("27A-3_Boom.wav", "27A-3 - Lav Ruth.wav"),
}


@pytest.mark.parametrize("maker", SETS)
def test_a_file_for_each_track_makes_one_recording(maker: str) -> None:
    names = SETS[maker]
    tracks = {"27A-3_Boom.wav": ("Boom",), "27A-3 - Lav Ruth.wav": ("Lav Ruth",)}
    gathered = made(*(File(name, tracks=tracks.get(name, ())) for name in names))
    assert files_of(gathered) == [list(names)]
    assert kinds(gathered) == []


def test_the_recorder_says_which_files_belong_together() -> None:
    """Renamed beyond recognition, they are tied by the family; another take is of another one."""
    one = File("boom today.wav", family="1"), File("ruth.wav", family="1")
    other = File("paul.wav", at_s=NOON + 60, family="2")
    assert files_of(made(*one, other)) == [["boom today.wav", "ruth.wav"], ["paul.wav"]]


def test_a_number_at_the_end_is_a_take_where_no_take_stands_before_it() -> None:
    """Takes of the same length, without timecode or stamped alike by an editing system, are not one take."""
    for at_s in (0, 3600):
        gathered = made(*(File(f"27A_{take}.wav", at_s=at_s, plain=True) for take in (1, 2, 3)))
        assert len(gathered.recordings) == 3
        assert labels(recording.files[0] for recording in gathered.recordings) == ["27A-1", "27A-2", "27A-3"]


def test_takes_that_begin_apart_are_recordings_of_their_own() -> None:
    """The same name stem and the same family, but another moment or another length."""
    assert len(made(File("27A-3_1.wav"), File("27A-3_2.wav", at_s=NOON + 1)).recordings) == 2
    assert len(made(File("27A-3_1.wav"), File("27A-3_2.wav", seconds=15)).recordings) == 2
    assert len(made(File("27A-3_1.wav"), File("27A-3_2.wav", seconds=10.1)).recordings) == 1
    assert len(made(File("27A-3_1.wav", take="3"), File("27A-3_2.wav", take="4")).recordings) == 2


def test_without_timecode_equal_length_and_name_are_said() -> None:
    """To the sample, in one folder; it is the weakest tie, and a finding."""
    gathered = made(*(File(f"27A-3_{track}.wav", at_s=0, plain=True) for track in (1, 2)))
    assert (len(gathered.recordings), kinds(gathered)) == (1, ["tracks by name"])
    apart = made(
        File("27A-3_1.wav", 0, plain=True), File("27A-3_2.wav", 0, Fraction(480001, 48000), plain=True)
    )
    assert len(apart.recordings) == 2
    assert (
        len(made(File("a/27A-3_Tr1.wav", 0, plain=True), File("b/27A-3_Tr2.wav", 0, plain=True)).recordings)
        == 2
    )


def test_all_tracks_in_one_file_are_kept_before_a_file_for_each() -> None:
    """By the names of the tracks, or by their numbers where they have none."""
    named = made(
        File("27A-3.wav", tracks=("Mix", "Boom", "Ruth")),
        File("27A-3_1.wav", tracks=("Mix",)),
        File("27A-3_2.wav", tracks=("Boom",)),
        File("27A-3_3.wav", tracks=("Ruth",)),
    )
    assert (files_of(named), kinds(named)) == ([["27A-3.wav"]], ["same recording"])
    assert named.findings[0].fact.startswith("The same recording as 27A-3.wav")
    numbered = made(File("27A-3_1.wav"), File("27A-3_2.wav"), File("27A-3.wav", channels=2))
    assert files_of(numbered) == [["27A-3.wav"]]


def test_a_mix_beside_its_microphones_is_no_double() -> None:
    """A stereo mix holds none of the microphones by itself, though it has as many channels."""
    zoom = made(File("ZOOM0001_LR.WAV", channels=2), File("ZOOM0001_Tr1.WAV"), File("ZOOM0001_Tr2.WAV"))
    assert (len(zoom.recordings[0].files), kinds(zoom)) == (3, [])
    named = made(
        File("27A-3.wav", tracks=("MixL", "MixR")),
        File("27A-3_1.wav", tracks=("Boom",)),
        File("27A-3_2.wav", tracks=("Ruth",)),
    )
    assert (len(named.recordings[0].files), kinds(named)) == (3, [])


def test_a_copy_with_other_words_is_the_same_recording() -> None:
    """A mirror card, or a file whose slate was corrected in a copy: the sound counts once."""
    gathered = made(
        File("card 1/27A-3.wav", tracks=("Mix", "Boom")), File("card 2/27A-3.wav", tracks=("Mix", "Boom"))
    )
    assert (files_of(gathered), kinds(gathered)) == ([["card 1/27A-3.wav"]], ["same recording"])
    stamped = made(File("day 1/T01.wav", 3600, 10), File("day 2/T01.wav", 3600, 10.5))
    assert len(stamped.recordings) == 2


def test_a_take_that_the_recorder_split_is_in_parts() -> None:
    """At 4 GB a recorder begins another file, on the very next sample; that is no slate used twice."""
    parts = [File(f"27A-3_000{n}.wav", NOON + n * 600, 600, scene="27A", take="3") for n in (1, 2, 3)]
    gathered = made(*parts, File("27A-4.wav", NOON + 3000, scene="27A", take="4"))
    assert [recording.slate.part for recording in gathered.recordings] == [1, 2, 3, None]
    assert set(labels(recording.files[0] for recording in gathered.recordings[:3])) == {"27A-3"}
    assert kinds(gathered) == ["split recording"]


def test_one_slate_on_two_recordings_is_noticed() -> None:
    """Two recorders that rolled at once are right; a picture of that slate is what is hoped for."""
    first = File("27A-3.wav", scene="27A", take="3")
    again = File("late.wav", NOON + 90, scene="27A", take="3")
    assert kinds(made(first, again)) == ["same slate"]
    assert kinds(made(first, File("other recorder.wav", NOON + 2, scene="27A", take="3"), "27A-3.mov")) == []
    wild = File("27A-WT3.wav", NOON + 90, scene="27A", take="3", ticks={"wild_track": True})
    assert kinds(made(first, wild)) == []


TYPED: dict[tuple[str, str], tuple[str | None, str | None, int | None]] = {
    ("27A", "3"): ("27", "27A", 3),
    ("27A", "03"): ("27", "27A", 3),
    ("27A", "T03"): ("27", "27A", 3),
    ("27A", "003"): ("27", "27A", 3),
    ("A101", "01"): ("A101", "A101", 1),
    ("2C", "01"): ("2", "2C", 1),
    ("27", "1"): ("27", "27", 1),
    ("0027", "1"): ("27", "27", 1),
    ("1027B", "12"): ("1027", "1027B", 12),
    ("27A-3", "3"): ("27", "27A", 3),
    ("27A-3", ""): ("27", "27A", 3),
    ("72B-14", "4"): ("72B", "72B-14", 4),
    ("Sc 27A", "3"): ("27", "27A", 3),
    ("Scene 27 A", "3"): ("27", "27A", 3),
    ("27-A", "3"): ("27", "27A", 3),
    ("V27A", "2"): ("27", "V27A", 2),
    ("27AA", "2"): ("27", "27AA", 2),
    ("101-27A", "3"): ("27", "27A", 3),
    ("27 SL 123", "4"): ("27", "123", 4),
    ("27A", ""): ("27", "27A", None),
    ("", "3"): (None, None, None),
    ("TONE", "1"): (None, None, None),
    ("20261122", "1"): (None, None, None),
    ("ZOOM0001", "1"): (None, None, None),
    ("Untitled", "12"): (None, None, None),
    ("27I", "1"): (None, None, None),
    ("27A" * 3000, "T" * 3000): (None, None, None),
    ("-" * 30, "1"): (None, None, None),
}


@pytest.mark.parametrize("typed", TYPED)
def test_what_a_mixer_types_is_read_as_a_slate(typed: tuple[str, str]) -> None:
    slate = slate_of(File("file.wav", scene=typed[0], take=typed[1]))
    assert (slate.scene, slate.setup, slate.take) == TYPED[typed]
    assert slate.source == ("recorder" if slate.setup else "none")


@pytest.mark.parametrize("typed", [("27A PU", "2"), ("27APU", "2"), ("27A", "2PU"), ("27A", "2 pu")])
def test_a_pickup_is_marked_in_the_scene_or_the_take(typed: tuple[str, str]) -> None:
    assert slate_of(File("file.wav", scene=typed[0], take=typed[1])).label == "27APU-2"


@pytest.mark.parametrize(
    ("scene", "take", "wild", "tone", "of"),
    [
        ("WT", "1", True, False, None),
        ("27A-WT", "1", True, False, "27"),
        ("WT27A", "2", True, False, "27"),
        ("27 WT", "1", True, False, "27"),
        ("Wild Lines", "4", True, False, None),
        ("RT", "1", False, True, None),
        ("Room Tone 27", "1", False, True, "27"),
        ("27 RT", "", False, True, "27"),
        ("AMB", "1", False, True, None),
    ],
)
def test_sound_without_picture_is_told_by_its_scene(
    scene: str, take: str, of: str | None, *, wild: bool, tone: bool
) -> None:
    slate = slate_of(File("file.wav", scene=scene, take=take))
    assert (slate.wild, slate.room_tone, slate.scene) == (wild, tone, of)
    assert slate.take == (int(take) if take else None)


def test_ticks_count_wherever_they_stand() -> None:
    ticked = slate_of(File("27A-3.wav", scene="27A", take="3", ticks={"circled": True, "false_start": True}))
    assert (ticked.circled, ticked.no_good, ticked.source) == (True, True, "recorder")
    named = slate_of(File("27A-3_NG.wav", scene="27A", take="3", ticks={"pickup": True, "wild_track": True}))
    assert (named.no_good, named.pickup, named.wild) == (True, True, True)


def test_the_recorder_counts_before_the_name_and_the_two_are_held_against_each_other() -> None:
    """A file that was renamed since says so; a number behind the take is a track and no contradiction."""
    right = File("27A-3.wav", scene="27A", take="3")
    wrong = File("27A-4.wav", NOON + 60, scene="27B", take="4", called="27B-4.wav")
    gathered = made(right, wrong)
    assert labels(recording.files[0] for recording in gathered.recordings) == ["27A-3", "27B-4"]
    assert kinds(gathered) == ["slates disagree"]
    assert gathered.findings[0].fact == (
        "The recorder says 27B-4, the file's name 27A-4 (it was called 27B-4.wav when it was recorded); "
        "the recorder counts."
    )
    assert kinds(made(File("A101_1_2.WAV", scene="A101", take="1"))) == []


def test_the_name_fills_in_what_nobody_typed() -> None:
    assert slate_of(File("27A-3.wav")).label == "27A-3"
    assert slate_of(File("27A-3.wav", plain=True)).source == "name"
    assert slate_of(File("27A-3.wav", scene="27A")).take == 3
    assert slate_of(File("27A-3.wav", scene="TONE", take="1")).label == "27A-3"
    assert slate_of(File("Scene 27A/Take 3.wav", plain=True)).label == "27A-3"
    assert slate_of(File("Sr001-2C-01_02.WAV", plain=True)).label == "2C-1"
    assert slate_of(File("27A-WT-T001.WAV", plain=True)).wild


def test_a_mixers_numbers_are_slates_where_the_production_slates_the_british_way() -> None:
    """123 take 4 is scene 123 beside 27A-1.mov, and slate 123 beside Slate 28 Take 1.mov."""
    typed = File("file.wav", scene="123", take="4")
    assert (slate_of(typed, "27A-1.mov").scene, slate_of(typed, "Slate 28 Take 1.mov").scene) == ("123", None)
    assert slate_of(typed, "Slate 28 Take 1.mov").setup == "123"
    assert kinds(made(typed)) == []


def test_music_and_temporary_sound_have_no_slate_and_no_finding() -> None:
    gathered = made(File("Song 1984 (final).mp3", plain=True, at_s=0), "27A-1.mov")
    assert (gathered.recordings[0].slate.source, kinds(gathered)) == ("none", [])


def test_clocks_that_were_never_set_are_said_once() -> None:
    gathered = made(*(File(f"27A-{take}.wav", 0, 10 + take) for take in (1, 2)), File("27A-3.wav"))
    assert kinds(gathered) == ["no timecode"]
    assert "2 of 3 recordings: 27A-1.wav, 27A-2.wav" in gathered.findings[0].fact


def test_what_the_mixer_noted_goes_with_the_sound(tmp_path: Path) -> None:
    """Notes, tracks, the roll, and the timecode of its own rate: at noon it is a frame ahead of the sun."""
    words = {"SCENE": "27A", "TAKE": "3", "TAPE": "R7", "NOTE": "plane", "TIMECODE_RATE": "30000/1001"}
    path = recorded(tmp_path / "a.wav", NOON, tracks=("Boom", ""), words={**words, "TIMECODE_FLAG": "DF"})
    (recording,) = gather([path], [probe(path)], ["one"]).recordings
    (clip,) = recording.files
    assert (clip.is_sound, clip.rate, clip.frames, clip.reel) == (True, Fraction(48000), 4800, "R7")
    assert (clip.notes[0].by, clip.notes[0].text, recording.tracks) == ("recorder", "plane", ("Boom", ""))
    assert (clip.start_timecode, clip.drop, clip.name) == ("12:00:00;01", True, "27A-3")


def test_a_days_sound_and_picture_side_by_side(tmp_path: Path) -> None:
    """Names are unique over both, each content counts once, and a lost card costs its own files only."""
    (tmp_path / "sound").mkdir()
    shoot(tmp_path / "27A-1.mov", timecode="12:00:00:00")
    recorded(tmp_path / "sound" / "27A-1.wav", NOON, shade=1)
    copy = tmp_path / "sound" / "copy of 27A-1.wav"
    copy.write_bytes((tmp_path / "sound" / "27A-1.wav").read_bytes())
    (tmp_path / "sound" / "27A-2.wav").write_bytes(b"RIFF\0\0\0\0WAVE")
    paths: Sequence[Path] = find_footage([tmp_path])
    gathered = gather(paths, [probe(path) for path in paths], [fingerprint(path) for path in paths])
    assert [clip.file for clip in gathered.clips] == ["27A-1.mov"]
    assert files_of(gathered) == [["27A-1.wav"]]
    assert {(finding.kind, finding.subject) for finding in gathered.findings} == {
        ("unreadable", "27A-2.wav"),
        ("same content", "copy of 27A-1.wav"),
    }


def test_what_is_alike_in_many_files_is_said_once(tmp_path: Path) -> None:
    """A recorder in an odd mode is one finding, with the files it concerns."""
    words = {"TIMECODE_RATE": "24/1", "DIGITIZER_SAMPLE_RATE": 48048, "TIMESTAMP_SAMPLE_RATE": 48048}
    files = [recorded(tmp_path / f"27A-{take}.wav", NOON + 60 * take, words=words) for take in (1, 2, 3, 4)]
    (finding,) = gather(files, [probe(file) for file in files], ["1", "2", "3", "4"]).findings
    assert (finding.kind, finding.subject) == ("odd speed", "27A-1.wav")
    assert finding.fact.endswith("It is so in 4 files: 27A-1.wav, 27A-2.wav, 27A-3.wav and 1 more.")


def test_a_false_start_has_the_number_of_the_take_that_follows() -> None:
    start = File("27A-3_FS.wav", scene="27A", take="3", ticks={"false_start": True})
    assert kinds(made(start, File("27A-3.wav", NOON + 60, scene="27A", take="3"))) == []
