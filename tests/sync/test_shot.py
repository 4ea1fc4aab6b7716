"""Real and filmed clips: the right sound lies behind each picture, and cameras find each other."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import av
import pytest

from rushes import assembly, log
from rushes.screenplay import parse_fountain
from rushes.stage import StageTruth, make_rushes
from rushes.timecode import frame_from, timecode_text
from rushes.turnover import read_cut
from tests.conftest import KETTLE


def with_timecode(source: Path, path: Path, start: str) -> Path:
    """Copy a clip's picture as it is, and give it timecode."""
    with av.open(str(source)) as old, av.open(str(path), "w") as new:
        picture = old.streams.video[0]
        copied = new.add_stream_from_template(picture)
        copied.metadata["timecode"] = start
        for packet in old.demux(picture):
            if packet.dts is not None:
                packet.stream = copied
                new.mux(packet)
    return path


@pytest.mark.material
def test_four_real_cameras_are_one_group_by_timecode(material: Path, tmp_path: Path) -> None:
    """Four synchronised cameras, each of which began some frames after the one before."""
    begin = frame_from("14:03:20:00", Fraction(60))
    for number in range(1, 5):
        source = material / f"film/four-angles/cam0{number}.mp4"
        start = timecode_text(begin + 7 * (number - 1), Fraction(60))
        with_timecode(source, tmp_path / f"cam0{number}.mov", start)
    made = log.log_footage([tmp_path])
    angles = [clip.angle for clip in made.log.clips]
    assert len({angle.group for angle in angles if angle}) == 1
    assert [angle.at_s * 60 for angle in angles if angle] == pytest.approx([0, 7, 14, 21], abs=1e-3)
    assert {angle.rung for angle in angles if angle} == {"timecode"}


@pytest.mark.material
def test_four_real_cameras_without_anything_in_common_are_named(material: Path) -> None:
    """As they are they have neither sound nor timecode: nothing is guessed, a person is asked."""
    made = log.log_footage([material / "film/four-angles"])
    asked = [finding.subject for finding in made.log.findings if finding.kind == "angles not in sync"]
    assert asked == ["cam02.mp4", "cam03.mp4", "cam04.mp4"]


@pytest.mark.slow
def test_a_day_of_two_cameras_and_a_recorder_is_cut_with_the_right_sound(tmp_path: Path) -> None:
    """No timecode anywhere, clocks that drift, a wild track and room tone: all by ear."""
    page = tmp_path / "kettle.fountain"
    page.write_text(KETTLE, encoding="utf-8")
    truth = shot(tmp_path / "rushes")
    made = assembly.assemble(page, [tmp_path / "rushes"], tmp_path / "cut")
    cut = read_cut((tmp_path / "cut" / "cut.json").read_bytes())
    right = {take.file: {Path(file).name for one in take.sound for file in one.files} for take in truth.takes}
    lying = {clip.file: {one.sound.path.name for one in clip.behind} for clip in made.lined.clips}
    assert lying == right
    assert cut.spoken
    for sound in cut.spoken:
        seen = [one for one in cut.track("V1") if one.record.overlap(sound.record)]
        assert any(cut.clip(sound.file).path.name in right[one.file] for one in seen)
    for clip in made.lined.clips:
        for one in clip.behind:
            take = next(take for take in truth.takes if take.file == clip.file)
            way_s = one.at_s - take.sound[0].at_s
            assert -0.002 <= way_s <= 0.02, "sound may come late to a camera, never early"
    groups = Counter(clip.angle.group for clip in made.lined.clips if clip.angle)
    shot_by = Counter(take.group for take in truth.takes)
    assert groups == {group: cameras for group, cameras in shot_by.items() if cameras > 1}


def shot(into: Path) -> StageTruth:
    return make_rushes(
        parse_fountain(KETTLE)[0],
        into,
        3,
        takes=1,
        faults=frozenset(),
        size=(160, 90),
        double_system=True,
        timecode="none",
        cameras=2,
        wild=True,
    )
