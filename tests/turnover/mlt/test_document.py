"""A cut as a project of Shotcut: what stands in it, and where."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.cut.model import Cut
from rushes.turnover.brought.kinds import Kind
from rushes.turnover.dialects import mlt
from rushes.turnover.shots import NobodyCountsSo
from rushes.turnover.verified.against import against
from rushes.turnover.verify import differences
from tests.turnover.making import clip, double, event, grid_cut, spoken, wav


def written(cut: Cut) -> ET.Element:
    return ET.fromstring(mlt.write(cut))


def said(element: ET.Element | None) -> dict[str, str]:
    assert element is not None
    return {one.attrib["name"]: one.text or "" for one in element.iterfind("property")}


def track(root: ET.Element, name: str) -> ET.Element:
    found = root.find(f"playlist[@id='{name}']")
    assert found is not None
    return found


def test_in_and_out_are_frames_from_the_first_of_the_file_and_the_out_is_played() -> None:
    """A clip whose timecode begins at ten o'clock is played from its frame 28, not from 900028."""
    root = written(grid_cut())
    entries = [(one.attrib["in"], one.attrib["out"]) for one in track(root, "V1").iter("entry")]
    assert entries == [("28", "149"), ("30", "59"), ("5", "30")]


def test_the_profile_has_the_exact_rate() -> None:
    rate = Fraction(24000, 1001)
    profile = written(spoken([("1.1", clip(rate=rate), 0, 48)], rate)).find("profile")
    assert profile is not None
    assert (profile.get("frame_rate_num"), profile.get("frame_rate_den")) == ("24000", "1001")
    assert (profile.get("width"), profile.get("height")) == ("1920", "1080")


def test_what_is_seen_is_not_heard_and_what_is_heard_is_not_seen() -> None:
    """A split edit plays each once: Shotcut writes detached sound so."""
    root = written(grid_cut())
    for name, switched_off in (("V1", "audio_index"), ("A1", "video_index")):
        for entry in track(root, name).iter("entry"):
            chain = root.find(f"chain[@id='{entry.attrib['producer']}']")
            assert said(chain)[switched_off] == "-1"


def test_every_file_may_be_missing_and_spoils_nothing_else() -> None:
    services = {said(chain)["mlt_service"] for chain in written(grid_cut()).iter("chain")}
    assert services == {"avformat-novalidate"}


def test_what_the_film_does_not_show_is_blank() -> None:
    used = clip()
    cut = replace(spoken([("1.1", used, 0, 10)]), events=(event("V1", "1.1", used, (0, 10), (7, 17)),))
    assert [(one.tag, one.get("length")) for one in track(written(cut), "V1") if one.tag != "property"] == [
        ("blank", "7"),
        ("entry", None),
    ]


def test_choices_not_taken_lie_above_on_hidden_tracks() -> None:
    root = written(grid_cut())
    hidden = {one.attrib["producer"]: one.get("hide") for one in root.findall("tractor/track")}
    assert hidden == {"background": None, "V1": None, "V2": "both", "A1": "video"}
    assert said(track(root, "V2"))["shotcut:name"] == "V2 not chosen"


def test_microphones_that_are_in_the_mix_lie_on_a_muted_track() -> None:
    boom, mix = wav("T_1.WAV", tracks=("Boom",)), wav("T_2.WAV", tracks=("Mix",))
    from rushes.footage.model import Behind  # noqa: PLC0415 -- beside what it makes

    picture = clip(behind=tuple(Behind(one, 0.0) for one in (boom, mix)))
    timeline = mlt.holds(double([("1.1", picture, 10, 60)]))
    heard = {one.name.split()[-1]: one.off for one in timeline.placed if one.track.startswith("A")}
    assert heard == {"Boom": True, "Mix": False}


def test_picture_and_sound_of_a_shot_are_one_of_shotcuts_groups() -> None:
    root = written(grid_cut())
    groups = [
        [said(one).get("shotcut:group") for one in track(root, name).iter("entry")] for name in ("V1", "A1")
    ]
    assert groups == [["1", "2", None], ["1", "2"]]


def test_marks_are_shotcuts_markers_in_colours_with_reasons_in_the_comment() -> None:
    root = written(grid_cut())
    markers = root.findall("tractor/properties[@name='shotcut:markers']/properties")
    told = [(said(one)["start"], said(one)["text"], said(one)["color"]) for one in markers]
    assert told[0] == ("0", "NOT LOCKED", "#F5F5F5")
    assert ("152", "MISSING 1.4 WILL: Set blue at “q” now.", "#D62B2B") in told
    assert ("122", "NEEDS A LOOK 1.3 1A-2 93%", "#FA8C20") in told
    assert "12 of 12 words" in said(root.find("chain[@id='V1-1']"))["shotcut:comment"]


def test_kdenlive_has_the_marks_as_guides_one_a_frame() -> None:
    guides = json.loads(
        said(written(grid_cut()).find("playlist[@id='main_bin']"))["kdenlive:docproperties.guides"]
    )
    assert len({one["pos"] for one in guides}) == len(guides)
    told = {one["pos"]: (one["comment"], one["type"]) for one in guides}
    assert told[152] == ("MISSING 1.4 WILL: Set blue at “q” now. | 1.5 1B-1 93%", 5)
    assert told[0][0].startswith("NOT LOCKED | ")


def test_timecode_reel_and_content_stand_in_properties_of_ours() -> None:
    known = said(written(grid_cut()).find("chain[@id='bin1']"))
    assert (known["rushes:start"], known["rushes:rate"]) == ("900000", "25/1")
    assert known["rushes:timecode"] == "10:00:00:00"
    assert (known["rushes:reel"], known["rushes:sha256"]) == ("A001R1AB_240101", "0" * 64)


def test_a_clip_of_another_rate_is_counted_in_frames_of_the_film() -> None:
    """MLT counts every file so: frame 10 at 50 is frame 5 at 25; 51 of them last 26 frames of the film."""
    last = list(track(written(grid_cut()), "V1").iter("entry"))[-1]
    assert (last.get("in"), last.get("out")) == ("5", "30")


@pytest.mark.parametrize(
    "name", ["day 1/A 1.mov", "猫的房子.mov", "take 🎬.mov", "“it's” & <that>.mov", "#1 50%20.mov"]
)
def test_names_in_any_script_come_back(name: str) -> None:
    cut = spoken([("1.1", clip(name, path=Path("/rushes") / name), 0, 10)])
    assert not list(differences(mlt.holds(cut), mlt.read(mlt.write(cut))))


def test_the_same_cut_is_the_same_bytes() -> None:
    assert mlt.write(grid_cut()) == mlt.write(grid_cut())


def test_a_rate_that_nobody_counts_is_refused() -> None:
    rate = Fraction(17, 3)
    with pytest.raises(NobodyCountsSo):
        mlt.write(spoken([("1.1", clip(rate=rate, frames=900, start=0), 0, 10)], rate))


def test_what_stands_in_properties_of_ours_is_compared_and_not_called_impossible() -> None:
    cut, written_as = grid_cut(), mlt.write(grid_cut())
    told = against(cut, Kind.MLT, mlt.read(written_as))
    assert not told.differences
    assert not {"absolute source timecode", "reel or tape", "media by hash"} & set(told.not_held)
    changed = written_as.replace(b"0" * 64, b"1" * 64).replace(b">900000<", b">900001<")
    found = " ".join(against(cut, Kind.MLT, mlt.read(changed)).differences)
    assert "by its SHA-256" in found
    assert "1 frame late" in found
