"""Timelines that people bring: read by what they are, or refused soon, small and with the reason."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final

import opentimelineio as otio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.turnover.brought import Kind, NoTimeline, bring, is_timeline, read_timeline
from rushes.turnover.brought.opentimeline import read as read_otio
from rushes.turnover.brought.xmeml import read as read_xmeml
from rushes.turnover.dialects import aaf, edl, fcp7, fcpxml
from rushes.turnover.dialects import otio as ours
from rushes.turnover.model import Placed
from rushes.turnover.options import AS_SHOT
from rushes.turnover.verify import differences
from tests.turnover.making import cuts, double_cuts, grid_cut

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
BOMB = f'<?xml version="1.0"?><!DOCTYPE xmeml [<!ENTITY l0 "ha">{LAUGHS}]><xmeml><a>&l29;</a></xmeml>'
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE fcpxml [<!ENTITY x SYSTEM "file:///etc/passwd">]><fcpxml>&x;</fcpxml>'
)
NUMBERS = '{"OTIO_SCHEMA": "Timeline.1", "name": ' + "9" * 100_000 + "}"


def brought_of(data: bytes, folder: Path, name: str = "brought") -> Path:
    """Lay bytes into a folder, under a name that tells nothing."""
    file = folder / name
    file.write_bytes(data)
    return file


def xmeml(track: str, *, kind: str = "video", head: str = "") -> bytes:
    """Return a sequence of 25 frames a second with one track."""
    rate = "<rate><timebase>25</timebase><ntsc>FALSE</ntsc></rate>"
    file = (
        f'<file id="f"><pathurl>file://localhost/rushes/A%20B.mov</pathurl>{rate}'
        f"<timecode><frame>1000</frame>{rate}<reel><name>A001</name></reel></timecode></file>"
    )
    whole = (
        f'<xmeml version="5">{head}<sequence id="s"><name>Reel 1</name>{rate}<media><{kind}><track>{track}'
        f"</track></{kind}></media></sequence></xmeml>"
    )
    return whole.replace("FILE", file, 1).replace("FILE", '<file id="f"/>').encode()


def item(name: str, *at: int, more: str = "FILE") -> str:
    """Return a clip item of it; at: start, end, in, out."""
    start, end, first, last = at
    places = f"<start>{start}</start><end>{end}</end><in>{first}</in><out>{last}</out>"
    return f'<clipitem id="{name}"><name>{name}</name>{places}{more}</clipitem>'


def places(one: Placed) -> list[int]:
    """Return record in and out, source in and out."""
    assert one.source_in.denominator == one.source_out.denominator == 1
    return [one.record_in, one.record_out, one.source_in.numerator, one.source_out.numerator]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (ours.PLAIN.write(grid_cut())[".otio"], Kind.OTIO),
        (fcp7.write(grid_cut()), Kind.FCP7),
        (fcpxml.write(grid_cut(), AS_SHOT), Kind.FCPXML),
        (aaf.write(grid_cut()), Kind.AAF),
        (edl.write(grid_cut()), Kind.EDL),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else "",
)
def test_a_timeline_is_known_by_its_content_whatever_it_is_called(
    data: bytes, kind: Kind, tmp_path: Path
) -> None:
    for name in ("holiday.jpg", "no ending", "猫 : list.edl", "other.xml"):
        file = brought_of(data, tmp_path, name)
        brought = bring(file)
        assert (brought.kind, brought.timeline.title) == (kind, "The Grid")
        assert read_timeline(file) == (brought.timeline, brought.findings)
        assert is_timeline(file)


@given(st.one_of(cuts(mixed=True), double_cuts()))
def test_what_we_write_is_read_as_our_own_readers_read_it(cut: object) -> None:
    for dialect in (ours.PLAIN, ours.RESOLVE):
        for data in dialect.write(cut).values():  # type: ignore[arg-type]
            assert list(differences(ours.read(data), read_otio(data, "brought")[0])) == []
    data = fcp7.write(cut)  # type: ignore[arg-type]
    assert list(differences(fcp7.read(data), read_xmeml(data, "brought")[0])) == []


@pytest.mark.parametrize("alphabet", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_text_in_another_alphabet_is_read_where_it_says_so(alphabet: str, tmp_path: Path) -> None:
    for data in (ours.PLAIN.write(grid_cut())[".otio"], edl.write(grid_cut())):
        file = brought_of(data.decode().encode(alphabet), tmp_path)
        assert read_timeline(file)[0].title == "The Grid"
    if alphabet != "utf-32":  # which XML's own library does not know
        text = fcp7.write(grid_cut()).decode().replace("UTF-8", "UTF-16" if alphabet == "utf-16" else "UTF-8")
        assert read_timeline(brought_of(text.encode(alphabet), tmp_path))[0].title == "The Grid"


def made_hostile(folder: Path) -> Mapping[str, tuple[Path, str]]:
    """Make every file that must be refused; by name, the file and words of its reason."""
    good = {
        "otio": ours.PLAIN.write(grid_cut())[".otio"],
        "fcp7": fcp7.write(grid_cut()),
        "edl": edl.write(grid_cut()),
        "aaf": aaf.write(grid_cut()),
        "fcpxml": fcpxml.write(grid_cut(), AS_SHOT),
    }
    texts: dict[str, tuple[bytes, str]] = {
        "laughs": (BOMB.encode(), "declares entities"),
        "outside": (OUTSIDE.encode(), "declares entities"),
        "parameter": (b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://a/b"> %p;]><xmeml/>', "declares entities"),
        "deep xml": (b"<xmeml>" * 8_000_000, "deep"),
        "long tag": (b"<xmeml a='" + b"x" * 80_000_000, "one of its tags"),
        "deep json": (b'{"OTIO_SCHEMA": ' + b"[" * 50_000_000, "deep"),
        "deep in turns": (b'{"a": [' * 2_000_000, "deep"),
        "wide json": (b'{"OTIO_SCHEMA": [' + b"[]," * 4_000_000, "brackets"),
        "large number": (NUMBERS.encode(), ""),
        "exponent": (xmeml(item("a", 0, 5, 0, 5)).replace(b"<in>0<", b"<in>1e999999999<"), "is no number"),
        "lying aaf": (good["aaf"][:76] + b"\xff" * 436 + good["aaf"][512:], ""),
        "empty": (b"", "it is empty"),
        "blank": (b" \n" * 1000, ""),
        "picture": (b"\x89PNG\r\n\x1a\n" + bytes(1000), "a picture (PNG)"),
        "film": (b"\0\0\0\x20ftypisom" + bytes(1000), "video (QuickTime or MP4)"),
        "project": (b"PK\x03\x04" + bytes(1000), "an archive"),
        "premiere": (b"\x1f\x8b\x08" + bytes(1000), "projects of Premiere"),
        "half utf-16": (good["edl"].decode().encode("utf-16-le"), ""),
        "lying mark": (b"\xff\xfe" + b"{\0\xff\xdb", ""),
        "other xml": (b"<html><body/></html>", "begins with <html>"),
        "other json": (b'{"schema": "rushes.cut/1"}', "not OpenTimelineIO"),
        "a clip": (otio.adapters.write_to_string(otio.schema.Clip("a")).encode(), "Clip"),
        "letter": (b"Dear editor, the list is late.", "Dear editor"),
        "noise": (bytes(range(1, 256)) * 50, ""),
    }
    texts |= {f"cut off {name}": (data[: len(data) // 2], "") for name, data in good.items() if name != "edl"}
    made = {name: (brought_of(data, folder, name), words) for name, (data, words) in texts.items()}
    huge = folder / "huge"
    with huge.open("wb") as opened:
        opened.write(b"<xmeml><a>" * 1000)
        opened.truncate(1 << 30)
    (folder / "a folder").mkdir()
    os.mkfifo(folder / "pipe")
    return made | {
        "huge": (huge, "1024 MB"),
        "folder": (folder / "a folder", "it is a folder"),
        "pipe": (folder / "pipe", "a pipe"),
        "device": (Path("/dev/zero"), "a pipe or a device"),
        "nowhere": (folder / "nowhere", "no such file"),
    }


_CHILD: Final = """
import json, re, sys, time
from pathlib import Path
from rushes.turnover.brought import NoTimeline, read_timeline
import opentimelineio
from rushes.turnover.brought import opentimeline, xmeml
def peak():
    return int(re.search("VmHWM:[^0-9]+([0-9]+)", Path("/proc/self/status").read_text())[1])
before = peak()
told = {}
for name, file in json.load(sys.stdin).items():
    begun = time.process_time(), time.monotonic()
    try:
        read_timeline(Path(file))
        said = None
    except NoTimeline as refused:
        said = str(refused)
    told[name] = said, time.process_time() - begun[0], time.monotonic() - begun[1]
print(json.dumps([told, (peak() - before) / 1024]))
"""


@pytest.mark.needs("linux")
def test_what_lies_or_attacks_is_refused_soon_and_small(tmp_path: Path) -> None:
    """Entities, nesting without end, a pipe that nobody writes: within 2 s and 200 MB, with the reason."""
    made = made_hostile(tmp_path)
    asked = json.dumps({name: str(file) for name, (file, _) in made.items()})
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD], input=asked, capture_output=True, text=True, check=True, timeout=120
    )
    told, megabytes = json.loads(ran.stdout)
    for name, (file, words) in made.items():
        said, busy_s, _ = told[name]
        assert said is not None, f"{name} was read"
        assert words in said, f"{name}: {said}"
        assert said.startswith(f"{file} cannot be read as a timeline: "), name
        assert busy_s < 2, f"{name} took {busy_s:.1f} s"
    assert megabytes < 200


def cut_short(data: bytes, part: float) -> bytes:
    """Return the first part of a file."""
    return data[: int(len(data) * part)]


@pytest.mark.parametrize(
    "write", [lambda cut: ours.PLAIN.write(cut)[".otio"], fcp7.write, edl.write, aaf.write]
)
@given(part=st.floats(0, 1), place=st.floats(0, 1), sign=st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    write: Callable[[object], bytes],
    part: float,
    place: float,
    sign: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    data = bytearray(write(grid_cut()))
    data[min(len(data) - 1, int(place * len(data)))] = sign
    file = brought_of(cut_short(bytes(data), 1 - part / 3), tmp_path_factory.getbasetemp())
    try:
        assert read_timeline(file)[0].rate > 0
    except NoTimeline as refused:
        assert str(refused)  # noqa: PT017 -- either of the two may happen


def test_a_transition_is_a_cut_in_its_middle_and_told(tmp_path: Path) -> None:
    turn = (
        "<transitionitem><start>90</start><end>110</end><alignment>center</alignment>"
        "<effect><name>Cross Dissolve</name></effect></transitionitem>"
    )
    track = item("a", 0, -1, 0, 110) + turn + item("b", -1, 200, 300, 410)
    timeline, findings = read_timeline(brought_of(xmeml(track), tmp_path))
    one, other = timeline.placed
    assert places(one) == [0, 100, 1000, 1100]
    assert places(other) == [100, 200, 1310, 1410]
    assert other.effects == ("Cross Dissolve, 20 frames",)
    assert (one.file, one.reel) == ("/rushes/A B.mov", "A001")
    assert [finding.kind for finding in findings] == ["transition"]


def test_a_clip_that_plays_faster_says_so(tmp_path: Path) -> None:
    speed = (
        "<filter><effect><name>Time Remap</name><effectid>timeremap</effectid><parameter><parameterid>speed"
        "</parameterid><value>200</value></parameter></effect></filter>FILE"
    )
    timeline, findings = read_timeline(brought_of(xmeml(item("a", 0, 50, 10, 60, more=speed)), tmp_path))
    (one,) = timeline.placed
    assert (one.speed, places(one)) == (Fraction(2), [0, 50, 1020, 1120])
    assert [finding.kind for finding in findings] == ["retimed"]


def test_a_nested_sequence_of_one_track_is_laid_out_flat(tmp_path: Path) -> None:
    inner = xmeml(item("x", 0, 50, 0, 50) + item("y", 50, 90, 100, 140)).decode()
    inner = inner[inner.index("<sequence") : inner.index("</xmeml>")].replace('id="s"', 'id="inner"')
    track = item("a", 0, 20, 0, 20) + item("nest", 20, 60, 40, 80, more=inner)
    timeline, findings = read_timeline(brought_of(xmeml(track), tmp_path))
    assert [(one.name, places(one)) for one in timeline.placed] == [
        ("a", [0, 20, 1000, 1020]),
        ("x", [20, 30, 1040, 1050]),
        ("y", [30, 60, 1100, 1130]),
    ]
    assert [finding.kind for finding in findings] == ["laid out flat"]


def test_sequences_that_hold_each_other_end(tmp_path: Path) -> None:
    """Each of thirty holds the next ten times: laid out they would be more than any disk holds."""
    nest = "".join(
        xmeml("".join(item(f"{n}{k}", k, k + 1, 0, 1, more=f'<sequence id="s{n + 1}"/>') for k in range(10)))
        .decode()
        .replace('<xmeml version="5">', "")
        .replace("</xmeml>", "")
        .replace('id="s"', f'id="s{n}"')
        for n in range(30)
    )
    with pytest.raises(NoTimeline, match=r"deep within each other|laid out flat"):
        read_timeline(brought_of(f'<xmeml version="5">{nest}</xmeml>'.encode(), tmp_path))


def film_of(*children: otio.core.Composable, **other: object) -> bytes:
    """Return an OTIO file of one picture track."""
    film = otio.schema.Timeline("Reel 1", **other)
    film.tracks.append(otio.schema.Track("Picture", children, kind="Video"))
    text: str = otio.adapters.write_to_string(film)
    return text.encode()


def playing(name: str, first: float, frames: float, rate: float = 25) -> otio.schema.Clip:
    """Return a clip of it."""
    time = otio.opentime.RationalTime
    span = otio.opentime.TimeRange(time(first, rate), time(frames, rate))
    return otio.schema.Clip(name, otio.schema.ExternalReference(f"file:///a/{name}%201.mov"), span)


def test_otio_of_others_without_a_start_or_numbered_tracks_is_read(tmp_path: Path) -> None:
    slow = playing("b", 50, 40)
    slow.effects.append(otio.schema.LinearTimeWarp(time_scalar=0.5))
    turn = otio.schema.Transition("t", "SMPTE_Dissolve")
    turn.in_offset = turn.out_offset = otio.opentime.RationalTime(5, 25)
    nested = otio.schema.Stack("nest", [otio.schema.Track("x", [playing("c", 7, 30)], kind="Video")])
    timeline, findings = read_timeline(
        brought_of(film_of(playing("a", 10, 20), turn, slow, nested), tmp_path)
    )
    assert [(one.track, one.file, places(one), one.speed) for one in timeline.placed] == [
        ("V1", "/a/a 1.mov", [0, 20, 10, 30], Fraction(1)),
        ("V1", "/a/b 1.mov", [20, 60, 50, 70], Fraction(1, 2)),
        ("V1", "/a/c 1.mov", [60, 90, 7, 37], Fraction(1)),
    ]
    assert (timeline.rate, timeline.start) == (Fraction(25), 0)
    assert {finding.kind for finding in findings} == {"transition", "retimed", "laid out flat"}


def test_tracks_that_count_timecode_begin_with_their_first_clip(tmp_path: Path) -> None:
    """So OpenTimelineIO's own reader of edit lists leaves them: begun an hour before all that is on them."""
    time = otio.opentime.RationalTime
    film = otio.schema.Timeline("Reel 1")
    for kind, name, frames, at in (("Video", "a", 40, 90_000), ("Audio", "b", 30, 90_010)):
        track = otio.schema.Track(kind, [playing(name, 7, frames)], kind=kind)
        track.source_range = otio.opentime.TimeRange(time(-at, 25), time(frames, 25))
        film.tracks.append(track)
    timeline, _ = read_timeline(brought_of(otio.adapters.write_to_string(film).encode(), tmp_path))
    assert timeline.start == 90_000
    assert [(one.track, places(one)) for one in timeline.placed] == [
        ("V1", [0, 40, 7, 47]),
        ("A1", [10, 40, 7, 37]),
    ]


def test_a_nested_sequence_that_is_empty_or_frozen_is_kept_as_one_clip(tmp_path: Path) -> None:
    """Laid out flat it would be nothing, or play what it does not."""
    time = otio.opentime.RationalTime
    empty = otio.schema.Stack("empty", source_range=otio.opentime.TimeRange(time(0, 25), time(20, 25)))
    frozen = otio.schema.Track("frozen", [playing("c", 7, 1)], kind="Video")
    frozen.source_range = otio.opentime.TimeRange(time(0, 25), time(8, 25))
    frozen.effects.append(otio.schema.FreezeFrame())
    timeline, findings = read_timeline(brought_of(film_of(empty, frozen), tmp_path))
    assert [(one.name, places(one)[:2], one.effects) for one in timeline.placed] == [
        ("empty", [0, 20], ("nested sequence",)),
        ("frozen", [20, 28], ("nested sequence",)),
    ]
    assert [finding.kind for finding in findings] == ["nested sequence"]


SPEED: Final = (
    "<filter><effect><effectid>timeremap</effectid><parameter><parameterid>variablespeed</parameterid><value>"
    "{changes}</value></parameter><parameter><parameterid>speed</parameterid><value>{speed}</value></parameter>"
    "</effect></filter>FILE"
)


@pytest.mark.parametrize(
    ("speed", "changes", "at", "kind"),
    [
        (0, 0, [0, 50, 1010, 1010], "retimed"),
        (-100, 0, [0, 50, 1190, 1140], "retimed"),
        (100, 1, [0, 50, 1010, 1060], "changing speed"),
    ],
)
def test_a_still_a_clip_that_runs_backwards_and_one_of_changing_speed(
    speed: int, changes: int, at: list[int], kind: str, tmp_path: Path
) -> None:
    """Backwards, what plays is counted from the end: of 200 frames, number 10 is 190."""
    more = "<duration>200</duration>" + SPEED.format(speed=speed, changes=changes)
    timeline, findings = read_timeline(brought_of(xmeml(item("a", 0, 50, 10, 60, more=more)), tmp_path))
    (one,) = timeline.placed
    assert (one.speed, places(one)) == (Fraction(speed, 100), at)
    assert [finding.kind for finding in findings] == [kind]


def test_what_nobody_set_plays_from_the_first_frame_and_what_has_no_place_is_left_out(tmp_path: Path) -> None:
    track = item("a", 0, 50, -1, -1) + "<clipitem><name>lost</name></clipitem>" + item("b", 50, 80, 5, -1)
    timeline, findings = read_timeline(brought_of(xmeml(track), tmp_path))
    assert places(timeline.placed[0]) == [0, 50, 1000, 1050]
    assert [(finding.kind, "lost on V1" in finding.fact) for finding in findings][-1:] == [("no place", True)]


def test_a_subclip_counts_from_where_it_begins_and_a_multiclip_is_the_angle_seen(tmp_path: Path) -> None:
    sub = "<subclipinfo><startoffset>300</startoffset><endoffset>9</endoffset></subclipinfo>FILE"
    seen = '<angle><activevideoangle>TRUE</activevideoangle><clip><file id="f"/></clip></angle>'
    multi = item("m", 50, 80, 4, 34, more=f"<multiclip><angle><clip/></angle>{seen}</multiclip>")
    track = item("s", 0, 50, 10, 60, more=sub) + multi
    timeline, findings = read_timeline(brought_of(xmeml(track), tmp_path))
    assert [places(one) for one in timeline.placed] == [[0, 50, 1310, 1360], [50, 80, 1004, 1034]]
    assert {one.file for one in timeline.placed} == {"/rushes/A B.mov"}
    assert [finding.kind for finding in findings] == ["subclip", "multiclip"]


def test_of_several_sequences_the_first_is_read_that_plays_and_that_no_other_plays(tmp_path: Path) -> None:
    """Premiere writes the sequences of a bin in its order: an empty one and a nested one may come first."""
    empty = '<sequence id="e"><name>Empty</name><media><video><track/></video></media></sequence>'
    inner = xmeml(item("x", 0, 50, 0, 50)).decode().replace('id="s"', 'id="inner"').replace("Reel 1", "Inner")
    inner = inner[inner.index("<sequence") : inner.index("</xmeml>")]
    nest = item("nest", 0, 20, 10, 30, more='<sequence id="inner"/>')
    timeline, findings = read_timeline(brought_of(xmeml(nest, head=empty + inner), tmp_path))
    assert (timeline.title, [places(one) for one in timeline.placed]) == ("Reel 1", [[0, 20, 1010, 1030]])
    assert findings[0].kind == "other timelines"
    assert "Empty, Inner" in findings[0].fact


def test_drop_frame_is_known_by_its_digits_where_no_number_is_told(tmp_path: Path) -> None:
    drop = xmeml(item("a", 0, 50, 0, 50)).replace(b"FALSE", b"TRUE").replace(b">25<", b">30<")
    told = b"<string>00;01;00;02</string><displayformat>DF</displayformat>"
    timeline, _ = read_timeline(brought_of(drop.replace(b"<frame>1000</frame>", told), tmp_path))
    assert timeline.placed[0].source_in == 1800


def test_an_xml_may_begin_with_blanks_or_say_another_alphabet_than_its_mark(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + xmeml(item("ü", 0, 50, 0, 50)).decode()
    for data in (
        b"\n  " + text.encode(),
        text.encode("utf-16"),
        text.encode("utf-32"),
        text.encode("utf-8-sig"),
    ):
        assert read_timeline(brought_of(data, tmp_path))[0].placed[0].name == "ü"


@pytest.mark.material
def test_every_real_fcpxml_is_opened_or_refused_with_a_reason(material: Path) -> None:
    opened, refused = 0, []
    for file in sorted((material / "timelines").glob("fcpxml/*.fcpxml")):
        try:
            read_timeline(file)
            opened += 1
        except NoTimeline as reason:
            refused.append(str(reason))
    assert opened + len(refused) == 58
    assert opened >= 50
    assert all("project" in reason for reason in refused), refused


@pytest.mark.material
def test_every_real_list_is_opened_or_refused_with_a_reason(material: Path) -> None:
    files = sorted((material / "timelines").glob("edl/*"))
    opened = [read_timeline(file)[0] for file in files]
    assert len(opened) == 21
    assert all(timeline.placed for timeline in opened)
