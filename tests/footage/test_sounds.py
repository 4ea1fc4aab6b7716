"""Sound that has no picture is measured to the sample, in whatever file it comes."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import numpy as np
import pytest

from rushes.engine.writing import decode, encode
from rushes.footage import Probe, probe
from tests.footage.recording import NOON, chunk, fmt, ixml, recorded, sound, wave

if TYPE_CHECKING:
    from av.audio.stream import AudioStream

LENGTH = 44100 + 1234


def encoded(path: Path, codec: str, **options: str) -> Path:
    """Write noise in two channels at 44.1 kHz."""
    noise = np.random.default_rng(1).integers(-3000, 3000, (1, 2 * LENGTH), np.int16)
    with av.open(str(path), "w", options=options) as container:
        stream = cast("AudioStream", container.add_stream(codec, rate=44100, layout="stereo"))
        for start in range(0, LENGTH, 4096):
            part = noise[:, 2 * start : 2 * min(LENGTH, start + 4096)]
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="stereo")
            frame.sample_rate, frame.pts = 44100, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.wav", "pcm_s16le"),
        ("a.wav", "pcm_s24le"),
        ("a.wav", "pcm_f32le"),
        ("a.aiff", "pcm_s24be"),
        ("a.caf", "pcm_s16le"),
        ("a.flac", "flac"),
        ("a.m4a", "alac"),
    ],
)
def test_samples_are_counted_exactly(tmp_path: Path, name: str, codec: str) -> None:
    facts = probe(encoded(tmp_path / name, codec))
    assert (facts.samples, facts.channels, facts.sample_rate) == (LENGTH, 2, 44100)
    assert (facts.findings, facts.has_picture, facts.has_timecode) == ((), False, False)


@pytest.mark.parametrize(
    ("name", "options"), [("a.mp3", {}), ("a.mp3", {"write_xing": "0"}), ("a.aac", {}), ("a.m4a", {})]
)
def test_formats_that_tell_no_length_are_counted(tmp_path: Path, name: str, options: dict[str, str]) -> None:
    """To what encoders add: their own delay and the rest of the last packet, a tenth of a second together."""
    facts = probe(encoded(tmp_path / name, "libmp3lame" if name.endswith("mp3") else "aac", **options))
    assert LENGTH <= facts.samples <= LENGTH + 4410


def test_a_recording_of_hours_is_known_by_its_headers(tmp_path: Path) -> None:
    """Six gigabytes of sound, that nobody reads: its length is told beside it."""
    path, length = tmp_path / "long.wav", 6 * 10**9
    apart = chunk(b"ds64", bytes(8) + length.to_bytes(8, "little") + bytes(12))
    words = chunk(b"iXML", ixml(["Boom"], SCENE="27A", TAKE="3"))
    wave(path, apart, words, chunk(b"fmt ", fmt(bits=24)), chunk(b"data", b"", 0xFFFFFFFF), form=b"RF64")
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size + length)
    began = time.perf_counter()
    facts = probe(path)
    assert (facts.samples, facts.findings) == (length // 3, ())
    assert time.perf_counter() - began < 2


def test_what_claims_to_be_no_sound_is_unreadable(tmp_path: Path) -> None:
    data = chunk(b"data", sound(480))
    (finding,) = probe(wave(tmp_path / "a.wav", chunk(b"fmt ", fmt(10**9)), data)).findings
    assert (finding.kind, "1000000000 samples a second" in finding.fact) == ("unreadable", True)


def test_the_facts_of_a_sound_can_be_remembered(tmp_path: Path) -> None:
    words = {"SCENE": "27A", "TAKE": "3", "TIMECODE_RATE": "24000/1001", "NOTE": "“¡no!” 第二场"}
    facts = probe(recorded(tmp_path / "a.wav", NOON, tracks=("Boom", ""), words=words))
    assert facts.recorder is not None
    assert decode(encode(facts), Probe) == facts
