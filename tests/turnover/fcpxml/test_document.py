"""Final Cut's own XML against what editors expect to find in it, one by one."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from rushes.coverage.model import LinedScript
from rushes.cut.model import Alternate, Cut, MissingLine, Reason
from rushes.footage.model import Angle, Behind, Clip, Note, Slate
from rushes.screenplay.model import Line
from rushes.timecode import Span
from rushes.turnover.dialects.fcpxml import DIALECT, holds, read, write
from rushes.turnover.options import AS_SHOT, Leaving, Mapped, Relative, as_left
from rushes.turnover.verify import verify
from tests.turnover.fcpxml.grammar import faults, seconds
from tests.turnover.making import clip, double, double_clip, event, grid_cut, spoken, wav
from tests.turnover.test_fcp7 import ODD_NAMES

R25 = Fraction(25)


def written(cut: Cut, leaving: Leaving = AS_SHOT) -> ET.Element:
    """Return what is written of a cut, after it was judged and read back."""
    data = write(cut, leaving)
    assert faults(data) == []
    verify(cut, DIALECT, {".fcpxml": data})
    return ET.fromstring(data)


def clips(root: ET.Element) -> list[ET.Element]:
    return root.findall(".//project//asset-clip")


@pytest.mark.parametrize(
    ("rate", "frame", "name", "one_hour"),
    [
        ("24000/1001", "1001/24000s", "FFVideoFormat1080p2398", "86486400/24000s"),
        ("24", "100/2400s", "FFVideoFormat1080p24", "3600s"),
        ("25", "100/2500s", "FFVideoFormat1080p25", "3600s"),
        ("30000/1001", "1001/30000s", "FFVideoFormat1080p2997", "108108000/30000s"),
        ("50", "100/5000s", "FFVideoFormat1080p50", "3600s"),
        ("60000/1001", "1001/60000s", "FFVideoFormat1080p5994", "216216000/60000s"),
        ("48", "100/4800s", None, "3600s"),
    ],
)
def test_rates_are_exact_and_called_as_final_cut_calls_them(
    rate: str, frame: str, name: str | None, one_hour: str
) -> None:
    """One hour of timecode at 23.976 is 3603.6 seconds, as Final Cut's own exports say."""
    root = written(spoken([("1.1", clip(rate=Fraction(rate)), 0, 10)], Fraction(rate)))
    form, sequence = root.find(".//format"), root.find(".//sequence")
    assert form is not None
    assert sequence is not None
    assert (form.get("frameDuration"), form.get("name")) == (frame, name)
    assert seconds(sequence.get("tcStart")) == seconds(one_hour)
    assert sequence.get("tcStart") == one_hour


def test_drop_frame_is_said_of_the_film_and_of_its_clips() -> None:
    drop = clip(rate=Fraction(30000, 1001), start=1078920, drop=True)
    root = written(spoken([("1.1", drop, 5, 10)], drop.rate))
    sequence = root.find(".//sequence")
    assert sequence is not None
    assert sequence.get("tcFormat") == "DF"
    assert seconds(sequence.get("tcStart")) == Fraction(107892 * 1001, 30000), "01:00:00;00"
    assert clips(root)[0].get("tcFormat") == "DF"


def test_a_clip_begins_at_the_cameras_timecode_and_has_all_its_handles() -> None:
    """OpenTimelineIO 976: source timecode was read as nought. The asset is the whole file."""
    root = written(grid_cut())
    asset = root.find(".//asset[@name='1-1_A001C001.mov']")
    assert asset is not None
    assert (asset.get("start"), asset.get("duration")) == ("36000s", "36s")
    assert seconds(clips(root)[0].get("start")) == 36000 + Fraction(28, 25)


def test_an_asset_is_one_file_with_its_picture_its_sound_and_its_hash() -> None:
    """Palmier 206: of two assets of one file DaVinci Resolve made two clips.

    Palmier 214: ids of one's own clash with Final Cut's. Palmier 247: Resolve goes by the name where a path
    is dead, which must be the file's with its ending.
    """
    used = clip(sha256="ab" * 32, channels=2, reel="A001", slate=Slate("27", "27A", 3, "B"))
    root = written(spoken([("1.1", used, 0, 10)]))
    (asset,) = root.findall(".//asset")
    told = {one.get("key", "").rsplit(".", 1)[1]: one.get("value") for one in asset.iter("md")}
    assert told == {"reel": "A001", "scene": "27A", "shot": "3", "angle": "B", "sha256": "ab" * 32}
    assert asset.get("name") == "1A-2_A001C006.mov"
    assert asset.get("uid") is None
    assert [asset.get(name) for name in ("hasVideo", "hasAudio", "audioChannels", "audioRate")] == [
        "1",
        "1",
        "2",
        "48000",
    ]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_found_again(name: str) -> None:
    """Spaces, Chinese, a colon, half a character: the URL is plain, and means the very file."""
    root = written(spoken([("1.1", clip(name), 0, 10)]))
    (source,) = [one.get("src") or "" for one in root.iter("media-rep")]
    assert source.isascii()
    assert source.startswith("file:///rushes/")
    assert read(write(spoken([("1.1", clip(name), 0, 10)]))).placed[0].file == f"/rushes/{name}"


@pytest.mark.parametrize(
    ("leaving", "source"),
    [
        (Leaving(Relative(Path("/rushes/out"))), "../day%201/a%3Ab.mov"),
        (Leaving(Mapped((("/rushes", "D:\\Rushes"),))), "file:///D:/Rushes/day%201/a:b.mov"),
    ],
)
def test_media_are_named_as_somebody_asked(leaving: Leaving, source: str) -> None:
    cut = as_left(spoken([("1.1", clip("day 1/a:b.mov"), 0, 10)]), leaving)
    assert [one.get("src") for one in written(cut, leaving).iter("media-rep")] == [source]


def test_two_clips_of_one_name_from_two_cards_are_two_files() -> None:
    pieces = [("1.1", clip("A/C001.mov"), 0, 10), ("1.2", clip("B/C001.mov"), 0, 10)]
    root = written(spoken(pieces))
    assert len({one.get("ref") for one in clips(root)}) == 2


def test_a_camera_and_its_sound_are_one_clip_even_where_the_edit_is_split() -> None:
    """auto-editor 188, 368, 370: picture and sound came in unlinked. Line 1.3 is heard before it is seen."""
    first, second, third = clips(written(grid_cut()))
    assert [one.get("srcEnable") for one in (first, second)] == ["all", "all"]
    assert seconds(first.get("audioDuration")) == Fraction(116, 25)
    assert seconds(second.get("start")) - seconds(second.get("audioStart")) == Fraction(6, 25)
    assert seconds(second.get("audioDuration")) == Fraction(36, 25)
    assert third.get("audioStart") is None, "it has no sound"


def test_sound_and_picture_that_are_cut_together_say_it_once() -> None:
    (one,) = clips(written(spoken([("1.1", clip(), 0, 10)])))
    assert one.get("audioStart") is None


def test_a_recorders_sound_is_connected_to_the_sample() -> None:
    """Two microphones of a recorder, on a lane each; the camera's own sound is not heard."""
    cut = double([("1.1", double_clip(drift=0.0), 20, 60)])
    picture, boom, will = clips(written(cut))
    assert picture.get("srcEnable") == "video"
    assert [one.get("lane") for one in (boom, will)] == ["-1", "-2"]
    first = cut.track("A1")[0].source.start
    assert seconds(boom.get("start")) == 36000 + Fraction(first, 48000)
    assert boom.get("offset") == picture.get("start")


def lined(*lines: tuple[str, str]) -> LinedScript:
    """Return a lined script of which only who speaks and where is known."""
    return LinedScript(
        lines=tuple(Line(name, name.split(".")[0], who, "…") for name, who in lines),
        clips=(),
        readings=(),
        headings={"1": "INT. KITCHEN - DAY"},
    )


def test_roles_say_who_speaks_and_into_what() -> None:
    """Dialogue by character; each microphone of a poly file; room tone among the effects."""
    poly = wav("poly.WAV", tracks=("Boom", "M. Will?", ""), frames=9_000_000)
    tone = wav("tone.WAV")
    picture = clip(channels=0)
    samples = Span(0, 48000, Fraction(48000))
    events = (
        event("V1", "1.1", picture, (0, 25), (0, 25)),
        replace(event("A1", "1.1", poly, (0, 1), (0, 25)), source=samples),
        replace(event("A2", "1.1", tone, (0, 1), (0, 25)), source=samples, shows="tone"),
    )
    cut = Cut("Roles", R25, "classic", events, (), (picture, poly, tone))
    _, spoken_in, quiet = clips(written(cut, Leaving(lined=lined(("1.1", "WILL")))))
    assert spoken_in.get("audioRole") == "dialogue.WILL"
    assert [one.get("role") for one in spoken_in.iter("audio-channel-source")] == [
        "dialogue.Boom",
        "dialogue.M Will",
        "dialogue.WILL",
    ]
    assert quiet.get("audioRole") == "effects.Room tone"
    assert clips(written(cut))[1].get("audioRole") == "dialogue", "who speaks is not known"


def test_every_microphone_is_there_and_what_a_mix_holds_is_off() -> None:
    """auto-editor 70: only the first channel survived."""
    poly = wav("poly.WAV", tracks=("Mix", "Boom", "Will"), frames=9_000_000)
    picture = clip(channels=0)
    sound = replace(event("A1", "1.1", poly, (0, 1), (0, 25)), source=Span(0, 48000, Fraction(48000)))
    cut = Cut(
        "Mix", R25, "classic", (event("V1", "1.1", picture, (0, 25), (0, 25)), sound), (), (picture, poly)
    )
    sources = clips(written(cut))[1].findall("audio-channel-source")
    assert [(one.get("srcCh"), one.get("enabled")) for one in sources] == [
        ("1", None),
        ("2", "0"),
        ("3", "0"),
    ]


def test_left_and_right_stay_a_pair() -> None:
    (source,) = written(spoken([("1.1", clip(channels=2), 0, 10)])).iter("audio-channel-source")
    assert (source.get("srcCh"), source.get("outCh")) == ("1, 2", "L, R")


def test_files_of_microphones_under_a_mix_are_disabled_clips() -> None:
    mix, boom = wav("a_1.WAV", tracks=("Mix",)), wav("a_2.WAV", tracks=("Boom",))
    picture = clip(channels=0)
    source = Span(0, 48000, Fraction(48000))
    events = (
        event("V1", "1.1", picture, (0, 25), (0, 25)),
        replace(event("A1", "1.1", mix, (0, 1), (0, 25)), source=source),
        replace(event("A2", "1.1", boom, (0, 1), (0, 25)), source=source),
    )
    root = written(Cut("Mix", R25, "classic", events, (), (picture, mix, boom)))
    assert [one.get("enabled") for one in clips(root)] == [None, None, "0"]


def test_further_picture_tracks_are_lanes_and_holes_are_gaps() -> None:
    a, b = clip("a.mov", channels=0), clip("b.mov", channels=0)
    events = (
        event("V1", "1.1", a, (0, 10), (5, 15)),
        event("V1", "1.2", a, (40, 50), (20, 30)),
        event("V3", "1.1", b, (0, 4), (16, 20)),
    )
    root = written(Cut("Lanes", R25, "classic", events, (), (a, b)))
    assert [one.tag for one in root.findall(".//spine/*")] == ["gap", "asset-clip", "gap", "asset-clip"]
    (above,) = root.findall(".//spine/gap/asset-clip")
    assert above.get("lane") == "2"


def chosen_of(first: Clip, *others: Alternate, lines: int = 1) -> Cut:
    """Return a cut of one shot, of one line or two, with choices not taken."""
    pieces = [(f"1.{n + 1}", first, 20 + 30 * n, 50 + 30 * n) for n in range(lines)]
    cut = spoken(pieces)
    named = tuple(
        replace(one, alternates=tuple(replace(other, span=other.span.moved(40 * n)) for other in others))
        if one.track == "V1"
        else one
        for n, one in zip([*range(lines), *range(lines)], cut.events, strict=True)
    )
    return replace(cut, events=named)


def test_the_choices_not_taken_stand_in_an_audition_the_chosen_one_first() -> None:
    first, other = clip("a.mov"), clip("b.mov", start=0, slate=Slate("1", "1B", 4))
    alternate = Alternate("b.mov", Span(40, 100, R25), -0.6, (Reason("altered", -1.0, "7 of 9 words"),))
    unknown = replace(alternate, file="nowhere.mov")
    cut = chosen_of(first, unknown, alternate)
    root = written(replace(cut, clips=(first, other)))
    (audition,) = root.findall(".//spine/audition")
    assert [one.get("name") for one in audition] == ["1A-2", "1B-4"]
    instead = audition[1]
    assert (instead.get("start"), instead.get("duration")) == ("4000/2500s", "6000/2500s")
    assert instead.findtext("note") == "Not chosen: worth -0.6. altered -1.0 (7 of 9 words)"
    assert [one.tag for one in audition[0]] == ["chapter-marker", "marker", "marker"]
    assert audition[1].find("marker") is None


def test_an_audition_over_a_recorders_sound_says_that_it_changes_the_picture_alone() -> None:
    other = clip("b.mov")
    cut = double([("1.1", double_clip(), 20, 60)])
    alternate = Alternate("b.mov", Span(40, 80, R25), -0.6, ())
    events = tuple(replace(one, alternates=(alternate,) if one.track == "V1" else ()) for one in cut.events)
    (audition,) = written(replace(cut, events=events, clips=(*cut.clips, other))).iter("audition")
    assert audition[1].get("srcEnable") == "video"
    assert "Picture alone" in (audition[1].findtext("note") or "")


def test_a_shot_of_two_lines_can_only_be_changed_for_a_take_of_both() -> None:
    """The other take plays from its first line to its last; a take of one of them is told in the mark."""
    first, other = clip("a.mov"), clip("b.mov")
    both = Alternate("b.mov", Span(100, 130, R25), -0.6, ())
    cut = replace(chosen_of(first, both, lines=2), clips=(first, other))
    (audition,) = written(cut).iter("audition")
    assert seconds(audition[1].get("duration")) == Fraction(170 - 100, 25)
    alone = tuple(replace(one, alternates=()) if one.line == "1.2" else one for one in cut.events)
    root = written(replace(cut, events=alone))
    assert root.find(".//audition") is None
    assert any("or: 1A-2 at" in (one.get("note") or "") for one in root.iter("marker"))


def test_marks_tell_line_choice_and_doubt_and_what_is_to_be_done() -> None:
    root = written(grid_cut())
    told = [(one.get("value"), one.get("completed")) for one in root.iter("marker")]
    assert told == [
        ("1.1 1-1 93%", None),
        ("NOT LOCKED", None),
        ("1.2 1-1 93%", None),
        ("NEEDS A LOOK 1.3 1A-2 93%", "0"),
        ("1.5 1B-1 93%", None),
        ("MISSING 1.4 WILL: Set blue at “q” now.", "0"),
    ]
    look = root.find(".//marker[@completed='0']")
    assert look is not None
    assert (look.get("note") or "").startswith("two readings are as good | why: as written +2.0")
    assert root.findtext(".//sequence/note") == "Proposed by the machine, locked by nobody."


def test_every_scene_is_a_chapter() -> None:
    pieces = [(line, clip(f"{line}.mov"), 0, 10) for line in ("1.1", "1.2", "2A.1", "2A.2", "1.3")]
    root = written(spoken(pieces))
    assert [one.get("value") for one in root.iter("chapter-marker")] == ["Scene 1", "Scene 2A", "Scene 1"]
    told = written(spoken(pieces), Leaving(lined=lined(("1.1", "WILL")))).iter("chapter-marker")
    assert [one.get("note") for one in told] == ["INT. KITCHEN - DAY", None, "INT. KITCHEN - DAY"]


def test_a_line_missing_behind_the_end_is_marked_on_the_last_frame() -> None:
    """Final Cut shows no marker that no clip plays."""
    cut = spoken([("1.1", clip(), 0, 10)], missing=(MissingLine("1.2", "WILL", "Now.", 10),))
    (one,) = [one for one in written(cut).iter("marker") if "MISSING" in (one.get("value") or "")]
    assert seconds(one.get("start")) == 36000 + Fraction(9, 25)
    assert (9, "MISSING 1.2 WILL: Now.") in holds(cut).marks


def test_a_clip_of_another_rate_plays_at_its_own_speed() -> None:
    """Frame 11 of a 50 fps clip lies between two frames of the film, and is said exactly."""
    root = written(spoken([("1.1", clip(rate=Fraction(50)), 11, 61)]))
    (one,) = clips(root)
    conform = one.find("conform-rate")
    assert conform is not None
    assert (conform.get("scaleEnabled"), conform.get("srcFrameRate")) == ("0", "50")
    assert seconds(one.get("start")) == 36000 + Fraction(11, 50)
    assert one.get("duration") == "1s"


def test_an_odd_rate_is_said_without_a_name() -> None:
    """auto-editor 472: 87169000/2905633 frames a second mangled the timeline."""
    odd = clip(rate=Fraction(87169000, 2905633), frames=900, start=0)
    root = written(spoken([("1.1", odd, 300, 600)], Fraction(30)))
    assert [one.get("frameDuration") for one in root.iter("format")] == ["100/3000s", "2905633/87169000s"]
    assert [dict(one.attrib) for one in root.iter("conform-rate")] == [{"scaleEnabled": "0"}]


def test_circled_takes_and_what_was_noted_are_seen() -> None:
    used = clip(slate=Slate("1", "1A", 2, circled=True), notes=(Note("script log", "best of all"),))
    (one,) = clips(written(spoken([("1.1", used, 0, 10)])))
    assert one.findtext("note") == "best of all (script log)"
    assert [keyword.get("value") for keyword in one.findall("keyword")] == ["Circled"]


def test_cameras_that_rolled_together_lie_beside_the_film_as_a_multicam_clip() -> None:
    """Camera B began 1.52 seconds after A; the recorder two and a half seconds before."""
    a = clip("a.mov", angle=Angle("1A-2", 0.0), slate=Slate("1", "1A", 2, "A"))
    b = replace(double_clip("b.mov"), angle=Angle("1A-2", 1.52), slate=Slate("1", "1A", 2, "B"))
    behind = tuple(replace(one, at_s=-4.02) for one in b.behind)
    cut = spoken([("1.1", a, 0, 10), ("1.2", replace(b, behind=behind), 20, 40)])
    root = written(cut)
    angles = root.findall(".//multicam/mc-angle")
    assert [one.get("name") for one in angles] == ["Camera A", "Camera B", "1A-2 Boom", "1A-2 Will"]
    offsets, starts = (
        [seconds(angle.findall("asset-clip")[0].get(name)) for angle in angles]
        for name in ("offset", "start")
    )
    assert offsets == [Fraction(63, 25), Fraction(101, 25), Fraction(1, 25), Fraction(1, 25)]
    assert [at - 36000 for at in starts] == [0, 0, Fraction(1, 50), Fraction(1, 50)], "in sync to the sample"
    (whole,) = root.findall("./library/event/mc-clip")
    assert (whole.get("name"), whole.get("duration")) == ("1A-2", "225100/2500s"), "to the recorder's end"


def test_a_multicam_clip_shows_its_first_camera_and_is_heard_from_the_mix() -> None:
    """As Final Cut's own exports have it: each multicam clip says which angle is seen and which is heard."""
    mix, boom = wav("a_1.WAV", tracks=("Mix",)), wav("a_2.WAV", tracks=("Boom",))
    behind = tuple(Behind(sound, -1.0) for sound in (boom, mix))
    a, b = (clip(f"{name}.mov", angle=Angle("1A-2", 0.0), behind=behind) for name in "ab")
    (whole,) = written(spoken([("1.1", a, 0, 10), ("1.2", b, 20, 40)])).iter("mc-clip")
    told = [(one.get("angleID"), one.get("srcEnable")) for one in whole]
    names = {
        one.get("angleID"): one.get("name")
        for one in written(spoken([("1.1", a, 0, 10), ("1.2", b, 20, 40)])).iter("mc-angle")
    }
    assert [(names[angle], what) for angle, what in told] == [("Camera A", "video"), ("1A-2 Mix", "audio")]
    alone = [replace(one, behind=()) for one in (a, b)]
    (whole,) = written(spoken([("1.1", alone[0], 0, 10), ("1.2", alone[1], 20, 40)])).iter("mc-clip")
    assert [one.get("srcEnable") for one in whole] == ["all"]


def test_the_sequence_has_the_size_that_most_was_shot_in() -> None:
    turned = clip("phone.mov", width=1920, height=1080, rotation=90)
    root = written(spoken([("1.1", turned, 0, 100), ("1.2", clip("b.mov", width=3840, height=2160), 0, 10)]))
    form = root.find(".//format")
    assert form is not None
    assert (form.get("width"), form.get("height"), form.get("name")) == ("1080", "1920", None)


def test_a_wide_pixel_is_said() -> None:
    wide = clip(width=720, height=576, pixel_aspect=Fraction(59, 54))
    forms = written(spoken([("1.1", wide, 0, 10)])).findall(".//format")
    assert [(one.get("paspH"), one.get("paspV")) for one in forms] == [(None, None), ("59", "54")]


def test_an_empty_film_is_a_gap_with_its_marks() -> None:
    empty = Cut("Nothing", R25, "classic", (), grid_cut().missing, ())
    root = written(empty)
    assert [one.tag for one in root.findall(".//spine/*")] == ["gap"]
    assert read(write(empty)).marks == ((0, "NOT LOCKED"), (152, "MISSING 1.4 WILL: Set blue at “q” now."))


def test_a_film_of_sound_alone_hangs_on_a_gap() -> None:
    wild = Cut("Wild", R25, "classic", (event("A1", "1.1", clip(), (0, 10), (0, 10)),), (), (clip(),))
    (one,) = clips(written(wild))
    assert (one.get("srcEnable"), one.get("lane")) == ("audio", "-1")


def test_characters_that_xml_cannot_hold_do_not_break_it() -> None:
    cut = replace(spoken([("1.1", clip("a\x01\ufffe.mov"), 0, 10)]), title="Bell \x07 & <b>\n“猫”")
    written(cut)
    assert read(write(cut)).title == "Bell \ufffd & <b> “猫”"
