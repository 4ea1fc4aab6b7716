"""What sound recorders write into their files is understood, whole or damaged, and never costs the sound."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.footage import Probe, gather, probe
from rushes.footage.model import RecorderNotes
from rushes.footage.opening import opened
from tests.footage.recording import NOON, bext, chunk, fmt, ixml, recorded, sound, wave

FILM, PAL, TV = Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001)
SECOND = sound(48000)


def notes_of(path: Path) -> RecorderNotes:
    notes = probe(path).recorder
    assert notes is not None
    return notes


def kinds(facts: Probe) -> list[str]:
    return [finding.kind for finding in facts.findings]


def start_timecode(path: Path) -> str:
    return gather([path], [probe(path)], ["digest"]).recordings[0].files[0].start_timecode


def decoded(path: Path) -> int:
    with opened(path) as container:
        return sum(frame.samples for frame in container.decode(audio=0))


def damaged(folder: Path, *chunks: bytes, form: bytes = b"RIFF") -> Probe:
    """Probe a file of these chunks; as many samples are told as decoders give."""
    path = wave(folder / "damaged.wav", *chunks, form=form)
    facts = probe(path)
    assert facts.samples == (decoded(path) if facts.samples else 0)
    return facts


def test_all_that_a_recorder_writes(tmp_path: Path) -> None:
    words = {
        "PROJECT": "North",
        "SCENE": "27A",
        "TAKE": "3",
        "TAPE": "26Y11M22",
        "NOTE": "plane at the end",
        "CIRCLED": "TRUE",
        "NO_GOOD": "FALSE",
        "WILD_TRACK": "",
        "FAMILY_UID": "one of a kind",
        "TIMECODE_RATE": "25/1",
        "TIMECODE_FLAG": "NDF",
        "ORIGINAL_FILENAME": "27A-T003.WAV",
    }
    facts = probe(recorded(tmp_path / "a.wav", NOON, tracks=("Mix", "Boom", "Ruth"), words=words))
    assert facts.findings == ()
    assert (facts.samples, facts.channels, facts.start, facts.reel) == (4800, 3, NOON * 48000, "26Y11M22")
    assert facts.recorder == RecorderNotes(
        scene="27A",
        take="3",
        tape="26Y11M22",
        project="North",
        note="plane at the end",
        family="one of a kind",
        tracks=("Mix", "Boom", "Ruth"),
        recorder="Test recorder",
        circled=True,
        rate=PAL,
        date="2026-11-22",
        called="27A-T003.WAV",
    )


def test_the_description_tells_what_ixml_does_not(tmp_path: Path) -> None:
    """Recorders without iXML write their keys into bext, each maker with a letter of his own."""
    lines = "zSPEED=029.97-DF\r\nzSCENE=27A\r\nzTAKE=03\r\nzTAPE=221126\r\nzCIRCLED=TRUE\r\nzTRK1=Boom\r\n"
    path = wave(
        tmp_path / "a.wav", chunk(b"bext", bext(lines, 1)), chunk(b"fmt ", fmt()), chunk(b"data", SECOND)
    )
    notes = notes_of(path)
    assert (notes.scene, notes.take, notes.tape, notes.circled) == ("27A", "03", "221126", True)
    assert (notes.rate, notes.drop, notes.tracks) == (TV, True, ("Boom",))


@pytest.mark.parametrize(
    ("value", "is_so"),
    [("TRUE", True), ("yes", True), ("1", True), ("FALSE", False), ("0", False), ("", False)],
)
def test_a_tick_is_a_tick_however_it_is_written(tmp_path: Path, value: str, is_so: bool) -> None:  # noqa: FBT001
    assert notes_of(recorded(tmp_path / "a.wav", words={"WILD_TRACK": value})).wild_track is is_so


def test_the_kind_of_a_take_is_ticked_in_one_word_too(tmp_path: Path) -> None:
    """Later iXML has TAKE_TYPE instead of an element for each."""
    notes = notes_of(recorded(tmp_path / "a.wav", words={"TAKE_TYPE": "NO_GOOD, PICKUP"}))
    assert (notes.no_good, notes.pickup, notes.false_start) == (True, True, False)


def test_a_lone_track_is_found_in_the_list_of_its_set(tmp_path: Path) -> None:
    """Some recorders list the microphones of the whole set in the file of each."""
    listed = ixml(["Mix", "Boom", "Ruth"], FILE_SET_INDEX="3")
    path = wave(tmp_path / "a.wav", chunk(b"iXML", listed), chunk(b"fmt ", fmt()), chunk(b"data", SECOND))
    assert notes_of(path).tracks == ("Ruth",)


@pytest.mark.parametrize(
    ("written", "flag", "rate", "drop"),
    [
        ("24000/1001", "NDF", FILM, False),
        ("25/1", "NDF", PAL, False),
        ("30000/1001", "DF", TV, True),
        ("30000/1001", "NDF", TV, False),
        ("29.97DF", "", TV, True),
        ("2997ND", "ND", TV, False),
        ("23.98", "", FILM, False),
        ("50", "", Fraction(50), False),
        ("25", "DF", PAL, False),
        ("nonsense", "", None, False),
        ("0/0", "", None, False),
    ],
)
def test_the_rate_of_the_timecode(
    tmp_path: Path, written: str, flag: str, rate: Fraction | None, *, drop: bool
) -> None:
    words = {"TIMECODE_RATE": written, "TIMECODE_FLAG": flag}
    notes = notes_of(recorded(tmp_path / "a.wav", words=words))
    assert (notes.rate, notes.drop) == (rate, drop)


@pytest.mark.parametrize("rate", [FILM, Fraction(24), PAL, TV, Fraction(30)])
@pytest.mark.parametrize("hertz", [44100, 48000, 96000])
def test_a_frame_that_begins_within_a_sample_is_that_samples(
    tmp_path: Path, rate: Fraction, hertz: int
) -> None:
    """29.97 frames a second begin between samples; whole samples are written, and mean the frame."""
    words = {"TIMECODE_RATE": f"{rate.numerator}/{rate.denominator}", "TIMECODE_FLAG": "NDF"}
    for frame in (1, 7, 86399, 1_000_003):
        path = recorded(
            tmp_path / "a.wav", Fraction(int(frame / rate * hertz), hertz), rate=hertz, words=words
        )
        base = -(-rate // 1)
        seconds, frames = divmod(frame, base)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frames:02}"
        assert start_timecode(path) == clock


def test_sound_that_was_pulled_keeps_its_timecode(tmp_path: Path) -> None:
    """Digitised at 48048 and marked as 48000: under its picture it plays 0.1 % slower, its clock with it."""
    words = {
        "TIMECODE_RATE": "24/1",
        "TIMECODE_FLAG": "NDF",
        "DIGITIZER_SAMPLE_RATE": 48048,
        "FILE_SAMPLE_RATE": 48000,
        "TIMESTAMP_SAMPLE_RATE": 48048,
    }
    path = wave(
        tmp_path / "a.wav",
        chunk(b"bext", bext(samples=NOON * 48048)),
        chunk(b"iXML", ixml(["Boom"], **words)),
        chunk(b"fmt ", fmt()),
        chunk(b"data", SECOND),
    )
    facts = probe(path)
    assert (kinds(facts), notes_of(path).rate, start_timecode(path)) == (["odd speed"], FILM, "12:00:00:00")
    assert "48048" in notes_of(path).speed_note
    assert "0.1 % slower" in notes_of(path).speed_note


def test_sound_that_was_converted_keeps_its_time_of_the_day(tmp_path: Path) -> None:
    """Recorded at 96 kHz and converted: the timestamp tells its own rate, and nothing is odd."""
    words = {"TIMESTAMP_SAMPLE_RATE": 96000, "DIGITIZER_SAMPLE_RATE": 96000, "TIMECODE_RATE": "25/1"}
    clock = {"TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO": (NOON * 96000) % 2**32}
    clock["TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI"] = NOON * 96000 // 2**32
    facts = probe(recorded(tmp_path / "a.wav", NOON, words={**words, **clock}))
    assert (facts.findings, facts.start) == ((), NOON * 48000)


def test_without_bext_the_timestamp_is_that_of_ixml(tmp_path: Path) -> None:
    """Its halves are 32 bits, and some recorders write the lower one below zero."""
    samples = NOON * 96000
    low, high = samples % 2**32, samples // 2**32
    words = {
        "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI": high,
        "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO": low - 2**32 if low >= 2**31 else low,
    }
    document = chunk(b"iXML", ixml(**words))
    path = wave(tmp_path / "a.wav", document, chunk(b"fmt ", fmt(96000)), chunk(b"data", SECOND))
    assert (probe(path).start, probe(path).has_timecode) == (samples, True)


def test_a_clock_that_was_never_set_is_no_timecode(tmp_path: Path) -> None:
    facts = probe(recorded(tmp_path / "a.wav", 0, words={"TIMECODE_RATE": "25/1"}))
    assert (facts.start, facts.has_timecode, facts.findings) == (0, False, ())


def test_timestamps_that_contradict(tmp_path: Path) -> None:
    """That of bext counts while it is possible; after its day, or not set, that of iXML does."""

    def told(of_bext: int, of_ixml: int) -> tuple[int, list[str]]:
        clock = {"TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO": of_ixml}
        facts = probe(recorded(tmp_path / "a.wav", Fraction(of_bext, 48000), words=clock))
        return facts.start, kinds(facts)

    noon, one = NOON * 48000, (NOON + 3600) * 48000
    assert told(noon, noon) == (noon, [])
    assert told(noon, one) == (noon, ["odd timecode"])
    assert told(0, one) == (one, [])
    assert told(2**63, one) == (one, ["odd timecode"])
    assert told(86401 * 48000, 0) == (48000, [])
    assert told(100_000 * 48000, 0) == (13600 * 48000, ["odd timecode"])
    assert told(2**63, 0) == (0, ["odd timecode"])


def test_words_that_contradict(tmp_path: Path) -> None:
    """Take 1 and take 01 are one take; another scene is said, and the report in iXML counts."""
    same = recorded(
        tmp_path / "a.wav", description="sSCENE=27A\r\nsTAKE=1", words={"SCENE": "27A", "TAKE": "01"}
    )
    other = recorded(
        tmp_path / "b.wav", description="sSCENE=27B\r\nsTAKE=1", words={"SCENE": "27A", "TAKE": "1"}
    )
    assert kinds(probe(same)) == []
    assert kinds(probe(other)) == ["recorder contradicts itself"]
    assert notes_of(other).scene == "27A"
    words = {"TIMECODE_RATE": "24000/1001"}
    assert kinds(probe(recorded(tmp_path / "c.wav", description="sSPEED=023.976-ND", words=words))) == []
    slow = recorded(tmp_path / "d.wav", description="sSPEED=025.000-ND", words=words)
    assert (kinds(probe(slow)), notes_of(slow).rate) == (["recorder contradicts itself"], FILM)


HEAD, WORDS = chunk(b"fmt ", fmt()), ixml(["Boom"], SCENE="27A", TAKE="3")


def test_sound_whose_length_is_not_told_is_read_to_its_end(tmp_path: Path) -> None:
    """A recorder that loses its power leaves a length of 0, or of all ones."""
    for told in (0, 0xFFFFFFFF):
        facts = damaged(tmp_path, chunk(b"iXML", WORDS), HEAD, chunk(b"data", SECOND, told))
        assert (facts.samples, kinds(facts)) == (48000, ["unclosed recording"])


def test_sound_that_is_shorter_or_longer_than_it_says(tmp_path: Path) -> None:
    cut = damaged(tmp_path, HEAD, chunk(b"data", SECOND, 10**9))
    assert (cut.samples, kinds(cut)) == (48000, ["truncated"])
    more = damaged(tmp_path, HEAD, chunk(b"data", SECOND, 9600))
    assert (more.samples, kinds(more)) == (4800, ["unclosed recording"])
    assert "0.9 s more" in more.findings[0].fact
    none = damaged(tmp_path, HEAD, chunk(b"data", b""), chunk(b"iXML", WORDS))
    assert (none.samples, kinds(none)) == (0, ["unreadable"])


@pytest.mark.parametrize("told", [40, 1000, 10**6, 10**9, 0xFFFFFFFF])
@pytest.mark.parametrize("first", [True, False])
def test_a_chunk_of_words_that_lies_about_its_length_costs_neither_words_nor_sound(
    tmp_path: Path, told: int, *, first: bool
) -> None:
    """Decoders refuse such a file whole; its sound is on the disk all the same."""
    words = (chunk(b"bext", bext("", NOON * 48000)), chunk(b"iXML", WORDS, told))
    data = (HEAD, chunk(b"data", SECOND))
    facts = damaged(tmp_path, *(words + data if first else data + words))
    assert (facts.samples, facts.start) == (48000, NOON * 48000)
    assert "damaged sound notes" in kinds(facts)
    assert facts.recorder is not None
    assert (facts.recorder.scene, facts.recorder.take) == (("27A", "3") if first or told > 40 else ("", ""))


def test_a_short_bext_tells_what_it_holds(tmp_path: Path) -> None:
    data = (HEAD, chunk(b"data", SECOND))
    assert damaged(tmp_path, chunk(b"bext", bext("", 99)[:346]), *data).start == 99
    assert kinds(damaged(tmp_path, chunk(b"bext", b"short"), *data)) == ["damaged sound notes"]


BOMB = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><BWFXML><SCENE>&b;</SCENE></BWFXML>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><BWFXML><SCENE>&a;</SCENE></BWFXML>'


@pytest.mark.parametrize(
    ("document", "scene"),
    [
        (WORDS.replace(b"27A", b"27A & B"), "27A  B"),
        (WORDS[:-30], "27A"),
        (WORDS.replace(b"Boom", b"P\xe8re"), "27A"),
        (b"hello", ""),
        (b"", ""),
        (b"\0" * 400, ""),
        (b"\xff\xfe\0\x01", ""),
        (b"<BWFXML>" * 3000, ""),
        (WORDS.replace(b"27A", b"27A<").replace(b">3<", b">" + b"3" * 9999 + b"<"), "27A"),
        (BOMB, ""),
        (OUTSIDE, ""),
        (b"<BWFXML><SCENE>&a;27A</SCENE>", "27A"),
    ],
)
def test_ixml_that_is_no_xml_is_read_as_far_as_it_goes(tmp_path: Path, document: bytes, scene: str) -> None:
    """A bare & is common, another encoding too; entities are no recorder's, and expand to nothing."""
    facts = damaged(tmp_path, chunk(b"iXML", document), HEAD, chunk(b"data", SECOND))
    assert (facts.samples, kinds(facts)) == (48000, ["damaged sound notes"])
    assert facts.recorder is not None
    assert facts.recorder.scene == scene


def test_ixml_in_other_letters_is_well(tmp_path: Path) -> None:
    """UTF-16 is XML too, and zeros behind the document are padding."""
    wide = WORDS.decode().replace("UTF-8", "UTF-16").replace("Boom", "Père").encode("utf-16")
    for document in (wide, WORDS.replace(b"Boom", "Père".encode()) + b"\0" * 99, b"\xef\xbb\xbf" + WORDS):
        facts = damaged(tmp_path, chunk(b"iXML", document), HEAD, chunk(b"data", SECOND))
        assert (facts.findings, facts.recorder is not None and facts.recorder.scene) == ((), "27A")


@pytest.mark.parametrize("form", [b"RF64", b"BW64"])
def test_long_recordings_tell_their_length_apart(tmp_path: Path, form: bytes) -> None:
    """Beyond 4 GB the ds64 chunk tells it; without one, sound lasts to the end of the file."""
    length = len(SECOND).to_bytes(8, "little")
    apart = chunk(b"ds64", bytes(8) + length + bytes(12))
    data = (HEAD, chunk(b"data", SECOND, 0xFFFFFFFF), chunk(b"iXML", WORDS))
    facts = damaged(tmp_path, apart, *data, form=form)
    assert (facts.samples, facts.findings, facts.recorder is not None) == (48000, (), True)
    assert kinds(damaged(tmp_path, *data[:2], form=form)) == ["unclosed recording"]


@given(st.binary(max_size=400), st.sampled_from([b"RIFF", b"RF64", b"BW64"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_behind_a_good_header_break_it(tmp_path: Path, content: bytes, form: bytes) -> None:
    path = tmp_path / "any.wav"
    path.write_bytes(form + b"\x90\1\0\0WAVE" + content)
    assert probe(path).samples >= 0


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_are_lost_the_rest_is_told_as_decoders_see_it(
    tmp_path: Path, data: st.DataObject
) -> None:
    """Any few bytes of the head of a good file are changed: no crash, and no sample that is not there."""
    path = recorded(tmp_path / "a.wav", NOON, samples=480, words={"SCENE": "27A", "TIMECODE_RATE": "25/1"})
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 900))] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    facts = probe(path)
    assert facts.samples <= len(content)
    if facts.samples:
        assert abs(decoded(path) - facts.samples) <= 1


@pytest.mark.material
def test_real_recorders_begin_where_their_sound_report_says(material: Path) -> None:
    """Wave Agent's report tells channels, tape, scene, take, length and the timecode of the first sample."""
    folder = material / "sound" / "bwf"
    files = sorted(folder.glob("*.WAV"))
    made = gather(files, [probe(file) for file in files], [file.name for file in files])
    assert [finding.kind for finding in made.findings] == ["same recording"]
    report = dict(_reported((folder / "WaveAgentSoundReport.csv").read_text("latin-1")))
    told = {recording.name.replace("_01.WAV", "_X.WAV"): recording for recording in made.recordings}
    assert len(told.keys() & report.keys()) == 5
    for name in told.keys() & report.keys():
        row, first = report[name], told[name].files[0]
        assert (first.start_timecode, first.reel) == (row["Start TC"], row["Tape"])
        assert f"{first.seconds.__ceil__():02}" in {row["Length"][-2:], f"{int(row['Length'][-2:]) + 1:02}"}
        assert told[name].slate.take == int(row["Take"])
        assert row["Scene"] in {told[name].slate.scene, told[name].slate.setup}
        listed = [row[column] for column in ("T1", "T2", "T3", "T4", "T5") if row.get(column)]
        assert list(told[name].tracks) == listed[: len(told[name].tracks)]
        assert (first.timecode_rate, first.drop) == (
            {"23.97 ND": FILM, "25 ND": PAL}[row["Frame Rate"]],
            False,
        )


def _reported(text: str) -> list[tuple[str, dict[str, str]]]:
    rows = [row for row in csv.reader(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) if row]
    heads = next(row for row in rows if row[0] == "File Name")
    return [(row[0], dict(zip(heads, row, strict=False))) for row in rows[rows.index(heads) + 1 :]]
