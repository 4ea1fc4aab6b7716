"""What Final Cut writes that no track has: clips in clips, connected clips, choices, speed: followed."""

from fractions import Fraction

import pytest

from rushes.errors import Finding
from rushes.turnover.dialects.fcpxml import read, read_told
from rushes.turnover.dialects.wording import NotThisDialect
from rushes.turnover.model import Placed, Timeline
from tests.turnover.fcpxml.foreign import HEAD, compound, film

CLIP = '<asset-clip ref="wide" offset="3600s" name="a" start="36002s" duration="2s"'


def said(data: bytes) -> list[tuple[object, ...]]:
    """Return (track, file, record in, record out, second of the source) of all that plays."""
    return [
        (
            one.track,
            one.file.removeprefix("/rushes/"),
            one.record_in,
            one.record_out,
            one.source_in / one.rate,
        )
        for one in read(data).placed
    ]


def source(one: Placed) -> tuple[object, ...]:
    """Return (rate, source in, source out, speed)."""
    return one.rate, one.source_in, one.source_out, one.speed


def kinds(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.kind for finding in findings]


def test_a_clip_is_picture_and_sound_that_move_together() -> None:
    film_read = read(film(f"{CLIP}/>"))
    assert film_read == Timeline(
        "p",
        Fraction(25),
        90000,
        drop=False,
        placed=(
            Placed(
                "V1",
                "a",
                "/rushes/wide.mov",
                "",
                Fraction(25),
                Fraction(900050),
                Fraction(900100),
                0,
                50,
                ("A1",),
            ),
            Placed(
                "A1",
                "a",
                "/rushes/wide.mov",
                "",
                Fraction(25),
                Fraction(900050),
                Fraction(900100),
                0,
                50,
                ("V1",),
            ),
        ),
    )


def test_a_split_edit_moves_the_sound_and_not_the_picture() -> None:
    """Sound first by half a second, and a second longer."""
    told = said(film(f'{CLIP} audioStart="72003/2s" audioDuration="7/2s"/>'))
    assert told == [("V1", "wide.mov", 0, 50, 36002), ("A1", "wide.mov", -12, 75, Fraction(72003, 2))]


def test_a_clip_without_a_start_begins_where_its_file_does() -> None:
    assert said(film('<asset-clip ref="close" offset="3600s" duration="2s" srcEnable="video"/>')) == [
        ("V1", "close.mov", 0, 50, 36000)
    ]


def test_a_connected_clip_counts_in_the_time_of_its_parent() -> None:
    """Connected half a second into its parent, which begins two seconds into its file."""
    story = (
        f'{CLIP}><asset-clip ref="wav" lane="-2" offset="72005/2s" start="7s" duration="1s"/></asset-clip>'
    )
    assert said(film(story))[2:] == [("A2", "wav.mov", 13, 38, 7)]


def test_a_secondary_storyline_begins_at_its_own_nought() -> None:
    story = (
        f'{CLIP}><spine lane="1" offset="36003s">'
        '<asset-clip ref="close" offset="0s" start="36010s" duration="1s" srcEnable="video"/>'
        '<gap offset="1s" duration="1s"/>'
        '<asset-clip ref="wide" offset="2s" start="36020s" duration="1s" srcEnable="video"/></spine>'
        "</asset-clip>"
    )
    assert [one for one in said(film(story)) if one[0] == "V2"] == [
        ("V2", "close.mov", 25, 50, 36010),
        ("V2", "wide.mov", 75, 100, 36020),
    ]


def test_of_an_audition_what_was_chosen_plays() -> None:
    story = (
        '<audition offset="3600s"><asset-clip ref="close" start="36001s" duration="1s" srcEnable="video"/>'
        '<asset-clip ref="wide" start="36002s" duration="5s"/></audition>'
    )
    told, findings = read_told(film(story))
    assert [(one.track, one.file) for one in told.placed] == [("V1", "/rushes/close.mov")]
    assert findings == (Finding("choice not taken", "p", "At 01:00:00:00."),)


def test_a_compound_clip_is_opened_and_cut_to_its_ends() -> None:
    """Two clips of two seconds in it; it shows the last second of the first and the first of the second."""
    inner = compound(
        "c",
        '<asset-clip ref="wide" offset="0s" start="36010s" duration="2s" srcEnable="video"/>'
        '<asset-clip ref="close" offset="2s" start="36020s" duration="2s" srcEnable="video"/>',
    )
    story = '<gap offset="3600s" duration="1s"/><ref-clip ref="c" offset="3601s" start="1s" duration="2s"/>'
    _, findings = read_told(film(story, media=inner))
    assert said(film(story, media=inner)) == [
        ("V1", "wide.mov", 25, 50, 36011),
        ("V1", "close.mov", 50, 75, 36020),
    ]
    assert kinds(findings) == ["compound clip, opened"]


def test_a_synchronised_clip_gives_its_picture_and_its_recorder() -> None:
    """The recorder began three seconds before the camera; the clip shows from second 5 on."""
    story = (
        '<sync-clip offset="3600s" start="5s" duration="2s"><asset-clip ref="wide" offset="0s" start="36000s"'
        ' duration="60s" srcEnable="video"><asset-clip ref="wav" lane="-1" offset="36000s" start="3s"'
        ' duration="40s"/></asset-clip></sync-clip>'
    )
    assert said(film(story)) == [("V1", "wide.mov", 0, 50, 36005), ("A1", "wav.mov", 0, 50, 8)]


def test_a_multicam_clip_shows_one_angle_and_hears_another() -> None:
    media = (
        '<media id="m" name="m"><multicam format="r1" tcStart="0s"><mc-angle name="A" angleID="one">'
        '<asset-clip ref="wide" offset="0s" start="36000s" duration="60s"/></mc-angle><mc-angle name="B"'
        ' angleID="two"><gap offset="0s" duration="4s"/><asset-clip ref="close" offset="4s" start="36000s"'
        ' duration="50s"/></mc-angle></multicam></media>'
    )
    story = (
        '<mc-clip ref="m" offset="3600s" start="10s" duration="2s">'
        '<mc-source angleID="two" srcEnable="video"/>'
        '<mc-source angleID="one" srcEnable="audio"/></mc-clip>'
    )
    assert said(film(story, media=media)) == [
        ("V1", "close.mov", 0, 50, 36006),
        ("A1", "wide.mov", 0, 50, 36010),
    ]


def test_a_clip_of_parts_gives_each_of_them() -> None:
    """How Final Cut writes a clip that was opened: a picture, and its sound on a lane below."""
    story = (
        '<clip offset="3600s" start="2s" duration="2s"><video ref="close" offset="0s" start="36000s"'
        ' duration="60s"><audio ref="close" lane="-1" offset="36000s" start="36000s" duration="60s"/></video>'
        "</clip>"
    )
    assert said(film(story)) == [("V1", "close.mov", 0, 50, 36002), ("A1", "close.mov", 0, 50, 36002)]


def test_a_clip_of_another_speed_plays_other_frames() -> None:
    """Half speed: two seconds of the film show one of the source."""
    story = f'{CLIP} srcEnable="video"><timeMap><timept time="36000s" value="36000s"/><timept time="36120s"'
    story += ' value="36060s"/></timeMap></asset-clip>'
    (one,), findings = (told := read_told(film(story)))[0].placed, told[1]
    assert source(one) == (25, 36001 * 25, 36002 * 25, Fraction(1, 2))
    assert kinds(findings) == ["clip of another speed"]


def test_a_picture_that_stands_still_and_one_that_runs_back_are_told() -> None:
    still = '<timept time="36000s" value="36003s"/><timept time="36060s" value="36003s"/>'
    back = '<timept time="36000s" value="36060s"/><timept time="36060s" value="36000s"/>'
    for points, speed, kind in ((still, 0, "frozen picture"), (back, -1, "clip that plays backwards")):
        told, findings = read_told(film(f'{CLIP} srcEnable="video"><timeMap>{points}</timeMap></asset-clip>'))
        assert told.placed[0].speed == speed
        assert kinds(findings) == [kind]


def test_a_clip_scaled_to_the_films_rate_plays_frame_for_frame() -> None:
    """25 in 24, as the real export of the material has it: 54 frames from frame 684 on last 9/4 seconds."""
    data = film(
        '<asset-clip ref="wide" offset="3600s" start="684/25s" duration="9/4s" srcEnable="video">'
        '<conform-rate srcFrameRate="25"/></asset-clip>'
    ).replace(b'frameDuration="100/2500s"', b'frameDuration="100/2400s"', 1)
    data = data.replace(b'videoSources="1" format="r1"', b'videoSources="1" format="r9"')
    data = data.replace(b'<format id="r0"', b'<format id="r9" frameDuration="100/2500s"/><format id="r0"')
    (one,) = read(data).placed
    assert source(one)[:3] == (25, 684, 738)


def test_a_clip_of_another_rate_plays_at_its_own_speed() -> None:
    """A format that says its rate by name alone."""
    story = '<asset-clip ref="fifty" offset="3600s" start="11/50s" duration="1s" srcEnable="video">'
    (one,) = read(film(f'{story}<conform-rate scaleEnabled="0" srcFrameRate="50"/></asset-clip>')).placed
    assert source(one)[:3] == (50, 11, 61)


def test_a_transition_is_told_with_the_clip_behind_it() -> None:
    story = f'{CLIP} srcEnable="video"/><transition name="Cross Dissolve" offset="3601s" duration="1s"/>'
    story += '<asset-clip ref="close" offset="3602s" duration="2s" srcEnable="video">'
    story += '<filter-video ref="x" name="Glow"/>'
    told, findings = read_told(film(f"{story}</asset-clip>"))
    assert [one.effects for one in told.placed] == [(), ("Cross Dissolve, 25 frames", "Glow")]
    assert kinds(findings) == ["transition"]


def test_what_is_no_file_is_told_and_what_hangs_on_it_is_kept() -> None:
    """A title, a generator, a caption; a clip connected to the title still plays."""
    story = (
        '<title ref="t" offset="3600s" start="9s" duration="2s"><asset-clip ref="wav" lane="-1" offset="10s"'
        ' duration="1s"/></title><video ref="t" offset="3602s" duration="1s"/>'
        f"{CLIP.replace('3600', '3603')}><caption lane='1' offset='36002s' duration='1s'/></asset-clip>"
    )
    told, findings = read_told(film(story))
    assert [(one.track, one.record_in) for one in told.placed] == [("V1", 75), ("A1", 25), ("A1", 75)]
    assert sorted(kinds(findings)) == ["caption", "generator", "title"]


def test_what_is_switched_off_is_there_and_off() -> None:
    story = f'{CLIP} srcEnable="video" enabled="0"/><asset-clip ref="wav" offset="3602s" duration="1s">'
    story += '<audio-channel-source srcCh="1" enabled="0"/><audio-channel-source srcCh="2" active="0"/>'
    story += "</asset-clip>"
    assert [one.off for one in read(film(story)).placed] == [True, True]


def test_marks_stand_at_frames_of_the_film() -> None:
    """One within the clip, one outside its ends, a chapter."""
    story = f'{CLIP}><chapter-marker start="36002s" value="Scene 1"/><marker start="36003s" value="look"/>'
    told = read(film(f'{story}<marker start="36059s" value="behind"/></asset-clip>'))
    assert told.marks == ((0, "Scene 1"), (25, "look"))
    assert [one.marks for one in told.placed] == [("look",), ()]


def test_tracks_are_found_for_what_overlaps() -> None:
    """Music on lane -1 under a clip with sound of its own."""
    story = f'{CLIP}><asset-clip ref="wav" lane="-1" offset="36002s" duration="1s"/></asset-clip>'
    assert [one[:2] for one in said(film(story))] == [
        ("V1", "wide.mov"),
        ("A1", "wide.mov"),
        ("A2", "wav.mov"),
    ]


def test_pictures_below_the_storyline_lift_it() -> None:
    story = f'{CLIP} srcEnable="video"><asset-clip ref="close" lane="-1" offset="36002s" duration="1s"'
    story += ' srcEnable="video"/>'
    assert [one[:2] for one in said(film(f"{story}</asset-clip>"))] == [
        ("V1", "close.mov"),
        ("V2", "wide.mov"),
    ]


def test_of_several_projects_the_first_with_anything_in_it_is_read() -> None:
    data = film(f"{CLIP}/>").replace(
        b"<project name='p'>",
        b'<project name="none"><sequence format="r1"><spine/></sequence></project><project name="p">',
    )
    told, findings = read_told(data)
    assert told.title == "p"
    assert [(one.kind, one.fact) for one in findings] == [
        ("other projects", "The document holds 1 more: none.")
    ]


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "no element"),
        (b"not XML", "syntax error"),
        (b"<xmeml><sequence/></xmeml>", "begins with <xmeml>"),
        (f"{HEAD}<resources/></fcpxml>".encode(), "no project"),
        (f"{HEAD}<event><asset-clip ref='a'/><clip/></event></fcpxml>".encode(), "2 clips of a bin"),
        (film("").replace(b'format="r1" tc', b'format="r0" tc'), "no frame rate"),
        (film("").replace(b'"100/2500s"', b'"0s"'), "a frame lasts 0s"),
        (film('<clip offset="3600s"/>'), "no duration"),
        (film('<clip offset="soon" duration="1s"/>'), "'soon' is no time"),
        (film('<clip offset="1/0s" duration="1s"/>'), "'1/0s' is no time"),
        (film('<clip offset="3600s" duration="-1s"/>'), "lasts -1s"),
        (film('<clip lane="up" offset="3600s" duration="1s"/>'), "up"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, because: str) -> None:
    with pytest.raises(NotThisDialect, match=because):
        read(data)


def test_an_element_that_does_not_say_where_it_stands_follows_the_one_before() -> None:
    story = (
        '<asset-clip ref="close" duration="2s" srcEnable="video"/><gap duration="1s"/>'
        '<audition><asset-clip ref="wide" duration="1s" srcEnable="video"/></audition>'
        '<asset-clip ref="close" start="36010s" duration="2s" srcEnable="video"/>'
    )
    told = read(film(story))
    assert [(one.track, one.record_in, one.record_out) for one in told.placed] == [
        ("V1", 0, 50),
        ("V1", 75, 100),
        ("V1", 100, 150),
    ]


def test_what_is_connected_inside_a_synchronised_clip_ends_with_it_and_is_heard_as_it_says() -> None:
    """A camera's own sound that was switched off in favour of the recorder's is there, and off."""
    story = (
        '<sync-clip offset="3600s" start="2s" duration="3s">'
        '<asset-clip ref="close" offset="0s" duration="60s"/>'
        '<asset-clip ref="wav" lane="-1" offset="0s" duration="60s"/>'
        '<sync-source sourceID="storyline"><audio-role-source role="dialogue" active="0"/></sync-source>'
        '<sync-source sourceID="connected"><audio-role-source role="dialogue"/></sync-source></sync-clip>'
    )
    told = read(film(story)).placed
    assert [(one.track, one.record_in, one.record_out, one.off) for one in told] == [
        ("V1", 0, 75, False),
        ("A1", 0, 75, True),
        ("A2", 0, 75, False),
    ]
    assert [source(one)[1] for one in told] == [900_050, 900_050, 50]


def test_a_clip_without_a_length_lasts_as_what_is_in_it() -> None:
    (one,) = read(film('<clip><video ref="close" offset="0s" duration="2s"/></clip>')).placed
    assert (one.record_in, one.record_out) == (0, 50)


def test_a_clip_of_media_that_are_not_in_the_document_keeps_its_place() -> None:
    told, findings = read_told(film('<asset-clip ref="gone" name="Wide" duration="2s"/>'))
    assert [(one.name, one.file, one.record_out) for one in told.placed] == [("Wide", "", 50)]
    assert kinds(findings) == ["clip whose media are not in the document"]


def test_marks_of_the_film_and_what_no_storyline_has_are_told() -> None:
    story = '<marker start="3601s" value="One"/><live-drawing offset="3600s" duration="1s"/>'
    data = film(story).replace(b"</spine>", b'</spine><chapter-marker start="3602s" value="Two"/>')
    told, findings = read_told(data)
    assert told.marks == ((25, "One"), (50, "Two"))
    assert kinds(findings) == ["live-drawing that is not known"]


def test_a_sequence_without_a_format_counts_as_the_only_one_there_is() -> None:
    data = film('<asset-clip ref="close" duration="2s"/>').replace(b'<sequence format="r1"', b"<sequence")
    with pytest.raises(NotThisDialect, match="no frame rate"):
        read(data)
    assert read(data.replace(b'<format id="r2" name="FFVideoFormat1080p50"/>', b"")).rate == 25
