"""The recorder's file, read back by a library that knows nothing of the stage."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from wavinfo import WavInfoReader

from rushes.stage.recorder import ORIGINATOR, Written, write_mono, write_poly

START = 10 * 3600 * 48000 + (1 << 32)
WRITTEN = Written(
    file="",
    project="Late & Post",
    scene="27A",
    take="3",
    tape="26Y04M13",
    tracks=(),
    channels=(),
    start=START,
    rate=Fraction(30000, 1001),
    date="2026-04-13",
    clock="10:00:00",
    uid="RUSHES00001202604130001",
    drop=True,
    circled=True,
    note="plane",
)
TONE = np.sin(np.arange(4801) / 20) * 0.5


def test_every_key_of_bext_and_ixml_comes_back(tmp_path: Path) -> None:
    """Scene, take, tape, ticks, the time since midnight beyond 32 bits, and what each track is called."""
    path = tmp_path / "sound" / "27A-T03.WAV"
    write_poly(path, WRITTEN, {"Mix": TONE, "Boom": TONE / 2, "Lav Ruth": TONE / 4})
    told = WavInfoReader(str(path))
    assert (told.fmt.sample_rate, told.fmt.bits_per_sample, told.fmt.channel_count) == (48000, 24, 3)
    assert told.data.frame_count == 4801
    bext = told.bext
    assert (bext.originator, bext.originator_date, bext.originator_time) == (
        ORIGINATOR,
        "2026-04-13",
        "10:00:00",
    )
    assert bext.time_reference == START
    lines = dict(line.split("=", 1) for line in bext.description.splitlines())
    assert (lines["sSCENE"], lines["sTAKE"], lines["sTAPE"]) == ("27A", "3", "26Y04M13")
    assert (lines["sSPEED"], lines["sTRK3"], lines["sFILENAME"]) == ("029.970-DF", "Lav Ruth", "27A-T03.WAV")
    ixml = told.ixml
    assert (ixml.project, ixml.scene, ixml.take, ixml.tape) == ("Late & Post", "27A", "3", "26Y04M13")
    assert [track.name for track in ixml.track_list] == ["Mix", "Boom", "Lav Ruth"]
    whole = {node.tag: node.text for node in ixml.raw_xml.getroot().iter() if node.text}
    assert (whole["CIRCLED"], whole["NO_GOOD"], whole["WILD_TRACK"], whole["NOTE"]) == (
        *("TRUE", "FALSE", "FALSE"),
        "plane",
    )
    assert (whole["TIMECODE_RATE"], whole["TIMECODE_FLAG"]) == ("30000/1001", "DF")
    high, low = (int(whole[f"TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_{part}"]) for part in ("HI", "LO"))
    assert (high << 32) + low == START


def test_the_samples_come_back_to_the_last_of_24_bits(tmp_path: Path) -> None:
    path = tmp_path / "odd.WAV"
    write_poly(path, WRITTEN, {"Boom": TONE})
    data = path.read_bytes()
    assert len(data) % 2 == 0
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    raw = np.frombuffer(data[data.index(b"data") + 8 :][: 3 * 4801], np.uint8).reshape(-1, 3).astype(np.int32)
    whole = raw[:, 0] | raw[:, 1] << 8 | (raw[:, 2].astype(np.int8).astype(np.int32) << 16)
    assert np.abs(whole / ((1 << 23) - 1) - TONE).max() < 1 / (1 << 23)


def test_files_of_one_take_are_one_family(tmp_path: Path) -> None:
    """Each microphone's file knows its channel on the recorder and the set that it belongs to."""
    paths = (tmp_path / "27A-T03_1.WAV", tmp_path / "27A-T03_2.WAV")
    write_mono(paths, WRITTEN, {"Boom": TONE, "Lav Ruth": TONE})
    told = [WavInfoReader(str(path)).ixml for path in paths]
    assert told[0].family_uid == told[1].family_uid
    assert [[track.name for track in one.track_list] for one in told] == [["Boom"], ["Lav Ruth"]]
    assert [[track.channel_index for track in one.track_list] for one in told] == [["1"], ["2"]]
    uids = [one.raw_xml.findtext("./FILE_UID") for one in told]
    assert uids[0] != uids[1]


def test_a_recorder_without_timecode_says_so(tmp_path: Path) -> None:
    """The time reference is 0, and iXML names neither a rate nor a moment."""
    path = tmp_path / "free.WAV"
    write_poly(path, Written(**{**vars(WRITTEN), "start": None}), {"Boom": TONE})
    told = WavInfoReader(str(path))
    assert told.bext.time_reference == 0
    tags = {node.tag for node in told.ixml.raw_xml.iter()}
    assert not tags & {"TIMECODE_RATE", "TIMECODE_FLAG", "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO"}


@pytest.mark.parametrize("note", ["", "x" * 300])
def test_a_long_note_does_not_spill_over_the_description(tmp_path: Path, note: str) -> None:
    path = tmp_path / "note.WAV"
    write_poly(path, Written(**{**vars(WRITTEN), "note": note}), {"Boom": TONE})
    told = WavInfoReader(str(path))
    assert told.bext.time_reference == START
    assert "sSCENE=27A" in told.bext.description
