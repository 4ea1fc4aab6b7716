"""The JSON documents are a promise to other programs, and come back as the values they were."""

import json
from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.coverage.model import LinedScript, OffScript, Reading, ReadWord
from rushes.cut.model import Cut, Event, InPicture, Lock
from rushes.errors import Finding
from rushes.footage.model import Angle, Behind, Clip, Recording, Slate, Witness
from rushes.screenplay.model import Line
from rushes.timecode import Span
from rushes.turnover import documents
from rushes.turnover.documents import (
    NotOurDocument,
    cut_json,
    findings_json,
    lined_script_json,
    read_cut,
    read_findings,
    read_lined_script,
)
from rushes.turnover.marks import film_marks
from rushes.turnover.shapes import AngleShape, BehindShape, ClipShape, SlateShape, WitnessShape
from tests.turnover.making import clip, cuts, double, double_clip, double_cuts, grid_cut, wav

TAKE = clip(frames=628, start=903075, slate=Slate("1", "1A", 2, "A", source="name"))
WORDS = (
    ReadWord("bin", "said", "bin", 1.24, 1.41, 0.97),
    ReadWord("white", "missing", None, None, None, 0.5),
    ReadWord(None, "added", "uh", 1.5, 1.6),
)
LINED = LinedScript(
    clips=(TAKE,),
    lines=(Line("1.1", "1", "WILL", "Bin white …", "V.O.", ("softly",), dual=False, source_line=7),),
    readings=(
        Reading("1.1", TAKE.file, 1, Span(31, 118, Fraction(25)), 1.24, 4.71, "altered", 0.5, 0.97, WORDS),
    ),
    off_script=(OffScript(TAKE.file, Span(210, 251, Fraction(25)), 8.4, 10.01, "cut there"),),
    missing=("1.7",),
    headings={"1": "INT. GRID - DAY", "2": ""},
    retired=("1.4", "1.5A"),
)


def test_the_cut_has_the_shape_that_was_promised() -> None:
    told = json.loads(cut_json(grid_cut()))
    assert {
        "schema": "rushes.cut/1",
        "rate": "25/1",
        "taste": "classic",
        "missing": ["1.4"],
    }.items() <= told.items()
    second = told["events"][1]
    assert second | {"alternates": []} == {
        "track": "V1",
        "line": "1.2",
        "file": "day 1/1-1_A001C001.mov",
        "in": 121,
        "out": 150,
        "record_in": 93,
        "record_out": 122,
        "confidence": 0.93,
        "needs_look": False,
        "reasons": [
            {"name": "as written", "worth": 2.0, "fact": "12 of 12 words"},
            {"name": "clear sound", "worth": -0.25, "fact": "9 dB over the noise"},
        ],
        "alternates": [],
        "look_because": [],
    }
    promised = {"file": "1A-2 “猫 & <dog>”.mov", "in": 40, "out": 100, "worth": -0.6}
    assert promised.items() <= second["alternates"][0].items()
    assert second["alternates"][0]["reasons"][0]["name"] == "altered"


def test_the_lined_script_has_the_shape_that_was_promised() -> None:
    told = json.loads(lined_script_json(LINED))
    assert told["schema"] == "rushes.lined-script/1"
    assert {
        "file": "1A-2_A001C006.mov",
        "rate": "25/1",
        "frames": 628,
        "start_timecode": "10:02:03:00",
    }.items() <= told["clips"][0].items()
    slate = {"scene": "1", "setup": "1A", "take": 2, "camera": "A", "circled": False, "from": "name"}
    assert slate.items() <= told["clips"][0]["slate"].items()
    assert {"id": "1.1", "scene": "1", "character": "WILL", "text": "Bin white …"}.items() <= told["lines"][
        0
    ].items()
    reading = {"line": "1.1", "pass": 1, "in": 31, "out": 118, "in_s": 1.24, "out_s": 4.71, "kind": "altered"}
    assert reading.items() <= told["readings"][0].items()
    assert told["readings"][0]["words"][0] == {
        "text": "bin",
        "state": "said",
        "heard": "bin",
        "in_s": 1.24,
        "out_s": 1.41,
        "confidence": 0.97,
    }
    assert {"in": 210, "out": 251, "heard": "cut there"}.items() <= told["off_script"][0].items()
    assert told["missing"] == ["1.7"]
    assert told["scenes"] == [{"number": "1", "heading": "INT. GRID - DAY"}, {"number": "2", "heading": ""}]
    assert told["retired"] == ["1.4", "1.5A"]


def test_the_lined_script_comes_back_as_it_was() -> None:
    assert read_lined_script(lined_script_json(LINED)) == LINED


def test_who_is_on_camera_comes_back_with_who_says_so() -> None:
    """A cut of which nobody says it has no such list."""
    cut = grid_cut()
    assert "on_camera" not in json.loads(cut_json(cut))
    told = replace(cut, on_camera=(InPicture(cut.clips[0].file, ("WILL",), ("ANNA",), "a person"),))
    assert json.loads(cut_json(told))["on_camera"] == [
        {"file": cut.clips[0].file, "on": ["WILL"], "off": ["ANNA"], "by": "a person"}
    ]
    assert read_cut(cut_json(told)) == told


def test_a_microphone_is_named_where_there_are_several() -> None:
    """A clip with one track says nothing of tracks; of several, the clearest is named and comes back."""
    assert "microphone" not in json.loads(lined_script_json(LINED))["readings"][0]
    boom = replace(LINED, readings=(replace(LINED.readings[0], microphone="Boom"),))
    assert json.loads(lined_script_json(boom))["readings"][0]["microphone"] == "Boom"
    assert read_lined_script(lined_script_json(boom)) == boom


def test_times_that_nobody_measured_are_marked_and_no_others() -> None:
    """A subtitle gives a cue's time, not a word's; whoever cuts by words should know."""
    words = (replace(WORDS[0], interpolated=True), *WORDS[1:])
    lined = replace(LINED, readings=(replace(LINED.readings[0], words=words),))
    told = json.loads(lined_script_json(lined))["readings"][0]["words"]
    assert [word.get("interpolated") for word in told] == [True, None, None]
    assert read_lined_script(lined_script_json(lined)) == lined


@given(st.floats(0, 1), st.text(max_size=9))
def test_a_words_doubt_comes_back_but_for_the_fifth_decimal(confidence: float, microphone: str) -> None:
    """Whatever is written once is written the same after it was read."""
    words = (replace(WORDS[0], confidence=confidence), *WORDS[1:])
    reading = replace(LINED.readings[0], words=words, microphone=microphone)
    once = lined_script_json(replace(LINED, readings=(reading,)))
    back = read_lined_script(once)
    assert lined_script_json(back) == once
    assert abs(back.readings[0].words[0].confidence - confidence) <= 0.00005


@given(cut=cuts(mixed=True))
@settings(max_examples=60)
def test_a_cut_comes_back_as_it_was_but_for_the_fifth_decimal(cut: Cut) -> None:
    once = cut_json(cut)
    back = read_cut(once)
    assert cut_json(back) == once
    assert [(event.source, event.record) for event in back.events] == [
        (event.source, event.record) for event in _by_track(cut)
    ]
    assert (back.clips, back.missing, back.title, back.rate) == (cut.clips, cut.missing, cut.title, cut.rate)


@given(cut=double_cuts())
@settings(max_examples=60)
def test_so_does_a_cut_with_a_recorders_sound(cut: Cut) -> None:
    """Where the sound lies behind its picture comes back to the last bit: it is a measurement."""
    once = cut_json(cut)
    back = read_cut(once)
    assert cut_json(back) == once
    assert back.clips == cut.clips
    assert [one.source for one in back.events] == [one.source for one in cut.events]


def test_a_sound_that_no_event_plays_is_told_beside_the_clips() -> None:
    """Only the boom was cut in; the lavalier lies behind the picture all the same."""
    cut = double([("1.1", double_clip(), 28, 121)])
    boom, will = (behind.sound for behind in cut.clips[0].behind)
    kept = tuple(one for one in cut.events if one.file != will.file)
    told = json.loads(cut_json(replace(cut, events=kept, clips=(cut.clips[0], boom))))
    assert [(one["file"], one.get("is_sound")) for one in told["clips"]] == [
        ("1A-2_A001C006.mov", None),
        ("DAY1/1A-2_1.WAV", True),
    ]
    assert [one["file"] for one in told["sounds"]] == ["DAY1/1A-2_2.WAV"]
    assert told["clips"][0]["behind"][0] == {
        "file": "DAY1/1A-2_1.WAV",
        "at_s": -7.3,
        "drift_ppm": 12.0,
        "rung": "timecode",
        "error_ms": 5.0,
        "evidence": ["Both read 10:00:07 at the clap."],
    }
    sound = {"rate": "48000/1", "frames": 4320000, "start": 1728000000, "start_timecode": "10:00:00:00"}
    assert sound.items() <= told["sounds"][0].items()
    assert told["sounds"][0]["tracks"] == ["Will"]


def test_the_lined_script_tells_every_recording_and_which_are_loose() -> None:
    wild = Recording((wav("WT1_1.WAV"), wav("WT1_2.WAV", tracks=("Room",))))
    lined = replace(LINED, clips=(TAKE, double_clip("1B-1.mov")), loose=(wild,))
    told = json.loads(lined_script_json(lined))
    assert [one["file"] for one in told["clips"]] == [TAKE.file, "1B-1.mov"], "pictures, as ever"
    names = ["DAY1/1A-2_1.WAV", "DAY1/1A-2_2.WAV", "WT1_1.WAV", "WT1_2.WAV"]
    assert [one["file"] for one in told["sounds"]] == names
    assert told["loose"] == [["WT1_1.WAV", "WT1_2.WAV"]]
    assert read_lined_script(lined_script_json(lined)) == lined


def test_a_clip_of_which_nothing_new_is_known_is_written_as_ever() -> None:
    assert "behind" not in cut_json(grid_cut()).decode()
    assert "sounds" not in json.loads(lined_script_json(LINED))


def test_a_camera_that_lends_its_sound_is_told_too() -> None:
    """Camera B has no microphone; camera A of the same group has, and lies behind it."""
    lender = clip("1A-1 A.mov", angle=Angle("1A-1", 0.0))
    mute = clip("1A-1 B.mov", channels=0, behind=(Behind(lender, 1.5, 0.0, "clap", 4.0, ("x",)),))
    cut = Cut("T", Fraction(25), "classic", (), (), (mute, replace(lender, lens="35 mm")))
    assert read_cut(cut_json(cut)) == cut


def test_a_sound_that_is_nowhere_written_is_refused() -> None:
    data = cut_json(double([("1.1", double_clip(), 28, 121)]))
    with pytest.raises(NotOurDocument, match=r"sound 'gone\.WAV' is unknown"):
        read_cut(data.replace(b'"DAY1/1A-2_1.WAV", "at_s"', b'"gone.WAV", "at_s"'))


def _by_track(cut: Cut) -> list[Event]:
    return [event for track in ("V1", "A1", "A2") for event in cut.track(track)]


@given(st.lists(st.builds(Finding, st.text(), st.text(), st.text(), st.text()), max_size=4))
def test_findings_come_back_as_they_were(findings: list[Finding]) -> None:
    assert read_findings(findings_json(findings)) == tuple(findings)


@pytest.mark.parametrize(
    ("value", "shape", "otherwise"),
    [
        (Slate, SlateShape, {}),
        (Clip, ClipShape, {}),
        (Behind, BehindShape, {"sound": "file"}),
        (Angle, AngleShape, {}),
        (Witness, WitnessShape, {}),
    ],
)
def test_every_part_is_written(value: type, shape: type, otherwise: dict[str, str]) -> None:
    """A part added to a value must be added to the promise too, or it is lost in silence."""
    parts = {otherwise.get(field.name, field.name) for field in fields(value)}
    assert parts <= set(shape.__struct_fields__)  # type: ignore[attr-defined]


def test_text_stays_readable_and_what_fits_stays_on_one_line() -> None:
    text = cut_json(grid_cut()).decode()
    assert "猫" in text
    assert '{"name": "as written", "worth": 2.0, "fact": "12 of 12 words"}' in text
    assert max(len(line) for line in text.splitlines() if '"path"' not in line) < 200


def test_a_file_name_that_is_no_unicode_survives() -> None:
    """Disks hold names in old encodings; Python carries their bytes as half characters."""
    odd = clip("caf\udce9.mov")
    cut = grid_cut()
    back = read_cut(cut_json(Cut(cut.title, cut.rate, cut.taste, (), (), (odd,))))
    assert back.clips == (odd,)


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "Expecting value"),
        (b"\xff", "decode"),
        (b"[]", "array"),
        (b'{"schema": "rushes.cut/1"}', "missing required field"),
        (cut_json(grid_cut()).replace(b"rushes.cut/1", b"rushes.cut/2"), "it says it is rushes.cut/2"),
        (cut_json(grid_cut()).replace(b'"rate": "25/1"', b'"rate": "fast"'), "fast"),
        (cut_json(grid_cut()).replace(b'"record_in": 0', b'"record_in": "0"'), "Expected `int`"),
        (cut_json(grid_cut()).replace(b'"in": 28', b'"in": 2800'), "forwards"),
    ],
)
def test_another_document_is_refused_with_the_reason(data: bytes, because: str) -> None:
    with pytest.raises(NotOurDocument, match=because):
        read_cut(data)


def test_an_event_of_a_clip_that_is_not_listed_is_refused() -> None:
    data = cut_json(grid_cut()).replace(
        b'"file": "day 1/1-1_A001C001.mov", "in": 28', b'"file": "gone.mov", "in": 28'
    )
    with pytest.raises(NotOurDocument, match=r"gone\.mov"):
        read_cut(data)


def test_the_documents_name_their_shapes() -> None:
    assert documents.CUT == "rushes.cut/1"
    assert documents.LINED_SCRIPT == "rushes.lined-script/1"


def test_whose_cut_it_is_goes_with_it() -> None:
    """Nobody locked it, or somebody did: in the document, and as a mark at the first frame of a timeline."""
    cut = grid_cut()
    assert cut.standing == "Proposed by the machine, locked by nobody."
    locked = replace(cut, locked=Lock("the director", "2026-11-22T09:00:00+00:00"))
    assert read_cut(cut_json(locked)) == locked
    assert locked.standing == "Locked by the director, 2026-11-22."
    assert [mark.name for mark in film_marks(locked)][:1] == ["LOCKED"]
