"""Projects as Shotcut and Kdenlive write them: clocks, transitions, double tracks, guides, proxies."""

from fractions import Fraction

from rushes.turnover.dialects import mlt
from rushes.turnover.dialects.mlt.times import frames_of
from rushes.turnover.model import Placed, Timeline

PROFILE = '<profile frame_rate_num="25" frame_rate_den="1" width="640" height="360"/>'


def chain(name: str, *properties: tuple[str, str], tag: str = "chain", **attributes: str) -> str:
    known = {"resource": f"{name}.mov", "mlt_service": "avformat-novalidate", "length": "500"} | dict(
        properties
    )
    told = "".join(f'<property name="{key}">{value}</property>' for key, value in known.items())
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{tag} id="{name}" in="0" out="499"{more}>{told}</{tag}>'


def film(*parts: str, root: str = "") -> Timeline:
    return mlt.read(f'<mlt LC_NUMERIC="C"{root}>{PROFILE}{"".join(parts)}</mlt>'.encode())


def places(timeline: Timeline) -> list[tuple[str, str, int, int, int, int]]:
    return [
        (one.track, one.name, int(one.source_in), int(one.source_out), one.record_in, one.record_out)
        for one in timeline.placed
    ]


def clock(frame: int, rate: Fraction) -> str:
    """Write a frame as Shotcut's clock does, to the millisecond."""
    seconds, rest = divmod(round(frame * 1000 / rate), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def one(timeline: Timeline) -> Placed:
    (placed,) = timeline.placed
    return placed


SILENT = ("audio_index", "-1")


def test_a_clock_a_timecode_and_a_number_are_the_same_frame() -> None:
    rate = Fraction(24000, 1001)
    assert frames_of("00:00:02.002", rate) == frames_of("48", rate) == frames_of("00:00:02:00", rate) == 48
    assert frames_of("00:00:01,480", Fraction(25)) == 37


def test_every_frame_comes_back_from_shotcuts_clock() -> None:
    for rate in (Fraction(24000, 1001), Fraction(25), Fraction(60000, 1001), Fraction(120)):
        assert all(frames_of(clock(frame, rate), rate) == frame for frame in range(0, 200_000, 97))


def test_a_transition_of_shotcuts_is_a_cut_in_its_middle() -> None:
    mix = (
        '<tractor id="t" in="0" out="9"><property name="shotcut:transition">lumaMix</property>'
        '<track producer="a" in="40" out="49"/><track producer="b" in="100" out="109"/></tractor>'
    )
    playlist = (
        '<playlist id="p"><entry producer="a" in="0" out="39"/><entry producer="t" in="0" out="9"/>'
        '<entry producer="b" in="110" out="149"/></playlist>'
        '<tractor id="f"><property name="shotcut">1</property>'
        '<track producer="p"/></tractor>'
    )
    timeline = film(chain("a", SILENT), chain("b", SILENT), mix, playlist)
    assert places(timeline) == [("V1", "a.mov", 0, 45, 0, 45), ("V1", "b.mov", 105, 150, 45, 90)]
    assert all(placed.effects == ("transition",) for placed in timeline.placed)


def test_kdenlives_tracks_are_tractors_of_two_playlists_its_sounds_from_below() -> None:
    said = '<property name="kdenlive:audio_track">1</property>'
    sound = ("set.test_image", "1")
    timeline = film(
        '<playlist id="main_bin"><property name="kdenlive:docproperties.guides">'
        '[{"comment":"look","pos":12,"type":0}]</property></playlist>',
        chain("black_track", ("mlt_service", "color"), tag="producer"),
        chain("a", ("set.test_audio", "1"), ("kdenlive:clipname", "1A-1")),
        chain("low", sound),
        chain("high", sound),
        '<playlist id="l1"><entry producer="low" in="0" out="9"/></playlist><playlist id="l2"/>',
        '<playlist id="h1"><entry producer="high" in="0" out="9"/></playlist><playlist id="h2"/>',
        '<playlist id="v1"><entry producer="a" in="5" out="24"/></playlist>'
        '<playlist id="v2"><blank length="16"/><entry producer="a" in="100" out="119"/></playlist>',
        f'<tractor id="A2">{said}<track producer="l1" hide="video"/><track producer="l2"/></tractor>',
        f'<tractor id="A1">{said}<track producer="h1" hide="video"/><track producer="h2"/></tractor>',
        '<tractor id="V1"><property name="kdenlive:trackheight">69</property>'
        '<track producer="v1" hide="audio"/><track producer="v2" hide="audio"/></tractor>',
        '<tractor id="all"><track producer="black_track"/><track producer="A2"/><track producer="A1"/>'
        '<track producer="V1"/></tractor><tractor id="project"><track producer="all"/></tractor>',
    )
    assert places(timeline) == [
        ("V1", "1A-1", 5, 23, 0, 18),
        ("V1", "1A-1", 102, 120, 18, 36),
        ("A1", "high.mov", 0, 10, 0, 10),
        ("A2", "low.mov", 0, 10, 0, 10),
    ]
    assert timeline.marks == ((12, "look"),)


def test_a_clip_that_is_seen_and_heard_has_its_sound_on_a_track_behind_all_others() -> None:
    timeline = film(
        chain("a"),
        chain("b", ("video_index", "-1")),
        '<playlist id="p"><entry producer="a" in="0" out="9"/></playlist>'
        '<playlist id="s"><property name="shotcut:audio">1</property>'
        '<entry producer="b" in="0" out="9"/></playlist>'
        '<tractor id="f"><track producer="p"/><track producer="s" hide="video"/></tractor>',
    )
    assert [(placed.track, placed.name) for placed in timeline.placed] == [
        ("V1", "a.mov"),
        ("A1", "b.mov"),
        ("A2", "a.mov"),
    ]


def test_timecode_is_that_which_mlt_found_in_the_file_at_the_files_own_rate() -> None:
    """Ten o'clock at 50 is frame 1,800,000, which is 900,000 of a film at 25."""
    tags = (
        ("meta.attr.timecode.markup", "10:00:00:00"),
        ("meta.media.frame_rate_num", "50"),
        ("meta.media.frame_rate_den", "1"),
        ("meta.attr.reel_name.markup", "A001"),
    )
    timeline = film(
        chain("a", SILENT, *tags), '<playlist id="p"><entry producer="a" in="5" out="9"/></playlist>'
    )
    assert [one(timeline).source_in, one(timeline).source_out] == [900_005, 900_010]
    assert one(timeline).reel == "A001"


def test_a_speed_is_told_and_the_source_counted_by_it() -> None:
    slow = chain(
        "a", SILENT, ("mlt_service", "timewarp"), ("resource", "0.5:/r/a.mov"), ("warp_speed", "0.5")
    )
    timeline = film(slow, '<playlist id="p"><entry producer="a" in="10" out="29"/></playlist>')
    placed = one(timeline)
    assert (placed.speed, placed.file) == (Fraction(1, 2), "/r/a.mov")
    assert [placed.source_in, placed.source_out] == [5, 15]


def test_a_proxy_is_named_by_what_it_stands_for_and_names_from_the_projects_root() -> None:
    proxy = chain("a", SILENT, ("resource", "proxies/1.mp4"), ("shotcut:resource", "day 1/1A-1.mov"))
    entry = '<playlist id="p"><entry producer="a" in="0" out="9"/></playlist>'
    assert one(film(proxy, entry, root=' root="/r"')).file == "/r/day 1/1A-1.mov"
    assert one(film(proxy, entry)).file == "day 1/1A-1.mov"


def test_what_has_no_file_is_told_and_not_taken_for_one() -> None:
    title = chain("a", ("mlt_service", "kdenlivetitle"), ("resource", ""), tag="producer")
    placed = one(film(title, '<playlist id="p"><entry producer="a" in="0" out="9"/></playlist>'))
    assert (placed.file, placed.effects) == ("", ("kdenlivetitle",))
