"""Facts, names and slates become clips, and whatever a person should know becomes a finding."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rushes.errors import Finding
from rushes.footage import Clip, Gathered, Probe, find_footage, fingerprint, gather, probe
from rushes.footage.fingerprint import UNREADABLE
from rushes.footage.names import unique_names
from tests.footage.making import broken, shoot

GOOD = Probe(1000, "mov", Fraction(25), 250, start=900000, has_timecode=True, width=64, height=48, channels=1)


def gathered(*names: str) -> tuple[tuple[Clip, ...], tuple[Finding, ...]]:
    """Gather files that all hold good media of their own."""
    paths = [Path("/rushes") / name for name in names]
    return told(gather(paths, [GOOD] * len(paths), [f"digest of {name}" for name in names]))


def told(made: Gathered) -> tuple[tuple[Clip, ...], tuple[Finding, ...]]:
    return made.clips, made.findings


def kinds(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.kind, finding.subject) for finding in findings]


def test_a_clip_has_the_facts_of_its_content_and_the_slate_of_its_name() -> None:
    facts = replace(GOOD, sound_offset_s=0.02, rotation=90, pixel_aspect=Fraction(4, 3))
    (clip,), findings = told(gather([Path("/rushes/1A-2_A001C006.mov")], [facts], ["5ee"]))
    assert findings == ()
    assert (clip.file, clip.path, clip.sha256) == (
        "1A-2_A001C006.mov",
        Path("/rushes/1A-2_A001C006.mov"),
        "5ee",
    )
    assert (clip.name, clip.slate.camera, clip.reel, clip.start_timecode) == (
        "1A-2",
        "A",
        "A001",
        "10:00:00:00",
    )
    assert (clip.rate, clip.frames, clip.sound_offset_s, clip.seen) == (Fraction(25), 250, 0.02, (48, 85))


def test_the_reel_of_the_file_outweighs_that_of_its_name() -> None:
    (clip,), _ = told(gather([Path("/rushes/1A-2_A001C006.mov")], [replace(GOOD, reel="A007")], ["5ee"]))
    assert clip.reel == "A007"


def test_names_are_the_shortest_ends_that_differ() -> None:
    """Cameras count from one on every card; folders tell their clips apart."""
    paths = [
        Path("/film/day 1/A/C0001.MP4"),
        Path("/film/day 1/B/C0001.MP4"),
        Path("/film/day 2/B/C0001.MP4"),
    ]
    assert unique_names([*paths, Path("/film/x.mov")]) == (
        "A/C0001.MP4",
        "day 1/B/C0001.MP4",
        "day 2/B/C0001.MP4",
        "x.mov",
    )
    assert unique_names([Path("/x.mov"), Path("/a/x.mov")]) == ("/x.mov", "a/x.mov")
    assert unique_names([]) == ()


@given(
    st.sets(
        st.lists(st.sampled_from(["a", "b", "第二", "🎬"]), min_size=1, max_size=4).map(tuple), max_size=20
    )
)
def test_no_two_files_share_a_name(parts: set[tuple[str, ...]]) -> None:
    """Each name is unique and is an end of its path."""
    paths = [Path("/", *part, "x.mov") for part in sorted(parts)]
    names = unique_names(paths)
    assert len(set(names)) == len(paths)
    assert all(path.as_posix().endswith(name) for path, name in zip(paths, names, strict=True))


def test_a_name_that_is_no_text_can_be_written_everywhere() -> None:
    """Bytes of another age are spelt out, so that no output breaks on them."""
    (name,) = unique_names([Path("/rushes/caf\udce9.mov")])
    assert name.encode("utf-8") == rb"caf\xe9.mov"


def test_bare_numbers_are_settled_by_their_neighbours() -> None:
    """27-1 beside 27A-1 is the master of scene 27; beside Slate 28 it is slate 27; alone it is doubtful."""
    american, no_doubt = gathered("27-1.mov", "27A-1.mov")
    british, no_doubt_either = gathered("27-1.mov", "Slate 28 Take 1.mov")
    alone, doubt = gathered("27-1.mov", "27-2.mov", "28-1.mov")
    assert (american[0].slate.scene, american[0].slate.setup) == ("27", "27")
    assert (british[0].slate.scene, british[0].slate.setup) == (None, "27")
    assert (alone[0].slate.scene, no_doubt, no_doubt_either) == ("27", (), ())
    assert kinds(doubt) == [("ambiguous slate", "27-1.mov")]
    assert "3 names are written so" in doubt[0].fact


def test_a_misread_slate_stays_a_finding_among_good_ones() -> None:
    clips, findings = gathered("27A-1.mov", "27I-1.mov")
    assert clips[1].slate.scene is None
    assert ("ambiguous slate", "27I-1.mov") in kinds(findings)


def test_clips_without_a_slate_are_told_once() -> None:
    """Five names of a phone are one finding, which says what happens then."""
    _, findings = gathered("27A-1.mov", *(f"IMG_{number}.MOV" for number in range(1001, 1006)))
    assert kinds(findings) == [("no slate", "IMG_1001.MOV")]
    assert findings[0].fact.endswith("5 of 6 clips: IMG_1001.MOV, IMG_1002.MOV, IMG_1003.MOV and 2 more.")


def test_the_folder_helps_a_name_that_only_tells_the_take() -> None:
    clips, findings = gathered("Scene 27A/Take 3.mov", "Scene 27A/Take 4.mov")
    assert [clip.name for clip in clips] == ["27A-3", "27A-4"]
    assert {clip.slate.source for clip in clips} == {"folder"}
    assert findings == ()


def test_the_same_content_twice_counts_once() -> None:
    """A second copy is left out, and the finding names the first."""
    paths = [Path("/a/27A-1.mov"), Path("/b/27A-1.mov"), Path("/b/27A-2.mov")]
    clips, findings = told(gather(paths, [GOOD] * 3, ["one", "one", "two"]))
    assert [clip.file for clip in clips] == ["a/27A-1.mov", "27A-2.mov"]
    assert kinds(findings) == [("same content", "b/27A-1.mov")]
    assert "a/27A-1.mov" in findings[0].fact


def test_two_contents_under_one_slate_are_noticed() -> None:
    """Two cameras are no clash, two clips of one camera are."""
    _, of_two_cameras = gathered("27A-1A.mov", "27A-1B.mov")
    _, of_one = gathered("day 1/27A-1.mov", "day 2/27A-1.mov")
    assert of_two_cameras == ()
    assert kinds(of_one) == [("same slate", "day 2/27A-1.mov")]


def test_mixed_rates_are_told_once() -> None:
    probes = [
        GOOD,
        GOOD,
        replace(GOOD, rate=Fraction(24000, 1001)),
        replace(GOOD, rate=Fraction(29), variable_rate=True),
    ]
    clips, findings = told(
        gather([Path(f"/27A-{take}.mov") for take in (1, 2, 3, 4)], probes, ["1", "2", "3", "4"])
    )
    assert len(clips) == 4
    assert kinds(findings) == [("mixed rates", "27A-3.mov")]
    assert "25/1 in 2, 24000/1001 in 1" in findings[0].fact


def test_a_disk_that_refuses_loses_one_clip_only() -> None:
    clips, findings = told(
        gather([Path("/27A-1.mov"), Path("/27A-2.mov")], [GOOD, GOOD], ["1", UNREADABLE + "I/O error"])
    )
    assert [clip.file for clip in clips] == ["27A-1.mov"]
    assert kinds(findings) == [("unreadable", "27A-2.mov")]
    assert "I/O error" in findings[0].fact


def test_a_day_of_everything(tmp_path: Path) -> None:
    """Good, silent, broken, empty, double and oddly named clips in one folder: the job goes on."""
    shoot(tmp_path / "27A-1.mov", shade=1, timecode="10:00:00:00")
    shoot(tmp_path / "27A-2 第二场 “🎬”.mov", shade=2)
    shoot(tmp_path / "27A-3 MOS.mov", shade=3, sound=False)
    (tmp_path / "day 2").mkdir()
    (tmp_path / "day 2" / "27A-1.mov").write_bytes((tmp_path / "27A-1.mov").read_bytes())
    broken(tmp_path / "27A-1.mov", 0.5, tmp_path / "27B-1.mov")
    (tmp_path / "27B-2.mov").touch()
    shoot(tmp_path / "27C-1.mp4", frames=20, times=[Fraction(n * n, 300) for n in range(20)])
    (tmp_path / "notes.txt").write_text("no footage")
    paths = find_footage([tmp_path])
    clips, findings = told(
        gather(paths, [probe(path) for path in paths], [fingerprint(path) for path in paths])
    )
    first = tmp_path.name + "/27A-1.mov"
    assert [clip.file for clip in clips] == [first, "27A-2 第二场 “🎬”.mov", "27A-3 MOS.mov", "27C-1.mp4"]
    assert [clip.slate.label for clip in clips] == ["27A-1", "27A-2", "27A-3", "27C-1"]
    assert kinds(findings) == [
        ("no sound", "27A-3 MOS.mov"),
        ("unreadable", "27B-1.mov"),
        ("empty", "27B-2.mov"),
        ("variable rate", "27C-1.mp4"),
        ("same content", "day 2/27A-1.mov"),
    ]
